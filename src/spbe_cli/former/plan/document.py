"""The plan as a document: where it leads, phase by phase, and who must reach what."""

from collections.abc import Iterator
from fractions import Fraction

from spbe_cli.comparison import Comparison
from spbe_cli.former import Page, changed, passages
from spbe_cli.former.about import about
from spbe_cli.former.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Items,
    Number,
    Own,
    Paragraph,
    Row,
    Table,
    Verdict,
)
from spbe_cli.former.plan import story
from spbe_cli.instrument import Instrument
from spbe_cli.planning.plans import Change, Phase, Plan
from spbe_cli.planning.reach import above_bound
from spbe_cli.reports.statements import gain_text, origin, parts_heading, raise_text
from spbe_cli.scoring import IndexResult
from spbe_cli.weighing import Planned
from spbe_cli.words import Words


def document(planned: Planned, page: Page) -> Document:
    """Return the best plan with the findings."""
    words, assessment = page.words, passages.named(planned.assessment)
    plan = planned.plans[0] if planned.plans else None
    whose = story.heading(planned, plan, words) if plan else assessment.file
    blocks: list[Block] = list(passages.unscored((assessment,), words))
    if plan:
        blocks += result(planned, plan, words)
    blocks += passages.findings(planned.findings, words)
    blocks += about((assessment,), page)
    return Document(
        title=passages.title("plan", whose, words),
        subtitle=origin(assessment, words),
        blocks=tuple(blocks),
        caveats=passages.caveats(assessment, words),
        file=assessment.file,
    )


def result(planned: Planned, plan: Plan, words: Words) -> Iterator[Block]:
    """Yield what the plan leads to, and the way there."""
    yield verdict(plan, words)
    if not plan.changes:
        yield Paragraph(story.unchanged(planned, words), "strong")
        return
    yield Paragraph(story.summary(planned, plan, words), "strong")
    caution = story.caution(planned, plan, words)
    if caution:
        yield Paragraph(caution)
    instrument = story.instrument_of(planned)
    yield changed.scale_drawing((plan.before, plan.after), now_and_then(words), instrument, words)
    yield Paragraph(words.label("plan.gain_note", name=plan.after.total.name), "grey")
    if len(plan.phases) > 1:
        yield Heading(words.label("plan.phases"))
        yield phases(planned, plan, words)
    yield from work(planned, plan, words)
    yield from parts(plan, words)
    yield from others(planned, words)


def others(planned: Planned, words: Words) -> Iterator[Block]:
    """Yield the plans that are equally light."""
    found = story.alternatives(planned, words)
    if found:
        yield Heading(words.label("plan.others"))
        yield from map(Paragraph, found[:1])
        yield from [Items(tuple(found[1:]))] * bool(found[1:])


def verdict(plan: Plan, words: Words) -> Verdict:
    """Return the index that the plan leads to, with the present one beside it."""
    before, after = plan.before, plan.after
    note = words.label(
        "changed.now", index=words.number(before.total.index), predicate=before.predicate.name
    )
    name = words.label("plan.verdict", name=after.total.name)
    return Verdict(name, passages.index(after.total.index, words), after.predicate.name, note)


def phases(planned: Planned, plan: Plan, words: Words) -> Table:
    """Return the road: index, predicate and margin above its bound, now and after every phase."""
    columns = (
        Column(words.label("plan.phase_head"), 14),
        Column(words.label("changed.count"), 18, number=True),
        Column(words.label("plan.gain"), 12, number=True),
        Column(words.label("index"), 10, number=True),
        Column(words.label("predicate"), 16),
        Column(words.label("plan.beyond"), 16, number=True),
        Column(story.effort_head(planned, words), 16, number=True),
    )
    rows = [Row((words.label("simulate.before"), "", "", *ends(plan.before, words), "", ""))]
    former = plan.before
    for phase in plan.phases:
        added = passages.gain(phase.after.total.index - former.total.index, words)
        amount = passages.count(len(phase.changes))
        told = beyond(phase, story.instrument_of(planned), words), effort(phase.effort, words)
        rows.append(Row((str(phase.number), amount, added, *ends(phase.after, words), *told)))
        former = phase.after
    return Table(columns, tuple(rows))


