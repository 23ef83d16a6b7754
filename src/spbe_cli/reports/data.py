"""Parts of JSON documents that several commands share; their shape is a promise.

Exact numbers are texts, those printed with two decimals numbers; what is not there is null.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, Final, Literal

from spbe_cli.analysis.compare import Change, Comparison, PartChange
from spbe_cli.analysis.portal import Check
from spbe_cli.answers import AnswerSheet
from spbe_cli.exact import exact_text
from spbe_cli.findings import Finding
from spbe_cli.instrument import Instrument
from spbe_cli.reports.levels import recommendation
from spbe_cli.scoring import IndexResult, Score
from spbe_cli.sheet.assess import Assessment, Sound
from spbe_cli.words import Words

JsonPart = dict[str, Any]
Places = Literal["sheet", "yaml"]

IDENTITY: Final = (
    "instansi", "perangkat daerah", "tahun", "tahap", "indikator", "pengisi", "tanggal",
)  # fmt: skip


def sheet_part(assessment: Assessment) -> JsonPart:
    """Return which instrument and which sheet."""
    return {
        "instrument": instrument_part(assessment.instrument),
        "sheet": {
            "file": assessment.file,
            "sha256": assessment.sha256,
            "identity": identity_part(assessment.identity if assessment.raw else None),
        },
    }


def instrument_part(instrument: Instrument | None) -> JsonPart | None:
    """Return which instrument was used."""
    return taken(instrument, "id", "title", "sha256") if instrument else None


def identity_part(identity: Mapping[str, str] | None) -> JsonPart | None:
    """Return what Identitas says; nothing if the workbook could not be read."""
    if identity is None:
        return None
    return {label.replace(" ", "_"): identity.get(label) for label in IDENTITY}


def index_part(result: IndexResult | None) -> JsonPart | None:
    """Return the index, if there is one."""
    return {**_figures(result.total), "predicate": result.predicate.name} if result else None


def taken(one: object, *names: str) -> JsonPart:
    """Return these attributes, whose keys are called as they are."""
    return {name: getattr(one, name) for name in names}


def _figures(score: Score) -> JsonPart:
    exact = {"points": exact_text(score.points), "weight": exact_text(score.weight)}
    return {**exact, "value": float(score.rounded)}


def bounds_part(bounds: tuple[IndexResult, IndexResult] | None) -> JsonPart | None:
    """Return the lowest and highest index still possible."""
    return bounds and {"lowest": index_part(bounds[0]), "highest": index_part(bounds[1])}


def scores_part(result: IndexResult | None) -> JsonPart:
    """Return the scores of the domains and the aspects."""
    domains, aspects = (result.domains, result.aspects) if result else ((), ())
    return {
        "domains": [{"code": one.code, "name": one.name, **_figures(one)} for one in domains],
        "aspects": [{"code": one.code, "domain": one.parent, "name": one.name, **_figures(one)}
                    for one in aspects],
    }  # fmt: skip


def result_rows(result: IndexResult) -> Iterator[dict[str, str]]:
    """Yield the index, every domain and every aspect as rows of CSV."""
    kinds = {"index": (result.total,), "domain": result.domains, "aspect": result.aspects}
    for kind, scores in kinds.items():
        for one in scores:
            yield {
                "part": kind,
                "code": one.code,
                "name": one.name,
                "parent": one.parent or "",
                "weight": exact_text(one.weight),
                "points": exact_text(one.points),
                "index": str(one.rounded),
                "predicate": result.predicate.name if kind == "index" else "",
            }


def changed_part(part: PartChange) -> JsonPart:
    """Return a domain or an aspect before and after a change."""
    before, after = part.before, part.after
    ends = {"before": float(before.rounded), "after": float(after.rounded)}
    return {"code": before.code, "name": before.name, **ends}


def changed_rows(made: Comparison) -> Iterator[tuple[PartChange, dict[str, str]]]:
    """Yield the index, every domain and every aspect, each with its row of CSV."""
    kinds = {"index": (made.total,), "domain": made.domains, "aspect": made.aspects}
    for kind, parts in kinds.items():
        for part in parts:
            before, after = part.before, part.after
            row = {"part": kind, "code": before.code, "name": before.name}
            figures = {"before": str(before.rounded), "after": str(after.rounded)}
            yield part, {**row, **figures, "gain": exact_text(part.gain)}


def exact_or_none(value: Fraction | None) -> str | None:
    """Return an exact number, if there is one; CSV has nothing in its place."""
    return None if value is None else exact_text(value)


def indicator_parts(assessment: Assessment) -> Iterable[JsonPart]:
    """Yield every answered row with its level, of a partial sheet without points."""
    if not isinstance(assessment, Sound):
        return
    sheet, instrument = assessment.sheet, assessment.instrument
    scores = {one.code: one for one in assessment.result.indicators} if assessment.result else {}
    for row, indicator in instrument.rows().items():
        if row not in sheet.answers:
            continue
        answer, score = sheet.answers[row], scores.get(row)
        yield {
            "code": row,
            "aspect": indicator.aspect,
            "name": indicator.name,
            "weight": exact_text(score.weight if score else indicator.weight),
            "level": level_number(answer.level),
            "points": exact_text(score.points) if score else None,
            "evidence": bool(answer.evidence),
            "cell": f"{assessment.raw.sheet}!{answer.cell}" if answer.cell else None,
            "recommendation": recommendation(instrument, row, answer.level),
        }


def level_number(level: Fraction | None) -> int | float | None:
    """Return a level as a number, whole where it is; None if there is none."""
    if level is None:
        return None
    return level.numerator if level.denominator == 1 else float(level)


def change_part(change: Change) -> JsonPart:
    """Return a row that changes its level, and what that adds to the index."""
    levels = {"from": level_number(change.start), "to": level_number(change.end)}
    return {"indicator": change.row, **levels, "gain": exact_text(change.gain)}


def assumed_part(assumed: Mapping[str, Fraction]) -> list[JsonPart]:
    """Return the levels that were supplied on request."""
    return [{"indicator": row, "level": level_number(level)} for row, level in assumed.items()]


def carried_part(sheet: AnswerSheet | None) -> list[JsonPart]:
    """Return the levels that were taken over from an earlier stage, and from where."""
    if sheet is None:
        return []
    origin = {"file": sheet.carried.file, "stage": sheet.carried.stage or None}
    levels = ((row, level_number(sheet.answers[row].level)) for row in sheet.carried.rows)
    return [{"indicator": row, "level": level, **origin} for row, level in levels]


def checks_part(checks: Iterable[Check]) -> list[JsonPart]:
    """Return what is to be done before a sheet is sent, as far as it is known."""
    return [
        {"check": one.name, "done": one.done, "indicators": one.rows, "files": one.files}
        for one in checks
    ]


def findings_part(
    findings: Iterable[Finding], words: Words, places: Places | None = None
) -> list[JsonPart]:
    """Return the findings: the parts apart, the whole sentence, the place that its file has.

    With `places` all have the keys of such files: who reads them meets no other.
    """
    return [
        _finding(one, words, places or ("sheet" if one.place.line is None else "yaml"))
        for one in findings
    ]


def _finding(finding: Finding, words: Words, places: Places) -> JsonPart:
    place = finding.place
    where: JsonPart = {"line": place.line, "column": place.column}
    if places == "sheet":
        where = {"sheet": place.sheet, "cell": place.cell, "indicator": finding.indicator}
        words = words.in_full()
    sentence = words.sentence(finding)
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "file": place.file,
        **where,
        "found": words.found(finding),
        "remedy": sentence.remedy,
        "message": str(sentence),
    }
