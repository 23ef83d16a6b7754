"""Where a sheet or an institution stands among the published results of its group.

What was published has two decimals.  So the index of a sheet is held against it as it would be
published, rounded: its exact value would lie just beside all that it ties with.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Final, NamedTuple

from spbe_cli.analysis.published import (
    EDITION,
    GROUPS,
    Result,
    kind_of,
    meant,
    results,
    suggestions,
)
from spbe_cli.errors import UsageError
from spbe_cli.findings import Finding, Quoted
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import shipped
from spbe_cli.sheet.assess import Assessment
from spbe_cli.sheet.identity import year_of

NEAREST: Final = 3
"""How many neighbours are named on each side."""
MOST_NAMES: Final = 6


class Reason(Enum):
    """Why the results of a year were taken."""

    ASKED = "asked"
    SHEET = "sheet"
    LATEST = "latest"


@dataclass(frozen=True, slots=True)
class BenchmarkOptions:
    """What was asked: an institution in place of a sheet, another group or year."""

    institution: str | None = None
    group: str | None = None
    year: int | None = None


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


@dataclass(frozen=True, slots=True)
class Figure:
    """The index, or that of a domain, among those of the group.

    `value` and `standing` are None where the report does not give it for this institution;
    `values` are all of the group, with its own published one.
    """

    code: str
    name: str
    value: Fraction | None
    standing: Standing | None
    quartiles: Quartiles
    values: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A line of the ranking of the group; `own` is that of the sheet or institution itself."""

    rank: int
    institution: str
    index: Fraction
    predicate: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a result stands; `own` is what was published for the institution in that year."""

    instrument: Instrument
    institution: str
    predicate: str
    year: int
    reason: Reason
    group: str
    total: Figure
    domains: tuple[Figure, ...]
    nearest: tuple[Neighbour, ...]
    own: Result | None


@dataclass(frozen=True, slots=True)
class BenchmarkResult:
    """What came of `benchmark`; there is no placement where findings forbid an index."""

    findings: tuple[Finding, ...]
    assessment: Assessment | None = None
    placement: Placement | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What is held against the others: printed figures, by domain and in all."""

    institution: str
    domains: dict[str, Fraction]
    index: Fraction
    predicate: str


def benchmark_sheet(assessment: Assessment, options: BenchmarkOptions) -> BenchmarkResult:
    """Return where the index of a sheet stands.

    Raises:
        UsageError: nothing was published that it can be held against.
    """
    instrument, result = assessment.instrument, assessment.result
    if result is None or instrument is None:
        return BenchmarkResult(assessment.findings, assessment)
    _refuse_edition(instrument)
    name = " ".join(assessment.identity.get("instansi", "").split())
    when = _year_for(year_of(assessment.raw) if assessment.raw else None, options)
    subject = Subject(
        name,
        {score.code: Fraction(score.rounded) for score in result.domains},
        Fraction(result.total.rounded),
        result.predicate.name,
    )
    group = options.group or _group_of(name)
    placement = _place(instrument, subject, when, group)
    return BenchmarkResult(assessment.findings, assessment, placement)


def benchmark_institution(options: BenchmarkOptions) -> BenchmarkResult:
    """Return where the published result of an institution stands.

    Raises:
        UsageError: nothing was published for it, or several are called so.
    """
    own, reason = _published_result(options)
    subject = Subject(own.institution, dict(own.domains), own.index, own.predicate)
    group = options.group or own.group
    return BenchmarkResult((), None, _place(shipped(EDITION), subject, (own.year, reason), group))


def _place(
    instrument: Instrument, subject: Subject, when: tuple[int, Reason], group: str
) -> Placement:
    """Hold printed figures against those of a group, the institution's own left out."""
    year, reason = when
    listed = tuple(one for one in results() if (one.year, one.group) == (year, group))
    own = _own_result(subject.institution, year, group)
    others = tuple(one for one in listed if one is not own)
    total = _figure_of(
        ("", instrument.index_name),
        subject.index,
        (one.index for one in others),
        tuple(one.index for one in listed),
    )
    domains = tuple(
        _figure_of(
            (domain.code, domain.name),
            subject.domains.get(domain.code),
            (one.domains[domain.code] for one in others if domain.code in one.domains),
            tuple(one.domains[domain.code] for one in listed if domain.code in one.domains),
        )
        for domain in instrument.domains
    )
    return Placement(
        instrument,
        subject.institution,
        subject.predicate,
        year,
        reason,
        group,
        total,
        domains,
        _nearest(subject, others),
        own,
    )


def _figure_of(
    part: tuple[str, str],
    value: Fraction | None,
    others: Iterable[Fraction],
    values: tuple[Fraction, ...],
) -> Figure:
    """Hold one figure against the others, and against the quartiles of the whole group."""
    place = None if value is None else standing(value, others)
    return Figure(*part, value, place, quartiles(values), values)


