"""The distribution of the index when claims are lowered by chance, independently.

A row of weight b that is lowered by k loses b x k points.  All losses are whole multiples of
their greatest common step, and the chances of a row are whole over a common denominator.  So the
distribution is a polynomial with whole coefficients: that of x^n is the number of cases, out of
`cases`, in which n steps are lost; the polynomials of the rows are multiplied.  Nothing is
sampled and nothing is rounded.

A polynomial is kept as one large integer, each coefficient in a field of as many bytes as the
number of all cases has; no coefficient can be larger.  A row has few terms, so multiplying is
shifting and adding such integers, which is quick.

Scores with decimals make millions of values.  What is shown is printed with two decimals, or held
against the bounds of predicates.  So the values between two such marks are added up in the packed
integer, by folding it, and only the sums leave it.

Some scores (converted from another agency's index) and some chances are so fine that the integer
would not fit.  Then losses are put on the finest grid that fits, on which those of whole levels
stay what they are, and `error` says how far an index may be from its own.

A claim is lowered by points of the scale: `learn` counts them and `_losses_of` applies them,
here and nowhere else.  Where levels are whole numbers a point is a level; where scores have
decimals, the bands that give levels their names are of unequal width and count nothing.
Nothing here is a rate of any country: a table holds for the pairs it was counted in.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import accumulate, pairwise
from math import floor, gcd, lcm, prod
from typing import Final

from spbe_cli.exact import rounded
from spbe_cli.frozen import frozen
from spbe_cli.instrument import Instrument, Predicate
from spbe_cli.scoring import IndexResult, reaching

Chances = Mapping[Fraction, Fraction]
"""By how much a claim is lowered, or its points: with which chance.  What is left is kept."""


@frozen
class Rates:
    """Chances by claimed level, `default` for others; without a `source` the user stated them."""

    levels: Mapping[int, Chances]
    default: Chances
    source: str | None = None

    def chances(self, level: int) -> Chances:
        """Return the chances of a claimed level."""
        return self.levels.get(level, self.default)


@frozen
class Count:
    """Of how many claims of a level how many were lowered, by how much, and raised."""

    claims: int
    lowered: Mapping[Fraction, int]
    raised: int


def learn(
    instrument: Instrument, claimed: Mapping[str, Fraction], final: Mapping[str, Fraction]
) -> Mapping[int, Count]:
    """Count what became of the claims of every level, in the rows that both sides answer.

    Both levels count with as many decimals as scores have: one converted from another agency's
    index is exact and may have no end, which no table could hold.
    """
    falls: dict[int, list[Fraction]] = {}
    places = instrument.decimals
    for row in claimed.keys() & final.keys():
        start, end = (Fraction(rounded(levels[row], places)) for levels in (claimed, final))
        falls.setdefault(instrument.level_at(claimed[row]), []).append(start - end)
    counts = {}
    for level, its in sorted(falls.items()):
        lowered = Counter(by for by in sorted(its) if by > 0)
        counts[level] = Count(len(its), lowered, sum(by < 0 for by in its))
    return counts


MOST_BYTES: Final = 48_000_000
"""As large an integer as is worth waiting for: some four are held, whole levels need 1 MB."""
MOST_WORK: Final = 4_000_000_000
"""So many bytes are passed through at most: each outcome of each row goes through the integer."""
MARK: Final = Fraction(1, 200)
"""Half a unit of the last decimal printed: what is printed changes at multiples of it only."""


@frozen(slots=False)
class Distribution:
    """What the index can be, from the lowest up, and in how many of all cases.

    Of values that are printed alike and have one predicate the highest stands for all.
    `mean` is the expected index, always exact; `error` is 0 where everything is.
    """

    values: tuple[Fraction, ...]
    counts: tuple[int, ...]
    cases: int
    mean: Fraction
    error: Fraction = Fraction(0)

    @cached_property
    def sums(self) -> tuple[int, ...]:
        """The cases in which the index is at most each of the values."""
        return tuple(accumulate(self.counts))

    def percentile(self, percent: int) -> Fraction:
        """Return the lowest index such that at least so many percent of chance is not above it."""
        wanted = percent * self.cases
        return self.values[bisect_left(self.sums, wanted, key=lambda known: 100 * known)]

    def chance_below(self, bound: Fraction) -> Fraction:
        """Return the chance that the index is below a bound of a predicate."""
        below = bisect_left(self.values, bound)
        return Fraction(sum(self.counts[:below]), self.cases)

    def predicates(self, instrument: Instrument) -> tuple[tuple[Predicate, Fraction], ...]:
        """Return the chance of every predicate, the highest first; they add up to 1."""
        below = map(self.chance_below, _bounds(instrument))
        ends = pairwise((Fraction(1), *below, Fraction(0)))
        return tuple((p, a - b) for p, (a, b) in zip(instrument.predicates, ends, strict=True))

    def doubt(self, instrument: Instrument) -> Fraction:
        """Return how wrong the chance of a predicate may be, by what is near bounds; 0 if exact."""
        near = [
            self.chance_below(bound + self.error) - self.chance_below(bound - self.error)
            for bound in _bounds(instrument)
        ]
        return max(one + other for one, other in pairwise((Fraction(0), *near, Fraction(0))))


def _bounds(instrument: Instrument) -> list[Fraction]:
    """Return the lowest index of every predicate but the last, which holds all below."""
    return [reaching(instrument, predicate) for predicate in instrument.predicates[:-1]]


def distribution(instrument: Instrument, result: IndexResult, rates: Rates) -> Distribution:
    """Return the distribution of the index."""
    rows = [_losses_of(instrument, row.index, row.weight, rates) for row in result.indicators]
    shares = [lcm(*(chance.denominator for chance in row.values())) for row in rows]
    cases = prod(shares)
    width = (cases.bit_length() + 8) // 8
    weights = (row.weight for row in result.indicators)
    room = min(MOST_BYTES, MOST_WORK // sum(map(len, rows)))
    step = _step_for(rows, _common_step(weights), room // width)
    points, weight = result.total.points, result.total.weight
    polynomials, error = [], Fraction(0)
    for row, share in zip(rows, shares, strict=True):
        steps = {loss: floor(loss / step + Fraction(1, 2)) for loss in row}
        terms: Counter[int] = Counter()
        for loss, chance in row.items():
            terms[steps[loss]] += int(chance * share)
        polynomials.append(terms)
        error += max(abs(loss - n * step) for loss, n in steps.items()) / weight
    longest = sum(max(terms) for terms in polynomials)
    packed = 1
    for terms in sorted(polynomials, key=max):  # the short ones first
        packed = sum((packed << (power * 8 * width)) * count for power, count in terms.items())
    # Every index at which something shown changes, and what bounds lose in the error.
    lowest, highest = (points - longest * step) / weight, points / weight
    marks = {n * MARK for n in range(floor(lowest / MARK) + 1, floor(highest / MARK) + 1)}
    marks |= {lowest, *(bound + by for bound in _bounds(instrument) for by in (-error, 0, error))}
    ends = sorted({min(max(floor((points - m * weight) / step), -1), longest) + 1 for m in marks})
    content = packed.to_bytes((longest + 1) * width, "little")
    found = [((points - n * step) / weight, count) for n, count in _gathered(content, width, ends)]
    values, counts = zip(*reversed(found), strict=True)
    lost = sum(loss * chance for row in rows for loss, chance in row.items())
    return Distribution(values, counts, cases, (points - lost) / weight, error)


def _losses_of(instrument: Instrument, level: Fraction, weight: Fraction, rates: Rates) -> Chances:
    found = {Fraction(0): Fraction(1)}
    for by, chance in rates.chances(instrument.level_at(level)).items():
        lost = max(Fraction(0), min(by, level - instrument.lowest)) * weight  # never below it
        found[Fraction(0)] -= chance
        found[lost] = found.get(lost, Fraction(0)) + chance
    return {lost: chance for lost, chance in found.items() if chance}


def _common_step(losses: Iterable[Fraction]) -> Fraction:
    """Return the largest step of which every loss is a whole multiple."""
    known = tuple(losses)
    whole = lcm(*(loss.denominator for loss in known))
    return Fraction(gcd(*(int(loss * whole) for loss in known)) or 1, whole)


def _step_for(rows: Sequence[Chances], whole: Fraction, most: int) -> Fraction:
    """Return the step of the grid: of all losses, or the finest that fits, in parts of `whole`."""
    step = _common_step(loss for row in rows for loss in row)
    span = sum((max(row) for row in rows), Fraction(0))
    if span / step < most:
        return step
    fields = max(most, 4 * len(rows)) - len(rows)  # each row may be rounded up
    parts = floor(fields * whole / span)
    return whole / parts if parts else span / fields


def _gathered(content: bytes, width: int, ends: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the sum of the coefficients before every end, with the first power that occurs."""
    bits = 8 * width
    for begin, end in pairwise((0, *ends)):
        packed = int.from_bytes(content[begin * width : end * width], "little")
        if packed:
            first = begin + ((packed & -packed).bit_length() - 1) // bits
            fields = end - begin
            while fields > 1:  # half of them are added to the other half
                fields = (fields + 1) // 2
                packed = (packed >> (fields * bits)) + (packed & ((1 << (fields * bits)) - 1))
            yield first, packed
