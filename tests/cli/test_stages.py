"""Year after year and stage after stage: `template --from`, `score --previous`."""

import json
from collections.abc import Mapping
from csv import DictReader
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook

from spbe_cli.cli.program import run
from spbe_cli.instrument.loading import shipped
from spbe_cli.sheet.assess import Status, assess
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


def test_the_next_year_shows_last_year_beside_empty_levels() -> None:
    sheet("2024.xlsx", mixed())
    assert run(["template", "--from", "2024.xlsx", "--year", "2025", "-o", "2025.xlsx"]) == 0
    answers = load_workbook("2025.xlsx")["Jawaban"]
    assert [cell.value for cell in answers[4]][8:] == [
        "Tahun lalu (2024)",
        "Bukti tahun lalu (2024)",
        "Penjelasan tahun lalu (2024)",
    ]
    row = answers[24]
    assert [cell.value for cell in row][8:] == [4, "indikator20.pdf", "Fakta 20."]
    assert all(cell.protection.locked for cell in row[8:])
    assert [cell.value for cell in row][4:7] == [None, None, None]
    found = assess(Path("2025.xlsx"), "2025.xlsx")
    assert found.identity["instansi"] == "Kota A"
    assert found.identity["tahun"] == "2025"
    assert "A112" in {finding.code for finding in found.findings}


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


def test_an_assessor_gets_the_evidence_and_the_level_locked_beside_an_empty_one() -> None:
    sheet("mandiri.xlsx", mixed())
    stage = "Penilaian Dokumen"
    assert run(["template", "--from", "mandiri.xlsx", "--stage", stage, "-o", "dok.xlsx"]) == 0
    answers = load_workbook("dok.xlsx")["Jawaban"]
    assert [cell.value for cell in answers[4]][8:] == ["Penilaian Mandiri", "Justifikasi"]
    row = answers[24]
    assert [cell.value for cell in row][4:7] == [None, "indikator20.pdf", "Fakta 20."]
    assert row[8].value == 4
    assert [cell.protection.locked for cell in row][8:] == [True, False]
    identity = assess(Path("dok.xlsx"), "dok.xlsx").identity
    assert (identity["tahun"], identity["tahap"]) == ("2024", stage)


def test_a_part_stays_a_part() -> None:
    sheet("2024.xlsx", {"13": 3, "32": 2}, only=("13", "32"))
    assert run(["template", "--from", "2024.xlsx", "--year", "2025", "-o", "2025.xlsx"]) == 0
    assert assess(Path("2025.xlsx"), "x").identity["indikator"] == "13, 32"


def test_an_earlier_sheet_with_errors_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    sheet("2024.xlsx", {**mixed(), "7": "tiga"})
    assert run(["template", "--from", "2024.xlsx", "-o", "2025.xlsx"]) == 1
    assert "error A101" in capsys.readouterr().err
    assert not Path("2025.xlsx").exists()


def test_gaps_in_an_earlier_sheet_are_no_fault() -> None:
    sheet("2024.xlsx", {**mixed(), "7": None})
    assert run(["template", "--from", "2024.xlsx", "-o", "2025.xlsx"]) == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["--from", "tidak-ada.xlsx"],
        ["--from", "2024.xlsx", "--only", "13"],
        ["--from", "2024.xlsx", "-o", "2024.xlsx", "--force"],
        ["--from", "2024.xlsx", "-i", "permenpanrb-5-2018"],
        ["--from", "2024.xlsx", "--assign", "2024.xlsx"],
    ],
)
def test_what_does_not_go_together_is_refused(arguments: list[str]) -> None:
    sheet("2024.xlsx", mixed())
    assert run(["template", *arguments]) in {1, 2}
    assert sorted(path.name for path in Path().iterdir()) == ["2024.xlsx"]


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


def test_a_complete_later_sheet_keeps_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    sheet("dok.xlsx", mixed())
    sheet("interviu.xlsx", mixed(2))
    assert run(["score", "interviu.xlsx", "--previous", "dok.xlsx"]) == 0
    assert "A219" not in capsys.readouterr().err


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


@pytest.mark.parametrize(
    "other", [replace(REQUEST, institution="Kota B"), replace(REQUEST, year="2023")]
)
def test_an_earlier_sheet_of_something_else_is_refused(
    capsys: pytest.CaptureFixture[str], other: TemplateRequest
) -> None:
    sheet("dok.xlsx", mixed(), request=other)
    sheet("interviu.xlsx", {"1": 2})
    assert run(["score", "interviu.xlsx", "--previous", "dok.xlsx"]) == 1
    assert "error B104" in capsys.readouterr().err


def test_an_earlier_sheet_of_another_instrument_is_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    old = shipped("permenpanrb-5-2018")
    answers = {row: Prefill(3, "a.pdf", "x") for row in old.rows()}
    Path("lama.xlsx").write_bytes(answer_workbook(old, TemplateRequest("Kota A"), answers))
    sheet("interviu.xlsx", {"1": 2})
    assert run(["score", "interviu.xlsx", "--previous", "lama.xlsx"]) == 1
    assert "error B103" in capsys.readouterr().err


def test_an_earlier_sheet_with_errors_shows_them(capsys: pytest.CaptureFixture[str]) -> None:
    sheet("dok.xlsx", {**mixed(), "7": "tiga"})
    sheet("interviu.xlsx", {"1": 2})
    assert run(["score", "interviu.xlsx", "--previous", "dok.xlsx"]) == 1
    assert "dok.xlsx:Jawaban!E11: error A101" in capsys.readouterr().err


def test_nothing_is_kept_where_nothing_was() -> None:
    sheet("dok.xlsx", {"1": None, "2": 2})
    sheet("interviu.xlsx", mixed())
    assert run(["score", "interviu.xlsx", "--previous", "dok.xlsx"]) == 0
    assert assess(Path("interviu.xlsx"), "x").status is Status.SCORED


