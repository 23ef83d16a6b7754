"""What may be raised: the levels that every row can reach, with their gain and their effort."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from spbe_cli.instrument import Instrument
from spbe_cli.scoring import IndexResult, Score


@dataclass(frozen=True, slots=True)
class Efforts:
    """What it takes to bring an indicator to a level from the one below; `default` elsewhere.

    `unit` is what the numbers count, if that is known.
    """

    levels: Mapping[tuple[str, int], Fraction] = field(default_factory=dict)
    default: Fraction = Fraction(1)
    unit: str | None = None

    def of(self, code: str, level: int) -> Fraction:
        """Return the effort for an indicator and the level it reaches."""
        return self.levels.get((code, level), self.default)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a plan may do: how many levels a row rises in a phase, and in how many phases.

    `locked` are the indicators that stay as they are.
    """

    step: int = 1
    phases: int = 1
    locked: frozenset[str] = frozenset()
    efforts: Efforts = field(default_factory=Efforts)


@dataclass(frozen=True, slots=True)
class Raise:
    """One row up by one level, or to the top of the scale: its points and its effort.

    Where scores have decimals a raise leads to where the next level begins: so it passes one
    level, whatever they are apart, and costs what that level takes.  One more leads from within
    the highest level to the top of the scale, at the effort of that level.
    """

    row: str
    start: Fraction
    end: Fraction
    points: Fraction
    effort: Fraction


Ladder = tuple[Raise, ...]
"""The raises of one row, one after another."""


def ladders(instrument: Instrument, result: IndexResult, terms: Terms) -> tuple[Ladder, ...]:
    """Return the raises that every row may make, in the order of the instrument."""
    rows = instrument.rows()
    return tuple(
        ladder(instrument, score, terms)
        for score in result.indicators
        if rows[score.code].code not in terms.locked
    )


def ladder(instrument: Instrument, row: Score, terms: Terms) -> Ladder:
    """Return the raises that one row may make."""
    code = instrument.rows()[row.code].code
    raises: list[Raise] = []
    level = row.index
    while level < instrument.highest and len(raises) < terms.step * terms.phases:
        end = instrument.above(level)
        effort = terms.efforts.of(code, instrument.level_at(end))
        raises.append(Raise(row.code, level, end, (end - level) * row.weight, effort))
        level = end
    return tuple(raises)
