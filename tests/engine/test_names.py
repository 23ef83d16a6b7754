"""Names as people write them: which institution is meant, and which are only alike."""

import pytest

from spbe_cli.analysis.benchmark import GROUPS, kind_of, meant, results, suggestions

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