def test_a_sheet_is_no_earlier_stage_of_itself(capsys: pytest.CaptureFixture[str]) -> None:
    sheet("2024.xlsx", mixed())
    assert run(["score", "2024.xlsx", "--previous", "./2024.xlsx"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "2024.xlsx sama dengan berkas --previous" in err


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


def test_the_sheet_shown_says_the_edition_and_not_the_year(
    capsys: pytest.CaptureFixture[str],
) -> None:
    sheet("2024.xlsx", mixed())
    assert run(["template", "--from", "2024.xlsx", "--year", "2026", "-o", "baru.xlsx"]) == 0
    said = capsys.readouterr()
    assert said.out.endswith("PermenPANRB 59/2020)\n")
    assert "warning A206" in said.err
    assert run(["template", "--from", "2024.xlsx", "--year", "26", "-o", "lagi.xlsx"]) == 2
    assert "--year 26 bukan tahun penilaian" in capsys.readouterr().err


def test_what_an_assessor_leaves_blank_is_one_finding(capsys: pytest.CaptureFixture[str]) -> None:
    sheet("2024.xlsx", mixed())
    stage = ["--stage", "Penilaian Dokumen"]
    assert run(["template", "--from", "2024.xlsx", *stage, "-o", "dokumen.xlsx"]) == 0
    steps = [cell.value for cell in load_workbook("dokumen.xlsx")["Petunjuk"]["B"] if cell.value]
    assert any("kosong berarti tidak berubah dari tahap sebelumnya" in str(one) for one in steps)
    book = load_workbook("dokumen.xlsx")
    book["Jawaban"]["E5"] = 2
    book.save("dokumen.xlsx")
    capsys.readouterr()
    assert run(["score", "dokumen.xlsx"]) == 1
    err = capsys.readouterr().err
    assert err.count("A104") == 1
    assert (
        "46 indikator belum diberi tingkat pada tahap ini: 2-47; isi tingkatnya, atau pakai" in err
    )
    assert run(["score", "dokumen.xlsx", "--previous", "2024.xlsx"]) == 0


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


def test_levels_that_nobody_assessed_stand_on_the_screen_and_in_json(
    capsys: pytest.CaptureFixture[str],
) -> None:
    sheet("mandiri.xlsx", mixed())
    levels = {row: None if row in {"1", "20"} else 2 for row in ROWS}
    sheet("dokumen.xlsx", levels, request=DOCUMENT)
    typed = ["score", "dokumen.xlsx", "--previous", "mandiri.xlsx"]
    assert run(typed) == 0
    said = " ".join(capsys.readouterr().out.split())
    kept = "2 dari 47 tingkat dari Penilaian Mandiri, belum dinilai pada tahap ini (mandiri.xlsx)"
    assert f"{kept}: 1, 20" in said
    assert run([*typed, "--lang", "en"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "2 of 47 levels from Penilaian Mandiri, not assessed at this stage (m" in said
    assert run([*typed, "-f", "json"]) == 0
    place = {"file": "mandiri.xlsx", "stage": "Penilaian Mandiri"}
    assert json.loads(capsys.readouterr().out)["carried"] == [
        {"indicator": "1", "level": 3, **place},
        {"indicator": "20", "level": 4, **place},
    ]
    for alone, code in (("mandiri.xlsx", 0), ("dokumen.xlsx", 1)):
        assert run(["score", alone, "-f", "json"]) == code
        assert json.loads(capsys.readouterr().out)["carried"] == []
    assert run(["batch", "mandiri.xlsx", "-f", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["results"][0]["carried"] == []


@DATA_BARS
def test_every_level_that_nobody_assessed_is_marked() -> None:
    sheet("mandiri.xlsx", mixed())
    sheet("dokumen.xlsx", {**mixed(), "7": None}, request=DOCUMENT)
    typed = ["score", "dokumen.xlsx", "--previous", "mandiri.xlsx"]
    assert run([*typed, "-o", "hasil.csv"]) == 0
    with Path("hasil.csv").open(newline="") as file:
        rows = [row for row in DictReader(file) if row["part"] == "indicator"]
    assert [row["code"] for row in rows if row["carried"] == "true"] == ["7"]
    assert run([*typed, "-o", "hasil.md"]) == 0
    marked = [
        line for line in texts_of(Path("hasil.md")).splitlines() if "tahap sebelumnya |" in line
    ]
    assert [line.split(" | ")[0] for line in marked] == ["| 7"]
    assert run([*typed, "-o", "hasil.xlsx"]) == 0
    page = load_workbook("hasil.xlsx")["Indikator"]
    notes = [str(value) for row in page.iter_rows(values_only=True) for value in row]
    said = [note for note in notes if "tahap sebelumnya" in note]
    assert said == ["tahap sebelumnya"]


@pytest.mark.parametrize("ending", ["html", "xlsx", "csv"])
def test_an_agencys_part_says_so_too(ending: str, capsys: pytest.CaptureFixture[str]) -> None:
    sheet("mandiri.xlsx", {"13": 3, "32": 2}, only=("13", "32"))
    sheet("dokumen.xlsx", {"13": None, "32": 2}, only=("13", "32"), request=DOCUMENT)
    typed = ["score", "dokumen.xlsx", "--previous", "mandiri.xlsx", "-o", f"hasil.{ending}"]
    assert run(typed) == 0
    kept = "1 dari 2 tingkat dari Penilaian Mandiri, belum dinilai pada tahap ini (mandiri.xlsx)"
    assert kept in " ".join(capsys.readouterr().out.split())
    assert kept in texts_of(Path(f"hasil.{ending}"))
