"""Bounds of levels, conversions and mappings of an instrument file: rising, leading somewhere."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Final

from spbe_cli.checks.bands import scale_is_at_fault
from spbe_cli.checks.coding import all_different, codes_are_sure, dangling
from spbe_cli.checks.fileview import FileView, decimal_text, lacks, listed, mapped, number
from spbe_cli.document import Path
from spbe_cli.findings import Fact, Finding, Quoted, Raw

DROPPED: Final = "none"
FOUND: Final = ("official", "completed", "inferred")
"""What the status of a pair can be: without a successor, and with one."""


def breakpoints_rise(view: FileView) -> Iterator[Finding]:
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


def external_indices_exist(view: FileView) -> Iterator[Finding]:
    """I124: the index of another agency that an indicator names is described."""
    indices = listed(view.data.get("external_indices"))
    names = [mapped(index).get("name") for index in indices]
    known = [str(name) for name in names]
    if not all_different(names):
        return
    for path, part in view.indicators():
        name = part.get("external")
        if isinstance(name, str) and name not in known:
            yield dangling(view, (*path, "external"), name, known)


def mapping_leads_to_indicators(view: FileView) -> Iterator[Finding]:
    """I103, I107, I123, I124: every pair leads from one old indicator to some of these, or none."""
    pairs = listed(view.data.get("mapping"))
    if pairs and lacks(view.data, "follows"):
        example = Raw("follows: permenpanrb-59-2020")
        yield view.finding("I103", (), parent=Raw(view.stem), key=Raw("follows"), example=example)
    known = [str(part.get("code")) for _, part in view.indicators()]
    sure = codes_are_sure(view)
    seen: dict[object, Path] = {}
    for position, pair in enumerate(map(mapped, pairs)):
        path: Path = ("mapping", position)
        yield from told_once(view, path, pair.get("old"), seen)
        yield from status_fits(view, path, pair)
        for place, code in enumerate(listed(pair.get("new"))):
            if isinstance(code, str) and code not in known and sure:
                yield dangling(view, (*path, "new", place), code, known)


def told_once(
    view: FileView, path: Path, old: object, seen: dict[object, Path]
) -> Iterator[Finding]:
    """Report an old indicator that has a pair already."""
    if isinstance(old, str) and seen.setdefault(old, path) != path:
        facts: dict[str, Fact] = {"line": view.line((*seen[old], "old")), "name": Raw("mapping")}
        yield view.finding("I107", (*path, "old"), found=Quoted(old), **facts)


def status_fits(view: FileView, path: Path, pair: dict[str, object]) -> Iterator[Finding]:
    """Report a status that contradicts whether there are successors."""
    if not isinstance(pair.get("new"), list):
        return
    status, fitting = pair.get("status"), FOUND if pair.get("new") else (DROPPED,)
    if status in (*FOUND, DROPPED) and status not in fitting:
        keys = Raw(", ".join(fitting))
        where = (*path, "status")
        yield view.finding("I123", where, key=Raw("status"), found=Quoted(str(status)), keys=keys)
