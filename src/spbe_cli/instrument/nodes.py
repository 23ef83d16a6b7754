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
    """Keys and their values, in the order of the file; each key by its text."""

    entries: dict[str, tuple[Scalar, "Node"]]
    mark: Mark

    def get(self, key: str) -> "Node | None":
        """Return the value of a key."""
        return self.entries[key][1] if key in self.entries else None


class QuotedText(str):
    """Text that stood in quotation marks: to YAML it is no number, whatever it says."""

    __slots__ = ()


Node = Scalar | Sequence | Mapping
Path = tuple[str | int, ...]


def data_of(node: Node | None, quoted: type[str] = QuotedText) -> object:
    """Return a node as plain lists, dictionaries and texts; what is null becomes None."""
    match node:
        case Mapping():
            return {key: data_of(value, quoted) for key, (_, value) in node.entries.items()}
        case Sequence():
            return [data_of(item, quoted) for item in node.items]
        case Scalar() if not node.null:
            return node.text if node.plain else quoted(node.text)
        case _:
            return None


def follow(node: Node | None, path: Path) -> Node | None:
    """Go down a path of keys and positions; None if it leads nowhere."""
    for name in path:
        if isinstance(node, Mapping):
            node = node.get(str(name))
        elif isinstance(node, Sequence) and isinstance(name, int) and name < len(node.items):
            node = node.items[name]
        else:
            return None
    return node


def nearest(node: Node, path: Path, *, at_key: bool = False) -> Mark:
    """Return the place of a path, or of the last part of it that exists.

    A value is placed where it stands, or under `at_key` where its key does; a part that is a
    block always at its key.
    """
    mark = node.mark
    for position, name in enumerate(path, 1):
        below = follow(node, (name,))
        if below is None:
            break
        key = node.entries[str(name)][0] if isinstance(node, Mapping) else None
        by_value = isinstance(below, Scalar) and not (at_key and position == len(path))
        mark = key.mark if key and not by_value else below.mark
        node = below
    return mark


def walk(node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Yield every node with its path, from the top down."""
    yield path, node
    if isinstance(node, Mapping):
        for key, (_, value) in node.entries.items():
            yield from walk(value, (*path, key))
    elif isinstance(node, Sequence):
        for position, item in enumerate(node.items):
            yield from walk(item, (*path, position))
