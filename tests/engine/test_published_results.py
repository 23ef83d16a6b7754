"""All results that the ministry printed for 2023 and 2024, held against the engine.

The reports print four domain indices and the index of every institution, no levels.
Levels are whole, so a printed domain index leaves few possible sums of levels.  Here
those sums are searched with arithmetic of its own; levels with such sums then go
through `score()`.  The same search, done by other rules of rounding, shows that only
one rule gives all that was printed.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from importlib.resources import files
from itertools import product
from math import floor

import pytest

from spbe_cli.instrument.loading import shipped
from spbe_cli.scoring import IndexResult, score

Row = dict[str, str]
Sums = tuple[int, ...]

RESULTS = files("spbe_cli").joinpath("data", "results-2023-2024.tsv").read_text("utf-8")
LINES = [line for line in RESULTS.splitlines() if not line.startswith("#")]
ROWS = list(csv.DictReader(LINES, delimiter="\t"))
NAMED = {(row["year"], row["institution"]): row for row in ROWS}
WITH_LEVEL_ZERO = NAMED["2023", "Pemerintah Kab. Banyuasin"]
COMPLETE = [row for row in ROWS if row["D1"] and row is not WITH_LEVEL_ZERO]

INSTRUMENT = shipped("permenpanrb-59-2020")
# PermenPANRB 59/2020, Tabel 9: by domain, of each aspect the number of indicators and their weight.
DOMAINS = {
    "D1": ((10, "1.30"),),
    "D2": ((4, "2.50"), (4, "2.50"), (2, "2.50")),
    "D3": ((8, "1.50"), (3, "1.50")),
    "D4": ((10, "2.75"), (6, "3.00")),
}
SIZES = [size for aspects in DOMAINS.values() for size, _ in aspects]
BANDS = {"Memuaskan": "4.2", "Sangat Baik": "3.5", "Baik": "2.6", "Cukup": "1.8", "Kurang": "0"}


def half_up(value: Fraction) -> Fraction:
    return Fraction(floor(100 * value + Fraction(1, 2)), 100)


def truncated(value: Fraction) -> Fraction:
    return Fraction(floor(100 * value), 100)


def half_to_even(value: Fraction) -> Fraction:
    return Fraction(round(100 * value), 100)


@dataclass(frozen=True)
class Rule:
    """One hypothesis of how the ministry computes.

    `public` is the weight of indicators 42 to 47: 3.00 in the regulation, 3.50 in Tabel 2 of
    both reports.
    """

    rounding: Callable[[Fraction], Fraction] = half_up
    aspects_first: bool = False
    domains_first: bool = False
    public: str = "3.00"

    def weight(self, size: int, weight: str) -> Fraction:
        return size * Fraction(self.public if weight == "3.00" else weight)

    def aspect(self, index: Fraction) -> Fraction:
        return self.rounding(index) if self.aspects_first else index


EXACT = Rule()


@cache
def table(rule: Rule, domain: str) -> dict[Fraction, dict[Fraction, Sums]]:
    """By printed index of a domain: what it may add to the index, and level sums that do so."""
    aspects = DOMAINS[domain]
    share = sum((size * Fraction(weight) for size, weight in aspects), Fraction(0)) / 100
    weights = [rule.weight(*aspect) for aspect in aspects]
    found: dict[Fraction, dict[Fraction, Sums]] = {}
    for sums in product(*(range(size, 5 * size + 1) for size, _ in aspects)):
        indices = (rule.aspect(Fraction(s, n)) for s, (n, _) in zip(sums, aspects, strict=True))
        points = (na * ba for na, ba in zip(indices, weights, strict=True))
        index = sum(points, Fraction(0)) / sum(weights)
        shown = rule.rounding(index)
        added = (shown if rule.domains_first else index) * share
        found.setdefault(shown, {}).setdefault(added, sums)
    return found


def totals(row: Row, rule: Rule = EXACT) -> dict[Fraction, Sums]:
    """By exact index: level sums of all aspects that give the printed domain indices."""
    choices = [table(rule, domain).get(Fraction(row[domain]), {}) for domain in DOMAINS]
    return {
        sum((added for added, _ in parts), Fraction(0)): tuple(s for _, sums in parts for s in sums)
        for parts in product(*(choice.items() for choice in choices))
    }


def predicate(index: Fraction) -> str:
    return next(name for name, minimum in BANDS.items() if index >= Fraction(minimum))


def chosen(row: Row) -> Sums:
    """Level sums that give all four domains and the index, and if possible the predicate."""
    fits = {t: sums for t, sums in totals(row).items() if half_up(t) == Fraction(row["index"])}
    return min(fits.items(), key=lambda fit: predicate(fit[0]) != row["predicate"])[1]


def levels_of(sums: Sums) -> dict[str, Fraction]:
    """Spread the sum of every aspect over its indicators, which are numbered from 1 to 47."""
    levels = [(s + n) // size for s, size in zip(sums, SIZES, strict=True) for n in range(size)]
    return {str(number): Fraction(level) for number, level in enumerate(levels, start=1)}


def figures(result: IndexResult) -> list[str]:
    return [str(part.rounded) for part in (*result.domains, result.total)]


def printed(row: Row) -> list[str]:
    return [row[column] for column in (*DOMAINS, "index")]


def test_the_reports_hold_all_that_was_assessed() -> None:
    assert [sum(row["year"] == year for row in ROWS) for year in ("2023", "2024")] == [621, 615]
    assert len([row for row in ROWS if not row["D1"]]) == 3
    assert len([*COMPLETE, WITH_LEVEL_ZERO]) == 1233


@pytest.mark.parametrize(
    ("predicate_on", "year", "differing"),
    [
        ("exact", "2023", {"Pemerintah Kab. Boven Digoel", "Pemerintah Kab. Nias Barat"}),
        ("exact", "2024", set()),
        ("rounded", "2023", set()),
        (
            "rounded",
            "2024",
            {"Pemerintah Kab. Pacitan", "Pemerintah Kab. Luwu", "Pemerintah Kab. Nias Barat"},
        ),
    ],
)
def test_every_result_is_reproduced(predicate_on: str, year: str, differing: set[str]) -> None:
    instrument = replace(INSTRUMENT, predicate_on=predicate_on)
    found = set()
    for row in COMPLETE:
        if row["year"] == year:
            result = score(instrument, levels_of(chosen(row)))
            assert figures(result) == printed(row), row
            found |= {row["institution"]} if result.predicate.name != row["predicate"] else set()
    assert found == differing


@pytest.mark.parametrize(
    ("year", "institution", "exact"),
    [
        ("2023", "Pemerintah Kab. Boven Digoel", {"1.7995"}),
        ("2023", "Pemerintah Kab. Nias Barat", {"1.795", "1.7975"}),
        ("2024", "Pemerintah Kab. Pacitan", {"3.4985"}),
        ("2024", "Pemerintah Kab. Luwu", {"2.596", "2.5985"}),
        ("2024", "Pemerintah Kab. Nias Barat", {"1.7975", "1.8"}),
    ],
)
def test_five_rows_decide_what_the_predicate_goes_by(
    year: str, institution: str, exact: set[str]
) -> None:
    row = NAMED[year, institution]
    assert {t for t in totals(row) if half_up(t) == Fraction(row["index"])} == {
        Fraction(value) for value in exact
    }
    rounded = predicate(Fraction(row["index"]))
    by_the_exact_index = {predicate(Fraction(value)) for value in exact}
    assert (rounded == row["predicate"]) == (year == "2023")
    assert (row["predicate"] in by_the_exact_index) == (year == "2024")


@pytest.mark.parametrize(
    ("institution", "d1"),
    [
        ("Kementerian Pertanian", "4.30"),
        ("Kementerian Energi dan Sumber Daya Mineral", "4.00"),
        ("Pemerintah Provinsi Jawa Timur", "4.60"),
    ],
)
def test_an_illegible_domain_can_be_only_one(institution: str, d1: str) -> None:
    row = NAMED["2024", institution]
    fitting = [
        (value, sums)
        for value in table(EXACT, "D1")
        for total, sums in totals({**row, "D1": str(value)}).items()
        if half_up(total) == Fraction(row["index"])
    ]
    assert {value for value, _ in fitting} == {Fraction(d1)}
    result = score(INSTRUMENT, levels_of(fitting[0][1]))
    assert figures(result) == printed({**row, "D1": d1})
    assert result.predicate.name == row["predicate"]


def test_one_row_takes_services_at_level_zero() -> None:
    row = WITH_LEVEL_ZERO
    sums = [next(iter(table(EXACT, d)[Fraction(row[d])].values())) for d in ("D1", "D2", "D3")]
    result = score(INSTRUMENT, levels_of((*(s for part in sums for s in part), 5, 0)))
    assert figures(result) == printed(row)
    assert result.predicate.name == row["predicate"]


@pytest.mark.parametrize(
    ("rule", "fits"),
    [
        pytest.param(EXACT, (620, 612), id="exact, rounded once, half up"),
        pytest.param(Rule(aspects_first=True), (616, 602), id="aspects rounded first"),
        pytest.param(Rule(domains_first=True), (549, 546), id="domains rounded first"),
        pytest.param(Rule(aspects_first=True, domains_first=True), (549, 546), id="both first"),
        pytest.param(Rule(truncated), (388, 332), id="truncated"),
        pytest.param(Rule(half_to_even), (602, 591), id="half to even"),
        pytest.param(Rule(public="3.50"), (590, 551), id="42 to 47 at 3.50 percent"),
    ],
)
def test_only_exact_sums_rounded_half_up_fit_every_result(
    rule: Rule, fits: tuple[int, int]
) -> None:
    fitting = [
        row["year"]
        for row in COMPLETE
        if Fraction(row["index"]) in {rule.rounding(total) for total in totals(row, rule)}
    ]
    assert (fitting.count("2023"), fitting.count("2024")) == fits


def test_most_results_leave_no_choice() -> None:
    decided = [row["year"] for row in COMPLETE if len({half_up(t) for t in totals(row)}) == 1]
    assert (decided.count("2023"), decided.count("2024")) == (495, 497)


def test_every_certain_tie_was_rounded_up() -> None:
    ties = [
        (total, row)
        for row in COMPLETE
        if len(found := totals(row)) == 1 and (total := next(iter(found))) * 200 % 2 == 1
    ]
    assert len(ties) == 32
    assert all(Fraction(row["index"]) == total + Fraction("0.005") for total, row in ties)


@pytest.mark.parametrize(
    ("institution", "exact", "from_rounded_domains"),
    [
        ("Kementerian Koordinator Bidang Politik, Hukum dan Keamanan", {"3.084", "3.0865"}, "3.09"),
        ("Kementerian Komunikasi dan Informatika", {"4.745"}, "4.74"),
    ],
)
def test_two_rows_tell_the_rules_apart(
    institution: str, exact: set[str], from_rounded_domains: str
) -> None:
    row = NAMED["2024", institution]
    assert set(totals(row)) == {Fraction(value) for value in exact}
    rival = Rule(domains_first=True)
    assert {rival.rounding(t) for t in totals(row, rival)} == {Fraction(from_rounded_domains)}
    assert figures(score(INSTRUMENT, levels_of(chosen(row)))) == printed(row)
