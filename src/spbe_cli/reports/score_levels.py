"""What stands behind an index: strengths, weaknesses, what to do next, and every indicator."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import partial

from spbe_cli.answers import Answer, AnswerSheet
from spbe_cli.findings import Numbers
from spbe_cli.instrument import Indicator, Instrument
from spbe_cli.reports import levels, passages
from spbe_cli.reports.document import (
    Blocks,
    Cell,
    Number,
    Own,
    Paragraph,
    Part,
    State,
    Table,
    Tone,
)
from spbe_cli.reports.levels import evidence_of, level_name
from spbe_cli.reports.tables import Shown, by_aspect, column, numbers, table
from spbe_cli.scoring import Score
from spbe_cli.sheet.assess import Assessment, Scored, Sound
from spbe_cli.words import Words


def strengths_and_weaknesses(known: Scored, words: Words) -> Iterator[Part]:
    """Yield both by the ministry's written rule."""
    goal = levels.middle(known.instrument)
    between: Blocks = ()
    if on_target := levels.between(known):
        numbers = Numbers(tuple(one.code for one in on_target))
        between = (Paragraph(words.label("html.on_target", level=goal, numbers=numbers)),)
    if levels.strengths(known):
        lowest = known.instrument.highest - levels.STRONG_FROM
        rule = Paragraph(words.label("html.split_strong", strong=lowest), "grey")
        yield Part(words.label("excel.strengths"), (rule, *between, _strengths(known, words)))
    if levels.weaknesses(known):
        rule = Paragraph(words.label("html.split_weak", weak=goal), "grey")
        yield Part(words.label("excel.weaknesses"), (rule, _weaknesses(known, words)))


def _strengths(known: Scored, words: Words) -> Table:
    label, instrument, rows = words.label, known.instrument, known.instrument.rows()

    def name(one: Score) -> Own:
        return Own(level_name(instrument, rows[one.code], one.index))

    def proof(one: Score) -> str:
        return evidence_of(known.sheet, one.code) or label("evidence_not_there")

    return table(
        levels.strengths(known),
        column(label("number"), 6, lambda one: one.code),
        column(label("indicator_name"), 34, lambda one: Own(rows[one.code].short)),
        numbers(label("level"), 8, lambda one: passages.level(one.index, words)),
        column(label("level_name"), 16, name, spare=1),
        column(label("evidence"), 34, proof, wide=True),
    )


def _weaknesses(known: Scored, words: Words) -> Table:
    """Return the weaknesses with what the middle level demands.

    A weakness lies below 3, so its goal is 3: what the ministry's recommendations of 2018 ask.
    """
    label, rows, goal = words.label, known.instrument.rows(), levels.middle(known.instrument)

    def demanded(one: Score) -> Cell:
        criterion = rows[one.code].level(goal).criterion
        return Own(criterion) if criterion else label("not_in_source")

    return table(
        levels.weaknesses(known),
        column(label("number"), 5, lambda one: one.code),
        column(label("indicator_name"), 26, lambda one: Own(rows[one.code].short)),
        numbers(label("level"), 8, lambda one: passages.level(one.index, words)),
        numbers(label("html.goal"), 8, lambda _: passages.count(goal)),
        column(label("html.demanded"), 46, demanded, wide=True),
        numbers(label("html.gain"), 9, lambda one: passages.gain(known.gain_to(goal, one), words)),
        caption=label("html.goal_note"),
    )


def tasks(known: Scored, words: Words) -> Iterator[Part]:
    """Yield what to do next: every indicator below the top, with a goal of max(3, level + 1).

    The goal is that of the ministry's recommendations of 2018: from below the target
    straight to it, otherwise to the next level.
    """
    instrument, label, rows = known.instrument, words.label, known.instrument.rows()
    middle, highest = levels.middle(instrument), instrument.highest
    below = [one for one in known.answered if one.index < highest]
    if not below:
        return

    def goal(one: Score) -> int:
        return max(middle, min(instrument.level_at(one.index) + 1, highest))

    def demanded(one: Score) -> Cell:
        end = instrument.reached_at(goal(one))
        criteria = levels.criteria(instrument, one.code, one.index, end, words)
        return Own(criteria.replace("\n", " "))

    def gain(one: Score) -> Number:
        return passages.gain(known.gain_to(goal(one), one), words)

    def usual(one: Score) -> Cell:
        named = rows[one.code].evidence or rows[one.code].evidence_at(goal(one)) or ""
        return Own(" ".join(named.split()))

    made = table(
        sorted(below, key=lambda one: instrument.level_at(one.index)),
        column(label("number"), 5, lambda one: one.code),
        column(label("indicator_name"), 22, lambda one: Own(rows[one.code].short)),
        numbers(label("level"), 8, lambda one: passages.level(one.index, words)),
        numbers(label("html.goal"), 8, lambda one: passages.count(goal(one))),
        column(label("html.demanded"), 48, demanded, spare=2),
        column(label("explain.evidence"), 46, usual, wide=True),
        numbers(label("html.gain"), 9, gain, spare=1),
        column(label("draft.owner"), 14, lambda _: "", wide=True, fill_in=()),
        column(label("draft.deadline"), 11, lambda _: "", wide=True, fill_in=()),
        caption=label("html.tasks_note", goal=middle, highest=highest),
    )
    yield Part(label("draft.tasks"), (made,), paper=True)


