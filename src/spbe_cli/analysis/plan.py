"""From a sheet and what a plan is to reach to the best plan.

The sheet has been assessed.  What the files of the user say wrongly becomes findings beside those
of the sheet; without a sound sheet and sound files there is no plan.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Final

from spbe_cli.analysis.plan_raises import (
    Efforts,
    Goal,
    Lifted,
    Plan,
    Shortfall,
    Terms,
    best_index,
    lifted,
    plans,
    shortfall,
    target_within,
)
from spbe_cli.assignment import Assignment
from spbe_cli.errors import UsageError
from spbe_cli.exact import rounded
from spbe_cli.files import small
from spbe_cli.files.assignments import LoadedAssignment, load_assignment
from spbe_cli.findings import Fact, Finding, Listed, Place, Printed, Quoted, Reached, has_errors
from spbe_cli.instrument import Instrument, Predicate
from spbe_cli.scoring import band
from spbe_cli.sheet.assess import Assessment

HALF_STEP: Final = Fraction(1, 200)
"""How far below a bound an index may lie that is printed as the bound."""


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

    Raises:
        UsageError: the instrument has no such predicate, or no indicator of a number.
        OSError: a file can't be opened.
    """
    instrument, sheet = assessment.instrument, assessment.sheet
    if assessment.result is None or instrument is None or sheet is None:
        return PlanResult(assessment, assessment.findings, options)
    goal = goal_of(instrument, options)
    efforts, faults = load_efforts(options.efforts, instrument)
    owners = LoadedAssignment(None, ())
    if options.assign:
        owners = load_assignment(options.assign, str(options.assign), instrument)
    findings = (*assessment.findings, *faults, *owners.findings)
    if has_errors(findings):
        return PlanResult(assessment, findings, options, goal)
    terms = Terms(options.step, options.phases, frozenset(options.locked), efforts)
    levels = sheet.levels()
    found = plans(instrument, levels, goal, terms, options.alternatives + 1)
    if not found:
        missed = shortfall(instrument, levels, goal, terms, options.reserve)
        broken = _out_of_reach(missed, Place(assessment.file), instrument, goal, options)
        return PlanResult(assessment, (*findings, broken), options, goal)
    best, _ = best_index(instrument, levels, goal, terms)
    freed = tuple(lifted(instrument, levels, goal, terms, found[0]))
    return PlanResult(assessment, findings, options, goal, found, owners.assignment, efforts.unit,
                      best, freed)  # fmt: skip


def goal_of(instrument: Instrument, options: PlanOptions) -> Goal:
    """Return the goal in exact numbers.

    Raises:
        UsageError: the instrument has no such predicate.
    """
    target, reserve, budget = options.target, options.reserve, options.budget
    if target is None:
        return Goal(budget=budget)
    if isinstance(target, Fraction):
        return Goal(target, target + reserve, budget)
    bound = predicate_named(instrument, target).minimum
    slack = HALF_STEP if instrument.predicate_on == "rounded" else Fraction(0)
    return Goal(bound, bound - slack + reserve, budget)


def predicate_named(instrument: Instrument, name: str) -> Predicate:
    """Return the predicate that somebody names, in any case."""
    wanted = " ".join(name.casefold().split())
    for predicate in instrument.predicates:
        if predicate.name.casefold() == wanted:
            return predicate
    above_lowest = reversed(instrument.predicates[:-1])
    choices = Listed(tuple(predicate.name for predicate in above_lowest))
    raise UsageError("target", found=Quoted(name), choices=choices, example=Fraction("3.5"))


def load_efforts(path: Path | None, instrument: Instrument) -> tuple[Efforts, tuple[Finding, ...]]:
    """Read efforts; without a file every raise is one.

    Raises:
        OSError: the file can't be opened.
    """
    if path is None:
        return Efforts(), ()
    found, findings = small.EFFORTS.load(path, str(path), instrument)
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
