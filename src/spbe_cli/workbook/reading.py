"""Read a returned answer sheet as it stands, without judging the answers."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from spbe_cli.answers import Cell, Identity, RawRow, RawSheet
from spbe_cli.findings import Fact, Finding, Listed, Place, Quoted
from spbe_cli.xlsx.book import Book, SheetPart, open_book
from spbe_cli.xlsx.cells import Grid, letters
from spbe_cli.xlsx.table import (
    Table,
    find_table,
    identity_of,
    merged_levels,
    number_heading,
    rows_of,
)
from spbe_cli.xlsx.ministry import read_ministry
from spbe_cli.xlsx.reading import SOURCES, names_sources, refuse_report
from spbe_cli.xlsx.package import Package, Refused, open_package
from spbe_cli.xlsx.cells import read_sheet

ANSWERS: Final = "jawaban"
IDENTITY: Final = "identitas"
NEVER: Final = frozenset({"perbaikan", "petunjuk", IDENTITY, "kriteria"})


def read_answers(path: Path, file: str) -> RawSheet:
    """Read the answers of a workbook; `file` is how findings call it.

    Raises:
        Refused: the file can't be read, or has no table of answers.
        OSError: the system does not let us open it.
    """
    package = open_package(path, file)
    refuse_report(package)
    book = open_book(package)
    form = read_ministry(book)
    if form:
        return replace(form, remarks=(*macros(package), *form.remarks))
    grid, table = choose(book)
    if len(table.rivals) > 1:
        raise rival_columns(package, grid, table)
    rows, other = rows_of(grid, table)
    if not rows:
        raise refusal_in(package, grid.name, "A123", sheet=Quoted(grid.name))
    return RawSheet(
        file=file,
        sha256=package.sha256,
        sheet=grid.name,
        rows=rows,
        headings=headings_of(table),
        identity=read_identity(book),
        merged=merged_levels(grid, table),
        hidden_columns=hidden_columns(grid, table, rows),
        remarks=(*macros(package), *answers_outside(package, grid.name, other)),
        joined=is_joined(book),
    )


def is_joined(book: Book) -> bool:
    """Tell whether a merge wrote the workbook."""
    sheets = (sheet for sheet in book.sheets if sheet.name == SOURCES)
    return any(names_sources(read_sheet(book, sheet)) for sheet in sheets)


def hidden_columns(grid: Grid, table: Table, rows: tuple[RawRow, ...]) -> tuple[str, ...]:
    """Return the letters of the hidden columns that are read and hold anything."""
    return tuple(
        letters(column)
        for column in table.columns()
        if grid.hides(column) and any(not grid.cell(row.row, column).blank for row in rows)
    )


def headings_of(table: Table) -> dict[str, str]:
    """Return the column letters of the headings that the table has."""
    columns = {
        "number": table.number,
        "level": table.level,
        "name": table.name,
        "evidence": table.evidence,
        "explanation": table.explanation,
        "external": table.external,
    }
    return {role: letters(column) for role, column in columns.items() if column}


def choose(book: Book) -> tuple[Grid, Table]:
    """Choose the sheet with the answers: `Jawaban`, or the only one with such a table."""
    visible = [sheet for sheet in book.sheets if not sheet.hidden and candidate(sheet)]
    for named in (True, False):
        sheets = [sheet for sheet in visible if (title(sheet) == ANSWERS) is named]
        grids = ((grid, find_table(grid)) for grid in (read_sheet(book, s) for s in sheets))
        found = [(grid, table) for grid, table in grids if table]
        if len(found) > 1:
            names = Listed(tuple(Quoted(grid.name) for grid, _ in found))
            book.package.refuse("A121", count=len(found), sheets=names)
        if found:
            return found[0]
    raise no_table(book, visible)


def title(sheet: SheetPart) -> str:
    """Return the name of a sheet as it is compared."""
    return sheet.name.strip().casefold()


def candidate(sheet: SheetPart) -> bool:
    """Tell whether a sheet may hold the answers by its name."""
    return title(sheet) not in NEVER


def no_table(book: Book, visible: list[SheetPart]) -> Refused:
    """Say why there is no table: hidden, or a heading is missing."""
    for sheet in book.sheets:
        if sheet.hidden and candidate(sheet) and find_table(read_sheet(book, sheet)):
            return refusal_in(book.package, sheet.name, "A124", sheet=Quoted(sheet.name))
    for sheet in visible:
        near = number_heading(read_sheet(book, sheet))
        if near:
            facts: dict[str, Fact] = {"sheet": Quoted(sheet.name), "headings": Quoted(near)}
            return book.package.refusal("A120", "near_miss", **facts)
    return book.package.refusal("A120")


def rival_columns(package: Package, grid: Grid, table: Table) -> Refused:
    """Name the columns that have the same level heading."""
    places = [f"{letters(column)}{table.row}" for column in table.rivals]
    facts: dict[str, Fact] = {
        "count": len(places),
        "sheet": Quoted(grid.name),
        "headings": Listed(tuple(places)),
    }
    place = Place(package.file, grid.name, places[0])
    return Refused(Finding("A122", place, facts), package.sha256)


def refusal_in(package: Package, sheet: str, code: str, /, **facts: Fact) -> Refused:
    """Make a refusal that is placed at a sheet."""
    return Refused(Finding(code, Place(package.file, sheet), facts), package.sha256)


def read_identity(book: Book) -> Identity:
    """Read the sheet Identitas, hidden or not, if there is one."""
    sheet = next((sheet for sheet in book.sheets if title(sheet) == IDENTITY), None)
    return identity_of(read_sheet(book, sheet)) if sheet else Identity()


def macros(package: Package) -> Iterator[Finding]:
    """A212: the file has no macros."""
    if any(name.endswith("vbaproject.bin") for name in package.infos):
        yield Finding("A212", Place(package.file))


def answers_outside(package: Package, sheet: str, other: Cell | None) -> Iterator[Finding]:
    """A217: no further table follows the one that is read."""
    if other:
        yield Finding("A217", Place(package.file, sheet, other.ref), {"cell": other.ref})
