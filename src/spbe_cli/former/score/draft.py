"""The report of one sheet as a draft for Word: to edit, to send as a nota dinas, to sign.

The result comes first; strengths and weaknesses are told aspect by aspect in the manner of the
ministry's report: what is there and its evidence, then what is still missing.
"""

from collections.abc import Iterator

from spbe_cli.answers import AnswerSheet
from spbe_cli.findings import Numbers
from spbe_cli.former import Page, formats, passages
from spbe_cli.former.document import Block, Column, Document, Heading, Paragraph, Row, Table
from spbe_cli.former.score import document as whole
from spbe_cli.former.score import tables
from spbe_cli.instrument import Aspect, Instrument
from spbe_cli.reports.levels import answered, level_name, middle, strong, weak
from spbe_cli.reports.statements import level_text, supplied
from spbe_cli.scoring import IndexResult, Score
from spbe_cli.sheet.assess import Assessment
from spbe_cli.words import Words


def report(assessment: Assessment, page: Page) -> str | bytes:
    """Write an assessment of any status for Word."""
    return formats.write(".docx", document(assessment, page), page)


def document(assessment: Assessment, page: Page) -> Document:
    """Return the draft; without an index there is nothing to sign, only what is known."""
    assessment = passages.named(assessment)
    made = blocks if assessment.result else whole.blocks
    return whole.framed(assessment, page.words, tuple(made(assessment, page)))


def blocks(assessment: Assessment, page: Page) -> Iterator[Block]:
    """Yield the draft from top to bottom."""
    words = page.words
    instrument, sheet, result = assessment.instrument, assessment.sheet, assessment.result
    if instrument is None or sheet is None or result is None:
        return
    yield addresses(assessment, words)
    yield from whole.opening(result, instrument, words)
    yield from whole.part_blocks(result, instrument, words)
    yield Heading(words.label("html.strengths_and_weaknesses"))
    known = answered(result, sheet)
    yield from whole.level_counts(known, instrument, words)
    for aspect in instrument.aspects:
        yield from aspect_blocks(aspect, known, instrument, sheet, words)
    yield from whole.task_blocks(known, instrument, words)
    yield from whole.indicator_blocks(assessment, words)
    yield from whole.closing(assessment, page)
    yield from minutes(assessment, result, words)


def addresses(assessment: Assessment, words: Words) -> Table:
    """Return the head of a nota dinas, to fill in."""
    columns = (Column(words.label("draft.note"), 20), Column(words.label("draft.entry"), 70))
    keys = ("draft.to", "draft.from", "draft.reference", "draft.date")
    rows = [Row((words.label(key), words.label("draft.blank"))) for key in keys]
    title = whole.framed(assessment, words, ()).title
    return Table(columns, (*rows, Row((words.label("draft.about"), title))))


def aspect_blocks(
    aspect: Aspect, result: IndexResult, instrument: Instrument, sheet: AnswerSheet, words: Words
) -> Iterator[Block]:
    """Yield what is strong and weak in an aspect, in sentences to go on writing."""
    codes = {code for indicator in aspect.indicators for code in indicator.rows()}
    scores = [score for score in result.indicators if score.code in codes]
    if not scores:
        return
    yield Heading(f"{aspect.code} {aspect.name}", 3)
    index = next(part.index for part in result.aspects if part.code == aspect.code)
    yield Paragraph(words.label("draft.aspect_index", index=words.number(index)))
    high = [score for score in scores if strong(instrument, score.index)]
    low = [score for score in scores if weak(instrument, score.index)]
    yield from strong_paragraph(high, instrument, sheet, words)
    between = tuple(score.code for score in scores if score not in (*high, *low))
    if between:
        facts = {"numbers": Numbers(between), "level": middle(instrument)}
        yield Paragraph(words.label("draft.between", **facts))
    yield from weak_paragraph(low, instrument, words, however=bool(high))


def strong_paragraph(
    scores: list[Score], instrument: Instrument, sheet: AnswerSheet, words: Words
) -> Iterator[Block]:
    """Yield the strengths, the highest first, each with its evidence."""
    texts = []
    for score in sorted(scores, key=lambda score: -score.index):
        proof = tables.evidence(sheet, score.code)
        key = "draft.strong" if proof else "draft.strong_bare"
        facts = {**named(score, instrument, words), "evidence": proof.rstrip(".")}
        texts.append(words.label(key, **facts))
    if texts:
        yield Paragraph(words.label("draft.strengths", list="; ".join(texts)))


def weak_paragraph(
    scores: list[Score], instrument: Instrument, words: Words, *, however: bool
) -> Iterator[Block]:
    """Yield the weaknesses, the lowest first, each with what the goal demands."""
    goal = middle(instrument)
    texts = []
    for score in sorted(scores, key=lambda score: score.index):
        criterion = instrument.rows()[score.code].level(goal).criterion
        key = "draft.weak" if criterion else "draft.weak_bare"
        facts = {**named(score, instrument, words), "goal": goal}
        texts.append(words.label(key, **facts, criterion=(criterion or "").rstrip(".")))
    if texts:
        key = "draft.however" if however else "draft.weaknesses"
        yield Paragraph(words.label(key, list=" ".join(texts)))


def named(score: Score, instrument: Instrument, words: Words) -> dict[str, object]:
    """Return what a sentence says of an indicator: name, number, level and its name."""
    indicator = instrument.rows()[score.code]
    name = level_name(instrument, indicator, score.index)
    level = level_text(score.index, words) + (f" ({name})" if name else "")
    return {"name": indicator.short, "number": score.code, "level": level}


def minutes(assessment: Assessment, result: IndexResult, words: Words) -> Iterator[Block]:
    """Yield the page to sign: what was agreed, and room for assessor and institution."""
    blank, identity = words.label("draft.blank"), assessment.identity
    facts = {
        "stage": identity.get("tahap") or words.label("draft.stage"),
        "owner": identity.get("instansi") or identity.get("perangkat daerah") or blank,
        "year": identity.get("tahun") or blank,
        "name": result.total.name,
        "index": words.number(result.total.index),
        "predicate": result.predicate.name,
    }
    yield Heading(words.label("draft.minutes"), new_page=True)
    yield Paragraph(words.label("draft.minutes_text", blank=blank, **facts))
    if assessment.sheet:
        for text in supplied(assessment.sheet, words):
            yield Paragraph(f"{text}.", "strong")
    yield Paragraph(words.label("draft.minutes_end"))
    yield signatures(words)


def signatures(words: Words) -> Table:
    """Return the table to sign, with blank names, numbers and places."""
    heads = {"draft.entry": 18, "draft.assessor": 36, "draft.institution": 36}
    columns = tuple(Column(words.label(key), width) for key, width in heads.items())
    keys = ("draft.person", "draft.number", "draft.position", "draft.place")
    blank = words.label("draft.blank")
    rows = [Row((words.label(key), blank, blank)) for key in keys]
    return Table(columns, (*rows, Row((words.label("draft.signature"), "", ""), sign=True)))
