"""What `spbe plan` shows: what rises, agency by agency, and what must then be there."""

import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from rich.console import Group as Lines
from rich.text import Text

from spbe_cli.former import Page
from spbe_cli.former.formats import document_of, files_of
from spbe_cli.former.plan import story
from spbe_cli.former.plan.data import csv_table, json
from spbe_cli.former.plan.story import Group
from spbe_cli.former.table import partial
from spbe_cli.planning.plans import Change, Plan
from spbe_cli.reports.statements import GAIN_PLACES, gain_text, raise_text
from spbe_cli.weighing import Planned
from spbe_cli.words.shown import visible

WIDTH_FOR_DEMANDS: Final = 70
NAME: Final = 30
"""Columns of a name where there is room for what a level demands."""
GAIN: Final = 7
GAP: Final = 2
HANG: Final = 3
NARROWEST: Final = 8


@dataclass(frozen=True, slots=True)
class Columns:
    """The widths of the table: name, levels, demand (0 where there is no room for it)."""

    page: Page
    name: int
    raised: int
    demand: int

    @property
    def before_gain(self) -> int:
        """The columns left of what a change adds."""
        return self.name + GAP + self.raised


def table(planned: Planned, page: Page) -> Lines:
    """Show the best plan; of a sheet without an index only why there is none."""
    if planned.assessment.sheet and planned.assessment.result is None:
        return Lines(*partial(planned.assessment, page))
    return Lines(*map(line, screen(planned, page)))


def line(text: str | Text) -> Text:
    """Return a line of the screen."""
    return text if isinstance(text, Text) else Text(text)


def screen(planned: Planned, page: Page) -> Iterator[str | Text]:
    """Yield the screen from top to bottom."""
    words = page.words
    if not planned.plans:
        return
    plan = planned.plans[0]
    yield ""
    yield from wrapped(story.heading(planned, plan, words), page.width)
    doubts = story.reservations(planned, words)
    if doubts:
        yield from wrapped(doubts, page.width)
    yield ""
    if not plan.changes:
        yield from wrapped(story.unchanged(planned, words), page.width)
        return
    yield from wrapped(story.summary(planned, plan, words), page.width)
    yield ""
    yield from work_list(planned, plan, page)
    yield ""
    caution = story.caution(planned, plan, words, "plan.aim_option")
    if caution:
        yield from wrapped(caution, page.width)
    for number, text in enumerate(story.alternatives(planned, words)):
        yield from wrapped(f"{number}. {text}" if number else text, page.width)
    key = "plan.more_agencies" if planned.assignment else "plan.more"
    yield from wrapped(words.label(key), page.width)


def work_list(planned: Planned, plan: Plan, page: Page) -> Iterator[str | Text]:
    """Yield the table of all changes."""
    words, rule = page.words, "─" * page.width
    columns = columns_for(plan, page)
    kind = "plan.head_agency" if planned.assignment else "indicator_name"
    heads = (words.label(kind), words.label("level"), words.label("plan.gain"))
    last = words.label("plan.demand") if columns.demand else ""
    yield row(columns, heads, last)
    yield rule
    for phase in plan.phases:
        if len(plan.phases) > 1:
            for text in wrapped(story.phase_line(planned, phase, plan, words), page.width):
                yield Text(text, "bold")
        for group in story.groups(planned, phase.changes):
            yield from group_lines(planned, group, columns)
    yield rule
    total = (words.label("plan.total"), "", gain_text(plan.gain, words))
    yield row(columns, total, needed(planned, plan, page))


def columns_for(plan: Plan, page: Page) -> Columns:
    """Return the widths that the page and the longest entry ask for."""
    texts = [raise_text(c.start, c.end, page.words) for c in plan.changes]
    raised = max([len(page.words.label("level")), *map(len, texts)]) + HANG
    if page.width < WIDTH_FOR_DEMANDS:
        return Columns(page, max(page.width - GAP - raised - GAIN, NARROWEST), raised, 0)
    name = NAME + (page.width - 80) // 4
    return Columns(page, name, raised, page.width - name - raised - GAIN - 2 * GAP)


def needed(planned: Planned, plan: Plan, page: Page) -> str:
    """Say how much had to be added."""
    if planned.goal.needed is None:
        return ""
    gap = planned.goal.needed - plan.before.total.index
    return page.words.label("plan.needed", gap=page.words.number(gap, GAIN_PLACES))


def group_lines(planned: Planned, group: Group, columns: Columns) -> Iterator[str]:
    """Yield the changes of an agency under its name."""
    words = columns.page.words
    if planned.assignment is not None:
        name = group.agency or words.label("plan.unassigned")
        *lines, last = fold(name, columns.before_gain - GAP, "", "")
        yield from lines
        yield last.ljust(columns.before_gain) + gain_text(group.gain, words)
    for change in group.changes:
        yield from change_lines(planned, change, columns)


def change_lines(planned: Planned, change: Change, columns: Columns) -> Iterator[str]:
    """Yield one change: its name and what it demands are folded in their columns."""
    words, instrument = columns.page.words, story.instrument_of(planned)
    first = f"  {change.row} "
    called = instrument.rows()[change.row].short
    if planned.wish.efforts is not None:
        facts = {"effort": story.effort(planned, change.effort, words)}
        called = f"{called} {words.label('plan.effort', **facts)}"
    name = fold(called, columns.name, first, " " * len(first))
    texts = []
    if columns.demand:
        texts = fold(story.demand(instrument, change, words), columns.demand, "", " " * HANG)
    raised = raise_text(change.start, change.end, words)
    gain = gain_text(change.gain, words)
    for number in range(max(len(name), len(texts))):
        cells = (name[number] if number < len(name) else "", raised, gain)
        text = texts[number] if number < len(texts) else ""
        yield row(columns, cells if not number else (cells[0], "", ""), text)


def row(columns: Columns, cells: tuple[str, str, str], last: str) -> str:
    """Lay out one line of the table."""
    name, raised, gain = cells
    left = name.ljust(columns.name + GAP) + raised.ljust(columns.raised)
    return f"{left}{gain.rjust(GAIN)}{' ' * GAP}{last}".rstrip()


def fold(text: str, width: int, first: str, rest: str) -> list[str]:
    """Break a text into lines, each with its indent."""
    return textwrap.wrap(
        visible(text), width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    ) or [first]


def wrapped(text: str, width: int) -> list[str]:
    """Break a sentence into lines."""
    return fold(text, width, "", "")


def workbook(planned: Planned, page: Page) -> bytes:
    """Write the work list as a workbook; its library loads only when it is asked for."""
    made: bytes = import_module("spbe_cli.former.plan.workbook").report(planned, page)
    return made


PAPER: Final[Mapping[str, Callable[[Planned, Page], str | bytes]]] = files_of(
    document_of("plan.document")
)
REPORTS: Final[Mapping[str, Callable[[Planned, Page], object]]] = {
    "table": table,
    "json": json,
    "csv": csv_table,
    "markdown": PAPER[".md"],
}
FILES: Final[Mapping[str, Callable[[Planned, Page], str | bytes]]] = {
    ".json": json,
    ".csv": csv_table,
    **PAPER,
    ".xlsx": workbook,
}
