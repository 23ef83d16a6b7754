"""The project of a year: the line wins, and `run` replaces what it wrote itself."""

import shutil
from hashlib import sha256
from pathlib import Path
from typing import Final

import pytest
import yaml
from openpyxl import load_workbook
from tests.program import EXAMPLES, spbe

from spbe_cli.cli.project import TAKEN
from spbe_cli.files.project import REPORT_KINDS, ProjectFile
from spbe_cli.reports import ENDINGS

SHEET: Final = EXAMPLES / "bandar-lampung-2024.xlsx"
PROJECT: Final = """\
year: 2024
target: Memuaskan
inbox: [masuk]
evidence: bukti
sheet: kota.xlsx
reports: {folder: laporan, formats: [html, json]}
"""
FOLDER: Final = Path("laporan/2024-06-12")


@pytest.fixture(autouse=True)
def year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1718150400")
    Path("spbe.yaml").write_text(PROJECT, "utf-8")
    for name in ("masuk", "bukti"):
        Path(name).mkdir()
    shutil.copy(SHEET, "masuk/a.xlsx")
    shutil.copy(SHEET, "kota.xlsx")


def test_every_key_reaches_a_command_and_every_kind_can_be_written() -> None:
    keys = {key.rpartition("=")[2] for taken in TAKEN.values() for key in taken}
    assert set(ProjectFile.model_fields) - keys == {"language", "reports"}
    assert {f".{kind}" for kind in REPORT_KINDS} == set(ENDINGS)


def test_the_line_wins_key_by_key_and_the_report_names_what_was_used() -> None:
    taken = spbe("plan", "-f", "markdown", "--max-step", "4")
    assert "spbe plan kota.xlsx --target Memuaskan --max-step 4" in taken.out
    assert taken.err.startswith("Dari spbe.yaml: sheet, year, target\n")
    typed = spbe("plan", "-f", "markdown", "--target", "3")
    assert "spbe plan kota.xlsx --target 3 -i permenpanrb-59-2020" in typed.out
    assert typed.err.startswith("Dari spbe.yaml: sheet, year\n")


def test_a_typed_sheet_of_another_edition_is_scored_by_its_own() -> None:
    said = spbe("score", str(EXAMPLES / "kabupaten-madiun-2020.xlsx"), "-f", "json")
    assert said.code == 0
    assert '"id": "permenpanrb-5-2018"' in said.out


def test_evidence_is_looked_for_once_something_lies_there() -> None:
    assert "evidence" not in spbe("score").err
    Path("bukti/lain.pdf").write_text("x", "utf-8")
    said = spbe("score")
    assert "evidence" in said.err.splitlines()[0]
    assert "A221" in said.err
    assert "A221" not in spbe("score", "masuk/a.xlsx").err


def test_without_a_project_nothing_changes() -> None:
    Path("spbe.yaml").unlink()
    with_nothing = spbe("score", "kota.xlsx")
    assert (with_nothing.code, with_nothing.err) == (0, "")
    assert spbe("score").code == spbe("plan", "kota.xlsx").code == spbe("merge").code == 2


def test_merge_renews_its_own_sheet_and_no_other() -> None:
    foreign = Path("kota.xlsx").read_bytes()
    assert spbe("merge").code == 2
    assert Path("kota.xlsx").read_bytes() == foreign
    Path("kota.xlsx").unlink()
    assert spbe("merge").code == spbe("merge").code == 0
    assert spbe("merge", "masuk", "-o", "kota.xlsx").code == 2


def test_run_replaces_what_it_wrote_and_removes_what_no_longer_holds() -> None:
    Path("kota.xlsx").unlink()
    Path("spbe.yaml").write_text(PROJECT.replace("Memuaskan", "3,5"), "utf-8")
    assert spbe("run").code == 0
    names = {
        f"{stem}.{kind}" for stem in ("rekap", "indeks", "rencana") for kind in ("html", "json")
    }
    assert {one.name for one in FOLDER.iterdir()} == {*names, "status.txt", "SHA256SUMS"}
    (FOLDER / "catatan.txt").write_text("milik orang", "utf-8")
    Path("masuk/a.xlsx").write_bytes(b"rusak")
    assert spbe("run").code == 1
    left = {one.name for one in FOLDER.iterdir()}
    assert left == {"rekap.html", "rekap.json", "status.txt", "SHA256SUMS", "catatan.txt"}
    assert "Perlu mengirim ulang: a.xlsx (1)" in (FOLDER / "status.txt").read_text("utf-8")


def test_run_says_that_warnings_stopped_it_where_nobody_has_anything_to_mend() -> None:
    Path("kota.xlsx").unlink()
    Path("bukti/lain.pdf").write_text("x", "utf-8")
    said = spbe("run", "--strict")
    assert said.code == 1
    assert "Berhenti di spbe batch: lihat temuan di atas." in said.out
    assert "A221" in said.err


