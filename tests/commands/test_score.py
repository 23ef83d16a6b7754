"""`spbe score` on real files: exit codes, streams, every format, what is written."""

import csv
import json
import re
from collections.abc import Callable
from fractions import Fraction
from io import StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from tests.commands.quick_sheets import write
from tests.program import EXAMPLES, spbe

GOOD = EXAMPLES / "bandar-lampung-2024.xlsx"
MARKERS = ("[red]", "[/]", "=1+1", "<script>", "|", "\u202e")

Make = Callable[..., Path]


@pytest.fixture
def make() -> Make:
    """Make an answer sheet: level 3 with evidence everywhere, of number 1 level 4."""

    def made(changes: dict[str, Any] | None = None, **identity: object) -> Path:
        levels = {str(n): 3 for n in range(1, 48)} | {"1": 4} | (changes or {})
        return write(Path("jawaban.xlsx"), **{"levels": levels, **identity})  # type: ignore[arg-type]

    return made


def test_json_of_repeated_answers_has_exact_fractions() -> None:
    _, out, _ = spbe("score", EXAMPLES / "kabupaten-madiun-2020.xlsx", "-f", "json")
    rows = {row["code"]: row for row in json.loads(out)["indicators"]}
    assert (rows["35-2"]["weight"], rows["35-2"]["points"]) == ("10/3", "40/3")
    assert (rows["32"]["weight"], rows["1"]["weight"]) == ("10/3", "1")


def test_missing_answers_give_the_bounds_still_possible(make: Make) -> None:
    # 45 rows of level 3 but one of level 4, and two unknown of 2.50 and 3.00 percent:
    # (3 x 94.50 + 1.30 + 5.50 x k) / 100 = 2.903 for k = 1, 3.123 for k = 5.
    sheet = make({"13": None, "47": None})
    code, out, err = spbe("score", sheet)
    assert code == 1
    assert err.count("error A104") == 2
    assert "Kemungkinan indeks: 2,90 (Baik) sampai 3,12 (Baik)" in out
    _, out, _ = spbe("score", sheet, "-f", "json")
    bounds = json.loads(out)["bounds"]
    assert bounds["lowest"]["points"] == "290.3"
    assert bounds["highest"]["points"] == "312.3"


@pytest.mark.parametrize(
    ("missing", "points", "level"), [("lowest", "290.3", 1), ("zero", "284.8", 0)]
)
def test_assumed_levels_are_listed_beside_the_index_in_every_format(
    make: Make, missing: str, points: str, level: int
) -> None:
    sheet = make({"13": None, "47": None})
    code, out, err = spbe("score", sheet, "--missing", missing)
    assert code == 0
    assert f"Dengan anggapan: 2 indikator tanpa tingkat dihitung tingkat {level}: 13, 47" in out
    assert "warning A216" in err
    document = json.loads(spbe("score", sheet, "--missing", missing, "-f", "json")[1])
    assert document["index"]["points"] == points
    assert document["assumed"] == [
        {"indicator": "13", "level": level},
        {"indicator": "47", "level": level},
    ]
    markdown = spbe("score", sheet, "--missing", missing, "-f", "markdown")[1]
    assert "Dengan anggapan" in markdown
    rows = csv.DictReader(StringIO(spbe("score", sheet, "--missing", missing, "-f", "csv")[1]))
    assert [row["code"] for row in rows if row["assumed"] == "true"] == ["13", "47"]


def test_an_unknown_instrument_in_the_sheet_is_a_finding_and_a_path_is_never_followed(
    make: Make,
) -> None:
    for name in ("permenpanrb-59-2021", "../../etc/passwd", "C:\\x.yaml"):
        code, out, err = spbe("score", make(Instrumen=name))
        assert (code, out) == (1, "")
        assert "error A125" in err


