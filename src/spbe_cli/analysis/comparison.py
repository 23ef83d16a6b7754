"""Two assessments held against each other: what changed, and what each change contributes.

Only results of one instrument have a difference.  Between two editions there is none; then
the levels of indicators that correspond to each other stand side by side.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from spbe_cli.instrument import Instrument, Pair
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
        return self._parts((self.before.total,), (self.after.total,))[0]

    @property
    def domains(self) -> tuple[PartChange, ...]:
        """The domains; their contributions add up to the difference of the index."""
        return self._parts(self.before.domains, self.after.domains)

    @property
    def aspects(self) -> tuple[PartChange, ...]:
        """The aspects; their contributions add up to the difference of the index."""
        return self._parts(self.before.aspects, self.after.aspects)

    def _parts(self, before: tuple[Score, ...], after: tuple[Score, ...]) -> tuple[PartChange, ...]:
        """Pair parts; a contribution is the difference of points over the weight of the whole."""
        whole = self.before.total.weight
        return tuple(
            PartChange(one, other, (other.points - one.points) / whole)
            for one, other in zip(before, after, strict=True)
        )

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
    first = score(instrument, before)
    gains = dict(_common_gains(first, before, after))
    known = {row: after.get(row, level) for row, level in before.items()}
    index = score(instrument, known).total.index
    for row in instrument.rows():
        if (row in before) == (row in after):
            continue
        if row in after:
            known[row] = after[row]
        else:
            del known[row]
        reached = score(instrument, known).total.index
        gains[row], index = reached - index, reached
    rows = (row for row in instrument.rows() if row in gains)
    changes = tuple(Change(row, before.get(row), after.get(row), gains[row]) for row in rows)
    return Comparison(first, score(instrument, after), changes)


def _common_gains(
    first: IndexResult, before: Levels, after: Levels
) -> Iterator[tuple[str, Fraction]]:
    """Yield what every row contributes that both answer."""
    for row in first.indicators:
        if row.code in after:
            rise = after[row.code] - before[row.code]
            yield row.code, rise * row.weight / first.total.weight


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Two rows of two editions that correspond; a level is None where the row has no answer.

    `status` says how sure that is, as in `Pair`.
    """

    row1: str
    row2: str
    level1: Fraction | None
    level2: Fraction | None
    status: str
    note: str | None


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two editions: what corresponds, and the indicators of each that have no counterpart."""

    counterparts: tuple[Counterpart, ...]
    alone1: tuple[str, ...]
    alone2: tuple[str, ...]


def side_by_side(
    one: Instrument, levels1: Levels, two: Instrument, levels2: Levels
) -> SideBySide | None:
    """Put two editions side by side, if one follows the other and says what became of it."""
    if one.follows == two.id and one.mapping:
        turned = side_by_side(two, levels2, one, levels1)
        return turned and SideBySide(
            tuple(map(_swapped, turned.counterparts)), turned.alone2, turned.alone1
        )
    if two.follows != one.id or not two.mapping:
        return None
    found = tuple(
        Counterpart(row1, row2, levels1.get(row1), levels2.get(row2), pair.status, pair.note)
        for pair in two.mapping
        for row1, row2 in _paired_rows(one, pair)
    )
    old = {pair.old for pair in two.mapping if pair.new}
    new = {code for pair in two.mapping for code in pair.new}
    return SideBySide(found, _codes_but(one, old), _codes_but(two, new))


def _swapped(pair: Counterpart) -> Counterpart:
    """Return a pair the other way round."""
    return Counterpart(pair.row2, pair.row1, pair.level2, pair.level1, pair.status, pair.note)


def _paired_rows(older: Instrument, pair: Pair) -> Iterator[tuple[str, str]]:
    """Yield the rows that correspond: each answer to a repeatable one has its own successor."""
    indicator = older.indicator(pair.old)
    rows = indicator.rows() if indicator else (pair.old,)
    yield from zip(rows if len(rows) > 1 else rows * len(pair.new), pair.new, strict=False)


def _codes_but(instrument: Instrument, known: set[str]) -> tuple[str, ...]:
    """Return the numbers of all other indicators."""
    return tuple(i.code for i in instrument.indicators() if i.code not in known)
