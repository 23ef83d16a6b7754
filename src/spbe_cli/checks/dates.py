"""Dates as people write them into Identitas."""

import re
from collections.abc import Sequence
from typing import Final

from spbe_cli.findings import Day

MONTHS: Final = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september",
    "oktober", "november", "desember",
)  # fmt: skip
DAY_FIRST: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
DAY_IN_WORDS: Final = re.compile(r"(\d{1,2}) ([a-z]+) (\d{4})", re.ASCII)
YEAR_FIRST: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
LAST_DAY: Final = 31


def read_date(text: str) -> Day | None:
    """Read a date, the day first; None if it can't be read.

    >>> read_date("10/06/2025") == read_date("10 Juni 2025") == read_date("2025-06-10")
    True
    """
    plain = text.strip().casefold()
    if found := DAY_FIRST.match(plain):
        day, month, year = map(int, found.groups())
    elif (found := DAY_IN_WORDS.match(plain)) and found[2] in MONTHS:
        day, month, year = int(found[1]), MONTHS.index(found[2]) + 1, int(found[3])
    elif found := YEAR_FIRST.match(plain):
        year, month, day = map(int, found.groups())
    else:
        return None
    known = 1 <= month <= len(MONTHS) and 1 <= day <= LAST_DAY
    return Day(year, month, day) if known else None


def last_place(sent: Sequence[tuple[Day | None, bool]]) -> int | None:
    """Return the place of the latest of several sheets, each with its date and whether it is sound.

    A correction often bears the date of the sheet that it corrects: of sheets with one date, or
    of sheets that all have none, the only sound one is the latest.  None if nobody can tell.
    """
    days = [(day.year, day.month, day.day) if day else None for day, _ in sent]
    known = [day for day in days if day]
    if known and len(known) < len(days):
        return None
    newest = max(known, default=None)
    tied = [place for place, day in enumerate(days) if day == newest]
    sound = [place for place in tied if sent[place][1]]
    decided = tied if len(tied) == 1 else sound
    return decided[0] if len(decided) == 1 else None
