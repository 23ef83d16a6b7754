"""The merged answers as an answer file of the institution."""

from collections.abc import Iterator

from spbe_cli.merging.joining import Merged, MergedRow
from spbe_cli.merging.levels import Claim, Decision
from spbe_cli.merging.parts import Entry, Part
from spbe_cli.words import Words
from spbe_cli.xlsx.form_layout import Prefill, TemplateRequest
from spbe_cli.xlsx.merged import Sources, merged_workbook

WORDS = Words()
"""Answer files are Indonesian in both languages of the tool."""


def workbook(merged: Merged, rule: str | None) -> bytes:
    """Return the merged answer file."""
    identity = merged.identity
    request = TemplateRequest(
        identity.get("instansi"), year=identity.get("tahun"), stage=identity.get("tahap")
    )
    said = [one for one in merged.rows if one.row.said]
    prefilled = {one.row.number: prefill(one) for one in said}
    origins = {one.row.number: "\n".join(origin_lines(one)) for one in said}
    decisions = [decision_texts(one, rule) for one in merged.decisions]
    sources = Sources([file_texts(part) for part in merged.parts], decisions)
    return merged_workbook(merged.instrument, request, prefilled, origins, sources)


def prefill(one: MergedRow) -> Prefill:
    """Return what stands in a row; a level that was converted from an index is left to it."""
    entry = one.claim.entry if one.claim else None
    level = None if entry and entry.converted else one.level
    return Prefill(level, one.evidence, one.explanation, entry.external if entry else None)


def origin_lines(one: MergedRow) -> Iterator[str]:
    """Yield agency, file and cell of everything that was said of a row."""
    for part, entry in one.row.said:
        yield f"{part.agency}: {entry.place}{remark(one, entry)}"


def remark(one: MergedRow, entry: Entry) -> str:
    """Say what became of the level of an entry, if it is not that of the row."""
    if entry.level is None:
        return " (tanpa tingkat)"
    return "" if entry.level == one.level else f" (tingkat {level(entry.level)} tidak dipakai)"


def level(value: object) -> str:
    """Write a level."""
    return WORDS.show(value)


def file_texts(part: Part) -> tuple[str, ...]:
    """Return what Sumber says of a file."""
    identity = part.identity
    return (
        part.file,
        part.agency,
        identity.get("pengisi", ""),
        identity.get("tanggal", ""),
        str(len(part.levels())),
        part.sha256,
    )


def decision_texts(one: Decision, rule: str | None) -> tuple[str, ...]:
    """Return what Sumber says of a decision: both levels, and the rule."""
    others = "; ".join(map(claimed, one.others))
    rules = {"owner": "penanggung jawab", "lowest": "tingkat terendah"}
    return (
        f"{one.row.number} {one.row.name}",
        claimed(one.followed),
        others,
        rules.get(rule or "", "tingkat tertinggi"),
    )


def claimed(claim: Claim) -> str:
    """Write a level with the agency that gave it."""
    return f"{level(claim.level)} ({claim.part.agency})"
