"""What a level says, and what a row must have to reach one: criteria and typical evidence.

A strength is one of the two highest levels, a weakness lies below the middle: 4-5 and 1-2 on the
scale 1-5, the ministry's own split (Pedoman 3/2024, Bab III F.1).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Protocol, TypeVar

from spbe_cli.answers import AnswerSheet
from spbe_cli.assignment import Assignment
from spbe_cli.instrument import Indicator, Instrument, Level
from spbe_cli.reports.questions import said_of
from spbe_cli.reports.statements import level_text
from spbe_cli.scoring import IndexResult, Score
from spbe_cli.sheet.assess import Assessment
from spbe_cli.words import Words

STRONG_FROM: Final = 1
WEAK_BELOW: Final = 2
"""How far below the highest level strengths begin and weaknesses end."""


def strong(instrument: Instrument, level: Fraction) -> bool:
    """Tell whether a level is a strength."""
    return instrument.level_at(level) >= instrument.highest - STRONG_FROM


def weak(instrument: Instrument, level: Fraction) -> bool:
    """Tell whether a level is a weakness."""
    return instrument.level_at(level) < middle(instrument)


def middle(instrument: Instrument) -> int:
    """Return the level that is neither strength nor weakness: 3 on the scale 1-5."""
    return instrument.highest - WEAK_BELOW


@dataclass(frozen=True, slots=True)
class Scored:
    """A sheet that has an index, and what is strong and weak in it.

    What was counted as some level because nobody answered is no weakness, and no strength.
    """

    instrument: Instrument
    sheet: AnswerSheet
    result: IndexResult

    @property
    def answered(self) -> list[Score]:
        """The indicators that somebody answered."""
        return [one for one in self.result.indicators if one.code not in self.sheet.assumed]

    @property
    def strong(self) -> list[Score]:
        """The strengths, the highest first."""
        found = (one for one in self.answered if strong(self.instrument, one.index))
        return sorted(found, key=lambda one: -one.index)

    @property
    def weak(self) -> list[Score]:
        """The weaknesses, the lowest first."""
        found = (one for one in self.answered if weak(self.instrument, one.index))
        return sorted(found, key=lambda one: one.index)

    @property
    def between(self) -> list[Score]:
        """What is neither strong nor weak."""
        goal = middle(self.instrument)
        return [one for one in self.answered if self.instrument.level_at(one.index) == goal]

    def gain_to(self, goal: int, score: Score) -> Fraction:
        """Return what the index gains if an indicator rises to a level."""
        rise = self.instrument.reached_at(goal) - score.index
        return rise * score.weight / self.result.total.weight

    def by_level(self, words: Words) -> Mapping[int, tuple[str, ...]]:
        """Return the numbers and short names of the answered rows by level, the lowest first."""
        instrument = self.instrument
        groups: dict[int, tuple[str, ...]] = {}
        for score in self.answered:
            name = f"{score.code} {instrument.rows()[score.code].short}"
            shown = f" ({level_text(score.index, words)})" if instrument.decimals else ""
            level = instrument.level_at(score.index)
            groups[level] = (*groups.get(level, ()), name + shown)
        return dict(sorted(groups.items()))


def scored(assessment: Assessment) -> Scored | None:
    """Return what an index was computed from, if there is one."""
    instrument, sheet, result = assessment.instrument, assessment.sheet, assessment.result
    return Scored(instrument, sheet, result) if instrument and sheet and result else None


def evidence_of(sheet: AnswerSheet, code: str) -> str:
    """Return the evidence that was named for a row, in one line."""
    answer = sheet.answers.get(code)
    return " ".join(answer.evidence.split()) if answer else ""


def agency_of(row: str, instrument: Instrument, assignment: Assignment | None) -> str | None:
    """Return the name of the agency that is responsible for a row, if one is."""
    owner = assignment and assignment.owners.get(instrument.rows()[row].code)
    return owner.name if owner else None


class _OfRow(Protocol):
    @property
    def row(self) -> str: ...


Item = TypeVar("Item", bound=_OfRow)


def by_agency(
    items: Iterable[Item],
    worth: Callable[[Item], Fraction],
    instrument: Instrument,
    assignment: Assignment | None,
    words: Words,
) -> list[tuple[str, tuple[Item, ...]]]:
    """Group what is about rows by agency: what is worth most first, what is nobody's last.

    Without an assignment all is one group without a name.
    """
    if assignment is None:
        return [("", tuple(items))]
    found: dict[str | None, list[Item]] = {}
    for one in items:
        found.setdefault(agency_of(one.row, instrument, assignment), []).append(one)
    sums = {name: sum(map(worth, own)) for name, own in found.items()}
    order = sorted(found, key=lambda name: (name is None, -sums[name], name or ""))
    return [(name or words.label("plan.unassigned"), tuple(found[name])) for name in order]


def level_name(instrument: Instrument, indicator: Indicator, level: Fraction) -> str:
    """Return the name of the level that a score lies in, if it has one."""
    return indicator.capability.level_names.get(instrument.level_at(level)) or ""


def passed(instrument: Instrument, row: str, start: Fraction, end: Fraction) -> Iterator[Level]:
    """Yield every level that a row must satisfy on its way, the highest last."""
    first, last = instrument.level_at(start), instrument.level_at(end)
    known = {level.number: level for level in instrument.rows()[row].levels}
    for number in range(min(first + 1, last), last + 1):
        if number in known:
            yield known[number]


def demand(instrument: Instrument, row: str, start: Fraction, end: Fraction, words: Words) -> str:
    """Say in short what sets the levels apart; of several, each with its number."""
    unknown, passes = words.label("not_in_source"), passed(instrument, row, start, end)
    texts = {one.number: one.distinguishing or one.criterion or unknown for one in passes}
    if len(texts) > 1:
        return "; ".join(f"{number}: {text}" for number, text in texts.items())
    return "".join(texts.values()) or unknown


def criteria(instrument: Instrument, row: str, start: Fraction, end: Fraction, words: Words) -> str:
    """Write the criterion of the level reached, and of those passed on the way."""
    name, unknown = words.label("level"), words.label("not_in_source")
    passes = passed(instrument, row, start, end)
    texts = {one.number: one.criterion or unknown for one in passes}
    if len(texts) > 1:
        return "\n".join(f"{name} {number}: {text}" for number, text in texts.items())
    return "".join(texts.values())


_ALREADY: Final = re.compile(r"\bsudah |\bjuga (?=me)")


def recommendation(instrument: Instrument, row: str, level: Fraction) -> str | None:
    """Say in one sentence what the first level not reached needs.

    There is none at the top, and none where the index of another agency gives the value.
    It is ours: what the file of the instrument says, else its criterion turned into a sentence.
    """
    indicator = instrument.rows()[row]
    # Where scores have decimals, the level they lie in may not be complete.
    open_ = (one for one in instrument.scale() if instrument.reached_at(one) > level)
    number = next(open_, None)
    if indicator.external or number is None:
        return None
    following = indicator.level(number)
    if following.recommendation or not following.criterion:
        return following.recommendation
    return f"Perlu diupayakan agar {_ALREADY.sub('', said_of(following.criterion))}."


def evidence(instrument: Instrument, row: str, start: Fraction, end: Fraction) -> str:
    """Write the typical evidence of the indicator, and of every level on the way."""
    indicator = instrument.rows()[row]
    numbers = [level.number for level in passed(instrument, row, start, end)]
    of_levels = (indicator.evidence_at(number) for number in numbers)
    return "\n".join(dict.fromkeys(filter(None, (indicator.evidence, *of_levels))))
