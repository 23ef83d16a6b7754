"""Tables, found by their headings and never by position: answers, evidence, duties, work lists."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Final

from spbe_cli.answers import Cell, Kind, RawItem, RawRow
from spbe_cli.findings import Fact, Finding, Place, Quoted, Raw
from spbe_cli.frozen import frozen
from spbe_cli.words.catalogue import Language, labels
from spbe_cli.xlsx.book import open_book
from spbe_cli.xlsx.cells import Grid, read_sheet
from spbe_cli.xlsx.package import Refused, open_package

_PRINTED: Final = frozenset({"domain", "aspek", "periksa", "asal"})
"""Headings of columns that our own forms fill in by themselves."""
_LAST_HEADING_ROW: Final = 50
_LONGEST_HEADING: Final = 200
_Headings = Mapping[str, tuple[str, ...]]
"""By what a column holds the headings it may have; of several the first counts most."""

_NUMBER: Final = ("no indikator", "nomor indikator", "indikator ke", "no", "nomor", "kode")
"""Headings of the number; beside a column that only counts the rows the telling one wins."""
_OWNER: Final = ("penanggung jawab", "perangkat daerah", "opd", "unit kerja")
_ANSWERS: Final[_Headings] = {
    "number": _NUMBER,
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
_OF_ANSWERS: Final = frozenset({"number", "level"})
_ITEMS: Final[_Headings] = {
    "code": ("kode", "kode butir", "kode bukti"),
    "status": ("status", "status butir"),
    "level": ("tingkat", "tingkat kematangan", "level"),
    "asked": ("yang diminta", "bukti yang diminta", "butir bukti", "uraian"),
    "files": ("berkas", "nama berkas", "bukti dukung", "tautan"),
    "day": ("tanggal", "tanggal bukti", "tanggal berkas"),
    "note": ("catatan", "catatan asesor", "keterangan"),
    "owner": _OWNER,
}
_OF_ITEMS: Final = ("code", "status")
_DUTIES: Final[_Headings] = {
    "indicators": ("indikator", *_NUMBER),
    "owner": _OWNER,
    "contributors": ("pendukung",),
}
_WORK: Final[Mapping[str, str]] = {
    "number": "number",
    "start": "simulate.before",
    "end": "simulate.after",
    "owner": "draft.owner",
    "due": "plan.deadline",
    "status": "plan.status",
}
"""What is read of a work list, and the label under which `plan` writes it."""
_OF_WORK: Final = frozenset({"number", "end", "status"})

_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")
_WORDS: Final = re.compile(r"[^\W_]+")
_NUMBERING: Final = re.compile(r"[(-]?(\d{1,2})(?:[.,]0)?\)?", re.ASCII)
"""A number of a column; Excel turns a typed (1) into -1."""
_SHORTEST_NUMBERING: Final = 3
ITEMS_SHEET: Final = "Bukti"
MOST_ITEMS: Final = 2_000
"""So many rows of the sheet Bukti are read: the editions ask for fewer than 300 pieces."""


@frozen
class SheetTable:
    """A heading row, its columns by what they hold, and `further` ones that hold the same."""

    grid: Grid
    row: int
    columns: Mapping[str, int]
    further: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def below(self) -> list[int]:
        """The rows under the heading."""
        return [row for row in sorted(self.grid.cells) if row > self.row]

    def cell(self, row: int, what: str) -> Cell:
        """Return a cell by what it holds; a blank one where the column is missing."""
        return self.grid.cell(row, self.columns.get(what))

    def text(self, row: int, what: str) -> Cell:
        """Return a text with what it leads to, and with what further columns of its kind say."""
        first = self.grid.text_and_link(row, self.columns.get(what))
        others = (self.grid.text_and_link(row, at) for at in self.further.get(what, ()))
        texts = [one for one in (first, *others) if one.text]
        if texts in ([], [first]) or first.failed:
            return first
        said = dict.fromkeys(one.text for one in texts)
        return replace(texts[0], value="; ".join(said))


@lru_cache(maxsize=512)  # sheets of one form repeat themselves: it saves a twentieth of reading
def heading(text: str) -> str:
    r"""Write a heading as it is compared: no brackets, case, punctuation or odd spaces.

    >>> heading("  No.  Indikator "), heading("Tingkat (1-5)"), heading("BUKTI\u00a0DUKUNG*")
    ('no indikator', 'tingkat', 'bukti dukung')
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    while (shorter := _BRACKETS.sub(" ", plain)) != plain:
        plain = shorter
    return " ".join(_WORDS.findall(plain))


