"""How a document of Word looks: A4, Calibri, the language, and the styles that are edited there.

Where Calibri is missing, LibreOffice takes Carlito, which is as wide.
"""

from typing import Final

from docx.document import Document as Word
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

FONT: Final = "Calibri"
FONT_ATTRIBUTES: Final = ("ascii", "hAnsi", "cs", "eastAsia")
THEMES: Final = ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme")
DARK: Final = RGBColor(0x1F, 0x4E, 0x79)
GREY: Final = RGBColor(0x59, 0x59, 0x59)
ALERT: Final = RGBColor(0x8C, 0x1D, 0x18)

PAPER: Final = (Mm(210), Mm(297))
MARGIN: Final = Mm(20)
WIDTH: Final = PAPER[0] - 2 * MARGIN
"""How wide the text is."""

LENGTH: Final = PAPER[1] - 2 * MARGIN
"""How wide the text is where the paper lies."""

CAVEAT: Final = "Caveat"
REMARK: Final = "Remark"
CELL: Final = "TableText"
"""Without a blank, the name of a style is its id, too."""
STYLES: Final = {
    "Normal": (11, None),
    "Title": (20, DARK),
    "Heading 1": (14, DARK),
    "Heading 2": (12, DARK),
    "Caption": (9, GREY),
    "List Bullet": (11, None),
    CAVEAT: (11, ALERT),
    REMARK: (10, GREY),
    CELL: (9, None),
}
"""Size in points and colour of the styles in use."""

BOLD: Final = frozenset({"Title", "Heading 1", "Heading 2", CAVEAT})


def lay_out(word: Word, language: str) -> None:
    """Set paper, language and styles."""
    section = word.sections[0]
    section.page_width, section.page_height = PAPER
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = MARGIN
    for name in (CAVEAT, REMARK, CELL):
        word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = word.styles["Normal"]
    for name, (size, colour) in STYLES.items():
        style = word.styles[name]
        assert isinstance(style, ParagraphStyle)  # noqa: S101  all in the table are
        _set_font(style, size, colour)
        style.font.bold = name in BOLD
    _space(word.styles[CELL], 1)
    defaults = word.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    defaults.set(qn("w:val"), language)


def turn(word: Word, *, across: bool) -> None:
    """Go on on paper that lies across, or stands upright again."""
    section = word.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = PAPER[::-1] if across else PAPER


def _set_font(style: ParagraphStyle, size: int, colour: RGBColor | None) -> None:
    """Name the font for all kinds of characters, or the theme of Word picks another."""
    style.font.name, style.font.size = FONT, Pt(size)
    if colour is not None:
        style.font.color.rgb = colour
    fonts = style.element.rPr.rFonts
    for name in THEMES:
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in FONT_ATTRIBUTES:
        fonts.set(qn(f"w:{name}"), FONT)


def _space(style: ParagraphStyle, points: int) -> None:
    """Set the room above and below the paragraphs of a style."""
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(points)
