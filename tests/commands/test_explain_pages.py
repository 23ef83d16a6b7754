"""The pages of `spbe explain`, where no shipped instrument shows what they can say."""

from dataclasses import replace

import pytest

from spbe_cli.analysis.explain import Code, Explained, Indicators
from spbe_cli.instrument import Indicator, Instrument
from spbe_cli.instrument.loading import shipped, shipped_instruments
from spbe_cli.reports import json_text, markdown
from spbe_cli.reports.explain import ExplainReport, indicator_data
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


def test_the_rows_of_a_repeatable_indicator_share_the_weight_of_their_aspect() -> None:
    indicator = shipped(R5).rows()["35-2"]
    # Aspect 7 weighs 25 % for 5 to 7 rows of 5 indicators, all alike.
    part = indicator_data(indicator, shipped(R5))
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
