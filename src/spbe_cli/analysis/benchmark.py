"""Where a sheet or an institution stands among the published results of its group.

What was published has two decimals.  So the index of a sheet is held against it as it would be
published, rounded: its exact value would lie just beside all that it ties with.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from statistics import quantiles
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
from spbe_cli.sheet.assess import Assessment, Scored
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


def benchmark_sheet(assessment: Assessment, options: BenchmarkOptions) -> BenchmarkResult:
    """Return where the index of a sheet stands.

    Raises UsageError: nothing was published that it can be held against.
    """
    if not isinstance(assessment, Scored):
        return BenchmarkResult(assessment.findings, assessment)
    instrument, result = assessment.instrument, assessment.result
    published = shipped(EDITION)
    if _structure(instrument) != _structure(published):
        found, known = instrument.title, published.title
        raise UsageError("benchmark_edition", instrument1=found, instrument2=known)
    name = assessment.says("instansi")
    years, own = _years(options.year), year_of(assessment.raw)
    reason = Reason.SHEET if own in years else Reason.LATEST
    subject = Result(
        year=own if own and own in years else years[0],
        institution=name,
        group=options.group or _group_of(name),
        domains={score.code: Fraction(score.rounded) for score in result.domains},
        index=Fraction(result.total.rounded),
        predicate=result.predicate.name,
    )
    placement = _place(instrument, subject, reason if options.year is None else Reason.ASKED)
    return BenchmarkResult(assessment.findings, assessment, placement)


def benchmark_institution(options: BenchmarkOptions) -> BenchmarkResult:
    """Return where the published result of an institution stands: of the year asked, or its latest.

    Raises UsageError: nothing was published for it, or several are called so.
    """
    name, years = options.institution or "", _years(options.year)
    reason = Reason.LATEST if options.year is None else Reason.ASKED
    for year in years:
        listed = {one.institution: one for one in results() if one.year == year}
        found = meant(name, listed)
        if len(found) > 1:
            raise UsageError("institution_many", name=Quoted(name), names=_some(found))
        if found:
            subject = listed[found[0]]
            subject = replace(subject, group=options.group or subject.group)
            return BenchmarkResult((), None, _place(shipped(EDITION), subject, reason))
    # Nothing was published for it: say which one was probably meant.
    facts = {"name": Quoted(name), "years": ", ".join(map(str, reversed(years)))}
    if other := next((one for one in results() if meant(name, [one.institution])), None):
        raise UsageError("institution_year", other=other.year, **facts)
    if close := suggestions(name, [one.institution for one in results() if one.year in years]):
        raise UsageError("institution_close", names=_some(close), **facts)
    raise UsageError("institution", **facts)


def _years(asked: int | None) -> tuple[int, ...]:
    """Return the years that were published, the latest first, or only the one asked for."""
    years = sorted({one.year for one in results()})
    if asked is None:
        return tuple(reversed(years))
    if asked not in years:
        raise UsageError("benchmark_year", year=asked, years=", ".join(map(str, years)))
    return (asked,)


def _structure(instrument: Instrument) -> tuple[object, ...]:
    """Return what an index depends on: scale, tree and weights, whatever the parts are called."""
    domains = tuple((one.code, one.weight) for one in instrument.domains)
    rows = tuple(
        (aspect.domain, one.code, one.weight, one.repeat)
        for aspect in instrument.aspects
        for one in aspect.indicators
    )
    return instrument.lowest, instrument.highest, instrument.decimals, domains, rows


def _group_of(name: str) -> str:
    names = meant(name, (one.institution for one in results()))
    groups = {one.group for one in results() if one.institution in names}
    found = groups.pop() if len(groups) == 1 else kind_of(name)
    if found is None:
        raise UsageError("benchmark_group", found=Quoted(name), groups=", ".join(GROUPS))
    return found


def _some(names: Sequence[str]) -> str:
    return "; ".join((*names[:MOST_NAMES], *(["..."] if len(names) > MOST_NAMES else [])))


def _place(instrument: Instrument, subject: Result, reason: Reason) -> Placement:
    """Hold printed figures against those of a group, the institution's own left out."""
    year, group = subject.year, subject.group
    of_year = {one.institution: one for one in results() if one.year == year}
    called = [of_year[name] for name in meant(subject.institution, of_year)]
    if len(called) > 1:
        called = [one for one in called if one.group == group]
    own = called[0] if len(called) == 1 else None
    listed = [one for one in of_year.values() if one.group == group]
    others = [one for one in listed if one is not own]
    parts = [("", instrument.index_name), *((one.code, one.name) for one in instrument.domains)]
    figures = []
    for code, name in parts:
        value, values = subject.figure(code), tuple(_figures(code, listed))
        place = None if value is None else standing(value, _figures(code, others))
        figures.append(Figure(code, name, value, place, quartiles(values), values))
    return Placement(
        instrument=instrument,
        institution=subject.institution,
        predicate=subject.predicate,
        year=year,
        reason=reason,
        group=group,
        total=figures[0],
        domains=tuple(figures[1:]),
        nearest=_nearest(subject, others),
        own=own,
    )


def _figures(code: str, published: Iterable[Result]) -> Iterable[Fraction]:
    return (value for one in published if (value := one.figure(code)) is not None)


def _nearest(subject: Result, others: Iterable[Result]) -> tuple[Neighbour, ...]:
    """Return the lines of the ranking around a result; who ties stands in order of names."""
    lines = [(-one.index, one.institution, one.predicate, False) for one in others]
    own = (-subject.index, subject.institution, subject.predicate, True)
    ranking = sorted([*lines, own])
    at = ranking.index(own)
    return tuple(
        Neighbour(1 + sum(line[0] < below for line in ranking), name, -below, predicate, is_own)
        for below, name, predicate, is_own in ranking[max(0, at - NEAREST) : at + NEAREST + 1]
    )


def standing(value: Fraction, others: Iterable[Fraction]) -> Standing:
    """Return where a figure stands among those of the others."""
    known = tuple(others)
    above, below = sum(o > value for o in known), sum(o < value for o in known)
    return Standing(above, len(known) - above - below, below)


def quartiles(values: Iterable[Fraction]) -> Quartiles:
    """Return the quartiles of one figure or more, interpolated as QUARTILE.INC of Excel does."""
    known = sorted(values)
    return Quartiles(*(quantiles(known, n=4, method="inclusive") if known[1:] else known * 3))
