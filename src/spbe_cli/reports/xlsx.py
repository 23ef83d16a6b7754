"""A document as a workbook: its summary on the first sheet, to read and print, then every part.

Numbers are stored as numbers in their own look, bars as data bars, drawings as charts.
"""

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby, zip_longest
from typing import Final

from spbe_cli.reports.document import (
    Bar,
    Block,
    Blocks,
    Cell,
    Column,
    Document,
    Drawing,
    Fields,
    Heading,
    Items,
    Number,
    Paragraph,
    Part,
    Row,
    Scale,
    State,
    Table,
    Verdict,
    nested,
    tables,
    text_of,
    ungrouped,
)
from spbe_cli.reports.xlsx_book import (
    BAR,
    GROUNDS,
    INPUT,
    ROWS,
    Book,
    Page,
    Value,
    sheet_names,
)
from spbe_cli.reports.xlsx_charts import Figures, figure
from spbe_cli.words import Words

PLAIN: Final = (20, 20, 20, 20)
"""The widths of a sheet without a table."""
FEWEST_COLUMNS: Final = 4
NARROWEST: Final = 80
"""How many characters wide a sheet is at least: what A4 holds in a readable size."""
WIDEST_UPRIGHT: Final = 110
"""A sheet that is wider than this lies across the paper."""
ROW_NUMBER: Final = re.compile("[1-9][0-9]?")
PIXELS: Final = 7
ROOM: Final = 5
"""About how many pixels wide a character is, and how many more a column has."""
VERDICT_HEIGHT: Final = 54
NAMES: Final = (0, 1)
"""Where code and name stand in a table with groups; below their group they are indented."""
COLOURS: Final = ("#F8CBAD", "#FFF2CC", "#C6E0B4")
"""From the lowest to the highest number of a column that is coloured by size."""


def write(document: Document, words: Words) -> bytes:
    """Write a document as a workbook."""
    book = Book(document.title, document.file, words)
    parts = [sheet for part in document.parts for sheet in _sheets(part)]
    summary, numbers = words.label("sheet.summary"), words.label("excel.chart_data")
    named = [summary, *(part.sheet or part.title for part in parts), numbers]
    first, *names, last = sheet_names(named)
    figures = Figures(book, last)
    _write_first(book.page(first), document, names, figures)
    for name, part in zip(names, parts, strict=True):
        page = book.page(name)
        if part.live:
            part.live(page)
        elif len(part.blocks) == 1 and isinstance(part.blocks[0], Table) and not part.title:
            _write_apart(page, part.blocks[0])
        else:
            _write_part(page, part, figures)
    if figures.drawn:
        figures.write_numbers()
    return book.written()


def _sheets(part: Part) -> list[Part]:
    """Return the sheets of a part: its own, and one for every table that has its own name."""
    apart = [block for block in part.blocks if isinstance(block, Table) and block.sheet]
    rest = tuple(block for block in part.blocks if block not in apart)
    own = [Part(part.title, rest, part.sheet, live=part.live)] if rest or part.live else []
    return [*own, *(Part("", (ungrouped(table),), table.sheet) for table in apart)]


def _write_first(page: Page, document: Document, names: list[str], figures: Figures) -> None:
    """Write the sheet that is read first; it leads to the others."""
    blocks = document.first_page()
    widths = _widths(blocks)
    page.widths(widths)
    page.line(document.title, "title")
    if document.subtitle:
        page.line(document.subtitle, "grey")
    for text in document.caveats:
        page.line(text, "alert")
    _write_blocks(page, blocks, figures, _pixels(widths))
    words = page.book.words
    end = page.row
    if document.computed:
        page.line(words.label("html.not_official"), "grey")
    page.row += 1
    for name in names:
        page.link(words.label("excel.on_sheet", sheet=name), name)
    page.sheet.hide_gridlines(2)
    page.sheet.print_area(0, 0, end, page.last)  # Links say nothing on paper.
    page.paper(pages=int(document.one_page), landscape=sum(widths) > WIDEST_UPRIGHT)
    page.sheet.activate()


