r"""The exact distribution of the index when claims are lowered by chance, independently.

A row of weight b that is lowered by k levels loses b x k points.  All losses lie on one grid:
divided by their greatest common step they are whole.  The chances of a row, over a common
denominator, are whole, too, so the distribution is a polynomial with whole coefficients: that
of x^n is the number of cases, out of `cases`, in which n steps are lost.  The polynomials of
the rows are multiplied.  Nothing is sampled and nothing is rounded.

A polynomial is kept as one large integer, each coefficient in a field of as many bytes as the
number of all cases has; no coefficient can be larger.  A row has few terms, so multiplying is
shifting and adding such integers, which is quick.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from math import gcd, lcm, prod
from typing import Final

from spbe_cli.instrument import Instrument, Predicate
from spbe_cli.risk.rates import Rates
from spbe_cli.scoring import IndexResult, reaching

MOST_BYTES: Final = 200_000_000
"""As large an integer as is worth waiting for; the shipped instruments need under 1 MB."""

Losses = Mapping[Fraction, Fraction]
"""Points lost: with which chance."""


@dataclass(frozen=True)
class Distribution:
    """What the index can be, from the lowest up, and in how many of all cases."""

    values: tuple[Fraction, ...]
    counts: tuple[int, ...]
    cases: int

    @cached_property
    def sums(self) -> tuple[int, ...]:
        """The cases in which the index is at most each of the values."""
        return tuple(accumulate(self.counts))

    @cached_property
    def mean(self) -> Fraction:
        """The expected index, exact."""
        total = sum(v * n for v, n in zip(self.values, self.counts, strict=True))
        return Fraction(total, self.cases)

    def percentile(self, percent: int) -> Fraction:
        """Return the lowest index such that at least so many percent of chance is not above it."""
        wanted = zip(self.values, self.sums, strict=True)
        return next(value for value, known in wanted if 100 * known >= percent * self.cases)

    def chance_below(self, bound: Fraction) -> Fraction:
        """Return the chance that the index is below a bound, exact."""
        pairs = zip(self.values, self.counts, strict=True)
        return Fraction(sum(count for value, count in pairs if value < bound), self.cases)

    def predicates(self, instrument: Instrument) -> tuple[tuple[Predicate, Fraction], ...]:
        """Return the chance of every predicate, the highest first; they add up to 1."""
        below = [self.chance_below(reaching(instrument, p)) for p in instrument.predicates[:-1]]
        ends = [Fraction(1), *below, Fraction(0)]
        return tuple(
            (predicate, ends[place] - ends[place + 1])
            for place, predicate in enumerate(instrument.predicates)
        )


def distribution(instrument: Instrument, result: IndexResult, rates: Rates) -> Distribution | None:
    """Return the exact distribution of the index.

    It is None where the weights are so fine that no computer would hold all values.
    """
    rows = [losses_of(instrument, row.index, row.weight, rates) for row in result.indicators]
    step = common_step(loss for row in rows for loss in row)
    polynomials = [polynomial(row, step) for row in rows]
    cases = prod(sum(terms.values()) for terms in polynomials)
    width = (cases.bit_length() + 8) // 8
    longest = sum(max(terms) for terms in polynomials)
    if longest * width > MOST_BYTES:
        return None
    counts = coefficients(product(polynomials, 8 * width), width, longest)
    points, weight = result.total.points, result.total.weight
    found = [((points - n * step) / weight, count) for n, count in counts]
    values, numbers = zip(*reversed(found), strict=True)
    return Distribution(values, numbers, cases)


def losses_of(instrument: Instrument, level: Fraction, weight: Fraction, rates: Rates) -> Losses:
    """Return what a row can lose; nothing falls below the lowest level."""
    above = max(Fraction(0), level - instrument.lowest)
    found = {Fraction(0): Fraction(1)}
    for steps, chance in rates.chances(instrument.level_at(level)).items():
        lost = min(Fraction(steps), above) * weight
        found[Fraction(0)] -= chance
        found[lost] = found.get(lost, Fraction(0)) + chance
    return {lost: chance for lost, chance in found.items() if chance}


def common_step(losses: Iterable[Fraction]) -> Fraction:
    """Return the largest step of which every loss is a whole multiple."""
    known = tuple(losses)
    whole = lcm(*(loss.denominator for loss in known))
    return Fraction(gcd(*(int(loss * whole) for loss in known)) or 1, whole)


def polynomial(losses: Losses, step: Fraction) -> Mapping[int, int]:
    """Return the chances of a row over their common denominator, by steps lost."""
    whole = lcm(*(chance.denominator for chance in losses.values()))
    return {int(lost / step): int(chance * whole) for lost, chance in losses.items()}


def product(polynomials: Iterable[Mapping[int, int]], bits: int) -> int:
    """Multiply polynomials; a coefficient takes so many bits of the result."""
    packed = 1
    for terms in polynomials:
        packed = sum((packed << (power * bits)) * count for power, count in terms.items())
    return packed


def coefficients(packed: int, width: int, highest: int) -> Iterator[tuple[int, int]]:
    """Yield the powers that occur, with their coefficients, from the lowest."""
    content = packed.to_bytes((highest + 1) * width, "little")
    empty = bytes(width)
    for power in range(highest + 1):
        field = content[power * width : (power + 1) * width]
        if field != empty:
            yield power, int.from_bytes(field, "little")
