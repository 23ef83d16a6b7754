"""The small YAML files, and goals: what is read, what is refused, where each fault is told."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from tests.program import EXAMPLES
from tests.reader.books import table

from spbe_cli.analysis.plan import PlanOptions, goal_of, load_efforts
from spbe_cli.analysis.plan_raises import Goal
from spbe_cli.answers import Assignment
from spbe_cli.errors import UsageError
from spbe_cli.files import RATES, check_changes, load_changes
from spbe_cli.files.assignments import LoadedAssignment, load_assignment
from spbe_cli.instrument.loading import shipped

EXAMPLE = EXAMPLES / "penugasan.yaml"
GOOD = """\
assignments:
  - agency: Bappeda
    name: Badan Perencanaan Pembangunan Daerah (Bappeda)
    owns: 13, 32-40
  - agency: Diskominfo
    owns: 1-12, 14-31, 41-47
    supports: '13'
"""
Row = tuple[str | int | None, ...]
HEAD = ("Indikator", "Penanggung Jawab", "Pendukung")
COUNTS = {
    "Bagian Hukum": 1,
    "Bagian Organisasi": 2,
    "Bagian Pengadaan Barang/Jasa": 1,
    "Bapenda": 1,
    "Bappeda": 4,
    "BKPSDM": 3,
    "BPKAD": 3,
    "Dinas Perpustakaan dan Kearsipan": 1,
    "Dinas Tenaga Kerja": 1,
    "Diskominfo": 24,
    "DPMPTSP": 1,
    "Inspektorat": 5,
}
pytestmark = pytest.mark.usefixtures("here")


def written(text: str) -> Path:
    path = Path("berkas.yaml")
    path.write_text(text, encoding="utf-8")
    return path


def load(text: str) -> LoadedAssignment:
    return load_assignment(written(text))


def load_table(*rows: Row) -> LoadedAssignment:
    path = Path("penugasan.xlsx")
    path.write_bytes(table(*rows)())
    return load_assignment(path)


def sound(loaded: LoadedAssignment) -> Assignment:
    assert loaded.findings == ()
    assert loaded.assignment
    return loaded.assignment


def test_a_good_file_names_owners_and_contributors() -> None:
    assignment = sound(load(GOOD))
    bappeda, diskominfo = assignment.agencies
    assert bappeda.owns == ("13", *map(str, range(32, 41)))
    assert diskominfo.supports == ("13",)
    assert assignment.owners["13"] is bappeda
    assert bappeda.printed == "Badan Perencanaan Pembangunan Daerah (Bappeda)"
    assert diskominfo.printed == "Diskominfo"


def test_the_shipped_example_has_one_owner_for_every_indicator() -> None:
    assignment = sound(load_assignment(EXAMPLE))
    assert {one.name: len(one.owns) for one in assignment.agencies} == COUNTS
    assert len(assignment.owners) == 47


def test_an_agency_may_have_nothing_to_do_or_only_help() -> None:
    more = "  - agency: Bapenda\n  - {agency: BKAD, supports: '24'}\n"
    made = sound(load(GOOD + more))
    assert [(one.name, one.owns, one.supports) for one in made.agencies[2:]] == [
        ("Bapenda", (), ()),
        ("BKAD", (), ("24",)),
    ]


def test_a_table_says_the_same_as_yaml() -> None:
    first, second = (13, "Bappeda", "Diskominfo"), ("32-40", "BAPPEDA", None)
    third = ("1-12, 14-31, 41-47", "Diskominfo", None)
    agencies = sound(load_table(("Penugasan 2025",), HEAD, first, second, (), third)).agencies
    yaml = sound(load(GOOD)).agencies
    for one, other in zip(agencies, yaml, strict=True):
        assert (one.name, one.owns, one.supports) == (other.name, other.owns, other.supports)


def test_a_cell_may_name_several_agencies() -> None:
    made = sound(load_table(HEAD, ("1-47", "Bappeda", " BPKAD  Kota ;\nBapenda\n")))
    assert [one.name for one in made.agencies] == ["Bappeda", "BPKAD Kota", "Bapenda"]
    assert [len(one.owns) for one in made.agencies] == [47, 0, 0]
    assert [len(one.supports) for one in made.agencies] == [0, 47, 47]


@pytest.mark.parametrize(
    "name",
    [
        "Bappeda",
        "BAPPEDA",
        " badan perencanaan  pembangunan daerah",
        "Badan Perencanaan Pembangunan Daerah (BAPPEDA)",
    ],
)
def test_an_agency_is_known_by_each_of_its_names(name: str) -> None:
    found = sound(load(GOOD)).agency(name)
    assert found
    assert found.name == "Bappeda"


def test_a_name_that_is_nearly_right_is_suggested() -> None:
    assignment = sound(load(GOOD))
    assert assignment.agency("Bapeda") is None
    assert assignment.suggestion("Bapeda") == "Bappeda"
    assert assignment.suggestion("Dinas Sosial") is None


NEW, OLD = shipped("permenpanrb-59-2020"), shipped("permenpanrb-5-2018")
PEMDI = shipped("permenpanrb-8-2026")


@pytest.mark.parametrize(
    ("by", "fits"), [("0.75", True), ("4", True), ("0", False), ("4.1", False), ("0.00001", False)]
)
def test_scores_with_decimals_are_lowered_by_as_fine_a_step(by: str, *, fits: bool) -> None:
    path = written(f"source: S\nrates: {{4: {{lowered: {{{by}: 0.5}}}}}}\n")
    rates, findings = RATES.load(path, "a", PEMDI)
    assert [finding.code for finding in findings] == ["I123"] * (not fits)
    assert (rates is not None) == fits


def test_counts_become_chances() -> None:
    text = "source: S\nrates:\n  4: {claims: 8, lowered: {1: 2, 2: 0}}\n  3: {lowered: {1: 0.5}}\n"
    rates, _ = RATES.load(written(text), "a", NEW)
    assert rates
    assert rates.chances() == {4: {1: Fraction(1, 4)}, 3: {1: Fraction(1, 2)}}


def test_a_change_counts_for_the_row_that_its_number_means() -> None:
    path = written("changes: {'36': 2, '35-1': 3, '35-2': 4}\n")
    levels, findings = check_changes(OLD, load_changes(path, "a")[0])
    assert dict(levels) == {"35-2": Fraction(4), "35-1": Fraction(3)}
    assert findings == ()


def test_efforts_are_exact_and_the_rest_has_the_default() -> None:
    path = written("default: 2\nefforts:\n  '11':\n    2: 0.1\n")
    efforts, findings = load_efforts(path, NEW)
    assert findings == ()
    assert efforts.of("11", 2) == Fraction(1, 10)
    assert efforts.of("11", 3) == efforts.of("12", 2) == 2
    assert load_efforts(None, NEW)[0].of("11", 2) == 1


def test_a_predicate_on_the_rounded_index_is_reached_half_a_step_earlier() -> None:
    rounded = replace(NEW, predicate_on="rounded")
    options = PlanOptions("Sangat Baik", reserve=Fraction("0.1"))
    assert goal_of(NEW, options) == Goal(Fraction("3.5"), Fraction("3.6"))
    assert goal_of(rounded, options) == Goal(Fraction("3.5"), Fraction("3.595"))
    assert goal_of(rounded, PlanOptions(Fraction("3.5"))).needed == Fraction("3.5")
    with pytest.raises(UsageError):
        goal_of(NEW, PlanOptions("bagus"))
