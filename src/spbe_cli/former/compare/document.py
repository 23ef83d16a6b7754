"""The comparison as a document: the result, what fell, what rose, every indicator."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from spbe_cli.comparing import Compared
from spbe_cli.comparison import Change, Comparison, SideBySide
from spbe_cli.former import Page, changed, passages
from spbe_cli.former.about import about
from spbe_cli.former.compare import story
from spbe_cli.former.document import (
    Block,
    Column,
    Document,
    Heading,
    Items,
    Own,
    Paragraph,
    Row,
    Table,
    Verdict,
)
from spbe_cli.former.score.drawings import radar_drawing
from spbe_cli.reports.statements import parts_heading
from spbe_cli.words import Words


def document(compared: Compared, page: Page) -> Document:
    """Return the comparison with its findings."""
    compared = replace(
        compared, first=passages.named(compared.first), second=passages.named(compared.second)
    )
    words, sheets = page.words, (compared.first, compared.second)
    blocks: list[Block] = list(passages.unscored(sheets, words))
    if not blocks:
        made = compared.comparison
        blocks += comparison(compared, made, words) if made else editions(compared, words)
    blocks += passages.findings(compared.findings, words)
    blocks += about(sheets, page)
    return Document(
        title=passages.title("compare", story.heading(compared, words), words),
        subtitle=subtitle(compared, words),
        blocks=tuple(blocks),
        caveats=tuple(caveats(compared, words)),
        file=compared.second.file,
    )


def subtitle(compared: Compared, words: Words) -> str:
    """Say by which instrument, and from which files; of two instruments, a caveat says it."""
    files = [sheet.file for sheet in (compared.first, compared.second)]
    return " · ".join([story.verdict(compared, words), *files] if compared.comparison else files)


def caveats(compared: Compared, words: Words) -> Iterator[str]:
    """Yield what must be known beside each of the two numbers."""
    if compared.comparison is None and compared.first.result and compared.second.result:
        yield story.verdict(compared, words)
    names = story.names(compared, words)
    if compared.backward:
        yield words.label("compare.backward", first=names[0], second=names[1])
    for name, sheet in zip(names, (compared.first, compared.second), strict=True):
        yield from (f"{name}: {text}" for text in passages.caveats(sheet, words))


def comparison(compared: Compared, made: Comparison, words: Words) -> Iterator[Block]:
    """Yield the result, its parts, and the lists: what fell comes first."""
    names, instrument = story.names(compared, words), story.instrument_of(compared.first)
    yield verdict(made, names, words)
    yield Paragraph(story.moved(compared, made, words), "strong")
    yield changed.scale_drawing((made.before, made.after), names, instrument, words)
    yield Heading(parts_heading(made.before, words))
    radar = radar_drawing(made.after, instrument, words, names, made.before)
    if radar:
        yield radar
    yield changed.parts_table(made, names, words)
    yield from changed.bars_of_parts(made, words)
    for direction, head in story.list_heads(compared, words):
        yield from moved_rows(compared, head, made.moved(direction), words)
    kept = tuple(story.kept_lines(compared, made, words, detail=True))
    if kept:
        yield Heading(words.label("compare.stayed"))
        yield Items(kept)
    yield Heading(words.label("html.indicators"), sheet=words.label("document.indicators"))
    yield every_row(compared, made, names, words)


def verdict(made: Comparison, names: tuple[str, str], words: Words) -> Verdict:
    """Return the later index, with the former beside it."""
    before, after = made.before, made.after
    note = words.label(
        "compare.note",
        name=names[0],
        index=words.number(before.total.index),
        predicate=before.predicate.name,
        difference=passages.difference(made.total.gain, words).text or words.number(Fraction(0)),
        exact=story.exact_gain(made, words),
    )
    name = f"{after.total.name} {names[1]}"
    return Verdict(name, passages.index(after.total.index, words), after.predicate.name, note)


def moved_rows(
    compared: Compared, head: str, changes: tuple[Change, ...], words: Words
) -> Iterator[Block]:
    """Yield a list of changes, with the evidence that the first sheet names and their sum."""
    if not changes:
        return
    rows = story.instrument_of(compared.first).rows()
    columns = (
        Column(words.label("number"), 7),
        Column(words.label("indicator_name"), 46),
        Column(words.label("compare.evidence"), 10),
        Column(words.label("level"), 12),
        Column(words.label("compare.gain"), 14, number=True),
    )
    lines = [
        Row(
            (
                change.row,
                Own(rows[change.row].short),
                story.evidence_text(compared, change.row, words),
                story.levels_text(change, words),
                passages.gain(change.gain, words),
            )
        )
        for change in changes
    ]
    whole = sum((change.gain for change in changes), Fraction(0))
    total = ("", words.label("plan.total"), "", "", passages.gain(whole, words))
    yield Heading(head)
    yield Table(columns, (*lines, Row(total, "total")))


def every_row(compared: Compared, made: Comparison, names: tuple[str, str], words: Words) -> Table:
    """Return both levels of every indicator, aspect by aspect."""
    instrument = story.instrument_of(compared.first)
    columns = (
        Column(words.label("number"), 7),
        Column(words.label("indicator_name"), 60),
        *(Column(name, 12, number=True) for name in names),
        Column(words.label("compare.gain"), 14, number=True),
    )
    changes = {change.row: change for change in made.changes}
    lines: list[Row] = []
    for aspect in instrument.aspects:
        codes = [code for one in aspect.indicators for code in one.rows() if code in changes]
        if codes:
            lines.append(Row((Own(f"{aspect.code} {aspect.name}"),), "group"))
        for code in codes:
            change, name = changes[code], instrument.rows()[code].name
            ends = (passages.level(one, words) for one in (change.start, change.end))
            added = passages.gain(change.gain, words) if change.gain else ""
            lines.append(Row((code, Own(name), *ends, added)))
    total = ("", made.total.after.name, "", "", passages.gain(made.total.gain, words))
    return Table(columns, (*lines, Row(total, "total")))


def editions(compared: Compared, words: Words) -> Iterator[Block]:
    """Yield two results that have no difference, and the indicators that correspond."""
    yield both_results(compared, words)
    if compared.editions is not None:
        yield Heading(words.label("compare.mapped"))
        yield pairs(compared, compared.editions, words)
    yield from (Paragraph(text) for text in story.alone_lines(compared, words))


def both_results(compared: Compared, words: Words) -> Table:
    """Return the two results side by side."""
    columns = (
        Column("", 24),
        Column(words.label("excel.instrument"), 30),
        Column(words.label("index"), 10, number=True),
        Column(words.label("predicate"), 16),
    )
    sheets = zip(story.names(compared, words), (compared.first, compared.second), strict=True)
    rows = [
        Row(
            (
                name,
                story.instrument_of(sheet).title,
                passages.index(sheet.result.total.index, words),
                sheet.result.predicate.name,
            )
        )
        for name, sheet in sheets
        if sheet.result
    ]
    return Table(columns, tuple(rows))


def pairs(compared: Compared, found: SideBySide, words: Words) -> Table:
    """Return the indicators that correspond, with their levels; nothing is subtracted."""
    columns = (
        Column(words.label("compare.mapped"), 60),
        Column(words.label("compare.status"), 14),
        *(Column(name, 12, number=True) for name in story.names(compared, words)),
    )
    rows = (
        Row(
            (
                Own(story.pair_text(compared, pair, words)),
                words.label(f"compare.status.{pair.status}"),
                *(passages.level(one, words) for one in (pair.level1, pair.level2)),
            )
        )
        for pair in found.counterparts
    )
    head = words.label("compare.mapped_head", count=len(found.counterparts))
    return Table(columns, tuple(rows), head.rstrip(":") + ".")
