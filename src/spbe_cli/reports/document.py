"""A document: what a report says and draws, before any format.

Its summary answers the question of a command: the screen shows it, a workbook has it on its first
sheet, a page begins with it.  Texts come as they are; the writer of each format escapes them, and
makes control characters visible.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import field, replace
from fractions import Fraction
from itertools import compress
from typing import Any, Final, Literal

from spbe_cli.frozen import frozen

WIDEST_UPRIGHT: Final = 160
"""A table with wider columns than this, in characters, lies across the paper."""

Tone = Literal["", "good", "fair", "poor", "bad"]
"""How good a word is, from the best predicates to the worst; each writer has its colours."""


@frozen
class Own:
    """A text of the instrument, in its own language; a long one has a short form for screens."""

    text: str
    short: str = ""


@frozen
class Number:
    """A number in the words of the page; a workbook stores the value, in the format `look`."""

    value: Fraction
    text: str
    look: str = "0.00"


@frozen
class State:
    """A word that is coloured: a predicate, or how far something is."""

    text: str
    tone: Tone = ""


@frozen
class Bar:
    """A value as a bar from 0 to `top`, with a bound on it; its number stands in another cell."""

    value: Fraction
    top: Fraction
    bound: Fraction | None = None


Cell = str | Own | Number | State | Bar


def text_of(cell: Cell) -> str:
    """Return what a cell says; a bar says nothing that is not said in another cell."""
    return cell if isinstance(cell, str) else "" if isinstance(cell, Bar) else cell.text


@frozen
class Column:
    """The head of a column; `width` is that of a workbook, in characters.

    A narrow screen does without columns that are `spare`, the highest first; a `wide` one stands
    on paper only.  In a workbook `heat` colours numbers by size, and cells to `fill_in` are open,
    with a list of choices if there are any.
    """

    head: str
    width: int = 12
    number: bool = False
    spare: int = 0
    wide: bool = False
    heat: bool = False
    fill_in: tuple[str, ...] | None = None


@frozen
class Row:
    """A row of a table; a `group` heads those below it, one to `sign` has room for a signature."""

    cells: tuple[Cell, ...]
    kind: Literal["", "group", "total", "own"] = ""
    sign: bool = False

    @property
    def is_title(self) -> bool:
        """Tell whether the row only heads those below it; it takes a whole line."""
        return self.kind == "group" and len(self.cells) == 1


@frozen
class Table:
    """Rows below their heads; the caption says what they are, if the heading does not.

    A table with a `sheet` has one of its own in a workbook, to sort and filter; titles of groups
    are a column there, with the head `groups`.  What is `to_fill` is said where it can be done.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    sheet: str = ""
    groups: str = ""
    to_fill: str = ""

    @property
    def note(self) -> str:
        """Return the caption with what to fill in."""
        return f"{self.caption} {self.to_fill}".strip()

    @property
    def width(self) -> int:
        """How wide all columns are together, in characters."""
        return sum(column.width for column in self.columns)

    @property
    def nested(self) -> bool:
        """Tell whether rows belong to the group above them, as aspects to a domain."""
        return any(row.kind == "group" and len(row.cells) > 1 for row in self.rows)

    def bars(self) -> dict[int, Fraction]:
        """Return which columns hold bars, and the top of the longest that is possible there."""
        tops: dict[int, Fraction] = {}
        for place, cell in (found for row in self.rows for found in enumerate(row.cells)):
            if isinstance(cell, Bar):
                tops[place] = max(cell.top, tops.get(place, cell.top))
        return tops

    def without_bars(self) -> "Table":
        """Return the table without its columns of bars, for formats that can't draw."""
        return self.only(set(range(len(self.columns))) - self.bars().keys())

    def only(self, kept: Collection[int]) -> "Table":
        """Return the table with these of its columns."""
        keep = [place in kept for place in range(len(self.columns))]
        rows = tuple(replace(row, cells=tuple(compress(row.cells, keep))) for row in self.rows)
        return replace(self, columns=tuple(compress(self.columns, keep)), rows=rows)

    def ungrouped(self) -> "Table":
        """Return the table with its titles of groups as a column, so that it can be sorted."""
        if not self.groups:
            return self
        first, *others = self.columns
        column = Column(self.groups, max(len(text_of(row.cells[0])) for row in self.rows))
        rows: list[Row] = []
        title: Cell = ""
        for row in self.rows:
            if row.kind == "group":
                (title,) = row.cells
            else:
                inside = "" if row.kind == "total" else title
                rows.append(replace(row, cells=(row.cells[0], inside, *row.cells[1:])))
        return replace(self, columns=(first, column, *others), rows=tuple(rows))


@frozen
class Heading:
    """A title within a part or within the summary."""

    text: str


@frozen
class Paragraph:
    """A text: strong, grey if it explains, or a hint for a screen without details only."""

    text: str
    look: Literal["", "strong", "grey", "hint"] = ""


@frozen
class Items:
    """A list of texts."""

    texts: tuple[str | Own, ...]


