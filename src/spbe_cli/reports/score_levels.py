"""What stands behind an index: strengths, weaknesses, what to do next, and every indicator.

A draft has the head of a nota dinas, tells the levels in sentences, and ends with the minutes.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from spbe_cli.findings import Numbers
from spbe_cli.reports import document as doc
from spbe_cli.reports import levels, passages, statements
from spbe_cli.reports.levels import Standing
from spbe_cli.reports.passages import RowColumns
from spbe_cli.reports.tables import Shown, by_aspect, column, numbers, table
from spbe_cli.scoring import Score
from spbe_cli.sheet.assess import Assessment, Scored, Sound
from spbe_cli.words import Words

TONES: Final[dict[Standing, doc.Tone]] = {"strong": "good", "between": "", "weak": "bad"}


def strengths(known: Scored, words: Words) -> Iterator[doc.Part]:
    """Yield the strengths by the ministry's written rule, and what is neither strong nor weak."""
    label, instrument, between = words.label, known.instrument, levels.those(known, "between")
    of = RowColumns(instrument, words, known.sheet.answers)
    rule = label("html.split_strong", strong=instrument.highest - levels.STRONG_FROM)
    blocks: list[doc.Block] = [doc.Paragraph(rule, "grey")]
    if between:
        rows = Numbers(tuple(one.code for one in between))
        text = label("html.on_target", level=levels.middle(instrument), numbers=rows)
        blocks.append(doc.Paragraph(text))
    columns = (*of.indicator(6, 34), of.level(), of.level_name(), of.evidence(34))
    if strong := levels.those(known, "strong"):
        yield doc.Part(label("excel.strengths"), (*blocks, table(strong, *columns)))


def weaknesses(known: Scored, words: Words) -> Iterator[doc.Part]:
    """Yield the weaknesses with what their goal, the middle level, demands."""
    label, rows, goal = words.label, known.instrument.rows(), levels.middle(known.instrument)
    of = RowColumns(known.instrument, words, known.sheet.answers)

    def demanded(one: Score) -> doc.Cell:
        criterion = rows[one.code].level(goal).criterion
        return doc.Own(criterion) if criterion else label("not_in_source")

    made = table(
        levels.those(known, "weak"),
        *of.indicator(5, 26),
        of.level(),
        numbers(label("html.goal"), 8, lambda _: passages.count(goal)),
        column(label("html.demanded"), 46, demanded, wide=True),
        _gain(known, words),
        caption=label("html.goal_note"),
    )
    if made.rows:
        rule = doc.Paragraph(label("html.split_weak", weak=goal), "grey")
        yield doc.Part(label("excel.weaknesses"), (rule, made))


def _gain(known: Scored, words: Words, spare: int = 0) -> Shown[Score]:
    def gain(one: Score) -> doc.Number:
        return passages.gain(levels.gain_to_goal(known, one), words)

    return numbers(words.label("html.gain"), 9, gain, spare=spare)


def tasks(known: Scored, words: Words) -> Iterator[doc.Part]:
    """Yield what to do next: every indicator below the top, with its goal."""
    instrument, label, rows = known.instrument, words.label, known.instrument.rows()
    of = RowColumns(instrument, words, known.sheet.answers)

    def demanded(one: Score) -> doc.Cell:
        end = instrument.reached_at(levels.goal(instrument, one))
        criteria = levels.criteria(instrument, one.code, one.index, end, words)
        return doc.Own(criteria.replace("\n", " "))

    def usual(one: Score) -> doc.Cell:
        row = rows[one.code]
        named = row.evidence or row.evidence_at(levels.goal(instrument, one)) or ""
        return doc.Own(" ".join(named.split()))

    ends = {"goal": levels.middle(instrument), "highest": instrument.highest}
    made = table(
        sorted(levels.below_top(known), key=lambda one: instrument.level_at(one.index)),
        *of.indicator(5, 22),
        of.level(),
        numbers(label("html.goal"), 8, lambda one: passages.count(levels.goal(instrument, one))),
        column(label("html.demanded"), 48, demanded, spare=2),
        column(label("explain.evidence"), 46, usual, wide=True),
        _gain(known, words, spare=1),
        column(label("draft.owner"), 14, lambda _: "", wide=True, fill_in=()),
        column(label("draft.deadline"), 11, lambda _: "", wide=True, fill_in=()),
        caption=label("html.tasks_note", **ends),
    )
    if made.rows:
        yield doc.Part(label("draft.tasks"), (made,), paper=True)


def recommendations(known: Scored, words: Words) -> Iterator[doc.Part]:
    """Yield a sentence for every indicator below the top: what its next level needs."""
    label, rows = words.label, known.instrument.rows()
    of = RowColumns(known.instrument, words, known.sheet.answers)

    def said(one: Score) -> doc.Cell:
        if index := rows[one.code].external:
            return label("recommendation.index", index=index.name, authority=index.authority)
        text = levels.recommendation(known.instrument, one.code, one.index)
        return doc.Own(text or passages.NONE)

    made = table(
        levels.below_top(known),
        *of.indicator(6, 28),
        of.level(),
        column(label("recommendation.head"), 90, said),
        caption=label("recommendation.note"),
    )
    if made.rows:
        yield doc.Part(label("recommendation.title"), (made,))


