"""The edges of scoring that whole sheets of one edition do not reach."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from spbe_cli.exact import exact_text
from spbe_cli.instrument.loading import shipped
from spbe_cli.scoring import converted, reaching, row_weights, score_rows

NEW, PEMDI = shipped("permenpanrb-59-2020"), shipped("permenpanrb-8-2026")
INDEX = next(i.external for i in PEMDI.indicators() if i.external)


def test_where_the_exact_index_decides_a_predicate_is_reached_at_its_bound() -> None:
    assert [reaching(NEW, predicate) for predicate in NEW.predicates[:2]] == [
        Fraction("4.2"),
        Fraction("3.5"),
    ]


def test_where_the_rounded_index_decides_it_is_reached_half_a_unit_below() -> None:
    rounding = replace(NEW, predicate_on="rounded")
    assert reaching(rounding, NEW.predicates[0]) == Fraction("4.195")


def test_an_aspect_without_answers_has_no_rows() -> None:
    assert row_weights(NEW.aspects[0], {}) == ()


def test_a_scored_row_carries_its_name_and_its_aspect() -> None:
    aspect = NEW.aspects[1]
    rows = score_rows(aspect, dict.fromkeys(NEW.rows(), Fraction(3)))
    assert [(row.code, row.name, row.parent) for row in rows] == [
        (indicator.code, indicator.name, aspect.code) for indicator in aspect.indicators
    ]


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
