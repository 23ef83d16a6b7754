"""What the ministry issued in the sheet `Rekap` of its workbook of 2018: rows and weights.

A weight is judged by its constant or by the text of its formula; stored values of formulas
count for nothing, as many programs don't store them.  Other rows or weights stand nowhere else.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Context, Decimal
from typing import Final

from spbe_cli.answers import Cell, Kind
from spbe_cli.findings import Day, Fact, Finding, Place, Quoted, Raw, Word
from spbe_cli.xlsx.cells import Grid

BLOCKS: Final = (
    (6, "1 2 3 4 5 6 7", "0.01"),
    (14, "8 9 10 11 12 13 14 15 16 17", "0.01"),
    (26, "18 19", "0.04"),
    (29, "20 21", "0.04"),
    (32, "22 23 24", "0.04"),
    (37, "25 26 27 28 29 30 31", "0.05"),
    (45, "32 33 34 35-1 35-2 35-3", "=0.2/6"),
)
"""The aspects: first row, numbers of the indicators, the weight of each."""
ROWS: Final[Mapping[str, int]] = {
    number: first + place
    for first, numbers, _ in BLOCKS
    for place, number in enumerate(numbers.split())
}
DOMAINS: Final = {4: "=17/100", 24: "0.28", 35: "0.55"}
ASPECTS: Final = {5: "0.07", 13: "=0.1", 25: "0.08", 28: "0.08", 31: "0.12", 36: "0.35", 44: "0.2"}
INDICATORS: Final = {ROWS[n]: weight for _, numbers, weight in BLOCKS for n in numbers.split()}
ISSUED: Final[Mapping[int, str]] = dict(sorted({**DOMAINS, **ASPECTS, **INDICATORS}.items()))
"""The weights by row."""

WEIGHT: Final = 7
LONGEST_FORMULA: Final = 40
MOST_DIGITS: Final = 15
EXCEL_DIGITS: Final = Context(prec=MOST_DIGITS)
SHARED: Final = "="
"""How a formula is read whose text stands in another cell."""
AMOUNT: Final = re.compile(r"=? *(\d{1,20}(?:\.\d{1,20})?) *(?:/ *([1-9]\d{0,20}) *)?", re.ASCII)


def weights_differ(file: str, summary: Grid) -> Iterator[Finding]:
    """Yield A129 where a weight is not the one issued."""
    numbers = {row: number for number, row in ROWS.items()}
    for row, weight in ISSUED.items():
        cell = summary.cell(row, WEIGHT)
        if is_issued(cell, weight):
            continue
        expected = Raw(weight) if weight.startswith("=") else Decimal(weight)
        facts: dict[str, Fact] = {"cell": cell.ref, "found": found_in(cell), "expected": expected}
        number = numbers.get(row)
        if number:
            facts["sheet"] = Quoted(f"Indikator {number}")
        place = Place(file, summary.name, cell.ref)
        yield Finding("A129", place, facts, "indicator" if number else "", number)


def is_issued(cell: Cell, weight: str) -> bool:
    """Tell whether a weight is the one issued.

    Of cells that share a formula only the first holds its text; the others are judged by
    their value, if they have one.
    """
    if cell.formula == SHARED and cell.kind is Kind.UNCALCULATED:
        return True
    value = str(cell.value) if cell.kind is Kind.NUMBER else ""
    written = value if cell.formula in {None, SHARED} else str(cell.formula)
    return amount(written) == amount(weight)


def amount(text: str) -> Decimal | None:
    """Return the number that a constant or a quotient of two comes to, as Excel shows it.

    >>> amount("=0.2/6"), amount("=17 / 100"), amount("=G4/2")
    (Decimal('0.0333333333333333'), Decimal('0.17'), None)
    """
    match = AMOUNT.fullmatch(text)
    return EXCEL_DIGITS.divide(Decimal(match[1]), Decimal(match[2] or 1)) if match else None


def found_in(cell: Cell) -> Fact:
    """Return what stands in a cell as a fact: a formula rather than its value."""
    value = cell.value
    if cell.formula not in {None, SHARED}:
        return Raw(str(cell.formula)[:LONGEST_FORMULA])
    if isinstance(value, bool):
        return Word("true" if value else "false")
    if isinstance(value, Day):
        return value
    if isinstance(value, Decimal):
        return value if abs(value.adjusted()) < MOST_DIGITS else Raw(str(value))
    if cell.kind is Kind.ERROR:
        return Raw(str(value))
    return Word("empty") if value is None else Quoted(str(value))
