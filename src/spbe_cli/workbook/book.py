"""The parts of a workbook: which sheets there are, and the texts that their cells share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from typing import Final

from spbe_cli.xlsx.book import date_styles
from spbe_cli.xlsx.package import Package, Refused
from spbe_cli.xlsx.xml import Attributes, Pieces, elements, read_xml

LONGEST_NAME: Final = 100
LIMIT_SHEETS: Final = 500
LIMIT_TEXTS: Final = 300_000


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
    workbook = workbook_part(package)
    relations = relations_of(package, workbook)
    listed = elements(package, workbook, frozenset({"sheet", "workbookPr"}))
    by_id = {identifier: target for identifier, _, target in relations}
    by_kind = {kind: target for _, kind, target in relations}
    sheets = tuple(
        SheetPart(name_of(found), part_of(found, by_id), found.get("state") in HIDDEN)
        for tag, found in listed
        if tag == "sheet"
    )
    if not sheets:
        package.refuse_damaged("detail_sheets")
    if len(sheets) > LIMIT_SHEETS:
        package.refuse("A147", "parts", limit=str(LIMIT_SHEETS))
    since_1904 = any(found.get("date1904") in TRUE for tag, found in listed if tag == "workbookPr")
    texts = shared_texts(package, by_kind.get("sharedStrings"))
    return Book(package, sheets, texts, date_styles(package, by_kind.get("styles")), since_1904)


HIDDEN: Final = frozenset({"hidden", "veryHidden"})
TRUE: Final = frozenset({"1", "true", "on"})
RELATION: Final = frozenset({"Relationship"})
LONGEST_LINK: Final = 2_083
"""So long may the address of a link be in Excel."""


def name_of(sheet: Attributes) -> str:
    """Return the name of a sheet, cut where Excel would never let it go on."""
    return sheet.get("name", "")[:LONGEST_NAME]


def part_of(sheet: Attributes, by_id: Mapping[str, str]) -> str | None:
    """Return the part of a sheet, None if it names none; a name that leads nowhere is damage."""
    identifier = sheet.get("id")
    return by_id.get(identifier, "") if identifier else None


def workbook_part(package: Package) -> str:
    """Return the part that lists the sheets."""
    for _, kind, target in relations_of(package, ""):
        if kind == "officeDocument":
            return target
    return "xl/workbook.xml"


def relations_of(package: Package, part: str) -> list[tuple[str, str, str]]:
    """Return id, kind and target of what a part refers to inside the file."""
    return [
        (found.get("Id", ""), found.get("Type", "").rpartition("/")[2], target_of(part, found))
        for found in all_relations(package, part)
        if found.get("TargetMode") != "External"
    ]


def outside_of(package: Package, part: str) -> dict[str, str]:
    """Return by id what a part refers to outside the file; it is only shown, never opened."""
    try:
        relations = all_relations(package, part)
    except Refused as refused:
        # A link that can't be followed is no reason to refuse a sheet.
        if refused.finding.code != "A144":
            raise
        return {}
    return {
        found.get("Id", ""): found.get("Target", "")[:LONGEST_LINK]
        for found in relations
        if found.get("TargetMode") == "External"
    }


def all_relations(package: Package, part: str) -> list[Attributes]:
    """Return the relations of a part, as they stand."""
    folder, _, name = part.rpartition("/")
    source = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    if not package.has(source):
        return []
    return [found for _, found in elements(package, source, RELATION)]


def target_of(part: str, relation: Attributes) -> str:
    """Return the name of the part that a relation points to."""
    target = relation.get("Target", "").replace("\\", "/")
    return target.lstrip("/") if target.startswith("/") else normpath(join(dirname(part), target))


def shared_texts(package: Package, part: str | None) -> tuple[str, ...]:
    """Return the texts that cells refer to by number; phonetic hints are left out."""
    if part is None or not package.has(part):
        return ()
    shared = SharedTexts(package)
    read_xml(package, part, shared.start, shared.end, shared.text)
    return tuple(shared.texts)


@dataclass(slots=True)
class SharedTexts:
    """What grows while the shared texts are read."""

    package: Package
    texts: list[str] = field(default_factory=list)
    pieces: Pieces = field(default_factory=Pieces)
    reading: bool = False
    hint: bool = False

    def start(self, tag: str, _: Attributes) -> None:
        """Meet the beginning of an element."""
        if tag == "si":
            self.pieces = Pieces()
        elif tag == "t":
            self.reading = not self.hint
        elif tag == "rPh":
            self.hint = True

    def end(self, tag: str) -> None:
        """Meet the end of an element."""
        if tag == "si":
            self.texts.append(self.pieces.text())
            if len(self.texts) > LIMIT_TEXTS:
                self.package.refuse("A147", "cells", limit=str(LIMIT_TEXTS))
        elif tag == "t":
            self.reading = False
        elif tag == "rPh":
            self.hint = False

    def text(self, data: str) -> None:
        """Meet text."""
        if self.reading:
            self.pieces.add(data)
