"""The index: pure, exact arithmetic on an instrument and its levels.

PermenPANRB 59/2020, Lampiran pages 20 to 24, defines, with NI the level of an indicator
(1 to 5) and BI, BA, BD the weights of indicator, aspect and domain:

    index of an aspect   NA = (1/BA) x sum(NI x BI)     page 21
    index of a domain    ND = (1/BD) x sum(NA x BA)     page 22
    SPBE index              = sum(ND x BD)              page 23, weights in percent

NA x BA of an aspect is just its sum(NI x BI), here its `points`, and so upwards.  So
points are added exactly and divided once, where an index is read.  Nothing is rounded
on the way; an index is rounded once, half up, where it is shown: the regulation is silent
on rounding, but no other rule reproduces the results published for 2023 and 2024
(see docs/decisions/0001-exact-arithmetic.md).
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

from spbe_cli.errors import UsageError
from spbe_cli.exact import rounded
from spbe_cli.findings import Listed, Quoted
from spbe_cli.frozen import frozen
from spbe_cli.instrument import Aspect, Domain, ExternalIndex, Indicator, Instrument, Predicate


@frozen
class Score:
    """Points and weight of one part of the instrument: `index` is their quotient."""

    code: str
    name: str
    weight: Fraction
    points: Fraction
    parent: str | None = None

    @property
    def index(self) -> Fraction:
        """The index of this part, exact: points / weight."""
        return self.points / self.weight

    @property
    def rounded(self) -> Decimal:
        """The index as it is published."""
        return rounded(self.index)


@frozen
class IndexResult:
    """The index with all it is made of; the `index` of one of the `indicators` is its level."""

    total: Score
    predicate: Predicate
    domains: tuple[Score, ...]
    aspects: tuple[Score, ...]
    indicators: tuple[Score, ...]


def score(instrument: Instrument, levels: Mapping[str, Fraction]) -> IndexResult:
    """Score a complete set of levels, given by the numbers of the rows."""
    by_aspect = {aspect.code: score_rows(aspect, levels) for aspect in instrument.aspects}
    aspects = tuple(score_aspect(aspect, by_aspect[aspect.code]) for aspect in instrument.aspects)
    domains = tuple(score_domain(domain, aspects) for domain in instrument.domains)
    total = score_total(instrument, aspects)
    indicators = tuple(row for rows in by_aspect.values() for row in rows)
    return IndexResult(total, predicate_of(instrument, total), domains, aspects, indicators)


def score_rows(aspect: Aspect, levels: Mapping[str, Fraction]) -> tuple[Score, ...]:
    """Score every answered row of an aspect: NI x BI (page 21)."""
    return tuple(
        Score(row, indicator.name, weight, levels[row] * weight, aspect.code)
        for row, indicator, weight in row_weights(aspect, levels)
    )


def row_weights(
    aspect: Aspect, levels: Mapping[str, Fraction]
) -> tuple[tuple[str, Indicator, Fraction], ...]:
    """Share the weight of an aspect among its answered rows, in proportion to their BI.

    Each answer to a repeatable indicator is a row of its own, and all rows together
    weigh BA.  Without repeats the shares are the weights BI themselves.  In PermenPANRB
    5/2018, where indicator 35 is answered n times, each row of aspect 7 weighs 20/(3+n).
    """
    rows = [(row, i) for i in aspect.indicators for row in i.rows() if row in levels]
    nominal = sum(indicator.weight for _, indicator in rows)
    share = aspect.weight / nominal if rows else Fraction(1)
    return tuple((row, i, i.weight if share == 1 else i.weight * share) for row, i in rows)


def score_aspect(aspect: Aspect, rows: tuple[Score, ...]) -> Score:
    """Score an aspect: NA = (1/BA) x sum(NI x BI) (page 21)."""
    points = sum((row.points for row in rows), Fraction(0))
    return Score(aspect.code, aspect.name, aspect.weight, points, aspect.domain)


def score_domain(domain: Domain, aspects: tuple[Score, ...]) -> Score:
    """Score a domain: ND = (1/BD) x sum(NA x BA) (page 22)."""
    points = sum((part.points for part in aspects if part.parent == domain.code), Fraction(0))
    return Score(domain.code, domain.name, domain.weight, points)


def score_total(instrument: Instrument, aspects: tuple[Score, ...]) -> Score:
    """Score the whole: the sum of ND x BD, which is that of NA x BA (page 23)."""
    points = sum((aspect.points for aspect in aspects), Fraction(0))
    weight = sum((aspect.weight for aspect in aspects), Fraction(0))
    return Score(instrument.id, instrument.index_name, weight, points)


def predicate_of(instrument: Instrument, total: Score) -> Predicate:
    """Return the predicate of an index, by the rule of the instrument (Tabel 13, page 24).

    Lower bounds are inclusive.  No text says whether the exact or the printed index is
    meant; `predicate_on` is data of the instrument (facts in its source).
    """
    exact = instrument.predicate_on == "exact"
    return band(instrument, total.index if exact else Fraction(total.rounded))


def band(instrument: Instrument, index: Fraction) -> Predicate:
    """Return the highest band that an index reaches; the last band holds all below it."""
    reached = (p for p in instrument.predicates if index >= p.minimum)
    return next(reached, instrument.predicates[-1])


def predicate_named(instrument: Instrument, name: str) -> Predicate:
    """Return the predicate that somebody names, in any case; UsageError if there is none."""
    named = {predicate.name.casefold(): predicate for predicate in instrument.predicates}
    if found := named.get(" ".join(name.casefold().split())):
        return found
    choices = Listed(tuple(predicate.name for predicate in reversed(instrument.predicates[:-1])))
    raise UsageError("target", found=Quoted(name), choices=choices, example=Fraction("3.5"))


def converted(index: ExternalIndex, value: Fraction, instrument: Instrument) -> Fraction:
    """Convert a value of another agency's index to a score, exactly.

    Where the value lies in the band of its level, the score lies in the level: from a to b
    on the agency's scale and from c to d on ours, score = c + (value - a) x (d - c) / (b - a).
    An instrument of whole levels takes the level itself.  The rule is inferred from two quoted
    conversions; see docs/decisions/0008-external-indices.md.
    """
    level = max(number for number, begin in index.begins.items() if value >= begin)
    if not instrument.decimals:
        return Fraction(level)
    start, begin = index.begins[level], instrument.begins.get(level, Fraction(level))
    end = index.begins.get(level + 1, index.maximum)
    top = instrument.begins.get(level + 1, Fraction(min(level + 1, instrument.highest)))
    return begin + (value - start) * (top - begin) / (end - start)


@frozen
class Outlook:
    """The way to the next predicate: how far its bound is, and the index if all rows rise.

    `raises` is the smallest number of rows that must rise by one level, None if all don't suffice.
    """

    next: Predicate
    short_by: Fraction
    raises: int | None
    ceiling: Fraction


def next_predicate(instrument: Instrument, result: IndexResult) -> Predicate | None:
    """Return the predicate above that of a result, or None at the highest."""
    position = instrument.predicates.index(result.predicate)
    return instrument.predicates[position - 1] if position else None


def outlook(instrument: Instrument, result: IndexResult) -> Outlook | None:
    """Return the way to the next predicate, or None at the highest."""
    following = next_predicate(instrument, result)
    if following is None:
        return None
    gains = sorted((gain(instrument, row) for row in result.indicators), reverse=True)
    bound = reaching(instrument, following)
    needed = bound * result.total.weight - result.total.points
    sums = list(accumulate(gains))
    raises = next((n for n, reached in enumerate(sums, start=1) if reached >= needed), None)
    ceiling = (result.total.points + sum(gains)) / result.total.weight
    return Outlook(following, bound - result.total.index, raises, ceiling)


def reaching(instrument: Instrument, predicate: Predicate) -> Fraction:
    """Return the lowest exact index that gets a predicate.

    Where the rounded index decides, that is half a unit of its last decimal below the bound.
    """
    return predicate.minimum - (Fraction(1, 200) if instrument.predicate_on == "rounded" else 0)


def gain(instrument: Instrument, row: Score) -> Fraction:
    """Return the points that a row gains by rising one level, to where the next one begins."""
    return (instrument.above(row.index) - row.index) * row.weight
