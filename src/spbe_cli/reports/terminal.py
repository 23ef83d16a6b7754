"""A document on a screen, its summary or in detail all of it."""

import re
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final

from rich.cells import cell_len
from rich.console import Group
from rich.text import Text

from spbe_cli.exact import rounded
from spbe_cli.reports import document as doc
from spbe_cli.words import Words, visible

COLOURS: Final = {"": "", "good": "green", "fair": "cyan", "poor": "yellow", "bad": "red"}
LOOKS: Final = {"": "", "strong": "bold", "grey": "dim", "hint": ""}
GAP: Final = 2
SOLID: Final = "\xa0"  # a blank at which no line ends
TOGETHER: Final = re.compile(r"(?<=\d) (?=%)|(?<=%) (?==)|(?<==) (?=\d)|(?<= \d:) (?=\d)")
NARROWEST_TEXT: Final = 14
NARROWEST: Final = 5
"""A column of texts folds its words, but is no narrower than this; on a tiny screen than that."""
NARROWEST_BESIDE: Final = 30
"""The text of a field with fewer columns than this goes below its label."""
WIDTH_FOR_SCALE: Final = 70
LINE: Final = "║"  # a target or a bound, on a bar or a scale
BAR_WIDTHS: Final = (8, 16, 48)  # how wide a column of bars is at least, as a rule, and at most


def render(document: doc.Document, words: Words, width: int, *, detail: bool = False) -> Group:
    """Lay a document out for a screen of so many columns."""
    if document.screen is not None:
        return Group(*[*_blocks(document.screen, words, width)][1:])
    lines = [Text(), *_hanging(document.title, width, "bold")]
    lines += _hanging(document.subtitle, width, "dim")
    for caveat in document.caveats:
        lines += _hanging(caveat, width, "yellow")
    summary = tuple(
        block
        for block in document.summary
        if not (detail and isinstance(block, doc.Paragraph) and block.look == "hint")
    )
    lines += _blocks(summary, words, width)
    if not detail:
        return Group(*lines, *_blocks(document.brief, words, width))
    for part in document.parts:
        shown = [] if part.paper else [*_blocks(part.blocks, words, width)]
        lines += [Text(), *_hanging(part.title, width, "bold"), *shown] if shown else []
    return Group(*lines)


def _hanging(text: str, width: int, style: str = "", first: str = "") -> list[Text]:
    return [Text(line, style) for line in _wrapped(text, width, first, " " * (len(first) or GAP))]


def _wrapped(
    text: str, width: int, first: str = "", hang: str = "", *, hyphens: bool = False
) -> list[str]:
    """Break a text into lines, none between numbers that belong together, as `5 % = 2,70`."""
    lines = textwrap.wrap(
        TOGETHER.sub(SOLID, visible(text)),
        width,
        initial_indent=first,
        subsequent_indent=hang,
        break_on_hyphens=hyphens,
    )
    return [line.replace(SOLID, " ") for line in lines]


def _blocks(blocks: doc.Blocks, words: Words, width: int) -> Iterator[Text]:
    last: type[doc.Block] | None = None
    fields = [one for block in blocks if isinstance(block, doc.Fields) for one in block.fields]
    # The texts of all fields begin in one column, a gap after the longest label.
    column = max((len(_label(one)) for one in fields), default=0) + GAP
    for block in blocks:
        lines = list(_block(block, words, width, column))
        fresh = type(block) is not last or isinstance(block, doc.Table | doc.Fields)
        if lines and fresh and last is not doc.Heading:
            yield Text()
        if lines:
            last = type(block)
        yield from lines


def _block(block: doc.Block, words: Words, width: int, column: int) -> Iterator[Text]:  # noqa: C901  a case a kind
    match block:
        case doc.Heading(text):
            yield from _hanging(text, width, "bold")
        case doc.Paragraph(text, look):
            yield from _hanging(text, width, LOOKS[look])
        case doc.Items(texts):
            for item in texts:
                yield from _hanging(doc.text_of(item), width, first="- ")
        case doc.Fields(fields):
            for field in fields:
                yield from _field(field, column, width)
        case doc.Listing(text, copy):
            for line in map(visible, text.splitlines()):
                indented = textwrap.wrap(line, width - GAP, break_on_hyphens=False) or [""]
                yield from (Text(f"  {one}") for one in (indented if copy else (line,)))
        case doc.Verdict():
            yield from _verdict(block, width)
        case doc.Table():
            yield from _Grid(block, width).lines(words)
        case doc.Scale() if width >= WIDTH_FOR_SCALE:
            yield from map(Text, _scale(block, width))


