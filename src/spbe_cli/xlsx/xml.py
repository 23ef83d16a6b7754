"""XML, read in one pass and never trusted.

`defusedxml` sets up the parser so that a DTD, an entity or an outside reference stops it;
the handlers then sit directly on expat, which is three times as fast as its tree.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from xml.parsers.expat import ExpatError, XMLParserType

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from spbe_cli.xlsx.package import Package, Refused

Attributes = Mapping[str, str]
_Start = Callable[[str, Attributes], None]
_End = Callable[[str], None]
_Text = Callable[[str], None]

_NAMESPACE_END: Final = "}"
LIMIT_ELEMENTS: Final = 800_000
"""So many elements may stand in all parts together: two seconds of reading."""
LONGEST_TEXT: Final = 32_767
"""So many characters fit into a cell."""
MOST_WANTED: Final = 100_000
DEEPEST: Final = 64
LONGEST_TAG: Final = 1_000_000
"""So many bytes may stand between two events: expat keeps them in memory."""


def read_xml(package: Package, part: str, start: _Start, end: _End, text: _Text) -> None:
    """Read one part, calling the handlers with names that lack their namespace.

    Raises:
        Refused: the part is not well formed, beyond the limits, or has a DTD.
    """
    parser = DefusedXMLParser(forbid_dtd=True).parser
    bounds = _Bounds(package, start, end)
    parser.buffer_text = True
    parser.ordered_attributes = False
    parser.StartElementHandler = bounds.begin
    parser.EndElementHandler = bounds.finish
    parser.CharacterDataHandler = text
    parser.CommentHandler = None
    parser.ProcessingInstructionHandler = None
    parser.DefaultHandlerExpand = None
    try:
        _feed(package, package.chunks(part), parser)
    except DefusedXmlException:
        package.refuse_unsafe("detail_dtd")
    except (ExpatError, ValueError, LookupError):
        package.refuse_damaged("detail_xml")


def read_beside(package: Package, part: str | None, start: _Start, end: _End, text: _Text) -> bool:
    """Read a part that lies outside the cells; tell whether it is there and whole.

    Damage in it is no reason to refuse a sheet.

    Raises:
        Refused: it is beyond the limits, or has a DTD.
    """
    try:
        if part is None or not package.has(part):
            return False
        read_xml(package, part, start, end, text)
    except Refused as refused:
        if refused.finding.code != "A144":
            raise
        return False
    return True


@dataclass(slots=True)
class _Bounds:
    """Passes elements on as long as they are neither too many nor too deep."""

    package: Package
    start: _Start
    end: _End
    depth: int = 0

    def begin(self, tag: str, attributes: Attributes) -> None:
        self.depth += 1
        self.package.elements += 1
        if self.depth > DEEPEST:
            self.package.refuse_damaged("detail_xml")
        if self.package.elements > LIMIT_ELEMENTS:
            self.package.refuse("A147", "cells", limit=str(LIMIT_ELEMENTS))
        self.start(local(tag), attributes)

    def finish(self, tag: str) -> None:
        self.depth -= 1
        self.end(local(tag))


def _feed(package: Package, pieces: Iterable[bytes], parser: XMLParserType) -> None:
    fed = 0
    for chunk in pieces:
        parser.Parse(chunk, False)  # noqa: FBT003  expat's own signature
        fed += len(chunk)
        if fed - max(parser.CurrentByteIndex, 0) > LONGEST_TAG:
            package.refuse_damaged("detail_xml")
    parser.Parse(b"", True)  # noqa: FBT003


def local(tag: str) -> str:
    """Return the name of an element or attribute without its namespace."""
    return tag.rpartition(_NAMESPACE_END)[2]


def elements(package: Package, part: str, wanted: frozenset[str]) -> list[tuple[str, Attributes]]:
    """Return the wanted elements of a small part with their attributes, in order."""
    found: list[tuple[str, Attributes]] = []

    def start(tag: str, attributes: Attributes) -> None:
        if tag in wanted:
            if len(found) >= MOST_WANTED:
                package.refuse_damaged("detail_xml")
            found.append((tag, {local(name): value for name, value in attributes.items()}))

    read_xml(package, part, start, lambda _: None, lambda _: None)
    return found


class Pieces:
    """A text that comes piece by piece; what no cell can hold is not kept."""

    __slots__ = ("length", "pieces")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0

    def add(self, data: str) -> None:
        """Add a piece."""
        if self.length < LONGEST_TEXT:
            self.pieces.append(data)
            self.length += len(data)

    def text(self) -> str:
        """Return the text."""
        return "".join(self.pieces)[:LONGEST_TEXT]
