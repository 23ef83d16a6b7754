"""Tables of Word: heads on every page, rows in one piece, numbers at the right."""

from collections.abc import Sequence
from typing import Final

from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, RGBColor
from docx.table import Table as Grid
from docx.table import _Cell as Box
from docx.table import _Row as Boxes

from spbe_cli.former.document import Cell, Number, Row, Table
from spbe_cli.former.docx.looks import CELL, WIDTH
from spbe_cli.former.docx.texts import say
from spbe_cli.words.shown import visible

GROUND: Final = "1F4E79"
TINT: Final = "DDEBF7"
ROOM: Final = Mm(20)
"""The height of a row to sign."""

MARGINS: Final = Mm(4)
CHARACTER: Final = Mm(1.9)
"""About how wide a bold character of the table is, with a little room."""

LONGEST_WORD: Final = 20
"""A longer word is broken: a head may be what somebody wrote, and the paper has an end."""

WHITE: Final = RGBColor(0xFF, 0xFF, 0xFF)


def write_table(word: Word, table: Table, paper: int = WIDTH) -> None:
    """Write a table below its caption, and a little room; `paper` is how wide it may be."""
    if table.caption:
        caption = word.add_paragraph(visible(table.caption), "Caption")
        caption.paragraph_format.keep_with_next = True
    grid = word.add_table(len(table.rows) + 1, len(table.columns), "Table Grid")
    grid.autofit = False
    first, *others = grid.rows
    write_heads(first, table)
    for boxes, row in zip(others, table.rows, strict=True):
        write_row(boxes, table, row)
    set_widths(grid, table, paper)
    word.add_paragraph(style=CELL)


def write_heads(boxes: Boxes, table: Table) -> None:
    """Write the heads of the columns; Word repeats them on every page."""
    mark(boxes, "w:cantSplit", "w:tblHeader")
    for box, column in zip(boxes.cells, table.columns, strict=True):
        fill(box, column.head, number=column.number, bold=True)
        shade(box, GROUND)
        for run in box.paragraphs[0].runs:
            run.font.color.rgb = WHITE


def write_row(boxes: Boxes, table: Table, row: Row) -> None:
    """Write a row; the last cell of a shorter one runs on over those that it lacks."""
    mark(boxes, "w:cantSplit")
    boxes.height = ROOM if row.sign else None
    cells = boxes.cells
    for box, cell, column in zip(cells, row.cells, table.columns, strict=False):
        fill(box, cell, number=column.number, bold=row.kind != "")
        box.paragraphs[0].paragraph_format.keep_with_next = row.kind == "group" or None
    for box in cells if row.kind else ():
        shade(box, TINT)
    if len(row.cells) < len(cells):
        cells[len(row.cells) - 1].merge(cells[-1])


def fill(box: Box, cell: Cell, *, number: bool, bold: bool) -> None:
    """Write a cell."""
    line = box.paragraphs[0]
    line._p.style = CELL  # noqa: SLF001  looking a style up by its name takes 2 ms, in every cell
    if number:
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    say(line, cell, bold=bold or None)


def mark(boxes: Boxes, *names: str) -> None:
    """Say of a row that it is kept in one piece, or that it is the head of the table."""
    properties = boxes._tr.get_or_add_trPr()  # noqa: SLF001  python-docx knows none of them
    for name in names:
        properties.append(OxmlElement(name))


def shade(box: Box, colour: str) -> None:
    """Give a cell a ground."""
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shading.set(qn(f"w:{name}"), value)
    box._tc.get_or_add_tcPr().append(shading)  # noqa: SLF001  python-docx knows no ground


def set_widths(grid: Grid, table: Table, paper: int) -> None:
    """Share the width of the paper among the columns; every cell must say its own."""
    wanted = [column.width for column in table.columns]
    widths = shared_widths(wanted, needs(table), paper)
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Emu(width)
    for boxes in grid.rows:
        # The cells as they stand in the file: a merged one comes once.
        for box, width in zip(boxes._tr.tc_lst, widths, strict=False):  # noqa: SLF001
            if box.grid_span == 1:
                box.width = Emu(width)


def needs(table: Table) -> list[int]:
    """Return what every column needs so that no usual word of its head and no number is broken."""
    heads = [max(map(len, column.head.split()), default=0) for column in table.columns]
    longest = [min(length, LONGEST_WORD) for length in heads]
    for row in table.rows:
        for place, cell in enumerate(row.cells):
            if isinstance(cell, Number):
                longest[place] = max(longest[place], len(cell.text))
    return [MARGINS + CHARACTER * count for count in longest]


def shared_widths(wanted: Sequence[int], needed: Sequence[int], paper: int) -> list[int]:
    """Share the width of the paper as is wanted; what would get too little gets what it needs."""
    tight: set[int] = set()
    while True:
        rest = paper - sum(needed[place] for place in tight)
        whole = sum(width for place, width in enumerate(wanted) if place not in tight)
        widths = [
            needed[place] if place in tight else max(rest * width // max(whole, 1), 0)
            for place, width in enumerate(wanted)
        ]
        more = {place for place, width in enumerate(widths) if width < needed[place]} - tight
        if not more:
            return widths
        tight |= more
