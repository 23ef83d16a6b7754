"""`spbe batch` on real folders: every file accounted for, whatever happens."""

import csv
import json
import os
import signal
import sys
from importlib import import_module
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.commands.quick_sheets import part, write
from tests.program import Said, spbe

from spbe_cli.many import batch as batch_run
from spbe_cli.many.sheets import Record
from spbe_cli.reports import ENDINGS
from spbe_cli.sheet.assess import Choice

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
"""openpyxl does not know the bars of Excel 2010."""

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


@pytest.fixture(autouse=True)
def assignment() -> None:
    Path("penugasan.yaml").write_text(PLAN)


def batch(*arguments: object) -> Said:
    """Run `spbe batch`, in this process unless --jobs says otherwise."""
    return spbe("batch", *arguments, *([] if "--jobs" in arguments else ["--jobs", "1"]))


def rows_of(out: str) -> list[list[str]]:
    return [line.split() for line in out.splitlines()]


def total(out: str) -> list[str]:
    """Return the sums of the agencies: answered, asked, errors, warnings."""
    (line,) = [row for row in rows_of(out) if row[1:3] == ["perangkat", "daerah"]]
    return line[3:]


def named(out: str, agency: str) -> list[str]:
    """Return how much an agency answered of what it was asked."""
    (line,) = [row for row in rows_of(out) if row[:1] == [agency]]
    return line[-4:-2]


def names_in(folder: str) -> list[str]:
    """Return the files but the one that knows which texts are ours."""
    return sorted({path.name for path in Path(folder).iterdir()} - {"SHA256SUMS"})


def codes(outcome: Said) -> list[str]:
    return [finding["code"] for finding in outcome.data["findings"]]


# What is read


def test_our_own_reports_are_skipped_and_made_anew() -> None:
    write(Path("masuk/a.xlsx"))
    assert batch("masuk", "-o", "masuk/rekap.xlsx")[0] == 0
    outcome = batch("masuk", "-f", "json")
    assert outcome.data["summary"] == {
        "files": 1, "scored": 1, "partial": 0, "invalid": 0, "superseded": 0, "skipped": 1,
    }  # fmt: skip
    assert batch("masuk", "-o", "masuk/rekap.xlsx")[0] == 2
    assert batch("masuk", "-o", "masuk/rekap.xlsx", "--force")[0] == 0
    Path("rekap").mkdir()
    Path("masuk/rekap.xlsx").rename("rekap/rekap.xlsx")
    code, _, err = batch("rekap")
    assert code == 1
    assert "rekap: error B106: hanya ada laporan spbe di rekap" in err


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_links_and_devices_are_named() -> None:
    write(Path("masuk/a.xlsx"))
    write(Path("lain/b.xlsx"))
    Path("masuk/tautan").symlink_to(Path("lain").absolute())
    Path("masuk/putus.xlsx").symlink_to("tidak-ada.xlsx")
    os.mkfifo("masuk/pipa.xlsx")
    code, out, err = batch("masuk")
    assert code == 0
    assert "3 tautan, folder tertaut, atau berkas khusus dilewati" in err
    for name in ("tautan", "putus.xlsx", "pipa.xlsx"):
        assert str(Path("masuk", name)) in err
    assert "1 berkas dibaca, 3 dilewati" in out


def test_what_options_name_is_neither_read_nor_complained_of() -> None:
    part(Path("masuk/bappeda.xlsx"), "Bappeda", {"13": 3, "14": 3})
    Path("masuk/penugasan.yaml").write_text(PLAN)
    for name in ("i13.pdf", "i14.pdf", "daftar.xlsx"):
        Path("masuk/bukti").mkdir(exist_ok=True)
        Path("masuk/bukti", name).write_bytes(b"x")
    _, out, err = batch("masuk", "--assign", "masuk/penugasan.yaml", "--evidence", "masuk/bukti")
    assert "B203" not in err
    assert "1 berkas dibaca, 4 dilewati: 4 berkas penugasan, bukti, atau keluaran" in out


def test_answers_and_their_evidence_may_share_a_folder() -> None:
    part(Path("masuk/a.xlsx"), "Bappeda", {"13": 3})
    Path("masuk/i13.pdf").write_bytes(b"x")
    for path in ("masuk", "masuk/a.xlsx"):
        code, out, err = batch(path, "--evidence", "masuk")
        assert code == 0
        assert total(out) == ["1", "1", "0", "0"]
        assert "A220" not in err
        assert "A221" not in err