def _nearest(subject: Subject, others: Iterable[Result]) -> tuple[Neighbour, ...]:
    """Return the lines of the ranking around a result; who ties stands in order of names."""
    lines = [(-one.index, one.institution, one.predicate, False) for one in others]
    own = (-subject.index, subject.institution, subject.predicate, True)
    ranking = sorted([*lines, own])
    at = ranking.index(own)
    return tuple(
        Neighbour(1 + sum(line[0] < below for line in ranking), name, -below, predicate, is_own)
        for below, name, predicate, is_own in ranking[max(0, at - NEAREST) : at + NEAREST + 1]
    )


def _refuse_edition(instrument: Instrument) -> None:
    """Refuse an instrument by whose weights the published results were not computed."""
    published = shipped(EDITION)
    if _structure(instrument) != _structure(published):
        found, known = instrument.title, published.title
        raise UsageError("benchmark_edition", instrument1=found, instrument2=known)


def _structure(instrument: Instrument) -> tuple[object, ...]:
    """Return what an index depends on: scale, tree and weights, whatever the parts are called."""
    domains = tuple((one.code, one.weight) for one in instrument.domains)
    rows = tuple(
        (aspect.domain, one.code, one.weight, one.repeat)
        for aspect in instrument.aspects
        for one in aspect.indicators
    )
    return instrument.lowest, instrument.highest, instrument.decimals, domains, rows


def _published_years() -> tuple[int, ...]:
    """Return the years that were published, the latest first."""
    return tuple(sorted({one.year for one in results()}, reverse=True))


def _year_for(own: int | None, options: BenchmarkOptions) -> tuple[int, Reason]:
    """Return the year asked for, else that of the sheet, else the latest published, and why."""
    years = _published_years()
    if options.year is not None:
        return _known_year(options.year), Reason.ASKED
    if own in years:
        return own, Reason.SHEET
    return years[0], Reason.LATEST


def _known_year(year: int) -> int:
    """Refuse a year without published results."""
    years = _published_years()
    if year not in years:
        raise UsageError("benchmark_year", year=year, years=", ".join(map(str, reversed(years))))
    return year


def _group_of(name: str) -> str:
    """Return the group of a published institution, else that which its name begins with."""
    names = meant(name, (one.institution for one in results()))
    groups = {one.group for one in results() if one.institution in names}
    found = groups.pop() if len(groups) == 1 else kind_of(name)
    if found is None:
        raise UsageError("benchmark_group", found=Quoted(name), groups=", ".join(GROUPS))
    return found


def _own_result(name: str, year: int, group: str) -> Result | None:
    """Return what was published for an institution; of several called so, for that in the group."""
    listed = {one.institution: one for one in results() if one.year == year}
    found = [listed[known] for known in meant(name, listed)]
    if len(found) > 1:
        found = [one for one in found if one.group == group]
    return found[0] if len(found) == 1 else None


def _published_result(options: BenchmarkOptions) -> tuple[Result, Reason]:
    """Return the result of the institution that was named: of the year asked, else its latest."""
    name = options.institution or ""
    years = _published_years() if options.year is None else (_known_year(options.year),)
    for year in years:
        listed = {one.institution: one for one in results() if one.year == year}
        found = meant(name, listed)
        if len(found) > 1:
            raise UsageError("institution_many", name=Quoted(name), names=_some(found))
        if found:
            return listed[found[0]], Reason.LATEST if options.year is None else Reason.ASKED
    raise _unknown_institution(name, years)


def _unknown_institution(name: str, years: tuple[int, ...]) -> UsageError:
    """Say that nothing was published for an institution, and which one was probably meant."""
    known = [one for one in results() if meant(name, [one.institution])]
    facts = {"name": Quoted(name), "years": ", ".join(map(str, reversed(years)))}
    if known:
        return UsageError("institution_year", other=known[0].year, **facts)
    close = suggestions(name, [one.institution for one in results() if one.year in years])
    if close:
        return UsageError("institution_close", names=_some(close), **facts)
    return UsageError("institution", **facts)


def _some(names: tuple[str, ...]) -> str:
    """Write the first of many names."""
    return "; ".join((*names[:MOST_NAMES], *(["..."] if len(names) > MOST_NAMES else [])))


def standing(value: Fraction, others: Iterable[Fraction]) -> Standing:
    """Return where a figure stands among those of the others."""
    known = tuple(others)
    above, below = sum(o > value for o in known), sum(o < value for o in known)
    return Standing(above, len(known) - above - below, below)


def quartiles(values: Iterable[Fraction]) -> Quartiles:
    """Return the quartiles of one figure or more, interpolated as QUARTILE.INC of Excel does."""
    ordered = sorted(values)
    return Quartiles(*(_at(ordered, Fraction(part, 4)) for part in (1, 2, 3)))


def _at(ordered: Sequence[Fraction], share: Fraction) -> Fraction:
    """Return the figure at a share of the way from the lowest to the highest."""
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])
