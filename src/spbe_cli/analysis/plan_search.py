"""The best choice among raises: a dynamic program over integers.

Every ladder offers options: its first 0, 1, 2, ... raises, each with a cost and a value.  A
value counts points in units of `unit`, less something smaller than a unit, by which equal
points are told apart.  A frontier keeps, for the last n ladders together, every cost with the
most points that it buys, unless less buys as many (Nemhauser and Ullmann 1969).  It says of
every beginning of a choice how far that can still get, so that the best choices are found one
after another without trying the others.

Efforts near-proportional to the weights leave hardly anything out of a frontier: it grew to
millions.  So what can't lead to the goal is left out too: a state whose cost, with the least
that raises cut into fractions would still cost (`_Relaxation`), exceeds that of a plan already
found.  Both leave out nothing that an equally light plan needs.  If a frontier is too wide all
the same, only its most promising states are kept; then the search says that it proves nothing.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from fractions import Fraction
from heapq import heappop, heappush
from itertools import accumulate, pairwise
from typing import Final

from spbe_cli.frozen import frozen

Option = tuple[int, int]
"""Cost and value."""
Options = Sequence[Option]
"""The options of one ladder; the first is to do nothing: (0, 0)."""
Frontier = Sequence[Option]
"""Cost and value, both rising."""

WIDTHS: Final = (1_000, 20_000)
"""How many states a frontier may have: what the first search finds bounds the second."""


class _Relaxation:
    """What some ladders cost if raises may be cut: never more than it costs with whole ones."""

    def __init__(self, segments: Sequence[Option]) -> None:
        """Take the segments of all hulls, the cheapest gain first."""
        self.segments = segments
        self.costs = list(accumulate((cost for cost, _ in segments), initial=0))
        self.values = list(accumulate((value for _, value in segments), initial=0))

    def least(self, value: int) -> int | None:
        """Return a whole cost below which this value can't be had, None if it can't at all."""
        if value <= 0:
            return 0
        if value > self.values[-1]:
            return None
        last = bisect_left(self.values, value) - 1
        cost, gained = self.segments[last]
        return self.costs[last] - (self.values[last] - value) * cost // gained

    def most(self, cost: int) -> int:
        """Return a value above which nothing can be had for a cost."""
        last = bisect_right(self.costs, cost) - 1
        if last == len(self.segments):
            return self.values[-1]
        price, gained = self.segments[last]
        return self.values[last] + (cost - self.costs[last]) * gained // price

    def promise(self, state: Option, aim: int) -> int:
        """Return what a state costs at least on the way to a value; lower is better."""
        left = self.least(aim - state[1])
        return state[0] + (self.costs[-1] if left is None else left)


def _relaxations(ladders: Sequence[Options]) -> list[_Relaxation]:
    """Return what `ladders[:n]` cost at least, for every n."""
    segments = sorted(
        ((cost, value, n) for n, options in enumerate(ladders) for cost, value in _hull(options)),
        key=lambda segment: Fraction(segment[0], segment[1]),
    )
    return [
        _Relaxation([(cost, value) for cost, value, n in segments if n < count])
        for count in range(len(ladders) + 1)
    ]


def _hull(options: Options) -> list[Option]:
    """Return the steps of the lower convex hull of cost over value."""
    kept: list[Option] = []
    for cost, value in options:
        while len(kept) > 1:
            (cost1, value1), (cost2, value2) = kept[-2:]
            if (cost2 - cost1) * (value - value2) < (cost - cost2) * (value2 - value1):
                break
            kept.pop()  # it lies on or above the line from its neighbour before to this one
        kept.append((cost, value))
    return [(c2 - c1, v2 - v1) for (c1, v1), (c2, v2) in pairwise(kept)]


@frozen
class Task:
    """The cheapest way to `enough`, for no more than `ceiling`, or the most points for that."""

    ladders: Sequence[Options]
    unit: int
    enough: int | None
    ceiling: int | None


@frozen
class Search:
    """What a search found: the frontier of `ladders[n:]` for every n, and cost and value aimed at.

    `cost` is None where nothing was found.  `proven` tells whether that is the least, or whether
    there is nothing; `visited` counts the states that were looked at.
    """

    frontiers: tuple[Frontier, ...]
    enough: int
    cost: int | None
    proven: bool
    visited: int


def least(value: int, unit: int) -> int:
    """Return the least value that has as many points as this one."""
    return (-(-value // unit) - 1) * unit + 1 if value > 0 else 0


def search(task: Task) -> Search:
    """Search once with every width, until one was wide enough for all there is."""
    relaxed = _relaxations(task.ladders)
    enough, ceiling, visited = task.enough or 0, task.ceiling, 0
    best = Search((), enough, None, proven=False, visited=0)
    for width in WIDTHS:
        bounds, whole, states = _frontiers(task, relaxed, enough, ceiling, width)
        visited += states
        if bounds[0] and task.enough is None:
            enough = max(enough, least(bounds[0][-1][1], task.unit))
        cost = next((cost for cost, value in bounds[0] if value >= enough), None)
        if cost is not None or whole:
            best = Search(tuple(bounds), enough, cost, whole, visited)
            ceiling = cost if task.enough is not None and cost is not None else ceiling
        if whole:
            break
    return best


def _frontiers(
    task: Task, relaxed: Sequence[_Relaxation], enough: int, ceiling: int | None, width: int
) -> tuple[list[Frontier], bool, int]:
    aim = relaxed[-1].most(ceiling) if task.enough is None and ceiling is not None else enough
    found: list[Frontier] = [[(0, 0)]]
    whole, visited = True, 0
    for count in reversed(range(len(task.ladders))):
        options = task.ladders[count]
        pairs = [(c + cost, -v - value) for cost, value in options for c, v in found[-1]]
        visited += len(pairs)
        relaxation = relaxed[count]
        states = []
        for cost, value in _undominated(sorted(pairs), task):
            left = relaxation.least(enough - value)
            if left is not None and (ceiling is None or cost + left <= ceiling):
                states.append((cost, value))
        if len(states) > width:
            # Of every few neighbours only the most promising is kept.
            whole, few = False, -(-len(states) // width)
            groups = (states[start : start + few] for start in range(0, len(states), few))
            states = [min(some, key=lambda one: relaxation.promise(one, aim)) for some in groups]
        found.append(states)
    return found[::-1], whole, visited


def _undominated(pairs: Sequence[Option], task: Task) -> Iterator[Option]:
    """Yield the pairs with more points than any before; values come negated, best first.

    Of equal cost and points the highest value comes first.  At more cost it would not matter:
    with the cheaper one the whole is cheaper and has as many points.
    """
    points = -1
    for cost, negated in pairs:
        if -negated > points * task.unit:
            points = -(negated // task.unit)
            yield cost, -negated
            if task.enough is not None and -negated >= task.enough:
                return


def best_choices(ladders: Sequence[Options], found: Search) -> Iterator[tuple[int, ...]]:
    """Yield how many raises to take of each ladder, the best choice first, none that costs more."""
    if found.cost is None:
        return
    open_: list[tuple[int, tuple[int, ...], int, int]] = [(0, (), found.cost, 0)]
    while open_:
        _, chosen, left, value = heappop(open_)
        if len(chosen) == len(ladders):
            yield tuple(-count for count in chosen)
            continue
        frontier = found.frontiers[len(chosen) + 1]
        for count, (price, worth) in enumerate(ladders[len(chosen)]):
            afforded = bisect_right(frontier, left - price, key=lambda state: state[0])
            if afforded:
                reached = value + worth + frontier[afforded - 1][1]
                if reached >= found.enough:
                    heappush(open_, (-reached, (*chosen, -count), left - price, value + worth))
