"""The parts of a workbook: its sheets, the texts that cells share, the styles of dates.

`defusedxml` makes a parser that a DTD, an entity or an outside reference stops; the handlers sit
directly on its expat, which is three times as fast as a tree.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from posixpath import basename, dirname, join, normpath
from typing import Final
from xml.parsers.expat import ExpatError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from spbe_cli.findings import Word
from spbe_cli.frozen import frozen
from spbe_cli.words import LONGEST_TEXT
from spbe_cli.xlsx.package import Package, Refused

Attributes = Mapping[str, str]


class Handlers:
    """Takes in the elements of a part, their names without a namespace; this one none of them."""

    def start(self, tag: str, attributes: Attributes) -> None:
        """Take in the beginning of an element."""

    def end(self, tag: str) -> None:
        """Take in the end of an element."""

    def text(self, data: str) -> None:
        """Take in a piece of the text of an element."""


LIMIT_ELEMENTS: Final = 800_000
"""So many elements may stand in all parts together: two seconds of reading."""
MOST_WANTED: Final = 140_000
"""Cells and named styles may have 65,490 formats each in Excel."""
DEEPEST: Final = 64
LONGEST_TAG: Final = 1_000_000
"""So many bytes may stand between two events: expat keeps them in memory."""


def read_xml(package: Package, part: str, handlers: Handlers) -> None:
    """Read one part; `Refused` if it is not well formed, beyond the limits, or has a DTD."""
    within, fed = list[str](), 0
    start, end, leave = handlers.start, handlers.end, within.pop
    plain = lru_cache(maxsize=256)(local)  # of each parser, so that no name outlives its file

    def begin(tag: str, attributes: Attributes) -> None:
        name = plain(tag)
        within.append(name)
        package.elements += 1
        if len(within) > DEEPEST:
            package.refuse_damaged("detail_xml")
        if package.elements > LIMIT_ELEMENTS:
            package.refuse("A147", "cells", limit=str(LIMIT_ELEMENTS))
        start(name, attributes)

    parser = DefusedXMLParser(forbid_dtd=True).parser
    parser.buffer_text, parser.ordered_attributes = True, False
    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda _: end(leave())
    parser.CharacterDataHandler = handlers.text
    parser.CommentHandler = parser.ProcessingInstructionHandler = parser.DefaultHandlerExpand = None
    try:
        for chunk in package.chunks(part):
            parser.Parse(chunk, False)  # noqa: FBT003  expat's own signature
            fed += len(chunk)
            if fed - max(parser.CurrentByteIndex, 0) > LONGEST_TAG:
                package.refuse_damaged("detail_xml")
        parser.Parse(b"", True)  # noqa: FBT003
    except DefusedXmlException:
        package.refuse("A149", detail=Word("detail_dtd"))
    except (ExpatError, ValueError, LookupError):
        package.refuse_damaged("detail_xml")


def local(tag: str) -> str:
    """Return the name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


Elements = list[tuple[str, dict[str, str]]]
"""Elements in order: their names, and by name their attributes; under no name what they say."""
_KEPT: Final = frozenset(
    {"Id", "Type", "Target", "TargetMode", "name", "id", "state", "date1904", "uri"}
    | {"numFmtId", "formatCode"}
)
"""The attributes that are asked for: a workbook may have 130,000 styles, each with many others."""


class _Wanted(Handlers):
    def __init__(self, package: Package, wanted: tuple[str, ...]) -> None:
        self.package, self.wanted = package, wanted
        self.found: Elements = []
        self.said: dict[str, str] | None = None

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag in self.wanted:
            if len(self.found) >= MOST_WANTED:
                self.package.refuse_damaged("detail_xml")
            named = ((local(name), value) for name, value in attributes.items())
            self.said = {name: value for name, value in named if name in _KEPT}
            self.found.append((tag, self.said))

    def end(self, tag: str) -> None:
        if tag in self.wanted:
            self.said = None

    def text(self, data: str) -> None:
        if self.said is not None and len(before := self.said.get("", "")) < LONGEST_TEXT:
            self.said[""] = (before + data)[:LONGEST_TEXT]


def elements(package: Package, part: str, *wanted: str) -> Elements:
    """Return the wanted elements of a small part."""
    handlers = _Wanted(package, wanted)
    read_xml(package, part, handlers)
    return handlers.found


def elements_beside(package: Package, part: str | None, *wanted: str) -> Elements:
    """Return wanted elements outside the cells, none of a damaged part: that refuses no sheet."""
    try:
        return elements(package, part, *wanted) if part and package.has(part) else []
    except Refused as refused:
        if refused.finding.code != "A144":
            raise
        return []


class Pieces:
    """A text that comes piece by piece; what no cell can hold is not kept."""

    def __init__(self) -> None:
        self.text = ""

    def add(self, data: str) -> None:
        """Add a piece."""
        if len(self.text) < LONGEST_TEXT:
            self.text = (self.text + data)[:LONGEST_TEXT]


