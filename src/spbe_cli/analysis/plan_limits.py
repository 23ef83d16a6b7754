"""How far a plan can get, which limit keeps it from getting further, and how thin it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate
from math import floor

from spbe_cli.analysis.plan_raises import Goal, Phase, Plan, Terms, ladders, plans
from spbe_cli.instrument import Instrument
from spbe_cli.scoring import predicate_of, reaching, score

Levels = Mapping[str, Fraction]
"""The level of every row that is answered."""


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Why a target is out of reach: the limit that binds, and the highest index within it.

    `limit` is `scale`, `beyond`, `reserve`, `budget`, `step_budget`, `one_step`, `steps`,
    `locked_steps`, `lock`, `stuck` where nothing can rise, `unsearched` where a plan was not
    found but may be there, or nothing where several bind.
    `best` is the highest index with the options as they are, `step` the smallest `--max-step`
    that suffices, `effort` the least effort that does.
    """

    limit: str
    highest: Fraction
    best: Fraction
    step: int = 0
    effort: Fraction = Fraction(0)


def shortfall(
    instrument: Instrument,
    levels: Levels,
    goal: Goal,
    terms: Terms,
    reserve: Fraction = Fraction(0),
) -> Shortfall:
    """Say which limit keeps a goal, of which a part is reserve, out of reach."""
    needed, top = goal.needed or Fraction(0), Fraction(instrument.highest)
    best, sure = best_index(instrument, levels, goal, terms)
    if needed > top:
        return Shortfall("scale" if needed - reserve > top else "beyond", top, best)
    free = replace(goal, budget=None)
    afforded = goal.budget is not None and _highest_index(instrument, levels, terms) >= needed
    if afforded and not sure:
        least = plans(instrument, levels, free, terms)[0]
        return Shortfall("unsearched", best, best, effort=least.effort)
    if best == score(instrument, levels).total.index:
        return Shortfall("stuck", best, best)
    if reserve and best >= needed - reserve:
        return Shortfall("reserve", best, best)
    if afforded:
        least = plans(instrument, levels, free, terms)[0]
        return Shortfall("budget", best, best, effort=least.effort)
    return _too_tight(instrument, levels, goal if sure else free, terms, best)


def _too_tight(
    instrument: Instrument, levels: Levels, goal: Goal, terms: Terms, best: Fraction
) -> Shortfall:
    """Say whether the steps or the locks keep an index out of reach, or both together."""
    needed = goal.needed or Fraction(0)
    within = _highest_index(instrument, levels, terms)
    step = _sufficient_step(instrument, levels, needed, terms)
    if step and goal.budget is not None:
        wide = replace(terms, step=step)
        least = plans(instrument, levels, replace(goal, budget=None), wide)[0].effort
        if least > goal.budget:
            return Shortfall("step_budget", best, best, step, least)
    if step:
        once = terms.step * terms.phases == 1
        limit = "locked_steps" if terms.locked else "one_step" if once else "steps"
        return Shortfall(limit, within, best, step)
    free = replace(terms, locked=frozenset())
    if _highest_index(instrument, levels, free) >= needed:
        others = _highest_index(instrument, levels, replace(terms, step=len(instrument.scale())))
        return Shortfall("lock", others, best)
    return Shortfall("", within, best)


def _sufficient_step(instrument: Instrument, levels: Levels, needed: Fraction, terms: Terms) -> int:
    """Return the smallest step with which an index is reached; 0 if none suffices."""
    steps = range(terms.step + 1, len(instrument.scale()) + 1)
    wide = (replace(terms, step=step) for step in steps)
    return next((t.step for t in wide if _highest_index(instrument, levels, t) >= needed), 0)


def best_index(
    instrument: Instrument, levels: Levels, goal: Goal, terms: Terms
) -> tuple[Fraction, bool]:
    """Return the highest index found within the limits, and whether none can be higher."""
    if goal.budget is None:
        return _highest_index(instrument, levels, terms), True
    best = plans(instrument, levels, Goal(budget=goal.budget), terms)[0]
    return best.after.total.index, best.optimal


def target_within(index: Fraction, reserve: Fraction) -> Fraction:
    """Return the highest target of two decimals that lies, with its reserve, within an index.

    An index is printed rounded half up, so that the printed one may be out of reach.

    >>> target_within(Fraction("3.4795"), Fraction(0)), target_within(Fraction("3.5"), Fraction(1))
    (Fraction(347, 100), Fraction(5, 2))
    """
    return Fraction(floor((index - reserve) * 100), 100)


def _highest_index(instrument: Instrument, levels: Levels, terms: Terms) -> Fraction:
    """Return the index if every row rises as far as it may."""
    result = score(instrument, levels)
    raises = (one for ladder in ladders(instrument, result, terms) for one in ladder)
    points = sum((one.points for one in raises), result.total.points)
    return points / result.total.weight


@dataclass(frozen=True, slots=True)
class Lifted:
    """What a plan would be without one of its limits: `step`, or the `locks`.

    `step` is the smallest `--max-step` with which nothing gets better any more.
    """

    limit: str
    step: int
    plan: Plan


def lifted(
    instrument: Instrument, levels: Levels, goal: Goal, terms: Terms, plan: Plan
) -> Iterator[Lifted]:
    """Yield every limit without which there is a better plan, each lifted alone."""
    if goal.needed is not None:
        goal = replace(goal, budget=None)  # what is lighter than the plan is within it anyway
    widest = len(instrument.scale())
    wide = plans(instrument, levels, goal, replace(terms, step=widest))[0]
    if _better(wide, plan, goal):
        tried = (replace(terms, step=step) for step in range(terms.step + 1, widest + 1))
        found = ((one.step, plans(instrument, levels, goal, one)[0]) for one in tried)
        yield next(Lifted("step", step, one) for step, one in found if not _better(wide, one, goal))
    if terms.locked:
        free = plans(instrument, levels, goal, replace(terms, locked=frozenset()))[0]
        if _better(free, plan, goal):
            yield Lifted("locks", terms.step, free)


def _better(one: Plan, other: Plan, goal: Goal) -> bool:
    """Tell whether a plan is lighter than another, or gets further where there is no target."""
    if goal.needed is not None:
        return one.effort < other.effort
    return one.after.total.index > other.after.total.index


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
    gains: dict[str, Fraction] = {}
    for change in plan.changes:
        gains[change.row] = gains.get(change.row, Fraction(0)) + change.gain
    spare = sum(lost <= beyond for lost in accumulate(sorted(gains.values(), reverse=True)))
    least = min((change.gain for change in plan.changes), default=Fraction(0))
    missing = replace(total, points=total.points - least * total.weight)
    left = predicate_of(instrument, missing).name
    return Margin(beyond, spare, least > beyond, left)


def above_bound(instrument: Instrument, phase: Phase) -> Fraction | None:
    """Say how far the index after a phase lies above the bound of its predicate.

    The lowest predicate has no bound that could be lost.
    """
    if phase.after.predicate == instrument.predicates[-1]:
        return None
    return phase.after.total.index - reaching(instrument, phase.after.predicate)
