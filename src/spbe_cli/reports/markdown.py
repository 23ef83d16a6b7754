"""For notes and web pages: the result as Markdown; nothing from a sheet becomes markup."""

import re
from collections.abc import Iterable, Iterator

from spbe_cli.assessment import Assessment
from spbe_cli.instrument import Instrument
from spbe_cli.messages import Words
from spbe_cli.messages.facts import visible
from spbe_cli.reports import Page, story
from spbe_cli.reports.document import (
    Block,
    Document,
    Drawing,
    Heading,
    Items,
    Paragraph,
    Row,
    Table,
    Verdict,
    text_of,
    undrawn,
)
from spbe_cli.scoring import IndexResult, Score


def report(assessment: Assessment, page: Page) -> str:
    """Write the result and the findings as Markdown."""
    return "\n".join(lines(assessment, page)) + "\n"


def lines(assessment: Assessment, page: Page) -> Iterator[str]:
    """Yield the lines of the document."""
    words = page.words
    yield f"# {plain(story.heading(assessment) or assessment.file)}"
    yield ""
    yield plain(story.origin(assessment, words))
    if assessment.result and assessment.instrument:
        yield from result_lines(assessment, assessment.result, assessment.instrument, words)
        yield from indicator_lines(assessment, words)
    bounds = story.possible(assessment, words)
    if bounds:
        yield from ("", plain(bounds))
    yield from finding_lines(assessment, words)


def result_lines(
    assessment: Assessment, result: IndexResult, instrument: Instrument, words: Words
) -> Iterator[str]:
    """Yield the index, what to know beside it, and the table of its parts."""
    index = words.number(result.total.index)
    exact = story.exact_value(result, instrument, words)
    yield from (
        "",
        f"**{plain(result.total.name)} {index} {plain(result.predicate.name)}** ({exact})",
        "",
    )
    yield plain(story.way_up(result, instrument, words))
    for caveat in story.caveats(assessment, words):
        yield from ("", plain(caveat))
    yield ""
    yield from table(
        [words.label(key) for key in ("code", "name", "weight", "index")],
        [part_row(score, words) for score in (*parts(result), result.total)],
        right=2,
    )


def parts(result: IndexResult) -> Iterator[Score]:
    """Yield every domain followed by its aspects; only aspects where there are no domains."""
    if not result.domains:
        yield from result.aspects
    for domain in result.domains:
        yield domain
        yield from (aspect for aspect in result.aspects if aspect.parent == domain.code)


def part_row(score: Score, words: Words) -> list[str]:
    """Return the row of one part."""
    code = "" if "-" in score.code else score.code
    return [code, score.name, words.number(score.weight), words.number(score.index)]


def indicator_lines(assessment: Assessment, words: Words) -> Iterator[str]:
    """Yield the table of indicators."""
    if assessment.result is None or assessment.instrument is None:
        return
    rows = assessment.instrument.rows()
    keys = ("number", "indicator_name", "weight", "points", "level")
    yield ""
    yield from table(
        [words.label(key) for key in keys],
        [
            [
                score.code,
                rows[score.code].short,
                words.number(score.weight),
                words.number(score.points),
                story.level_text(score.index, words),
            ]
            for score in assessment.result.indicators
        ],
        right=3,
    )


def finding_lines(assessment: Assessment, words: Words) -> Iterator[str]:
    """Yield the findings, or that there are none."""
    yield from ("", f"## {words.label('findings')}", "")
    if not assessment.findings:
        yield words.label("no_findings")
    for finding in assessment.findings:
        yield f"- {plain(words.line(finding))}"


def table(heads: list[str], rows: Iterable[list[str]], right: int) -> Iterator[str]:
    """Yield a table; its last `right` columns hold numbers."""
    numbers = [place >= len(heads) - right for place in range(len(heads))]
    yield from ruled(heads, numbers, (map(plain, row) for row in rows))


def ruled(
    heads: Iterable[str], numbers: Iterable[bool], rows: Iterable[Iterable[str]]
) -> Iterator[str]:
    """Yield a table whose cells are Markdown already; `numbers` tells which columns hold some."""
    yield "| " + " | ".join(map(plain, heads)) + " |"
    yield "| " + " | ".join("---:" if number else "---" for number in numbers) + " |"
    for row in rows:
        yield "| " + " | ".join(row) + " |"


def write(document: Document, page: Page) -> str:
    """Write a document as Markdown, without its drawings."""
    lines = [f"# {plain(document.title)}", plain(document.subtitle)]
    lines += [f"**{plain(text)}**" for text in document.caveats]
    lines += filter(None, map(block_text, undrawn(document).blocks))
    lines.append(plain(page.words.label("html.not_official")))
    return "\n\n".join(filter(None, lines)) + "\n"


def block_text(block: Block) -> str:
    """Write one block."""
    match block:
        case Heading(text, level):
            return f"{'#' * level} {plain(text)}"
        case Paragraph(text, look):
            return strong(text) if look == "strong" else beginning(text)
        case Items(texts):
            return "\n".join(f"- {beginning(text_of(text))}" for text in texts)
        case Verdict():
            return " ".join(filter(None, (strong(verdict_text(block)), plain(block.note))))
        case Table():
            return "\n".join(table_lines(block))
        case Drawing():
            return ""


def table_lines(table: Table) -> Iterator[str]:
    """Yield the lines of a table below its caption; a row that heads others is strong."""
    if table.caption:
        yield from (beginning(table.caption), "")
    heads = [column.head for column in table.columns]
    rows = (row_cells(row, len(heads)) for row in table.rows)
    yield from ruled(heads, [column.number for column in table.columns], rows)


def row_cells(row: Row, count: int) -> Iterator[str]:
    """Yield the cells of a row, and empty ones where it has fewer."""
    for cell in row.cells:
        yield strong(text_of(cell)) if row.kind else plain(text_of(cell))
    yield from [""] * (count - len(row.cells))


def verdict_text(verdict: Verdict) -> str:
    """Write a result in one line."""
    return f"{verdict.name} {text_of(verdict.value)} {verdict.word}"


def strong(text: str) -> str:
    """Write a text in bold; blanks beside the marks would undo them."""
    return f"**{plain(text.strip())}**" if text.strip() else ""


def beginning(text: str) -> str:
    """Write a text that begins a line: its first characters make no list and no rule."""
    return re.sub(r"^\s*(\d*)([-+=.)])", r"\1\\\2", plain(text))


def plain(text: str) -> str:
    """Write text so that no character of it means anything to Markdown or HTML."""
    return re.sub(r"([\\`*_{}\[\]<>|#~])", r"\\\1", visible(text))
