"""Exact numbers as text, one example after another."""

from decimal import Decimal
from fractions import Fraction

import pytest

from spbe_cli.exact import exact_text, rounded


@pytest.mark.parametrize(
    ("exact", "shown"),
    [
        ("0", "0.00"),
        ("3", "3.00"),
        ("2.675", "2.68"),  # as a float it lies below the tie
        ("3.465", "3.47"),  # half to even would give 3.46
        ("4.745", "4.75"),  # Kementerian Kominfo 2024
        ("2.9475", "2.95"),  # Kemenko Perekonomian 2021; twice rounded it would be the same
        ("3.4449", "3.44"),  # twice rounded it would be 3.45
        ("2.9949999999999999999999999", "2.99"),
        ("2.9950000000000000000000000", "3.00"),
        ("4.9951", "5.00"),
        ("8/3", "2.67"),
        ("10/3", "3.33"),
        ("779/300", "2.60"),
    ],
)
def test_an_index_is_rounded_once_and_half_up(exact: str, shown: str) -> None:
    assert str(rounded(Fraction(exact))) == shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (100, "100"),
        (Fraction("2.50"), "2.5"),
        (Fraction("1.3"), "1.3"),
        (Fraction("297.95"), "297.95"),
        (Fraction("0.0001"), "0.0001"),
        (Fraction("-2.5"), "-2.5"),
        (Fraction(1, 8), "0.125"),
        (Fraction(10, 3), "10/3"),
        (Fraction(20, 6), "10/3"),
        (Fraction(-1, 3), "-1/3"),
        (Decimal("3.50"), "3.5"),
        (Decimal("1E+2"), "100"),
        (Decimal("1E-7"), "0.0000001"),
        (Decimal("1E+60"), "1E+60"),  # nobody reads sixty zeros
        (Decimal("1E-60"), "1E-60"),
    ],
)
def test_exact_text_is_plain_and_short(value: Fraction | Decimal | int, text: str) -> None:
    assert exact_text(value) == text
