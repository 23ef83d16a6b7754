"""The work list `rencana.xlsx`: what its sheets say, and who fills in what."""

from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook
from tests.commands.documents import OWNERS, city

from spbe_cli.analysis.plan import PlanOptions, plan_sheet
from spbe_cli.reports import written
from spbe_cli.reports.plan import PlanReport
from spbe_cli.reports.xlsx_book import sheet_names
from spbe_cli.sheet.assess import Assessment
from spbe_cli.words import Language, Words

HEADS = [
    "No", "Indikator", "Sekarang", "Menjadi", "Kriteria yang harus dipenuhi", "Bukti yang lazim",
    "Tambah", "Penanggung jawab", "Tenggat", "Status",
]  # fmt: skip
Rows = list[list[object]]


def content(
    options: PlanOptions,
    sheet: Assessment | None = None,
    language: Language = Language.INDONESIAN,
) -> bytes:
    words = Words(language)
    return written(PlanReport(plan_sheet(sheet or city("2024"), options), words), ".xlsx", words)


def made(options: PlanOptions, sheet: Assessment | None = None) -> Workbook:
    return load_workbook(BytesIO(content(options, sheet)))


def rows(book: Workbook, sheet: str, first: str) -> Rows:
    """Return the rows of the table with this first head, its heads included."""
    lines: Rows = [[cell.value for cell in row] for row in book[sheet].iter_rows()]
    begin = next(n for n, line in enumerate(lines) if line[0] == first)
    end = next((n for n in range(begin, len(lines)) if not any(lines[n])), len(lines))
    return lines[begin:end]


def test_every_agency_has_a_sheet_to_hand_out() -> None:
    book = made(PlanOptions(Fraction("3.5"), assign=OWNERS))
    assert len(book.sheetnames) == 1 + 12 + 3
    assert book.sheetnames[:3] == ["Ringkasan", "Diskominfo", "Bappeda"]
    assert book.sheetnames[13:] == ["Domain dan aspek", "Tentang hasil ini", "Data grafik"]
    assert "Bagian Pengadaan Barang-Jasa" in book.sheetnames
    heads, first, *_ = rows(book, "Bappeda", "No")
    assert heads == HEADS
    assert first[:4] == [13, "Keterpaduan Rencana dan Anggaran SPBE", 2, 3]
    assert str(first[4]).startswith("Seluruh rencana dan anggaran SPBE unit kerja")
    assert str(first[5]).startswith("RKA/DPA yang memuat anggaran SPBE")
    assert first[6:] == [0.025, None, None, None]
    (choice,) = book["Bappeda"].data_validations.dataValidation
    assert (str(choice.sqref), choice.formula1) == ("J4:J6", '"Belum mulai,Berjalan,Selesai"')


def test_efforts_of_a_file_stand_with_their_unit(tmp_path: Path) -> None:
    path = tmp_path / "upaya.yaml"
    path.write_text("unit: bulan\ndefault: 2\nefforts:\n  '11':\n    2: 0.5\n", encoding="utf-8")
    book = made(PlanOptions(budget=Fraction("2.5"), efforts=path))
    heads, *work = rows(book, "Daftar kerja", "No")
    place = heads.index("Upaya (bulan)")
    # 2,5 months buy the cheap raise of 11 and one of the dearer ones, that of most weight: 45.
    assert {row[0]: row[place] for row in work} == {11: 0.5, 45: 2}


@pytest.mark.parametrize(
    "name",
    ["", "'", "=1+1", "a" * 40, "😀" * 20, "[x]:*?/\\", "History", "Ringkasan", "\x1b[31m", "A\nB"],
)
def test_any_name_of_an_agency_makes_a_sheet_that_excel_takes(name: str) -> None:
    summary, first, second = sheet_names(["Ringkasan", name, name])
    assert len({summary.casefold(), first.casefold(), second.casefold()}) == 3
    for made_of_it in (first, second):
        assert 0 < len(made_of_it.encode("utf-16-le")) <= 62
        assert not set("[]:*?/\\\n\x1b") & set(made_of_it)
        assert made_of_it.casefold() != "history"
        assert made_of_it.strip("'") == made_of_it
