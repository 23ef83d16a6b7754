"""One document in all formats that are read on paper: sound, harmless, always the same."""

import re
from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element
from zipfile import ZipFile

import docx
import pytest
from defusedxml.ElementTree import fromstring
from docx.oxml.ns import qn
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook
from tests.commands.documents import written

from spbe_cli import __version__
from spbe_cli.reports import WRITERS
from spbe_cli.reports.document import (
    Bar,
    Column,
    Document,
    Field,
    Fields,
    Heading,
    Items,
    Listing,
    Mark,
    Number,
    Own,
    Paragraph,
    Part,
    Row,
    Scale,
    State,
    Table,
    Verdict,
)
from spbe_cli.words import Language

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning:openpyxl")

ORDER: Final = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs"
    " spacing ind contextualSpacing mirrorIndents jc textAlignment outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps strike noProof vanish color spacing w kern position sz"
    " szCs highlight u bdr shd vertAlign rtl cs lang",
    "tblPr": "tblStyle bidiVisual tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "cnfStyle tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection vAlign",
    "sectPr": "headerReference footerReference footnotePr type pgSz pgMar pgBorders cols titlePg",
    "style": "name aliases basedOn next link uiPriority semiHidden unhideWhenUsed qFormat locked"
    " pPr rPr tblPr trPr tcPr tblStylePr",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlJc pPr rPr",
    "font": "altName panose1 charset family notTrueType pitch sig",
    "settings": "view zoom defaultTabStop compat rsids themeFontLang clrSchemeMapping",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tc": "tcPr p",
    "p": "pPr r fldSimple",
    "r": "rPr br t",
}
"""In which order ECMA-376 (part 1, chapter 17) allows what a Word file of ours may hold."""
HOSTILE: Final = (
    "<script>alert(1)</script>",
    "</w:t></w:r></w:p>&amp;",
    '=HYPERLINK("http://x.id")',
    "| a | **b** _c_ `d`",
    "{{ 7*7 }}{% raw %}",
    "\x1b[31m\u202e\x00\ud800\ufffe",
)
BAR: Final = Bar(Fraction("2.5"), Fraction(5), Fraction("2.6"))
SCALE: Final = Scale(
    "Letak indeks",
    "Baik 2,98",
    (Mark(Fraction(1), "1", "A"),),
    Mark(Fraction(5), "5"),
    (Mark(Fraction(3), "3", "Baik"),),
)


def number(text: str, look: str = "0.00") -> Number:
    return Number(Fraction(text.replace(",", ".")), text, look)


def indicators(count: int) -> Table:
    columns = (Column("No", 5), Column("Indikator", 60), Column("Tingkat", 9, number=True))
    rows = (Row((str(n), Own(f"Indikator {n}"), number(str(n % 5), "0"))) for n in range(count))
    group = Row((Own("A1 Kebijakan"),), "group")
    return Table(columns, (group, *rows), sheet="Indikator", groups="Aspek")


def made(text: str = "Kota X") -> Document:
    parts = Table(
        (
            Column("Kode", 7),
            Column("Nama", 40),
            Column("Indeks", 10, number=True),
            Column("Batang"),
        ),
        (
            Row(("D1", Own("Kebijakan Internal"), number("2,9"), BAR), "group"),
            Row(("A1", Own(text), number("2,98"), BAR)),
            Row(("", Own("Indeks SPBE"), number("+0,0250", "+0.0000"), BAR), "total"),
        ),
        "Menurut bagian",
    )
    blocks = (
        Verdict("Indeks SPBE", number("2,98"), "Baik", "nilai persis 2,9795"),
        Paragraph("Menuju Sangat Baik", "strong"),
        SCALE,
        Paragraph("--detail", "hint"),
    )
    inside = (parts, Heading("Kekuatan"), Items((text, Own("Layanan"))), Paragraph(text, "grey"))
    return Document(
        title=f"Indeks {text}",
        subtitle=f"untuk {text}",
        summary=blocks,
        parts=(
            Part("Domain dan aspek", inside),
            Part("Indikator", (indicators(50),), new_page=True),
        ),
        caveats=(f"Belum diverifikasi {text}",),
        file=text,
    )


def page(document: Document | None = None, language: Language = Language.INDONESIAN) -> Element:
    root: Element = fromstring(written(".html", document or made(), language))
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def book(document: Document | None = None) -> Workbook:
    return load_workbook(BytesIO(written(".xlsx", document or made())))


@pytest.mark.parametrize("ending", WRITERS)
def test_the_same_document_gives_the_same_bytes(ending: str) -> None:
    assert written(ending, made()) == written(ending, made())


