"""The report `laporan.html`: the published figures, what must be done, and colours to read."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any
from xml.etree.ElementTree import Element

import pytest
import yaml
from defusedxml.ElementTree import fromstring
from tests.commands.documents import EXAMPLES, WEIGHTS, example

from spbe_cli.answers import Answer, AnswerSheet
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import shipped
from spbe_cli.reports import written as written_as
from spbe_cli.reports.score import ScoreReport
from spbe_cli.scoring import score
from spbe_cli.sheet.assess import Assessment, Status
from spbe_cli.words import Language, Words

CASES = [
    case
    for name in ("official", "pemdi")
    for case in yaml.safe_load((EXAMPLES / "cases" / f"{name}.yaml").read_text("utf-8"))["cases"]
]
DIGITS = "32333333331122323334333331133414444543353434222"
"""The published levels of Bandar Lampung 2024."""


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
