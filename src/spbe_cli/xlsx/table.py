"""Where the answers stand in a sheet: reading goes by the headings, never by position."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from spbe_cli.answers import Cell, Identity, Kind, RawRow
from spbe_cli.xlsx.cells import Grid, letters

_LAST_HEADING_ROW: Final = 50
_LONGEST_HEADING: Final = 200

NUMBER: Final = ("no indikator", "nomor indikator", "indikator ke", "no", "nomor", "kode")
"""Headings of the number; beside a column that only counts the rows the telling one wins."""
_HEADINGS: Final = {
    "number": NUMBER,
    "level": (
        *("tingkat", "tingkat kematangan", "nilai tingkat kematangan", "level", "capaian"),
        *("nilai", "skor"),
    ),
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
    """The header row of an answer table, the columns with its heading of levels, those read."""

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
    return next(filter(None, (_table_at(grid, row) for row in heading_rows(grid))), None)


def _table_at(grid: Grid, row: int) -> Table | None:
    columns = columns_at(grid, row, _HEADINGS)
    if not columns.keys() >= {"number", "level"}:
        return None
    titles = _titles_of(grid, row)
    level = titles[columns["level"]]
    rivals = tuple(column for column, title in titles.items() if title == level)
    return Table(row, rivals, columns)


def heading_rows(grid: Grid) -> Iterator[int]:
    """Yield the rows in which headings are looked for."""
    return (row for row in sorted(grid.cells) if row <= _LAST_HEADING_ROW)


def columns_at(grid: Grid, row: int, headings: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Return the columns of a row that have one of these headings, by what they hold.

    Of several headings for one thing the first counts most, and of equal ones the first column.
    """
    titles, columns = _titles_of(grid, row), dict[str, int]()
    for what, names in headings.items():
        ranked = [(names.index(title), at) for at, title in titles.items() if title in names]
        if ranked:
            _, columns[what] = min(ranked)
    return columns


def _titles_of(grid: Grid, row: int) -> dict[int, str]:
    cells = sorted(grid.cells[row].items())
    texts = ((column, cell.text) for column, cell in cells if cell.kind is Kind.TEXT)
    return {column: heading(text) for column, text in texts if len(text) <= _LONGEST_HEADING}


def number_heading(grid: Grid) -> str | None:
    """Return a number heading that stands without a level heading: a near miss."""
    found = ((row, columns_at(grid, row, {"number": NUMBER})) for row in heading_rows(grid))
    near = (grid.cell(row, columns["number"]).text for row, columns in found if columns)
    return next(near, None)


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
