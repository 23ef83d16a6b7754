"""A document on a screen: what it is, what to bear in mind, and its summary; in detail all of it.

All commands look alike: titles and totals are bold, states and predicates have their colour, a
column that does not fit is said to be missing, texts break at words with a hanging indent.
"""

import sys
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text

from spbe_cli.exact import rounded
from spbe_cli.reports.document import (
    Bar,
    Block,
    Blocks,
    Cell,
    Document,
    Field,
    Fields,
    Heading,
    Items,
    Own,
    Paragraph,
    Row,
    Scale,
    State,
    Table,
    Tone,
    Verdict,
    bar_places,
    nested,
    text_of,
)
from spbe_cli.words import Words
from spbe_cli.words.shown import visible

COLOURS: Final[dict[Tone, str]] = {
    "": "", "good": "green", "fair": "cyan", "poor": "yellow", "bad": "red",
}  # fmt: skip
LOOKS: Final = {"": "", "strong": "bold", "grey": "dim", "hint": ""}
ROWS: Final = {"": "", "group": "bold", "total": "bold", "own": "bold"}
GAP: Final = 2
INDENT: Final = "  "
NARROWEST_TEXT: Final = 14
NARROWEST: Final = 5
"""A column of texts folds its words, but is no narrower than this; on a tiny screen than that."""
NARROWEST_BESIDE: Final = 30
"""The text of a field with fewer columns than this goes below its label."""
STEP: Final = len("1. ")
WIDTH_FOR_SCALE: Final = 70
BAR_WIDTHS: Final = (8, 16, 48)
"""How wide a column of bars is at least, as a rule, and at most."""


def render(document: Document, words: Words, width: int, *, detail: bool = False) -> Group:
    """Lay a document out for a screen of so many columns."""
    if document.screen is not None:
        return Group(*[*_blocks(document.screen, words, width)][1:])
    lines: list[RenderableType] = [Text()]
    lines += hanging(document.title, width, "bold")
    lines += hanging(document.subtitle, width, "dim")
    for caveat in document.caveats:
        lines += hanging(caveat, width, "yellow")
    summary = tuple(
        block
        for block in document.summary
        if not (detail and isinstance(block, Paragraph) and block.look == "hint")
    )
    lines += _blocks(summary, words, width)
    for part in document.on_screen() if detail else ():
        shown = [*_blocks(part.blocks, words, width)]
        lines += [Text(), *hanging(part.title, width, "bold"), *shown] if shown else ()
    return Group(*lines)


def hanging(text: str, width: int, style: str = "", first: str = "") -> list[RenderableType]:
    """Break a text at words; the lines after the first hang under it."""
    indent = " " * (len(first) or GAP)
    lines = textwrap.wrap(
        visible(text), width, initial_indent=first, subsequent_indent=indent,
        break_on_hyphens=False,
    )  # fmt: skip
    return [Text(line, style) for line in lines]


def _blocks(blocks: Blocks, words: Words, width: int) -> Iterator[RenderableType]:
    """Yield blocks with an empty line where one of another kind begins."""
    last: type[Block] | None = None
    labels = (_label(one) for block in blocks if isinstance(block, Fields) for one in block.fields)
    # The texts of all fields begin in one column, a gap after the longest label.
    column = max(map(len, labels), default=0) + GAP
    for block in blocks:
        if isinstance(block, Fields):
            lines: list[RenderableType] = [*_fields(block, column, width)]
        else:
            lines = list(_block(block, words, width))
        fresh = type(block) is not last or isinstance(block, Table | Fields)
        if lines and fresh and last is not Heading:
            yield Text()
        if lines:
            last = type(block)
        yield from lines


def _block(block: Block, words: Words, width: int) -> Iterator[RenderableType]:
    match block:
        case Heading(text):
            yield from hanging(text, width, "bold")
        case Paragraph(text, look):
            yield from hanging(text, width, LOOKS[look])
        case Items(texts):
            for item in texts:
                yield from hanging(text_of(item), width, first="- ")
        case Verdict():
            yield from _verdict(block, width)
        case Table():
            yield from _table(block, words, width)
        case Scale() if width >= WIDTH_FOR_SCALE:
            yield from map(Text, scale_lines(block, width))
        case _:
            pass


def _label(field: Field) -> str:
    return " " * (GAP if field.lesser else 0) + visible(field.label)


def _fields(block: Fields, column: int, width: int) -> Iterator[Text]:
    """Yield labels with their texts beside them, or below them where there is no room."""
    beside = width - column >= NARROWEST_BESIDE
    margin = " " * (column if beside else GAP)
    for field in block.fields:
        first = _label(field).ljust(column) if beside else margin
        if not beside:
            yield Text(_label(field))
        for text in field.lines():
            hang = margin + " " * (STEP if isinstance(field.text, tuple) else 0)
            lines = textwrap.wrap(visible(text), width, initial_indent=first,
                                  subsequent_indent=hang, break_on_hyphens=False)  # fmt: skip
            yield from map(Text, lines or [first])
            first = margin


