"""The indicators one by one, aspect by aspect: `--detail` on screen."""

from collections.abc import Iterator
from typing import Final

from rich.box import Box
from rich.table import Table
from rich.text import Text

from spbe_cli.former import Page
from spbe_cli.instrument import Instrument
from spbe_cli.reports.statements import level_text
from spbe_cli.scoring import IndexResult, Score
from spbe_cli.sheet.assess import Assessment
from spbe_cli.words import Words

HEADED: Final = Box("    \n    \n ── \n    \n    \n    \n    \n    \n")


def detail_tables(
    assessment: Assessment, result: IndexResult, page: Page
) -> Iterator[Text | Table]:
    """Yield a table for every aspect with level, weight and points of its indicators."""
    instrument = assessment.instrument
    if instrument is None or assessment.sheet is None:
        return
    for aspect in result.aspects:
        rows = [score for score in result.indicators if score.parent == aspect.code]
        index = page.words.number(aspect.index)
        yield Text()
        yield Text(f"{aspect.code} {aspect.name}: {index}", "bold")
        table = empty_table(page.words)
        for row in rows:
            table.add_row(*cells(row, instrument, assessment, page.words))
        yield table


def empty_table(words: Words) -> Table:
    """Return the table with its headings."""
    table = Table(box=HEADED, show_edge=False, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(words.label("number"), no_wrap=True)
    table.add_column(words.label("indicator_name"), ratio=1)
    table.add_column(words.label("level"), no_wrap=True)
    table.add_column(words.label("level_name"), no_wrap=True, min_width=21)
    table.add_column(words.label("weight"), justify="right", no_wrap=True, min_width=6)
    table.add_column(words.label("points"), justify="right", no_wrap=True, min_width=6)
    table.add_column(words.label("evidence"), no_wrap=True)
    table.expand = True
    return table


def cells(
    row: Score, instrument: Instrument, assessment: Assessment, words: Words
) -> tuple[str, ...]:
    """Return the cells of one indicator."""
    indicator = instrument.rows()[row.code]
    answer = assessment.sheet.answers[row.code] if assessment.sheet else None
    evidence = "evidence_there" if answer and answer.evidence else "evidence_not_there"
    level = instrument.level_at(row.index)
    return (
        row.code,
        indicator.short,
        f"{level_text(row.index, words)} {dots(level, instrument)}",
        indicator.capability.level_names.get(level) or "",
        words.number(row.weight),
        words.number(row.points),
        words.label(evidence),
    )


def dots(level: int, instrument: Instrument) -> str:
    """Draw a level as filled and empty steps."""
    return ("■" * level).ljust(instrument.highest, "·")
