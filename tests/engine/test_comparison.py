"""Comparisons and simulations: contributions that add up exactly."""

from collections.abc import Mapping
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.analysis.compare import Change, compare, side_by_side
from spbe_cli.analysis.simulate import simulate
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import shipped
from spbe_cli.scoring import score

NEW = shipped("permenpanrb-59-2020")
OLD = shipped("permenpanrb-5-2018")
NEXT = shipped("permenpanrb-8-2026")

Levels = Mapping[str, Fraction]


@st.composite
def levels_of(draw: st.DrawFn, instrument: Instrument) -> Levels:
    """Draw levels, with or without the answers that may be left out."""
    rows = [
        row for row in instrument.rows() if row in instrument.required_rows() or draw(st.booleans())
    ]
    scale = st.sampled_from(list(instrument.scale()))
    return {row: Fraction(draw(scale)) for row in rows}


INSTRUMENTS = st.sampled_from((NEW, OLD, NEXT))


@given(INSTRUMENTS.flatmap(lambda i: st.tuples(st.just(i), levels_of(i), levels_of(i))))
def test_contributions_add_up_exactly(case: tuple[Instrument, Levels, Levels]) -> None:
    instrument, before, after = case
    made = compare(instrument, before, after)
    one, two = score(instrument, before), score(instrument, after)
    difference = two.total.index - one.total.index
    assert made.before == one
    assert made.after == two
    assert made.total.gain == difference
    assert sum(change.gain for change in made.changes) == difference
    assert sum(part.gain for part in made.aspects) == difference
    if made.domains:
        assert sum(part.gain for part in made.domains) == difference


@given(INSTRUMENTS.flatmap(lambda i: st.tuples(st.just(i), levels_of(i), levels_of(i))))
def test_an_aspect_contributes_what_its_indicators_do(
    case: tuple[Instrument, Levels, Levels],
) -> None:
    instrument, before, after = case
    made = compare(instrument, before, after)
    rows = instrument.rows()
    for aspect in made.aspects:
        own = [c.gain for c in made.changes if rows[c.row].aspect == aspect.before.code]
        assert sum(own) == aspect.gain


@given(levels_of(NEW), levels_of(NEW))
def test_every_row_rises_falls_or_stays(before: Levels, after: Levels) -> None:
    made = compare(NEW, before, after)
    moved = [change for direction in (1, -1, 0) for change in made.moved(direction)]
    assert len(moved) == len(made.changes) == 47
    assert all(change.gain > 0 for change in made.moved(1))
    assert all(change.gain < 0 for change in made.moved(-1))
    assert all(change.start == change.end for change in made.moved(0))


def test_a_contribution_is_the_rise_times_the_weight() -> None:
    three = dict.fromkeys(NEW.rows(), Fraction(3))
    made = compare(NEW, three, {**three, "32": Fraction(5), "1": Fraction(2)})
    gains = {change.row: change.gain for change in made.changes if change.gain}
    assert gains == {"1": Fraction("-0.013"), "32": Fraction("0.055")}
    assert [change.row for change in made.moved(-1)] == ["1"]


def test_one_more_answer_contributes_what_the_index_changes_by() -> None:
    before = dict.fromkeys(OLD.required_rows(), Fraction(3))
    more = compare(OLD, before, {**before, "35-2": Fraction(5)})
    less = compare(OLD, {**before, "35-2": Fraction(5)}, before)
    (added,), (dropped,) = ([c for c in m.changes if c.gain] for m in (more, less))
    # Aspect 7 weighs 20: five answers of 4 points each instead of four of 5.
    assert added == Change("35-2", None, Fraction(5), Fraction("0.08"))
    assert dropped == Change("35-2", Fraction(5), None, Fraction("-0.08"))
    assert (added.direction, dropped.direction) == (1, -1)


def test_two_editions_stand_side_by_side_in_either_order() -> None:
    old = dict.fromkeys(OLD.required_rows(), Fraction(3))
    new = dict.fromkeys(NEW.rows(), Fraction(4))
    forth, back = side_by_side(OLD, old, NEW, new), side_by_side(NEW, new, OLD, old)
    assert forth is not None
    assert back is not None
    pairs = [(p.row1, p.row2, p.status) for p in forth.counterparts]
    assert ("3", "1", "official") in pairs
    assert ("3", "2", "official") in pairs
    assert ("1", "10", "completed") in pairs
    assert [p for p in pairs if p[0].startswith("35")] == [
        ("35-1", "45", "inferred"),
        ("35-2", "46", "inferred"),
        ("35-3", "47", "inferred"),
    ]
    assert [p.level1 for p in forth.counterparts[-3:]] == [3, None, None]
    assert [(p.row2, p.row1, p.status) for p in back.counterparts] == pairs
    assert (forth.alone1, forth.alone2) == (back.alone2, back.alone1)
    assert (len(forth.alone1), len(forth.alone2)) == (14, 21)


def test_editions_without_a_mapping_have_nothing_to_show() -> None:
    new, next_ = dict.fromkeys(NEW.rows(), Fraction(3)), dict.fromkeys(NEXT.rows(), Fraction(3))
    assert side_by_side(NEW, new, NEXT, next_) is None
    assert side_by_side(OLD, {}, NEXT, next_) is None


@given(
    st.lists(st.integers(1, 5), min_size=47, max_size=47),
    st.dictionaries(st.sampled_from(list(NEW.rows())), st.integers(1, 5).map(Fraction)),
)
def test_what_is_simulated_adds_up_exactly(digits: list[int], wanted: dict[str, Fraction]) -> None:
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


def test_levels_that_nobody_could_type_apart_are_one_level() -> None:
    """IPS 2.9 lies on 17/6, which an assessor can only type as 2.8333."""
    before = dict.fromkeys(NEXT.required_rows(), Fraction(1)) | {"7": Fraction(17, 6)}
    for level, fell in (("2.8333", []), ("2.8332", ["7"])):
        made = compare(NEXT, before, before | {"7": Fraction(level)})
        assert [one.row for one in made.moved(-1)] == fell
