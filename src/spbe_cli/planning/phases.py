"""The order of a plan: which of its raises come in which phase."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from spbe_cli.planning.raises import Ladder, Raise, Terms


def phased(chosen: Sequence[Ladder], terms: Terms) -> Iterator[tuple[Raise, ...]]:
    """Yield the raises of every phase: the cheapest gains first, the effort spread evenly.

    No row rises by more than `terms.step` in a phase.  What would not fit into the phases
    after it goes first, whatever it costs.
    """
    waiting = [ladder for ladder in chosen if ladder]
    for later in reversed(range(terms.phases)):
        taken = taken_now(waiting, terms.step, later)
        yield tuple(
            one for ladder, count in zip(waiting, taken, strict=True) for one in ladder[:count]
        )
        waiting = [ladder[count:] for ladder, count in zip(waiting, taken, strict=True)]


def taken_now(waiting: Sequence[Ladder], step: int, later: int) -> list[int]:
    """Return how many raises of each ladder come now, `later` phases being left after this one."""
    taken = [max(0, len(ladder) - later * step) for ladder in waiting]
    share = sum((one.effort for ladder in waiting for one in ladder), Fraction(0)) / (later + 1)
    spent = sum((one.effort for one in first(waiting, taken)), Fraction(0))
    while spent < share:
        ready = [
            (worth(ladder[count]), position)
            for position, (ladder, count) in enumerate(zip(waiting, taken, strict=True))
            if count < min(step, len(ladder))
        ]
        if not ready:
            break
        position = min(ready)[1]
        spent += waiting[position][taken[position]].effort
        taken[position] += 1
    return taken


def first(waiting: Sequence[Ladder], taken: Sequence[int]) -> Iterator[Raise]:
    """Yield the first raises of the ladders."""
    for ladder, count in zip(waiting, taken, strict=True):
        yield from ladder[:count]


def worth(one: Raise) -> tuple[Fraction, Fraction]:
    """Return what raises are ordered by: effort for a point, then the level they start from."""
    return one.effort / one.points, one.start
