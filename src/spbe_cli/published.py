"""Published results as sets of levels: what an edition, or a change of it, is tried on.

The ministry prints indices, not levels.  The levels here are one set for every institution
that gives all it printed for 2023 and 2024 (indices of the domains, index and, if possible,
predicate); a test holds that.  They are fit for comparing two editions of an instrument, not
for saying how an institution was rated.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Final

FILE: Final = "levels-2023-2024.tsv"


@dataclass(frozen=True, slots=True)
class LevelSet:
    """Levels, by number of the indicator, that give a published result."""

    year: int
    institution: str
    levels: Mapping[str, Fraction]


@cache
def level_sets() -> tuple[LevelSet, ...]:
    """Return the sets of levels of all published results."""
    lines = files("spbe_cli").joinpath("data", FILE).read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return tuple(LevelSet(int(year), name, levels_of(digits)) for year, name, digits in rows)


def levels_of(digits: str) -> dict[str, Fraction]:
    """Return the levels that a row of digits stands for, from indicator 1 on.

    >>> levels_of("352")["2"]
    Fraction(5, 1)
    """
    return {str(number): Fraction(digit) for number, digit in enumerate(digits, start=1)}
