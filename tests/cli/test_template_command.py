"""`spbe template`: what it writes, and what it refuses."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from spbe_cli.cli.program import run
from spbe_cli.sheet.assess import Status, assess


def test_the_blank_sheet_comes_back_as_blank(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "jawaban.xlsx"
    assert run(["template", "-o", str(path), "--year", "2025", "--institution", "Kota A"]) == 0
    written = capsys.readouterr().out
    assert written == f"Ditulis: {path} (47 indikator, PermenPANRB 59/2020)\n"
    assessment = assess(path, "jawaban.xlsx")
    assert assessment.status is Status.INVALID
    assert "A112" in {finding.code for finding in assessment.findings}
    assert assessment.identity["instansi"] == "Kota A"


def test_a_partial_sheet_asks_for_what_was_named(tmp_path: Path) -> None:
    path = tmp_path / "bappeda.xlsx"
    assert run(["template", "-o", str(path), "--opd", "Bappeda", "--only", "13,14,32-41"]) == 0
    sheet = load_workbook(path)["Jawaban"]
    numbers = [cell.value for cell in sheet["A"][4:]]
    assert numbers == [13, 14, *range(32, 42)]
    assert assess(path, "x").identity["indikator"] == "13, 14, 32-41"


def test_indicators_are_asked_for_wherever_they_are_named(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    assert run(["template", "-o", str(path), "--only", "13", "--only", "32-33,40"]) == 0
    assert assess(path, "x").identity["indikator"] == "13, 32, 33, 40"


def test_without_a_name_the_file_is_called_after_the_agency(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["template"]) == 0
    assert run(["template", "--opd", "Bagian Pengadaan Barang/Jasa"]) == 0
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["jawaban-bagian-pengadaan-barang-jasa.xlsx", "jawaban.xlsx"]


def test_a_repeatable_indicator_is_asked_for_with_all_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    assert run(["template", "-i", "permenpanrb-5-2018", "--only", "34-35", "-o", str(path)]) == 0
    numbers = [cell.value for cell in load_workbook(path)["Jawaban"]["A"][4:]]
    assert numbers == [34, "35-1", "35-2", "35-3"]


def test_a_year_outside_the_validity_is_warned_of_before_the_sheets_go_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = ("template", "-o", str(tmp_path / "x.xlsx"), "-i", "permenpanrb-59-2020")
    assert run([*old, "--year", "2027"]) == 0
    assert "warning A206" in capsys.readouterr().err
    assert run([*old, "--year", "2027", "--force", "--strict"]) == 1


@pytest.mark.parametrize(
    ("year", "edition"),
    # Pasal 12 of each regulation: 59/2020 is applied since 2021, 8/2026 since 2026.
    [
        ("2018", "5/2018"),
        ("2020", "5/2018"),
        ("2021", "59/2020"),
        ("2025", "59/2020"),
        ("2026", "8/2026"),
        ("2036", "8/2026"),
    ],
)
def test_the_edition_is_that_of_the_year(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], year: str, edition: str
) -> None:
    path = tmp_path / "x.xlsx"
    assert run(["template", "-o", str(path), "--year", year]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.endswith(f"PermenPANRB {edition})\n")
    identity = assess(path, "x").identity
    assert (identity["tahun"], identity["instrumen"]) == (
        year,
        f"permenpanrb-{edition.replace('/', '-')}",
    )


def test_an_instrument_of_ones_own_goes_before_the_year(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.xlsx"
    chosen = ("-i", "permenpanrb-5-2018", "--year", "2026")
    assert run(["template", "-o", str(path), *chosen]) == 0
    said = capsys.readouterr()
    assert said.out.endswith("PermenPANRB 5/2018)\n")
    assert "warning A206" in said.err


def test_without_a_year_it_is_said_which_years_the_edition_is_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.xlsx"
    assert run(["template", "-o", str(path)]) == 0
    said = capsys.readouterr()
    assert said.out.endswith("PermenPANRB 59/2020)\n")
    assert said.err == (
        "PermenPANRB 59/2020 adalah instrumen untuk tahun 2021-2025. Instrumen sesudahnya: "
        "PermenPANRB 8/2026 (sejak 2026); pilih dengan --year atau -i.\n"
    )
    for chosen in ("permenpanrb-59-2020", "permenpanrb-8-2026"):
        assert run(["template", "-o", str(path), "--force", "-i", chosen]) == 0
        assert capsys.readouterr().err == ""


@pytest.mark.parametrize("year", ["25", "0", "-1", "1999", "2017", "2037", "9" * 5, "9" * 30])
def test_a_year_that_no_sheet_can_be_of_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], year: str
) -> None:
    path = tmp_path / "x.xlsx"
    assert run(["template", "-o", str(path), "--year", year]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == (
        "",
        f"--year {year} bukan tahun penilaian; tulis dengan empat angka, dari 2018 sampai 2036\n",
    )
    assert not path.exists()


def test_a_stage_that_is_none_is_refused_with_the_list(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    assert run(["template", "--stage", "mandiri", "-o", str(path)]) == 2
    assert capsys.readouterr().err == (
        '--stage "mandiri" tidak dikenal; pilih salah satu: Penilaian Mandiri, Penilaian Dokumen, '
        "Penilaian Interviu, Penilaian Visitasi, Hasil Pemantauan, Hasil Evaluasi\n"
    )
    assert not path.exists()


def test_a_stage_is_printed_as_the_list_has_it(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert run(["template", "--stage", "hasil  evaluasi", "-o", str(path)]) == 0
    assert load_workbook(path)["Identitas"]["B4"].value == "Hasil Evaluasi"


@pytest.mark.parametrize("only", ["13-", "a", "14-13", "", "99", "0", "35-1"])
def test_numbers_that_cannot_be_read_or_do_not_exist_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], only: str
) -> None:
    path = tmp_path / "x.xlsx"
    assert run(["template", "-o", str(path), "--only", only]) == 2
    assert "--only" in capsys.readouterr().err
    assert not path.exists()
