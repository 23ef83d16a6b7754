"""The ministry's own workbook of 2018: a sheet for every indicator, the choices in `Rekap`.

Six buttons on an indicator's sheet write 1 to 6 into the hidden column `Rekap!E`; the level
is one less, so that a workbook nobody has touched says level 0 throughout.  Sheets are found
by name, as their order is not that of the numbers.
"""

from dataclasses import replace
from decimal import Decimal
from typing import Final

from spbe_cli.answers import Cell, Identity, Kind, RawRow, RawSheet
from spbe_cli.findings import Fact, Finding, Place, Quoted
from spbe_cli.xlsx.book import Book, SheetPart
from spbe_cli.xlsx.cells import Grid
from spbe_cli.xlsx.table import find_table, heading
from spbe_cli.xlsx.ministry import ROWS, found_in, weights_differ
from spbe_cli.xlsx.cells import read_sheet

EDITION: Final = "permenpanrb-5-2018"
COLUMNS: Final = {"number": "C", "level": "E", "name": "B", "evidence": "B", "explanation": "B"}
"""Where answers stand: the first two in `Rekap`, the others on the sheet of an indicator."""
NUMBER, CHOICE = 3, 5
LABEL, FIRST_TEXT, LAST_TEXT = 1, 2, 5
"""Columns of an indicator's sheet; cells for texts are merged from B to E."""
NAME_ROW: Final = 2
LAST_ROW: Final = 18
"""Below it some sheets have blocks of other indicators pasted in."""
TEXT_ROWS: Final = {"penjelasan": 9, "data dukung": 10}
"""Labels of the texts, and the rows in which they usually stand."""
CHOICES: Final = {str(number): Decimal(number) for number in range(1, 7)}
IDENTITY: Final = {"nama instansi": "instansi", "nama operator": "pengisi"}
"""How the labels that are read begin in `Identitas`."""
IDENTITY_LABEL, IDENTITY_VALUE = 2, 4
DOTTED: Final = ". …"
"""Lines to write on are made of these."""


def read_ministry(book: Book) -> RawSheet | None:
    """Read the workbook if it is the ministry's: it has `Rekap` and sheets of indicators.

    Raises:
        Refused: one of its sheets is damaged, or beyond the limits.
    """
    tabs = {key(sheet.name): sheet for sheet in book.sheets}
    if "jawaban" in tabs or "rekap" not in tabs or not any(tab(n) in tabs for n in ROWS):
        return None
    summary = read_sheet(book, tabs["rekap"])
    if find_table(summary):
        return None
    rows = tuple(row_of(book, summary, tabs.get(tab(number)), number) for number in ROWS)
    return RawSheet(
        file=book.package.file,
        sha256=book.package.sha256,
        sheet=summary.name,
        rows=tuple(map(emptied, rows)) if untouched(rows) else rows,
        headings=COLUMNS,
        identity=identity_of(book, tabs.get("identitas")),
        remarks=tuple(weights_differ(book.package.file, summary)),
        preset=0,
    )


def key(name: str) -> str:
    """Write the name of a sheet as it is compared: without case and blanks."""
    return "".join(name.casefold().split())


def tab(number: str) -> str:
    """Return the name of an indicator's sheet as it is compared."""
    return f"indikator{number}"


def row_of(book: Book, summary: Grid, sheet: SheetPart | None, number: str) -> RawRow:
    """Return what is answered for one number; without its sheet the row is refused."""
    row = ROWS[number]
    chosen = summary.cell(row, CHOICE)
    named = replace(summary.cell(row, NUMBER), kind=Kind.TEXT, value=number)
    if sheet is None:
        level = refused(chosen, "A128", sheet=Quoted(f"Indikator {number}"))
        return RawRow(row, named, level, Cell(""), Cell(""), Cell(""))
    form = read_sheet(book, sheet)
    return RawRow(
        row,
        named,
        level_of(chosen),
        replace(form.cell(NAME_ROW, FIRST_TEXT), sheet=form.name),
        text_in(form, "data dukung"),
        text_in(form, "penjelasan"),
    )


def refused(cell: Cell, code: str, /, **facts: Fact) -> Cell:
    """Return the level cell of a row that can't be read, holding the finding that says why."""
    return Cell(cell.ref, Kind.REFUSED, Finding(code, Place(""), facts))


def level_of(cell: Cell) -> Cell:
    """Return the level that a choice stands for: one less."""
    value = CHOICES.get(cell.text, cell.value)
    if isinstance(value, Decimal) and value in CHOICES.values():
        return replace(cell, kind=Kind.NUMBER, value=value - 1)
    return refused(cell, "A127", cell=cell.ref, found=found_in(cell))


def text_in(form: Grid, label: str) -> Cell:
    """Return the cell beside the first such label of an indicator's sheet."""
    rows = (row for row in range(1, LAST_ROW + 1) if heading(form.cell(row, LABEL).text) == label)
    row = next(rows, TEXT_ROWS[label])
    cells = [form.cell(row, column) for column in range(FIRST_TEXT, LAST_TEXT + 1)]
    return replace(next((c for c in cells if not c.blank), cells[0]), sheet=form.name)


def untouched(rows: tuple[RawRow, ...]) -> bool:
    """Tell whether every choice that can be read is the first, as in the file issued."""
    return all(row.level.value == 0 for row in rows if row.level.kind is not Kind.REFUSED)


def emptied(row: RawRow) -> RawRow:
    """Return a row without the level that nobody chose."""
    return row if row.level.kind is Kind.REFUSED else replace(row, level=Cell(row.level.ref))


def identity_of(book: Book, sheet: SheetPart | None) -> Identity:
    """Read who answers; the edition is known by the layout and stands in no cell."""
    edition = {"instrumen": Cell("", Kind.TEXT, EDITION)}
    if sheet is None:
        return Identity(None, edition)
    grid = read_sheet(book, sheet)
    found: dict[str, Cell] = {}
    for row in sorted(grid.cells):
        label = heading(grid.cell(row, IDENTITY_LABEL).text)
        value = typed(grid.cell(row, IDENTITY_VALUE))
        for beginning, meaning in IDENTITY.items():
            if label.startswith(beginning) and not value.blank:
                found.setdefault(meaning, value)
    return Identity(grid.name, {**found, **edition}, wanted=("instansi",))


def typed(cell: Cell) -> Cell:
    """Return a cell without the dotted line that was there to write on."""
    return replace(cell, value=cell.text.strip(DOTTED)) if "…" in cell.text else cell
