"""The fast path: rows and shared texts as programs usually write them, read by pattern.

Only what leaves no doubt is taken: every byte must belong to a plain row, cell or text.  All
around the rows still goes through expat, and so do the rows if there is any doubt; a test
holds that both ways read the same.  See docs/decisions/0011-fast-path.md.
"""

import re
import sys
from collections.abc import Iterator
from typing import Final, NamedTuple

LARGEST: Final = 2_000_000
"""So many bytes of a part are held in memory at once."""
CONTROL: Final = bytes({*range(32)} - {9, 10})
NEVER_PLAIN: Final = ("]]>", "\ufffe", "\uffff")
"""What no XML text may hold."""
MARKUP: Final = b"<!"
"""How comments, CDATA and DTDs begin."""
DECLARED: Final = re.compile(rb'<\?xml[^>]*encoding\s*=\s*["\']([^"\']*)')
ROWS: Final = b"<sheetData>"
END_OF_ROWS: Final = b"</sheetData>"
TEXTS: Final = b"<sst"
END_OF_TEXTS: Final = b"</sst>"
ENTITY: Final = re.compile(r"&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([0-9A-Fa-f]{1,6}));|&")
LEGAL: Final = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The characters that XML may hold."""
ENTITIES: Final = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}
"""The ampersand comes last, so that nothing is replaced twice."""

TEXT: Final = re.compile(r'<si><t( xml:space="preserve")?>([^<]*)</t></si>')
AROUND_TEXT: Final = len("<si><t></t></si>")


class Doubt(Exception):  # noqa: N818  nothing is wrong
    """A part that is not as plain as the fast path wants it."""


class Split(NamedTuple):
    """A part of a workbook: what stands between two tags, and the rest without it."""

    rest: bytes
    inside: str


def split(content: bytes, begin: int, end: int) -> Split:
    """Take out what stands between two places of a part.

    Raises:
        Doubt: there is no such thing, or what no XML text may hold stands there.
    """
    if not 0 < begin <= end or len(content) > LARGEST:
        raise Doubt
    inside = content[begin:end]
    try:
        text = inside.decode()
    except UnicodeDecodeError:
        raise Doubt from None
    if len(inside.translate(None, CONTROL)) < len(inside) or has_any(text, NEVER_PLAIN):
        raise Doubt
    return Split(content[:begin] + content[end:], text)


def has_any(text: str, pieces: tuple[str, ...]) -> bool:
    """Tell whether any of these pieces stands in a text."""
    return any(piece in text for piece in pieces)


def split_rows(content: bytes) -> Split:
    """Take the rows out of a sheet."""
    begin = content.find(ROWS) + len(ROWS)
    return split(content, begin, content.rfind(END_OF_ROWS))


def split_texts(content: bytes) -> Split:
    """Take the texts out of the list of shared texts."""
    begin = content.find(b">", content.find(TEXTS)) + 1
    return split(content, begin, content.rfind(END_OF_TEXTS))


def be_sure_of(rest: bytes) -> None:
    """See that what stands around has nothing in it that could deceive.

    Raises:
        Doubt: another encoding, a comment, CDATA or DTD, or the same tags once more.
    """
    encoding = DECLARED.search(rest)
    tags = rest.count(ROWS) + rest.count(TEXTS), rest.count(END_OF_ROWS) + rest.count(END_OF_TEXTS)
    if (encoding and encoding[1].lower() != b"utf-8") or MARKUP in rest or tags != (1, 1):
        raise Doubt


def texts_in(part: Split) -> Iterator[str]:
    """Yield the shared texts."""
    found = TEXT.findall(part.inside)
    if sum(len(space) + len(text) + AROUND_TEXT for space, text in found) != len(part.inside):
        raise Doubt
    return (unescaped(text) for _, text in found)


def unescaped(text: str) -> str:
    """Return a text with what its entities stand for."""
    if "&" not in text:
        return text
    if text.count("&") > sum(map(text.count, ENTITIES)):
        return ENTITY.sub(character, text)
    for entity, sign in ENTITIES.items():
        text = text.replace(entity, sign)
    return text


def character(found: re.Match[str]) -> str:
    """Return what an entity stands for."""
    name, decimal, hexadecimal = found.groups()
    if name:
        return ENTITIES[f"&{name};"]
    code = int(decimal) if decimal else int(hexadecimal or "0", 16)
    if code > sys.maxunicode or not LEGAL.fullmatch(chr(code)):
        raise Doubt
    return chr(code)
