"""The steps of the index, one after another, on the shipped instruments."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest

from spbe_cli.exact import exact_text
from spbe_cli.instrument import Aspect, Instrument
from spbe_cli.instrument.loading import shipped
from spbe_cli.scoring import (
    Score,
    band,
    converted,
    gain,
    outlook,
    predicate_of,
    reaching,
    row_weights,
    score,
    score_aspect,
    score_domain,
    score_rows,
    score_total,
)

NEW, OLD = shipped("permenpanrb-59-2020"), shipped("permenpanrb-5-2018")
PEMDI = shipped("permenpanrb-8-2026")
INDEX = next(i.external for i in PEMDI.indicators() if i.external)


def aspect_of(instrument: Instrument, code: str) -> Aspect:
    return next(aspect for aspect in instrument.aspects if aspect.code == code)


def scored(code: str, index: str, weight: str, parent: str | None = None) -> Score:
    return Score(code, "", Fraction(weight), Fraction(index) * Fraction(weight), parent)


def everywhere(level: int, instrument: Instrument = NEW) -> dict[str, Fraction]:
    return dict.fromkeys(instrument.rows(), Fraction(level))


def total(index: str) -> Score:
    return scored("", index, "100")


def test_tabel_10_gives_aspect_2_its_index() -> None:
    aspect = aspect_of(NEW, "A2")
    levels = {"11": Fraction(3), "12": Fraction(4), "13": Fraction(3), "14": Fraction(2)}
    assert str(score_aspect(aspect, score_rows(aspect, levels)).rounded) == "3.00"


def test_tabel_11_gives_domain_2_its_index() -> None:
    indices = {"A2": "3.00", "A3": "4.00", "A4": "3.00"}
    domain = next(domain for domain in NEW.domains if domain.code == "D2")
    parts = [scored(a.code, indices[a.code], str(a.weight), "D2") for a in domain.aspects]
    assert str(score_domain(domain, tuple(parts)).rounded) == "3.40"


def test_tabel_12_gives_the_index() -> None:
    indices = {"D1": "3.70", "D2": "3.40", "D3": "3.00", "D4": "3.20"}
    parts = [scored(d.code, indices[d.code], str(d.weight)) for d in NEW.domains]
    result = score_total(NEW, tuple(parts))
    assert result.index == Fraction("3.282")
    assert str(result.rounded) == "3.28"
    assert predicate_of(NEW, result).name == "Baik"


def test_a_result_names_every_part_and_its_parent() -> None:
    result = score(NEW, everywhere(3))
    assert (result.total.code, result.total.name) == (NEW.id, NEW.index_name)
    assert [part.code for part in result.domains] == ["D1", "D2", "D3", "D4"]
    assert [part.code for part in result.indicators] == list(NEW.rows())
    assert {part.code: part.parent for part in result.aspects} == {
        aspect.code: aspect.domain for aspect in NEW.aspects
    }
    assert all(part.parent is None for part in (*result.domains, result.total))


def test_points_are_the_level_times_the_weight() -> None:
    result = score(NEW, {**everywhere(1), "32": Fraction(4)})
    row = next(row for row in result.indicators if row.code == "32")
    assert [row.weight, row.points, row.index] == [Fraction("2.75"), 11, 4]
    assert result.total.index == Fraction("1.0825")


@pytest.mark.parametrize(
    ("instrument", "printed"),
    [
        (NEW, [(10, "1.30"), (10, "2.50"), (11, "1.50"), (10, "2.75"), (6, "3.00")]),
        (OLD, [(17, "1"), (7, "4"), (7, "5"), (6, "10/3")]),
    ],
    ids=["59/2020", "5/2018"],
)
def test_every_row_weighs_what_was_printed(
    instrument: Instrument, printed: list[tuple[int, str]]
) -> None:
    result = score(instrument, everywhere(1, instrument))
    weights = [Fraction(weight) for size, weight in printed for _ in range(size)]
    assert [row.weight for row in result.indicators] == weights


@pytest.mark.parametrize(("services", "weight"), [(1, "5"), (2, "4"), (3, "10/3")])
def test_every_row_of_aspect_7_weighs_20_by_3_plus_n(services: int, weight: str) -> None:
    rows = ["32", "33", "34", "35-1", "35-2", "35-3"][: 3 + services]
    shares = row_weights(aspect_of(OLD, "A7"), dict.fromkeys(rows, Fraction(3)))
    assert [row for row, _, _ in shares] == rows
    assert {share for _, _, share in shares} == {Fraction(weight)}


def test_services_are_rows_of_their_own_as_denpasar_2018_was_scored() -> None:
    rows = ["32", "33", "34", "35-1", "35-2", "35-3"]
    levels = dict(zip(rows, map(Fraction, (3, 2, 3, 1, 3, 3)), strict=True))
    aspect = aspect_of(OLD, "A7")
    assert str(score_aspect(aspect, score_rows(aspect, levels)).rounded) == "2.50"


def test_any_of_the_optional_services_may_be_left_out() -> None:
    levels = {row: level for row, level in everywhere(4, OLD).items() if row != "35-2"}
    result = score(OLD, levels)
    assert result.total.index == 4
    assert "35-2" not in [row.code for row in result.indicators]


def test_without_domains_the_index_is_that_of_the_aspects() -> None:
    aspects = tuple(replace(aspect, domain=None) for aspect in NEW.aspects)
    flat = replace(NEW, domains=(), aspects=aspects)
    levels = {**everywhere(2), "47": Fraction(5)}
    result = score(flat, levels)
    assert result.domains == ()
    assert result.total == score(NEW, levels).total


@pytest.mark.parametrize(
    ("index", "exact", "rounded"),
    [
        ("1.7949", "Kurang", "Kurang"),
        ("1.795", "Kurang", "Cukup"),
        ("1.8", "Cukup", "Cukup"),
        ("2.5999999999999999999", "Cukup", "Baik"),
        ("2.6", "Baik", "Baik"),
        ("2.6000000000000000001", "Baik", "Baik"),
        ("3.4985", "Baik", "Sangat Baik"),
        ("3.5", "Sangat Baik", "Sangat Baik"),
        ("4.195", "Sangat Baik", "Memuaskan"),
        ("4.2", "Memuaskan", "Memuaskan"),
        ("5", "Memuaskan", "Memuaskan"),
        ("0.3", "Kurang", "Kurang"),
    ],
)
def test_the_instrument_says_which_index_the_predicate_goes_by(
    index: str, exact: str, rounded: str
) -> None:
    assert predicate_of(NEW, total(index)).name == exact
    assert predicate_of(replace(NEW, predicate_on="rounded"), total(index)).name == rounded


def test_what_lies_below_every_band_belongs_to_the_last() -> None:
    assert band(NEW, Fraction(0)) is NEW.predicates[-1]


def test_the_outlook_names_the_next_predicate_and_the_exact_distance() -> None:
    found = outlook(NEW, score(NEW, everywhere(3)))
    assert found is not None
    assert found.next.name == "Sangat Baik"
    assert found.short_by == Fraction("0.5")
    # 50 points: 6 x 3.00 + 10 x 2.75 + 2 x 2.50 = 50.50, and one row less is not enough.
    assert found.raises == 18
    assert found.ceiling == 4


def test_there_is_no_way_up_from_the_highest_predicate() -> None:
    assert outlook(NEW, score(NEW, {**everywhere(5), "1": Fraction(1)})) is None


def test_reaching_the_border_exactly_is_enough() -> None:
    higher = dict.fromkeys(("21", "22", "23"), Fraction(4))
    found = outlook(NEW, score(NEW, {**everywhere(3), **higher, "11": Fraction(2)}))
    assert found is not None
    # 48 points: 6 x 3.00 + 10 x 2.75 + 2.50.
    assert (found.short_by, found.raises) == (Fraction("0.48"), 17)


def test_one_level_each_may_not_be_enough() -> None:
    highest, *_, lowest = NEW.predicates
    steep = replace(NEW, predicates=(highest, lowest))
    found = outlook(steep, score(steep, everywhere(3)))
    assert found is not None
    assert found.raises is None
    assert (found.short_by, found.ceiling) == (Fraction("1.2"), Fraction(4))


@pytest.mark.parametrize(
    ("level", "points"), [("1", "2.75"), ("4", "2.75"), ("4.5", "1.375"), ("5", "0")]
)
def test_a_row_gains_one_level_or_what_is_left_to_the_top(level: str, points: str) -> None:
    assert gain(NEW, scored("32", level, "2.75")) == Fraction(points)


def test_where_the_exact_index_decides_a_predicate_is_reached_at_its_bound() -> None:
    assert [reaching(NEW, predicate) for predicate in NEW.predicates[:2]] == [
        Fraction("4.2"),
        Fraction("3.5"),
    ]


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


def test_a_number_longer_than_a_float_is_written_exactly() -> None:
    assert exact_text(Fraction(1, 5**30)) == f"0.{'0' * 20}1073741824"
