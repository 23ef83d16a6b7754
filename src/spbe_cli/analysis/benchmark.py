"""Where a sheet or an institution stands among the published results of its group.

What was published has two decimals.  So the index of a sheet is held against it as it would be
published, rounded: its exact value would lie just beside all that it ties with.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from fractions import Fraction
from functools import cache
from importlib.resources import files
from statistics import quantiles
from typing import Final, NamedTuple

from spbe_cli.errors import UsageError
from spbe_cli.findings import Finding, Quoted
from spbe_cli.frozen import frozen
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import shipped
from spbe_cli.sheet.assess import Assessment, Scored
from spbe_cli.sheet.values import year_of

NEAREST: Final = 3
MOST_NAMES: Final = 6
EDITION: Final = "permenpanrb-59-2020"
"""By which instrument the printed results were computed."""
DOMAINS: Final = ("D1", "D2", "D3", "D4")
GROUPS: Final = (
    "kementerian", "lpnk", "lns", "instansi lainnya", "provinsi", "kabupaten", "kota",
)  # fmt: skip

SHORT: Final = {
    "pemkot": "kota", "pemkab": "kabupaten", "pemprov": "provinsi",
    "kab": "kabupaten", "prov": "provinsi", "kep": "kepulauan", "ri": "republik indonesia",
    "di": "daerah istimewa", "diy": "daerah istimewa yogyakarta",
    "dki": "daerah khusus ibukota", "ntb": "nusa tenggara barat", "ntt": "nusa tenggara timur",
}  # fmt: skip
SPELLED: Final = (("d.i.", "di"), ("&", " dan "), ("pemda ", "pemerintah daerah "))
OFFICE: Final = re.compile(r"pemerintah (daerah (?=kota|kab|prov))?")
INSTITUTION_KINDS: Final = ("kota", "kabupaten", "provinsi", "kementerian")


@frozen
class Result:
    """What was printed for an institution, and where; a domain that is illegible is left out."""

    year: int
    institution: str
    group: str
    domains: Mapping[str, Fraction]
    index: Fraction
    predicate: str
    source: str = ""

    def figure(self, code: str) -> Fraction | None:
        """Return the index of a domain, or without a code that of the whole."""
        return self.domains.get(code) if code else self.index


@cache
def results() -> tuple[Result, ...]:
    """Return all that was printed, in the order of the reports."""
    text = files("spbe_cli").joinpath("data", "results-2023-2024.tsv").read_text("utf-8")
    # Comments say where it is from; then the heads.
    _, *lines = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    found = []
    for year, name, group, *figures, index, predicate, source in lines:
        known = zip(DOMAINS, figures, strict=True)
        domains = {code: Fraction(text) for code, text in known if text}
        found.append(Result(int(year), name, group, domains, Fraction(index), predicate, source))
    return tuple(found)


@frozen
class Rank:
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


@frozen
class Figure:
    """The index, or that of a domain, among all `values` of the group; None is not published."""

    code: str
    name: str
    value: Fraction | None
    standing: Rank | None
    quartiles: Quartiles
    values: tuple[Fraction, ...]


class Neighbour(NamedTuple):
    """A line of the ranking of the group; the result that is placed is one of them."""

    rank: int
    result: Result


@frozen
class Placement:
    """Where a result (`subject`) stands; `latest`: nobody named a year; `own` was published."""

    instrument: Instrument
    subject: Result
    latest: bool
    total: Figure
    domains: tuple[Figure, ...]
    nearest: tuple[Neighbour, ...]
    own: Result | None


@frozen
class BenchmarkResult:
    """What came of `benchmark`; there is no placement where findings forbid an index."""

    findings: tuple[Finding, ...]
    assessment: Assessment | None = None
    placement: Placement | None = None


def benchmark_sheet(
    assessment: Assessment, group: str | None = None, year: int | None = None
) -> BenchmarkResult:
    """Place a sheet in its own group and year, or those asked; UsageError if none was published."""
    if not isinstance(assessment, Scored):
        return BenchmarkResult(assessment.findings, assessment)
    instrument, result = assessment.instrument, assessment.result
    published = shipped(EDITION)
    if _structure(instrument) != _structure(published):
        found, known = instrument.title, published.title
        raise UsageError("benchmark_edition", instrument1=found, instrument2=known)
    name, years, own = assessment.says("instansi"), _years(year), year_of(assessment.raw)
    subject = Result(
        year=own if own and own in years else years[0],
        institution=name,
        group=group or _group_of(name),
        domains={score.code: Fraction(score.rounded) for score in result.domains},
        index=Fraction(result.total.rounded),
        predicate=result.predicate.name,
    )
    latest = year is None and own not in years
    placement = _place(instrument, subject, latest=latest)
    return BenchmarkResult(assessment.findings, assessment, placement)


def benchmark_institution(
    name: str, group: str | None = None, asked: int | None = None
) -> BenchmarkResult:
    """Place a published result, of the year asked or its latest; UsageError if none is meant."""
    years = _years(asked)
    for year in years:
        listed = {one.institution: one for one in results() if one.year == year}
        found = meant(name, listed)
        if len(found) > 1:
            raise UsageError("institution_many", name=Quoted(name), names=_some(found))
        if found:
            subject = listed[found[0]]
            subject = replace(subject, group=group or subject.group)
            placement = _place(shipped(EDITION), subject, latest=asked is None)
            return BenchmarkResult((), placement=placement)
    # Nothing was published for it: say which one was probably meant.
    facts = {"name": Quoted(name), "years": ", ".join(map(str, reversed(years)))}
    if other := next((one for one in results() if meant(name, [one.institution])), None):
        raise UsageError("institution_year", other=other.year, **facts)
    if close := suggestions(name, [one.institution for one in results() if one.year in years]):
        raise UsageError("institution_close", names=_some(close), **facts)
    raise UsageError("institution", **facts)


def _years(asked: int | None) -> tuple[int, ...]:
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


def _place(instrument: Instrument, subject: Result, *, latest: bool) -> Placement:
    """Hold printed figures against those of a group, the institution's own left out."""
    of_year = {one.institution: one for one in results() if one.year == subject.year}
    called = [of_year[name] for name in meant(subject.institution, of_year)]
    if len(called) > 1:
        called = [one for one in called if one.group == subject.group]
    own = called[0] if len(called) == 1 else None
    listed = [one for one in of_year.values() if one.group == subject.group]
    others = [one for one in listed if one is not own]
    parts = [("", instrument.index_name), *((one.code, one.name) for one in instrument.domains)]
    figures = []
    for code, name in parts:
        value = subject.figure(code)
        values, rest = (
            tuple(known for one in some if (known := one.figure(code)) is not None)
            for some in (listed, others)
        )
        place = None if value is None else standing(value, rest)
        figures.append(Figure(code, name, value, place, quartiles(values), values))
    # Who ties stands in order of names.
    ranking = sorted([*others, subject], key=lambda one: (-one.index, one.institution))
    at = ranking.index(subject)
    nearest = tuple(
        Neighbour(1 + sum(other.index > one.index for other in ranking), one)
        for one in ranking[max(0, at - NEAREST) : at + NEAREST + 1]
    )
    return Placement(instrument, subject, latest, figures[0], tuple(figures[1:]), nearest, own)


