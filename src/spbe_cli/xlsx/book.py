"""The parts of a workbook: its sheets, the texts that cells share, the styles of dates.

XML is read in one pass and never trusted.  `defusedxml` sets up the parser so that a DTD, an
entity or an outside reference stops it; the handlers then sit directly on expat, which is three
times as fast as its tree.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
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
MOST_STYLES: Final = MOST_WANTED
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


LIMIT_SHEETS: Final = 500
LIMIT_TEXTS: Final = 300_000
TRUE: Final = frozenset({"1", "true", "on"})
_HIDDEN: Final = frozenset({"hidden", "veryHidden"})
_RELATION: Final = frozenset({"Relationship"})
_LONGEST_NAME: Final = 100
_LONGEST_LINK: Final = 2_083
"""So long may the address of a link be in Excel."""
_LONGEST_FORMAT: Final = 255
_LITERALS: Final = re.compile(
    r'"[^"]*"|\\.|\[(?!(?:h+|m+|s+)\])[^\]]*\]|_.|\*.|General|Standard', re.IGNORECASE
)
_BUILT_IN_DATES: Final = frozenset(
    map(str, (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
)
_FORMATS: Final = "numFmts"
_CELLS: Final = "cellXfs"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet: its name as the tab shows it, its part, whether the tab is hidden.

    One without a part is empty: so Excel keeps the modules of Visual Basic of Excel 5.
    """

    name: str
    part: str | None
    hidden: bool


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook with what its cells need to be understood."""

    package: Package
    sheets: tuple[SheetPart, ...]
    texts: tuple[str, ...]
    date_styles: frozenset[str]
    since_1904: bool


def open_book(package: Package) -> Book:
    """Read the list of sheets, the shared texts and the date styles."""
    workbook = _workbook_part(package)
    relations = _relations_of(package, workbook)
    listed = elements(package, workbook, frozenset({"sheet", "workbookPr"}))
    by_id = {identifier: target for identifier, _, target in relations}
    by_kind = {kind: target for _, kind, target in relations}
    sheets = tuple(_sheet_part(found, by_id) for tag, found in listed if tag == "sheet")
    if not sheets:
        package.refuse_damaged("detail_sheets")
    if len(sheets) > LIMIT_SHEETS:
        package.refuse("A147", "parts", limit=str(LIMIT_SHEETS))
    since_1904 = any(found.get("date1904") in TRUE for tag, found in listed if tag == "workbookPr")
    texts = _shared_texts(package, by_kind.get("sharedStrings"))
    return Book(package, sheets, texts, _date_styles(package, by_kind.get("styles")), since_1904)


def _sheet_part(sheet: Attributes, by_id: Mapping[str, str]) -> SheetPart:
    """Return a sheet that is listed; one whose name leads to no part is damaged."""
    identifier = sheet.get("id")
    part = by_id.get(identifier, "") if identifier else None
    return SheetPart(sheet.get("name", "")[:_LONGEST_NAME], part, sheet.get("state") in _HIDDEN)


def _workbook_part(package: Package) -> str:
    """Return the part that lists the sheets."""
    for _, kind, target in _relations_of(package, ""):
        if kind == "officeDocument":
            return target
    return "xl/workbook.xml"


def _relations_of(package: Package, part: str) -> list[tuple[str, str, str]]:
    """Return id, kind and target of what a part refers to inside the file."""
    return [
        (found.get("Id", ""), found.get("Type", "").rpartition("/")[2], _target_of(part, found))
        for found in _all_relations(package, part)
        if found.get("TargetMode") != "External"
    ]


def outside_of(package: Package, part: str) -> dict[str, str]:
    """Return by id what a part refers to outside the file; it is only shown, never opened."""
    try:
        relations = _all_relations(package, part)
    except Refused as refused:
        # A link that can't be followed is no reason to refuse a sheet.
        if refused.finding.code != "A144":
            raise
        return {}
    return {
        found.get("Id", ""): found.get("Target", "")[:_LONGEST_LINK]
        for found in relations
        if found.get("TargetMode") == "External"
    }


def _all_relations(package: Package, part: str) -> list[Attributes]:
    folder, _, name = part.rpartition("/")
    source = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    if not package.has(source):
        return []
    return [found for _, found in elements(package, source, _RELATION)]


def _target_of(part: str, relation: Attributes) -> str:
    target = relation.get("Target", "").replace("\\", "/")
    return target.lstrip("/") if target.startswith("/") else normpath(join(dirname(part), target))


def _shared_texts(package: Package, part: str | None) -> tuple[str, ...]:
    """Return the texts that cells refer to by number; phonetic hints are left out."""
    if part is None or not package.has(part):
        return ()
    shared = _SharedTexts(package)
    read_xml(package, part, shared.start, shared.end, shared.text)
    return tuple(shared.texts)


@dataclass(slots=True)
class _SharedTexts:
    """What grows while the shared texts are read."""

    package: Package
    texts: list[str] = field(default_factory=list)
    pieces: Pieces = field(default_factory=Pieces)
    reading: bool = False
    hint: bool = False

    def start(self, tag: str, _: Attributes) -> None:
        if tag == "si":
            self.pieces = Pieces()
        elif tag == "t":
            self.reading = not self.hint
        elif tag == "rPh":
            self.hint = True

    def end(self, tag: str) -> None:
        if tag == "si":
            self.texts.append(self.pieces.text())
            if len(self.texts) > LIMIT_TEXTS:
                self.package.refuse("A147", "cells", limit=str(LIMIT_TEXTS))
        elif tag == "t":
            self.reading = False
        elif tag == "rPh":
            self.hint = False

    def text(self, data: str) -> None:
        if self.reading:
            self.pieces.add(data)


@dataclass(slots=True)
class _Styles:
    """What grows while the styles are read: formats by number, and the format of each cell style.

    The same elements stand elsewhere, too: formats among the conditional ones (`dxfs`), styles
    among the named ones (`cellStyleXfs`).
    """

    package: Package
    formats: dict[str, str] = field(default_factory=dict)
    cells: list[str] = field(default_factory=list)
    group: str = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag in {_FORMATS, _CELLS}:
            self.group = tag
        elif tag == "numFmt" and self.group == _FORMATS:
            self.formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "xf" and self.group == _CELLS:
            if len(self.cells) >= MOST_STYLES:
                self.package.refuse_damaged("detail_xml")
            self.cells.append(attributes.get("numFmtId", "0"))

    def end(self, tag: str) -> None:
        if tag == self.group:
            self.group = ""


def _date_styles(package: Package, part: str | None) -> frozenset[str]:
    """Return the numbers of the cell styles that show a date or a time.

    Styles lie outside the cells: where they can't be read, no cell is a date.
    """
    styles = _Styles(package)
    if not read_beside(package, part, styles.start, styles.end, lambda _: None):
        return frozenset()
    own = {number for number, code in styles.formats.items() if shows_date(code)}
    dates = (_BUILT_IN_DATES - styles.formats.keys()) | own
    return frozenset(str(place) for place, number in enumerate(styles.cells) if number in dates)


def shows_date(code: str) -> bool:
    """Tell whether a number format shows dates, by its letters d, m, y, h, s."""
    plain = _LITERALS.sub("", code[:_LONGEST_FORMAT])
    return any(letter in plain.lower() for letter in "dmyhs")
