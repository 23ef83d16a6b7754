"""The name in a row: its own, another's, or a stranger's."""

from dataclasses import replace

import pytest

from spbe_cli.instrument.loading import shipped
from spbe_cli.sheet.numbers import is_close, meant_by, named_by, plain, strays_from

INSTRUMENT = shipped("permenpanrb-59-2020")
BUDGET = INSTRUMENT.rows()["33"]
"""Layanan Penganggaran."""
FINANCE = INSTRUMENT.rows()["34"]


@pytest.mark.parametrize(
    ("name", "other", "stray"),
    [
        (BUDGET.short, None, False),
        (BUDGET.name, None, False),
        (BUDGET.name.upper(), None, False),
        (f"33. {BUDGET.short}", None, False),
        ("Layanan Pengangaran", None, False),
        ("", None, False),
        ("...", None, False),
        (FINANCE.short, "34", True),
        (FINANCE.name, "34", True),
        ("Aplikasi e-Budgeting", None, True),
        ("abc " * 10_000, None, True),
    ],
)
def test_a_name_is_held_against_its_indicator(name: str, other: str | None, stray: bool) -> None:  # noqa: FBT001
    assert meant_by(INSTRUMENT, name, BUDGET) == other
    assert strays_from(BUDGET, name) is stray


def test_every_indicator_is_known_by_its_names() -> None:
    for indicator in INSTRUMENT.indicators():
        assert named_by(INSTRUMENT, indicator.short) == indicator.code
        assert named_by(INSTRUMENT, indicator.name) == indicator.code


def test_a_name_that_two_indicators_share_is_that_of_both() -> None:
    shared = replace(BUDGET, short=INSTRUMENT.rows()["1"].short)
    assert meant_by(INSTRUMENT, shared.short, shared) is None
    assert meant_by(INSTRUMENT, shared.short, BUDGET) == "1"


@pytest.mark.parametrize(
    ("name", "compared"),
    [
        ("Tingkat Kematangan Arsitektur  SPBE Instansi Pusat/Pemerintah Daerah", "arsitektur"),
        ("33. LAYANAN - Penganggaran (APBD)", "33 layanan penganggaran apbd"),
        ("Layanan SPBE Publik", "layanan publik"),
        ("SPBE", ""),
        ("x" * 3_000, "x" * 2_000),
    ],
)
def test_names_are_compared_without_case_marks_and_formal_words(name: str, compared: str) -> None:
    assert plain(name) == compared


@pytest.mark.parametrize(
    ("one", "other", "close"),
    [
        ("a" * 17 + "bcd", "a" * 17 + "xyz", True),  # 2 x 17 of 40 are the same: 0.85
        ("a" * 17 + "bcd", "a" * 17 + "wxyz", False),
        ("a" * 17, "a" * 17 + "bcdefg", True),
        ("a" * 17, "a" * 17 + "bcdefgh", False),
    ],
)
def test_names_are_close_from_85_percent_on(one: str, other: str, close: bool) -> None:  # noqa: FBT001
    assert is_close(one, other) is close
