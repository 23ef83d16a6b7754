"""The ministry's own workbook of 2018: a sheet for every indicator, the choices in `Rekap`.

Six buttons write 1 to 6 into the hidden column `Rekap!E`; the level is one less.  Sheets are found
by name, as their order is not that of the numbers.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Context, Decimal
from typing import Final

from spbe_cli.answers import Cell, Identity, Kind, RawRow, RawSheet, as_found
from spbe_cli.findings import Fact, Finding, Place, Quoted, Raw, Word
from spbe_cli.xlsx.book import Book, SheetPart
from spbe_cli.xlsx.cells import Grid, read_sheet
from spbe_cli.xlsx.table import find_table, heading

_BLOCKS: Final = (
    (6, "1 2 3 4 5 6 7", "0.01"),
    (14, "8 9 10 11 12 13 14 15 16 17", "0.01"),
    (26, "18 19", "0.04"),
    (29, "20 21", "0.04"),
    (32, "22 23 24", "0.04"),
    (37, "25 26 27 28 29 30 31", "0.05"),
    (45, "32 33 34 35-1 35-2 35-3", "=0.2/6"),
)
"""The aspects: first row, numbers of the indicators, the weight of each."""
_ROWS: Final[Mapping[str, int]] = {
    number: first + place
    for first, numbers, _ in _BLOCKS
    for place, number in enumerate(numbers.split())
}
_DOMAINS: Final = {4: "=17/100", 24: "0.28", 35: "0.55"}
_ASPECTS: Final = {5: "0.07", 13: "=0.1", 25: "0.08", 28: "0.08", 31: "0.12", 36: "0.35", 44: "0.2"}
_INDICATORS: Final = {_ROWS[n]: weight for _, numbers, weight in _BLOCKS for n in numbers.split()}
_ISSUED: Final[Mapping[int, str]] = dict(sorted({**_DOMAINS, **_ASPECTS, **_INDICATORS}.items()))
"""The weights by row."""

_WEIGHT: Final = 7
_LONGEST_FORMULA: Final = 40
_EXCEL_DIGITS: Final = Context(prec=15)
_SHARED: Final = "="
"""How a formula is read whose text stands in another cell."""
_AMOUNT: Final = re.compile(r"=? *(\d{1,20}(?:\.\d{1,20})?) *(?:/ *([1-9]\d{0,20}) *)?", re.ASCII)
_EDITION: Final = "permenpanrb-5-2018"
_COLUMNS: Final = {"number": "C", "level": "E", "name": "B", "evidence": "B", "explanation": "B"}
"""Where answers stand: the first two in `Rekap`, the others on the sheet of an indicator."""
_NUMBER, _CHOICE = 3, 5
_LABEL, _FIRST_TEXT, _LAST_TEXT = 1, 2, 5
"""Columns of an indicator's sheet; cells for texts are merged from B to E."""
_NAME_ROW: Final = 2
_LAST_ROW: Final = 18
"""Below it some sheets have blocks of other indicators pasted in."""
_TEXT_ROWS: Final = {"penjelasan": 9, "data dukung": 10}
"""Labels of the texts, and the rows in which they usually stand."""
_CHOICES: Final = {str(number): Decimal(number) for number in range(1, 7)}
_IDENTITY: Final = {"nama instansi": "instansi", "nama operator": "pengisi"}
"""How the labels that are read begin in `Identitas`."""
_IDENTITY_LABEL, _IDENTITY_VALUE = 2, 4
_DOTTED: Final = ". …"
"""Lines to write on are made of these."""


def _weights_differ(file: str, summary: Grid) -> Iterator[Finding]:
    # Stored values of formulas count for nothing, as many programs don't store them.  But of cells
    # that share a formula only the first holds its text; of the others the value is all there is.
    numbers = {row: number for number, row in _ROWS.items()}
    for row, weight in _ISSUED.items():
        cell, number = summary.cell(row, _WEIGHT), numbers.get(row)
        value = str(cell.value) if cell.kind is Kind.NUMBER else ""
        written = value if cell.formula in {None, _SHARED} else str(cell.formula)
        unknown = cell.formula == _SHARED and cell.kind is Kind.UNCALCULATED
        if unknown or _amount(written) == _amount(weight):
            continue
        expected = Raw(weight) if weight.startswith("=") else Decimal(weight)
        facts: dict[str, Fact] = {"cell": cell.ref, "found": _found_in(cell), "expected": expected}
        if number:
            facts["sheet"] = Quoted(f"Indikator {number}")
        place = Place(file, summary.name, cell.ref)
        yield Finding("A129", place, facts, "indicator" if number else "", number)


