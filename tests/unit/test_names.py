"""The name in a row: its own, another's, or a stranger's."""

import pytest

from spbe_cli.checks.names import meant_by, named_by, strays_from
from spbe_cli.inspection import shipped

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
