"""The sheet Bukti: a row for every piece of evidence; free rows where the instrument lists none."""

from collections.abc import Mapping, Sequence
from typing import Final

from spbe_cli.answers import STATUSES
from spbe_cli.xlsx import styles
from spbe_cli.xlsx.form_layout import COLOURS, FIRST_ROW, HEADING_ROW, Form, ItemLine, shortened
from spbe_cli.xlsx.styles import Style

_COLUMNS: Final = (
    ("code", "Kode", 12),
    ("level", "Tingkat", 8),
    ("asked", "Yang diminta", 52),
    ("files", "Berkas", 34),
    ("status", "Status", 12),
    ("day", "Tanggal", 13),
    ("note", "Catatan", 40),
    ("owner", "Penanggung jawab", 24),
)
ITEM_LETTERS: Final[Mapping[str, str]] = {
    what: letter for letter, (what, _, _) in zip("ABCDEFGH", _COLUMNS, strict=True)
}
"""The letters of the columns, by what stands in them."""
_GUIDE: Final = (
    "Tulis nama berkas setiap butir, lalu pilih Status: belum atau ada. Diterima, revisi, dan "
    "ditolak adalah penilaian asesor; alasannya di kolom Catatan."
)
_FREE: Final = " Baris kosong di bawah untuk butir lain: tulis Kode seperti 13.f dan Tingkatnya."
_LONGEST_PROMPT: Final = 255
_STATUS: Final = {
    "validate": "list",
    "source": list(STATUSES),
    "error_title": "Status",
    "error_message": "Pilih belum, ada, diterima, revisi, atau ditolak.",
}
_TONES: Final = {"diterima": styles.GOOD, "revisi": styles.AMBER, "ditolak": styles.ERROR}
_COUNTED: Final = {"ada": ("ada", "diterima"), "perlu diperbaiki": ("revisi", "ditolak")}
"""What is counted above the table, and of which statuses."""


def write_items(page: Form) -> None:
    """Write the sheet Bukti."""
    layout = page.layout
    last = max(HEADING_ROW + len(layout.items), FIRST_ROW)
    statuses = f"{ITEM_LETTERS['status']}{FIRST_ROW}:{ITEM_LETTERS['status']}{last}"
    guide = COLOURS + " " if layout.marks else ""
    guide += _GUIDE + ("" if layout.instrument.lists_items else _FREE)
    headings = [(heading, width) for _, heading, width in _COLUMNS]
    headings += [(one.heading, one.width) for one in layout.item_columns]
    page.frame(f"Butir bukti {layout.subject}", _count(layout.items, statuses), guide, headings)
    for line in layout.items:
        _write_line(page, line)
    codes = {line.row: line.entry.code for line in layout.items}
    page.beside(layout.item_columns, len(_COLUMNS), codes)
    page.sheet.data_validation(statuses, _STATUS)
    for status, look in _TONES.items():
        rule = {"type": "cell", "criteria": "==", "value": f'"{status}"'}
        shown = page.book.add_format(dict(look))
        page.sheet.conditional_format(statuses, {**rule, "format": shown})
    page.sheet.autofilter(HEADING_ROW - 1, 0, last - 1, len(headings) - 1)
    page.sheet.freeze_panes(HEADING_ROW, 1)
    page.sheet.ignore_errors({"number_stored_as_text": f"A{FIRST_ROW}:H{last}"})
    page.finish()


def _count(lines: Sequence[ItemLine], cells: str) -> tuple[str, str]:
    printed = sum(line.printed for line in lines)
    statuses = [line.entry.status for line in lines]
    parts, said = [], []
    for name, wanted in _COUNTED.items():
        counts = "+".join(f'COUNTIF({cells},"{one}")' for one in wanted)
        parts.append(f'"{name} "&({counts})')
        said.append(f"{name} {sum(map(statuses.count, wanted))}")
    formula = f'"{printed} butir: "&' + '&", "&'.join(parts)
    return formula, f"{printed} butir: {', '.join(said)}"


def _write_line(page: Form, line: ItemLine) -> None:
    ground = styles.LOCKED if line.printed else styles.INPUT
    text: tuple[Style, ...] = (styles.AS_TEXT, styles.WRAPPED)
    looks = {
        "code": (ground, styles.BOLD, styles.AS_TEXT),
        "level": (ground, styles.CENTRED),
        "asked": (ground, *text),
        "status": (styles.INPUT, styles.CENTRED),
        "day": (styles.INPUT, styles.CENTRED, styles.AS_DATE),
    }
    for what, letter in ITEM_LETTERS.items():
        look = looks.get(what, (styles.INPUT, *text))
        page.fill_in(f"{letter}{line.row}", getattr(line.entry, what), *look)
    if line.remark:
        message = shortened(line.remark, _LONGEST_PROMPT)
        shown = {"validate": "any", "input_title": "Menurut sumber", "input_message": message}
        page.sheet.data_validation(f"{ITEM_LETTERS['files']}{line.row}", shown)
