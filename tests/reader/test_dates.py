"""Dates as people write them into Identitas."""

import pytest

from spbe_cli.findings import Day
from spbe_cli.sheet.numbers import MONTHS, Sending, last_place, read_date


@pytest.mark.parametrize(
    ("text", "day"),
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
        ("10 June 2025", None),
        ("Juni 2025", None),
        ("", None),
    ],
)
def test_the_day_comes_first_but_where_the_year_does(text: str, day: Day | None) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_has_its_name(number: int) -> None:
    assert read_date(f"2 {MONTHS[number - 1].title()} 2024") == Day(2024, number, 2)


OLD, NEW = Day(2025, 6, 9), Day(2025, 6, 10)


@pytest.mark.parametrize(
    ("sheets", "found"),
    [
        ([(OLD, 0, True), (NEW, 0, False)], (1, "")),
        ([(NEW, 0, False), (OLD, 3, True)], (0, "")),
        (
            [(Day(2025, 1, 2), 0, True), (Day(2025, 2, 1), 0, False), (Day(2024, 12, 31), 0, True)],
            (1, ""),
        ),
        ([(None, 0, True)], (0, "")),
        ([(NEW, 0, False), (NEW, 1, False)], (1, "round")),
        ([(NEW, 2, False), (NEW, 1, True)], (0, "round")),
        ([(None, 0, True), (NEW, 1, False)], (1, "round")),
        ([(NEW, 0, False), (NEW, 0, True), (OLD, 0, True)], (1, "sound")),
        ([(None, 0, False), (None, 0, True)], (1, "sound")),
        ([(NEW, 1, False), (NEW, 1, True)], (1, "sound")),
        ([(None, 0, True), (NEW, 0, False)], None),
        ([(NEW, 0, True), (NEW, 0, True)], None),
        ([(NEW, 0, False), (NEW, 0, False)], None),
    ],
)
def test_what_came_last_is_told_by_date_then_correction_then_soundness(
    sheets: list[tuple[Day | None, int, bool]], found: tuple[int, str] | None
) -> None:
    assert last_place([Sending(*sheet) for sheet in sheets]) == found
