"""An instrument file as the checks see it: as far as it can be read, with places."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from typing import Any, Final

from spbe_cli.findings import Fact
from spbe_cli.instrument.fields import LARGEST_LEVEL, PLAIN_NUMBER, WHOLE_NUMBER, is_written
from spbe_cli.instrument.nodes import Node, Path, data_of, follow, nearest
from spbe_cli.instrument.source import Source

Part = dict[str, Any]
Parts = Iterator[tuple[Path, str, Part]]
BELOW: Final = {"domains": "aspects", "aspects": "indicators"}


@dataclass(frozen=True, slots=True)
class Naming:
    """What a file is called: by the findings, without folder and ending, and its neighbours.

    `known` holds the ids of all instruments that this one may refer to.
    """

    file: str
    stem: str
    known: frozenset[str] = frozenset()


class FileView(Source):
    """An instrument file; `stem` is its name without folder and ending."""

    def __init__(self, root: Node, naming: Naming) -> None:
        super().__init__(root, naming.file)
        self.stem = naming.stem
        self.known = naming.known

    def parts(self) -> Parts:
        """Yield every domain, aspect and indicator with its path and kind, from the top down."""
        yield from _parts_under(self.data, (), ("domains", "aspects"))

    def indicators(self) -> Iterator[tuple[Path, Part]]:
        """Yield every indicator with its path."""
        yield from ((path, part) for path, kind, part in self.parts() if kind == "indicators")

    def levels(self) -> range | None:
        """Return the levels of the scale, if it can be read and is one."""
        lowest = _whole(follow(self.root, ("scale", "lowest")))
        highest = _whole(follow(self.root, ("scale", "highest")))
        if lowest is None or highest is None or not lowest < highest <= LARGEST_LEVEL:
            return None
        return range(lowest, highest + 1)

    def other_levels(self) -> frozenset[str] | None:
        """Return the levels that all criteria agree on, if they are not those of the scale."""
        levels = self.levels()
        numbers = [frozenset(mapped(part.get("criteria"))) for _, part in self.indicators()]
        if levels is None or len(numbers) == 1 or len(set(numbers)) != 1:
            return None
        scale = {str(level) for level in levels}
        return numbers[0] if numbers[0] and numbers[0] != scale else None

    def sure_levels(self) -> range | None:
        """Return the levels of the scale, unless it is the scale that is at fault."""
        return None if self.other_levels() else self.levels()

    def line(self, path: Path) -> int:
        """Return the line of a path."""
        return nearest(self.root, path).line


def _parts_under(part: Part, path: Path, kinds: tuple[str, ...]) -> Parts:
    for kind in kinds:
        for position, child in enumerate(listed(part.get(kind))):
            if isinstance(child, dict):
                below = (*path, kind, position)
                yield below, kind, child
                if kind in BELOW:
                    yield from _parts_under(child, below, (BELOW[kind],))


def listed(value: object) -> list[Any]:
    """Return a list, or an empty one for what is none."""
    return value if isinstance(value, list) else []


def mapped(value: object) -> Part:
    """Return a mapping, or an empty one for what is none."""
    return value if isinstance(value, dict) else {}


def lacks(part: Part, key: str) -> bool:
    """Tell whether a part has no such key, nor one that was meant to be it."""
    return part.get(key) is None and not get_close_matches(key, set(part) - {key})


def number(value: object) -> Fraction | None:
    """Return a plain decimal number, or None for what is none."""
    return Fraction(str(value)) if is_written(PLAIN_NUMBER, value) else None


def _whole(node: Node | None) -> int | None:
    """Return a whole number, or None for what is none."""
    text = data_of(node)
    return int(str(text)) if is_written(WHOLE_NUMBER, text) else None


def named(part: Part) -> dict[str, Fact]:
    """Return number and short name of an indicator, as its sentences need them."""
    return {"number": str(part.get("code")), "name": str(part.get("short") or part.get("name"))}


def decimal_text(value: Fraction) -> str:
    """Write an exact number as YAML does: whole, or with two decimals or as many as it has."""
    for places in range(2, 7):
        if (value * 10**places).denominator == 1:
            return str(value.numerator) if value.denominator == 1 else f"{float(value):.{places}f}"
    return f"{float(value):.6f}"