def _write_part(page: Page, part: Part, figures: Figures) -> None:
    """Write a part on its sheet; the heads of its only table stay in view and on every page."""
    widths = _widths(part.blocks)
    page.widths(widths)
    page.line(part.title, "part")
    heads = _write_blocks(page, part.blocks, figures, _pixels(widths))
    if len(heads) == 1:
        (table,) = tables(part.blocks)
        _keep_heads(page, table, heads[0])
    page.sheet.hide_gridlines(2)
    page.paper(landscape=sum(widths) > WIDEST_UPRIGHT)


def _write_apart(page: Page, table: Table) -> None:
    """Write a table on a sheet of its own, to sort and filter."""
    widths = [column.width for column in table.columns]
    page.widths(widths)
    _write_table(page, table)
    _keep_heads(page, table, 0)
    page.paper(landscape=sum(widths) > WIDEST_UPRIGHT)


def _keep_heads(page: Page, table: Table, row: int) -> None:
    """Keep the heads of a table in view and on every page, and let its rows be filtered."""
    page.sheet.freeze_panes(row + 1, 0)
    page.sheet.repeat_rows(row)
    page.sheet.autofilter(row, 0, row + len(table.rows), len(table.columns) - 1)


def _widths(blocks: Blocks) -> Sequence[int]:
    """Return the widths of a sheet: its tables share them, the widest column takes the rest."""
    shared = [[column.width for column in table.columns] for table in tables(blocks)]
    if not shared:
        return PLAIN
    widths = [max(column) for column in zip_longest(*shared, fillvalue=0)]
    widths += [10] * (FEWEST_COLUMNS - len(widths))
    widths[widths.index(max(widths))] += max(NARROWEST - sum(widths), 0)
    return widths


def _pixels(widths: Sequence[int]) -> int:
    return sum(width * PIXELS + ROOM for width in widths)


def _write_blocks(page: Page, blocks: Blocks, figures: Figures, width: int) -> list[int]:
    """Write blocks below one another; return the rows in which heads of tables stand.

    Drawings that follow one another stand side by side, over the `width` in pixels.
    """
    heads: list[int] = []
    for drawn, group in groupby(blocks, lambda block: isinstance(block, Drawing)):
        if drawn:
            _write_drawings(
                page, [one for one in group if isinstance(one, Drawing)], figures, width
            )
            continue
        for block in group:
            if isinstance(block, Table):
                if block.caption:
                    page.line(block.caption, "grey")
                heads.append(page.row)
                _write_table(page, block)
                page.row += 1
            else:
                _write_block(page, block)
    return heads


def _write_drawings(page: Page, drawings: list[Drawing], figures: Figures, width: int) -> None:
    for drawing in drawings:
        if isinstance(drawing, Scale):
            bands = (f"{band.name} {band.text}" for band in drawing.bands)
            page.line(" · ".join(bands), "grey", align="center")
    charts = [chart for chart in map(figure, drawings) if chart]
    for first in range(0, len(charts), 2):
        figures.insert(page, charts[first : first + 2], width)


def _write_block(page: Page, block: Block) -> None:
    """Write a block that is neither table nor drawing."""
    match block:
        case Heading(text):
            page.row += 1
            page.line(text, "heading")
        case Paragraph(text, look) if look != "hint":
            page.line(text, look or "plain")
        case Items(texts):
            for item in texts:
                page.line(f"• {text_of(item)}", "plain")
        case Fields(fields):
            for field in fields:
                page.line(f"{field.label}: {' '.join(field.lines())}", "plain")
        case Verdict():
            _write_verdict(page, block)
        case _:
            pass