def _label(field: doc.Field) -> str:
    return " " * (GAP if field.lesser else 0) + visible(field.label)


def _field(field: doc.Field, column: int, width: int) -> Iterator[Text]:
    beside = width - column >= NARROWEST_BESIDE
    first = margin = " " * (column if beside else GAP)
    if beside:
        first = _label(field).ljust(column)
    else:
        yield Text(_label(field))
    hang = margin + " " * (len("1. ") if isinstance(field.text, tuple) else 0)
    for text in field.lines():
        yield from map(Text, _wrapped(text, width, first, hang) or [first])
        first = margin


def _verdict(verdict: doc.Verdict, width: int) -> Iterator[Text]:
    line = Text(f"{visible(verdict.name)}  ")
    line.append(doc.text_of(verdict.value), "bold")
    if verdict.word:
        line.append(f"  {visible(verdict.word)}", f"bold {COLOURS[verdict.tone]}".strip())
    note = visible(verdict.note)
    gap = width - len(line.plain) - len(note)
    if note and gap > 1:
        line.append(" " * gap + note, "dim")
        note = ""
    yield line
    yield from (Text(text, "dim") for text in _wrapped(note, width))


class _Grid:
    """A table on a screen: `rooms` is how wide each column is that is shown, `lost` the others."""

    def __init__(self, table: doc.Table, width: int) -> None:
        if table.nested:
            table = replace(table, rows=tuple(map(_indented, table.rows)))
        self.table, self.columns, self.width = table, table.columns, width
        self.bars = table.bars()
        self.lost: list[int] = []
        self.rooms = {n: BAR_WIDTHS[1] if n in self.bars else self._longest(n)
                      for n, column in enumerate(self.columns) if not column.wide}  # fmt: skip
        self._fit(self.rooms)

    def lines(self, words: Words) -> Iterator[Text]:
        yield from _hanging(self.table.caption, self.width, "dim")
        yield from self._stacked() if _total(self.rooms) > self.width else self._side_by_side()
        if self.lost:
            heads = filter(None, (self.columns[n].head for n in sorted(self.lost)))
            left_out = words.label("screen.left_out", columns=", ".join(heads))
            yield from _hanging(left_out, self.width, "dim")

    def _side_by_side(self) -> Iterator[Text]:
        whole = _total(self.rooms)
        heads = doc.Row(tuple(column.head for column in self.columns), "total")
        yield from self._row(heads, low=True)
        yield Text("─" * whole)
        for number, row in enumerate(self.table.rows):
            if row.is_title:
                yield from (Text(), *_hanging(doc.text_of(row.cells[0]), whole, "bold"))
                continue
            if row.kind == "total" and number:
                yield Text("─" * whole)
            yield from self._row(row)

    def _row(self, row: doc.Row, *, low: bool = False) -> Iterator[Text]:
        cells = [(n, room, *_cell(row, n, room)) for n, room in self.rooms.items()]
        height = max(len(lines) for _, _, lines, _ in cells)
        for number in range(height):
            line = Text()
            column = 0
            for n, room, lines, style in cells:
                place = number - (height - len(lines)) * low
                text = lines[place] if 0 <= place < len(lines) else ""
                blanks = room - cell_len(text) if self.columns[n].number else 0
                if text:
                    line.append(" " * (column + blanks - line.cell_len)).append(text, style)
                column += room + GAP
            yield line

    def _stacked(self) -> Iterator[Text]:
        for number, row in enumerate(self.table.rows):
            if number:
                yield Text()
            if row.is_title:
                yield from _hanging(doc.text_of(row.cells[0]), self.width, "bold")
                continue
            for n in self.rooms:
                (text, *_), style = _cell(row, n, BAR_WIDTHS[0] if n in self.bars else sys.maxsize)
                head = visible(self.columns[n].head)
                if text:
                    yield from _hanging(f"{head}: {text}" if head else text, self.width, style)

    def _longest(self, place: int, *, words: bool = False) -> int:
        """Return how wide the texts of a column are: in one line, or only as wide as its words."""
        texts = [visible(_short(row.cells[place])) for row in self.table.rows
                 if place < len(row.cells) and not row.is_title]  # fmt: skip
        texts = " ".join(texts).split() if words else texts
        return max(map(cell_len, (*texts, *self.columns[place].head.split())), default=0)

    def _fit(self, rooms: dict[int, int]) -> None:
        """Drop spare columns, then narrow the widest; what is left over is for bars and names."""
        least = self._least(rooms, lambda _: NARROWEST_TEXT)
        while _total(least) > self.width and any(self.columns[n].spare for n in least):
            self.lost.append(max(least, key=lambda n: self.columns[n].spare))
            del least[self.lost[-1]], rooms[self.lost[-1]]
        if _total(least) > self.width:
            least = self._least(rooms, lambda n: max(NARROWEST, self._longest(n, words=True)))
        if _total(least) > self.width:
            least = self._least(rooms, lambda _: NARROWEST)
        while (over := _total(rooms) - self.width) > 0:
            loose = [n for n in rooms if rooms[n] > least[n]]
            if not loose:
                break
            widest = max(loose, key=rooms.__getitem__)
            rooms[widest] -= min(over, max(1, (rooms[widest] - least[widest]) // 4))
        for n in self.bars.keys() & rooms:
            rooms[n] += min(max(self.width - _total(rooms), 0) * 3 // 5, BAR_WIDTHS[2] - rooms[n])
        names = [n for n in rooms if not self.columns[n].number and n not in self.bars]
        if names and self.bars:
            rooms[max(names, key=rooms.__getitem__)] += max(self.width - _total(rooms), 0)

    def _least(self, rooms: dict[int, int], narrowest: Callable[[int], int]) -> dict[int, int]:
        """Return how narrow columns may be: numbers do not break, texts fold."""
        return {
            n: BAR_WIDTHS[0] if n in self.bars
            else room if self.columns[n].number
            else min(room, narrowest(n))
            for n, room in rooms.items()
        }  # fmt: skip


def _indented(row: doc.Row) -> doc.Row:
    first, *others = row.cells
    below = isinstance(first, str) and first and not row.kind
    return replace(row, cells=(f"{' ' * GAP}{first}", *others)) if below else row


def _total(rooms: dict[int, int]) -> int:
    return sum(rooms.values()) + GAP * (len(rooms) - 1)


def _cell(row: doc.Row, place: int, room: int) -> tuple[list[str], str]:
    """Return the lines of a cell and their style; a long word is broken at its hyphens."""
    cell = row.cells[place] if place < len(row.cells) else ""
    style = "bold" if row.kind else ""
    if isinstance(cell, doc.Bar):
        halves = int(cell.value * 2 * room / cell.top + Fraction(1, 2))
        drawn = ("█" * (halves // 2) + "▌" * (halves % 2)).ljust(room, "░")
        if cell.bound is not None:
            at = min(int(cell.bound * room / cell.top), room - 1)
            drawn = drawn[:at] + LINE + drawn[at + 1 :]
        return [drawn], style
    if isinstance(cell, doc.State):
        style = f"{style} {COLOURS[cell.tone]}".strip()
    text = _short(cell)
    hyphens = any(len(word) > room for word in text.split())
    return _wrapped(text, room, hyphens=hyphens) or [""], style


def _short(cell: doc.Cell) -> str:
    return cell.short or cell.text if isinstance(cell, doc.Own) else doc.text_of(cell)


def _scale(scale: doc.Scale, width: int) -> list[str]:
    ends = [*scale.bands, scale.end]
    first, last = ends[0].value, ends[-1].value

    def place(value: Fraction) -> int:
        share = (value - first) / (last - first)
        return max(0, min(int(rounded(share * (width - 1), 0)), width - 1))

    places = [place(end.value) for end in ends]
    axis = list("─" * (places[-1] + 1))
    for bound in places[1:-1]:
        axis[bound] = "┼"
    axis[0], axis[-1] = "├", "┤"
    if scale.bound:
        axis[place(scale.bound.value)] = LINE
    for mark in scale.marks:
        axis[place(mark.value)] = "█" if mark is scale.marks[-1] else "░"
    under = {at: end.text for at, end in zip(places[:-1], ends, strict=False)}
    under[places[-1] + 1 - len(scale.end.text)] = scale.end.text
    for mark in (*reversed(scale.marks), *filter(None, [scale.bound])):
        begin = max(place(mark.value) - 1, 0)
        if all(begin + len(mark.text) < at or at + len(text) < begin for at, text in under.items()):
            under[begin] = mark.text
    below = ""
    for at, text in sorted(under.items()):
        below = below.ljust(at) + text
    return [*_names(scale, places), "".join(axis), below]


def _names(scale: doc.Scale, places: list[int]) -> list[str]:
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
