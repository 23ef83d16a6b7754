"""Dates as people write them into Identitas."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from spbe_cli.findings import Day

MONTHS: Final = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september",
    "oktober", "november", "desember",
)  # fmt: skip
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
_DAY_IN_WORDS: Final = re.compile(r"(\d{1,2}) ([a-z]+) (\d{4})", re.ASCII)
_YEAR_FIRST: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_LAST_DAY: Final = 31
_CORRECTION: Final = re.compile(r"ke-(\d{1,4})", re.ASCII)


def read_date(text: str) -> Day | None:
    """Read a date, the day first; None if it can't be read.

    >>> read_date("10/06/2025") == read_date("10 Juni 2025") == read_date("2025-06-10")
    True
    """
    plain = text.strip().casefold()
    if found := _DAY_FIRST.match(plain):
        day, month, year = map(int, found.groups())
    elif (found := _DAY_IN_WORDS.match(plain)) and found[2] in MONTHS:
        day, month, year = int(found[1]), MONTHS.index(found[2]) + 1, int(found[3])
    elif found := _YEAR_FIRST.match(plain):
        year, month, day = map(int, found.groups())
    else:
        return None
    known = 1 <= month <= len(MONTHS) and 1 <= day <= _LAST_DAY
    return Day(year, month, day) if known else None


class Sending(NamedTuple):
    """What tells which of several sheets came last.

    `number` is which correction it is, 0 for none; `sound` tells that it has no errors.
    """

    day: Day | None
    number: int
    sound: bool


def last_place(sheets: Sequence[Sending]) -> tuple[int, str] | None:
    """Return the place of the latest of several sheets, and what tells it; None if nothing does.

    The date in Identitas comes first (``""``).  A correction bears the date of the sheet that it
    corrects until somebody changes it, so of one date the last correction is the latest
    (``"round"``), and else the only one that is sound (``"sound"``).
    """
    dated = [(one.day.year, one.day.month, one.day.day) if one.day else None for one in sheets]
    newest = max((day for day in dated if day), default=None)
    tied = range(len(sheets)) if None in dated else _places(dated, newest)
    if len(tied) == 1:
        return tied[0], ""
    last = max(sheets[place].number for place in tied)
    corrections = [place for place in tied if sheets[place].number == last]
    if last and len(corrections) == 1:
        return corrections[0], "round"
    sound = [place for place in tied if sheets[place].sound]
    alike = len(set(dated)) == 1 or None not in dated
    return (sound[0], "sound") if alike and len(sound) == 1 else None


def _places(values: Sequence[object], wanted: object) -> Sequence[int]:
    return [place for place, value in enumerate(values) if value == wanted]


def correction_number(text: str) -> int:
    """Return which correction Identitas says a sheet is; 0 if it says nothing.

    >>> correction_number("ke-2"), correction_number("")
    (2, 0)
    """
    found = _CORRECTION.fullmatch(text.strip())
    return int(found[1]) if found else 0