@pytest.mark.parametrize("marker", MARKERS)
def test_text_from_a_sheet_never_acts(make: Make, marker: str) -> None:
    sheet = make({"2": marker}, institution=f"{marker} Kota")
    _, out, err = spbe("score", sheet)
    assert "\x1b[31m" not in out + err
    assert "\u202e" not in out + err
    good = make(institution=f"{marker} Kota")
    for format_ in ("table", "markdown", "csv"):
        code, out, err = spbe("score", good, "-f", format_)
        assert code == 0
        assert "\x1b" not in out + err
        assert "\u202e" not in out + err
    assert "<script>" not in spbe("score", good, "-f", "markdown")[1].replace("\\<", "")


# Words that lead on


def test_a_target_says_what_every_part_lacks() -> None:
    """The ministry published 2.90, 2.40, 2.55, 3.48 of the domains, 3.50 and 3.90 of A4, A7."""
    _, out, _ = spbe("score", GOOD, "--target", "3,5")
    said = " ".join(out.split())
    assert "Target 3,50: indeks kurang 0,52." in said
    lacks = dict(re.findall(r"^ *([AD]\d) .* (\d,\d\d|tercapai)  \S+$", out, re.MULTILINE))
    assert lacks == {
        "D1": "0,60", "D2": "1,10", "D3": "0,95", "D4": "0,02", "A1": "0,60", "A2": "2,00",
        "A3": "0,75", "A4": "tercapai", "A5": "1,00", "A6": "0,83", "A7": "tercapai", "A8": "0,67",
    }  # fmt: skip
    assert "19 kenaikan satu tingkat; indeks menjadi 3,50." in said  # as `plan` counts
    assert spbe("score", GOOD, "--target", "sangat baik") == (0, out, "")
    assert "Target" not in spbe("score", GOOD)[1]


@pytest.mark.parametrize("format_", ["table", "markdown"])
def test_a_target_that_is_reached_is_said_to_be(format_: str) -> None:
    _, out, _ = spbe("score", GOOD, "--target", "2,6", "-f", format_)
    assert "Target 2,60 sudah tercapai: indeks 0,38 di atasnya." in out
    assert "kenaikan satu tingkat; indeks menjadi" not in out


def test_what_is_drawn_without_a_target_is_the_next_predicate() -> None:
    page = Path("laporan.html")
    spbe("score", GOOD, "-o", page)
    text = page.read_text("utf-8")
    assert "Garis putus-putus: Batas Sangat Baik (3,50)." in text
    assert "2,60 (" not in text


def test_data_say_what_is_short_of_a_target_and_what_brings_it() -> None:
    made = json.loads(spbe("score", GOOD, "--target", "3,5", "-f", "json")[1])["target"]
    assert (made["value"], made["gap"], made["max_step"]) == ("3.5", "0.5205", 1)  # 2.9795
    assert {one["code"]: one["gap"] for one in made["aspects"]}["A4"] == "0"
    assert sum(Fraction(one["gain"]) for one in made["changes"]) >= Fraction(made["gap"])
    assert json.loads(spbe("score", GOOD, "-f", "json")[1])["target"] is None


def test_a_target_is_a_line_in_every_drawing() -> None:
    page, book = Path("laporan.html"), Path("laporan.xlsx")
    _, out, _ = spbe("score", GOOD, "--target", "3,2", "-o", page, "-o", book)
    assert re.search("^├─+┼─+┼─+█─+║─+┼", out, re.MULTILINE)
    drawings = re.findall("<svg.*?</svg>", page.read_text("utf-8"))
    named = [one for one in drawings if "aria-labelledby" in one]
    assert len(named) == 3
    assert all("stroke-dasharray" in one and "Target 3,20" in one for one in named)
    with ZipFile(book) as parts:
        charts = [parts.read(name) for name in parts.namelist() if "charts/chart" in name]
        numbers = b"".join(charts)
    assert len(charts) == 2
    assert numbers.count(b"<c:v>3.2</c:v>") == 8 + 4  # aspects of the radar, domains of the bars


def test_markdown_lists_strengths_and_weaknesses_once() -> None:
    _, out, _ = spbe("score", GOOD, "-f", "markdown")
    assert re.findall("^#+ (Kekuatan|Kelemahan)$", out, re.MULTILINE) == ["Kekuatan", "Kelemahan"]
