"""The conversion of another agency's index: monotone, exact, on the scale."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.instrument import ExternalIndex
from spbe_cli.instrument.loading import shipped
from spbe_cli.scoring import converted

PEMDI = shipped("permenpanrb-8-2026")
BANDS = tuple(map(Fraction, ("1", "1.5", "2.5", "3.5", "4", "5")))
"""The bounds of the levels: PermenPANRB 8/2026, Tabel 4."""
SHIPPED = {i.external.name: i.external for i in PEMDI.indicators() if i.external}
NUMBERS = st.integers(0, 100_000).map(lambda n: Fraction(n, 1000))


@st.composite
def indices(draw: st.DrawFn) -> ExternalIndex:
    """Draw an index with any rising breakpoints."""
    bounds = sorted(draw(st.sets(NUMBERS, min_size=6, max_size=6)))
    return ExternalIndex("X", "Y", dict(enumerate(bounds[:5], start=1)), bounds[5])


@st.composite
def values(draw: st.DrawFn) -> tuple[ExternalIndex, Fraction]:
    """Draw an index, of the shipped ones too, with a value on its scale."""
    index = draw(st.one_of(st.sampled_from(tuple(SHIPPED.values())), indices()))
    return index, draw(on_scale(index))


def on_scale(index: ExternalIndex) -> st.SearchStrategy[Fraction]:
    span = index.maximum - index.minimum
    return st.integers(0, 9973).map(lambda n: index.minimum + span * Fraction(n, 9973))


def independent(index: ExternalIndex, value: Fraction) -> Fraction:
    """Compute the conversion as the regulation's table reads: band by band."""
    bounds = (*index.begins.values(), index.maximum)
    for (low, high), (bottom, top) in zip(pairwise(bounds), pairwise(BANDS), strict=True):
        if low <= value <= high:
            return bottom * (high - value) / (high - low) + top * (value - low) / (high - low)
    raise AssertionError


@given(values())
def test_the_conversion_equals_an_independent_one(case: tuple[ExternalIndex, Fraction]) -> None:
    assert converted(*case, PEMDI) == independent(*case)


@given(indices())
def test_the_conversion_hits_the_breakpoints(index: ExternalIndex) -> None:
    bounds = (*index.begins.values(), index.maximum)
    assert tuple(converted(index, bound, PEMDI) for bound in bounds) == BANDS


@given(indices(), st.data())
def test_a_higher_value_gives_a_higher_score(index: ExternalIndex, data: st.DataObject) -> None:
    scale = on_scale(index)
    one, other = data.draw(scale), data.draw(scale)
    scores = converted(index, one, PEMDI), converted(index, other, PEMDI)
    assert (one < other) is (scores[0] < scores[1])
    assert all(PEMDI.lowest <= score <= PEMDI.highest for score in scores)


@given(values())
def test_a_score_lies_in_the_level_of_its_value(case: tuple[ExternalIndex, Fraction]) -> None:
    index, value = case
    level = max(n for n, begin in index.begins.items() if value > begin or n == PEMDI.lowest)
    assert PEMDI.level_at(converted(index, value, PEMDI)) == level


@given(NUMBERS)
def test_the_index_of_data_is_converted_by_one_straight_line(value: Fraction) -> None:
    assert converted(SHIPPED["SDI"], value, PEMDI) == 1 + value / 25
