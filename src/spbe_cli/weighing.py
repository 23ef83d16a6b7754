"""The use cases of `simulate` and `plan`: from a sheet and what is wished to a result.

The sheet has been assessed.  What the files of the user say wrongly becomes findings beside
those of the sheet; without a sound sheet and sound files there is no result.

What reads those files takes longer to load than a plan to find: it loads when there is a file.
"""
# ruff: noqa: PLC0415

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from spbe_cli.assignment import Assignment
from spbe_cli.errors import UsageError
from spbe_cli.exact import rounded
from spbe_cli.findings import Fact, Finding, Listed, Place, Printed, Quoted, Reached, has_errors
from spbe_cli.instrument import Instrument, Predicate
from spbe_cli.planning.plans import Goal, Plan, plans
from spbe_cli.planning.raises import Efforts, Terms
from spbe_cli.planning.reach import Lifted, Shortfall, best_index, lifted, shortfall, target_within
from spbe_cli.planning.simulation import Simulation, simulate
from spbe_cli.scoring import band
from spbe_cli.sheet.assess import Assessment

if TYPE_CHECKING:
    from spbe_cli.checks.changes import Wanted

HALF_STEP = Fraction(1, 200)
"""How far below a bound an index may lie that is printed as the bound."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """What came of `simulate`; there is no simulation where findings forbid one."""

    assessment: Assessment
    findings: tuple[Finding, ...]
    simulation: Simulation | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What a plan is wished to reach, and which files say at which effort and by whom.

    `target` is an index, or the name of a predicate.  `locked` are numbers of indicators.
    """

    target: Fraction | str | None = None
    reserve: Fraction = Fraction(0)
    budget: Fraction | None = None
    step: int = 1
    phases: int = 1
    locked: tuple[str, ...] = ()
    alternatives: int = 0
    efforts: Path | None = None
    assign: Path | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """What came of `plan`: the best plan first, then its equals.

    There are no plans where findings forbid one or the goal is out of reach.  `unit` is what the
    efforts count, `best` the highest index found for these options, `lifted` the limits without
    which there is a better plan.
    """

    assessment: Assessment
    findings: tuple[Finding, ...]
    wish: Wish
    goal: Goal = field(default_factory=Goal)
    plans: tuple[Plan, ...] = ()
    assignment: Assignment | None = None
    unit: str | None = None
    best: Fraction | None = None
    lifted: tuple[Lifted, ...] = ()


def simulate_sheet(
    assessment: Assessment, wanted: "Sequence[Wanted]", faults: tuple[Finding, ...] = ()
) -> Simulated:
    """Return what changes do to a sheet; `faults` are those of the file they come from."""
    from spbe_cli.checks.changes import check_changes

    instrument, sheet = assessment.instrument, assessment.sheet
    if assessment.result is None or instrument is None or sheet is None:
        return Simulated(assessment, (*assessment.findings, *faults))
    levels, unfit = check_changes(instrument, wanted)
    findings = (*assessment.findings, *faults, *unfit)
    if has_errors(findings):
        return Simulated(assessment, findings)
    return Simulated(assessment, findings, simulate(instrument, sheet.levels(), levels))


def plan_sheet(assessment: Assessment, wish: Wish) -> Planned:
    """Return the best plan for a sheet.

    Raises:
        UsageError: the instrument has no such predicate, or no indicator of a number.
        OSError: a file can't be opened.
    """
    instrument, sheet = assessment.instrument, assessment.sheet
    if assessment.result is None or instrument is None or sheet is None:
        return Planned(assessment, assessment.findings, wish)
    goal = goal_of(instrument, wish)
    efforts, faults = efforts_of(wish.efforts, instrument)
    assignment, doubts = load_owners(wish.assign, instrument)
    findings = (*assessment.findings, *faults, *doubts)
    if has_errors(findings):
        return Planned(assessment, findings, wish, goal)
    terms = Terms(wish.step, wish.phases, frozenset(wish.locked), efforts)
    levels = sheet.levels()
    found = plans(instrument, levels, goal, terms, wish.alternatives + 1)
    if not found:
        missed = out_of_reach(assessment, goal, terms, wish.reserve)
        return Planned(assessment, (*findings, missed), wish, goal)
    best, _ = best_index(instrument, levels, goal, terms)
    freed = tuple(lifted(instrument, levels, goal, terms, found[0]))
    return Planned(assessment, findings, wish, goal, found, assignment, efforts.unit, best, freed)


