"""What the ministry printed for 2023 and 2024, and made-up sets of levels that give it.

The ministry prints indices, not levels.  The levels here are a *susunan tingkat rekaan* for
every institution, the words under which alone they may be shown: one set of many that gives
all it printed (indices of the domains, index and, if possible, predicate); a test holds that.
They are fit for comparing two editions of an instrument, not for saying how an institution
was rated.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Final

LEVELS: Final = "levels-2023-2024.tsv"
RESULTS: Final = "results-2023-2024.tsv"
EDITION: Final = "permenpanrb-59-2020"
"""By which instrument the printed results were computed."""
DOMAINS: Final = ("D1", "D2", "D3", "D4")
GROUPS: Final = (
    "kementerian", "lpnk", "lns", "instansi lainnya", "provinsi", "kabupaten", "kota",
)  # fmt: skip
"""The groups in which the reports print the results, in their order."""


@dataclass(frozen=True, slots=True)
class LevelSet:
    """A susunan tingkat rekaan: levels, by number of the indicator, that give what was printed."""

    year: int
    institution: str
    levels: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Result:
    """What was printed for an institution; a domain that is illegible there is not in `domains`."""

    year: int
    institution: str
    group: str
    domains: Mapping[str, Fraction]
    index: Fraction
    predicate: str
    source: str


@cache
def level_sets() -> tuple[LevelSet, ...]:
    """Return the made-up sets of levels for all published results."""
    return tuple(
        LevelSet(int(year), name, levels_of(digits)) for year, name, digits in rows(LEVELS)
    )


@cache
def results() -> tuple[Result, ...]:
    """Return all that was printed, in the order of the reports."""
    _, *found = rows(RESULTS)
    return tuple(map(result_of, found))


def rows(file: str) -> list[list[str]]:
    """Return the rows of a table; its comments say where it is from."""
    lines = files("spbe_cli").joinpath("data", file).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def levels_of(digits: str) -> dict[str, Fraction]:
    """Return the levels that a row of digits stands for, from indicator 1 on.

    >>> levels_of("352")["2"]
    Fraction(5, 1)
    """
    return {str(number): Fraction(digit) for number, digit in enumerate(digits, start=1)}


def result_of(row: list[str]) -> Result:
    """Return the result that a row holds."""
    year, institution, group, *figures, index, predicate, source = row
    known = zip(DOMAINS, figures, strict=True)
    domains = {code: figure(text) for code, text in known if text}
    return Result(int(year), institution, group, domains, figure(index), predicate, source)


@cache
def figure(text: str) -> Fraction:
    """Return a printed figure; there are no more than 401 of them."""
    return Fraction(text)
