"""What an interview is about: order by arithmetic of its own, pages as explanations name them."""

from fractions import Fraction

import pytest
from tests.program import EXAMPLES

from spbe_cli.analysis.risk import RiskOptions, Topic, Why, assess_risk, topics_of
from spbe_cli.answers import Answer
from spbe_cli.sheet.assess import assess


def test_what_was_lowered_comes_first_and_what_is_worth_most_of_it() -> None:
    """The published levels of 2024 stand for claims, those of 2022 for what became of them."""
    claimed, assessed = (
        assess(EXAMPLES / f"bandar-lampung-{year}.xlsx", year) for year in ("2024", "2022")
    )
    assert claimed.sheet
    assert assessed.sheet
    assert claimed.instrument
    risk = assess_risk(assessed, RiskOptions()).risk
    assert risk
    topics = topics_of(risk, assessed.sheet, claimed.sheet)
    before, after = claimed.sheet.levels(), assessed.sheet.levels()
    weights = {code: row.weight for code, row in claimed.instrument.rows().items()}
    lost = {code: (before[code] - after[code]) * weights[code] for code in before}
    lowered = [topic.row for topic in topics if topic.why is Why.LOWERED]
    assert sorted(lowered) == sorted(code for code, loss in lost.items() if loss > 0)
    assert [lost[code] for code in lowered] == sorted((lost[c] for c in lowered), reverse=True)
    assert [topic.why for topic in topics[: len(lowered)]] == [Why.LOWERED] * len(lowered)
    assert {topic.row for topic in topics[len(lowered) :]} == {
        code for code, level in after.items() if level >= 4 and lost[code] <= 0
    }


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Perwali 12/2022, Pasal 4 dan 5, halaman 12-14", ("Pasal 4 dan 5", "halaman 12-14")),
        ("Bab IV hlm. 3; h.7; lihat halaman 3", ("Bab IV", "hlm. 3", "h.7", "halaman 3")),
        ("bagian ada di tahun 2024, bab dua, Bagian Hukum", ()),
    ],
)
def test_pages_and_articles_are_found(text: str, places: tuple[str, ...]) -> None:
    answer = Answer(Fraction(4), "4.a.Perwali.pdf", text)
    assert Topic("4", Why.HIGH, Fraction(4), Fraction(3), answer).places == places
