"""The work list `rencana.xlsx`: what its sheets say, and that names can do no harm."""

from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook

from spbe_cli.former import Page
from spbe_cli.former.excel.names import sheet_names
from spbe_cli.former.plan.workbook import report
from spbe_cli.former.plan.worksheets import HEADINGS
from spbe_cli.sheet.assess import assess
from spbe_cli.weighing import Wish, plan_sheet
from spbe_cli.words import Words

ROOT = Path(__file__).parents[2]
SHEET = ROOT / "examples" / "bandar-lampung-2024.xlsx"
OWNERS = ROOT / "examples" / "penugasan.yaml"


def made(wish: Wish) -> Workbook:
    planned = plan_sheet(assess(SHEET, "kota.xlsx"), wish)
    return load_workbook(BytesIO(report(planned, Page(Words()))))


def test_every_agency_has_a_sheet_to_hand_out() -> None:
    book = made(Wish(Fraction("3.5"), assign=OWNERS))
    assert len(book.sheetnames) == 1 + 12 + 4
    assert book.sheetnames[13:] == ["Domain dan aspek", "Temuan", "Tentang", "Data grafik"]
    assert book.sheetnames[:3] == ["Ringkasan", "Diskominfo", "Bappeda"]
    assert "Bagian Pengadaan Barang-Jasa" in book.sheetnames
    sheet = book["Bappeda"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert tuple(rows[0]) == HEADINGS
    assert rows[1][:4] == [13, "Keterpaduan Rencana dan Anggaran SPBE", 2, 3]
    assert str(rows[1][4]).startswith("Seluruh rencana dan anggaran SPBE unit kerja")
    assert str(rows[1][5]).startswith("RKA/DPA yang memuat anggaran SPBE")
    assert rows[1][6:] == [0.025, None, None, None]
    assert str(sheet.data_validations.dataValidation[0].sqref) == "J6:J8"


def test_the_summary_leads_to_the_sheets() -> None:
    sheet = made(Wish("Sangat Baik", assign=OWNERS))["Ringkasan"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert any(text.startswith("19 indikator naik satu tingkat di 12") for text in texts)
    assert any(text.startswith("Hati-hati: sisa di atas batas hanya 0,0045") for text in texts)
    links = {cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert "'Bagian Hukum'!A1" in links


def test_without_an_assignment_there_is_one_list_and_phases_are_told() -> None:
    book = made(Wish(Fraction("4.2"), phases=3))
    assert book.sheetnames[:2] == ["Ringkasan", "Rencana"]
    sheet = book["Rencana"]
    assert sheet["K5"].value == "Fase"
    assert [sheet.cell(row, 11).value for row in (6, 22, 51)] == [1, 2, 3]
    # A phase is no measure: it has no decimals.
    assert sheet["K6"].number_format == "General"
    summary = book["Ringkasan"]
    heads = [cell.row for cell in summary["A"] if cell.value == "Fase"]
    assert [summary.cell(heads[0] + n, 3).value for n in (1, 2, 3)] == [3.42, 3.82, 4.22]
    # 3,422 - 2,60; 3,8245 - 3,50; 4,222 - 4,20; 16, 15 and 15 raises of effort 1
    assert [summary.cell(heads[0] + n, 5).value for n in (1, 2, 3)] == [0.822, 0.3245, 0.022]
    assert [summary.cell(heads[0] + n, 6).value for n in (1, 2, 3)] == [16, 15, 15]


def test_the_workbook_says_what_the_report_says() -> None:
    book = made(Wish(Fraction("3.5"), alternatives=1))
    assert book.sheetnames == [
        "Ringkasan", "Rencana", "Domain dan aspek", "Rencana lain", "Temuan", "Tentang",
        "Data grafik",
    ]  # fmt: skip
    parts = {row[1]: row for row in book["Domain dan aspek"].iter_rows(values_only=True)}
    # Before as published; A2 is 1,50 and gains one level in all of its four indicators: 2,50.
    assert parts["Perencanaan Strategis SPBE"][2:5] == (1.5, 2.5, 1.0)
    assert parts["Indeks SPBE"][2:6] == (2.98, 3.5, 0.53, 0.525)
    others = [str(cell.value) for cell in book["Rencana lain"]["A"]]
    swap = "indikator 15 ke tingkat 4 menggantikan indikator 16 ke tingkat 3"
    assert any(text.endswith(swap) for text in others)
    assert book["Temuan"]["A2"].value == "Tidak ada temuan."
    drawn = [len(sheet._charts) for sheet in book.worksheets]  # type: ignore[attr-defined]  # noqa: SLF001
    assert drawn == [1, 0, 1, 0, 0, 0, 0]


def test_a_self_assessment_says_so_beside_the_plan() -> None:
    sheet = assess(SHEET, "kota.xlsx")
    mine = replace(sheet, identity={**sheet.identity, "tahap": "Penilaian Mandiri"})
    content = report(plan_sheet(mine, Wish(Fraction("3.5"))), Page(Words()))
    texts = [str(cell.value) for cell in load_workbook(BytesIO(content))["Ringkasan"]["A"]]
    assert any(text.startswith("Belum diverifikasi asesor") for text in texts)


def test_efforts_of_a_file_stand_with_their_unit(tmp_path: Path) -> None:
    path = tmp_path / "upaya.yaml"
    path.write_text("unit: bulan\ndefault: 2\nefforts:\n  '11':\n    2: 0.5\n", encoding="utf-8")
    sheet = made(Wish(budget=Fraction("2.5"), efforts=path))["Rencana"]
    assert sheet["K5"].value == "Upaya (bulan)"
    efforts = {row[0].value: row[10].value for row in sheet.iter_rows(min_row=6) if row[0].value}
    # 2,5 months buy the cheap raise of 11 and one of the dearer ones, that of most weight: 45.
    assert efforts == {11: 0.5, 45: 2}


def test_a_target_reached_already_gives_only_a_summary() -> None:
    book = made(Wish(Fraction("2.6")))
    assert book.sheetnames == ["Ringkasan", "Temuan", "Tentang"]
    assert "sudah tercapai" in str(book["Ringkasan"]["A4"].value)
    assert "Tidak ada kenaikan" in str(made(Wish(budget=Fraction(0)))["Ringkasan"]["A4"].value)


def test_the_same_input_gives_the_same_bytes() -> None:
    planned = plan_sheet(assess(SHEET, "kota.xlsx"), Wish(Fraction("3.5"), assign=OWNERS))
    assert report(planned, Page(Words())) == report(planned, Page(Words()))


@pytest.mark.parametrize(
    "name",
    ["", "'", "=1+1", "a" * 40, "😀" * 20, "[x]:*?/\\", "History", "Ringkasan", "\x1b[31m", "A\nB"],
)
def test_any_name_makes_a_sheet_that_excel_takes(name: str) -> None:
    first, second = sheet_names([name, name])
    assert first.casefold() != second.casefold()
    for made_of_it in (first, second):
        assert 0 < len(made_of_it.encode("utf-16-le")) <= 62
        assert not set("[]:*?/\\\n\x1b") & set(made_of_it)
        assert made_of_it.casefold() not in {"history", "ringkasan"}
        assert made_of_it.strip("'") == made_of_it
