"""An instrument file as the checks see it: as far as it can be read, with places."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from typing import Any, Final

from spbe_cli.findings import Fact, Finding
from spbe_cli.instrument.nodes import Node, Path
from spbe_cli.instrument.schema import LARGEST_LEVEL, plain_number
from spbe_cli.instrument.source import Source

BELOW: Final = {"": ("domains", "aspects"), "domains": ("aspects",), "aspects": ("indicators",)}
"""Where the parts of a part are listed, by its kind."""


@dataclass(frozen=True, slots=True)
class Part:
    """A mapping of a file, such as an indicator, with its place; empty if none stands there."""

    source: Source
    path: Path
    data: dict[str, Any]

    @property
    def kind(self) -> str:
        """The list that it stands in, empty for what stands in none."""
        return str(self.path[-2]) if len(self.path) > 1 else ""

    @property
    def name(self) -> Fact:
        """Its code and name, or its path."""
        return self.source.name_of(self.path)

    def text(self, key: str) -> str | None:
        """Return the text of a key, None for what is none."""
        value = self.data.get(key)
        return value if isinstance(value, str) else None

    def number(self, key: str) -> Fraction | None:
        """Return the plain decimal number of a key, None for what is none."""
        return plain_number(self.data.get(key))

    def items(self, key: str) -> list[Any]:
        """Return the list of a key, an empty one for what is none."""
        value = self.data.get(key)
        return value if isinstance(value, list) else []

    def part(self, key: str) -> "Part":
        """Return the part of a key."""
        return self._part(self.data.get(key), key)

    def parts(self, *keys: str) -> Iterator["Part"]:
        """Yield the parts listed under some keys."""
        for key in keys:
            for position, item in enumerate(self.items(key)):
                yield self._part(item, key, position)

    def _part(self, value: object, *steps: str | int) -> "Part":
        data = value if isinstance(value, dict) else {}
        return Part(self.source, (*self.path, *steps), data)

    def lacks(self, key: str) -> bool:
        """Tell whether there is no such key, nor one that was meant to be it."""
        return self.data.get(key) is None and not get_close_matches(key, set(self.data) - {key})

    def line(self, key: str) -> int:
        """Return the line of a key."""
        return self.source.line((*self.path, key))

    def finding(self, code: str, steps: Path = (), variant: str = "", /, **facts: Fact) -> Finding:
        """Make a finding at a place in the part."""
        return self.source.finding(code, (*self.path, *steps), variant, **facts)

    def about(self, code: str, steps: Path, variant: str = "", /, **facts: Fact) -> Finding:
        """Make a finding at a place in an indicator, with its number and short name."""
        number, name = self.data.get("code"), self.data.get("short") or self.data.get("name")
        return self.finding(code, steps, variant, **facts, number=str(number), name=str(name))


class FileView(Source):
    """An instrument file whose top is a mapping.

    `stem` is its name without folder and ending, which its id must be; `known` are the ids of all
    instruments that it may refer to.  `levels` are those of the scale, None if it can't be read
    or is none.  `other_levels` are those that all criteria agree on, empty if they are those of
    the scale; `sure_levels` are `levels` unless it is the scale that is at fault.
    """

    def __init__(self, root: Node, file: str, stem: str, known: frozenset[str]) -> None:
        super().__init__(root, file)
        self.stem = stem
        self.known = known
        self.whole = Part(self, (), self.data)
        self.parts = tuple(_parts_under(self.whole))
        self.indicators = tuple(part for part in self.parts if part.kind == "indicators")
        self.levels = _levels(self.whole.part("scale"))
        written = [frozenset(part.part("criteria").data) for part in self.indicators]
        # What a single indicator says, or indicators of several minds, says nothing of the scale.
        agreed = len(written) > 1 and len(set(written)) == 1 and self.levels is not None
        others = agreed and written[0] != set(map(str, self.levels or ()))
        self.other_levels = written[0] if others else frozenset()
        self.sure_levels = None if self.other_levels else self.levels


def _parts_under(part: Part) -> Iterator[Part]:
    for child in part.parts(*BELOW.get(part.kind, ())):
        yield child
        yield from _parts_under(child)


def _levels(scale: Part) -> range | None:
    lowest, highest = scale.number("lowest"), scale.number("highest")
    if lowest is None or highest is None or not lowest < highest <= LARGEST_LEVEL:
        return None
    whole = lowest.denominator == highest.denominator == 1
    return range(int(lowest), int(highest) + 1) if whole else None
