"""A recommendation for every level that can be missed: a sentence, of every shipped instrument."""

import re
from fractions import Fraction

import pytest

from spbe_cli.instrument.loading import shipped
from spbe_cli.reports.levels import recommendation

SENTENCE = re.compile(r"Perlu [a-z].*[^.]\.")


@pytest.mark.parametrize(
    ("edition", "levels", "count"),
    [
        ("permenpanrb-59-2020", range(2, 6), 47 * 4),
        ("permenpanrb-8-2026", range(1, 6), 16 * 5),
        ("permenpanrb-5-2018", range(1, 6), 35 * 5),
    ],
)
def test_every_level_has_a_sentence(edition: str, levels: range, count: int) -> None:
    instrument, said = shipped(edition), []
    for row, indicator in instrument.rows().items():
        for level in levels if row == indicator.rows()[0] else ():
            # Just reached, the level below is complete.
            lowest = Fraction(instrument.lowest)
            below = level > instrument.lowest
            start = instrument.reached_at(level - 1) if below else lowest
            found = recommendation(instrument, row, start)
            if indicator.external:
                assert found is None
            else:
                said.append((row, level, str(found)))
    assert len(said) == count
    wrong = [one for one in said if not SENTENCE.fullmatch(one[2]) or "  " in one[2]]
    assert wrong == []
    # What a level lacks is nothing to strive for.
    lacking = re.compile(
        r"agar .*\b(?:belum|tetapi|hanya|tanpa|baru (?:berupa|mengatur))\b|[Ss]udah"
    )
    assert [one for one in said if lacking.search(one[2])] == []


def test_the_first_level_that_is_not_complete_counts() -> None:
    pemdi = shipped("permenpanrb-8-2026")
    # Half of level 2, as assessed in Aceh Tengah 2026 (2 of 4 items), then all of it.
    assert "sebagian layanan digital" in str(recommendation(pemdi, "1", Fraction(2)))
    assert "rencana secara penuh" in str(recommendation(pemdi, "1", Fraction("2.5")))
    assert recommendation(pemdi, "1", Fraction(5)) is None
