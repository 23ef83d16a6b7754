"""The file around the sheets: whether it is a workbook at all, and safe to open.

Only the parts that are asked for are unpacked, each within a limit, so that no bomb goes off.  What
is no workbook is named by its first bytes and its parts: a file may have been renamed.
"""

import re
import stat
import struct
import zlib
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Final, NoReturn
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from spbe_cli.findings import Fact, Finding, Place, Raw, Word

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
_XML_KINDS: Final = {
    b"<html": "HTML",
    b"urn:oasis:names:tc:opendocument": ".fods",
    b"urn:schemas-microsoft-com:office:spreadsheet": "XML Spreadsheet 2003",
}
_BARE: Final = re.compile(rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00")
"""How the oldest files of Excel begin, which have no container."""
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
_BINARY: Final = re.compile(rb"[\x00-\x08\x0e-\x1f]")
"""Bytes that no text has."""
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_TEXT_HEAD: Final = 4_096
_LAST_SECTOR: Final = 0xFFFF_FFFA
"""Numbers of sectors end below it."""
_NO_ENTRY: Final = 0xFFFF_FFFF
_ENTRY: Final = struct.Struct("<64sH2x3I")
"""Name, its length with the zero at its end, the entries before, after and below."""
_MOST_SECTORS: Final = 1_000
_MOST_LISTS: Final = 100
"""So many sectors of the directory, and of the list of the table, are followed."""


class Refused(Exception):  # noqa: N818  it is no error of the program
    """A workbook that can't be read, with the finding that says why."""

    def __init__(self, finding: Finding, sha256: str | None = None) -> None:
        super().__init__(finding.code)
        self.finding = finding
        self.sha256 = sha256


def _fault_of(content: bytes, path: Path, place: Place) -> Finding | None:
    suffix = path.suffix.lower()
    fault: Finding | None = Finding("A144", place, {"detail": Word("detail_zip")})
    if content.startswith(b"PK\x03\x04"):
        fault = None
    elif content.startswith(_COMPOUND):
        # A password, .doc, .ppt and .xls share the old container of Office.
        names = _root_names(content)
        kinds = {"worddocument": ".doc", "powerpoint document": ".ppt"}
        other = next((kind for name, kind in kinds.items() if name in names), None)
        fault = _foreign(place, other) if other else Finding("A142", place)
        fault = Finding("A141", place) if "encryptedpackage" in names else fault
    elif not content:
        fault = Finding("A140", place)
    elif known := _known_kind(content):
        fault = _foreign(place, known)
    elif _BARE.match(content):
        fault = Finding("A142", place)
    elif suffix == ".gsheet":
        fault = Finding("A146", place, variant="gsheet")
    elif content.startswith(_UTF16) or not _BINARY.search(content, 0, _TEXT_HEAD):
        fault = Finding("A143", place, variant="" if suffix in {".xlsx", ".xlsm"} else "csv")
    return fault


def _foreign(place: Place, kind: str) -> Finding:
    return Finding("A146", place, {"kind": Raw(kind)}, _OFFICE_KINDS.get(kind, ""))


def _known_kind(content: bytes) -> str | None:
    head = content[:_TEXT_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(_HYPERTEXT):
        return "HTML"
    if head.startswith(b"<?xml"):
        return next((kind for sign, kind in _XML_KINDS.items() if sign in head), None)
    return next((kind for magic, kind in _KINDS.items() if content.startswith(magic)), None)


def _root_names(content: bytes) -> frozenset[str]:
    """Return the names at the root of a container of Office ([MS-CFB]); others lie deeper."""
    try:
        entries = list(_entries_of(content))
        names: dict[int, str] = {}
        waiting = [_ENTRY.unpack_from(entries[0])[4]]
        while waiting:
            place = waiting.pop()
            if place != _NO_ENTRY and place not in names:
                name, length, before, after, _ = _ENTRY.unpack_from(entries[place])
                names[place] = name[: max(length - 2, 0)].decode("utf-16-le").lower()
                waiting += [before, after]
        return frozenset(names.values())
    except (struct.error, IndexError, UnicodeDecodeError):
        return frozenset()


def _entries_of(content: bytes) -> Iterator[bytes]:
    (shift,) = struct.unpack_from("<H", content, 30)
    if shift not in {9, 12}:  # sectors have 512 or 4,096 bytes
        return
    size = 1 << shift
    # Of the sectors of the table 109 are listed in the header; the list goes on elsewhere.
    table = list(struct.unpack_from("<109I", content, 76))
    (further,) = struct.unpack_from("<I", content, 68)
    for _ in range(_MOST_LISTS):
        if further >= _LAST_SECTOR:
            break
        *listed, further = struct.unpack_from(f"<{size // 4}I", content, (further + 1) * size)
        table += listed
    (sector,) = struct.unpack_from("<I", content, 48)
    for _ in range(_MOST_SECTORS):
        if sector >= _LAST_SECTOR:
            return
        begin = (sector + 1) * size
        for at in range(begin, begin + size, 128):
            yield content[at : at + 128]
        place, inside = divmod(sector, size // 4)
        (sector,) = struct.unpack_from("<I", content, (table[place] + 1) * size + inside * 4)


LIMIT_FILE: Final = 50_000_000
LIMIT_PART: Final = 24_000_000
LIMIT_PARTS: Final = 5_000
LIMIT_READ: Final = 64_000_000
"""So many bytes may be unpacked of all parts together."""
_LOCAL_HEADER: Final = struct.Struct("<26xHH")
"""How long the name is, and what else stands before the part."""
_MEGABYTE: Final = 1_000_000
_HEAD: Final = 1_024
_PLAIN_METHODS: Final = frozenset({ZIP_STORED, ZIP_DEFLATED})
_DAMAGE: Final = (
    *(BadZipFile, NotImplementedError, EOFError, OSError, OverflowError, RuntimeError),
    *(ValueError, struct.error, zlib.error),
)
"""What `zipfile` raises on a damaged archive."""


class Package:
    """An opened workbook file: its parts by name.  Case does not tell parts apart."""

    def __init__(self, file: str, content: bytes) -> None:
        self.file = file
        self.content = content
        self.sha256 = sha256(content).hexdigest()
        if content.count(b"PK\x01\x02") > LIMIT_PARTS:  # as an entry of the directory begins
            self.refuse("A147", "parts", limit=str(LIMIT_PARTS))
        try:
            self.archive = ZipFile(BytesIO(content))
        except _DAMAGE:
            self.refuse_damaged("detail_zip")
        self.infos = {_key(info.filename): info for info in self.archive.infolist()}
        self.read_so_far = 0
        self.elements = 0

    def refuse(self, code: str, variant: str = "", /, **facts: Fact) -> NoReturn:
        """Refuse this file."""
        raise Refused(Finding(code, Place(self.file), facts, variant), self.sha256)

    def refuse_damaged(self, word: str) -> NoReturn:
        """Refuse a damaged file; `word` is the key of the detail."""
        self.refuse("A144", detail=Word(word))

    def guard(self) -> None:
        """Refuse what no honest workbook has: doubled, outlying or overlapping parts, any DTD."""
        infos = sorted(self.archive.infolist(), key=lambda info: info.header_offset)
        if len(self.infos) < len(infos):
            self.refuse("A149", detail=Word("detail_twice"))
        names = [info.filename.replace("\\", "/") for info in infos]
        if any(name[:1] == "/" or ":" in name or ".." in name.split("/") for name in names):
            self.refuse("A149", detail=Word("detail_path"))
        # Parts that share bytes are the trick of the smallest zip bombs.
        starts = [*(info.header_offset for info in infos), self.archive.start_dir]
        for info, following in zip(infos, starts[1:], strict=True):
            if info.header_offset + _LOCAL_HEADER.size + info.compress_size > following:
                self.refuse("A149", detail=Word("detail_overlap"))
        texts = (name for name in self.infos if name.endswith((".xml", ".rels")))
        if any(b"<!DOCTYPE" in self.head(name) for name in texts):
            self.refuse("A149", detail=Word("detail_dtd"))

    def has(self, name: str) -> bool:
        """Tell whether a part is there."""
        return _key(name) in self.infos

    def head(self, name: str) -> bytes:
        """Return how a part begins, or nothing: five times as quick as to open it."""
        info = self.infos[name]
        if info.compress_type not in _PLAIN_METHODS or info.flag_bits & 1:
            return b""
        try:
            lengths = _LOCAL_HEADER.unpack_from(self.content, info.header_offset)
            begin = info.header_offset + _LOCAL_HEADER.size + sum(lengths)
            packed = self.content[begin : begin + info.compress_size]
            if info.compress_type == ZIP_STORED:
                return packed[:_HEAD]
            return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, _HEAD)
        except (struct.error, zlib.error):
            return b""

    def chunks(self, name: str) -> Iterator[bytes]:
        """Unpack one part piece by piece."""
        info = self.infos.get(_key(name))
        if info is None:
            self.refuse_damaged("detail_part")
        if info.flag_bits & 1:
            self.refuse("A141")
        if info.compress_type not in _PLAIN_METHODS:
            self.refuse_damaged("detail_zip")
        self.read_so_far += info.file_size
        for size, limit in ((info.file_size, LIMIT_PART), (self.read_so_far, LIMIT_READ)):
            if size > limit:
                self.refuse("A147", **_measures(size, limit))
        try:
            with self.archive.open(info) as part:
                while chunk := part.read(65_536):
                    yield chunk
        except _DAMAGE:
            self.refuse_damaged("detail_zip")


def _key(name: str) -> str:
    return name.replace("\\", "/").casefold()


def _measures(size: int, limit: int) -> dict[str, Fact]:
    return {"found": f"{size // _MEGABYTE} MB", "limit": f"{limit // _MEGABYTE} MB"}


def open_package(path: Path, file: str) -> Package:
    """Open a workbook; `Refused` if it is none or not safe, OSError if the system refuses."""
    place, content = Place(file), b""
    if path.name.startswith("~$"):
        raise Refused(Finding("A145", place, {"suggestion": path.name.removeprefix("~$")}))
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise Refused(Finding("A146", place, {"kind": Word("kind_special")}))
    size = status.st_size
    if size <= LIMIT_FILE:
        with path.open("rb") as opened:
            content = opened.read(LIMIT_FILE + 1)
        size = len(content)  # it may have grown since, or not tell how long it is
    if size > LIMIT_FILE:
        raise Refused(Finding("A147", place, _measures(size, LIMIT_FILE)))
    if fault := _fault_of(content, path, place):
        raise Refused(fault)
    package = Package(file, content)
    parts = package.infos
    bare = not any(name.startswith(_OWN_PARTS) for name in parts)
    known = (kind for part, kind in _FOREIGN_PARTS.items() if part in parts)
    if kind := next(known, "ZIP" if bare else None):
        raise Refused(_foreign(place, kind), package.sha256)
    # What is safe in a file of another program is not asked: nothing more of it is read.
    package.guard()
    return package
