"""Read the answers of a returned workbook as they stand, without judging them.

Our own layout goes by headings; the ministry's workbook of 2018 has its own below.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Final, NoReturn

from spbe_cli.answers import Cell, Identity, Kind, RawRow, RawSheet, as_found
from spbe_cli.findings import Fact, Finding, Listed, Place, Quoted, Raw, Word
from spbe_cli.xlsx import book as parts
from spbe_cli.xlsx import tables
from spbe_cli.xlsx.cells import EXCEL_DIGITS, Grid, letters, read_sheet
from spbe_cli.xlsx.package import Package, Refused, open_package
from spbe_cli.xlsx.tables import ITEMS_SHEET, SheetTable, find_table, heading

_ITEMS: Final = ITEMS_SHEET.casefold()
_NEVER: Final = frozenset(
    {"perbaikan", "perbaikan spbe", "petunjuk", "identitas", "kriteria", _ITEMS}
)
_SYNONYMS: Final = {"unit kerja": "perangkat daerah", "opd": "perangkat daerah"}
REPORT_MARK: Final = "spbe-report"
"""The custom property by which a report is known; its value is the answer file."""
CORRECTION: Final = "spbe-correction"
"""The custom property of a marked copy of a sender's own workbook: which correction it is."""
SOURCES: Final = "Sumber"
SOURCE_HEADINGS: Final = (
    *("Berkas", "Perangkat Daerah", "Pengisi", "Tanggal", "Jumlah jawaban", "Sidik (SHA-256)"),
)
"""The sheet of a merged file that says from which files it comes, and its headings."""
SOURCE_ROW: Final = 3


def read_answers(path: Path, file: str) -> RawSheet:
    """Read the answers of a workbook, `file` to findings; `Refused` without any, or OSError."""
    return read_package(open_package(path, file))


def read_package(package: Package) -> RawSheet:
    """Read the answers of an opened workbook; `Refused` if it has no table of them."""
    properties = _properties_of(package)
    if origin := properties.get(REPORT_MARK):
        package.refuse("A126", "origin", origin=origin)
    if REPORT_MARK in properties:
        package.refuse("A126")
    book = parts.open_book(package)
    raw = _read_ministry(book) or _read_own(book)
    identity, remarks = raw.identity, raw.remarks
    if number := properties.get(CORRECTION):
        marked = Cell("", Kind.TEXT, number)
        identity = replace(identity, cells={**identity.cells, "perbaikan": marked})
    # A212: the file has no macros
    if any(name.endswith("vbaproject.bin") for name in package.infos):
        remarks = (Finding("A212", Place(package.file)), *remarks)
    return replace(raw, identity=identity, remarks=remarks)


def _read_own(book: parts.Book) -> RawSheet:
    package, table = book.package, _choose(book)
    file, grid, columns = package.file, table.grid, table.columns
    titles = tables.titles_at(grid, table.row)
    rivals = [column for column in titles if titles[column] == titles[columns["level"]]]
    if len(rivals) > 1:
        places = [f"{letters(column)}{table.row}" for column in rivals]
        headings = Listed(tuple(places))
        _refuse_in(package, grid.name, "A122", places[0], count=len(places), headings=headings)
    rows, other = tables.rows_of(table)
    if not rows:
        _refuse_in(package, grid.name, "A123")
    bukti = _items_grid(book, grid.name)
    items, remarks = tables.read_items(bukti, file) if bukti else ((), ())
    if other:  # A217: no further table follows the one that is read
        further = Finding("A217", Place(file, grid.name, other.ref), {"cell": other.ref})
        remarks = (*remarks, further)
    hidden = (
        column
        for column in columns.values()
        if any(first <= column <= last for first, last in grid.hidden_columns)
        and not all(grid.cell(row.row, column).blank for row in rows)
    )
    sources = (read_sheet(book, sheet) for sheet in book.sheets if sheet.name == SOURCES)
    columns_of = range(1, len(SOURCE_HEADINGS) + 1)
    tops = ([one.cell(SOURCE_ROW, at).text for at in columns_of] for one in sources)
    return RawSheet(
        file=file,
        sha256=package.sha256,
        sheet=grid.name,
        rows=rows,
        headings={role: letters(column) for role, column in columns.items()},
        identity=_own_identity(book),
        merged=tuple(
            (f"{letters(left)}{top}:{letters(right)}{bottom}", top, bottom)
            for top, bottom, left, right in grid.merged
            if top > table.row and bottom > top and left <= columns["level"] <= right
        ),
        hidden_columns=tuple(map(letters, hidden)),
        remarks=remarks,
        joined=any(texts == [*SOURCE_HEADINGS] for texts in tops),
        items=items,
        items_sheet=bukti.name if bukti else "",
        others=tuple(tables.others_of(table, rows)),
    )


def _items_grid(book: parts.Book, answers: str) -> Grid | None:
    """Return the sheet Bukti, or under a longer name the first that is seen to list pieces."""
    for sheet in book.sheets:
        if _title(sheet) == _ITEMS:
            return read_sheet(book, sheet)
    for sheet in book.sheets:
        if _ITEMS in _title(sheet) and not sheet.hidden and sheet.name != answers:
            grid = read_sheet(book, sheet)
            if tables.has_items(grid):
                return grid
    return None


