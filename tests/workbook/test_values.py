"""From the text of a cell to what Excel shows: numbers, dates, places, kinds of files."""

from decimal import Decimal

import pytest
from tests.sheets.books import OLE, compound

from spbe_cli.answers import Cell, Kind
from spbe_cli.findings import Day, Raw, Word
from spbe_cli.xlsx.book import shows_date
from spbe_cli.xlsx.cells import Grid, as_day, as_number, as_text, iso_day, letters, position
from spbe_cli.xlsx.package import (
    Fault,
    fault_of,
    foreign_kind,
    is_text,
    key,
    known_kind,
    measures,
    outside,
)
from spbe_cli.xlsx.table import heading

BLANK = (Kind.BLANK, None)


def number(text: str) -> tuple[Kind, object]:
    return Kind.NUMBER, Decimal(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", BLANK),
        ("  ", BLANK),
        ("3", number("3")),
        ("03", number("3")),
        (" 3 ", number("3")),
        ("-3.5", number("-3.5")),
        ("3E0", number("3")),
        ("3.0000000000000004", number("3")),
        ("12345678901234", number("12345678901234")),
        ("123456789012345", number("123456789012345")),
        ("1234567890123456", number("1234567890123460")),
        ("1E308", number("1E308")),
        ("1E309", (Kind.TEXT, "1E309")),
        ("1E-308", number("1E-308")),
        ("1E-309", number("0")),
        ("NaN", (Kind.TEXT, "NaN")),
        ("Infinity", (Kind.TEXT, "Infinity")),
        (" abc ", (Kind.TEXT, " abc ")),
        ("\u0663", number("3")),
    ],
)
def test_a_number_is_what_excel_shows(text: str, read: tuple[Kind, object]) -> None:
    assert as_number(text) == read


@pytest.mark.parametrize(
    ("serial", "since_1904", "day"),
    [
        ("0", False, Day(clock="00:00")),
        ("0.5", False, Day(clock="12:00")),
        ("0.9999", False, Day(clock="23:59")),
        ("0.99999", False, Day(clock="23:59")),
        ("0.354166666666667", False, Day(clock="08:30")),
        ("0.3541666666666", False, Day(clock="08:30")),
        ("0.354513888888889", False, Day(clock="08:30")),  # 08:30:30
        ("1", False, Day(1900, 1, 1)),
        ("59", False, Day(1900, 2, 28)),
        ("60", False, Day(1900, 2, 28)),  # 29 February 1900 never was
        ("61", False, Day(1900, 3, 1)),
        ("45750", False, Day(2025, 4, 3)),
        ("45750.4375", False, Day(2025, 4, 3, "10:30")),
        ("45750.000001", False, Day(2025, 4, 3)),
        ("45750.9997", False, Day(2025, 4, 3, "23:59")),  # 23:59:34
        ("45749.999999", False, Day(2025, 4, 3)),  # a tenth of a second before midnight
        ("44288", True, Day(2025, 4, 3)),
        ("0", True, Day(1904, 1, 1)),
        ("59", True, Day(1904, 2, 29)),
    ],
)
def test_a_serial_number_is_the_day_that_excel_shows(
    serial: str,
    since_1904: bool,  # noqa: FBT001
    day: Day,
) -> None:
    assert as_day(Decimal(serial), since_1904=since_1904) == (Kind.DATE, day)


@pytest.mark.parametrize("serial", ["-0.1", "2957000", "9999999"])
def test_beyond_all_days_it_stays_a_number(serial: str) -> None:
    assert as_day(Decimal(serial), since_1904=False) == number(serial)
    assert as_day(Decimal(2956999), since_1904=True)[0] is Kind.DATE


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", BLANK),
        (" \n ", BLANK),
        ("_x000D_", BLANK),
        (" a ", (Kind.TEXT, " a ")),
        ("a_x000D_b", (Kind.TEXT, "a\rb")),
        ("a_x001f_b", (Kind.TEXT, "a\x1fb")),
        ("a_X001F_b", (Kind.TEXT, "a_X001F_b")),
        ("_x00E9__x20ac_", (Kind.TEXT, "é€")),
        ("_xD83D__xDE00_", (Kind.TEXT, "\U0001f600")),
        ("_xDE00_ _xFFFE_", (Kind.TEXT, "\ufffd \ufffd")),
        ("_x041_ _x00411_ _x00g1_", (Kind.TEXT, "_x041_ _x00411_ _x00g1_")),
        ("a_x005F_x000D_", (Kind.TEXT, "a_x000D_")),
        ("a_x0041_", (Kind.TEXT, "aA")),
    ],
)
def test_a_text_is_what_excel_shows(text: str, read: tuple[Kind, object]) -> None:
    assert as_text(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2025-04-03", (Kind.DATE, Day(2025, 4, 3))),
        (" 2025-04-03T00:00:00 ", (Kind.DATE, Day(2025, 4, 3))),
        ("2025-04-03T10:30:59.5", (Kind.DATE, Day(2025, 4, 3, "10:30"))),
        ("2025-04-03T00:30", (Kind.DATE, Day(2025, 4, 3, "00:30"))),
        ("2025-04-03T10:00", (Kind.DATE, Day(2025, 4, 3, "10:00"))),
        (" T03:04:05 ", (Kind.DATE, Day(clock="03:04"))),
        ("03:04", (Kind.DATE, Day(clock="03:04"))),
        ("PT10H30M", (Kind.DATE, Day(clock="10:30"))),
        (" PT8H5M59.5S ", (Kind.DATE, Day(clock="08:05"))),
        ("P1DT2H", (Kind.DATE, Day(clock="26:00"))),
        ("PT90S", (Kind.DATE, Day(clock="00:01"))),
        ("P", (Kind.TEXT, "P")),
        ("PT", (Kind.TEXT, "PT")),
        ("2025-13-03", (Kind.TEXT, "2025-13-03")),
        (" tiga ", (Kind.TEXT, " tiga ")),
        ("", BLANK),
    ],
)
def test_a_date_of_the_strict_format_is_read(text: str, read: tuple[Kind, object]) -> None:
    assert iso_day(text) == read


