"""What the text of a cell means: a number as Excel shows it, a text, a date."""

import re
from datetime import datetime, timedelta
from decimal import Context, Decimal
from typing import Final

from spbe_cli.answers import Kind
from spbe_cli.findings import Day

EXCEL_DIGITS: Final = Context(prec=15, traps=[])
"""Excel shows 15 significant digits: 3.0000000000000004 is 3.  What is no number is NaN."""
LARGEST: Final = 308
"""The highest power of ten of a number in Excel."""
ISO_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}.*)?", re.ASCII)
ISO_TIME: Final = re.compile(r"T?(\d{2}:\d{2}).*", re.ASCII)
ESCAPED: Final = re.compile(r"_x(00[01][0-9A-F]|005F)_", re.IGNORECASE)
"""How Excel writes control characters in a text."""
DAY_ZERO: Final = datetime(1899, 12, 30)  # noqa: DTZ001  Excel's days have no time zone
DAY_ZERO_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001
LAST_SERIAL: Final = 2_957_000
"""A day in the year 9995: the last that both ways of counting days can name."""
FALSE_LEAP_DAY: Final = 60


def as_number(text: str) -> tuple[Kind, object]:
    """Read a number exactly as Excel shows it; one that Excel can't hold is a text."""
    if not text.strip():
        return Kind.BLANK, None
    if len(text) < EXCEL_DIGITS.prec and text.isascii() and text.isdigit():
        return Kind.NUMBER, Decimal(text)
    value = EXCEL_DIGITS.create_decimal(text.strip())
    if not value.is_finite() or value.adjusted() > LARGEST:
        return Kind.TEXT, text
    return Kind.NUMBER, Decimal() if value.adjusted() < -LARGEST else value


def as_day(value: Decimal, *, since_1904: bool) -> tuple[Kind, object]:
    """Read a number in a cell whose style shows dates; beyond all days it stays a number."""
    if 0 <= value < LAST_SERIAL:
        return Kind.DATE, serial_day(value, since_1904=since_1904)
    return Kind.NUMBER, value


def as_text(text: str) -> tuple[Kind, object]:
    """Make a text cell; one without a visible character is blank."""
    plain = (
        ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        if "_x" in text or "_X" in text
        else text
    )
    return (Kind.TEXT, plain) if plain.strip() else (Kind.BLANK, None)


def serial_day(value: Decimal, *, since_1904: bool) -> Day:
    """Turn Excel's count of days into a date, or into a time of day below one day.

    Excel counts a 29 February 1900 that never was: days before it are one lower here.
    """
    whole, clock = int(value), clock_of(value % 1)
    if not whole and not since_1904:
        return Day(clock=clock or "00:00")
    shift = 1 if not since_1904 and whole < FALSE_LEAP_DAY else 0
    start = DAY_ZERO_1904 if since_1904 else DAY_ZERO
    moment = start + timedelta(days=whole + shift)
    return Day(moment.year, moment.month, moment.day, clock)


def clock_of(part: Decimal) -> str:
    """Return the time of day of a part of a day, empty at midnight."""
    minutes = round(part * 24 * 60)
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}" if minutes else ""


def iso_day(text: str) -> tuple[Kind, object]:
    """Read a date or a time as the strict format writes it."""
    if time := ISO_TIME.fullmatch(text.strip()):
        return Kind.DATE, Day(clock=time[1])
    if not ISO_DATE.fullmatch(text.strip()):
        return as_text(text)
    try:
        moment = datetime.fromisoformat(text.strip()[:16])
    except ValueError:
        return as_text(text)
    clock = f"{moment:%H:%M}" if moment.hour or moment.minute else ""
    return Kind.DATE, Day(moment.year, moment.month, moment.day, clock)