def ends(reached: IndexResult, words: Words) -> tuple[Cell, ...]:
    """Return index and predicate."""
    return passages.index(reached.total.index, words), reached.predicate.name


def beyond(phase: Phase, instrument: Instrument, words: Words) -> Cell:
    """Return how far a phase gets above the bound of its predicate, if that has one."""
    above = above_bound(instrument, phase)
    return passages.NONE if above is None else passages.gain(above, words)


def effort(value: Fraction, words: Words) -> Number:
    """Return an effort; its unit stands in the head of its column."""
    return Number(value, words.show(value), passages.PARTS_OF_EFFORT[value.denominator > 1])


def work(planned: Planned, plan: Plan, words: Words) -> Iterator[Block]:
    """Yield the work list: phase by phase, agency by agency."""
    if planned.assignment is not None:
        yield Heading(words.label("plan.load"))
        yield load(planned, plan, words)
    for phase in plan.phases:
        several = len(plan.phases) > 1
        yield Heading(
            story.phase_line(planned, phase, plan, words) if several else words.label("plan.work")
        )
        for group in story.groups(planned, phase.changes):
            if planned.assignment is not None:
                name = group.agency or words.label("plan.unassigned")
                gain = gain_text(group.gain, words)
                yield Heading(words.label("plan.group", agency=name, gain=gain), 3)
            yield work_list(planned, group.changes, words)


def load(planned: Planned, plan: Plan, words: Words) -> Table:
    """Return how much every agency has to do, and what it adds."""
    columns = (
        Column(words.label("batch.agency"), 46),
        Column(words.label("changed.count"), 18, number=True),
        Column(words.label("plan.gain"), 12, number=True),
    )
    rows = [
        Row(
            (
                group.agency or words.label("plan.unassigned"),
                passages.count(len({change.row for change in group.changes})),
                passages.gain(group.gain, words),
            )
        )
        for group in story.groups(planned, plan.changes)
    ]
    rising = passages.count(len({change.row for change in plan.changes}))
    total = (words.label("plan.total"), rising, passages.gain(plan.gain, words))
    return Table(columns, (*rows, Row(total, "total")))


def work_list(planned: Planned, changes: tuple[Change, ...], words: Words) -> Table:
    """Return what an agency raises, and what must then be there."""
    instrument, weighed = story.instrument_of(planned), planned.wish.efforts is not None
    columns = (
        Column(words.label("number"), 7),
        Column(words.label("indicator_name"), 28),
        Column(words.label("level"), 10),
        Column(words.label("plan.criterion"), 50),
        Column(words.label("explain.evidence"), 40),
        Column(words.label("plan.gain"), 10, number=True),
        *[Column(story.effort_head(planned, words), 10, number=True)] * weighed,
    )
    rows = (
        Row(
            (
                change.row,
                Own(instrument.rows()[change.row].short),
                raise_text(change.start, change.end, words),
                Own(" ".join(story.criteria(instrument, change, words).split("\n"))),
                Own("; ".join(story.evidence(instrument, change).split("\n"))),
                passages.gain(change.gain, words),
                *[effort(change.effort, words)] * weighed,
            )
        )
        for change in changes
    )
    return Table(columns, tuple(rows))


def parts(plan: Plan, words: Words) -> Iterator[Block]:
    """Yield what becomes of domains and aspects."""
    made = Comparison(plan.before, plan.after, ())
    yield Heading(parts_heading(made.before, words))
    yield changed.parts_table(made, now_and_then(words), words)
    yield from changed.bars_of_parts(made, words)


def now_and_then(words: Words) -> tuple[str, str]:
    """Return what the results before and after a plan are called."""
    return words.label("simulate.before"), words.label("simulate.after")