def indicators(assessment: Assessment, words: Words) -> Iterator[doc.Part]:
    """Yield every indicator that has a level, answered or assumed, aspect by aspect."""
    if not isinstance(assessment, Sound) or not assessment.sheet.answers:
        return
    instrument, sheet, result = assessment.instrument, assessment.sheet, assessment.result
    label, rows, answers = words.label, instrument.rows(), sheet.answers
    of = RowColumns(instrument, words, answers)
    scores = {one.code: one for one in result.indicators} if result else {}

    def external(code: str) -> str:
        """Return the index of another agency that the sheet gives, as `SDI 62,5`."""
        index, value = rows[code].external, answers[code].external
        return f"{index.name} {words.number(value, None)}" if index and value is not None else ""

    def number(value: Fraction) -> doc.Number:
        return doc.Number(value, words.number(value))

    def remark(code: str) -> doc.State:
        standing = levels.standing(instrument, answers[code].level)
        keys: list[str] = [] if standing == "between" else [standing]
        if code in sheet.assumed:
            keys.append("assumed")
        elif code in sheet.carried.rows:
            keys.append("carried")
        if code not in sheet.assumed and not answers[code].evidence.strip():
            keys.append("unproven")
        return doc.State(", ".join(label(f"html.{key}") for key in keys), TONES[standing])

    columns: list[Shown[str]] = [
        column(label("number"), 6, lambda code: code),
        column(
            label("indicator_name"), 40, lambda code: doc.Own(rows[code].name, rows[code].short)
        ),
        of.level(heat=True),
        of.level_name(),
    ]
    if any(one.external for one in instrument.indicators()):
        columns.append(column(label("excel.external"), 14, external, spare=3))
    if result:
        columns += [
            numbers(label("weight"), 9, lambda code: number(scores[code].weight), spare=2),
            numbers(label("points"), 9, lambda code: number(scores[code].points), spare=2),
        ]
    columns += [
        of.evidence(30),
        column(label("excel.explanation"), 40, lambda code: answers[code].explanation, wide=True),
        column(label("html.remark"), 16, remark, spare=3),
    ]
    agency = assessment.identity.get("perangkat daerah", "")
    note = f"{label('agency')}: {agency}" if agency else ""
    made = by_aspect(answers, columns, instrument, words, caption=note)
    yield doc.Part(label("html.indicators"), (made,))


# What only a draft has


def addresses(about: str, words: Words) -> doc.Table:
    """Return the head of a nota dinas."""
    label, keys = words.label, ("to", "from", "reference", "date")
    columns = (doc.Column(label("draft.note"), 20), doc.Column(label("draft.entry"), 70))
    rows = [doc.Row((label(f"draft.{key}"), label("draft.blank"))) for key in keys]
    return doc.Table(columns, (*rows, doc.Row((label("draft.about"), about))))


def in_sentences(known: Scored, words: Words) -> doc.Part:
    """Return what is strong and weak in sentences, aspect by aspect."""
    told = [block for one in known.result.aspects for block in _aspect(one, known, words)]
    return doc.Part(words.label("html.strengths_and_weaknesses"), tuple(told))


def _aspect(aspect: Score, known: Scored, words: Words) -> Iterator[doc.Block]:
    label, rows, answers = words.label, known.instrument.rows(), known.sheet.answers
    goal = levels.middle(known.instrument)
    high, between, low = (
        [one for one in levels.those(known, standing) if one.parent == aspect.code]
        for standing in TONES
    )
    if not (high or between or low):
        return

    def told(key: str, one: Score, fact: str) -> str:
        """Tell a strength with its evidence, a weakness with what its goal demands."""
        name = levels.level_name(known.instrument, rows[one.code], one.index)
        level = statements.level_text(one.index, words) + (f" ({name})" if name else "")
        facts = {"name": rows[one.code].short, "number": one.code, "level": level, "goal": goal}
        fact = fact.rstrip(".")
        key = key if fact else f"{key}_bare"
        return label(key, **facts, evidence=fact, criterion=fact)

    yield doc.Heading(f"{aspect.code} {aspect.name}")
    yield doc.Paragraph(label("draft.aspect_index", index=words.number(aspect.index)))
    if high:
        proved = [(one, " ".join(answers[one.code].evidence.split())) for one in high]
        texts = "; ".join(told("draft.strong", *pair) for pair in proved)
        yield doc.Paragraph(label("draft.strengths", list=texts))
    if between:
        of = Numbers(tuple(score.code for score in between))
        yield doc.Paragraph(label("draft.between", numbers=of, level=goal))
    if low:
        asked = [(one, rows[one.code].level(goal).criterion or "") for one in low]
        texts = " ".join(told("draft.weak", *pair) for pair in asked)
        yield doc.Paragraph(label("draft.however" if high else "draft.weaknesses", list=texts))


def minutes(known: Scored, words: Words) -> doc.Part:
    """Return the minutes, to be signed."""
    label, identity, result = words.label, known.identity, known.result
    blank = label("draft.blank")
    text = label(
        "draft.minutes_text",
        blank=blank,
        stage=identity.get("tahap") or label("draft.stage"),
        owner=identity.get("instansi") or identity.get("perangkat daerah") or blank,
        year=identity.get("tahun") or blank,
        name=result.total.name,
        index=words.number(result.total.index),
        predicate=result.predicate.name,
    )
    supplied = statements.supplied(known.sheet, words)
    heads = {"draft.entry": 18, "draft.assessor": 36, "draft.institution": 36}
    signed = ("person", "number", "position", "place")
    rows = [doc.Row((label(f"draft.{key}"), blank, blank)) for key in signed]
    signature = doc.Row((label("draft.signature"), "", ""), sign=True)
    columns = tuple(doc.Column(label(key), width) for key, width in heads.items())
    blocks: doc.Blocks = (
        doc.Paragraph(text),
        *(doc.Paragraph(f"{passages.capital(one)}.", "strong") for one in supplied),
        doc.Paragraph(label("draft.minutes_end")),
        doc.Table(columns, (*rows, signature)),
    )
    return doc.Part(label("draft.minutes"), blocks, new_page=True)
