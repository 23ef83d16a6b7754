"""Builds the ministry's workbook of 2018 by code, in its layout."""

from typing import Final

from openpyxl import Workbook
from tests.reader.books import Edit, packed

from spbe_cli.instrument.loading import shipped

OLD: Final = "permenpanrb-5-2018"
NUMBERS: Final = (*map(str, range(1, 35)), "35-1", "35-2", "35-3")
TABS: Final = (*NUMBERS[:16], "20", *NUMBERS[16:19], *NUMBERS[20:])
"""Indikator 20 stands before Indikator 17."""
ASPECTS: Final = (
    (5, 0.07, 0.01, range(6, 13)),
    (13, "=0.1", 0.01, range(14, 24)),
    (25, 0.08, 0.04, range(26, 28)),
    (28, 0.08, 0.04, range(29, 31)),
    (31, 0.12, 0.04, range(32, 35)),
    (36, 0.35, 0.05, range(37, 44)),
    (44, 0.2, "=0.2/6", range(45, 51)),
)
"""Aspects in Rekap: row, weight, weight of each indicator, rows of the indicators."""
ROWS: Final = dict(zip(NUMBERS, (row for *_, rows in ASPECTS for row in rows), strict=True))
MADIUN: Final = "3333333343334333433433333344434423343"
"""Levels of Kabupaten Madiun 2020 (Kementerian PANRB, spbe2020.pdf, p. 8)."""
BLANK_LINE: Final = "……………………...……."


def form(levels: str, *edits: Edit) -> bytes:
    """Return the workbook with these levels; texts stand where a level is above 0."""
    book = Workbook()
    book.remove(book.worksheets[0])
    identity = book.create_sheet("Identitas")
    identity["B2"], identity["C2"] = "NAMA INSTANSI PUSAT/PEMERINTAH DAERAH", ":"
    identity["D2"] = "Pemerintah Kabupaten Contoh"
    identity["B8"], identity["D8"] = "NAMA OPERATOR", BLANK_LINE
    for number in TABS:
        indicator_sheet(book, number)
    summary(book)
    book.create_sheet("Chart")["B3"] = "=Rekap!K4"
    for number, level in zip(NUMBERS, map(int, levels), strict=True):
        choose(number, level)(book)
    for edit in edits:
        edit(book)
    return packed(book)


def indicator_sheet(book: Workbook, number: str) -> None:
    """Add the sheet of one indicator."""
    sheet = book.create_sheet(f"Indikator {number}")
    name = shipped(OLD).rows()[number].name.replace(" ", "  ", 1)
    sheet.append(("Domain 1", "Kebijakan  Internal SPBE", "Aspek 1", "Aspek", "Pilihan Saudara"))
    sheet.append((f"Indikator {number[:2]}", name, "Pertanyaan", "Apakah ...?"))
    for level in range(6):
        sheet.append((f"Level {level}", "Tidak terdapat ..."))
    sheet.append(("Penjelasan :",))
    sheet.append(("Data dukung:",))
    for cells_merged in ("E1:E2", "B9:E9", "B10:E10"):
        sheet.merge_cells(cells_merged)


def summary(book: Workbook) -> None:
    """Add the hidden sheet Rekap: choices, levels, weights."""
    sheet = book.create_sheet("Rekap")
    sheet.sheet_state = "hidden"
    sheet["A1"] = "MOHON TIDAK MENGUBAH LEMBAR KERJA INI"
    headings = ("Domain", "Aspek", "Indikator", None, "N", "V", "W", "RW")
    for column, heading in enumerate(headings, start=1):
        sheet.cell(3, column, heading)
    sheet["G4"], sheet["G24"], sheet["G35"] = "=17/100", 0.28, 0.55
    for row, weight, each, rows in ASPECTS:
        sheet[f"G{row}"] = weight
        for own in rows:
            sheet[f"E{own}"], sheet[f"F{own}"], sheet[f"G{own}"] = 1, f"=E{own}-1", each
    for number, row in ROWS.items():
        sheet[f"C{row}"] = int(number) if number.isdigit() else number


def choose(number: str, level: int) -> Edit:
    """Return an edit that answers one indicator; level 0 leaves everything as issued."""

    def edit(book: Workbook) -> None:
        book["Rekap"][f"E{ROWS[number]}"] = level + 1
        if level:
            book[f"Indikator {number}"]["B9"] = f"Fakta {number}"
            book[f"Indikator {number}"]["B10"] = f"indikator{number}.pdf"

    return edit
