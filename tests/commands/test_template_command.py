"""`spbe template`: what it writes, and what it refuses."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from spbe_cli.cli.program import run
from spbe_cli.sheet.assess import assess


def test_indicators_are_asked_for_wherever_they_are_named(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    assert run(["template", "-o", str(path), "--only", "13", "--only", "32-33,40"]) == 0
    assert assess(path, "x").identity["indikator"] == "13, 32, 33, 40"


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


def test_a_stage_is_printed_as_the_list_has_it(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert run(["template", "--stage", "hasil  evaluasi", "-o", str(path)]) == 0
    assert load_workbook(path)["Identitas"]["B4"].value == "Hasil Evaluasi"
