"""On, just above and just below every border of every predicate, and on every tie.

Numbers here are whole: weights are multiplied until nothing is left behind the point, so
that no rounding of its own can creep in.  Binary floating point fails many of these.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

import pytest

from spbe_cli.instrument.loading import shipped
from spbe_cli.scoring import IndexResult, Score, predicate_of, score

NEW, OLD = "permenpanrb-59-2020", "permenpanrb-5-2018"
PREDICATES = ((42, "Memuaskan"), (35, "Sangat Baik"), (26, "Baik"), (18, "Cukup"), (0, "Kurang"))
BORDERS = (18, 26, 35, 42)


@dataclass(frozen=True)
class Grid:
    """Rows of like weight and the weight, times `scale` / 100; index = points / scale."""

    instrument: str
    groups: tuple[tuple[int, int], ...]
    scale: int


GRIDS = {
    "59/2020": Grid(NEW, ((10, 130), (10, 250), (11, 150), (10, 275), (6, 300)), 10_000),
    # In 5/2018 indicator 35 is answered once to three times: rows of aspect 7 weigh 20/(3 + n).
    "5/2018, one service": Grid(OLD, ((17, 3), (7, 12), (7, 15), (4, 15)), 300),
    "5/2018, two services": Grid(OLD, ((17, 3), (7, 12), (7, 15), (5, 12)), 300),
    "5/2018, three services": Grid(OLD, ((17, 3), (7, 12), (7, 15), (6, 10)), 300),
}
EACH_GRID = pytest.mark.parametrize("grid", GRIDS.values(), ids=GRIDS)


@cache
def reachable(grid: Grid) -> dict[int, tuple[int, ...]]:
    """By points: the sum of levels of every group of rows, one way of many."""
    lowest = 1 if grid.instrument == NEW else 0
    found: dict[int, tuple[int, ...]] = {0: ()}
    for size, weight in grid.groups:
        sums = range(lowest * size, 5 * size + 1)
        found = {p + s * weight: (*before, s) for p, before in found.items() for s in sums}
    return found


def scored(grid: Grid, points: int) -> IndexResult:
    sums = zip(reachable(grid)[points], grid.groups, strict=True)
    levels = [(total + n) // size for total, (size, _) in sums for n in range(size)]
    instrument = shipped(grid.instrument)
    rows = list(instrument.rows())[: len(levels)]
    return score(instrument, dict(zip(rows, map(Fraction, levels), strict=True)))


def printed(grid: Grid, points: int) -> str:
    hundredths = (200 * points + grid.scale) // (2 * grid.scale)
    return f"{hundredths // 100}.{hundredths % 100:02}"


def predicate(grid: Grid, points: int) -> str:
    return next(name for tenths, name in PREDICATES if 10 * points >= tenths * grid.scale)


@EACH_GRID
@pytest.mark.parametrize("border", BORDERS)
def test_around_every_border_all_is_right(grid: Grid, border: int) -> None:
    middle, reach = border * grid.scale // 10, grid.scale // 50
    near = [p for p in sorted(reachable(grid)) if abs(p - middle) <= reach]
    assert near[0] < middle < near[-1]
    assert middle in near
    for points in near:
        result = scored(grid, points)
        assert result.total.index == Fraction(points, grid.scale)
        assert str(result.total.rounded) == printed(grid, points)
        assert result.predicate.name == predicate(grid, points)


def test_every_tie_that_levels_can_give_is_rounded_up() -> None:
    grid = GRIDS["59/2020"]
    ties = [points for points in reachable(grid) if points % 100 == 50]
    assert len(ties) == 396
    for points in ties:
        shown = f"{(points + 50) // 10_000}.{(points + 50) // 100 % 100:02}"
        assert str(scored(grid, points).total.rounded) == shown


@EACH_GRID
@pytest.mark.parametrize("predicate_on", ["exact", "rounded"])
def test_every_index_that_levels_can_give_is_shown_and_named_right(
    grid: Grid, predicate_on: str
) -> None:
    instrument = replace(shipped(grid.instrument), predicate_on=predicate_on)
    hundredths = replace(grid, scale=100)
    for points in reachable(grid):
        total = Score("", "", Fraction(100), Fraction(100 * points, grid.scale))
        shown = printed(grid, points)
        exact = predicate(grid, points)
        rounded = predicate(hundredths, int(shown.replace(".", "")))
        assert str(total.rounded) == shown
        name = predicate_of(instrument, total).name
        assert name == (exact if predicate_on == "exact" else rounded)
