"""The sheet Bukti: a row for every piece of evidence, with a list for its status.

Kode, Tingkat and Yang diminta are printed and locked; the rest is filled in.  An instrument that
lists no pieces has the usual evidence of every level to begin with, and free rows below.
"""

from typing import Final

from spbe_cli.answers import STATUSES
from spbe_cli.xlsx import styles
from spbe_cli.xlsx.form_layout import (
    COLOURS,
    HEADING_ROW,
    ItemColumns,
    ItemLine,
    Layout,
    add_notes,
    reply_request,
    shortened,
    subject,
)
from spbe_cli.xlsx.lists import ITEMS_SHEET
from spbe_cli.xlsx.styles import Page, Style

_COLUMNS: Final = (
    ("Kode", 12),
    ("Tingkat", 8),
    ("Yang diminta", 52),
    ("Berkas", 34),
    ("Status", 12),
    ("Tanggal", 13),
    ("Catatan", 40),
    ("Penanggung jawab", 24),
)
_LETTERS: Final = ItemColumns()
_GUIDE: Final = (
    "Tulis nama berkas setiap butir, lalu pilih Status: belum atau ada. Diterima, revisi, dan "
    "ditolak adalah penilaian asesor; alasannya di kolom Catatan."
)
_FREE: Final = " Baris kosong di bawah untuk butir lain: tulis Kode seperti 13.f dan Tingkatnya."
_LONGEST_PROMPT: Final = 255
_TONES: Final = {
    "diterima": styles.GOOD,
    "revisi": styles.AMBER,
    "ditolak": styles.ERROR,
}


def write_items(page: Page, layout: Layout) -> None:
    """Write the sheet Bukti."""
    lines, sheet = layout.items, page.sheet
    headings = [*_COLUMNS, *((one.heading, one.width) for one in layout.item_columns)]
    first, last = HEADING_ROW + 1, max(HEADING_ROW + len(lines), HEADING_ROW + 1)
    page.write("A1", f"Butir bukti {subject(layout)}", styles.BOLD, {"font_size": 14})
    _write_count(page, layout, f"{_LETTERS.status}{first}:{_LETTERS.status}{last}")
    free = "" if layout.instrument.lists_items else _FREE
    guide = COLOURS + " " if layout.marks else ""
    whole = f"{guide}{_GUIDE}{free} {reply_request(layout.request)}".strip()
    page.write("A3", whole, styles.GREY, styles.ITALIC)
    page.headings(HEADING_ROW, headings)
    for line in lines:
        _write_line(page, layout, line)
    listed = {
        "validate": "list",
        "source": list(STATUSES),
        "error_title": "Status",
        "error_message": "Pilih belum, ada, diterima, revisi, atau ditolak.",
    }
    cells = f"{_LETTERS.status}{first}:{_LETTERS.status}{last}"
    sheet.data_validation(cells, listed)
    for status, look in _TONES.items():
        rule = {"type": "cell", "criteria": "==", "value": f'"{status}"'}
        sheet.conditional_format(cells, {**rule, "format": page.book.add_format(dict(look))})
    sheet.autofilter(HEADING_ROW - 1, 0, last - 1, len(headings) - 1)
    sheet.freeze_panes(HEADING_ROW, 1)
    sheet.repeat_rows(HEADING_ROW - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A{first}:H{last}"})
    add_notes(page, layout, ITEMS_SHEET)
    page.finish()


def _write_count(page: Page, layout: Layout, cells: str) -> None:
    """Write how many pieces are there and how many are to be revised, as a live formula."""
    printed = sum(line.printed for line in layout.items)
    statuses = [line.entry.status for line in layout.items]
    parts, said = [], []
    for name, counted in (("ada", ("ada", "diterima")), ("perlu diperbaiki", _TONES)):
        wanted = [one for one in counted if name == "ada" or one != "diterima"]
        counts = "+".join(f'COUNTIF({cells},"{one}")' for one in wanted)
        parts.append(f'"{name} "&({counts})')
        said.append(f"{name} {sum(statuses.count(one) for one in wanted)}")
    formula = f'="{printed} butir: "&{parts[0]}&", "&{parts[1]}'
    value = f"{printed} butir: {', '.join(said)}"
    page.sheet.write_formula("A2", formula, page.look(styles.BOLD), value)


def _write_line(page: Page, layout: Layout, line: ItemLine) -> None:
    entry, row = line.entry, line.row
    ground = styles.LOCKED if line.printed else styles.INPUT
    text: tuple[Style, ...] = (styles.AS_TEXT, styles.WRAPPED)
    looks = {
        "code": (ground, styles.BOLD, styles.AS_TEXT),
        "level": (ground, styles.CENTRED),
        "asked": (ground, *text),
        "status": (styles.INPUT, styles.CENTRED),
        "day": (styles.INPUT, styles.CENTRED, styles.AS_DATE),
    }
    for field, letter in _LETTERS._asdict().items():
        mark = layout.highlight(ITEMS_SHEET, f"{letter}{row}")
        look = looks.get(field, (styles.INPUT, *text))
        page.write(f"{letter}{row}", getattr(entry, field), *look, mark)
    if line.remark:
        title, message = "Menurut sumber", shortened(line.remark, _LONGEST_PROMPT)
        shown = {"input_title": title, "input_message": message}
        page.sheet.data_validation(f"{_LETTERS.files}{row}", {"validate": "any", **shown})
    for at, extra in enumerate(layout.item_columns, start=len(_COLUMNS)):
        letter = chr(ord("A") + at)
        value = extra.values.get(entry.code)
        grey = (styles.LOCKED, styles.GREY, *text)
        page.write(f"{letter}{row}", None if value is None else str(value), *grey)
