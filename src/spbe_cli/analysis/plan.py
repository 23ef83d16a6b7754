"""From a sheet and what a plan is to reach to the best plan, and from its work lists to the state.

The sheet has been assessed.  What the files of the user say wrongly becomes findings beside those
of the sheet; without a sound sheet and sound files there is no plan.  What is done of one counts
as reached: the levels of the sheet, raised to those of the finished rows.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Final, Literal

from spbe_cli.analysis.plan_raises import Efforts, Goal, Lifted, Plan, Planner, Terms, target_within
from spbe_cli.answers import Assignment, Cell, as_found
from spbe_cli.exact import as_typed, rounded
from spbe_cli.files import EFFORTS
from spbe_cli.files.assignments import load_assignment
from spbe_cli.findings import Day, Fact, Finding, Numbers, Place, Printed, Reached, has_errors
from spbe_cli.frozen import frozen
from spbe_cli.instrument import Instrument
from spbe_cli.scoring import IndexResult, band, predicate_named, reaching, score
from spbe_cli.sheet.assess import Assessment, Scored
from spbe_cli.sheet.values import CellFault, day_of, level_of, number_of, span, written
from spbe_cli.xlsx.package import Refused
from spbe_cli.xlsx.tables import WorkRow, in_all, read_work_lists

TaskState = Literal["done", "late", "running", "open"]
STATES: Final[tuple[TaskState, ...]] = ("done", "late", "running", "open")
_MOST_FINDINGS: Final = 200
"""A workbook with more faults is no plan that somebody filled in by hand."""
_WRITTEN: Final[Mapping[TaskState, str]] = {
    "done": "plan.status_done",
    "running": "plan.status_running",
    "open": "plan.status_open",
}


@frozen
class PlanOptions:
    """What a plan is to reach (an index, or the name of a predicate), and within which limits."""

    target: Fraction | str | None = None
    reserve: Fraction = Fraction(0)
    budget: Fraction | None = None
    step: int = 1
    phases: int = 1
    locked: tuple[str, ...] = ()
    alternatives: int = 0
    efforts: Path | None = None
    assign: Path | None = None


@frozen
class PlanResult:
    """What came of `plan`: the best plan and its equals, none if out of reach or by findings.

    `highest_index` can be reached, `lifted` are the limits without which there is a better plan.
    """

    assessment: Assessment
    findings: tuple[Finding, ...]
    options: PlanOptions
    goal: Goal = field(default_factory=Goal)
    plans: tuple[Plan, ...] = ()
    assignment: Assignment | None = None
    unit: str | None = None
    highest_index: Fraction | None = None
    lifted: tuple[Lifted, ...] = ()


def plan_sheet(assessment: Assessment, options: PlanOptions) -> PlanResult:
    """Return the best plan for a sheet; UsageError if there is no such predicate, or OSError."""
    instrument = assessment.instrument
    if instrument is None:
        return PlanResult(assessment, assessment.findings, options)
    efforts, faults = load_efforts(options.efforts, instrument)
    owners = load_assignment(options.assign, instrument)
    findings = (*assessment.findings, *faults, *owners.findings)
    if not isinstance(assessment, Scored):
        return PlanResult(assessment, findings, options)
    goal = goal_of(instrument, options)
    told = PlanResult(assessment, findings, options, goal)
    if has_errors(findings):
        return told
    terms = Terms(options.step, options.phases, frozenset(options.locked), efforts)
    planner = Planner(instrument, assessment.sheet.levels())
    found = planner.plans(goal, terms, options.alternatives + 1)
    if not found:
        broken = _out_of_reach(planner, goal, terms, options.reserve, assessment.file)
        return replace(told, findings=(*findings, broken))
    return replace(
        told,
        plans=found,
        assignment=owners.assignment,
        unit=efforts.unit,
        highest_index=planner.best_index(goal, terms)[0],
        lifted=tuple(planner.lifted(goal, terms, found[0])),
    )


def goal_of(instrument: Instrument, options: PlanOptions) -> Goal:
    """Return the goal in exact numbers; UsageError if there is no such predicate."""
    target, reserve, budget = options.target, options.reserve, options.budget
    if target is None:
        return Goal(budget=budget)
    if isinstance(target, Fraction):
        return Goal(target, target + reserve, budget)
    predicate = predicate_named(instrument, target)
    return Goal(predicate.minimum, reaching(instrument, predicate) + reserve, budget)


def load_efforts(path: Path | None, instrument: Instrument) -> tuple[Efforts, tuple[Finding, ...]]:
    """Read efforts; without a file every raise is one.  Raises OSError."""
    found, findings = EFFORTS.load(path, str(path), instrument) if path else (None, ())
    if found is None:
        return Efforts(), findings
    given = found.efforts.items()
    raises = {(code, level): one for code, ones in given for level, one in ones.items()}
    return Efforts(raises, found.default, found.unit), findings


def _out_of_reach(
    planner: Planner, goal: Goal, terms: Terms, reserve: Fraction, file: str
) -> Finding:
    """A160: the target can be reached."""
    instrument, needed = planner.instrument, goal.needed or Fraction(0)
    missed = planner.shortfall(goal, terms, reserve)
    alone = missed.limit in {"reserve", "beyond"}
    facts: dict[str, Fact] = {
        "target": Printed(needed - reserve if alone else needed),
        "predicate": band(instrument, Fraction(rounded(needed))).name,
        "maximum": Reached(missed.highest),
        "below": Printed(target_within(missed.best, reserve)),
        "count": terms.step * terms.phases,
        "scale": f"{instrument.lowest}-{instrument.highest}",
        "number": str(missed.step),
    }
    # The limit that the user set, and what it would have to be.
    if alone:
        facts |= {"limit": reserve, "minimum": target_within(missed.best, needed - reserve)}
    elif goal.budget is not None:
        facts |= {"limit": goal.budget, "minimum": missed.effort}
    return Finding("A160", Place(file), facts, missed.limit)


@frozen
class Target:
    """An index to reach, and the lightest plan for it within the smallest step that suffices."""

    index: Fraction
    step: int
    plan: Plan


def target_of(assessment: Assessment, target: Fraction | str) -> Target | None:
    """Return what brings a scored sheet to a target; UsageError if there is no such predicate."""
    instrument = assessment.instrument
    goal = goal_of(instrument, PlanOptions(target)) if instrument else Goal()
    if instrument is None or not isinstance(assessment, Scored):
        return None
    planner = Planner(instrument, assessment.sheet.levels())
    for step in range(1, instrument.highest + 2):  # an assumed 0 lies below the scale
        if found := planner.plans(goal, Terms(step)):
            return Target(goal.needed or Fraction(0), step, found[0])
    return None


# What agencies filled into the work lists of a plan: done, late and open


@frozen
class WorkItem:
    """One row of a work list; late is what is not done on the day after its deadline."""

    row: str
    start: Fraction | None
    end: Fraction
    agency: str | None
    owner: str
    due: Day | None
    state: TaskState


@frozen
class ProgressResult:
    """What came of a plan: its rows, the index with what is done, and with all; none by errors."""

    assessment: Assessment
    file: str
    today: Day
    findings: tuple[Finding, ...]
    tasks: tuple[WorkItem, ...] = ()
    reached: IndexResult | None = None
    complete: IndexResult | None = None


def progress_of(
    assessment: Assessment, path: Path, today: Day, assign: Path | None = None
) -> ProgressResult:
    """Hold the work lists of a plan against a sheet.  Raises OSError."""
    file = str(path)
    result = ProgressResult(assessment, file, today, assessment.findings)
    if not isinstance(assessment, Scored):
        return result
    instrument, levels = assessment.instrument, assessment.sheet.levels()
    owners = load_assignment(assign, instrument)
    told = list(owners.findings)
    tasks: tuple[WorkItem, ...] = ()
    try:
        rows = read_work_lists(path, file)
        every = _tasks(rows, file, instrument, owners.assignment, today, told)
        tasks = _once(every, levels, file, told)
    except Refused as refused:
        told.append(refused.finding)
    result = replace(result, findings=(*assessment.findings, *told))
    if has_errors(told):
        return result
    reached, complete = dict(levels), dict(levels)
    for task in tasks:
        for known in (reached, complete) if task.state == "done" else (complete,):
            known[task.row] = max(known.get(task.row, task.end), task.end)
    ends = [score(instrument, known) for known in (reached, complete)]
    return replace(result, tasks=tasks, reached=ends[0], complete=ends[1])


def _tasks(
    rows: Iterable[WorkRow],
    file: str,
    instrument: Instrument,
    assignment: Assignment | None,
    today: Day,
    told: list[Finding],
) -> Iterator[WorkItem]:
    """A179, A238: number, level, status and deadline of every row can be read."""
    states = {word.casefold(): one for one, key in _WRITTEN.items() for word in in_all(key)}
    for row in rows:
        if len(told) > _MOST_FINDINGS:
            return
        cells, due = row.cells, day_of(row.cell("due"))
        number = number_of(cells["number"]) or ""
        number = instrument.aliases.get(number, number)
        status, end = cells["status"], _level(cells["end"], instrument)
        # A blank status says that nobody has begun.
        state = "open" if status.blank else states.get(" ".join(written(status).casefold().split()))
        if number not in instrument.rows():
            known: dict[str, Fact] = {"instrument": instrument.title, "range": span(instrument)}
            told.append(_unread("A179", "number", row, file, **known))
        elif end is None:
            scale = f"{instrument.lowest}-{instrument.highest}"
            told.append(_unread("A179", "end", row, file, scale=scale))
        elif state is None:
            told.append(_unread("A179", "status", row, file))
        else:
            if due is None and not row.cell("due").blank:
                told.append(_unread("A238", "due", row, file))
            if state != "done" and due and due < today:
                state = "late"
            agency, owner = row.agency, written(row.cell("owner"))
            if assignment:
                found = assignment.owners.get(instrument.rows()[number].code)
                agency = found.name if found else None
            start = _level(row.cell("start"), instrument)
            yield WorkItem(number, start, end, agency, owner, due, state)


def _unread(code: str, what: str, row: WorkRow, file: str, **facts: Fact) -> Finding:
    cell = row.cells[what]
    facts = {"found": as_found(cell), "cell": cell.ref, **facts}
    return Finding(code, Place(file, row.sheet, cell.ref), facts, "" if what == "due" else what)


def _level(cell: Cell, instrument: Instrument) -> Fraction | None:
    try:
        return level_of(cell, instrument)
    except CellFault as fault:
        # A level converted from an index has no end: our own lists hold many of its decimals.
        found = cell.value if fault.code == "A118" else None
        return Fraction(as_typed(Fraction(found))) if isinstance(found, Decimal) else None


def _once(
    tasks: Iterable[WorkItem], levels: Mapping[str, Fraction], file: str, told: list[Finding]
) -> tuple[WorkItem, ...]:
    """A239, A237: no raise stands in the lists twice, and the sheet has a level of the plan."""
    first: dict[tuple[str, Fraction], WorkItem] = {}
    known: dict[str, set[Decimal | None]] = {}
    twice: dict[str, None] = {}
    for task in tasks:
        if first.setdefault((task.row, task.end), task) is task:
            ends = (None if one is None else as_typed(one) for one in (task.start, task.end))
            known.setdefault(task.row, set()).update(ends)
        else:
            twice[task.row] = None
    now = {row: as_typed(level) for row, level in levels.items()}
    moved = (row for row, own in known.items() if None not in own and now.get(row) not in own)
    for code, found in (("A239", tuple(twice)), ("A237", tuple(moved))):
        if found:
            facts: dict[str, Fact] = {"count": len(found), "numbers": Numbers(found)}
            told.append(Finding(code, Place(file), facts))
    return tuple(first.values())