# What comes out


@pytest.fixture
def mixture() -> Path:
    """Sheets of every kind, in a folder."""
    folder = Path("masuk")
    for number in range(12):
        levels = {str(n): (n + number) % 5 + 1 for n in range(1, 48)}
        write(folder / f"kota-{number}.xlsx", f"Kota {number}", levels)
    write(folder / "salah.xlsx", "Kota Salah", {str(n): 9 for n in range(1, 48)})
    (folder / "rusak.xlsx").write_bytes(b"PK\x03\x04")
    (folder / "foto.png").write_bytes(b"x")
    return folder


def test_one_and_many_workers_give_the_same_bytes(mixture: Path) -> None:
    outcomes = []
    for jobs in (1, 3):
        folder = Path(f"hasil-{jobs}")
        folder.mkdir()
        files = [folder / f"rekap{ending}" for ending in ENDINGS]
        outputs = [given for file in files for given in ("-o", file)]
        code, out, _ = batch(mixture, "--jobs", jobs, *outputs)
        outcomes.append((code, out, [file.read_bytes() for file in files]))
    assert outcomes[0] == outcomes[1]


def test_texts_of_a_sheet_become_no_markup_and_no_formula() -> None:
    write(Path("masuk/a.xlsx"), "=1+1|<script>[red]\u202e")
    assert "<script>" not in batch("masuk", "-f", "markdown")[1]
    assert "\u202e" not in batch("masuk")[1]
    (row,) = csv.DictReader(StringIO(batch("masuk", "-f", "csv")[1]))
    assert row["institution"].startswith("'=")
    batch("masuk", "-o", "rekap.xlsx")
    cell = load_workbook("rekap.xlsx")["Peringkat"]["B4"]
    assert (cell.data_type, str(cell.value)[:4]) == ("s", "=1+1")


def test_nothing_in_json_or_csv_steers_a_terminal() -> None:
    name = "Kota \u202eA\u009b31m\u2066"
    write(Path("masuk/a.xlsx"), name)
    for format_ in ("json", "csv"):
        out = batch("masuk", "-f", format_)[1]
        assert {c for c in out if ord(c) in {0x202E, 0x9B, 0x2066}} == set()
    (result,) = batch("masuk", "-f", "json").data["results"]
    assert result["sheet"]["identity"]["instansi"] == name


# Whose sheets they are


def test_the_last_correction_is_the_latest_whatever_its_date() -> None:
    part(Path("masuk/a.xlsx"), "Bappeda", {"13": 9, "14": 9}, Tanggal="10/06/2025")
    assert batch("masuk", "--corrections", "kembali")[0] == 1
    returned = load_workbook("kembali/perbaikan-bappeda.xlsx")
    sheet = returned["Jawaban"]
    (cell,) = [row[4] for row in sheet.iter_rows() if row[0].value == 13]
    cell.value = 3
    returned.save("masuk/b.xlsx")
    code, out, err = batch("masuk", "--latest", "--corrections", "lagi")
    assert code == 1
    assert f"dipakai {Path('masuk/b.xlsx')} (perbaikan ke-1)" in err
    assert total(out) == ["1", "2", "1", "0"]
    assert names_in("lagi") == ["perbaikan-bappeda.txt", "perbaikan-bappeda.xlsx"]
    identity = load_workbook("lagi/perbaikan-bappeda.xlsx")["Identitas"]
    assert [cell.value for cell in identity[10]][:2] == ["Perbaikan", "ke-2"]


@pytest.mark.parametrize("plan", [True, False])
def test_what_identitas_leaves_blank_agrees_with_the_rest(*, plan: bool) -> None:
    part(Path("masuk/a.xlsx"), "Bappeda", {"13": 3, "14": 3}, Tanggal="9/6/2025")
    part(Path("masuk/b.xlsx"), "Bappeda", {"13": 4, "14": 3}, Tahun="", Tanggal="10/6/2025")
    assign = ("--assign", "penugasan.yaml") if plan else ()
    assert "error B102" in batch("masuk", *assign)[2]
    code, out, _ = batch("masuk", *assign, "--latest")
    assert code == 0
    assert named(out, "Bappeda") == ["2", "2"]


