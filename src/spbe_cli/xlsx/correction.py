"""Writes the file that goes back to a respondent, with what is to be put right in it.

It is a fresh file from the template, never the one received: the answers are copied into it,
cells with findings stand out and explain themselves, and a first sheet, Perbaikan, lists them
all.  No row of that may hold a heading of a number and one of a level: it would be taken for a
table of answers when the file comes back.
"""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from spbe_cli.findings import Numbers
from spbe_cli.words import Language, Words
from spbe_cli.xlsx import styles
from spbe_cli.xlsx.book import open_book
from spbe_cli.xlsx.correction_items import (
    BETWEEN,
    NOTHING,
    Item,
    Returned,
    correction_layout,
    items_of,
    marks_of,
)
from spbe_cli.xlsx.correction_text import begins
from spbe_cli.xlsx.form import CREATED, SHEETS, write_file
from spbe_cli.xlsx.form_layout import Layout
from spbe_cli.xlsx.form_texts import WORDS, until_and_to
from spbe_cli.xlsx.package import Refused, open_package
from spbe_cli.xlsx.reading import read_identity
from spbe_cli.xlsx.styles import Page

__all__ = ["Returned", "correction_workbook", "is_own_correction"]

_SHEET: Final = "Perbaikan"
_COLUMNS: Final = (
    ("No", 5),
    ("Sel", 9),
    ("Indikator", 44),
    ("Tertulis", 20),
    ("Yang perlu dilakukan", 66),
    ("Kode", 12),
)
"""The headings with the widths of their columns."""
_HEADING_ROW: Final = 6
_TWO_LINES: Final = 31
_REST: Final = " Isian lain sudah kami baca dengan baik dan tidak perlu diubah."
_PROPERTIES: Final = "docProps/core.xml"
_UNTOUCHED: Final = f">{CREATED:%Y-%m-%dT%H:%M:%SZ}</dcterms:modified>".encode()
"""Every program that saves a workbook enters the day on which it does."""


def correction_workbook(returned: Returned, words: Words) -> bytes:
    """Return the correction file; `words` gives the sentences of the findings."""
    layout = correction_layout(returned)
    items = items_of(returned, layout)
    marked = replace(layout, marks=marks_of(items, words))
    return write_file(marked, {_SHEET: partial(_write_items, items, words), **SHEETS}, _SHEET)


def is_own_correction(path: Path) -> bool:
    """Tell whether a file is a correction as we wrote it, or the text that goes with one.

    Of a workbook Identitas says so.  One that somebody has saved since may hold answers.
    """
    try:
        if path.suffix == ".txt":
            return path.read_bytes().startswith(tuple(begins(Words(one)) for one in Language))
        package = open_package(path, str(path))
        number = read_identity(open_book(package)).cells.get("perbaikan")
        saved = b"".join(package.chunks(_PROPERTIES)) if package.has(_PROPERTIES) else b""
    except (Refused, OSError):
        return False
    return number is not None and not number.blank and _UNTOUCHED in saved


def _write_items(items: tuple[Item, ...], words: Words, page: Page, layout: Layout) -> None:
    """Write the sheet Perbaikan."""
    errors = [item for item in items if item.is_error]
    warnings = [item for item in items if not item.is_error]
    _write_head(page, layout, len(errors), len(warnings))
    row = _HEADING_ROW + 1
    for title, colour, group in (
        ("Wajib diperbaiki", styles.ERROR, errors),
        ("Perlu diperiksa", styles.WARNING, warnings),
    ):
        if group:
            look = page.look(styles.BOLD, colour, styles.BORDERED)
            page.sheet.merge_range(f"A{row}:F{row}", title, look)
            for number, item in enumerate(group, start=1):
                _write_item(page, row + number, number, item, _subject_of(layout, item), words)
            row += 1 + len(group)
    page.sheet.ignore_errors({"number_stored_as_text": f"D{_HEADING_ROW}:D{row}"})
    page.sheet.freeze_panes(_HEADING_ROW, 0)
    page.sheet.repeat_rows(_HEADING_ROW - 1)
    page.finish()


def _counts(errors: int, warnings: int) -> str:
    parts = ((errors, "wajib diperbaiki"), (warnings, "perlu diperiksa"))
    return ", ".join(f"{count} {words}" for count, words in parts if count) + "."


def _task(errors: int, warnings: int) -> str:
    if not errors:
        return "periksa isinya (sel kuning tua)"
    amber = ", sel kuning tua perlu diperiksa" if warnings else ""
    return f"perbaiki isinya (sel jingga wajib diperbaiki{amber})"


def _write_head(page: Page, layout: Layout, errors: int, warnings: int) -> None:
    request = layout.request
    owner = BETWEEN.join(filter(None, (request.agency, request.institution, request.year)))
    # A level that could not be read stays a text, or away.
    read = any(not isinstance(one.level, str | None) for one in layout.prefilled.values())
    reply = f"lalu kirim kembali berkas INI{until_and_to(request)}".rstrip(".")
    guide = f"Klik alamat sel, {_task(errors, warnings)}, simpan, {reply}."
    page.text("A1", "Yang perlu diperbaiki", styles.TITLE, styles.sized(18))
    page.text("A2", owner)
    page.text("A3", _counts(errors, warnings) + (_REST if read else ""), styles.BOLD)
    wrapped = page.look({"text_wrap": True})
    page.sheet.merge_range("A4:F4", "", wrapped)
    page.write("A4", guide, wrapped)
    page.sheet.set_row(3, _TWO_LINES)
    page.headings(_HEADING_ROW, _COLUMNS)


def _subject_of(layout: Layout, item: Item) -> str:
    """Name the indicator, or the numbers of several."""
    if item.sheet == "Identitas":
        return "Lembar Identitas"
    if len(item.numbers) == 1:
        (number,) = item.numbers
        return f"{number} {layout.instrument.rows()[number].short}"
    return WORDS.show(Numbers(item.numbers)) or NOTHING


def _write_item(page: Page, row: int, number: int, item: Item, subject: str, words: Words) -> None:
    bordered, middle = (styles.BORDERED, styles.WRAPPED), (styles.BORDERED, styles.CENTRED)
    page.write(f"A{row}", number, page.look(*middle))
    if item.cells:
        address = item.cells[0] + (" dst." if len(item.cells) > 1 else "")
        target = f"internal:{item.sheet}!{item.cells[0]}"
        page.sheet.write_url(f"B{row}", target, page.look(*middle, styles.LINK), address)
    else:
        page.text(f"B{row}", NOTHING, *middle)
    page.text(f"C{row}", subject, *bordered)
    page.text(f"D{row}", item.written, *bordered, styles.AS_TEXT)
    page.text(f"E{row}", words.correction(item.finding).prose(), *bordered)
    page.text(f"F{row}", item.finding.code, *middle)
