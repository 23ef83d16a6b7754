"""For people, in the terminal: the agencies or the ranking, then what was read and what not.

Lines are laid out here and not by rich: a table of ten thousand rows must be quick.
"""

import textwrap
from collections.abc import Iterator
from typing import Final

from rich.text import Text

from spbe_cli.batch.agencies import Unit
from spbe_cli.batch.run import Batch
from spbe_cli.former import Page
from spbe_cli.former.batch import told
from spbe_cli.former.batch.ranking import (
    Ranking,
    names,
    part_heads,
    parts_of,
    rankings,
    unscored,
    why_unscored,
)
from spbe_cli.former.table import PREDICATE_STYLES
from spbe_cli.scoring import IndexResult
from spbe_cli.words.shown import visible

WIDTH_FOR_PARTS: Final = 70
NUMBER: Final = 6
NARROWEST_NAME: Final = 16
COUNTS: Final = 27
"""Columns of the three counts of an agency, with the gap before its state."""
STATE: Final = 21
REASON: Final = 36
"""Columns of the reason why a sheet has no index, where there is no ranking above."""


def report(batch: Batch, page: Page) -> Iterator[Text]:
    """Show the agencies, the ranking, and the sums, line by line."""
    yield Text()
    if not batch.complete:
        yield from paragraph(told.stopped(batch, page.words), page.width)
        yield Text()
    if batch.agencies:
        yield from agency_lines(batch.agencies.units, page)
        yield Text()
    ranked = rankings(batch)
    for ranking in ranked:
        yield from ranking_lines(batch, ranking, page, titled=len(ranked) > 1)
    if unscored(batch):
        yield from unscored_lines(batch, ranked, page)
        yield Text()
    elif len(ranked) == 1:
        yield Text()
    for sentence in told.sums(batch, page.words):
        yield from paragraph(sentence, page.width)
    if not batch.complete:
        # Once more: of a long table only the end is seen.
        yield from paragraph(told.stopped(batch, page.words, "batch.stopped_above"), page.width)


def paragraph(text: str, width: int) -> Iterator[Text]:
    """Yield a sentence in lines."""
    yield from map(Text, textwrap.wrap(visible(text), width, break_on_hyphens=False))


def agency_lines(units: tuple[Unit, ...], page: Page) -> Iterator[Text]:
    """Yield the table of the agencies, with the sums at the bottom."""
    words, rule = page.words, Text("─" * page.width)
    heads = [words.label(f"batch.{key}") for key in ("answered", "errors_head", "warnings_head")]
    room = max(page.width - COUNTS - STATE, NARROWEST_NAME)
    yield from agency_row(words.label("batch.agency"), heads, words.label("batch.state"), room)
    yield rule
    for unit in units:
        counts = [told.extent(unit), *told.counts(unit)]
        yield from agency_row(unit.name, counts, told.state(unit, words), room)
    yield rule
    yield from agency_row(told.agency_count(units, words), list(told.totals(units)), "", room)


def agency_row(name: str, counts: list[str], state: str, room: int) -> Iterator[Text]:
    """Yield the lines of one agency; a long name wraps under itself."""
    first, *more = textwrap.wrap(visible(name), room) or [""]
    answered, errors, warnings = counts
    yield Text(
        f"{first.ljust(room)}{answered:>8}{errors:>8}{warnings:>9}  {visible(state)}".rstrip()
    )
    yield from (Text(f"  {line}") for line in more)


def ranking_lines(batch: Batch, ranking: Ranking, page: Page, *, titled: bool) -> Iterator[Text]:
    """Yield the table of the scored sheets of one instrument."""
    if titled:
        yield Text(ranking.instrument.title, "bold")
    layout = Layout(ranking, page)
    yield from layout.head()
    called = names(batch, ranking.records)
    for position, (record, result) in enumerate(ranking.results(), start=1):
        yield from layout.row(position, called[record.file], result)
    if titled:
        yield Text()


class Layout:
    """Where the columns of a ranking stand; those of domains only where there is room."""

    def __init__(self, ranking: Ranking | None, page: Page) -> None:
        instrument = ranking.instrument if ranking else None
        self.words = page.words
        self.width = page.width
        self.predicates = [p.name for p in instrument.predicates] if instrument else []
        self.numbers = max(2, len(str(len(ranking.records)))) if ranking else 2
        self.predicate = max(map(len, self.predicates), default=REASON)
        self.parts = part_heads(instrument) if instrument else ()
        room = page.width - self.numbers - NUMBER - self.predicate - len("      ")
        beside = NUMBER * len(self.parts) + 1
        if page.width < WIDTH_FOR_PARTS or room - beside < NARROWEST_NAME:
            self.parts, beside = (), 0
        self.name = max(room - beside, NARROWEST_NAME)

    def head(self) -> Iterator[Text]:
        """Yield the headings and a line under them."""
        keys = ("number", "batch.institution", "index", "predicate")
        number, name, index, predicate = map(self.words.label, keys)
        parts = "".join(code.rjust(NUMBER) for code, _ in self.parts)
        start = f"{number:>{self.numbers}}  {name:<{self.name}}  {index:>{NUMBER}}"
        yield Text(f"{start}  {predicate:<{self.predicate}} {parts}".rstrip())
        yield Text("─" * self.width)

    def row(self, position: int, name: str, result: IndexResult) -> Iterator[Text]:
        """Yield the lines of one sheet."""
        first, *more = self.lines(name)
        place = self.predicates.index(result.predicate.name)
        line = Text(f"{position:>{self.numbers}}  {first}  ")
        line.append(self.words.number(result.total.index).rjust(NUMBER), "bold")
        style = PREDICATE_STYLES[min(place, len(PREDICATE_STYLES) - 1)]
        line.append(f"  {result.predicate.name.ljust(self.predicate)} ", style)
        shown = parts_of(result) if self.parts else ()
        line.append("".join(self.words.number(score.index).rjust(NUMBER) for score in shown))
        line.rstrip()
        yield line
        yield from map(Text, more)

    def lines(self, name: str) -> list[str]:
        """Return a name as wide as its column; where it goes on, below itself."""
        first, *more = textwrap.wrap(visible(name), self.name) or [""]
        indent = " " * (self.numbers + 2)
        return [first.ljust(self.name), *(indent + line for line in more)]


def unscored_lines(batch: Batch, ranked: tuple[Ranking, ...], page: Page) -> Iterator[Text]:
    """Yield the sheets without an index, below the only ranking or by themselves; never none."""
    rest = unscored(batch)
    called = names(batch, rest)
    layout = Layout(ranked[0] if len(ranked) == 1 else None, page)
    if len(ranked) != 1:
        yield Text(page.words.label("batch.unscored"))
        yield Text("─" * page.width)
    for record in rest:
        first, *more = layout.lines(called[record.file])
        why = visible(why_unscored(record, page.words))
        line = f"{'-':>{layout.numbers}}  {first}  {'-':>{NUMBER}}"
        beside = len(line) + len(why) + 2 <= page.width
        yield Text(f"{line}  {why}" if beside else line)
        yield from map(Text, more)
        if not beside:
            indent = " " * (layout.numbers + 4)
            yield from map(Text, textwrap.wrap(indent + why, page.width, subsequent_indent=indent))
