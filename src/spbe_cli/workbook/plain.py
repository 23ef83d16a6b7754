"""The fast path: rows and shared texts as programs usually write them, read by pattern.

Only what leaves no doubt is taken: every byte must belong to a plain row, cell or text.  All
around the rows still goes through expat, and so do the rows if there is any doubt; a test
holds that both ways read the same.  See docs/decisions/0009-reader.md.
"""

import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple, Protocol

LARGEST: Final = 2_000_000
"""So many bytes of a part are held in memory at once."""
CONTROL: Final = bytes({*range(32)} - {9, 10})
NEVER_PLAIN: Final = ("]]>", "\ufffe", "\uffff")
"""What no XML text may hold."""
MARKUP: Final = b"<!"
"""How comments, CDATA and DTDs begin."""
DECLARED: Final = re.compile(rb'<\?xml[^>]*encoding=["\']([^"\']*)')
ENTITY: Final = re.compile(r"&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([0-9A-Fa-f]{1,6}));|&")
LEGAL: Final = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The characters that XML may hold."""
ENTITIES: Final = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}
"""The ampersand comes last, so that nothing is replaced twice."""

HEIGHT: Final = "x14ac:dyDescent"
"""What Excel writes on rows, with a prefix declared around them."""
ATTRIBUTES: Final = r'((?: [A-Za-z]\w*(?::\w+)?="[^"<>&\n\t]*")*)'
ATTRIBUTE: Final = re.compile(r' ([\w:]+)="([^"]*)"', re.ASCII)
TEXT: Final = re.compile(r'<si><t( xml:space="preserve")?>([^<]*)</t></si>')
AROUND_TEXT: Final = len("<si><t></t></si>")
TOKEN: Final = re.compile(
    rf'<row r="(\d{{1,7}})"{ATTRIBUTES}(/)?>'
    r'|<c r="([A-Z]{1,3})(\d{1,7})"(?: s="(\d{1,7})")?(?: t="([A-Za-z]+)")?(?:/>|>'
    rf"(<f{ATTRIBUTES}(?:/>|>([^<]*)</f>))?"
    r'(?:<v>([^<]*)</v>|(<v ?/>)|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>)'
    r"|(</row>)",
    re.ASCII,
)


class Doubt(Exception):  # noqa: N818  nothing is wrong
    """A part that is not as plain as the fast path wants it."""


class Taker(Protocol):
    """What takes the rows and cells as they are found."""

    def take_row(self, row: int, *, hidden: bool) -> None:
        """Take the beginning of a row."""

    def take_cell(
        self,
        letters: str,
        look: tuple[str | None, str | None],
        value: str | None,
        formula: str | None,
    ) -> None:
        """Take a cell of this row: its column, style and kind, value and formula."""


class Split(NamedTuple):
    """A part of a workbook: what stands between two tags, and the rest without it."""

    rest: bytes
    inside: str


def split(content: bytes, begin: int, end: int) -> Split:
    """Take out what stands between two places of a part.

    Raises:
        Doubt: there is no such thing, or more than text and tags stands there.
    """
    if begin < 0 or end < begin or len(content) > LARGEST or MARKUP in content:
        raise Doubt
    encoding = DECLARED.match(content)
    inside = content[begin:end]
    if encoding and encoding[1].lower() != b"utf-8":
        raise Doubt
    try:
        text = inside.decode()
    except UnicodeDecodeError:
        raise Doubt from None
    if len(inside.translate(None, CONTROL)) < len(inside) or any(
        map(text.__contains__, NEVER_PLAIN)
    ):
        raise Doubt
    return Split(content[:begin] + content[end:], text)


def split_rows(content: bytes) -> Split:
    """Take the rows out of a sheet."""
    tag, end = b"<sheetData>", b"</sheetData>"
    if content.count(tag) != 1 or content.count(end) != 1:
        raise Doubt
    return split(content, content.find(tag) + len(tag), content.find(end))


def split_texts(content: bytes) -> Split:
    """Take the texts out of the list of shared texts."""
    if content.count(b"<sst") != 1 or content.count(b"</sst>") != 1:
        raise Doubt
    begin = content.find(b">", content.find(b"<sst")) + 1
    return split(content, begin, content.find(b"</sst>"))


def texts_in(part: Split) -> Iterator[str]:
    """Yield the shared texts."""
    found = TEXT.findall(part.inside)
    if sum(len(space) + len(text) + AROUND_TEXT for space, text in found) != len(part.inside):
        raise Doubt
    return (unescaped(text) for _, text in found)


def give_rows(part: Split, taker: Taker) -> int:
    """Give all rows and cells in their order; return how many there are."""
    position = count = 0
    row = ""
    for found in TOKEN.finditer(part.inside):
        if found.start() != position:
            raise Doubt
        position = found.end()
        count += 1
        begun, attributes, empty, letters, inside, style, kind, *held, ended = found.groups()
        if letters:
            if inside != row:
                raise Doubt
            taker.take_cell(letters, (style, kind), *held_in(held))
        elif ended or row:
            row = closed(row, ended)
        else:
            taker.take_row(int(begun), hidden=is_hidden(attributes, part.rest))
            row = "" if empty else begun
    if position != len(part.inside) or row:
        raise Doubt
    return count


def closed(row: str, ended: str | None) -> str:
    """Return that no row is open any more; rows do not lie in one another."""
    if ended and row:
        return ""
    raise Doubt


def held_in(held: list[str | None]) -> tuple[str | None, str | None]:
    """Return value and formula of a cell, None for what is not there."""
    whole, attributes, formula, value, blank, inline = held
    if value is None:
        value = inline if blank is None else ""
    if value and "&" in value:
        value = unescaped(value)
    if whole is None:
        return value, None
    if attributes:
        attributes_of(attributes)
    return value, unescaped(formula) if formula else ""


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


def is_hidden(attributes: str, rest: bytes) -> bool:
    """Tell whether a row is hidden; a prefix must be declared around the rows."""
    if not attributes:
        return False
    found = attributes_of(attributes)
    if HEIGHT in found and b"xmlns:x14ac=" not in rest:
        raise Doubt
    return found.get("hidden") in {"1", "true", "on"}


@lru_cache(maxsize=256)
def attributes_of(text: str) -> dict[str, str]:
    """Return attributes by name; doubled ones, and prefixes that nobody uses, leave doubt."""
    found = ATTRIBUTE.findall(text)
    names = {name for name, _ in found}
    prefixed = {name for name in names if ":" in name}
    if len(names) < len(found) or not prefixed <= {HEIGHT} or "r" in names:
        raise Doubt
    return dict(found)
