"""`spbe score` on real files: exit codes, streams, every format, evidence in a folder."""

import csv
import re
from io import StringIO
from pathlib import Path
from time import process_time
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from tests.commands.quick_sheets import write
from tests.program import EXAMPLES, spbe

from spbe_cli.instrument.loading import shipped
from spbe_cli.sheet.evidence import file_name, pieces
from spbe_cli.xlsx.form import Prefill, TemplateRequest, answer_workbook

GOOD = EXAMPLES / "bandar-lampung-2024.xlsx"
MARKERS = ("[red]", "[/]", "=1+1", "<script>", "|", "\u202e")


def make(changes: dict[str, Any] | None = None, **identity: object) -> Path:
    """Make an answer sheet: level 3 with evidence everywhere, of number 1 level 4."""
    levels = {str(n): 3 for n in range(1, 48)} | {"1": 4} | (changes or {})
    return write(Path("jawaban.xlsx"), **{"levels": levels, **identity})  # type: ignore[arg-type]


def test_json_of_repeated_answers_has_exact_fractions() -> None:
    made = spbe("score", EXAMPLES / "kabupaten-madiun-2020.xlsx", "-f", "json").data
    rows = {row["code"]: row for row in made["indicators"]}
    assert (rows["35-2"]["weight"], rows["35-2"]["points"]) == ("10/3", "40/3")
    assert (rows["32"]["weight"], rows["1"]["weight"]) == ("10/3", "1")


def test_missing_answers_give_the_bounds_still_possible() -> None:
    # 45 rows of level 3 but one of level 4, and two unknown of 2.50 and 3.00 percent:
    # (3 x 94.50 + 1.30 + 5.50 x k) / 100 = 2.903 for k = 1, 3.123 for k = 5.
    sheet = make({"13": None, "47": None})
    code, out, err = spbe("score", sheet)
    assert code == 1
    assert err.count("error A104") == 2
    assert "Kemungkinan indeks: 2,90 (Baik) sampai 3,12 (Baik)" in out
    bounds = spbe("score", sheet, "-f", "json").data["bounds"]
    assert bounds["lowest"]["points"] == "290.3"
    assert bounds["highest"]["points"] == "312.3"


@pytest.mark.parametrize(
    ("missing", "points", "level"), [("lowest", "290.3", 1), ("zero", "284.8", 0)]
)
def test_assumed_levels_are_listed_beside_the_index(missing: str, points: str, level: int) -> None:
    sheet = make({"13": None, "47": None})
    document = spbe("score", sheet, "--missing", missing, "-f", "json").data
    assert document["index"]["points"] == points
    assert document["assumed"] == [
        {"indicator": "13", "level": level},
        {"indicator": "47", "level": level},
    ]
    rows = csv.DictReader(StringIO(spbe("score", sheet, "--missing", missing, "-f", "csv")[1]))
    assert [row["code"] for row in rows if row["assumed"] == "true"] == ["13", "47"]


def test_an_unknown_instrument_in_the_sheet_is_a_finding_and_a_path_is_never_followed() -> None:
    for name in ("permenpanrb-59-2021", "../../etc/passwd", "C:\\x.yaml"):
        code, out, err = spbe("score", make(Instrumen=name))
        assert (code, out) == (1, "")
        assert "error A125" in err


@pytest.mark.parametrize("marker", MARKERS)
def test_text_from_a_sheet_never_acts(marker: str) -> None:
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


INSTRUMENT = shipped("permenpanrb-59-2020")


@pytest.fixture(autouse=True)
def folder() -> None:
    Path("bukti").mkdir()


def found(evidence: dict[str, str], files: dict[str, str]) -> dict[str, str]:
    prefilled = {row: Prefill(2, text, "Fakta") for row, text in evidence.items()}
    request = TemplateRequest(
        "Kota A", "Bappeda", "2024", "Penilaian Mandiri", only=tuple(evidence)
    )
    Path("a.xlsx").write_bytes(answer_workbook(INSTRUMENT, request, prefilled))
    for name, content in files.items():
        path = Path("bukti") / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content)
    code, _, err = spbe("score", "a.xlsx", "--evidence", "bukti")
    assert code == 0
    lines = (line.split(": ", 2) for line in err.splitlines() if "A2" in line)
    return {code.removeprefix("warning "): message for _, code, message in lines}


def names_in(text: str) -> list[str | None]:
    """Return the files that a text names."""
    return [file_name(piece) for piece in pieces(text) if file_name(piece)]


def test_a_file_that_an_explanation_names_is_named() -> None:
    told = found({"13": "Perwal 3/2024"}, {"Fakta.pdf": "x", "b.pdf": "x"})
    assert "Fakta.pdf" in told["A221"]
    book = load_workbook("a.xlsx")
    book["Jawaban"]["G5"] = "Fakta: rencana, pada bukti FAKTA.pdf."
    book.save("a.xlsx")
    for command in (["score", "a.xlsx"], ["batch", "a.xlsx"]):
        err = spbe(*command, "--evidence", "bukti").err
        (line,) = (one for one in err.splitlines() if "A221" in one)
        assert "b.pdf" in line
        assert "akta.pdf" not in line


def test_many_files_are_cut() -> None:
    names = "; ".join(f"indikator13{letter}.pdf" for letter in "abcdefg")
    told = found({"13": names}, {})
    assert "7 berkas bukti tidak ada" in told["A220"]
    assert "dan 2 lagi" in told["A220"]
    made = spbe("score", "a.xlsx", "--evidence", "bukti", "-f", "json").data
    (message,) = (one["message"] for one in made["findings"] if one["code"] == "A220")
    assert "indikator13g.pdf" in message


def test_a_cell_full_of_blanks_takes_no_time() -> None:
    begin = process_time()
    assert names_in("a" + " " * 32_000 + "b.pdf; c.pdf" + " " * 32_000 + "(hal. 2)") == [
        "a" + " " * 32_000 + "b.pdf",
        "c.pdf",
    ]
    assert process_time() - begin < 1


def test_what_goes_back_asks_for_the_files_and_marks_the_cells() -> None:
    found_in = {"13": "indikator13a.pdf; indikator13b.pdf", "14": "Perwal"}
    prefilled = {row: Prefill(9, text, "Fakta") for row, text in found_in.items()}
    request = TemplateRequest("Kota A", "Bappeda", "2024", "Penilaian Mandiri", only=("13", "14"))
    Path("a.xlsx").write_bytes(answer_workbook(INSTRUMENT, request, prefilled))
    Path("bukti/indikator13b.pdf").write_text("")
    Path("bukti/Thumbs.db").write_text("x")
    assert spbe("score", "a.xlsx", "--evidence", "bukti", "-o", "p.xlsx").code == 1
    text = Path("p.txt").read_text("utf-8-sig")
    assert "1 berkas bukti yang disebut belum kami terima: indikator13a.pdf (13)" in " ".join(
        text.lower().split()
    )
    assert "kosong (0 byte): indikator13b.pdf (13)" in text
    assert "folder bukti" not in text
    assert "Thumbs" not in text
    sheet = load_workbook("p.xlsx")["Jawaban"]
    (cell,) = [
        cell
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment and "13a" in cell.comment.text
    ]
    assert cell.coordinate == "F5"
