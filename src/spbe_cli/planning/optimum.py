"""The best choice among ladders, exactly: a dynamic program over integers.

Every ladder offers options: its first 0, 1, 2, ... raises, each with a cost and a value.
`frontiers` keeps, for the last n ladders together, every cost with the highest value that it
buys, unless less buys as much (Nemhauser and Ullmann 1969).  The cheapest way to a value and
the best value for a cost can be read off the frontier of all ladders.  It also says of every
beginning of a choice how far it can still get, so that the best choices are found one after
another without trying the others.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from operator import itemgetter

Option = tuple[int, int]
"""Cost and value."""
Options = Sequence[Option]
"""The options of one ladder; the first is to do nothing: (0, 0)."""
Frontier = Sequence[Option]
"""Cost and value, both rising."""

COST = itemgetter(0)


def frontiers(
    ladders: Sequence[Options], enough: int | None, ceiling: int | None
) -> tuple[Frontier, ...]:
    """Return the frontier of `ladders[n:]` for every n, up to that of nothing at all.

    What costs more than `ceiling` is left out, and so is what costs more than something that
    is `enough` by itself.
    """
    found: list[Frontier] = [[(0, 0)]]
    for options in reversed(ladders):
        pairs = [(c + cost, -v - value) for cost, value in options for c, v in found[-1]]
        found.append(list(undominated(sorted(pairs), enough, ceiling)))
    return tuple(reversed(found))


def undominated(
    pairs: Iterable[Option], enough: int | None, ceiling: int | None
) -> Iterator[Option]:
    """Yield the pairs that buy more than any cheaper one; values come negated, best first."""
    best = -1
    for cost, negated in pairs:
        if ceiling is not None and cost > ceiling:
            return
        if -negated > best:
            best = -negated
            yield cost, best
            if enough is not None and best >= enough:
                return


def cheapest(frontier: Frontier, enough: int) -> int | None:
    """Return the least cost that buys enough, None if nothing does."""
    return next((cost for cost, value in frontier if value >= enough), None)


def room(frontier: Frontier, cost: int) -> int:
    """Return the highest value that a cost buys."""
    return frontier[bisect_right(frontier, cost, key=COST) - 1][1]


def choices(
    ladders: Sequence[Options], bounds: Sequence[Frontier], cost: int, enough: int
) -> Iterator[tuple[int, ...]]:
    """Yield how many raises to take of each ladder, the best choice first.

    All choices come that cost no more than `cost` and are worth `enough`: first the one with
    the highest value, among equal ones that which raises an earlier ladder further.
    """
    open_: list[tuple[int, tuple[int, ...], int, int]] = [(-room(bounds[0], cost), (), cost, 0)]
    while open_:
        _, chosen, left, value = heappop(open_)
        if len(chosen) == len(ladders):
            yield tuple(-count for count in chosen)
            continue
        for count, (price, worth) in enumerate(ladders[len(chosen)]):
            if price > left:
                continue
            reached = value + worth + room(bounds[len(chosen) + 1], left - price)
            if reached >= enough:
                heappush(open_, (-reached, (*chosen, -count), left - price, value + worth))
