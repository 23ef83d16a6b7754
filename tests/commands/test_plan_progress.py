"""`spbe plan --progress`: a plan written, filled in by hand, and read back."""

import json
from fractions import Fraction

import pytest
from openpyxl import load_workbook
from tests.program import EXAMPLES, spbe

SHEET = EXAMPLES / "bandar-lampung-2024.xlsx"
OWNERS = EXAMPLES / "penugasan.yaml"
WEIGHT = Fraction(3, 100)
"""What one level of indicators 42 to 47 is worth, by Tabel 9 of the regulation."""


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1718150400")  # 12 June 2024


@pytest.mark.parametrize(
    ("language", "done", "running"), [("id", "Selesai", "Berjalan"), ("en", "done", " Under  Way ")]
)
def test_a_plan_of_any_language_comes_back(language: str, done: str, running: str) -> None:
    plan = ("plan", SHEET, "--target", "3.2", "--assign", OWNERS, "-o", "rencana.xlsx")
    assert spbe("--lang", language, *plan)[0] == 0
    book = load_workbook("rencana.xlsx")
    for name, due, status in (
        ("Bapenda", "30/06/2024", done),  # indicator 45
        ("Bagian Hukum", "11/06/2024", running),  # indicator 44
        ("DPMPTSP", "12/06/2024", running),  # indicator 47, due today
    ):
        sheet = book[name]
        sheet.insert_cols(1)  # what else an agency writes into its list
        sheet.cell(4, sheet.max_column - 1).value = due
        sheet.cell(4, sheet.max_column).value = status
    book.save("rencana.xlsx")
    code, out, err = spbe("plan", SHEET, "--progress", "rencana.xlsx", "-f", "json")
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert told["counts"] == {"done": 1, "late": 1, "running": 1, "open": 5}
    states = {one["agency"]: (one["indicator"], one["state"]) for one in told["tasks"]}
    assert states["Bagian Hukum"] == ("44", "late")
    assert states["DPMPTSP"] == ("47", "running")
    before, reached, complete = (
        Fraction(told[key]["points"]) / 100 for key in ("before", "reached", "complete")
    )
    assert reached - before == WEIGHT
    planned = json.loads(spbe(*plan[:-2], "-f", "json")[1])
    assert complete == Fraction(planned["after"]["points"]) / 100
    # A sheet that has risen meanwhile is not raised again.
    raised = load_workbook(SHEET)
    raised["Jawaban"]["E49"] = 3
    raised.save("kota.xlsx")
    again = json.loads(spbe("plan", "kota.xlsx", "--progress", "rencana.xlsx", "-f", "json")[1])
    assert again["before"] == again["reached"] == told["reached"]
    assert again["findings"] == []


def test_a_workbook_of_nothing_but_faults_fills_no_screen() -> None:
    book = load_workbook(SHEET)
    sheet = book["Jawaban"]
    for row in sheet.iter_rows(min_row=5):
        for cell in row:
            cell.value = None
    for column, heading in enumerate(("No", "Menjadi", "Status"), start=1):
        sheet.cell(4, column).value = heading
    for at in range(5, 2_000):
        sheet.cell(at, 1).value = f"baris {at}"
    book.save("rencana.xlsx")
    code, _, err = spbe("plan", SHEET, "--progress", "rencana.xlsx")
    assert code == 1
    assert err.count("A179") < 250
