"""The report `laporan.html`: what it says, that it is sound, harmless, and asks for nothing."""

import re
import shutil
import subprocess
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
import yaml
from defusedxml.ElementTree import fromstring
from tests.reports.documents import WEIGHTS

from spbe_cli.answers import Answer, AnswerSheet
from spbe_cli.findings import Fact, Finding, Place, Quoted
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import shipped
from spbe_cli.reports import written as written_as
from spbe_cli.reports.score import ScoreReport
from spbe_cli.scoring import score
from spbe_cli.sheet.assess import Assessment, Status, assess
from spbe_cli.words import Language, Words

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
CASES = [
    case
    for name in ("official", "pemdi")
    for case in yaml.safe_load((EXAMPLES / "cases" / f"{name}.yaml").read_text("utf-8"))["cases"]
]
HOSTILE = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "</style></title><b>&amp;",
    "{{ 7*7 }}{% raw %}",
    "\x1b[31m\u202e\x00\ud800",
    "javascript:alert(1)",
)
DIGITS = "32333333331122323334333331133414444543353434222"
"""The published levels of Bandar Lampung 2024."""

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
in_a_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")


def example(name: str) -> Assessment:
    return assess(EXAMPLES / name, f"examples/{name}")


def assessed(instrument: Instrument, levels: Mapping[str, Fraction]) -> Assessment:
    answers = {row: Answer(level, f"bukti{row}.pdf") for row, level in levels.items()}
    sheet = AnswerSheet(answers, tuple(levels))
    result = score(instrument, levels)
    identity = {"instansi": "Kota X", "tahun": "2024", "tahap": "Penilaian Mandiri"}
    made = Assessment("x.xlsx", "ab" * 32, Status.SCORED, instrument, (), identity)
    return replace(made, sheet=sheet, result=result)


def all_at(level: int, name: str = "permenpanrb-59-2020") -> Assessment:
    instrument = shipped(name)
    return assessed(instrument, dict.fromkeys(instrument.required_rows(), Fraction(level)))


def partial() -> Assessment:
    whole = all_at(3)
    answers = {"13": Answer(Fraction(2)), "32": Answer(Fraction(4), "a.pdf")}
    sheet = AnswerSheet(answers, tuple(answers))
    return replace(whole, status=Status.PARTIAL, sheet=sheet, result=None)


def hostile(text: str) -> Assessment:
    place = Place("j.xlsx", text, "F9")
    facts: dict[str, Fact] = {"number": "20", "name": "X", "level": 4, "found": Quoted(text)}
    labels = ("instansi", "perangkat daerah", "tahun", "tahap")
    return replace(
        all_at(2),
        file=f"{text}.xlsx",
        identity=dict.fromkeys(labels, text),
        findings=(Finding("A201", place, facts, indicator="20"),),
    )


def written(assessment: Assessment, language: Language = Language.INDONESIAN) -> str:
    words = Words(language)
    return written_as(ScoreReport(assessment, words), ".html", words).decode()


def parsed(assessment: Assessment, language: Language = Language.INDONESIAN) -> Element:
    """Read the page as XML, which forgives nothing, with plain names of elements."""
    root: Element = fromstring(written(assessment, language))
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def rows(root: Element) -> Iterator[list[str]]:
    return ([text_of(cell) for cell in row] for row in root.iter("tr"))


