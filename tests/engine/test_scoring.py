"""What holds for every instrument and all levels.

Instruments are drawn as the YAML that an editor would write, and go through the real
loader.  What is expected is computed from that text alone, by the formulas of the
regulation one after another.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise
from math import floor
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.engine.test_published_results import half_up

from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import inspect
from spbe_cli.scoring import outlook, score

Document = dict[str, Any]
Levels = Mapping[str, Fraction]
WHOLE = 1_000_000  # 100 percent, in steps of 0.0001

QUOTED_NUMBER = re.compile(r'"(\d+(?:\.\d+)?)"')


@dataclass(frozen=True)
class Case:
    """The text of an instrument, the instrument that the loader made of it, and levels."""

    document: Document
    instrument: Instrument
    levels: Levels


def loaded(document: Document) -> Instrument:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "any.yaml"
        # JSON is YAML, but for its numbers in quotation marks: they would be texts.
        path.write_text(QUOTED_NUMBER.sub(r"\1", json.dumps(document)), "utf-8")
        inspection = inspect(path)
    assert inspection.instrument, inspection.findings
    return inspection.instrument


def percent(steps: int) -> str:
    return str(Decimal(steps).scaleb(-4))


def shared(draw: st.DrawFn, parts: int) -> list[int]:
    """Share the whole among parts; often coarsely, so that borders and ties are met."""
    grain = draw(st.sampled_from([1, 100, 5_000]))
    cuts = st.integers(1, WHOLE // grain - 1)
    chosen = draw(st.lists(cuts, min_size=parts - 1, max_size=parts - 1, unique=True))
    edges = [0, *sorted(grain * cut for cut in chosen), WHOLE]
    return [high - low for low, high in pairwise(edges)]


class Drawing:
    """Draws the parts of one document; numbers them as it goes."""

    def __init__(self, draw: st.DrawFn, scale: range, leaves: int) -> None:
        self.draw = draw
        self.scale = scale
        self.numbers = iter(range(1, 1000))
        self.relative = draw(st.booleans())
        self.weights = iter(shared(draw, leaves))

    def part(self, code: str, kind: str, children: list[Document]) -> Document:
        """A part with children: relative weights are set by `share`, absolute ones are sums."""
        if self.relative:
            self.share(children)
        total = sum(child["steps"] for child in children)
        part = {"code": code, "name": f"Bagian {code}", "short": f"Bagian {code}", "source": "uji"}
        return {**part, "steps": total, kind: children}

    def share(self, children: list[Document]) -> None:
        for child, steps in zip(children, shared(self.draw, len(children)), strict=True):
            child["steps"] = steps

    def indicator(self, repeat: int) -> Document:
        code = str(next(self.numbers))
        return {
            "code": code,
            "name": f"Indikator ke-{code}",
            "short": f"Indikator ke-{code}",
            "steps": next(self.weights),
            "capability": "any",
            "source": "uji",
            "criteria": {str(level): f"Kriteria {code} tingkat {level}" for level in self.scale},
            "evidence": "surat keputusan",
            "repeat": str(repeat),
        }


def written(part: Document) -> Document:
    """Write the weights of a part and of all below it as text."""
    rest = {key: value for key, value in part.items() if key != "steps"}
    for kind in ("aspects", "indicators"):
        if kind in rest:
            rest[kind] = [written(child) for child in rest[kind]]
    return {**rest, "weight": percent(part["steps"])}


@st.composite
def documents(draw: st.DrawFn, most: int = 4) -> Document:
    """An instrument of any shape: a list of domains of aspects of indicators, or of aspects."""
    indicators = st.lists(st.sampled_from([1, 1, 1, 2, 3]), min_size=1, max_size=most)
    aspects = st.lists(indicators, min_size=1, max_size=min(3, most))
    shape = draw(st.lists(aspects, min_size=1, max_size=min(4, most - 1)))
    scale = range(draw(st.integers(0, 1)), draw(st.integers(3, 6)) + 1)
    drawing = Drawing(draw, scale, sum(len(a) for domain in shape for a in domain))
    domains = []
    for d, of_domain in enumerate(shape, start=1):
        parts = [
            drawing.part(f"A{d}{a}", "indicators", [drawing.indicator(n) for n in repeats])
            for a, repeats in enumerate(of_domain, start=1)
        ]
        domains.append(drawing.part(f"D{d}", "aspects", parts))
    flat = len(domains) == 1 and draw(st.booleans())
    top = domains[0]["aspects"] if flat else domains
    if drawing.relative:
        drawing.share(top)
    parts = [written(part) for part in top]
    weights = "relative" if drawing.relative else "absolute"
    return {**frame(draw, scale), "weights": weights, "aspects" if flat else "domains": parts}


def frame(draw: st.DrawFn, scale: range) -> Document:
    """All of a document but its weights and parts."""
    inner = st.integers(10 * scale[0] + 1, 10 * scale[-1] - 1)
    bounds = [*sorted(draw(st.sets(inner, min_size=1, max_size=4)), reverse=True), 10 * scale[0]]
    return {
        "id": "any",
        "title": "Instrumen uji",
        "regulation": "Peraturan uji",
        "index_name": "Indeks uji",
        "valid_from": "2020",
        "sources": dict.fromkeys(("scale", "weights", "predicates", "rounding"), "uji"),
        "scale": {
            "lowest": str(scale[0]),
            "highest": str(scale[-1]),
            "decimals": draw(st.sampled_from(["0", "2"])),
        },
        "rounding": "half_up",
        "predicate_on": draw(st.sampled_from(["exact", "rounded"])),
        "predicates": [
            {"name": f"Predikat {n}", "minimum": f"{bound // 10}.{bound % 10}"}
            for n, bound in enumerate(bounds)
        ],
        "capabilities": [
            {
                "code": "any",
                "name": "kapabilitas uji",
                "label": "Uji",
                "levels": {str(level): f"Tingkat {level}" for level in scale},
                "source": "uji",
            }
        ],
    }


@st.composite
def cases(draw: st.DrawFn, most: int = 4) -> Case:
    """An instrument with levels for all required rows and for some of the others."""
    document = draw(documents(most))
    instrument = loaded(document)
    steps = 10**instrument.decimals
    level = st.integers(instrument.lowest * steps, instrument.highest * steps)
    required = instrument.required_rows()
    rows = [row for row in instrument.rows() if row in required or draw(st.booleans())]
    return Case(document, instrument, {row: Fraction(draw(level), steps) for row in rows})


def share(part: Document, whole: Fraction, document: Document) -> Fraction:
    weight = Fraction(part["weight"])
    return weight * whole / 100 if document["weights"] == "relative" else weight


def by_the_book(document: Document, levels: Levels) -> dict[str, Fraction]:
    """The index of every part, by pages 21 to 23 one after another; `total` is the last."""
    found: dict[str, Fraction] = {}

    def weighted(parts: Iterable[Document], whole: Fraction) -> Fraction:
        points = Fraction(0)
        for part in parts:
            weight = share(part, whole, document)
            inner = weighted(part["aspects"], weight) if "aspects" in part else rows(part, weight)
            found[part["code"]] = (1 / weight) * inner
            points += found[part["code"]] * weight
        return points

    def rows(aspect: Document, ba: Fraction) -> Fraction:
        answered = [
            (level, share(indicator, ba, document))
            for indicator in aspect["indicators"]
            for row, level in levels.items()
            if row.split("-")[0] == indicator["code"]
        ]
        nominal = sum(bi for _, bi in answered)
        return sum((ni * bi * ba / nominal for ni, bi in answered), Fraction(0))

    top = document["domains" if "domains" in document else "aspects"]
    found["total"] = weighted(top, Fraction(100)) / 100
    return found


def expected_predicate(document: Document, index: Fraction) -> str:
    held = index if document["predicate_on"] == "exact" else half_up(index)
    reached = (p["name"] for p in document["predicates"] if held >= Fraction(p["minimum"]))
    return next(reached, "")


@given(cases())
def test_every_index_is_that_of_the_regulation_exactly(case: Case) -> None:
    result = score(case.instrument, case.levels)
    parts = {part.code: part for part in (*result.aspects, *result.domains)}
    expected = by_the_book(case.document, case.levels)
    total = expected.pop("total")
    assert {code: part.index for code, part in parts.items()} == expected
    assert result.total.index == total
    assert result.predicate.name == expected_predicate(case.document, total)
    for part in (*parts.values(), result.total):
        assert Fraction(part.rounded) == half_up(part.index)
        assert part.rounded.as_tuple().exponent == -2


@given(cases())
def test_rows_add_up_to_aspects_and_these_to_domains_and_the_whole(case: Case) -> None:
    result = score(case.instrument, case.levels)
    assert {row.code: row.index for row in result.indicators} == case.levels
    assert result.total.weight == 100
    for parents, children in (
        (result.aspects, result.indicators),
        (result.domains, result.aspects),
        ((result.total,), result.domains or result.aspects),
    ):
        for parent in parents:
            own = [c for c in children if parent is result.total or c.parent == parent.code]
            assert sum(child.points for child in own) == parent.points
            assert sum(child.weight for child in own) == parent.weight


@given(documents(), st.data())
def test_the_same_level_everywhere_is_every_index(document: Document, data: st.DataObject) -> None:
    instrument = loaded(document)
    level = Fraction(data.draw(st.sampled_from(instrument.scale())))
    result = score(instrument, dict.fromkeys(instrument.rows(), level))
    assert {p.index for p in (result.total, *result.domains, *result.aspects)} == {level}


@given(cases(), st.data())
def test_a_higher_level_raises_the_index_and_never_lowers_the_predicate(
    case: Case, data: st.DataObject
) -> None:
    row = data.draw(st.sampled_from(sorted(case.levels)))
    levels = st.sampled_from(case.instrument.scale())
    low, high = sorted(data.draw(st.sets(levels, min_size=2, max_size=2)))
    before = score(case.instrument, {**case.levels, row: Fraction(low)})
    after = score(case.instrument, {**case.levels, row: Fraction(high)})
    assert after.total.index > before.total.index
    assert after.predicate.minimum >= before.predicate.minimum


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(case: Case, random: Random) -> None:
    rows = list(case.levels.items())
    random.shuffle(rows)
    assert score(case.instrument, dict(rows)) == score(case.instrument, case.levels)


@given(cases())
def test_answers_to_one_indicator_weigh_alike(case: Case) -> None:
    result = score(case.instrument, case.levels)
    answered = case.instrument.rows()
    for indicator in case.instrument.indicators():
        own = {row.weight for row in result.indicators if answered[row.code] is indicator}
        assert len(own) == 1
    for aspect in case.instrument.aspects:
        rows = [row for row in result.indicators if row.parent == aspect.code]
        if len({indicator.weight for indicator in aspect.indicators}) == 1:
            assert {row.weight for row in rows} == {aspect.weight / len(rows)}


def raised(case: Case, rows: Iterable[str]) -> Fraction:
    """The index if these rows rise by one level each, never above the scale."""
    top = Fraction(case.instrument.highest)
    higher = {row: min(Fraction(floor(case.levels[row]) + 1), top) for row in rows}
    return by_the_book(case.document, {**case.levels, **higher})["total"]


@given(cases(most=2))
def test_the_outlook_is_the_shortest_way_there_is(case: Case) -> None:
    instrument = replace(case.instrument, predicate_on="exact")
    found = outlook(instrument, score(instrument, case.levels))
    index = by_the_book(case.document, case.levels)["total"]
    above = [p for p in case.document["predicates"] if Fraction(p["minimum"]) > index]
    if not above:
        assert found is None
        return
    assert found is not None
    minimum = Fraction(above[-1]["minimum"])
    fewest = (
        n
        for n in range(1, len(case.levels) + 1)
        if any(raised(case, rows) >= minimum for rows in combinations(case.levels, n))
    )
    assert (found.next.name, found.next.minimum) == (above[-1]["name"], minimum)
    assert found.short_by == minimum - index
    assert found.ceiling == raised(case, case.levels)
    assert found.raises == next(fewest, None)
