"""Dates as people write them into Identitas."""

import pytest

from spbe_cli.cli.options import day
from spbe_cli.findings import Day
from spbe_cli.sheet.numbers import MONTHS, read_date


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("10/06/2025", Day(2025, 6, 10)),
        (" 10-6-2025 pukul 10.00", Day(2025, 6, 10)),
        ("1.12.2025", Day(2025, 12, 1)),
        ("31 1 2025", Day(2025, 1, 31)),
        ("10 JUNI 2025", Day(2025, 6, 10)),
        ("2025-06-10", Day(2025, 6, 10)),
        ("2025-6-1", Day(2025, 6, 1)),
        ("1/1/2025", Day(2025, 1, 1)),
        ("31/12/2025", Day(2025, 12, 31)),
        ("0/1/2025", None),
        ("1/0/2025", None),
        ("32/1/2025", None),
        ("1/13/2025", None),
        ("2025-13-01", None),
        ("10 June 2025", Day(2025, 6, 10)),
        ("10-Agt-2025", Day(2025, 8, 10)),
        ("10 Juno 2025", None),
        ("Juni 2025", None),
        ("", None),
    ],
)
def test_the_day_comes_first_but_where_the_year_does(text: str, wanted: Day | None) -> None:
    assert read_date(text) == wanted


@pytest.mark.parametrize(
    "text", ["13-6-2024", "13/6/2024", "2024-06-13", "13 Juni 2024", " 13  June 2024 "]
)
def test_a_day_of_an_option_is_read_in_any_form(text: str) -> None:
    assert day(text) == Day(2024, 6, 13)


@pytest.mark.parametrize("text", ["13 Juni 2024 pukul 12.00", "31/2/2024", "Kamis", "13/6/24"])
def test_what_is_no_day_alone_stays_as_it_was_typed(text: str) -> None:
    assert day(text) == text


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_has_its_name(number: int) -> None:
    assert read_date(f"2 {MONTHS[number - 1].title()} 2024") == Day(2024, number, 2)
