"""A document for Word, `laporan.docx`: a draft to edit, of headings, texts and tables.

It needs python-docx, an extra of the package; without it the format is refused in words.
Where Calibri is missing, LibreOffice takes Carlito, which is as wide.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from spbe_cli import __version__
from spbe_cli.errors import EnvironmentRefusal

try:
    import docx
    from docx.document import Document as Word
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Emu, Mm, Pt, RGBColor
    from docx.styles.style import ParagraphStyle
    from docx.table import Table as Grid
    from docx.table import _Cell as Box
    from docx.table import _Row as Boxes
    from docx.text.paragraph import Paragraph as Line
    from docx.text.run import Run
except ModuleNotFoundError as missing:
    if missing.name not in {"docx", "lxml"}:
        raise
    raise EnvironmentRefusal("no_docx") from missing

from spbe_cli.findings import base_name
from spbe_cli.reports import document as doc
from spbe_cli.words import Language, Words
from spbe_cli.words.shown import visible

CODES: Final = {Language.INDONESIAN: "id-ID", Language.ENGLISH: "en-GB"}
"""What Word calls the languages, for its spelling and for who reads aloud."""

FONT: Final = "Calibri"
FONT_ATTRIBUTES: Final = ("ascii", "hAnsi", "cs", "eastAsia")
THEMES: Final = ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme")
DARK: Final = RGBColor(0x1F, 0x4E, 0x79)
GREY: Final = RGBColor(0x59, 0x59, 0x59)
ALERT: Final = RGBColor(0x8C, 0x1D, 0x18)
WHITE: Final = RGBColor(0xFF, 0xFF, 0xFF)
GROUND: Final = "1F4E79"
TINT: Final = "DDEBF7"

PAPER: Final = (Mm(210), Mm(297))
MARGIN: Final = Mm(20)
SIGNED: Final = Mm(20)
"""The height of a row to sign."""
CELL_MARGINS: Final = Mm(4)
CHARACTER: Final = Mm(1.9)
"""About how wide a bold character of the table is, with a little room."""
LONGEST_WORD: Final = 20
"""A longer word is broken: a head may be what somebody wrote, and the paper has an end."""

CAVEAT: Final = "Caveat"
REMARK: Final = "Remark"
CELL: Final = "TableText"
"""Without a blank, the name of a style is its id, too."""
LOOKS: Final = {
    "Normal": (11, None, False),
    "Title": (20, DARK, True),
    "Heading 1": (14, DARK, True),
    "Heading 2": (12, DARK, True),
    "Caption": (9, GREY, False),
    "List Bullet": (11, None, False),
    CAVEAT: (11, ALERT, True),
    REMARK: (10, GREY, False),
    CELL: (9, None, False),
}
"""Size in points and colour of the styles in use, and whether they are bold."""
VALUE_SIZE: Final = Pt(32)
WORD_SIZE: Final = Pt(18)

PAGES: Final = {"&P": "PAGE", "&N": "NUMPAGES"}
"""The fields of Word for what Excel writes in a footer."""
WRITTEN: Final = datetime(2020, 1, 1, tzinfo=UTC)
LONGEST_TITLE: Final = 255
PREVIEW: Final = "/thumbnail"
"""The end of the relation to a picture of the empty template."""


def write(document: doc.Document, words: Words) -> bytes:
    """Write a document for Word."""
    word = docx.Document()
    language = CODES[words.language]
    _lay_out(word, language)
    _write_foot(word, words, document.file)
    _add(word, "Title", document.title)
    if document.subtitle:
        _add(word, REMARK, document.subtitle)
    for text in document.caveats:
        _add(word, CAVEAT, text)
    lies = False
    for part in document.pages(drawn=False):
        if part.across != lies:
            lies = part.across
            section = word.add_section(WD_SECTION.NEW_PAGE)
            section.orientation = WD_ORIENT.LANDSCAPE if lies else WD_ORIENT.PORTRAIT
            section.page_width, section.page_height = PAPER[::-1] if lies else PAPER
        if part.title:
            line = _add(word, "Heading 1", part.title)
            line.paragraph_format.page_break_before = part.new_page or None
        for block in part.blocks:
            if isinstance(block, doc.Heading):
                _add(word, "Heading 2" if part.title else "Heading 1", block.text)
            else:
                _write_block(word, block, PAPER[lies] - 2 * MARGIN)
    if document.computed:
        _add(word, REMARK, words.label("html.not_official"))
    _describe(word, document.title, language)
    content = BytesIO()
    word.save(content)
    return _repacked(content.getvalue())


def _write_block(word: Word, block: doc.Block, width: int) -> None:
    """Write one block below the others; `width` is that of the text."""
    match block:
        case doc.Paragraph(text, look) if look != "hint":
            _add(word, REMARK if look == "grey" else "Normal", text, bold=look == "strong")
        case doc.Items(texts):
            for item in texts:
                _add(word, "List Bullet", item)
        case doc.Fields(fields):
            for field in fields:
                line = _add(word, "Normal", f"{field.label}: ", bold=True)
                _say(line, "\n".join(field.lines()))
        case doc.Verdict(name, value, said, note):
            line = _add(word, "Normal", f"{name}  ")
            for part, size in ((value, VALUE_SIZE), (f"  {said}", WORD_SIZE)):
                run = _say(line, part, bold=True)
                run.font.size, run.font.color.rgb = size, DARK
            if note:
                _add(word, REMARK, note)
        case doc.Table():
            _write_table(word, block.without_bars(), width)
        case _:
            pass


def _write_table(word: Word, table: doc.Table, width: int) -> None:
    """Write a table below its caption, and a little room; Word repeats its heads on every page."""
    if table.note:
        _add(word, "Caption", table.note).paragraph_format.keep_with_next = True
    grid = word.add_table(len(table.rows) + 1, len(table.columns), "Table Grid")
    grid.autofit = False
    heads, *others = grid.rows
    _mark(heads, "w:cantSplit", "w:tblHeader")
    for box, column in zip(heads.cells, table.columns, strict=True):
        run = _fill(box, column.head, number=column.number, bold=True)
        run.font.color.rgb = WHITE
        _shade(box, GROUND)
    for boxes, row in zip(others, table.rows, strict=True):
        _write_row(boxes, table, row)
    _set_widths(grid, table, width)
    word.add_paragraph(style=CELL)


def _write_row(boxes: Boxes, table: doc.Table, row: doc.Row) -> None:
    """Write a row; the last cell of a shorter one runs on over those that it lacks."""
    _mark(boxes, "w:cantSplit")
    boxes.height = SIGNED if row.sign else None
    cells = boxes.cells
    for box, cell, column in zip(cells, row.cells, table.columns, strict=False):
        _fill(box, cell, number=column.number, bold=row.kind != "")
        box.paragraphs[0].paragraph_format.keep_with_next = row.kind == "group" or None
    for box in cells if row.kind else ():
        _shade(box, TINT)
    if len(row.cells) < len(cells):
        cells[len(row.cells) - 1].merge(cells[-1])


def _fill(box: Box, cell: doc.Cell, *, number: bool, bold: bool) -> Run:
    line = box.paragraphs[0]
    line._p.style = CELL  # noqa: SLF001  looking a style up by its name takes 2 ms, in every cell
    if number:
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return _say(line, cell, bold=bold)


def _mark(boxes: Boxes, *names: str) -> None:
    """Say of a row that it is kept in one piece, or that it is the head of the table."""
    properties = boxes._tr.get_or_add_trPr()  # noqa: SLF001  python-docx knows none of them
    for name in names:
        properties.append(OxmlElement(name))


def _shade(box: Box, colour: str) -> None:
    shading = OxmlElement(
        "w:shd", {qn("w:val"): "clear", qn("w:color"): "auto", qn("w:fill"): colour}
    )
    box._tc.get_or_add_tcPr().append(shading)  # noqa: SLF001  python-docx knows no ground


def _set_widths(grid: Grid, table: doc.Table, whole: int) -> None:
    """Share the width of the paper among the columns; every cell must say its own.

    No usual word of a head and no number is broken.
    """
    longest = [
        min(max(map(len, column.head.split()), default=0), LONGEST_WORD) for column in table.columns
    ]
    for row in table.rows:
        for place, cell in enumerate(row.cells):
            if isinstance(cell, doc.Number):
                longest[place] = max(longest[place], len(cell.text))
    needed = [CELL_MARGINS + CHARACTER * count for count in longest]
    widths = _shared_widths([column.width for column in table.columns], needed, whole)
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Emu(width)
    for boxes in grid.rows:
        # The cells as they stand in the file: a merged one comes once.
        for box, width in zip(boxes._tr.tc_lst, widths, strict=False):  # noqa: SLF001
            if box.grid_span == 1:
                box.width = Emu(width)


def _shared_widths(wanted: Sequence[int], needed: Sequence[int], whole: int) -> list[int]:
    """Share the whole as is wanted; what would get too little gets what it needs."""
    loose = set(range(len(wanted)))
    while True:
        rest = whole - sum(width for place, width in enumerate(needed) if place not in loose)
        total = sum(wanted[place] for place in loose)
        shares = {place: rest * wanted[place] // max(total, 1) for place in loose}
        tight = {place for place, width in shares.items() if width < needed[place]}
        if not tight:
            return [shares.get(place, width) for place, width in enumerate(needed)]
        loose -= tight


def _add(word: Word, style: str, cell: doc.Cell, *, bold: bool = False) -> Line:
    """Add a paragraph with a text."""
    line = word.add_paragraph(style=style)
    _say(line, cell, bold=bold)
    return line


def _say(line: Line, cell: doc.Cell, *, bold: bool = False) -> Run:
    """Write a text at the end of a line; python-docx refuses control characters."""
    run = line.add_run(visible(doc.text_of(cell)))
    run.bold = bold or None
    if isinstance(cell, doc.Own):
        language = OxmlElement("w:lang", {qn("w:val"): CODES[Language.INDONESIAN]})
        run.element.get_or_add_rPr().append(language)
    return run


def _write_foot(word: Word, words: Words, file: str) -> None:
    """Write program, answer file and page number at the foot of every page."""
    line = word.sections[0].footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    name = base_name(file)
    _say(line, f"spbe {__version__}" + f" · {name}" * bool(name) + " · ")
    for part in re.split("(&[PN])", words.label("excel.pages")):
        if part in PAGES:
            # Word computes a field when it shows the page; python-docx knows none.
            field, run, text = map(OxmlElement, ("w:fldSimple", "w:r", "w:t"))
            field.set(qn("w:instr"), PAGES[part])
            text.text = "1"
            run.append(text)
            field.append(run)
            line._p.append(field)  # noqa: SLF001
        elif part:
            _say(line, part)


def _lay_out(word: Word, language: str) -> None:
    """Set paper, language and styles."""
    section = word.sections[0]
    section.page_width, section.page_height = PAPER
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = MARGIN
    for name in (CAVEAT, REMARK, CELL):
        word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = word.styles["Normal"]
    for name, (size, colour, bold) in LOOKS.items():
        style = word.styles[name]
        assert isinstance(style, ParagraphStyle)  # noqa: S101  all in the table are
        style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
        if colour is not None:
            style.font.color.rgb = colour
        # The font is named for all kinds of characters, or the theme of Word picks another.
        fonts = style.element.rPr.rFonts
        for theme in THEMES:
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for attribute in FONT_ATTRIBUTES:
            fonts.set(qn(f"w:{attribute}"), FONT)
    space = word.styles[CELL].paragraph_format
    space.space_before = space.space_after = Pt(1)
    defaults = word.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    defaults.set(qn("w:val"), language)


def _describe(word: Word, title: str, language: str) -> None:
    """Fill in the properties; what python-docx says of its template goes."""
    properties = word.core_properties
    properties.title = visible(title)[:LONGEST_TITLE]
    properties.author = properties.last_modified_by = "spbe"
    properties.comments = properties.keywords = properties.subject = ""
    properties.created = properties.modified = WRITTEN
    properties.language, properties.revision = language, 1
    relations = word.part.package.rels
    for name in [name for name, one in relations.items() if one.reltype.endswith(PREVIEW)]:
        del relations[name]


def _repacked(content: bytes) -> bytes:
    """Return the same file with fixed dates; python-docx writes the time of day into it."""
    fixed = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(fixed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name, WRITTEN.timetuple()[:6])
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            new.writestr(entry, old.read(name))
    return fixed.getvalue()
