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


def walk(
    node: Node, path: Path = (), key: Scalar | None = None
) -> Iterator[tuple[Path, Scalar | None, Node]]:
    """Yield every node with its path and the key before it, from the top down."""
    yield path, key, node
    if isinstance(node, Mapping):
        for name, (own, value) in node.entries.items():
            yield from walk(value, (*path, name), own)
    elif isinstance(node, Sequence):
        for position, item in enumerate(node.items):
            yield from walk(item, (*path, position))
