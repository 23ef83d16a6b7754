"""What holds for every number: rounding is the school's, and text loses nothing."""

from decimal import Decimal
from fractions import Fraction
from math import floor

from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.exact import decimal_places, exact_text, rounded

INDICES = st.fractions(min_value=0, max_value=10, max_denominator=60_000)
PLACES = st.integers(0, 6)
DECIMALS = st.decimals(-1000, 1000, allow_nan=False, places=4)


@given(INDICES, PLACES)
def test_rounding_moves_a_number_by_half_a_unit_at_most_and_a_tie_up(
    value: Fraction, places: int
) -> None:
    unit = Fraction(1, 10**places)
    shown = rounded(value, places)
    assert shown.as_tuple().exponent == -places
    assert -unit / 2 < Fraction(shown) - value <= unit / 2


@given(st.integers(0, 999))
def test_every_tie_goes_up(hundredths: int) -> None:
    tie = Fraction(2 * hundredths + 1, 200)
    assert rounded(tie) == Decimal(hundredths + 1).scaleb(-2)


@given(INDICES, INDICES)
def test_rounding_keeps_the_order(one: Fraction, other: Fraction) -> None:
    low, high = sorted((one, other))
    assert rounded(low) <= rounded(high)


@given(st.fractions(max_denominator=10_000))
def test_a_fraction_survives_being_written(value: Fraction) -> None:
    assert Fraction(exact_text(value)) == value


@given(DECIMALS)
def test_a_decimal_survives_being_written_plainly(value: Decimal) -> None:
    text = exact_text(value)
    assert Decimal(text) == value
    assert "E" not in text
    assert "." not in text or not text.endswith(("0", "."))


@given(st.fractions(max_denominator=10_000))
def test_decimal_places_are_as_few_as_can_be(value: Fraction) -> None:
    places = decimal_places(value.denominator)
    if places is None:
        assert any(value.denominator % prime == 0 for prime in range(3, 10_001, 2) if prime % 5)
    else:
        assert value * 10**places == floor(value * 10**places)
        assert places == 0 or (value * 10 ** (places - 1)).denominator > 1


def test_a_number_is_written_as_short_as_can_be_read() -> None:
    shown = {"2.50": "2.5", "1E+2": "100", "1E-7": "0.0000001", "1E+60": "1E+60"}
    assert {text: exact_text(Decimal(text)) for text in shown} == shown
    assert [exact_text(Fraction(n, 3)) for n in (-1, 6, 10)] == ["-1/3", "2", "10/3"]
