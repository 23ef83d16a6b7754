"""The sheet Kriteria: what every level of the indicators asked for demands.

None of its headings may be one that the reader takes for a number or a level: otherwise
a file whose sheet Jawaban was renamed would have two tables of answers.
"""

import re
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from spbe_cli.instrument import Indicator, Level
from spbe_cli.xlsx.styles import (
    BOLD,
    BORDERED,
    CENTRED,
    HEADING,
    ITALIC,
    LINK,
    WRAPPED,
    print_on_a4,
    protect,
    style,
)
from spbe_cli.xlsx.form_layout import Layout, Line
from spbe_cli.xlsx.form_texts import MISSING, WORDS, write_text

COLUMNS: Final = (
    ("Indikator dan uraian tingkat", 30),
    ("Kriteria", 80),
    ("Bukti yang lazim", 46),
)
BLOCKS_ON_A_PAGE: Final = 4


def write_criteria(book: Workbook, sheet: Worksheet, layout: Layout) -> None:
    """Write the sheet Kriteria."""
    for column, (heading, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, style(book, HEADING))
    for line in layout.blocks():
        write_block(book, sheet, line)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_h_pagebreaks([line.block - 1 for line in page_starts(layout)])
    print_on_a4(sheet, landscape=True)
    protect(sheet)


def page_starts(layout: Layout) -> tuple[Line, ...]:
    """Return the indicators that begin a new page."""
    return layout.blocks()[BLOCKS_ON_A_PAGE::BLOCKS_ON_A_PAGE]


def write_block(book: Workbook, sheet: Worksheet, line: Line) -> None:
    """Write one indicator: its official name, its levels, typical evidence."""
    indicator, row, tint = line.indicator, line.block, line.shade.tinted()
    title = f"{indicator.code}  {indicator.short}"
    write_text(sheet, f"A{row}", title, style(book, tint, BOLD, WRAPPED))
    write_text(sheet, f"B{row}", official(indicator), style(book, tint, ITALIC, WRAPPED))
    back = style(book, tint, LINK, CENTRED)
    sheet.write_url(f"C{row}", f"internal:Jawaban!E{line.row}", back, "kembali ke Jawaban")
    for level_row, level in enumerate(indicator.levels, start=row + 1):
        write_level(book, sheet, level_row, level)
    write_evidence(book, sheet, row + 1, indicator)


def write_level(book: Workbook, sheet: Worksheet, row: int, level: Level) -> None:
    """Write the name and the criterion of a level."""
    name = f"{level.number}  {level.name}" if level.name else f"{level.number}  ({MISSING})"
    write_text(sheet, f"A{row}", name, style(book, BORDERED, BOLD, WRAPPED))
    write_text(sheet, f"B{row}", level.criterion or MISSING, style(book, BORDERED, WRAPPED))


def write_evidence(book: Workbook, sheet: Worksheet, first: int, indicator: Indicator) -> None:
    """Write what is asked for at each level beside it, otherwise one text for all of them."""
    look = style(book, BORDERED, WRAPPED)
    if any(level.evidence for level in indicator.levels):
        for row, level in enumerate(indicator.levels, start=first):
            write_text(sheet, f"C{row}", indicator.evidence_at(level.number) or MISSING, look)
        return
    sheet.merge_range(f"C{first}:C{first + len(indicator.levels) - 1}", "", look)
    write_text(sheet, f"C{first}", indicator.evidence or MISSING, look)


def official(indicator: Indicator) -> str:
    """Return the official name with the weight and the page of the regulation."""
    source = re.split(";| \\(", indicator.source)[0].replace(", Lampiran h.", " h.")
    return f"{indicator.name} (bobot {WORDS.number(indicator.weight)}%, {source})"
