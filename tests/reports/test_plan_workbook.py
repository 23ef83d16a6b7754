"""The work list `rencana.xlsx`: what its sheets say, and that names can do no harm."""

from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook

from spbe_cli.assessment import assess
from spbe_cli.messages import Words
from spbe_cli.reports import Page
from spbe_cli.reports.excel.names import sheet_names
from spbe_cli.reports.plan.workbook import HEADINGS, report
from spbe_cli.weighing import Wish, plan_sheet

ROOT = Path(__file__).parents[2]
SHEET = ROOT / "examples" / "bandar-lampung-2024.xlsx"
OWNERS = ROOT / "examples" / "penugasan.yaml"


def made(wish: Wish) -> Workbook:
    planned = plan_sheet(assess(SHEET, "kota.xlsx"), wish)
    return load_workbook(BytesIO(report(planned, Page(Words()))))


def test_every_agency_has_a_sheet_to_hand_out() -> None:
    book = made(Wish(Fraction("3.5"), assign=OWNERS))
    assert len(book.sheetnames) == 13
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
    assert book.sheetnames == ["Ringkasan", "Rencana"]
    sheet = book["Rencana"]
    assert sheet["K5"].value == "Fase"
    assert [sheet.cell(row, 11).value for row in (6, 22, 51)] == [1, 2, 3]
    summary = book["Ringkasan"]
    heads = [cell.row for cell in summary["A"] if cell.value == "Fase"]
    assert [summary.cell(heads[0] + n, 3).value for n in (1, 2, 3)] == [3.42, 3.82, 4.22]


def test_a_target_reached_already_gives_only_a_summary() -> None:
    book = made(Wish(Fraction("2.6")))
    assert book.sheetnames == ["Ringkasan"]
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