def standing(value: Fraction, others: Sequence[Fraction]) -> Rank:
    """Return where a figure stands among those of the others."""
    above, below = sum(one > value for one in others), sum(one < value for one in others)
    return Rank(above, len(others) - above - below, below)


def quartiles(values: Iterable[Fraction]) -> Quartiles:
    """Return the quartiles of one figure or more, interpolated as QUARTILE.INC of Excel does."""
    known = sorted(values)
    return Quartiles(*(quantiles(known, n=4, method="inclusive") if known[1:] else known * 3))


# Institutions by their names as people write them.  The reports write `Pemerintah Kab. Madiun`,
# sheets write `Kabupaten Madiun`; both are told by the same words.  A name without its kind, such
# as `Madiun`, may be that of several.


@cache
def plain_institution(name: str) -> str:
    """Write a name by its words alone: no case, no signs, nothing shortened, no `Pemerintah`.

    >>> plain_institution("Pemerintah Kab. Madiun"), plain_institution("D.I. Yogyakarta")
    ('kabupaten madiun', 'daerah istimewa yogyakarta')
    """
    text = name.casefold()
    for written, spelled in SPELLED:
        text = text.replace(written, spelled)
    words = OFFICE.sub("", " ".join(re.findall(r"\w+", text)), count=1)
    plain = " ".join(SHORT.get(word, word) for word in words.split())
    # Ministries write it behind their names, and the reports do not.
    ministry = plain.startswith("kementerian ")
    return plain.removesuffix(" republik indonesia") if ministry else plain


def kind_of(name: str) -> str | None:
    """Return what kind of institution a name begins with, if it says so."""
    first, _, _ = plain_institution(name).partition(" ")
    return first if first in INSTITUTION_KINDS else None


def meant(wanted: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the known names that somebody wrote; without their kind they may be several.

    >>> meant("Madiun", ["Pemerintah Kab. Madiun", "Pemerintah Kota Madiun"])
    ('Pemerintah Kab. Madiun', 'Pemerintah Kota Madiun')
    """
    names = {name: plain_institution(name) for name in known}
    written = plain_institution(wanted)
    # Two provinces are published without the word.
    called = tuple(name for name, its in names.items() if written in {its, f"provinsi {its}"})
    kinds = {f"{kind} {written}" for kind in INSTITUTION_KINDS}
    return called or tuple(name for name, its in names.items() if its in kinds)


def suggestions(wanted: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the known names that have all the words wanted, else those spelled alike."""
    names = {plain_institution(name): name for name in known}
    words = set(plain_institution(wanted).split())
    holding = tuple(name for plain, name in names.items() if words <= set(plain.split()))
    if words and holding:
        return holding
    close = get_close_matches(plain_institution(wanted), names, n=3, cutoff=0.7)
    return tuple(names[name] for name in close)
