"""Tables of Word: heads on every page, rows in one piece, numbers at the right."""

from typing import Final

from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, RGBColor
from docx.table import Table as Grid
from docx.table import _Cell as Box
from docx.table import _Row as Boxes

from spbe_cli.messages.facts import visible
from spbe_cli.reports.document import Cell, Row, Table, text_of
from spbe_cli.reports.docx.looks import CELL, WIDTH
from spbe_cli.reports.docx.texts import say

GROUND: Final = "1F4E79"
TINT: Final = "DDEBF7"
ROOM: Final = Mm(20)
"""The height of a row that only its first cell says something of: room to sign."""

WHITE: Final = RGBColor(0xFF, 0xFF, 0xFF)


def write_table(word: Word, table: Table) -> None:
    """Write a table below its caption, and a little room."""
    if table.caption:
        caption = word.add_paragraph(visible(table.caption), "Caption")
        caption.paragraph_format.keep_with_next = True
    grid = word.add_table(len(table.rows) + 1, len(table.columns), "Table Grid")
    grid.autofit = False
    first, *others = grid.rows
    write_heads(first, table)
    for boxes, row in zip(others, table.rows, strict=True):
        write_row(boxes, table, row)
    set_widths(grid, table)
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
    if not any(map(text_of, row.cells[1:])) and row.kind != "group":
        boxes.height = ROOM
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
    line.style = CELL
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


def set_widths(grid: Grid, table: Table) -> None:
    """Share the width of the paper among the columns; every cell must say its own."""
    whole = sum(column.width for column in table.columns)
    widths = [Emu(WIDTH * column.width // whole) for column in table.columns]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    for boxes in grid.rows:
        for box, width in zip(boxes._tr.tc_lst, widths, strict=False):  # noqa: SLF001  merged ones come once
            if box.grid_span == 1:
                box.width = width
