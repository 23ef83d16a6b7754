"""From a sheet and what a plan is to reach to the best plan.

The sheet has been assessed.  What the files of the user say wrongly becomes findings beside those
of the sheet; without a sound sheet and sound files there is no plan.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from spbe_cli.analysis.plan_raises import (
    Efforts,
    Goal,
    Lifted,
    Plan,
    Planner,
    Shortfall,
    Terms,
    target_within,
)
from spbe_cli.answers import Assignment
from spbe_cli.exact import rounded
from spbe_cli.files import EFFORTS
from spbe_cli.files.assignments import load_assignment
from spbe_cli.findings import Fact, Finding, Place, Printed, Reached, has_errors
from spbe_cli.instrument import Instrument
from spbe_cli.scoring import band, predicate_named, reaching
from spbe_cli.sheet.assess import Assessment, Scored


@dataclass(frozen=True, slots=True)
class PlanOptions:
    """What a plan is to reach, within which limits, and which files say the efforts and owners.

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
class PlanResult:
    """What came of `plan`: the best plan first, then its equals.

    There are no plans where findings forbid one or the goal is out of reach.  `unit` is what the
    efforts count, `best` the highest index found for these options, `lifted` the limits without
    which there is a better plan.
    """

    assessment: Assessment
    findings: tuple[Finding, ...]
    options: PlanOptions
    goal: Goal = field(default_factory=Goal)
    plans: tuple[Plan, ...] = ()
    assignment: Assignment | None = None
    unit: str | None = None
    best: Fraction | None = None
    lifted: tuple[Lifted, ...] = ()


def plan_sheet(assessment: Assessment, options: PlanOptions) -> PlanResult:
    """Return the best plan for a sheet.

    Raises UsageError where the instrument has no such predicate, OSError where a file can't be
    opened.
    """
    instrument = assessment.instrument
    if instrument is None:
        return PlanResult(assessment, assessment.findings, options)
    efforts, faults = load_efforts(options.efforts, instrument)
    owners = load_assignment(options.assign, instrument)
    findings = (*assessment.findings, *faults, *owners.findings)
    if not isinstance(assessment, Scored):
        return PlanResult(assessment, findings, options)
    goal = goal_of(instrument, options)
    if has_errors(findings):
        return PlanResult(assessment, findings, options, goal)
    terms = Terms(options.step, options.phases, frozenset(options.locked), efforts)
    planner = Planner(instrument, assessment.sheet.levels())
    found = planner.plans(goal, terms, options.alternatives + 1)
    if not found:
        missed = planner.shortfall(goal, terms, options.reserve)
        broken = _out_of_reach(missed, Place(assessment.file), instrument, goal, options)
        return PlanResult(assessment, (*findings, broken), options, goal)
    best, _ = planner.best_index(goal, terms)
    freed = tuple(planner.lifted(goal, terms, found[0]))
    return PlanResult(assessment, findings, options, goal, found, owners.assignment, efforts.unit,
                      best, freed)  # fmt: skip


def goal_of(instrument: Instrument, options: PlanOptions) -> Goal:
    """Return the goal in exact numbers; UsageError if there is no such predicate."""
    target, reserve, budget = options.target, options.reserve, options.budget
    if target is None:
        return Goal(budget=budget)
    if isinstance(target, Fraction):
        return Goal(target, target + reserve, budget)
    predicate = predicate_named(instrument, target)
    return Goal(predicate.minimum, reaching(instrument, predicate) + reserve, budget)


@dataclass(frozen=True, slots=True)
class Target:
    """An index to reach, and the lightest plan for it within the smallest step that suffices."""

    index: Fraction
    step: int
    plan: Plan


def target_of(assessment: Assessment, target: Fraction | str) -> Target | None:
    """Return what brings a scored sheet to a target on the scale; None where nothing does.

    Raises UsageError if there is no such predicate.
    """
    instrument = assessment.instrument
    goal = goal_of(instrument, PlanOptions(target)) if instrument else Goal()
    if not isinstance(assessment, Scored):
        return None
    instrument = assessment.instrument
    planner, needed = Planner(instrument, assessment.sheet.levels()), goal.needed or Fraction(0)
    for step in range(1, instrument.highest + 2):  # an assumed 0 lies below the scale
        terms = Terms(step)
        if planner.best_index(goal, terms)[0] >= needed:
            return Target(needed, step, planner.plans(goal, terms)[0])
    return None


def load_efforts(path: Path | None, instrument: Instrument) -> tuple[Efforts, tuple[Finding, ...]]:
    """Read efforts; without a file every raise is one.  Raises OSError."""
    found, findings = EFFORTS.load(path, str(path), instrument) if path else (None, ())
    if found is None:
        return Efforts(), findings
    return Efforts(found.by_raise(), found.default, found.unit), findings


def _out_of_reach(
    missed: Shortfall, place: Place, instrument: Instrument, goal: Goal, options: PlanOptions
) -> Finding:
    """A160: the target can be reached."""
    needed, reserve = goal.needed or Fraction(0), options.reserve
    alone = missed.limit in {"reserve", "beyond"}
    facts: dict[str, Fact] = {
        "target": Printed(needed - reserve if alone else needed),
        "predicate": band(instrument, Fraction(rounded(needed))).name,
        "maximum": Reached(missed.highest),
        "below": Printed(target_within(missed.best, reserve)),
        "count": options.step * options.phases,
        "scale": f"{instrument.lowest}-{instrument.highest}",
        "number": str(missed.step),
    }
    # The limit that the user set, and what it would have to be.
    if missed.limit == "beyond":
        facts |= {"limit": reserve}
    elif missed.limit == "reserve":
        facts |= {"limit": reserve, "minimum": target_within(missed.best, needed - reserve)}
    elif goal.budget is not None:
        facts |= {"limit": goal.budget, "minimum": missed.effort}
    return Finding("A160", place, facts, missed.limit)
