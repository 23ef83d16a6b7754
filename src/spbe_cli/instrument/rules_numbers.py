"""Weights, scale, predicates and bounds of levels of an instrument file: they fit one another."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Final, NamedTuple

from spbe_cli.exact import whole_of
from spbe_cli.findings import Fact, Finding, Listed, Quoted, Raw, Word
from spbe_cli.instrument.schema import plain_number
from spbe_cli.instrument.source import BELOW, FileView, Source
from spbe_cli.instrument.yaml import Path

WHOLE: Final = Fraction(100)
MOST_PARTS: Final = 6


class _Sum(NamedTuple):
    """The weights directly under one part: what they sum to and what they should."""

    part: Source
    children: tuple[Source, ...]
    total: Fraction
    expected: Fraction

    @property
    def excess(self) -> Fraction:
        return self.total - self.expected


def weights_add_up(view: FileView) -> Iterator[Finding]:
    """I104, I119: weights are above zero, and those of the parts add up to the whole.

    A weight that fits neither its parts nor its parent is one fault, at its own line: the
    sum above it is not reported where the sums below explain the difference.
    """
    relative = view.data.get("weights") == "relative"
    sums, _ = _sums(view)
    for one in sums.values():
        below = [sums[child.path].excess for child in one.children if child.path in sums]
        explained = any(below) and one.excess + sum(below) == 0
        if one.excess and (relative or not explained):
            yield _fault(one)
    for part in view.groups:
        weight = str(part.data.get("weight"))
        size = plain_number(weight.removeprefix("-"))
        if size == 0 or (size is not None and weight.startswith("-")):
            yield part.finding("I119", ("weight",), parent=part.name_of(), found=Raw(weight))


def unjudged(view: FileView) -> int:
    """Count the sums that can't be checked because a weight in them can't be read."""
    return _sums(view)[1]


def _sums(view: FileView) -> tuple[dict[Path, _Sum], int]:
    relative = view.data.get("weights") == "relative"
    found: dict[Path, _Sum] = {}
    unreadable: set[Path] = set()
    for part in (view, *view.groups):
        expected = WHOLE if relative or part is view else part.number("weight")
        for kind in BELOW.get(part.kind, ()):
            children = tuple(part.parts(kind))
            weights = [weight for child in children if (weight := child.number("weight"))]
            if children and expected and len(weights) == len(children):
                total = sum(weights, Fraction(0))
                found[part.path] = _Sum(part, children, total, expected)
            elif children:
                unreadable.add(part.path)
    return found, len(unreadable - set(found))


def _fault(one: _Sum) -> Finding:
    kind = one.children[0].kind
    parts = (Raw(f"{child.data.get('code')}: {child.data.get('weight')}") for child in one.children)
    facts: dict[str, Fact] = {"parts": Word(f"parts.{kind}"), "parent": one.part.name_of()}
    facts |= {"total": _decimal(one.total), "expected": _decimal(one.expected)}
    facts |= {"detail": Listed(tuple(parts)), "value": _decimal(abs(one.excess))}
    if not one.part.path:
        return one.part.finding("I104", (kind,), "whole", **facts)
    many = len(one.children) > MOST_PARTS
    variant = ("over" if one.excess > 0 else "short") if many else ""
    return one.part.finding("I104", ("weight",), variant, **facts)


def scale_is_sound(view: FileView) -> Iterator[Finding]:
    """I111: the scale rises, the criteria are written for it, a capability names all its levels."""
    scale = view.part("scale")
    lowest, highest = scale.number("lowest"), scale.number("highest")
    if lowest is not None and highest is not None and lowest >= highest:
        ends: dict[str, Fact] = {"minimum": Raw(str(lowest)), "maximum": Raw(str(highest))}
        yield scale.finding("I111", ("highest",), "order", **ends)
    if view.levels is not None and view.other_levels:
        written = sorted(n for n in map(whole_of, view.other_levels) if n is not None)
        end = "lowest" if written and written[0] != view.levels[0] else "highest"
        found = f"{written[0]}-{written[-1]}" if written else "-"
        yield scale.finding("I111", (end,), "scale", scale=_text(view.levels), found=found)
    levels = view.sure_levels or range(0)
    for capability in view.parts("capabilities") if levels else ():
        names = capability.data.get("levels")
        if isinstance(names, dict) and set(names) != set(map(str, levels)):
            counts: dict[str, Fact] = {"count": len(names), "expected": len(levels)}
            yield capability.finding("I111", ("levels",), "names", **counts)


def bands_in_order(view: FileView) -> Iterator[Finding]:
    """I112: predicates run from the highest bound down and cover the scale without a hole."""
    bands = tuple(view.parts("predicates"))
    bounds = [(one, bound) for one in bands if (bound := one.number("minimum")) is not None]
    for (above, upper), (below, lower) in pairwise(bounds):
        if lower >= upper:
            names = {"predicate1": _name(below), "predicate2": _name(above)}
            ends = {"minimum": _decimal(lower), "maximum": _decimal(upper)}
            yield below.finding("I112", (), "equal" if lower == upper else "", **names, **ends)
            return
    levels = view.sure_levels
    if levels is None or not bounds or len(bounds) < len(bands):
        return
    for band, minimum in bounds:
        if not levels[0] <= minimum <= levels[-1]:
            facts: dict[str, Fact] = {"predicate1": _name(band), "scale": _text(levels)}
            yield band.finding("I112", (), "off_scale", minimum=_decimal(minimum), **facts)
    lowest = bounds[-1][1]
    if levels[0] < lowest <= levels[-1]:
        hole = {"minimum": Raw(str(levels[0])), "maximum": _decimal(lowest)}
        yield view.finding("I112", ("predicates",), "hole", **hole)


def _name(band: Source) -> Quoted:
    return Quoted(str(band.data.get("name")))


def criteria_for_every_level(view: FileView) -> Iterator[Finding]:
    """I110, I111: every level of the scale has a criterion; of no other level is anything said."""
    levels = view.sure_levels
    if levels is None:
        return
    for part in view.indicators:
        if isinstance(part.data.get("criteria"), dict):
            criteria = part.data["criteria"]
            for level in levels:
                steps = ("criteria", str(level)) if str(level) in criteria else ("criteria",)
                if len(steps) == 1 or (criteria[str(level)] is None and part.lacks("missing")):
                    yield part.about("I110", steps, level=level)
        for key in ("criteria", "distinguishing", "evidence_items", "recommendations", "notes"):
            facts: dict[str, Fact] = {} if key == "criteria" else {"key": Raw(key)}
            for text in part.part(key).data:
                if (number := whole_of(text)) is not None and number not in levels:
                    facts |= {"level": Raw(text), "scale": _text(levels)}
                    variant = "other" if "key" in facts else ""
                    yield part.about("I111", (key, text), variant, **facts)


def levels_begin_in_order(view: FileView) -> Iterator[Finding]:
    """I126: levels begin one above the other, on the scale and on that of every other agency."""
    if view.other_levels:
        return
    scale, levels = view.part("scale"), view.levels
    bounds = _bounds(scale)
    if bounds and (scale.data.get("decimals") == "0" or scale.lacks("decimals")):
        yield scale.finding("I126", ("begins",), "whole")
    elif "begins" in scale.data:
        yield from _bounds_rise(scale, levels)
        for steps, value in bounds:
            if levels and not levels[0] <= value <= levels[-1]:
                facts = {"value": _decimal(value), "scale": Raw(_text(levels))}
                yield scale.finding("I126", steps, "scale", **facts)
    elif "edge" in scale.data:
        yield scale.finding("I126", ("edge",), "edge")
    for index in view.parts("external_indices"):
        yield from _bounds_rise(index, levels)


def _bounds(part: Source) -> list[tuple[Path, Fraction]]:
    """Return where its levels begin, as far as it can be read, with the steps to each bound."""
    begins = part.part("begins")
    numbers = ((level, begins.number(level)) for level in begins.data)
    return [(("begins", level), value) for level, value in numbers if value is not None]


def _bounds_rise(part: Source, levels: range | None) -> Iterator[Finding]:
    """Report bounds that are not those of the levels, and the first not above the one before it."""
    begins, top = part.data.get("begins"), part.number("maximum")
    if levels and isinstance(begins, dict) and list(begins) != [str(level) for level in levels]:
        counts: dict[str, Fact] = {"count": len(begins), "expected": len(levels)}
        yield part.finding("I126", ("begins",), "levels", scale=_text(levels), **counts)
    end: list[tuple[Path, Fraction]] = [] if top is None else [(("maximum",), top)]
    for (_, below), (steps, above) in pairwise([*_bounds(part), *end]):
        if above <= below:
            yield part.finding("I126", steps, value=_decimal(above), limit=_decimal(below))
            return


def _text(levels: range) -> str:
    return f"{levels[0]}-{levels[-1]}"


def _decimal(value: Fraction) -> Raw:
    """Write an exact number as YAML does: whole, or with two decimals or as many as it has."""
    if value.denominator == 1:
        return Raw(str(value.numerator))
    places = next((n for n in range(2, 6) if (value * 10**n).denominator == 1), 6)
    return Raw(f"{float(value):.{places}f}")
