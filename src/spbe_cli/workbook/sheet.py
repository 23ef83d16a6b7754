"""The cells of one sheet, as they stand: value, kind and formula in a single pass."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Final

from spbe_cli.answers import Cell, Kind
from spbe_cli.workbook.book import TRUE, Book, SheetPart
from spbe_cli.workbook.grid import Grid, letters, position
from spbe_cli.workbook.plain import LARGEST, Doubt, give_rows, split_rows
from spbe_cli.workbook.values import as_day, as_number, as_text, iso_day
from spbe_cli.workbook.xml import LONGEST_TEXT, Attributes, Pieces, read_pieces

LIMIT_CELLS: Final = 100_000
LIMIT_ROWS: Final = 100_000
LIMIT_MERGED: Final = 20_000
LAST_COLUMN: Final = 16_384
LAST_ROW: Final = 1_048_576

LONGEST_ERROR: Final = 40
ELEMENTS_PER_CELL: Final = 3

WHOLE: Final = re.compile(r"\d{1,7}", re.ASCII)


@dataclass(slots=True)
class Reading:
    """What grows while a sheet is read."""

    book: Book
    cells: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    row: int = 0
    column: int = 0
    rows: int = 0
    stored: int = 0
    kind: str = ""
    style: str = ""
    value: Pieces = field(default_factory=Pieces)
    formula: Pieces | None = None
    has_value: bool = False
    into: Pieces | None = None
    hint: bool = False

    def start(self, tag: str, attributes: Attributes) -> None:
        """Meet the beginning of an element."""
        if tag == "c":
            self.begin_cell(attributes)
        elif tag in {"v", "t"}:
            self.has_value = True
            self.into = None if self.hint else self.value
        elif tag == "f":
            self.formula = self.into = Pieces()
        elif tag == "row":
            self.begin_row(attributes)
        elif tag == "rPh":
            self.hint = True
        elif tag == "mergeCell":
            self.merge(attributes.get("ref", ""))
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
        if place is None or place[0] > LAST_ROW or place[1] > LAST_COLUMN:
            self.book.package.refuse_damaged("detail_reference")
        self.row, self.column = place[0] or self.row, place[1]
        self.kind = attributes.get("t", "n")
        self.style = attributes.get("s", "")
        self.value = Pieces()
        self.formula = None
        self.has_value = False

    def end_cell(self) -> None:
        """Keep the cell that has just ended."""
        formula = None if self.formula is None else self.formula.text()
        text = self.value.text() if self.has_value else None
        self.keep(f"{letters(self.column)}{self.row}", text, formula)

    def keep(self, reference: str, text: str | None, formula: str | None) -> None:
        """Keep a cell if it holds anything; `text` is None where no value is stored."""
        kind, value = self.content(text, formula)
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

    def take_row(self, row: int, *, hidden: bool) -> None:
        """Take a row that was read by pattern; what is odd is left to careful reading."""
        self.rows += 1
        if not 0 < row <= LAST_ROW or self.rows > LIMIT_ROWS or row in self.cells:
            raise Doubt
        self.row = row
        if hidden:
            self.hidden_rows.add(row)

    def take_cell(
        self,
        letters: str,
        look: tuple[str | None, str | None],
        value: str | None,
        formula: str | None,
    ) -> None:
        """Take a cell that was read by pattern."""
        self.column = column_of(letters)
        if self.column > LAST_COLUMN:
            raise Doubt
        style, kind = look
        self.style, self.kind = style or "", kind or "n"
        text = value[:LONGEST_TEXT] if value else value
        self.keep(f"{letters}{self.row}", text, formula[:LONGEST_TEXT] if formula else formula)

    def content(self, value: str | None, formula: str | None) -> tuple[Kind, object]:
        """Return kind and value of a cell."""
        text = value or ""
        if formula is not None and not text and (self.kind != "str" or value is None):
            return Kind.UNCALCULATED, None
        match self.kind:
            case "s" | "str" | "inlineStr":
                return as_text(self.shared(text) if self.kind == "s" else text)
            case "b":
                return Kind.LOGICAL, text.strip() in TRUE
            case "e":
                return Kind.ERROR, text[:LONGEST_ERROR]
            case "d":
                return iso_day(text)
            case _:
                return self.number(text)

    def shared(self, text: str) -> str:
        """Return the shared text with this number."""
        number = int(text) if WHOLE.fullmatch(text.strip()) else len(self.book.texts)
        if number >= len(self.book.texts):
            self.book.package.refuse_damaged("detail_texts")
        return self.book.texts[number]

    def number(self, text: str) -> tuple[Kind, object]:
        """Read a number, or the date that its style makes of it."""
        kind, value = as_number(text)
        if isinstance(value, Decimal) and self.style in self.book.date_styles:
            return as_day(value, since_1904=self.book.since_1904)
        return kind, value

    def merge(self, reference: str) -> None:
        """Note a merged range."""
        first, _, last = reference.partition(":")
        begin, end = position(first), position(last or first)
        if len(self.merged) >= LIMIT_MERGED:
            self.book.package.refuse("A147", "cells", limit=str(LIMIT_MERGED))
        if begin and end:
            self.merged.append((begin[0], end[0], begin[1], end[1]))

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
    content = book.package.small(sheet.part, LARGEST)
    reading = plain_reading(book, content) if content is not None else None
    if reading is None:
        reading = Reading(book)
        read = (reading.start, reading.end, reading.text)
        pieces = book.package.chunks(sheet.part) if content is None else (content,)
        read_pieces(book.package, pieces, *read)
    return Grid(
        sheet.name,
        reading.cells,
        tuple(reading.merged),
        frozenset(reading.hidden_rows),
        tuple(reading.hidden_columns),
    )


def plain_reading(book: Book, content: bytes) -> Reading | None:
    """Read a sheet whose rows are plain by pattern; None if they must be read carefully."""
    before = book.package.elements
    reading = Reading(book)
    try:
        parts = split_rows(content)
        read_pieces(book.package, (parts.rest,), reading.start, reading.end, reading.text)
        count = give_rows(parts, reading)
    except Doubt:
        book.package.elements = before
        return None
    book.package.elements += ELEMENTS_PER_CELL * count
    return reading


@lru_cache(maxsize=64)
def column_of(name: str) -> int:
    """Return the number of a column by its letters.

    >>> column_of("A"), column_of("XFD")
    (1, 16384)
    """
    place = position(f"{name}1")
    return place[1] if place else LAST_COLUMN + 1
