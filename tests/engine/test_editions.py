"""The editions beside the default: a published result, a sister index, what follows what."""

from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from tests.program import EXAMPLES

from spbe_cli.instrument.loading import inspect, shipped
from spbe_cli.review import review
from spbe_cli.scoring import score
from spbe_cli.sheet.assess import Choice, Status, assess
from spbe_cli.xlsx.form import Prefill, TemplateRequest, answer_workbook

EPSS = EXAMPLES / "instruments" / "epss.yaml"
PEMDI = shipped("permenpanrb-8-2026")
ACEH_TENGAH = EXAMPLES / "aceh-tengah-2026.xlsx"


@pytest.mark.parametrize(
    ("index", "predicate"),
    [
        ("1", "Kurang"),
        ("1.4999", "Kurang"),
        ("1.5", "Cukup"),
        ("2.4999", "Cukup"),
        ("2.5", "Baik"),
        ("3.4999", "Baik"),
        ("3.5", "Sangat Baik"),
        ("3.9999", "Sangat Baik"),
        ("4", "Memuaskan"),
        ("5", "Memuaskan"),
    ],
)
def test_bands_of_pemdi_begin_where_the_table_says(index: str, predicate: str) -> None:
    result = score(PEMDI, dict.fromkeys(PEMDI.rows(), Fraction(index)))
    assert result.total.index == Fraction(index)
    assert result.predicate.name == predicate


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
    path.write_bytes(answer_workbook(epss, request, prefilled))
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
