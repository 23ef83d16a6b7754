"""The file around the cells: other kinds, damage, what other programs write, what never matters."""

import re
import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

import pytest
from openpyxl import load_workbook
from tests.findings.materials import spoilt
from tests.reader.books import (
    HEADINGS,
    IDENTITAS,
    IDENTITY,
    JAWABAN,
    Case,
    Parts,
    answer_row,
    case,
    good_book,
    good_parts,
    packed,
    part,
    parts_of,
    repacked,
    zipped,
)
from tests.reader.cases import cases
from tests.reader.conftest import Read
from xlsxwriter import Workbook as Writer

from spbe_cli.sheet.assess import Status, assess
from spbe_cli.words import Words

STRICT = (
    (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    ),
    (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)
DTD = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


GOOD = packed(good_book())


def cut(share: float) -> Callable[[], bytes]:
    """Return a maker of the good sheet, cut off."""
    return lambda: GOOD[: int(len(GOOD) * share)]


def flipped(file: bytes, signature: bytes, offset: int, value: int) -> Callable[[], bytes]:
    """Return a maker of a file with one byte changed behind every signature."""

    def change() -> bytes:
        content = bytearray(file)
        for match in re.finditer(re.escape(signature), bytes(content)):
            content[match.start() + offset] = value
        return bytes(content)

    return change


def doubled(name: str) -> Callable[[], bytes]:
    """Return a maker of a workbook in which a part stands twice."""

    def make() -> bytes:
        content = BytesIO(GOOD)
        with ZipFile(content, "a") as archive:
            archive.NameToInfo.clear()  # else zipfile warns
            archive.writestr(name, "<worksheet/>")
        return content.getvalue()

    return make


def packed_as(method: int) -> Callable[[], bytes]:
    """Return a maker of the good sheet, packed with another method."""

    def make() -> bytes:
        content = BytesIO()
        with ZipFile(content, "w", method) as archive:
            for name, data in good_parts().items():
                archive.writestr(name, data)
        return content.getvalue()

    return make


def zip64() -> bytes:
    """Pack the good sheet with the headers for large files, as streaming writers do."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, data in good_parts().items():
            with archive.open(ZipInfo(name), "w", force_zip64=True) as stream:
                stream.write(data)
    return content.getvalue()


def overlapping() -> bytes:
    """Let every entry of the directory point to the first part."""
    content = bytearray(GOOD)
    for match in re.finditer(b"PK\x01\x02", bytes(content)):
        content[match.start() + 42 : match.start() + 46] = struct.pack("<I", 0)
    return bytes(content)


TEXTS = "xl/sharedStrings.xml"
HINTED = b"<si><r><t>Ting</t></r><r><t>kat</t></r><rPh><t>hint</t></rPh>"


def shared_texts() -> bytes:
    """Write texts once for all cells, as Excel does; openpyxl writes them into the cells."""
    content = BytesIO()
    with Writer(content) as book:
        sheets = {name: book.add_worksheet(name) for name in ("Identitas", "Jawaban")}
        for row, (label, value) in enumerate(IDENTITY.items()):
            sheets["Identitas"].write_row(row, 0, (label, value))
        for row, values in enumerate(
            (HEADINGS, *(answer_row(str(number)) for number in range(1, 48))), start=3
        ):
            sheets["Jawaban"].write_row(row, 0, values)
    return content.getvalue()


def shared(old: bytes, new: bytes | None) -> Callable[[], bytes]:
    """Return a maker of a sheet whose shared texts are changed, or left out."""

    def make() -> bytes:
        parts = parts_of(shared_texts())
        assert old in parts[TEXTS]
        parts[TEXTS] = parts[TEXTS].replace(old, new or b"", 1)
        return zipped(parts if new is not None else {n: p for n, p in parts.items() if n != TEXTS})

    return make


DAMAGE = (
    *cases("kinds"),
    *cases("damage"),
    case("bytes", lambda: bytes(range(256)), "A144"),
    *(case(f"cut at {share}", cut(share), "A144") for share in (0.01, 0.3, 0.9, 0.999)),
    case("no shared texts", shared(b"<sst", None), "A144"),
    case("shared texts that stop", shared(b"</sst>", b""), "A144"),
    case("shared texts too few", shared(b"<si>", b"<si><si>"), "A144"),
    case("wrong sum of a part", flipped(GOOD, b"PK\x01\x02", 16, 7), "A144"),
    case("locked parts", flipped(GOOD, b"PK\x01\x02", 8, 1), "A141"),
    case("unknown method", flipped(GOOD, b"PK\x01\x02", 10, 99), "A144"),
    case("lying size, too small", flipped(GOOD, b"PK\x01\x02", 25, 0), "A144"),
    case("bzip2", packed_as(ZIP_BZIP2), "A144"),
    case("LZMA", packed_as(ZIP_LZMA), "A144"),
    case("stored", packed_as(ZIP_STORED)),
    case("headers for large files", zip64),
)
UNSAFE = (
    case("part twice", doubled(JAWABAN), "A149"),
    case("part twice in other letters", doubled(JAWABAN.upper()), "A149"),
    case("part twice with backslashes", doubled(JAWABAN.replace("/", "\\")), "A149"),
    case("overlapping parts", overlapping, "A149"),
    *cases("unsafe"),
    case("DTD in the texts", shared(b"<sst", DTD + b"<sst"), "A149"),
    case("DTD in UTF-16", part(JAWABAN, (DTD.decode() + "<a/>").encode("utf-16")), "A149"),
)


def no_places(parts: Parts) -> None:
    """Leave out the places of rows and cells, as some programs do; blank cells fill up."""
    filled_up = re.compile(rb'<c r="[A-D]\d+"')
    for name in (JAWABAN, IDENTITAS):
        assert filled_up.search(parts[name])
    parts[JAWABAN] = re.sub(rb'<row r="\d+"', b"<row", gapless(parts[JAWABAN]))
    parts[JAWABAN] = re.sub(rb'<c r="[A-Z]+\d+"', b"<c", parts[JAWABAN])


def gapless(sheet: bytes) -> bytes:
    """Put blank cells in columns B and C, which the good sheet leaves out."""
    sheet = sheet.replace(b"<sheetData>", b"<sheetData>")
    rows = b"".join(b'<row r="%d"/>' % row for row in (2, 3))
    sheet = sheet.replace(b'<row r="4"', rows + b'<row r="4"')
    return re.sub(rb'(<c r="D(\d+)")', lambda m: blank(m) + m[1], sheet)


def blank(match: re.Match[bytes]) -> bytes:
    """Return the blank cells before a name."""
    row = match[2]
    return b"" if row == b"4" else b'<c r="B' + row + b'"/><c r="C' + row + b'"/>'


def strict(parts: Parts) -> None:
    """Write the names of the strict format."""
    for name, content in parts.items():
        for plain, other in STRICT:
            content = content.replace(plain, other)  # noqa: PLW2901  one replacement after another
        parts[name] = content


def backslashes(parts: Parts) -> None:
    """Name the parts as old .NET programs do."""
    for name in list(parts):
        parts[name.replace("/", "\\")] = parts.pop(name)


def capitals(parts: Parts) -> None:
    """Name a part in other letters than the relation does."""
    parts["xl/Worksheets/Sheet2.XML"] = parts.pop(JAWABAN)


def prefixed(parts: Parts) -> None:
    """Give every element a prefix, as some programs do."""
    sheet = parts[JAWABAN].decode()
    sheet = re.sub(r"<(/?)(?=\w)", r"<\1x:", sheet).replace("xmlns=", "xmlns:x=")
    parts[JAWABAN] = sheet.encode()


def wide_text(parts: Parts) -> None:
    """Write a sheet in UTF-16."""
    text = parts[JAWABAN].decode()
    parts[JAWABAN] = ('<?xml version="1.0" encoding="UTF-16"?>' + text).encode("utf-16")


WRITERS = (
    case("texts once for all cells", shared_texts),
    case("texts with phonetic hints", shared(b"<si><t>Tingkat</t>", HINTED)),
    case("no places of cells", repacked(no_places)),
    case("strict", repacked(strict)),
    case("backslashes", repacked(backslashes)),
    case("other letters", repacked(capitals)),
    case("prefixes", repacked(prefixed)),
    case("UTF-16", repacked(wide_text)),
    *cases("writers"),
    case("saved again by openpyxl", lambda: packed(load_workbook(BytesIO(GOOD)))),
)


@pytest.mark.parametrize(
    "one", [*DAMAGE, *UNSAFE, *cases("outside"), *WRITERS], ids=lambda one: one.name
)
def test_every_file_is_read_or_refused_with_its_reason(
    one: Case, hold: Callable[[Case], None]
) -> None:
    hold(one)


@pytest.mark.parametrize("one", WRITERS, ids=lambda one: one.name)
def test_the_program_that_wrote_the_file_makes_no_difference(one: Case, read: Read) -> None:
    made, plain = read(one.content()), read(GOOD)
    assert made.status is Status.SCORED
    assert made.sheet
    assert plain.sheet
    assert made.sheet.levels() == plain.sheet.levels()
    assert [a.evidence for a in made.sheet.answers.values()] == [
        a.evidence for a in plain.sheet.answers.values()
    ]


def test_a_folder_is_no_workbook(tmp_path: Path) -> None:
    assert [finding.code for finding in assess(tmp_path, "folder").findings] == ["A146"]


def test_a_file_that_is_not_there_is_the_systems_matter(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="jawaban"):
        assess(tmp_path / "jawaban.xlsx", "jawaban.xlsx")


HOSTILE_TEXTS = (
    "[bold red]rapat[/]", "\x1b[31mmerah\x1b[0m".replace("\x1b", "_x001B_"), "\u202egpj.exe",
    "\u2066\u200f\u200b\ufeff", "a\nb\tc", "{0} {i} {name} %s", "=cmd|'/c calc'!A1",
    "<script>alert(1)</script>", "&lt;&amp;", "\U000e0001\U0001f600",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_texts_are_shown_as_what_they_are(text: str, read: Read) -> None:
    xml = text.replace("&", "&amp;").replace("<", "&lt;")
    cell = f'<c r="E17" t="inlineStr"><is><t xml:space="preserve">{xml}</t></is></c>'
    made = read(spoilt({"raw": {"E17": cell}}))
    (finding,) = made.findings
    assert (finding.code, finding.place.cell) == ("A101", "E17")
    assert Words().line(finding).isprintable()


def test_escaped_characters_are_those_they_stand_for(read: Read) -> None:
    cell = '<c r="F17" t="inlineStr"><is><t>a_x000D_b_x005F_x000D_</t></is></c>'
    sheet = read(spoilt({"raw": {"F17": cell}})).sheet
    assert sheet
    assert sheet.answers["13"].evidence == "a\rb_x000D_"
