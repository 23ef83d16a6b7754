"""The parts of a document on a sheet of a workbook, block by block from top to bottom."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from spbe_cli.former.document import (
    Block,
    Drawing,
    Heading,
    Items,
    Number,
    Paragraph,
    Row,
    Table,
    Verdict,
    text_of,
)
from spbe_cli.former.excel.canvas import Canvas
from spbe_cli.former.excel.graphs import Graphs
from spbe_cli.former.excel.looks import HEAD, WORD, cell_look, value_look

PLAIN: Final = (20, 20, 20, 20)
"""The widths of a sheet without a table."""
FEWEST_COLUMNS: Final = 4
NARROWEST: Final = 80
"""How many characters wide a sheet is at least: what A4 holds in a readable size."""

WIDEST_UPRIGHT: Final = 110
"""A sheet that is wider than this lies across the paper."""

PIXELS: Final = 7
"""About how wide a character of a column is."""
VERDICT_HEIGHT: Final = 54
HEADING_HEIGHTS: Final = {2: 26, 3: 20}
PARAGRAPHS: Final = {"": "plain", "strong": "strong", "grey": "grey"}
HEADINGS: Final = {2: "title_line", 3: "label"}


@dataclass(slots=True)
class Sheet:
    """A sheet that is written from top to bottom."""

    page: Canvas
    widths: Sequence[int]
    graphs: Graphs
    row: int = 0

    @property
    def last(self) -> int:
        """The last column that is used."""
        return len(self.widths) - 1

    def line(self, text: str, look: str) -> None:
        """Write a text across the sheet."""
        self.page.line(self.row, (0, self.last), text, look)
        self.row += 1


def widths_of(blocks: Sequence[Block]) -> tuple[int, ...]:
    """Return the widths of a sheet: its tables share them, the widest column takes the rest."""
    shared = [
        [column.width for column in block.columns] for block in blocks if isinstance(block, Table)
    ]
    if not shared:
        return PLAIN
    widths = [max(column) for column in zip_longest(*shared, fillvalue=0)]
    widths += [10] * (FEWEST_COLUMNS - len(widths))
    widths[widths.index(max(widths))] += max(NARROWEST - sum(widths), 0)
    return tuple(widths)


def write_part(page: Canvas, blocks: Sequence[Block], graphs: Graphs, file: str) -> None:
    """Write a part on its sheet; the heads of its only table stay in view and on every page."""
    widths = widths_of(blocks)
    page.widths(*widths)
    sheet = Sheet(page, widths, graphs)
    heads = write_blocks(sheet, blocks)
    if len(heads) == 1:
        page.sheet.freeze_panes(heads[0] + 1, 0)
        page.sheet.repeat_rows(heads[0])
    page.sheet.hide_gridlines(2)
    page.paper(file, landscape=sum(widths) > WIDEST_UPRIGHT)


def write_blocks(sheet: Sheet, blocks: Sequence[Block]) -> list[int]:
    """Write blocks below one another; return the rows in which heads of tables stand."""
    heads: list[int] = []
    for block in blocks:
        if isinstance(block, Table):
            heads.append(sheet.row + bool(block.caption))
            write_table(sheet, block)
            sheet.row += 1
        else:
            write_block(sheet, block)
    return heads


def write_block(sheet: Sheet, block: Block) -> None:
    """Write a block that is no table."""
    match block:
        case Heading(text, level):
            sheet.line(text, HEADINGS[level])
            sheet.page.sheet.set_row(sheet.row - 1, HEADING_HEIGHTS[level])
        case Paragraph(text, look):
            sheet.line(text, PARAGRAPHS[look])
        case Items(texts):
            for item in texts:
                sheet.line(f"• {text_of(item)}", "plain")
        case Verdict():
            write_verdict(sheet, block)
        case Drawing(chart=chart) if chart:
            sheet.graphs.insert(sheet.page, sheet.row, chart, sum(sheet.widths) * PIXELS)
            sheet.row += 2
        case _:
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
        page.put(row, place, column.head, "heading_right" if column.number else HEAD)


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