def test_corrections_never_go_where_answers_come_from() -> None:
    sheet = part(Path("masuk/a.xlsx"), "Bappeda", {"13": 9})
    paths = ("masuk", "masuk/a.xlsx", "masuk/*.xlsx")
    for path, folder in (*((path, "masuk") for path in paths), ("masuk", ".")):
        code, out, err = batch(path, "--corrections", folder)
        assert (code, out) == (2, "")
        assert f"Folder {folder} berisi berkas yang dibaca" in err
    assert list(Path("masuk").iterdir()) == [sheet]
    assert batch("masuk", "--corrections", "masuk/kembali")[0] == 1
    outcome = batch("masuk", "-f", "json", "--corrections", "masuk/kembali", "--force")
    assert outcome.data["summary"]["files"] == 1
    # Read without the option they say what the sheet says, and count once.
    outcome = batch("masuk", "-f", "json")
    assert outcome.data["summary"]["files"] == 1
    assert "B204" in codes(outcome)
    assert "B102" not in codes(outcome)


@pytest.mark.parametrize("language", ["id", "en"])
def test_corrections_follow_the_sheets_of_the_evening(language: str) -> None:
    part(Path("masuk/a.xlsx"), "Bappeda", {"13": 9})
    part(Path("masuk/b.xlsx"), "BPKAD", {"15": 9})
    Path("masuk/jawaban-dishub.xlsx").write_bytes(b"")
    again = ("masuk", "--corrections", "kembali", "--lang", language)
    batch(*again)
    before = names_in("kembali")
    assert before == [
        "perbaikan-bappeda.txt", "perbaikan-bappeda.xlsx",
        "perbaikan-bpkad.txt", "perbaikan-bpkad.xlsx", "perbaikan-dishub.txt",
    ]  # fmt: skip
    part(Path("masuk/a.xlsx"), "Bappeda", {"13": 3})
    part(Path("masuk/b.xlsx"), "BPKAD", {"15": 8})
    part(Path("masuk/jawaban-dishub.xlsx"), "Dinas Perhubungan", {"47": 3})
    for name in ("catatan.txt", "perbaikan-catatan.txt", "perbaikan-lain.xlsx"):
        Path("kembali", name).write_text("milik orang")
    code, out, err = batch(*again)
    assert code == 1
    assert "BPKAD" in out
    gone = "perbaikan-bappeda.txt, perbaikan-bappeda.xlsx, perbaikan-dishub.txt"
    assert f"kembali{' karena' if language == 'id' else ', as'}" in err
    assert f": {gone}\n" in err
    assert names_in("kembali") == [
        "catatan.txt", "perbaikan-bpkad.txt", "perbaikan-bpkad.xlsx",
        "perbaikan-catatan.txt", "perbaikan-lain.xlsx",
    ]  # fmt: skip
    assert "8" in Path("kembali/perbaikan-bpkad.txt").read_text("utf-8-sig")
    part(Path("masuk/b.xlsx"), "BPKAD", {"15": 3})
    assert batch(*again)[0] == 0
    assert names_in("kembali") == ["catatan.txt", "perbaikan-catatan.txt", "perbaikan-lain.xlsx"]


def test_a_correction_of_a_sender_that_is_not_read_stays() -> None:
    part(Path("masuk/a.xlsx"), "Bappeda", {"13": 9})
    part(Path("masuk/b.xlsx"), "BPKAD", {"15": 9})
    batch("masuk", "--corrections", "kembali")
    part(Path("masuk/a.xlsx"), "Bappeda", {"13": 3})
    batch("masuk/a.xlsx", "--corrections", "kembali")
    assert names_in("kembali") == ["perbaikan-bpkad.txt", "perbaikan-bpkad.xlsx"]


@pytest.mark.parametrize("mended", [True, False])
@pytest.mark.parametrize("change", ["filled", "foreign", "text", "added"])
def test_what_is_not_as_we_wrote_it_is_never_lost(change: str, *, mended: bool) -> None:
    part(Path("masuk/a.xlsx"), "Bappeda", {"13": 9})
    batch("masuk", "--corrections", "kembali")
    file = Path("kembali", f"perbaikan-bappeda.{'txt' if change in {'text', 'added'} else 'xlsx'}")
    if change == "filled":
        # Somebody has put the answers into the correction, and saved it where it was.
        book = load_workbook(file)
        book["Jawaban"]["E5"].value = 3
        book.save(file)
    else:
        said = file.read_bytes() if change == "added" else b""
        file.write_bytes(said + b"milik orang")
    part(Path("masuk/a.xlsx"), "Bappeda", {"13": 3 if mended else 8})
    before = {path: path.read_bytes() for path in Path("kembali").iterdir()}
    outcome = batch("masuk", "--corrections", "kembali", "-o", "rekap.xlsx")
    if mended:
        assert outcome[0] == 0
        assert {file: file.read_bytes()} == {p: before[p] for p in Path("kembali").iterdir()}
        return
    assert outcome[:2] == (2, "")
    assert outcome[2].splitlines()[-1].startswith(f"{file} bukan perbaikan seperti yang ditulis")
    assert not Path("rekap.xlsx").exists()
    assert {path: path.read_bytes() for path in Path("kembali").iterdir()} == before
    assert batch("masuk", "--corrections", "kembali", "--force")[0] == 1
    assert file.read_bytes() != before[file]


