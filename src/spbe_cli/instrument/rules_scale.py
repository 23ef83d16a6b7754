"""Scale, predicates and criteria of an instrument file: they must fit one another."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Final

from spbe_cli.exact import whole_of
from spbe_cli.findings import Fact, Finding, Quoted, Raw
from spbe_cli.instrument.fields import YEARS
from spbe_cli.instrument.nodes import Path
from spbe_cli.instrument.view import (
    FileView,
    Part,
    decimal_text,
    lacks,
    listed,
    mapped,
    named,
    number,
)

BY_LEVEL: Final = ("criteria", "distinguishing", "evidence_items", "notes")
"""What an indicator says level by level."""


def bands_in_order(view: FileView) -> Iterator[Finding]:
    """I112: predicates run from the highest bound down and cover the scale without a hole."""
    bands = read_bands(view)
    levels = view.levels()
    for (_, above, upper), (position, below, lower) in pairwise(bands):
        if lower >= upper:
            facts: dict[str, Fact] = {"predicate1": Quoted(below), "predicate2": Quoted(above)}
            bounds: dict[str, Fact] = {
                "minimum": Raw(decimal_text(lower)),
                "maximum": Raw(decimal_text(upper)),
            }
            variant = "equal" if lower == upper else ""
            yield view.finding("I112", ("predicates", position), variant, **facts, **bounds)
            return
    complete = len(bands) == len(listed(view.data.get("predicates")))
    if bands and complete and levels and not scale_is_at_fault(view):
        yield from bands_on_scale(view, bands, levels)


def scale_rises(view: FileView) -> Iterator[Finding]:
    """I111: the scale begins below its end."""
    scale = mapped(view.data.get("scale"))
    lowest, highest = number(scale.get("lowest")), number(scale.get("highest"))
    if lowest is not None and highest is not None and lowest >= highest:
        ends: dict[str, Fact] = {"minimum": Raw(str(lowest)), "maximum": Raw(str(highest))}
        yield view.finding("I111", ("scale", "highest"), "order", **ends)


def read_bands(view: FileView) -> list[tuple[int, str, Fraction]]:
    """Return position, name and bound of every band that can be read."""
    found = []
    for position, band in enumerate(listed(view.data.get("predicates"))):
        minimum = number(mapped(band).get("minimum"))
        if minimum is not None:
            found.append((position, str(mapped(band).get("name")), minimum))
    return found


def bands_on_scale(
    view: FileView, bands: list[tuple[int, str, Fraction]], levels: range
) -> Iterator[Finding]:
    """Report bounds off the scale, and a hole above its lowest level."""
    for position, name, minimum in bands:
        if not levels[0] <= minimum <= levels[-1]:
            facts: dict[str, Fact] = {"scale": f"{levels[0]}-{levels[-1]}"}
            bound = Raw(decimal_text(minimum))
            where = ("predicates", position)
            yield view.finding(
                "I112", where, "off_scale", predicate1=Quoted(name), minimum=bound, **facts
            )
    lowest = bands[-1][2]
    if levels[0] < lowest <= levels[-1]:
        ends: dict[str, Fact] = {
            "minimum": Raw(str(levels[0])),
            "maximum": Raw(decimal_text(lowest)),
        }
        yield view.finding("I112", ("predicates",), "hole", **ends)


def scale_is_at_fault(view: FileView) -> bool:
    """Tell whether all indicators agree on levels that are not those of the scale."""
    levels = view.levels()
    numbers = [frozenset(mapped(part.get("criteria"))) for _, part in view.indicators()]
    if levels is None or len(numbers) == 1 or len(set(numbers)) != 1:
        return False
    (alike,) = set(numbers)
    return bool(alike) and alike != {str(level) for level in levels}


def scale_fits_criteria(view: FileView) -> Iterator[Finding]:
    """I111: the scale is the one that the criteria are written for."""
    levels = view.levels()
    if levels is None or not scale_is_at_fault(view):
        return
    numbers = map(whole_of, next(iter(criteria_numbers(view))))
    written = sorted(number for number in numbers if number is not None)
    end = "lowest" if written and written[0] != levels[0] else "highest"
    scale = f"{levels[0]}-{levels[-1]}"
    found = f"{written[0]}-{written[-1]}" if written else "-"
    yield view.finding("I111", ("scale", end), "scale", scale=scale, found=found)


def criteria_numbers(view: FileView) -> Iterator[frozenset[str]]:
    """Yield the level numbers that each indicator has criteria for."""
    yield from (frozenset(mapped(part.get("criteria"))) for _, part in view.indicators())


def criteria_for_every_level(view: FileView) -> Iterator[Finding]:
    """I110, I111: every indicator has a criterion for every level of the scale, and no other.

    What else is said by level is said of levels of the scale, too.
    """
    levels = view.levels()
    if levels is None or scale_is_at_fault(view):
        return
    for path, part in view.indicators():
        if isinstance(part.get("criteria"), dict):
            yield from missing_criteria(view, path, part, levels)
        for key in BY_LEVEL:
            yield from off_scale(view, (*path, key), part, levels)


def missing_criteria(view: FileView, path: Path, part: Part, levels: range) -> Iterator[Finding]:
    """Report levels without a criterion; null counts as one if `missing` says why."""
    where = (*path, "criteria")
    for level in levels:
        if str(level) not in part["criteria"]:
            yield view.finding("I110", where, level=level, **named(part))
        elif part["criteria"][str(level)] is None and lacks(part, "missing"):
            yield view.finding("I110", (*where, str(level)), level=level, **named(part))


def off_scale(view: FileView, path: Path, part: Part, levels: range) -> Iterator[Finding]:
    """Report what is said of levels that the scale does not have."""
    key = str(path[-1])
    variant, said = ("", {}) if key == "criteria" else ("other", {"key": Raw(key)})
    facts: dict[str, Fact] = {"scale": f"{levels[0]}-{levels[-1]}", **said, **named(part)}
    for text in mapped(part.get(key)):
        written = whole_of(text)
        if written is not None and written not in levels:
            yield view.finding("I111", (*path, text), variant, level=Raw(text), **facts)


def level_names_fit(view: FileView) -> Iterator[Finding]:
    """I111: every capability names every level once."""
    levels = view.levels()
    if levels is None or scale_is_at_fault(view):
        return
    for position, capability in enumerate(listed(view.data.get("capabilities"))):
        names = mapped(capability).get("levels")
        if isinstance(names, dict) and set(names) != {str(level) for level in levels}:
            where = ("capabilities", position, "levels")
            yield view.finding("I111", where, "names", count=len(names), expected=len(levels))


def validity_in_order(view: FileView) -> Iterator[Finding]:
    """I125: validity begins before it ends."""
    since, until = (number(view.data.get(key)) for key in ("valid_from", "valid_until"))
    if since is not None and until is not None and YEARS[1] >= since > until >= YEARS[0]:
        ends: dict[str, Fact] = {"since": Raw(str(since)), "until": Raw(str(until))}
        yield view.finding("I125", ("valid_from",), **ends)


def levels_begin_in_order(view: FileView) -> Iterator[Finding]:
    """I126: levels begin one above the other, on the scale and on that of every other agency."""
    if scale_is_at_fault(view):
        return
    scale = mapped(view.data.get("scale"))
    if "begins" in scale:
        yield from levels_begin_on_scale(view, scale)
    elif "edge" in scale:
        yield view.finding("I126", ("scale", "edge"), "edge")
    for position, index in enumerate(listed(view.data.get("external_indices"))):
        path: Path = ("external_indices", position)
        bounds = read_bounds((*path, "begins"), mapped(index).get("begins"))
        top = number(mapped(index).get("maximum"))
        yield from one_for_every_level(view, (*path, "begins"), mapped(index).get("begins"))
        yield from rising(view, [*bounds, *([] if top is None else [((*path, "maximum"), top)])])


def levels_begin_on_scale(view: FileView, scale: dict[str, object]) -> Iterator[Finding]:
    """Report levels that begin off the scale, or on one that has whole levels only."""
    path: Path = ("scale", "begins")
    bounds, levels = read_bounds(path, scale["begins"]), view.levels()
    whole = scale.get("decimals") == "0" or lacks(scale, "decimals")
    if whole and bounds:
        yield view.finding("I126", path, "whole")
        return
    yield from one_for_every_level(view, path, scale["begins"])
    yield from rising(view, bounds)
    for where, value in bounds:
        if levels and not levels[0] <= value <= levels[-1]:
            ends = Raw(f"{levels[0]}-{levels[-1]}")
            yield view.finding("I126", where, "scale", value=shown(value), scale=ends)


def read_bounds(path: Path, begins: object) -> list[tuple[Path, Fraction]]:
    """Return the bounds that can be read, in the order of the file, with their paths."""
    found = ((level, number(value)) for level, value in mapped(begins).items())
    return [((*path, level), value) for level, value in found if value is not None]


def one_for_every_level(view: FileView, path: Path, begins: object) -> Iterator[Finding]:
    """Report bounds that are not exactly those of the levels of the scale, in their order."""
    levels = view.levels()
    if levels is None or not isinstance(begins, dict):
        return
    if list(begins) != [str(level) for level in levels]:
        facts: dict[str, Fact] = {"count": len(begins), "expected": len(levels)}
        yield view.finding("I126", path, "levels", scale=f"{levels[0]}-{levels[-1]}", **facts)


def rising(view: FileView, bounds: list[tuple[Path, Fraction]]) -> Iterator[Finding]:
    """Report the first bound that is not above the one before it."""
    for (_, below), (where, above) in pairwise(bounds):
        if above <= below:
            yield view.finding("I126", where, value=shown(above), limit=shown(below))
            return


def shown(value: Fraction) -> Fact:
    """Return a bound as the file writes it."""
    return Raw(decimal_text(value))
