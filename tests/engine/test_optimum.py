"""The search for the best plan: what it leaves out, how much it visits, and when it proves nothing.

Work is counted in states visited, never by the clock.
"""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.test_plans import CITY, NEW, goal, least_effort

from spbe_cli.analysis import plan_search
from spbe_cli.analysis.plan_raises import Efforts, Goal, Planner, Terms, task_of
from spbe_cli.analysis.plan_search import Options, Search, Task, best_choices, search
from spbe_cli.instrument import Instrument

Levels = Mapping[str, Fraction]

LOWEST = dict.fromkeys(NEW.rows(), Fraction(1))


def near_proportional(instrument: Instrument, share: int, noise: int) -> Efforts:
    """Make efforts so close to the weights that hardly one choice dominates another."""
    draw = Random(7)  # noqa: S311  the same efforts at every run
    return Efforts(
        {
            (one.code, level): one.weight * share + draw.randint(0, noise)
            for one in instrument.indicators()
            for level in range(2, 6)
        }
    )


def searched(instrument: Instrument, levels: Levels, wanted: Goal, terms: Terms) -> Search:
    planner = Planner(instrument, levels)
    return search(task_of(planner.ladders(terms), planner.before, wanted))


@pytest.mark.parametrize(
    ("levels", "target", "share", "noise"),
    [
        (LOWEST, "4.2", 1_000_000, 10_000),
        (LOWEST, "4.2", 1000, 3),
        (LOWEST, "3.5", 100, 9),
        (CITY, "4.2", 1000, 20),
        (CITY, "3.5", 10_000, 300),
    ],
)
def test_efforts_near_the_weights_are_searched_to_the_end_with_little_work(
    levels: Levels, target: str, share: int, noise: int
) -> None:
    terms = Terms(4, efforts=near_proportional(NEW, share, noise))
    found = searched(NEW, levels, goal(target), terms)
    assert found.proven
    # With every cost that buys a higher value, the first takes 7.5 million states.
    assert found.visited < 150_000
    plan = Planner(NEW, levels).plans(goal(target), terms)[0]
    assert plan.optimal
    least = least_effort(NEW, dict(levels), Fraction(target), terms)
    assert float(plan.effort) == pytest.approx(least)


def test_a_plan_that_was_not_found_may_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    terms = Terms(4, efforts=near_proportional(NEW, 1000, 20))
    least = Planner(NEW, CITY).plans(goal("3.5"), terms)[0].effort
    assert Planner(NEW, CITY).shortfall(goal("3.5", str(least - 1)), terms).limit == "budget"
    monkeypatch.setattr(plan_search, "WIDTHS", (1,))
    narrow = goal("3.5", str(least))
    assert Planner(NEW, CITY).plans(narrow, terms) == ()
    missed = Planner(NEW, CITY).shortfall(narrow, terms)
    assert missed.limit == "unsearched"
    assert missed.effort >= least
    assert Planner(NEW, CITY).plans(goal("3.5", str(missed.effort)), terms)


def test_what_is_lighter_without_a_limit_is_looked_for_without_the_budget(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Narrow frontiers find nothing within the budget once a row may rise further.
    terms = Terms(1, locked=frozenset({"11"}), efforts=near_proportional(NEW, 1000, 20))
    (plan,) = Planner(NEW, CITY).plans(goal("3.5"), terms)
    wanted = goal("3.5", str(plan.effort))
    monkeypatch.setattr(plan_search, "WIDTHS", (1,))
    assert Planner(NEW, CITY).plans(wanted, replace(terms, step=5)) == ()
    assert list(Planner(NEW, CITY).lifted(wanted, terms, plan)) == []


pairs_ = st.tuples(st.integers(0, 40), st.integers(1, 9))


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    """Draw ladders whose costs lie close to their points, and a goal."""
    unit, near, made = 50, draw(st.booleans()), []
    for _ in range(draw(st.integers(1, 5))):
        options = [(0, 0)]
        for cost, points in draw(st.lists(pairs_, max_size=4)):
            own = 10 * points + cost % 3 if near else cost
            last = options[-1]
            less = draw(st.integers(0, 2))
            options.append((last[0] + own, last[1] + points * unit - less))
        made.append(tuple(options))
    ceiling = draw(st.none() | st.integers(0, 300))
    enough = draw(st.integers(1, 80)) * unit if ceiling is None or draw(st.booleans()) else None
    return Task(made, unit, enough and plan_search.least(enough, unit), ceiling)


def totals(task: Task) -> list[tuple[int, int, tuple[int, ...]]]:
    """Return cost, value and counts of every choice within the ceiling: the brute force."""
    found = []
    for counts in product(*(range(len(options)) for options in task.ladders)):
        taken: list[Options] = [[o[n]] for o, n in zip(task.ladders, counts, strict=True)]
        cost, value = (sum(one[0][part] for one in taken) for part in (0, 1))
        if task.ceiling is None or cost <= task.ceiling:
            found.append((cost, value, counts))
    return found


@given(tasks(), st.sampled_from([(1000,), (1,), (2,), (3, 5), (1, 1000)]))
def test_of_any_width_what_is_called_the_best_is_the_best(
    task: Task, widths: tuple[int, ...]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan_search, "WIDTHS", widths)
        found = search(task)
    every = totals(task)
    points = max(-(-value // task.unit) for _, value, _ in every)
    enough = (
        plan_search.least(points * task.unit, task.unit) if task.enough is None else task.enough
    )
    fit = [(cost, -value, tuple(-n for n in counts)) for cost, value, counts in every]
    fit = sorted(one for one in fit if -one[1] >= enough)
    chosen = list(best_choices(task.ladders, found))
    if found.proven:
        best = [one for one in fit if one[0] == fit[0][0]]
        assert chosen == [tuple(-n for n in counts) for _, _, counts in best]
    elif chosen:
        assert found.cost is not None
        costs = {tuple(-n for n in counts): (cost, -value) for cost, value, counts in fit}
        if task.enough is not None:
            assert costs[chosen[0]][0] == found.cost >= fit[0][0]
    assert found.proven or 1000 not in widths
