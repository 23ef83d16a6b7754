"""The file around the cells: other kinds, damage, what other programs write, what never matters."""

import re
import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

import pytest
from tests.reader.books import (
    HEADINGS,
    IDENTITAS,
    IDENTITY,
    JAWABAN,
    OLE,
    Case,
    Parts,
    answer_row,
    case,
    compound,
    filled,
    good_book,
    good_parts,
    packed,
    part,
    parts_of,
    raw_cell,
    reloaded,
    repacked,
    replaced,
    without,
    zipped,
)
from xlsxwriter import Workbook as Writer

from spbe_cli.sheet.assess import Assessment, Status, assess
from spbe_cli.words import Words

NUMBERS = tuple(map(str, range(1, 48)))
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
XXE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def same(content: bytes) -> Callable[[], bytes]:
    """Return a maker of this file."""
    return lambda: content


def archive(**parts: str) -> Callable[[], bytes]:
    """Return a maker of a zip archive of parts given as `word__document_xml`."""
    names = {name.replace("__", "/").replace("_", "."): text for name, text in parts.items()}
    return lambda: zipped({name: text.encode() for name, text in names.items()})


def named(name: str, content: Callable[[], bytes], file: str, *expected: str) -> Case:
    """Make a case of a file with a name of its own."""
    return Case(name, content, expected, file)


KINDS = (
    case("empty", same(b""), "A140"),
    case("password", same(compound(["EncryptionInfo", "EncryptedPackage"])), "A141"),
    case("old Excel renamed", same(compound(["Workbook"])), "A142"),
    named("old Excel", same(OLE + bytes(504)), "Jawaban SPBE.xls", "A142"),
    case(
        "old Excel with a Word document in it",
        same(compound(["Workbook"], ["WordDocument"])),
        "A142",
    ),
    case("the oldest Excel", same(b"\x09\x08\x08\x00\x00\x05\x05\x00"), "A142"),
    case("old Word", same(compound(["WordDocument"], ["Workbook"])), "A146"),
    case(
        "old Word of seven megabytes", same(compound([*"abcdef", "WordDocument"], far=True)), "A146"
    ),
    case("CSV renamed", same(b"No;Tingkat\r\n1;3\r\n"), "A143"),
    named("CSV", same(b"No;Tingkat\r\n1;3\r\n"), "jawaban.csv", "A143"),
    case("CSV with a mark", same(b"\xef\xbb\xbfNo,Tingkat\n1,3\n"), "A143"),
    case("Unicode text of Excel", same("No\tTingkat\n1\t3\n".encode("utf-16")), "A143"),
    named("HTML", same(b"<html><table><tr><td>1</td></tr></table></html>"), "jawaban.xls", "A146"),
    case("HTML with a doctype", same(b"\n<!DOCTYPE html>\n<html></html>"), "A146"),
    named("Google Sheets", same(b'{"doc_id": "1"}'), "jawaban.gsheet", "A146"),
    named("PDF", same(b"%PDF-1.7\n"), "jawaban.pdf", "A146"),
    case("PNG", same(b"\x89PNG\r\n\x1a\n" + bytes(20)), "A146"),
    case("JPEG", same(b"\xff\xd8\xff\xe0" + bytes(20)), "A146"),
    case("WebP", same(b"RIFF\x00\x00\x00\x00WEBP"), "A146"),
    case("RAR", same(b"Rar!\x1a\x07\x00"), "A146"),
    case("7z", same(b"7z\xbc\xaf\x27\x1c"), "A146"),
    named("Word", archive(word__document_xml="<w/>"), "jawaban.docx", "A146"),
    named("LibreOffice", archive(mimetype="x", content_xml="<office/>"), "jawaban.ods", "A146"),
    named(
        "LibreOffice with macros",
        archive(content_xml="<office/>", Basic__script_xml="<!DOCTYPE a><a/>"),
        "jawaban.ods",
        "A146",
    ),
    named("binary Excel", archive(xl__workbook_bin="x"), "jawaban.xlsb", "A146"),
    named("PowerPoint", archive(ppt__presentation_xml="<p/>"), "jawaban.pptx", "A146"),
    named("Numbers", archive(Index__Document_iwa="x"), "jawaban.numbers", "A146"),
    case("a zip archive of files", archive(jawaban_xlsx="x"), "A146"),
    case("an empty zip archive", lambda: zipped({}), "A144"),
    case("bytes", same(bytes(range(256))), "A144"),
    named("lock file", same(b"x" * 165), "~$jawaban.xlsx", "A145"),
)


