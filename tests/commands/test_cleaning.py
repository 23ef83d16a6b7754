"""Texts of strangers stay texts: no formula, no link, no order of their own."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from spbe_cli.instrument.loading import shipped
from spbe_cli.reports.markdown import plain
from spbe_cli.words.shown import harmless
from spbe_cli.xlsx.form import Prefill, TemplateRequest, answer_workbook

MARKS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize(
    "before",
    ["", "\u200b", "\ufeff", "\xa0", " ", "\u2060", "\ufe0f", "\u200b\xa0\ufeff", "\n", "\x00"],
)
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_a_cell_that_looks_like_a_formula_is_made_a_text(before: str, sign: str) -> None:
    assert harmless(f"{before}{sign}1").startswith("'")


@pytest.mark.parametrize("text", ["", "Dinas", "\u200bDinas", "3-2", "1 = 1", "\u200b"])
def test_another_cell_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(
    ("text", "inert"),
    [
        ("http://x.id", r"http:\//x.id"),
        ("HTTPS://x.id", r"HTTPS:\//x.id"),
        ("www.x.id", r"www\.x.id"),
        ("WWW.x.id", r"WWW\.x.id"),
        ("a@x.id", "a@<!-- -->x.id"),
        ("![a](x)", r"!\[a\](x)"),
        ("<a href=x>", r"\<a href=x\>"),
        ("&lt;b&#62;", r"\&lt;b&\#62;"),
    ],
)
def test_a_text_in_markdown_holds_nothing_that_becomes_a_link(text: str, inert: str) -> None:
    assert plain(text) == inert


def test_what_a_text_in_markdown_shows_is_the_text() -> None:
    assert plain("R&D, 3 @ 4, a/b").replace("\\", "") == "R&D, 3 @ 4, a/b"


def test_a_workbook_holds_no_mark_that_turns_the_order_of_a_text() -> None:
    hostile = f"Dinas {MARKS}fdp.exe"
    request = TemplateRequest(institution=hostile, agency=hostile)
    prefill = {"1": Prefill(None, hostile, hostile)}
    content = answer_workbook(shipped("permenpanrb-59-2020"), request, prefill)
    texts = [
        str(cell)
        for sheet in load_workbook(BytesIO(content)).worksheets
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    ]
    assert any("fdp.exe" in text for text in texts)
    assert not any(mark in text for text in texts for mark in MARKS)
