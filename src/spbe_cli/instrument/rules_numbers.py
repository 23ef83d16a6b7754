"""Weights, scale, predicates and bounds of levels of an instrument file: they fit one another."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

from spbe_cli.exact import whole_of
from spbe_cli.findings import Fact, Finding, Listed, Quoted, Raw, Word
from spbe_cli.instrument.nodes import Path
from spbe_cli.instrument.schema import YEARS
from spbe_cli.instrument.source import (
    FileView,
    Part,
    decimal_text,
    lacks,
    listed,
    mapped,
    named,
    number,
    parent_name,
)

WHOLE: Final = Fraction(100)
MOST_PARTS: Final = 6
KINDS: Final = ("domains", "aspects", "indicators")


@dataclass(frozen=True, slots=True)
class Sum:
    """The weights directly under one part: what they sum to and what they should."""

    path: Path
    kind: str
    children: tuple[Part, ...]
    total: Fraction
    expected: Fraction

    @property
    def right(self) -> bool:
        """Tell whether they add up."""
        return self.total == self.expected


def weights_add_up(view: FileView) -> Iterator[Finding]:
    """I104: the weights of the parts add up to the whole.

    A weight that fits neither its parts nor its parent is one fault, at its own line: the
    sum above it is not reported where the sums below explain the difference.
    """
    relative = view.data.get("weights") == "relative"
    found = {one.path: one for one in _sums((), view.data, WHOLE, relative=relative)}
    for one in found.values():
        if not one.right and (relative or not _explained(one, found)):
            yield _fault(view, one)


def _sums(path: Path, part: Part, expected: Fraction | None, *, relative: bool) -> Iterator[Sum]:
    """Yield the sum under a part, and those under its parts; unreadable ones are left out."""
    for kind in KINDS:
        children = [child for child in listed(part.get(kind)) if isinstance(child, dict)]
        weights = [number(child.get("weight")) for child in children]
        known = [weight for weight in weights if weight]
        if children and expected and len(known) == len(listed(part.get(kind))):
            yield Sum(path, kind, tuple(children), sum(known, Fraction(0)), expected)
        for position, child in enumerate(listed(part.get(kind))):
            if isinstance(child, dict):
                below = WHOLE if relative else number(child.get("weight"))
                yield from _sums((*path, kind, position), child, below, relative=relative)


def unjudged(view: FileView) -> int:
    """Count the sums that can't be checked because a weight in them can't be read."""
    relative = view.data.get("weights") == "relative"
    judged = {one.path for one in _sums((), view.data, WHOLE, relative=relative)}
    parts = [((), view.data), *((path, part) for path, _, part in view.parts())]
    whole = [path for path, part in parts if any(listed(part.get(kind)) for kind in KINDS)]
    return len(set(whole) - judged)


def _explained(one: Sum, found: dict[Path, Sum]) -> bool:
    """Tell whether wrong sums below account for this one being wrong."""
    below = [found.get((*one.path, one.kind, n)) for n in range(len(one.children))]
    wrong = [child for child in below if child and not child.right]
    difference = sum((child.expected - child.total for child in wrong), Fraction(0))
    return bool(wrong) and one.total - difference == one.expected


def _fault(view: FileView, one: Sum) -> Finding:
    """Say what the parts sum to and what they should."""
    parts = Listed(tuple(Raw(f"{c.get('code')}: {c.get('weight')}") for c in one.children))
    facts: dict[str, Fact] = {
        "parts": Word(f"parts.{one.kind}"),
        "parent": parent_name(view, one.path),
        "total": Raw(decimal_text(one.total)),
        "expected": Raw(decimal_text(one.expected)),
        "detail": parts,
        "value": Raw(decimal_text(abs(one.total - one.expected))),
    }
    if not one.path:
        return view.finding("I104", (one.kind,), "whole", **facts)
    many = len(one.children) > MOST_PARTS
    variant = ("over" if one.total > one.expected else "short") if many else ""
    return view.finding("I104", (*one.path, "weight"), variant, **facts)


def weights_above_zero(view: FileView) -> Iterator[Finding]:
    """I119: weights are above zero."""
    for path, _, part in view.parts():
        weight = str(part.get("weight"))
        size = number(weight.removeprefix("-"))
        if size == 0 or (size is not None and weight.startswith("-")):
            where, parent = (*path, "weight"), parent_name(view, path)
            yield view.finding("I119", where, parent=parent, found=Raw(weight))


BY_LEVEL: Final = ("criteria", "distinguishing", "evidence_items", "notes")
"""What an indicator says level by level."""

Band = tuple[int, str, Fraction]
"""Position, name and lower bound of a predicate."""


def scale_rises(view: FileView) -> Iterator[Finding]:
    """I111: the scale begins below its end."""
    scale = mapped(view.data.get("scale"))
    lowest, highest = number(scale.get("lowest")), number(scale.get("highest"))
    if lowest is not None and highest is not None and lowest >= highest:
        ends: dict[str, Fact] = {"minimum": Raw(str(lowest)), "maximum": Raw(str(highest))}
        yield view.finding("I111", ("scale", "highest"), "order", **ends)


def scale_fits_criteria(view: FileView) -> Iterator[Finding]:
    """I111: the scale is the one that the criteria are written for."""
    levels, alike = view.levels(), view.other_levels()
    if levels is None or alike is None:
        return
    written = sorted(n for n in map(whole_of, alike) if n is not None)
    end = "lowest" if written and written[0] != levels[0] else "highest"
    found = f"{written[0]}-{written[-1]}" if written else "-"
    yield view.finding("I111", ("scale", end), "scale", scale=_text(levels), found=found)


def bands_in_order(view: FileView) -> Iterator[Finding]:
    """I112: predicates run from the highest bound down and cover the scale without a hole."""
    listing = [mapped(band) for band in listed(view.data.get("predicates"))]
    bounds = [(n, band, number(band.get("minimum"))) for n, band in enumerate(listing)]
    bands = [(n, str(band.get("name")), bound) for n, band, bound in bounds if bound is not None]
    for (_, above, upper), (position, below, lower) in pairwise(bands):
        if lower >= upper:
            facts: dict[str, Fact] = {
                "predicate1": Quoted(below),
                "predicate2": Quoted(above),
                "minimum": Raw(decimal_text(lower)),
                "maximum": Raw(decimal_text(upper)),
            }
            variant = "equal" if lower == upper else ""
            yield view.finding("I112", ("predicates", position), variant, **facts)
            return
    levels = view.sure_levels()
    if bands and levels and len(bands) == len(listing):
        yield from _bands_on_scale(view, bands, levels)


def _bands_on_scale(view: FileView, bands: list[Band], levels: range) -> Iterator[Finding]:
    """Report bounds off the scale, and a hole above its lowest level."""
    for position, name, minimum in bands:
        if not levels[0] <= minimum <= levels[-1]:
            facts: dict[str, Fact] = {"predicate1": Quoted(name), "scale": _text(levels)}
            bound = Raw(decimal_text(minimum))
            yield view.finding("I112", ("predicates", position), "off_scale",
                               minimum=bound, **facts)  # fmt: skip
    lowest = bands[-1][2]
    if levels[0] < lowest <= levels[-1]:
        ends = {"minimum": Raw(str(levels[0])), "maximum": Raw(decimal_text(lowest))}
        yield view.finding("I112", ("predicates",), "hole", **ends)


def criteria_for_every_level(view: FileView) -> Iterator[Finding]:
    """I110, I111: every indicator has a criterion for every level of the scale, and no other.

    What else is said by level is said of levels of the scale, too.
    """
    levels = view.sure_levels()
    if levels is None:
        return
    for path, part in view.indicators():
        if isinstance(part.get("criteria"), dict):
            yield from _missing_criteria(view, path, part, levels)
        for key in BY_LEVEL:
            yield from _off_scale(view, (*path, key), part, levels)


def _missing_criteria(view: FileView, path: Path, part: Part, levels: range) -> Iterator[Finding]:
    """Report levels without a criterion; null counts as one if `missing` says why."""
    criteria, where = part["criteria"], (*path, "criteria")
    for level in levels:
        if str(level) not in criteria:
            yield view.finding("I110", where, level=level, **named(part))
        elif criteria[str(level)] is None and lacks(part, "missing"):
            yield view.finding("I110", (*where, str(level)), level=level, **named(part))


def _off_scale(view: FileView, path: Path, part: Part, levels: range) -> Iterator[Finding]:
    """Report what is said of levels that the scale does not have."""
    key = str(path[-1])
    facts: dict[str, Fact] = {"scale": _text(levels), **named(part)}
    if key != "criteria":
        facts["key"] = Raw(key)
    for text in mapped(part.get(key)):
        written = whole_of(text)
        if written is not None and written not in levels:
            variant = "" if key == "criteria" else "other"
            yield view.finding("I111", (*path, text), variant, level=Raw(text), **facts)


def level_names_fit(view: FileView) -> Iterator[Finding]:
    """I111: every capability names every level once."""
    levels = view.sure_levels()
    if levels is None:
        return
    for position, capability in enumerate(listed(view.data.get("capabilities"))):
        names = mapped(capability).get("levels")
        if isinstance(names, dict) and set(names) != {str(level) for level in levels}:
            facts: dict[str, Fact] = {"count": len(names), "expected": len(levels)}
            yield view.finding("I111", ("capabilities", position, "levels"), "names", **facts)


def validity_in_order(view: FileView) -> Iterator[Finding]:
    """I125: validity begins before it ends."""
    since, until = (number(view.data.get(key)) for key in ("valid_from", "valid_until"))
    if since is not None and until is not None and YEARS[1] >= since > until >= YEARS[0]:
        ends: dict[str, Fact] = {"since": Raw(str(since)), "until": Raw(str(until))}
        yield view.finding("I125", ("valid_from",), **ends)


def levels_begin_in_order(view: FileView) -> Iterator[Finding]:
    """I126: levels begin one above the other, on the scale and on that of every other agency."""
    if view.other_levels():
        return
    scale = mapped(view.data.get("scale"))
    if "begins" in scale:
        yield from _levels_begin_on_scale(view, scale)
    elif "edge" in scale:
        yield view.finding("I126", ("scale", "edge"), "edge")
    for position, index in enumerate(map(mapped, listed(view.data.get("external_indices")))):
        path: Path = ("external_indices", position)
        top = number(index.get("maximum"))
        bounds = _bounds((*path, "begins"), index.get("begins"))
        yield from _one_for_every_level(view, (*path, "begins"), index.get("begins"))
        yield from _rising(view, [*bounds, *([] if top is None else [((*path, "maximum"), top)])])


def _levels_begin_on_scale(view: FileView, scale: Part) -> Iterator[Finding]:
    """Report levels that begin off the scale, or on one that has whole levels only."""
    path: Path = ("scale", "begins")
    bounds, levels = _bounds(path, scale["begins"]), view.levels()
    if bounds and (scale.get("decimals") == "0" or lacks(scale, "decimals")):
        yield view.finding("I126", path, "whole")
        return
    yield from _one_for_every_level(view, path, scale["begins"])
    yield from _rising(view, bounds)
    for where, value in bounds:
        if levels and not levels[0] <= value <= levels[-1]:
            facts = {"value": Raw(decimal_text(value)), "scale": Raw(_text(levels))}
            yield view.finding("I126", where, "scale", **facts)


def _bounds(path: Path, begins: object) -> list[tuple[Path, Fraction]]:
    """Return the bounds that can be read, in the order of the file, with their paths."""
    found = ((level, number(value)) for level, value in mapped(begins).items())
    return [((*path, level), value) for level, value in found if value is not None]


def _one_for_every_level(view: FileView, path: Path, begins: object) -> Iterator[Finding]:
    """Report bounds that are not exactly those of the levels of the scale, in their order."""
    levels = view.levels()
    if levels and isinstance(begins, dict) and list(begins) != [str(level) for level in levels]:
        facts: dict[str, Fact] = {"count": len(begins), "expected": len(levels)}
        yield view.finding("I126", path, "levels", scale=_text(levels), **facts)


def _rising(view: FileView, bounds: list[tuple[Path, Fraction]]) -> Iterator[Finding]:
    """Report the first bound that is not above the one before it."""
    for (_, below), (where, above) in pairwise(bounds):
        if above <= below:
            facts = {"value": Raw(decimal_text(above)), "limit": Raw(decimal_text(below))}
            yield view.finding("I126", where, **facts)
            return


def _text(levels: range) -> str:
    return f"{levels[0]}-{levels[-1]}"
