"""For people, in the terminal: whose number, how good, how far to go, and what pulls down."""

import textwrap
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from rich.box import Box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from spbe_cli.former import Page
from spbe_cli.former.detail import detail_tables
from spbe_cli.former.scale import scale_lines
from spbe_cli.instrument import Instrument
from spbe_cli.reports import statements as story
from spbe_cli.reports.levels import middle
from spbe_cli.scoring import IndexResult, Score
from spbe_cli.sheet.assess import Assessment
from spbe_cli.words import Words
from spbe_cli.words.shown import visible

WIDTH_FOR_BARS: Final = 70
WIDTH_FOR_WEIGHTS: Final = 55
MOST_NAMES: Final = 10
NUMBER_WIDTH: Final = 6

RULED: Final = Box("    \n    \n ── \n    \n    \n ── \n    \n    \n")
"""Only lines under the heading and above the total."""

PREDICATE_STYLES: Final = ("bold green", "bold green", "bold cyan", "bold yellow", "bold red")


def report(assessment: Assessment, page: Page) -> Group:
    """Show the result; nothing is left to say of a sheet with errors but what is possible."""
    if assessment.result and assessment.instrument:
        return Group(*scored(assessment, assessment.result, assessment.instrument, page))
    if assessment.sheet:
        return Group(*partial(assessment, page))
    bounds = story.possible(assessment, page.words)
    return Group(*([Text(bounds)] if bounds else []))


def scored(
    assessment: Assessment, result: IndexResult, instrument: Instrument, page: Page
) -> Iterator[Text | Table]:
    """Yield the blocks of a scored sheet, from the index down to the weaknesses."""
    words = page.words
    yield from title(assessment, words)
    yield Text()
    yield index_line(result, instrument, page)
    if page.width >= WIDTH_FOR_BARS:
        yield from map(Text, scale_lines(result, instrument, page))
    yield Text()
    yield from wrapped(story.way_up(result, instrument, words), page.width)
    for caveat in story.caveats(assessment, words):
        yield from wrapped(caveat, page.width)
    yield Text()
    yield parts_table(result, instrument, page)
    yield Text()
    yield from levels(assessment, middle(instrument), page)
    if page.detail:
        yield from detail_tables(assessment, result, page)


def title(assessment: Assessment, words: Words) -> Iterator[Text]:
    """Yield whose assessment it is, and where it comes from."""
    yield Text()
    heading = story.heading(assessment)
    if heading:
        yield Text(visible(heading))
    yield Text(visible(story.origin(assessment, words)))


def partial(assessment: Assessment, page: Page) -> Iterator[Text]:
    """Yield what is to say of an agency's part: how much of it is there, and what comes next."""
    sheet, instrument, words = assessment.sheet, assessment.instrument, page.words
    if sheet is None or instrument is None:
        return
    yield from title(assessment, words)
    whole = len(instrument.required_rows())
    asked = {instrument.rows()[row].code for row in sheet.asked}
    key = "partial_all" if asked else "partial_evidence"
    count = words.label(key, asked=len(asked), total=whole)
    clean = "" if assessment.findings else " " + words.label("partial_clean")
    yield Text()
    yield Text(count + clean)
    for caveat in story.caveats(assessment, words):
        yield from wrapped(caveat, page.width)
    yield Text(words.label("partial_next"))


def index_line(result: IndexResult, instrument: Instrument, page: Page) -> Text:
    """Return the index and its predicate, with the exact value at the right."""
    words = page.words
    place = instrument.predicates.index(result.predicate)
    style = PREDICATE_STYLES[min(place, len(PREDICATE_STYLES) - 1)]
    line = Text(f"{result.total.name}  ")
    line.append(words.number(result.total.index), "bold")
    line.append("  ")
    line.append(result.predicate.name, style)
    exact = story.exact_value(result, instrument, words)
    gap = page.width - len(line.plain) - len(exact)
    line.append(" " * gap + exact if gap > 1 else f"\n{exact}")
    return line