def _choose(book: parts.Book) -> SheetTable:
    """Choose the table of answers: of `Jawaban`, or of the only sheet with such a table."""
    candidates = [sheet for sheet in book.sheets if _title(sheet) not in _NEVER]
    visible = [sheet for sheet in candidates if not sheet.hidden]
    for named in (True, False):
        sheets = [sheet for sheet in visible if (_title(sheet) == "jawaban") is named]
        read = (find_table(read_sheet(book, sheet)) for sheet in sheets)
        found = [table for table in read if table and not tables.lists_items(table)]
        if len(found) > 1:
            names = Listed(tuple(Quoted(table.grid.name) for table in found))
            book.package.refuse("A121", count=len(found), sheets=names)
        if found:
            return found[0]
    for sheet in (sheet for sheet in candidates if sheet.hidden):
        if find_table(read_sheet(book, sheet)):
            _refuse_in(book.package, sheet.name, "A124")
    for sheet in visible:
        if near := find_table(read_sheet(book, sheet), {"number"}):
            said = Quoted(near.cell(near.row, "number").text)
            book.package.refuse("A120", "near_miss", sheet=Quoted(sheet.name), headings=said)
    raise Refused(Finding("A120", Place(book.package.file)), book.package.sha256)


def _title(sheet: parts.SheetPart) -> str:
    return sheet.name.strip().casefold()


def _refuse_in(
    package: Package, sheet: str, code: str, cell: str | None = None, /, **facts: Fact
) -> NoReturn:
    facts["sheet"] = Quoted(sheet)
    raise Refused(Finding(code, Place(package.file, sheet, cell), facts), package.sha256)


def _own_identity(book: parts.Book) -> Identity:
    """Read the sheet Identitas, hidden or not: labels in A, values in B; a bare date is one."""
    sheet = next((sheet for sheet in book.sheets if _title(sheet) == "identitas"), None)
    if sheet is None:
        return Identity()
    grid, found = read_sheet(book, sheet), dict[str, Cell]()
    for row in sorted(grid.cells):
        label, value = heading(grid.cell(row, 1).text), grid.cell(row, 2)
        if label and not value.blank:
            found.setdefault(_SYNONYMS.get(label, label), value)
    date = found.get("tanggal", Cell(""))
    if day := grid.dated(date).day:
        found["tanggal"] = replace(date, kind=Kind.DATE, value=day)
    return Identity(grid.name, found)


def marked_as_report(package: Package) -> bool:
    """Tell whether a workbook is a report of our own."""
    return REPORT_MARK in _properties_of(package)


def _properties_of(package: Package) -> dict[str, str]:
    found = parts.elements_beside(package, "docProps/custom.xml", "property")
    return {one.get("name", ""): one.get("", "").strip() for _, one in found}


# The ministry's own workbook of 2018 has a sheet for every indicator, the choices in `Rekap`.  Six
# buttons write 1 to 6 into the hidden column `Rekap!E`; the level is one less.  Sheets are found
# by name, as their order is not that of the numbers.

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
_ISSUED: Final[Mapping[int, str]] = {
    4: "=17/100",
    24: "0.28",
    35: "0.55",
    5: "0.07",
    13: "=0.1",
    25: "0.08",
    28: "0.08",
    31: "0.12",
    36: "0.35",
    44: "0.2",
    **{_ROWS[n]: weight for _, numbers, weight in _BLOCKS for n in numbers.split()},
}
"""The weights by row: of domains, aspects, indicators."""

_WEIGHT: Final = 7
_SHARED: Final = "="
"""How a formula is read whose text stands in another cell."""
_AMOUNT: Final = re.compile(r"=? *(\d{1,20}(?:\.\d{1,20})?) *(?:/ *([1-9]\d{0,20}) *)?", re.ASCII)
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
_LABELS: Final = {"nama instansi": "instansi", "nama operator": "pengisi"}
"""How the labels that are read begin in `Identitas`."""
_IDENTITY_LABEL, _IDENTITY_VALUE = 2, 4


def _weights_differ(file: str, summary: Grid) -> Iterator[Finding]:
    # Stored values of formulas count for nothing, as many programs don't store them.  But of cells
    # that share a formula only the first holds its text; of the others the value is all there is.
    numbers = {row: number for number, row in _ROWS.items()}
    for row, weight in sorted(_ISSUED.items()):
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
    return EXCEL_DIGITS.divide(Decimal(match[1]), Decimal(match[2] or 1)) if match else None


def _found_in(cell: Cell) -> Fact:
    """Return what stands in a cell as a fact: a formula rather than its value."""
    if cell.formula not in {None, _SHARED}:
        return Raw(str(cell.formula)[:40])
    return Word("empty") if cell.value is None else as_found(cell)


def _read_ministry(book: parts.Book) -> RawSheet | None:
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
        identity=_ministry_identity(book, tabs.get("identitas")),
        remarks=tuple(_weights_differ(book.package.file, summary)),
        preset=0,
        above=1,
    )


def _row_of(book: parts.Book, summary: Grid, sheet: parts.SheetPart | None, number: str) -> RawRow:
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


def _ministry_identity(book: parts.Book, sheet: parts.SheetPart | None) -> Identity:
    """Read who answers; the edition is known by the layout and stands in no cell."""
    edition = {"instrumen": Cell("", Kind.TEXT, "permenpanrb-5-2018")}
    if sheet is None:
        return Identity(None, edition)
    grid = read_sheet(book, sheet)
    found: dict[str, Cell] = {}
    for row in sorted(grid.cells):
        label = heading(grid.cell(row, _IDENTITY_LABEL).text)
        value = grid.cell(row, _IDENTITY_VALUE)
        if "…" in value.text:  # a line to write on
            value = replace(value, value=value.text.strip(". …"))
        for beginning, meaning in _LABELS.items():
            if label.startswith(beginning) and not value.blank:
                found.setdefault(meaning, value)
    return Identity(grid.name, {**found, **edition}, wanted=("instansi",))