def cut(share: float) -> Callable[[], bytes]:
    """Return a maker of the good sheet, cut off."""

    def make() -> bytes:
        content = packed(good_book())
        return content[: int(len(content) * share)]

    return make


def flipped(
    make: Callable[[], bytes], signature: bytes, offset: int, value: int
) -> Callable[[], bytes]:
    """Return a maker of a file with one byte changed behind every signature."""

    def change() -> bytes:
        content = bytearray(make())
        for match in re.finditer(re.escape(signature), bytes(content)):
            content[match.start() + offset] = value
        return bytes(content)

    return change


def doubled(name: str) -> Callable[[], bytes]:
    """Return a maker of a workbook in which a part stands twice."""

    def make() -> bytes:
        content = BytesIO(packed(good_book()))
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
    content = bytearray(packed(good_book()))
    for match in re.finditer(b"PK\x01\x02", bytes(content)):
        content[match.start() + 42 : match.start() + 46] = struct.pack("<I", 0)
    return bytes(content)


def many_sheets(parts: Parts) -> None:
    """List more sheets than any answer file has."""
    entries = b'<sheet name="a" r:id="rId2"/>' * 500
    workbook = parts["xl/workbook.xml"]
    parts["xl/workbook.xml"] = workbook.replace(b"</sheets>", entries + b"</sheets>")


TEXTS = "xl/sharedStrings.xml"
HINTED = b"<si><r><t>Ting</t></r><r><t>kat</t></r><rPh><t>hint</t></rPh>"


