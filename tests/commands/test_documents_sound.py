"""Every document in every format: sound, harmless, complete in both languages."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from io import BytesIO
from itertools import cycle, pairwise
from xml.etree.ElementTree import Element

import docx
import pytest
from defusedxml.ElementTree import fromstring
from docx.document import Document as Word
from docx.table import Table as Grid
from openpyxl import load_workbook
from tests.commands.documents import (
    FIFTH,
    OWNERS,
    blocks,
    city,
    comparison,
    example,
    hostile,
    interview,
    notice,
    plan,
    risk,
    simulation,
    tables_of,
    written,
)
from tests.program import EXAMPLES

from spbe_cli.analysis.benchmark import benchmark_sheet
from spbe_cli.analysis.plan import PlanOptions
from spbe_cli.analysis.portal import portal_texts
from spbe_cli.analysis.verify import verify_files
from spbe_cli.reports.benchmark import BenchmarkReport
from spbe_cli.reports.check import VerifyReport
from spbe_cli.reports.document import (
    Block,
    Document,
    Drawing,
    Fields,
    Heading,
    Items,
    Listing,
    Number,
    Paragraph,
    Table,
    Verdict,
    text_of,
)
from spbe_cli.reports.html import SCRIPT
from spbe_cli.reports.portal import PortalReport
from spbe_cli.reports.score import ScoreReport
from spbe_cli.sheet.assess import Assessment
from spbe_cli.words import Language, Words

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning:openpyxl")

BAD = "bad/sembilan-kesalahan.xlsx"
PART = "bad/jawaban-bappeda.xlsx"
PHASED = PlanOptions(target="memuaskan", step=2, phases=2, alternatives=2, assign=OWNERS)
HOSTILE = '<script>x</script> "><img src=x> {{ 7*7 }} \x1b[31m\u202e\x00\ud800 |*_`#'

CASES = (EXAMPLES / "cases" / "official.yaml", "official.yaml")


def scored(sheet: Assessment, language: Language = Language.INDONESIAN) -> Document:
    return ScoreReport(sheet, Words(language)).document()


def pasted(sheet: Assessment, language: Language = Language.INDONESIAN) -> Document:
    return PortalReport(portal_texts(sheet), Words(language)).document()


def placed(sheet: Assessment, language: Language = Language.INDONESIAN) -> Document:
    result = benchmark_sheet(sheet, "kota", 2024)
    return BenchmarkReport(result, Words(language)).document()


DOCUMENTS: dict[str, Callable[[Language], Document]] = {
    "score": lambda lang: scored(city("2024"), lang),
    "score of errors": lambda lang: scored(example(BAD), lang),
    "score of a part": lambda lang: scored(example(PART), lang),
    "score without domains": lambda lang: scored(example("aceh-tengah-2026.xlsx"), lang),
    "score from 0": lambda lang: scored(example("kabupaten-madiun-2020.xlsx"), lang),
    "score of no sheet": lambda lang: scored(example("bad/teks-csv.xlsx"), lang),
    "years": lambda lang: comparison(city("2021"), city("2024"), lang),
    "a fall": lambda lang: comparison(city("2024"), city("2022"), lang),
    "nothing changed": lambda lang: comparison(city("2022"), city("2022"), lang),
    "editions": lambda lang: comparison(example("kabupaten-madiun-2020.xlsx"), city("2024"), lang),
    "strangers": lambda lang: comparison(
        example("kabupaten-madiun-2020.xlsx"), example("aceh-tengah-2026.xlsx"), lang
    ),
    "compare errors": lambda lang: comparison(example(BAD), city("2024"), lang),
    "compare a part": lambda lang: comparison(city("2024"), example(PART), lang),
    "plan": lambda lang: plan(city("2024"), PHASED, lang),
    "plan of one phase": lambda lang: plan(city("2022"), PlanOptions(target=Fraction(2)), lang),
    "plan within a budget": lambda lang: plan(city("2022"), PlanOptions(budget=Fraction(9)), lang),
    "plan reached": lambda lang: plan(city("2024"), PlanOptions(target="Baik"), lang),
    "plan out of reach": lambda lang: plan(city("2021"), PlanOptions(target=Fraction(5)), lang),
    "plan errors": lambda lang: plan(example(BAD), PlanOptions(target=Fraction(3)), lang),
    "risk": lambda lang: risk(city("2024"), FIFTH, lang),
    "risk without chances": lambda lang: risk(city("2022"), {}, lang),
    "risk of the lowest": lambda lang: risk(city("2021"), FIFTH, lang),
    "risk errors": lambda lang: risk(example(BAD), FIFTH, lang),
    "interview": lambda lang: interview(city("2024"), lang),
    "interview of nothing": lambda lang: interview(example("aceh-tengah-2026.xlsx"), lang),
    "interview errors": lambda lang: interview(example(BAD), lang),
    "what an agency is sent": lambda lang: notice(city("2024"), city("2022"), lang),
    "simulation": lambda lang: simulation(city("2024"), {"11": 4, "33": 1}, lang),
    "benchmark": lambda lang: placed(city("2024"), lang),
    "portal": lambda lang: pasted(city("2024"), lang),
    "portal of errors": lambda lang: pasted(example(BAD), lang),
    "verify": lambda lang: VerifyReport(verify_files([CASES]), Words(lang)).document(),
    "a wrong level": lambda lang: simulation(city("2024"), {"11": 9}, lang),
}


EACH = pytest.mark.parametrize(
    ("name", "language"), list(zip(DOCUMENTS, cycle(Language), strict=False))
)
"""Every document in one language, and every language: the recorded sessions have the others."""


@cache
def document_of(name: str, language: Language) -> Document:
    return DOCUMENTS[name](language)


def assert_sound(page: str, language: Language) -> None:
    """Hold that everybody can use a page, and that it asks for nothing."""
    root: Element = fromstring(page)
    found = [(element.tag.rpartition("}")[2], element) for element in root.iter()]
    assert root.get("lang") == language.value
    levels = [int(tag[1]) for tag, _ in found if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(element.get("scope") for tag, element in found if tag == "th")
    names = [element.get("id") for _, element in found if element.get("id")]
    assert len(names) == len(set(names))
    for drawing in (element for tag, element in found if tag == "svg"):
        labelled = (drawing.get("aria-labelledby") or "").split()
        assert set(labelled) <= set(names)
        assert (drawing.get("role") == "img") == (len(labelled) == 2)
        assert labelled or drawing.get("aria-hidden") == "true"
    assert not {"link", "img", "iframe", "object"} & {tag for tag, _ in found}
    # The only script is ours, and the only one that the policy lets run; without a script, none.
    scripts = [element.text for tag, element in found if tag == "script"]
    assert scripts == ([SCRIPT] if any(tag == "button" for tag, _ in found) else [])
    (policy,) = (one.get("content") for _, one in found if one.get("http-equiv"))
    digest = b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    ours = f"; script-src 'sha256-{digest}'" if scripts else ""
    assert policy == f"default-src 'none'; style-src 'unsafe-inline'{ours}"
    attributes = {key for _, element in found for key in element.attrib}
    assert not {key for key in attributes if key == "src" or key[:2] == "on"}
    links = [(tag, element.get("href", "")) for tag, element in found if "href" in element.attrib]
    parts = [element for tag, element in found if tag == "section"]
    assert links == [("a", f"#part{number}") for number in range(1, len(parts) + 1)]
    assert {link[1:] for _, link in links} <= set(names)
    styles = [element.attrib["style"] for _, element in found if "style" in element.attrib]
    assert all(re.fullmatch(r"width: \d+%", style) for style in styles)
    assert not re.search(r"url\(|@import", page)


def read_in_word(word: Word) -> Iterator[tuple[str, ...]]:
    """Yield the paragraphs with their styles, and the rows of the tables."""
    for block in word.iter_inner_content():
        if isinstance(block, Grid):
            yield from (tuple(cell.text for cell in row.cells) for row in block.rows)
        elif block.text:
            yield str(block.style and block.style.name), block.text


def expected_in_word(document: Document, words: Words) -> Iterator[tuple[str, ...]]:
    yield "Title", document.title
    yield "Remark", document.subtitle
    yield from (("Caveat", text) for text in document.caveats)
    for part in document.pages(drawn=False):
        if part.title:
            yield "Heading 1", part.title
        for block in part.blocks:
            if isinstance(block, Table):
                yield from rows_in_word(block.without_bars(), block.note)
            elif isinstance(block, Heading):
                yield "Heading 2" if part.title else "Heading 1", block.text
            else:
                yield from lines_in_word(block)
    if document.computed:
        yield "Remark", words.label("html.not_official")


def lines_in_word(block: Block) -> Iterator[tuple[str, ...]]:
    match block:
        case Paragraph(text, look) if look != "hint":
            yield "Remark" if look == "grey" else "Normal", text
        case Items(items):
            yield from (("List Bullet", text_of(item)) for item in items)
        case Fields(fields):
            for field in fields:
                yield "Normal", f"{field.label}: " + "\n".join(field.lines())
        case Listing(text, copy):
            style = "Normal" if copy else "TableText"
            yield from ((style, line) for line in text.splitlines() if line)
        case Verdict(name, value, said, note):
            yield "Normal", f"{name}  {text_of(value)}  {said}"
            yield from [("Remark", note)] * bool(note)
        case _:
            assert isinstance(block, Drawing | Paragraph)


def rows_in_word(table: Table, caption: str) -> Iterator[tuple[str, ...]]:
    yield from [("Caption", caption)] * bool(caption)
    yield tuple(column.head for column in table.columns)
    for row in table.rows:
        *texts, last = map(text_of, row.cells)
        yield *texts, *[last] * (len(table.columns) - len(texts))


@EACH
def test_a_document_is_sound_in_every_format(name: str, language: Language) -> None:
    document = document_of(name, language)
    content = written(".html", document, language).decode()
    assert_sound(content, language)
    assert document.title in "".join(fromstring(content).itertext())
    word = docx.Document(BytesIO(written(".docx", document, language)))
    assert list(read_in_word(word)) == list(expected_in_word(document, Words(language)))
    assert load_workbook(BytesIO(written(".xlsx", document, language))).sheetnames
    assert "<svg" not in written(".md", document, language).decode()


@EACH
def test_rows_fit_their_heads_and_drawings_have_words(name: str, language: Language) -> None:
    document = document_of(name, language)
    drawings = [one for one in blocks(document) if isinstance(one, Drawing)]
    assert all(one.title and one.said for one in drawings)
    for table in tables_of(document):
        assert table.rows
        for row in table.rows:
            assert len(row.cells) == len(table.columns) or (
                row.kind == "group" and len(row.cells) == 1
            )
            assert not any("\n" in text_of(cell) for cell in row.cells)
            places = [n for n, cell in enumerate(row.cells) if isinstance(cell, Number)]
            assert all(table.columns[n].number for n in places)
            numbers = [cell for cell in row.cells if isinstance(cell, Number)]
            assert not [n for n in numbers if n.look == "0.####" and n.value.denominator == 1]


@pytest.mark.parametrize("text", [HOSTILE, "=1+1"])
@pytest.mark.parametrize(
    "build",
    [
        lambda sheet: comparison(sheet, city("2024")),
        lambda sheet: comparison(sheet, example("aceh-tengah-2026.xlsx")),
        lambda sheet: plan(sheet, PHASED),
        lambda sheet: simulation(sheet, {"11": 4}),
        scored,
        placed,
        risk,
        pasted,
    ],
)
def test_what_a_sheet_says_of_itself_stays_text(
    build: Callable[[Assessment], Document], text: str
) -> None:
    document = build(hostile(city("2022"), text))
    page = written(".html", document).decode()
    assert_sound(page, Language.INDONESIAN)
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e\ud800]", page)
    for sheet in load_workbook(BytesIO(written(".xlsx", document))):
        live = [cell for row in sheet for cell in row if cell.data_type == "f"]
        assert not live or sheet.title == "Perhitungan"
    # What stands between fences is code: it is copied as it was written.
    markdown = re.sub(r"(?ms)^(`{3,})\n.*?^\1$", "", written(".md", document).decode())
    assert "<script>" not in markdown


def test_prose_in_markdown_does_not_leave_its_fences() -> None:
    document = pasted(hostile(city("2024"), "a\n```\n<script>\n````\nb"))
    text = written(".md", document).decode()
    (block, *_) = re.findall(r"(?ms)^(`{3,})\n(Fakta.*?)^\1$", text)
    assert block[0] == "`````"
    assert "<script>" in block[1]
    assert "<script>" not in re.sub(r"(?ms)^(`{3,})\n.*?^\1$", "", text)


@pytest.mark.parametrize(
    "name", ["score", "years", "plan", "risk", "benchmark", "simulation", "editions"]
)
def test_a_document_says_at_its_end_what_it_was_computed_from(name: str) -> None:
    document = DOCUMENTS[name](Language.INDONESIAN)
    *_, heading, table = blocks(document)
    assert isinstance(heading, Heading)
    assert heading.text == "Tentang hasil ini"
    assert isinstance(table, Table)
    rows = [tuple(map(text_of, row.cells)) for row in table.rows]
    assert len(rows) == len(set(rows))
    files = {"years": 2, "editions": 2}
    own = [text for head, text in rows if head == "Sidik berkas jawaban (SHA-256)"]
    assert len(own) == files.get(name, 1)
    last = hashlib.sha256((EXAMPLES / "bandar-lampung-2024.xlsx").read_bytes()).hexdigest()
    assert own[-1] == last
    assert not [head for head, _ in rows if head == "Perintah"]
