"""The lightest plan that reaches a target, or the best one within a budget; pure and exact.

Points, efforts and levels become integers by their common denominators; nothing is rounded.
Among equally light plans the one with the highest index comes first, then the one whose
raises start from the lowest levels (their sum), then the one with the lowest numbers.  The
first two are one value: points x scale - levels, the scale being larger than all levels.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import accumulate, islice
from math import ceil, floor, lcm

from spbe_cli.analysis.plan_search import Options, Task, choices, least, search
from spbe_cli.instrument import Instrument
from spbe_cli.scoring import IndexResult, Score, score


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
