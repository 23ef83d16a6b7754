"""What a finding says that stood in a cell: long numbers and formulas are told, not spelled out."""

from decimal import Decimal

import pytest

from spbe_cli.answers import Cell, Kind
from spbe_cli.findings import Day, Fact, Quoted, Raw, Word
from spbe_cli.sheet.cells import CUT, formula_found, number_found
from spbe_cli.sheet.numbering import as_found


@pytest.mark.parametrize("value", ["0", "6", "-1", "3.5", "999999999999999", "1E-14"])
def test_an_ordinary_number_is_a_fact_as_it_is(value: str) -> None:
    assert number_found(Decimal(value)) == Decimal(value)


@pytest.mark.parametrize("value", ["1E+15", "-1E+15", "1E-15", "1E+308"])
def test_a_number_that_would_fill_lines_is_told_as_excel_shows_it(value: str) -> None:
    assert number_found(Decimal(value)) == Raw(value)


@pytest.mark.parametrize(
    ("formula", "found"),
    [
        (None, "="),
        ("=A1", "=A1"),
        ("=" + "1" * (CUT - 1), "=" + "1" * (CUT - 1)),
        ("=" + "1" * CUT, "=" + "1" * (CUT - 1) + "..."),
    ],
)
def test_a_long_formula_is_cut(formula: str | None, found: str) -> None:
    assert formula_found(Cell("E5", Kind.UNCALCULATED, None, formula)) == Raw(found)


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (Cell("E5", Kind.TEXT, "tiga"), Quoted("tiga")),
        (Cell("E5", Kind.ERROR, "#REF!"), Raw("#REF!")),
        (Cell("E5", Kind.NUMBER, Decimal(3)), Decimal(3)),
        (Cell("E5", Kind.LOGICAL, value=True), Word("true")),
        (Cell("E5", Kind.LOGICAL, value=False), Word("false")),
        (Cell("E5", Kind.DATE, Day(2025, 1, 2)), Day(2025, 1, 2)),
        (Cell("E5", Kind.UNCALCULATED, None, "=A1"), Raw("=A1")),
        (Cell("E5"), Word("empty")),
    ],
)
def test_what_stands_in_a_cell_is_told_by_its_kind(cell: Cell, found: Fact) -> None:
    assert as_found(cell) == found
