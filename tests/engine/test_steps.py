"""The steps of the index, one after another, on the shipped instruments."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from spbe_cli.instrument import Aspect, Instrument
from spbe_cli.instrument.loading import shipped
from spbe_cli.scoring import (
    Score,
    converted,
    predicate_of,
    reaching,
    score_aspect,
    score_domain,
    score_rows,
    score_total,
)

NEW, OLD = shipped("permenpanrb-59-2020"), shipped("permenpanrb-5-2018")
PEMDI = shipped("permenpanrb-8-2026")
INDEX = next(i.external for i in PEMDI.indicators() if i.external)


def aspect_of(instrument: Instrument, code: str) -> Aspect:
    return next(aspect for aspect in instrument.aspects if aspect.code == code)


def scored(code: str, index: str, weight: str, parent: str | None = None) -> Score:
    return Score(code, "", Fraction(weight), Fraction(index) * Fraction(weight), parent)


def test_tabel_10_gives_aspect_2_its_index() -> None:
    aspect = aspect_of(NEW, "A2")
    levels = {"11": Fraction(3), "12": Fraction(4), "13": Fraction(3), "14": Fraction(2)}
    assert str(score_aspect(aspect, score_rows(aspect, levels)).rounded) == "3.00"


def test_tabel_11_gives_domain_2_its_index() -> None:
    indices = {"A2": "3.00", "A3": "4.00", "A4": "3.00"}
    domain = next(domain for domain in NEW.domains if domain.code == "D2")
    parts = [scored(a.code, indices[a.code], str(a.weight), "D2") for a in domain.aspects]
    assert str(score_domain(domain, tuple(parts)).rounded) == "3.40"


def test_tabel_12_gives_the_index() -> None:
    indices = {"D1": "3.70", "D2": "3.40", "D3": "3.00", "D4": "3.20"}
    parts = [scored(d.code, indices[d.code], str(d.weight)) for d in NEW.domains]
    result = score_total(NEW, tuple(parts))
    assert result.index == Fraction("3.282")
    assert str(result.rounded) == "3.28"
    assert predicate_of(NEW, result).name == "Baik"


def test_services_are_rows_of_their_own_as_denpasar_2018_was_scored() -> None:
    rows = ["32", "33", "34", "35-1", "35-2", "35-3"]
    levels = dict(zip(rows, map(Fraction, (3, 2, 3, 1, 3, 3)), strict=True))
    aspect = aspect_of(OLD, "A7")
    assert str(score_aspect(aspect, score_rows(aspect, levels)).rounded) == "2.50"


def test_where_the_rounded_index_decides_it_is_reached_half_a_unit_below() -> None:
    rounding = replace(NEW, predicate_on="rounded")
    assert reaching(rounding, NEW.predicates[0]) == Fraction("4.195")


def test_an_instrument_of_whole_levels_takes_the_level_of_an_index() -> None:
    whole = replace(PEMDI, decimals=0)
    for level, begin in INDEX.begins.items():
        assert converted(INDEX, begin, whole) == level


def test_without_bands_of_its_own_a_level_ends_where_the_next_begins() -> None:
    plain = replace(PEMDI, begins={})
    bounds = [*INDEX.begins.items(), (6, INDEX.maximum)]
    for (level, begin), (_, end) in pairwise(bounds[:-1]):
        assert converted(INDEX, begin, plain) == level
        assert converted(INDEX, (begin + end) / 2, plain) == level + Fraction(1, 2)
