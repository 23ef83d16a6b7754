"""The file around the sheets: whether it is a workbook at all, and safe to open.

What cannot be read raises `Refused` with the finding that says why.  Only the parts that
are asked for are unpacked, each within a limit, so that pictures cost nothing and a bomb
does not go off.
"""

import stat
import struct
import zlib
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Final, NoReturn
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from spbe_cli.findings import Fact, Finding, Place, Word
from spbe_cli.xlsx.kinds import fault_of, foreign_fault, foreign_kind

LIMIT_FILE: Final = 50_000_000
LIMIT_PART: Final = 24_000_000
LIMIT_PARTS: Final = 5_000
LIMIT_READ: Final = 64_000_000
"""So many bytes may be unpacked of all parts together."""
_LOCAL_HEADER: Final = 30
_LENGTHS: Final = struct.Struct("<HH")
"""The end of a local header: how long the name is, and what else stands before the part."""
_CHUNK: Final = 65_536
_MEGABYTE: Final = 1_000_000
_DIRECTORY_ENTRY: Final = b"PK\x01\x02"
_DOCTYPE: Final = b"<!DOCTYPE"
_HEAD: Final = 1_024
_PLAIN_METHODS: Final = frozenset({ZIP_STORED, ZIP_DEFLATED})
_DAMAGE: Final = (
    BadZipFile,
    NotImplementedError,
    EOFError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What `zipfile` raises on a damaged archive."""


class Refused(Exception):  # noqa: N818  it is no error of the program
    """A workbook that can't be read, with the finding that says why."""

    def __init__(self, finding: Finding, sha256: str | None = None) -> None:
        super().__init__(finding.code)
        self.finding = finding
        self.sha256 = sha256


class Package:
    """An opened workbook file: its parts by name.  Case does not tell parts apart."""

    def __init__(self, file: str, content: bytes) -> None:
        self.file = file
        self.content = content
        self.sha256 = sha256(content).hexdigest()
        if content.count(_DIRECTORY_ENTRY) > LIMIT_PARTS:
            self.refuse("A147", "parts", limit=str(LIMIT_PARTS))
        self.archive = self.open(content)
        self.infos = {key(info.filename): info for info in self.archive.infolist()}
        self.read_so_far = 0
        self.elements = 0

    def refusal(self, code: str, variant: str = "", /, **facts: Fact) -> Refused:
        """Make the refusal of this file."""
        return Refused(Finding(code, Place(self.file), facts, variant), self.sha256)

    def refuse(self, code: str, variant: str = "", /, **facts: Fact) -> NoReturn:
        """Refuse this file.

        Raises:
            Refused: always.
        """
        raise self.refusal(code, variant, **facts)

    def refuse_damaged(self, word: str) -> NoReturn:
        """Refuse a damaged file; `word` is the key of the detail."""
        self.refuse("A144", detail=Word(word))

    def refuse_unsafe(self, word: str) -> NoReturn:
        """Refuse a file with an unsafe part; `word` is the key of the detail."""
        self.refuse("A149", detail=Word(word))

    def open(self, content: bytes) -> ZipFile:
        """Open the zip archive."""
        try:
            return ZipFile(BytesIO(content))
        except _DAMAGE:
            self.refuse_damaged("detail_zip")

    def guard(self) -> None:
        """Refuse what no honest workbook has: doubled, outlying or overlapping parts, a DTD."""
        infos = self.archive.infolist()
        if len(self.infos) < len(infos):
            self.refuse_unsafe("detail_twice")
        if any(outside(info.filename) for info in infos):
            self.refuse_unsafe("detail_path")
        if _overlapping(infos, self.archive.start_dir):
            self.refuse_unsafe("detail_overlap")
        if any(self.declares_type(info) for info in infos):
            self.refuse_unsafe("detail_dtd")

    def declares_type(self, info: ZipInfo) -> bool:
        """Tell whether a part begins with a DTD, even one that is never read."""
        if not info.filename.lower().endswith((".xml", ".rels")) or not _readable(info):
            return False
        return _DOCTYPE in _head_of(self.content, info)

    def has(self, name: str) -> bool:
        """Tell whether a part is there."""
        return key(name) in self.infos

    def chunks(self, name: str) -> Iterator[bytes]:
        """Unpack one part piece by piece."""
        info = self.infos.get(key(name))
        if info is None:
            self.refuse_damaged("detail_part")
        if info.flag_bits & 1:
            self.refuse("A141")
        if info.compress_type not in _PLAIN_METHODS:
            self.refuse_damaged("detail_zip")
        self.allow(info.file_size)
        try:
            with self.archive.open(info) as part:
                while chunk := part.read(_CHUNK):
                    yield chunk
        except _DAMAGE:
            self.refuse_damaged("detail_zip")

    def allow(self, size: int) -> None:
        """Refuse a part that is too large, or the one with which it gets too much."""
        self.read_so_far += size
        if size > LIMIT_PART:
            self.refuse("A147", **measures(size, LIMIT_PART))
        if self.read_so_far > LIMIT_READ:
            self.refuse("A147", **measures(self.read_so_far, LIMIT_READ))


def measures(size: int, limit: int) -> dict[str, Fact]:
    """Return a size and its limit as facts."""
    return {"found": f"{size // _MEGABYTE} MB", "limit": f"{limit // _MEGABYTE} MB"}


def key(name: str) -> str:
    """Write the name of a part as it is compared: some programs write backslashes."""
    return name.replace("\\", "/").casefold()


def _readable(info: ZipInfo) -> bool:
    return info.compress_type in _PLAIN_METHODS and not info.flag_bits & 1


def _head_of(content: bytes, info: ZipInfo) -> bytes:
    """Return how a part begins, straight from the bytes of the archive; nothing if damaged.

    That is five times as quick as to open it, which is left to the parts that are read.
    """
    try:
        lengths = _LENGTHS.unpack_from(content, info.header_offset + _LOCAL_HEADER - _LENGTHS.size)
        begin = info.header_offset + _LOCAL_HEADER + sum(lengths)
        packed = content[begin : begin + info.compress_size]
        if info.compress_type == ZIP_STORED:
            return packed[:_HEAD]
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, _HEAD)
    except (struct.error, zlib.error):
        return b""


