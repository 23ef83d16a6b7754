"""Texts from strangers, made fit for a cell, a table or a JSON string."""

import json
import re
import unicodedata
from typing import Final

from spbe_cli.words.shown import DIRECTION_MARKS

LONGEST_TEXT: Final = 32_767
CUT_MARK: Final = "..."
UNSEEN: Final = "CMZ"
"""The first letters of the categories of what is not seen at the beginning of a text."""
NO_TEXT: Final = frozenset({"Cc", "Cn", "Co", "Cs"})
INVISIBLE: Final = re.compile(
    "[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
"""What steers a terminal or hides in a text, and that JSON lets stand as it is."""

FORMULA: Final = frozenset("=+-@")
"""What a spreadsheet takes for the beginning of a formula."""


def clean(text: str, longest: int = LONGEST_TEXT) -> str:
    r"""Make a text fit for a cell: no control characters but line breaks, and not too long.

    Excel counts UTF-16 units: an emoji is two.

    >>> clean("a\x1b[31m\r\nb\u202e"), clean("abcdefgh", 6)
    ('a[31m\nb', 'abc...')
    """
    kept = "".join(
        one
        for one in text.replace("\t", " ")
        if one == "\n" or (unicodedata.category(one) not in NO_TEXT and one not in DIRECTION_MARKS)
    )
    units = kept.encode("utf-16-le")
    if len(units) <= 2 * longest:
        return kept
    room = 2 * (longest - len(CUT_MARK))
    return units[:room].decode("utf-16-le", "ignore") + CUT_MARK


def spelled_out(text: str) -> str:
    r"""Write what cannot be seen in a JSON document as JSON can spell it; it stays the same text.

    >>> spelled_out('"a\u202e\x9b"')
    '"a\\u202e\\u009b"'
    """
    return INVISIBLE.sub(lambda found: json.dumps(found[0])[1:-1], text)


def harmless(text: str) -> str:
    r"""Keep a spreadsheet from taking text for a formula; leave out what cannot be seen.

    What counts is the first character that anybody sees, as the plain one that it looks like.

    >>> harmless("\u200b\ufeff\uff1d1+1"), harmless("Dinas"), harmless("\u200b")
    ("'\u200b\ufeff\uff1d1+1", 'Dinas', '\u200b')
    """
    seen = (one for one in text if unicodedata.category(one)[0] not in UNSEEN)
    first = unicodedata.normalize("NFKC", next(seen, ""))[:1]
    risky = text.startswith(("\t", "\r")) or first in FORMULA
    return ("'" if risky else "") + clean(text, 2 * len(text))
