"""Rows read by pattern: a token is the beginning or the end of a row, or a whole cell."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from spbe_cli.answers import Cell, Kind
from spbe_cli.workbook.book import TRUE, Book
from spbe_cli.workbook.content import content_of
from spbe_cli.workbook.grid import LAST_COLUMN, LAST_ROW, position
from spbe_cli.workbook.plain import Doubt, Split, unescaped
from spbe_cli.workbook.xml import LONGEST_TEXT

HEIGHT: Final = "x14ac:dyDescent"
"""What Excel writes on rows, with a prefix declared around them."""
ATTRIBUTES: Final = r'((?: [A-Za-z]\w*(?::\w+)?="[^"<>&\n\t]*")*)'
ATTRIBUTE: Final = re.compile(r' ([\w:]+)="([^"]*)"', re.ASCII)
TOKEN: Final = re.compile(
    rf'<row r="(\d{{1,7}})"{ATTRIBUTES}( ?/)?>'
    r'|<c r="([A-Z]{1,3})(\d{1,7})"(?: s="(\d{1,7})")?(?: t="([A-Za-z]+)")?(?: ?/>|>'
    rf"(<f{ATTRIBUTES}(?: ?/>|>([^<]*)</f>))?"
    r'(?:<v>([^<]*)</v>|(<v ?/>)|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>)'
    r"|(</row>)",
    re.ASCII,
)
BEGIN: Final = 3
"""The last group of the beginning of a row."""
END: Final = 14
"""The group of its end."""
CELL: Final = range(4, END)
FORMULA: Final = 9
"""The group of the attributes of a formula; then comes the formula itself."""
PLAIN_NUMBERS: Final = frozenset({None, "n"})
MOST: Final = 100_000


@dataclass(slots=True)
class PlainRows:
    """What grows while rows are read: the cells by row and column."""

    book: Book
    rest: bytes
    cells: dict[int, dict[int, Cell]] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    number: str = ""
    row: dict[int, Cell] = field(default_factory=dict)
    count: int = 0

    def begin(self, found: re.Match[str]) -> None:
        """Go to a row; each comes once, and one may be empty."""
        number, attributes, empty = found.group(1, 2, 3)
        row = int(number)
        if self.number or not 0 < row <= LAST_ROW or row in self.cells:
            raise Doubt
        if attributes and is_hidden(attributes, self.rest):
            self.hidden.add(row)
        self.row = self.cells[row] = {}
        self.number = "" if empty else number

    def end(self) -> None:
        """Leave a row."""
        if not self.number:
            raise Doubt
        self.number = ""

    def cell(self, found: re.Match[str]) -> None:
        """Take a cell of this row."""
        letters, number, style, kind, whole, _, _, value, blank, inline = found.group(*CELL)
        column = column_of(letters)
        if number != self.number or column in self.row:
            raise Doubt
        formula = formula_in(found) if whole else None
        text = "" if blank else inline if value is None else value
        if text is None and formula is None and kind in PLAIN_NUMBERS:
            return
        if text and "&" in text:
            text = unescaped(text)
        if text and len(text) > LONGEST_TEXT:
            text = text[:LONGEST_TEXT]
        shown, seen = content_of(self.book, (kind or "n", style or ""), text, formula)
        if shown is not Kind.BLANK or formula is not None:
            written = None if formula is None else f"={formula}"
            self.row[column] = Cell(letters + number, shown, seen, written)


def read_rows(book: Book, part: Split) -> PlainRows:
    """Read the rows of a sheet.

    Raises:
        Doubt: they are not as plain as that; they must be read carefully.
    """
    rows = PlainRows(book, part.rest)
    position = 0
    for found in TOKEN.finditer(part.inside):
        if found.start() != position:
            raise Doubt
        position, last = found.end(), found.lastindex or 0
        if last == END:
            rows.end()
        elif last > BEGIN:
            rows.cell(found)
        else:
            rows.begin(found)
        rows.count += 1
    if position != len(part.inside) or rows.number or rows.count > MOST:
        raise Doubt
    rows.cells = {row: cells for row, cells in rows.cells.items() if cells}
    return rows


def formula_in(found: re.Match[str]) -> str:
    """Return the formula of a cell; of a shared one only the first cell has the text."""
    attributes, formula = found.group(FORMULA, FORMULA + 1)
    if attributes:
        attributes_of(attributes)
    return unescaped(formula or "")[:LONGEST_TEXT]


def is_hidden(attributes: str, rest: bytes) -> bool:
    """Tell whether a row is hidden; a prefix must be declared around the rows."""
    found = attributes_of(attributes)
    if HEIGHT in found and b"xmlns:x14ac=" not in rest:
        raise Doubt
    return found.get("hidden") in TRUE


@lru_cache(maxsize=256)
def attributes_of(text: str) -> dict[str, str]:
    """Return attributes by name; doubled ones, and prefixes that nobody uses, leave doubt."""
    found = ATTRIBUTE.findall(text)
    names = {name for name, _ in found}
    prefixed = {name for name in names if ":" in name}
    if len(names) < len(found) or not prefixed <= {HEIGHT} or "r" in names:
        raise Doubt
    return dict(found)


@lru_cache(maxsize=64)
def column_of(letters: str) -> int:
    """Return the number of a column by its letters.

    >>> column_of("A"), column_of("XFD")
    (1, 16384)
    """
    place = position(f"{letters}1")
    if place is None or place[1] > LAST_COLUMN:
        raise Doubt
    return place[1]
