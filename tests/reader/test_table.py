"""From a workbook to the rows of a table, cell by cell; and what is said where there is none."""

from collections.abc import Callable
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet
from tests.reader.books import packed, parts_of, zipped

from spbe_cli.answers import Cell, Identity, Kind, RawRow, RawSheet
from spbe_cli.findings import Day
from spbe_cli.xlsx import cells
from spbe_cli.xlsx.reading import SOURCE_HEADINGS, read_answers

HEAD = ("No", "Indikator", "Tingkat", "Bukti Dukung", "Penjelasan", "Indeks Asal", "Lain")
Row = tuple[object, ...]
Edit = Callable[[Worksheet], object]
pytestmark = pytest.mark.usefixtures("here")


def book(*rows: Row, name: str = "Jawaban", edit: Edit = lambda _: None) -> Workbook:
    """Return a workbook of one sheet with these rows."""
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    edit(sheet)
    return made


def read(content: Workbook | bytes) -> RawSheet:
    path = Path("a.xlsx")
    path.write_bytes(content if isinstance(content, bytes) else packed(content))
    return read_answers(path, "isian.xlsx")


def number(ref: str, value: int) -> Cell:
    return Cell(ref, Kind.NUMBER, Decimal(value))


def text(ref: str, value: str) -> Cell:
    return Cell(ref, Kind.TEXT, value)


FULL: Row = (13, "Rencana", 3, "a.pdf", "Fakta", 50, "x")
ROW = RawRow(
    2,
    number("A2", 13),
    number("C2", 3),
    text("B2", "Rencana"),
    text("D2", "a.pdf"),
    text("E2", "Fakta"),
    False,  # noqa: FBT003
    number("F2", 50),
)


def test_every_cell_of_a_row_is_read_where_it_stands() -> None:
    content = packed(book(HEAD, FULL))
    assert read(content) == RawSheet(
        file="isian.xlsx",
        sha256=sha256(content).hexdigest(),
        sheet="Jawaban",
        rows=(ROW,),
        headings={
            "number": "A",
            "name": "B",
            "level": "C",
            "evidence": "D",
            "explanation": "E",
            "external": "F",
        },
    )


def test_rows_columns_and_merged_cells_tell_whether_they_are_hidden_or_shared() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        for letter in "CDEG":
            sheet.column_dimensions[letter].hidden = True
        for area in ("C2:C3", "B4:D5", "E2:E4", "C6:D6"):
            sheet.merge_cells(area)

    rows = ((1, "a", 3, None, "x"), (2, "b", 4), (3, None, None, None, None, None, "y"))
    made = read(book(HEAD, *rows, edit=edit))
    assert [row.hidden for row in made.rows] == [False, True, False]
    assert made.merged == (("C2:C3", 2, 3), ("B4:D5", 4, 5))
    assert made.hidden_columns == ("C", "E")
    heading = book(HEAD, FULL, edit=lambda sheet: sheet.merge_cells("C1:C2"))
    assert read(heading).merged == ()


@pytest.mark.parametrize("row", [(1, 2), (1, 2, 4), (2, 3, 4), (1, "x", 3), (1, 2, 3, None, "a")])
def test_what_does_not_count_the_columns_is_a_row(row: Row) -> None:
    assert len(read(book(HEAD, row, FULL)).rows) == 2


@pytest.mark.parametrize(
    ("name", "headings", "joined"),
    [
        ("Sumber", SOURCE_HEADINGS, True),
        ("Sumber", SOURCE_HEADINGS[1:], False),
        ("Sumber 2", SOURCE_HEADINGS, False),
    ],
)
def test_a_merged_file_tells_of_its_sources(name: str, headings: Row, *, joined: bool) -> None:
    made = book(HEAD, FULL)
    sources = made.create_sheet(name)
    for row in (("Sumber isian",), (), headings):
        sources.append(row)
    assert read(made).joined is joined


def test_identitas_is_read_by_its_labels() -> None:
    made = book(HEAD, FULL)
    sheet = made.create_sheet("IDENTITAS ")
    for row in (
        ("Instansi :", "Kota A"),
        ("Unit Kerja", "Biro"),
        ("OPD", "Dinas"),
        ("Tahun (yyyy)", 2024),
        ("Tahap", " "),
        (None, "x"),
        ("Instansi", "Kota B"),
        ("Lain", "y"),
    ):
        sheet.append(row)
    assert read(made).identity == Identity(
        "IDENTITAS ",
        {
            "instansi": text("B1", "Kota A"),
            "perangkat daerah": text("B2", "Biro"),
            "tahun": number("B4", 2024),
            "lain": text("B8", "y"),
        },
    )
    assert read(book(HEAD, FULL)).identity == Identity()


