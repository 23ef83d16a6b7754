"""The report of one sheet as a document, of any status: for the browser, for notes, for Word.

The result comes first, then what it is made of, what is strong and weak, every indicator, what
must be corrected, and what all was computed from: the order of the ministry's own report.
"""

from collections.abc import Iterator

from spbe_cli.answers import AnswerSheet
from spbe_cli.findings import Numbers
from spbe_cli.former import Page, formats, passages
from spbe_cli.former.about import about
from spbe_cli.former.document import Block, Document, Heading, Paragraph, Table, Verdict
from spbe_cli.former.score import tables
from spbe_cli.former.score.drawings import radar_drawing, scale_drawing
from spbe_cli.former.score.tasks import tasks_table
from spbe_cli.instrument import Instrument
from spbe_cli.reports import statements as story
from spbe_cli.reports.levels import STRONG_FROM, answered, by_level, middle
from spbe_cli.scoring import IndexResult
from spbe_cli.sheet.assess import Assessment, Status
from spbe_cli.words import Words


def html(assessment: Assessment, page: Page) -> str | bytes:
    """Write an assessment of any status as a page of HTML."""
    return formats.write(".html", document(assessment, page), page)


def markdown(assessment: Assessment, page: Page) -> str | bytes:
    """Write an assessment of any status as Markdown."""
    return formats.write(".md", document(assessment, page), page)


def document(assessment: Assessment, page: Page) -> Document:
    """Return what there is to say of an assessment."""
    assessment = passages.named(assessment)
    return framed(assessment, page.words, tuple(blocks(assessment, page)))


def framed(assessment: Assessment, words: Words, inside: tuple[Block, ...]) -> Document:
    """Put whose result it is, and what stands beside the number, around the blocks."""
    instrument = assessment.instrument if assessment.result else None
    name = instrument.index_name if instrument else words.label("excel.partial_title")
    return Document(
        story.title(assessment, name),
        subtitle(assessment, words),
        inside,
        passages.caveats(assessment, words),
        assessment.file,
    )


def subtitle(assessment: Assessment, words: Words) -> str:
    """Say which agency and stage, by which instrument, how far the number can be trusted."""
    identity = assessment.identity
    agency = identity.get("perangkat daerah") if identity.get("instansi") else None
    known = (agency, identity.get("tahap"), story.origin(assessment, words))
    return " · ".join(part for part in known if part)


def blocks(assessment: Assessment, page: Page) -> Iterator[Block]:
    """Yield the report from top to bottom; without a result there is less of it."""
    words = page.words
    instrument, sheet, result = assessment.instrument, assessment.sheet, assessment.result
    if instrument and sheet and result:
        yield from opening(result, instrument, words)
        yield from part_blocks(result, instrument, words)
        known = answered(result, sheet)
        yield from level_blocks(known, instrument, sheet, words)
        yield from task_blocks(known, instrument, words)
    else:
        yield from without_index(assessment, words)
    yield from indicator_blocks(assessment, words)
    yield from closing(assessment, page)


def opening(result: IndexResult, instrument: Instrument, words: Words) -> Iterator[Block]:
    """Yield the number, its place on the scale, and the way up."""
    total = result.total
    number = passages.index(total.index, words)
    exact = passages.capital(story.exact_value(result, instrument, words))
    yield Verdict(total.name, number, result.predicate.name, exact)
    yield scale_drawing(result, instrument, words)
    yield Paragraph(story.way_up(result, instrument, words), "strong")


def without_index(assessment: Assessment, words: Words) -> Iterator[Block]:
    """Yield why there is no index, and which is still possible."""
    if assessment.status is Status.PARTIAL and assessment.instrument and assessment.sheet:
        required = assessment.instrument.required_rows()
        count = sum(row in assessment.sheet.answers for row in required)
        filled = words.label("excel.partial", count=count, total=len(required))
        yield Paragraph(filled, "strong")
        yield Paragraph(words.label("excel.index_after_merging"))
    else:
        yield Paragraph(words.label("html.no_index"), "strong")
    bounds = story.possible(assessment, words)
    if bounds:
        yield Paragraph(bounds)


def part_blocks(result: IndexResult, instrument: Instrument, words: Words) -> Iterator[Block]:
    """Yield the radar and the table of the parts."""
    yield Heading(story.parts_heading(result, words))
    radar = radar_drawing(result, instrument, words)
    if radar:
        yield radar
    yield tables.parts_table(result, instrument, words)


def level_blocks(
    result: IndexResult, instrument: Instrument, sheet: AnswerSheet, words: Words
) -> Iterator[Block]:
    """Yield strengths and weaknesses by the ministry's written rule."""
    yield Heading(words.label("html.strengths_and_weaknesses"))
    yield from level_counts(result, instrument, words)
    yield from on_target(result, instrument, words)
    high = tables.strengths_table(result, instrument, sheet, words)
    low = tables.weaknesses_table(result, instrument, words)
    for key, table in (("excel.strengths", high), ("excel.weaknesses", low)):
        yield Heading(words.label(key), 3)
        yield table or Paragraph(words.label("excel.none"))


def on_target(result: IndexResult, instrument: Instrument, words: Words) -> Iterator[Block]:
    """Yield which indicators meet the target of the ministry and are no strength yet."""
    level = middle(instrument)
    codes = [one.code for one in result.indicators if instrument.level_at(one.index) == level]
    if codes:
        facts = {"level": level, "numbers": Numbers(tuple(codes))}
        yield Paragraph(words.label("html.on_target", **facts))


def task_blocks(result: IndexResult, instrument: Instrument, words: Words) -> Iterator[Block]:
    """Yield what to do next, with room for who and when."""
    table = tasks_table(result, instrument, words)
    if table:
        yield from headed("draft.tasks", table, words)


def level_counts(result: IndexResult, instrument: Instrument, words: Words) -> Iterator[Block]:
    """Yield how many indicators stand at each level, and what counts as strong and weak."""
    groups = by_level(instrument, result, words)
    counts = " · ".join(f"{level}: {len(names)}" for level, names in groups.items())
    yield Paragraph(f"{words.label('levels_counted')} {counts}")
    split = {"strong": instrument.highest - STRONG_FROM, "weak": middle(instrument)}
    yield Paragraph(words.label("html.split", **split), "grey")


def indicator_blocks(assessment: Assessment, words: Words) -> Iterator[Block]:
    """Yield every indicator that has a level."""
    instrument, sheet = assessment.instrument, assessment.sheet
    if instrument is None or sheet is None:
        return
    table = tables.indicators_table(assessment, instrument, sheet, words)
    if table:
        yield from headed("html.indicators", table, words)


def closing(assessment: Assessment, page: Page) -> Iterator[Block]:
    """Yield the findings, and what all was computed from."""
    yield from passages.findings(assessment.findings, page.words, within=True)
    yield from about((assessment,), page)


def headed(key: str, block: Table, words: Words) -> Iterator[Block]:
    """Yield a block below its heading."""
    yield Heading(words.label(key))
    yield block
