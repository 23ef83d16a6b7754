"""What `spbe score` says of one sheet, of any status, in the order of the ministry's own report.

The result comes first, then what it is made of, what is strong and weak, what to do next, every
indicator, what must be corrected, and what all was computed from.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any, Final, NamedTuple

from spbe_cli import __version__
from spbe_cli.answers import Answer, AnswerSheet
from spbe_cli.exact import exact_text
from spbe_cli.findings import Finding, Numbers
from spbe_cli.instrument import Indicator, Instrument
from spbe_cli.reports import Rows, data, drawings, levels, passages, statements
from spbe_cli.reports.document import (
    Bar,
    Block,
    Blocks,
    Cell,
    Column,
    Document,
    Heading,
    Items,
    Number,
    Own,
    Paragraph,
    Part,
    Row,
    State,
    Table,
    Tone,
)
from spbe_cli.scoring import IndexResult, Score
from spbe_cli.sheet.assess import Assessment, Status
from spbe_cli.words import Words

MOST_NAMES: Final = 10
"""So many weaknesses does the screen name."""
COLUMNS: Final = (
    "file", "status", "part", "code", "name", "parent", "weight", "level", "points", "index",
    "predicate", "evidence", "assumed", "cell", "note", "carried",
)  # fmt: skip


class Scored(NamedTuple):
    """A sheet that has an index, with all that it has."""

    instrument: Instrument
    sheet: AnswerSheet
    result: IndexResult
    answered: IndexResult
    """The result with the indicators that somebody answered: no gap is a weakness."""


def scored(assessment: Assessment) -> Scored | None:
    """Return what an index was computed from and what it is, if there is one."""
    instrument, sheet, result = assessment.instrument, assessment.sheet, assessment.result
    if instrument is None or sheet is None or result is None:
        return None
    return Scored(instrument, sheet, result, levels.answered(result, sheet))


@dataclass(frozen=True, slots=True)
class ScoreReport:
    """The report of one sheet; without an index there is less of it."""

    assessment: Assessment
    words: Words
    command: str = ""
    target: Fraction | None = None

    def document(self) -> Document:
        """Return all that there is to say."""
        assessment, words = passages.named(self.assessment), self.words
        known = scored(assessment)
        name = known.instrument.index_name if known else words.label("excel.partial_title")
        return Document(
            title=statements.title(assessment, name),
            subtitle=subtitle(assessment, words),
            summary=tuple(self.summary(known) if known else self._without_index()),
            beside=tuple(self._beside(known) if known else ()),
            parts=tuple(self._parts(known)),
            caveats=passages.caveats(assessment, words),
            file=assessment.file,
            one_page=known is not None,
            screen=self._possible() if assessment.sheet is None else None,
        )

    def summary(self, known: Scored) -> Iterator[Block]:
        """Yield the number, the way up, what it is made of, and what pulls it down."""
        instrument, _, result, answered = known
        words = self.words
        exact = passages.capital(statements.exact_value(result, instrument, words))
        yield passages.verdict(result, instrument, words, exact)
        mark = drawings.index_mark(result, words)
        yield drawings.scale(instrument, [mark], words.label("html.scale"), words)
        yield Paragraph(statements.way_up(result, instrument, words), "strong")
        if self.target is not None:
            yield Paragraph(self._gaps(self.target, result), "strong")
        yield self.parts_table(known)
        yield from self._below(known)
        groups = levels.by_level(instrument, answered, words)
        counts = " · ".join(f"{level}: {len(names)}" for level, names in groups.items())
        yield Paragraph(f"{words.label('levels_counted')} {counts}")
        lowest = min(groups, default=instrument.highest)
        if levels.weak(instrument, Fraction(lowest)):
            names = groups[lowest][:MOST_NAMES]
            rest = len(groups[lowest]) - len(names)
            more = ";" + words.label("and_more", count=rest) if rest else ""
            said = "; ".join(names) + more
            yield Paragraph(words.label("weakness", level=lowest, names=said), "hint")
        yield Paragraph(words.label("hint_detail"), "hint")

    def _gaps(self, target: Fraction, result: IndexResult) -> str:
        """Say how far the whole, its domains and its aspects are from the target."""
        words = self.words
        parts = (*result.domains, *result.aspects)
        low = [f"{one.code} {words.number(target - one.index)}" for one in parts
               if one.index < target]  # fmt: skip
        high = tuple(one.code for one in parts if one.index >= target)
        gap = target - result.total.index
        key = "target.gap" if gap > 0 else "target.reached"
        said = [words.label(key, target=words.number(target), gap=words.number(gap))]
        said += [words.label("target.parts", gaps="; ".join(low))] if low else []
        said += [words.label("target.parts_reached", codes=", ".join(high))] if high else []
        return " ".join(said)

    def parts_table(self, known: Scored) -> Table:
        """Return the domains, their aspects and the whole."""
        instrument, _, result, _ = known
        words, top = self.words, Fraction(instrument.highest)
        ring = drawings.ring_of(instrument)
        bound = self.target or (ring.minimum if ring else None)
        columns = (
            Column(words.label("code"), 7),
            Column(words.label("name"), 44),
            Column(words.label("weight"), 9, number=True, spare=1),
            Column(words.label("index"), 9, number=True),
            Column(words.label("html.bar", lowest=0, highest=instrument.highest), 24, spare=2),
        )
        rows = (
            Row(
                (
                    "" if kind == "total" else score.code,
                    Own(score.name),
                    Number(score.weight, words.number(score.weight)),
                    passages.index(score.index, words),
                    Bar(score.index, top, bound),
                ),
                "" if kind == "part" else "group" if kind == "group" else "total",
            )
            for score, kind in statements.parts(result)
        )
        return Table(columns, tuple(rows))

    def _below(self, known: Scored) -> Iterator[Block]:
        """Yield which parts lie below the target that is drawn."""
        ring = drawings.ring_of(known.instrument)
        scores = (*known.result.domains, *known.result.aspects)
        low = [one.code for one in scores if ring and one.index < ring.minimum]
        if ring and low:
            facts = {"bound": self.words.number(ring.minimum), "predicate": ring.name}
            yield Paragraph(self.words.label("parts.below", codes=", ".join(low), **facts))

    def _parts(self, known: Scored | None) -> Iterator[Part]:
        """Yield what stands behind the summary."""
        words, assessment = self.words, passages.named(self.assessment)
        if known:
            yield from self._levels(known)
            yield from self.tasks(known)
        yield from self.indicators(known)
        yield from passages.findings(assessment.findings, words, within=True)
        if known:
            write = partial(_calculation, instrument=known.instrument, result=known.result)
            yield Part(words.label("sheet.calculation"), live=write)
        whose = statements.identity(assessment)
        yield from passages.about((assessment,), words, self.command, whose)

    def _beside(self, known: Scored) -> Iterator[Block]:
        """Yield the radar, the bars of the domains, who stands at each level, and the warnings."""
        instrument, _, result, answered = known
        words, ends = self.words, (Fraction(0), Fraction(instrument.highest))
        domains = result.domains or result.aspects
        named = [(f"{one.code} {one.name}", one.index, words.number(one.index)) for one in domains]
        title = words.label("excel.domain_chart" if result.domains else "excel.aspect_chart")
        target = None
        if self.target is not None:
            named_target = words.label("html.target", bound=words.number(self.target))
            target = (named_target, self.target)
        yield from drawings.radar([("", result)], instrument, words, target)
        yield from drawings.bars(title, named, "0.00", ends)
        groups = levels.by_level(instrument, answered, words)
        low = [n for n in groups if levels.weak(instrument, Fraction(n))]
        high = [n for n in reversed(list(groups)) if levels.strong(instrument, Fraction(n))]
        for key, found in (("excel.weaknesses", low), ("excel.strengths", high)):
            if found:
                yield Heading(words.label(key))
                yield Items(tuple(self._group(level, groups[level]) for level in found))
        notes = tuple(self._notes())
        if notes:
            yield from (Heading(words.label("excel.notes")), Items(notes))

    def _group(self, level: int, names: Sequence[str]) -> str:
        heading = self.words.label("excel.level_group", level=level, count=len(names))
        return f"{heading}: {'; '.join(names)}"

    def _notes(self) -> Iterator[str]:
        """Yield the warnings in short: one line for each code."""
        alike: dict[str, list[Finding]] = {}
        for finding in self.assessment.findings:
            alike.setdefault(finding.code, []).append(finding)
        for code, (first, *others) in sorted(alike.items()):
            rows = tuple(one.indicator for one in others if one.indicator)
            more = ""
            if others:
                known = len(rows) == len(others)
                key = "excel.likewise" if known else "excel.more_alike"
                more = " " + self.words.label(key, numbers=Numbers(rows), count=len(others))
            yield f"{code}: {self.words.sentence(first).prose()}{more}"

    def _levels(self, known: Scored) -> Iterator[Part]:
        """Yield strengths and weaknesses by the ministry's written rule."""
        instrument, sheet, _, answered = known
        words = self.words
        on_target = [one.code for one in answered.indicators
                     if instrument.level_at(one.index) == levels.middle(instrument)]  # fmt: skip
        between: Blocks = ()
        if on_target:
            facts = {"level": levels.middle(instrument), "numbers": Numbers(tuple(on_target))}
            between = (Paragraph(words.label("html.on_target", **facts)),)
        high = [one for one in answered.indicators if levels.strong(instrument, one.index)]
        low = [one for one in answered.indicators if levels.weak(instrument, one.index)]
        if high:
            table = self._strengths(high, instrument, sheet)
            strong = instrument.highest - levels.STRONG_FROM
            rule = Paragraph(words.label("html.split_strong", strong=strong), "grey")
            yield Part(words.label("excel.strengths"), (rule, *between, table))
        if low:
            weak = levels.middle(instrument)
            rule = Paragraph(words.label("html.split_weak", weak=weak), "grey")
            yield Part(words.label("excel.weaknesses"), (rule, self._weaknesses(low, known)))

    def _strengths(self, high: list[Score], instrument: Instrument, sheet: AnswerSheet) -> Table:
        """Return the strengths with their evidence, the highest first."""
        words = self.words
        columns = (
            Column(words.label("number"), 6),
            Column(words.label("indicator_name"), 34),
            Column(words.label("level"), 8, number=True),
            Column(words.label("level_name"), 16, spare=1),
            Column(words.label("evidence"), 34, wide=True),
        )
        rows = (
            (
                one.code,
                Own(instrument.rows()[one.code].short),
                passages.level(one.index, words),
                Own(levels.level_name(instrument, instrument.rows()[one.code], one.index) or ""),
                evidence_of(sheet, one.code) or words.label("evidence_not_there"),
            )
            for one in sorted(high, key=lambda one: -one.index)
        )
        return Table(columns, tuple(map(Row, rows)))

    def _weaknesses(self, low: list[Score], known: Scored) -> Table:
        """Return the weaknesses with what the middle level demands, the lowest first.

        A weakness lies below 3, so its goal is 3: what the ministry's recommendations of 2018 ask.
        """
        instrument, _, result, _ = known
        words, goal = self.words, levels.middle(instrument)
        columns = (
            Column(words.label("number"), 5),
            Column(words.label("indicator_name"), 26),
            Column(words.label("level"), 8, number=True),
            Column(words.label("html.goal"), 8, number=True),
            Column(words.label("html.demanded"), 46, wide=True),
            Column(words.label("html.gain"), 9, number=True),
        )
        rows = []
        for one in sorted(low, key=lambda one: one.index):
            indicator = instrument.rows()[one.code]
            criterion = indicator.level(goal).criterion
            rows.append(
                Row(
                    (
                        one.code,
                        Own(indicator.short),
                        passages.level(one.index, words),
                        passages.level(Fraction(goal), words),
                        Own(criterion) if criterion else words.label("not_in_source"),
                        passages.gain(levels.gain_to(goal, one, result, instrument), words),
                    )
                )
            )
        return Table(columns, tuple(rows), words.label("html.goal_note"))

    def tasks(self, known: Scored) -> Iterator[Part]:
        """Yield what to do next: every indicator below the top, with a goal of max(3, level + 1).

        The goal is that of the ministry's recommendations of 2018: from below the target
        straight to it, otherwise to the next level.
        """
        instrument, _, _, answered = known
        below = [one for one in answered.indicators if one.index < instrument.highest]
        if not below:
            return
        words, ordered = self.words, sorted(below, key=lambda one: instrument.level_at(one.index))
        columns = (
            Column(words.label("number"), 5),
            Column(words.label("indicator_name"), 22),
            Column(words.label("level"), 8, number=True),
            Column(words.label("html.goal"), 8, number=True),
            Column(words.label("html.demanded"), 48, spare=2),
            Column(words.label("explain.evidence"), 46, wide=True),
            Column(words.label("html.gain"), 9, number=True, spare=1),
            Column(words.label("draft.owner"), 14, wide=True, fill_in=()),
            Column(words.label("draft.deadline"), 11, wide=True, fill_in=()),
        )
        facts = {"goal": levels.middle(instrument), "highest": instrument.highest}
        rows = tuple(Row((*self._task(one, known), "", "")) for one in ordered)
        table = Table(columns, rows, words.label("html.tasks_note", **facts))
        yield Part(words.label("draft.tasks"), (table,), paper=True)

    def _task(self, score: Score, known: Scored) -> tuple[Cell, ...]:
        """Return what an indicator needs to reach its goal, and what that adds to the index."""
        instrument, _, result, _ = known
        words, indicator = self.words, instrument.rows()[score.code]
        above = min(instrument.level_at(score.index) + 1, instrument.highest)
        goal = max(levels.middle(instrument), above)
        ends = (score.index, instrument.reached_at(goal))
        demanded = levels.criteria(instrument, score.code, *ends, words)
        usual = indicator.evidence or indicator.evidence_at(goal) or ""
        return (
            score.code,
            Own(indicator.short),
            passages.level(score.index, words),
            passages.level(Fraction(goal), words),
            Own(" ".join(demanded.split("\n"))),
            Own(" ".join(usual.split())),
            passages.gain(levels.gain_to(goal, score, result, instrument), words),
        )

    def indicators(self, known: Scored | None) -> Iterator[Part]:
        """Yield every indicator that has a level, aspect by aspect."""
        instrument, sheet = self.assessment.instrument, self.assessment.sheet
        if instrument is None or sheet is None:
            return
        words, agency = self.words, self.assessment.identity.get("perangkat daerah", "")
        external = bool(instrument.external_indicators())
        numbers = (
            Column(words.label(key), 9, number=True, spare=2) for key in ("weight", "points")
        )
        columns = (
            Column(words.label("number"), 6),
            Column(words.label("indicator_name"), 40),
            Column(words.label("level"), 8, number=True, heat=True),
            Column(words.label("level_name"), 16, spare=1),
            *([Column(words.label("excel.external"), 14, spare=3)] if external else ()),
            *(numbers if known else ()),
            Column(words.label("evidence"), 30, wide=True),
            Column(words.label("excel.explanation"), 40, wide=True),
            Column(words.label("html.remark"), 16, spare=3),
        )
        rows: list[Row] = []
        for aspect in instrument.aspects:
            codes = [code for one in aspect.indicators for code in one.rows()]
            found = [row for code in codes for row in self._row(code, instrument, sheet, known)]
            rows += [Row((Own(f"{aspect.code} {aspect.name}"),), "group"), *found] if found else []
        if rows:
            note = f"{words.label('agency')}: {agency}" if agency else ""
            names = {"sheet": words.label("document.indicators"), "groups": words.label("aspect")}
            table = Table(columns, tuple(rows), note, **names)
            yield Part(words.label("html.indicators"), (table,))

    def _row(
        self, code: str, instrument: Instrument, sheet: AnswerSheet, known: Scored | None
    ) -> Iterator[Row]:
        """Yield the row of a number, if it was answered or assumed."""
        words, indicator = self.words, instrument.rows()[code]
        scores = {one.code: one for one in known.result.indicators} if known else {}
        all_levels = {**sheet.assumed, **sheet.levels(), **{c: s.index for c, s in scores.items()}}
        if code not in all_levels:
            return
        level, answer = all_levels[code], sheet.answers.get(code, Answer(all_levels[code]))
        name = Own(indicator.name, indicator.short)
        cells: list[Cell] = [code, name, passages.level(level, words)]
        cells.append(Own(levels.level_name(instrument, indicator, level) or ""))
        if instrument.external_indicators():
            cells.append(_external(indicator, answer, words))
        if known:
            score = scores.get(code)
            pair = (score.weight, score.points) if score else ()
            cells += [Number(value, words.number(value)) for value in pair] or ["", ""]
        proof = " ".join(answer.evidence.split())
        cells += [proof or words.label("evidence_not_there"), answer.explanation]
        yield Row((*cells, self._remark(instrument, sheet, code, level)))

    def _remark(
        self, instrument: Instrument, sheet: AnswerSheet, code: str, level: Fraction
    ) -> State:
        """Return what is to be said of a level: strong, weak, not proved, given by nobody."""
        tone: Tone = ""
        keys = []
        if levels.strong(instrument, level):
            keys, tone = ["strong"], "good"
        if levels.weak(instrument, level):
            keys, tone = ["weak"], "bad"
        if code in sheet.assumed:
            keys.append("assumed")
        elif code in sheet.carried.rows:
            keys.append("carried")
        if code not in sheet.assumed and not evidence_of(sheet, code):
            keys.append("unproven")
        return State(", ".join(self.words.label(f"html.{key}") for key in keys), tone)

    def _without_index(self) -> Iterator[Block]:
        """Yield why there is no index, and which is still possible."""
        assessment, words = self.assessment, self.words
        if assessment.status is Status.PARTIAL and assessment.instrument and assessment.sheet:
            yield from self._partial(assessment.instrument, assessment.sheet)
        else:
            yield Paragraph(words.label("html.no_index"), "strong")
        yield from self._possible()

    def _possible(self) -> Blocks:
        bounds = statements.possible(self.assessment, self.words)
        return (Paragraph(bounds),) if bounds else ()

    def _partial(self, instrument: Instrument, sheet: AnswerSheet) -> Iterator[Block]:
        """Yield how much of an agency's part is there, and what comes next."""
        words = self.words
        asked = {instrument.rows()[row].code for row in sheet.asked}
        key = "partial_all" if asked else "partial_evidence"
        count = words.label(key, asked=len(asked), total=len(instrument.required_rows()))
        clean = "" if self.assessment.findings else " " + words.label("partial_clean")
        yield Paragraph(count + clean, "strong")
        yield Paragraph(words.label("partial_next"))

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
        whole = {"file": self.assessment.file, "status": str(self.assessment.status)}
        return COLUMNS, ({**whole, **row} for row in self._rows())

    def _rows(self) -> Iterator[dict[str, str]]:
        result, sheet = self.assessment.result, self.assessment.sheet
        supplied = tuple(statements.supplied(sheet, self.words)) if sheet else ()
        if result is None:
            yield {"part": "index", "note": "; ".join(supplied)}
        else:
            said = statements.reservations(self.assessment, self.words)
            note, named = "; ".join((*said, *supplied)), result.predicate.name
            yield {**_part_row("index", result.total), "predicate": named, "note": note}
            yield from (_part_row("domain", score) for score in result.domains)
            yield from (_part_row("aspect", score) for score in result.aspects)
        if sheet and self.assessment.instrument:
            scores = {score.code: score for score in result.indicators} if result else {}
            for code, indicator in self.assessment.instrument.rows().items():
                if code in sheet.answers:
                    yield _indicator_row(code, indicator, sheet, scores.get(code))


def subtitle(assessment: Assessment, words: Words) -> str:
    """Say which agency and stage, by which instrument, how far the number can be trusted."""
    identity = assessment.identity
    agency = identity.get("perangkat daerah") if identity.get("instansi") else None
    known = (agency, identity.get("tahap"), statements.origin(assessment, words))
    return " · ".join(part for part in known if part)


def evidence_of(sheet: AnswerSheet, code: str) -> str:
    """Return the evidence that was named for a row, in one line."""
    answer = sheet.answers.get(code)
    return " ".join(answer.evidence.split()) if answer else ""


def _external(indicator: Indicator, answer: Answer, words: Words) -> str:
    """Return the index of another agency that the sheet gives for a row, as `SDI 62,5`."""
    index, value = indicator.external, answer.external
    return "" if index is None or value is None else f"{index.name} {words.number(value, None)}"


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


def _indicator_row(
    code: str, indicator: Indicator, sheet: AnswerSheet, score: Score | None
) -> dict[str, str]:
    answer = sheet.answers[code]
    return {
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
