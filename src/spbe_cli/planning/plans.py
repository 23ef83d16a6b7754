"""The lightest plan that reaches a target, or the best one within a budget.

Points, efforts and levels become integers by their common denominators; nothing is rounded.
Among equally light plans the one with the highest index comes first, then the one whose
raises start from the lowest levels (their sum), then the one with the lowest numbers.  The
first two are one value: points x scale - levels, the scale being larger than all levels.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, groupby, islice
from math import ceil, floor, lcm

from spbe_cli.instrument import Instrument
from spbe_cli.planning.optimum import Options, Task, choices, least, search
from spbe_cli.planning.phases import phased
from spbe_cli.planning.raises import Ladder, Raise, Terms, ladders
from spbe_cli.scoring import IndexResult, score


@dataclass(frozen=True, slots=True)
class Goal:
    """What a plan is for: an index to reach, an effort not to exceed, or both.

    `target` is the bound as it is printed; `needed` is the exact index that a plan must reach.
    """

    target: Fraction | None = None
    needed: Fraction | None = None
    budget: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Change:
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
    changes: tuple[Change, ...]
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
    def changes(self) -> tuple[Change, ...]:
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


@dataclass(frozen=True, slots=True)
class Scale:
    """Ladders as integers: their options, and the units of value and cost."""

    options: tuple[Options, ...]
    point: int
    level: int
    cost: int

    def enough(self, points: Fraction) -> int:
        """Return the least value that has this many points."""
        return least(ceil(points * self.point) * self.level, self.level)

    def ceiling(self, effort: Fraction) -> int:
        """Return the highest cost within an effort."""
        return floor(effort * self.cost)


def plans(
    instrument: Instrument, levels: Mapping[str, Fraction], goal: Goal, terms: Terms, most: int = 1
) -> tuple[Plan, ...]:
    """Return the best plan and its equals, `most` at most; none if the goal is out of reach."""
    before = score(instrument, levels)
    if goal.needed is not None and goal.needed <= before.total.index:
        return (Plan(before, ()),)
    allowed = ladders(instrument, before, terms)
    scale = scaled(allowed)
    found = search(task_of(scale, before, goal))
    return tuple(
        planned(
            instrument,
            before,
            [one[:n] for one, n in zip(allowed, counts, strict=True)],
            terms,
            optimal=found.proven,
        )
        for counts in islice(choices(scale.options, found), most)
    )


def task_of(scale: Scale, before: IndexResult, goal: Goal) -> Task:
    """Return a goal as whole numbers."""
    ceiling = None if goal.budget is None else scale.ceiling(goal.budget)
    enough = None
    if goal.needed is not None:
        enough = scale.enough(goal.needed * before.total.weight - before.total.points)
    return Task(scale.options, scale.level, enough, ceiling)


def scaled(allowed: Sequence[Ladder]) -> Scale:
    """Write ladders as integers."""
    raises = [one for ladder in allowed for one in ladder]
    point = lcm(*(one.points.denominator for one in raises))
    cost = lcm(*(one.effort.denominator for one in raises))
    unit = lcm(*(one.start.denominator for one in raises))
    level = int(sum((one.start for one in raises), Fraction(0)) * unit) + 1

    def options(ladder: Ladder) -> Options:
        costs = (int(one.effort * cost) for one in ladder)
        values = (int(one.points * point) * level - int(one.start * unit) for one in ladder)
        sums = (accumulate(parts, initial=0) for parts in (costs, values))
        return tuple(zip(*sums, strict=True))

    return Scale(tuple(map(options, allowed)), point, level, cost)


def planned(
    instrument: Instrument,
    before: IndexResult,
    chosen: Sequence[Ladder],
    terms: Terms,
    *,
    optimal: bool,
) -> Plan:
    """Return what was chosen as a plan; a phase in which nothing rises is left out."""
    levels = {row.code: row.index for row in before.indicators}
    phases: list[Phase] = []
    for raises in filter(None, phased(chosen, terms)):
        changes = tuple(changes_of(raises, before.total.weight, len(phases) + 1))
        levels.update({change.row: change.end for change in changes})
        phases.append(Phase(len(phases) + 1, changes, score(instrument, levels)))
    return Plan(before, tuple(phases), optimal)


def changes_of(raises: Sequence[Raise], weight: Fraction, phase: int) -> Iterator[Change]:
    """Yield one change for all raises of a row in a phase."""
    for row, group in groupby(raises, key=lambda one: one.row):
        steps = tuple(group)
        points = sum((one.points for one in steps), Fraction(0))
        effort = sum((one.effort for one in steps), Fraction(0))
        yield Change(row, steps[0].start, steps[-1].end, points / weight, effort, phase, len(steps))
