"""The use case of `benchmark`: where a sheet or an institution stands among published results.

What was published has two decimals.  So the index of a sheet is held against it as it would be
published, rounded: its exact value would lie just beside all that it ties with.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from spbe_cli.benchmarking import Quartiles, Standing, quartiles, standing
from spbe_cli.errors import UsageError
from spbe_cli.findings import Finding
from spbe_cli.inspection import shipped
from spbe_cli.instrument import Instrument
from spbe_cli.peers import Reason, Request, group_of, own_result, published_result, year_for
from spbe_cli.published import EDITION, Result, results
from spbe_cli.sheet.assess import Assessment
from spbe_cli.sheet.identity import year_of

NEAREST: Final = 3
"""How many neighbours are named on each side."""


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
class Placed:
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


def place_sheet(assessment: Assessment, request: Request) -> Placed:
    """Return where the index of a sheet stands.

    Raises:
        UsageError: nothing was published that it can be held against.
    """
    instrument, result = assessment.instrument, assessment.result
    if result is None or instrument is None:
        return Placed(assessment.findings, assessment)
    refuse_edition(instrument)
    name = " ".join(assessment.identity.get("instansi", "").split())
    when = year_for(year_of(assessment.raw) if assessment.raw else None, request)
    subject = Subject(
        name,
        {score.code: Fraction(score.rounded) for score in result.domains},
        Fraction(result.total.rounded),
        result.predicate.name,
    )
    group = request.group or group_of(name)
    placement = place(instrument, subject, when, group)
    return Placed(assessment.findings, assessment, placement)


def place_institution(request: Request) -> Placed:
    """Return where the published result of an institution stands.

    Raises:
        UsageError: nothing was published for it, or several are called so.
    """
    own, reason = published_result(request)
    subject = Subject(own.institution, dict(own.domains), own.index, own.predicate)
    group = request.group or own.group
    return Placed((), None, place(shipped(EDITION), subject, (own.year, reason), group))


def place(
    instrument: Instrument, subject: Subject, when: tuple[int, Reason], group: str
) -> Placement:
    """Hold printed figures against those of a group, the institution's own left out."""
    year, reason = when
    listed = tuple(one for one in results() if (one.year, one.group) == (year, group))
    own = own_result(subject.institution, year, group)
    others = tuple(one for one in listed if one is not own)
    total = figure_of(
        ("", instrument.index_name), subject.index, (o.index for o in others), indices(listed)
    )
    domains = tuple(
        figure_of(
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
        nearest(subject, others),
        own,
    )


def indices(listed: Iterable[Result]) -> tuple[Fraction, ...]:
    """Return the indices of results."""
    return tuple(one.index for one in listed)


def figure_of(
    part: tuple[str, str],
    value: Fraction | None,
    others: Iterable[Fraction],
    values: tuple[Fraction, ...],
) -> Figure:
    """Hold one figure against the others, and against the quartiles of the whole group."""
    place = None if value is None else standing(value, others)
    return Figure(*part, value, place, quartiles(values), values)


def nearest(subject: Subject, others: Iterable[Result]) -> tuple[Neighbour, ...]:
    """Return the lines of the ranking around a result; who ties stands in order of names."""
    lines = [(-one.index, one.institution, one.predicate, False) for one in others]
    own = (-subject.index, subject.institution, subject.predicate, True)
    ranking = sorted([*lines, own])
    at = ranking.index(own)
    return tuple(
        Neighbour(1 + sum(line[0] < below for line in ranking), name, -below, predicate, is_own)
        for below, name, predicate, is_own in ranking[max(0, at - NEAREST) : at + NEAREST + 1]
    )


def refuse_edition(instrument: Instrument) -> None:
    """Refuse an instrument by whose weights the published results were not computed."""
    published = shipped(EDITION)
    if structure(instrument) != structure(published):
        found, known = instrument.title, published.title
        raise UsageError("benchmark_edition", instrument1=found, instrument2=known)


def structure(instrument: Instrument) -> tuple[object, ...]:
    """Return what an index depends on: scale, tree and weights, whatever the parts are called."""
    domains = tuple((one.code, one.weight) for one in instrument.domains)
    rows = tuple(
        (aspect.domain, one.code, one.weight, one.repeat)
        for aspect in instrument.aspects
        for one in aspect.indicators
    )
    return instrument.lowest, instrument.highest, instrument.decimals, domains, rows
