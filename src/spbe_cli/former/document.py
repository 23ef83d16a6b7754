"""A document: what a report says and draws, block by block, before any format.

The report of a command builds one `Document`; the formats that people read on paper (HTML,
Word, Excel, Markdown) are written from it, each by one writer for all commands: `formats`.
Texts come as they are; every writer makes control characters visible and escapes.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, Literal, TypeVar

T = TypeVar("T")
PART: Final = 2
"""The level of the headings that begin a part."""
WIDEST_UPRIGHT: Final = 160
"""A table with wider columns than this, in characters, lies across the paper."""


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
class Series:
    """The values of a line or of bars: the result itself, a former one, a bound; None is a gap."""

    name: str
    values: tuple[Fraction | None, ...]
    look: Literal["", "former", "bound"] = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """What a drawing shows, in numbers, for a workbook to draw; `ends` are those of its axis."""

    kind: Literal["radar", "bar", "column"]
    title: str
    names: tuple[str, ...]
    series: tuple[Series, ...]
    ends: tuple[Fraction, Fraction] | None = None
    look: str = "0.00"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing as SVG with title and description; formats that can't draw leave it out.

    So nothing may be said by a drawing alone.  A workbook draws its `chart`.
    """

    svg: str
    caption: str = ""
    chart: Chart | None = None


Cell = str | Own | Number | Drawing


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column; `width` is that of a workbook, in characters."""

    head: str
    width: int = 12
    number: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; one of kind `group` heads those below it and may have fewer cells.

    On paper, one to `sign` is high enough for a signature.
    """

    cells: tuple[Cell, ...]
    kind: Literal["", "group", "total"] = ""
    sign: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below their heads; the caption says what they are, if the heading does not.

    In a workbook, a table with the name of a `sheet` gets one of its own, to sort and filter.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a part; level 3 lies within level 2.  On paper it may begin a new page.

    In a workbook a part of level 2 is a sheet, called `sheet` where the title is too long for it.
    """

    text: str
    level: Literal[2, 3] = 2
    new_page: bool = False
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text: what matters most is strong, what explains is grey."""

    text: str
    look: Literal["", "strong", "grey"] = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list of texts."""

    texts: tuple[str | Own, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result, seen first: `Indeks SPBE`, `2,98`, `Baik`, and what stands beside it."""

    name: str
    value: str | Number
    word: str
    note: str = ""


Block = Heading | Paragraph | Items | Table | Drawing | Verdict


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document; `caveats` stand at the top, so that no number is read without them.

    `file` is the answer file that it was made from, for the foot of its pages.
    """

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    caveats: tuple[str, ...] = ()
    file: str = ""


def text_of(cell: Cell) -> str:
    """Return what a cell says; a drawing says nothing that is not said elsewhere."""
    match cell:
        case str():
            return cell
        case Own(text) | Number(text=text):
            return text
        case Drawing():
            return ""


def undrawn(document: Document) -> Document:
    """Return the document without its drawings and the columns that hold them."""
    tables = without_drawn_columns(document)
    return replace(tables, blocks=tuple(b for b in tables.blocks if not isinstance(b, Drawing)))


def without_drawn_columns(document: Document) -> Document:
    """Return the document without the columns of its tables that hold drawings."""
    blocks = (without_columns(b) if isinstance(b, Table) else b for b in document.blocks)
    return replace(document, blocks=tuple(blocks))


def without_columns(table: Table) -> Table:
    """Return the table without its columns of drawings."""
    drawn = {
        place
        for row in table.rows
        for place, cell in enumerate(row.cells)
        if isinstance(cell, Drawing)
    }
    rows = tuple(replace(row, cells=without(row.cells, drawn)) for row in table.rows)
    return replace(table, columns=without(table.columns, drawn), rows=rows)


def without(cells: tuple[T, ...], places: Collection[int]) -> tuple[T, ...]:
    """Return the cells that stand at none of these places."""
    return tuple(cell for place, cell in enumerate(cells) if place not in places)


def name_place(row: Row) -> int:
    """Return the place of the cell that names its row: the first own text, else the first text."""
    own = (place for place, cell in enumerate(row.cells) if isinstance(cell, Own))
    texts = (place for place, cell in enumerate(row.cells) if text_of(cell).strip())
    return next(own, next(texts, 0))


def across(document: Document) -> Iterator[tuple[bool, tuple[Block, ...]]]:
    """Yield the parts of a document, and which of them lie across the paper, so wide are they."""
    part: list[Block] = []
    for block in document.blocks:
        if part and isinstance(block, Heading) and block.level == PART:
            yield any(map(wide, part)), tuple(part)
            part = []
        part.append(block)
    yield any(map(wide, part)), tuple(part)


def wide(block: Block) -> bool:
    """Tell whether a block is a table that is too wide for paper that stands upright."""
    return isinstance(block, Table) and sum(c.width for c in block.columns) > WIDEST_UPRIGHT
