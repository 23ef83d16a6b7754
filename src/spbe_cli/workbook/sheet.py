"""The cells of one sheet, as they stand: value, kind and formula in a single pass."""

import re
from dataclasses import dataclass, field
from typing import Final

from spbe_cli.answers import Cell, Kind
from spbe_cli.xlsx.book import TRUE, Book, SheetPart, outside_of
from spbe_cli.xlsx.values import content_of
from spbe_cli.xlsx.cells import (
    LAST_COLUMN,
    LAST_ROW,
    Area,
    Grid,
    area_of,
    cells_in,
    letters,
    position,
)
from spbe_cli.xlsx.xml import Attributes, Pieces, local, read_xml

LIMIT_CELLS: Final = 100_000
LIMIT_ROWS: Final = 100_000
LIMIT_MERGED: Final = 20_000
LIMIT_LINKS: Final = 20_000

WHOLE: Final = re.compile(r"\d{1,7}", re.ASCII)


@dataclass(slots=True)
class Reading:
    """What grows while a sheet is read."""

    book: Book
    cells: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    links: list[tuple[Area, str, str]] = field(default_factory=list)
    row: int = 0
    column: int = 0
    rows: int = 0
    stored: int = 0
    kind: str = ""
    style: str = ""
    value: Pieces | None = None
    inline: Pieces | None = None
    formula: Pieces | None = None
    into: Pieces | None = None
    hint: bool = False

    def start(self, tag: str, attributes: Attributes) -> None:
        """Meet the beginning of an element."""
        if tag == "c":
            self.begin_cell(attributes)
        elif tag == "v":
            self.value = self.into = self.value or Pieces()
        elif tag == "is":
            self.inline = self.inline or Pieces()
        elif tag == "t":
            self.into = None if self.hint else self.inline
        elif tag == "f":
            self.formula = self.into = Pieces()
        elif tag == "row":
            self.begin_row(attributes)
        elif tag == "rPh":
            self.hint = True
        else:
            self.start_around(tag, attributes)

    def start_around(self, tag: str, attributes: Attributes) -> None:
        """Meet the beginning of an element that stands outside the rows."""
        if tag == "mergeCell":
            self.merge(attributes.get("ref", ""))
        elif tag == "hyperlink":
            self.link(attributes)
        elif tag == "col" and attributes.get("hidden") in TRUE:
            self.hide_columns(attributes)

    def end(self, tag: str) -> None:
        """Meet the end of an element."""
        if tag == "c":
            self.end_cell()
        elif tag in {"v", "t", "f"}:
            self.into = None
        elif tag == "rPh":
            self.hint = False

    def text(self, data: str) -> None:
        """Meet text."""
        if self.into is not None:
            self.into.add(data)

    def begin_row(self, attributes: Attributes) -> None:
        """Go to a row: the one named, or the next."""
        self.rows += 1
        if self.rows > LIMIT_ROWS:
            self.book.package.refuse("A147", "rows", limit=str(LIMIT_ROWS))
        named = attributes.get("r", "")
        number = int(named) if WHOLE.fullmatch(named) else 0
        self.row = number if 0 < number <= LAST_ROW else self.row + 1
        self.column = 0
        if attributes.get("hidden") in TRUE:
            self.hidden_rows.add(self.row)

    def begin_cell(self, attributes: Attributes) -> None:
        """Go to a cell: the one named, or the next."""
        place = position(attributes["r"]) if "r" in attributes else (self.row, self.column + 1)
        if place is None or not 0 < place[0] <= LAST_ROW or place[1] > LAST_COLUMN:
            self.book.package.refuse_damaged("detail_reference")
        self.row, self.column = place
        self.kind = attributes.get("t", "n")
        self.style = attributes.get("s", "")
        self.value = self.inline = self.formula = None

    def end_cell(self) -> None:
        """Keep the cell that has just ended."""
        # A cell with an inline text may have a value for programs that know no inline texts.
        inline = self.kind == "inlineStr" and self.inline is not None
        text, formula = self.inline if inline else self.value, self.formula
        self.keep(
            f"{letters(self.column)}{self.row}",
            None if text is None else text.text(),
            None if formula is None else formula.text(),
        )

    def keep(self, reference: str, text: str | None, formula: str | None) -> None:
        """Keep a cell if it holds anything; `text` is None where no value is stored."""
        kind, value = content_of(self.book, (self.kind, self.style), text, formula)
        if kind is Kind.BLANK and formula is None:
            return
        self.stored += 1
        if self.stored > LIMIT_CELLS:
            self.book.package.refuse("A147", "cells", limit=str(LIMIT_CELLS))
        cells = self.cells.setdefault(self.row, {})
        if self.column in cells:
            self.book.package.refuse_damaged("detail_reference")
        cells[self.column] = Cell(
            reference, kind, value, None if formula is None else f"={formula}"
        )

    def merge(self, reference: str) -> None:
        """Note a merged range."""
        if len(self.merged) >= LIMIT_MERGED:
            self.book.package.refuse("A147", "cells", limit=str(LIMIT_MERGED))
        area = area_of(reference)
        if area:
            self.merged.append(area)

    def link(self, attributes: Attributes) -> None:
        """Note that cells lead to something outside the file."""
        named = {local(name): value for name, value in attributes.items()}
        area = area_of(named.get("ref", ""))
        if area and "id" in named and len(self.links) < LIMIT_LINKS:
            within = named.get("location", "")
            self.links.append((area, named["id"], f"#{within}" if within else ""))

    def hide_columns(self, attributes: Attributes) -> None:
        """Note hidden columns."""
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if WHOLE.fullmatch(first) and WHOLE.fullmatch(last):
            self.hidden_columns.append((int(first), int(last)))


def read_sheet(book: Book, sheet: SheetPart) -> Grid:
    """Read the cells of one sheet.

    Raises:
        Refused: the sheet is damaged, or beyond the limits.
    """
    if sheet.part is None:
        return Grid(sheet.name, {}, (), frozenset(), ())
    reading = Reading(book)
    read_xml(book.package, sheet.part, reading.start, reading.end, reading.text)
    targets = outside_of(book.package, sheet.part) if reading.links else {}
    known = ((area, targets.get(name), within) for area, name, within in reading.links)
    found = ((area, target + within) for area, target, within in known if target)
    return Grid(
        sheet.name,
        reading.cells,
        tuple(reading.merged),
        frozenset(reading.hidden_rows),
        tuple(reading.hidden_columns),
        cells_in(found, LIMIT_LINKS),
        book.since_1904,
    )
