"""Pages of text: headings, paragraphs and labelled texts, for the screen and as Markdown.

What is said is made once, as blocks; how it looks is decided here.
"""

import textwrap
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from rich.console import Group
from rich.text import Text

from spbe_cli.former.markdown import plain
from spbe_cli.words.shown import visible

NARROWEST_TEXT: Final = 30
"""Texts with fewer columns than this go below their labels."""


class Heading(NamedTuple):
    """The title of a page, or of a part of it."""

    text: str


class Row(NamedTuple):
    """A label and its text, or the steps of what to do; an indented label is a lesser one."""

    label: str
    text: str | tuple[str, ...]


class Fields(NamedTuple):
    """Labelled texts one below the other, the texts beginning in one column.

    `hang` is how much further a continued line begins.
    """

    rows: tuple[Row, ...]
    column: int
    hang: int = 0


Block = Heading | Fields | str


def column_for(rows: tuple[Row, ...], gap: int) -> int:
    """Return the column in which the texts begin: a gap after the longest label."""
    return max(len(row.label) for row in rows) + gap


def on_screen(blocks: Iterable[Block], width: int) -> Group:
    """Lay blocks out for a terminal; an empty text is an empty line."""
    return Group(Text(), *(line for block in blocks for line in block_lines(block, width)))


def block_lines(block: Block, width: int) -> Iterator[Text]:
    """Yield the lines of one block."""
    match block:
        case Heading(text):
            yield from (Text(line, "bold") for line in wrap(text, width))
        case Fields(rows):
            yield from (Text(line) for row in rows for line in row_lines(row, block, width))
        case _:
            yield from map(Text, wrap(block, width))


def row_lines(row: Row, fields: Fields, width: int) -> Iterator[str]:
    """Yield the lines of a label and its text, side by side where there is room."""
    beside = width - fields.column >= NARROWEST_TEXT
    margin = fields.column if beside else 2
    first = row.label.ljust(margin) if beside else " " * margin
    if not beside:
        yield row.label
    for text, hang in hanging_texts(row, fields.hang):
        for line in wrap(text, width - margin, hang):
            yield first + line
            first = " " * margin


def hanging_texts(row: Row, hang: int) -> Iterator[tuple[str, int]]:
    """Yield the text, or the numbered steps, each with the indent of its continued lines."""
    if isinstance(row.text, str):
        yield row.text, hang
        return
    for number, step in enumerate(row.text, start=1):
        yield f"{number}. {step}", 3


def wrap(text: str, width: int, hang: int = 0) -> list[str]:
    """Break a text into lines; no text is one empty line."""
    shown, indent = visible(text), " " * hang
    return textwrap.wrap(shown, width, subsequent_indent=indent, break_on_hyphens=False) or [""]


def as_markdown(blocks: Iterable[Block]) -> str:
    """Write blocks as Markdown."""
    return "\n\n".join(filter(None, map(markdown_block, blocks))) + "\n"


def markdown_block(block: Block) -> str:
    """Write one block as Markdown."""
    match block:
        case Heading(text):
            return f"# {plain(' '.join(text.split()))}"
        case Fields(rows):
            return "\n".join(line for row in rows for line in markdown_row(row))
        case _:
            return plain(block)


def markdown_row(row: Row) -> Iterator[str]:
    """Yield a label and its text as an item of a list, steps as a list below it."""
    indent = "  " * row.label.startswith(" ")
    label = plain(row.label.strip())
    if isinstance(row.text, str):
        yield f"{indent}- **{label}**: {plain(row.text)}"
        return
    yield f"- **{label}**:"
    for number, step in enumerate(row.text, start=1):
        yield f"  {number}. {plain(step)}"
