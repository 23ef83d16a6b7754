"""The sheet Perbaikan: everything to be put right, with a link to each cell.

No row of it may hold a heading of a number and one of a level: it would be taken for a
table of answers when the file comes back.
"""

from collections.abc import Iterable
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from spbe_cli.findings import Numbers
from spbe_cli.words import Words
from spbe_cli.xlsx.correction_items import BETWEEN, NOTHING, Item
from spbe_cli.xlsx.styles import (
    AS_TEXT,
    BOLD,
    BORDERED,
    CENTRED,
    ERROR,
    HEADING,
    LINK,
    TITLE,
    WARNING,
    WRAPPED,
    Style,
    print_on_a4,
    protect,
    sized,
    style,
)
from spbe_cli.xlsx.form_layout import Layout
from spbe_cli.xlsx.form_texts import WORDS, until_and_to, write_text

SHEET: Final = "Perbaikan"
COLUMNS: Final = (
    ("No", 5),
    ("Sel", 9),
    ("Indikator", 44),
    ("Tertulis", 20),
    ("Yang perlu dilakukan", 66),
    ("Kode", 12),
)
"""The headings with the widths of their columns."""
HEADING_ROW: Final = 6
TWO_LINES: Final = 31
REST: Final = " Isian lain sudah kami baca dengan baik dan tidak perlu diubah."


def write_items(
    items: tuple[Item, ...], words: Words, book: Workbook, sheet: Worksheet, layout: Layout
) -> None:
    """Write the sheet Perbaikan."""
    errors = tuple(item for item in items if item.is_error)
    warnings = tuple(item for item in items if not item.is_error)
    count = counts(len(errors), len(warnings))
    write_head(book, sheet, layout, count, task(len(errors), len(warnings)))
    row = HEADING_ROW + 1
    for title, look, group in (
        ("Wajib diperbaiki", ERROR, errors),
        ("Perlu diperiksa", WARNING, warnings),
    ):
        if group:
            write_section(book, sheet, row, title, look)
            write_group(book, sheet, row + 1, cells_of(layout, words, group))
            row += 1 + len(group)
    sheet.ignore_errors({"number_stored_as_text": f"D{HEADING_ROW}:D{row}"})
    sheet.freeze_panes(HEADING_ROW, 0)
    sheet.repeat_rows(HEADING_ROW - 1)
    print_on_a4(sheet, landscape=True)
    protect(sheet)


def counts(errors: int, warnings: int) -> str:
    """Say how many entries are to be put right."""
    parts = ((errors, "wajib diperbaiki"), (warnings, "perlu diperiksa"))
    return ", ".join(f"{count} {words}" for count, words in parts if count) + "."


def task(errors: int, warnings: int) -> str:
    """Say what to do with the cells, by their colours."""
    if not errors:
        return "periksa isinya (sel kuning tua)"
    amber = ", sel kuning tua perlu diperiksa" if warnings else ""
    return f"perbaiki isinya (sel jingga wajib diperbaiki{amber})"


def write_head(book: Workbook, sheet: Worksheet, layout: Layout, count: str, task: str) -> None:
    """Write whose file it is, how much is to be done, how, and the headings."""
    request = layout.request
    owner = BETWEEN.join(filter(None, (request.agency, request.institution, request.year)))
    rest = REST if any(is_number(one.level) for one in layout.prefilled.values()) else ""
    reply = f"lalu kirim kembali berkas INI{until_and_to(request)}".rstrip(".")
    guide = f"Klik alamat sel, {task}, simpan, {reply}."
    write_text(sheet, "A1", "Yang perlu diperbaiki", style(book, TITLE, sized(18)))
    write_text(sheet, "A2", owner, style(book))
    write_text(sheet, "A3", f"{count}{rest}", style(book, BOLD))
    wrapped = style(book, {"text_wrap": True})
    sheet.merge_range("A4:F4", "", wrapped)
    write_text(sheet, "A4", guide, wrapped)
    sheet.set_row(3, TWO_LINES)
    for column, (heading, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(HEADING_ROW - 1, column, heading, style(book, HEADING))


def is_number(level: object) -> bool:
    """Tell whether a level was read: what was not stays a text or away."""
    return not isinstance(level, str | None)


def write_section(book: Workbook, sheet: Worksheet, row: int, title: str, look: Style) -> None:
    """Write the heading of errors or warnings across the table."""
    wide = style(book, BOLD, look, BORDERED)
    sheet.merge_range(f"A{row}:F{row}", title, wide)


def cells_of(
    layout: Layout, words: Words, items: tuple[Item, ...]
) -> Iterable[tuple[Item, str, str]]:
    """Yield every item with its indicator and what to do."""
    for item in items:
        yield item, subject_of(layout, item), words.correction(item.finding).prose()


def subject_of(layout: Layout, item: Item) -> str:
    """Name the indicator, or the numbers of several."""
    if item.sheet == "Identitas":
        return "Lembar Identitas"
    if len(item.numbers) == 1:
        (number,) = item.numbers
        return f"{number} {layout.instrument.rows()[number].short}"
    return WORDS.show(Numbers(item.numbers)) or NOTHING


def write_group(
    book: Workbook, sheet: Worksheet, row: int, group: Iterable[tuple[Item, str, str]]
) -> None:
    """Write the rows of errors or of warnings, each numbered from 1."""
    middle, text = style(book, BORDERED, CENTRED), style(book, BORDERED, WRAPPED)
    quoted = style(book, BORDERED, WRAPPED, AS_TEXT)
    link = style(book, BORDERED, CENTRED, LINK)
    for line, (item, subject, sentence) in enumerate(group):
        at = row + line
        sheet.write_number(f"A{at}", line + 1, middle)
        if item.cells:
            target = f"internal:{item.sheet}!{item.cells[0]}"
            sheet.write_url(f"B{at}", target, link, address(item))
        else:
            write_text(sheet, f"B{at}", NOTHING, middle)
        write_text(sheet, f"C{at}", subject, text)
        write_text(sheet, f"D{at}", item.written, quoted)
        write_text(sheet, f"E{at}", sentence, text)
        write_text(sheet, f"F{at}", item.finding.code, middle)


def address(item: Item) -> str:
    """Return the address of the first cell, with a word if there are more."""
    return item.cells[0] + (" dst." if len(item.cells) > 1 else "")
