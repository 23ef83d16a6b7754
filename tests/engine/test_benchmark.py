"""Rank, percentile and quartiles against counting by hand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.analysis.benchmark import Quartiles, Standing, quartiles, standing

FIGURES = st.integers(100, 500).map(lambda cents: Fraction(cents, 100))


def test_who_ties_shares_a_rank_and_the_next_one_is_left_out() -> None:
    figures = [Fraction(n) for n in (5, 4, 4, 3)]
    ranks = [standing(f, figures[:n] + figures[n + 1 :]).rank for n, f in enumerate(figures)]
    assert ranks == [1, 2, 2, 4]


def test_a_percentile_counts_equal_ones_half() -> None:
    # Of four others one is higher, two are equal, one is lower: (1 + 2/2) of 4.
    assert Standing(above=1, equal=2, below=1).percentile == 50
    assert Standing(above=0, equal=0, below=3).percentile == 100
    assert Standing(above=2, equal=1, below=0).percentile == Fraction(100, 6)


def test_alone_there_is_a_rank_but_no_percentile() -> None:
    alone = standing(Fraction(3), ())
    assert (alone.rank, alone.count, alone.percentile) == (1, 1, None)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        # QUARTILE.INC of Excel: at 1 + (n - 1) k / 4 of the sorted figures.
        ((7,), ("7", "7", "7")),
        ((1, 2), ("1.25", "1.5", "1.75")),
        ((4, 1, 3, 2), ("1.75", "2.5", "3.25")),
        ((5, 1, 4, 2, 3), ("2", "3", "4")),
    ],
)
def test_quartiles_are_those_of_excel(figures: tuple[int, ...], expected: tuple[str, ...]) -> None:
    assert quartiles(map(Fraction, figures)) == Quartiles(*map(Fraction, expected))


@given(st.lists(FIGURES, min_size=1, max_size=60))
def test_ranks_agree_with_the_sorted_order(figures: list[Fraction]) -> None:
    ordered = sorted(figures, reverse=True)
    for place, figure in enumerate(figures):
        found = standing(figure, figures[:place] + figures[place + 1 :])
        assert found.rank == ordered.index(figure) + 1
        assert found.count == len(figures)
        assert found.equal == figures.count(figure) - 1
