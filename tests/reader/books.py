"""Builds answer sheets by code: good ones with openpyxl, odd and hostile ones from their parts.

The good sheet has its headings in row 4 and indicator n in row n + 4, as `spbe template`
writes it.  A case is a name, the file, and the findings expected, each as `code cell`.
"""

import re
import struct
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from spbe_cli.findings import Finding
from spbe_cli.instrument.loading import shipped

HEADINGS: Final = ("No", "Domain", "Aspek", "Indikator", "Tingkat", "Bukti Dukung", "Penjelasan")
HEADING_ROW: Final = 4
JAWABAN: Final = "xl/worksheets/sheet2.xml"
IDENTITAS: Final = "xl/worksheets/sheet1.xml"
IDENTITY: Final = {
    "Instansi": "Pemerintah Kota Contoh",
    "Perangkat Daerah": None,
    "Tahun": 2024,
    "Tahap": "Penilaian Mandiri",
    "Instrumen": "permenpanrb-59-2020",
    "Indikator": "1-47",
}
"""Identitas: label to value, in rows 1 to 6."""
EDITIONS: Final = {
    2018: ("permenpanrb-5-2018", 2020),
    2020: ("permenpanrb-59-2020", 2024),
    2026: ("permenpanrb-8-2026", 2026),
}
"""The edition by its year, and a year in which it holds."""
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NO_SECTOR: Final = 0xFFFF_FFFF
END_OF_SECTORS: Final = 0xFFFF_FFFE

Parts = dict[str, bytes]
Edit = Callable[[Workbook], None]
Row = tuple[object, ...]


@dataclass(frozen=True)
class Case:
    """One file with the findings expected of it: `A105 E17`, or a code alone."""

    name: str
    content: Callable[[], bytes]
    expected: tuple[str, ...] = ()
    file: str = "jawaban.xlsx"
    told: Mapping[str, Any] = field(default_factory=dict)


def case(name: str, content: Callable[[], bytes], *expected: str) -> Case:
    """Make a case of a file called jawaban.xlsx."""
    return Case(name, content, expected)


def answer_row(number: str, instrument: str = "permenpanrb-59-2020") -> Row:
    """Return one good row: level 3, of indicator 20 level 4, so that not all are alike."""
    name = shipped(instrument).rows()[number].short
    level = 4 if number == "20" else 3
    files = f"indikator{number}a.pdf"
    shown = int(number) if number.isdigit() else number
    return (shown, None, None, name, level, files, f"Fakta: {files}")


def good_book(edition: int = 2020) -> Workbook:
    """Return a good sheet of all indicators."""
    instrument, year = EDITIONS[edition]
    book = Workbook()
    book.remove(book.worksheets[0])
    identity, sheet = book.create_sheet("Identitas"), book.create_sheet("Jawaban")
    values = {**IDENTITY, "Tahun": year, "Instrumen": instrument, "Indikator": None}
    for row in (IDENTITY if edition == 2020 else values).items():
        identity.append(row)
    sheet["A1"] = "Jawaban SPBE"
    headings = (*HEADINGS, "Indeks Asal") if edition == 2026 else HEADINGS
    for column, heading in enumerate(headings, start=1):
        sheet.cell(HEADING_ROW, column, heading)
    for number in shipped(instrument).rows():
        sheet.append(answer_row(number, instrument))
    return book


def packed(book: Workbook) -> bytes:
    """Save a workbook."""
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def edited(*edits: Edit) -> Callable[[], bytes]:
    """Return a maker of the good sheet after some edits."""

    def make() -> bytes:
        book = good_book()
        for edit in edits:
            edit(book)
        return packed(book)

    return make


def on(change: Callable[[Worksheet], object], sheet: str = "Jawaban") -> Edit:
    """Return an edit of one sheet."""

    def edit(book: Workbook) -> None:
        change(book[sheet])

    return edit


def table(*rows: Row) -> Callable[[], bytes]:
    """Return a maker of a workbook whose one sheet, Jawaban, holds these rows."""

    def make() -> bytes:
        book = Workbook()
        book.remove(book.worksheets[0])
        made = book.create_sheet("Jawaban")
        for row in rows:
            made.append(row)
        return packed(book)

    return make


def parts_of(content: bytes) -> Parts:
    """Unpack a workbook."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Pack parts into a workbook."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def compound(root: Iterable[str], embedded: Iterable[str] = (), *, far: bool = False) -> bytes:
    """Return an old container of Office after [MS-CFB]: names at its root, and one level deeper.

    With `far` its directory begins where the header's list of the table of sectors ends.
    """
    outer, inner = ["MBD0001", *root], list(embedded)
    names = ["Root Entry", *outer, *inner]
    after = [*range(1, len(names)), NO_SECTOR]
    after[0] = after[len(outer)] = NO_SECTOR
    below = [1, len(outer) + 1 if inner else NO_SECTOR, *[NO_SECTOR] * len(names)]
    entries = [
        struct.pack("<64sHBB3I48x", f"{name}\0".encode("utf-16-le"), 2 * len(name) + 2, 1, 1, *way)
        for name, *way in zip(names, [NO_SECTOR] * len(names), after, below, strict=False)
    ]
    directory = b"".join(entries) + bytes(-len(entries) % 4 * 128)
    begin = 109 * 128 if far else 0
    first = max(begin, 2)
    follows = [*[NO_SECTOR] * (first - begin), *range(first + 1, first + len(directory) // 512)]
    listed = [NO_SECTOR if far else 1, *[NO_SECTOR] * 108]
    header = OLE + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, first, 0, 4096, NO_SECTOR, 0, 0 if far else NO_SECTOR, 0)
    lists = [[*listed], [1, *[NO_SECTOR] * 126, END_OF_SECTORS], [*follows, END_OF_SECTORS]]
    lists[2] += [NO_SECTOR] * (128 - len(lists[2]))
    tables = b"".join(struct.pack(f"<{len(one)}I", *one) for one in lists)
    return header + tables + bytes(512 * (first - 2)) + directory


def good_parts() -> Parts:
    """Return the parts of the good sheet."""
    return parts_of(packed(good_book()))


def repacked(change: Callable[[Parts], object]) -> Callable[[], bytes]:
    """Return a maker of the good sheet after a change of its parts."""

    def make() -> bytes:
        parts = good_parts()
        change(parts)
        return zipped(parts)

    return make


def part(name: str, content: bytes) -> Callable[[], bytes]:
    """Return a maker of the good sheet with one part added or replaced."""
    return repacked(lambda parts: parts.update({name: content}))


def put_raw(parts: Parts, reference: str, xml: str) -> None:
    """Put this XML in the place of a cell of Jawaban."""
    pattern = re.compile(rf'<c r="{reference}"[^>]*?(?:/>|>.*?</c>)'.encode())
    assert pattern.search(parts[JAWABAN])
    parts[JAWABAN] = pattern.sub(lambda _: xml.encode(), parts[JAWABAN])


def brief(finding: Finding) -> str:
    """Write a finding as `code cell`; a sheet other than Jawaban is named."""
    place = finding.place
    sheet = "" if place.sheet in {None, "Jawaban"} or not place.cell else f"{place.sheet}!"
    return f"{finding.code} {sheet}{place.cell or ''}".strip()
