"""Where a figure stands among others: rank, percentile, quartiles; pure and exact."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Standing:
    """How many of the others have a higher, the same and a lower figure."""

    above: int
    equal: int
    below: int

    @property
    def rank(self) -> int:
        """1 + how many are higher: who has the same figure has the same rank."""
        return 1 + self.above

    @property
    def count(self) -> int:
        """How many there are in all, with the one that stands among them."""
        return self.above + self.equal + self.below + 1

    @property
    def percentile(self) -> Fraction | None:
        """How many percent of the others are lower, those with the same figure counted half."""
        others = self.count - 1
        return Fraction(100 * (2 * self.below + self.equal), 2 * others) if others else None


class Quartiles(NamedTuple):
    """What a quarter, a half and three quarters of the figures do not exceed."""

    first: Fraction
    median: Fraction
    third: Fraction


def standing(value: Fraction, others: Iterable[Fraction]) -> Standing:
    """Return where a figure stands among those of the others."""
    known = tuple(others)
    above, below = sum(o > value for o in known), sum(o < value for o in known)
    return Standing(above, len(known) - above - below, below)


def quartiles(values: Iterable[Fraction]) -> Quartiles:
    """Return the quartiles of one figure or more, interpolated as QUARTILE.INC of Excel does."""
    ordered = sorted(values)
    return Quartiles(*(at(ordered, Fraction(part, 4)) for part in (1, 2, 3)))


def at(ordered: Sequence[Fraction], share: Fraction) -> Fraction:
    """Return the figure at a share of the way from the lowest to the highest."""
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])
