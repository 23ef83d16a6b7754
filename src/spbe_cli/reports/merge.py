"""What `spbe merge` says, and the answer file of the institution that it writes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from spbe_cli import __version__
from spbe_cli.exact import exact_text
from spbe_cli.findings import Numbers, Severity
from spbe_cli.many.merge import Merged, Sender
from spbe_cli.many.merge_rows import Claim, Decision, Entry, MergedRow
from spbe_cli.many.merge_rows import Part as SentPart
from spbe_cli.reports import Rows, passages
from spbe_cli.reports.data import finding_part, instrument_part, level_number, level_or_none
from spbe_cli.reports.document import (
    Block,
    Column,
    Document,
    Heading,
    Items,
    Paragraph,
    Part,
    Row,
    State,
    Table,
)
from spbe_cli.words import Words
from spbe_cli.xlsx.form import Sources, merged_workbook
from spbe_cli.xlsx.form_layout import Prefill, TemplateRequest

_COLUMNS: Final = ("indicator", "name", "owner", "level", "agency", "file", "cell", "sources")
_FORM_WORDS: Final = Words()
"""Answer files are Indonesian in both languages of the tool."""


@dataclass(frozen=True, slots=True)
class MergeReport:
    """The report of a merge: of what was written to `output`, or why nothing was.

    `rule` is how differences of level were decided, `skipped` are files made by `spbe`.
    """

    merged: Merged
    words: Words
    output: str
    rule: str | None = None
    skipped: tuple[str, ...] = ()

    def document(self) -> Document:
        """Return what came of it, with how far every agency is, and the findings."""
        said = (self.merged.identity.get(label) for label in ("instansi", "tahun"))
        whose = " · ".join(filter(None, said))
        title = self.words.label("document.merge")
        return Document(
            title=passages.title("merge", whose, self.words) if whose else title,
            subtitle=self.merged.instrument.title,
            summary=tuple(self._summary()),
            parts=(
                *self._every_agency(),
                *passages.findings(self.merged.findings, self.words, folders=True),
            ),
        )

    def _summary(self) -> Iterator[Block]:
        """Yield what was written, what a rule decided, who lacks what, and what to do next."""
        words, merged = self.words, self.merged
        answered, total = self._counts()
        if merged.sound:
            facts = {"answered": answered, "total": total, "files": len(merged.parts)}
            written = words.label("merge.written", file=self.output, **facts)
            yield Paragraph(written, "strong")
        if merged.decisions:
            yield Heading(words.label(f"merge.decided_{self.rule}"))
            yield Items(tuple(self._decisions()))
        if merged.senders:
            yield self._agencies(self._behind())
        if self.skipped:
            files = ", ".join(self.skipped)
            yield Paragraph(words.label("merge.reports", count=len(self.skipped), files=files))
        if not merged.sound:
            yield Paragraph(self._why_not(), "strong")
            return
        missing = "; ".join(self._missing())
        key = "merge.gaps" if missing else "merge.complete"
        yield Paragraph(words.label(key, missing=missing), "strong")

    def _counts(self) -> tuple[int, int]:
        """Return how many indicators have a level in the merged sheet, and how many there are."""
        total = len(self.merged.instrument.required_rows())
        return total - len(self.merged.missing()), total

    def _decisions(self) -> Iterator[str]:
        for one in self.merged.decisions:
            yield self.words.label(
                "merge.decision",
                number=one.row.number,
                name=one.row.name,
                followed=_claimed(one.followed, self.words),
                others=", ".join(_claimed(claim, self.words) for claim in one.others),
            )

    def _behind(self) -> Sequence[Sender]:
        """Return the agencies with gaps, by name."""
        senders = (one for one in self.merged.senders if one.missing or not (one.used or one.asked))
        return sorted(senders, key=lambda one: one.name.casefold())

    def _every_agency(self) -> tuple[Part, ...]:
        """Return the part of all agencies, where the summary shows some of them together."""
        behind, senders = self._behind(), self.merged.senders
        if len(behind) == len(senders):
            return ()
        rest = [one for one in senders if one not in behind]
        ordered = [*behind, *sorted(rest, key=lambda one: one.name.casefold())]
        return (Part(self.words.label("merge.agencies"), (self._agencies(ordered),)),)

    def _agencies(self, shown: Sequence[Sender]) -> Table:
        """Return how far agencies are; those that are not shown stand together."""
        words = self.words
        columns = [
            Column(words.label("agency"), 34),
            Column(words.label("batch.state"), 22),
            Column(words.label("merge.answered"), 10, number=True),
            Column(words.label("merge.asked"), 10, number=True),
        ]
        if any(one.missing for one in shown):
            columns.append(Column(words.label("merge.missing"), 60))
        rows = [self._row(one) for one in shown]
        rest = [one for one in self.merged.senders if one not in shown]
        if rest:
            asked = passages.count(sum(len(one.asked) for one in rest))
            name = words.label("merge.others" if shown else "merge.all", count=len(rest))
            complete = State(words.label("merge.state.complete"), "good")
            rows.append(Row((name, complete, asked, asked)))
        answered, total = map(passages.count, self._counts())
        rows.append(Row((words.label("total"), "", answered, total), "total"))
        return Table(tuple(columns), tuple(rows))

    def _row(self, sender: Sender) -> Row:
        rows = self.merged.instrument.rows()
        asked, lacking = len(sender.asked), len(sender.missing)
        missing = "; ".join(f"{row} {rows[row].short}" for row in sender.missing)
        counts = (passages.count(asked - lacking), passages.count(asked))
        cells = (sender.name, self._state(sender), *counts)
        return Row((*cells, missing) if missing else cells)

    def _state(self, sender: Sender) -> State:
        if not sender.used and (sender.missing or not sender.asked):
            key = "merge.state.faulty" if sender.sent else "batch.state.unsent"
            return State(self.words.label(key), "bad" if sender.sent else "poor")
        key = "gaps" if sender.missing else "complete"
        return State(self.words.label(f"merge.state.{key}"), "poor" if sender.missing else "good")

    def _why_not(self) -> str:
        errors = [one for one in self.merged.findings if one.severity is Severity.ERROR]
        conflicts = sum(one.code == "B101" for one in errors)
        key = "merge.undecided" if conflicts == len(errors) else "merge.faulty"
        return self.words.label(key, count=len(errors))

    def _missing(self) -> Iterator[str]:
        """Yield the rows without a level, those of one agency together, with its name."""
        names = {row: one.name for one in self.merged.senders for row in one.missing}
        groups: dict[str, list[str]] = {}
        for row in self.merged.missing():
            groups.setdefault(names.get(row, ""), []).append(row)
        for name, rows in groups.items():
            numbers = self.words.show(Numbers(tuple(rows)))
            yield f"{numbers} ({name})" if name else numbers

    def data(self) -> Mapping[str, Any]:
        """Return one JSON document."""
        merged = self.merged
        return {
            "spbe": __version__,
            "file": self.output if merged.sound else None,
            "skipped": list(self.skipped),
            "instrument": instrument_part(merged.instrument),
            "summary": {
                "files": len(merged.parts),
                "asked": len(merged.instrument.required_rows()),
                "missing": list(merged.missing()),
            },
            "agencies": [
                {
                    "agency": one.name,
                    "sent": one.sent,
                    "asked": list(one.asked),
                    "missing": list(one.missing),
                }
                for one in merged.senders
            ],
            "indicators": [
                {
                    "code": one.number,
                    "level": level_or_none(one.level),
                    "sources": [
                        {
                            "agency": part.agency,
                            "file": part.file,
                            "cell": f"{entry.place.sheet}!{entry.place.cell}",
                            "level": level_or_none(entry.level),
                        }
                        for part, entry in one.said
                    ],
                }
                for one in merged.rows
                if one.said
            ],
            "decisions": [
                {
                    "indicator": one.row.number,
                    "rule": self.rule,
                    "level": level_number(one.followed.level),
                    "agency": one.followed.part.agency,
                    "others": [
                        {"level": level_number(claim.level), "agency": claim.part.agency}
                        for claim in one.others
                    ],
                }
                for one in merged.decisions
            ],
            "findings": [finding_part(one, self.words) for one in merged.findings],
        }

    def rows(self) -> Rows:
        """Return one line for every indicator, with where its level comes from."""
        return _COLUMNS, self._lines()

    def _lines(self) -> Iterator[Mapping[str, object]]:
        for one in self.merged.rows:
            claim = one.claim
            line: dict[str, object] = {
                "indicator": one.number,
                "name": one.name,
                "owner": one.owner.name if one.owner else "",
                "sources": len(one.said),
            }
            if claim:
                line |= {
                    "level": exact_text(claim.level),
                    "agency": claim.part.agency,
                    "file": claim.part.file,
                    "cell": f"{claim.entry.place.sheet}!{claim.entry.place.cell}",
                }
            yield line


def merged_file(merged: Merged, rule: str | None) -> bytes:
    """Return the merged answer file."""
    identity = merged.identity
    request = TemplateRequest(
        identity.get("instansi"), year=identity.get("tahun"), stage=identity.get("tahap")
    )
    said = [one for one in merged.rows if one.said]
    prefilled = {one.number: _prefill(one) for one in said}
    origins = {one.number: _origins(one) for one in said}
    decisions = [_decision_texts(one, rule) for one in merged.decisions]
    sources = Sources([_file_texts(part) for part in merged.parts], decisions)
    return merged_workbook(merged.instrument, request, prefilled, origins, sources)


def _prefill(one: MergedRow) -> Prefill:
    """Return what stands in a row; a level that was converted from an index is left to it."""
    entry = one.claim.entry if one.claim else None
    level = None if entry and entry.converted else one.level
    return Prefill(level, one.evidence, one.explanation, entry.external if entry else None)


def _origins(one: MergedRow) -> str:
    """Write agency, file and cell of everything that was said of a row."""
    return "\n".join(
        f"{part.agency}: {entry.place}{_remark(one, entry)}" for part, entry in one.said
    )


def _remark(one: MergedRow, entry: Entry) -> str:
    """Say what became of the level of an entry, if it is not that of the row."""
    if entry.level is None:
        return " (tanpa tingkat)"
    if entry.level == one.level:
        return ""
    return f" (tingkat {_FORM_WORDS.show(entry.level)} tidak dipakai)"


def _file_texts(part: SentPart) -> tuple[str, ...]:
    identity = part.record.identity
    return (
        part.file,
        part.agency,
        identity.get("pengisi", ""),
        identity.get("tanggal", ""),
        str(len(part.levels())),
        part.record.sha256 or "",
    )


def _decision_texts(one: Decision, rule: str | None) -> tuple[str, ...]:
    """Return what Sumber says of a decision: both levels, and the rule."""
    others = "; ".join(_claimed(claim, _FORM_WORDS) for claim in one.others)
    rules = {"owner": "penanggung jawab", "lowest": "tingkat terendah"}
    return (
        f"{one.row.number} {one.row.name}",
        _claimed(one.followed, _FORM_WORDS),
        others,
        rules.get(rule or "", "tingkat tertinggi"),
    )


def _claimed(claim: Claim, words: Words) -> str:
    """Write a level with the agency that gave it."""
    return f"{words.show(claim.level)} ({claim.part.agency})"
