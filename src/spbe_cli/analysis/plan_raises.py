"""The lightest plan that reaches a target, or the best one within a budget; pure and exact.

Points, efforts and levels become integers by their common denominators; nothing is rounded.
Among equally light plans the one with the highest index comes first, then the one whose
raises start from the lowest levels (their sum), then the one with the lowest numbers.  The
first two are one value: points x scale - levels, the scale being larger than all levels.

After it stands how far a plan can get, which limit keeps it from more, and how thin it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import accumulate, islice
from math import ceil, floor, lcm

from spbe_cli.analysis.plan_search import Options, Task, choices, least, search
from spbe_cli.instrument import Instrument
from spbe_cli.scoring import IndexResult, Score, predicate_of, reaching, score


@dataclass(frozen=True, slots=True)
class Efforts:
    """What it takes to bring an indicator to a level from the one below; `default` elsewhere.

    `unit` is what the numbers count, if that is known.
    """

    levels: Mapping[tuple[str, int], Fraction] = field(default_factory=dict)
    default: Fraction = Fraction(1)
    unit: str | None = None

    def of(self, code: str, level: int) -> Fraction:
        """Return the effort for an indicator and the level it reaches."""
        return self.levels.get((code, level), self.default)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a plan may do: how many levels a row rises in a phase, and in how many phases.

    `locked` are the indicators that stay as they are.
    """

    step: int = 1
    phases: int = 1
    locked: frozenset[str] = frozenset()
    efforts: Efforts = field(default_factory=Efforts)


@dataclass(frozen=True, slots=True)
class Goal:
    """What a plan is for: an index to reach, an effort not to exceed, or both.

    `target` is the bound as it is printed; `needed` is the exact index that a plan must reach.
    """

    target: Fraction | None = None
    needed: Fraction | None = None
    budget: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Raise:
    """One row up by one level, or to the top of the scale: its points and its effort.

    Where scores have decimals a raise leads to the next edge of two levels, whatever they are
    apart, and costs what the level takes that is reached there.
    """

    row: str
    start: Fraction
    end: Fraction
    points: Fraction
    effort: Fraction


Ladder = tuple[Raise, ...]
"""The raises of one row, one after another."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that rises in a phase by so many levels; `gain` is in the index."""

    row: str
    start: Fraction
    end: Fraction
    gain: Fraction
    effort: Fraction
    phase: int
    levels: int


