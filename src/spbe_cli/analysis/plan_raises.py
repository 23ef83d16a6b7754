"""The lightest plan that reaches a target, or the best one within a budget; pure and exact.

Points, efforts and levels become integers by their common denominators; nothing is rounded.
Among equally light plans the one with the highest index comes first, then the one whose
raises start from the lowest levels (their sum), then the one with the lowest numbers.  The
first two are one value: points x scale - levels, the scale being larger than all levels.

After it stands how far a plan can get, which limit keeps it from more, and how thin it is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from fractions import Fraction
from functools import cached_property
from itertools import accumulate, islice
from math import ceil, floor, lcm

from spbe_cli.analysis.compare import Change
from spbe_cli.analysis.plan_search import Options, Task, best_choices, least, search
from spbe_cli.frozen import frozen
from spbe_cli.instrument import Instrument
from spbe_cli.scoring import IndexResult, Score, predicate_of, reaching, score


@frozen
class Efforts:
    """What it takes to bring an indicator to a level from the one below, and in which unit."""

    levels: Mapping[tuple[str, int], Fraction] = field(default_factory=dict)
    default: Fraction = Fraction(1)
    unit: str | None = None

    def of(self, code: str, level: int) -> Fraction:
        """Return the effort for an indicator and the level it reaches."""
        return self.levels.get((code, level), self.default)


@frozen
class Terms:
    """How many levels a row may rise in a phase, in how many phases, and what stays as it is."""

    step: int = 1
    phases: int = 1
    locked: frozenset[str] = frozenset()
    efforts: Efforts = field(default_factory=Efforts)


@frozen
class Goal:
    """An index to reach, an effort not to exceed; `target` as printed, `needed` the exact bound."""

    target: Fraction | None = None
    needed: Fraction | None = None
    budget: Fraction | None = None


@frozen
class Raise:
    """One row up by one level, or to the next edge of two, with the effort of the level reached."""

    row: str
    start: Fraction
    end: Fraction
    points: Fraction
    effort: Fraction


Ladder = tuple[Raise, ...]
"""The raises of one row, one after another."""


@frozen
class RowChange(Change):
    """A row that rises in a phase by so many levels."""

    start: Fraction
    end: Fraction
    effort: Fraction
    phase: int
    levels: int


@frozen
class Phase:
    """What rises in one phase, and the result after it."""

    number: int
    changes: tuple[RowChange, ...]
    after: IndexResult

    @property
    def effort(self) -> Fraction:
        """The effort of all changes."""
        return _effort(self.changes)


@frozen
class Plan:
    """All that rises, phase by phase; `optimal` tells that nothing better was left unsearched."""

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
        return _effort(self.changes)


def _effort(raised: Iterable[Raise | RowChange]) -> Fraction:
    return sum((one.effort for one in raised), Fraction(0))


@frozen
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


@frozen
class Lifted:
    """The plan without a limit, `locks` or `step`: then with the smallest that gives the best."""

    limit: str
    step: int
    plan: Plan


@frozen(slots=False)
class Planner:
    """Finds plans for the levels of every row that is answered."""

    instrument: Instrument
    levels: Mapping[str, Fraction]

    @cached_property
    def before(self) -> IndexResult:
        """The present result."""
        return score(self.instrument, self.levels)

    def ladders(self, terms: Terms) -> tuple[Ladder, ...]:
        """Return the raises that every row may make, in the order of the instrument."""
        instrument = self.instrument

        def raises(row: Score) -> Iterator[Raise]:
            code, level = instrument.rows()[row.code].code, row.index
            for _ in range(0 if code in terms.locked else terms.step * terms.phases):
                if level < instrument.highest:
                    end = instrument.above(level)
                    effort = terms.efforts.of(code, instrument.level_at(end))
                    yield Raise(row.code, level, end, (end - level) * row.weight, effort)
                    level = end

        return tuple(tuple(raises(row)) for row in self.before.indicators)

    def plans(self, goal: Goal, terms: Terms, most: int = 1) -> tuple[Plan, ...]:
        """Return the best plan and its equals, `most` at most; none if the goal is out of reach."""
        if goal.needed is not None and goal.needed <= self.before.total.index:
            return (Plan(self.before, ()),)
        allowed = self.ladders(terms)
        task = task_of(allowed, self.before, goal)
        found = search(task)
        return tuple(
            Plan(self.before, tuple(self._phases(_first(allowed, counts), terms)), found.proven)
            for counts in islice(best_choices(task.ladders, found), most)
        )

    def _phases(self, waiting: Sequence[Ladder], terms: Terms) -> Iterator[Phase]:
        """Yield what was chosen phase by phase; one in which nothing rises is left out."""
        levels, weight, number = dict(self.levels), self.before.total.weight, 1
        for later in reversed(range(terms.phases)):
            counts = _counts_now(waiting, terms.step, later)
            changes = []
            for steps in filter(None, _first(waiting, counts)):
                row, start, end = steps[0].row, steps[0].start, steps[-1].end
                gain = sum((one.points for one in steps), Fraction(0)) / weight
                effort = _effort(steps)
                changes.append(RowChange(row, start, end, gain, effort, number, len(steps)))
                levels[row] = end
            waiting = [ladder[count:] for ladder, count in zip(waiting, counts, strict=True)]
            if changes:
                yield Phase(number, tuple(changes), score(self.instrument, levels))
                number += 1

    def best_index(self, goal: Goal, terms: Terms) -> tuple[Fraction, bool]:
        """Return the highest index found within the limits, and whether none can be higher."""
        if goal.budget is None:
            return self._highest_index(terms), True
        best = self.plans(Goal(budget=goal.budget), terms)[0]
        return best.after.total.index, best.optimal

    def _highest_index(self, terms: Terms) -> Fraction:
        total = self.before.total
        raises = (one for ladder in self.ladders(terms) for one in ladder)
        return sum((one.points for one in raises), total.points) / total.weight

    def shortfall(self, goal: Goal, terms: Terms, reserve: Fraction = Fraction(0)) -> Shortfall:
        """Say which limit keeps a goal, of which a part is reserve, out of reach."""
        needed, top = goal.needed or Fraction(0), Fraction(self.instrument.highest)
        best, sure = self.best_index(goal, terms)
        if needed > top:
            return Shortfall("scale" if needed - reserve > top else "beyond", top, best)
        free = replace(goal, budget=None)
        reached = goal.budget is not None and self._highest_index(terms) >= needed
        effort = self.plans(free, terms)[0].effort if reached else Fraction(0)
        if reached and not sure:
            return Shortfall("unsearched", best, best, effort=effort)
        if best == self.before.total.index:
            return Shortfall("stuck", best, best)
        if reserve and best >= needed - reserve:
            return Shortfall("reserve", best, best)
        if reached:
            return Shortfall("budget", best, best, effort=effort)
        return self._too_tight(goal if sure else free, terms, best)

    def _too_tight(self, goal: Goal, terms: Terms, best: Fraction) -> Shortfall:
        """Say whether the steps or the locks keep an index out of reach, or both together."""
        needed, within = goal.needed or Fraction(0), self._highest_index(terms)
        wider = self._wider(terms)
        wide = next((one for one in wider if self._highest_index(one) >= needed), None)
        if wide and goal.budget is not None:
            effort = self.plans(replace(goal, budget=None), wide)[0].effort
            if effort > goal.budget:
                return Shortfall("step_budget", best, best, wide.step, effort)
        if wide:
            once = terms.step * terms.phases == 1
            limit = "locked_steps" if terms.locked else "one_step" if once else "steps"
            return Shortfall(limit, within, best, wide.step)
        if self._highest_index(replace(terms, locked=frozenset())) >= needed:
            return Shortfall("lock", self._highest_index([terms, *wider][-1]), best)
        return Shortfall("", within, best)

    def _wider(self, terms: Terms) -> list[Terms]:
        """Return the terms with every larger step that makes a difference."""
        widest = len(self.instrument.scale())
        return [replace(terms, step=step) for step in range(terms.step + 1, widest + 1)]

    def lifted(self, goal: Goal, terms: Terms, plan: Plan) -> Iterator[Lifted]:
        """Yield every limit without which there is a better plan, each lifted alone."""
        if goal.needed is not None:
            goal = replace(goal, budget=None)  # what is lighter than the plan is within it anyway

        def worth(one: Plan) -> Fraction:
            return one.after.total.index if goal.needed is None else -one.effort

        wider = self._wider(terms)
        best = worth(self.plans(goal, wider[-1])[0]) if wider else worth(plan)
        if best > worth(plan):
            found = (Lifted("step", one.step, self.plans(goal, one)[0]) for one in wider)
            yield next(one for one in found if worth(one.plan) >= best)
        if terms.locked:
            free = self.plans(goal, replace(terms, locked=frozenset()))[0]
            if worth(free) > worth(plan):
                yield Lifted("locks", terms.step, free)


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


def _first(ladders: Iterable[Ladder], counts: Iterable[int]) -> list[Ladder]:
    return [ladder[:count] for ladder, count in zip(ladders, counts, strict=True)]


def _counts_now(waiting: Sequence[Ladder], step: int, later: int) -> list[int]:
    """Return how many raises of each ladder come now, `later` phases being left after this one.

    The cheapest gains come first, the effort spread evenly.  No row rises by more than `step`.
    What would not fit into the phases after this one goes first, whatever it costs.
    """
    taken = [max(0, len(ladder) - later * step) for ladder in waiting]
    share = sum(map(_effort, waiting), Fraction(0)) / (later + 1)
    spent = sum(map(_effort, _first(waiting, taken)), Fraction(0))
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


def target_within(index: Fraction, reserve: Fraction) -> Fraction:
    """Return the highest target of two decimals that lies, with its reserve, within an index.

    An index is printed rounded half up, so that the printed one may be out of reach.

    >>> target_within(Fraction("3.4795"), Fraction(0)), target_within(Fraction("3.5"), Fraction(1))
    (Fraction(347, 100), Fraction(5, 2))
    """
    return Fraction(floor((index - reserve) * 100), 100)


@frozen
class Margin:
    """How far a plan gets beyond its target; `spare` rows may stay, whichever they are.

    Without the smallest change `left` is the predicate; `each` tells that every one is needed.
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
    smallest = min((change.gain for change in plan.changes), default=Fraction(0))
    missing = replace(total, points=total.points - smallest * total.weight)
    return Margin(beyond, spare, smallest > beyond, predicate_of(instrument, missing).name)


def above_bound(instrument: Instrument, phase: Phase) -> Fraction | None:
    """Say how far the index lies above the bound of its predicate; the lowest one has none."""
    if phase.after.predicate == instrument.predicates[-1]:
        return None
    return phase.after.total.index - reaching(instrument, phase.after.predicate)
