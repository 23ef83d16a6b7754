"""`spbe simulate` from the command line."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.program import EXAMPLES, Said, spbe

SHEET = str(EXAMPLES / "bandar-lampung-2024.xlsx")


def told(*arguments: object) -> Said:
    return spbe("simulate", SHEET, *arguments)


ROUNDED = "Selisih dihitung dari nilai persis, lalu dibulatkan; karena itu dapat berbeda 0,01 dari"


def test_a_difference_that_is_not_that_of_the_figures_shown_is_explained() -> None:
    out = told("--set", "11=2")[1]
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert "Indeks SPBE 2,98 3,00 +0,03 +0,0250" in lines
    assert ROUNDED in " ".join(lines)
    assert ROUNDED not in " ".join(told("--set", "11=3")[1].split())


def test_changes_come_from_a_file_and_the_command_line_wins() -> None:
    file = Path("perubahan.yaml")
    file.write_text("changes:\n  '11': 2\n  '12': 3\n", encoding="utf-8")
    code, out, _ = told("--from", str(file), "--set", "11=4", "-f", "json")
    assert code == 0
    assert [(c["indicator"], c["to"]) for c in json.loads(out)["changes"]] == [("11", 4), ("12", 3)]


@pytest.mark.parametrize("written", [["11-13=3"], ["11=3,12=3,13=3"], ["I11-12=3", "13=3"]])
def test_ranges_and_lists_are_what_they_stand_for(written: list[str]) -> None:
    one_by_one = [part for number in (11, 12, 13) for part in ("--set", f"{number}=3")]
    together = [part for text in written for part in ("--set", text)]
    known = told(*one_by_one, "-f", "csv")
    assert known[0] == 0
    assert told(*together, "-f", "csv") == known


def test_what_lowers_the_index_is_drawn_to_the_left_of_zero() -> None:
    output = Path("a.xlsx")
    assert told("--set", "11=4", "--set", "45=1", "-o", str(output))[0] == 0
    with ZipFile(output) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
        charts = "".join(archive.read(name).decode() for name in names)
    assert "<c:v>-0.03</c:v>" in charts
    # LibreOffice draws what is "inverted if negative" to the right, with a plus.
    assert 'invertIfNegative val="1"' not in charts
    # One bar of aspects and one of changes; the other three keep the colour of their series.
    assert charts.count("<c:dPt>") == 2