@dataclass(frozen=True, slots=True)
class Phase:
    """What rises in one phase, and the result after it."""

    number: int
    changes: tuple[RowChange, ...]
    after: IndexResult

    @property
    def effort(self) -> Fraction:
        """The effort of all changes."""
        return sum((change.effort for change in self.changes), Fraction(0))


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that rises, phase by phase; `before` is the present result.

    `optimal` tells whether nothing better was left unsearched.
    """

    before: IndexResult
    phases: tuple[Phase, ...]
    optimal: bool = True

    @property
    def after(self) -> IndexResult:
        """The result after the last phase."""
        return self.phases[-1].after if self.phases else self.before

    @property
    def changes(self) -> tuple[RowChange, ...]:
        """All changes, phase by phase."""
        return tuple(change for phase in self.phases for change in phase.changes)

    @property
    def effort(self) -> Fraction:
        """The effort of all changes."""
        return sum((change.effort for change in self.changes), Fraction(0))

    @property
    def gain(self) -> Fraction:
        """What all changes add to the index."""
        return self.after.total.index - self.before.total.index


def ladders(instrument: Instrument, result: IndexResult, terms: Terms) -> tuple[Ladder, ...]:
    """Return the raises that every row may make, in the order of the instrument."""
    rows = instrument.rows()
    return tuple(
        _ladder(instrument, score, terms)
        for score in result.indicators
        if rows[score.code].code not in terms.locked
    )


def _ladder(instrument: Instrument, row: Score, terms: Terms) -> Ladder:
    code = instrument.rows()[row.code].code
    raises: list[Raise] = []
    level = row.index
    while level < instrument.highest and len(raises) < terms.step * terms.phases:
        end = instrument.above(level)
        effort = terms.efforts.of(code, instrument.level_at(end))
        raises.append(Raise(row.code, level, end, (end - level) * row.weight, effort))
        level = end
    return tuple(raises)


def plans(
    instrument: Instrument, levels: Mapping[str, Fraction], goal: Goal, terms: Terms, most: int = 1
) -> tuple[Plan, ...]:
    """Return the best plan and its equals, `most` at most; none if the goal is out of reach."""
    before = score(instrument, levels)
    if goal.needed is not None and goal.needed <= before.total.index:
        return (Plan(before, ()),)
    allowed = ladders(instrument, before, terms)
    task = task_of(allowed, before, goal)
    found = search(task)
    return tuple(
        Plan(before, tuple(_phases(instrument, before, chosen, terms)), found.proven)
        for counts in islice(choices(task.ladders, found), most)
        for chosen in [[one[:n] for one, n in zip(allowed, counts, strict=True)]]
    )


def task_of(allowed: Sequence[Ladder], before: IndexResult, goal: Goal) -> Task:
    """Return ladders and a goal as whole numbers: of points, of efforts, and of levels."""
    raises = [one for ladder in allowed for one in ladder]
    point = lcm(*(one.points.denominator for one in raises))
    cost = lcm(*(one.effort.denominator for one in raises))
    unit = lcm(*(one.start.denominator for one in raises))
    scale = int(sum((one.start for one in raises), Fraction(0)) * unit) + 1

    def options(ladder: Ladder) -> Options:
        costs = (int(one.effort * cost) for one in ladder)
        values = (int(one.points * point) * scale - int(one.start * unit) for one in ladder)
        sums = (accumulate(parts, initial=0) for parts in (costs, values))
        return tuple(zip(*sums, strict=True))

    enough = None
    if goal.needed is not None:
        missing = goal.needed * before.total.weight - before.total.points
        enough = least(ceil(missing * point) * scale, scale)
    ceiling = None if goal.budget is None else floor(goal.budget * cost)
    return Task(tuple(map(options, allowed)), scale, enough, ceiling)


def _phases(
    instrument: Instrument, before: IndexResult, chosen: Sequence[Ladder], terms: Terms
) -> Iterator[Phase]:
    """Yield what was chosen phase by phase; one in which nothing rises is left out.

    The cheapest gains come first, the effort spread evenly.  No row rises by more than
    `terms.step` in a phase.  What would not fit into the phases after it goes first, whatever it
    costs.
    """
    levels = {row.code: row.index for row in before.indicators}
    waiting, number = [ladder for ladder in chosen if ladder], 0
    for later in reversed(range(terms.phases)):
        taken = _taken_now(waiting, terms.step, later)
        now = [ladder[:count] for ladder, count in zip(waiting, taken, strict=True)]
        waiting = [ladder[count:] for ladder, count in zip(waiting, taken, strict=True)]
        if any(now):
            number += 1
            changes = tuple(_changes(now, before.total.weight, number))
            levels.update({change.row: change.end for change in changes})
            yield Phase(number, changes, score(instrument, levels))


def _taken_now(waiting: Sequence[Ladder], step: int, later: int) -> list[int]:
    """Return how many raises of each ladder come now, `later` phases being left after this one."""
    taken = [max(0, len(ladder) - later * step) for ladder in waiting]
    share = sum((one.effort for ladder in waiting for one in ladder), Fraction(0)) / (later + 1)
    spent = sum((one.effort for ladder, count in zip(waiting, taken, strict=True)
                 for one in ladder[:count]), Fraction(0))  # fmt: skip
    while spent < share:
        ready = [
            (ladder[count].effort / ladder[count].points, ladder[count].start, position)
            for position, (ladder, count) in enumerate(zip(waiting, taken, strict=True))
            if count < min(step, len(ladder))
        ]
        if not ready:
            break
        *_, position = min(ready)
        spent += waiting[position][taken[position]].effort
        taken[position] += 1
    return taken


def _changes(raised: Sequence[Ladder], weight: Fraction, phase: int) -> Iterator[RowChange]:
    """Yield one change for all raises of a row in a phase."""
    for steps in filter(None, raised):
        gain = sum((one.points for one in steps), Fraction(0)) / weight
        effort = sum((one.effort for one in steps), Fraction(0))
        first, last = steps[0], steps[-1]
        yield RowChange(first.row, first.start, last.end, gain, effort, phase, len(steps))


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
