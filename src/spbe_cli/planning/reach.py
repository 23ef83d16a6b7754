"""How far a plan can get, and which limit keeps it from getting further."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate

from spbe_cli.instrument import Instrument
from spbe_cli.planning.plans import Goal, Phase, Plan, plans
from spbe_cli.planning.raises import Terms, ladders
from spbe_cli.scoring import predicate_of, reaching, score


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Why a target is out of reach: the limit that binds, and the highest index within it.

    `limit` is `scale`, `budget`, `one_step`, `steps`, `lock`, or nothing where several bind.
    """

    limit: str
    highest: Fraction


def shortfall(
    instrument: Instrument, levels: Mapping[str, Fraction], goal: Goal, terms: Terms
) -> Shortfall:
    """Say which limit keeps a goal out of reach."""
    needed = goal.needed or Fraction(0)
    within = highest_index(instrument, levels, terms)
    if goal.budget is not None and within >= needed:
        best = plans(instrument, levels, Goal(budget=goal.budget), terms)[0]
        return Shortfall("budget", best.after.total.index)
    top = Fraction(instrument.highest)
    if needed > top:
        return Shortfall("scale", top)
    if terms.locked:
        free = highest_index(instrument, levels, replace(terms, step=len(instrument.scale())))
        return Shortfall("lock", free) if free < needed else Shortfall("", within)
    return Shortfall("one_step" if terms.step * terms.phases == 1 else "steps", within)


def highest_index(instrument: Instrument, levels: Mapping[str, Fraction], terms: Terms) -> Fraction:
    """Return the index if every row rises as far as it may."""
    result = score(instrument, levels)
    raises = (one for ladder in ladders(instrument, result, terms) for one in ladder)
    points = sum((one.points for one in raises), result.total.points)
    return points / result.total.weight


@dataclass(frozen=True, slots=True)
class Margin:
    """How far a plan gets beyond its target.

    `spare` is how many rows may stay as they are, whichever they are and in however many
    phases they would rise; `each` tells that every single change is needed.
    `left` is the predicate of the index with the smallest of them missing.
    """

    beyond: Fraction
    spare: int
    each: bool
    left: str


def margin(instrument: Instrument, plan: Plan, needed: Fraction) -> Margin:
    """Say how thin the margin of a plan is; `needed` is the exact index of the target."""
    total = plan.after.total
    beyond = total.index - needed
    spare = sum(lost <= beyond for lost in accumulate(gains_of_rows(plan)))
    least = min((change.gain for change in plan.changes), default=Fraction(0))
    missing = replace(total, points=total.points - least * total.weight)
    left = predicate_of(instrument, missing).name
    return Margin(beyond, spare, least > beyond, left)


def gains_of_rows(plan: Plan) -> list[Fraction]:
    """Return what every row adds in all phases together, the largest first."""
    gains: dict[str, Fraction] = {}
    for change in plan.changes:
        gains[change.row] = gains.get(change.row, Fraction(0)) + change.gain
    return sorted(gains.values(), reverse=True)


def above_bound(instrument: Instrument, phase: Phase) -> Fraction | None:
    """Say how far the index after a phase lies above the bound of its predicate.

    The lowest predicate has no bound that could be lost.
    """
    if phase.after.predicate == instrument.predicates[-1]:
        return None
    return phase.after.total.index - reaching(instrument, phase.after.predicate)