def test_run_removes_nothing_where_it_cannot_begin() -> None:
    Path("kota.xlsx").unlink()
    assert spbe("run").code in {0, 1}
    known = {path: path.read_bytes() for path in FOLDER.iterdir()}
    for line, told in (
        ("inbox: [tidak-ada]", "tidak-ada"),
        ("assignment: tidak-ada.yaml", "tidak-ada.yaml"),
        ("assignment: spbe.yaml", "I102"),
        ("corrections: masuk", "masuk"),
        ("corrections: kota.xlsx", "kota.xlsx"),
    ):
        said = PROJECT.replace("inbox: [masuk]\n", "") if line.startswith("inbox") else PROJECT
        Path("spbe.yaml").write_text(f"{said}{line}\n", "utf-8")
        refused = spbe("run")
        assert refused.code in {1, 2}
        assert told in refused.err
        assert {path: path.read_bytes() for path in FOLDER.iterdir()} == known


def test_a_message_asks_which_of_several_files_holds() -> None:
    Path("kota.xlsx").unlink()
    duties = "assignments:\n- {agency: Bappeda, owns: 1-47}\n"
    Path("penugasan.yaml").write_text(duties, "utf-8")
    Path("spbe.yaml").write_text(f"{PROJECT}assignment: penugasan.yaml\n", "utf-8")
    Path("masuk/a.xlsx").unlink()
    for number, name in enumerate(("a", "b"), start=1):
        assert spbe("template", "--opd", "Bappeda", "-o", f"masuk/{name}.xlsx").code == 0
        book = load_workbook(f"masuk/{name}.xlsx")
        for row in range(5, 52):
            book["Jawaban"].cell(row, 5).value = number
        book.save(f"masuk/{name}.xlsx")
    said = spbe("run")
    assert said.code == 1
    assert "B102" in said.err
    assert "yang berbeda, mohon sebutkan yang berlaku: Bappeda" in said.out
    assert "--latest" not in said.out


def test_run_refuses_a_file_that_somebody_changed() -> None:
    Path("kota.xlsx").unlink()
    spbe("run")
    changed = FOLDER / "status.txt"
    changed.write_text("sudah dibaca", "utf-8")
    said = spbe("run")
    assert said.code == 2
    assert "status.txt" in said.err
    assert changed.read_text("utf-8") == "sudah dibaca"
    assert (FOLDER / "indeks.html").exists()
    assert spbe("run", "--force").code in {0, 1}


@pytest.mark.parametrize("command", ["merge", "run"])
def test_a_merged_sheet_that_somebody_saved_is_not_replaced(command: str) -> None:
    Path("kota.xlsx").unlink()
    assert spbe(command).code in {0, 1}
    book = load_workbook("kota.xlsx")
    book["Jawaban"]["G5"].value = "Fakta: ditulis di berkas gabungan."
    book.save("kota.xlsx")
    saved = Path("kota.xlsx").read_bytes()
    said = spbe(command)
    assert (said.code, said.out) == (2, "")
    assert "kota.xlsx bukan seperti yang ditulis spbe" in said.err
    assert Path("kota.xlsx").read_bytes() == saved
    assert spbe(command, "--force").code in {0, 1}
    assert Path("kota.xlsx").read_bytes() != saved


def test_run_removes_nothing_that_only_a_forged_list_calls_its_own() -> None:
    Path("kota.xlsx").unlink()
    spbe("run")
    others = [FOLDER / "catatan.txt", FOLDER / "../../luar.json", FOLDER / "indeks.html"]
    for path in others:
        path.write_text("milik orang", "utf-8")
    digest = sha256(b"milik orang").hexdigest()
    listed = [f"{digest}  {name}\n" for name in ("catatan.txt", "../../luar.json", "x" * 5_000)]
    (FOLDER / "SHA256SUMS").write_bytes("".join(listed).encode() + b"\xff\n")
    Path("masuk/a.xlsx").write_bytes(b"rusak")
    assert spbe("run").code == 2
    # Who replaces everything keeps what this run did not come to, and the next one knows it.
    assert spbe("run", "--force").code == 1
    assert spbe("run").code == 2
    assert [path.read_text("utf-8") for path in others] == ["milik orang"] * 3


def test_a_kind_named_twice_is_written_once() -> None:
    Path("kota.xlsx").unlink()
    twice = PROJECT.replace("[html, json]", "[JSON, json]").replace("Memuaskan", "3,5")
    Path("spbe.yaml").write_text(twice, "utf-8")
    assert spbe("run").code == 0


def test_init_reads_back_whatever_was_said() -> None:
    Path("spbe.yaml").unlink()
    odd = 'Kota "A": # 1, {b} - \\ Ünï'
    given = ["--institution", odd, "--contact", "true", "--due", "- 1", "--year", "2024"]
    assert spbe("init", *given).code == 0
    held = yaml.safe_load(Path("spbe.yaml").read_text("utf-8"))
    assert (held["institution"], held["contact"], held["due"]) == (odd, "true", "- 1")
    assert held["year"] == 2024
    assert spbe("check", "spbe.yaml", "penugasan.yaml", "--strict").code == 0