def _verdict(verdict: Verdict, width: int) -> Iterator[Text]:
    """Yield the index and its predicate; what is to say of it stands at the right, or below."""
    line = Text(f"{visible(verdict.name)}  ")
    line.append(text_of(verdict.value), "bold")
    if verdict.word:
        line.append(f"  {visible(verdict.word)}", f"bold {COLOURS[verdict.tone]}".strip())
    note = visible(verdict.note)
    gap = width - len(line.plain) - len(note)
    if note and gap > 1:
        line.append(" " * gap + note, "dim")
        note = ""
    yield line
    yield from (Text(text, "dim") for text in textwrap.wrap(note, width))


def _table(table: Table, words: Words, width: int) -> Iterator[RenderableType]:
    """Yield a table; columns that do not fit are named below it."""
    table = _indented(table) if nested(table) else table
    shown, lost = _fitting(table, width)
    if table.caption:
        yield from hanging(table.caption, width, "dim")
    if _total(shown) > width:
        yield from _stacked(table, shown, width)
    else:
        yield from _grid(table, shown)
    if lost:
        yield from hanging(words.label("screen.left_out", columns=", ".join(lost)), width, "dim")


def _is_title(row: Row) -> bool:
    """Tell whether a row only heads those below it; it takes a whole line."""
    return row.kind == "group" and len(row.cells) == 1


def _indented(table: Table) -> Table:
    """Indent the rows that belong to a group."""
    rows: list[Row] = []
    for row in table.rows:
        first, *others = row.cells
        if not row.kind and isinstance(first, str) and first:
            rows.append(replace(row, cells=(INDENT + first, *others)))
        else:
            rows.append(row)
    return replace(table, rows=tuple(rows))


def _grid(table: Table, shown: dict[int, int]) -> Iterator[RenderableType]:
    """Yield the rows below their heads, with lines under the heads and above the total."""
    rule = Text("─" * _total(shown))
    heads = Row(tuple(column.head for column in table.columns), "total")
    yield from _side_by_side(heads, table, shown, low=True)
    yield rule
    for number, row in enumerate(table.rows):
        if _is_title(row):
            yield from (Text(), *hanging(text_of(row.cells[0]), _total(shown), ROWS[row.kind]))
            continue
        if row.kind == "total" and number:
            yield rule
        yield from _side_by_side(row, table, shown)


def _side_by_side(
    row: Row, table: Table, shown: dict[int, int], *, low: bool = False
) -> Iterator[Text]:
    """Yield the lines of a row, every cell folded in its column, from the top or `low`."""
    cells = [(n, room, *_cell(row, n, room)) for n, room in shown.items()]
    height = max(len(lines) for _, _, lines, _ in cells)
    for number in range(height):
        line = Text()
        column = 0
        for n, room, lines, style in cells:
            place = number - (height - len(lines)) * low
            text = lines[place] if 0 <= place < len(lines) else ""
            blanks = room - cell_len(text) if table.columns[n].number else 0
            if text:
                line.append(" " * (column + blanks - line.cell_len)).append(text, style)
            column += room + GAP
        yield line


def _stacked(table: Table, shown: dict[int, int], width: int) -> Iterator[RenderableType]:
    """Yield every cell below the other behind its head, where columns have no room."""
    bars = bar_places(table)
    for number, row in enumerate(table.rows):
        if number:
            yield Text()
        if _is_title(row):
            yield from hanging(text_of(row.cells[0]), width, ROWS[row.kind])
            continue
        for n in shown:
            (text, *_), style = _cell(row, n, BAR_WIDTHS[0] if n in bars else sys.maxsize)
            head = visible(table.columns[n].head)
            yield from hanging(f"{head}: {text}" if head else text, width, style) if text else ()


def _cell(row: Row, place: int, room: int) -> tuple[list[str], str]:
    """Return the lines of a cell and their style."""
    cell = row.cells[place] if place < len(row.cells) else ""
    match cell:
        case Bar():
            return [bar(cell, room)], ROWS[row.kind]
        case State(text, tone):
            return _folded(text, room), f"{ROWS[row.kind]} {COLOURS[tone]}".strip()
        case _:
            return _folded(_short(cell), room), ROWS[row.kind]


def _short(cell: Cell) -> str:
    return cell.short or cell.text if isinstance(cell, Own) else text_of(cell)


def _folded(text: str, room: int) -> list[str]:
    """Break a text at words, and at hyphens only in a word that has no room."""
    text = visible(text)
    hyphens = any(len(word) > room for word in text.split())
    return textwrap.wrap(text, room, break_on_hyphens=hyphens) or [""]


