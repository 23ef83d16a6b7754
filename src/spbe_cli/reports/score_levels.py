"""What stands behind an index: strengths, weaknesses, what to do next, and every indicator."""

from collections.abc import Iterator
from fractions import Fraction

from spbe_cli.answers import Answer, AnswerSheet
from spbe_cli.findings import Numbers
from spbe_cli.instrument import Instrument
from spbe_cli.reports import levels, passages
from spbe_cli.reports.document import (
    Blocks,
    Cell,
    Column,
    Number,
    Own,
    Paragraph,
    Part,
    State,
    Table,
    Tone,
)
from spbe_cli.reports.levels import Scored, evidence_of, level_name
from spbe_cli.scoring import Score
from spbe_cli.sheet.assess import Assessment
from spbe_cli.words import Words


def strengths_and_weaknesses(known: Scored, words: Words) -> Iterator[Part]:
    """Yield both by the ministry's written rule."""
    goal = levels.middle(known.instrument)
    between: Blocks = ()
    if known.between:
        numbers = Numbers(tuple(one.code for one in known.between))
        between = (Paragraph(words.label("html.on_target", level=goal, numbers=numbers)),)
    if known.strong:
        lowest = known.instrument.highest - levels.STRONG_FROM
        rule = Paragraph(words.label("html.split_strong", strong=lowest), "grey")
        yield Part(words.label("excel.strengths"), (rule, *between, _strengths(known, words)))
    if known.weak:
        rule = Paragraph(words.label("html.split_weak", weak=goal), "grey")
        yield Part(words.label("excel.weaknesses"), (rule, _weaknesses(known, words)))


def _strengths(known: Scored, words: Words) -> Table:
    """Return the strengths with their evidence."""
    label, instrument, rows = words.label, known.instrument, known.instrument.rows()
    nothing = label("evidence_not_there")
    return passages.table(
        known.strong,
        (Column(label("number"), 6), lambda one: one.code),
        (Column(label("indicator_name"), 34), lambda one: Own(rows[one.code].short)),
        (Column(label("level"), 8, number=True), lambda one: passages.level(one.index, words)),
        (
            Column(label("level_name"), 16, spare=1),
            lambda one: Own(level_name(instrument, rows[one.code], one.index)),
        ),
        (
            Column(label("evidence"), 34, wide=True),
            lambda one: evidence_of(known.sheet, one.code) or nothing,
        ),
    )


def _weaknesses(known: Scored, words: Words) -> Table:
    """Return the weaknesses with what the middle level demands.

    A weakness lies below 3, so its goal is 3: what the ministry's recommendations of 2018 ask.
    """
    label, rows, goal = words.label, known.instrument.rows(), levels.middle(known.instrument)

    def demanded(one: Score) -> Cell:
        criterion = rows[one.code].level(goal).criterion
        return Own(criterion) if criterion else label("not_in_source")

    return passages.table(
        known.weak,
        (Column(label("number"), 5), lambda one: one.code),
        (Column(label("indicator_name"), 26), lambda one: Own(rows[one.code].short)),
        (Column(label("level"), 8, number=True), lambda one: passages.level(one.index, words)),
        (Column(label("html.goal"), 8, number=True), lambda _: passages.count(goal)),
        (Column(label("html.demanded"), 46, wide=True), demanded),
        (
            Column(label("html.gain"), 9, number=True),
            lambda one: passages.gain(known.gain_to(goal, one), words),
        ),
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
        return Own(
            " ".join(levels.criteria(instrument, one.code, one.index, end, words).split("\n"))
        )

    def usual(one: Score) -> Cell:
        indicator = rows[one.code]
        return Own(" ".join((indicator.evidence or indicator.evidence_at(goal(one)) or "").split()))

    table = passages.table(
        sorted(below, key=lambda one: instrument.level_at(one.index)),
        (Column(label("number"), 5), lambda one: one.code),
        (Column(label("indicator_name"), 22), lambda one: Own(rows[one.code].short)),
        (Column(label("level"), 8, number=True), lambda one: passages.level(one.index, words)),
        (Column(label("html.goal"), 8, number=True), lambda one: passages.count(goal(one))),
        (Column(label("html.demanded"), 48, spare=2), demanded),
        (Column(label("explain.evidence"), 46, wide=True), usual),
        (
            Column(label("html.gain"), 9, number=True, spare=1),
            lambda one: passages.gain(known.gain_to(goal(one), one), words),
        ),
        (Column(label("draft.owner"), 14, wide=True, fill_in=()), lambda _: ""),
        (Column(label("draft.deadline"), 11, wide=True, fill_in=()), lambda _: ""),
        caption=label("html.tasks_note", goal=middle, highest=highest),
    )
    yield Part(label("draft.tasks"), (table,), paper=True)


def indicators(assessment: Assessment, words: Words) -> Iterator[Part]:
    """Yield every indicator that has a level, answered or assumed, aspect by aspect."""
    instrument, sheet, result = assessment.instrument, assessment.sheet, assessment.result
    if instrument is None or sheet is None:
        return
    label, rows = words.label, instrument.rows()
    scores = {one.code: one for one in result.indicators} if result else {}
    reached = {code: score.index for code, score in scores.items()}
    found = {**sheet.assumed, **sheet.levels(), **reached}

    def answer(code: str) -> Answer:
        return sheet.answers.get(code) or Answer(found[code])

    def external(code: str) -> Cell:
        """Write the index of another agency that the sheet gives, as `SDI 62,5`."""
        index, value = rows[code].external, answer(code).external
        return f"{index.name} {words.number(value, None)}" if index and value is not None else ""

    def number(value: Fraction | None) -> Cell:
        return "" if value is None else Number(value, words.number(value))

    columns: list[passages.Shown[str]] = [
        (Column(label("number"), 6), lambda code: code),
        (Column(label("indicator_name"), 40), lambda code: Own(rows[code].name, rows[code].short)),
        (
            Column(label("level"), 8, number=True, heat=True),
            lambda code: passages.level(found[code], words),
        ),
        (
            Column(label("level_name"), 16, spare=1),
            lambda code: Own(level_name(instrument, rows[code], found[code])),
        ),
    ]
    if instrument.external_indicators():
        columns.append((Column(label("excel.external"), 14, spare=3), external))
    if result:
        weights = {code: score.weight for code, score in scores.items()}
        points = {code: score.points for code, score in scores.items()}
        columns += [
            (
                Column(label("weight"), 9, number=True, spare=2),
                lambda code: number(weights.get(code)),
            ),
            (
                Column(label("points"), 9, number=True, spare=2),
                lambda code: number(points.get(code)),
            ),
        ]
    columns += [
        (
            Column(label("evidence"), 30, wide=True),
            lambda code: evidence_of(sheet, code) or label("evidence_not_there"),
        ),
        (Column(label("excel.explanation"), 40, wide=True), lambda code: answer(code).explanation),
        (
            Column(label("html.remark"), 16, spare=3),
            lambda code: _remark(instrument, sheet, code, found[code], words),
        ),
    ]
    agency = assessment.identity.get("perangkat daerah", "")
    note = f"{label('agency')}: {agency}" if agency else ""
    if any(code in found for code in rows):
        table = passages.by_aspect(found, columns, instrument, words, note)
        yield Part(label("html.indicators"), (table,))


def _remark(
    instrument: Instrument, sheet: AnswerSheet, code: str, level: Fraction, words: Words
) -> State:
    """Return what is to be said of a level: strong, weak, not proved, given by nobody."""
    tone: Tone = ""
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
