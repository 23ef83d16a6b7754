"""The editions beside the default: what their sources say, a sister index, what follows what."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from string import ascii_lowercase

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.program import EXAMPLES

from spbe_cli.analysis.check import review
from spbe_cli.instrument import ExternalIndex
from spbe_cli.instrument.loading import inspect, shipped
from spbe_cli.reports.levels import evidence, level_name, passed
from spbe_cli.scoring import converted, score
from spbe_cli.sheet.assess import Choice, Status, assess
from spbe_cli.sheet.values import named_by
from spbe_cli.xlsx.form import answer_file
from spbe_cli.xlsx.form_layout import Prefill, TemplateRequest, lay_out

EPSS = EXAMPLES / "instruments" / "epss.yaml"
PEMDI = shipped("permenpanrb-8-2026")
ACEH_TENGAH = EXAMPLES / "aceh-tengah-2026.xlsx"


@pytest.mark.parametrize(
    ("first", "last", "predicate"),
    [
        ("1", "1.4999", "Kurang"),
        ("1.5", "2.4999", "Cukup"),
        ("2.5", "3.4999", "Baik"),
        ("3.5", "3.9999", "Sangat Baik"),
        ("4", "5", "Memuaskan"),
    ],
)
def test_bands_of_pemdi_begin_and_end_where_the_table_says(
    first: str, last: str, predicate: str
) -> None:
    for index in map(Fraction, (first, last)):
        result = score(PEMDI, dict.fromkeys(PEMDI.rows(), index))
        assert (result.total.index, result.predicate.name) == (index, predicate)


def test_a_sister_index_needs_no_code(tmp_path: Path) -> None:
    assert review(EPSS, "epss.yaml").findings == ()
    epss = inspect(EPSS).instrument
    assert epss
    parts = (len(epss.domains), len(epss.aspects), len(list(epss.indicators())))
    assert parts == (5, 19, 38)
    weights = {indicator.code: indicator.weight for indicator in epss.indicators()}
    assert weights["20401"] == Fraction("1.7136")
    assert weights["30301"] == Fraction("1.995")
    assert sum(weights.values()) == 100
    path = tmp_path / "epss.xlsx"
    prefilled = {
        row: Prefill(3 if row == "10101" else 2, f"b{row}.pdf", "Fakta") for row in epss.rows()
    }
    request = TemplateRequest("Kota Contoh", year="2024", stage="Penilaian Dokumen")
    path.write_bytes(answer_file(lay_out(epss, request, prefilled)))
    made = assess(path, path.name, Choice(epss))
    assert made.findings == ()
    assert made.status is Status.SCORED
    assert made.result
    assert made.result.total.index == Fraction("2.07")
    assert str(made.result.domains[0].rounded) == "2.25"


def test_the_mapping_names_every_indicator_of_2018_once() -> None:
    new, old = shipped("permenpanrb-59-2020"), shipped("permenpanrb-5-2018")
    assert new.follows == old.id
    assert [pair.old for pair in new.mapping] == [one.code for one in old.indicators()]
    named = {code for pair in new.mapping for code in pair.new}
    assert len({one.code for one in new.indicators()} - named) == 21
    states = [pair.status for pair in new.mapping]
    assert {state: states.count(state) for state in set(states)} == {
        "official": 9,
        "completed": 2,
        "inferred": 10,
        "none": 14,
    }


def test_the_files_on_disk_hold_the_case_that_the_example_shows() -> None:
    (case,) = yaml.safe_load((EXAMPLES / "cases" / "pemdi.yaml").read_text("utf-8"))["cases"]
    made = assess(ACEH_TENGAH, ACEH_TENGAH.name)
    assert made.sheet
    levels = {row: float(level) for row, level in made.sheet.levels().items()}
    typed = {row: round(float(Fraction(level)), 4) for row, level in case["levels"].items()}
    assert levels == typed


def test_indicator_38_quotes_the_regulation_and_notes_what_completes_it() -> None:
    indicator = shipped("permenpanrb-59-2020").indicator("38")
    assert indicator
    level = indicator.level(1)
    assert str(level.criterion).endswith("tentang pengelolaan barang milik negara.")
    assert "dilengkapi menjadi barang milik daerah" in str(level.note)


@pytest.mark.parametrize("number", ["29", "30", "31"])
def test_audits_are_due_every_two_years_by_the_guideline_of_2024(number: str) -> None:
    indicator = shipped("permenpanrb-59-2020").indicator(number)
    assert indicator
    due = "Pedoman 3/2024: pada tingkat 2 sampai 5 audit dilakukan rutin minimal 2 tahun sekali."
    assert due in str(indicator.note)


def test_evidence_of_2020_serves_every_indicator_of_2026_or_is_said_not_to() -> None:
    old = shipped("permenpanrb-59-2020")
    assert PEMDI.follows == old.id
    assert PEMDI.mapping == ()  # no level is held against another
    assert [one.indicator for one in PEMDI.reuse] == [one.code for one in PEMDI.indicators()]
    how = {one.indicator: one.how for one in PEMDI.reuse}
    # Aceh Tengah 2026: a geospatial index has no forerunner; data protection begins anew.
    assert {row for row, one in how.items() if one == "new"} == {"6", "7", "8"}
    assert [one.indicator for one in PEMDI.reuse if not one.old] == ["6"]
    used = {code for one in PEMDI.reuse for code in one.old}
    codes = {one.code for one in old.indicators()}
    assert codes - used == {"2", "5", "6", "7", "10"}
    assert used <= codes


EDITION = "permenpanrb-8-2026"
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


def test_a_score_lies_in_the_level_whose_band_holds_it() -> None:
    bands = {"1": 1, "1.4999": 1, "1.5": 2, "2.4999": 2, "2.5": 3, "3.5": 4, "3.9999": 4, "4": 5}
    upper = replace(PEMDI, edge="upper")
    assert {text: upper.level_at(Fraction(text)) for text in bands} == bands
    assert upper.level_at(Fraction(0)) == PEMDI.level_at(Fraction(0)) == 0
    assert replace(PEMDI, begins={}).level_at(Fraction("2.4999")) == 2


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
