"""The blocks of a document as paragraphs of Word; drawings are left out."""

from io import BytesIO
from typing import Final

import docx
from docx.document import Document as Word
from docx.shared import Pt

from spbe_cli.former import Page
from spbe_cli.former.document import (
    Block,
    Document,
    Drawing,
    Heading,
    Items,
    Paragraph,
    Table,
    Verdict,
    across,
    undrawn,
)
from spbe_cli.former.docx import looks, package
from spbe_cli.former.docx.tables import write_table
from spbe_cli.former.docx.texts import CODES, say

STYLES: Final = {"": "Normal", "strong": "Normal", "grey": looks.REMARK}
VALUE_SIZE: Final = Pt(32)
WORD_SIZE: Final = Pt(18)


def write(document: Document, page: Page) -> bytes:
    """Write a document for Word."""
    document, word = undrawn(document), docx.Document()
    looks.lay_out(word, page.words)
    looks.write_foot(word, page.words, document.file)
    say(word.add_paragraph(style="Title"), document.title)
    if document.subtitle:
        say(word.add_paragraph(style=looks.REMARK), document.subtitle)
    for text in document.caveats:
        say(word.add_paragraph(style=looks.CAVEAT), text)
    write_blocks(word, document)
    say(word.add_paragraph(style=looks.REMARK), page.words.label("html.not_official"))
    package.describe(word, document.title, CODES[page.words.language])
    content = BytesIO()
    word.save(content)
    return package.repacked(content.getvalue())


def write_blocks(word: Word, document: Document) -> None:
    """Write all blocks; the paper of a part with a wide table lies across."""
    lies = False
    for wide, blocks in across(document):
        if wide != lies:
            looks.turn(word, across=wide)
        lies = wide
        for block in blocks:
            write_block(word, block, looks.LENGTH if wide else looks.WIDTH)


def write_block(word: Word, block: Block, paper: int) -> None:
    """Write one block below the others; `paper` is how wide the text is."""
    match block:
        case Heading(text, level, new_page):
            line = word.add_paragraph(style=f"Heading {level - 1}")
            line.paragraph_format.page_break_before = new_page or None
            say(line, text)
        case Paragraph(text, look):
            line = word.add_paragraph(style=STYLES[look])
            say(line, text, bold=look == "strong" or None)
        case Items(texts):
            for item in texts:
                say(word.add_paragraph(style="List Bullet"), item)
        case Verdict():
            write_verdict(word, block)
        case Table():
            write_table(word, block, paper)
        case Drawing():
            pass


def write_verdict(word: Word, verdict: Verdict) -> None:
    """Write a result: its name, the number large, its word."""
    line = word.add_paragraph()
    say(line, f"{verdict.name}  ")
    for text, size in ((verdict.value, VALUE_SIZE), (f"  {verdict.word}", WORD_SIZE)):
        run = say(line, text, bold=True)
        run.font.size, run.font.color.rgb = size, looks.DARK
    if verdict.note:
        say(word.add_paragraph(style=looks.REMARK), verdict.note)