@pytest.mark.parametrize(
    ("reference", "place"),
    [
        ("A1", (1, 1)),
        ("e17", (17, 5)),
        ("$AA$10", (10, 27)),
        ("XFD1048576", (1_048_576, 16_384)),
        ("ZZZ9999999", (9_999_999, 18_278)),
        ("A", None),
        ("1", None),
        ("AAAA1", None),
        ("A12345678", None),
        ("", None),
    ],
)
def test_a_reference_leads_to_row_and_column(reference: str, place: tuple[int, int] | None) -> None:
    assert position(reference) == place


@pytest.mark.parametrize(
    ("column", "written"),
    [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA"), (0, "")],
)
def test_a_column_has_its_letters(column: int, written: str) -> None:
    assert letters(column) == written
    if column:
        assert position(f"{written}1") == (1, column)


def test_a_grid_knows_blank_cells_and_hidden_columns() -> None:
    filled = Cell("B2", Kind.NUMBER, Decimal(3))
    grid = Grid("Jawaban", {2: {2: filled}}, (), frozenset(), ((2, 3), (7, 7)))
    assert grid.cell(2, 2) is filled
    assert [grid.cell(row, column) for row, column in ((2, 3), (9, 28), (2, None))] == [
        Cell("C2"),
        Cell("AB9"),
        Cell(""),
    ]
    assert [column for column in range(1, 9) if grid.hides(column)] == [2, 3, 7]


@pytest.mark.parametrize(
    ("code", "date"),
    [
        ("dd/mm/yyyy", True),
        ("D", True),
        ("h:mm", True),
        ("[h]", True),
        ("[hh]:00", True),
        ("[MM]", True),
        ("[sss]", True),
        ("[Magenta]0", False),
        ("[hijau]0", False),
        ("ss", True),
        ("[$-421]d mmmm", True),
        ("0.00", False),
        ("General", False),
        ("STANDARD", False),
        ('0" hari"', False),
        ("\\d0", False),
        ("[Red]0", False),
        ("0_d", False),
        ("*d0", False),
        ("0" * 255 + "d", False),
        ("0" * 254 + "d", True),
    ],
)
def test_a_format_shows_a_date_by_its_letters(code: str, date: bool) -> None:  # noqa: FBT001
    assert shows_date(code) is date


DAMAGED = Fault("A144", "", {"detail": Word("detail_zip")})


OLD = Fault("A142", "", {})


def other(kind: str) -> Fault:
    return Fault("A146", "", {"kind": Raw(kind)})


def web(kind: str) -> Fault:
    return Fault("A146", "excel", {"kind": Raw(kind)})


@pytest.mark.parametrize(
    ("content", "name", "fault"),
    [
        (b"PK\x03\x04", "a.xlsx", None),
        (b"", "a.xlsx", ("A140", "", {})),
        (compound(["EncryptedPackage"], ["WordDocument"]), "a.xlsx", ("A141", "", {})),
        (compound(["WordDocument"]), "a.doc", other(".doc")),
        (compound(["PowerPoint Document"]), "a.xls", other(".ppt")),
        (compound([*"abcd", "Workbook"], ["WordDocument", "EncryptedPackage"]), "a.xlsx", OLD),
        (compound(["WordDocument"])[:-512], "a.xls", OLD),
        (OLE + bytes(600), "a.xls", OLD),
        (b"\x09\x00\x04\x00\x02\x00", "a.xls", OLD),
        (b"\x09\x08\x10\x00\x00\x06", "a.xlsx", OLD),
        (OLE, "a.xls", OLD),
        (b"a;b", "a.XLSX", ("A143", "", {})),
        (b"X<html>", "a.csv", ("A143", "csv", {})),
        (b"a;b", "a.xlsm", ("A143", "", {})),
        (b"a;b", "a.csv", ("A143", "csv", {})),
        (b"{}", "a.GSHEET", ("A146", "gsheet", {})),
        (b"a\x00", "a.xlsx", DAMAGED),
        (b"%PDF-1", "a.xlsx", other("PDF")),
        (b"\x89PNG", "a.xlsx", other("PNG")),
        (b"\xff\xd8\xff", "a.xlsx", other("JPEG")),
        (b"GIF89a", "a.xlsx", other("GIF")),
        (b"RIFF", "a.xlsx", other("WebP")),
        (b"BM", "a.xlsx", other("BMP")),
        (b"Rar!", "a.xlsx", other("RAR")),
        (b"7z\xbc\xaf", "a.xlsx", other("7z")),
        (b"\x1f\x8b", "a.xlsx", other("GZIP")),
        (b"{\\rtf1", "a.xlsx", other("RTF")),
        (b"\xef\xbb\xbf \r\n\t<HTML>", "a.xls", web("HTML")),
        (b" " * 4_090 + b"<html>", "a.xls", web("HTML")),
        (b"<table border=1><tr><td>1", "a.xls", web("HTML")),
        (b"<?xml version='1.0'?><!DOCTYPE html><html>", "a.xls", web("HTML")),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "a.xls",
            web("XML Spreadsheet 2003"),
        ),
        (
            b'<?xml version="1.0"?><o:document xmlns:o="urn:oasis:names:tc:opendocument:xmlns:o">',
            "a.xls",
            ("A146", "ods", {"kind": Raw(".fods")}),
        ),
        (b"<?xml version='1.0'?><a/>", "a.xls", ("A143", "csv", {})),
        (b" " * 4_092 + b"<html>", "a.xls", ("A143", "csv", {})),
    ],
)
def test_a_file_is_told_by_its_first_bytes(content: bytes, name: str, fault: Fault | None) -> None:
    assert fault_of(content, name) == fault


