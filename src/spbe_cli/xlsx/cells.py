"""The cells of one sheet by row and column: value, kind and formula in a single pass."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Final

from spbe_cli.answers import Cell, Kind
from spbe_cli.xlsx.book import TRUE, Book, SheetPart, outside_of
from spbe_cli.xlsx.values import content_of, likely_day
from spbe_cli.xlsx.xml import Attributes, Pieces, local, read_xml

_LAST_COLUMN: Final = 16_384
_LAST_ROW: Final = 1_048_576
_REFERENCE: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})", re.ASCII)


_Area = tuple[int, int, int, int]
"""First row, last row, first column, last column of a range."""
_SCHEME: Final = re.compile(r"^(?:https?://|mailto:|file:///?)?(?:www\.)?")
LIMIT_CELLS: Final = 100_000
LIMIT_ROWS: Final = 100_000
LIMIT_MERGED: Final = 20_000
LIMIT_LINKS: Final = 20_000
_WHOLE: Final = re.compile(r"\d{1,7}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a sheet that hold anything, by row and column, counted from 1.

    `merged` holds first row, last row, first column, last column of every merged range,
    `hidden_columns` the first and the last of every range of them, `links` where cells lead.
    """

    name: str
    cells: dict[int, dict[int, Cell]]
    merged: tuple[_Area, ...]
    hidden_rows: frozenset[int]
    hidden_columns: tuple[tuple[int, int], ...]
    links: Mapping[tuple[int, int], str] = field(default_factory=dict)
    since_1904: bool = False

    def cell(self, row: int, column: int | None) -> Cell:
        """Return a cell; a blank one where nothing stands or the column is missing."""
        if column is None:
            return Cell("")
        found = self.cells.get(row, {}).get(column)
        return found or Cell(f"{letters(column)}{row}")

    def text_and_link(self, row: int, column: int | None) -> Cell:
        """Return a cell with what it leads to, where that is not what it says."""
        found = self.cell(row, column)
        target = self.links.get((row, column or 0), "")
        if not target or found.kind is not Kind.TEXT or _says(found.text, target):
            return found
        return replace(found, value=f"{found.value} ({target})")

    def dated(self, cell: Cell) -> Cell:
        """Return a cell with the date that it is if it has only lost the format of one."""
        day = likely_day(cell.value, since_1904=self.since_1904)
        return replace(cell, day=day) if day else cell

    def hides(self, column: int) -> bool:
        """Tell whether a column is hidden."""
        return any(first <= column <= last for first, last in self.hidden_columns)


def _says(text: str, target: str) -> bool:
    """Tell whether a text gives the target of its link, perhaps without `https://www.`.

    >>> _says("SK, https://x.id/a", "https://x.id/a/"), _says("x.id/a", "https://www.x.id/a")
    (True, True)
    >>> _says("drive", "https://drive.x.id/a")
    False
    """
    said, address = text.strip().casefold().rstrip("/"), target.casefold().rstrip("/")
    return address in said or said == _SCHEME.sub("", address)


def position(reference: str) -> tuple[int, int] | None:
    """Return row and column of a reference such as `E5`, both counted from 1."""
    match = _REFERENCE.fullmatch(reference.upper())
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def letters(column: int) -> str:
    """Return the letters of a column.

    >>> letters(1), letters(27), letters(16_384)
    ('A', 'AA', 'XFD')
    """
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def _area_of(reference: str) -> _Area | None:
    """Return the range that a reference names; None if it can't be read."""
    first, _, last = reference.partition(":")
    begin, end = position(first), position(last or first)
    return (begin[0], end[0], begin[1], end[1]) if begin and end else None


def _cells_in(areas: Iterable[tuple[_Area, str]], most: int) -> dict[tuple[int, int], str]:
    """Return the target of every cell of some ranges, of `most` cells at most."""
    linked: dict[tuple[int, int], str] = {}
    for (top, bottom, left, right), target in areas:
        for place in product(range(top, bottom + 1), range(left, right + 1)):
            if len(linked) >= most:
                return linked
            linked.setdefault(place, target)
    return linked


@dataclass(slots=True)
class _Reading:
    """What grows while a sheet is read."""

    book: Book
    cells: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[_Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    links: list[tuple[_Area, str, str]] = field(default_factory=list)
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
        if tag == "mergeCell":
            self.merge(attributes.get("ref", ""))
        elif tag == "hyperlink":
            self.link(attributes)
        elif tag == "col" and attributes.get("hidden") in TRUE:
            self.hide_columns(attributes)

    def end(self, tag: str) -> None:
        if tag == "c":
            self.end_cell()
        elif tag in {"v", "t", "f"}:
            self.into = None
        elif tag == "rPh":
            self.hint = False

    def text(self, data: str) -> None:
        if self.into is not None:
            self.into.add(data)

    def begin_row(self, attributes: Attributes) -> None:
        """Go to a row: the one named, or the next."""
        self.rows += 1
        if self.rows > LIMIT_ROWS:
            self.book.package.refuse("A147", "rows", limit=str(LIMIT_ROWS))
        named = attributes.get("r", "")
        number = int(named) if _WHOLE.fullmatch(named) else 0
        self.row = number if 0 < number <= _LAST_ROW else self.row + 1
        self.column = 0
        if attributes.get("hidden") in TRUE:
            self.hidden_rows.add(self.row)

    def begin_cell(self, attributes: Attributes) -> None:
        """Go to a cell: the one named, or the next."""
        place = position(attributes["r"]) if "r" in attributes else (self.row, self.column + 1)
        if place is None or not 0 < place[0] <= _LAST_ROW or place[1] > _LAST_COLUMN:
            self.book.package.refuse_damaged("detail_reference")
        self.row, self.column = place
        self.kind = attributes.get("t", "n")
        self.style = attributes.get("s", "")
        self.value = self.inline = self.formula = None

    def end_cell(self) -> None:
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
        if len(self.merged) >= LIMIT_MERGED:
            self.book.package.refuse("A147", "cells", limit=str(LIMIT_MERGED))
        area = _area_of(reference)
        if area:
            self.merged.append(area)

    def link(self, attributes: Attributes) -> None:
        named = {local(name): value for name, value in attributes.items()}
        area = _area_of(named.get("ref", ""))
        if area and "id" in named and len(self.links) < LIMIT_LINKS:
            within = named.get("location", "")
            self.links.append((area, named["id"], f"#{within}" if within else ""))

    def hide_columns(self, attributes: Attributes) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if _WHOLE.fullmatch(first) and _WHOLE.fullmatch(last):
            self.hidden_columns.append((int(first), int(last)))


def read_sheet(book: Book, sheet: SheetPart) -> Grid:
    """Read the cells of one sheet.

    Raises:
        Refused: the sheet is damaged, or beyond the limits.
    """
    if sheet.part is None:
        return Grid(sheet.name, {}, (), frozenset(), ())
    reading = _Reading(book)
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
        _cells_in(found, LIMIT_LINKS),
        book.since_1904,
    )
