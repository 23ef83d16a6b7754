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
_LEVEL: Final = (
    *("tingkat", "tingkat kematangan", "nilai tingkat kematangan", "level", "capaian"),
    *("nilai", "skor"),
)
_OTHERS: Final = {
    "external": ("indeks asal",),
    "name": ("indikator", "nama indikator", "uraian indikator"),
    "evidence": ("bukti dukung", "bukti", "data dukung", "tautan bukti"),
    "explanation": ("penjelasan", "keterangan", "narasi"),
    "justification": ("justifikasi", "justifikasi hasil", "justifikasi asesor"),
}
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")
_WORDS: Final = re.compile(r"[^\W_]+")
_NUMBERING: Final = re.compile(r"[(-]?(\d{1,2})(?:[.,]0)?\)?", re.ASCII)
"""A number of a column; Excel turns a typed (1) into -1."""
_SHORTEST_NUMBERING: Final = 3
_SYNONYMS: Final = {"unit kerja": "perangkat daerah", "opd": "perangkat daerah"}


@dataclass(frozen=True, slots=True)
class Table:
    """The header row of an answer table, and the columns that are read, by what stands in them.

    `rivals` are all columns with the heading of the level.
    """

    row: int
    rivals: tuple[int, ...]
    columns: Mapping[str, int]


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
    tables = (_table_at(grid, row) for row in sorted(grid.cells) if row <= LAST_HEADING_ROW)
    return next((table for table in tables if table), None)


def _table_at(grid: Grid, row: int) -> Table | None:
    titles = titles_of(grid, row)
    number, level = first_of(titles, NUMBER), first_of(titles, _LEVEL)
    if number is None or level is None:
        return None
    rivals = tuple(column for column, title in titles.items() if title == titles[level])
    others = {role: first_of(titles, wanted) for role, wanted in _OTHERS.items()}
    known = {role: column for role, column in others.items() if column is not None}
    return Table(row, rivals, {"number": number, "level": level, **known})


def titles_of(grid: Grid, row: int) -> dict[int, str]:
    """Return the texts of a row, written as headings."""
    cells = sorted(grid.cells[row].items())
    texts = ((column, cell.text) for column, cell in cells if cell.kind is Kind.TEXT)
    return {column: heading(text) for column, text in texts if len(text) <= _LONGEST_HEADING}


def first_of(titles: Mapping[int, str], wanted: tuple[str, ...]) -> int | None:
    """Return the first column with one of some headings; the first of these counts most."""
    for title in wanted:
        for column, found in titles.items():
            if found == title:
                return column
    return None


def number_heading(grid: Grid) -> str | None:
    """Return a number heading that stands without a level heading: a near miss."""
    for row in (row for row in sorted(grid.cells) if row <= LAST_HEADING_ROW):
        column = first_of(titles_of(grid, row), NUMBER)
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
    columns = table.columns
    rows: list[RawRow] = []
    for row in following:
        repeated = _table_at(grid, row)
        if repeated and list(repeated.columns.values()) != list(columns.values()):
            return tuple(rows), grid.cell(row, min(grid.cells[row]))
        if repeated or (row == following[0] and _numbers_columns(grid, table, row)):
            continue
        found = RawRow(
            row,
            grid.cell(row, columns["number"]),
            grid.dated(grid.cell(row, columns["level"])),
            grid.cell(row, columns.get("name")),
            grid.text_and_link(row, columns.get("evidence")),
            grid.text_and_link(row, columns.get("explanation")),
            row in grid.hidden_rows,
            grid.cell(row, columns.get("external")),
            grid.cell(row, columns.get("justification")),
        )
        if not (found.empty and found.number.blank and found.name.blank):
            rows.append(found)
    return tuple(rows), None


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
    if not table.columns.keys().isdisjoint({"name", "evidence", "explanation"}):
        return True
    column = table.columns["number"]
    below = (grid.cell(other, column).value for other in grid.cells if other > row)
    return grid.cell(row, column).value in below


def merged_levels(grid: Grid, table: Table) -> tuple[tuple[str, int, int], ...]:
    """Return the merged ranges that cover level cells of several rows, such as `E5:E7`."""
    level = table.columns["level"]
    return tuple(
        (f"{letters(left)}{top}:{letters(right)}{bottom}", top, bottom)
        for top, bottom, left, right in grid.merged
        if top > table.row and bottom > top and left <= level <= right
    )


def identity_of(grid: Grid) -> Identity:
    """Read the sheet Identitas: the label in column A, the value in column B.

    A date whose cell has lost its format is a date all the same.
    """
    found: dict[str, Cell] = {}
    for row in sorted(grid.cells):
        label, value = heading(grid.cell(row, 1).text), grid.cell(row, 2)
        if label and not value.blank:
            found.setdefault(_SYNONYMS.get(label, label), value)
    date = found.get("tanggal", Cell(""))
    if day := grid.dated(date).day:
        found["tanggal"] = replace(date, kind=Kind.DATE, value=day)
    return Identity(grid.name, found)