def _write_verdict(page: Page, verdict: Verdict) -> None:
    """Write a result: the number large, its word on a ground of its colour."""
    page.line(verdict.name, "strong")
    page.sheet.set_row(page.row, VERDICT_HEIGHT)
    value = verdict.value
    shown = value.value if isinstance(value, Number) else value
    look = page.book.look("index", num_format=value.look if isinstance(value, Number) else "@")
    page.merge((0, 1), shown, look)
    page.merge((2, page.last), verdict.word,
               page.book.look("word", bg_color=GROUNDS[verdict.tone]))  # fmt: skip
    page.row += 1
    if verdict.note:
        page.line(verdict.note, "grey")


def _write_table(page: Page, table: Table) -> None:
    for place, column in enumerate(table.columns):
        look = page.book.look("head_right" if column.number else "head", **_apart(table, place))
        page.put(page.row, place, column.head, look)
    first = page.row + 1
    for row in table.rows:
        page.row += 1
        _write_row(page, table, row)
    page.row += 1
    for place, column in enumerate(table.columns):
        _write_rules(page, column, (first, page.row - 1, place))
        cells = (cell for row in table.rows for cell in row.cells[place : place + 1])
        tops = [cell.top for cell in cells if isinstance(cell, Bar)]
        if tops:
            _write_bars(page, max(tops), (first, page.row - 1, place))


def _write_row(page: Page, table: Table, row: Row) -> None:
    """Write a row; the last cell of a shorter one runs on over those that it lacks."""
    short = len(row.cells) < len(table.columns)
    for place, column in enumerate(table.columns):
        cell = row.cells[place] if place < len(row.cells) else ""
        own = {**ROWS[row.kind], **_apart(table, place)}
        if not isinstance(cell, Number | Bar):
            own["align"] = "right" if column.number else "left"
        if isinstance(cell, Number):
            own["num_format"] = cell.look
        elif isinstance(cell, Bar):
            own["num_format"] = "0.00"
        elif not (short and place >= len(row.cells) - 1):
            own |= {"text_wrap": True}
        if place in NAMES and not row.kind and nested(table):
            own["indent"] = 1
        if isinstance(cell, State) and cell.tone:
            own |= {"font_color": GROUNDS[cell.tone], "bold": True}
        if column.fill_in is not None and not row.kind:
            own |= {"bg_color": INPUT, "locked": False}
        page.put(page.row, place, _stored(cell), page.book.look("cell", **own))


def _apart(table: Table, place: int) -> dict[str, int]:
    """Keep a text apart from the number that stands before it."""
    after = place > 0 and table.columns[place - 1].number and not table.columns[place].number
    return {"indent": 1} if after else {}


def _stored(cell: Cell) -> Value:
    """Return what a cell holds; the number of an indicator is one, so that it can be sorted."""
    if isinstance(cell, Number | Bar):
        return cell.value
    text = text_of(cell)
    return int(text) if ROW_NUMBER.fullmatch(text) else text


def _write_rules(page: Page, column: Column, where: tuple[int, int, int]) -> None:
    """Colour numbers by their size, and offer a list where there is something to choose."""
    first, last, place = where
    if column.heat:
        low, middle, high = COLOURS
        rule = {"type": "3_color_scale", "min_color": low, "mid_color": middle, "max_color": high}
        page.sheet.conditional_format(first, place, last, place, rule)
    if column.fill_in:
        choice = {"validate": "list", "source": list(column.fill_in)}
        page.sheet.data_validation(first, place, last, place, choice)


def _write_bars(page: Page, top: Fraction, where: tuple[int, int, int]) -> None:
    """Show the numbers of a column as bars alone, from 0 to the top."""
    first, last, place = where
    rule = {
        "type": "data_bar",
        "data_bar_2010": True,
        "bar_only": True,
        "bar_solid": True,
        "bar_color": BAR,
        "min_type": "num",
        "max_type": "num",
        "min_value": 0,
        "max_value": float(top),
    }
    page.sheet.conditional_format(first, place, last, place, rule)
