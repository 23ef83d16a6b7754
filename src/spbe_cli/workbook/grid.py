"""The cells of one sheet by row and column, and how their places are written."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Final

from spbe_cli.answers import Cell, Kind
from spbe_cli.xlsx.values import likely_day

LAST_COLUMN: Final = 16_384
LAST_ROW: Final = 1_048_576
REFERENCE: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})", re.ASCII)


Area = tuple[int, int, int, int]
"""First row, last row, first column, last column of a range."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a sheet that hold anything, by row and column, counted from 1.

    `merged` holds first row, last row, first column, last column of every merged range,
    `hidden_columns` the first and the last of every range of them, `links` where cells lead.
    """

    name: str
    cells: dict[int, dict[int, Cell]]
    merged: tuple[Area, ...]
    hidden_rows: frozenset[int]
    hidden_columns: tuple[tuple[int, int], ...]
    links: Mapping[tuple[int, int], str] = field(default_factory=dict)
    since_1904: bool = False

    def cell(self, row: int, column: int | None) -> Cell:
        """Return a cell; a blank one where nothing stands or the column is missing."""
        if column is None:
            return Cell("")
        found = self.cells.get(row, {}).get(column)
        return found or Cell(f"{letters(column)}{row}")

    def text_and_link(self, row: int, column: int | None) -> Cell:
        """Return a cell with what it leads to, where that is not what it says."""
        found = self.cell(row, column)
        target = self.links.get((row, column or 0), "")
        if not target or found.kind is not Kind.TEXT or says(found.text, target):
            return found
        return replace(found, value=f"{found.value} ({target})")

    def dated(self, cell: Cell) -> Cell:
        """Return a cell with the date that it is if it has only lost the format of one."""
        day = likely_day(cell.value, since_1904=self.since_1904)
        return replace(cell, day=day) if day else cell

    def hides(self, column: int) -> bool:
        """Tell whether a column is hidden."""
        return any(first <= column <= last for first, last in self.hidden_columns)


def says(text: str, target: str) -> bool:
    """Tell whether a text gives the target of its link, perhaps without `https://www.`.

    >>> says("SK, https://x.id/a", "https://x.id/a/"), says("x.id/a", "https://www.x.id/a")
    (True, True)
    >>> says("drive", "https://drive.x.id/a")
    False
    """
    said, address = text.strip().casefold().rstrip("/"), target.casefold().rstrip("/")
    return address in said or said == SCHEME.sub("", address)


SCHEME: Final = re.compile(r"^(?:https?://|mailto:|file:///?)?(?:www\.)?")


def position(reference: str) -> tuple[int, int] | None:
    """Return row and column of a reference such as `E5`, both counted from 1."""
    match = REFERENCE.fullmatch(reference.upper())
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def letters(column: int) -> str:
    """Return the letters of a column.

    >>> letters(1), letters(27), letters(16_384)
    ('A', 'AA', 'XFD')
    """
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def area_of(reference: str) -> Area | None:
    """Return the range that a reference names; None if it can't be read."""
    first, _, last = reference.partition(":")
    begin, end = position(first), position(last or first)
    return (begin[0], end[0], begin[1], end[1]) if begin and end else None


def cells_in(areas: Iterable[tuple[Area, str]], most: int) -> dict[tuple[int, int], str]:
    """Return the target of every cell of some ranges, of `most` cells at most."""
    linked: dict[tuple[int, int], str] = {}
    for (top, bottom, left, right), target in areas:
        for place in product(range(top, bottom + 1), range(left, right + 1)):
            if len(linked) >= most:
                return linked
            linked.setdefault(place, target)
    return linked
