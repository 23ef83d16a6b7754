"""A document as a workbook: its summary on the first sheet, to read and print, then every part.

Numbers are stored as numbers in their own look, bars as data bars, drawings as charts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, zip_longest
from math import ceil
from typing import Any, Final

from spbe_cli.reports import document as doc
from spbe_cli.reports.xlsx_book import (
    BAR,
    GROUNDS,
    TINTS,
    ReportBook,
    ReportPage,
    figure,
    insert,
    sheet_names,
)
from spbe_cli.words import Words, clean
from spbe_cli.xlsx import styles
from spbe_cli.xlsx.styles import Style

PLAIN: Final = (20, 20, 20, 20)  # the widths of a sheet without a table
NUMBERS: Final = (40, 16, 16, 16)  # the widths of the sheet of numbers that are drawn
FEWEST_COLUMNS: Final = 4
LONG_TEXT: Final = 30
"""A last column that is as wide takes several of the sheet, where other tables have more."""
WIDEST_SHEET_UPRIGHT: Final = 110  # a sheet that is wider than this lies across the paper
NARROWEST: Final = 80
"""How many characters wide a sheet is at least: what A4 holds in a readable size."""
ROW_NUMBER: Final = re.compile("[1-9][0-9]?")
VERDICT_HEIGHT: Final = 54
LINE_HEIGHT: Final = 13.5
LETTERS: Final = 1.12  # how many characters of a text stand in the width of one
NAMES: Final = (0, 1)
"""Where code and name stand in a table with groups; below their group they are indented."""
PARAGRAPHS: Final[dict[str, Style]] = {
    "": styles.TOP, "strong": styles.STRONG, "grey": styles.GREY,
}  # fmt: skip
ROWS: Final[dict[str, Style]] = {
    "": {}, "group": styles.GROUP, "own": styles.GROUP, "total": styles.TOTAL,
}  # fmt: skip
HEAT: Final = {
    "type": "3_color_scale", "min_color": "#F8CBAD", "mid_color": "#FFF2CC",
    "max_color": "#C6E0B4",
}  # fmt: skip
"""From the lowest to the highest number of a column that is coloured by size."""
DATA_BAR: Final = {
    "type": "data_bar", "data_bar_2010": True, "bar_only": True, "bar_solid": True,
    "bar_color": BAR, "min_type": "num", "max_type": "num", "min_value": 0,
}  # fmt: skip
"""The numbers of a column as bars alone, from 0 to the top."""


def write(document: doc.Document, words: Words) -> bytes:
    """Write a document as a workbook."""
    book, parts = ReportBook(document.title, document.file, words), [*_sheets(document)]
    names = [words.label("sheet.summary"), *(part.sheet or part.title for part in parts)]
    drawn = any(figure(block) for part in document.pages() for block in part.blocks)
    if drawn:
        names.append(words.label("excel.chart_data"))
    first, *others = [ReportPage(book, name) for name in sheet_names(names)]
    if drawn:
        *others, book.numbers = others
        book.numbers.set_widths(NUMBERS)
        book.numbers.on_paper()
    _write_first(first, document, others)
    for page, part in zip(others, parts, strict=True):
        if part.live:
            part.live(page)
        else:
            _write_part(page, part)
    book.book.close()
    return book.content.getvalue()


def _sheets(document: doc.Document) -> Iterator[doc.Part]:
    """Yield what stands on the sheets after the first: parts, and each table that is named."""
    for part in document.parts:
        apart = [table for table in doc.tables(part.blocks) if table.sheet]
        rest = tuple(block for block in part.blocks if block not in apart)
        if rest or part.live:
            yield replace(part, blocks=rest)
        for table in apart:
            alone = replace(table.ungrouped(), caption="", to_fill="")
            yield doc.Part("", (alone,), sheet=table.sheet)


def _write_first(page: ReportPage, document: doc.Document, others: list[ReportPage]) -> None:
    blocks = document.summary + document.brief + document.beside + document.handout
    page.set_widths(_widths(blocks))
    page.line(document.title, styles.TITLE)
    if document.subtitle:
        page.line(document.subtitle, styles.GREY)
    for text in document.caveats:
        page.line(text, styles.ALERT)
    _write_blocks(page, blocks)
    words = page.report.words
    page.sheet.print_area(0, 0, page.row, page.last)  # Links say nothing on paper.
    if document.computed:
        page.line(words.label("html.not_official"), styles.GREY)
    for row, other in enumerate(others, start=page.row + 1):
        name = other.name.replace("'", "''")
        text = clean(words.label("excel.on_sheet", sheet=other.name))
        page.sheet.write_url(row, 0, f"internal:'{name}'!A1", page.look(styles.LINK), text)
    page.sheet.hide_gridlines(2)
    page.on_paper(pages=int(document.one_page), landscape=page.width > WIDEST_SHEET_UPRIGHT)
    page.sheet.activate()


def _write_part(page: ReportPage, part: doc.Part) -> None:
    tables = [*doc.tables(part.blocks)]
    if part.title:
        page.set_widths(_widths(part.blocks))
        page.line(part.title, styles.PART)
        page.sheet.hide_gridlines(2)
    else:
        page.set_widths([column.width for column in tables[0].columns])
    heads = _write_blocks(page, part.blocks)
    if len(heads) == 1:
        # The heads of the only table stay in view and on every page, and its rows are filtered.
        (row,), (table,) = heads, tables
        page.sheet.freeze_panes(row + 1, 0)
        page.sheet.repeat_rows(row)
        page.sheet.autofilter(row, 0, row + len(table.rows), len(table.columns) - 1)
    page.on_paper(landscape=page.width > WIDEST_SHEET_UPRIGHT)


def _widths(blocks: doc.Blocks) -> Sequence[int]:
    tables = tuple(doc.tables(blocks))
    if not tables:
        return PLAIN
    last = max(len(table.columns) for table in tables) - 1
    running = [table.columns for table in tables if _runs_on(table, last)]
    own = [one.columns[:-1] if _runs_on(one, last) else one.columns for one in tables]
    widths = [max(one.width for one in place if one) for place in zip_longest(*own)]
    widths += [10] * (max(FEWEST_COLUMNS, last + 1) - len(widths))
    for *others, final in running:
        place, room = len(others), WIDEST_SHEET_UPRIGHT - sum(widths)
        spanned = widths[place : last + 1]
        short = max(min(final.width - sum(spanned), room), 0)
        widths[place : last + 1] = [one + short // len(spanned) for one in spanned]
    widths[widths.index(max(widths))] += max(NARROWEST - sum(widths), 0)
    return widths


def _runs_on(table: doc.Table, last: int) -> bool:
    """Tell whether a text at the end of rows runs on over columns that other tables have."""
    final = table.columns[-1]
    return len(table.columns) <= last and not final.number and final.width >= LONG_TEXT


def _write_blocks(page: ReportPage, blocks: doc.Blocks) -> list[int]:
    """Write blocks below one another; return the rows in which heads of tables stand."""
    heads: list[int] = []
    last = max((len(table.columns) for table in doc.tables(blocks)), default=1) - 1
    for drawn, group in groupby(blocks, lambda block: isinstance(block, doc.Drawing)):
        if drawn:
            drawings = [*group]
            for scale in (one for one in drawings if isinstance(one, doc.Scale)):
                bands = (f"{band.name} {band.text}" for band in scale.bands)
                page.line(" · ".join(bands), styles.GREY, styles.CENTRED)
            insert(page, [chart for chart in map(figure, drawings) if chart])
            continue
        for block in group:
            if isinstance(block, doc.Table):
                if block.note:
                    page.line(block.note, styles.GREY)
                heads.append(_write_table(page, block, last))
                page.row += 1
            else:
                _write_block(page, block)
    return heads


def _write_block(page: ReportPage, block: doc.Block) -> None:  # noqa: C901  a case a kind
    match block:
        case doc.Heading(text):
            page.row += 1
            page.line(text, styles.SECTION)
        case doc.Paragraph(text, look) if look != "hint":
            page.line(text, PARAGRAPHS[look])
        case doc.Items(texts):
            for item in texts:
                page.line(f"• {doc.text_of(item)}", styles.TOP)
        case doc.Fields(fields):
            for field in fields:
                page.line(f"{field.label}: {' '.join(field.lines())}", styles.TOP)
        case doc.Listing(text):
            for line in text.splitlines():
                page.line(line, styles.TOP)
        case doc.Verdict(name, value, word, note, tone):
            page.line(name, styles.STRONG)
            page.sheet.set_row(page.row, VERDICT_HEIGHT)
            form = value.look if isinstance(value, doc.Number) else "@"
            shown = value.value if isinstance(value, doc.Number) else value
            page.merge(page.row, 0, 1, shown, styles.FIGURE, {"num_format": form})
            ground = {"font_size": 28, "bg_color": GROUNDS[tone]}
            page.merge(page.row, 2, page.last, word, styles.ON_DARK, styles.CENTRED, ground)
            page.row += 1
            if note:
                page.line(note, styles.GREY)
        case _:
            pass


def _write_table(page: ReportPage, table: doc.Table, last: int) -> int:
    """Write a table, and return the row of its heads; `last` is the last column of all tables."""
    heads, final, bars = page.row, len(table.columns) - 1, table.bars()
    page.row += len(table.rows) + 1
    for place, column in enumerate(table.columns):
        side = styles.RIGHT if column.number else styles.LEFT
        page.write((heads, place), column.head, styles.HEADING, side, _apart(table, place))
        where = (heads + 1, place, page.row - 1, place)
        if column.heat:
            page.sheet.conditional_format(*where, HEAT)
        if column.fill_in:
            page.sheet.data_validation(*where, {"validate": "list", "source": list(column.fill_in)})
        if place in bars:
            page.sheet.conditional_format(*where, {**DATA_BAR, "max_value": float(bars[place])})
    runs_on = _runs_on(table, last)
    if runs_on:
        look = (styles.HEADING, styles.LEFT, _apart(table, final))
        page.merge(heads, final, last, table.columns[final].head, *look)
    width = sum(page.widths[final : last + 1]) * LETTERS
    for at, row in enumerate(table.rows, start=heads + 1):
        for place in range(len(table.columns)):
            value, own = _held(table, row, place)
            page.write((at, place), value, styles.CELL, own)
            if runs_on and place == final < len(row.cells):
                text = doc.text_of(row.cells[final])
                page.merge(at, final, last, text, styles.CELL, own)
                page.sheet.set_row(at, max(ceil(len(text) / width), 1) * LINE_HEIGHT)
    return heads


def _held(table: doc.Table, row: doc.Row, place: int) -> tuple[object, dict[str, Any]]:
    """Return what a cell holds, and its look; the last of a shorter row runs on over the rest."""
    column, count = table.columns[place], len(row.cells)
    cell = row.cells[place] if place < count else ""
    look: dict[str, Any] = {**ROWS[row.kind], **_apart(table, place)}
    value: object = doc.text_of(cell)
    if isinstance(cell, doc.Number | doc.Bar):
        value = cell.value
        look["num_format"] = cell.look if isinstance(cell, doc.Number) else "0.00"
    else:
        if ROW_NUMBER.fullmatch(doc.text_of(cell)):  # so that indicators can be sorted
            value = int(doc.text_of(cell))
        look["align"] = "right" if column.number else "left"
        if count == len(table.columns) or place < count - 1:
            look["text_wrap"] = True
    if place in NAMES and not row.kind and table.nested:
        look["indent"] = 1
    if isinstance(cell, doc.State) and cell.tone:
        tone = {"font_color": GROUNDS[cell.tone], "bg_color": TINTS[cell.tone]}
        look |= {**tone, "bold": True}
    if column.fill_in is not None and not row.kind:
        look |= {"bg_color": styles.OPEN, "locked": False}
    return value, look


def _apart(table: doc.Table, place: int) -> dict[str, int]:
    """Keep a text apart from the number that stands before it."""
    after = place > 0 and table.columns[place - 1].number and not table.columns[place].number
    return {"indent": 1} if after else {}