def _fitting(table: Table, width: int) -> tuple[dict[int, int], list[str]]:
    """Return the width of every column that is shown, and the heads of those that do not fit."""
    columns = table.columns
    bars = bar_places(table)
    wished = {
        n: BAR_WIDTHS[1] if n in bars else _wish(table, n)
        for n, column in enumerate(columns)
        if not column.wide
    }

    def narrowed(narrowest: int) -> dict[int, int]:
        """Return how narrow columns may be: numbers do not break, texts fold."""
        narrow = {n: room if columns[n].number else min(room, narrowest)
                  for n, room in wished.items()}  # fmt: skip
        return narrow | dict.fromkeys(bars & wished.keys(), BAR_WIDTHS[0])

    least = narrowed(NARROWEST_TEXT)
    lost: list[int] = []
    while _total(least) > width and any(columns[n].spare for n in least):
        lost.append(max(least, key=lambda n: columns[n].spare))
        del least[lost[-1]], wished[lost[-1]]
    if _total(least) > width:
        least = narrowed(NARROWEST)
    rooms = dict(wished)
    while (over := _total(rooms) - width) > 0:
        loose = [n for n in rooms if rooms[n] > least[n]]
        if not loose:
            break
        widest = max(loose, key=lambda n: rooms[n])
        rooms[widest] -= min(over, max(1, (rooms[widest] - least[widest]) // 4))
    for n in bars & rooms.keys():
        rooms[n] += min(max(width - _total(rooms), 0) * 3 // 5, BAR_WIDTHS[2] - rooms[n])
    named = max((n for n in rooms if not columns[n].number and n not in bars), default=None,
                key=lambda n: rooms[n])  # fmt: skip
    if named is not None and bars:
        rooms[named] += max(width - _total(rooms), 0)
    return rooms, [columns[n].head for n in sorted(lost)]


def _total(rooms: dict[int, int]) -> int:
    return sum(rooms.values()) + GAP * (len(rooms) - 1)


def _wish(table: Table, place: int) -> int:
    """Return how wide a column would like to be: its longest text in one line."""
    texts = [_short(row.cells[place]) for row in table.rows if place < len(row.cells)
             and not _is_title(row)]  # fmt: skip
    longest = max((cell_len(visible(text)) for text in texts), default=0)
    return max(longest, *(len(word) for word in table.columns[place].head.split() or [""]))


def bar(value: Bar, width: int) -> str:
    """Draw a bar from 0 to its top, in half steps."""
    halves = int(value.value * 2 * width / value.top + Fraction(1, 2))
    full = "█" * (halves // 2) + "▌" * (halves % 2)
    return full.ljust(width, "░")


def scale_lines(scale: Scale, width: int) -> list[str]:
    """Draw the bands with their names above, their bounds below, and every index as a block."""
    ends = [*(band.value for band in scale.bands), scale.end.value]
    texts = [*(band.text for band in scale.bands), scale.end.text]

    def place(value: Fraction) -> int:
        share = (value - ends[0]) / (ends[-1] - ends[0])
        return max(0, min(int(rounded(share * (width - 1), 0)), width - 1))

    places = [place(end) for end in ends]
    axis = list("─" * (places[-1] + 1))
    for bound in places[1:-1]:
        axis[bound] = "┼"
    axis[0], axis[-1] = "├", "┤"
    for mark in scale.marks:
        axis[place(mark.value)] = "█" if mark is scale.marks[-1] else "░"
    under = [(column, text) for column, text in zip(places, texts, strict=True)]
    under[-1] = (places[-1] + 1 - len(texts[-1]), texts[-1])
    for mark in reversed(scale.marks):
        begin = max(place(mark.value) - 1, 0)
        if all(begin + len(mark.text) < at or at + len(text) < begin for at, text in under):
            under.append((begin, mark.text))
    return [*_names(scale, places), "".join(axis), _line(under)]


def _names(scale: Scale, places: Sequence[int]) -> list[str]:
    """Write the name of every band where it begins; names that do not fit stand a line higher."""
    lines = [""]
    for number, band in enumerate(scale.bands):
        begin = places[number] + (number > 0)
        fits = len(band.name) < places[number + 1] - places[number]
        begin = max(0, min(begin, places[-1] + 1 - len(band.name)))
        height = 0 if fits else 1
        while height < len(lines) and lines[height] and len(lines[height]) >= begin:
            height += 1
        lines += [""] * (height + 1 - len(lines))
        lines[height] = lines[height].ljust(begin) + band.name
    return [line for line in reversed(lines) if line]


def _line(texts: list[tuple[int, str]]) -> str:
    line = ""
    for column, text in sorted(texts):
        line = line.ljust(column) + text
    return line
