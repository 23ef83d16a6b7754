"""A document for Word, `laporan.docx`: a draft to edit, of headings, texts and tables.

A template holds the parts of the file; this module knows how wide the columns are, and packs them.
Lengths are in twentieths of a point, as Word has them.
"""

import re
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from spbe_cli.findings import base_name
from spbe_cli.reports import document as doc
from spbe_cli.reports.html import filled
from spbe_cli.words import Language, Words, visible

CODES: Final = {Language.INDONESIAN: "id-ID", Language.ENGLISH: "en-GB"}
"""What Word calls the languages, for its spelling and for who reads aloud."""

PAPER: Final = (11906, 16838)
MARGIN: Final = 1134
CELL_MARGINS: Final = 227
CHARACTER: Final = 108  # about how wide a bold character of the table is, with a little room
LONGEST_WORD: Final = 20
"""A longer word is broken: a head may be what somebody wrote, and the paper has an end."""

LONGEST_TITLE: Final = 255

PART: Final = re.compile(r"<!-- part (\S+) -->\n")
"""What stands above a part of the file; no text can hold it, as `<` is escaped."""
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WRITTEN: Final = (2020, 1, 1, 0, 0, 0)
"""The date of every part: the same input gives the same bytes."""


def write(document: doc.Document, words: Words) -> bytes:
    """Write a document for Word."""
    text = filled(
        "document.docx.j2",
        document,
        words,
        {"widths": _widths},
        code=CODES[words.language],
        title=visible(document.title)[:LONGEST_TITLE],
        file=base_name(document.file),
        pages=re.split("(&[PN])", words.label("excel.pages")),
        paper=PAPER,
        margin=MARGIN,
    )
    _, *parts = PART.split(text)
    content = BytesIO()
    with ZipFile(content, "w") as package:
        for name, part in zip(parts[::2], parts[1::2], strict=True):
            entry = ZipInfo(name, WRITTEN)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            package.writestr(entry, DECLARATION + part)
    return content.getvalue()


def _widths(table: doc.Table, *, across: bool) -> list[int]:
    """Share the width of the paper as columns want; no usual word of a head, no number breaks."""
    longest = [
        min(max(map(len, column.head.split()), default=0), LONGEST_WORD) for column in table.columns
    ]
    for row in table.rows:
        for place, cell in enumerate(row.cells):
            if isinstance(cell, doc.Number):
                longest[place] = max(longest[place], len(cell.text))
    needed = [CELL_MARGINS + CHARACTER * count for count in longest]
    rest = PAPER[across] - 2 * MARGIN
    loose = dict(enumerate(column.width for column in table.columns))
    while True:
        shares = {n: rest * width // max(sum(loose.values()), 1) for n, width in loose.items()}
        tight = [n for n, share in shares.items() if share < needed[n]]
        if not tight:
            return [shares.get(n, width) for n, width in enumerate(needed)]
        for n in tight:  # it gets just what it needs
            rest -= needed[n]
            del loose[n]
