"""The sheet Identitas: whose answers these are.

What is known is printed and locked; what is not is left open for the respondent.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from spbe_cli.answers import NONE_ASKED
from spbe_cli.xlsx.styles import (
    AS_DATE,
    AS_TEXT,
    BOLD,
    BORDERED,
    GREY,
    INPUT,
    ITALIC,
    LOCKED,
    WRAPPED,
    Style,
    print_on_a4,
    protect,
    style,
)
from spbe_cli.xlsx.form_layout import Layout, number_ranges
from spbe_cli.xlsx.form_texts import add_notes, write_text

STAGES: Final = (
    "Penilaian Mandiri",
    "Penilaian Dokumen",
    "Penilaian Interviu",
    "Penilaian Visitasi",
    "Hasil Pemantauan",
    "Hasil Evaluasi",
)
"""The values of Tahap."""

KNOWN: Final = "Terisi; jangan diubah."
CORRECT: Final = "Perbaiki di sini."
YEAR: Final = "Tahun penilaian."
EVIDENCE_ONLY: Final = "Tingkat tidak diminta; cukup bukti dukung dan penjelasan."
DIGITS_OF_A_YEAR: Final = 4


class Entry(NamedTuple):
    """One label with its value, a note for either case, and the look of its cell."""

    label: str
    value: str | None
    known: str
    open: str
    look: Style = AS_TEXT


def entries(layout: Layout) -> tuple[Entry, ...]:
    """Return the rows of the sheet."""
    request = layout.request
    owner = "dari perangkat daerah ini" if request.agency else "dalam berkas ini"
    scope = f"Indikator yang diminta {owner}."
    agency = "Boleh dikosongkan bila berkas ini untuk seluruh instansi."
    contact = "Nomor WhatsApp pengisi, untuk pertanyaan (boleh dikosongkan)."
    return (
        Entry("Instansi", request.institution, KNOWN, "Nama instansi."),
        Entry("Perangkat Daerah", request.agency, KNOWN, agency),
        Entry("Tahun", request.year, YEAR, YEAR, {}),
        Entry("Tahap", request.stage, KNOWN, "Pilih dari daftar di sel."),
        Entry("Instrumen", layout.instrument.id, KNOWN, ""),
        Entry("Indikator", asked_text(layout), scope if layout.asked() else EVIDENCE_ONLY, ""),
        Entry("Pengisi", None, "", "Nama dan jabatan pengisi."),
        Entry("Tanggal", None, "", "Tanggal selesai diisi, misalnya 10/06/2025.", AS_DATE),
        Entry("Kontak", None, "", contact),
        *(
            (Entry("Perbaikan", f"ke-{request.correction}", KNOWN, ""),)
            if request.correction
            else ()
        ),
    )


def asked_text(layout: Layout) -> str:
    """Return the numbers of the indicators asked for."""
    return number_ranges(layout.asked()) or NONE_ASKED


def write_identity(book: Workbook, sheet: Worksheet, layout: Layout) -> None:
    """Write the sheet Identitas."""
    sheet.set_column("A:A", 22)
    sheet.set_column("B:B", 52)
    sheet.set_column("C:C", 60)
    rows = entries(layout)
    for row, entry in enumerate(rows, start=1):
        write_entry(book, sheet, layout, row, entry)
        if entry.label == "Tahap" and not entry.value:
            sheet.data_validation(f"B{row}", STAGE_LIST)
    sheet.ignore_errors({"number_stored_as_text": f"B1:B{len(rows)}"})
    add_notes(sheet, layout, "Identitas")
    print_on_a4(sheet, landscape=True)
    protect(sheet)


STAGE_LIST: Final[dict[str, object]] = {
    "validate": "list",
    "source": list(STAGES),
    "error_title": "Tahap",
    "error_message": "Pilih salah satu tahap dari daftar.",
}


def write_entry(book: Workbook, sheet: Worksheet, layout: Layout, row: int, entry: Entry) -> None:
    """Write a label, its value and the note beside it."""
    base: Mapping[str, object] = LOCKED if entry.value else INPUT
    mark = layout.highlight("Identitas", f"B{row}")
    look = style(book, base, WRAPPED, entry.look, mark)
    value = layout.typed.get(entry.label.lower()) or entry.value or ""
    write_text(sheet, f"A{row}", entry.label, style(book, BOLD, BORDERED))
    if entry.label == "Tahun" and is_year(value):
        sheet.write_number(f"B{row}", int(value), look)
    else:
        write_text(sheet, f"B{row}", value, look)
    note = CORRECT if mark and entry.value else entry.known if entry.value else entry.open
    write_text(sheet, f"C{row}", note, style(book, GREY, ITALIC, WRAPPED))


def is_year(text: str) -> bool:
    """Tell whether a text is a year in plain digits."""
    return text.isascii() and text.isdigit() and len(text) == DIGITS_OF_A_YEAR
