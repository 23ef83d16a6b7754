"""For notes and web pages: a document as Markdown; nothing from a sheet becomes markup."""

import re
from collections.abc import Iterator
from typing import Final

from spbe_cli.reports.document import (
    Block,
    Document,
    Drawing,
    Fields,
    Heading,
    Items,
    Paragraph,
    Row,
    Table,
    Verdict,
    text_of,
    without_bars,
)
from spbe_cli.words import Words
from spbe_cli.words.shown import visible

LINKS: Final = (
    (re.compile(r"(?<=:)/(?=/)"), r"\\/"),
    (re.compile(r"(?<=www)\.", re.IGNORECASE), r"\\."),
    (re.compile(r"(?<=[\w.+-])@(?=\w)"), "@<!-- -->"),
    (re.compile(r"&(?=#?\w+;)"), r"\\&"),
)
"""What becomes a link or another character without any mark, and how it stays as it is."""


def write(document: Document, words: Words) -> str:
    """Write a document as Markdown, without its drawings."""
    lines = [f"# {_in_line(document.title)}", beginning(document.subtitle)]
    lines += map(strong, document.caveats)
    lines += (_block(block, "##") for block in document.first_page())
    for part in document.in_words():
        lines += [f"## {plain(part.title)}", *map(_block, part.blocks)]
    if document.computed:
        lines.append(plain(words.label("html.not_official")))
    return "\n\n".join(filter(None, lines)) + "\n"


def _block(block: Block, mark: str = "###") -> str:
    match block:
        case Heading(text):
            return f"{mark} {_in_line(text)}"
        case Paragraph(text, look):
            return "" if look == "hint" else strong(text) if look == "strong" else beginning(text)
        case Verdict(name, value, word, note):
            return " ".join(filter(None, (strong(f"{name} {text_of(value)} {word}"), plain(note))))
        case Items() | Fields() | Table():
            return "\n".join(_lines(block))
        case Drawing():
            return ""


def _lines(block: Items | Fields | Table) -> Iterator[str]:
    match block:
        case Items(texts):
            yield from (f"- {beginning(text_of(text))}" for text in texts)
        case Fields():
            yield from fields(block)
        case Table():
            yield from _table(without_bars(block))


def fields(block: Fields) -> Iterator[str]:
    """Yield labelled texts as a list, steps as a list below their label."""
    for field in block.fields:
        indent, label = "  " if field.lesser else "", strong(field.label)
        if isinstance(field.text, tuple):
            yield f"{indent}- {label}:"
            yield from (f"{indent}  {number}. {plain(step)}"
                        for number, step in enumerate(field.text, start=1))  # fmt: skip
        else:
            yield f"{indent}- {label}: {plain(field.text)}"


def _table(table: Table) -> Iterator[str]:
    """Yield the lines of a table below its caption; a row that heads others is strong."""
    if table.caption:
        yield from (beginning(table.caption), "")
    yield "| " + " | ".join(plain(column.head) for column in table.columns) + " |"
    yield "| " + " | ".join("---:" if one.number else "---" for one in table.columns) + " |"
    for row in table.rows:
        yield "| " + " | ".join(_cells(row, len(table.columns))) + " |"


def _cells(row: Row, count: int) -> Iterator[str]:
    """Yield the cells of a row, and empty ones where it has fewer."""
    for cell in row.cells:
        yield strong(text_of(cell)) if row.kind else plain(text_of(cell))
    yield from [""] * (count - len(row.cells))


def _in_line(text: str) -> str:
    return plain(" ".join(text.split()))


def strong(text: str) -> str:
    """Write a text in bold; blanks beside the marks would undo them."""
    return f"**{plain(text.strip())}**" if text.strip() else ""


def beginning(text: str) -> str:
    """Write a text that begins a line: its first characters make no list and no rule."""
    return re.sub(r"^\s*(\d*)([-+=.)])", r"\1\\\2", plain(text))


def plain(text: str) -> str:
    r"""Write text so that nothing of it means anything to Markdown or HTML, not even an address.

    An address stays readable; a blank comment is the only thing that keeps one of mail from
    becoming a link.

    >>> print(plain("[a](http://x.id) www.x.id a@x.id &lt;"))
    \[a\](http:\//x.id) www\.x.id a@<!-- -->x.id \&lt;
    """
    marked = re.sub(r"([\\`*_{}\[\]<>|#~])", r"\\\1", visible(text))
    for pattern, inert in LINKS:
        marked = pattern.sub(inert, marked)
    return marked
