"""What changed between two results of one instrument, row by row."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from spbe_cli.instrument import Instrument
from spbe_cli.scoring import IndexResult, Score, score

Levels = Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Change:
    """One row; `start` or `end` is None where only the other assessment answers it.

    `gain` is what the row contributes to the difference of the index.
    """

    row: str
    start: Fraction | None
    end: Fraction | None
    gain: Fraction

    @property
    def direction(self) -> int:
        """Tell whether the row rose (1), fell (-1) or stayed (0)."""
        if self.start is None or self.end is None:
            return (self.gain > 0) - (self.gain < 0)
        return (self.end > self.start) - (self.end < self.start)


@dataclass(frozen=True, slots=True)
class PartChange:
    """A domain, an aspect or the whole; `gain` is its contribution to the difference."""

    before: Score
    after: Score
    gain: Fraction

    @property
    def difference(self) -> Fraction:
        """The difference of its own index."""
        return self.after.index - self.before.index


@dataclass(frozen=True, slots=True)
class Comparison:
    """The two results, and every row in the order of the instrument."""

    before: IndexResult
    after: IndexResult
    changes: tuple[Change, ...]

    @property
    def total(self) -> PartChange:
        """The whole: its contribution is the difference of the index."""
        return self._part(self.before.total, self.after.total)

    @property
    def domains(self) -> tuple[PartChange, ...]:
        """The domains; their contributions add up to the difference of the index."""
        return tuple(map(self._part, self.before.domains, self.after.domains))

    @property
    def aspects(self) -> tuple[PartChange, ...]:
        """The aspects; their contributions add up to the difference of the index."""
        return tuple(map(self._part, self.before.aspects, self.after.aspects))

    def _part(self, before: Score, after: Score) -> PartChange:
        gain = (after.points - before.points) / self.before.total.weight
        return PartChange(before, after, gain)

    def moved(self, direction: int) -> tuple[Change, ...]:
        """Return the rows that rose (1), fell (-1) or stayed (0), the most telling first."""
        found = (change for change in self.changes if change.direction == direction)
        return tuple(sorted(found, key=lambda change: -abs(change.gain)))


def compare(instrument: Instrument, before: Levels, after: Levels) -> Comparison:
    """Compare two complete sets of levels of one instrument.

    The contribution of a row that both answer is (NI2 - NI1) x BI / sum of BI, with the weight
    that it has in the first.  Answers to a repeatable indicator that only one of them gives
    shift the weights of their aspect; they are added, then taken away, one after another, and
    contribute what the index changes by.  So the contributions add up exactly.
    """
    first, changes = score(instrument, before), []
    worth = {row.code: row.weight / first.total.weight for row in first.indicators}
    known = {row: after.get(row, level) for row, level in before.items()}
    index = score(instrument, known).total.index
    for row in instrument.rows():
        if row in before and row in after:
            gain = (after[row] - before[row]) * worth[row]
        elif row in before or row in after:
            if row in after:
                known[row] = after[row]
            else:
                del known[row]
            reached = score(instrument, known).total.index
            gain, index = reached - index, reached
        else:
            continue
        changes.append(Change(row, before.get(row), after.get(row), gain))
    return Comparison(first, score(instrument, after), tuple(changes))