EVERY = {
    "scored": example("bandar-lampung-2024.xlsx"),
    "without domains": example("aceh-tengah-2026.xlsx"),
    "from 0": all_at(0, "permenpanrb-5-2018"),
    "highest": all_at(5),
    "partial": partial(),
    "errors": example("bad/sembilan-kesalahan.xlsx"),
    "no instrument": example("bad/instrumen-tak-dikenal.xlsx"),
    "unreadable": example("bad/teks-csv.xlsx"),
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_it_shows_the_published_figures(case: dict[str, Any]) -> None:
    levels = {str(row): Fraction(str(level)) for row, level in case["levels"].items()}
    root = parsed(assessed(shipped(case["instrument"]), levels))
    published = case["published"]
    shown = {row[0]: row[3] for row in rows(root) if re.fullmatch(r"[AD]\d+", row[0])}
    for code, figure in {**published.get("domains", {}), **published.get("aspects", {})}.items():
        assert shown[code] == str(figure).replace(".", ",")
    values = {e.get("class"): text_of(e) for e in root.iter("strong")}
    assert values["value"] == str(published["index"]).replace(".", ",")
    (word,) = (text for name, text in values.items() if str(name).startswith("predicate "))
    assert word == published.get("predicate", word)


def test_it_says_whose_number_it_is_and_how_far_the_next_word_is() -> None:
    root = parsed(EVERY["scored"])
    said = text_of(root)
    assert text_of(next(root.iter("h1"))) == "Indeks SPBE Pemerintah Kota Bandar Lampung 2024"
    assert "Nilai persis 2,9795" in said
    assert "Menuju Sangat Baik (3,50): kurang 0,52, setara 19 indikator naik satu tingkat." in said
    assert "Target 2,60 (batas Baik)" in said
    assert "examples/" not in said


def test_it_never_calls_itself_the_report_of_the_ministry() -> None:
    for assessment in EVERY.values():
        root = parsed(assessment)
        assert "LHE" not in text_of(root)
        assert "bukan laporan resmi" in text_of(root)
        # The evidence that a sheet names may well be such a report.
        ours = [e for e in root.iter() if e.tag in {"title", "h1", "h2", "h3", "p", "th"}]
        assert not any("Laporan Hasil" in text_of(element) for element in ours)


def test_strengths_are_listed_and_weaknesses_have_a_goal_and_a_gain() -> None:
    root = parsed(EVERY["scored"])
    strengths = [row for row in rows(root) if len(row) == 5 and row[0].isdigit()]
    assert " ".join(row[0] for row in strengths) == "36 40 20 30 32 33 34 35 37 42 44"
    assert strengths[0][1:4] == ["Layanan Kepegawaian", "5", "Optimum"]
    assert strengths[0][4]
    weak = [row for row in rows(root) if row[-1].startswith("+")]
    numbers = " ".join(row[0] for row in weak)
    assert numbers == "11 12 26 27 31 2 13 14 16 45 46 47"
    assert weak[0][1:4] == ["Arsitektur SPBE", "1", "3"]
    assert weak[0][5] == "+0,0500"  # two levels of 2.5 percent


def test_every_indicator_below_the_top_is_a_task_with_a_goal_of_max_3_and_the_next_level() -> None:
    root = parsed(EVERY["scored"])
    tasks = {row[0]: row for row in rows(root) if len(row) == 9 and row[6].startswith("+")}
    levels = dict(zip(map(str, range(1, 48)), map(int, DIGITS), strict=True))
    assert {*tasks} == {row for row, level in levels.items() if level < 5}
    for code, row in tasks.items():
        goal = max(3, levels[code] + 1)
        worth = (goal - levels[code]) * WEIGHTS[code]
        assert row[2:4] == [str(levels[code]), str(goal)]
        assert row[6] == f"+0,{worth:04}"
        assert all(row[4:6])
        assert row[7:] == ["", ""]
    assert [tasks[code][2] for code in tasks] == sorted(tasks[code][2] for code in tasks)
    assert tasks["11"][4].startswith("Tingkat 2: Dokumen Arsitektur SPBE tersedia")
    assert "Tingkat 3: Dokumen memuat seluruh referensi" in tasks["11"][4]
    heads = [row for row in rows(root) if row[-1] == "Target waktu"]
    assert heads[0][5:] == ["Bukti yang lazim", "Tambah", "Penanggung jawab", "Target waktu"]


def test_what_meets_the_target_is_told() -> None:
    said = text_of(parsed(EVERY["scored"]))
    threes = "1, 3-10, 15, 17-19, 21-25, 28, 29, 38, 39, 41, 43"
    assert f"Memenuhi target tingkat 3, belum menjadi kekuatan: indikator {threes}." in said


def test_parts_below_the_bound_are_marked_in_words() -> None:
    said = text_of(parsed(EVERY["scored"]))
    assert "Di bawah 2,60 (batas Baik): D2, D3, A2, A5." in said


def test_every_indicator_stands_under_its_aspect() -> None:
    found = (row for row in rows(parsed(EVERY["scored"])) if len(row) == 9)
    shown = [row for row in found if row[0] != "No" and not row[6].startswith("+")]
    assert [row[0] for row in shown] == [str(number) for number in range(1, 48)]
    assert shown[10][2:4] == ["1", "Rintisan"]
    assert shown[10][-1] == "kelemahan"


def test_a_self_assessment_and_a_secondary_source_stand_beside_the_number() -> None:
    (note,) = (e for e in parsed(all_at(3)).iter("div") if e.get("role") == "note")
    assert "Belum diverifikasi asesor" in text_of(note)
    (note,) = (e for e in parsed(EVERY["without domains"]).iter("div") if e.get("role") == "note")
    assert text_of(note) == "Dari sumber sekunder"


def test_assumptions_stand_beside_the_number_and_at_the_row() -> None:
    whole = all_at(1)
    assert whole.sheet is not None
    root = parsed(replace(whole, sheet=replace(whole.sheet, assumed={"11": Fraction(1)})))
    assert "Dengan anggapan: 1 indikator tanpa tingkat dihitung tingkat 1: 11" in text_of(root)
    assert [row[0] for row in rows(root) if "dengan anggapan" in row[-1]] == ["11"]


def test_a_partial_sheet_has_rows_but_no_index() -> None:
    root = parsed(partial())
    said = text_of(root)
    assert "2 dari 47 indikator, semuanya terisi" in said
    assert "spbe merge" in said
    assert not list(root.iter("svg"))
    assert [row[0] for row in rows(root) if len(row) == 7] == ["No", "13", "32"]


def test_a_sheet_with_errors_has_its_findings_and_no_index() -> None:
    root = parsed(EVERY["errors"])
    assert "Indeks tidak dihitung" in text_of(root)
    codes = [row[1] for row in rows(root) if row[0] == "Wajib diperbaiki"]
    assert codes == [f.code for f in EVERY["errors"].findings if f.code[1] == "1"]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_sheet_stays_text(text: str) -> None:
    root = parsed(hostile(text))
    plain = {element.tag for element in parsed(all_at(2)).iter()}
    assert {element.tag for element in root.iter()} <= plain
    assert not any(name.startswith("on") for e in root.iter() for name in e.attrib)
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e\ud800]", written(hostile(text)))
    if text.isprintable():
        assert text in text_of(next(root.iter("h1")))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", EVERY)
