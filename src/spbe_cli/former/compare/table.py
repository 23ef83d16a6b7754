"""What `spbe compare` shows: the parts, then what fell, what rose and what stayed behind."""

import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from rich.console import Group
from rich.text import Text

from spbe_cli.comparing import Compared
from spbe_cli.comparison import Change, Comparison, SideBySide
from spbe_cli.former import Page
from spbe_cli.former.columns import laid_out, wrapped
from spbe_cli.former.compare import story
from spbe_cli.former.compare.data import csv_table, json
from spbe_cli.former.formats import document_of, files_of
from spbe_cli.former.table import partial
from spbe_cli.reports.statements import gain_text
from spbe_cli.scoring import IndexResult
from spbe_cli.sheet.assess import Assessment

WIDTH_FOR_ALL: Final = 70
COLUMNS: Final = (10, 10, 10, 12)
NARROW: Final = 8
PAIRED: Final = 9
LEVELS: Final = 6
GAIN: Final = 12
GAP: Final = 2
MOST_RAISES: Final = 6
"""So many raises are shown without `--detail`; of what fell nothing is left out."""
STATUS: Final = 14
MOST_LINES: Final = 4


def table(compared: Compared, page: Page) -> Group:
    """Show the comparison; of sheets without an index only why there is none."""
    return Group(*(Text(line) for line in screen(compared, page)))


def screen(compared: Compared, page: Page) -> Iterator[str]:
    """Yield the screen from top to bottom."""
    words, width = page.words, page.width
    both = (compared.first, compared.second)
    unscored = [sheet for sheet in both if sheet.result is None]
    if unscored:
        yield from unscored_lines(unscored, page)
        return
    yield ""
    yield from wrapped(story.heading(compared, words), width)
    yield from wrapped(story.verdict(compared, words), width)
    for text in story.hints(compared, words):
        yield from wrapped(text, width)
    if compared.comparison is None:
        yield from edition_lines(compared, page)
        return
    yield ""
    yield from part_lines(compared, compared.comparison, page)
    yield ""
    note = story.differences_note(compared.comparison, words)
    if note and width >= WIDTH_FOR_ALL:
        yield from (*wrapped(note, width), "")
    yield from wrapped(story.moved(compared, compared.comparison, words), width)
    for direction, head in story.list_heads(compared, words):
        yield from list_lines(compared, head, compared.comparison.moved(direction), page)
    kept = list(story.kept_lines(compared, compared.comparison, words, detail=page.detail))
    yield from [""] * bool(kept)
    for text in kept:
        yield from wrapped(text, width)


def unscored_lines(sheets: list[Assessment], page: Page) -> Iterator[str]:
    """Yield what is to say of parts of agencies: they have no index to compare."""
    for sheet in sheets:
        if sheet.sheet is not None:
            yield from (text.plain for text in partial(sheet, page))


def widths(page: Page) -> tuple[int, ...]:
    """Return the widths of the columns; narrow screens do without differences."""
    return COLUMNS if page.width >= WIDTH_FOR_ALL else COLUMNS[:2]


def part_lines(compared: Compared, made: Comparison, page: Page) -> Iterator[str]:
    """Yield the table of the index, its predicate, the domains and the aspects."""
    words, columns, rule = page.words, widths(page), "─" * page.width

    def line(name: str, *cells: str) -> list[str]:
        shown = (*cells, "", "")[: len(columns)]
        return laid_out(name, shown, columns, page.width)

    heads = map(words.label, ("compare.difference", "compare.gain"))
    yield from head_lines("", (*story.names(compared, words), *heads), columns, page.width)
    yield rule
    total = made.total
    yield from line(total.after.name, *story.part_cells(total, words))
    yield from line(words.label("predicate"), *map(predicate, (made.before, made.after)))
    yield rule
    for part in story.parts(made):
        indent = "   " if part.before.parent else ""
        name = f"{indent}{part.before.code} {part.before.name}"
        yield from line(name, *story.part_cells(part, words))


def predicate(result: IndexResult) -> str:
    """Return the name of the predicate."""
    return result.predicate.name


def head_lines(name: str, heads: Sequence[str], columns: Sequence[int], width: int) -> list[str]:
    """Lay out the names of the columns; one that is too long stands on several lines."""
    stacks = [
        textwrap.wrap(head, column)[:MOST_LINES]
        for head, column in zip(heads, columns, strict=False)
    ]
    height = max(map(len, stacks))
    rows = zip(*([""] * (height - len(stack)) + stack for stack in stacks), strict=True)
    *first, last = (laid_out("", cells, columns, width)[0] for cells in rows)
    return [*first, name + last[len(name) :]]


def list_lines(
    compared: Compared, head: str, changes: tuple[Change, ...], page: Page
) -> Iterator[str]:
    """Yield one list of changes; against assessors with the evidence that was named."""
    if not changes:
        return
    words, instrument, width = page.words, story.instrument_of(compared.first), page.width - 1
    ends = [story.levels_text(change, words) for change in changes]
    level = max(LEVELS, len(words.label("level")), *map(len, ends))
    heads = [words.label("level").ljust(level), words.label("compare.gain")]
    columns = [level, GAIN]
    if compared.by_assessor:
        heads.insert(0, words.label("compare.evidence"))
        columns = [NARROW, level + GAP, GAIN]
    yield ""
    yield from laid_out(head, heads, columns, width)
    shown = changes if page.detail or changes[0].direction < 0 else changes[:MOST_RAISES]
    for change, text in zip(changes, ends, strict=True):
        if change not in shown:
            continue
        cells = [text.ljust(level), gain_text(change.gain, words)]
        if compared.by_assessor:
            cells.insert(0, story.evidence_text(compared, change.row, words))
        name = f"  {story.name_of(instrument, change.row)}"
        yield from laid_out(name, cells, columns, width)
    if len(shown) < len(changes):
        yield "  " + words.label("compare.more", count=len(changes) - len(shown))


def edition_lines(compared: Compared, page: Page) -> Iterator[str]:
    """Yield the indicators of two editions that correspond, with their levels."""
    words, width = page.words, page.width
    if compared.editions is not None:
        yield ""
        yield from mapped_lines(compared, compared.editions, page)
    for text in ("", *story.alone_lines(compared, words)):
        yield from wrapped(text, width) or [""]


def mapped_lines(compared: Compared, editions: SideBySide, page: Page) -> Iterator[str]:
    """Yield the table of pairs."""
    words, columns = page.words, (PAIRED, PAIRED, STATUS)
    heads = (*story.names(compared, words), words.label("compare.status"))
    count = len(editions.counterparts)
    yield from wrapped(words.label("compare.mapped_head", count=count), page.width)
    yield ""
    yield from head_lines(words.label("compare.mapped"), heads, columns, page.width)
    yield "─" * page.width
    for pair in editions.counterparts:
        levels = (story.level_text(level, words) for level in (pair.level1, pair.level2))
        cells = (*levels, words.label(f"compare.status.{pair.status}"))
        yield from laid_out(story.pair_text(compared, pair, words), cells, columns, page.width)


PAPER: Final[Mapping[str, Callable[[Compared, Page], str | bytes]]] = files_of(
    document_of("compare.document")
)
REPORTS: Final[Mapping[str, Callable[[Compared, Page], object]]] = {
    "table": table,
    "json": json,
    "csv": csv_table,
    "markdown": PAPER[".md"],
}
FILES: Final[Mapping[str, Callable[[Compared, Page], str | bytes]]] = {
    ".json": json,
    ".csv": csv_table,
    **PAPER,
}
