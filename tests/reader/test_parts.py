"""The reader, part by part: the archive, its XML, the cells, and dates as people write them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from tests.findings.materials import written
from tests.reader.books import zipped
from tests.reader.cases import SHEETS

from spbe_cli.answers import Cell, Kind
from spbe_cli.cli.options import day
from spbe_cli.findings import Day
from spbe_cli.sheet.values import MONTHS, read_date
from spbe_cli.words import Words
from spbe_cli.xlsx import book, cells, package
from spbe_cli.xlsx.book import Book, open_book, shows_date
from spbe_cli.xlsx.cells import Grid, read_sheet
from spbe_cli.xlsx.package import Package, Refused

SHEET = "xl/worksheets/sheet1.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
TEXTS = ("satu", "dua", "ti ga")
PARTS: Mapping[str, str] = {
    "_rels/.rels": '<Relationships><Relationship Id="a" Type="http://x/y/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="Jawaban" r:id="a"/></sheets>'
    "</workbook>",
    RELATIONS: '<Relationships><Relationship Id="a" Type="http://x/y/worksheet" '
    'Target="worksheets/sheet1.xml"/><Relationship Id="b" Type="http://x/y/sharedStrings" '
    'Target="sharedStrings.xml"/><Relationship Id="c" Type="http://x/y/styles" '
    'Target="styles.xml"/></Relationships>',
    "xl/styles.xml": '<styleSheet><numFmts><numFmt numFmtId="165" formatCode="d mmm"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>'
    '<xf numFmtId="14"/><xf numFmtId="165"/><xf/></cellXfs></styleSheet>',
    "xl/sharedStrings.xml": "<sst>" + "".join(f"<si><t>{t}</t></si>" for t in TEXTS) + "</sst>",
}


def parts(rows: str = "", around: str = "", **changed: str) -> dict[str, bytes]:
    """Return the parts of a small workbook; `xl__styles` stands for `xl/styles.xml`."""
    made = {**PARTS, SHEET: f"<worksheet><sheetData>{rows}</sheetData>{around}</worksheet>"}
    made |= {f"{name.replace('__', '/')}.xml": text for name, text in changed.items()}
    return {name: text.encode() for name, text in made.items()}


def guarded(content: bytes) -> Package:
    made = Package("a.xlsx", content)
    made.guard()
    return made


def opened(content: Mapping[str, bytes]) -> Book:
    return open_book(guarded(zipped(content)))


def grid(rows: str, around: str = "", **changed: str) -> Grid:
    made = opened(parts(rows, around, **changed))
    return read_sheet(made, made.sheets[0])


def read_all(content: Mapping[str, bytes]) -> None:
    made = opened(content)
    for one in made.sheets:
        read_sheet(made, one)


def refusal(content: Mapping[str, bytes]) -> str:
    """Return what is said of a workbook that is refused."""
    with pytest.raises(Refused) as refused:
        read_all(content)
    assert refused.value.sha256
    return Words().line(refused.value.finding).partition("; ")[0]


DAMAGED = "a.xlsx: error A144: berkas rusak atau terpotong ({})"
UNSAFE = "a.xlsx: error A149: berkas memuat bagian yang tidak aman ({}) sehingga tidak dibaca"


SINCE_1904 = PARTS["xl/workbook.xml"].replace("<sheets>", '<workbookPr date1904="1"/><sheets>')


@pytest.mark.parametrize("told", SHEETS["cells"], ids=lambda told: f"{told[:2]}"[:60])
def test_a_cell_is_what_its_type_style_and_text_make_of_it(told: list[Any]) -> None:
    inside, look, kind, value, formula, since_1904 = [*map(written, told), *[None] * 4][:6]
    row = f'<row r="2"><c r="B2" {look}>{inside}</c></row>'
    changed = {"xl__workbook": SINCE_1904} if since_1904 else {}
    found = grid(row, **changed).cells.get(2, {})
    if kind in {"number", "date"}:
        value = Decimal(value) if kind == "number" else Day(*value)
    assert found == ({2: Cell("B2", Kind(kind), value, formula)} if kind else {})


def test_merged_cells_and_hidden_columns_stand_around_the_rows() -> None:
    made = grid(
        "",
        '<cols><col min="2" max="3" hidden="1"/><col min="4" max="4"/>'
        '<col min="x" max="5" hidden="1"/><col max="5" hidden="1"/>'
        '<col min="5" hidden="1"/></cols>'
        '<mergeCells><mergeCell ref="E5:F7"/><mergeCell ref="A1"/><mergeCell ref="?"/>'
        '<mergeCell ref="A1:?"/><mergeCell/></mergeCells>',
    )
    assert made.merged == [(5, 7, 5, 6), (1, 1, 1, 1)]
    assert made.hidden_columns == [(2, 3)]


def test_odd_rows_and_cells_are_read_as_well() -> None:
    rows = (
        '<row>x<c>x<v>1</v>x</c><c t="inlineStr"><is>x<r><t>a</t>x</r><r><t>b</t></r>'
        "<rPh><t>x</t>x</rPh><t>c</t></is>x</c></row>"
        '<row r="0"><c r="b"><v>9</v></c></row>'
    )
    with pytest.raises(Refused):
        grid(rows)
    further = '<row><c r="a4"><f>A1</f>x<v>7</v></c></row>'
    made = grid(rows.replace('r="b"', 'r="$d$2"') + further)
    assert made.cells == {
        1: {1: Cell("A1", Kind.NUMBER, Decimal(1)), 2: Cell("B1", Kind.TEXT, "abc")},
        2: {4: Cell("D2", Kind.NUMBER, Decimal(9))},
        4: {1: Cell("A4", Kind.NUMBER, Decimal(7), "=A1")},
    }


ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
TWO = ONE.replace("</row>", '<c r="A1"><v>2</v></c></row>')
BEYOND = "ada alamat sel yang tidak mungkin"
TOO_FEW = "daftar teksnya tidak lengkap"
DTD = "definisi XML (DTD)"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        *((parts(ONE.replace('"A1"', f'"{at}"')), DAMAGED.format(BEYOND))
          for at in ("A1048577", "A0", "XFE1", "?")),
        (parts(TWO), DAMAGED.format(BEYOND)),
        *((parts(f'<row r="1"><c r="A1" t="s"><v>{text}</v></c></row>'), DAMAGED.format(TOO_FEW))
          for text in "3x"),
        *((parts(rows), DAMAGED.format("isi lembarnya tidak terbaca"))
          for rows in ("<row", "<a>" * 65 + "</a>" * 65)),
        (parts(xl__workbook="<workbook/>"), DAMAGED.format("daftar lembarnya tidak ada")),
        ({**parts(ONE), SHEET: None}, DAMAGED.format("ada bagian yang hilang")),
        ({**parts(), "../a": b""}, UNSAFE.format("nama bagian yang menunjuk ke luar berkas")),
        ({**parts(), "XL/workbook.XML": b""}, UNSAFE.format("bagian yang tersimpan dua kali")),
        (parts(xl__a="<!DOCTYPE a><a/>"), UNSAFE.format(DTD)),
        (parts(ONE, xl__sharedStrings=" " * 1_100 + "<!DOCTYPE a><sst></sst>"), UNSAFE.format(DTD)),
    ],
)  # fmt: skip
def test_what_is_damaged_or_unsafe_is_refused_in_words(
    content: dict[str, bytes | None], line: str
) -> None:
    assert refusal({name: part for name, part in content.items() if part is not None}) == line


def test_limits_are_told_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    three = "".join(ONE.replace("A1", f"A{n}").replace('r="1"', f'r="{n}"') for n in (1, 2, 3))
    merged = '<mergeCell ref="A1:A2"/>' * 3
    for limit, content, told in (
        ("LIMIT_CELLS", (three, ""), "2 sel terisi"),
        ("LIMIT_ROWS", (three, ""), "2 baris"),
        ("LIMIT_MERGED", ("", merged), "2 sel terisi"),
    ):
        monkeypatch.setattr(cells, limit, 3)
        assert max(len(grid(*content).cells), len(grid(*content).merged)) == 3
        monkeypatch.setattr(cells, limit, 2)
        assert refusal(parts(*content)) == (
            f"a.xlsx: error A147: lembar memuat lebih dari {told}, "
            "terlalu banyak untuk berkas jawaban"
        )
        monkeypatch.undo()


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ("<sst></sst>", ()),
        ("<sst><si><t>a</t></si><si><t></t></si></sst>", ("a", "")),
        ('<sst count="2"><si><t xml:space="preserve"> a&amp;b </t></si></sst>', (" a&b ",)),
        ("<sst><si><r><t>a</t></r><r><t>b</t></r><rPh><t>x</t></rPh><t>c</t></si></sst>", ("abc",)),
        (f"<sst><si><t>{'x' * 32_768}</t></si></sst>", ("x" * 32_767,)),
        ("<sst><si/><si><t>a</t></si></sst>", ("", "a")),
        ("<sst><si>no<t>a</t>no</si></sst>", ("a",)),
        ("<sst><t>no</t><si><t>a</t></si>no</sst>", ("a",)),
    ],
)
def test_shared_texts_are_read_without_hints(texts: str, found: tuple[str, ...]) -> None:
    assert opened(parts(xl__sharedStrings=texts)).texts == found


def test_a_workbook_says_which_sheets_it_has_and_how_it_counts_days() -> None:
    workbook = (
        '<workbook xmlns:r="r"><workbookPr date1904="{}"/><sheets>'
        f'<sheet name="{"x" * 101}" r:id="a" state="hidden"/><sheet name="B" r:id="zzz"/>'
        '<sheet name="C" r:id=""/>'
        '<sheet r:id="a" state="veryHidden"/><sheet name="D" state="visible"/></sheets></workbook>'
    )
    for value, counted in (("1", True), ("true", True), ("0", False), ("", False)):
        assert opened(parts(xl__workbook=workbook.format(value))).since_1904 is counted
    made = opened(parts(xl__workbook=workbook))
    assert [(one.name, one.part, one.hidden) for one in made.sheets] == [
        ("x" * 100, SHEET, True),
        ("B", "", False),
        ("C", None, False),
        ("", SHEET, True),
        ("D", None, False),
    ]
    assert made.date_styles == {"1", "2"}


@pytest.mark.parametrize(
    ("target", "part"),
    [
        ("worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("worksheets\\sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("../a/./b.xml", "a/b.xml"),
        ("/XL/worksheets/sheet1.xml", "XL/worksheets/sheet1.xml"),
    ],
)
def test_a_relation_leads_to_a_part_inside(target: str, part: str) -> None:
    changed = parts()
    changed[RELATIONS] = changed[RELATIONS].replace(b"worksheets/sheet1.xml", target.encode())
    assert opened(changed).sheets[0].part == part


def test_relations_that_lead_outside_or_are_not_there_do_not_count() -> None:
    changed = parts()
    changed[RELATIONS] = changed[RELATIONS].replace(b' Id="b"', b' TargetMode="External" Id="b"')
    assert opened(changed).texts == ()
    del changed["_rels/.rels"]
    assert opened(changed).sheets[0].part == SHEET
    del changed[RELATIONS]
    made = opened(changed)
    assert (made.sheets[0].part, made.date_styles) == ("", frozenset())


def test_the_list_of_sheets_may_stand_elsewhere() -> None:
    changed = parts()
    for name in ("xl/workbook.xml", RELATIONS):
        changed[name.replace("workbook", "buku")] = changed.pop(name)
    changed["_rels/.rels"] = changed["_rels/.rels"].replace(b"workbook", b"buku")
    assert opened(changed).sheets[0].part == SHEET
    changed["xl/sub/buku.xml"] = changed.pop("xl/buku.xml")
    relations = changed.pop(RELATIONS.replace("workbook", "buku"))
    changed["xl/sub/_rels/buku.xml.rels"] = relations.replace(b"worksheets", b"../worksheets")
    changed["_rels/.rels"] = changed["_rels/.rels"].replace(b"xl/buku", b"xl/sub/buku")
    assert opened(changed).sheets[0].part == SHEET


def styles(number_format: str, *cells: str, dxf: str = "") -> str:
    """Return styles with one format of cells, one of conditional formatting, one named style."""
    found = "".join(f"<xf {cell}/>" for cell in cells)
    return (
        f"<a><numFmts><numFmt {number_format}/></numFmts>"
        f'<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>{found}</cellXfs>'
        f'<dxfs><dxf><numFmt numFmtId="165" {dxf}/></dxf></dxfs></a>'
    )


@pytest.mark.parametrize(
    ("parts_of_styles", "dates"),
    [
        (styles('numFmtId="14" formatCode="0"', 'numFmtId="14"'), set()),
        (styles('numFmtId="9" formatCode="y"', 'numFmtId="9"'), {"0"}),
        (styles('numFmtId="0" formatCode="d"', ""), {"0"}),
        (styles('numFmtId="9"', 'numFmtId="9"', 'numFmtId="22"'), {"1"}),
        (styles('numFmtId="165" formatCode="d"', 'numFmtId="165"', dxf='formatCode="0"'), {"0"}),
        (styles('numFmtId="165" formatCode="0"', 'numFmtId="165"', dxf='formatCode="d"'), set()),
        (styles("", 'numFmtId="14"', dxf=""), {"0"}),
        ('<a><cellXfs><xf numFmtId="14"/></cellXfs><xf', set()),
    ],
)
def test_styles_that_show_dates_are_known(parts_of_styles: str, dates: set[str]) -> None:
    assert opened(parts(xl__styles=parts_of_styles)).date_styles == dates


def test_parts_have_limits_alone_and_together(monkeypatch: pytest.MonkeyPatch) -> None:
    content = {"a.xml": b"x" * 2_000_000, "b.xml": b"y" * 3_000_000}
    monkeypatch.setattr(package, "LIMIT_PART", 3_000_000)
    monkeypatch.setattr(package, "LIMIT_READ", 5_000_000)
    made = Package("a.xlsx", zipped(content))
    assert [b"".join(made.chunks(name)) for name in content] == list(content.values())
    size = "berkas terlalu besar untuk berkas jawaban"
    for limit, reading, said in (
        ("LIMIT_PART", 2_999_999, "3 MB, batas 2 MB"),
        ("LIMIT_READ", 4_000_000, "5 MB, batas 4 MB"),
    ):
        monkeypatch.setattr(package, "LIMIT_PART", 3_000_000)
        monkeypatch.setattr(package, limit, reading)
        made = Package("a.xlsx", zipped(content))
        with pytest.raises(Refused) as refused:
            list(map(list, (made.chunks("A.XML"), made.chunks("b.xml"))))
        assert Words().sentence(refused.value.finding).fact == f"{size} ({said})"


def test_a_workbook_has_so_many_elements_and_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    many = "lembar memuat lebih dari {} sel terisi, terlalu banyak untuk berkas jawaban"
    many = f"a.xlsx: error A147: {many}"
    for limit, count, said in (
        ("LIMIT_TEXTS", 2, many.format(2)),
        ("LIMIT_ELEMENTS", 9, many.format(9)),
        ("MOST_WANTED", 2, DAMAGED.format("isi lembarnya tidak terbaca")),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(book, limit, count + 1)
            if limit != "LIMIT_ELEMENTS":
                read_all(parts())
            patched.setattr(book, limit, count)
            assert refusal(parts()) == said


class Seen(book.Handlers):
    """Notes every element that begins."""

    def __init__(self, tags: list[str]) -> None:
        self.tags = tags

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002
        self.tags.append(tag)


def test_no_tag_fills_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "LONGEST_TAG", 20)
    tags: list[str] = []

    def read(*pieces: bytes) -> None:
        made = Package("a.xlsx", zipped({"a.xml": b""}))
        monkeypatch.setattr(made, "chunks", lambda _: iter(pieces))
        book.read_xml(made, "a.xml", Seen(tags))

    read(b"<a>", b"<b ", b"n='1234567890", b"'/>", b"</a>")
    assert tags == ["a", "b"]
    read(b"<a n='", b"1" * 14, b"'/>")
    for pieces in ((b"1" * 15,), (b"1" * 8, b"1" * 8)):
        with pytest.raises(Refused) as refused:
            read(b"<a n='", *pieces, b"'/>")
        line = Words().line(refused.value.finding)
        assert line.startswith(DAMAGED.format("isi lembarnya tidak terbaca"))


DATES = ("dd/mm/yyyy", "D", "h:mm", "[h]", "[hh]:00", "[MM]", "[sss]", "ss", "[$-421]d mmmm")
NO_DATES = (
    "[Magenta]0",
    "0x",
    "[hijau]0",
    "0.00",
    "General",
    "STANDARD",
    '0" hari"',
    "\\d0",
    "[Red]0",
)


def test_a_format_shows_a_date_by_its_letters() -> None:
    assert [code for code in DATES if not shows_date(code)] == []
    assert [code for code in (*NO_DATES, "0_d", "*d0") if shows_date(code)] == []
    # What is longer than Excel allows is not looked at.
    assert shows_date("0" * 254 + "d")
    assert not shows_date("0" * 255 + "d")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("10/06/2025", Day(2025, 6, 10)),
        (" 10-6-2025 pukul 10.00", Day(2025, 6, 10)),
        ("1.12.2025", Day(2025, 12, 1)),
        ("31 1 2025", Day(2025, 1, 31)),
        ("10 JUNI 2025", Day(2025, 6, 10)),
        ("2025-06-10", Day(2025, 6, 10)),
        ("2025-6-1", Day(2025, 6, 1)),
        ("1/1/2025", Day(2025, 1, 1)),
        ("31/12/2025", Day(2025, 12, 31)),
        ("0/1/2025", None),
        ("1/0/2025", None),
        ("32/1/2025", None),
        ("1/13/2025", None),
        ("2025-13-01", None),
        ("10 June 2025", Day(2025, 6, 10)),
        ("10-Agt-2025", Day(2025, 8, 10)),
        ("10 Juno 2025", None),
        ("Juni 2025", None),
        ("", None),
    ],
)
def test_the_day_comes_first_but_where_the_year_does(text: str, wanted: Day | None) -> None:
    assert read_date(text) == wanted


@pytest.mark.parametrize(
    "text", ["13-6-2024", "13/6/2024", "2024-06-13", "13 Juni 2024", " 13  June 2024 "]
)
def test_a_day_of_an_option_is_read_in_any_form(text: str) -> None:
    assert day(text) == Day(2024, 6, 13)


@pytest.mark.parametrize("text", ["13 Juni 2024 pukul 12.00", "31/2/2024", "Kamis", "13/6/24"])
def test_what_is_no_day_alone_stays_as_it_was_typed(text: str) -> None:
    assert day(text) == text


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_has_its_name(number: int) -> None:
    assert read_date(f"2 {MONTHS[number - 1].title()} 2024") == Day(2024, number, 2)
