"""The texts that several sheets of an answer file share, and what a cell can hold.

The sheets are Indonesian in both languages of the tool.
"""

from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from spbe_cli.words import Words
from spbe_cli.words.shown import DIRECTION_MARKS
from spbe_cli.xlsx.form_layout import Layout, TemplateRequest

WORDS: Final = Words()
MISSING: Final = "belum ada di sumber"
COLOURS: Final = (
    "Sel jingga wajib diperbaiki, sel kuning tua perlu diperiksa; daftarnya di lembar Perbaikan."
)
"""What the cells that stand out say to the respondent."""
LONGEST_TEXT: Final = 32_767
"""What a cell of Excel holds, in units of UTF-16."""
NOTE_LINE: Final = 48
"""How many characters a line of a note surely holds."""
MOST_NOTE_LINES: Final = 24
KEPT: Final = "\n\t"
NO_CHARACTERS: Final = "\ufffe\uffff"
SURROGATES: Final = range(0xD800, 0xE000)


def write_text(sheet: Worksheet, cell: str, text: str, look: Format) -> None:
    """Write a text that stays one, whatever it begins with; an empty one leaves the cell blank."""
    if clean := written(text):
        sheet.write_string(cell, clean, look)
    else:
        sheet.write_blank(cell, None, look)


def written(text: str) -> str:
    r"""Return a text as a cell can hold it: without control characters, cut.

    >>> written("Dinas\x00 Kominfo\x1b")
    'Dinas Kominfo'
    """
    clean = "".join(filter(can_be_written, text))
    encoded = clean.encode("utf-16-le")
    if len(encoded) <= 2 * LONGEST_TEXT:
        return clean
    return encoded[: 2 * (LONGEST_TEXT - 1)].decode("utf-16-le", "ignore") + "…"


def is_cut(text: str) -> bool:
    """Tell whether a text is longer than a cell can hold."""
    return len(text.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST_TEXT


def can_be_written(character: str) -> bool:
    """Tell whether the file format knows a character, and it shows what stands there."""
    code = ord(character)
    control = code < ord(" ") or ord("\x7f") <= code < ord("\xa0")
    refused = code in SURROGATES or character in NO_CHARACTERS or character in DIRECTION_MARKS
    return character in KEPT or not (control or refused)


def add_notes(sheet: Worksheet, layout: Layout, title: str) -> None:
    """Add to the cells of a sheet that stand out the notes that say why."""
    for (name, cell), mark in layout.marks.items():
        if name == title:
            sheet.write_comment(cell, written(mark.note), note_size(mark.note))


def note_size(text: str) -> dict[str, object]:
    """Return the options of a note that is large enough for its text, up to half a screen."""
    lines = sum(1 + len(line) // NOTE_LINE for line in text.split("\n"))
    height = 16 * min(lines + 1, MOST_NOTE_LINES)
    return {"width": 320, "height": height, "font_name": "Calibri", "font_size": 10}


def shortened(text: str, longest: int) -> str:
    """Cut a text that is too long, with a mark.

    >>> shortened("kebijakan", 5), shortened("data", 5)
    ('kebi…', 'data')
    """
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def subject(layout: Layout) -> str:
    """Say what is assessed, and of which year: `SPBE 2025`."""
    name = layout.instrument.index_name.removeprefix("Indeks ")
    return f"{name} {layout.request.year or ''}".strip()


def reply_request(request: TemplateRequest) -> str:
    """Say until when and to whom the file goes back; empty if neither is known."""
    reply = until_and_to(request)
    return f"Kirim kembali{reply}".rstrip(".") + "." if reply else ""


def until_and_to(request: TemplateRequest) -> str:
    """Say until when and to whom, as far as it is known, to follow the words that ask for it."""
    until = f" paling lambat {request.due}" if request.due else ""
    receiver = f" kepada {request.contact}" if request.contact else ""
    return until + receiver
