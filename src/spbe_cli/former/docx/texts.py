"""The only way by which a text gets into a document of Word."""

from typing import Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as Line
from docx.text.run import Run

from spbe_cli.former.document import Cell, Own, text_of
from spbe_cli.words import Language
from spbe_cli.words.shown import visible

CODES: Final = {Language.INDONESIAN: "id-ID", Language.ENGLISH: "en-GB"}
"""What Word calls the languages, for its spelling and for who reads aloud."""


def say(line: Line, cell: Cell, *, bold: bool | None = None) -> Run:
    """Write a text at the end of a line; python-docx refuses control characters."""
    run = line.add_run(visible(text_of(cell)))
    run.bold = bold
    if isinstance(cell, Own):
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), CODES[Language.INDONESIAN])
        run.element.get_or_add_rPr().append(language)
    return run
