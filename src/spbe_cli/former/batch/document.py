"""The overview of many sheets as a document: agencies, predicates, parts, ranking, findings."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from spbe_cli.batch.run import Batch
from spbe_cli.findings import Finding, base_name
from spbe_cli.former import Page, passages, svg
from spbe_cli.former.batch import told
from spbe_cli.former.batch.ranking import (
    Ranking,
    name_of,
    names,
    part_heads,
    parts_of,
    rankings,
    unscored,
    why_unscored,
)
from spbe_cli.former.document import (
    Block,
    Cell,
    Column,
    Document,
    Drawing,
    Heading,
    Own,
    Paragraph,
    Row,
    Table,
)
from spbe_cli.words import Words


def document(batch: Batch, page: Page) -> Document:
    """Return the overview with all findings."""
    words = page.words
    blocks: list[Block] = [Paragraph(text, "strong") for text in told.sums(batch, words)]
    if batch.agencies:
        blocks += agencies(batch, words)
    for ranking in rankings(batch):
        blocks += ranked(batch, ranking, words)
    blocks += without_index(batch, words)
    blocks += findings(batch, words)
    return Document(
        title=words.label("batch.title"),
        subtitle=" · ".join(instrument.title for instrument in batch.instruments.values()),
        blocks=tuple(blocks),
        caveats=() if batch.complete else (told.stopped(batch, words),),
    )


def agencies(batch: Batch, words: Words) -> Iterator[Block]:
    """Yield how far everybody is, those that need work first."""
    units = batch.agencies.units if batch.agencies else ()
    counts = ("batch.answered", "excel.error", "excel.warning")
    columns = (
        Column(words.label("batch.agency"), 46),
        Column(words.label("batch.state"), 26),
        *(Column(words.label(key), 18, number=True) for key in counts),
    )
    rows = [
        Row((unit.name, told.state(unit, words), told.extent(unit), *told.counts(unit)))
        for unit in units
    ]
    total = (told.agency_count(units, words), "", *told.totals(units))
    yield Heading(words.label("batch.agency"))
    yield Table(columns, (*rows, Row(total, "total")))


def ranked(batch: Batch, ranking: Ranking, words: Words) -> Iterator[Block]:
    """Yield what there is to say of the sheets of one instrument."""
    yield Heading(ranking.instrument.title)
    yield predicates(ranking, words)
    yield parts(ranking, words)
    yield Heading(words.label("batch.ranking"), 3)
    yield places(batch, ranking, words)


def predicates(ranking: Ranking, words: Words) -> Table:
    """Return how many sheets have which predicate."""
    found = Counter(result.predicate.name for _, result in ranking.results())
    whole = len(ranking.records)
    columns = (
        Column(words.label("predicate"), 16),
        Column(words.label("batch.from"), 10, number=True),
        Column(words.label("excel.batch_count"), 16, number=True),
        Column(words.label("batch.bar", count=whole), 24),
    )
    rows = (
        Row(
            (
                Own(predicate.name),
                passages.index(predicate.minimum, words),
                passages.count(found[predicate.name]),
                Drawing(svg.bar(found[predicate.name] / whole, None)),
            )
        )
        for predicate in ranking.instrument.predicates
    )
    title = ranking.instrument.title
    return Table(columns, tuple(rows), words.label("excel.batch_distribution", instrument=title))


def parts(ranking: Ranking, words: Words) -> Table:
    """Return mean, highest and lowest of the index and of every part."""
    heads: list[Cell] = [
        words.label("index"),
        *(Own(f"{c} {n}") for c, n in part_heads(ranking.instrument)),
    ]
    values: list[list[Fraction]] = [[] for _ in heads]
    for _, result in ranking.results():
        for line, score in zip(values, (result.total, *parts_of(result)), strict=True):
            line.append(score.index)
    keys = ("batch.mean_head", "batch.highest", "batch.lowest")
    columns = (
        Column(words.label("part"), 46),
        *(Column(words.label(key), 12, number=True) for key in keys),
    )
    rows = (
        Row((head, *(passages.index(value, words) for value in (mean(line), max(line), min(line)))))
        for head, line in zip(heads, values, strict=True)
    )
    return Table(columns, tuple(rows), words.label("batch.part_means"))


def mean(values: list[Fraction]) -> Fraction:
    """Return the exact mean."""
    return sum(values, Fraction(0)) / len(values)


def places(batch: Batch, ranking: Ranking, words: Words) -> Table:
    """Return who stands where."""
    columns = (
        Column(words.label("number"), 6, number=True),
        Column(words.label("batch.institution"), 46),
        Column(words.label("predicate"), 14),
        Column(words.label("index"), 9, number=True),
        *(Column(code, 9, number=True) for code, _ in part_heads(ranking.instrument)),
    )
    called = names(batch, ranking.records)
    rows = (
        Row(
            (
                passages.count(position),
                called[record.file],
                result.predicate.name,
                *(passages.index(one.index, words) for one in (result.total, *parts_of(result))),
            )
        )
        for position, (record, result) in enumerate(ranking.results(), start=1)
    )
    return Table(
        columns, tuple(rows), words.label("excel.batch_note"), words.label("batch.ranking")
    )


def without_index(batch: Batch, words: Words) -> Iterator[Block]:
    """Yield the whole sheets that have no index, and why."""
    rest = unscored(batch)
    if not rest:
        return
    called = names(batch, rest)
    columns = (Column(words.label("batch.institution"), 46), Column(words.label("batch.why"), 46))
    rows = (Row((called[record.file], why_unscored(record, words))) for record in rest)
    yield Heading(words.label("batch.unscored"))
    yield Table(columns, tuple(rows))


def findings(batch: Batch, words: Words) -> Iterator[Block]:
    """Yield all findings, file by file; those about the sheets together last."""
    yield Heading(words.label("findings"))
    rows: list[Row] = []
    for record in batch.used:
        rows += group(f"{name_of(record)} · {base_name(record.file)}", record.findings, words)
    if batch.findings:
        rows.append(Row((words.label("batch.together"),), "group"))
    rows += [Row(passages.finding_cells(finding, words)) for finding in batch.findings]
    if rows:
        columns = passages.finding_columns(words)
        yield Table(columns, tuple(rows), sheet=words.label("findings"))
    else:
        yield Paragraph(words.label("no_findings"))


def group(name: str, found: tuple[Finding, ...], words: Words) -> Iterator[Row]:
    """Yield the findings of one file below its name."""
    if found:
        yield Row((name,), "group")
    yield from (Row(passages.finding_cells(finding, words, within=True)) for finding in found)
