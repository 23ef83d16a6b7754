"""What the screens of several commands share."""

import textwrap
from collections.abc import Iterator
from typing import Final

from rich.box import Box
from rich.table import Table
from rich.text import Text

from spbe_cli.assessment import Assessment
from spbe_cli.former import Page
from spbe_cli.reports import statements as story
from spbe_cli.scoring import Score
from spbe_cli.words import Words
from spbe_cli.words.shown import visible

NUMBER_WIDTH: Final = 6

RULED: Final = Box("    \n    \n ── \n    \n    \n ── \n    \n    \n")
"""Only lines under the heading and above the total."""

PREDICATE_STYLES: Final = ("bold green", "bold green", "bold cyan", "bold yellow", "bold red")


def title(assessment: Assessment, words: Words) -> Iterator[Text]:
    """Yield whose assessment it is, and where it comes from."""
    yield Text()
    heading = story.heading(assessment)
    if heading:
        yield Text(visible(heading))
    known = (story.origin(assessment, words), *story.reservations(assessment, words))
    yield Text(visible(" · ".join(known)))


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


def number(table: Table, head: str, foot: str) -> None:
    """Add a column of numbers."""
    table.add_column(head, foot, justify="right", width=NUMBER_WIDTH, no_wrap=True)


def hanging(score: Score, width: int, *, indent: bool) -> str:
    """Write code and name so that a long name wraps under itself."""
    start = ("   " if indent else "") + f"{score.code} "
    return textwrap.fill(
        score.name, width, initial_indent=start, subsequent_indent=" " * len(start)
    )


def wrapped(text: str, width: int) -> Iterator[Text]:
    """Yield a sentence in lines, with a hanging indent."""
    for line in textwrap.wrap(visible(text), width, subsequent_indent="  ", break_on_hyphens=False):
        yield Text(line)
