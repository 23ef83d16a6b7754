"""Indices of other agencies: from the cell of a sheet to a score, or to a finding."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from spbe_cli.instrument.loading import shipped
from spbe_cli.sheet.assess import Assessment, Choice, assess
from spbe_cli.xlsx.form import answer_workbook
from spbe_cli.xlsx.form_layout import Prefill, TemplateRequest

PEMDI = shipped("permenpanrb-8-2026")
REQUEST = TemplateRequest("Kabupaten Contoh", year="2026", stage="Penilaian Mandiri")
PLAIN = {row: Prefill(1, "", "Fakta") for row in PEMDI.rows()}
pytestmark = pytest.mark.usefixtures("here")
SDI, SJIG, IPS, OF_SDI = "5", "6", "7", "18"


def with_index(number: str, external: object, level: object = None) -> dict[str, Prefill]:
    return {**PLAIN, number: Prefill(level, f"b{number}.pdf", "Fakta", external)}


def assessed(prefilled: Mapping[str, Prefill], missing: str | None = None) -> Assessment:
    path = Path("jawaban.xlsx")
    path.write_bytes(answer_workbook(PEMDI, REQUEST, prefilled))
    return assess(path, path.name, Choice(missing=missing))


def told(made: Assessment) -> list[str]:
    """What is said beside A213, which is said of every sheet of this edition."""
    return [
        f"{finding.place.cell} {finding.code}"
        for finding in made.findings
        if finding.code != "A213"
    ]


@pytest.mark.parametrize(
    ("number", "value", "score"),
    [(SDI, "0", "1"), (SDI, "12.5", "1.5"), (SDI, "25", "2"), (SDI, "37.5", "2.5"),
     (SDI, "62.5", "3.5"), (SDI, "68.75", "3.75"), (SDI, "75", "4"), (SDI, "100", "5"),
     (SJIG, "2.75", "2.75"), (IPS, "1", "1"), (IPS, "1.8", "1.5"), (IPS, "2.7", "47/18"),
     (IPS, "4.2", "4"), (IPS, "5", "5"), (OF_SDI, "0", "1"), (OF_SDI, "25", "2"),
     (OF_SDI, "100", "5")],
)  # fmt: skip
def test_an_index_instead_of_a_level_is_converted(number: str, value: str, score: str) -> None:
    made = assessed(with_index(number, Fraction(value)))
    assert told(made) == []
    assert made.sheet
    answer = made.sheet.answers[number]
    assert (answer.level, answer.external) == (Fraction(score), Fraction(value))
    assert answer.cell == f"F{4 + int(number)}"


@pytest.mark.parametrize("text", ["68,75", " 68.75 ", "68.75"])
def test_an_index_may_be_typed_as_text(text: str) -> None:
    made = assessed(with_index(SDI, text))
    assert made.sheet
    assert made.sheet.answers[SDI].level == Fraction("3.75")


@pytest.mark.parametrize("text", ["-", "belum ada", "  ", "n/a"])
def test_a_word_for_nothing_is_no_index(text: str) -> None:
    assert told(assessed(with_index(SDI, text))) == ["E9 A104"]
    assert told(assessed(with_index(SDI, text, 2))) == []


def test_without_an_index_and_a_level_the_answer_is_missing() -> None:
    made = assessed(with_index(SDI, None))
    assert told(made) == ["E9 A104"]
    assert made.bounds
    supplied = assessed(with_index(SDI, None), "lowest")
    assert supplied.sheet
    assert supplied.sheet.assumed == {SDI: 1}


@pytest.mark.parametrize(
    ("number", "level", "value"),
    [(SDI, 3.75, "68.75"), (IPS, 2.61, "2.7"), (IPS, 2.6111, "2.7"), (SJIG, 3, "3")],
)
def test_a_level_that_says_the_same_counts(number: str, level: float, value: str) -> None:
    made = assessed(with_index(number, Fraction(value), level))
    assert told(made) == []
    assert made.sheet
    assert made.sheet.answers[number].level == Fraction(str(level))
    assert made.sheet.answers[number].cell == f"E{4 + int(number)}"


@pytest.mark.parametrize(
    ("number", "level", "value"), [(SDI, 3, "68.75"), (IPS, 2.6, "2.7"), (IPS, 3, "2.7")]
)
def test_a_level_that_says_something_else_is_an_error(
    number: str, level: float, value: str
) -> None:
    made = assessed(with_index(number, Fraction(value), level))
    assert told(made) == [f"E{4 + int(number)} A131"]


def test_the_column_may_stand_anywhere_and_be_hidden() -> None:
    path = Path("a.xlsx")
    book = load_workbook(BytesIO(answer_workbook(PEMDI, REQUEST, with_index(SDI, 50))))
    sheet = book["Jawaban"]
    sheet["L4"] = "INDEKS  ASAL (nilai)"
    sheet["F4"], sheet["F9"], sheet["L9"] = None, None, 75
    sheet.column_dimensions["L"].hidden = True
    book.save(path)
    made = assess(path, path.name)
    assert told(made) == ["None A204"]
    assert made.sheet
    assert made.sheet.answers[SDI].level == 4


def test_a_score_lies_in_the_level_whose_band_holds_it() -> None:
    bands = {"1": 1, "1.4999": 1, "1.5": 2, "2.4999": 2, "2.5": 3, "3.5": 4, "3.9999": 4, "4": 5}
    upper = replace(PEMDI, edge="upper")
    assert {text: upper.level_at(Fraction(text)) for text in bands} == bands
    assert upper.level_at(Fraction(0)) == PEMDI.level_at(Fraction(0)) == 0
    assert replace(PEMDI, begins={}).level_at(Fraction("2.4999")) == 2


@pytest.mark.parametrize("number", ["10", "11", "12"])
def test_an_index_that_is_only_evidence_is_not_converted(number: str) -> None:
    made = assessed(with_index(number, 3))
    assert told(made) == [f"E{4 + int(number)} A104"]


def test_only_the_cells_of_such_indicators_are_open_and_guarded() -> None:
    sheet = load_workbook(BytesIO(answer_workbook(PEMDI, TemplateRequest(), {})))["Jawaban"]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    for row, indicator in enumerate(PEMDI.indicators(), start=5):
        index = indicator.external
        assert sheet[f"F{row}"].protection.locked is (index is None)
        assert (f"F{row}" in rules) is (index is not None)
        if index:
            ends = (Fraction(rules[f"F{row}"].formula1), Fraction(rules[f"F{row}"].formula2))
            assert ends == (index.minimum, index.maximum)
            assert index.authority in str(rules[f"F{row}"].prompt)
    assert sheet.column_dimensions["B"].hidden
