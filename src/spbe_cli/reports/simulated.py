"""What `spbe simulate` shows: before and after, part by part, and what each change adds."""

import textwrap
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Final

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from spbe_cli.assessment import Assessment
from spbe_cli.instrument import Instrument
from spbe_cli.messages import Words
from spbe_cli.messages.facts import visible
from spbe_cli.planning.simulation import Simulation
from spbe_cli.reports import Page, story
from spbe_cli.reports import markdown as md
from spbe_cli.reports.plan_story import gain_text, raise_text
from spbe_cli.reports.simulated_data import csv_table, json
from spbe_cli.reports.table import RULED, hanging, number, partial, title, wrapped
from spbe_cli.scoring import IndexResult, Score
from spbe_cli.weighing import Simulated

WIDTH_FOR_ALL: Final = 70
COLUMN: Final = 9
GAP: Final = 2
PART_HEADS: Final = ("simulate.before", "simulate.after", "simulate.difference", "simulate.gain")


def table(simulated: Simulated, page: Page) -> Group:
    """Show the simulation; of a sheet without an index only why there is none."""
    made, instrument = simulated.simulation, simulated.assessment.instrument
    if simulated.assessment.sheet and simulated.assessment.result is None:
        return Group(*partial(simulated.assessment, page.words))
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
    yield parts_table(made, page)
    yield Text()
    yield changes_table(made, instrument, page)


def outcome(made: Simulation, words: Words) -> str:
    """Say what becomes of the index and its predicate."""
    before, after = made.before, made.after
    key = "simulate.stays" if before.predicate == after.predicate else "simulate.becomes"
    return words.label(
        key,
        name=after.total.name,
        before=words.number(before.total.index),
        after=words.number(after.total.index),
        exact=words.number(after.total.index, None),
        predicate1=before.predicate.name,
        predicate2=after.predicate.name,
    )


def parts_table(made: Simulation, page: Page) -> Table:
    """Return the table of domains and aspects with the total under it."""
    words, wide = page.words, page.width >= WIDTH_FOR_ALL
    heads = PART_HEADS if wide else PART_HEADS[:2]
    room = max(page.width - len(heads) * (COLUMN + GAP), COLUMN)
    lined = Table(box=RULED, show_edge=False, padding=(0, 1, 0, 0), pad_edge=False)
    lined.show_footer = True
    key = "domains_and_aspects" if made.before.domains else "aspects"
    lined.add_column(words.label(key), made.after.total.name, width=room)
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
    return zip(md.parts(made.before), md.parts(made.after), strict=True)


def part_cells(made: Simulation, one: Score, other: Score, words: Words) -> list[str]:
    """Return the numbers of a part; what does not change has no difference to be seen."""
    ends = [words.number(one.index), words.number(other.index)]
    if one.points == other.points:
        return [*ends, "", ""]
    gain = (other.points - one.points) / made.before.total.weight
    return [*ends, signed(other.index - one.index, words), gain_text(gain, words)]


def signed(value: Fraction, words: Words) -> str:
    """Write a difference of two indices with its sign."""
    return ("-" if value < 0 else "+") + words.number(abs(value))


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
        name = f"{effect.row} {instrument.rows()[effect.row].short}"
        lined.add_row(
            textwrap.fill(visible(name), room, subsequent_indent=" " * (len(effect.row) + 1)),
            raise_text(effect.start, effect.end, words),
            gain_text(effect.gain, words),
        )
    return lined


def total_gain(before: IndexResult, after: IndexResult) -> Fraction:
    """Return what all changes add to the index."""
    return after.total.index - before.total.index


def markdown(simulated: Simulated, page: Page) -> str:
    """Write the simulation and the findings as Markdown."""
    return "\n".join(lines(simulated, page)) + "\n"


def lines(simulated: Simulated, page: Page) -> Iterator[str]:
    """Yield the lines of the document."""
    words, assessment = page.words, simulated.assessment
    made, instrument = simulated.simulation, assessment.instrument
    yield f"# {md.plain(story.heading(assessment) or assessment.file)}"
    yield from ("", md.plain(story.origin(assessment, words)))
    if made and instrument:
        yield from ("", md.plain(outcome(made, words)), "")
        yield from part_lines(made, words)
        yield ""
        yield from change_lines(made, instrument, words)
    yield from ("", f"## {words.label('findings')}", "")
    yield from (f"- {md.plain(words.line(finding))}" for finding in simulated.findings)
    if not simulated.findings:
        yield words.label("no_findings")


def part_lines(made: Simulation, words: Words) -> Iterator[str]:
    """Yield the table of parts."""
    heads = [words.label(key) for key in ("code", "name", *PART_HEADS)]
    rows = [[one.code, one.name, *part_cells(made, one, two, words)] for one, two in pairs(made)]
    total = ["", made.after.total.name]
    total += part_cells(made, made.before.total, made.after.total, words)
    yield from md.table(heads, [*rows, total], right=4)


def change_lines(made: Simulation, instrument: Instrument, words: Words) -> Iterator[str]:
    """Yield the table of changes."""
    heads = [words.label(key) for key in ("number", "indicator_name", "level", "simulate.gain")]
    rows = [
        [
            effect.row,
            instrument.rows()[effect.row].short,
            raise_text(effect.start, effect.end, words),
            gain_text(effect.gain, words),
        ]
        for effect in made.effects
    ]
    total = [
        "",
        words.label("plan.total"),
        "",
        gain_text(total_gain(made.before, made.after), words),
    ]
    yield from md.table(heads, [*rows, total], right=1)


REPORTS: Final[Mapping[str, Callable[[Simulated, Page], object]]] = {
    "table": table,
    "json": json,
    "csv": csv_table,
    "markdown": markdown,
}
FILES: Final[Mapping[str, Callable[[Simulated, Page], str | bytes]]] = {
    ".json": json,
    ".csv": csv_table,
    ".md": markdown,
}