def goal_of(instrument: Instrument, wish: Wish) -> Goal:
    """Return the goal in exact numbers.

    Raises:
        UsageError: the instrument has no such predicate.
    """
    if wish.target is None:
        return Goal(budget=wish.budget)
    if isinstance(wish.target, Fraction):
        return Goal(wish.target, wish.target + wish.reserve, wish.budget)
    bound = predicate_named(instrument, wish.target).minimum
    slack = HALF_STEP if instrument.predicate_on == "rounded" else Fraction(0)
    return Goal(bound, bound - slack + wish.reserve, wish.budget)


def predicate_named(instrument: Instrument, name: str) -> Predicate:
    """Return the predicate that somebody names, in any case."""
    wanted = " ".join(name.casefold().split())
    for predicate in instrument.predicates:
        if predicate.name.casefold() == wanted:
            return predicate
    above_lowest = reversed(instrument.predicates[:-1])
    choices = Listed(tuple(predicate.name for predicate in above_lowest))
    raise UsageError("target", found=Quoted(name), choices=choices, example=Fraction("3.5"))


def efforts_of(path: Path | None, instrument: Instrument) -> tuple[Efforts, tuple[Finding, ...]]:
    """Read efforts, if there is a file of them; else every raise is one."""
    if path is None:
        return Efforts(), ()
    from spbe_cli.estimating import load_efforts

    return load_efforts(path, instrument)


def load_owners(
    path: Path | None, instrument: Instrument
) -> tuple[Assignment | None, tuple[Finding, ...]]:
    """Read an assignment, if there is one."""
    if path is None:
        return None, ()
    from spbe_cli.assigning import load_assignment

    loaded = load_assignment(path, str(path), instrument)
    return loaded.assignment, loaded.findings


def out_of_reach(assessment: Assessment, goal: Goal, terms: Terms, reserve: Fraction) -> Finding:
    """A160: the target can be reached."""
    instrument, sheet = assessment.instrument, assessment.sheet
    assert instrument is not None  # noqa: S101  a scored sheet has all this
    assert sheet is not None  # noqa: S101
    assert goal.needed is not None  # noqa: S101  a budget alone is never out of reach
    missed = shortfall(instrument, sheet.levels(), goal, terms, reserve)
    alone = missed.limit in {"reserve", "beyond"}
    facts: dict[str, Fact] = {
        "target": Printed(goal.needed - reserve if alone else goal.needed),
        "predicate": band(instrument, Fraction(rounded(goal.needed))).name,
        "maximum": Reached(missed.highest),
        "below": Printed(target_within(missed.best, reserve)),
        "count": terms.step * terms.phases,
        "scale": f"{instrument.lowest}-{instrument.highest}",
        "number": str(missed.step),
    }
    return Finding(
        "A160", Place(assessment.file), facts | limits(missed, goal, reserve), missed.limit
    )


def limits(missed: Shortfall, goal: Goal, reserve: Fraction) -> dict[str, Fact]:
    """Return the limit that the user set, and what it would have to be."""
    if missed.limit == "beyond":
        return {"limit": reserve}
    if missed.limit == "reserve":
        spare = target_within(missed.best, (goal.needed or reserve) - reserve)
        return {"limit": reserve, "minimum": spare}
    if goal.budget is not None:
        return {"limit": goal.budget, "minimum": missed.effort}
    return {}
