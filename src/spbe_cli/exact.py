"""Exact numbers as text: the one rounding, and plain decimals without loss."""

from decimal import Decimal
from fractions import Fraction
from typing import Final

MOST_DIGITS: Final = 40
MOST_PLACES: Final = 4
"""No level has more decimals, but one that was converted from an index may have no end."""
MOST_COUNTED: Final = 15
"""No number, code or year has more digits; Python itself refuses those of thousands."""


def rounded(value: Fraction, places: int = 2) -> Decimal:
    """Round half up, once, from the exact value: the only rounding of an index.

    >>> rounded(Fraction("2.9475")), rounded(Fraction("3.465")), rounded(Fraction("2.9795"))
    (Decimal('2.95'), Decimal('3.47'), Decimal('2.98'))
    """
    units = (2 * value.numerator * 10**places + value.denominator) // (2 * value.denominator)
    return Decimal(f"{units}E-{places}")


def as_typed(level: Fraction) -> Decimal:
    """Return a level as somebody can type it: two that differ by less are told alike.

    >>> as_typed(Fraction(17, 6)) == as_typed(Fraction("2.8333"))
    True
    """
    return rounded(level, MOST_PLACES)


def exact_text(value: Fraction | Decimal | int) -> str:
    """Write an exact number without exponent or trailing zeros, or as a fraction in lowest terms.

    >>> exact_text(Fraction("2.50")), exact_text(Fraction(10, 3)), exact_text(Decimal("1E+2"))
    ('2.5', '10/3', '100')
    """
    if isinstance(value, Decimal) and abs(value.adjusted()) > MOST_DIGITS:
        return str(value)
    exact = Fraction(value)
    if exact.denominator == 1:
        return str(exact.numerator)
    places = decimal_places(exact.denominator)
    if places is None:
        return f"{exact.numerator}/{exact.denominator}"
    return f"{Decimal(f'{exact.numerator * 10**places // exact.denominator}E-{places}'):f}"


def whole_of(text: str) -> int | None:
    """Read a whole number that somebody wrote in digits; None for what is none, or far too long.

    >>> whole_of("047"), whole_of("²"), whole_of("9" * 5_000)
    (47, None, None)
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_COUNTED else None


def decimal_places(denominator: int) -> int | None:
    """Return how many decimals a fraction in lowest terms needs, None if it never ends."""
    places = 0
    for prime in (2, 5):
        power = 0
        while denominator % prime == 0:
            denominator, power = denominator // prime, power + 1
        places = max(places, power)
    return places if denominator == 1 else None
