"""Every document in every format: sound, harmless, complete in both languages."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from importlib import import_module
from io import BytesIO

import docx
import pytest
from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook
from spbe_cli.former import document as former
from spbe_cli.former.document import Document, Drawing, Heading, Number, Table
from spbe_cli.former.formats import files_of
from tests.reports.documents import (
    EXAMPLES,
    OWNERS,
    AnyDocument,
    blocks,
    city,
    comparison,
    drawing,
    example,
    hostile,
    page,
    plan,
    simulation,
    tables,
    text,
)

from spbe_cli.analysis.plan import PlanOptions
from spbe_cli.analysis.risk import Doubts
from spbe_cli.reports import WRITERS
from spbe_cli.reports.document import Document, Drawing, Heading, Number, Table
from spbe_cli.sheet.assess import Assessment
from spbe_cli.words import Language, Words

BAD = "bad/sembilan-kesalahan.xlsx"
PART = "bad/jawaban-bappeda.xlsx"
PHASED = PlanOptions(target="memuaskan", step=2, phases=2, alternatives=2, assign=OWNERS)
HOSTILE = (
    "<script>x</script>",
    '"><img src=x>',
    "{{ 7*7 }}",
    "=1+1",
    "\x1b[31m\u202e\x00",
    "|*_`#",
)

DOCUMENTS: dict[str, Callable[[Language], AnyDocument]] = {
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
    "risk without chances": lambda lang: risk(city("2022"), Doubts(), lang),
    "risk of the lowest": lambda lang: risk(city("2021"), FIFTH, lang),
    "risk errors": lambda lang: risk(example(BAD), FIFTH, lang),
    "simulation": lambda lang: simulation(city("2024"), {"11": 4, "33": 1}, lang),
    "a wrong level": lambda lang: simulation(city("2024"), {"11": 9}, lang),
}


def written(document: AnyDocument, ending: str, language: Language = Language.INDONESIAN) -> bytes:
    if isinstance(document, Document):
        writer = import_module(f"spbe_cli.reports.{WRITERS[ending]}")
        content = writer.write(document, Words(language))
    else:
        content = files_of(lambda subject, _: subject)[ending](document, page(language))
    return content if isinstance(content, bytes) else content.encode()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_sound_in_every_format(name: str, language: Language) -> None:
    document = DOCUMENTS[name](language)
    root = fromstring(written(document, ".html", language))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert document.title in "".join(root.itertext())
    word = docx.Document(BytesIO(written(document, ".docx", language)))
    assert word.paragraphs[0].text == document.title
    assert load_workbook(BytesIO(written(document, ".xlsx", language))).sheetnames
    assert "<svg" not in written(document, ".md", language).decode()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_rows_fit_their_heads_and_no_text_breaks_its_line(name: str, language: Language) -> None:
    document = DOCUMENTS[name](language)
    for table in tables(document):
        assert table.rows
        for row in table.rows:
            assert len(row.cells) == len(table.columns) or (
                row.kind == "group" and len(row.cells) == 1
            )
            assert not any("\n" in text(cell) for cell in row.cells)
            places = [
                n for n, cell in enumerate(row.cells) if isinstance(cell, former.Number | Number)
            ]
            assert all(table.columns[n].number for n in places)
            numbers = [cell for cell in row.cells if isinstance(cell, former.Number | Number)]
            assert not [n for n in numbers if n.look == "0.####" and n.value.denominator == 1]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_drawing_says_in_words_what_it_draws(name: str, language: Language) -> None:
    document = DOCUMENTS[name](language)
    drawings = [one for one in blocks(document) if isinstance(one, former.Drawing | Drawing)]
    said = {text(cell) for table in tables(document) for row in table.rows for cell in row.cells}
    if isinstance(document, Document):
        assert all(one.title and one.said for one in drawings if isinstance(one, Drawing))
        return
    for place in range(len(drawings)):
        root = drawing(document, place)
        title, description = (root.find(tag) for tag in ("title", "desc"))
        assert root.get("role") == "img"
        assert title is not None
        assert title.text
        assert description is not None
        drawn = re.findall(r"[+-]\d[.,]\d{4}", "".join(root.itertext()))
        assert {*drawn} <= said


@pytest.mark.parametrize("language", Language)
def test_titles_tell_documents_of_one_sheet_apart(language: Language) -> None:
    names = ("years", "plan", "simulation")
    titles = {DOCUMENTS[name](language).title for name in names}
    assert len({title.partition(" · ")[0] for title in titles}) == len(names)
    assert all("Kota Bandar Lampung" in title for title in titles)


def test_what_stands_in_the_caveats_is_not_repeated() -> None:
    document = DOCUMENTS["editions"](Language.INDONESIAN)
    assert document.caveats[0] == "Instrumen berbeda: indeks tidak dapat dibandingkan"
    assert document.caveats[0] not in document.subtitle


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "build",
    [
        lambda sheet: comparison(sheet, city("2024")),
        lambda sheet: comparison(sheet, example("aceh-tengah-2026.xlsx")),
        lambda sheet: plan(sheet, PHASED),
        lambda sheet: simulation(sheet, {"11": 4}),
    ],
)
def test_what_a_sheet_says_of_itself_stays_text(
    build: Callable[[Assessment], AnyDocument], text: str
) -> None:
    document = build(hostile(city("2022"), text))
    page_ = written(document, ".html").decode()
    assert {element.tag.rpartition("}")[2] for element in fromstring(page_).iter()}.isdisjoint(
        {"script", "img"}
    )
    assert not re.search("[\x00\x1b\u202e]", page_)
    for sheet in load_workbook(BytesIO(written(document, ".xlsx"))):
        assert not [cell for row in sheet for cell in row if cell.data_type == "f"]
    assert "<script>" not in written(document, ".md").decode()


def test_a_document_names_files_and_no_folders() -> None:
    for build in DOCUMENTS.values():
        document = replace(build(Language.INDONESIAN), caveats=())
        found = list(tables(document))
        assert "examples/" not in f"{document.title} {document.subtitle} {document.file}"
        assert not [
            row for table in found for row in table.rows if "examples/bad" in text(row.cells[0])
        ]


@pytest.mark.parametrize("name", ["years", "plan", "simulation", "editions"])
def test_a_document_says_at_its_end_what_it_was_computed_from(name: str) -> None:
    document = DOCUMENTS[name](Language.INDONESIAN)
    *_, heading, table = blocks(document)
    assert isinstance(heading, former.Heading | Heading)
    assert heading.text == "Tentang hasil ini"
    assert isinstance(table, former.Table | Table)
    rows = [tuple(map(text, row.cells)) for row in table.rows]
    assert len(rows) == len(set(rows))
    files = {"years": 2, "editions": 2}
    own = [text for head, text in rows if head == "Sidik berkas jawaban (SHA-256)"]
    assert len(own) == files.get(name, 1)
    last = hashlib.sha256((EXAMPLES / "bandar-lampung-2024.xlsx").read_bytes()).hexdigest()
    assert own[-1] == last
    assert not [head for head, _ in rows if head == "Perintah"]