def recommendations(known: Scored, words: Words) -> Iterator[Part]:
    """Yield a sentence for every indicator below the top: what its next level needs."""
    instrument, label, rows = known.instrument, words.label, known.instrument.rows()
    below = [one for one in known.answered if one.index < instrument.highest]

    def said(one: Score) -> Cell:
        if index := rows[one.code].external:
            return label("recommendation.index", index=index.name, authority=index.authority)
        return Own(levels.recommendation(instrument, one.code, one.index) or passages.NONE)

    made = table(
        below,
        column(label("number"), 6, lambda one: one.code),
        column(label("indicator_name"), 28, lambda one: Own(rows[one.code].short)),
        numbers(label("level"), 8, lambda one: passages.level(one.index, words)),
        column(label("recommendation.head"), 90, said),
        caption=label("recommendation.note"),
    )
    if below:
        yield Part(label("recommendation.title"), (made,))


def indicators(assessment: Assessment, words: Words) -> Iterator[Part]:
    """Yield every indicator that has a level, answered or assumed, aspect by aspect."""
    if not isinstance(assessment, Sound):
        return
    instrument, sheet, result = assessment.instrument, assessment.sheet, assessment.result
    label, rows, answers = words.label, instrument.rows(), sheet.answers
    scores = {one.code: one for one in result.indicators} if result else {}

    def name(code: str) -> Own:
        return Own(level_name(instrument, rows[code], answers[code].level))

    def proof(code: str) -> str:
        return evidence_of(sheet, code) or label("evidence_not_there")

    def level(code: str) -> Cell:
        return passages.level(answers[code].level, words)

    def explanation(code: str) -> str:
        return answers[code].explanation

    def number(value: Fraction) -> Number:
        return Number(value, words.number(value))

    external = partial(_external, rows, answers, words)
    remark = partial(_remark, instrument, sheet, words)
    columns: list[Shown[str]] = [
        column(label("number"), 6, lambda code: code),
        column(label("indicator_name"), 40, lambda code: Own(rows[code].name, rows[code].short)),
        numbers(label("level"), 8, level, heat=True),
        column(label("level_name"), 16, name, spare=1),
    ]
    if any(one.external for one in instrument.indicators()):
        columns.append(column(label("excel.external"), 14, external, spare=3))
    if result:
        columns += [
            numbers(label("weight"), 9, lambda code: number(scores[code].weight), spare=2),
            numbers(label("points"), 9, lambda code: number(scores[code].points), spare=2),
        ]
    columns += [
        column(label("evidence"), 30, proof, wide=True),
        column(label("excel.explanation"), 40, explanation, wide=True),
        column(label("html.remark"), 16, remark, spare=3),
    ]
    agency = assessment.identity.get("perangkat daerah", "")
    note = f"{label('agency')}: {agency}" if agency else ""
    if answers:
        made = by_aspect(answers, columns, instrument, words, caption=note)
        yield Part(label("html.indicators"), (made,))


def _external(
    rows: Mapping[str, Indicator], answers: Mapping[str, Answer], words: Words, code: str
) -> str:
    """Return the index of another agency that the sheet gives for a row, as `SDI 62,5`."""
    index, value = rows[code].external, answers[code].external
    return f"{index.name} {words.number(value, None)}" if index and value is not None else ""


def _remark(instrument: Instrument, sheet: AnswerSheet, words: Words, code: str) -> State:
    """Return what is to be said of a level: strong, weak, not proved, given by nobody."""
    tone: Tone = ""
    level = sheet.answers[code].level
    keys = []
    if levels.strong(instrument, level):
        keys, tone = ["strong"], "good"
    if levels.weak(instrument, level):
        keys, tone = ["weak"], "bad"
    if code in sheet.assumed:
        keys.append("assumed")
    elif code in sheet.carried.rows:
        keys.append("carried")
    if code not in sheet.assumed and not evidence_of(sheet, code):
        keys.append("unproven")
    return State(", ".join(words.label(f"html.{key}") for key in keys), tone)
