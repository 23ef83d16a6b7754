"""What the text of a cell means: a number as Excel shows it, a text, a date."""

import re
from datetime import datetime, timedelta
from decimal import Context, Decimal
from typing import Final, cast

from spbe_cli.answers import Kind
from spbe_cli.findings import Day

EXCEL_DIGITS: Final = Context(prec=15, traps=[])
"""Excel shows 15 significant digits: 3.0000000000000004 is 3.  What is no number is NaN."""
LARGEST: Final = 308
"""The highest power of ten of a number in Excel."""
ISO_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}.*)?", re.ASCII)
ISO_TIME: Final = re.compile(r"T?(\d{2}:\d{2}).*", re.ASCII)
ISO_DURATION: Final = re.compile(
    r"P(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,5})M)?(?:(\d{1,5})(?:\.\d*)?S)?)?", re.ASCII
)
ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How Excel writes in a text what XML may not hold, and what looks like it."""
NEVER_XML: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
DAY_ZERO: Final = datetime(1899, 12, 30)  # noqa: DTZ001  Excel's days have no time zone
DAY_ZERO_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001
FALSE_LEAP_DAY: Final = 60
DAY_OF_SECONDS: Final = 86_400
MINUTE: Final = 60
LIKELY_DAYS: Final = range(30_000, 60_000)
"""Days of the years 1982 to 2064, or of four years later: no level, no year, no number."""
LAST_SERIAL: Final = 2_957_000
"""A day in the year 9995: the last that both ways of counting days can name."""


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
    plain = unescaped(text) if "_x" in text else text
    return (Kind.TEXT, plain) if plain.strip() else (Kind.BLANK, None)


def unescaped(text: str) -> str:
    """Return a text with the characters that its codes stand for, two of them for the rarer ones.

    >>> unescaped("_x0041_ _xD83D__xDE00_ _xD83D_") == "A \U0001f600 \ufffd"
    True
    """
    units = ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    joined = units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return NEVER_XML.sub("\ufffd", joined)


def serial_day(value: Decimal, *, since_1904: bool) -> Day:
    """Turn Excel's count of days into a date, or into a time of day below one day.

    Excel counts a 29 February 1900 that never was: days before it are one lower here.
    """
    # A second is no whole part of a day, so it is rounded; minutes are cut, as Excel shows them.
    whole, seconds = divmod(round(value * DAY_OF_SECONDS), DAY_OF_SECONDS)
    clock = clock_of(seconds // MINUTE) if seconds >= MINUTE else ""
    if not whole and not since_1904:
        return Day(clock=clock or "00:00")
    shift = 1 if not since_1904 and whole < FALSE_LEAP_DAY else 0
    start = DAY_ZERO_1904 if since_1904 else DAY_ZERO
    moment = start + timedelta(days=whole + shift)
    return Day(moment.year, moment.month, moment.day, clock)


def clock_of(minutes: int) -> str:
    """Write minutes as a time.

    >>> clock_of(630)
    '10:30'
    """
    return f"{minutes // 60:02}:{minutes % 60:02}"


def likely_day(value: object, *, since_1904: bool) -> Day | None:
    """Return the date that a bare number most likely is: one without its format."""
    likely = isinstance(value, Decimal) and value == int(value) and int(value) in LIKELY_DAYS
    return serial_day(cast("Decimal", value), since_1904=since_1904) if likely else None


def iso_day(text: str) -> tuple[Kind, object]:
    """Read a date or a time as the strict format writes it."""
    if time := ISO_TIME.fullmatch(text.strip()):
        return Kind.DATE, Day(clock=time[1])
    duration = ISO_DURATION.fullmatch(text.strip())
    if duration and any(duration.groups()):
        days, hours, minutes, seconds = (int(part or 0) for part in duration.groups())
        return Kind.DATE, Day(
            clock=clock_of((days * 24 + hours) * 60 + minutes + seconds // MINUTE)
        )
    if not ISO_DATE.fullmatch(text.strip()):
        return as_text(text)
    try:
        moment = datetime.fromisoformat(text.strip()[:16])
    except ValueError:
        return as_text(text)
    clock = f"{moment:%H:%M}" if moment.hour or moment.minute else ""
    return Kind.DATE, Day(moment.year, moment.month, moment.day, clock)
