"""Weights of an instrument file: above zero, and adding up at every level of the tree."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from spbe_cli.findings import Fact, Finding, Listed, Raw, Word
from spbe_cli.instrument.nodes import Path
from spbe_cli.instrument.source import parent_name
from spbe_cli.instrument.view import FileView, Part, decimal_text, listed, number

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
