"""`spbe merge`: what it writes, shows and refuses."""

import json
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from spbe_cli.cli.program import run
from spbe_cli.instrument.loading import shipped
from spbe_cli.sheet.assess import Status, assess
from spbe_cli.xlsx.form import Prefill, TemplateRequest, answer_workbook

INSTRUMENT = shipped("permenpanrb-59-2020")
OWNS = {
    "Bappeda": ("13", "32", "33", "40"),
    "BPKAD": ("24", "34", "38"),
    "BKPSDM": ("25", "36", "41"),
    "Bagian Organisasi": ("14", "27"),
    "Inspektorat": ("21", "29", "30", "31", "39"),
    "Bagian Hukum": ("44",),
    "Bagian Pengadaan Barang/Jasa": ("35",),
    "Dinas Perpustakaan dan Kearsipan": ("37",),
    "Bapenda": ("45",),
    "Dinas Tenaga Kerja": ("46",),
}
DISKOMINFO = tuple(
    row
    for row in INSTRUMENT.rows()
    if row != "47" and not any(row in rows for rows in OWNS.values())
)


@cache
def content(agency: str, answers: tuple[tuple[str, object], ...]) -> bytes:
    prefilled = {
        row: Prefill(level, f"indikator{row}-{agency.lower()[:3]}.pdf", f"Fakta dari {agency}.")
        for row, level in answers
    }
    request = TemplateRequest("Kota A", agency, "2025", "Penilaian Mandiri", only=tuple(prefilled))
    return answer_workbook(INSTRUMENT, request, prefilled)


def sheet(agency: str, answers: dict[str, object]) -> None:
    folder = Path("masuk")
    folder.mkdir(exist_ok=True)
    path = folder / f"{agency.lower().replace(' ', '-').replace('/', '-')}.xlsx"
    path.write_bytes(content(agency, tuple(answers.items())))


@pytest.fixture(autouse=True)
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for agency, rows in {**OWNS, "Diskominfo": DISKOMINFO}.items():
        sheet(agency, {row: None if row == "25" else 3 for row in rows})


def merge(*arguments: str) -> int:
    return run(["merge", "masuk", "-o", "kota.xlsx", *arguments])


def test_score_reads_the_merged_file_and_refuses_the_gaps() -> None:
    assert merge() == 0
    found = assess(Path("kota.xlsx"), "kota.xlsx")
    assert found.status is Status.INVALID
    assert [finding.code for finding in found.findings] == ["A214", "A104", "A104"]
    assert found.bounds
    sheet("BKPSDM", {"25": 3, "36": 3, "41": 3})
    sheet("DPMPTSP", {"47": 4})
    assert merge("--force") == 0
    assert assess(Path("kota.xlsx"), "kota.xlsx").status is Status.SCORED


def test_the_same_files_give_the_same_bytes() -> None:
    assert merge() == 0
    first = Path("kota.xlsx").read_bytes()
    assert merge("--force") == 0
    assert Path("kota.xlsx").read_bytes() == first


def test_what_was_merged_before_is_no_sender_and_can_be_made_anew(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["merge", "masuk", "-o", "masuk/kota.xlsx"]) == 0
    before = Path("masuk/kota.xlsx").read_bytes()
    sheet("DPMPTSP", {"47": 4})
    assert run(["merge", "masuk", "-o", "masuk/kota.xlsx"]) == 2
    assert Path("masuk/kota.xlsx").read_bytes() == before
    capsys.readouterr()
    assert run(["merge", "masuk", "-o", "masuk/kota.xlsx", "--force"]) == 0
    out, err = capsys.readouterr()
    assert "B102" not in err
    assert "1 berkas buatan spbe dilewati: masuk/kota.xlsx" in out.replace("\\", "/")
    assert "46 dari 47 indikator, dari 12 berkas" in out
    # Named itself it is merged as any other sheet, and never replaced.
    capsys.readouterr()
    named = ["merge", "masuk/kota.xlsx", "masuk/bappeda.xlsx", "-o"]
    assert run([*named, "masuk/kota.xlsx", "--force"]) == 2
    assert run([*named, "lain.xlsx", "-f", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["skipped"] == []
    assert run(["merge", "masuk/kota.xlsx", "-o", "lagi.xlsx"]) == 0


def test_a_tab_of_sources_makes_no_merged_file(capsys: pytest.CaptureFixture[str]) -> None:
    request = TemplateRequest("Kota A", None, "2025", "Penilaian Mandiri")
    levels = {row: Prefill(3, "a.pdf", "b") for row in INSTRUMENT.rows()}
    Path("induk.xlsx").write_bytes(answer_workbook(INSTRUMENT, request, levels))
    book = load_workbook("induk.xlsx")
    book.create_sheet("Sumber")["A1"] = "Perwal 12/2023"
    book.save("masuk/induk.xlsx")
    assert merge("--on-conflict", "lowest") == 0
    assert "47 dari 47 indikator, dari 12 berkas" in capsys.readouterr().out


def dated(agency: str, level: object, date: str, name: str, **identity: object) -> None:
    """Write a sheet of indicators 24 and 34 with a date under another name."""
    sheet(agency, {"24": level, "34": 3, "38": 3})
    book = load_workbook(f"masuk/{agency.lower()}.xlsx")
    page = book["Identitas"]
    for row in page.iter_rows(min_col=1, max_col=2):
        said = {"Tanggal": date, **identity}.get(str(row[0].value))
        if said is not None:
            row[1].value = str(said)
    book.save(f"masuk/{name}.xlsx")


def test_only_files_that_count_must_agree(capsys: pytest.CaptureFixture[str]) -> None:
    dated("BPKAD", "tiga", "9/6/2025", "bpkad-lama", Tahun=2023)
    dated("BPKAD", 3, "10/6/2025", "bpkad")
    assert merge("--latest") == 0
    assert "B104" not in capsys.readouterr().err
    Path("masuk/bpkad.xlsx").unlink()
    assert merge("--skip-invalid", "--force") == 0
    err = capsys.readouterr().err
    assert "B209" in err
    assert "B104" not in err


def test_who_only_supports_is_late_too_and_who_has_no_duty_is_not(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = "assignments:\n  - {agency: Bagian Hukum, owns: 44}\n"
    text += "  - {agency: Setda, supports: 44}\n  - {agency: Bagian Umum}\n"
    Path("tugas.yaml").write_text(text)
    assert run(["merge", "masuk/bagian-hukum.xlsx", "--assign", "tugas.yaml", "-o", "k.xlsx"]) == 0
    out = capsys.readouterr().out
    (line,) = [line for line in out.splitlines() if line.startswith("Setda")]
    assert line.split() == ["Setda", "belum", "mengirim", "0", "0"]
    assert "Bagian Umum" not in out
