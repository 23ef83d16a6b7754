"""What `spbe score` says of one sheet, of any status, in the order of the ministry's own report.

The result comes first, then what it is made of, what is strong and weak, what to do next, every
indicator, what must be corrected, and what all was computed from.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from spbe_cli.analysis.checklist import Check, checklist
from spbe_cli.exact import exact_text
from spbe_cli.findings import Finding, Numbers
from spbe_cli.instrument import Instrument
from spbe_cli.reports import (
    Rows,
    data,
    drawings,
    items,
    levels,
    passages,
    score_checklist,
    score_levels,
    score_target,
    statements,
)
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
    State,
)
from spbe_cli.reports.tables import Kind, Shown, column, numbers, table
from spbe_cli.scoring import IndexResult, Score
from spbe_cli.sheet.assess import Assessment, Scored, Sound
from spbe_cli.words import Words

if TYPE_CHECKING:
    from spbe_cli.analysis.plan import Target

MOST_NAMES: Final = 10
"""So many weaknesses does the screen name."""
IDENTITY: Final = ("instansi", "perangkat daerah", "tahun", "tahap", "pengisi", "tanggal")
"""What is shown of the sheet Identitas: not the respondent's telephone number."""
COLUMNS: Final = (
    "file", "status", "part", "code", "name", "parent", "weight", "level", "points", "index",
    "predicate", "evidence", "assumed", "cell", "note", "carried", "gap",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ScoreReport:
    """The report of one sheet; without an index there is less of it."""

    assessment: Assessment
    words: Words
    command: str = ""
    target: "Target | None" = None

    def document(self) -> Document:
        """Return all that there is to say."""
        sheet, words = passages.named(self.assessment), self.words
        known = self.assessment if isinstance(self.assessment, Scored) else None
        identity = sheet.identity
        institution, agency = identity.get("instansi"), identity.get("perangkat daerah")
        owner = institution or agency
        if known:
            name = known.instrument.index_name
        else:
            name = words.label("excel.partial_of" if owner else "excel.partial_title")
        whose = (name, owner, identity.get("tahun"))
        under = (institution and agency, identity.get("tahap"), statements.origin(sheet, words))
        return Document(
            title=" ".join(filter(None, whose)),
            subtitle=" · ".join(filter(None, under)),
            summary=(
                *(self._summary(known) if known else self._without_index()),
                *score_checklist.short(self.assessment, self._checks, words),
            ),
            beside=tuple(self._beside(known) if known else ()),
            handout=tuple(self._handout(known) if known else ()),
            parts=tuple(self._parts(sheet, known)),
            caveats=passages.caveats(sheet, words),
            file=sheet.file,
            one_page=known is not None,
            screen=None if sheet.sheet else self._possible(),
        )

    @property
    def _checks(self) -> tuple[Check, ...]:
        """What is to be done before it is sent, where the files of evidence are known."""
        return checklist(self.assessment) if self.assessment.folder else ()

    def _summary(self, known: Scored) -> Iterator[Block]:
        """Yield the number, the way up, what it is made of, and what pulls it down."""
        instrument, result, words = known.instrument, known.result, self.words
        exact = passages.capital(statements.exact_value(result, instrument, words))
        yield passages.verdict(result, instrument, words, exact)
        mark = drawings.index_mark(result, words)
        bound = score_target.mark(self.target, self.words)
        yield drawings.scale(instrument, [mark], words.label("html.scale"), words, bound)
        yield Paragraph(statements.way_up(result, instrument, words), "strong")
        if self.target is not None:
            yield Paragraph(score_target.gap(self.target, result, words), "strong")
        yield from self._made_of(known)
        if self.target is not None:
            yield from score_target.way(self.target, known, words)
        groups = levels.by_level(known, words)
        counts = " · ".join(f"{level}: {len(names)}" for level, names in groups.items())
        yield Paragraph(f"{words.label('levels_counted')} {counts}")
        lowest = min(groups, default=instrument.highest)
        if levels.weak(instrument, Fraction(lowest)):
            rest = len(groups[lowest]) - MOST_NAMES
            said = "; ".join(groups[lowest][:MOST_NAMES])
            said += ";" + words.label("and_more", count=rest) if rest > 0 else ""
            yield Paragraph(words.label("weakness", level=lowest, names=said), "hint")
        yield from items.summary(self.assessment, words)
        yield Paragraph(words.label("hint_detail"), "hint")

    def _made_of(self, known: Scored) -> Iterator[Block]:
        """Yield the domains, their aspects and the whole, and which lie below the bound drawn."""
        highest, result, words = known.instrument.highest, known.result, self.words
        label, target = self.words.label, score_target.mark(self.target, self.words)
        bound = target or drawings.next_bound(known.instrument, result, words)
        parts: list[Score] = []
        for domain in result.domains:
            parts += [domain, *(one for one in result.aspects if one.parent == domain.code)]
        parts = [*(parts or result.aspects), result.total]

        def kind(one: Score) -> Kind:
            return "total" if one is result.total else "group" if one in result.domains else ""

        def weight(one: Score) -> Number:
            return Number(one.weight, words.number(one.weight))

        def bar(one: Score) -> Bar:
            return Bar(one.index, Fraction(highest), bound.value if bound else None)

        def gap(one: Score) -> Number | State:
            short = bound.value - one.index if bound else Fraction(0)
            return passages.index(short, words) if short > 0 else State(label("target.met"), "good")

        to_target: list[Shown[Score]] = [numbers(label("target.column"), 10, gap)]

        yield table(
            parts,
            column(label("code"), 7, lambda one: "" if one is result.total else one.code),
            column(label("name"), 44, lambda one: Own(one.name)),
            numbers(label("weight"), 9, weight, spare=1),
            numbers(label("index"), 9, lambda one: passages.index(one.index, words)),
            *(to_target if target else ()),
            column(label("html.bar", lowest=0, highest=highest), 24, bar, spare=2),
            kind=kind,
        )
        scores = (*result.domains, *result.aspects)
        low = [one.code for one in scores if bound and one.index < bound.value]
        if bound and low:
            name = label("drawn.target", target=target.text) if target else bound.name
            yield Paragraph(label("parts.below", codes=", ".join(low), bound=name))

    def _beside(self, known: Scored) -> Iterator[Block]:
        """Yield the radar, and the bars of the domains."""
        instrument, result, words = known.instrument, known.result, self.words
        domains = result.domains or result.aspects
        named = [(f"{one.code} {one.name}", one.index, words.number(one.index)) for one in domains]
        title = words.label("excel.domain_chart" if result.domains else "excel.aspect_chart")
        bound = score_target.mark(self.target, self.words) or drawings.next_bound(
            instrument, result, words
        )
        yield from drawings.radar([("", result)], instrument, words, bound)
        ends = (Fraction(0), Fraction(instrument.highest))
        yield from drawings.bars(title, named, "0.00", ends, bound)

    def _handout(self, known: Scored) -> Iterator[Block]:
        """Yield who is weak and strong, and the warnings, in short."""
        instrument, words = known.instrument, self.words
        groups = levels.by_level(known, words)
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
        yield from items.parts(sheet, words)
        yield from passages.findings(sheet.findings, words, within=True)
        yield from score_checklist.part(self.assessment, self._checks, words)
        if known:
            instrument, result = known.instrument, known.result
            yield Part(
                words.label("sheet.calculation"),
                live=lambda page: _calculation(page, instrument, result),
            )
        whose = ((label, sheet.identity.get(label)) for label in IDENTITY)
        yield from passages.about((sheet,), words, self.command, whose)

    def _levels(self, known: Scored) -> Iterator[Part]:
        """Yield what is strong and weak; a draft tells it in sentences instead."""
        return score_levels.strengths_and_weaknesses(known, self.words)

    def _without_index(self) -> Iterator[Block]:
        """Yield why there is no index, how much of an agency's part is there, what comes next."""
        assessment, words = self.assessment, self.words
        if isinstance(assessment, Sound):
            instrument, sheet = assessment.instrument, assessment.sheet
            asked = {instrument.rows()[row].code for row in sheet.asked}
            key = "partial_all" if asked else "partial_evidence"
            count = words.label(key, asked=len(asked), total=len(instrument.required_rows()))
            clean = "" if assessment.findings else " " + words.label("partial_clean")
            yield Paragraph(count + clean, "strong")
            yield Paragraph(words.label("partial_next"))
            yield from items.summary(assessment, words)
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
            "status": str(assessment.status),
            **data.sheet_part(assessment),
            "index": data.index_part(result) if result else None,
            "bounds": data.bounds_part(assessment.bounds),
            **data.scores_part(result),
            "indicators": list(data.indicator_parts(assessment)),
            "target": score_target.data_of(self.target, result),
            "assumed": data.assumed_part(assessment.sheet.assumed if assessment.sheet else {}),
            "carried": data.carried_part(assessment.sheet),
            "checklist": score_checklist.data(self._checks) if assessment.folder else None,
            **items.data(assessment),
            "findings": [data.finding_part(one, self.words) for one in assessment.findings],
        }

    def rows(self) -> Rows:
        """Return one row a part, numbers with a point; without an index, only the status."""
        sheet, result = self.assessment.sheet, self.assessment.result
        supplied = tuple(statements.supplied(sheet, self.words)) if sheet else ()
        rows = [{"part": "index", "note": "; ".join(supplied)}]
        if result:
            said = statements.reservations(self.assessment, self.words)
            rows = list(data.score_rows(result))
            rows[0]["note"] = "; ".join((*said, *supplied))
            if self.target is not None:
                parts = (result.total, *result.domains, *result.aspects)
                for row, score in zip(rows, parts, strict=True):
                    row["gap"] = exact_text(self.target.index - score.index)
        if isinstance(self.assessment, Sound):
            rows += _indicator_rows(self.assessment)
            rows += items.rows(self.assessment)
        rows += score_checklist.rows(self.assessment, self._checks, self.words)
        whole = {"file": self.assessment.file, "status": str(self.assessment.status)}
        return COLUMNS, [{**whole, **row} for row in rows]


def _indicator_rows(assessment: Sound) -> Iterator[dict[str, str]]:
    sheet, result = assessment.sheet, assessment.result
    scores = {score.code: score for score in result.indicators} if result else {}
    for code, indicator in assessment.instrument.rows().items():
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
