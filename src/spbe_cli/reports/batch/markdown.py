"""For notes and web pages: the tables as Markdown; nothing from a sheet becomes markup."""

from collections.abc import Iterator

from spbe_cli.batch.run import Batch
from spbe_cli.messages import Words
from spbe_cli.reports import Page
from spbe_cli.reports.batch import told
from spbe_cli.reports.batch.ranking import (
    Ranking,
    names,
    part_heads,
    parts_of,
    rankings,
    unscored,
    why_unscored,
)
from spbe_cli.reports.markdown import plain, table


def report(batch: Batch, page: Page) -> Iterator[str]:
    """Yield the document line by line."""
    for line in lines(batch, page.words):
        yield f"{line}\n"


def lines(batch: Batch, words: Words) -> Iterator[str]:
    """Yield the lines of the document."""
    yield f"# {words.label('batch.title')}"
    if not batch.complete:
        yield from ("", f"**{plain(told.stopped(batch, words))}**")
    if batch.agencies:
        yield ""
        yield from agency_table(batch, words)
    for ranking in rankings(batch):
        yield from ("", f"## {plain(ranking.instrument.title)}", "")
        yield from ranking_table(batch, ranking, words)
    rest = unscored(batch)
    if rest:
        yield from ("", f"## {words.label('batch.unscored')}", "")
        called = names(batch, rest)
        yield from (f"- {plain(called[r.file])}: {plain(why_unscored(r, words))}" for r in rest)
    for sentence in told.sums(batch, words):
        yield from ("", plain(sentence))
    yield from findings(batch, words)


def agency_table(batch: Batch, words: Words) -> Iterator[str]:
    """Yield the table of the agencies."""
    units = batch.agencies.units if batch.agencies else ()
    keys = ("agency", "state", "answered", "errors_head", "warnings_head")
    rows = ([u.name, told.state(u, words), told.extent(u), *told.counts(u)] for u in units)
    yield from table([words.label(f"batch.{key}") for key in keys], rows, right=3)


def ranking_table(batch: Batch, ranking: Ranking, words: Words) -> Iterator[str]:
    """Yield the table of the sheets of one instrument."""
    heads = [words.label("number"), words.label("batch.institution"), words.label("predicate")]
    heads += [words.label("index"), *(code for code, _ in part_heads(ranking.instrument))]
    called = names(batch, ranking.records)
    rows = (
        [
            str(position),
            called[record.file],
            result.predicate.name,
            *(words.number(score.index) for score in (result.total, *parts_of(result))),
        ]
        for position, (record, result) in enumerate(ranking.results(), start=1)
    )
    yield from table(heads, rows, right=len(heads) - 3)


def findings(batch: Batch, words: Words) -> Iterator[str]:
    """Yield the findings, or that there are none."""
    yield from ("", f"## {words.label('findings')}", "")
    found = [plain(words.line(finding)) for finding in batch.all_findings()]
    yield from (f"- {line}" for line in found)
    if not found:
        yield words.label("no_findings")
