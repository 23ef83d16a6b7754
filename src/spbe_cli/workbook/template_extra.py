"""The columns of the sheet Jawaban to the right of the usual ones."""

from fractions import Fraction

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from spbe_cli.xlsx.styles import (
    AS_TEXT,
    CENTRED,
    GREY,
    HEADING,
    INPUT,
    LOCKED,
    WRAPPED,
    style,
)
from spbe_cli.xlsx.form_layout import HEADING_ROW, Layout
from spbe_cli.xlsx.form_texts import write_text


def write_extra_columns(book: Workbook, sheet: Worksheet, layout: Layout, first: int) -> None:
    """Write the columns from `first` on, counted from 0: grey and locked, or open."""
    for position, extra in enumerate(layout.columns, start=first):
        sheet.set_column(position, position, extra.width)
        sheet.write_string(HEADING_ROW - 1, position, extra.heading, style(book, HEADING))
        base = (INPUT,) if extra.open else (LOCKED, GREY)
        look = style(book, *base, AS_TEXT, WRAPPED)
        number_look = style(book, *base, CENTRED)
        for line in layout.lines:
            cell = xl_rowcol_to_cell(line.row - 1, position)
            value = extra.values.get(line.number)
            if isinstance(value, Fraction):
                sheet.write_number(cell, float(value), number_look)
            else:
                write_text(sheet, cell, "" if value is None else str(value), look)
