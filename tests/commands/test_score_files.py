"""The files of `spbe score`: the published figures in all of them, and no text of a sheet acts."""

import re
from collections.abc import Iterator
from pathlib import Path
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

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning:openpyxl")

PUBLISHED = {
    case["id"]: case["published"]
    for name in ("official", "pemdi")
    for case in yaml.safe_load((EXAMPLES / "cases" / f"{name}.yaml").read_text("utf-8"))["cases"]
}
SHEET = EXAMPLES / "bandar-lampung-2024.xlsx"
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
    assert spbe("score", SHEET, "-o", "a.html")[0] == 0
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
    assert spbe("score", SHEET, "-o", "a.docx", "-o", "a.xlsx")[0] == 0
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
