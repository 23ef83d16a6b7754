"""The sheets `Kekuatan`, `Kelemahan` and `Tindak lanjut`: what the page for a browser says of them.

Their tables are those of that page; only their headings stay Indonesian, as in all workbooks.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from spbe_cli.former.document import Block, Document, Heading, Paragraph, Table
from spbe_cli.former.excel.looks import styles
from spbe_cli.former.excel.styles import Style
from spbe_cli.former.score.tables import strengths_table, weaknesses_table
from spbe_cli.former.score.tasks import tasks_table
from spbe_cli.reports.levels import answered
from spbe_cli.sheet.assess import Assessment
from spbe_cli.words import Words

SHEETS: Final = ("Kekuatan", "Kelemahan", "Tindak lanjut")
TITLES: Final = ("excel.strengths", "excel.weaknesses", "draft.tasks")

Sheets = Mapping[str, tuple[Block, ...]]


def standing(assessment: Assessment, words: Words) -> Sheets:
    """Return what stands on every sheet; one without a table says that there is none."""
    ours, headed = tables(assessment, words), tables(assessment, Words())
    named = zip(SHEETS, TITLES, ours, headed, strict=True)
    return {
        name: (Heading(words.label(title)), shown(table, other, words))
        for name, title, table, other in named
    }


def tables(assessment: Assessment, words: Words) -> Iterator[Table | None]:
    """Yield the tables of strengths, weaknesses and tasks."""
    instrument, sheet, result = assessment.instrument, assessment.sheet, assessment.result
    assert instrument is not None  # noqa: S101  a scored sheet has all this
    assert sheet is not None  # noqa: S101
    assert result is not None  # noqa: S101
    known = answered(result, sheet)
    yield strengths_table(known, instrument, sheet, words)
    yield weaknesses_table(known, instrument, words)
    yield tasks_table(known, instrument, words)


def shown(table: Table | None, headed: Table | None, words: Words) -> Block:
    """Return a table with its Indonesian heads, or that there is nothing to show."""
    if table is None or headed is None:
        return Paragraph(words.label("excel.none"))
    return replace(table, columns=headed.columns)


def looks(sheets: Sheets) -> Mapping[str, Style]:
    """Return the styles that the sheets need."""
    return styles(Document("", "", tuple(block for blocks in sheets.values() for block in blocks)))