def outside(name: str) -> bool:
    """Tell whether the name of a part leads out of the archive."""
    return name.startswith(("/", "\\")) or ":" in name or ".." in name.replace("\\", "/").split("/")


def _overlapping(infos: list[ZipInfo], end: int) -> bool:
    """Tell whether parts share bytes: the trick of the smallest zip bombs."""
    ordered = sorted(infos, key=lambda info: info.header_offset)
    starts = [*(info.header_offset for info in ordered), end]
    return any(
        info.header_offset + _LOCAL_HEADER + info.compress_size > following
        for info, following in zip(ordered, starts[1:], strict=True)
    )


def open_package(path: Path, file: str) -> Package:
    """Open a workbook file; `file` is how findings call it.

    Raises:
        Refused: it is none, or not safe to open.
        OSError: the system does not let us read it.
    """
    if path.name.startswith("~$"):
        own = path.name.removeprefix("~$")
        _refuse(file, "A145", suggestion=own)
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        _refuse(file, "A146", kind=Word("kind_special"))
    if status.st_size > LIMIT_FILE:
        _refuse(file, "A147", **measures(status.st_size, LIMIT_FILE))
    with path.open("rb") as opened:
        content = opened.read(LIMIT_FILE + 1)
    if len(content) > LIMIT_FILE:  # it has grown since, or does not tell how long it is
        _refuse(file, "A147", **measures(len(content), LIMIT_FILE))
    fault = fault_of(content, path.name)
    if fault:
        _refuse(file, fault.code, fault.variant, **fault.facts)
    package = Package(file, content)
    kind = foreign_kind(package.infos)
    if kind:
        fault = foreign_fault(kind)
        package.refuse(fault.code, fault.variant, **fault.facts)
    # What is safe in a file of another program is not asked: nothing more of it is read.
    package.guard()
    return package


def _refuse(file: str, code: str, variant: str = "", /, **facts: Fact) -> NoReturn:
    """Refuse a file that is not even opened.

    Raises:
        Refused: always.
    """
    raise Refused(Finding(code, Place(file), facts, variant))
