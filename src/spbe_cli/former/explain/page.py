"""What `spbe explain` shows: an indicator, several that match, or the page of a finding."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rich.console import Group

from spbe_cli import __version__
from spbe_cli.catalogue import DEFAULT
from spbe_cli.findings import Finding, Place, Quoted
from spbe_cli.former import Page
from spbe_cli.former.blocks import Block, Fields, Heading, Row, as_markdown, column_for, on_screen
from spbe_cli.former.explain.indicator import indicator_blocks, indicator_part
from spbe_cli.former.jsondoc import Document, dump, instrument_part
from spbe_cli.former.yaml_findings import yaml_finding_part
from spbe_cli.instrument import Indicator, Instrument
from spbe_cli.words import Words


@dataclass(frozen=True, slots=True)
class Indicators:
    """The indicators that somebody asked for, and by which words.

    `in_criteria` tells that the words stand only in the criteria, in no name.
    """

    instrument: Instrument
    found: tuple[Indicator, ...]
    sought: str = ""
    in_criteria: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """The code of a finding that somebody asked for."""

    code: str


Topic = Indicators | Code


@dataclass(frozen=True, slots=True)
class Explained:
    """A topic, and the findings of the instrument file; no topic if they are errors."""

    topic: Topic | None
    findings: tuple[Finding, ...] = ()


def table(explained: Explained, page: Page) -> Group:
    """Show a topic on the screen."""
    return on_screen(blocks_of(explained.topic, page.words), page.width)


def markdown(explained: Explained, page: Page) -> str:
    """Write a topic as Markdown."""
    return as_markdown(blocks_of(explained.topic, page.words))


def json(explained: Explained, page: Page) -> str:
    """Write a topic as one JSON document; the same keys are there for every topic."""
    instrument, indicators, code_page = None, [], None
    match explained.topic:
        case Indicators(used, found):
            instrument = instrument_part(used)
            indicators = [indicator_part(indicator, used) for indicator in found]
        case Code(code):
            code_page = page_part(code, page.words)
        case None:
            pass
    return dump(
        {
            "spbe": __version__,
            "instrument": instrument,
            "indicators": indicators,
            "page": code_page,
            "findings": [yaml_finding_part(f, page.words) for f in explained.findings],
        }
    )


REPORTS: Final[Mapping[str, Callable[[Explained, Page], object]]] = {
    "table": table,
    "json": json,
    "markdown": markdown,
}
FILES: Final[Mapping[str, Callable[[Explained, Page], str]]] = {".json": json, ".md": markdown}


def blocks_of(topic: Topic | None, words: Words) -> Iterator[Block]:
    """Yield what there is to say of a topic."""
    match topic:
        case Code(code):
            yield from page_blocks(code, words)
        case Indicators(instrument, (indicator,)):
            yield from indicator_blocks(indicator, instrument, words)
        case Indicators():
            yield from match_blocks(topic, words)
        case None:
            return


def page_blocks(code: str, words: Words) -> Iterator[Block]:
    """Yield the page of a finding."""
    page = words.page(code)
    texts = (
        ("rule", page.rule),
        ("cause", page.cause),
        ("example", page.example),
        ("remedy", page.steps),
    )
    rows = tuple(Row(words.label(f"explain.{key}"), text) for key, text in texts)
    yield from (Heading(f"{code}  {page.title}"), "", Fields(rows, column_for(rows, gap=2)))


def match_blocks(topic: Indicators, words: Words) -> Iterator[Block]:
    """Yield a list of indicators."""
    key = "explain.matches_criteria" if topic.in_criteria else "explain.matches"
    yield Heading(words.label(key, count=len(topic.found), words=Quoted(topic.sought)))
    yield ""
    rows = tuple(Row(indicator.code, indicator.short) for indicator in topic.found)
    yield Fields(rows, column_for(rows, gap=2))
    instrument = topic.instrument
    chosen = "" if instrument.id == DEFAULT else f" -i {instrument.id}"
    command = f"spbe explain {topic.found[0].code}{chosen}"
    yield from ("", words.label("explain.next", command=command))


def page_part(code: str, words: Words) -> Document:
    """Return the page of a finding as part of a JSON document."""
    page = words.page(code)
    return {
        "code": code,
        "severity": str(Finding(code, Place("")).severity),
        "title": page.title,
        "rule": page.rule,
        "cause": page.cause,
        "example": page.example,
        "remedy": list(page.steps),
    }
