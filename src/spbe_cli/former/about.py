"""The last part of a document: what it was computed from, with fingerprints, and by which rules."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from spbe_cli.former import Page
from spbe_cli.former.document import Block, Column, Heading, Row, Table
from spbe_cli.instrument import Instrument
from spbe_cli.reports.sources import Line, sources
from spbe_cli.sheet.assess import Assessment
from spbe_cli.words import Words

TIE, UP = Fraction("2.975"), Fraction("2.98")


def about(sheets: Sequence[Assessment], page: Page) -> Iterator[Block]:
    """Yield from what, by which command and by which rules something was computed."""
    words = page.words
    known = [(sheet, sheet.instrument) for sheet in sheets if sheet.instrument]
    lines: dict[tuple[str, str], None] = {}
    for sheet, instrument in known:
        lines |= dict.fromkeys(named(sources(sheet, instrument), words))
    lines |= dict.fromkeys(named(commands(page), words))
    for _, instrument in known:
        lines |= dict.fromkeys(named(rules(instrument, words), words))
    if lines:
        yield Heading(words.label("excel.about"))
        yield table(tuple(lines), words)


def commands(page: Page) -> Iterator[Line]:
    """Yield the command that gives the result again, if one gave it."""
    if page.command:
        yield "command", page.command


def rules(instrument: Instrument, words: Words) -> Iterator[Line]:
    """Yield how an index is rounded and how its predicate is found."""
    yield "rule_rounding", words.label("excel.rounding", tie=TIE, up=UP)
    yield "rule_predicate", words.label(f"excel.predicate_on_{instrument.predicate_on}")


def named(found: Iterator[Line], words: Words) -> Iterator[tuple[str, str]]:
    """Put the names of lines into words."""
    for name, text in found:
        yield words.label(f"excel.{name}"), text or words.label("excel.not_filled_in")


def table(lines: Sequence[tuple[str, str]], words: Words) -> Table:
    """Return a table of names and texts."""
    columns = (Column(words.label("html.subject"), 26), Column(words.label("html.content"), 64))
    return Table(columns, tuple(map(Row, lines)))
