"""A search that cannot be finished: bounded, and not called optimal."""

from collections.abc import Mapping
from fractions import Fraction
from random import Random

from tests.engine.test_optimum import searched
from tests.engine.test_plans import DIGITAL

from spbe_cli.analysis.plan_raises import Efforts, Goal, Planner, Terms
from spbe_cli.analysis.plan_search import WIDTHS

Levels = Mapping[str, Fraction]


def points_as_efforts() -> tuple[Levels, Efforts]:
    """Make scores of four decimals whose raises take exactly what they give: a sum of parts."""
    draw = Random(2)  # noqa: S311  the same scores at every run
    levels = {row: Fraction(draw.randint(10000, 35000), 10000) for row in DIGITAL.rows()}
    found = {
        (row, DIGITAL.level_at(one.end)): one.points
        for row, ladder in zip(levels, Planner(DIGITAL, levels).ladders(Terms(5)), strict=True)
        for one in ladder
    }
    return levels, Efforts(found)


def test_what_can_not_be_searched_to_the_end_is_bounded_and_is_not_called_optimal() -> None:
    levels, efforts = points_as_efforts()
    wanted, terms = Goal(budget=Fraction("105.20748")), Terms(5, efforts=efforts)
    found = searched(DIGITAL, levels, wanted, terms)
    assert not found.proven
    # Up to 6 options a ladder, for every state that a width leaves of each frontier.
    assert found.visited <= len(levels) * 6 * sum(WIDTHS)
    (plan,) = Planner(DIGITAL, levels).plans(wanted, terms)
    assert not plan.optimal
    assert plan.effort <= Fraction("105.20748")
    # Every point costs 1 here: no plan gets further than the budget has points.
    assert plan.effort > Fraction("105.2")