LIMIT_SHEETS: Final = 500
LIMIT_TEXTS: Final = 300_000
TRUE: Final = frozenset({"1", "true", "on"})
_STYLE_GROUPS: Final = ("numFmts", "cellXfs", "cellStyleXfs", "dxfs")
"""Where styles stand: the same elements for cells, named styles and conditional formats."""
_LITERALS: Final = re.compile(
    r'"[^"]*"|\\.|\[(?!(?:h+|m+|s+)\])[^\]]*\]|_.|\*.|General|Standard', re.IGNORECASE
)
_BUILT_IN_DATES: Final = frozenset(
    map(str, (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
)


@frozen
class SheetPart:
    """One sheet; without a part it is empty, as modules of Visual Basic of Excel 5 are."""

    name: str
    part: str | None
    hidden: bool


@frozen
class Book:
    """A workbook with what its cells need to be understood."""

    package: Package
    sheets: tuple[SheetPart, ...]
    texts: tuple[str, ...]
    date_styles: frozenset[str]
    since_1904: bool


def open_book(package: Package) -> Book:
    """Read the list of sheets, the shared texts and the date styles."""
    main = (target for _, kind, target in _inside(package, "") if kind == "officeDocument")
    workbook = next(main, "xl/workbook.xml")
    relations = _inside(package, workbook)
    by_id = {identifier: target for identifier, _, target in relations}
    by_kind = {kind: target for _, kind, target in relations}
    listed = elements(package, workbook, "sheet", "workbookPr")
    sheets = []
    for found in (found for tag, found in listed if tag == "sheet"):
        # A sheet whose name leads to no part is damaged.
        part = by_id.get(found["id"], "") if found.get("id") else None
        hidden = found.get("state") in {"hidden", "veryHidden"}
        sheets.append(SheetPart(found.get("name", "")[:100], part, hidden))
    if not sheets:
        package.refuse_damaged("detail_sheets")
    if len(sheets) > LIMIT_SHEETS:
        package.refuse("A147", "parts", limit=str(LIMIT_SHEETS))
    properties = (found for tag, found in listed if tag == "workbookPr")
    since_1904 = any(found.get("date1904") in TRUE for found in properties)
    shared = _SharedTexts(package)
    if (part := by_kind.get("sharedStrings")) is not None and package.has(part):
        read_xml(package, part, shared)
    # Styles lie outside the cells: where they can't be read, no cell is a date.
    styles = elements_beside(package, by_kind.get("styles"), *_STYLE_GROUPS, "numFmt", "xf")
    return Book(package, tuple(sheets), tuple(shared.texts), _date_styles(styles), since_1904)


def _inside(package: Package, part: str) -> list[tuple[str, str, str]]:
    """Return id, kind and target of what a part refers to inside the file."""
    relations = _relations_of(part)
    found = []
    for _, one in elements(package, relations, "Relationship") if package.has(relations) else ():
        if one.get("TargetMode") != "External":
            target = one.get("Target", "").replace("\\", "/")
            within = normpath(join(dirname(part), target))
            path = target.lstrip("/") if target.startswith("/") else within
            found.append((one.get("Id", ""), one.get("Type", "").rpartition("/")[2], path))
    return found


def outside_of(package: Package, part: str) -> dict[str, str]:
    """Return by id what is linked outside, as long as in Excel; it is shown, never opened."""
    return {
        found.get("Id", ""): found.get("Target", "")[:2_083]
        for _, found in elements_beside(package, _relations_of(part), "Relationship")
        if found.get("TargetMode") == "External"
    }


def _relations_of(part: str) -> str:
    return join(dirname(part), "_rels", f"{basename(part)}.rels")


class _SharedTexts(Handlers):
    """Takes in the shared texts, without phonetic hints."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.texts: list[str] = []
        self.pieces = Pieces()
        self.reading = self.hint = False

    def start(self, tag: str, _: Attributes) -> None:
        if tag == "si":
            self.pieces = Pieces()
        elif tag == "t":
            self.reading = not self.hint
        elif tag == "rPh":
            self.hint = True

    def end(self, tag: str) -> None:
        if tag == "si":
            self.texts.append(self.pieces.text)
            if len(self.texts) > LIMIT_TEXTS:
                self.package.refuse("A147", "cells", limit=str(LIMIT_TEXTS))
        elif tag == "t":
            self.reading = False
        elif tag == "rPh":
            self.hint = False

    def text(self, data: str) -> None:
        if self.reading:
            self.pieces.add(data)


def _date_styles(found: Elements) -> frozenset[str]:
    """Return the numbers of the cell styles that show a date or a time."""
    group, formats, cells = "", dict[str, str](), list[str]()
    for tag, attributes in found:
        if tag in _STYLE_GROUPS:
            group = tag
        elif (group, tag) == ("numFmts", "numFmt"):
            formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif (group, tag) == ("cellXfs", "xf"):
            cells.append(attributes.get("numFmtId", "0"))
    own = {number for number, code in formats.items() if shows_date(code)}
    dates = (_BUILT_IN_DATES - formats.keys()) | own
    return frozenset(str(place) for place, number in enumerate(cells) if number in dates)


def shows_date(code: str) -> bool:
    """Tell whether a number format shows dates, by its letters d, m, y, h, s."""
    plain = _LITERALS.sub("", code[:255])
    return not set("dmyhs").isdisjoint(plain.lower())
