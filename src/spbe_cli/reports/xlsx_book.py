"""A workbook that is made: what it says of itself, its looks, and the only way into its cells.

It has fixed dates: the same input gives the same bytes.  Every look names its font, or LibreOffice
picks another.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from spbe_cli import __version__
from spbe_cli.findings import base_name
from spbe_cli.reports import document as doc
from spbe_cli.words import Words, clean
from spbe_cli.xlsx.styles import OPTIONS, WRITTEN

MARK: Final = "spbe-report"
"""The custom property by which a reader knows a report; its value is the answer file."""

LONGEST_PROPERTY: Final = 255
DARK: Final = "#1F4E79"
GREY: Final = "#7F7F7F"
LINE: Final = "#D9D9D9"
TINT: Final = "#DDEBF7"
BAR: Final = "#5B9BD5"
INPUT: Final = "#FFFFE5"
ALERT: Final = "#C00000"
GROUNDS: Final[dict[doc.Tone, str]] = {
    "": DARK, "good": "#2E7D32", "fair": "#1F6FB2", "poor": "#B26A00", "bad": "#B71C1C",
}  # fmt: skip
"""The colours of a word by its tone; white can be read on all of them."""

TINTS: Final[dict[doc.Tone, str]] = {
    "good": "#E8F5E9", "fair": "#E3F2FD", "poor": "#FFF3E0", "bad": "#FFEBEE",
}  # fmt: skip
"""The grounds on which these colours are read."""

Look = dict[str, Any]
BASE: Final[Look] = {"font_name": "Calibri", "font_size": 10, "valign": "vcenter"}
CELL: Final[Look] = {"border": 1, "border_color": LINE, "valign": "top"}
HEAD: Final[Look] = {
    **CELL, "valign": "vcenter", "bold": True, "font_color": "#FFFFFF", "bg_color": DARK,
    "text_wrap": True,
}  # fmt: skip
ROWS: Final[dict[str, Look]] = {
    "": {},
    "group": {"bold": True, "bg_color": TINT},
    "own": {"bold": True, "bg_color": TINT},
    "total": {"bold": True, "top": 2},
}
LOOKS: Final[dict[str, Look]] = {
    "title": {"font_size": 18, "bold": True, "text_wrap": True, "font_color": DARK},
    "part": {"font_size": 14, "bold": True, "font_color": DARK, "text_wrap": True},
    "heading": {"font_size": 12, "bold": True, "font_color": DARK, "valign": "bottom"},
    "grey": {"font_color": GREY, "text_wrap": True},
    "strong": {"font_size": 11, "bold": True, "text_wrap": True},
    "alert": {"bold": True, "text_wrap": True, "font_color": ALERT},
    "plain": {"text_wrap": True, "valign": "top"},
    "link": {"font_color": "#0563C1", "underline": 1},
    "index": {"font_size": 40, "bold": True, "align": "center", "font_color": DARK},
    "word": {"font_size": 28, "bold": True, "align": "center", "font_color": "#FFFFFF"},
    "head": HEAD,
    "head_right": {**HEAD, "align": "right"},
    "cell": CELL,
    "input": {**CELL, "align": "right", "bold": True, "bg_color": INPUT, "locked": False},
    "differs": {"bg_color": "#FFEB9C", "bold": True},
}
"""The one table of looks of all reports."""

A4: Final = 9
LONGEST_NAME_IN_FOOTER: Final = 90
PIXELS_PER_POINT: Final = 0.62
"""The width of an average character, for one point of the size of the font; a little too much."""
POINTS_PER_LINE: Final = 1.3
HIGHEST_ROW: Final = 409
PIXELS: Final = 7
ROOM: Final = 5
"""How many pixels wide a character of the sheet is, and how many more a column has."""

LONGEST_SHEET: Final = 31
RESERVED: Final = "history"
"""A name of a sheet that Excel keeps for itself."""

Value = str | int | Decimal | Fraction | None


class Book:
    """A workbook that is being made; what charts draw is written on its sheet `numbers`."""

    numbers: "Page"

    def __init__(self, title: str, file: str, words: Words) -> None:
        self.file, self.words = file, words
        self.content = BytesIO()
        self.book = Workbook(self.content, OPTIONS)
        named = clean(title, LONGEST_PROPERTY)
        self.book.set_properties({"title": named, "comments": "spbe", "created": WRITTEN})
        self.book.set_custom_property(MARK, clean(base_name(file), LONGEST_PROPERTY), "text")
        self._looks: dict[str, Format] = {}

    def look(self, name: str, **own: object) -> Format:
        """Return a look of the table, with what is particular to a cell."""
        key = f"{name} {own}"
        if key not in self._looks:
            self._looks[key] = self.book.add_format({**BASE, **LOOKS[name], **own})
        return self._looks[key]

    def page(self, name: str) -> "Page":
        """Add a sheet."""
        return Page(self, name, self.book.add_worksheet(name))

    def written(self) -> bytes:
        """Close the workbook and return it."""
        self.book.close()
        return self.content.getvalue()


@dataclass(slots=True)
class Page:
    """A sheet that is written from top to bottom; `row` is the next one that is free.

    Its `width` and those of its `columns` are in characters, `pixels` are as XlsxWriter reckons.
    """

    book: Book
    name: str
    sheet: Worksheet
    last: int = 0
    row: int = 0
    width: int = 0
    pixels: int = 0
    columns: Sequence[int] = ()

    def widths(self, widths: Sequence[int]) -> None:
        """Set the widths of the columns, in characters."""
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
        self.columns = widths
        self.last, self.width = len(widths) - 1, sum(widths)
        self.pixels = self.width * PIXELS + len(widths) * ROOM

    def put(self, row: int, column: int, value: Value, look: Format) -> None:
        """Write a value: text stays text, whatever it begins with; a number stays a number."""
        if value is None or value == "":
            self.sheet.write_blank(row, column, None, look)
        elif isinstance(value, str):
            self.sheet.write_string(row, column, clean(value), look)
        else:
            self.sheet.write_number(row, column, float(value), look)

    def line(self, text: str, name: str, **own: object) -> None:
        """Write a text across the sheet, in a row high enough: Excel fits none to merged cells."""
        look = self.book.look(name, **own)
        width = max(int(self.pixels / (look.font_size * PIXELS_PER_POINT)), 1)
        count = sum(-(-len(part) // width) or 1 for part in text.split("\n"))
        height = min(count * look.font_size * POINTS_PER_LINE + 3, HIGHEST_ROW)
        self.sheet.set_row(self.row, height)
        self.merge(self.row, 0, self.last, text, look)
        self.row += 1

    def merge(self, row: int, first: int, last: int, value: Value, look: Format) -> None:
        """Write a value across columns."""
        self.sheet.merge_range(row, first, row, last, "", look)
        self.put(row, first, value, look)

    def paper(self, *, landscape: bool = False, pages: int = 0) -> None:
        """Lay the sheet out on A4, one page wide and as many high as it takes, with a footer."""
        self.sheet.set_paper(A4)
        if landscape:
            self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, pages)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.7)
        name = clean(base_name(self.book.file), LONGEST_NAME_IN_FOOTER).replace("&", "&&")
        left = f"spbe {__version__}" + (f" · {name}" if name else "")
        right = self.book.words.label("excel.pages")
        self.sheet.set_footer(f'&L&"Calibri"&9{left}&R&"Calibri"&9{right}')


def sheet_names(texts: Iterable[str]) -> Iterator[str]:
    """Yield names that Excel takes, made of any texts; no two alike in any case.

    >>> list(sheet_names(["Ringkasan", "Bagian A/B", "bagian a-b", "'History'", "Ringkasan"]))
    ['Ringkasan', 'Bagian A-B', 'bagian a-b 2', 'History_', 'Ringkasan 2']
    """
    taken = {""}
    for text in texts:
        plain = re.sub(r"[\[\]:*?/\\]", "-", clean(" ".join(text.split()))).strip("' ") or "OPD"
        plain = f"{plain}_" if plain.casefold() == RESERVED else plain
        name, ending, count = "", "", 1
        while name.casefold() in taken:
            # Excel counts UTF-16 units.
            units = plain.encode("utf-16-le")[: 2 * (LONGEST_SHEET - len(ending))]
            name = units.decode("utf-16-le", "ignore").rstrip("' ") + ending
            count += 1
            ending = f" {count}"
        taken.add(name.casefold())
        yield name
