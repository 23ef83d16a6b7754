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

EXAMPLE = Path(__file__).parents[2] / "examples" / "penugasan.yaml"
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


def differ() -> None:
    sheet("BPKAD", {"24": 3, "34": 3, "38": 3, "13": 2})


def merge(*arguments: str) -> int:
    return run(["merge", "masuk", "-o", "kota.xlsx", *arguments])


def test_a_difference_stops_the_merge_and_names_both_cells(
    capsys: pytest.CaptureFixture[str],
) -> None:
    differ()
    assert merge("--assign", str(EXAMPLE)) == 1
    out, err = capsys.readouterr()
    one, other = Path("masuk/bpkad.xlsx"), Path("masuk/bappeda.xlsx")
    assert err.startswith(
        f"{one}:Jawaban!E5: error B101: indikator 13 (Keterpaduan Rencana dan Anggaran SPBE): "
        f"BPKAD mengisi tingkat 2, sedangkan Bappeda tingkat 3 ({other}:Jawaban!E5); sepakati "
        "satu tingkat lalu ubah salah satu berkas, atau pakai --on-conflict owner (penanggung "
        "jawab: Bappeda)\n"
    )
    assert out.endswith("Belum ditulis: 1 perbedaan tingkat harus diputuskan dulu.\n")
    assert not Path("kota.xlsx").exists()


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


def test_the_merged_file_says_where_everything_comes_from() -> None:
    differ()
    assert merge("--assign", str(EXAMPLE), "--on-conflict", "owner") == 0
    book = load_workbook("kota.xlsx")
    assert book.sheetnames == ["Petunjuk", "Identitas", "Jawaban", "Kriteria", "Sumber"]
    answers = book["Jawaban"]
    assert answers["I4"].value == "Asal"
    one, other = Path("masuk/bappeda.xlsx"), Path("masuk/bpkad.xlsx")
    assert answers["I17"].value == (
        f"Bappeda: {one}:Jawaban!E5\nBPKAD: {other}:Jawaban!E5 (tingkat 2 tidak dipakai)"
    )
    assert answers["E17"].value == 3
    assert answers["F17"].value == "indikator13-bap.pdf; indikator13-bpk.pdf"
    assert answers["G17"].value == "[Bappeda] Fakta dari Bappeda.\n[BPKAD] Fakta dari BPKAD."
    assert answers.auto_filter.ref == "A4:I51"
    texts = [[cell.value for cell in row] for row in book["Sumber"].iter_rows()]
    assert texts[2][:5] == [
        "Berkas",
        "Perangkat Daerah",
        "Pengisi",
        "Tanggal",
        "Jumlah jawaban",
    ]
    assert len(str(texts[3][5])) == 64
    decision = ["13 Keterpaduan Rencana dan Anggaran SPBE", "3 (Bappeda)", "2 (BPKAD)"]
    assert texts[-1][:4] == [*decision, "penanggung jawab"]


def test_the_same_files_give_the_same_bytes() -> None:
    assert merge() == 0
    first = Path("kota.xlsx").read_bytes()
    assert merge("--force") == 0
    assert Path("kota.xlsx").read_bytes() == first


def test_json_holds_everything(capsys: pytest.CaptureFixture[str]) -> None:
    differ()
    assert merge("--assign", str(EXAMPLE), "--on-conflict", "lowest", "-f", "json") == 0
    out, err = capsys.readouterr()
    assert err == ""
    document = json.loads(out)
    assert document["file"] == "kota.xlsx"
    assert document["summary"] == {"files": 11, "asked": 47, "missing": ["25", "47"]}
    (decision,) = document["decisions"]
    assert decision["level"] == 2
    assert decision["others"] == [{"level": 3, "agency": "Bappeda"}]
    assert {finding["code"] for finding in document["findings"]} == {"B201", "B207"}
    assert {"agency": "DPMPTSP", "sent": False, "asked": ["47"], "missing": ["47"]} in document[
        "agencies"
    ]


def test_other_files_are_named_and_reports_passed_over(
    capsys: pytest.CaptureFixture[str],
) -> None:
    sheet("BKPSDM", {"25": 3, "36": 3, "41": 3})
    sheet("DPMPTSP", {"47": 4})
    assert merge() == 0
    assert run(["score", "kota.xlsx", "-o", str(Path("masuk") / "hasil.xlsx")]) == 0
    (Path("masuk") / "foto.jpg").write_bytes(b"")
    capsys.readouterr()
    assert merge("--force") == 0
    out, err = capsys.readouterr()
    assert "warning B203: 1 berkas dilewati" in err
    assert "1 berkas buatan spbe dilewati: " in out


