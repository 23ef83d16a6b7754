"""From the text of a cell to what Excel shows, and dates as people write them."""

from decimal import Decimal

import pytest

from spbe_cli.answers import Kind
from spbe_cli.cli.options import day
from spbe_cli.findings import Day
from spbe_cli.sheet.cells import MONTHS, read_date
from spbe_cli.xlsx.book import shows_date
from spbe_cli.xlsx.cells import as_day, as_number, as_text, iso_day

BLANK = (Kind.BLANK, None)


def number(text: str) -> tuple[Kind, object]:
    return Kind.NUMBER, Decimal(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", BLANK),
        ("  ", BLANK),
        ("3", number("3")),
        ("03", number("3")),
        (" 3 ", number("3")),
        ("-3.5", number("-3.5")),
        ("3E0", number("3")),
        ("3.0000000000000004", number("3")),
        ("12345678901234", number("12345678901234")),
        ("123456789012345", number("123456789012345")),
        ("1234567890123456", number("1234567890123460")),
        ("1E308", number("1E308")),
        ("1E309", (Kind.TEXT, "1E309")),
        ("1E-308", number("1E-308")),
        ("1E-309", number("0")),
        ("NaN", (Kind.TEXT, "NaN")),
        ("Infinity", (Kind.TEXT, "Infinity")),
        (" abc ", (Kind.TEXT, " abc ")),
        ("\u0663", number("3")),
    ],
)
def test_a_number_is_what_excel_shows(text: str, read: tuple[Kind, object]) -> None:
    assert as_number(text) == read


@pytest.mark.parametrize(
    ("serial", "since_1904", "day"),
    [
        ("0", False, Day(clock="00:00")),
        ("0.5", False, Day(clock="12:00")),
        ("0.9999", False, Day(clock="23:59")),
        ("0.99999", False, Day(clock="23:59")),
        ("0.354166666666667", False, Day(clock="08:30")),
        ("0.3541666666666", False, Day(clock="08:30")),
        ("0.354513888888889", False, Day(clock="08:30")),  # 08:30:30
        ("1", False, Day(1900, 1, 1)),
        ("59", False, Day(1900, 2, 28)),
        ("60", False, Day(1900, 2, 28)),  # 29 February 1900 never was
        ("61", False, Day(1900, 3, 1)),
        ("45750", False, Day(2025, 4, 3)),
        ("45750.4375", False, Day(2025, 4, 3, "10:30")),
        ("45750.000001", False, Day(2025, 4, 3)),
        ("45750.9997", False, Day(2025, 4, 3, "23:59")),  # 23:59:34
        ("45749.999999", False, Day(2025, 4, 3)),  # a tenth of a second before midnight
        ("44288", True, Day(2025, 4, 3)),
        ("0", True, Day(1904, 1, 1)),
        ("59", True, Day(1904, 2, 29)),
    ],
)
def test_a_serial_number_is_the_day_that_excel_shows(
    serial: str,
    since_1904: bool,  # noqa: FBT001
    day: Day,
) -> None:
    assert as_day(Decimal(serial), since_1904=since_1904) == (Kind.DATE, day)


@pytest.mark.parametrize("serial", ["-0.1", "2957000", "9999999"])
def test_beyond_all_days_it_stays_a_number(serial: str) -> None:
    assert as_day(Decimal(serial), since_1904=False) == number(serial)
    assert as_day(Decimal(2956999), since_1904=True)[0] is Kind.DATE


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", BLANK),
        (" \n ", BLANK),
        ("_x000D_", BLANK),
        (" a ", (Kind.TEXT, " a ")),
        ("a_x000D_b", (Kind.TEXT, "a\rb")),
        ("a_x001f_b", (Kind.TEXT, "a\x1fb")),
        ("a_X001F_b", (Kind.TEXT, "a_X001F_b")),
        ("_x00E9__x20ac_", (Kind.TEXT, "é€")),
        ("_xD83D__xDE00_", (Kind.TEXT, "\U0001f600")),
        ("_xDE00_ _xFFFE_", (Kind.TEXT, "\ufffd \ufffd")),
        ("_x041_ _x00411_ _x00g1_", (Kind.TEXT, "_x041_ _x00411_ _x00g1_")),
        ("a_x005F_x000D_", (Kind.TEXT, "a_x000D_")),
        ("a_x0041_", (Kind.TEXT, "aA")),
    ],
)
def test_a_text_is_what_excel_shows(text: str, read: tuple[Kind, object]) -> None:
    assert as_text(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2025-04-03", (Kind.DATE, Day(2025, 4, 3))),
        (" 2025-04-03T00:00:00 ", (Kind.DATE, Day(2025, 4, 3))),
        ("2025-04-03T10:30:59.5", (Kind.DATE, Day(2025, 4, 3, "10:30"))),
        ("2025-04-03T00:30", (Kind.DATE, Day(2025, 4, 3, "00:30"))),
        ("2025-04-03T10:00", (Kind.DATE, Day(2025, 4, 3, "10:00"))),
        (" T03:04:05 ", (Kind.DATE, Day(clock="03:04"))),
        ("03:04", (Kind.DATE, Day(clock="03:04"))),
        ("PT10H30M", (Kind.DATE, Day(clock="10:30"))),
        (" PT8H5M59.5S ", (Kind.DATE, Day(clock="08:05"))),
        ("P1DT2H", (Kind.DATE, Day(clock="26:00"))),
        ("PT90S", (Kind.DATE, Day(clock="00:01"))),
        ("P", (Kind.TEXT, "P")),
        ("PT", (Kind.TEXT, "PT")),
        ("2025-13-03", (Kind.TEXT, "2025-13-03")),
        (" tiga ", (Kind.TEXT, " tiga ")),
        ("", BLANK),
    ],
)
def test_a_date_of_the_strict_format_is_read(text: str, read: tuple[Kind, object]) -> None:
    assert iso_day(text) == read


@pytest.mark.parametrize(
    ("code", "date"),
    [
        ("dd/mm/yyyy", True),
        ("D", True),
        ("h:mm", True),
        ("[h]", True),
        ("[hh]:00", True),
        ("[MM]", True),
        ("[sss]", True),
        ("[Magenta]0", False),
        ("[hijau]0", False),
        ("ss", True),
        ("[$-421]d mmmm", True),
        ("0.00", False),
        ("General", False),
        ("STANDARD", False),
        ('0" hari"', False),
        ("\\d0", False),
        ("[Red]0", False),
        ("0_d", False),
        ("*d0", False),
        ("0" * 255 + "d", False),
        ("0" * 254 + "d", True),
    ],
)
def test_a_format_shows_a_date_by_its_letters(code: str, date: bool) -> None:  # noqa: FBT001
    assert shows_date(code) is date


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
