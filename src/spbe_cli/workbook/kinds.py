"""What kind of file it is, by its first bytes: whatever is no workbook is named.

A name says little: a file may have been renamed.  Zip archives are judged by their parts.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Final

from spbe_cli.findings import Fact, Raw, Word
from spbe_cli.xlsx.kinds import root_names

Fault = tuple[str, str, Mapping[str, Fact]]
"""Code, variant and facts of the finding."""

ZIP: Final = b"PK\x03\x04"
COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
KINDS: Final = {
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
HYPERTEXT: Final = (b"<!doctype html", b"<html", b"<head", b"<meta", b"<style", b"<table")
"""How tables begin that web pages give out, mostly under the name .xls."""
XML: Final = b"<?xml"
XML_KINDS: Final = {
    b"<html": "HTML",
    b"urn:oasis:names:tc:opendocument": ".fods",
    b"urn:schemas-microsoft-com:office:spreadsheet": "XML Spreadsheet 2003",
}
BARE: Final = re.compile(rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00")
"""How the oldest files of Excel begin, which have no container."""
COMPOUND_KINDS: Final = {"worddocument": ".doc", "powerpoint document": ".ppt"}
FOREIGN_PARTS: Final = {
    "xl/workbook.bin": ".xlsb",
    "word/document.xml": ".docx",
    "ppt/presentation.xml": ".pptx",
    "index/document.iwa": ".numbers",
    "content.xml": ".ods",
}
OFFICE_KINDS: Final = {
    ".xlsb": "xlsb",
    ".ods": "ods",
    ".fods": "ods",
    "HTML": "excel",
    "XML Spreadsheet 2003": "excel",
}
"""Workbooks of other kinds: the variant of A146 that says how to save them as .xlsx."""
OWN_PARTS: Final = ("[content_types]", "_rels/", "xl/")
WORKBOOKS: Final = frozenset({".xlsx", ".xlsm"})
HEAD: Final = 4_096
FIRST_PRINTABLE: Final = 32
BLANKS: Final = frozenset(b"\t\n\v\f\r")


def fault_of(content: bytes, name: str) -> Fault | None:
    """Say what a file is instead of a zip archive; None if it is one."""
    if content.startswith(ZIP):
        return None
    if content.startswith(COMPOUND):
        return compound_fault(content)
    return plain_fault(content, name) if content else ("A140", "", {})


def plain_fault(content: bytes, name: str) -> Fault:
    """Tell apart what is neither a zip archive nor a container of Office."""
    suffix = PurePath(name).suffix.lower()
    known = known_kind(content)
    if known:
        return foreign_fault(known)
    if BARE.match(content):
        return "A142", "", {}
    if suffix == ".gsheet":
        return "A146", "gsheet", {}
    if is_text(content):
        return "A143", "" if suffix in WORKBOOKS else "csv", {}
    return "A144", "", {"detail": Word("detail_zip")}


def compound_fault(content: bytes) -> Fault:
    """Tell apart what shares the old container of Office: a password, .doc, .ppt, .xls."""
    names = root_names(content)
    if "encryptedpackage" in names:
        return "A141", "", {}
    other = next((kind for name, kind in COMPOUND_KINDS.items() if name in names), None)
    return foreign_fault(other) if other else ("A142", "", {})


def foreign_fault(kind: str) -> Fault:
    """Say that a file is of another kind, and how to make a workbook of it where that is known."""
    return "A146", OFFICE_KINDS.get(kind, ""), {"kind": Raw(kind)}


def known_kind(content: bytes) -> str | None:
    """Return the kind of a file that its first bytes give away."""
    head = content[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(HYPERTEXT):
        return "HTML"
    if head.startswith(XML):
        return next((kind for sign, kind in XML_KINDS.items() if sign in head), None)
    return next((kind for magic, kind in KINDS.items() if content.startswith(magic)), None)


def is_text(content: bytes) -> bool:
    """Tell whether a file holds text: no byte that only binary files have."""
    start = content[:HEAD]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return all(byte >= FIRST_PRINTABLE or byte in BLANKS for byte in start)


def foreign_kind(parts: Iterable[str]) -> str | None:
    """Return the kind of a zip archive that is another program's, by its parts in lower case."""
    names = set(parts)
    known = next((kind for part, kind in FOREIGN_PARTS.items() if part in names), None)
    bare = not any(name.startswith(OWN_PARTS) for name in names)
    return known or ("ZIP" if bare else None)