@pytest.mark.parametrize("language", Language)
def test_a_page_marks_what_is_in_the_language_of_the_instrument(language: Language) -> None:
    root = page(language=language)
    for row in root.iter("tr"):
        assert any(cell.tag == "th" and text_of(cell) for cell in row)
    own = [text_of(e) for e in root.iter("span") if e.get("lang") == "id"]
    assert ("Layanan" in own) == (language is Language.ENGLISH)
    assert [text_of(e) for e in root.iter("caption")] == ["Menurut bagian"]


def test_a_link_leads_into_every_part_and_long_ones_are_folded() -> None:
    root = page()
    folded = list(root.iter("details"))
    assert [text_of(one[0]) for one in folded] == ["Indikator"]
    assert folded[0].get("open") is None
    inside = [element.get("id") for element in folded[0].iter() if element.get("id")]
    assert [(a.get("href"), text_of(a)) for a in root.iter("a")] == [
        ("#part1", "Domain dan aspek"),
        (f"#{inside[0]}", "Indikator"),
    ]


def test_findings_are_open_where_they_are_all_there_is() -> None:
    document = made()
    alone = replace(document, summary=(), parts=document.parts[1:])
    assert [one.get("open") for one in page(alone).iter("details")] == ["open"]


def test_a_page_has_no_columns_to_fill_in_and_says_a_caption_once() -> None:
    columns = (Column("No", 5), Column("Nama", 40), Column("Siapa", 20, fill_in=()))
    table = Table(columns, (Row(("1", Own("A"), "")),), "Rencana.", to_fill="Isi Siapa.")
    both = replace(made(), parts=(Part("Satu", (table,)), Part("Dua", (table,))))
    root = page(both)
    assert [text_of(head) for head in root.iter("th")].count("Siapa") == 0
    assert [text_of(caption) for caption in root.iter("caption")] == ["Rencana."]
    assert all("Rencana. Isi Siapa." in written(kind, both).decode() for kind in (".md",))
    assert "Rencana. Isi Siapa." in [cell.value for row in book(both)["Dua"] for cell in row]