@frozen
class Verdict:
    """The result, seen first: `Indeks SPBE`, `2,98`, `Baik`, and what stands beside it."""

    name: str
    value: str | Number
    word: str
    note: str = ""
    tone: Tone = ""


@frozen
class Mark:
    """A value on an axis, with its text and what it is called."""

    value: Fraction
    text: str
    name: str = ""


@frozen
class Series:
    """The values of a line or of bars: the result itself, a former one, a bound."""

    name: str
    values: tuple[Fraction, ...]
    look: Literal["", "former", "bound"] = ""


@frozen
class Drawing:
    """What every drawing has; nothing may be said by it alone, `said` is for who cannot see it."""

    title: str
    said: str
    caption: str = field(default="", kw_only=True)


@frozen
class Scale(Drawing):
    """The bands of predicates from their lower bounds up to `end`, and marks; the last counts."""

    bands: tuple[Mark, ...]
    end: Mark
    marks: tuple[Mark, ...]
    bound: Mark | None = None


@frozen
class Radar(Drawing):
    """An axis for each part, named by its code and name, with its value on a second line."""

    axes: tuple[str, ...]
    series: tuple[Series, ...]
    lowest: int
    highest: int


@frozen
class Bars(Drawing):
    """Bars from a common zero, to both sides of it where values are negative; a bound on them."""

    names: tuple[str, ...]
    values: tuple[Fraction, ...]
    texts: tuple[str, ...]
    look: str = "0.00"
    ends: tuple[Fraction, Fraction] | None = None
    bound: Mark | None = None


@frozen
class Line:
    """A line through values, with gaps where there are none; its code stands at its end."""

    code: str
    name: str
    values: tuple[Fraction | None, ...]
    strong: bool = False


@frozen
class Lines(Drawing):
    """Lines over a row of names; an empty one is a break, over which nothing can be compared."""

    names: tuple[str, ...]
    lines: tuple[Line, ...]
    lowest: int
    highest: int
    break_name: str = ""


@frozen
class Columns(Drawing):
    """A distribution from `first` to `last`; `names` say what columns hold, `top` the highest."""

    names: tuple[str, ...]
    heights: tuple[Fraction, ...]
    first: Mark
    last: Mark
    top: str
    bounds: tuple[Mark, ...] = ()
    mark: Mark | None = None
    look: str = "0"


@frozen
class Field:
    """A label and its text, or the steps of what to do; a `lesser` one belongs to that above it."""

    label: str
    text: str | tuple[str, ...]
    lesser: bool = False

    def lines(self) -> tuple[str, ...]:
        """Return the text, or the numbered steps."""
        if isinstance(self.text, str):
            return (self.text,)
        return tuple(f"{number}. {step}" for number, step in enumerate(self.text, start=1))


@frozen
class Fields:
    """Labelled texts, one below the other; those of a whole screen begin in one column."""

    fields: tuple[Field, ...]


@frozen
class Listing:
    """Lines to copy as they stand; prose has a name for what copies it, a page folds its lines."""

    text: str
    copy: str = ""


Block = Heading | Paragraph | Items | Fields | Listing | Table | Verdict | Drawing
Blocks = tuple[Block, ...]


@frozen
class Part:
    """A heading and what stands below it; in a workbook a sheet, named `sheet` if that is shorter.

    A part for `paper` is not shown on a screen.  What only a workbook has, as live formulas, is
    written by `live` on its sheet.
    """

    title: str
    blocks: Blocks = ()
    sheet: str = ""
    new_page: bool = False
    paper: bool = False
    live: Callable[[Any], None] | None = None

    @property
    def across(self) -> bool:
        """Tell whether the part needs paper that lies."""
        return any(table.width > WIDEST_UPRIGHT for table in tables(self.blocks))


@frozen
class Document:
    """A whole document; `caveats` stand at the top, so that no number is read without them.

    `beside` is what the first page has besides the summary, and no screen has room for.  `brief`
    is what the parts tell in full: for a screen without them, and for the first sheet of a
    workbook, which alone has a `handout`, and fits on `one_page` if it is given away by itself.
    `file` is the answer file that it was made from.  Where there is no result, since the findings
    have said it all, a screen shows only what is in `screen`.  What is not `computed`, as the page
    of an indicator, needs no remark that it is no official result.
    """

    title: str
    subtitle: str
    summary: Blocks = ()
    beside: Blocks = ()
    brief: Blocks = ()
    handout: Blocks = ()
    parts: tuple[Part, ...] = ()
    caveats: tuple[str, ...] = ()
    file: str = ""
    one_page: bool = False
    screen: Blocks | None = None
    computed: bool = True

    def pages(self, *, drawn: bool = True) -> tuple[Part, ...]:
        """Return the pages of paper, the first untitled; undrawn, without parts that only draw."""

        def said(part: Part) -> bool:
            return any(drawn or not isinstance(block, Drawing) for block in part.blocks)

        return (Part("", self.summary + self.beside), *filter(said, self.parts))


def tables(blocks: Blocks) -> Iterator[Table]:
    """Yield the tables among the blocks."""
    return (block for block in blocks if isinstance(block, Table))
