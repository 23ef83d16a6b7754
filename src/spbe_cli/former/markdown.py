"""For notes and web pages: documents as Markdown; nothing from a sheet becomes markup."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from spbe_cli.former import Page
from spbe_cli.former.document import (
    Block,
    Document,
    Drawing,
    Heading,
    Items,
    Paragraph,
    Row,
    Table,
    Verdict,
    text_of,
    undrawn,
)
from spbe_cli.words.shown import visible

LINKS: Final = (
    (re.compile(r"(?<=:)/(?=/)"), r"\\/"),
    (re.compile(r"(?<=www)\.", re.IGNORECASE), r"\\."),
    (re.compile(r"(?<=[\w.+-])@(?=\w)"), "@<!-- -->"),
    (re.compile(r"&(?=#?\w+;)"), r"\\&"),
)
"""What becomes a link or another character without any mark, and how it stays as it is."""


def table(heads: list[str], rows: Iterable[list[str]], right: int) -> Iterator[str]:
    """Yield a table; its last `right` columns hold numbers."""
    numbers = [place >= len(heads) - right for place in range(len(heads))]
    yield from ruled(heads, numbers, (map(plain, row) for row in rows))


def ruled(
    heads: Iterable[str], numbers: Iterable[bool], rows: Iterable[Iterable[str]]
) -> Iterator[str]:
    """Yield a table whose cells are Markdown already; `numbers` tells which columns hold some."""
    yield "| " + " | ".join(map(plain, heads)) + " |"
    yield "| " + " | ".join("---:" if number else "---" for number in numbers) + " |"
    for row in rows:
        yield "| " + " | ".join(row) + " |"


def write(document: Document, page: Page) -> str:
    """Write a document as Markdown, without its drawings."""
    lines = [f"# {plain(document.title)}", beginning(document.subtitle)]
    lines += map(strong, document.caveats)
    lines += filter(None, map(block_text, undrawn(document).blocks))
    lines.append(plain(page.words.label("html.not_official")))
    return "\n\n".join(filter(None, lines)) + "\n"


def block_text(block: Block) -> str:
    """Write one block."""
    match block:
        case Heading(text, level):
            return f"{'#' * level} {plain(text)}"
        case Paragraph(text, look):
            return strong(text) if look == "strong" else beginning(text)
        case Items(texts):
            return "\n".join(f"- {beginning(text_of(text))}" for text in texts)
        case Verdict():
            return " ".join(filter(None, (strong(verdict_text(block)), plain(block.note))))
        case Table():
            return "\n".join(table_lines(block))
        case Drawing():
            return ""


def table_lines(table: Table) -> Iterator[str]:
    """Yield the lines of a table below its caption; a row that heads others is strong."""
    if table.caption:
        yield from (beginning(table.caption), "")
    heads = [column.head for column in table.columns]
    rows = (row_cells(row, len(heads)) for row in table.rows)
    yield from ruled(heads, [column.number for column in table.columns], rows)


def row_cells(row: Row, count: int) -> Iterator[str]:
    """Yield the cells of a row, and empty ones where it has fewer."""
    for cell in row.cells:
        yield strong(text_of(cell)) if row.kind else plain(text_of(cell))
    yield from [""] * (count - len(row.cells))


def verdict_text(verdict: Verdict) -> str:
    """Write a result in one line."""
    return f"{verdict.name} {text_of(verdict.value)} {verdict.word}"


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
