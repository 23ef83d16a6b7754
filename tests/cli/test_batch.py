"""`spbe batch` on real folders: every file accounted for, whatever happens."""

import csv
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from tests.cli.quick_sheets import part, write
from tests.golden.test_published_results import COMPLETE, chosen, levels_of, printed

from spbe_cli.assessment import Choice
from spbe_cli.batch import run as batch_run
from spbe_cli.batch.record import Record
from spbe_cli.cli import program, progress
from spbe_cli.cli.output import Screen
from spbe_cli.cli.program import run

Outcome = tuple[int, str, str]
Spbe = Callable[..., Outcome]

PLAN = """\
assignments:
  - agency: Bappeda
    owns: 13, 14
  - agency: BPKAD
    owns: 15
  - agency: DPMPTSP
    owns: 47
  - agency: Inspektorat
    owns: 29, 30
"""


@pytest.fixture
def spbe(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Spbe:
    """Run `spbe batch` in an empty folder, in this process unless --jobs says otherwise."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object) -> Outcome:
        texts = [str(argument) for argument in arguments]
        code = run(["batch", *texts, *([] if "--jobs" in texts else ["--jobs", "1"])])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def document(outcome: Outcome) -> Any:  # noqa: ANN401  JSON
    return json.loads(outcome[1])


def codes(outcome: Outcome) -> list[str]:
    return [finding["code"] for finding in document(outcome)["findings"]]


# What is read


def test_folders_files_and_patterns_lead_to_every_sheet_once(spbe: Spbe) -> None:
    for number in range(4):
        write(Path(f"masuk/dalam/{number}.xlsx"), f"Kota {number}")
    outcome = spbe("masuk", "masuk/dalam/1.xlsx", "masuk/*/2.xlsx", "-f", "json")
    files = [result["sheet"]["file"] for result in document(outcome)["results"]]
    assert files == [str(Path(f"masuk/dalam/{number}.xlsx")) for number in range(4)]
    assert outcome[0] == 0


def test_what_is_no_sheet_is_named_or_counted_never_passed_over_in_silence(spbe: Spbe) -> None:
    write(Path("masuk/a.xlsx"))
    for name in ("foto.jpg", "Jawaban.pdf", "lama.xls", "b.ods", "~$a.xlsx", ".rahasia.xlsx"):
        Path("masuk", name).write_bytes(b"x")
    code, out, err = spbe("masuk")
    assert code == 0
    assert "4 berkas dilewati karena bukan .xlsx" in err
    for name in ("foto.jpg", "Jawaban.pdf", "lama.xls", "b.ods"):
        assert name in err
    flat = " ".join(out.split())
    assert "1 berkas dibaca, 6 dilewati:" in flat
    assert "2 berkas tersembunyi" in flat


def test_files_named_by_the_shell_are_treated_as_those_of_a_folder(spbe: Spbe) -> None:
    write(Path("a.xlsx"))
    Path("foto.jpg").write_bytes(b"x")
    Path("~$a.xlsx").write_bytes(b"x")
    outcome = spbe("a.xlsx", "foto.jpg", "~$a.xlsx", "-f", "json")
    assert document(outcome)["summary"]["skipped"] == 2
    assert codes(outcome) == ["B203"]


def test_our_own_reports_are_skipped_and_made_anew(spbe: Spbe) -> None:
    write(Path("masuk/a.xlsx"))
    assert spbe("masuk", "-o", "masuk/rekap.xlsx")[0] == 0
    outcome = spbe("masuk", "-f", "json")
    assert document(outcome)["summary"] == {
        "files": 1, "scored": 1, "partial": 0, "invalid": 0, "skipped": 1,
    }  # fmt: skip
    assert spbe("masuk", "-o", "masuk/rekap.xlsx")[0] == 2
    assert spbe("masuk", "-o", "masuk/rekap.xlsx", "--force")[0] == 0


def test_answers_are_never_written_over(spbe: Spbe) -> None:
    sheet = write(Path("masuk/a.xlsx"))
    before = sheet.read_bytes()
    code, out, _ = spbe("masuk", "-o", "masuk/a.xlsx", "--force")
    assert (code, out) == (2, "")
    assert sheet.read_bytes() == before


def test_a_folder_without_sheets_is_an_error(spbe: Spbe) -> None:
    Path("kosong").mkdir()
    code, _, err = spbe("kosong")
    assert code == 1
    assert "kosong: error B106: tidak ada berkas .xlsx di kosong; periksa nama folder" in err


@pytest.mark.parametrize("path", ["tidak-ada.xlsx", "tidak*.xlsx"])
def test_a_path_that_leads_nowhere_is_wrong_use(spbe: Spbe, path: str) -> None:
    code, out, _ = spbe(path)
    assert (code, out) == (2, "")


# What comes out


def test_every_published_result_comes_out_and_broken_files_are_reported(spbe: Spbe) -> None:
    expected = {}
    for number, row in enumerate(COMPLETE):
        levels = {code: int(level) for code, level in levels_of(chosen(row)).items()}
        path = Path(f"masuk/{number:04}.xlsx")
        write(path, row["institution"], levels, Tahun=int(row["year"]))
        expected[str(path)] = printed(row)
    broken = [Path("masuk/0000-a.xlsx"), Path("masuk/0500-a.xlsx"), Path("masuk/zzz.xlsx")]
    broken[0].write_bytes(b"")
    broken[1].write_bytes(Path("masuk/0000.xlsx").read_bytes()[:-100])
    broken[2].write_text("No;Tingkat\n1;3\n")
    code, out, _ = spbe("masuk", "-f", "json", "--jobs", "2")
    made = json.loads(out)
    found = {
        result["sheet"]["file"]: [
            f"{part['value']:.2f}" for part in (*result["domains"], result["index"])
        ]
        for result in made["results"]
        if result["status"] == "scored"
    }
    invalid = [r["sheet"]["file"] for r in made["results"] if r["status"] == "invalid"]
    assert code == 1
    assert found == expected
    assert invalid == [str(path) for path in broken]
    assert made["summary"]["files"] == len(COMPLETE) + 3


@pytest.fixture
def mixture(tmp_path: Path) -> Path:
    """Sheets of every kind, in a folder."""
    folder = tmp_path / "masuk"
    for number in range(12):
        levels = {str(n): (n + number) % 5 + 1 for n in range(1, 48)}
        write(folder / f"kota-{number}.xlsx", f"Kota {number}", levels)
    write(folder / "salah.xlsx", "Kota Salah", {str(n): 9 for n in range(1, 48)})
    (folder / "rusak.xlsx").write_bytes(b"PK\x03\x04")
    (folder / "foto.png").write_bytes(b"x")
    return folder


@pytest.mark.parametrize("ending", [".xlsx", ".json", ".csv", ".md", ".html", ".docx"])
def test_one_and_many_workers_give_the_same_bytes(spbe: Spbe, mixture: Path, ending: str) -> None:
    outcomes = []
    for jobs in (1, 2, 3):
        file = Path(f"hasil-{jobs}{ending}")
        code, out, _ = spbe("masuk", "--jobs", jobs, "-o", file)
        outcomes.append((code, out, file.read_bytes()))
    assert outcomes[0] == outcomes[1] == outcomes[2]
    assert mixture.is_dir()


def test_the_ranking_is_drawn_as_designed_and_nobody_is_dropped(spbe: Spbe) -> None:
    four = {str(n): 4 for n in range(2, 48)}
    write(Path("kota/a.xlsx"), "Pemerintah Kota Semarang", {**four, "1": 5})
    write(Path("kota/b.xlsx"), "Pemerintah Kota Surakarta", {**four, "1": 5, "2": 5})
    write(Path("kota/c.xlsx"), "Pemerintah Kota Contoh", {**four, "1": 9})
    Path("kota/jawaban-final(2).xlsx").write_bytes(b"")
    code, out, err = spbe("kota")
    assert code == 1
    assert out.splitlines() == [
        "",
        "No  Instansi                        Indeks  Predikat        D1    D2    D3    D4",
        "─" * 80,
        " 1  Pemerintah Kota Surakarta         4,03  Sangat Baik   4,20  4,00  4,00  4,00",
        " 2  Pemerintah Kota Semarang          4,01  Sangat Baik   4,10  4,00  4,00  4,00",
        " -  Pemerintah Kota Contoh               -  1 kesalahan",
        " -  jawaban-final(2).xlsx                -  tidak terbaca: berkas kosong (A140)",
        "",
        "4 berkas: 2 dihitung, 2 tidak. Rata-rata 4,02 dari 2 instansi.",
    ]
    assert "Memeriksa 4 berkas: selesai dalam " in err


def test_equal_indices_are_ranked_by_name(spbe: Spbe) -> None:
    for name in ("Kota C", "Kota A", "Kota B"):
        levels = {str(n): 4 if n == 20 else 3 for n in range(1, 48)}
        write(Path(f"kota/{name[-1]}.xlsx"), name, levels)
    rows = list(csv.DictReader(StringIO(spbe("kota", "-f", "csv")[1])))
    assert [row["index"] for row in rows] == ["3.03", "3.03", "3.03"]
    out = spbe("kota")[1]
    assert out.index("Kota A") < out.index("Kota B") < out.index("Kota C")


@pytest.mark.parametrize("width", ["40", "60", "80", "120"])
def test_no_line_is_wider_than_the_screen(
    spbe: Spbe, mixture: Path, width: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "screen_of", lambda *_, **__: Screen(int(width)))
    lines = spbe(mixture)[1].splitlines()
    assert [line for line in lines if len(line) > max(int(width), 50)] == []


def test_the_workbook_holds_ranking_heat_map_findings_and_sources(
    spbe: Spbe, mixture: Path
) -> None:
    spbe("masuk", "-o", "rekap.xlsx")
    content = Path("rekap.xlsx").read_bytes()
    book = load_workbook(BytesIO(content))
    assert book.sheetnames == ["Ringkasan", "Peringkat", "Domain", "Temuan", "Tentang"]
    assert book["Peringkat"].max_row == 1 + 14
    found = [row[3].value for row in book["Temuan"].iter_rows(min_row=2)]
    assert found.count("A105") == 47
    assert "B203" in found
    with ZipFile(BytesIO(content)) as archive:
        heat = archive.read("xl/worksheets/sheet3.xml").decode()
        assert (
            '<cfvo type="num" val="1"/><cfvo type="num" val="3"/><cfvo type="num" val="5"/>' in heat
        )
        assert any(name.startswith("xl/charts/") for name in archive.namelist())
    assert mixture.is_dir()


def test_texts_of_a_sheet_become_no_markup_and_no_formula(spbe: Spbe) -> None:
    write(Path("masuk/a.xlsx"), "=1+1|<script>[red]\u202e")
    assert "<script>" not in spbe("masuk", "-f", "markdown")[1]
    assert "\u202e" not in spbe("masuk")[1]
    (row,) = csv.DictReader(StringIO(spbe("masuk", "-f", "csv")[1]))
    assert row["institution"].startswith("'=")
    spbe("masuk", "-o", "rekap.xlsx")
    cell = load_workbook("rekap.xlsx")["Peringkat"]["B2"]
    assert (cell.data_type, str(cell.value)[:4]) == ("s", "=1+1")


def test_on_a_terminal_a_bar_shows_how_far_it_is_and_goes_away(
    spbe: Spbe, mixture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "screen_of", lambda *_, **__: Screen(80, terminal=True))
    monkeypatch.setattr(progress, "PAUSE", 0)
    err = spbe(mixture)[2]
    bars = [line for line in err.split(progress.CLEAR) if "█" in line]
    assert len(bars) == 14
    assert bars[6].startswith("Memeriksa  ██████████░░░░░░░░░░  7 dari 14  ")
    assert all(len(bar) < 80 for bar in bars[:-1])
    assert "selesai dalam" not in err


def test_the_english_screen_says_the_same(
    spbe: Spbe, mixture: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert spbe(mixture)[0] == run(["batch", str(mixture), "--lang", "en", "--jobs", "1"])
    out = capsys.readouterr().out
    assert "14 files: 12 scored, 2 not." in out
    assert "47 errors" in out


# Whose sheets they are


def test_two_files_of_one_sender_are_an_error_told_by_identity_not_by_name(spbe: Spbe) -> None:
    part(Path("masuk/x.xlsx"), "Bappeda", {"13": 3})
    part(Path("masuk/FIX revisi 2.xlsx"), "BAPPEDA ", {"13": 4})
    code, _, err = spbe("masuk")
    assert code == 1
    assert "error B102: BAPPEDA mengirim 2 berkas yang isinya berbeda" in err


def test_the_latest_of_several_is_used_and_said(spbe: Spbe) -> None:
    part(Path("masuk/a.xlsx"), "Bappeda", {"13": 3}, Tanggal="10/06/2025")
    part(Path("masuk/b.xlsx"), "Bappeda", {"13": 9}, Tanggal="9 Juni 2025")
    code, out, err = spbe("masuk", "--latest")
    assert code == 0
    assert f"dipakai {Path('masuk/a.xlsx')} (tanggal 10 Juni 2025)" in err
    assert "2 berkas dari Bappeda: dipakai yang bertanggal 10/06/2025 (B202)" in out
    assert spbe("masuk", "--latest", "--strict")[0] == 1


def test_without_dates_the_latest_is_not_guessed(spbe: Spbe) -> None:
    part(Path("masuk/a.xlsx"), "Bappeda", {"13": 3}, Tanggal="10/06/2025")
    part(Path("masuk/b.xlsx"), "Bappeda", {"13": 4})
    code, _, err = spbe("masuk", "--latest")
    assert code == 1
    assert "Tanggal tidak menunjukkan yang terakhir" in err


def test_the_same_sheet_twice_is_counted_once(spbe: Spbe) -> None:
    first = write(Path("masuk/a.xlsx"))
    Path("masuk/a (1).xlsx").write_bytes(first.read_bytes())
    outcome = spbe("masuk", "-f", "json")
    assert codes(outcome) == ["B204"]
    assert document(outcome)["summary"]["files"] == 1


@pytest.fixture
def agencies(tmp_path: Path) -> None:
    """The sheets of three agencies, one of them unreadable; a fourth has not sent any."""
    folder = tmp_path / "masuk"
    part(folder / "jawaban-bappeda.xlsx", "Bappeda", {"13": 3.5, "14": 4})
    part(folder / "jawaban-inspektorat.xlsx", "Inspektorat", {"29": 3, "30": 3})
    (folder / "jawaban-bpkad.xlsx").write_bytes(b"")
    (tmp_path / "penugasan.yaml").write_text(PLAN)


@pytest.mark.usefixtures("agencies")
def test_the_agencies_are_shown_with_who_has_not_sent_anything(spbe: Spbe) -> None:
    code, out, err = spbe("masuk", "--assign", "penugasan.yaml")
    assert code == 1
    assert out.splitlines()[:10] == [
        "",
        "Perangkat daerah                  Terisi   Wajib  Periksa  Keadaan",
        "─" * 80,
        "BPKAD                                -/1       1        -  tidak terbaca (A140)",
        "Bappeda                              1/2       1        0  perlu diperbaiki",
        "DPMPTSP                              -/1       -        -  belum mengirim",
        "Inspektorat                          2/2       0        0  siap",
        "─" * 80,
        "4 perangkat daerah                   3/6       2        0",
        "",
    ]
    assert "warning B205: 1 perangkat daerah belum mengirim: DPMPTSP" in err


def test_an_agency_outside_the_assignment_is_named_with_what_was_meant(
    spbe: Spbe, agencies: None
) -> None:
    assert agencies is None
    part(Path("masuk/x.xlsx"), "Bapeda", {"13": 3})
    _, _, err = spbe("masuk", "--assign", "penugasan.yaml")
    assert 'B208: perangkat daerah "Bapeda" tidak ada dalam penugasan; tulis Bappeda' in err


@pytest.mark.usefixtures("agencies")
def test_corrections_are_written_for_every_sender_with_errors(spbe: Spbe) -> None:
    code, _, err = spbe("masuk", "--assign", "penugasan.yaml", "--corrections", "kembali")
    assert code == 1
    assert sorted(path.name for path in Path("kembali").iterdir()) == [
        "perbaikan-bappeda.txt", "perbaikan-bappeda.xlsx", "perbaikan-bpkad.txt",
    ]  # fmt: skip
    assert "Ditulis di folder kembali: perbaikan untuk 2 perangkat daerah" in err
    assert "paling lambat" not in Path("kembali/perbaikan-bpkad.txt").read_text("utf-8-sig")
    reply = ("--due", "13 Juni 2025", "--contact", "Ani, 0811")
    both = spbe("masuk", "--corrections", "dua", "-o", "rekap.xlsx", *reply)[2]
    for name in ("bappeda", "bpkad"):
        text = Path(f"dua/perbaikan-{name}.txt").read_text("utf-8-sig")
        assert "paling lambat *13 Juni 2025*" in text
        assert text.endswith("Ani, 0811\n")
    line = "Ditulis: rekap.xlsx, dan di folder dua: perbaikan untuk 2 perangkat daerah"
    assert both.splitlines()[-1] == line
    assert spbe("masuk", "--corrections", "kembali")[:2] == (2, "")
    assert spbe("masuk", "--corrections", "kembali", "--force")[0] == 1


def test_evidence_is_held_against_all_sheets_together(spbe: Spbe) -> None:
    part(Path("masuk/a.xlsx"), "Bappeda", {"13": 3})
    part(Path("masuk/b.xlsx"), "BPKAD", {"14": 3, "15": 3})
    Path("bukti").mkdir()
    for name in ("i13.pdf", "i14.pdf", "lain.pdf"):
        Path("bukti", name).write_bytes(b"x")
    outcome = spbe("masuk", "--evidence", "bukti", "-f", "json")
    found = {
        (f["code"], f["file"], f["message"].partition(":")[2])
        for f in document(outcome)["findings"]
    }
    assert {(code, file) for code, file, _ in found} == {
        ("A220", str(Path("masuk/b.xlsx"))), ("A221", "bukti"),
    }  # fmt: skip
    assert any(" lain.pdf;" in text for _, _, text in found)


def test_a_correction_does_not_ask_for_the_evidence_of_others(spbe: Spbe) -> None:
    part(Path("masuk/a.xlsx"), "Bappeda", {"13": 9})
    part(Path("masuk/b.xlsx"), "BPKAD", {"14": 3})
    Path("bukti").mkdir()
    Path("bukti", "i14.pdf").write_bytes(b"x")
    assert spbe("masuk", "--evidence", "bukti", "--corrections", "kembali")[0] == 1
    text = Path("kembali/perbaikan-bappeda.txt").read_text("utf-8")
    assert "tingkat 9" in text.casefold()
    assert "i14.pdf" not in text


# What goes wrong


def test_a_fault_of_the_program_costs_one_file(
    spbe: Spbe, mixture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = batch_run.assess_one

    def faulty(choice: Choice, sheet: tuple[Path, str]) -> Record:
        if sheet[1].endswith("kota-3.xlsx"):
            raise KeyError("x")
        return judge(choice, sheet)

    monkeypatch.setattr(batch_run, "assess_one", faulty)
    code, out, _ = spbe(mixture, "-f", "json")
    made = json.loads(out)
    assert code == 1
    assert made["summary"]["scored"] == 11
    (finding,) = [f for f in made["findings"] if f["code"] == "B109"]
    assert finding["file"].endswith("kota-3.xlsx")
    assert "KeyError" in finding["message"]


@pytest.mark.skipif(sys.platform != "linux", reason="a fork takes the patched function along")
@pytest.mark.filterwarnings("ignore:This process.*fork:DeprecationWarning")
def test_a_worker_that_dies_costs_one_file(
    spbe: Spbe, mixture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = batch_run.assess_one

    def dying(choice: Choice, sheet: tuple[Path, str]) -> Record:
        if sheet[1].endswith(("kota-3.xlsx", "kota-7.xlsx")):
            os._exit(9)
        return judge(choice, sheet)

    monkeypatch.setattr(batch_run, "assess_one", dying)
    code, out, _ = spbe(mixture, "-f", "json", "--jobs", "2")
    made = json.loads(out)
    assert code == 1
    assert made["summary"]["scored"] == 10
    died = [f["file"] for f in made["findings"] if f["code"] == "B109"]
    assert [Path(file).name for file in died] == ["kota-3.xlsx", "kota-7.xlsx"]


def test_what_the_system_refuses_is_a_finding_of_the_file(
    spbe: Spbe, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(Path("masuk/a.xlsx"), "A")
    write(Path("masuk/b.xlsx"), "B")
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "a.xlsx":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    code, out, err = spbe("masuk")
    assert code == 1
    assert "a.xlsx: error A148:" in err
    assert "2 berkas: 1 dihitung, 1 tidak." in out


def test_an_interruption_hands_over_what_is_done_and_says_so(
    spbe: Spbe, mixture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge, count = batch_run.assess_one, [0]

    def interrupting(choice: Choice, sheet: tuple[Path, str]) -> Record:
        count[0] += 1
        if count[0] == 5:
            signal.raise_signal(signal.SIGINT)
        return judge(choice, sheet)

    monkeypatch.setattr(batch_run, "assess_one", interrupting)
    code, out, err = spbe(mixture, "-o", "rekap.xlsx")
    assert code == 130
    assert "Dihentikan setelah 5 dari 14 berkas. Hasil di bawah BELUM LENGKAP." in " ".join(
        out.split()
    )
    assert "error B108: dihentikan setelah 5 dari 14 berkas" in err
    assert not Path("rekap.xlsx").exists()
    title = load_workbook("rekap-belum-lengkap.xlsx")["Ringkasan"]["A1"].value
    assert "BELUM LENGKAP" in str(title)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.skipif(sys.platform == "win32", reason="no signal to send there")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL], ids=["interrupt", "kill"])
def test_kills_at_random_moments_leave_nothing_half_written(
    tmp_path: Path, sent: signal.Signals
) -> None:
    folder, draw = tmp_path / "masuk", random.Random(7)  # noqa: S311  no secret
    for number in range(60):
        write(folder / f"{number}.xlsx", f"Kota {number}")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    command = [sys.executable, "-m", "spbe_cli", "batch", "masuk", "--jobs", "2"]
    for attempt in range(12):
        output = tmp_path / f"rekap-{attempt}.xlsx"
        process = subprocess.Popen(  # noqa: S603  our own command
            [*command, "-o", output.name],
            cwd=tmp_path,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(draw.uniform(0.2, 1.6))
        os.killpg(process.pid, sent)
        assert process.wait(60) in {0, 130, -sent, 1}
    for path in tmp_path.glob("*.xlsx"):
        title = str(load_workbook(path)["Ringkasan"]["A1"].value)
        assert ("BELUM LENGKAP" in title) == path.stem.endswith("-belum-lengkap")
    # Who is killed can't tidy up; its draft has a name that no input and no output has.
    drafts = {".tmp"} if sent == signal.SIGKILL else set()
    assert {path.suffix for path in tmp_path.iterdir()} <= {".xlsx", "", *drafts}
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
