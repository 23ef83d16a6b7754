"""Simulations: before, after, and contributions that add up exactly."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.analysis.simulate import simulate
from spbe_cli.instrument.loading import shipped
from spbe_cli.scoring import score

NEW, OLD = shipped("permenpanrb-59-2020"), shipped("permenpanrb-5-2018")


@given(
    st.lists(st.integers(1, 5), min_size=47, max_size=47),
    st.dictionaries(st.sampled_from(list(NEW.rows())), st.integers(1, 5).map(Fraction)),
)
def test_contributions_add_up_exactly(digits: list[int], wanted: dict[str, Fraction]) -> None:
    levels = dict(zip(NEW.rows(), map(Fraction, digits), strict=True))
    made = simulate(NEW, levels, wanted)
    assert made.before == score(NEW, levels)
    assert made.after == score(NEW, {**levels, **wanted})
    gained = made.after.total.index - made.before.total.index
    assert sum((change.gain for change in made.changes), Fraction(0)) == gained
    for change in made.changes:
        weight = NEW.rows()[change.row].weight
        assert change.gain == (wanted[change.row] - levels[change.row]) * weight / 100


def test_one_more_answer_to_a_repeatable_indicator_shifts_weights_and_still_adds_up() -> None:
    rows = [row for row in OLD.rows() if row not in {"35-2", "35-3"}]
    levels = dict.fromkeys(rows, Fraction(2))
    made = simulate(OLD, levels, {"35-2": Fraction(5), "32": Fraction(3)})
    assert [(e.row, e.start) for e in made.changes] == [("32", Fraction(2)), ("35-2", None)]
    # 20 percent over 4 rows, then over 5: (3+2+2+2)/4 -> (3+2+2+2+5)/5, a fifth of the index.
    assert [change.gain for change in made.changes] == [
        Fraction(1, 4) / 5,
        (Fraction(14, 5) - Fraction(9, 4)) / 5,
    ]
