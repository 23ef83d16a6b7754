"""What a cell holds, by its type, its style and the text that is stored in it."""

import re
from datetime import datetime, timedelta
from decimal import Context, Decimal
from typing import Final, cast

from spbe_cli.answers import Kind
from spbe_cli.findings import Day
from spbe_cli.xlsx.book import TRUE, Book

_EXCEL_DIGITS: Final = Context(prec=15, traps=[])
"""Excel shows 15 significant digits: 3.0000000000000004 is 3.  What is no number is NaN."""
_LARGEST: Final = 308
"""The highest power of ten of a number in Excel."""
_ISO_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}.*)?", re.ASCII)
_ISO_TIME: Final = re.compile(r"T?(\d{2}:\d{2}).*", re.ASCII)
_ISO_DURATION: Final = re.compile(
    r"P(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,5})M)?(?:(\d{1,5})(?:\.\d*)?S)?)?", re.ASCII
)
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How Excel writes in a text what XML may not hold, and what looks like it."""
_NEVER_XML: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
_DAY_ZERO: Final = datetime(1899, 12, 30)  # noqa: DTZ001  Excel's days have no time zone
_DAY_ZERO_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001
_FALSE_LEAP_DAY: Final = 60
_DAY_OF_SECONDS: Final = 86_400
_MINUTE: Final = 60
_LIKELY_DAYS: Final = range(30_000, 60_000)
"""Days of the years 1982 to 2064, or of four years later: no level, no year, no number."""
_LAST_SERIAL: Final = 2_957_000
"""A day in the year 9995: the last that both ways of counting days can name."""
_LONGEST_ERROR: Final = 40
_TEXTUAL: Final = frozenset({"str", "inlineStr"})
_LAST: Final = 10**7
_WHOLE: Final = re.compile(r"\d{1,7}", re.ASCII)
_OTHERS: Final = frozenset({"b", "e", "d"})


def as_number(text: str) -> tuple[Kind, object]:
    """Read a number exactly as Excel shows it; one that Excel can't hold is a text."""
    if not text.strip():
        return Kind.BLANK, None
    if len(text) < _EXCEL_DIGITS.prec and text.isascii() and text.isdigit():
        return Kind.NUMBER, Decimal(text)
    value = _EXCEL_DIGITS.create_decimal(text.strip())
    if not value.is_finite() or value.adjusted() > _LARGEST:
        return Kind.TEXT, text
    return Kind.NUMBER, Decimal() if value.adjusted() < -_LARGEST else value


def as_day(value: Decimal, *, since_1904: bool) -> tuple[Kind, object]:
    """Read a number in a cell whose style shows dates; beyond all days it stays a number."""
    if 0 <= value < _LAST_SERIAL:
        return Kind.DATE, _serial_day(value, since_1904=since_1904)
    return Kind.NUMBER, value


def as_text(text: str) -> tuple[Kind, object]:
    """Make a text cell; one without a visible character is blank."""
    plain = _unescaped(text) if "_x" in text else text
    return (Kind.TEXT, plain) if plain.strip() else (Kind.BLANK, None)


def _unescaped(text: str) -> str:
    """Return a text with the characters that its codes stand for, two of them for the rarer ones.

    >>> _unescaped("_x0041_ _xD83D__xDE00_ _xD83D_") == "A \U0001f600 \ufffd"
    True
    """
    units = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    joined = units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _NEVER_XML.sub("\ufffd", joined)


def _serial_day(value: Decimal, *, since_1904: bool) -> Day:
    """Turn Excel's count of days into a date, or into a time of day below one day.

    Excel counts a 29 February 1900 that never was: days before it are one lower here.
    """
    # A second is no whole part of a day, so it is rounded; minutes are cut, as Excel shows them.
    whole, seconds = divmod(round(value * _DAY_OF_SECONDS), _DAY_OF_SECONDS)
    clock = _clock_of(seconds // _MINUTE) if seconds >= _MINUTE else ""
    if not whole and not since_1904:
        return Day(clock=clock or "00:00")
    shift = 1 if not since_1904 and whole < _FALSE_LEAP_DAY else 0
    start = _DAY_ZERO_1904 if since_1904 else _DAY_ZERO
    moment = start + timedelta(days=whole + shift)
    return Day(moment.year, moment.month, moment.day, clock)


def _clock_of(minutes: int) -> str:
    """Write minutes as a time.

    >>> _clock_of(630)
    '10:30'
    """
    return f"{minutes // 60:02}:{minutes % 60:02}"


def likely_day(value: object, *, since_1904: bool) -> Day | None:
    """Return the date that a bare number most likely is: one without its format."""
    likely = isinstance(value, Decimal) and value == int(value) and int(value) in _LIKELY_DAYS
    return _serial_day(cast("Decimal", value), since_1904=since_1904) if likely else None


def iso_day(text: str) -> tuple[Kind, object]:
    """Read a date or a time as the strict format writes it."""
    if time := _ISO_TIME.fullmatch(text.strip()):
        return Kind.DATE, Day(clock=time[1])
    duration = _ISO_DURATION.fullmatch(text.strip())
    if duration and any(duration.groups()):
        days, hours, minutes, seconds = (int(part or 0) for part in duration.groups())
        return Kind.DATE, Day(
            clock=_clock_of((days * 24 + hours) * 60 + minutes + seconds // _MINUTE)
        )
    if not _ISO_DATE.fullmatch(text.strip()):
        return as_text(text)
    try:
        moment = datetime.fromisoformat(text.strip()[:16])
    except ValueError:
        return as_text(text)
    clock = f"{moment:%H:%M}" if moment.hour or moment.minute else ""
    return Kind.DATE, Day(moment.year, moment.month, moment.day, clock)


def content_of(
    book: Book, look: tuple[str, str], value: str | None, formula: str | None
) -> tuple[Kind, object]:
    """Return kind and value of a cell; `look` is its type and style.

    `value` is None where none is stored, `formula` where there is none.
    """
    kind, style = look
    text = value or ""
    if not text.strip():
        # Some programs name the type of a blank cell; of results of formulas only a text is blank.
        calculated = formula is None or (kind in _TEXTUAL and value is not None)
        return Kind.BLANK if calculated else Kind.UNCALCULATED, None
    if kind == "s":
        return as_text(_shared(book, text))
    if kind in _TEXTUAL:
        return as_text(text)
    return _number_or_day(book, style, text) if kind not in _OTHERS else _other(kind, text)


def _other(kind: str, text: str) -> tuple[Kind, object]:
    if kind == "b":
        return Kind.LOGICAL, text.strip() in TRUE
    return (Kind.ERROR, text[:_LONGEST_ERROR]) if kind == "e" else iso_day(text)


def _shared(book: Book, text: str) -> str:
    number = int(text) if _WHOLE.fullmatch(text) or _WHOLE.fullmatch(text.strip()) else _LAST
    if number >= len(book.texts):
        book.package.refuse_damaged("detail_texts")
    return book.texts[number]


def _number_or_day(book: Book, style: str, text: str) -> tuple[Kind, object]:
    kind, value = as_number(text)
    if style in book.date_styles and isinstance(value, Decimal):
        return as_day(value, since_1904=book.since_1904)
    return kind, value
