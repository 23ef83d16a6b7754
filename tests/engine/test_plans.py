"""Plans: held against brute force, against an independent solver, and against cases by hand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, cycle, pairwise, product

import highspy
import pytest
from highspy.highs import highs_linear_expression
from hypothesis import given, settings
from hypothesis import strategies as st

from spbe_cli.analysis.plan_raises import (
    Efforts,
    Goal,
    Ladder,
    Lifted,
    Margin,
    Plan,
    Planner,
    Terms,
    margin,
)
from spbe_cli.instrument import Aspect, Instrument
from spbe_cli.instrument.loading import shipped
from spbe_cli.scoring import score

NEW, OLD, DIGITAL = map(
    shipped, ("permenpanrb-59-2020", "permenpanrb-5-2018", "permenpanrb-8-2026")
)
BANDAR_LAMPUNG_2024 = "32333333331122323334333331133414444543353434222"

Levels = dict[str, Fraction]
Weights = list[Fraction]


def levels_of(digits: str, instrument: Instrument = NEW) -> Levels:
    return dict(zip(instrument.rows(), map(Fraction, digits), strict=True))


CITY = levels_of(BANDAR_LAMPUNG_2024)


def goal(target: str, budget: str | None = None) -> Goal:
    index = Fraction(target)
    return Goal(index, index, None if budget is None else Fraction(budget))


def small_instrument(weights: Sequence[Fraction]) -> Instrument:
    """Make an instrument of one aspect with these weights; its levels are those of 59/2020."""
    patterns = list(NEW.indicators())
    indicators = tuple(
        replace(patterns[n], code=str(n + 1), weight=weight, aspect="A1")
        for n, weight in enumerate(weights)
    )
    aspect = Aspect("A1", "Aspek", "Aspek", sum(weights, Fraction(0)), None, indicators)
    return replace(NEW, domains=(), aspects=(aspect,))


weights_ = st.lists(
    st.sampled_from(["1.3", "1.5", "2.5", "2.75", "3", "10/3"]).map(Fraction),
    min_size=1,
    max_size=4,
)
efforts_ = st.sampled_from(["0.5", "1", "2", "3.5", "8"]).map(Fraction)


@st.composite
def problems(draw: st.DrawFn) -> tuple[Instrument, Levels, Terms]:
    instrument = small_instrument(draw(weights_))
    rows = list(instrument.rows())
    levels = {row: Fraction(draw(st.integers(1, 5))) for row in rows}
    costs = {
        (row, level): draw(efforts_) for row in rows for level in range(2, 6) if draw(st.booleans())
    }
    locked = frozenset(row for row in rows if draw(st.integers(0, 5)) == 0)
    step, phases = draw(st.integers(1, 2)), draw(st.integers(1, 3))
    return instrument, levels, Terms(step, phases, locked, Efforts(costs))


def all_choices(
    instrument: Instrument, levels: Levels, terms: Terms
) -> Iterator[tuple[Ladder, ...]]:
    found = Planner(instrument, levels).ladders(terms)
    for counts in product(*(range(len(ladder) + 1) for ladder in found)):
        yield tuple(ladder[:n] for ladder, n in zip(found, counts, strict=True))


def effort_of(choice: tuple[Ladder, ...]) -> Fraction:
    return sum((one.effort for ladder in choice for one in ladder), Fraction(0))


def index_after(instrument: Instrument, levels: Levels, choice: tuple[Ladder, ...]) -> Fraction:
    ends = {ladder[-1].row: ladder[-1].end for ladder in choice if ladder}
    return score(instrument, {**levels, **ends}).total.index


def rank(instrument: Instrument, levels: Levels, choice: tuple[Ladder, ...]) -> tuple[object, ...]:
    """Return what plans are compared by, the best being the lowest: the stated rule."""
    starts = sum((one.start for ladder in choice for one in ladder), Fraction(0))
    counts = tuple(-len(ladder) for ladder in choice)
    return effort_of(choice), -index_after(instrument, levels, choice), starts, counts


def ends_of(plan: Plan) -> Mapping[str, Fraction]:
    return {change.row: change.end for change in plan.changes}


def above(instrument: Instrument, levels: Levels, share: int) -> Goal:
    """Return a goal part of the way from the present index to the highest, in percent."""
    present = score(instrument, levels).total.index
    return Goal(Fraction(5), present + (5 - present) * Fraction(share, 100))


@given(problems(), st.integers(1, 100))
def test_a_plan_is_the_best_of_all_choices(
    problem: tuple[Instrument, Levels, Terms], share: int
) -> None:
    instrument, levels, terms = problem
    wanted = above(instrument, levels, share)
    choices = all_choices(instrument, levels, terms)
    reaching = [c for c in choices if index_after(instrument, levels, c) >= (wanted.needed or 0)]
    found = Planner(instrument, levels).plans(wanted, terms, most=1000)
    if not reaching:
        assert found == ()
        assert Planner(instrument, levels).shortfall(wanted, terms).highest < (wanted.needed or 0)
        return
    ranked = sorted(reaching, key=lambda choice: rank(instrument, levels, choice))
    equals = [c for c in ranked if effort_of(c) == effort_of(ranked[0])]
    expected = [{ladder[-1].row: ladder[-1].end for ladder in c if ladder} for c in equals]
    assert [ends_of(plan) for plan in found] == expected
    assert found[0].effort == effort_of(ranked[0])


@given(problems(), st.integers(0, 30))
def test_a_budget_buys_the_highest_index(
    problem: tuple[Instrument, Levels, Terms], budget: int
) -> None:
    instrument, levels, terms = problem
    choices = [c for c in all_choices(instrument, levels, terms) if effort_of(c) <= budget]
    best = max(index_after(instrument, levels, choice) for choice in choices)
    least = min(effort_of(c) for c in choices if index_after(instrument, levels, c) == best)
    found = Planner(instrument, levels).plans(Goal(budget=Fraction(budget)), terms)[0]
    assert found.after.total.index == best
    assert found.effort == least


def least_effort(instrument: Instrument, levels: Levels, needed: Fraction, terms: Terms) -> float:
    """Solve the same task as a mixed integer program, with a solver that knows nothing of ours."""
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)  # noqa: FBT003  as the solver has it
    solver.setOptionValue("mip_rel_gap", 0.0)
    result = score(instrument, levels)
    points, cost = highs_linear_expression(), highs_linear_expression()
    for ladder in Planner(instrument, levels).ladders(terms):
        taken = [solver.addBinary() for _ in ladder]
        for below, above in pairwise(taken):
            solver.addConstr(above <= below)
        for one, variable in zip(ladder, taken, strict=True):
            points += float(one.points * 1000) * variable
            cost += float(one.effort) * variable
    gap = needed * result.total.weight - result.total.points
    solver.addConstr(points >= float(gap * 1000))
    solver.minimize(cost)
    assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return solver.getObjectiveValue()


@settings(max_examples=15)
@given(
    st.lists(st.integers(1, 4), min_size=47, max_size=47),
    st.sampled_from(["2.6", "3.5", "4.2"]),
    st.lists(st.integers(1, 9), min_size=1, max_size=188),
)
def test_a_solver_finds_no_lighter_plan(digits: list[int], target: str, efforts: list[int]) -> None:
    levels = dict(zip(NEW.rows(), map(Fraction, digits), strict=True))
    steps = [(row, level) for row in NEW.rows() for level in range(2, 6)]
    costs = dict(zip(steps, map(Fraction, cycle(efforts)), strict=False))
    terms = Terms(1, 4, frozenset({"29"}), Efforts(costs))
    found = Planner(NEW, levels).plans(goal(target), terms)[0]
    best = least_effort(NEW, levels, Fraction(target), terms)
    assert float(found.effort) == pytest.approx(best, abs=1e-6)
    assert found.after.total.index >= Fraction(target)


@pytest.mark.parametrize(
    ("step", "locked", "least"),
    [(1, (), 19), (2, (), 19), (3, (), 18), (4, (), 18), (1, ("38", "39", "40", "41"), 20)],
)
def test_what_is_lightest_depends_on_step_and_locks(
    step: int, locked: tuple[str, ...], least: int
) -> None:
    terms = Terms(step, locked=frozenset(locked))
    assert least_effort(NEW, CITY, Fraction("3.5"), terms) == pytest.approx(least)
    (plan,) = Planner(NEW, CITY).plans(goal("3.5"), terms)
    assert plan.effort == least
    found = [(one.limit, one.step, one.plan.effort) for one in limits_of(terms, plan)]
    # With 3 levels and more 18 raises suffice, without the locks and with 1 level 19.
    wide = [("step", 3, Fraction(18))] if step < 3 else []
    assert found == wide + [("locks", 1, Fraction(19))] * bool(locked)


def limits_of(terms: Terms, plan: Plan) -> list[Lifted]:
    return list(Planner(NEW, CITY).lifted(goal("3.5"), terms, plan))


@given(problems(), st.integers(1, 100))
def test_phases_cumulate_and_keep_to_the_step(
    problem: tuple[Instrument, Levels, Terms], share: int
) -> None:
    instrument, levels, terms = problem
    present, wanted = score(instrument, levels).total.index, above(instrument, levels, share)
    for plan in Planner(instrument, levels).plans(wanted, terms, most=3):
        known = dict(levels)
        for phase in plan.phases:
            rows = [change.row for change in phase.changes]
            assert len(rows) == len(set(rows)) > 0
            for change in phase.changes:
                assert change.start == known[change.row] < change.end
                assert change.end - change.start <= terms.step
                assert change.row not in terms.locked
                known[change.row] = change.end
            assert phase.after == score(instrument, known)
        assert len(plan.phases) <= terms.phases
        assert plan.after.total.index == present + sum(change.gain for change in plan.changes)


def test_a_roadmap_takes_the_cheapest_gains_first_and_spreads_the_effort() -> None:
    plan = Planner(NEW, CITY).plans(goal("4.2"), Terms(1, 3))[0]
    assert [len(phase.changes) for phase in plan.phases] == [16, 15, 15]
    gains = [min(change.gain for change in phase.changes) for phase in plan.phases]
    indices = [phase.after.total.index for phase in plan.phases]
    assert indices == sorted(indices)
    assert [phase.after.predicate.name for phase in plan.phases] == [
        "Baik",
        "Sangat Baik",
        "Memuaskan",
    ]
    assert gains[0] >= gains[-1]


@pytest.mark.parametrize(
    ("target", "budget", "terms", "limit", "highest"),
    [
        ("4.2", None, Terms(), "one_step", "3.9245"),
        ("4.9", None, Terms(2), "steps", "4.632"),
        ("3.5", "18", Terms(), "budget", "3.4795"),
        ("4.2", None, Terms(locked=frozenset({"1"})), "locked_steps", "3.9115"),
        ("4.99", None, Terms(locked=frozenset({"11"})), "", "3.8995"),
        ("5.01", None, Terms(4), "scale", "5"),
        ("4.99", None, Terms(4, locked=frozenset({"11"})), "lock", "4.9"),
    ],
)
def test_what_is_out_of_reach_names_the_limit_that_binds(
    target: str, budget: str | None, terms: Terms, limit: str, highest: str
) -> None:
    wanted = goal(target, budget)
    assert Planner(NEW, CITY).plans(wanted, terms) == ()
    missed = Planner(NEW, CITY).shortfall(wanted, terms)
    assert (missed.limit, missed.highest) == (limit, Fraction(highest))


@pytest.mark.parametrize(("step", "target"), [(2, "4.2"), (3, "4.7"), (4, "5")])
def test_the_smallest_sufficient_step_is_named(step: int, target: str) -> None:
    missed = Planner(NEW, CITY).shortfall(goal(target), Terms())
    assert missed.step == step
    assert Planner(NEW, CITY).plans(goal(target), Terms(step))
    assert not Planner(NEW, CITY).plans(goal(target), Terms(step - 1))


def test_a_reserve_that_is_too_large_is_the_limit() -> None:
    wanted = Goal(Fraction("3.5"), Fraction("4"))
    missed = Planner(NEW, CITY).shortfall(wanted, Terms(), Fraction("0.5"))
    assert (missed.limit, missed.highest) == ("reserve", Fraction("3.9245"))


def test_the_margin_says_how_many_raises_may_fail() -> None:
    thin = Planner(NEW, CITY).plans(goal("3.5"), Terms())[0]
    found = margin(NEW, thin, Fraction("3.5"))
    assert found == Margin(Fraction("0.0045"), 0, each=True, left="Baik")
    assert margin(NEW, thin, Fraction("3.4745")).spare == 1
    assert margin(NEW, thin, Fraction("3.4746")).spare == 0
    wide = Planner(NEW, CITY).plans(goal("3.57"), Terms())[0]
    found = margin(NEW, wide, Fraction("3.5"))
    assert (found.spare, found.each, found.left) == (2, False, "Sangat Baik")


@given(problems(), st.integers(1, 100), st.integers(0, 100))
def test_so_many_rows_may_stay_whichever_they_are_and_in_however_many_phases(
    problem: tuple[Instrument, Levels, Terms], share: int, back: int
) -> None:
    instrument, levels, terms = problem
    wanted = above(instrument, levels, share)
    for plan in Planner(instrument, levels).plans(wanted, terms):
        gain = plan.after.total.index - plan.before.total.index
        bound = plan.after.total.index - gain * Fraction(back, 100)
        ends = ends_of(plan)
        worst = [
            min(index_without(instrument, levels, ends, rows) for rows in combinations(ends, count))
            for count in range(1, len(ends) + 1)
        ]
        assert margin(instrument, plan, bound).spare == sum(index >= bound for index in worst)


def index_without(
    instrument: Instrument, levels: Levels, ends: Mapping[str, Fraction], staying: tuple[str, ...]
) -> Fraction:
    left = {row: end for row, end in ends.items() if row not in staying}
    return score(instrument, {**levels, **left}).total.index


def test_a_row_that_rises_in_two_phases_is_one_that_may_fail() -> None:
    # Weights 1 each: levels 1, 1 become 3, 2; the index rises from 1 to 2.5, 0.5 for each raise.
    instrument = small_instrument([Fraction(1), Fraction(1)])
    levels = dict.fromkeys(("1", "2"), Fraction(1))
    plan = Planner(instrument, levels).plans(goal("2.5"), Terms(1, 2))[0]
    assert ends_of(plan) == {"1": 3, "2": 2}
    assert [[change.row for change in phase.changes] for phase in plan.phases] == [
        ["1", "2"],
        ["1"],
    ]
    # Without row 1 there are 1.5 left, without row 2 there are 2.
    assert margin(instrument, plan, Fraction("1.5")).spare == 1
    assert margin(instrument, plan, Fraction("2")).spare == 0
    assert not margin(instrument, plan, Fraction("2")).each


COMPLETE = {1: "1.5", 2: "2.5", 3: "3.5", 4: "4", 5: "5"}
"""Where the levels of PermenPANRB 8/2026 end (Tabel 4): a score there completes the lower one."""


def completed(start: Fraction, end: Fraction) -> list[int]:
    """Return the levels that are complete at one score and not at another."""
    return [level for level, score in COMPLETE.items() if start < Fraction(score) <= end]


def test_a_raise_is_charged_every_level_that_it_completes() -> None:
    # 3.00 lies in level 3: it is complete at 3.50 and takes 100; level 4, at 4.00, takes 1.
    levels = dict.fromkeys(DIGITAL.rows(), Fraction(5)) | {"1": Fraction(3)}
    weight = DIGITAL.rows()["1"].weight
    efforts = Efforts({("1", 3): Fraction(100), ("1", 4): Fraction(1)})
    target = str(5 - weight / 100)
    plan = Planner(DIGITAL, levels).plans(goal(target), Terms(2, efforts=efforts))[0]
    (change,) = plan.changes
    assert change.start == 3
    assert change.end == 4
    assert change.levels == 2
    assert change.effort == 101
    assert Planner(DIGITAL, levels).plans(goal(target), Terms(1, efforts=efforts)) == ()
    plan = Planner(DIGITAL, levels).plans(Goal(budget=Fraction(1000)), Terms(1, efforts=efforts))[0]
    assert ends_of(plan) == {"1": Fraction("3.5")}
    assert plan.effort == 100


@settings(max_examples=20)  # every example is a plan of 20 rows
@given(
    st.lists(st.integers(10000, 50000), min_size=20, max_size=20),
    st.lists(st.integers(1, 99), min_size=100, max_size=100),
    st.integers(1, 3),
    st.integers(1, 2),
    st.integers(1, 100),
)
def test_no_raise_completes_more_levels_than_it_is_charged_and_may(
    scores: list[int], costs: list[int], step: int, phases: int, share: int
) -> None:
    levels = {row: Fraction(n, 10000) for row, n in zip(DIGITAL.rows(), scores, strict=True)}
    steps = [(row, level) for row in DIGITAL.rows() for level in COMPLETE]
    efforts = dict(zip(steps, map(Fraction, costs), strict=True))
    terms = Terms(step, phases, efforts=Efforts(efforts))
    for plan in Planner(DIGITAL, levels).plans(above(DIGITAL, levels, share), terms):
        for change in plan.changes:
            passed = completed(change.start, change.end)
            assert len(passed) == change.levels <= step
            assert change.effort == sum(efforts[change.row, level] for level in passed)


def test_scores_with_decimals_rise_to_the_next_level_or_to_the_top() -> None:
    levels = dict.fromkeys(DIGITAL.rows(), Fraction("2.35")) | {"20": Fraction("4.6")}
    plan = Planner(DIGITAL, levels).plans(Goal(budget=Fraction(100)), Terms(4))[0]
    assert plan.after.total.index == 5
    change = next(change for change in plan.changes if change.row == "20")
    assert change.start == Fraction("4.6")
    assert change.end == 5
    plan = Planner(DIGITAL, levels).plans(Goal(budget=Fraction(100)), Terms(1))[0]
    assert set(ends_of(plan).values()) == {Fraction("2.5"), Fraction(5)}
