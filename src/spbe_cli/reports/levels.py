"""What a level says, and what a row must have to reach one: criteria and typical evidence.

A strength is one of the two highest levels, a weakness lies below the middle.
On the scale 1-5 these are levels 4-5 and 1-2, the ministry's own split (Pedoman 3/2024,
Bab III F.1).
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final

from spbe_cli.answers import AnswerSheet
from spbe_cli.assignment import Assignment
from spbe_cli.instrument import Indicator, Instrument, Level
from spbe_cli.reports.statements import level_text
from spbe_cli.scoring import IndexResult, Score
from spbe_cli.words import Words

STRONG_FROM: Final = 1
WEAK_BELOW: Final = 2
"""How far below the highest level strengths begin and weaknesses end."""


def answered(result: IndexResult, sheet: AnswerSheet) -> IndexResult:
    """Return a result with the indicators that somebody answered.

    What was counted as some level because nobody answered is no weakness, and no strength.
    """
    known = tuple(score for score in result.indicators if score.code not in sheet.assumed)
    return replace(result, indicators=known)


def agency_of(row: str, instrument: Instrument, assignment: Assignment | None) -> str | None:
    """Return the name of the agency that is responsible for a row, if one is."""
    if assignment is None:
        return None
    owner = assignment.owners.get(instrument.rows()[row].code)
    return owner.name if owner else None


def gain_to(goal: int, score: Score, result: IndexResult, instrument: Instrument) -> Fraction:
    """Return what the index gains if an indicator rises to a level."""
    rise = instrument.reached_at(goal) - score.index
    return rise * score.weight / result.total.weight


def strong(instrument: Instrument, level: Fraction) -> bool:
    """Tell whether a level is a strength."""
    return instrument.level_at(level) >= instrument.highest - STRONG_FROM


def weak(instrument: Instrument, level: Fraction) -> bool:
    """Tell whether a level is a weakness."""
    return instrument.level_at(level) < middle(instrument)


def middle(instrument: Instrument) -> int:
    """Return the level that is neither strength nor weakness: 3 on the scale 1-5."""
    return instrument.highest - WEAK_BELOW


def level_name(instrument: Instrument, indicator: Indicator, level: Fraction) -> str | None:
    """Return the name of the level that a score lies in."""
    return indicator.capability.level_names.get(instrument.level_at(level))


def by_level(
    instrument: Instrument, result: IndexResult, words: Words
) -> Mapping[int, tuple[str, ...]]:
    """Return the numbers and short names of the rows by their level, the lowest first."""
    rows = instrument.rows()
    groups: dict[int, list[str]] = {}
    for score in sorted(result.indicators, key=lambda score: instrument.level_at(score.index)):
        name = f"{score.code} {rows[score.code].short}"
        shown = f" ({level_text(score.index, words)})" if instrument.decimals else ""
        groups.setdefault(instrument.level_at(score.index), []).append(name + shown)
    return {level: tuple(names) for level, names in groups.items()}


def passed(instrument: Instrument, row: str, start: Fraction, end: Fraction) -> Iterator[Level]:
    """Yield every level that a row must satisfy on its way, the highest last."""
    first, last = instrument.level_at(start), instrument.level_at(end)
    known = {level.number: level for level in instrument.rows()[row].levels}
    for number in range(min(first + 1, last), last + 1):
        if number in known:
            yield known[number]


def demand(instrument: Instrument, row: str, start: Fraction, end: Fraction, words: Words) -> str:
    """Say in short what sets the levels apart; of several, each with its number."""
    texts = {
        level.number: level.distinguishing or level.criterion or words.label("not_in_source")
        for level in passed(instrument, row, start, end)
    }
    return "; ".join(_numbered(texts, "")) or words.label("not_in_source")


def criteria(instrument: Instrument, row: str, start: Fraction, end: Fraction, words: Words) -> str:
    """Write the criterion of the level reached, and of those passed on the way."""
    texts = {
        level.number: level.criterion or words.label("not_in_source")
        for level in passed(instrument, row, start, end)
    }
    return "\n".join(_numbered(texts, f"{words.label('level')} "))


def _numbered(texts: dict[int, str], name: str) -> Iterator[str]:
    """Yield a text as it is, several with the numbers of their levels."""
    for number, text in texts.items():
        yield f"{name}{number}: {text}" if len(texts) > 1 else text


def evidence(instrument: Instrument, row: str, start: Fraction, end: Fraction) -> str:
    """Write the typical evidence of the indicator, and of every level on the way."""
    indicator = instrument.rows()[row]
    numbers = [level.number for level in passed(instrument, row, start, end)]
    of_levels = (indicator.evidence_at(number) for number in numbers)
    return "\n".join(dict.fromkeys(filter(None, (indicator.evidence, *of_levels))))
