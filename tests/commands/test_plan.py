"""`spbe plan` and `spbe simulate` from the command line, and a plan that is read back."""

import json
import re
from fractions import Fraction
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from tests.program import EXAMPLES, Said, spbe

from spbe_cli.analysis import plan_search

SHEET = str(EXAMPLES / "bandar-lampung-2024.xlsx")


def told(*arguments: object) -> Said:
    return spbe("plan", SHEET, *arguments)


def written(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("target", ["3.5", "3,5", "Sangat Baik", " sangat  baik "])
def test_a_target_is_a_number_or_a_predicate(target: str) -> None:
    code, out, _ = told("--target", target)
    assert code == 0
    assert "ke Sangat Baik (3,50)\n" in out
    assert "19 indikator naik satu tingkat. Tidak ada" in out


@pytest.mark.parametrize(
    ("arguments", "cost", "said"),
    [
        # An integer program counts 18 raises with 3 or 4 levels an indicator, 19 with 2 or 1.
        (["--target", "3,5"], "19", "Dengan --max-step 3 cukup 18 tingkat."),
        (["--target", "3,5", "--max-step", "2"], "19", "Dengan --max-step 3 cukup 18 tingkat."),
        (["--target", "3,5", "--max-step", "4"], "18", None),
        (
            ["--target", "3,5", "--lock", "38-41"],
            "20",
            "Dengan --max-step 3 cukup 18 tingkat; tanpa --lock cukup 19 tingkat.",
        ),
        (["--target", "3,5", "--max-step", "4", "--lock", "38-41"], "18", None),
        (["--budget", "1", "--lock", "42-47"], "1", "Tanpa --lock indeksnya 3,01 (persis 3,0095)."),
    ],
)
def test_a_limit_that_makes_a_plan_heavier_is_told(
    arguments: list[str], cost: str, said: str | None
) -> None:
    out = " ".join(told(*arguments)[1].split())
    document = told(*arguments, "-f", "json").data
    assert document["cost"] == cost
    if said is None:
        assert document["lifted"] == []
        assert " cukup " not in out
    else:
        assert said in out
        assert [one["limit"] for one in document["lifted"]][-1] == (
            "locks" if "anpa --lock" in said else "step"
        )


@pytest.mark.parametrize("way", [["--target", "3,5"], ["--budget", "20"]])
def test_what_was_not_searched_to_the_end_is_not_called_the_best(
    monkeypatch: pytest.MonkeyPatch, way: list[str]
) -> None:
    monkeypatch.setattr(plan_search, "WIDTHS", (2,))
    efforts = "".join(f"  '{n}': {{2: 1, 3: 1.0{n:02}, 4: 1.1, 5: 1}}\n" for n in range(1, 48))
    file = written(Path("upaya.yaml"), f"efforts:\n{efforts}")
    arguments = [*way, "--efforts", file, "--alternatives", "1"]
    out = " ".join(told(*arguments)[1].split())
    assert "Kemungkinannya terlalu banyak untuk diperiksa semuanya: mungkin ada rencana" in out
    assert "idak ada rencana lain" not in out
    assert told(*arguments, "-f", "json").data["optimal"] is False


@pytest.mark.parametrize(
    "limits",
    [
        ["--max-step", "1"],
        ["--max-step", "2", "--lock", "11-20"],
        ["--budget", "18"],
        ["--budget", "7", "--reserve", "0,03"],
        ["--phases", "2", "--reserve", "0,3"],
    ],
)
def test_the_target_that_is_suggested_instead_can_be_reached(limits: list[str]) -> None:
    code, _, err = told("--target", "5", *limits)
    found = re.search(r"turunkan target ke (\d,\d\d)", err)
    assert code == 1
    assert found
    assert told("--target", found[1], *limits)[0] == 0
    above = f"{float(found[1].replace(',', '.')) + 0.01:.2f}"
    assert told("--target", above, *limits)[0] == 1


def test_what_is_suggested_for_a_reserve_can_be_reached() -> None:
    # One step for everybody gives 3,9245: 4,00 is out of reach, and so is more than 3,92.
    _, out, _ = told("--target", "3,9")
    assert "Untuk cadangan, arahkan rencana ke 3,92 (--target 3,92)." in " ".join(out.split())
    assert told("--target", "3,92")[0] == 0
    _, out, _ = told("--target", "3,92")
    assert "Untuk cadangan" not in out


def test_indicators_are_locked_wherever_they_are_named() -> None:
    asked = ["--target", "3,5", "-f", "json"]
    once = told(*asked, "--lock", "11,12,45-46").data
    twice = told(*asked, "--lock", "11,12", "--lock", "45-46").data
    assert once == twice
    raised = {change["indicator"] for change in twice["changes"]}
    assert raised
    assert not raised & {"11", "12", "45", "46"}


def test_any_name_of_an_agency_makes_a_sheet_that_excel_takes() -> None:
    names = ("=1+1", "a" * 40, "a" * 41, "😀" * 20, "[x]:*?/\\", "History", "Ringkasan", "'y'")
    agencies = "".join(
        f"  - {{agency: {json.dumps(name, ensure_ascii=False)}, owns: '{n}'}}\n"
        for n, name in enumerate(names, 11)
    )
    owners = written(Path("tugas.yaml"), f"assignments:\n{agencies}")
    book = str(Path("rencana.xlsx"))
    told("--lock", "19-47", "--budget", "8", "--assign", owners, "-o", book)
    made = [name.casefold() for name in load_workbook(book).sheetnames]
    assert len(set(made)) == len(made) > len(names)
    for name in made:
        assert 0 < len(name.encode("utf-16-le")) <= 62
        assert not set("[]:*?/\\") & set(name)
        assert name != "history"
        assert name.strip("'") == name


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
    planned = spbe(*plan[:-2], "-f", "json").data
    assert complete == Fraction(planned["after"]["points"]) / 100
    # A sheet that has risen meanwhile is not raised again.
    raised = load_workbook(SHEET)
    raised["Jawaban"]["E49"] = 3
    raised.save("kota.xlsx")
    again = spbe("plan", "kota.xlsx", "--progress", "rencana.xlsx", "-f", "json").data
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


def simulated(*arguments: object) -> Said:
    return spbe("simulate", SHEET, *arguments)


ROUNDED = "Selisih dihitung dari nilai persis, lalu dibulatkan; karena itu dapat berbeda 0,01 dari"


def test_a_difference_that_is_not_that_of_the_figures_shown_is_explained() -> None:
    out = simulated("--set", "11=2")[1]
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert "Indeks SPBE 2,98 3,00 +0,03 +0,0250" in lines
    assert ROUNDED in " ".join(lines)
    assert ROUNDED not in " ".join(simulated("--set", "11=3")[1].split())


@pytest.mark.parametrize("written", [["11-13=3"], ["11=3,12=3,13=3"], ["I11-12=3", "13=3"]])
def test_ranges_and_lists_are_what_they_stand_for(written: list[str]) -> None:
    one_by_one = [part for number in (11, 12, 13) for part in ("--set", f"{number}=3")]
    together = [part for text in written for part in ("--set", text)]
    known = simulated(*one_by_one, "-f", "csv")
    assert known[0] == 0
    assert simulated(*together, "-f", "csv") == known


def test_what_lowers_the_index_is_drawn_to_the_left_of_zero() -> None:
    output = Path("a.xlsx")
    assert simulated("--set", "11=4", "--set", "45=1", "-o", str(output))[0] == 0
    with ZipFile(output) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
        charts = "".join(archive.read(name).decode() for name in names)
    assert "<c:v>-0.03</c:v>" in charts
    # LibreOffice draws what is "inverted if negative" to the right, with a plus.
    assert 'invertIfNegative val="1"' not in charts
    # One bar of aspects and one of changes; the other three keep the colour of their series.
    assert charts.count("<c:dPt>") == 2
