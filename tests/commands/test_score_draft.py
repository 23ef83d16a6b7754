"""The draft `laporan.docx`: what Word shows of a result, and that a sheet can do it no harm."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT

from spbe_cli.answers import Answer, AnswerSheet
from spbe_cli.cli.program import run
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import shipped
from spbe_cli.reports import written
from spbe_cli.reports.score_draft import ScoreDraft
from spbe_cli.scoring import score
from spbe_cli.sheet.assess import Assessment, Status, assess
from spbe_cli.words import Language, Words

EXAMPLES = Path(__file__).parents[2] / "examples"
CASES = yaml.safe_load((EXAMPLES / "cases" / "official.yaml").read_text("utf-8"))["cases"]
SHEET = EXAMPLES / "bandar-lampung-2024.xlsx"
MARK = {Language.INDONESIAN: ",", Language.ENGLISH: "."}


def assessed(instrument: Instrument, levels: Mapping[str, Fraction], text: str = "") -> Assessment:
    answers = {row: Answer(level, text) for row, level in levels.items()}
    identity = dict.fromkeys(("instansi", "perangkat daerah", "tahun", "tahap"), text)
    made = Assessment(f"{text}.xlsx", "ab" * 32, Status.SCORED, instrument, (), identity)
    sheet = AnswerSheet(answers, tuple(levels))
    return replace(made, sheet=sheet, result=score(instrument, levels))


def draft(assessment: Assessment, language: Language = Language.INDONESIAN) -> Word:
    words = Words(language)
    return docx.Document(BytesIO(written(ScoreDraft(assessment, words), ".docx", words)))


def rows(word: Word) -> Iterator[list[str]]:
    return ([cell.text for cell in row.cells] for table in word.tables for row in table.rows)


@pytest.fixture(scope="module")
def example() -> Word:
    return draft(assess(SHEET, str(SHEET)))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_it_shows_the_published_figures(case: dict[str, Any], language: Language) -> None:
    levels = {str(row): Fraction(str(level)) for row, level in case["levels"].items()}
    word = draft(assessed(shipped(case["instrument"]), levels), language)
    shown = {row[0]: row[3] for row in rows(word) if len(row) == 4}
    published = case["published"]
    for code, figure in {**published.get("domains", {}), **published.get("aspects", {})}.items():
        assert shown[code] == str(figure).replace(".", MARK[language])
    index = str(published["index"]).replace(".", MARK[language])
    predicate = published.get("predicate", "")
    assert any(p.text.endswith(f"  {index}  {predicate}") for p in word.paragraphs)


def test_the_tasks_lie_across_the_paper_and_the_rest_stands_upright(example: Word) -> None:
    assert [section.orientation for section in example.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    (tasks,) = (t for t in example.tables if t.rows[0].cells[-1].text == "Target waktu")
    widths = [cell.width.mm for cell in tasks.rows[0].cells if cell.width]
    assert 256 < sum(widths) < 258  # 297 mm, less 20 mm on either side


@pytest.mark.parametrize(
    "text", ["</w:t><w:br/>", "\x1b[31m\u202e\x00\ud800", "{owner} {0} %s", "=1+1", "a\nb"]
)
def test_text_of_a_sheet_stays_text(text: str) -> None:
    instrument = shipped("permenpanrb-59-2020")
    levels = dict.fromkeys(instrument.required_rows(), Fraction(4))
    word, plain = (draft(assessed(instrument, levels, t)) for t in (text, "teks"))
    names = [element.tag for element in word.element.iter()]
    assert names == [element.tag for element in plain.element.iter()]


def test_without_the_library_the_command_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.startswith("spbe_cli.reports.docx")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "docx", None)
    output = tmp_path / "laporan.docx"
    assert run(["score", str(SHEET), "-o", str(output)]) == 2
    assert 'pip install "spbe-cli[docx]"' in capsys.readouterr().err
    assert not output.exists()
