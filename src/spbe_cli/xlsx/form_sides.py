"""The sheets Identitas and Kriteria, on both sides of the answers.

Identitas says whose answers these are: what is known is printed and locked, what is not is left
open.  Kriteria says what every level demands; none of its headings may be one that the reader
takes for a number or a level, or a file whose Jawaban was renamed would have two tables.
"""

import re
from typing import Final, NamedTuple

from spbe_cli.answers import NONE_ASKED
from spbe_cli.instrument import Indicator
from spbe_cli.xlsx import styles
from spbe_cli.xlsx.form_layout import Layout, Line, number_ranges
from spbe_cli.xlsx.form_texts import MISSING, WORDS, add_notes
from spbe_cli.xlsx.styles import Page, Style

STAGES: Final = (
    "Penilaian Mandiri",
    "Penilaian Dokumen",
    "Penilaian Interviu",
    "Penilaian Visitasi",
    "Hasil Pemantauan",
    "Hasil Evaluasi",
)
"""The values of Tahap."""

_KNOWN: Final = "Terisi; jangan diubah."
_CORRECT: Final = "Perbaiki di sini."
_YEAR: Final = "Tahun penilaian."
_EVIDENCE_ONLY: Final = "Tingkat tidak diminta; cukup bukti dukung dan penjelasan."
_DIGITS_OF_A_YEAR: Final = 4
_STAGE_LIST: Final[dict[str, object]] = {
    "validate": "list",
    "source": list(STAGES),
    "error_title": "Tahap",
    "error_message": "Pilih salah satu tahap dari daftar.",
}
_CRITERIA_COLUMNS: Final = (
    ("Indikator dan uraian tingkat", 30),
    ("Kriteria", 80),
    ("Bukti yang lazim", 46),
)
_BLOCKS_ON_A_PAGE: Final = 4


class _Entry(NamedTuple):
    """One label with its value, a note for either case, and the look of its cell."""

    label: str
    value: str | None
    known: str
    open: str
    look: Style = styles.AS_TEXT


def _entries(layout: Layout) -> list[_Entry]:
    request = layout.request
    owner = "dari perangkat daerah ini" if request.agency else "dalam berkas ini"
    scope = f"Indikator yang diminta {owner}." if layout.asked() else _EVIDENCE_ONLY
    asked = number_ranges(layout.asked()) or NONE_ASKED
    agency = "Boleh dikosongkan bila berkas ini untuk seluruh instansi."
    date = "Tanggal selesai diisi, misalnya 10/06/2025."
    contact = "Nomor WhatsApp pengisi, untuk pertanyaan (boleh dikosongkan)."
    entries = [
        _Entry("Instansi", request.institution, _KNOWN, "Nama instansi."),
        _Entry("Perangkat Daerah", request.agency, _KNOWN, agency),
        _Entry("Tahun", request.year, _YEAR, _YEAR, {}),
        _Entry("Tahap", request.stage, _KNOWN, "Pilih dari daftar di sel."),
        _Entry("Instrumen", layout.instrument.id, _KNOWN, ""),
        _Entry("Indikator", asked, scope, ""),
        _Entry("Pengisi", None, "", "Nama dan jabatan pengisi."),
        _Entry("Tanggal", None, "", date, styles.AS_DATE),
        _Entry("Kontak", None, "", contact),
    ]
    if request.correction:
        entries.append(_Entry("Perbaikan", f"ke-{request.correction}", _KNOWN, ""))
    return entries


def write_identity(page: Page, layout: Layout) -> None:
    """Write the sheet Identitas."""
    for column, width in enumerate((22, 52, 60)):
        page.sheet.set_column(column, column, width)
    rows = _entries(layout)
    for row, entry in enumerate(rows, start=1):
        _write_entry(page, layout, row, entry)
        if entry.label == "Tahap" and not entry.value:
            page.sheet.data_validation(f"B{row}", _STAGE_LIST)
    page.sheet.ignore_errors({"number_stored_as_text": f"B1:B{len(rows)}"})
    add_notes(page, layout, "Identitas")
    page.finish()


def _write_entry(page: Page, layout: Layout, row: int, entry: _Entry) -> None:
    base = styles.LOCKED if entry.value else styles.INPUT
    mark = layout.highlight("Identitas", f"B{row}")
    look = page.look(base, styles.WRAPPED, entry.look, mark)
    value = layout.typed.get(entry.label.lower()) or entry.value or ""
    number = entry.label == "Tahun" and is_year(value)
    page.text(f"A{row}", entry.label, styles.BOLD, styles.BORDERED)
    page.write(f"B{row}", int(value) if number else value, look)
    note = _CORRECT if mark and entry.value else entry.known if entry.value else entry.open
    page.text(f"C{row}", note, styles.GREY, styles.ITALIC, styles.WRAPPED)


def is_year(text: str) -> bool:
    """Tell whether a text is a year in plain digits."""
    return text.isascii() and text.isdigit() and len(text) == _DIGITS_OF_A_YEAR


def write_criteria(page: Page, layout: Layout) -> None:
    """Write the sheet Kriteria."""
    page.headings(1, _CRITERIA_COLUMNS)
    blocks = layout.blocks()
    for line in blocks:
        _write_block(page, line)
    page.sheet.freeze_panes(1, 0)
    page.sheet.repeat_rows(0)
    page_starts = blocks[_BLOCKS_ON_A_PAGE::_BLOCKS_ON_A_PAGE]
    page.sheet.set_h_pagebreaks([line.block - 1 for line in page_starts])
    page.finish()


def _write_block(page: Page, line: Line) -> None:
    """Write one indicator: its official name, its levels, typical evidence."""
    indicator, row, tint = line.indicator, line.block, line.shade.tinted()
    title = f"{indicator.code}  {indicator.short}"
    page.text(f"A{row}", title, tint, styles.BOLD, styles.WRAPPED)
    page.text(f"B{row}", _official(indicator), tint, styles.ITALIC, styles.WRAPPED)
    back = page.look(tint, styles.LINK, styles.CENTRED)
    page.sheet.write_url(f"C{row}", f"internal:Jawaban!E{line.row}", back, "kembali ke Jawaban")
    for at, level in enumerate(indicator.levels, start=row + 1):
        name = f"{level.number}  {level.name or f'({MISSING})'}"
        page.text(f"A{at}", name, styles.BORDERED, styles.BOLD, styles.WRAPPED)
        page.text(f"B{at}", level.criterion or MISSING, styles.BORDERED, styles.WRAPPED)
    _write_evidence(page, row + 1, indicator)


def _write_evidence(page: Page, first: int, indicator: Indicator) -> None:
    """Write what is asked for at each level beside it, otherwise one text for all of them."""
    look = page.look(styles.BORDERED, styles.WRAPPED)
    if any(level.evidence for level in indicator.levels):
        for row, level in enumerate(indicator.levels, start=first):
            page.write(f"C{row}", indicator.evidence_at(level.number) or MISSING, look)
        return
    page.sheet.merge_range(f"C{first}:C{first + len(indicator.levels) - 1}", "", look)
    page.write(f"C{first}", indicator.evidence or MISSING, look)


def _official(indicator: Indicator) -> str:
    """Return the official name with the weight and the page of the regulation."""
    source = re.split(";| \\(", indicator.source)[0].replace(", Lampiran h.", " h.")
    return f"{indicator.name} (bobot {WORDS.number(indicator.weight)}%, {source})"