def test_a_table_of_another_kind_says_so_itself_and_may_be_left_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    sheet("BKPSDM", {"25": 3, "36": 3, "41": 3})
    (Path("masuk") / "lama.xls").write_bytes(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    (Path("masuk") / "isi.csv").write_text("No;Tingkat\n")
    assert merge() == 1
    err = capsys.readouterr().err
    assert "error A142: berkas Excel lama (.xls) tidak dapat dibaca" in err
    assert "error A143: berkas CSV (teks) tidak memuat lembar jawaban" in err
    assert "B105" not in err
    assert merge("--skip-invalid") == 0


def test_a_sheet_with_errors_stops_the_merge_unless_it_is_left_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    sheet("BPKAD", {"24": "tiga", "34": 3, "38": 3})
    assert merge() == 1
    out, err = capsys.readouterr()
    assert "error B105" in err
    assert "Belum ditulis: 1 kesalahan harus diperbaiki dulu" in out
    assert not Path("kota.xlsx").exists()
    assert merge("--skip-invalid") == 0
    assert "warning B209" in capsys.readouterr().err
    assert merge("--skip-invalid", "--strict", "--force") == 1


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


def test_blank_sheets_give_nothing_to_write(capsys: pytest.CaptureFixture[str]) -> None:
    Path("kosong").mkdir()
    for number in range(2):
        request = TemplateRequest("Kota A", f"Dinas {number}", "2025", None, only=("13",))
        Path(f"kosong/{number}.xlsx").write_bytes(answer_workbook(INSTRUMENT, request, {}))
    assert run(["merge", "kosong", "-o", "k.xlsx"]) == 1
    assert "error B106: tidak ada jawaban yang dapat digabung" in capsys.readouterr().err
    assert not Path("k.xlsx").exists()


def test_reports_alone_are_nothing_to_merge(capsys: pytest.CaptureFixture[str]) -> None:
    sheet("BKPSDM", {"25": 3, "36": 3, "41": 3})
    sheet("DPMPTSP", {"47": 4})
    Path("laporan").mkdir()
    assert merge() == 0
    assert run(["score", "kota.xlsx", "-o", "laporan/hasil.xlsx"]) == 0
    capsys.readouterr()
    assert run(["merge", "laporan", "-o", "k.xlsx"]) == 1
    err = capsys.readouterr().err
    assert "error B106: hanya ada laporan spbe di laporan" in err
    assert "B201" not in err


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


def test_a_later_file_is_named_where_an_older_one_holds_errors(
    capsys: pytest.CaptureFixture[str],
) -> None:
    dated("BPKAD", "tiga", "9/6/2025", "bpkad-lama")
    dated("BPKAD", 3, "10/6/2025", "bpkad")
    assert merge() == 1
    err = capsys.readouterr().err
    assert "bpkad-lama.xlsx masih memuat 1 kesalahan, dan masuk" in err
    assert "pakai --latest" in err
    assert merge("--latest") == 0


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


def test_a_merge_of_nothing_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    Path("satu").mkdir()
    sheet("BPKAD", {"24": "tiga"})
    Path("masuk/bpkad.xlsx").rename("satu/bpkad.xlsx")
    assert run(["merge", "satu", "-o", "kota.xlsx", "--skip-invalid"]) == 1
    assert "error B106: tidak ada jawaban yang dapat digabung" in capsys.readouterr().err
    assert not Path("kota.xlsx").exists()


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


def test_a_file_of_another_instrument_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    other = shipped("permenpanrb-5-2018")
    request = TemplateRequest("Kota A", "Dinas Lama", "2025", "Penilaian Mandiri", only=("1",))
    content = answer_workbook(other, request, {"1": Prefill(9, "a.pdf", "b")})
    Path("masuk/lama.xlsx").write_bytes(content)
    assert merge() == 1
    err = capsys.readouterr().err
    assert "B103" in err
    assert "B105" not in err


def test_what_one_agency_owes_is_named_together(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("bappeda", "inspektorat"):
        Path(f"masuk/{name}.xlsx").unlink()
    assert merge("--assign", str(EXAMPLE)) == 0
    out = " ".join(capsys.readouterr().out.split())
    told = "13, 32, 33, 40 (Bappeda); 21, 29-31, 39 (Inspektorat); 25 (BKPSDM); 47 (DPMPTSP)."
    assert f"Belum ada: {told}" in out


def test_a_command_in_a_message_can_be_typed_as_it_stands(
    capsys: pytest.CaptureFixture[str],
) -> None:
    sheet("BPKAD", {"24": "tiga"})
    Path("masuk/bpkad.xlsx").rename("masuk/Dinas Keuangan.xlsx")
    assert merge() == 1
    name = Path("masuk/Dinas Keuangan.xlsx")
    assert f'perbaiki dulu (spbe score "{name}")' in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["masuk"],
        ["tidak-ada.xlsx", "-o", "kota.xlsx"],
        ["tidak*.xlsx", "-o", "kota.xlsx"],
        ["masuk", "-o", "kota.pdf"],
        ["masuk", "-o", "kota.xlsx", "--on-conflict", "owner"],
        ["masuk", "-o", "masuk/bpkad.xlsx", "--force"],
        ["masuk", "-o", "kota.xlsx", "--on-conflict", "rata-rata"],
        ["-o", "kota.xlsx"],
    ],
)
def test_wrong_use_is_refused_before_anything_is_read(arguments: list[str]) -> None:
    before = {path: path.read_bytes() for path in Path("masuk").iterdir()}
    assert run(["merge", *arguments]) == 2
    assert {path: path.read_bytes() for path in Path("masuk").iterdir()} == before
    assert not Path("kota.xlsx").exists()
