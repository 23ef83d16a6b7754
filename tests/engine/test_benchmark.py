"""Rank, percentile and quartiles, and which institution a name means."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_cli.analysis.benchmark import (
    GROUPS,
    Quartiles,
    Rank,
    kind_of,
    meant,
    quartiles,
    results,
    standing,
    suggestions,
)

FIGURES = st.integers(100, 500).map(lambda cents: Fraction(cents, 100))


def test_who_ties_shares_a_rank_and_the_next_one_is_left_out() -> None:
    figures = [Fraction(n) for n in (5, 4, 4, 3)]
    ranks = [standing(f, figures[:n] + figures[n + 1 :]).rank for n, f in enumerate(figures)]
    assert ranks == [1, 2, 2, 4]


def test_a_percentile_counts_equal_ones_half() -> None:
    # Of four others one is higher, two are equal, one is lower: (1 + 2/2) of 4.
    assert Rank(above=1, equal=2, below=1).percentile == 50
    assert Rank(above=0, equal=0, below=3).percentile == 100
    assert Rank(above=2, equal=1, below=0).percentile == Fraction(100, 6)


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


NAMES = tuple(dict.fromkeys(one.institution for one in results()))


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("Kota Salatiga", "Pemerintah Kota Salatiga"),
        ("  pemerintah   KOTA salatiga ", "Pemerintah Kota Salatiga"),
        ("Pemkot Salatiga", "Pemerintah Kota Salatiga"),
        ("Pemerintah Daerah Kota Bandung", "Pemerintah Kota Bandung"),
        ("Kabupaten Madiun", "Pemerintah Kab. Madiun"),
        ("Pemerintah Kabupaten Buru", "Pemerintah Kab. Buru"),
        ("Provinsi Aceh", "Pemerintah Aceh"),
        ("Pemerintah Provinsi Daerah Istimewa Yogyakarta", "Pemerintah D.I. Yogyakarta"),
        ("Pemprov DIY", "Pemerintah D.I. Yogyakarta"),
        ("Provinsi Kepulauan Bangka Belitung", "Pemerintah Provinsi Kep. Bangka Belitung"),
        ("Perpustakaan Nasional Republik Indonesia", "Perpustakaan Nasional RI"),
        (
            "Kementerian Pekerjaan Umum dan Perumahan Rakyat",
            "Kementerian Pekerjaan Umum & Perumahan Rakyat",
        ),
        ("Salatiga", "Pemerintah Kota Salatiga"),
        ("Pemda Kabupaten Garut", "Pemerintah Kab. Garut"),
        ("Kementerian Keuangan Republik Indonesia", "Kementerian Keuangan"),
        ("Kementerian Keuangan RI", "Kementerian Keuangan"),
    ],
)
def test_a_name_is_told_however_it_is_written(written: str, published: str) -> None:
    assert meant(written, NAMES) == (published,)


@pytest.mark.parametrize(
    ("written", "kinds"),
    [("Madiun", ["Kab.", "Kota"]), ("Gorontalo", ["Provinsi", "Kab.", "Kota"])],
)
def test_without_its_kind_a_name_may_be_several(written: str, kinds: list[str]) -> None:
    assert sorted(meant(written, NAMES)) == sorted(f"Pemerintah {k} {written}" for k in kinds)


@pytest.mark.parametrize("written", ["", "Kota", "Buru Kota", "Bandung Raya", "Pemerintah"])
def test_no_name_is_guessed(written: str) -> None:
    assert meant(written, NAMES) == ()


def test_a_city_is_not_the_regency_of_its_name() -> None:
    assert meant("Kota Madiun", ["Pemerintah Kab. Madiun"]) == ()


def test_every_published_name_means_itself_alone() -> None:
    of_2024 = [one.institution for one in results() if one.year == 2024]
    assert [meant(name, of_2024) for name in of_2024] == [(name,) for name in of_2024]


def test_a_misspelled_or_partial_name_gets_suggestions() -> None:
    assert suggestions("Kota Salatga", NAMES)[0] == "Pemerintah Kota Salatiga"
    assert "Sekretariat Jenderal Komisi Yudisial" in suggestions("Komisi Yudisial", NAMES)
    assert suggestions("xyzzy", NAMES) == suggestions("", NAMES) == ()


def test_the_kind_in_a_name_is_the_group_of_the_reports() -> None:
    told = [one for one in results() if kind_of(one.institution)]
    assert all(kind_of(one.institution) == one.group for one in told)
    assert len(told) > 1100
    assert {one.group for one in results()} == set(GROUPS)
