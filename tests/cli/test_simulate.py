"""`spbe simulate` from the command line."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from spbe_cli.cli.output import Screen
from spbe_cli.cli.program import run
from spbe_cli.inspection import shipped
from spbe_cli.xlsx.form import Prefill, TemplateRequest, answer_workbook

Capture = pytest.CaptureFixture[str]

ROOT = Path(__file__).parents[2]
SHEET = str(ROOT / "examples" / "bandar-lampung-2024.xlsx")


def told(arguments: list[str], capsys: Capture) -> tuple[int, str, str]:
    code = run(["simulate", SHEET, *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_before_and_after_are_shown_part_by_part(capsys: Capture) -> None:
    code, out, err = told(["--set", "11=4", "--set", "47=1"], capsys)
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert "Indeks SPBE 2,98 menjadi 3,02 (persis 3,0245). Predikat tetap Baik." in lines
    assert "A2 Perencanaan Strategis SPBE 1,50 2,25 +0,75 +0,0750" in lines
    assert "A4 Penyelenggara SPBE 3,50 3,50" in lines
    assert "Indeks SPBE 2,98 3,02 +0,05 +0,0450" in lines
    assert "11 Arsitektur SPBE 1 ke 4 +0,0750" in lines
    assert "47 Layanan Publik Sektor 3 2 ke 1 -0,0300" in lines
    assert "Jumlah +0,0450" in lines
    assert max(map(len, out.splitlines())) <= 80


ROUNDED = "Selisih dihitung dari nilai persis, lalu dibulatkan; karena itu dapat berbeda 0,01 dari"


def test_a_difference_that_is_not_that_of_the_figures_shown_is_explained(capsys: Capture) -> None:
    out = told(["--set", "11=2"], capsys)[1]
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert "Indeks SPBE 2,98 3,00 +0,03 +0,0250" in lines
    assert ROUNDED in " ".join(lines)
    assert ROUNDED not in " ".join(told(["--set", "11=3"], capsys)[1].split())


def test_another_predicate_is_said(capsys: Capture) -> None:
    changes = [part for n in range(32, 48) for part in ("--set", f"{n}=5")]
    out = told(changes, capsys)[1]
    assert "Predikat Baik menjadi Sangat Baik." in " ".join(out.split())


def test_json_has_the_shape_of_the_contract(capsys: Capture) -> None:
    code, out, _ = told(["--set", "I11=4", "-f", "json"], capsys)
    document = json.loads(out)
    assert code == 0
    assert document["changes"] == [{"indicator": "11", "from": 1, "to": 4, "gain": "0.075"}]
    assert document["after"]["points"] == "305.45"
    assert document["findings"] == []
    assert {"spbe", "before", "after", "changes", "findings"} <= document.keys()
    (aspect,) = (part for part in document["aspects"] if part["code"] == "A2")
    assert (aspect["before"], aspect["after"], aspect["gain"]) == (1.5, 2.25, "0.075")


def test_changes_come_from_a_file_and_the_command_line_wins(
    tmp_path: Path, capsys: Capture
) -> None:
    file = tmp_path / "perubahan.yaml"
    file.write_text("changes:\n  '11': 2\n  '12': 3\n", encoding="utf-8")
    code, out, _ = told(["--from", str(file), "--set", "11=4", "-f", "json"], capsys)
    assert code == 0
    assert [(c["indicator"], c["to"]) for c in json.loads(out)["changes"]] == [("11", 4), ("12", 3)]


def test_what_the_instrument_lacks_is_a_finding(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "perubahan.yaml"
    file.write_text("changes:\n  '99': 2\n", encoding="utf-8")
    code, out, err = told(["--from", str(file), "--set", "12=9", "--set", "13=2,5"], capsys)
    assert (code, out) == (1, "")
    assert f'{file}:2:9: error A161: perubahan "99=2": indikator 99 tidak ada dalam Permen' in err
    assert (
        f'{SHEET}: error A161: perubahan "12=9": tingkat 9 tidak ada pada skala 1-5; tulis' in err
    )
    assert 'perubahan "13=2,5": tingkat 2,5 tidak ada pada skala' in err
    code, out, err = told(["--set", "12=9", "-f", "json"], capsys)
    assert (code, err) == (1, "")
    assert json.loads(out)["after"] is None
    assert "| Wajib diperbaiki | A161 |" in told(["--set", "12=9", "-f", "markdown"], capsys)[1]
    assert len(told(["--set", "12=9", "-f", "csv"], capsys)[1].splitlines()) == 1


def test_a_broken_file_is_told_with_its_line(tmp_path: Path, capsys: Capture) -> None:
    for text, code in (("changes: [1]\n", "I130"), ("changes:\n  '11': x\n", "I105"), ("", "I127")):
        file = tmp_path / "perubahan.yaml"
        file.write_text(text, encoding="utf-8")
        exit_code, _, err = told(["--from", str(file)], capsys)
        assert exit_code == 1
        assert f"error {code}:" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--set", "11:4"], '--set "11:4" tidak terbaca; tulis nomor=tingkat, misalnya --set 11=4'),
        (["--set", "11=4", "--set", "11=3"], "--set menyebut indikator 11 dua kali"),
        ([], "Perubahan belum disebut; tulis misalnya --set 11=4"),
        (["--set", "11=4", "-o", "a.pdf"], "a.pdf tidak dapat ditulis karena akhiran"),
    ],
)
def test_wrong_use_is_refused(capsys: Capture, arguments: list[str], said: str) -> None:
    code, out, err = told(arguments, capsys)
    assert (code, out) == (2, "")
    assert err.startswith(said)


def test_csv_and_markdown_say_the_same(tmp_path: Path, capsys: Capture) -> None:
    output = tmp_path / "a.md"
    code, out, _ = told(["--set", "11=4", "-f", "csv", "-o", str(output)], capsys)
    rows = list(csv.DictReader(StringIO(out)))
    assert code == 0
    assert rows[0]["after"] == "3.05"
    assert (rows[-1]["part"], rows[-1]["gain"]) == ("indicator", "0.075")
    text = output.read_text("utf-8")
    assert "| 11 | Arsitektur SPBE | 1 ke 4 | +0,0750 |" in text
    assert "|  | **Jumlah** |  | **+0,0750** |" in text


def test_a_sheet_without_an_index_gives_no_simulation(capsys: Capture) -> None:
    bad = str(ROOT / "examples" / "bad" / "sembilan-kesalahan.xlsx")
    assert run(["simulate", bad, "--set", "11=4"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "Indeks tidak dihitung" in err
    assert run(["simulate", bad, "--set", "11=4", "-f", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["before"] is None


def test_a_part_of_an_agency_has_no_index_to_simulate(tmp_path: Path, capsys: Capture) -> None:
    part = tmp_path / "bagian.xlsx"
    filled = {"13": Prefill(3, "indikator13a.pdf", "Fakta")}
    request = TemplateRequest("Kota", year="2025", only=("13",))
    part.write_bytes(answer_workbook(shipped("permenpanrb-59-2020"), request, filled))
    assert run(["simulate", str(part), "--set", "13=4"]) == 1
    out, err = capsys.readouterr()
    assert "1 dari 47 indikator" in out
    assert err.splitlines()[-1] == (
        "Berkas ini hanya memuat sebagian indikator, sedangkan perintah ini memerlukan indeks; "
        "gabungkan dulu semuanya dengan spbe merge, lalu pakai berkas gabungannya."
    )
    assert run(["plan", str(part), "--target", "4"]) == 1
    assert "1 dari 47 indikator" in capsys.readouterr().out


@pytest.mark.parametrize("width", [20, 30, 39, 40, 60, 80])
@pytest.mark.parametrize("language", ["id", "en"])
def test_no_number_is_cut_on_a_narrow_screen(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, width: int, language: str
) -> None:
    monkeypatch.setattr("spbe_cli.cli.program.screen_of", lambda *_, **__: Screen(width))
    _, out, _ = told(["--set", "11=4", "--set", "33=1", "--lang", language], capsys)
    point = "," if language == "id" else "."
    assert max(map(len, out.splitlines())) <= width
    assert "…" not in out
    for text in ("+0,0750", "-0,0825", "-0,0075", "2,98", "2,97", "3,30"):
        assert text.replace(",", point) in out
