"""The pages of all commands in a real browser: nothing is cut, nothing unnamed, nothing too pale.

The browser measures them itself.  A page forbids all scripts but its own, so that a copy of it is
opened without that rule, with a script that writes what it measured into the title.  A window
can't be as narrow as a phone, so that the page stands in a frame of that width.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from html import escape, unescape
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest
from tests.commands.documents import OWNERS, YEARS, city, comparison, plan, simulation
from tests.commands.test_documents_sound import DOCUMENTS
from tests.program import EXAMPLES

from spbe_cli.analysis.benchmark import benchmark_institution
from spbe_cli.analysis.compare_series import series_of
from spbe_cli.analysis.plan import PlanOptions, target_of
from spbe_cli.many.batch import Options, assess_all
from spbe_cli.many.sheets import Gathered
from spbe_cli.reports.batch import BatchReport
from spbe_cli.reports.benchmark import BenchmarkReport
from spbe_cli.reports.compare_series import SeriesReport
from spbe_cli.reports.document import Document
from spbe_cli.reports.html import write
from spbe_cli.reports.score import ScoreReport
from spbe_cli.words import Language, Words

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")


def placed() -> Document:
    result = benchmark_institution("Kota Salatiga")
    return BenchmarkReport(result, Words()).document()


def aimed() -> Document:
    sheet = city("2024")
    return ScoreReport(sheet, Words(), target=target_of(sheet, "sangat baik")).document()


def batch() -> Document:
    sheets = [(EXAMPLES / f"bandar-lampung-{year}.xlsx", f"{year}.xlsx") for year in YEARS]
    return BatchReport(
        assess_all(Gathered(tuple(sheets), origin="masuk"), Options(jobs=1)), Words()
    ).document()


SAME: Final = ("score", "risk", "verify", "score of errors", "portal", "interview")
"""What every kind of file is made of in the quick tests, too."""
PAGES: Final[dict[str, Callable[[], Document]]] = {
    **{name: partial(DOCUMENTS[name], Language.INDONESIAN) for name in SAME},
    "score with a target": aimed,
    "compare": lambda: comparison(city("2022"), city("2024")),
    "series": lambda: SeriesReport(series_of([*map(city, YEARS)]), Words()).document(),
    "plan": lambda: plan(
        city("2024"), PlanOptions("memuaskan", phases=3, alternatives=1, assign=OWNERS)
    ),
    "benchmark": placed,
    "simulate": lambda: simulation(city("2024"), {"11": 4, "36": 2}),
    "batch": batch,
}
PHONE: Final = 360
MOST_PAGES: Final = {
    "score": 6, "score with a target": 6, "plan": 4, "compare": 3, "risk": 3, "benchmark": 2,
    "simulate": 2, "series": 1,
}  # fmt: skip

MEASURE: Final = """
const light = c => { const [r, g, b] = c.match(/[\\d.]+/g).map(Number).map(v => v / 255)
  .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b };
const ground = e => { for (; e; e = e.parentElement) {
  const c = getComputedStyle(e).backgroundColor;
  if (!/, 0\\)$|transparent/.test(c)) return c } return "rgb(255, 255, 255)" };
const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
  return (x + 0.05) / (y + 0.05) };
for (const fold of document.querySelectorAll("details")) fold.open = true;
const probe = document.body.appendChild(document.createElement("i"));
probe.style.background = "var(--tint)";
const tint = getComputedStyle(probe).backgroundColor;
probe.remove();
const texts = [...document.body.querySelectorAll("*")].filter(e =>
  [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) &&
  !e.closest("title, desc, style"));
const inks = texts.map(e => { const s = getComputedStyle(e);
  return [e.textContent.trim().slice(0, 40), ratio(e.closest("svg") ? s.fill : s.color,
    e.closest("svg") ? tint : ground(e))] });
const cut = [...document.body.querySelectorAll("*")].filter(e => !e.closest(".scroll, nav, svg") &&
  e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80));
const scrolled = [...document.querySelectorAll(".scroll")].filter(e =>
  e.scrollWidth > e.clientWidth + 1).map(e => e.innerText.slice(0, 80));
const named = e => (e.getAttribute("aria-labelledby") || "").split(" ")
  .map(id => document.getElementById(id)).map(n => n ? n.textContent.trim() : "");
const outside = texts.filter(e => e.closest("svg")).filter(e => {
  const t = e.getBoundingClientRect(), s = e.closest("svg").getBoundingClientRect();
  return t.left < s.left - 1 || t.right > s.right + 1 ||
    t.top < s.top - 1 || t.bottom > s.bottom + 1
}).map(e => e.textContent);
const result = JSON.stringify({ cut, scrolled,
  wide: document.documentElement.scrollWidth - innerWidth,
  pale: inks.filter(([, r]) => r < 4.5),
  images: [...document.querySelectorAll("svg[role=img]")].map(named),
  hidden: [...document.querySelectorAll("svg:not([role=img])")]
    .filter(e => e.getAttribute("aria-hidden") !== "true").length,
  levels: [...document.querySelectorAll("h1, h2, h3")].map(e => Number(e.tagName[1])),
  bare: [...document.querySelectorAll("table")].filter(t => !t.tHead ||
    [...t.rows].some(r => !r.querySelector("th[scope]"))).length,
  outside, fetched: performance.getEntriesByType("resource").length,
  lang: document.documentElement.lang, mains: document.querySelectorAll("main").length,
  dark: light(getComputedStyle(document.body).backgroundColor) < 0.1, seen: innerWidth });
