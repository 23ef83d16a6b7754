"""`spbe simulate` from the command line."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from spbe_cli.cli.program import run
from spbe_cli.cli.terminal import Screen
from spbe_cli.instrument.loading import shipped
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


def test_changes_come_from_a_file_and_the_command_line_wins(
    tmp_path: Path, capsys: Capture
) -> None:
    file = tmp_path / "perubahan.yaml"
    file.write_text("changes:\n  '11': 2\n  '12': 3\n", encoding="utf-8")
    code, out, _ = told(["--from", str(file), "--set", "11=4", "-f", "json"], capsys)
    assert code == 0
    assert [(c["indicator"], c["to"]) for c in json.loads(out)["changes"]] == [("11", 4), ("12", 3)]


@pytest.mark.parametrize("written", [["11-13=3"], ["11=3,12=3,13=3"], ["I11-12=3", "13=3"]])
def test_ranges_and_lists_are_what_they_stand_for(written: list[str], capsys: Capture) -> None:
    one_by_one = [part for number in (11, 12, 13) for part in ("--set", f"{number}=3")]
    together = [part for text in written for part in ("--set", text)]
    known = told([*one_by_one, "-f", "csv"], capsys)
    assert known[0] == 0
    assert told([*together, "-f", "csv"], capsys) == known


def test_a_row_in_two_ranges_is_set_twice(capsys: Capture) -> None:
    said = "--set menyebut indikator 12 dua kali; hapus salah satunya\n"
    assert told(["--set", "11-12=3", "--set", "12-13=4"], capsys) == (2, "", said)


def test_a_comma_in_a_level_is_no_end_of_it(capsys: Capture) -> None:
    """The level 3,5 is off the scale, which is found at the change itself; 12=4 is another one."""
    _, _, err = told(["--set", "11=3,5,12=4"], capsys)
    assert "11=3,5" in err
    assert "12=4" not in err


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
    assert "Indeks dihitung setelah semua perangkat daerah digabung" in " ".join(out.split())
    assert err.splitlines()[-1] == (
        "Berkas ini hanya memuat sebagian indikator, sedangkan perintah ini memerlukan indeks; "
        "gabungkan dulu semuanya dengan spbe merge, lalu pakai berkas gabungannya."
    )
    assert run(["plan", str(part), "--target", "4"]) == 1
    assert "Indeks dihitung setelah semua" in capsys.readouterr().out


@pytest.mark.parametrize("width", [40, 60, 80])
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


def test_what_lowers_the_index_is_drawn_to_the_left_of_zero(
    tmp_path: Path, capsys: Capture
) -> None:
    output = tmp_path / "a.xlsx"
    assert told(["--set", "11=4", "--set", "45=1", "-o", str(output)], capsys)[0] == 0
    with ZipFile(output) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
        charts = "".join(archive.read(name).decode() for name in names)
    assert "<c:v>-0.03</c:v>" in charts
    # LibreOffice draws what is "inverted if negative" to the right, with a plus.
    assert 'invertIfNegative val="1"' not in charts
    # One bar of aspects and one of changes; the other three keep the colour of their series.
    assert charts.count("<c:dPt>") == 2