def _amount(text: str) -> Decimal | None:
    """Return the number that a constant or a quotient of two comes to, as Excel shows it.

    >>> _amount("=0.2/6"), _amount("=17 / 100"), _amount("=G4/2")
    (Decimal('0.0333333333333333'), Decimal('0.17'), None)
    """
    match = _AMOUNT.fullmatch(text)
    return _EXCEL_DIGITS.divide(Decimal(match[1]), Decimal(match[2] or 1)) if match else None


def _found_in(cell: Cell) -> Fact:
    """Return what stands in a cell as a fact: a formula rather than its value."""
    if cell.formula not in {None, _SHARED}:
        return Raw(str(cell.formula)[:_LONGEST_FORMULA])
    return Word("empty") if cell.value is None else as_found(cell)


def read_ministry(book: Book) -> RawSheet | None:
    """Read the workbook if it is the ministry's: it has `Rekap` and sheets of indicators."""
    tabs = {"".join(sheet.name.casefold().split()): sheet for sheet in book.sheets}
    forms = {number: tabs.get(f"indikator{number}") for number in _ROWS}
    if "jawaban" in tabs or "rekap" not in tabs or not any(forms.values()):
        return None
    summary = read_sheet(book, tabs["rekap"])
    if find_table(summary):
        return None
    rows = [_row_of(book, summary, sheet, number) for number, sheet in forms.items()]
    chosen = [row for row in rows if row.level.kind is not Kind.REFUSED]
    if all(row.level.value == 0 for row in chosen):  # nobody has touched it
        blank = {row.row: replace(row, level=Cell(row.level.ref)) for row in chosen}
        rows = [blank.get(row.row, row) for row in rows]
    return RawSheet(
        file=book.package.file,
        sha256=book.package.sha256,
        sheet=summary.name,
        rows=tuple(rows),
        headings=_COLUMNS,
        identity=_identity_of(book, tabs.get("identitas")),
        remarks=tuple(_weights_differ(book.package.file, summary)),
        preset=0,
        above=1,
    )


def _row_of(book: Book, summary: Grid, sheet: SheetPart | None, number: str) -> RawRow:
    """Return what is answered for one number; without its sheet the row is refused."""
    row = _ROWS[number]
    cell = summary.cell(row, _CHOICE)
    named = replace(summary.cell(row, _NUMBER), kind=Kind.TEXT, value=number)
    if sheet is None:
        level = _refused(cell, "A128", sheet=Quoted(f"Indikator {number}"))
        return RawRow(row, named, level, Cell(""), Cell(""), Cell(""))
    form = read_sheet(book, sheet)
    choice = _CHOICES.get(cell.text, cell.value)
    if isinstance(choice, Decimal) and choice in _CHOICES.values():
        level = replace(cell, kind=Kind.NUMBER, value=choice - 1)
    else:
        level = _refused(cell, "A127", cell=cell.ref, found=_found_in(cell))
    name = replace(form.cell(_NAME_ROW, _FIRST_TEXT), sheet=form.name)
    texts = _text_in(form, "data dukung"), _text_in(form, "penjelasan")
    return RawRow(row, named, level, name, *texts)


def _refused(cell: Cell, code: str, /, **facts: Fact) -> Cell:
    return Cell(cell.ref, Kind.REFUSED, Finding(code, Place(""), facts))


def _text_in(form: Grid, label: str) -> Cell:
    rows = (row for row in range(1, _LAST_ROW + 1) if heading(form.cell(row, _LABEL).text) == label)
    row = next(rows, _TEXT_ROWS[label])
    cells = [form.cell(row, column) for column in range(_FIRST_TEXT, _LAST_TEXT + 1)]
    return replace(next((c for c in cells if not c.blank), cells[0]), sheet=form.name)


def _identity_of(book: Book, sheet: SheetPart | None) -> Identity:
    """Read who answers; the edition is known by the layout and stands in no cell."""
    edition = {"instrumen": Cell("", Kind.TEXT, _EDITION)}
    if sheet is None:
        return Identity(None, edition)
    grid = read_sheet(book, sheet)
    found: dict[str, Cell] = {}
    for row in sorted(grid.cells):
        label = heading(grid.cell(row, _IDENTITY_LABEL).text)
        value = grid.cell(row, _IDENTITY_VALUE)
        if "…" in value.text:
            value = replace(value, value=value.text.strip(_DOTTED))
        for beginning, meaning in _IDENTITY.items():
            if label.startswith(beginning) and not value.blank:
                found.setdefault(meaning, value)
    return Identity(grid.name, {**found, **edition}, wanted=("instansi",))
