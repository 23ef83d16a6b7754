"""PermenPANRB 8/2026, held against what its sources say: criteria, evidence, names, edges."""

from fractions import Fraction
from string import ascii_lowercase

import pytest

from spbe_cli.instrument.loading import shipped
from spbe_cli.reports.levels import evidence, level_name, passed
from spbe_cli.scoring import score
from spbe_cli.sheet.numbers import named_by

EDITION = "permenpanrb-8-2026"
PEMDI = shipped(EDITION)
ITEMS = (
    "14423", "21111", "55546", "32222", "11111", "11111", "11111", "77777", "21111", "12111",
    "11112", "23111", "33411", "42212", "23232", "32122", "22432", "22222", "21132", "43655",
)  # fmt: skip
"""How many pieces of evidence the ministry's decks ask for, by indicator and level: 232."""
DOUBTED = {
    "1": "24", "2": "3", "3": "24", "5": "12345", "6": "12345", "7": "12345", "8": "1",
    "9": "234", "10": "12345", "11": "5", "12": "12345", "17": "345", "18": "12345",
    "19": "135", "20": "24",
}  # fmt: skip
"""The levels of which the sources contradict one another or leave something open."""
ASSESSED = {
    "1": "2", "2": "1.5", "3": "1.26", "4": "1.3", "11": "1.5", "12": "1.25", "13": "7/6",
    "17": "2.5", "20": "1.3",
}  # fmt: skip
"""What an external assessor gave Kabupaten Aceh Tengah in 2026; all others got 1."""


def test_every_level_has_a_criterion_and_its_own_evidence() -> None:
    levels = [level for indicator in PEMDI.indicators() for level in indicator.levels]
    assert len({level.criterion for level in levels}) == 100
    assert all(level.criterion and level.distinguishing for level in levels)
    counts = ["".join(str(len(level.evidence)) for level in i.levels) for i in PEMDI.indicators()]
    assert counts == list(ITEMS)
    for level in levels:
        letters = "".join(item.letter for item in level.evidence)
        assert ascii_lowercase.startswith(letters)
    assert sum(len(level.evidence) for level in levels) == 232


def test_every_doubt_of_the_sources_is_kept_at_its_level() -> None:
    levels = {i.code: i.levels for i in PEMDI.indicators()}
    noted = {c: "".join(str(one.number) for one in of if one.note) for c, of in levels.items()}
    assert {code: numbers for code, numbers in noted.items() if numbers} == DOUBTED
    items = [item for of in levels.values() for level in of for item in level.evidence]
    assert sum(item.note is not None for item in items) == 53


@pytest.mark.parametrize(
    ("number", "level", "words"),
    [
        ("3", 2, "Lebih dari 50% ASN"),
        ("3", 5, "lebih dari 90% ASN"),
        ("5", 4, "Dasbor Presiden"),
        ("8", 3, "seluruh layanan"),
        ("8", 5, "ditindaklanjuti menyeluruh"),
        ("11", 2, "paling banyak 50% layanan"),
        ("11", 4, "100% sistem berkategori tinggi"),
        ("16", 3, "Dasbor Presiden"),
        ("17", 3, "siklus hidup"),
        ("17", 4, "lebih dari 90% pengguna"),
        ("18", 3, "Dasbor Presiden"),
        ("19", 2, "SLA terpenuhi 90%"),
        ("19", 3, "SLA terpenuhi 99%"),
        ("20", 2, "widget umpan balik"),
        ("20", 3, "mystery guest"),
        ("20", 4, "sentimen dianalisis dengan AI"),
        ("20", 5, "Trust Score Tracker"),
    ],
)
def test_a_criterion_demands_what_the_decks_demand(number: str, level: int, words: str) -> None:
    indicator = PEMDI.indicator(number)
    assert indicator
    assert words in str(indicator.level(level).criterion)


def test_only_four_indicators_are_converted_from_another_index() -> None:
    found = {i.code: i.external.name for i in PEMDI.indicators() if i.external}
    assert found == {"5": "SDI", "6": "SJIG", "7": "IPS", "18": "SDI aspek Interoperabilitas Data"}


@pytest.mark.parametrize(
    ("number", "area", "levels"),
    [
        ("10", "Keamanan Siber", [1, 2, 3, 4, 5]),
        ("11", "Persandian", [5]),
        ("12", "Penanganan Insiden Siber", [1, 2, 3, 4, 5]),
    ],
)
def test_each_area_of_ikasandi_is_evidence_of_the_levels_that_ask_for_it(
    number: str, area: str, levels: list[int]
) -> None:
    indicator = PEMDI.indicator(number)
    assert indicator
    asked = [
        level.number
        for level in indicator.levels
        if any(f"IKASANDI area {area}" in item.text for item in level.evidence)
    ]
    assert asked == levels


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Manajemen Layanan Pemerintah Digital", "2"),
        ("Pelaksanaan Audit Keamanan dan Teknologi Pemerintah Digital", "9"),
        ("Pelaksanaan Audit Keamanan Pemdi dan Teknologi Pemdi", "9"),
        ("Keterpaduan Proses Bisnis Lintas Unit dan Instansi", "15"),
        ("Interoperabilitas Data (Indeks Satu Data Indonesia)", "18"),
        ("Tingkat Kepuasan Pengguna Layanan Digital", "20"),
        ("Pengelolaan Kepuasan Pengguna Layanan Digital", "20"),
        ("Tingkat Pengelolaan Kepuasan Pengguna Layanan Digital Pemerintah", "20"),
    ],
)
def test_older_and_shorter_names_are_recognised(name: str, number: str) -> None:
    assert named_by(PEMDI, name) == number


def test_an_indicator_on_an_edge_keeps_the_level_it_has_completed() -> None:
    """The assessor called 1.5 Rintisan (2 and 11), 2.0 and 2.5 Terkelola (1 and 17)."""
    indicator = next(PEMDI.indicators())
    named = {
        text: level_name(PEMDI, indicator, Fraction(text))
        for text in ("1", "1.5", "1.5001", "2", "2.5", "3.5", "4", "4.0001", "5")
    }
    assert list(named.values()) == [
        "Merintis", "Merintis", "Membangun", "Membangun", "Membangun", "Berkembang", "Melembaga",
        "Unggul", "Unggul",
    ]  # fmt: skip


def test_a_level_is_reached_where_a_score_has_its_name() -> None:
    for level in PEMDI.scale():
        assert PEMDI.level_at(PEMDI.reached_at(level)) == level
    assert PEMDI.reached_at(2) == Fraction("2.5")
    assert shipped("permenpanrb-59-2020").reached_at(2) == 2


def test_the_real_assessment_comes_out_exactly() -> None:
    levels = {row: Fraction(ASSESSED.get(row, "1")) for row in PEMDI.rows()}
    result = score(PEMDI, levels)
    assert result.total.index == Fraction(931, 750)
    assert str(result.total.rounded) == "1.24"
    aspects = [str(aspect.rounded) for aspect in result.aspects]
    assert aspects == ["1.75", "1.28", "1.00", "1.17", "1.08", "1.40", "1.18"]


def test_what_a_raise_demands_begins_after_the_level_that_is_complete() -> None:
    start, end = Fraction("1.5"), PEMDI.reached_at(2)
    assert [level.number for level in passed(PEMDI, "17", start, end)] == [2]
    assert evidence(PEMDI, "17", start, end) == (
        "a. Rencana layanan yang akan dipadukan pada portal; "
        "b. Portal sebagian layanan berbasis siklus hidup"
    )
