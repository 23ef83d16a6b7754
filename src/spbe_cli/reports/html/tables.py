"""The rows of the tables of the HTML report: parts, weaknesses, indicators, findings, sources."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from spbe_cli.answers import AnswerSheet
from spbe_cli.assessment import Assessment
from spbe_cli.findings import Finding
from spbe_cli.instrument import Aspect, Instrument
from spbe_cli.messages import Words
from spbe_cli.reports.levels import WEAK_BELOW, level_name, strong, weak
from spbe_cli.reports.sources import sources as told_sources
from spbe_cli.reports.story import level_text
from spbe_cli.scoring import IndexResult


@dataclass(frozen=True, slots=True)
class Weakness:
    """What an indicator below the middle level would need to reach it."""

    number: str
    name: str
    level: str
    goal: int
    criterion: str | None
    gain: str


@dataclass(frozen=True, slots=True)
class Row:
    """One answered row; one of a partial sheet has no weight and no points."""

    number: str
    name: str
    level: str
    level_name: str | None
    weight: str | None
    points: str | None
    evidence: bool
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A finding in words."""

    severity: str
    code: str
    place: str
    fact: str
    remedy: str


def middle(instrument: Instrument) -> int:
    """Return the level that is neither strength nor weakness: 3 on the scale 1-5."""
    return instrument.highest - WEAK_BELOW


def weaknesses(instrument: Instrument, result: IndexResult, words: Words) -> Iterator[Weakness]:
    """Yield the weaknesses, the lowest first, with the goal max(3, level + 1).

    A weakness lies below 3, so its goal is 3: what the ministry's recommendations of 2018 ask.
    """
    goal = middle(instrument)
    begin = instrument.begins.get(goal, Fraction(goal))
    low = (row for row in result.indicators if weak(instrument, row.index))
    for row in sorted(low, key=lambda row: row.index):
        indicator = instrument.rows()[row.code]
        gain = (begin - row.index) * row.weight / result.total.weight
        yield Weakness(
            row.code,
            indicator.short,
            level_text(row.index, words),
            goal,
            indicator.level(goal).criterion,
            f"+{words.number(gain, 4)}",
        )


def indicators(
    assessment: Assessment, instrument: Instrument, sheet: AnswerSheet, words: Words
) -> Iterator[tuple[Aspect, tuple[Row, ...]]]:
    """Yield every aspect that has answers, with its rows in the order of the instrument."""
    for aspect in instrument.aspects:
        codes = (code for indicator in aspect.indicators for code in indicator.rows())
        rows = tuple(row for code in codes for row in row_of(assessment, sheet, code, words))
        if rows:
            yield aspect, rows


def row_of(assessment: Assessment, sheet: AnswerSheet, code: str, words: Words) -> Iterator[Row]:
    """Yield the row of a number, if it was answered or assumed."""
    instrument, result = assessment.instrument, assessment.result
    scores = {score.code: score for score in result.indicators} if result else {}
    level = {**sheet.levels(), **sheet.assumed}.get(code)
    if instrument is None or level is None:
        return
    indicator, answer, score = instrument.rows()[code], sheet.answers.get(code), scores.get(code)
    yield Row(
        code,
        indicator.name,
        level_text(level, words),
        level_name(instrument, indicator, level),
        words.number(score.weight) if score else None,
        words.number(score.points) if score else None,
        bool(answer and answer.evidence),
        tuple(words.label(f"html.{key}") for key in marks(instrument, sheet, code, level)),
    )


def marks(instrument: Instrument, sheet: AnswerSheet, code: str, level: Fraction) -> Iterator[str]:
    """Yield what is to be said of a level, by the keys of its words."""
    if strong(instrument, level):
        yield "strong"
    if weak(instrument, level):
        yield "weak"
    if code in sheet.assumed:
        yield "assumed"


def told(finding: Finding, words: Words) -> Told:
    """Put a finding into words."""
    fact, remedy = (part[:1].upper() + part[1:] for part in words.sentence(finding))
    place = finding.place
    where = "!".join(part for part in (place.sheet, place.cell) if part) or str(place)
    return Told(words.label(f"excel.{finding.severity}"), finding.code, where, fact, remedy)


def sources(
    assessment: Assessment, instrument: Instrument, words: Words
) -> Iterator[tuple[str, str]]:
    """Yield what the result was computed from and by which rules, each with its name."""
    tie, up = Fraction("2.975"), Fraction("2.98")
    rules = (
        ("rule_rounding", words.label("excel.rounding", tie=tie, up=up)),
        ("rule_predicate", words.label(f"excel.predicate_on_{instrument.predicate_on}")),
    )
    for name, text in (*told_sources(assessment, instrument), *rules):
        yield words.label(f"excel.{name}"), text or words.label("excel.not_filled_in")
