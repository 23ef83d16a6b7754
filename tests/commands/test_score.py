"""`spbe score` on real files: exit codes, streams, every format, evidence in a folder."""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from time import process_time
from typing import Any
from xml.etree.ElementTree import Element
from zipfile import ZipFile

import docx
import pytest
import yaml
from defusedxml.ElementTree import fromstring
from docx.document import Document
from docx.enum.section import WD_ORIENT
from openpyxl import load_workbook
from tests.commands.documents import WEIGHTS, levels_of
from tests.commands.quick_sheets import write
from tests.program import EXAMPLES, spbe

from spbe_cli.instrument.loading import shipped
from spbe_cli.sheet.evidence import file_name, pieces
from spbe_cli.xlsx.form import answer_file
from spbe_cli.xlsx.form_layout import Prefill, TemplateRequest, lay_out

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning:openpyxl")
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


def names_in(text: str) -> list[str | None]:
    """Return the files that a text names."""
    return [file_name(piece) for piece in pieces(text) if file_name(piece)]


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
    Path("a.xlsx").write_bytes(answer_file(lay_out(INSTRUMENT, request, prefilled)))
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


# The files: the published figures in all of them, and no text of a sheet acts


PUBLISHED = {
    case["id"]: case["published"]
    for name in ("official", "pemdi")
    for case in yaml.safe_load((EXAMPLES / "cases" / f"{name}.yaml").read_text("utf-8"))["cases"]
}
MARK = {"id": ",", "en": "."}


def page(path: str) -> Element:
    """Read a page as XML, which forgives nothing, with plain names of elements."""
    root: Element = fromstring(Path(path).read_bytes())
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def rows(read: Element | Document) -> Iterator[list[str]]:
    """Yield the rows of all tables of a page or a Word file."""
    if isinstance(read, Element):
        yield from ([text_of(cell) for cell in row] for row in read.iter("tr"))
    else:
        yield from ([cell.text for cell in row.cells] for one in read.tables for row in one.rows)


@pytest.mark.parametrize("language", MARK)
@pytest.mark.parametrize("name", PUBLISHED)
def test_page_and_draft_show_the_published_figures(name: str, language: str) -> None:
    sheet, published = EXAMPLES / f"{name}.xlsx", PUBLISHED[name]
    assert spbe("score", sheet, "-o", "a.html", "-o", "a.docx", "--lang", language)[0] == 0
    root, word = page("a.html"), docx.Document("a.docx")

    def printed(figure: object) -> str:
        return str(figure).replace(".", MARK[language])

    figures = {**published.get("domains", {}), **published.get("aspects", {})}
    for read, count in ((root, None), (word, 4)):
        shown = {
            row[0]: row[3]
            for row in rows(read)
            if re.fullmatch(r"[AD]\d+", row[0]) and (count or len(row)) == len(row)
        }
        assert {code: shown[code] for code in figures} == {
            c: printed(f) for c, f in figures.items()
        }
    index, predicate = printed(published["index"]), published["predicate"]
    strong = {str(e.get("class")).split()[0]: text_of(e) for e in root.iter("strong")}
    assert (strong["value"], strong["predicate"]) == (index, predicate)
    assert any(p.text.endswith(f"  {index}  {predicate}") for p in word.paragraphs)


def test_every_indicator_below_the_top_is_a_task_with_a_goal_of_max_3_and_the_next_level() -> None:
    assert spbe("score", GOOD, "-o", "a.html")[0] == 0
    found = list(rows(page("a.html")))
    tasks = {row[0]: row for row in found if len(row) == 7 and row[6].startswith("+")}
    levels = levels_of("2024")
    assert {*tasks} == {row for row, level in levels.items() if level < 5}
    for code, row in tasks.items():
        goal = max(3, levels[code] + 1)
        assert row[2:4] == [str(levels[code]), str(goal)]
        assert row[6] == f"+0,{(goal - levels[code]) * WEIGHTS[code]:04}"
        assert all(row[4:6])
    assert [tasks[code][2] for code in tasks] == sorted(tasks[code][2] for code in tasks)


def test_tasks_lie_across_the_paper_and_the_summary_is_one_page() -> None:
    assert spbe("score", GOOD, "-o", "a.docx", "-o", "a.xlsx")[0] == 0
    word = docx.Document("a.docx")
    upright, across = WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE
    assert [section.orientation for section in word.sections] == [upright, across, upright]
    (tasks,) = (t for t in word.tables if t.rows[0].cells[-1].text == "Target waktu")
    widths = [cell.width.mm for cell in tasks.rows[0].cells if cell.width]
    assert 256 < sum(widths) < 258  # 297 mm, less 20 mm on either side
    with ZipFile("a.xlsx") as archive:
        summary = archive.read("xl/worksheets/sheet1.xml").decode()
        radar = archive.read("xl/charts/chart1.xml")
    assert '<pageSetUpPr fitToPage="1"/>' in summary
    assert '<pageSetup paperSize="9" orientation="portrait"/>' in summary  # 1 by 1 is the default
    assert b"<c:radarChart>" in radar
    assert b'<c:max val="5.0"/>' in radar
    listed = load_workbook("a.xlsx")["Indikator"]
    assert (listed.auto_filter.ref, listed.print_title_rows) == ("A1:J48", "$1:$1")


def hostile(text: str, output: str) -> None:
    said: dict[str, Any] = {str(n): (4, text, text) for n in range(1, 48)}
    sheet = write(Path("a.xlsx"), text, said, Tahap=text, Tanggal=text, Perangkat_Daerah=text)
    assert spbe("score", sheet, "-o", output, "--force")[0] == 0


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-1+1", "{=1}", "http://x.y/", "_x001B_[31mx"],
)
def test_text_of_a_sheet_never_becomes_a_formula_or_a_link(text: str) -> None:
    hostile(text, "hasil.xlsx")
    book = load_workbook("hasil.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.parent.title for cell in cells if cell.data_type == "f"} == {"Perhitungan"}
    assert all(cell.hyperlink.location for cell in cells if cell.hyperlink)
    assert not any("\x1b" in str(cell.value) for cell in cells)
    assert text.replace("_x001B_", "") in {cell.value for cell in cells}
