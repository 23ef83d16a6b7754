"""What stands behind an index: strengths, weaknesses, what to do next, and every indicator."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import partial

from spbe_cli.answers import AnswerSheet
from spbe_cli.findings import Numbers
from spbe_cli.instrument import Instrument
from spbe_cli.reports import document as doc
from spbe_cli.reports import levels, passages
from spbe_cli.reports.passages import RowColumns
from spbe_cli.reports.tables import Shown, by_aspect, column, numbers, table
from spbe_cli.scoring import Score
from spbe_cli.sheet.assess import Assessment, Scored, Sound
from spbe_cli.words import Words


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
    made = table(
        levels.those(known, "strong"),
        *of.indicator(6, 34),
        of.level(),
        of.level_name(),
        of.evidence(34),
    )
    if made.rows:
        yield doc.Part(label("excel.strengths"), (*blocks, made))


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
        named = (
            rows[one.code].evidence
            or rows[one.code].evidence_at(levels.goal(instrument, one))
            or ""
        )
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
        column(label("html.remark"), 16, partial(_remark, instrument, sheet, words), spare=3),
    ]
    agency = assessment.identity.get("perangkat daerah", "")
    note = f"{label('agency')}: {agency}" if agency else ""
    made = by_aspect(answers, columns, instrument, words, caption=note)
    yield doc.Part(label("html.indicators"), (made,))


def _remark(instrument: Instrument, sheet: AnswerSheet, words: Words, code: str) -> doc.State:
    answer = sheet.answers[code]
    standing = levels.standing(instrument, answer.level)
    tones: Mapping[str, doc.Tone] = {"strong": "good", "weak": "bad"}
    keys: list[str] = [standing] if standing in tones else []
    if code in sheet.assumed:
        keys.append("assumed")
    elif code in sheet.carried.rows:
        keys.append("carried")
    if code not in sheet.assumed and not answer.evidence.strip():
        keys.append("unproven")
    return doc.State(", ".join(words.label(f"html.{key}") for key in keys), tones.get(standing, ""))
