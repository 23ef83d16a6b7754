"""A YAML file as nodes: every value with the place where it stands.

Values are kept as the text that was written, so that `2.50` stays `2.50` and `no` stays
`no`; what a text means is for the checks to say.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})


class Mark(NamedTuple):
    """A place in a text file; line and column count from 1."""

    line: int
    column: int


class Scalar(NamedTuple):
    """A single value as it was written; `plain` tells that it stands without quotation marks."""

    text: str
    plain: bool
    mark: Mark

    @property
    def null(self) -> bool:
        """Tell whether YAML reads it as nothing."""
        return self.plain and self.text in NULLS


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of values."""

    items: tuple["Node", ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and their values, in the order of the file."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    mark: Mark

    def get(self, key: str) -> "Node | None":
        """Return the value of a key."""
        return next((value for name, value in self.entries if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        """Return the key itself, with its place."""
        return next((name for name, _ in self.entries if name.text == key), None)


class QuotedText(str):
    """Text that stood in quotation marks: to YAML it is no number, whatever it says."""

    __slots__ = ()


Node = Scalar | Sequence | Mapping
Path = tuple[str | int, ...]


def data_of(node: Node | None, quoted: type[str] = QuotedText) -> object:
    """Return a node as plain lists, dictionaries and texts; what is null becomes None."""
    match node:
        case Mapping():
            return {key.text: data_of(value, quoted) for key, value in node.entries}
        case Sequence():
            return [data_of(item, quoted) for item in node.items]
        case Scalar() if not node.null:
            return node.text if node.plain else quoted(node.text)
        case _:
            return None


def step(node: Node | None, name: str | int) -> Node | None:
    """Go one step down: into a key of a mapping or an item of a list."""
    if isinstance(node, Mapping):
        return node.get(str(name))
    if isinstance(node, Sequence) and isinstance(name, int) and name < len(node.items):
        return node.items[name]
    return None


def follow(node: Node | None, path: Path) -> Node | None:
    """Go down a path of keys and positions."""
    for name in path:
        node = step(node, name)
    return node


def nearest(node: Node, path: Path) -> Mark:
    """Return the place of a path, or of the last part of it that exists.

    A value is placed where it stands; a part that is a block, at its key.
    """
    mark = node.mark
    for name in path:
        key = node.key(str(name)) if isinstance(node, Mapping) else None
        below = step(node, name)
        if below is None:
            return key.mark if key else mark
        mark = below.mark if isinstance(below, Scalar) or key is None else key.mark
        node = below
    return mark


def place_of_key(node: Node, path: Path) -> Mark:
    """Return the place of the last key of a path, not that of its value."""
    part = follow(node, path[:-1])
    key = part.key(str(path[-1])) if isinstance(part, Mapping) else None
    return key.mark if key else nearest(node, path)


def walk(node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Yield every node with its path, from the top down."""
    yield path, node
    if isinstance(node, Mapping):
        for key, value in node.entries:
            yield from walk(value, (*path, key.text))
    elif isinstance(node, Sequence):
        for position, item in enumerate(node.items):
            yield from walk(item, (*path, position))