def test_a_correction_does_not_ask_for_the_evidence_of_others() -> None:
    part(Path("masuk/a.xlsx"), "Bappeda", {"13": 9})
    part(Path("masuk/b.xlsx"), "BPKAD", {"14": 3})
    Path("bukti").mkdir()
    Path("bukti", "i14.pdf").write_bytes(b"x")
    assert batch("masuk", "--evidence", "bukti", "--corrections", "kembali")[0] == 1
    text = Path("kembali/perbaikan-bappeda.txt").read_text("utf-8")
    assert "tingkat 9" in text.casefold()
    assert "i14.pdf" not in text


# What goes wrong


@pytest.mark.skipif(sys.platform != "linux", reason="a fork takes the patched function along")
@pytest.mark.filterwarnings("ignore:This process.*fork:DeprecationWarning")
def test_a_fault_and_a_worker_that_dies_cost_one_file_each(
    mixture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = batch_run.assess_one

    def dying(choice: Choice, sheet: tuple[Path, str]) -> Record:
        if sheet[1].endswith("kota-3.xlsx"):
            raise KeyError("x")
        if sheet[1].endswith("kota-7.xlsx"):
            os._exit(9)
        return judge(choice, sheet)

    monkeypatch.setattr(batch_run, "assess_one", dying)
    code, out, _ = batch(mixture, "-f", "json", "--jobs", "2")
    made = json.loads(out)
    assert code == 1
    assert made["summary"]["scored"] == 10
    found = {Path(f["file"]).name: f for f in made["findings"] if f["code"] == "B109"}
    assert sorted(found) == ["kota-3.xlsx", "kota-7.xlsx"]
    assert "KeyError" in found["kota-3.xlsx"]["message"]


def test_an_interruption_hands_over_what_is_done_and_says_so(
    mixture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge, count = batch_run.assess_one, [0]

    def interrupting(choice: Choice, sheet: tuple[Path, str]) -> Record:
        count[0] += 1
        if count[0] == 5:
            signal.raise_signal(signal.SIGINT)
        return judge(choice, sheet)

    monkeypatch.setattr(batch_run, "assess_one", interrupting)
    code, out, err = batch(mixture, "-o", "rekap.xlsx")
    assert code == 130
    assert "Dihentikan setelah 5 dari 14 berkas. Hasil di bawah BELUM LENGKAP." in " ".join(
        out.split()
    )
    assert "Hasil di atas BELUM LENGKAP." in out.splitlines()[-1]
    assert "selesai" not in err
    assert "error B108: dihentikan setelah 5 dari 14 berkas" in err
    assert not Path("rekap.xlsx").exists()
    title = load_workbook("rekap-belum-lengkap.xlsx")["Ringkasan"]["A1"].value
    assert "BELUM LENGKAP" in str(title)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_interruption_of_the_corrections_writes_none_and_says_so(
    mixture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = import_module("spbe_cli.cli.batch")
    make = module.correct

    def interrupting(*given: object) -> object:
        signal.raise_signal(signal.SIGINT)
        return make(*given)

    monkeypatch.setattr(module, "correct", interrupting)
    code, _, err = batch(mixture, "--corrections", "kembali")
    assert code == 130
    assert err.splitlines()[-1] == (
        "Dihentikan sebelum perbaikan selesai: tidak ada yang ditulis di folder kembali."
    )
    assert not Path("kembali").exists()


@pytest.mark.parametrize("command", ["batch", "merge"])
def test_all_findings_about_many_files_have_the_same_keys(mixture: Path, command: str) -> None:
    more = ["-o", "kota.xlsx"] if command == "merge" else []
    said = spbe(command, mixture, "--assign", "penugasan.yaml", "-f", "json", *more)
    found = said.data["findings"]
    assert "I206" in {one["code"] for one in found}
    assert all(one.keys() >= {"sheet", "cell", "indicator"} for one in found)
