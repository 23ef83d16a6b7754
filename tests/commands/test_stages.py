"""Year after year and stage after stage: `template --from`, `score --previous`."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook

from spbe_cli.cli.program import run
from spbe_cli.instrument.loading import shipped
from spbe_cli.sheet.assess import assess
from spbe_cli.xlsx.form import Prefill, TemplateRequest, answer_workbook

INSTRUMENT = shipped("permenpanrb-59-2020")
ROWS = tuple(INSTRUMENT.rows())
REQUEST = TemplateRequest("Kota A", None, "2024", "Penilaian Mandiri")


def sheet(
    name: str,
    levels: Mapping[str, object],
    only: tuple[str, ...] | None = None,
    request: TemplateRequest = REQUEST,
) -> None:
    request = replace(request, only=only)
    prefilled = {
        row: Prefill(level, f"indikator{row}.pdf", f"Fakta {row}.") for row, level in levels.items()
    }
    Path(name).write_bytes(answer_workbook(INSTRUMENT, request, prefilled))


def mixed(level: int = 3) -> dict[str, object]:
    return {row: 4 if row == "20" else level for row in ROWS}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_evidence_that_excel_cannot_show_is_not_carried_on() -> None:
    sheet("2024.xlsx", mixed())
    book = load_workbook("2024.xlsx")
    book["Jawaban"]["F24"], book["Jawaban"]["F25"] = "#REF!", "=Rekap!C5"
    book.save("2024.xlsx")
    assert run(["template", "--from", "2024.xlsx", "--year", "2025", "-o", "2025.xlsx"]) == 0
    answers = load_workbook("2025.xlsx")["Jawaban"]
    assert [answers[cell].value for cell in ("J23", "J24", "J25")] == [
        "indikator19.pdf",
        None,
        None,
    ]


def test_last_years_texts_are_never_taken_for_this_years() -> None:
    sheet("2024.xlsx", mixed())
    run(["template", "--from", "2024.xlsx", "--year", "2025", "-o", "2025.xlsx"])
    book = load_workbook("2025.xlsx")
    for row in range(5, 52):
        book["Jawaban"].cell(row, 5).value = 2 if row == 5 else 1
    book.save("2025.xlsx")
    found = assess(Path("2025.xlsx"), "2025.xlsx")
    assert found.sheet
    assert found.sheet.levels()["20"] == 1
    assert found.sheet.answers["1"].evidence == found.sheet.answers["1"].explanation == ""


def test_a_blank_of_the_later_stage_keeps_the_earlier_level_and_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    sheet("dok.xlsx", mixed(), request=replace(REQUEST, stage="Penilaian Dokumen"))
    later = {row: 2 if row == "1" else None for row in ROWS}
    sheet("interviu.xlsx", later, request=replace(REQUEST, stage="Penilaian Interviu"))
    assert run(["score", "interviu.xlsx", "--previous", "dok.xlsx", "-f", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    levels = {one["code"]: one["level"] for one in document["indicators"]}
    assert (levels["1"], levels["2"], levels["20"]) == (2, 3, 4)
    (finding,) = document["findings"]
    assert finding["code"] == "A219"
    assert "46 indikator" in finding["message"]
    assert document["assumed"] == []


def test_rows_that_the_later_sheet_lacks_are_kept_too(tmp_path: Path) -> None:
    sheet("dok.xlsx", mixed())
    sheet("interviu.xlsx", {"1": 2}, only=("1",))
    book = load_workbook("interviu.xlsx")
    book["Identitas"]["B6"] = "1-47"
    book.save("interviu.xlsx")
    assert run(["score", "interviu.xlsx", "--previous", "dok.xlsx"]) == 0
    assert run(["score", "interviu.xlsx", "--previous", "dok.xlsx", "-o", "hasil.xlsx"]) == 0
    assert (tmp_path / "hasil.xlsx").exists()


def test_an_error_of_the_later_sheet_is_not_hidden_by_an_earlier_level(
    capsys: pytest.CaptureFixture[str],
) -> None:
    sheet("dok.xlsx", mixed())
    sheet("interviu.xlsx", {**mixed(2), "7": "tiga", "8": None})
    assert run(["score", "interviu.xlsx", "--previous", "dok.xlsx"]) == 1
    err = capsys.readouterr().err
    assert "error A101" in err
    assert "warning A219" in err
    assert "A104" not in err


def test_gaps_of_both_stages_stay_gaps(capsys: pytest.CaptureFixture[str]) -> None:
    sheet("dok.xlsx", {**mixed(), "7": None})
    sheet("interviu.xlsx", {**mixed(2), "7": None, "8": None})
    assert run(["score", "interviu.xlsx", "--previous", "dok.xlsx"]) == 1
    assert "error A104: indikator 7 " in capsys.readouterr().err


def test_only_the_year_before_is_called_last_year(capsys: pytest.CaptureFixture[str]) -> None:
    sheet("2024.xlsx", mixed())
    for year, title in (
        ("2025", "Tahun lalu"),
        ("2026", "Isian sebelumnya"),
        (None, "Isian sebelumnya"),
    ):
        chosen = ["--year", year] if year else []
        assert run(["template", "--from", "2024.xlsx", *chosen, "-o", "baru.xlsx", "--force"]) == 0
        headings = [cell.value for cell in load_workbook("baru.xlsx")["Jawaban"][4]]
        assert headings[8:10] == [f"{title} (2024)", f"Bukti {title.lower()} (2024)"]
    capsys.readouterr()
    assert run(["template", "--from", "2024.xlsx", "--year", "2023", "-o", "x.xlsx"]) == 2
    assert "2024.xlsx berisi tahun 2024, sesudah --year 2023" in capsys.readouterr().err


DATA_BARS = pytest.mark.filterwarnings("ignore:.*extension is not supported")
"""openpyxl does not know data bars."""

DOCUMENT = replace(REQUEST, stage="Penilaian Dokumen")
KEPT = "47 dari 47 tingkat dari Penilaian Mandiri, belum dinilai pada tahap ini (mandiri.xlsx)"


def texts_of(path: Path) -> str:
    """Return all that can be read in a file that was written."""
    if path.suffix == ".xlsx":
        book = load_workbook(path)
        return "\n".join(
            str(v) for one in book for row in one.iter_rows(values_only=True) for v in row
        )
    if path.suffix == ".docx":
        with ZipFile(path) as archive:
            return "".join(fromstring(archive.read("word/document.xml")).itertext())
    return path.read_text()


@DATA_BARS
@pytest.mark.parametrize("ending", ["html", "docx", "xlsx", "md", "csv"])
def test_levels_that_nobody_assessed_stand_beside_the_index(ending: str) -> None:
    sheet("mandiri.xlsx", mixed())
    sheet("dokumen.xlsx", dict.fromkeys(ROWS), request=DOCUMENT)
    file = f"hasil.{ending}"
    assert run(["score", "dokumen.xlsx", "--previous", "mandiri.xlsx", "-o", file]) == 0
    found = texts_of(Path(file))
    assert KEPT in found
    sheet("mandiri.xlsx", mixed(), request=DOCUMENT)
    assert run(["score", "mandiri.xlsx", "-o", file, "--force"]) == 0
    assert "belum dinilai" not in texts_of(Path(file))
