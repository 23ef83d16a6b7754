"""The plan as Markdown, for notes: the same as on the screen, with criterion and evidence."""

from collections.abc import Iterator

from spbe_cli.planning.plans import Change, Plan
from spbe_cli.reports import Page
from spbe_cli.reports import markdown as md
from spbe_cli.reports import plan_story as story
from spbe_cli.weighing import Planned


def markdown(planned: Planned, page: Page) -> str:
    """Write the plan and the findings as Markdown."""
    return "\n".join(lines(planned, page)) + "\n"


def lines(planned: Planned, page: Page) -> Iterator[str]:
    """Yield the lines of the document."""
    words = page.words
    if planned.plans:
        plan = planned.plans[0]
        yield from (f"# {md.plain(story.heading(planned, plan, words))}", "")
        yield from plan_lines(planned, plan, page)
    else:
        yield f"# {md.plain(planned.assessment.file)}"
    yield from ("", f"## {words.label('findings')}", "")
    yield from (f"- {md.plain(words.line(finding))}" for finding in planned.findings)
    if not planned.findings:
        yield words.label("no_findings")


def plan_lines(planned: Planned, plan: Plan, page: Page) -> Iterator[str]:
    """Yield what rises and what it leads to."""
    words = page.words
    if not plan.changes:
        reached = planned.goal.target is not None
        text = story.reached_already(planned, words) if reached else words.label("plan.nothing")
        yield md.plain(text)
        return
    yield md.plain(story.summary(planned, plan, words))
    for phase in plan.phases:
        if len(plan.phases) > 1:
            yield from ("", f"## {md.plain(story.phase_line(phase, plan, words))}")
        for group in story.groups(planned, phase.changes):
            yield ""
            if planned.assignment is not None:
                name = group.agency or words.label("plan.unassigned")
                gain = story.gain_text(group.gain, words)
                yield from (f"**{md.plain(name)}** {md.plain(gain)}", "")
            yield from group_table(planned, group.changes, page)
    for said in (story.caution(planned, plan, words), *story.alternatives(planned, words)):
        if said:
            yield from ("", md.plain(said))


def group_table(planned: Planned, changes: tuple[Change, ...], page: Page) -> Iterator[str]:
    """Yield the table of what an agency raises."""
    words, instrument = page.words, story.instrument_of(planned)
    keys = ("number", "indicator_name", "level", "plan.criterion", "explain.evidence", "plan.gain")
    rows = [
        [
            change.row,
            instrument.rows()[change.row].short,
            story.raise_text(change.start, change.end, words),
            " ".join(story.criteria(instrument, change, words).split("\n")),
            "; ".join(story.evidence(instrument, change).split("\n")),
            story.gain_text(change.gain, words),
        ]
        for change in changes
    ]
    yield from md.table([words.label(key) for key in keys], rows, right=1)