def test_a_row_that_is_a_card_on_a_phone_has_the_head_of_every_cell_but_its_name() -> None:
    columns = (
        Column("No", 5, number=True), Column("Instansi", 40), Column("Indeks", 9, number=True),
        Column("Predikat", 14), Column("Berkas", 40), Column("Kosong", 40),
    )  # fmt: skip
    row = Row((number("1"), "Kota X", number("2,98"), "Baik", "x.xlsx", ""), "own")
    root = page(replace(made(), parts=(Part("Satu", (Table(columns, (row,)),)),)))
    (made_row,) = (one for one in root.iter("tr") if one.get("class") == "own")
    assert [(e.tag, e.get("class"), e.get("data-head")) for e in made_row] == [
        ("td", "key number", "No"),
        ("th", None, None),
        ("td", "number", "Indeks"),
        ("td", "short", "Predikat"),
        ("td", None, "Berkas"),
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_on_a_page(text: str) -> None:
    root, plain = page(made(text)), page()
    assert [e.tag for e in root.iter()] == [e.tag for e in plain.iter()]
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", written(".html", made(text)).decode())


def test_a_text_at_the_end_runs_on_where_another_table_has_more_columns() -> None:
    many = tuple(Column(str(n), 10, number=True) for n in range(6))
    few = (Column("No", 7), Column("Nama", 30), Column("Tingkat", 10), Column("Bukti", 46))
    road = Table(many, (Row(tuple(number(str(n)) for n in range(6))),))
    work = Table(few, (Row(("1", "A", "3", "bukti " * 12)),))
    sheet = book(replace(made(), summary=(road, work), beside=()))["Ringkasan"]
    (cell,) = (one for row in sheet for one in row if str(one.value).startswith("bukti"))
    merged = next(r for r in sheet.merged_cells.ranges if cell.coordinate in r)
    assert (merged.min_col, merged.max_col) == (4, 6)
    assert sheet.row_dimensions[cell.row or 0].height > 20
    assert all(sheet.column_dimensions[letter].width < 25 for letter in "DEF")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_a_workbook(text: str) -> None:
    cells = [cell for sheet in book(made(text)) for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    # The only links are those of the first sheet to the others.
    assert [cell.hyperlink.target for cell in cells if cell.hyperlink] == [None, None]
    assert book(made(text)).sheetnames == ["Ringkasan", "Domain dan aspek", "Indikator"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_markdown(text: str) -> None:
    said, plain = (written(".md", d).decode() for d in (made(text), made()))
    assert said.count("\n") == plain.count("\n")
    shown = re.sub(r"\\.", "", said)
    assert shown.count("|") == re.sub(r"\\.", "", plain).count("|")
    assert "<" not in shown
    assert "`" not in shown


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_word(text: str) -> None:
    content = written(".docx", made(text))
    word, plain = docx.Document(BytesIO(content)), docx.Document(BytesIO(written(".docx", made())))
    names = [element.tag for element in word.element.iter()]
    assert names == [element.tag for element in plain.element.iter()]
    if text.isprintable():
        assert word.paragraphs[0].text == f"Indeks {text}"


def test_a_listing_keeps_its_lines() -> None:
    lines = ["owns:", "  - '13'"]
    document = Document("Judul", "", (Listing("\n".join(lines)),))
    (pre,) = page(document).iter("pre")
    assert (pre.text or "").splitlines() == lines
    assert "\n".join(f"    {line}" for line in lines) in written(".md", document).decode()
    word = docx.Document(BytesIO(written(".docx", document)))
    assert [part.text for part in word.paragraphs if part.text in lines] == lines
    cells = [cell.value for row in book(document).worksheets[0].iter_rows() for cell in row]
    assert [value for value in cells if value in lines] == lines


def test_word_breaks_no_head_and_no_number() -> None:
    heads = ("No", "Indikator", "Tingkat", "Tujuan", "Kriteria", "Tambah", "Penanggung jawab")
    columns = tuple(Column(head, 40 if head == "Kriteria" else 2) for head in heads)
    cells = ("1", "Arsitektur", "1", "3", "Dokumen", number("+0,0500", "+0.0000"), "")
    document = Document("Judul", "", (Table(columns, (Row(cells),)),))
    (table,) = docx.Document(BytesIO(written(".docx", document))).tables
    widths = [cell.width.mm for cell in table.rows[0].cells if cell.width]
    assert 169 < sum(widths) < 171
    for word, width in zip((*heads[:5], "+0,0500", "Penanggung"), widths, strict=True):
        assert width >= 4 + 1.8 * len(word)


def test_word_files_carry_no_time_and_no_picture() -> None:
    with ZipFile(BytesIO(written(".docx", made()))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(2020, 1, 1, 0, 0, 0)}
        assert not [name for name in package.namelist() if "thumbnail" in name]


def test_word_has_a_language_a_size_and_heads_that_are_repeated() -> None:
    word = docx.Document(BytesIO(written(".docx", made())))
    assert word.core_properties.language == "id-ID"
    assert word.core_properties.created is not None
    assert word.core_properties.created.year == 2020
    assert len(list(word.tables[1].rows[0]._tr.iter(qn("w:tblHeader")))) == 1  # noqa: SLF001
    section = word.sections[0]
    sides = (section.page_width, section.page_height)
    assert [round(side.mm) for side in sides if side] == [210, 297]
    assert (
        word.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}").get(qn("w:val"))
        == "id-ID"
    )
    foot = section.footer.paragraphs[0]
    assert foot.text.startswith(f"spbe {__version__} · Kota X · Halaman ")
    fields = foot._p.iter(qn("w:fldSimple"))  # noqa: SLF001
    assert [field.get(qn("w:instr")) for field in fields] == ["PAGE", "NUMPAGES"]


def test_word_finds_every_element_where_the_schema_has_it() -> None:
    used, known = set(), set()
    with ZipFile(BytesIO(written(".docx", made()))) as package:
        assert package.namelist()[0] == "[Content_Types].xml"
        for name in package.namelist():
            for element in fromstring(package.read(name)).iter():
                tag = element.tag.rpartition("}")[2]
                if tag in {"pStyle", "rStyle", "tblStyle", "basedOn", "next"}:
                    used.add(element.get(qn("w:val")))
                if tag == "style":
                    known.add(element.get(qn("w:styleId")))
                if tag in ORDER and name.startswith("word/"):
                    places = [ORDER[tag].split().index(e.tag.rpartition("}")[2]) for e in element]
                    ordered = places == sorted(places) or (tag == "p" and places[0] == 0)
                    assert ordered, (name, tag)
    assert used <= known


def test_word_has_colours_styles_and_languages() -> None:
    states = Table(
        (Column("Nama"), Column("Predikat")), (Row((Own("Kebijakan"), State("Baik", "fair"))),)
    )
    fields = Fields((Field("Langkah", ("buka", "isi")),))
    document = Document("T", "", (Verdict("Index", "2.98", "Baik", "", "fair"), states, fields))
    word = docx.Document(BytesIO(written(".docx", document, Language.ENGLISH)))
    (own, state) = (cell.paragraphs[0].runs[0] for cell in word.tables[0].rows[1].cells)
    assert own._r.find(f".//{qn('w:lang')}").get(qn("w:val")) == "id-ID"  # noqa: SLF001
    assert str(state.style.font.color.rgb) == "1F6FB2"
    *_, value, verdict = word.paragraphs[1].runs
    sizes = [run.font.size and run.font.size.pt for run in (value, verdict)]
    assert (sizes, verdict.style.name) == ([32, 18], "Fair")
    assert [p.text for p in word.paragraphs if "Langkah" in p.text] == ["Langkah: 1. buka\n2. isi"]
    names = {style.name for style in word.styles}
    assert {f"Heading {level}" for level in (1, 2, 3)} | {"Title", "List Bullet"} <= names
