"""What `spbe score` says of one sheet, of any status, in the order of the ministry's own report.

The result comes first, then what it is made of, what is strong and weak, what to do next, every
indicator, what must be corrected, and what all was computed from.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from spbe_cli import __version__
from spbe_cli.answers import AnswerSheet
from spbe_cli.exact import exact_text
from spbe_cli.findings import Finding, Numbers
from spbe_cli.instrument import Instrument
from spbe_cli.reports import Rows, data, drawings, levels, passages, score_levels, statements
from spbe_cli.reports.document import (
    Bar,
    Block,
    Blocks,
    Document,
    Heading,
    Items,
    Number,
    Own,
    Paragraph,
    Part,
)
from spbe_cli.reports.levels import Scored
from spbe_cli.reports.tables import Kind, column, numbers, table
from spbe_cli.scoring import IndexResult, Score
from spbe_cli.sheet.assess import Assessment, Status
from spbe_cli.words import Words

MOST_NAMES: Final = 10
"""So many weaknesses does the screen name."""
IDENTITY: Final = ("instansi", "perangkat daerah", "tahun", "tahap", "pengisi", "tanggal")
"""What is shown of the sheet Identitas: not the respondent's telephone number."""
COLUMNS: Final = (
    "file", "status", "part", "code", "name", "parent", "weight", "level", "points", "index",
    "predicate", "evidence", "assumed", "cell", "note", "carried",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ScoreReport:
    """The report of one sheet; without an index there is less of it."""

    assessment: Assessment
    words: Words
    command: str = ""
    target: Fraction | None = None

    def document(self) -> Document:
        """Return all that there is to say."""
        sheet, words = passages.named(self.assessment), self.words
        known, identity = levels.scored(sheet), sheet.identity
        name = known.instrument.index_name if known else words.label("excel.partial_title")
        institution, agency = identity.get("instansi"), identity.get("perangkat daerah")
        whose = (name, institution or agency, identity.get("tahun"))
        under = (institution and agency, identity.get("tahap"), statements.origin(sheet, words))
        return Document(
            title=" ".join(filter(None, whose)),
            subtitle=" · ".join(filter(None, under)),
            summary=tuple(self._summary(known) if known else self._without_index()),
            beside=tuple(self._beside(known) if known else ()),
            parts=tuple(self._parts(sheet, known)),
            caveats=passages.caveats(sheet, words),
            file=sheet.file,
            one_page=known is not None,
            screen=None if sheet.sheet else self._possible(),
        )

    def _summary(self, known: Scored) -> Iterator[Block]:
        """Yield the number, the way up, what it is made of, and what pulls it down."""
        instrument, result, words = known.instrument, known.result, self.words
        exact = passages.capital(statements.exact_value(result, instrument, words))
        yield passages.verdict(result, instrument, words, exact)
        mark = drawings.index_mark(result, words)
        yield drawings.scale(instrument, [mark], words.label("html.scale"), words)
        yield Paragraph(statements.way_up(result, instrument, words), "strong")
        if self.target is not None:
            yield Paragraph(self._gaps(self.target, result), "strong")
        yield from self._made_of(known)
        groups = known.by_level(words)
        counts = " · ".join(f"{level}: {len(names)}" for level, names in groups.items())
        yield Paragraph(f"{words.label('levels_counted')} {counts}")
        lowest = min(groups, default=instrument.highest)
        if levels.weak(instrument, Fraction(lowest)):
            rest = len(groups[lowest]) - MOST_NAMES
            said = "; ".join(groups[lowest][:MOST_NAMES])
            said += ";" + words.label("and_more", count=rest) if rest > 0 else ""
            yield Paragraph(words.label("weakness", level=lowest, names=said), "hint")
        yield Paragraph(words.label("hint_detail"), "hint")

    def _gaps(self, target: Fraction, result: IndexResult) -> str:
        """Say how far the whole, its domains and its aspects are from the target."""
        words = self.words
        parts = (*result.domains, *result.aspects)
        low = [f"{one.code} {words.number(target - one.index)}" for one in parts
               if one.index < target]  # fmt: skip
        high = [one.code for one in parts if one.index >= target]
        gap = target - result.total.index
        key = "target.gap" if gap > 0 else "target.reached"
        said = [words.label(key, target=words.number(target), gap=words.number(gap))]
        said += [words.label("target.parts", gaps="; ".join(low))] if low else []
        said += [words.label("target.parts_reached", codes=", ".join(high))] if high else []
        return " ".join(said)

    def _made_of(self, known: Scored) -> Iterator[Block]:
        """Yield the domains, their aspects and the whole, and which lie below the bound drawn."""
        highest, result, words = known.instrument.highest, known.result, self.words
        ring, label = drawings.ring_of(known.instrument), self.words.label
        bound = self.target or (ring.minimum if ring else None)
        parts: list[Score] = []
        for domain in result.domains:
            parts += [domain, *(one for one in result.aspects if one.parent == domain.code)]
        parts = [*(parts or result.aspects), result.total]

        def kind(one: Score) -> Kind:
            return "total" if one is result.total else "group" if one in result.domains else ""

        def weight(one: Score) -> Number:
            return Number(one.weight, words.number(one.weight))

        def bar(one: Score) -> Bar:
            return Bar(one.index, Fraction(highest), bound)

        yield table(
            parts,
            column(label("code"), 7, lambda one: "" if one is result.total else one.code),
            column(label("name"), 44, lambda one: Own(one.name)),
            numbers(label("weight"), 9, weight, spare=1),
            numbers(label("index"), 9, lambda one: passages.index(one.index, words)),
            column(label("html.bar", lowest=0, highest=highest), 24, bar, spare=2),
            kind=kind,
        )
        scores = (*result.domains, *result.aspects)
        low = [one.code for one in scores if ring and one.index < ring.minimum]
        if ring and low:
            facts = {"bound": words.number(ring.minimum), "predicate": ring.name}
            yield Paragraph(label("parts.below", codes=", ".join(low), **facts))

    def _beside(self, known: Scored) -> Iterator[Block]:
        """Yield the radar, the bars of the domains, who stands at each level, and the warnings."""
        instrument, result, words = known.instrument, known.result, self.words
        domains = result.domains or result.aspects
        named = [(f"{one.code} {one.name}", one.index, words.number(one.index)) for one in domains]
        title = words.label("excel.domain_chart" if result.domains else "excel.aspect_chart")
        target = None
        if self.target is not None:
            bound = words.number(self.target)
            target = (words.label("html.target", bound=bound), self.target)
        yield from drawings.radar([("", result)], instrument, words, target)
        ends = (Fraction(0), Fraction(instrument.highest))
        yield from drawings.bars(title, named, "0.00", ends)
        groups = known.by_level(words)
        low = [one for one in groups if levels.weak(instrument, Fraction(one))]
        high = [one for one in reversed(list(groups)) if levels.strong(instrument, Fraction(one))]
        for key, found in (("excel.weaknesses", low), ("excel.strengths", high)):
            if found:
                heads = (words.label("excel.level_group", level=one, count=len(groups[one]))
                         for one in found)  # fmt: skip
                lines = zip(heads, (groups[one] for one in found), strict=True)
                yield Heading(words.label(key))
                yield Items(tuple(f"{head}: {'; '.join(names)}" for head, names in lines))
        notes = tuple(self._notes())
        if notes:
            yield from (Heading(words.label("excel.notes")), Items(notes))

    def _notes(self) -> Iterator[str]:
        """Yield the warnings in short: one line for each code."""
        alike: dict[str, list[Finding]] = {}
        for finding in self.assessment.findings:
            alike.setdefault(finding.code, []).append(finding)
        for code, (first, *others) in sorted(alike.items()):
            rows = tuple(one.indicator for one in others if one.indicator)
            more = ""
            if others:
                key = "excel.likewise" if len(rows) == len(others) else "excel.more_alike"
                more = " " + self.words.label(key, numbers=Numbers(rows), count=len(others))
            yield f"{code}: {self.words.sentence(first).prose()}{more}"

    def _parts(self, sheet: Assessment, known: Scored | None) -> Iterator[Part]:
        words = self.words
        if known:
            yield from self._levels(known)
            yield from score_levels.recommendations(known, words)
            yield from score_levels.tasks(known, words)
        yield from score_levels.indicators(sheet, words)
        yield from passages.findings(sheet.findings, words, within=True)
        if known:
            instrument, result = known.instrument, known.result
            yield Part(
                words.label("sheet.calculation"),
                live=lambda page: _calculation(page, instrument, result),
            )
        whose = ((label, sheet.identity.get(label)) for label in IDENTITY)
        yield from passages.about((sheet,), words, self.command, whose)

    def _levels(self, known: Scored) -> Iterator[Part]:
        return score_levels.strengths_and_weaknesses(known, self.words)

    def _without_index(self) -> Iterator[Block]:
        """Yield why there is no index, how much of an agency's part is there, what comes next."""
        assessment, words = self.assessment, self.words
        instrument, sheet = assessment.instrument, assessment.sheet
        if assessment.status is Status.PARTIAL and instrument and sheet:
            asked = {instrument.rows()[row].code for row in sheet.asked}
            key = "partial_all" if asked else "partial_evidence"
            count = words.label(key, asked=len(asked), total=len(instrument.required_rows()))
            clean = "" if assessment.findings else " " + words.label("partial_clean")
            yield Paragraph(count + clean, "strong")
            yield Paragraph(words.label("partial_next"))
        else:
            yield Paragraph(words.label("html.no_index"), "strong")
        yield from self._possible()

    def _possible(self) -> Blocks:
        bounds = statements.possible(self.assessment, self.words)
        return (Paragraph(bounds),) if bounds else ()

    def data(self) -> Mapping[str, Any]:
        """Return an assessment as a JSON document."""
        assessment, result = self.assessment, self.assessment.result
        return {
            "spbe": __version__,
            "status": str(assessment.status),
            **data.sheet_part(assessment),
            "index": data.index_part(result) if result else None,
            "bounds": data.bounds_part(assessment.bounds),
            "domains": [data.score_part(score, {}) for score in result.domains] if result else [],
            "aspects": [
                data.score_part(score, {"domain": score.parent}) for score in result.aspects
            ] if result else [],
            "indicators": list(data.indicator_parts(assessment)),
            "assumed": data.assumed_part(assessment.sheet.assumed if assessment.sheet else {}),
            "carried": data.carried_part(assessment.sheet),
            "findings": [data.finding_part(one, self.words) for one in assessment.findings],
        }  # fmt: skip

    def rows(self) -> Rows:
        """Return one row a part, numbers with a point; without an index, only the status."""
        sheet, result = self.assessment.sheet, self.assessment.result
        supplied = tuple(statements.supplied(sheet, self.words)) if sheet else ()
        rows = [{"part": "index", "note": "; ".join(supplied)}]
        if result:
            said = statements.reservations(self.assessment, self.words)
            note, named = "; ".join((*said, *supplied)), result.predicate.name
            rows = [{**_part_row("index", result.total), "predicate": named, "note": note}]
            rows += [_part_row("domain", score) for score in result.domains]
            rows += [_part_row("aspect", score) for score in result.aspects]
        if sheet and self.assessment.instrument:
            rows += _indicator_rows(self.assessment.instrument, sheet, result)
        whole = {"file": self.assessment.file, "status": str(self.assessment.status)}
        return COLUMNS, [{**whole, **row} for row in rows]


def _part_row(part: str, score: Score) -> dict[str, str]:
    return {
        "part": part,
        "code": score.code,
        "name": score.name,
        "parent": score.parent or "",
        "weight": exact_text(score.weight),
        "points": exact_text(score.points),
        "index": str(score.rounded),
    }


def _indicator_rows(
    instrument: Instrument, sheet: AnswerSheet, result: IndexResult | None
) -> Iterator[dict[str, str]]:
    scores = {score.code: score for score in result.indicators} if result else {}
    for code, indicator in instrument.rows().items():
        if code not in sheet.answers:
            continue
        answer, score = sheet.answers[code], scores.get(code)
        yield {
            "part": "indicator",
            "code": code,
            "name": indicator.name,
            "parent": indicator.aspect,
            "weight": exact_text(score.weight if score else indicator.weight),
            "level": exact_text(answer.level),
            "points": exact_text(score.points) if score else "",
            "evidence": "true" if answer.evidence else "false",
            "assumed": "true" if code in sheet.assumed else "false",
            "cell": answer.cell or "",
            "carried": "true" if code in sheet.carried.rows else "false",
        }


def _calculation(page: Any, instrument: Instrument, result: IndexResult) -> None:  # noqa: ANN401  a page of a workbook
    """Write the live formulas; only a workbook has them, and loads what writes it."""
    from spbe_cli.reports import score_calculation  # noqa: PLC0415

    score_calculation.write(page, instrument=instrument, result=result)
