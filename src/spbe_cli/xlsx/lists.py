"""Tables that are no answers, read by their headings: pieces of evidence, duties, work lists."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from spbe_cli.answers import Cell, RawItem
from spbe_cli.findings import Fact, Finding, Place, Quoted, Raw
from spbe_cli.words.catalogue import Language, labels
from spbe_cli.xlsx.book import open_book
from spbe_cli.xlsx.cells import Grid, read_sheet
from spbe_cli.xlsx.package import Refused, open_package
from spbe_cli.xlsx.table import NUMBER, columns_at, heading, heading_rows

ITEMS_SHEET: Final = "Bukti"
_OWNER: Final = ("penanggung jawab", "perangkat daerah", "opd", "unit kerja")
_ITEMS: Final = {
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
_DUTIES: Final = {
    "indicators": ("indikator", *NUMBER),
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

MOST_ITEMS: Final = 2_000
"""So many rows of the sheet Bukti are read: the editions ask for fewer than 300 pieces."""


def read_items(grid: Grid, file: str) -> tuple[tuple[RawItem, ...], tuple[Finding, ...]]:
    """A245: the sheet Bukti has the headings Kode and Status; one with neither is another's.

    A247: it has no more rows than anybody fills in.
    Return the rows under the headings, and what keeps them from being read.
    """
    halves: list[str] = []
    for row in heading_rows(grid):
        columns = columns_at(grid, row, _ITEMS)
        if columns.keys() >= {*_OF_ITEMS}:
            rows: list[RawItem] = []  # one with nothing but what is asked is a remark of somebody
            for below in (one for one in sorted(grid.cells) if one > row):
                cells = {role: grid.cell(below, columns.get(role)) for role in _ITEMS}
                cells["files"] = grid.text_and_link(below, columns.get("files"))
                cells["day"] = grid.dated(cells["day"])
                item = RawItem(below, **cells)
                if not item.begun and item.code.blank:
                    continue
                if len(rows) == MOST_ITEMS:
                    more: dict[str, Fact] = {"sheet": Quoted(grid.name), "limit": MOST_ITEMS}
                    return tuple(rows), (Finding("A247", Place(file, grid.name), more),)
                rows.append(item)
            return tuple(rows), ()
        halves += [role for role in _OF_ITEMS if role in columns]
    if not halves:
        return (), ()
    other = "Status" if halves[0] == "code" else "Kode"
    facts: dict[str, Fact] = {"sheet": Quoted(grid.name), "headings": Raw(other)}
    return (), (Finding("A245", Place(file, grid.name), facts),)


def lists_items(grid: Grid, row: int) -> bool:
    """Tell whether a heading row is that of pieces of evidence, whatever the sheet is called."""
    return columns_at(grid, row, _ITEMS).keys() >= {*_OF_ITEMS, "asked"}


def read_duties(path: Path, file: str) -> tuple[str, tuple[tuple[Cell, Cell, Cell], ...]]:
    """Read the table of an assignment: its sheet, and indicators, owner, contributors of every row.

    `Refused` if the file can't be read, or has no such table; OSError if it can't be opened.
    """
    package = open_package(path, file)
    book = open_book(package)
    for grid in (read_sheet(book, sheet) for sheet in book.sheets if not sheet.hidden):
        for top in heading_rows(grid):
            columns = columns_at(grid, top, _DUTIES)
            if columns.keys() >= {"indicators", "owner"}:
                rows = []
                for row in (one for one in sorted(grid.cells) if one > top):
                    whose, owner, others = (grid.cell(row, columns.get(one)) for one in _DUTIES)
                    if not (owner.blank and others.blank):
                        rows.append((whose, owner, others))
                return grid.name, tuple(rows)
    facts: dict[str, Fact] = {"key": Raw("Indikator, Penanggung Jawab")}
    raise Refused(Finding("I103", Place(file), facts, "table"), package.sha256)


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One row of a work list, which agencies filled in: its cells, and whose list it is."""

    sheet: str
    agency: str | None
    cells: Mapping[str, Cell]

    def cell(self, what: str) -> Cell:
        """Return a cell by what it holds; a blank one where the list has no such column."""
        return self.cells.get(what, Cell(""))


def read_work_lists(path: Path, file: str) -> tuple[WorkRow, ...]:
    """Return the rows of all work lists of a plan, in any language, wherever they stand.

    `Refused` if the file can't be read, or has no such list (A178); OSError if it can't be opened.
    """
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
    tops, columns = {*heading_rows(grid)}, dict[str, int]()
    for row in sorted(grid.cells):
        found = columns_at(grid, row, headings) if row in tops else {}
        if found.keys() >= _OF_WORK:
            columns = found
        elif columns:
            cells = {what: grid.dated(grid.cell(row, at)) for what, at in columns.items()}
            if not (cells["number"].blank and cells["status"].blank):
                yield WorkRow(grid.name, agency, cells)


def in_all(key: str) -> tuple[str, ...]:
    """Return a label in every language."""
    return tuple(labels(language)[key] for language in Language)
