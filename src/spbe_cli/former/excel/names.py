"""Names of sheets that Excel takes, made of any text."""

from collections.abc import Iterable, Iterator
from re import sub
from typing import Final

from spbe_cli.former.excel.book import SUMMARY
from spbe_cli.words.cleaning import clean

LONGEST_SHEET: Final = 31
FORBIDDEN_IN_SHEET: Final = r"[\[\]:*?/\\]"
RESERVED: Final = "history"
"""A name that Excel keeps for itself."""


def sheet_names(texts: Iterable[str]) -> Iterator[str]:
    """Yield names that Excel takes, no two alike in any case.

    >>> list(sheet_names(["Bagian A/B", "bagian a-b", "'History'", "Ringkasan"]))
    ['Bagian A-B', 'bagian a-b 2', 'History_', 'Ringkasan 2']
    """
    taken = {SUMMARY.casefold()}
    for text in texts:
        plain = sub(FORBIDDEN_IN_SHEET, "-", clean(" ".join(text.split()))).strip("' ") or "OPD"
        plain = f"{plain}_" if plain.casefold() == RESERVED else plain
        name, count = shortened(plain, ""), 1
        while name.casefold() in taken:
            count += 1
            name = shortened(plain, f" {count}")
        taken.add(name.casefold())
        yield name


def shortened(name: str, ending: str) -> str:
    """Cut a name so that it fits with its ending; Excel counts UTF-16 units."""
    room = 2 * (LONGEST_SHEET - len(ending))
    units = name.encode("utf-16-le")[:room]
    return units.decode("utf-16-le", "ignore").rstrip("' ") + ending
