"""What a cell holds, by its type, its style and the text that is stored in it."""

import re
from decimal import Decimal
from typing import Final

from spbe_cli.answers import Kind
from spbe_cli.xlsx.book import TRUE, Book
from spbe_cli.xlsx.values import as_day, as_number, as_text, iso_day

LONGEST_ERROR: Final = 40
TEXTUAL: Final = frozenset({"str", "inlineStr"})
LAST: Final = 10**7
WHOLE: Final = re.compile(r"\d{1,7}", re.ASCII)


def content_of(
    book: Book, look: tuple[str, str], value: str | None, formula: str | None
) -> tuple[Kind, object]:
    """Return kind and value of a cell; `look` is its type and style.

    `value` is None where none is stored, `formula` where there is none.
    """
    kind, style = look
    text = value or ""
    if not text.strip():
        # Some programs name the type of a blank cell; of results of formulas only a text is blank.
        calculated = formula is None or (kind in TEXTUAL and value is not None)
        return Kind.BLANK if calculated else Kind.UNCALCULATED, None
    if kind == "s":
        return as_text(shared(book, text))
    if kind in TEXTUAL:
        return as_text(text)
    return number(book, style, text) if kind not in OTHERS else other(kind, text)


OTHERS: Final = frozenset({"b", "e", "d"})


def other(kind: str, text: str) -> tuple[Kind, object]:
    """Read a truth value, an error or a date."""
    if kind == "b":
        return Kind.LOGICAL, text.strip() in TRUE
    return (Kind.ERROR, text[:LONGEST_ERROR]) if kind == "e" else iso_day(text)


def shared(book: Book, text: str) -> str:
    """Return the shared text with this number."""
    number = int(text) if WHOLE.fullmatch(text) or WHOLE.fullmatch(text.strip()) else LAST
    if number >= len(book.texts):
        book.package.refuse_damaged("detail_texts")
    return book.texts[number]


def number(book: Book, style: str, text: str) -> tuple[Kind, object]:
    """Read a number, or the date that its style makes of it."""
    kind, value = as_number(text)
    if style in book.date_styles and isinstance(value, Decimal):
        return as_day(value, since_1904=book.since_1904)
    return kind, value
