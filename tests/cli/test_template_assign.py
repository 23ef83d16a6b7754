"""`spbe template --assign`: all sheets at once, or none."""

import os
from pathlib import Path

import pytest
from openpyxl import load_workbook

from spbe_cli.cli.program import run
from spbe_cli.findings import Severity
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


def test_what_goes_wrong_half_way_leaves_every_file_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    replace, calls = os.replace, []

    def refusing(source: Path, target: Path) -> None:
        calls.append(Path(target).name)
        if "inspektorat" in str(target):
            raise PermissionError(13, "held open")
        replace(source, target)

    monkeypatch.setattr("os.replace", refusing)
    assert run(["template", "--assign", str(EXAMPLE), "-o", "lembar", "--force"]) == 2
    assert len(calls) > 11
    assert {path.name for path in Path("lembar").iterdir()} == set(calls[:-1])


def test_an_indicator_without_an_owner_is_told_and_nothing_stops(
    capsys: pytest.CaptureFixture[str],
) -> None:
    plan = assignment("assignments:\n  - agency: Bappeda\n    owns: 1-46\n")
    assert run(["template", "--assign", plan]) == 0
    out, err = capsys.readouterr()
    assert "1 indikator belum ditugaskan" in out
    assert "warning I206" in err
    assert run(["template", "--assign", plan, "--force", "--strict"]) == 1


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


def test_an_assignment_without_a_year_says_which_years_the_edition_is_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    plan = assignment("assignments:\n  - agency: Bappeda\n    owns: 1-47\n")
    assert run(["template", "--assign", plan, "-o", "lembar"]) == 0
    assert "PermenPANRB 8/2026 (sejak 2026); pilih dengan --year" in capsys.readouterr().err


def test_agencies_of_nearly_one_name_have_a_file_each() -> None:
    plan = assignment(
        "assignments:\n  - agency: Dinas Á\n    owns: 1-46\n  - agency: Dinas É\n    owns: '47'\n"
    )
    assert run(["template", "--assign", plan, "-o", "lembar"]) == 0
    names = sorted(path.name for path in Path("lembar").iterdir())
    assert names == ["jawaban-dinas-2.xlsx", "jawaban-dinas.xlsx"]


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


def test_an_agency_that_only_supports_is_asked_for_evidence_and_no_level() -> None:
    path = sheet_of_a_contributor(F5="indikator13a.pdf")
    book = load_workbook(path)
    row = book["Jawaban"][5]
    assert [cell.protection.locked for cell in row] == [True] * 5 + [False] * 2 + [True]
    assert book["Identitas"]["B6"].value == "tidak ada"
    assert "PermenPANRB 59/2020 · bukti dukung untuk indikator 13" in book["Petunjuk"]["A3"].value
    assessment = assess(path, "x")
    assert assessment.status is Status.PARTIAL
    assert {finding.code for finding in assessment.findings} <= {"A208"}


def test_a_contributors_sheet_with_nothing_in_it_is_taken_for_the_blank_one() -> None:
    found = assess(sheet_of_a_contributor(), "x").findings
    assert [(one.code, one.variant) for one in found if one.severity is Severity.ERROR] == [
        ("A112", "evidence")
    ]


def test_a_contributor_counts_for_no_indicator(capsys: pytest.CaptureFixture[str]) -> None:
    path = sheet_of_a_contributor(G5="Fakta: dibahas bersama.")
    assert run(["score", str(path)]) == 0
    assert "Hanya bukti dukung dan penjelasan" in capsys.readouterr().out
    path.rename("b.xlsx")
    assert run(["batch", "b.xlsx", "--assign", "p.yaml"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "Terisi 0 dari 47 indikator yang diminta." in out
    assert " A belum mengirim - 47 - - B siap, periksa 1 0 0 0 1 " in out


@pytest.mark.parametrize(
    "arguments",
    [
        ["-o", "lembar.xlsx"],
        ["--opd", "Bappeda"],
        ["--only", "13"],
        ["-o", "tidak/ada"],
        ["-o", "p.txt"],
    ],
)
def test_what_does_not_fit_is_refused(arguments: list[str]) -> None:
    Path("p.txt").write_bytes(b"")
    assert run(["template", "--assign", str(EXAMPLE), *arguments]) == 2
