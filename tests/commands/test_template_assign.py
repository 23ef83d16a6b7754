"""`spbe template --assign`: all sheets at once, or none."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from spbe_cli.cli.program import run
from spbe_cli.sheet.assess import Status, assess

EXAMPLE = Path(__file__).parents[2] / "examples" / "penugasan.yaml"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def assignment(text: str) -> str:
    Path("p.yaml").write_text(text, encoding="utf-8")
    return "p.yaml"


def test_a_sheet_asks_for_what_is_owned_and_has_rows_for_what_is_supported() -> None:
    assert run(["template", "--assign", str(EXAMPLE), "-o", "lembar"]) == 0
    path = Path("lembar") / "jawaban-bappeda.xlsx"
    found = assess(path, "x")
    assert found.identity["indikator"] == "13, 32, 33, 40"
    assert found.identity["perangkat daerah"].endswith("(Bappeda)")
    sheet = load_workbook(path)["Jawaban"]
    assert [cell.value for cell in sheet["A"][4:]] == [13, 14, 32, 33, 40]
    assert [cell.protection.locked for cell in sheet["E"][4:]] == [False, True, *[False] * 3]
    assert not sheet["F6"].protection.locked
    assert "E6" not in {str(one.sqref) for one in sheet.data_validations.dataValidation}
    guide = load_workbook(path)["Petunjuk"]
    assert any("abu-abu" in str(cell.value) for cell in guide["B"])


def test_a_supported_row_may_stay_blank_or_hold_evidence_only() -> None:
    assert run(["template", "--assign", str(EXAMPLE), "-o", "lembar"]) == 0
    path = Path("lembar") / "jawaban-bagian-organisasi.xlsx"
    book = load_workbook(Path("lembar") / "jawaban-bpkad.xlsx")
    for row in range(6, 9):
        book["Jawaban"].cell(row, 5).value = 3
        book["Jawaban"].cell(row, 6).value = "a.pdf"
        book["Jawaban"].cell(row, 7).value = "Fakta"
    book["Jawaban"]["F5"] = "dpa.pdf"
    book.save(path)
    assert assess(path, "x").status is Status.PARTIAL


def test_existing_files_are_refused_before_anything_is_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("lembar").mkdir()
    known = Path("lembar") / "jawaban-bpkad.xlsx"
    known.write_bytes(b"mine")
    assert run(["template", "--assign", str(EXAMPLE), "-o", "lembar"]) == 2
    assert "sudah ada" in capsys.readouterr().err
    assert [path.name for path in Path("lembar").iterdir()] == [known.name]
    assert known.read_bytes() == b"mine"
    assert run(["template", "--assign", str(EXAMPLE), "-o", "lembar", "--force"]) == 0
    assert known.read_bytes() != b"mine"


@pytest.mark.parametrize(
    ("named", "year", "edition"),
    [
        ("", "2026", "permenpanrb-8-2026"),
        ("instrument: permenpanrb-59-2020\n", "2026", "permenpanrb-59-2020"),
        ("", "2025", "permenpanrb-59-2020"),
    ],
)
def test_the_edition_is_that_of_the_year_where_the_assignment_names_none(
    capsys: pytest.CaptureFixture[str], named: str, year: str, edition: str
) -> None:
    plan = assignment(f"{named}assignments:\n  - agency: Bappeda\n    owns: 1-20\n")
    assert run(["template", "--assign", plan, "--year", year, "-o", "lembar"]) == 0
    found = assess(Path("lembar") / "jawaban-bappeda.xlsx", "x")
    assert found.identity["instrumen"] == edition
    outside = edition == "permenpanrb-59-2020" and year == "2026"
    assert ("warning A206" in capsys.readouterr().err) == outside


def sheet_of_a_contributor(**filled: str) -> Path:
    """Write the sheets of an owner and of B, who only supports 13, and fill in that of B."""
    plan = assignment(
        "assignments:\n  - agency: A\n    owns: 1-47\n  - agency: B\n    supports: '13'\n"
    )
    assert run(["template", "--assign", plan, "-o", "lembar", "--force"]) == 0
    path = Path("lembar") / "jawaban-b.xlsx"
    book = load_workbook(path)
    for cell, text in filled.items():
        book["Jawaban"][cell] = text
    book.save(path)
    return path


def test_a_contributor_counts_for_no_indicator(capsys: pytest.CaptureFixture[str]) -> None:
    path = sheet_of_a_contributor(G5="Fakta: dibahas bersama.")
    assert run(["score", str(path)]) == 0
    assert "Hanya bukti dukung dan penjelasan" in capsys.readouterr().out
    path.rename("b.xlsx")
    assert run(["batch", "b.xlsx", "--assign", "p.yaml"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "Terisi 0 dari 47 indikator yang diminta." in out
    assert " A belum mengirim - 47 - - B siap, periksa 1 0 0 0 1 " in out
