"""Numbers, names and dates as hands write them, and which indicator is meant."""

import re
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Final

from spbe_cli.answers import Cell, Kind
from spbe_cli.findings import Day
from spbe_cli.instrument import Indicator, Instrument

_WRITTEN: Final = re.compile(
    r"(?:(?:nomor|no|indikator|ind|i)(?: ?ke)?(?: ?[.:])? ?){0,3}"
    r"0*(\d{1,6})(?: ?[-.] ?0*(\d{1,2}))? ?[.)]?",
    re.IGNORECASE | re.ASCII,
)
_LONGEST_WRITTEN: Final = 60
_RANGE: Final = re.compile(r"\s*(\d{1,6})\s*(?:-\s*(\d{1,6})\s*)?", re.ASCII)
_WIDEST: Final = 1_000
_LONGEST_RANGES: Final = 1_000
_LARGEST: Final = 1_000_000
_FORMAL: Final = ("tingkat kematangan", "instansi pusat pemerintah daerah", "spbe")
_CLOSE: Final = 0.85
_LONGEST_NAME: Final = 2_000


def number_of(cell: Cell) -> str | None:
    """Return the number that stands in a cell, or None if it can't be read.

    >>> number_of(Cell("A1", Kind.TEXT, " Indikator 07 ")), number_of(Cell("A1", Kind.TEXT, "35-1"))
    ('7', '35-1')
    """
    if cell.kind is Kind.NUMBER and isinstance(cell.value, Decimal):
        value = cell.value
        return str(int(value)) if 0 <= value < _LARGEST and value == int(value) else None
    if len(cell.text) > _LONGEST_WRITTEN:
        return None
    match = _WRITTEN.fullmatch(" ".join(cell.text.split()))
    if match is None:
        return None
    number, part = match[1], match[2]
    return number if part is None or ("." in cell.text and not int(part)) else f"{number}-{part}"


def written_ranges(text: str) -> tuple[str, ...] | None:
    """Read numbers and ranges such as `13, 32-34`; None if anything else stands there.

    >>> written_ranges("13, 32-34,40"), written_ranges("13-")
    (('13', '32', '33', '34', '40'), None)
    """
    found: dict[str, None] = {}
    if len(text) > _LONGEST_RANGES:
        return None
    for piece in re.split(r"[,;]", text):
        match = _RANGE.fullmatch(piece)
        if match is None:
            return None
        first, last = int(match[1]), int(match[2] or match[1])
        if not 0 <= last - first < _WIDEST:
            return None
        found.update(dict.fromkeys(map(str, range(first, last + 1))))
    return tuple(found)


def asked_rows(instrument: Instrument, numbers: tuple[str, ...]) -> tuple[str, ...]:
    """Return all rows of the indicators with these numbers, in the order of the instrument."""
    wanted = set(numbers)
    return tuple(row for row, indicator in instrument.rows().items() if indicator.code in wanted)


def span(instrument: Instrument) -> str:
    """Return the numbers of the instrument as `1-47`."""
    codes = [indicator.code for indicator in instrument.indicators()]
    return f"{codes[0]}-{codes[-1]}"


@lru_cache(maxsize=1_000)  # the same names come again in every sheet
def plain(name: str) -> str:
    """Write a name as it is compared: without case, punctuation and formal words.

    >>> plain("Tingkat Kematangan Arsitektur  SPBE Instansi Pusat/Pemerintah Daerah")
    'arsitektur'
    """
    text = " ".join(re.findall(r"\w+", name[:_LONGEST_NAME].casefold()))
    for words in _FORMAL:
        text = text.replace(words, "")
    return " ".join(text.split())


def own_names(indicator: Indicator) -> frozenset[str]:
    """Return the plain names of an indicator: official, short, aliases."""
    return _plain_names((indicator.name, indicator.short, *indicator.aliases))


@cache
def _plain_names(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(plain, names))


def named_by(instrument: Instrument, name: str) -> str | None:
    """Return the number of the indicator that has this name, if one does."""
    written = plain(name)
    if not written:
        return None
    return next((i.code for i in instrument.indicators() if written in own_names(i)), None)


def meant_by(instrument: Instrument, name: str, indicator: Indicator) -> str | None:
    """Return the number of another indicator that has this name, if one does."""
    return None if plain(name) in own_names(indicator) else named_by(instrument, name)


def strays_from(indicator: Indicator, name: str) -> bool:
    """Tell whether a name differs from the indicator's by more than a slip of the keyboard."""
    written, owns = plain(name), own_names(indicator)
    if not written or any(own in written for own in owns):
        return False
    pairs = (SequenceMatcher(None, written, own) for own in owns)
    return not any(one.real_quick_ratio() >= _CLOSE and one.ratio() >= _CLOSE for one in pairs)


MONTHS: Final = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september",
    "oktober", "november", "desember",
)  # fmt: skip
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
_ENGLISH: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_MONTHS: Final = {
    written: number
    for names in (MONTHS, _ENGLISH)
    for number, name in enumerate(names, start=1)
    for written in (name, name[:3])
} | {"agt": 8, "nop": 11, "sept": 9}
"""The number of every month by its names, whole and short."""
_DAY_IN_WORDS: Final = re.compile(r"(\d{1,2})[- ]([a-z]+)\.?[- ](\d{4})", re.ASCII)
_YEAR_FIRST: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_LAST_DAY: Final = 31
_CORRECTION: Final = re.compile(r"ke-(\d{1,4})", re.ASCII)


def read_date(text: str, *, alone: bool = False) -> Day | None:
    """Read a date, the day first; None if it can't be read, or something follows (`alone`).

    >>> read_date("10/06/2025") == read_date("10 Juni 2025") == read_date("2025-06-10")
    True
    """
    plain = " ".join(text.casefold().split())
    first, words, year_first = (
        one.fullmatch(plain) if alone else one.match(plain)
        for one in (_DAY_FIRST, _DAY_IN_WORDS, _YEAR_FIRST)
    )
    if found := first:
        day, month, year = map(int, found.groups())
    elif (found := words) and found[2] in _MONTHS:
        day, month, year = int(found[1]), _MONTHS[found[2]], int(found[3])
    elif found := year_first:
        year, month, day = map(int, found.groups())
    else:
        return None
    known = 1 <= month <= len(MONTHS) and 1 <= day <= _LAST_DAY
    return Day(year, month, day) if known else None


def day_of(cell: Cell) -> Day | None:
    """Return the date that a cell holds, as a date, a bare number or a text, if there is one."""
    day = cell.value if isinstance(cell.value, Day) else cell.day or read_date(cell.text)
    return day if day and day.exists else None


def correction_number(text: str) -> int:
    """Return which correction Identitas says a sheet is; 0 if it says nothing.

    >>> correction_number("ke-2"), correction_number("")
    (2, 0)
    """
    found = _CORRECTION.fullmatch(text.strip())
    return int(found[1]) if found else 0