def parts_table(result: IndexResult, instrument: Instrument, page: Page) -> Table:
    """Return the table of domains and aspects with the total under it."""
    words, total = page.words, result.total
    with_bars, with_weights = page.width >= WIDTH_FOR_BARS, page.width >= WIDTH_FOR_WEIGHTS
    bar_width = 16 + (page.width - 80) * 3 // 5 if with_bars else 0
    used = NUMBER_WIDTH + 2 + (NUMBER_WIDTH + 2) * with_weights + (bar_width + 2) * with_bars
    name_width = page.width - used
    table = Table(box=RULED, show_edge=False, padding=(0, 1, 0, 0), pad_edge=False)
    table.show_footer = True
    table.add_column(story.parts_heading(result, words), total.name, width=name_width)
    if with_weights:
        number(table, words.label("weight"), words.number(total.weight))
    number(table, words.label("index"), words.number(total.index))
    if with_bars:
        ends = "0" + str(instrument.highest).rjust(bar_width - 1)
        table.add_column(ends, bar(total, instrument, bar_width), width=bar_width)
    for score in (score for score, kind in story.parts(result) if kind != "total"):
        row = [hanging(score, name_width, indent=score.parent is not None)]
        row += [words.number(score.weight)] if with_weights else []
        row.append(words.number(score.index))
        row += [bar(score, instrument, bar_width)] if with_bars else []
        table.add_row(*row)
    return table


def number(table: Table, head: str, foot: str) -> None:
    """Add a column of numbers."""
    table.add_column(head, foot, justify="right", width=NUMBER_WIDTH, no_wrap=True)


def hanging(score: Score, width: int, *, indent: bool) -> str:
    """Write code and name so that a long name wraps under itself."""
    start = ("   " if indent else "") + f"{score.code} "
    return textwrap.fill(
        score.name, width, initial_indent=start, subsequent_indent=" " * len(start)
    )


def bar(score: Score, instrument: Instrument, width: int) -> str:
    """Draw an index as a bar from 0 to the top of the scale, in half steps."""
    halves = int(score.index * 2 * width / instrument.highest + Fraction(1, 2))
    full = "█" * (halves // 2) + "▌" * (halves % 2)
    return full.ljust(width, "░")


def levels(assessment: Assessment, middle_level: int, page: Page) -> Iterator[Text]:
    """Yield how many indicators stand at each level, and which stand lowest."""
    words = page.words
    found = story.by_level(assessment)
    counted = "   ".join(f"{level}: {len(rows)}" for level, rows in found.items())
    yield Text(f"{words.label('levels_counted')}  {counted}")
    weak = [level for level in found if level < middle_level]
    strong = [level for level in found if level > middle_level] if page.detail else []
    for level in weak if page.detail else weak[:1]:
        yield from names_at(assessment, level, "weakness", page)
    for level in reversed(strong):
        yield from names_at(assessment, level, "strength", page)


def names_at(assessment: Assessment, level: int, key: str, page: Page) -> Iterator[Text]:
    """Yield the names of the indicators at a level, cut where they are many."""
    rows = story.by_level(assessment)[level]
    shown = rows if page.detail else rows[:MOST_NAMES]
    names = "; ".join(
        f"{row} {indicator.short}" + score_beside(assessment, score, page.words)
        for row, indicator, score in shown
    )
    rest = len(rows) - len(shown)
    names += ";" + page.words.label("and_more", count=rest) if rest else ""
    yield from wrapped(page.words.label(key, level=level, names=names), page.width)


def score_beside(assessment: Assessment, score: Fraction, words: Words) -> str:
    """Write the score behind a name, where scores are finer than levels."""
    finer = assessment.instrument and assessment.instrument.decimals
    return f" ({story.level_text(score, words)})" if finer else ""


def wrapped(text: str, width: int) -> Iterator[Text]:
    """Yield a sentence in lines, with a hanging indent."""
    for line in textwrap.wrap(visible(text), width, subsequent_indent="  ", break_on_hyphens=False):
        yield Text(line)