def test_it_is_sound_accessible_and_asks_for_nothing(name: str, language: Language) -> None:
    root = parsed(EVERY[name], language)
    assert root.get("lang") == language.value
    levels = [int(e.tag[1]) for e in root.iter() if re.fullmatch("h[1-6]", e.tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(heading.get("scope") for heading in root.iter("th"))
    names = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(names) == len(set(names))
    for drawing in root.iter("svg"):
        labelled = (drawing.get("aria-labelledby") or "").split()
        assert set(labelled) <= set(names)
        assert (drawing.get("role") == "img") == (len(labelled) == 2)
        assert labelled or drawing.get("aria-hidden") == "true"
    assert not {"script", "link", "img", "iframe", "object", "a"} & {e.tag for e in root.iter()}
    assert not {"src", "href", "style"} & {key for e in root.iter() for key in e.attrib}
    assert not re.search(r"url\(|@import", written(EVERY[name], language))


def test_texts_can_be_read_on_their_ground() -> None:
    style = written(EVERY["scored"])
    colours = dict(re.findall(r"--(\w+): #(\w{6})", style))
    grounds = {"paper": ("ink", "grey", "dark", "alert"), "tint": ("ink",), "note": ("alert",)}
    for ground, inks in grounds.items():
        for ink in inks:
            light, dark = sorted((luminance(colours[ground]), luminance(colours[ink])))[::-1]
            assert (light + 0.05) / (dark + 0.05) >= 4.5


def luminance(colour: str) -> float:
    """WCAG 2: the relative luminance of a colour of sRGB."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    linear = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_few_aspects_have_no_radar() -> None:
    instrument = shipped("permenpanrb-59-2020")
    few = replace(instrument, domains=(), aspects=instrument.aspects[:2])
    levels = dict.fromkeys(few.required_rows(), Fraction(3))
    assert "Radar indeks aspek" not in written(assessed(few, levels))
    assert "Radar indeks aspek" in written(EVERY["scored"])


def test_an_instrument_without_that_predicate_has_no_bound() -> None:
    instrument = shipped("permenpanrb-59-2020")
    bands = tuple(replace(p, name=p.name.upper()) for p in instrument.predicates)
    levels = dict.fromkeys(instrument.required_rows(), Fraction(2))
    said = text_of(parsed(assessed(replace(instrument, predicates=bands), levels)))
    assert "(batas BAIK)" not in said
    assert "Target 2,60" not in said
    assert "di bawah 2,60" not in said


def test_english_has_points_and_english_words() -> None:
    said = text_of(parsed(EVERY["scored"], Language.ENGLISH))
    assert "Exact value 2.9795" in said
    assert "On target at level 3, not a strength yet" in said
    assert "no official report" in said


def test_the_same_input_gives_the_same_bytes() -> None:
    assert written(EVERY["scored"]) == written(EVERY["scored"])


def browse(folder: Path, page: str, *options: str) -> str:
    """Open a page in a browser with no network; return what it said."""
    assert CHROMIUM is not None
    path = folder / "laporan.html"
    path.write_text(page, "utf-8")
    quiet = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
    alone = ("--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={folder / 'profile'}")
    command = [CHROMIUM, *quiet, *alone, "--enable-logging=stderr", *options, path.as_uri()]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)  # noqa: S603
    return ran.stderr


@in_a_browser
def test_a_browser_draws_it_without_complaint(tmp_path: Path) -> None:
    picture = tmp_path / "laporan.png"
    page = written(EVERY["scored"])
    said = browse(tmp_path, page, f"--screenshot={picture}", "--window-size=900,1200")
    assert ":CONSOLE" not in said
    assert different_lines(picture.read_bytes()) > 300


def different_lines(png: bytes) -> int:
    """Count the lines of a picture that differ; a blank one has a few at most."""
    packed, at = b"", 8
    while at < len(png):
        size, kind = int.from_bytes(png[at : at + 4]), png[at + 4 : at + 8]
        packed += png[at + 8 : at + 8 + size] if kind == b"IDAT" else b""
        at += size + 12
    height = int.from_bytes(png[20:24])
    pixels = zlib.decompress(packed)
    line = len(pixels) // height
    return len({pixels[row * line : (row + 1) * line] for row in range(height)})


@in_a_browser
def test_a_browser_prints_it_on_few_pages_of_a4(tmp_path: Path) -> None:
    paper = tmp_path / "laporan.pdf"
    browse(tmp_path, written(EVERY["scored"]), f"--print-to-pdf={paper}", "--no-pdf-header-footer")
    content = paper.read_bytes()
    pages = max(map(int, re.findall(rb"/Count (\d+)", content)))
    # Two of them for the result, two for strengths and weaknesses, six to hand out, three for all.
    assert 3 <= pages <= 13
    assert re.search(rb"/MediaBox \[0 0 59[45][.\d]* 84[12]", content)
