"""How the cells of a written workbook look: fonts, colours, borders, protection.

A style is a mapping of XlsxWriter's properties; `style` joins several, the later ones
winning.  The font is named in every one: a style without a name falls back to a serif face
in LibreOffice.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

A4: Final = 9
"""The number of the paper size in the file format."""

Style = Mapping[str, object]

FONT: Final[Style] = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
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
TITLE: Final[Style] = {"bold": True, "font_color": "#1F4E79"}
INPUT: Final[Style] = {"bg_color": "#FFFFE5", "locked": False, **BORDERED}
LOCKED: Final[Style] = {"bg_color": "#F2F2F2", **BORDERED}
HEADING: Final[Style] = {
    "bold": True,
    "font_color": "#FFFFFF",
    "bg_color": "#1F4E79",
    "align": "center",
    "valign": "vcenter",
    "text_wrap": True,
    **BORDERED,
}
GOOD: Final[Style] = {"bg_color": "#C6EFCE", "font_color": "#006100"}
AMBER: Final[Style] = {"bg_color": "#FFEB9C", "font_color": "#7F6000"}
ERROR: Final[Style] = {"bg_color": "#F8CBAD"}
WARNING: Final[Style] = {"bg_color": "#FFE699"}
AS_TYPED: Final[Style] = {"quote_prefix": True, "text_wrap": True}
"""What begins with an equals sign stays text when the cell is edited."""


class Shade(NamedTuple):
    """The colours of one part of the instrument: of the cells, of the text on them."""

    tint: str
    ink: str

    def tinted(self) -> Style:
        """Return the style of a cell that belongs to this part."""
        return {"bg_color": self.tint, **BORDERED}

    def inked(self) -> Style:
        """Return the style of text in the dark colour of this part."""
        return {"font_color": self.ink}


SHADES: Final = (
    Shade("#DDEBF7", "#1F4E79"),
    Shade("#E2EFDA", "#375623"),
    Shade("#FFF2CC", "#7F6000"),
    Shade("#EADCF4", "#512373"),
)


def sized(size: int) -> Style:
    """Return the style of text of this size."""
    return {"font_size": size}


def style(book: Workbook, *styles: Style) -> Format:
    """Join styles into a format of the workbook."""
    joined = dict(FONT)
    for part in styles:
        joined.update(part)
    return book.add_format(joined)


def protect(sheet: Worksheet) -> None:
    """Lock the sheet without a password; what does no harm stays possible.

    Excel sorts a protected sheet only where every cell of the range is unlocked.
    """
    allowed = ("format_columns", "format_rows", "sort", "autofilter", "insert_hyperlinks")
    sheet.protect("", dict.fromkeys(allowed, True))


def print_on_a4(sheet: Worksheet, *, landscape: bool) -> None:
    """Fit the sheet to the width of a page; file name and page number stand in the footer."""
    if landscape:
        sheet.set_landscape()
    else:
        sheet.set_portrait()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&9&F&R&9Halaman &P dari &N")