top.document.title = result;
"""


def browse(folder: Path, content: str, *options: str) -> subprocess.CompletedProcess[str]:
    assert CHROMIUM is not None
    path = folder / "halaman.html"
    path.write_text(content, "utf-8")
    quiet = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
    alone = ("--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={folder / 'profile'}")
    command = [CHROMIUM, *quiet, *alone, "--enable-logging=stderr", *options, path.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)  # noqa: S603


def measured(folder: Path, content: str, width: int, *, dark: bool = False) -> dict[str, Any]:
    """Return what the browser measures of a page at a width, by day or in the dark."""
    free = re.sub(r"<meta http-equiv=.*? />", "", content)
    free = free.replace("</body>", f"<script>{MEASURE}</script></body>")
    frame = f'<iframe style="width: {width}px; height: 900px; border: 0" srcdoc="{escape(free)}">'
    page = f"<!DOCTYPE html><title>-</title>{frame}</iframe>"
    scheme = f"--blink-settings=preferredColorScheme={0 if dark else 1}"
    told = browse(folder, page, "--dump-dom", scheme, "--window-size=1400,1000").stdout
    title = re.search(r"<title>(\{.*?\})</title>", told)
    assert title, told[:500]
    made: dict[str, Any] = json.loads(unescape(title[1]))
    return made


@pytest.mark.parametrize(("width", "dark"), [(PHONE, True), (PHONE, False), (1280, True)])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_read_by_everybody(
    name: str, width: int, *, dark: bool, tmp_path: Path
) -> None:
    content = write(PAGES[name](), Words())
    found = measured(tmp_path, content, width, dark=dark)
    assert (found["seen"], found["dark"]) == (width, dark)
    assert found["pale"] == []
    assert found["outside"] == []
    assert found["cut"] == []
    assert found["scrolled"] == []
    assert found["wide"] <= 0
    assert all(len(texts) == 2 and all(texts) for texts in found["images"])
    assert found["hidden"] == found["bare"] == found["fetched"] == 0
    assert found["levels"][0] == 1
    assert found["levels"].count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(found["levels"]))
    assert (found["lang"], found["mains"]) == ("id", 1)


def test_the_measure_finds_what_is_wrong(tmp_path: Path) -> None:
    content = write(PAGES["simulate"](), Words())
    spoilt = content.replace("--grey: #566072", "--grey: #aaaaaa").replace("<main>", "<div>")
    spoilt = spoilt.replace("</main>", "</div>").replace('id="drawing1-title"', 'id="x"')
    spoilt = spoilt.replace("<h2", "<h3").replace("</h2>", "</h3>").replace('scope="row"', "")
    spoilt = spoilt.replace("h1 { margin", "h1 { width: 2000px; margin")
    found = measured(tmp_path, spoilt, PHONE)
    assert found["pale"]
    assert found["wide"] > 0
    assert found["cut"]
    assert "" in found["images"][0]
    assert found["bare"] > 0
    assert found["levels"][:2] == [1, 3]
    assert found["mains"] == 0


def sheets_of(paper: Path) -> int:
    return max(map(int, re.findall(rb"/Count (\d+)", paper.read_bytes())))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_prints_on_a4_without_complaint(name: str, tmp_path: Path) -> None:
    paper = tmp_path / "halaman.pdf"
    content = write(PAGES[name](), Words())
    said = browse(tmp_path, content, f"--print-to-pdf={paper}", "--no-pdf-header-footer").stderr
    assert ":CONSOLE" not in said
    boxes = set(re.findall(rb"/MediaBox \[([^\]]*)\]", paper.read_bytes()))
    # A part with a wide table lies across.
    sheets = [tuple(round(float(side)) for side in box.split()) for box in boxes]
    assert {(*sheet[:2], *sorted(sheet[2:])) for sheet in sheets} <= {
        (0, 0, 595, 842),
        (0, 0, 594, 842),
        (0, 0, 595, 841),
    }


@pytest.mark.parametrize("name", MOST_PAGES)
def test_a_page_is_printed_on_few_sheets_and_nothing_stays_folded(
    name: str, tmp_path: Path
) -> None:
    paper = tmp_path / "laporan.pdf"
    content = write(PAGES[name](), Words())
    browse(tmp_path, content, f"--print-to-pdf={paper}", "--no-pdf-header-footer")
    assert 1 <= sheets_of(paper) <= MOST_PAGES[name]
    opened = tmp_path / "terbuka.pdf"
    shown = content.replace("<details>", '<details open="">')
    browse(tmp_path, shown, f"--print-to-pdf={opened}", "--no-pdf-header-footer")
    # As much is drawn as where all is open from the start.
    assert abs(paper.stat().st_size - opened.stat().st_size) < 200


def test_only_our_script_runs_in_a_page_with_texts_to_copy(tmp_path: Path) -> None:
    content = write(PAGES["portal"](), Words())
    added = "<script>document.title = 'STRANGER'</script>"
    told = browse(tmp_path, content.replace("</body>", f"{added}</body>"), "--dump-dom").stdout
    assert "<title>STRANGER" not in told
    assert len(re.findall(r"<button [^>]*>", told)) == 47
    assert 'hidden="hidden" data-done' in content
    assert 'hidden="hidden" data-done' not in told
