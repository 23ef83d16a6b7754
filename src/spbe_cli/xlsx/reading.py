"""Read the answers of a returned workbook as they stand, without judging them."""

from dataclasses import replace
from pathlib import Path
from typing import Final, NoReturn

from spbe_cli.answers import Cell, Identity, Kind, RawSheet
from spbe_cli.findings import Fact, Finding, Listed, Place, Quoted
from spbe_cli.xlsx.book import (
    Attributes,
    Book,
    Handlers,
    Pieces,
    SheetPart,
    open_book,
    read_beside,
)
from spbe_cli.xlsx.cells import Grid, letters, read_sheet
from spbe_cli.xlsx.lists import ITEMS_SHEET, lists_items, read_items
from spbe_cli.xlsx.ministry import read_ministry
from spbe_cli.xlsx.package import Package, Refused, open_package
from spbe_cli.xlsx.table import (
    Table,
    find_table,
    identity_of,
    merged_levels,
    number_heading,
    rows_of,
)

_ANSWERS: Final = "jawaban"
_IDENTITY: Final = "identitas"
_ITEMS: Final = ITEMS_SHEET.casefold()
_NEVER: Final = frozenset(
    {"perbaikan", "perbaikan spbe", "petunjuk", _IDENTITY, "kriteria", _ITEMS}
)
_MARKER: Final = "spbe-report"
"""The custom property that a report carries; its value is the answer file."""
CORRECTION: Final = "spbe-correction"
"""The custom property of a marked copy of a sender's own workbook: which correction it is."""
SOURCES: Final = "Sumber"
SOURCE_HEADINGS: Final = (
    *("Berkas", "Perangkat Daerah", "Pengisi", "Tanggal", "Jumlah jawaban", "Sidik (SHA-256)"),
)
"""The sheet of a merged file that says from which files it comes, and its headings."""
SOURCE_ROW: Final = 3
_SOURCE_COLUMNS: Final = range(len(SOURCE_HEADINGS))


def read_answers(path: Path, file: str) -> RawSheet:
    """Read the answers of a workbook; `file` is how findings call it.

    `Refused` if it can't be read, or has no table of answers; OSError if it can't be opened.
    """
    return read_package(open_package(path, file))


def read_package(package: Package) -> RawSheet:
    """Read the answers of an opened workbook; `Refused` if it has no table of them."""
    file = package.file
    properties = _properties_of(package)
    if origin := properties.get(_MARKER):
        package.refuse("A126", "origin", origin=origin)
    if _MARKER in properties:
        package.refuse("A126")
    book = open_book(package)
    # A212: the file has no macros
    found = any(name.endswith("vbaproject.bin") for name in package.infos)
    macros = [Finding("A212", Place(file))] if found else []
    if form := read_ministry(book):
        identity = _numbered(form.identity, package)
        return replace(form, remarks=(*macros, *form.remarks), identity=identity)
    grid, table = _choose(book)
    if len(table.rivals) > 1:
        places = [f"{letters(column)}{table.row}" for column in table.rivals]
        headings = Listed(tuple(places))
        _refuse_in(package, grid.name, "A122", places[0], count=len(places), headings=headings)
    rows, other = rows_of(grid, table)
    if not rows:
        _refuse_in(package, grid.name, "A123")
    items_sheet = next((one for one in book.sheets if _title(one) == _ITEMS), None)
    items, halves = read_items(read_sheet(book, items_sheet), file) if items_sheet else ((), ())
    remarks = [*macros, *halves]
    if other:  # A217: no further table follows the one that is read
        remarks.append(Finding("A217", Place(file, grid.name, other.ref), {"cell": other.ref}))
    hidden = (
        column
        for column in table.columns.values()
        if any(first <= column <= last for first, last in grid.hidden_columns)
        and not all(grid.cell(row.row, column).blank for row in rows)
    )
    sources = (read_sheet(book, sheet) for sheet in book.sheets if sheet.name == SOURCES)
    tops = ([source.cell(SOURCE_ROW, at + 1).text for at in _SOURCE_COLUMNS] for source in sources)
    return RawSheet(
        file=file,
        sha256=package.sha256,
        sheet=grid.name,
        rows=rows,
        headings={role: letters(column) for role, column in table.columns.items()},
        identity=read_identity(book),
        merged=merged_levels(grid, table),
        hidden_columns=tuple(map(letters, hidden)),
        remarks=tuple(remarks),
        joined=any(texts == [*SOURCE_HEADINGS] for texts in tops),
        items=items,
        items_sheet=items_sheet.name if items_sheet else "",
    )


def _choose(book: Book) -> tuple[Grid, Table]:
    """Choose the sheet with the answers: `Jawaban`, or the only one with such a table."""
    candidates = [sheet for sheet in book.sheets if _title(sheet) not in _NEVER]
    visible = [sheet for sheet in candidates if not sheet.hidden]
    for named in (True, False):
        sheets = [sheet for sheet in visible if (_title(sheet) == _ANSWERS) is named]
        grids = ((grid, find_table(grid)) for grid in (read_sheet(book, s) for s in sheets))
        tables = ((grid, table) for grid, table in grids if table)
        found = [one for one in tables if not lists_items(one[0], one[1].row)]
        if len(found) > 1:
            names = Listed(tuple(Quoted(grid.name) for grid, _ in found))
            book.package.refuse("A121", count=len(found), sheets=names)
        if found:
            return found[0]
    for sheet in (sheet for sheet in candidates if sheet.hidden):
        if find_table(read_sheet(book, sheet)):
            _refuse_in(book.package, sheet.name, "A124")
    for sheet in visible:
        if near := number_heading(read_sheet(book, sheet)):
            facts: dict[str, Fact] = {"sheet": Quoted(sheet.name), "headings": Quoted(near)}
            book.package.refuse("A120", "near_miss", **facts)
    raise Refused(Finding("A120", Place(book.package.file)), book.package.sha256)


def _title(sheet: SheetPart) -> str:
    return sheet.name.strip().casefold()


def _refuse_in(
    package: Package, sheet: str, code: str, cell: str | None = None, /, **facts: Fact
) -> NoReturn:
    facts["sheet"] = Quoted(sheet)
    raise Refused(Finding(code, Place(package.file, sheet, cell), facts), package.sha256)


def read_identity(book: Book) -> Identity:
    """Read the sheet Identitas, hidden or not, if there is one."""
    sheet = next((sheet for sheet in book.sheets if _title(sheet) == _IDENTITY), None)
    identity = identity_of(read_sheet(book, sheet)) if sheet else Identity()
    return _numbered(identity, book.package)


def _numbered(identity: Identity, package: Package) -> Identity:
    """Add which correction a marked copy of a sender's own workbook is, by its properties."""
    number = _properties_of(package).get(CORRECTION, "")
    marked = {"perbaikan": Cell("", Kind.TEXT, number)} if number else {}
    return replace(identity, cells={**identity.cells, **marked})


def is_report(package: Package) -> bool:
    """Tell whether a workbook is a report of our own."""
    return _MARKER in _properties_of(package)


def _properties_of(package: Package) -> dict[str, str]:
    properties = _Properties()
    if not read_beside(package, "docProps/custom.xml", properties):
        return {}
    return {name: pieces.text.strip() for name, pieces in properties.texts.items()}


class _Properties(Handlers):
    def __init__(self) -> None:
        self.name = ""
        self.texts: dict[str, Pieces] = {}

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "property":
            self.name = attributes.get("name", "")
            self.texts[self.name] = Pieces()

    def text(self, data: str) -> None:
        self.texts.setdefault(self.name, Pieces()).add(data)
