"""What `spbe simulate` shows: before and after, part by part, and what each change adds."""

import textwrap
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Final

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from spbe_cli.former import Page
from spbe_cli.former.columns import fold
from spbe_cli.former.compare.story import name_of as row_name
from spbe_cli.former.formats import document_of, files_of
from spbe_cli.former.simulate.data import csv_table, json
from spbe_cli.former.simulate.story import outcome
from spbe_cli.former.table import RULED, hanging, number, partial, title, wrapped
from spbe_cli.instrument import Instrument
from spbe_cli.planning.simulation import Simulation
from spbe_cli.reports.statements import (
    gain_text,
    parts,
    parts_heading,
    raise_text,
    rounding_note,
    signed,
)
from spbe_cli.scoring import IndexResult, Score
from spbe_cli.sheet.assess import Assessment
from spbe_cli.weighing import Simulated
from spbe_cli.words import Words
from spbe_cli.words.shown import visible

WIDTH_FOR_ALL: Final = 70
WIDTH_FOR_COLUMNS: Final = 40
"""On a narrower screen numbers stand below their name: columns would have to be cut."""
COLUMN: Final = 9
GAP: Final = 2
PART_HEADS: Final = ("simulate.before", "simulate.after", "simulate.difference", "simulate.gain")


def table(simulated: Simulated, page: Page) -> Group:
    """Show the simulation; of a sheet without an index only why there is none."""
    made, instrument = simulated.simulation, simulated.assessment.instrument
    if simulated.assessment.sheet and simulated.assessment.result is None:
        return Group(*partial(simulated.assessment, page))
    if made is None or instrument is None:
        return Group()
    return Group(*screen(simulated.assessment, made, instrument, page))


def screen(
    assessment: Assessment, made: Simulation, instrument: Instrument, page: Page
) -> Iterator[RenderableType]:
    """Yield the screen from top to bottom."""
    yield from title(assessment, page.words)
    yield Text()
    yield from wrapped(outcome(made, page.words), page.width)
    yield Text()
    if page.width < WIDTH_FOR_COLUMNS:
        yield from map(Text, narrow_lines(made, instrument, page))
        return
    yield parts_table(made, page)
    yield Text()
    if page.width >= WIDTH_FOR_ALL:
        yield from noted(made, page)
    yield changes_table(made, instrument, page)


def noted(made: Simulation, page: Page) -> Iterator[Text]:
    """Yield what is to know of the differences, if there is anything."""
    whole = (made.before.total, made.after.total)
    ends = [(one.index, other.index) for one, other in (*pairs(made), whole)]
    if note := rounding_note(ends, page.words):
        yield from wrapped(note, page.width)
        yield Text()


def narrow_lines(made: Simulation, instrument: Instrument, page: Page) -> Iterator[str]:
    """Yield both tables, every row as a name with its numbers below."""
    words, rule = page.words, "─" * page.width

    def row(name: str, *cells: str) -> Iterator[str]:
        yield from fold(name, page.width)
        yield from fold("  ".join(("", *filter(None, cells))), page.width)

    yield from row(parts_heading(made.before, words), *map(words.label, PART_HEADS[:2]))
    yield rule
    for one, other in pairs(made):
        yield from row(f"{one.code} {one.name}", *part_cells(made, one, other, words)[:2])
    yield rule
    before, after = made.before.total, made.after.total
    yield from row(after.name, *part_cells(made, before, after, words)[:2])
    yield from ("", *row(words.label("simulate.change"), words.label("simulate.gain")), rule)
    for effect in made.effects:
        raised = raise_text(effect.start, effect.end, words)
        yield from row(row_name(instrument, effect.row), raised, gain_text(effect.gain, words))
    yield rule
    yield from row(words.label("plan.total"), gain_text(total_gain(made.before, made.after), words))


def parts_table(made: Simulation, page: Page) -> Table:
    """Return the table of domains and aspects with the total under it."""
    words, wide = page.words, page.width >= WIDTH_FOR_ALL
    heads = PART_HEADS if wide else PART_HEADS[:2]
    room = max(page.width - len(heads) * (COLUMN + GAP), COLUMN)
    lined = Table(box=RULED, show_edge=False, padding=(0, 1, 0, 0), pad_edge=False)
    lined.show_footer = True
    lined.add_column(parts_heading(made.before, words), made.after.total.name, width=room)
    total = part_cells(made, made.before.total, made.after.total, words)
    for head, foot in zip(heads, total, strict=False):
        number(lined, words.label(head), foot)
        lined.columns[-1].width = COLUMN
    for one, other in pairs(made):
        cells = part_cells(made, one, other, words)[: len(heads)]
        lined.add_row(hanging(one, room, indent=one.parent is not None), *cells)
    return lined


def pairs(made: Simulation) -> Iterator[tuple[Score, Score]]:
    """Yield every domain followed by its aspects, before and after."""
    both = zip(parts(made.before), parts(made.after), strict=True)
    return ((one, other) for (one, kind), (other, _) in both if kind != "total")


def part_cells(made: Simulation, one: Score, other: Score, words: Words) -> list[str]:
    """Return the numbers of a part; what does not change has no difference to be seen."""
    ends = [words.number(one.index), words.number(other.index)]
    if one.points == other.points:
        return [*ends, "", ""]
    gain = (other.points - one.points) / made.before.total.weight
    return [*ends, signed(other.index - one.index, words), gain_text(gain, words)]


def changes_table(made: Simulation, instrument: Instrument, page: Page) -> Table:
    """Return the table of changes; what they add is the difference of the index, exactly."""
    words = page.words
    lined = Table(box=RULED, show_edge=False, padding=(0, 1, 0, 0), pad_edge=False)
    lined.show_footer = True
    room = max(page.width - 2 * (COLUMN + GAP), COLUMN)
    lined.add_column(words.label("simulate.change"), words.label("plan.total"), width=room)
    lined.add_column(words.label("level"), "", width=COLUMN)
    lined.add_column(
        words.label("simulate.gain"),
        gain_text(total_gain(made.before, made.after), words),
        justify="right",
        width=COLUMN,
    )
    for effect in made.effects:
        name = row_name(instrument, effect.row)
        lined.add_row(
            textwrap.fill(visible(name), room, subsequent_indent=" " * (len(effect.row) + 1)),
            raise_text(effect.start, effect.end, words),
            gain_text(effect.gain, words),
        )
    return lined


def total_gain(before: IndexResult, after: IndexResult) -> Fraction:
    """Return what all changes add to the index."""
    return after.total.index - before.total.index


PAPER: Final[Mapping[str, Callable[[Simulated, Page], str | bytes]]] = files_of(
    document_of("simulate.document")
)
REPORTS: Final[Mapping[str, Callable[[Simulated, Page], object]]] = {
    "table": table,
    "json": json,
    "csv": csv_table,
    "markdown": PAPER[".md"],
}
FILES: Final[Mapping[str, Callable[[Simulated, Page], str | bytes]]] = {
    ".json": json,
    ".csv": csv_table,
    **PAPER,
}
