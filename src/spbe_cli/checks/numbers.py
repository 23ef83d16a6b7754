"""Numbers of indicators as hands write them: `1`, `"1"`, `1.0`, `No. 1`, `I01`, `35-1`, `32-41`."""

import re
from decimal import Decimal
from typing import Final

from spbe_cli.answers import Cell, Kind
from spbe_cli.instrument import Instrument

WRITTEN: Final = re.compile(
    r"(?:(?:nomor|no|indikator|ind|i)(?: ?ke)?(?: ?[.:])? ?){0,3}"
    r"0*(\d{1,6})(?: ?[-.] ?0*(\d{1,2}))? ?[.)]?",
    re.IGNORECASE | re.ASCII,
)
LONGEST_WRITTEN: Final = 60
RANGE: Final = re.compile(r"\s*(\d{1,6})\s*(?:-\s*(\d{1,6})\s*)?", re.ASCII)
WIDEST: Final = 1_000
LONGEST_RANGES: Final = 1_000
LARGEST: Final = 1_000_000


def number_of(cell: Cell) -> str | None:
    """Return the number that stands in a cell, or None if it can't be read.

    >>> number_of(Cell("A1", Kind.TEXT, " Indikator 07 ")), number_of(Cell("A1", Kind.TEXT, "35-1"))
    ('7', '35-1')
    """
    if cell.kind is Kind.NUMBER and isinstance(cell.value, Decimal):
        return whole_number(cell.value)
    text = " ".join(cell.text[:LONGEST_WRITTEN].split())
    match = WRITTEN.fullmatch(text) if len(cell.text) <= LONGEST_WRITTEN else None
    if match is None:
        return None
    number, part = match[1], match[2]
    if part is None or ("." in cell.text and not int(part)):
        return number
    return f"{number}-{part}"


def whole_number(value: Decimal) -> str | None:
    """Return a number as text if it is a whole one of a plausible size."""
    plausible = 0 <= value < LARGEST and value == int(value)
    return str(int(value)) if plausible else None


def written_ranges(text: str) -> tuple[str, ...] | None:
    """Read numbers and ranges such as `13, 32-34`; None if anything else stands there.

    >>> written_ranges("13, 32-34,40"), written_ranges("13-")
    (('13', '32', '33', '34', '40'), None)
    """
    found: dict[str, None] = {}
    if len(text) > LONGEST_RANGES:
        return None
    for piece in re.split(r"[,;]", text):
        match = RANGE.fullmatch(piece)
        if match is None:
            return None
        first, last = int(match[1]), int(match[2] or match[1])
        if not 0 <= last - first < WIDEST:
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
