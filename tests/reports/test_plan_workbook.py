"""The work list `rencana.xlsx`: what its sheets say, and who fills in what."""

from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook
from tests.reports.documents import OWNERS, city

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


def texts(book: Workbook, sheet: str = "Ringkasan") -> list[str]:
    return [str(cell.value) for row in book[sheet].iter_rows() for cell in row if cell.value]


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


def test_the_summary_answers_and_leads_to_the_sheets() -> None:
    book = made(PlanOptions("Sangat Baik", assign=OWNERS))
    said = texts(book)
    assert any(text.startswith("19 indikator naik satu tingkat di 12") for text in said)
    assert any(text.startswith("Hati-hati: sisa di atas batas hanya 0,0045") for text in said)
    cells = (cell for row in book["Ringkasan"].iter_rows() for cell in row)
    assert "'Bagian Hukum'!A1" in {cell.hyperlink.location for cell in cells if cell.hyperlink}
    # 19 raises: 350.45 of 100 points less 297.95, as published.
    total = next(row for row in rows(book, "Ringkasan", "No") if str(row[1]).startswith("Jumlah"))
    assert total[1:5] == ["Jumlah (dibutuhkan 0,5205)", None, 0.525, None]


def test_without_an_assignment_there_is_one_list_and_phases_are_told() -> None:
    book = made(PlanOptions(Fraction("4.2"), phases=3))
    assert book.sheetnames[:2] == ["Ringkasan", "Daftar kerja"]
    heads, *work = rows(book, "Daftar kerja", "No")
    place = heads.index("Fase")
    assert [row[place] for row in work] == [1] * 16 + [2] * 15 + [3] * 15
    heads, _, *road = rows(book, "Ringkasan", "Fase")
    shown = {str(head): [row[n] for row in road] for n, head in enumerate(heads)}
    # 3,422 - 2,60; 3,8245 - 3,50; 4,222 - 4,20; 16, 15 and 15 raises of effort 1
    assert shown["Indeks"] == [3.42, 3.82, 4.22]
    assert shown["Nilai persis"] == [3.422, 3.8245, 4.222]
    assert shown["Di atas batas"] == [0.822, 0.3245, 0.022]
    assert shown["Upaya"] == shown["Banyak indikator"] == [16, 15, 15]


def test_the_workbook_says_what_the_report_says() -> None:
    book = made(PlanOptions(Fraction("3.5"), alternatives=1))
    parts = {row[1]: row for row in rows(book, "Domain dan aspek", "Kode")}
    # Before as published; A2 is 1,50 and gains one level in all of its four indicators: 2,50.
    assert parts["Perencanaan Strategis SPBE"][2:5] == [1.5, 2.5, 1.0]
    assert parts["Indeks SPBE"][2:6] == [2.98, 3.5, 0.53, 0.525]
    swap = "indikator 15 ke tingkat 4 menggantikan indikator 16 ke tingkat 3"
    assert any(text.endswith(swap) for text in texts(book))


def test_a_self_assessment_says_so_beside_the_plan() -> None:
    sheet = city("2024")
    mine = replace(sheet, identity={**sheet.identity, "tahap": "Penilaian Mandiri"})
    said = texts(made(PlanOptions(Fraction("3.5")), mine))
    assert any(text.startswith("Belum diverifikasi asesor") for text in said)


def test_efforts_of_a_file_stand_with_their_unit(tmp_path: Path) -> None:
    path = tmp_path / "upaya.yaml"
    path.write_text("unit: bulan\ndefault: 2\nefforts:\n  '11':\n    2: 0.5\n", encoding="utf-8")
    book = made(PlanOptions(budget=Fraction("2.5"), efforts=path))
    heads, *work = rows(book, "Daftar kerja", "No")
    place = heads.index("Upaya (bulan)")
    # 2,5 months buy the cheap raise of 11 and one of the dearer ones, that of most weight: 45.
    assert {row[0]: row[place] for row in work} == {11: 0.5, 45: 2}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (PlanOptions(Fraction("2.6")), "sudah tercapai"),
        (PlanOptions(budget=Fraction(0)), "Tidak ada kenaikan"),
    ],
)
def test_where_nothing_rises_there_is_only_a_summary(options: PlanOptions, said: str) -> None:
    book = made(options)
    assert book.sheetnames == ["Ringkasan", "Tentang hasil ini"]
    assert any(said in text for text in texts(book))


def test_an_english_workbook_is_in_english_throughout() -> None:
    options = PlanOptions(Fraction("3.5"), phases=2)
    book = load_workbook(BytesIO(content(options, language=Language.ENGLISH)))
    assert book.sheetnames == [
        "Summary", "Work list", "Domains and aspects", "About this result", "Chart data",
    ]  # fmt: skip
    heads = rows(book, "Work list", "No")[0]
    assert heads[-3:] == ["Owner", "Deadline", "Status"]
    assert not {*map(str, heads)} & {*HEADS[1:-1], "Fase", "Upaya"}


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
