"""Where the answers stand in a sheet: reading goes by the headings, never by position."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from spbe_cli.answers import Cell, Identity, Kind, RawRow
from spbe_cli.xlsx.cells import Grid, letters

LAST_HEADING_ROW: Final = 50
_LONGEST_HEADING: Final = 200

NUMBER: Final = ("no indikator", "nomor indikator", "indikator ke", "no", "nomor", "kode")
"""Headings of the number; beside a column that only counts the rows the telling one wins."""
_NUMBERS: Final = frozenset(NUMBER)
_LEVEL: Final = (
    "tingkat",
    "tingkat kematangan",
    "nilai tingkat kematangan",
    "level",
    "capaian",
    "nilai",
    "skor",
)
_NAME: Final = ("indikator", "nama indikator", "uraian indikator")
_EVIDENCE: Final = ("bukti dukung", "bukti", "data dukung", "tautan bukti")
_EXPLANATION: Final = ("penjelasan", "keterangan", "narasi")
_EXTERNAL: Final = ("indeks asal",)
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")
_WORDS: Final = re.compile(r"[^\W_]+")
_NUMBERING: Final = re.compile(r"[(-]?(\d{1,2})(?:[.,]0)?\)?", re.ASCII)
"""A number of a column; Excel turns a typed (1) into -1."""
_SHORTEST_NUMBERING: Final = 3
_SYNONYMS: Final = {"unit kerja": "perangkat daerah", "opd": "perangkat daerah"}


@dataclass(frozen=True, slots=True)
class Table:
    """The header row of an answer table, and the column of every heading it has."""

    row: int
    number: int
    level: int
    rivals: tuple[int, ...]
    name: int | None
    evidence: int | None
    explanation: int | None
    external: int | None = None

    def columns(self) -> tuple[int, ...]:
        """Return the columns that are read."""
        texts = (self.name, self.evidence, self.explanation)
        found = (self.number, self.level, self.external, *texts)
        return tuple(column for column in found if column is not None)

    def has_texts(self) -> bool:
        """Tell whether the table has a column for texts."""
        return any((self.name, self.evidence, self.explanation))


def heading(text: str) -> str:
    r"""Write a heading as it is compared: no brackets, case, punctuation or odd spaces.

    >>> heading("  No.  Indikator "), heading("Tingkat (1-5)"), heading("BUKTI\u00a0DUKUNG*")
    ('no indikator', 'tingkat', 'bukti dukung')
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    while (shorter := _BRACKETS.sub(" ", plain)) != plain:
        plain = shorter
    return " ".join(_WORDS.findall(plain))


def find_table(grid: Grid) -> Table | None:
    """Return the first row that has a number heading and a level heading."""
    tables = (_table_at(grid, row) for row in _heading_rows(grid))
    return next((table for table in tables if table), None)


def _heading_rows(grid: Grid) -> list[int]:
    return [row for row in sorted(grid.cells) if row <= LAST_HEADING_ROW]


def _table_at(grid: Grid, row: int) -> Table | None:
    """Return the table whose headings stand in a row, if they do."""
    titles = titles_of(grid, row)
    if _NUMBERS.isdisjoint(titles.values()):
        return None
    number = _first(titles, NUMBER)
    wanted = next((title for title in _LEVEL if title in titles.values()), None)
    if number is None or wanted is None:
        return None
    rivals = tuple(column for column, title in titles.items() if title == wanted)
    return Table(
        row,
        number,
        rivals[0],
        rivals,
        _first(titles, _NAME),
        _first(titles, _EVIDENCE),
        _first(titles, _EXPLANATION),
        _first(titles, _EXTERNAL),
    )


def titles_of(grid: Grid, row: int) -> dict[int, str]:
    """Return the texts of a row, written as headings."""
    cells = sorted(grid.cells[row].items())
    texts = ((column, cell.text) for column, cell in cells if cell.kind is Kind.TEXT)
    return {column: heading(text) for column, text in texts if len(text) <= _LONGEST_HEADING}


def _first(titles: Mapping[int, str], wanted: tuple[str, ...]) -> int | None:
    for title in wanted:
        for column, found in titles.items():
            if found == title:
                return column
    return None


def number_heading(grid: Grid) -> str | None:
    """Return a number heading that stands without a level heading: a near miss."""
    for row in _heading_rows(grid):
        column = _first(titles_of(grid, row), NUMBER)
        if column is not None:
            return grid.cell(row, column).text
    return None


def rows_of(grid: Grid, table: Table) -> tuple[tuple[RawRow, ...], Cell | None]:
    """Return the rows under the heading that may hold an answer, and where they break off.

    The row that only numbers the columns, rows that repeat the heading (a table pasted
    page by page), and all from a second table with other columns on are left out; of such
    a table the first cell is returned.
    """
    following = [row for row in sorted(grid.cells) if row > table.row]
    rows: list[RawRow] = []
    for row in following:
        repeated = _table_at(grid, row)
        if repeated and repeated.columns() != table.columns():
            return tuple(rows), grid.cell(row, min(grid.cells[row]))
        if repeated or (row == following[0] and _numbers_columns(grid, table, row)):
            continue
        found = _row_at(grid, table, row)
        if not all(cell.blank for cell in _cells_of(found)):
            rows.append(found)
    return tuple(rows), None


def _row_at(grid: Grid, table: Table, row: int) -> RawRow:
    return RawRow(
        row,
        grid.cell(row, table.number),
        grid.dated(grid.cell(row, table.level)),
        grid.cell(row, table.name),
        grid.text_and_link(row, table.evidence),
        grid.text_and_link(row, table.explanation),
        row in grid.hidden_rows,
        grid.cell(row, table.external),
    )


def _cells_of(row: RawRow) -> tuple[Cell, ...]:
    return (row.number, row.level, row.external, row.name, row.evidence, row.explanation)


def _numbers_columns(grid: Grid, table: Table, row: int) -> bool:
    """Tell whether a row only numbers the columns: `1 2 3` or `(1) (2) (3)`.

    Where a table has nothing but numbers, the answer to indicator 1 may look the same; it
    is one unless another row below has this number too.
    """
    cells = [cell for _, cell in sorted(grid.cells[row].items()) if not cell.blank]
    found = [_NUMBERING.fullmatch(str(cell.value).strip()) for cell in cells]
    numbers = [int(match[1]) for match in found if match]
    if len(cells) < _SHORTEST_NUMBERING or numbers != list(range(1, len(cells) + 1)):
        return False
    first = grid.cell(row, table.number).value
    below = (grid.cell(other, table.number).value for other in grid.cells if other > row)
    return table.has_texts() or any(value == first for value in below)


def merged_levels(grid: Grid, table: Table) -> tuple[tuple[str, int, int], ...]:
    """Return the merged ranges that cover level cells of several rows, such as `E5:E7`."""
    return tuple(
        (f"{letters(left)}{top}:{letters(right)}{bottom}", top, bottom)
        for top, bottom, left, right in grid.merged
        if top > table.row and bottom > top and left <= table.level <= right
    )


def identity_of(grid: Grid) -> Identity:
    """Read the sheet Identitas: the label in column A, the value in column B.

    A date whose cell has lost its format is a date all the same.
    """
    found: dict[str, Cell] = {}
    for row in sorted(grid.cells):
        label = heading(grid.cell(row, 1).text)
        value = grid.cell(row, 2)
        if label and not value.blank:
            found.setdefault(_SYNONYMS.get(label, label), value)
    date = found.get("tanggal", Cell(""))
    if day := grid.dated(date).day:
        found["tanggal"] = replace(date, kind=Kind.DATE, value=day)
    return Identity(grid.name, found)
