"""Read a returned workbook as it stands, without judging it: answers, or an assignment."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from spbe_cli.answers import Cell, Identity, RawRow, RawSheet
from spbe_cli.findings import Fact, Finding, Listed, Place, Quoted, Raw
from spbe_cli.xlsx.book import Attributes, Book, SheetPart, open_book, read_beside
from spbe_cli.xlsx.cells import Grid, letters, read_sheet
from spbe_cli.xlsx.ministry import read_ministry
from spbe_cli.xlsx.package import Package, Refused, open_package
from spbe_cli.xlsx.table import (
    LAST_HEADING_ROW,
    NUMBER,
    Table,
    find_table,
    identity_of,
    merged_levels,
    number_heading,
    rows_of,
    titles_of,
)

_ANSWERS: Final = "jawaban"
_IDENTITY: Final = "identitas"
_NEVER: Final = frozenset({"perbaikan", "petunjuk", _IDENTITY, "kriteria"})
_MARKER: Final = "spbe-report"
"""The custom property that a report carries; its value is the answer file."""
_PROPERTIES: Final = "docProps/custom.xml"
SOURCES: Final = "Sumber"
SOURCE_HEADINGS: Final = (
    "Berkas", "Perangkat Daerah", "Pengisi", "Tanggal", "Jumlah jawaban", "Sidik (SHA-256)",
)  # fmt: skip
"""The sheet of a merged file that says from which files it comes, and its headings."""
SOURCE_ROW: Final = 3
_INDICATOR: Final = ("indikator", *NUMBER)
_OWNER: Final = ("penanggung jawab", "perangkat daerah", "opd", "unit kerja")
_CONTRIBUTORS: Final = ("pendukung",)
_Row = tuple[Cell, Cell, Cell]
"""The indicators, their owner, the contributors to them."""


def read_answers(path: Path, file: str) -> RawSheet:
    """Read the answers of a workbook; `file` is how findings call it.

    Raises:
        Refused: the file can't be read, or has no table of answers.
        OSError: the system does not let us open it.
    """
    package = open_package(path, file)
    _refuse_report(package)
    book = open_book(package)
    form = read_ministry(book)
    if form:
        return replace(form, remarks=(*_macros(package), *form.remarks))
    grid, table = _choose(book)
    if len(table.rivals) > 1:
        raise _rival_columns(package, grid, table)
    rows, other = rows_of(grid, table)
    if not rows:
        raise _refusal_in(package, grid.name, "A123", sheet=Quoted(grid.name))
    return RawSheet(
        file=file,
        sha256=package.sha256,
        sheet=grid.name,
        rows=rows,
        headings=_headings_of(table),
        identity=read_identity(book),
        merged=merged_levels(grid, table),
        hidden_columns=_hidden_columns(grid, table, rows),
        remarks=(*_macros(package), *_answers_outside(package, grid.name, other)),
        joined=_is_joined(book),
    )


def _is_joined(book: Book) -> bool:
    sheets = (sheet for sheet in book.sheets if sheet.name == SOURCES)
    return any(_names_sources(read_sheet(book, sheet)) for sheet in sheets)


def _hidden_columns(grid: Grid, table: Table, rows: tuple[RawRow, ...]) -> tuple[str, ...]:
    return tuple(
        letters(column)
        for column in table.columns()
        if grid.hides(column) and any(not grid.cell(row.row, column).blank for row in rows)
    )


def _headings_of(table: Table) -> dict[str, str]:
    columns = {
        "number": table.number,
        "level": table.level,
        "name": table.name,
        "evidence": table.evidence,
        "explanation": table.explanation,
        "external": table.external,
    }
    return {role: letters(column) for role, column in columns.items() if column}


def _choose(book: Book) -> tuple[Grid, Table]:
    """Choose the sheet with the answers: `Jawaban`, or the only one with such a table."""
    visible = [sheet for sheet in book.sheets if not sheet.hidden and _candidate(sheet)]
    for named in (True, False):
        sheets = [sheet for sheet in visible if (_title(sheet) == _ANSWERS) is named]
        grids = ((grid, find_table(grid)) for grid in (read_sheet(book, s) for s in sheets))
        found = [(grid, table) for grid, table in grids if table]
        if len(found) > 1:
            names = Listed(tuple(Quoted(grid.name) for grid, _ in found))
            book.package.refuse("A121", count=len(found), sheets=names)
        if found:
            return found[0]
    raise _no_table(book, visible)


def _title(sheet: SheetPart) -> str:
    return sheet.name.strip().casefold()


def _candidate(sheet: SheetPart) -> bool:
    return _title(sheet) not in _NEVER


def _no_table(book: Book, visible: list[SheetPart]) -> Refused:
    """Say why there is no table: hidden, or a heading is missing."""
    for sheet in book.sheets:
        if sheet.hidden and _candidate(sheet) and find_table(read_sheet(book, sheet)):
            return _refusal_in(book.package, sheet.name, "A124", sheet=Quoted(sheet.name))
    for sheet in visible:
        near = number_heading(read_sheet(book, sheet))
        if near:
            facts: dict[str, Fact] = {"sheet": Quoted(sheet.name), "headings": Quoted(near)}
            return book.package.refusal("A120", "near_miss", **facts)
    return book.package.refusal("A120")


def _rival_columns(package: Package, grid: Grid, table: Table) -> Refused:
    places = [f"{letters(column)}{table.row}" for column in table.rivals]
    facts: dict[str, Fact] = {
        "count": len(places),
        "sheet": Quoted(grid.name),
        "headings": Listed(tuple(places)),
    }
    place = Place(package.file, grid.name, places[0])
    return Refused(Finding("A122", place, facts), package.sha256)


def _refusal_in(package: Package, sheet: str, code: str, /, **facts: Fact) -> Refused:
    return Refused(Finding(code, Place(package.file, sheet), facts), package.sha256)


def read_identity(book: Book) -> Identity:
    """Read the sheet Identitas, hidden or not, if there is one."""
    sheet = next((sheet for sheet in book.sheets if _title(sheet) == _IDENTITY), None)
    return identity_of(read_sheet(book, sheet)) if sheet else Identity()


def _macros(package: Package) -> Iterator[Finding]:
    """A212: the file has no macros."""
    if any(name.endswith("vbaproject.bin") for name in package.infos):
        yield Finding("A212", Place(package.file))


def _answers_outside(package: Package, sheet: str, other: Cell | None) -> Iterator[Finding]:
    """A217: no further table follows the one that is read."""
    if other:
        yield Finding("A217", Place(package.file, sheet, other.ref), {"cell": other.ref})


def _refuse_report(package: Package) -> None:
    origin = _origin_of(package)
    if origin:
        package.refuse("A126", "origin", origin=origin)
    if origin is not None:
        package.refuse("A126")


def _origin_of(package: Package) -> str | None:
    """Return the answer file that a report names; None of any other workbook."""
    texts: dict[str, list[str]] = {}
    named = [""]

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "property":
            named[0] = attributes.get("name", "")
            texts[named[0]] = []

    def text(data: str) -> None:
        texts.setdefault(named[0], []).append(data)

    whole = read_beside(package, _PROPERTIES, start, lambda _: None, text)
    return "".join(texts[_MARKER]).strip() if whole and _MARKER in texts else None


def _names_sources(grid: Grid) -> bool:
    texts = (grid.cell(SOURCE_ROW, column).text for column in range(1, len(SOURCE_HEADINGS) + 1))
    return tuple(texts) == SOURCE_HEADINGS


def read_duties(path: Path, file: str) -> tuple[str, tuple[_Row, ...]]:
    """Read the table of an assignment: the sheet and its rows, of the first visible one.

    Raises:
        Refused: the file can't be read, or has no such table.
        OSError: the system does not let us open it.
    """
    package = open_package(path, file)
    book = open_book(package)
    for grid in (read_sheet(book, sheet) for sheet in book.sheets if not sheet.hidden):
        for row in (row for row in sorted(grid.cells) if row <= LAST_HEADING_ROW):
            columns = _columns_at(grid, row)
            if columns:
                return grid.name, tuple(_rows_below(grid, row, columns))
    facts: dict[str, Fact] = {"key": Raw("Indikator, Penanggung Jawab")}
    raise Refused(Finding("I103", Place(file), facts, "table"), package.sha256)


def _columns_at(grid: Grid, row: int) -> tuple[int, int, int | None] | None:
    """Return the columns of a heading row, if it is one."""
    found = {title: column for column, title in reversed(titles_of(grid, row).items())}
    indicator, owner, contributors = (
        next((found[title] for title in wanted if title in found), None)
        for wanted in (_INDICATOR, _OWNER, _CONTRIBUTORS)
    )
    return (indicator, owner, contributors) if indicator and owner else None


def _rows_below(grid: Grid, heading: int, columns: tuple[int, int, int | None]) -> Iterator[_Row]:
    for row in sorted(grid.cells):
        indicators, owner, contributors = (grid.cell(row, column) for column in columns)
        if row > heading and not (owner.blank and contributors.blank):
            yield indicators, owner, contributors
