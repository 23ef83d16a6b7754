"""From a sheet and the work lists of its plan to what is done, late and open.

What is done counts as reached: the levels of the sheet, raised to those of the finished rows.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final, Literal

from spbe_cli.answers import Assignment, Cell, as_found
from spbe_cli.files.assignments import load_assignment
from spbe_cli.findings import Day, Fact, Finding, Numbers, Place, has_errors
from spbe_cli.instrument import Instrument
from spbe_cli.scoring import IndexResult, score
from spbe_cli.sheet.assess import Assessment, Scored
from spbe_cli.sheet.cells import CellFault, day_of, level_of, number_of, span, written
from spbe_cli.xlsx.package import Refused
from spbe_cli.xlsx.tables import WorkRow, in_all, read_work_lists

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
    told = list(owners.findings)
    try:
        rows = read_work_lists(path, file)
    except Refused as refused:
        findings = (*assessment.findings, *told, refused.finding)
        return ProgressResult(assessment, file, today, findings)
    every = _tasks(rows, file, instrument, owners.assignment, today, told)
    tasks = _once(every, assessment.sheet.levels(), file, told)
    findings = (*assessment.findings, *told)
    if has_errors(findings):
        return ProgressResult(assessment, file, today, findings)
    reached, complete = assessment.sheet.levels(), assessment.sheet.levels()
    for task in tasks:
        for levels in (reached, complete) if task.state == "done" else (complete,):
            levels[task.row] = max(levels.get(task.row, task.end), task.end)
    results = (score(instrument, levels) for levels in (reached, complete))
    return ProgressResult(assessment, file, today, findings, tasks, *results)


def _tasks(
    rows: Iterable[WorkRow],
    file: str,
    instrument: Instrument,
    assignment: Assignment | None,
    today: Day,
    told: list[Finding],
) -> Iterator[Task]:
    """A179, A238: number, level, status and deadline of every row can be read.

    An assignment says whose row it is; without one its list does.
    """
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
            yield Task(number, start, end, agency, owner, due, state)


def _unread(code: str, what: str, row: WorkRow, file: str, **facts: Fact) -> Finding:
    cell = row.cells[what]
    facts = {"found": as_found(cell), "cell": cell.ref, **facts}
    return Finding(code, Place(file, row.sheet, cell.ref), facts, "" if what == "due" else what)


def _level(cell: Cell, instrument: Instrument) -> Fraction | None:
    try:
        return level_of(cell, instrument)
    except CellFault:
        return None


def _once(
    tasks: Iterable[Task], levels: Mapping[str, Fraction], file: str, told: list[Finding]
) -> tuple[Task, ...]:
    """A239, A237: no raise stands in the lists twice, and the sheet has a level of the plan.

    Of two the first counts.  A level of the plan is that which it begins with or leads to.
    """
    first: dict[tuple[str, Fraction], Task] = {}
    known: dict[str, set[Fraction | None]] = {}
    twice: dict[str, None] = {}
    for task in tasks:
        if first.setdefault((task.row, task.end), task) is task:
            known.setdefault(task.row, set()).update((task.start, task.end))
        else:
            twice[task.row] = None
    moved = (row for row, own in known.items() if None not in own and levels.get(row) not in own)
    for code, found in (("A239", tuple(twice)), ("A237", tuple(moved))):
        if found:
            facts: dict[str, Fact] = {"count": len(found), "numbers": Numbers(found)}
            told.append(Finding(code, Place(file), facts))
    return tuple(first.values())
