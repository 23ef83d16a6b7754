"""The cells of one sheet by row and column, and how their places are written."""

import re
from dataclasses import dataclass
from typing import Final

from spbe_cli.answers import Cell

LAST_COLUMN: Final = 16_384
LAST_ROW: Final = 1_048_576
REFERENCE: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a sheet that hold anything, by row and column, counted from 1.

    `merged` holds first row, last row, first column, last column of every merged range,
    `hidden_columns` the first and the last of every range of them.
    """

    name: str
    cells: dict[int, dict[int, Cell]]
    merged: tuple[tuple[int, int, int, int], ...]
    hidden_rows: frozenset[int]
    hidden_columns: tuple[tuple[int, int], ...]

    def cell(self, row: int, column: int | None) -> Cell:
        """Return a cell; a blank one where nothing stands or the column is missing."""
        if column is None:
            return Cell("")
        found = self.cells.get(row, {}).get(column)
        return found or Cell(f"{letters(column)}{row}")

    def hides(self, column: int) -> bool:
        """Tell whether a column is hidden."""
        return any(first <= column <= last for first, last in self.hidden_columns)


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
