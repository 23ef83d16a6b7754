"""Three assessments and more as a series over years, which breaks where the edition changes."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, groupby, pairwise
from typing import Literal

from spbe_cli.analysis.compare import same_institution
from spbe_cli.exact import whole_of
from spbe_cli.findings import Finding
from spbe_cli.frozen import frozen
from spbe_cli.instrument import Instrument
from spbe_cli.scoring import IndexResult, Score
from spbe_cli.sheet.assess import Assessment, Scored


@frozen
class Point:
    """A result at its place in the series, and the sheet and the instrument that it is of."""

    place: int
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


@frozen
class SeriesResult:
    """Sheets in order of years, then as given; there are no points if one has no index."""

    sheets: tuple[Assessment, ...]
    points: tuple[Point, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all sheets."""
        return tuple(finding for sheet in self.sheets for finding in sheet.findings)

    @property
    def spans(self) -> list[list[Point]]:
        """The points in runs of one instrument: within them results can be compared."""
        return [list(run) for _, run in groupby(self.points, lambda point: point.instrument.id)]

    @property
    def breaks(self) -> list[tuple[Point, Point]]:
        """The last point before and the first after every change of the instrument."""
        return [(before[-1], after[0]) for before, after in pairwise(self.spans)]

    @property
    def one_institution(self) -> bool:
        """Tell whether all sheets are of one institution, as far as they say."""
        return of_one_institution(self.sheets)

    def former(self, point: Point) -> Point | None:
        """Return the point before one, where it is of the same instrument and institution."""
        before = self.points[point.place - 1] if point.place else None
        if before is None or before.instrument.id != point.instrument.id:
            return None
        return before if same_institution(before.sheet, point.sheet) else None


def of_one_institution(sheets: Iterable[Assessment]) -> bool:
    """Tell whether sheets are all of one institution, as far as they say."""
    return all(same_institution(*pair) for pair in combinations(sheets, 2))


def series_of(sheets: Sequence[Assessment]) -> SeriesResult:
    """Put sheets into a series; where one does not say its year, they stay as given."""
    dated = [(whole_of(sheet.says("tahun")), sheet) for sheet in sheets]
    if all(year is not None for year, _ in dated):
        dated.sort(key=lambda pair: pair[0] or 0)
    ordered = tuple(sheet for _, sheet in dated)
    points = tuple(
        Point(place, sheet, sheet.instrument, sheet.result)
        for place, sheet in enumerate(ordered)
        if isinstance(sheet, Scored)
    )
    return SeriesResult(ordered, points if len(points) == len(ordered) else ())


@frozen
class PartRow:
    """The whole, a domain or an aspect over all points; one at the `top` is in no domain."""

    kind: Literal["whole", "domain", "aspect"]
    scores: tuple[Score | None, ...]
    top: bool = True

    @property
    def code(self) -> str:
        """Its codes in the editions that have it, each once; the whole has none."""
        codes = dict.fromkeys(score.code for score in self.scores if score)
        return "" if self.kind == "whole" else "/".join(codes)

    @property
    def name(self) -> str:
        """Its name, the latest way to write it; the whole has all its names."""
        names = [score.name for score in self.scores if score]
        return " / ".join(dict.fromkeys(names)) if self.kind == "whole" else names[-1]


def part_rows(points: Sequence[Point]) -> Iterator[PartRow]:
    """Yield the whole, domains and aspects by their names, as the latest edition orders them."""
    yield PartRow("whole", tuple(point.result.total for point in points))
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
    domains = [{one.name.casefold(): one for one in point.result.domains} for point in points]
    aspects = [{one.name.casefold(): one for one in point.result.aspects} for point in points]
    for parent, below in tree.items():
        if parent:
            yield PartRow("domain", tuple(known.get(parent) for known in domains))
        for name in below:
            yield PartRow("aspect", tuple(known.get(name) for known in aspects), top=not parent)
