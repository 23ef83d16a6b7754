"""A document: what a report says and draws, block by block, before any format.

The report of a command builds one `Document`; the formats that people read on paper (HTML,
Word, Excel, Markdown) are written from it, each by one writer for all commands.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal


@dataclass(frozen=True, slots=True)
class Own:
    """A text of the instrument: in its language, whatever the language of the page."""

    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the words of the page; a workbook stores the value, in the format `look`."""

    value: Fraction
    text: str
    look: str = "0.00"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing as SVG with title and description; formats that can't draw leave it out.

    So nothing may be said by a drawing alone.
    """

    svg: str
    caption: str = ""


Cell = str | Own | Number | Drawing


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column; `width` is that of a workbook, in characters."""

    head: str
    width: int = 12
    number: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; one of kind `group` heads those below it and may have fewer cells."""

    cells: tuple[Cell, ...]
    kind: Literal["", "group", "total"] = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below their heads; the caption says what they are, if the heading does not."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a part; level 3 lies within level 2."""

    text: str
    level: Literal[2, 3] = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text: what matters most is strong, what explains is grey."""

    text: str
    look: Literal["", "strong", "grey"] = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list of texts."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result, seen first: `Indeks SPBE`, `2,98`, `Baik`, and what stands beside it."""

    name: str
    value: str
    word: str
    note: str = ""


Block = Heading | Paragraph | Items | Table | Drawing | Verdict


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document; `caveats` stand at the top, so that no number is read without them."""

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    caveats: tuple[str, ...] = ()
