"""What kind of file it is, by its first bytes: whatever is no workbook is named.

A name says little: a file may have been renamed.  Zip archives are judged by their parts; of the
old container of Office (.xls, .doc, locked .xlsx) only what stands at its root tells whose file
it is, as what is embedded in a document lies deeper.  Its layout is that of [MS-CFB].
"""

import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Final, NamedTuple

from spbe_cli.findings import Fact, Raw, Word

_ZIP: Final = b"PK\x03\x04"
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KINDS: Final = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"RIFF": "WebP",
    b"BM": "BMP",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"\x1f\x8b": "GZIP",
    b"{\\rtf": "RTF",
}
_HYPERTEXT: Final = (b"<!doctype html", b"<html", b"<head", b"<meta", b"<style", b"<table")
"""How tables begin that web pages give out, mostly under the name .xls."""
_XML: Final = b"<?xml"
_XML_KINDS: Final = {
    b"<html": "HTML",
    b"urn:oasis:names:tc:opendocument": ".fods",
    b"urn:schemas-microsoft-com:office:spreadsheet": "XML Spreadsheet 2003",
}
_BARE: Final = re.compile(rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00")
"""How the oldest files of Excel begin, which have no container."""
_COMPOUND_KINDS: Final = {"worddocument": ".doc", "powerpoint document": ".ppt"}
_FOREIGN_PARTS: Final = {
    "xl/workbook.bin": ".xlsb",
    "word/document.xml": ".docx",
    "ppt/presentation.xml": ".pptx",
    "index/document.iwa": ".numbers",
    "content.xml": ".ods",
}
_OFFICE_KINDS: Final = {
    ".xlsb": "xlsb",
    ".ods": "ods",
    ".fods": "ods",
    "HTML": "excel",
    "XML Spreadsheet 2003": "excel",
}
"""Workbooks of other kinds: the variant of A146 that says how to save them as .xlsx."""
_OWN_PARTS: Final = ("[content_types]", "_rels/", "xl/")
_WORKBOOKS: Final = frozenset({".xlsx", ".xlsm"})
_HEAD: Final = 4_096
_FIRST_PRINTABLE: Final = 32
_BLANKS: Final = frozenset(b"\t\n\v\f\r")
_HEADER: Final = 76
"""So long is the header before its list of sectors of the table of sectors."""
_LISTED: Final = 109
"""So many of them stand in the header; the list goes on elsewhere."""
_LAST_SECTOR: Final = 0xFFFF_FFFA
"""Numbers of sectors end below it."""
_NO_ENTRY: Final = 0xFFFF_FFFF
_ENTRY: Final = struct.Struct("<64sH2x3I")
"""Name, its length with the zero at its end, the entries before, after and below."""
_ENTRY_SIZE: Final = 128
_MOST_SECTORS: Final = 1_000
_MOST_LISTS: Final = 100
"""So many sectors of the directory, and of the list of the table, are followed."""
_SHIFTS: Final = frozenset({9, 12})
"""Sectors have 512 or 4,096 bytes."""


class Fault(NamedTuple):
    """Why a file is no workbook: code, variant and facts of the finding."""

    code: str
    variant: str = ""
    facts: Mapping[str, Fact] = {}


def fault_of(content: bytes, name: str) -> Fault | None:
    """Say what a file is instead of a zip archive; None if it is one."""
    if content.startswith(_ZIP):
        return None
    if content.startswith(_COMPOUND):
        return _compound_fault(content)
    return _plain_fault(content, name) if content else Fault("A140")


def _plain_fault(content: bytes, name: str) -> Fault:
    suffix = PurePath(name).suffix.lower()
    known = known_kind(content)
    if known:
        return foreign_fault(known)
    if _BARE.match(content):
        return Fault("A142")
    if suffix == ".gsheet":
        return Fault("A146", "gsheet")
    if is_text(content):
        return Fault("A143", "" if suffix in _WORKBOOKS else "csv")
    return Fault("A144", facts={"detail": Word("detail_zip")})


def _compound_fault(content: bytes) -> Fault:
    """Tell apart what shares the old container of Office: a password, .doc, .ppt, .xls."""
    names = _root_names(content)
    if "encryptedpackage" in names:
        return Fault("A141")
    other = next((kind for name, kind in _COMPOUND_KINDS.items() if name in names), None)
    return foreign_fault(other) if other else Fault("A142")


def foreign_fault(kind: str) -> Fault:
    """Say that a file is of another kind, and how to make a workbook of it where that is known."""
    return Fault("A146", _OFFICE_KINDS.get(kind, ""), {"kind": Raw(kind)})


def known_kind(content: bytes) -> str | None:
    """Return the kind of a file that its first bytes give away."""
    head = content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(_HYPERTEXT):
        return "HTML"
    if head.startswith(_XML):
        return next((kind for sign, kind in _XML_KINDS.items() if sign in head), None)
    return next((kind for magic, kind in _KINDS.items() if content.startswith(magic)), None)


def is_text(content: bytes) -> bool:
    """Tell whether a file holds text: no byte that only binary files have."""
    start = content[:_HEAD]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return all(byte >= _FIRST_PRINTABLE or byte in _BLANKS for byte in start)


def foreign_kind(parts: Iterable[str]) -> str | None:
    """Return the kind of a zip archive that is another program's, by its parts in lower case."""
    names = set(parts)
    known = next((kind for part, kind in _FOREIGN_PARTS.items() if part in names), None)
    bare = not any(name.startswith(_OWN_PARTS) for name in names)
    return known or ("ZIP" if bare else None)


def _root_names(content: bytes) -> frozenset[str]:
    """Return the names of what stands at the root, in lower case; none if it can't be read."""
    try:
        return frozenset(_names_beside(list(_entries_of(content))))
    except (struct.error, IndexError, UnicodeDecodeError):
        return frozenset()


def _entries_of(content: bytes) -> Iterator[bytes]:
    (shift,) = struct.unpack_from("<H", content, 30)
    if shift not in _SHIFTS:
        return
    size = 1 << shift
    table = list(_table_sectors(content, size))
    (sector,) = struct.unpack_from("<I", content, 48)
    for _ in range(_MOST_SECTORS):
        if sector >= _LAST_SECTOR:
            return
        begin = (sector + 1) * size
        yield from (
            content[at : at + _ENTRY_SIZE] for at in range(begin, begin + size, _ENTRY_SIZE)
        )
        place, inside = divmod(sector, size // 4)
        (sector,) = struct.unpack_from("<I", content, (table[place] + 1) * size + inside * 4)


def _table_sectors(content: bytes, size: int) -> Iterator[int]:
    yield from struct.unpack_from(f"<{_LISTED}I", content, _HEADER)
    (further,) = struct.unpack_from("<I", content, 68)
    for _ in range(_MOST_LISTS):
        if further >= _LAST_SECTOR:
            return
        *listed, further = struct.unpack_from(f"<{size // 4}I", content, (further + 1) * size)
        yield from listed


def _names_beside(entries: list[bytes]) -> Iterator[str]:
    waiting, seen = [_ENTRY.unpack_from(entries[0])[4]], {_NO_ENTRY}
    while waiting:
        place = waiting.pop()
        if place not in seen:
            seen.add(place)
            name, length, before, after, _ = _ENTRY.unpack_from(entries[place])
            yield name[: max(length - 2, 0)].decode("utf-16-le").lower()
            waiting += [before, after]
