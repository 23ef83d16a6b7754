"""The tables of a result: parts, strengths, weaknesses, indicators, findings, sources."""

from collections.abc import Iterator
from fractions import Fraction

from spbe_cli.answers import AnswerSheet
from spbe_cli.former import passages
from spbe_cli.former.document import Cell, Column, Number, Own, Row, Table
from spbe_cli.former.score.drawings import bar_drawing, ring_of
from spbe_cli.instrument import Instrument
from spbe_cli.reports.levels import gain_to, level_name, middle, strong, weak
from spbe_cli.reports.statements import parts, supplied_as
from spbe_cli.scoring import IndexResult, Score
from spbe_cli.sheet.assess import Assessment
from spbe_cli.words import Words


def parts_table(result: IndexResult, instrument: Instrument, words: Words) -> Table:
    """Return the domains, their aspects and the whole; what lies below the bound says so."""
    columns = (
        Column(words.label("code"), 7),
        Column(words.label("name"), 42),
        Column(f"{words.label('weight')} (%)", 10, number=True),
        Column(words.label("index"), 9, number=True),
        Column(words.label("html.bar", lowest=0, highest=instrument.highest), 22),
        Column(words.label("html.remark"), 16),
    )
    rows = (part_row(score, kind, instrument, words) for score, kind in parts(result))
    return Table(columns, tuple(rows))


def part_row(score: Score, kind: str, instrument: Instrument, words: Words) -> Row:
    """Return the row of a domain, an aspect or the whole."""
    ring = ring_of(instrument)
    low = ring is not None and score.index < ring.minimum
    cells = (
        "" if kind == "total" else score.code,
        Own(score.name),
        Number(score.weight, words.number(score.weight)),
        passages.index(score.index, words),
        bar_drawing(score, instrument),
        words.label("html.below", bound=words.number(ring.minimum)) if ring and low else "",
    )
    return Row(cells, "group" if kind == "group" else "total" if kind == "total" else "")


def strengths_table(
    result: IndexResult, instrument: Instrument, sheet: AnswerSheet, words: Words
) -> Table | None:
    """Return the strengths with their evidence, the highest first."""
    high = [score for score in result.indicators if strong(instrument, score.index)]
    columns = (
        Column(words.label("number"), 6),
        Column(words.label("indicator_name"), 34),
        Column(words.label("level"), 8, number=True),
        Column(words.label("level_name"), 16),
        Column(words.label("evidence"), 34),
    )
    rows = (
        Row(
            (
                score.code,
                Own(instrument.rows()[score.code].short),
                passages.level(score.index, words),
                name_cell(instrument, score),
                evidence(sheet, score.code) or words.label("evidence_not_there"),
            )
        )
        for score in sorted(high, key=lambda score: -score.index)
    )
    return Table(columns, tuple(rows)) if high else None


def name_cell(instrument: Instrument, score: Score) -> Cell:
    """Return the name of the level of a row, if it has one."""
    name = level_name(instrument, instrument.rows()[score.code], score.index)
    return Own(name) if name else ""


def evidence(sheet: AnswerSheet, code: str) -> str:
    """Return the evidence that was named for a row, in one line."""
    answer = sheet.answers.get(code)
    return " ".join(answer.evidence.split()) if answer else ""


def weaknesses_table(result: IndexResult, instrument: Instrument, words: Words) -> Table | None:
    """Return the weaknesses with the goal max(3, level + 1), the lowest first.

    A weakness lies below 3, so its goal is 3: what the ministry's recommendations of 2018 ask.
    """
    low = [row for row in result.indicators if weak(instrument, row.index)]
    columns = (
        Column(words.label("number"), 5),
        Column(words.label("indicator_name"), 26),
        Column(words.label("level"), 8, number=True),
        Column(words.label("html.goal"), 8, number=True),
        Column(words.label("html.demanded"), 46),
        Column(words.label("html.gain"), 9, number=True),
    )
    rows = (
        Row(weakness_cells(score, result, instrument, words))
        for score in sorted(low, key=lambda score: score.index)
    )
    return Table(columns, tuple(rows), words.label("html.goal_note")) if low else None


def weakness_cells(
    score: Score, result: IndexResult, instrument: Instrument, words: Words
) -> tuple[Cell, ...]:
    """Return what an indicator below the middle level would need to reach it."""
    goal, indicator = middle(instrument), instrument.rows()[score.code]
    criterion = indicator.level(goal).criterion
    return (
        score.code,
        Own(indicator.short),
        passages.level(score.index, words),
        passages.level(Fraction(goal), words),
        Own(criterion) if criterion else words.label("not_in_source"),
        passages.gain(gain_to(goal, score, result, instrument), words),
    )


def indicators_table(
    assessment: Assessment, instrument: Instrument, sheet: AnswerSheet, words: Words
) -> Table | None:
    """Return every aspect that has answers, with its rows in the order of the instrument."""
    scored = assessment.result is not None
    weights = (Column(words.label(key), 9, number=True) for key in ("weight", "points"))
    columns = (
        Column(words.label("number"), 6),
        Column(words.label("indicator_name"), 50),
        Column(words.label("level"), 8, number=True),
        Column(words.label("level_name"), 16),
        *(weights if scored else ()),
        Column(words.label("evidence"), 8),
        Column(words.label("html.remark"), 14),
    )
    rows: list[Row] = []
    for aspect in instrument.aspects:
        codes = (code for indicator in aspect.indicators for code in indicator.rows())
        found = [row for code in codes for row in row_of(assessment, sheet, code, words)]
        rows += [Row((Own(f"{aspect.code} {aspect.name}"),), "group"), *found] if found else []
    return Table(columns, tuple(rows)) if rows else None


def row_of(assessment: Assessment, sheet: AnswerSheet, code: str, words: Words) -> Iterator[Row]:
    """Yield the row of a number, if it was answered or assumed."""
    instrument = assessment.instrument
    level = {**sheet.levels(), **sheet.assumed}.get(code)
    if instrument is None or level is None:
        return
    indicator = instrument.rows()[code]
    name = level_name(instrument, indicator, level)
    there = "evidence_there" if evidence(sheet, code) else "evidence_not_there"
    remarks = (words.label(f"html.{key}") for key in marks(instrument, sheet, code, level))
    yield Row(
        (
            code,
            Own(indicator.name),
            passages.level(level, words),
            Own(name) if name else "",
            *figures(assessment.result, code, words),
            words.label(there),
            ", ".join(remarks),
        )
    )


def figures(result: IndexResult | None, code: str, words: Words) -> tuple[Cell, ...]:
    """Return weight and points of a row; a partial sheet has none."""
    if result is None:
        return ()
    score = next((score for score in result.indicators if score.code == code), None)
    if score is None:
        return ("", "")
    return tuple(Number(value, words.number(value)) for value in (score.weight, score.points))


def marks(instrument: Instrument, sheet: AnswerSheet, code: str, level: Fraction) -> Iterator[str]:
    """Yield what is to be said of a level, by the keys of its words."""
    if strong(instrument, level):
        yield "strong"
    if weak(instrument, level):
        yield "weak"
    given = supplied_as(sheet, code)
    if given:
        yield given
