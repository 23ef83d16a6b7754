"""Where everything stands in `Perhitungan`, so that formulas and charts can point at it.

Rows count from 1, as Excel shows them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from spbe_cli.instrument import Indicator, Instrument

NAME: Final = "Perhitungan"
FIRST_HEADING: Final = 4
TOTAL_ROWS: Final = 3
"""The exact index, the rounded one, the predicate."""


@dataclass(frozen=True, slots=True)
class Places:
    """The rows of indicators, aspects and domains by code, and the first rows of the rest."""

    indicators: Mapping[str, int]
    aspects: Mapping[str, int]
    domains: Mapping[str, int]
    total: int
    predicates: int
    sources: int

    def cells(self, column: str, indicators: tuple[Indicator, ...]) -> str:
        """Return the cells of indicators that follow one another."""
        first, last = indicators[0].rows()[0], indicators[-1].rows()[-1]
        return f"{column}{self.indicators[first]}:{column}{self.indicators[last]}"


def places(instrument: Instrument) -> Places:
    """Lay the sheet out; a row that may be answered has its place even if it was not."""
    indicators = numbered(tuple(instrument.rows()), FIRST_HEADING + 1)
    aspects = numbered([part.code for part in instrument.aspects], after(indicators))
    domains = numbered([part.code for part in instrument.domains], after(aspects))
    total = after(domains or aspects)
    predicates = total + TOTAL_ROWS + 2
    sources = predicates + len(instrument.predicates) + 2
    return Places(indicators, aspects, domains, total, predicates, sources)


def numbered(codes: Sequence[str], first: int) -> Mapping[str, int]:
    """Give every code a row."""
    return {code: row for row, code in enumerate(codes, start=first)}


def after(table: Mapping[str, int]) -> int:
    """Return the first row of the next table: an empty row and its heading lie between."""
    return max(table.values()) + 3