@pytest.mark.parametrize(
    ("typed", "since_1904", "day"),
    [
        (45750, False, Day(2025, 4, 3)),
        (44288, True, Day(2025, 4, 3)),
        (30_000, False, Day(1982, 2, 18)),
        (29_999, False, None),
        (60_000, False, None),
        (45750.5, False, None),
        (2025, False, None),
        ("45750", False, None),
    ],
)
def test_a_date_that_has_lost_its_format_is_a_date(
    typed: object,
    since_1904: bool,  # noqa: FBT001
    day: Day | None,
) -> None:
    made = book(HEAD, FULL)
    made.epoch = CALENDAR_MAC_1904 if since_1904 else CALENDAR_WINDOWS_1900
    sheet = made.create_sheet("Identitas")
    sheet.append(("Tanggal", typed))
    sheet.append(("Tahun", typed))
    found = read(made).identity.cells
    assert (found["tanggal"].value == day) is (day is not None)
    assert (found["tanggal"].kind is Kind.DATE) is (day is not None)
    assert found["tahun"].kind is not Kind.DATE


def linked(**targets: str) -> Edit:
    """Make cells lead somewhere."""

    def edit(sheet: Worksheet) -> None:
        for ref, target in targets.items():
            sheet[ref].hyperlink = target

    return edit


def test_what_a_cell_of_evidence_leads_to_is_kept() -> None:
    edit = linked(D2="https://x.id/a?b=1&c=2", E2="https://x.id/e", C2="https://x.id/level")
    row = read(book(HEAD, (13, "", 3, "klik di sini", "lihat"), edit=edit)).rows[0]
    assert row.evidence == text("D2", "klik di sini (https://x.id/a?b=1&c=2)")
    assert row.explanation == text("E2", "lihat (https://x.id/e)")
    assert row.level == number("C2", 3)
    row = read(book(HEAD, (13, "", 3, 5), edit=linked(D2="https://x.id/a"))).rows[0]
    assert row.evidence == number("D2", 5)


@pytest.mark.parametrize(
    ("said", "target"),
    [
        ("https://x.id/a", "https://x.id/a/"),
        ("SK, https://x.id/a", "https://x.id/a/"),
        ("x.id/a/", "https://x.id/a"),
        ("x.id/a", "https://x.id/a"),
        ("SK Wali Kota, HTTPS://X.ID/A", "https://x.id/a"),
        ("rapat", "#Jawaban!A1"),
    ],
)
def test_a_cell_that_says_where_it_leads_to_stays_as_it_is(said: str, target: str) -> None:
    edit = linked(D2=target)
    if target.startswith("#"):

        def edit(sheet: Worksheet) -> None:
            sheet["D2"].hyperlink = Hyperlink(ref="D2", location=target[1:])

    row = read(book(HEAD, (13, "", 3, said), edit=edit)).rows[0]
    assert row.evidence == text("D2", said)


def over(content: Workbook, area: bytes) -> bytes:
    """Pack a workbook whose link at D2 lies over an area instead."""
    name, parts = "xl/worksheets/sheet1.xml", parts_of(packed(content))
    assert b'ref="D2"' in parts[name]
    return zipped({**parts, name: parts[name].replace(b'ref="D2"', b'ref="' + area + b'"')})


def test_a_link_may_lie_over_several_cells_and_lead_to_a_place_within() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["D2"].hyperlink = Hyperlink(ref="D2", target="https://x.id/a", location="p2")

    made = book(HEAD, (13, "", 3, "Drive"), (14, "", 3, "SK"), edit=edit)
    rows = read(over(made, b"D2:D3")).rows
    assert [row.evidence.value for row in rows] == [
        "Drive (https://x.id/a#p2)",
        "SK (https://x.id/a#p2)",
    ]


def test_links_over_a_whole_sheet_take_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "LIMIT_LINKS", 16_384 + 4)
    made = book(HEAD, *[(n, "", 3, "SK") for n in (13, 14)], edit=linked(D2="https://x.id/a"))
    rows = read(over(made, b"A1:XFD1048576")).rows
    assert [row.evidence.value for row in rows] == ["SK (https://x.id/a)", "SK"]


def test_broken_links_are_passed_over() -> None:
    whole = packed(book(HEAD, (13, "", 3, "sini"), edit=linked(D2="https://x.id/a")))
    parts = parts_of(whole)
    name = "xl/worksheets/_rels/sheet1.xml.rels"
    for content in (b"<Relationships", b"<Relationships/>"):
        row = read(zipped({**parts, name: content})).rows[0]
        assert row.evidence == text("D2", "sini")
    del parts[name]
    assert read(zipped(parts)).rows[0].evidence == text("D2", "sini")
