"""How the cells of written workbooks look, answer files and reports alike, and what writes them.

A style is a mapping of XlsxWriter's properties; several are joined.  All name the font, or
LibreOffice falls back to a serif face.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Final, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_cell_to_rowcol
from xlsxwriter.worksheet import Worksheet

from spbe_cli.words import clean

WRITTEN: Final = datetime(2020, 1, 1, tzinfo=UTC)
"""The date in every workbook: the same input gives the same bytes."""
OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
"""What somebody gave as text stays text."""

Style = Mapping[str, object]
Marks = Mapping[tuple[str, str], tuple[Style, str]]
"""By sheet and cell how a cell to fill in stands out, and why."""

DARK: Final = "#1F4E79"
PALE: Final = "#595959"
LINE: Final = "#BFBFBF"
OPEN: Final = "#FFFFE5"

FONT: Final[Style] = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
BOLD: Final[Style] = {"bold": True}
ITALIC: Final[Style] = {"italic": True}
SMALL: Final[Style] = {"font_size": 9}
FOLDED: Final[Style] = {"text_wrap": True}
WRAPPED: Final[Style] = {**FOLDED, "align": "left", "indent": 1}
CENTRED: Final[Style] = {"align": "center"}
LEFT: Final[Style] = {"align": "left"}
RIGHT: Final[Style] = {"align": "right"}
TOP: Final[Style] = {"valign": "top"}
AS_TEXT: Final[Style] = {"num_format": "@"}
AS_DATE: Final[Style] = {"num_format": "dd/mm/yyyy"}
BORDERED: Final[Style] = {"border": 1, "border_color": LINE}
GREY: Final[Style] = {"font_color": PALE}
RED: Final[Style] = {"font_color": "#9C0006"}
LINK: Final[Style] = {"font_color": "#0563C1", "underline": 1}
TITLE: Final[Style] = {"bold": True, "font_color": DARK, "font_size": 18}
PART: Final[Style] = {**TITLE, "font_size": 14}
SECTION: Final[Style] = {**TITLE, "font_size": 12, "valign": "bottom"}
STRONG: Final[Style] = {"bold": True, "font_size": 11}
ALERT: Final[Style] = {"bold": True, "font_color": "#C00000"}
FIGURE: Final[Style] = {**TITLE, "font_size": 40, "align": "center"}
CELL: Final[Style] = {**TOP, **BORDERED}
INPUT: Final[Style] = {"bg_color": OPEN, "locked": False, **BORDERED}
LOCKED: Final[Style] = {"bg_color": "#F2F2F2", **BORDERED}
ON_DARK: Final[Style] = {"bold": True, "font_color": "#FFFFFF", "bg_color": DARK}
HEADING: Final[Style] = {**ON_DARK, **FOLDED, **CENTRED, "valign": "vcenter", **BORDERED}
GROUP: Final[Style] = {"bold": True, "bg_color": "#DDEBF7"}
TOTAL: Final[Style] = {"bold": True, "top": 2}
GOOD: Final[Style] = {"bg_color": "#C6EFCE", "font_color": "#006100"}
AMBER: Final[Style] = {"bg_color": "#FFEB9C", "font_color": "#7F6000"}
ERROR: Final[Style] = {"bg_color": "#F8CBAD"}
WARNING: Final[Style] = {"bg_color": "#FFE699"}
AS_TYPED: Final[Style] = {"quote_prefix": True, **FOLDED}
"""What begins with an equals sign stays text when the cell is edited."""
SHADES: Final = (
    ("#DDEBF7", DARK),
    ("#E2EFDA", "#375623"),
    ("#FFF2CC", "#7F6000"),
    ("#EADCF4", "#512373"),
)
"""The colours of the parts of an instrument: of the cells, of the text on them."""


class ListRow(NamedTuple):
    """A row of a list: its texts, how it looks, where its second cell leads: a sheet and a cell."""

    texts: tuple[str | int, ...]
    look: str = ""
    colour: str = ""
    link: tuple[str, str] | None = None


class Page:
    """A sheet of a workbook that is being written; a cell is `E5`, or row and column from 0."""

    font: ClassVar[Style] = FONT

    def __init__(self, book: Workbook, sheet: Worksheet, marks: Marks | None = None) -> None:
        self.book, self.sheet, self.marks = book, sheet, marks or {}
        self._looks: dict[tuple[tuple[str, object], ...], Format] = {}

    def look(self, *styles: Style) -> Format:
        """Join styles into a format of the workbook: one for all cells that look alike."""
        joined = dict(self.font)
        for part in styles:
            joined |= part
        known = tuple(joined.items())
        if known not in self._looks:
            self._looks[known] = self.book.add_format(joined)
        return self._looks[known]

    def write(self, cell: str | tuple[int, int], value: object, *styles: Style) -> None:
        """Write a value as what it is; a text stays one, whatever it begins with."""
        row, column = xl_cell_to_rowcol(cell) if isinstance(cell, str) else cell
        look = self.look(*styles)
        match value:
            case None | bool() | date():
                self.sheet.write(row, column, value, look)
            case int() | float() | Decimal() | Fraction():
                self.sheet.write_number(row, column, float(value), look)
            case _ if text := clean(str(value)):  # `write` takes `{=1}` for a formula
                self.sheet.write_string(row, column, text, look)
            case _:
                self.sheet.write_blank(row, column, None, look)

    def merge(
        self, row: int, first: int, last: int, value: object, *styles: Style, rows: int = 1
    ) -> None:
        """Write a value across columns, and across some rows."""
        if rows > 1 or last > first:
            self.sheet.merge_range(row, first, row + rows - 1, last, "", self.look(*styles))
        self.write((row, first), value, *styles)

    def fill_in(self, cell: str, value: object, *looks: Style) -> None:
        """Write a cell to fill in; one that stands out is never locked, and says why."""
        look, note = self.marks.get((str(self.sheet.name), cell), ({}, ""))
        self.write(cell, value, *looks, look, {"locked": False} if note else {})
        if note:
            lines = sum(1 + len(line) // 48 for line in note.split("\n"))  # as many surely fit
            height = 16 * min(lines + 1, 24)  # half a screen at most
            shown = {"width": 320, "height": height, "font_name": "Calibri", "font_size": 10}
            self.sheet.write_comment(cell, clean(note), shown)

    def headings(self, row: int, columns: Iterable[tuple[str, int]]) -> None:
        """Write headings into a row, and make their columns as wide as is said beside them."""
        for column, (heading, width) in enumerate(columns):
            self.sheet.set_column(column, column, width)
            self.write((row - 1, column), heading, HEADING)

    def paper(self, footer: str, *, landscape: bool, pages: int = 0) -> None:
        """Lay the sheet out on A4, one page wide and as many high as it takes, with a footer."""
        if landscape:
            self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.7)
        self.sheet.fit_to_pages(1, pages)
        self.sheet.set_footer(footer)

    def finish(self, *, landscape: bool = True) -> None:
        """Set up printing, and lock the sheet without password; what does no harm stays."""
        self.paper("&L&9&F&R&9Halaman &P dari &N", landscape=landscape)
        allowed = ("format_columns", "format_rows", "sort", "autofilter", "insert_hyperlinks")
        self.sheet.protect("", dict.fromkeys(allowed, True))


def shortened(text: str, longest: int) -> str:
    """Cut a text that is too long for a prompt, or to be read, with a mark; for cells see `clean`.

    >>> shortened("kebijakan", 5), shortened("data", 5)
    ('kebi…', 'data')
    """
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def choices(title: str, values: Iterable[object], error: str) -> dict[str, object]:
    """Return the rule of cells with a list to choose from, and what is said of anything else."""
    said = {"error_title": title, "error_message": error}
    return {"validate": "list", "source": list(values), **said}
