"""The pages of `spbe explain`, where no shipped instrument shows what they can say."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook

from spbe_cli.analysis.explain import Code, Explained, Indicators
from spbe_cli.instrument import Indicator, Instrument
from spbe_cli.instrument.loading import shipped, shipped_instruments
from spbe_cli.reports import json_text, markdown, written
from spbe_cli.reports.explain import ExplainReport, IndicatorPage
from spbe_cli.words import Language, Words
from spbe_cli.words.catalogue import codes

R59, R5 = "permenpanrb-59-2020", "permenpanrb-5-2018"


def said(instrument: Instrument, indicator: Indicator, words: Words | None = None) -> str:
    words = words or Words()
    report = ExplainReport(Explained(Indicators(instrument, (indicator,))), words)
    return markdown.write(report.document(), words)


def first(instrument: Instrument, **changes: object) -> str:
    return said(instrument, replace(next(instrument.indicators()), **changes))  # type: ignore[arg-type]


def test_levels_are_called_cumulative_only_where_a_source_says_so() -> None:
    silent = replace(shipped(R59), sources={})
    told = replace(silent, sources={"cumulative": "Lampiran h. 25-77"})
    assert "berjenjang" not in first(silent)
    assert "\nTingkat berjenjang: tingkat 3 hanya dapat dipilih bila kriteria" in first(told)


def test_what_no_source_gives_is_said_and_not_invented() -> None:
    levels = tuple(replace(one, criterion=None) for one in next(shipped(R59).indicators()).levels)
    assert "- **1 Rintisan**: belum ada di sumber\n" in first(shipped(R59), levels=levels)


@pytest.mark.parametrize(
    ("agency", "named"),
    [
        ("Bappeda", "Bappeda (praktik"),
        ("Bappeda, BPKAD", "Bappeda dan BPKAD (praktik"),
        ("Bappeda, BPKAD, Diskominfo", "Bappeda, BPKAD, dan Diskominfo (praktik"),
    ],
)
def test_agencies_are_joined_as_in_a_sentence(agency: str, named: str) -> None:
    assert named in first(shipped(R59), agency=agency)


def test_an_agency_without_a_source_stands_alone() -> None:
    page = first(replace(shipped(R59), sources={}), agency="Bappeda")
    assert "- **Biasanya diisi oleh**: Bappeda\n" in page


def test_a_secondary_source_is_told_beside_the_name_of_the_instrument() -> None:
    assert "PermenPANRB 5/2018 (dari sumber sekunder) · " in first(
        replace(shipped(R5), secondary="salinan")
    )


def test_the_rows_of_a_repeatable_indicator_share_the_weight_of_their_aspect() -> None:
    indicator = shipped(R5).rows()["35-2"]
    # Aspect 7 weighs 25 % for 5 to 7 rows of 5 indicators, all alike.
    part = IndicatorPage(indicator, shipped(R5), Words()).data()
    assert part["weight_per_answer"] == {"least": "10/3", "most": "5"}
    assert part["answers"] == ["35-1", "35-2", "35-3"]
    assert part["evidence"] is None
    assert part["levels"][0]["name"] is None


@pytest.mark.parametrize("words", [Words(), Words(Language.ENGLISH)], ids=str)
def test_every_indicator_and_every_code_can_be_explained(words: Words) -> None:
    topics: list[Indicators | Code] = [Code(code) for code in codes()]
    topics += [Indicators(one, tuple(one.indicators())) for one in shipped_instruments()]
    for topic in topics:
        report = ExplainReport(Explained(topic), words)
        assert markdown.write(report.document(), words)
        assert json_text(report.data())


def test_every_writer_writes_labels_and_steps_and_no_remark_about_results() -> None:
    report = ExplainReport(Explained(Code("A107")), Words())
    page = fromstring(written(report, ".html", Words()))
    word = docx.Document(BytesIO(written(report, ".docx", Words())))
    book = load_workbook(BytesIO(written(report, ".xlsx", Words())))
    texts = (
        " ".join(page.itertext()),
        "\n".join(line.text for line in word.paragraphs),
        "\n".join(str(cell.value) for row in book.worksheets[0].rows for cell in row),
        written(report, ".md", Words()).decode(),
    )
    for text in texts:
        assert "Perbaikan" in text
        assert "3. Ketik atau pilih 1, 2, 3, 4, atau 5." in text
        assert "laporan resmi" not in text
