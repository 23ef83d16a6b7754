"""From a sheet and the work lists of its plan to what is done, late and open.

What is done counts as reached: the levels of the sheet, raised to those of the finished rows.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Final, Literal

from spbe_cli.answers import Cell, as_found
from spbe_cli.assignment import Assignment
from spbe_cli.files.assignments import load_assignment
from spbe_cli.findings import Day, Fact, Finding, Numbers, Place, has_errors
from spbe_cli.instrument import Instrument
from spbe_cli.scoring import IndexResult, score
from spbe_cli.sheet.assess import Assessment, Scored
from spbe_cli.sheet.cells import CellFault, level_of, written
from spbe_cli.sheet.numbers import day_of, number_of, span
from spbe_cli.xlsx.lists import WorkRow, in_all, read_work_lists
from spbe_cli.xlsx.package import Refused

State = Literal["done", "late", "running", "open"]
STATES: Final[tuple[State, ...]] = ("done", "late", "running", "open")
_MOST_FINDINGS: Final = 200
"""A workbook with more faults is no plan that somebody filled in by hand."""
_WRITTEN: Final[Mapping[State, str]] = {
    "done": "plan.status_done",
    "running": "plan.status_running",
    "open": "plan.status_open",
}


@dataclass(frozen=True, slots=True)
class Task:
    """One row of a work list; late is what is not done on the day after its deadline."""

    row: str
    start: Fraction | None
    end: Fraction
    agency: str | None
    owner: str
    due: Day | None
    state: State


@dataclass(frozen=True, slots=True)
class ProgressResult:
    """What came of a plan: its rows, the index with what is done, and with all of it.

    Without results the sheet or the work lists have errors.
    """

    assessment: Assessment
    file: str
    today: Day
    findings: tuple[Finding, ...]
    tasks: tuple[Task, ...] = ()
    reached: IndexResult | None = None
    complete: IndexResult | None = None


def progress_of(
    assessment: Assessment, path: Path, today: Day, assign: Path | None = None
) -> ProgressResult:
    """Hold the work lists of a plan against a sheet.  Raises OSError."""
    file = str(path)
    if not isinstance(assessment, Scored):
        return ProgressResult(assessment, file, today, assessment.findings)
    instrument = assessment.instrument
    owners = load_assignment(assign, instrument)
    try:
        rows = read_work_lists(path, file)
    except Refused as refused:
        findings = (*assessment.findings, *owners.findings, refused.finding)
        return ProgressResult(assessment, file, today, findings)
    levels, told = assessment.sheet.levels(), list(owners.findings)
    tasks = tuple(_tasks(rows, file, instrument, today, told))
    if owners.assignment:
        tasks = tuple(_owned(tasks, owners.assignment, instrument))
    tasks = tuple(_once(tasks, file, told))
    told += _same_start(tasks, levels, file)
    findings = (*assessment.findings, *told)
    if has_errors(findings):
        return ProgressResult(assessment, file, today, findings)
    done = (task for task in tasks if task.state == "done")
    reached, complete = (score(instrument, _raised(levels, some)) for some in (done, tasks))
    return ProgressResult(assessment, file, today, findings, tasks, reached, complete)


def _raised(levels: Mapping[str, Fraction], tasks: Iterable[Task]) -> dict[str, Fraction]:
    raised = dict(levels)
    for task in tasks:
        raised[task.row] = max(raised.get(task.row, task.end), task.end)
    return raised


def _tasks(
    rows: Iterable[WorkRow], file: str, instrument: Instrument, today: Day, told: list[Finding]
) -> Iterator[Task]:
    """A179, A238: number, level, status and deadline of every row can be read."""
    for row in rows:
        if len(told) > _MOST_FINDINGS:
            return
        cells = row.cells

        def tell(code: str, what: str, row: WorkRow = row, **facts: Fact) -> None:
            cell = row.cells[what]
            variant = "" if code == "A238" else what
            facts = {"found": as_found(cell), "cell": cell.ref, **facts}
            told.append(Finding(code, Place(file, row.sheet, cell.ref), facts, variant))

        number = number_of(cells["number"]) or ""
        number = instrument.aliases.get(number, number)
        state, end = _state_of(cells["status"]), _level(cells["end"], instrument)
        if number not in instrument.rows():
            tell("A179", "number", instrument=instrument.title, range=span(instrument))
        elif end is None:
            tell("A179", "end", scale=f"{instrument.lowest}-{instrument.highest}")
        elif state is None:
            tell("A179", "status")
        else:
            due = day_of(row.cell("due"))
            if due is None and not row.cell("due").blank:
                tell("A238", "due")
            if state != "done" and due and due < today:
                state = "late"
            start = _level(row.cell("start"), instrument)
            owner = written(row.cell("owner"))
            yield Task(number, start, end, row.agency, owner, due, state)


def _level(cell: Cell, instrument: Instrument) -> Fraction | None:
    try:
        return level_of(cell, instrument)
    except CellFault:
        return None


def _state_of(cell: Cell) -> State | None:
    """Return what a status says; a blank one says that nobody has begun."""
    if cell.blank:
        return "open"
    said = " ".join(written(cell).casefold().split())
    for state, key in _WRITTEN.items():
        if said in map(str.casefold, in_all(key)):
            return state
    return None


def _owned(tasks: Iterable[Task], assignment: Assignment, instrument: Instrument) -> Iterator[Task]:
    """Put every row under the agency that an assignment names."""
    for task in tasks:
        owner = assignment.owners.get(instrument.rows()[task.row].code)
        yield replace(task, agency=owner.name if owner else None)


def _once(tasks: Iterable[Task], file: str, told: list[Finding]) -> Iterator[Task]:
    """A239: no raise stands in the lists twice; the first one counts."""
    first: dict[tuple[str, Fraction], Task] = {}
    twice: dict[str, None] = {}
    for task in tasks:
        if first.setdefault((task.row, task.end), task) is task:
            yield task
        else:
            twice[task.row] = None
    if twice:
        facts: dict[str, Fact] = {"count": len(twice), "numbers": Numbers(tuple(twice))}
        told.append(Finding("A239", Place(file), facts))


def _same_start(
    tasks: Iterable[Task], levels: Mapping[str, Fraction], file: str
) -> Iterator[Finding]:
    """A237: the sheet has the level that the plan begins with, or one that it leads to."""
    known: dict[str, set[Fraction | None]] = {}
    for task in tasks:
        known.setdefault(task.row, set()).update((task.start, task.end))
    moved = tuple(
        row for row, some in known.items() if None not in some and levels.get(row) not in some
    )
    if moved:
        facts: dict[str, Fact] = {"count": len(moved), "numbers": Numbers(moved)}
        yield Finding("A237", Place(file), facts)