def shared_texts() -> bytes:
    """Write texts once for all cells, as Excel does; openpyxl writes them into the cells."""
    content = BytesIO()
    with Writer(content) as book:
        sheets = {name: book.add_worksheet(name) for name in ("Identitas", "Jawaban")}
        for row, (label, value) in enumerate(IDENTITY.items()):
            sheets["Identitas"].write_row(row, 0, (label, value))
        for row, values in enumerate((HEADINGS, *map(answer_row, NUMBERS)), start=3):
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
    *(case(f"cut at {share}", cut(share), "A144") for share in (0.01, 0.3, 0.9, 0.999)),
    case("no list of types", without("[Content_Types].xml")),
    case("no relations of the file", without("_rels/.rels")),
    case("no workbook", without("xl/workbook.xml"), "A144"),
    case("no relations of the workbook", without("xl/_rels/workbook.xml.rels"), "A144"),
    case("no sheet of answers", without(JAWABAN), "A144"),
    case("no sheet Identitas", without(IDENTITAS), "A144"),
    case("no shared texts", shared(b"<sst", None), "A144"),
    case("shared texts that stop", shared(b"</sst>", b""), "A144"),
    case("five hundred sheets", repacked(many_sheets), "A147"),
    case("broken workbook", part("xl/workbook.xml", b"<workbook>"), "A144"),
    case("no sheets", part("xl/workbook.xml", b"<workbook/>"), "A144"),
    case("broken sheet", part(JAWABAN, b"<worksheet><sheetData><row><c"), "A144"),
    case("sheet that is no XML", part(JAWABAN, b"\x00\x01\x02"), "A144"),
    case("unknown encoding", part(JAWABAN, b'<?xml version="1.0" encoding="rot13"?><a/>'), "A144"),
    case("entity nobody declared", replaced(JAWABAN, b"<sheetData>", b"<sheetData>&a;"), "A144"),
    case("shared texts too few", shared(b"<si>", b"<si><si>"), "A144"),
    case("shared text out of range", raw_cell('<c r="E17" t="s"><v>99999</v></c>'), "A144"),
    case("shared text \u00b2", raw_cell('<c r="E17" t="s"><v>\u00b2</v></c>'), "A144"),
    case("cell too far right", raw_cell('<c r="ZZZZ17"><v>3</v></c>'), "A144"),
    case("cell too far down", raw_cell('<c r="E1048577"><v>3</v></c>'), "A144"),
    case("cell without a place", raw_cell('<c r="?"><v>3</v></c>'), "A144"),
    case("cell twice", raw_cell('<c r="E17"><v>3</v></c><c r="E17"><v>5</v></c>'), "A144"),
    case("wrong sum of a part", flipped(filled(), b"PK\x01\x02", 16, 7), "A144"),
    case("locked parts", flipped(filled(), b"PK\x01\x02", 8, 1), "A141"),
    case("unknown method", flipped(filled(), b"PK\x01\x02", 10, 99), "A144"),
    case("lying size, too small", flipped(filled(), b"PK\x01\x02", 25, 0), "A144"),
    case("bzip2", packed_as(ZIP_BZIP2), "A144"),
    case("LZMA", packed_as(ZIP_LZMA), "A144"),
    case("stored", packed_as(ZIP_STORED)),
    case("headers for large files", zip64),
)
UNSAFE = (
    case("part twice", doubled(JAWABAN), "A149"),
    case("part twice in other letters", doubled(JAWABAN.upper()), "A149"),
    case("part twice with backslashes", doubled(JAWABAN.replace("/", "\\")), "A149"),
    case("part outside", part("xl/../../evil.xml", b"<a/>"), "A149"),
    case("part at the root", part("/etc/passwd", b"<a/>"), "A149"),
    case("part on a drive", part("C:evil.xml", b"<a/>"), "A149"),
    case("overlapping parts", overlapping, "A149"),
    case("bomb of entities", replaced(JAWABAN, b"<worksheet", DTD + b"<worksheet"), "A149"),
    case("outside entity", replaced(JAWABAN, b"<worksheet", XXE + b"<worksheet"), "A149"),
    case("DTD in the texts", shared(b"<sst", DTD + b"<sst"), "A149"),
    case("DTD in the styles", part("xl/styles.xml", DTD + b"<styleSheet/>"), "A149"),
    case("DTD in the properties", part("docProps/custom.xml", DTD + b"<Properties/>"), "A149"),
    case("DTD in a part never read", part("xl/comments1.xml", DTD + b"<comments/>"), "A149"),
    case(
        "DTD in UTF-16",
        part(JAWABAN, ("\ufeff" + DTD.decode() + "<a/>").encode("utf-16-le")),
        "A149",
    ),
)
OUTSIDE = (
    case("styles broken", part("xl/styles.xml", b"<styleSheet><fonts")),
    case("styles missing", without("xl/styles.xml")),
    case(
        "style that is no number",
        replaced("xl/styles.xml", b'numFmtId="0"', 'numFmtId="\u00b2"'.encode()),
    ),
    case(
        "style of many digits",
        replaced("xl/styles.xml", b'numFmtId="0"', b'numFmtId="' + b"9" * 5_000 + b'"'),
    ),
    case("theme broken", part("xl/theme/theme1.xml", b"<a")),
    case("properties broken", part("docProps/custom.xml", b"<Properties")),
    case("core properties broken", part("docProps/core.xml", b"<a")),
    case("comments broken", part("xl/comments1.xml", b"<comments")),
    case("links broken", part("xl/externalLinks/externalLink1.xml", b"<externalLink")),
    case(
        "names broken",
        replaced(
            "xl/workbook.xml",
            b"<definedNames />",
            b'<definedNames><definedName name="_xlnm.Print_Titles">#REF!</definedName>'
            b"</definedNames>",
        ),
    ),
    case(
        "filter broken",
        replaced(
            JAWABAN,
            b"</sheetData>",
            b'</sheetData><autoFilter ref="?"><filterColumn colId="x"><customFilters>'
            b'<customFilter val="("/></customFilters></filterColumn></autoFilter>',
        ),
    ),
    case("dimension wrong", replaced(JAWABAN, b'ref="A1:G51"', b'ref="A1"')),
    case("dimension nonsense", replaced(JAWABAN, b'ref="A1:G51"', b'ref="XFD1048576:?"')),
    case(
        "merged range nonsense",
        replaced(
            JAWABAN, b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="?"/></mergeCells>'
        ),
    ),
    case(
        "hidden columns nonsense",
        replaced(
            JAWABAN,
            b"<sheetData>",
            '<cols><col min="\u00b2" max="x" hidden="1"/></cols><sheetData>'.encode(),
        ),
    ),
    case("row of many digits", replaced(JAWABAN, b'<row r="5"', b'<row r="' + b"9" * 5_000 + b'"')),
    case(
        "relation to nowhere",
        replaced(
            "xl/_rels/workbook.xml.rels",
            b"</Relationships>",
            b'<Relationship Id="x" Type="a/styles" Target="../../../etc/passwd"/></Relationships>',
        ),
    ),
    case(
        "cell at the far end",
        replaced(
            JAWABAN,
            b"</sheetData>",
            b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
        ),
    ),
    case(
        "styled cells to the right",
        replaced(
            JAWABAN,
            b"</sheetData>",
            b'<row r="60">' + b'<c s="0"/>' * 9_000 + b"</row></sheetData>",
        ),
    ),
    case("macros", part("xl/vbaProject.bin", b"x"), "A212"),
    named("macros in their file", part("xl/vbaProject.bin", b"x"), "jawaban.xlsm", "A212"),
    case(
        "our own report",
        part("docProps/custom.xml", b'<Properties><property name="spbe-report"/></Properties>'),
        "A126",
    ),
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


def google(parts: Parts) -> None:
    """Add what Google Sheets writes: extra namespaces, drawings, attributes of its own."""
    parts[JAWABAN] = (
        parts[JAWABAN]
        .replace(b"<sheetData>", b'<sheetData xmlns:x14ac="a" xmlns:mc="b">')
        .replace(b"<row ", b'<row ht="15.75" customHeight="1" ')
    )


def office(parts: Parts) -> None:
    """Add what WPS and Excel write: validation of 2010, extensions, notes, phonetic settings."""
    extra = (
        b'</sheetData><phoneticPr fontId="1"/><extLst><ext uri="{x}"><x14:dataValidations '
        b'xmlns:x14="a" xmlns:xm="b"><x14:dataValidation><x14:formula1><xm:f>Skala!$A$1:$A$5</xm:f>'
        b"</x14:formula1><xm:sqref>E5:E51</xm:sqref></x14:dataValidation></x14:dataValidations>"
        b"</ext></extLst>"
    )
    parts[JAWABAN] = parts[JAWABAN].replace(b"</sheetData>", extra)


WRITERS = (
    case("texts once for all cells", shared_texts),
    case("texts with phonetic hints", shared(b"<si><t>Tingkat</t>", HINTED)),
    case("no places of cells", repacked(no_places)),
    case("strict", repacked(strict)),
    case("backslashes", repacked(backslashes)),
    case("other letters", repacked(capitals)),
    case("prefixes", repacked(prefixed)),
    case("UTF-16", repacked(wide_text)),
    case("Google Sheets", repacked(google)),
    case("Excel and WPS", repacked(office)),
    case("saved again by openpyxl", lambda: packed(reloaded(packed(good_book())))),
)


@pytest.mark.parametrize(
    "one", [*KINDS, *DAMAGE, *UNSAFE, *OUTSIDE, *WRITERS], ids=lambda one: one.name
)
def test_every_file_is_read_or_refused_with_its_reason(
    one: Case, findings: Callable[[Case], list[str]]
) -> None:
    assert findings(one) == list(one.expected)


@pytest.mark.parametrize("one", WRITERS, ids=lambda one: one.name)
def test_the_program_that_wrote_the_file_makes_no_difference(
    one: Case, read: Callable[..., Assessment]
) -> None:
    made, plain = read(one.content()), read(filled()())
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
def test_texts_are_shown_as_what_they_are(text: str, read: Callable[..., Assessment]) -> None:
    xml = text.replace("&", "&amp;").replace("<", "&lt;")
    cell = f'<c r="E17" t="inlineStr"><is><t xml:space="preserve">{xml}</t></is></c>'
    made = read(raw_cell(cell)())
    (finding,) = made.findings
    assert (finding.code, finding.place.cell) == ("A101", "E17")
    assert Words().line(finding).isprintable()


def test_escaped_characters_are_those_they_stand_for(read: Callable[..., Assessment]) -> None:
    cell = '<c r="F17" t="inlineStr"><is><t>a_x000D_b_x005F_x000D_</t></is></c>'
    sheet = read(raw_cell(cell, "F17")()).sheet
    assert sheet
    assert sheet.answers["13"].evidence == "a\rb_x000D_"
