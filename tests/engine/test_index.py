"""The index step by step: exact numbers, every border of every predicate, every tie."""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.exact import decimal_places, exact_text, rounded
from spbe_cli.instrument import Aspect, Instrument
from spbe_cli.instrument.loading import shipped
from spbe_cli.scoring import (
    IndexResult,
    Score,
    converted,
    predicate_of,
    reaching,
    score,
    score_aspect,
    score_domain,
    score_rows,
    score_total,
)

INDICES = st.fractions(min_value=0, max_value=10, max_denominator=60_000)
PLACES = st.integers(0, 6)
DECIMALS = st.decimals(-1000, 1000, allow_nan=False, places=4)


@given(INDICES, PLACES)
def test_rounding_moves_a_number_by_half_a_unit_at_most_and_a_tie_up(
    value: Fraction, places: int
) -> None:
    unit = Fraction(1, 10**places)
    shown = rounded(value, places)
    assert shown.as_tuple().exponent == -places
    assert -unit / 2 < Fraction(shown) - value <= unit / 2


@given(st.integers(0, 999))
def test_every_tie_goes_up(hundredths: int) -> None:
    tie = Fraction(2 * hundredths + 1, 200)
    assert rounded(tie) == Decimal(hundredths + 1).scaleb(-2)


@given(INDICES, INDICES)
def test_rounding_keeps_the_order(one: Fraction, other: Fraction) -> None:
    low, high = sorted((one, other))
    assert rounded(low) <= rounded(high)


@given(st.fractions(max_denominator=10_000))
def test_a_fraction_survives_being_written(value: Fraction) -> None:
    assert Fraction(exact_text(value)) == value


@given(DECIMALS)
def test_a_decimal_survives_being_written_plainly(value: Decimal) -> None:
    text = exact_text(value)
    assert Decimal(text) == value
    assert "E" not in text
    assert "." not in text or not text.endswith(("0", "."))


@given(st.fractions(max_denominator=10_000))
def test_decimal_places_are_as_few_as_can_be(value: Fraction) -> None:
    places = decimal_places(value.denominator)
    if places is None:
        assert any(value.denominator % prime == 0 for prime in range(3, 10_001, 2) if prime % 5)
    else:
        assert value * 10**places == floor(value * 10**places)
        assert places == 0 or (value * 10 ** (places - 1)).denominator > 1


def test_a_number_is_written_as_short_as_can_be_read() -> None:
    shown = {"2.50": "2.5", "1E+2": "100", "1E-7": "0.0000001", "1E+60": "1E+60"}
    assert {text: exact_text(Decimal(text)) for text in shown} == shown
    assert [exact_text(Fraction(n, 3)) for n in (-1, 6, 10)] == ["-1/3", "2", "10/3"]


NEW, OLD = shipped("permenpanrb-59-2020"), shipped("permenpanrb-5-2018")
PEMDI = shipped("permenpanrb-8-2026")
INDEX = next(i.external for i in PEMDI.indicators() if i.external)


def aspect_of(instrument: Instrument, code: str) -> Aspect:
    return next(aspect for aspect in instrument.aspects if aspect.code == code)


def part(code: str, index: str, weight: str, parent: str | None = None) -> Score:
    return Score(code, "", Fraction(weight), Fraction(index) * Fraction(weight), parent)


def test_tabel_10_gives_aspect_2_its_index() -> None:
    aspect = aspect_of(NEW, "A2")
    levels = {"11": Fraction(3), "12": Fraction(4), "13": Fraction(3), "14": Fraction(2)}
    assert str(score_aspect(aspect, score_rows(aspect, levels)).rounded) == "3.00"


def test_tabel_11_gives_domain_2_its_index() -> None:
    indices = {"A2": "3.00", "A3": "4.00", "A4": "3.00"}
    domain = next(domain for domain in NEW.domains if domain.code == "D2")
    parts = [part(a.code, indices[a.code], str(a.weight), "D2") for a in domain.aspects]
    assert str(score_domain(domain, tuple(parts)).rounded) == "3.40"


def test_tabel_12_gives_the_index() -> None:
    indices = {"D1": "3.70", "D2": "3.40", "D3": "3.00", "D4": "3.20"}
    parts = [part(d.code, indices[d.code], str(d.weight)) for d in NEW.domains]
    result = score_total(NEW, tuple(parts))
    assert result.index == Fraction("3.282")
    assert str(result.rounded) == "3.28"
    assert predicate_of(NEW, result).name == "Baik"


def test_services_are_rows_of_their_own_as_denpasar_2018_was_scored() -> None:
    rows = ["32", "33", "34", "35-1", "35-2", "35-3"]
    levels = dict(zip(rows, map(Fraction, (3, 2, 3, 1, 3, 3)), strict=True))
    aspect = aspect_of(OLD, "A7")
    assert str(score_aspect(aspect, score_rows(aspect, levels)).rounded) == "2.50"


def test_where_the_rounded_index_decides_it_is_reached_half_a_unit_below() -> None:
    rounding = replace(NEW, predicate_on="rounded")
    assert reaching(rounding, NEW.predicates[0]) == Fraction("4.195")


def test_an_instrument_of_whole_levels_takes_the_level_of_an_index() -> None:
    whole = replace(PEMDI, decimals=0)
    for level, begin in INDEX.begins.items():
        assert converted(INDEX, begin, whole) == level


def test_without_bands_of_its_own_a_level_ends_where_the_next_begins() -> None:
    plain = replace(PEMDI, begins={})
    bounds = [*INDEX.begins.items(), (6, INDEX.maximum)]
    for (level, begin), (_, end) in pairwise(bounds[:-1]):
        assert converted(INDEX, begin, plain) == level
        assert converted(INDEX, (begin + end) / 2, plain) == level + Fraction(1, 2)


PREDICATES = ((42, "Memuaskan"), (35, "Sangat Baik"), (26, "Baik"), (18, "Cukup"), (0, "Kurang"))
BORDERS = (18, 26, 35, 42)


@dataclass(frozen=True)
class Grid:
    """Rows of like weight and the weight, times `scale` / 100; index = points / scale."""

    instrument: str
    groups: tuple[tuple[int, int], ...]
    scale: int


GRIDS = {
    "59/2020": Grid(NEW.id, ((10, 130), (10, 250), (11, 150), (10, 275), (6, 300)), 10_000),
    # In 5/2018 indicator 35 is answered once to three times: rows of aspect 7 weigh 20/(3 + n).
    "5/2018, one service": Grid(OLD.id, ((17, 3), (7, 12), (7, 15), (4, 15)), 300),
    "5/2018, two services": Grid(OLD.id, ((17, 3), (7, 12), (7, 15), (5, 12)), 300),
    "5/2018, three services": Grid(OLD.id, ((17, 3), (7, 12), (7, 15), (6, 10)), 300),
}
EACH_GRID = pytest.mark.parametrize("grid", GRIDS.values(), ids=GRIDS)


@cache
def reachable(grid: Grid) -> dict[int, tuple[int, ...]]:
    """By points: the sum of levels of every group of rows, one way of many."""
    lowest = 1 if grid.instrument == NEW.id else 0
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
