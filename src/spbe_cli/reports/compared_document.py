"""The comparison as Markdown, for notes: the same as on the screen, with every indicator."""

from collections.abc import Iterator

from spbe_cli.comparing import Compared
from spbe_cli.comparison import Change, Comparison, PartChange, SideBySide
from spbe_cli.messages import Words
from spbe_cli.reports import Page
from spbe_cli.reports import compared_story as story
from spbe_cli.reports import markdown as md
from spbe_cli.reports.plan_story import gain_text


def markdown(compared: Compared, page: Page) -> str:
    """Write the comparison and the findings as Markdown."""
    return "\n".join(lines(compared, page.words)) + "\n"


def lines(compared: Compared, words: Words) -> Iterator[str]:
    """Yield the lines of the document."""
    yield f"# {md.plain(story.heading(compared, words))}"
    if compared.first.result and compared.second.result:
        yield from ("", md.plain(story.verdict(compared, words)), "")
        if compared.comparison:
            yield from comparison_lines(compared, compared.comparison, words)
        else:
            yield from edition_lines(compared, words)
    yield from ("", f"## {words.label('findings')}", "")
    yield from (f"- {md.plain(words.line(finding))}" for finding in compared.findings)
    if not compared.findings:
        yield words.label("no_findings")


def comparison_lines(compared: Compared, made: Comparison, words: Words) -> Iterator[str]:
    """Yield the table of parts and the lists of changes."""
    names = list(story.names(compared, words))
    keys = ("compare.difference", "compare.gain")
    heads = ["code", "name"]
    parts = [part_row(part, words) for part in story.parts(made)]
    total = ["", *part_row(made.total, words)[1:]]
    predicates = [result.predicate.name for result in (made.before, made.after)]
    rows = [total, ["", words.label("predicate"), *predicates, "", ""], *parts]
    yield from md.table([*map(words.label, heads), *names, *map(words.label, keys)], rows, right=4)
    yield from ("", md.plain(story.moved(compared, made, words)))
    for direction, head in story.list_heads(compared, words):
        changes = made.moved(direction)
        if changes:
            yield from ("", f"## {md.plain(head)}", "")
            yield from change_table(compared, changes, words)
    for text in story.kept_lines(compared, made, words, detail=True):
        yield from ("", md.plain(text))


def part_row(part: PartChange, words: Words) -> list[str]:
    """Return a part of the index."""
    return [part.before.code, part.before.name, *story.part_cells(part, words)]


def change_table(compared: Compared, changes: tuple[Change, ...], words: Words) -> Iterator[str]:
    """Yield the table of changes, with the evidence that the first sheet names."""
    keys = ("number", "indicator_name", "compare.evidence", "level", "compare.gain")
    rows = story.instrument_of(compared.first).rows()
    yield from md.table(
        list(map(words.label, keys)),
        [
            [
                change.row,
                rows[change.row].short,
                story.evidence_text(compared, change.row, words),
                story.levels_text(change, words),
                gain_text(change.gain, words),
            ]
            for change in changes
        ],
        right=1,
    )


def edition_lines(compared: Compared, words: Words) -> Iterator[str]:
    """Yield the indicators of two editions that correspond."""
    if compared.editions is not None:
        yield from mapped_lines(compared, compared.editions, words)
    for text in story.alone_lines(compared, words):
        yield from ("", md.plain(text))


def mapped_lines(compared: Compared, editions: SideBySide, words: Words) -> Iterator[str]:
    """Yield the table of pairs."""
    count = len(editions.counterparts)
    yield from (md.plain(words.label("compare.mapped_head", count=count)), "")
    heads = (words.label("compare.mapped"), words.label("compare.status"))
    yield from md.table(
        [*heads, *story.names(compared, words)],
        [
            [
                story.pair_text(compared, pair, words),
                words.label(f"compare.status.{pair.status}"),
                *(story.level_text(level, words) for level in (pair.level1, pair.level2)),
            ]
            for pair in editions.counterparts
        ],
        right=2,
    )
