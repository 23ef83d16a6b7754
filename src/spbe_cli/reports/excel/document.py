"""A document as a workbook: a first sheet to read and print, and the large tables on their own.

Numbers are stored as numbers in their own look.  Drawings are left out.
"""

from dataclasses import dataclass
from io import BytesIO
from itertools import zip_longest
from typing import Final

from spbe_cli.reports import Page
from spbe_cli.reports.document import (
    Block,
    Document,
    Drawing,
    Heading,
    Items,
    Number,
    Paragraph,
    Row,
    Table,
    Verdict,
    text_of,
    undrawn,
)
from spbe_cli.reports.excel.book import SUMMARY, workbook
from spbe_cli.reports.excel.canvas import Canvas
from spbe_cli.reports.excel.looks import WORD, cell_look, styles, tables, value_look
from spbe_cli.reports.excel.names import sheet_names

FEWEST_COLUMNS: Final = 4
NARROWEST: Final = 80
"""How many characters wide the first sheet is at least: what A4 holds in a readable size."""

WIDEST_UPRIGHT: Final = 110
"""A table of its own that is wider than this lies across the paper."""

VERDICT_HEIGHT: Final = 54
HEADING_HEIGHTS: Final = {2: 24, 3: 20}
PARAGRAPHS: Final = {"": "plain", "strong": "strong", "grey": "grey"}
HEADINGS: Final = {2: "section", 3: "label"}


@dataclass(slots=True)
class Sheet:
    """A sheet that is written from top to bottom."""

    page: Canvas
    last: int
    row: int = 0

    def line(self, text: str, look: str) -> None:
        """Write a text across the sheet."""
        self.page.line(self.row, (0, self.last), text, look)
        self.row += 1


def write(document: Document, page: Page) -> bytes:
    """Write a document as a workbook."""
    document, content = undrawn(document), BytesIO()
    with workbook(content, document.title, document.file) as book:
        looks = styles(document)
        formats = {name: book.add_format(dict(look)) for name, look in looks.items()}

        def canvas(name: str) -> Canvas:
            return Canvas(book.add_worksheet(name), formats, page.words)

        apart = [b for b in document.blocks if isinstance(b, Table) and b.sheet]
        names = list(sheet_names([table.sheet for table in apart]))
        write_first(canvas(SUMMARY), document, names)
        for name, table in zip(names, apart, strict=True):
            write_apart(canvas(name), table, document.file)
    return content.getvalue()


def write_first(page: Canvas, document: Document, names: list[str]) -> None:
    """Write the sheet that is read first; it names the sheets of the tables on their own."""
    widths = first_widths(document)
    page.widths(*widths)
    sheet = Sheet(page, len(widths) - 1)
    sheet.line(document.title, "title")
    if document.subtitle:
        sheet.line(document.subtitle, "grey")
    for text in document.caveats:
        sheet.line(text, "alert")
    others = iter(names)
    for block in document.blocks:
        if isinstance(block, Table) and block.sheet:
            sheet.line(page.label("on_sheet", sheet=next(others)), "plain")
        else:
            write_block(sheet, block)
    sheet.row += 1
    sheet.line(page.words.label("html.not_official"), "grey")
    page.sheet.hide_gridlines(2)
    page.paper(document.file)
    page.sheet.activate()


def first_widths(document: Document) -> list[int]:
    """Return the widths of the first sheet: its tables share them, the widest column the rest."""
    beside = (table for table in tables(document) if not table.sheet)
    shared = [[column.width for column in table.columns] for table in beside]
    widths = [max(column) for column in zip_longest(*shared, fillvalue=0)]
    widths += [10] * (FEWEST_COLUMNS - len(widths))
    widths[widths.index(max(widths))] += max(NARROWEST - sum(widths), 0)
    return widths


def write_block(sheet: Sheet, block: Block) -> None:
    """Write one block below the others."""
    match block:
        case Heading(text, level):
            sheet.page.sheet.set_row(sheet.row, HEADING_HEIGHTS[level])
            sheet.page.put(sheet.row, 0, text, HEADINGS[level])
            sheet.row += 1
        case Paragraph(text, look):
            sheet.line(text, PARAGRAPHS[look])
        case Items(texts):
            for item in texts:
                sheet.line(f"• {text_of(item)}", "plain")
        case Verdict():
            write_verdict(sheet, block)
        case Table():
            write_table(sheet, block)
            sheet.row += 1
        case Drawing():
            pass


def write_verdict(sheet: Sheet, verdict: Verdict) -> None:
    """Write a result: the number large, its word on a dark ground."""
    sheet.line(verdict.name, "strong")
    page, row = sheet.page, sheet.row
    page.sheet.set_row(row, VERDICT_HEIGHT)
    value = verdict.value
    page.merge(row, (0, 1), value.value if isinstance(value, Number) else value, value_look(value))
    page.merge(row, (2, sheet.last), verdict.word, WORD)
    sheet.row += 1
    if verdict.note:
        sheet.line(verdict.note, "grey")


def write_table(sheet: Sheet, table: Table) -> None:
    """Write a table below its caption."""
    if table.caption:
        sheet.line(table.caption, "grey")
    write_heads(sheet.page, sheet.row, table)
    for row in table.rows:
        sheet.row += 1
        write_row(sheet.page, sheet.row, table, row)
    sheet.row += 1


def write_heads(page: Canvas, row: int, table: Table) -> None:
    """Write the heads of the columns."""
    for place, column in enumerate(table.columns):
        page.put(row, place, column.head, "heading_right" if column.number else "heading")


def write_row(page: Canvas, at: int, table: Table, row: Row) -> None:
    """Write a row; the last cell of a shorter one runs on over those that it lacks."""
    short = len(row.cells) < len(table.columns)
    for place, column in enumerate(table.columns):
        cell = row.cells[place] if place < len(row.cells) else ""
        runs_on = short and place >= len(row.cells) - 1
        look = cell_look(row.kind, cell, number=column.number, runs_on=runs_on)
        value = cell.value if isinstance(cell, Number) else text_of(cell)
        page.put(at, place, value, look)


def write_apart(page: Canvas, table: Table, file: str) -> None:
    """Write a table on a sheet of its own, to sort and filter."""
    widths = [column.width for column in table.columns]
    page.widths(*widths)
    write_heads(page, 0, table)
    for at, row in enumerate(table.rows, start=1):
        write_row(page, at, table, row)
    page.table(len(table.rows), len(table.columns))
    page.paper(file, landscape=sum(widths) > WIDEST_UPRIGHT)