def find_table(
    grid: Grid, needed: Collection[str] = _OF_ANSWERS, headings: _Headings = _ANSWERS
) -> SheetTable | None:
    """Return the first row that has all headings `needed`, those of answers unless others are."""
    rows = (row for row in sorted(grid.cells) if row <= _LAST_HEADING_ROW)
    found = (_table_at(grid, row, needed, headings) for row in rows)
    return next(filter(None, found), None)


def _table_at(
    grid: Grid, row: int, needed: Collection[str] = _OF_ANSWERS, headings: _Headings = _ANSWERS
) -> SheetTable | None:
    """Return the columns of a row if it has what is needed; of equal headings the first counts."""
    titles, columns, further = titles_at(grid, row), dict[str, int](), dict[str, tuple[int, ...]]()
    for what, names in headings.items():
        ranked = [(names.index(title), at) for at, title in titles.items() if title in names]
        if ranked:
            columns[what], *others = (at for _, at in sorted(ranked))
            further[what] = tuple(others)
        elif what in needed:
            return None
    return SheetTable(grid, row, columns, further)


def titles_at(grid: Grid, row: int) -> dict[int, str]:
    """Return what stands in a row that may be a heading, as it is compared, by column."""
    cells = sorted(grid.cells[row].items())
    texts = ((column, cell.text) for column, cell in cells if cell.kind is Kind.TEXT)
    return {column: heading(text) for column, text in texts if len(text) <= _LONGEST_HEADING}


def rows_of(table: SheetTable) -> tuple[tuple[RawRow, ...], Cell | None]:
    """Return the rows that may hold an answer, and where another table breaks them off."""
    grid, following = table.grid, table.below
    rows: list[RawRow] = []
    for row in following:
        repeated = _table_at(grid, row)
        if repeated and list(repeated.columns.values()) != list(table.columns.values()):
            return tuple(rows), grid.cell(row, min(grid.cells[row]))
        if repeated or (row == following[0] and _numbers_columns(table, row)):
            continue
        found = RawRow(
            row,
            table.cell(row, "number"),
            grid.dated(table.cell(row, "level")),
            table.cell(row, "name"),
            table.text(row, "evidence"),
            table.text(row, "explanation"),
            row in grid.hidden_rows,
            table.cell(row, "external"),
            table.text(row, "justification"),
        )
        if not (found.empty and found.number.blank and found.name.blank):
            rows.append(found)
    return tuple(rows), None


def others_of(table: SheetTable, rows: Sequence[RawRow]) -> Iterator[tuple[str, dict[int, Cell]]]:
    """Yield the columns that hold something else: their headings, and cells by row."""
    grid, read = table.grid, {*table.columns.values(), *chain(*table.further.values())}
    for column, title in titles_at(grid, table.row).items():
        if column not in read and title not in _PRINTED:
            cells = {row.row: grid.cell(row.row, column) for row in rows}
            told = {row: cell for row, cell in cells.items() if not cell.blank}
            if told:
                yield grid.cell(table.row, column).text, told


def _numbers_columns(table: SheetTable, row: int) -> bool:
    """Tell whether a row only numbers the columns: `1 2 3` or `(1) (2) (3)`.

    Where a table has nothing but numbers, the answer to indicator 1 may look the same; it
    is one unless another row below has this number too.
    """
    cells = [cell for _, cell in sorted(table.grid.cells[row].items()) if not cell.blank]
    found = [_NUMBERING.fullmatch(str(cell.value).strip()) for cell in cells]
    numbers = [int(match[1]) for match in found if match]
    if len(cells) < _SHORTEST_NUMBERING or numbers != list(range(1, len(cells) + 1)):
        return False
    if not table.columns.keys().isdisjoint({"name", "evidence", "explanation"}):
        return True
    below = (table.cell(other, "number").value for other in table.below if other > row)
    return table.cell(row, "number").value in below


