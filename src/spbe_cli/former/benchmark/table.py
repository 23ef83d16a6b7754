"""What `spbe benchmark` shows: the rank, the figures beside the quartiles, and the neighbours."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from rich.console import Group
from rich.text import Text

from spbe_cli.former import Page
from spbe_cli.former.benchmark import story
from spbe_cli.former.benchmark.data import csv_table, json
from spbe_cli.former.columns import laid_out, wrapped
from spbe_cli.former.formats import document_of, files_of
from spbe_cli.former.table import PREDICATE_STYLES, partial
from spbe_cli.placing import Figure, Placed, Placement
from spbe_cli.reports.statements import signed
from spbe_cli.words import Words

WIDTH_FOR_ALL: Final = 70
HEADS: Final = (
    ("index", 7), ("benchmark.rank_head", 13), ("benchmark.percentile", 11), ("benchmark.q1", 6),
    ("benchmark.median", 8), ("benchmark.q3", 6), ("benchmark.position", 9),
)  # fmt: skip
ON_NARROW: Final = (0, 1, 4, 6)
"""The columns that stand on a narrow screen, too."""
NEAREST_WIDTHS: Final = (8, 11)


def table(placed: Placed, page: Page) -> Group:
    """Show the placement; of a sheet without an index only why there is none."""
    assessment, placement = placed.assessment, placed.placement
    if placement is None:
        partly = assessment is not None and assessment.sheet is not None
        return Group(*partial(assessment, page)) if assessment and partly else Group()
    lines = screen(placed, placement, page)
    return Group(*(one if isinstance(one, Text) else Text(one) for one in lines))


def screen(placed: Placed, placement: Placement, page: Page) -> Iterator[str | Text]:
    """Yield the screen from top to bottom."""
    words, width = page.words, page.width
    yield ""
    yield from wrapped(story.title(placed, placement), width)
    yield from wrapped(story.origin(placed, placement, words), width)
    yield ""
    yield index_line(placement, page)
    for text in (story.counts(placement, words), *story.caveats(placed, placement, words)):
        yield from wrapped(text, width)
    yield ""
    yield from figure_lines(placement, page)
    yield ""
    yield from nearest_lines(placed, placement, page)
    yield ""
    for text in story.notes(placed, placement, words, narrow=width < WIDTH_FOR_ALL):
        yield from wrapped(text, width)


def index_line(placement: Placement, page: Page) -> Text:
    """Return the index and its predicate, with the rank at the right."""
    names = [predicate.name for predicate in placement.instrument.predicates]
    line = Text(f"{placement.total.name}  ")
    line.append(story.number(placement.total.value, page.words), "bold")
    line.append("  ")
    place = min(names.index(placement.predicate), len(PREDICATE_STYLES) - 1)
    line.append(placement.predicate, PREDICATE_STYLES[place])
    rank = story.rank(placement, page.words)
    gap = page.width - len(line.plain) - len(rank)
    line.append(" " * gap + rank if gap > 1 else f"\n{rank}")
    return line


def figure_lines(placement: Placement, page: Page) -> Iterator[str]:
    """Yield the table of the index and the domains; narrow screens do without some columns."""
    words = page.words
    shown = range(len(HEADS)) if page.width >= WIDTH_FOR_ALL else ON_NARROW
    widths = [HEADS[column][1] for column in shown]
    heads = [words.label(HEADS[column][0]) for column in shown]
    yield from laid_out(words.label("benchmark.part"), heads, widths, page.width)
    yield "─" * page.width
    for figure in story.figures(placement):
        cells = figure_cells(figure, words)
        name = story.figure_name(figure)
        yield from laid_out(name, [cells[column] for column in shown], widths, page.width)


def figure_cells(figure: Figure, words: Words) -> tuple[str, ...]:
    """Return the cells of a figure."""
    return (
        story.number(figure.value, words),
        story.rank_of(figure, words),
        story.number(story.percentile(figure), words, 1),
        *(words.number(value) for value in figure.quartiles),
        story.position(figure, words),
    )


def nearest_lines(placed: Placed, placement: Placement, page: Page) -> Iterator[str]:
    """Yield the lines of the ranking around the result, each begun by its rank."""
    words, width = page.words, page.width
    heads = list(map(words.label, ("index", "benchmark.difference")))
    yield from laid_out(words.label("benchmark.nearest_ranks"), heads, NEAREST_WIDTHS, width)
    yield "─" * width
    digits = max(len(str(one.rank)) for one in placement.nearest)
    for one in placement.nearest:
        gap = "" if one.own else signed(one.index - (placement.total.value or 0), words)
        name = f"{str(one.rank).rjust(digits)} {story.neighbour_name(one, placed, words)}"
        yield from laid_out(name, (words.number(one.index), gap), NEAREST_WIDTHS, width)


PAPER: Final[Mapping[str, Callable[[Placed, Page], str | bytes]]] = files_of(
    document_of("benchmark.document")
)
REPORTS: Final[Mapping[str, Callable[[Placed, Page], object]]] = {
    "table": table,
    "json": json,
    "csv": csv_table,
    "markdown": PAPER[".md"],
}
FILES: Final[Mapping[str, Callable[[Placed, Page], str | bytes]]] = {
    ".json": json,
    ".csv": csv_table,
    **PAPER,
}
