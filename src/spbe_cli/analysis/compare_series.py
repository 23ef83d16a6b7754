"""From three sheets and more to a series over years, with a break where the edition changes.

Only results of one instrument have a difference.  Across a break there is none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from spbe_cli.analysis.compare import same_institution
from spbe_cli.exact import whole_of
from spbe_cli.findings import Finding
from spbe_cli.instrument import Instrument
from spbe_cli.scoring import IndexResult, Score
from spbe_cli.sheet.assess import Assessment, Scored


@dataclass(frozen=True, slots=True)
class Point:
    """A result of the series, and the sheet and the instrument that it is of."""

    sheet: Assessment
    instrument: Instrument
    result: IndexResult

    @property
    def year(self) -> str:
        """The year, as Identitas says it."""
        return self.sheet.says("tahun")

    @property
    def stage(self) -> str:
        """The stage, as Identitas says it."""
        return self.sheet.says("tahap")


@dataclass(frozen=True, slots=True)
class SeriesResult:
    """What came of a comparison of several sheets, in order of years, then as given.

    There are no points where a sheet has no index.
    """

    sheets: tuple[Assessment, ...]
    points: tuple[Point, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all sheets."""
        return tuple(finding for sheet in self.sheets for finding in sheet.findings)

    @property
    def spans(self) -> tuple[tuple[Point, ...], ...]:
        """The points in runs of one instrument: within them results can be compared."""
        runs = groupby(self.points, lambda point: point.instrument.id)
        return tuple(tuple(run) for _, run in runs)

    @property
    def breaks(self) -> tuple[tuple[Point, Point], ...]:
        """The last point before and the first after every change of the instrument."""
        return tuple((before[-1], after[0]) for before, after in pairwise(self.spans))

    @property
    def one_institution(self) -> bool:
        """Tell whether all sheets are of one institution, as far as they say."""
        return all(same_institution(self.sheets[0], sheet) for sheet in self.sheets)


def series_of(sheets: Sequence[Assessment]) -> SeriesResult:
    """Put sheets into a series; where one does not say its year, they stay as given."""
    years = [whole_of(sheet.says("tahun")) for sheet in sheets]
    order = list(range(len(sheets)))
    if all(year is not None for year in years):
        order.sort(key=lambda place: years[place] or 0)
    ordered = tuple(sheets[place] for place in order)
    points = tuple(
        Point(sheet, sheet.instrument, sheet.result)
        for sheet in ordered
        if isinstance(sheet, Scored)
    )
    return SeriesResult(ordered, points if len(points) == len(ordered) else ())


Parts = tuple[Score | None, ...]


@dataclass(frozen=True, slots=True)
class PartRow:
    """A domain or an aspect over all points, None where its edition has none of that name.

    One at the `top` belongs to no domain.
    """

    scores: Parts
    top: bool

    @property
    def codes(self) -> tuple[str, ...]:
        """Its codes in the editions that have it, each once."""
        return tuple(dict.fromkeys(score.code for score in self.scores if score))

    @property
    def name(self) -> str:
        """Its name, the latest way to write it."""
        return [score.name for score in self.scores if score][-1]


def part_rows(points: Sequence[Point]) -> Iterator[PartRow]:
    """Yield every domain with its aspects below it, as the latest edition orders them.

    What has one name in several editions is one row; what only an earlier one has follows in its
    domain, or at the end.
    """
    tree: dict[str, dict[str, None]] = {}
    seen: set[str] = set()
    for point in reversed(points):
        names = {domain.code: domain.name.casefold() for domain in point.result.domains}
        for name in names.values():
            tree.setdefault(name, {})
        for aspect in point.result.aspects:
            parent, name = names.get(aspect.parent or "", ""), aspect.name.casefold()
            if name not in seen:
                tree.setdefault(parent, {})[name] = None
                seen.add(name)
    for parent, aspects in tree.items():
        if parent:
            yield PartRow(_named(points, parent, domain=True), top=True)
        for name in aspects:
            yield PartRow(_named(points, name, domain=False), top=not parent)


def _named(points: Sequence[Point], name: str, *, domain: bool) -> Parts:
    """Return the score of what has this name, for every point."""
    found = []
    for point in points:
        parts = point.result.domains if domain else point.result.aspects
        found.append(next((one for one in parts if one.name.casefold() == name), None))
    return tuple(found)
