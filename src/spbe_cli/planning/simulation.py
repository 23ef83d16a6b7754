"""The index if some levels were different, and what each change contributes to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from spbe_cli.instrument import Instrument
from spbe_cli.scoring import IndexResult, score


@dataclass(frozen=True, slots=True)
class Effect:
    """One changed row; `start` is None where it was not answered, `gain` is in the index."""

    row: str
    start: Fraction | None
    end: Fraction
    gain: Fraction


@dataclass(frozen=True, slots=True)
class Simulation:
    """The result before and after, and what each change contributed."""

    before: IndexResult
    after: IndexResult
    effects: tuple[Effect, ...]


def simulate(
    instrument: Instrument, levels: Mapping[str, Fraction], wanted: Mapping[str, Fraction]
) -> Simulation:
    """Change levels one row after another, in the order of the instrument.

    A gain is the index after the change less the one before it, so that gains add up exactly,
    also where one more answer to a repeatable indicator shifts the weights of its aspect.
    """
    before = score(instrument, levels)
    known, index = dict(levels), before.total.index
    effects = []
    for row in instrument.rows():
        if row in wanted:
            known[row] = wanted[row]
            reached = score(instrument, known).total.index
            effects.append(Effect(row, levels.get(row), wanted[row], reached - index))
            index = reached
    return Simulation(before, score(instrument, known), tuple(effects))
