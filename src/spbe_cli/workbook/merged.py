"""Writes the merged answer file: everyone's answers with a column Asal, and a sheet Sumber.

Sumber says which files the answers come from, and what was decided.  No row of it may hold
a heading of a number and one of a level: it would be taken for a table of answers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from spbe_cli.instrument import Instrument
from spbe_cli.xlsx.reading import SOURCE_HEADINGS, SOURCE_ROW, SOURCES
from spbe_cli.xlsx.styles import (
    AS_TEXT,
    BOLD,
    BORDERED,
    HEADING,
    TITLE,
    WRAPPED,
    print_on_a4,
    protect,
    sized,
    style,
)
from spbe_cli.xlsx.form import OPENS_ON, SHEETS, write_file
from spbe_cli.xlsx.form_layout import (
    ExtraColumn,
    Layout,
    Prefill,
    TemplateRequest,
    lay_out,
)
from spbe_cli.xlsx.form_texts import write_text

ORIGIN: Final = "Asal"
ORIGIN_WIDTH: Final = 40
WIDTHS: Final = (44, 34, 30, 13, 16, 68)
DECISIONS: Final = ("Indikator", "Dipakai", "Tidak dipakai", "Menurut")

Texts = Sequence[str]


@dataclass(frozen=True, slots=True)
class Sources:
    """What Sumber says: a row for every file, and one for every decision."""

    files: Sequence[Texts]
    decisions: Sequence[Texts]


def merged_workbook(
    instrument: Instrument,
    request: TemplateRequest,
    prefilled: Mapping[str, Prefill],
    origins: Mapping[str, str],
    sources: Sources,
) -> bytes:
    """Return the merged file; `origins` says by row where the answers come from."""
    column = ExtraColumn(ORIGIN, ORIGIN_WIDTH, origins)
    layout = replace(lay_out(instrument, request, prefilled), columns=(column,))
    return write_file(layout, {**SHEETS, SOURCES: partial(write_sources, sources)}, OPENS_ON)


def write_sources(sources: Sources, book: Workbook, sheet: Worksheet, _: Layout) -> None:
    """Write the sheet Sumber."""
    write_text(sheet, "A1", "Sumber isian", style(book, TITLE, sized(18)))
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    row = write_table(book, sheet, SOURCE_ROW, SOURCE_HEADINGS, sources.files)
    if sources.decisions:
        write_text(sheet, f"A{row + 1}", "Perbedaan tingkat yang diputuskan", style(book, BOLD))
        write_table(book, sheet, row + 2, DECISIONS, sources.decisions)
    print_on_a4(sheet, landscape=True)
    protect(sheet)


def write_table(
    book: Workbook, sheet: Worksheet, row: int, headings: Texts, lines: Sequence[Texts]
) -> int:
    """Write headings and rows of texts; return the first free row."""
    look = style(book, BORDERED, WRAPPED, AS_TEXT)
    for column, heading in enumerate(headings):
        sheet.write_string(row - 1, column, heading, style(book, HEADING))
    for line in lines:
        for letter, text in zip("ABCDEF", line, strict=False):
            write_text(sheet, f"{letter}{row + 1}", text, look)
        row += 1
    return row + 1