def test_text_has_no_byte_that_only_binary_files_have() -> None:
    for byte in range(256):
        assert is_text(b"a" + bytes([byte])) is (byte >= 32 or byte in b"\t\n\v\f\r")
    assert is_text(b"\xff\xfe\x00")
    assert is_text(b"\xfe\xff\x00")
    assert is_text(b"a" * 4_096 + b"\x00")
    assert not is_text(b"a" * 4_095 + b"\x00")
    assert known_kind(b"abc") is None


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        (["xl/workbook.bin", "[content_types].xml"], ".xlsb"),
        (["word/document.xml", "_rels/.rels"], ".docx"),
        (["ppt/presentation.xml"], ".pptx"),
        (["index/document.iwa"], ".numbers"),
        (["content.xml"], ".ods"),
        (["a.xlsx"], "ZIP"),
        ([], "ZIP"),
        (["[content_types].xml"], None),
        (["_rels/.rels"], None),
        (["xl/workbook.xml"], None),
    ],
)
def test_an_archive_is_told_by_its_parts(parts: list[str], kind: str | None) -> None:
    assert foreign_kind(parts) == kind


@pytest.mark.parametrize(
    ("name", "leads_out"),
    [
        ("xl/workbook.xml", False),
        ("xl/..a/b", False),
        ("/xl", True),
        ("\\xl", True),
        ("C:xl", True),
        ("xl/../a", True),
        ("xl\\..\\a", True),
        ("..", True),
    ],
)
def test_a_part_stays_inside_the_archive(name: str, leads_out: bool) -> None:  # noqa: FBT001
    assert outside(name) is leads_out


def test_parts_are_compared_without_case_and_slashes() -> None:
    assert key("XL\\Workbook.XML") == "xl/workbook.xml"
    assert measures(24_999_999, 24_000_000) == {"found": "24 MB", "limit": "24 MB"}
    assert measures(25_000_000, 1_999_999) == {"found": "25 MB", "limit": "1 MB"}


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  No.  Indikator ", "no indikator"),
        ("Tingkat (1-5)", "tingkat"),
        ("BUKTI\u00a0DUKUNG*", "bukti dukung"),
        ("Nilai [a (b)] {c}", "nilai"),
        ("Ting_kat", "ting kat"),
        ("\uff2c\uff45\uff56\uff45\uff4c", "level"),
        ("Tingkat(2024)Kematangan", "tingkat kematangan"),
        ("Tingkat " * 10, ("tingkat " * 10).strip()),
        ("(", ""),
    ],
)
def test_a_heading_is_compared_without_what_dresses_it(text: str, plain: str) -> None:
    assert heading(text) == plain
