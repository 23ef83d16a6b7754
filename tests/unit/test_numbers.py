"""How hands write the number of an indicator, and the numbers asked of an agency."""

from decimal import Decimal

import pytest

from spbe_cli.answers import Cell, Kind
from spbe_cli.findings import Day
from spbe_cli.instrument.loading import shipped
from spbe_cli.sheet.numbers import asked_rows, number_of, span, written_ranges
from spbe_cli.sheet.view import scope_numbers

NEW, OLD = shipped("permenpanrb-59-2020"), shipped("permenpanrb-5-2018")


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("1", "1"),
        (" 1 ", "1"),
        ("1.", "1"),
        ("1.0", "1"),
        ("01", "1"),
        ("I01", "1"),
        ("No. 1", "1"),
        ("Indikator 1", "1"),
        ("Indikator ke-1".replace("-", " "), "1"),
        ("35-1", "35-1"),
        ("35 - 01", "35-1"),
        ("35.1", "35-1"),
        (Decimal("1.0"), "1"),
        (Decimal("1E1"), "10"),
        (Decimal("1.5"), None),
        (Decimal(-1), None),
        (Decimal("1E300"), None),
        ("1,0", None),
        ("1/2", None),
        ("satu", None),
        ("\uff11", None),
        ("35-0", "35-0"),
        ("no " * 40 + "1", None),
        ("No." + " " * 55 + "13", "13"),
        ("13" + " " * 58 + "x", None),
        (Decimal(999_999), "999999"),
        (Decimal(1_000_000), None),
        (True, None),
        (Day(2025, 1, 35 % 31), None),
    ],
)
def test_a_number_is_read_or_not(value: object, number: str | None) -> None:
    kinds = {str: Kind.TEXT, Decimal: Kind.NUMBER, bool: Kind.LOGICAL, Day: Kind.DATE}
    assert number_of(Cell("A1", kinds[type(value)], value)) == number


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("13", ("13",)),
        ("13, 32-34; 40", ("13", "32", "33", "34", "40")),
        ("13,13", ("13",)),
        ("32 - 34", ("32", "33", "34")),
        ("", None),
        ("13-", None),
        ("34-32", None),
        ("1-1000", tuple(map(str, range(1, 1001)))),
        ("1-1001", None),
        ("1," * 499 + "10", ("1", "10")),  # 1,000 characters
        ("1," * 500 + "1", None),
        ("13 dan 14", None),
    ],
)
def test_ranges_are_read_or_not(text: str, numbers: tuple[str, ...] | None) -> None:
    assert written_ranges(text) == numbers


def test_a_scope_may_be_a_single_number_of_any_kind() -> None:
    assert scope_numbers(Cell("B6", Kind.NUMBER, Decimal(13))) == ("13",)
    assert scope_numbers(Cell("B6", Kind.TEXT, "13-14")) == ("13", "14")
    assert scope_numbers(Cell("B6", Kind.DATE, Day(2025, 1, 13))) is None


def test_an_indicator_asked_for_means_all_its_rows() -> None:
    assert asked_rows(OLD, ("34", "35")) == ("34", "35-1", "35-2", "35-3")


def test_the_span_names_the_first_and_the_last_number() -> None:
    assert (span(NEW), span(OLD)) == ("1-47", "1-35")