def read_items(grid: Grid, file: str) -> tuple[tuple[RawItem, ...], tuple[Finding, ...]]:
    """A245, A247: Bukti has Kode and Status, and no more rows than anybody fills in."""
    facts: dict[str, Fact] = {"sheet": Quoted(grid.name)}
    table = find_table(grid, _OF_ITEMS, _ITEMS)
    if table is None:
        found = ((find_table(grid, (one,), _ITEMS), one) for one in _OF_ITEMS)
        halves = [(half.row, one) for half, one in found if half]
        if not halves:
            return (), ()
        facts["headings"] = Raw("Status" if min(halves)[1] == "code" else "Kode")
        return (), (Finding("A245", Place(file, grid.name), facts),)
    rows: list[RawItem] = []  # one with nothing but what is asked is a remark of somebody
    for row in table.below:
        cells = {role: table.cell(row, role) for role in _ITEMS}
        cells |= {role: table.text(row, role) for role in ("files", "note", "owner")}
        cells["day"] = grid.dated(cells["day"])
        item = RawItem(row, **cells)
        if not item.begun and item.code.blank:
            continue
        if len(rows) == MOST_ITEMS:
            facts["limit"] = MOST_ITEMS
            return tuple(rows), (Finding("A247", Place(file, grid.name), facts),)
        rows.append(item)
    return tuple(rows), ()


def has_items(grid: Grid) -> bool:
    """Tell whether a sheet lists pieces of evidence, whatever it is called."""
    return find_table(grid, (*_OF_ITEMS, "asked"), _ITEMS) is not None


def lists_items(table: SheetTable) -> bool:
    """Tell whether a heading row is that of pieces of evidence, whatever the sheet is called."""
    return _table_at(table.grid, table.row, {*_OF_ITEMS, "asked"}, _ITEMS) is not None


def read_duties(path: Path, file: str) -> tuple[str, tuple[tuple[Cell, Cell, Cell], ...]]:
    """Return sheet and rows: indicators, owner, contributors; `Refused` without, or OSError."""
    package = open_package(path, file)
    book = open_book(package)
    for grid in (read_sheet(book, sheet) for sheet in book.sheets if not sheet.hidden):
        if table := find_table(grid, ("indicators", "owner"), _DUTIES):
            rows = []
            for row in table.below:
                whose, owner, others = (table.cell(row, what) for what in _DUTIES)
                if not (owner.blank and others.blank):
                    rows.append((whose, owner, others))
            return grid.name, tuple(rows)
    facts: dict[str, Fact] = {"key": Raw("Indikator, Penanggung Jawab")}
    raise Refused(Finding("I103", Place(file), facts, "table"), package.sha256)


@frozen
class WorkRow:
    """One row of a work list, which agencies filled in: its cells, and whose list it is."""

    sheet: str
    agency: str | None
    cells: Mapping[str, Cell]

    def cell(self, what: str) -> Cell:
        """Return a cell by what it holds; a blank one where the list has no such column."""
        return self.cells.get(what, Cell(""))


def read_work_lists(path: Path, file: str) -> tuple[WorkRow, ...]:
    """Return the rows of all work lists, in any language; `Refused` without (A178), or OSError."""
    package = open_package(path, file)
    book = open_book(package)
    grids = (read_sheet(book, sheet) for sheet in book.sheets)
    rows = tuple(row for grid in grids for row in _work_rows(grid))
    if not rows:
        raise Refused(Finding("A178", Place(file)), package.sha256)
    return rows


def _work_rows(grid: Grid) -> Iterator[WorkRow]:
    """Yield the rows of a list; its title says whose it is, unless it is one for all."""
    headings = {what: tuple(map(heading, in_all(key))) for what, key in _WORK.items()}
    title = grid.cell(1, 1).text
    agency = None if title in in_all("plan.work") else grid.name
    for shape in in_all("plan.sheet_title"):
        before, _, after = shape.partition("{agency}")
        if title.startswith(before) and title.endswith(after):
            agency = title[len(before) : len(title) - len(after)].strip() or None
            break
    table: SheetTable | None = None
    for row in sorted(grid.cells):
        top = _table_at(grid, row, _OF_WORK, headings) if row <= _LAST_HEADING_ROW else None
        if top:
            table = top
        elif table:
            cells = {what: grid.dated(table.cell(row, what)) for what in table.columns}
            if not (cells["number"].blank and cells["status"].blank):
                yield WorkRow(grid.name, agency, cells)


def in_all(key: str) -> tuple[str, ...]:
    """Return a label in every language."""
    return tuple(labels(language)[key] for language in Language)
