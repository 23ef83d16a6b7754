"""How the cells of a written workbook look; a style is a mapping of XlsxWriter's properties.

Each names the font: a style without a name falls back to a serif face in LibreOffice.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from spbe_cli.words import DIRECTION_MARKS, LONGEST_TEXT

WRITTEN: Final = datetime(2020, 1, 1, tzinfo=UTC)
"""The date in every workbook: the same input gives the same bytes."""
OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
"""What somebody gave as text stays text."""
_UNWRITABLE: Final = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff{''.join(DIRECTION_MARKS)}]"
)
"""What the file format does not know, or would not show as it stands there."""

Style = Mapping[str, object]
Marks = Mapping[tuple[str, str], tuple[Style, str]]
"""By sheet and cell how a cell to fill in stands out, and why."""

_FONT: Final[Style] = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
BOLD: Final[Style] = {"bold": True}
ITALIC: Final[Style] = {"italic": True}
SMALL: Final[Style] = {"font_size": 9}
WRAPPED: Final[Style] = {"text_wrap": True, "align": "left", "indent": 1}
CENTRED: Final[Style] = {"align": "center"}
AS_TEXT: Final[Style] = {"num_format": "@"}
AS_DATE: Final[Style] = {"num_format": "dd/mm/yyyy"}
BORDERED: Final[Style] = {"border": 1, "border_color": "#BFBFBF"}
GREY: Final[Style] = {"font_color": "#595959"}
RED: Final[Style] = {"font_color": "#9C0006"}
LINK: Final[Style] = {"font_color": "#0563C1", "underline": 1}
TITLE: Final[Style] = {"bold": True, "font_color": "#1F4E79", "font_size": 18}
INPUT: Final[Style] = {"bg_color": "#FFFFE5", "locked": False, **BORDERED}
LOCKED: Final[Style] = {"bg_color": "#F2F2F2", **BORDERED}
HEADING: Final[Style] = {
    "bold": True,
    "font_color": "#FFFFFF",
    "bg_color": "#1F4E79",
    "text_wrap": True,
    "align": "center",
    "valign": "vcenter",
    **BORDERED,
}
GOOD: Final[Style] = {"bg_color": "#C6EFCE", "font_color": "#006100"}
AMBER: Final[Style] = {"bg_color": "#FFEB9C", "font_color": "#7F6000"}
ERROR: Final[Style] = {"bg_color": "#F8CBAD"}
WARNING: Final[Style] = {"bg_color": "#FFE699"}
AS_TYPED: Final[Style] = {"quote_prefix": True, "text_wrap": True}
"""What begins with an equals sign stays text when the cell is edited."""
SHADES: Final = (
    ("#DDEBF7", "#1F4E79"),
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


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of a workbook that is being written; cells are named as in `E5`."""

    book: Workbook
    sheet: Worksheet
    marks: Marks = field(default_factory=dict)
    looks: dict[tuple[tuple[str, object], ...], Format] = field(default_factory=dict, init=False)

    def look(self, *styles: Style) -> Format:
        """Join styles into a format of the workbook: one for all cells that look alike."""
        joined = dict(_FONT)
        for part in styles:
            joined |= part
        known = tuple(joined.items())
        if known not in self.looks:
            self.looks[known] = self.book.add_format(joined)
        return self.looks[known]

    def write(self, cell: str, value: object, *styles: Style) -> None:
        """Write a value as what it is; a text stays one, whatever it begins with."""
        look = self.look(*styles)
        match value:
            case None | bool() | date():
                self.sheet.write(cell, value, look)
            case int() | float() | Decimal() | Fraction():
                self.sheet.write_number(cell, float(value), look)
            case _ if text := written(str(value)):  # `write` takes `{=1}` for a formula
                self.sheet.write_string(cell, text, look)
            case _:
                self.sheet.write_blank(cell, None, look)

    def fill_in(self, cell: str, value: object, *looks: Style) -> None:
        """Write a cell to fill in; one that stands out is never locked, and says why."""
        look, note = self.marks.get((str(self.sheet.name), cell), ({}, ""))
        self.write(cell, value, *looks, look, {"locked": False} if note else {})
        if note:
            lines = sum(1 + len(line) // 48 for line in note.split("\n"))  # as many surely fit
            height = 16 * min(lines + 1, 24)  # half a screen at most
            shown = {"width": 320, "height": height, "font_name": "Calibri", "font_size": 10}
            self.sheet.write_comment(cell, written(note), shown)

    def headings(self, row: int, columns: Iterable[tuple[str, int]]) -> None:
        """Write headings into a row, and make their columns as wide as is said beside them."""
        for column, (heading, width) in enumerate(columns):
            self.sheet.set_column(column, column, width)
            self.sheet.write_string(row - 1, column, heading, self.look(HEADING))

    def finish(self, *, landscape: bool = True) -> None:
        """Set up printing on A4, and lock the sheet without password; what does no harm stays."""
        if landscape:
            self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer("&L&9&F&R&9Halaman &P dari &N")
        allowed = ("format_columns", "format_rows", "sort", "autofilter", "insert_hyperlinks")
        self.sheet.protect("", dict.fromkeys(allowed, True))


def written(text: str) -> str:
    r"""Return a text as a cell can hold it: without control characters, cut.

    >>> written("Dinas\x00 Kominfo\x1b")
    'Dinas Kominfo'
    """
    clean = _UNWRITABLE.sub("", text)
    if not is_cut(clean):
        return clean
    return clean.encode("utf-16-le")[: 2 * (LONGEST_TEXT - 1)].decode("utf-16-le", "ignore") + "…"


def is_cut(text: str) -> bool:
    """Tell whether a text is longer than a cell can hold."""
    return len(text.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST_TEXT


def shortened(text: str, longest: int) -> str:
    """Cut a text that is too long, with a mark.

    >>> shortened("kebijakan", 5), shortened("data", 5)
    ('kebi…', 'data')
    """
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def choices(title: str, values: Iterable[object], error: str) -> dict[str, object]:
    """Return the rule of cells with a list to choose from, and what is said of anything else."""
    said = {"error_title": title, "error_message": error}
    return {"validate": "list", "source": list(values), **said}
