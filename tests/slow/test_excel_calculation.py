"""The live formulas of `Perhitungan`: LibreOffice must get the engine's values from them."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.commands.documents import CASES
from tests.slow.office import convert, needs_libreoffice

from spbe_cli.answers import Answer, AnswerSheet, RawSheet
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import shipped
from spbe_cli.reports import written as written_as
from spbe_cli.reports.score import ScoreReport
from spbe_cli.reports.score_calculation import SheetRows
from spbe_cli.scoring import IndexResult, score
from spbe_cli.sheet.assess import Scored
from spbe_cli.words import Words

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning:openpyxl")

NEW, OLD = "permenpanrb-59-2020", "permenpanrb-5-2018"
Levels = dict[str, Fraction]


def without_domains() -> Instrument:
    whole = shipped(NEW)
    aspects = tuple(aspect._replace(domain=None) for aspect in whole.aspects)
    return replace(whole, domains=(), aspects=aspects, decimals=2, predicate_on="rounded")


def uneven() -> Instrument:
    """Make an instrument whose first aspect weighs more than its indicators, by thirds."""
    whole = without_domains()
    first, *rest = whole.aspects
    odd = replace(first.indicators[0], weight=Fraction(1, 3))
    aspect = first._replace(indicators=(odd, *first.indicators[1:]))
    return replace(whole, aspects=(aspect, *rest))


def cases() -> dict[str, tuple[Instrument, Levels]]:
    found = {
        name: (shipped(one["instrument"]), {row: Fraction(n) for row, n in one["levels"].items()})
        for name, one in CASES.items()
    }
    _, madiun = found["kabupaten-madiun-2020"]
    once = {row: level for row, level in madiun.items() if row not in {"35-2", "35-3"}}
    _, lampung = found["bandar-lampung-2024"]
    decimal = {**lampung, "47": Fraction("2.25")}
    return {
        **found,
        "answered-once": (shipped(OLD), once),
        "no-domains": (without_domains(), decimal),
        "shared-weights": (uneven(), lampung),
        "tie": (shipped(NEW), lampung | tie()),
        "bound": (shipped(NEW), dict.fromkeys(lampung, Fraction(3)) | bound()),
    }


def tie() -> Levels:
    """Return raises that lift Bandar Lampung 2024 to 3.035, which rounds up to 3.04."""
    return dict.fromkeys(("1", "21", "38"), Fraction(4))


def bound() -> Levels:
    """Return raises that lift the index from 3 to just 3.5, the bound of Sangat Baik."""
    return {str(number): Fraction(5) for number in range(11, 21)}


def written(instrument: Instrument, levels: Mapping[str, Fraction]) -> bytes:
    sheet = AnswerSheet({row: Answer(level) for row, level in levels.items()}, tuple(levels))
    result = score(instrument, levels)
    raw = RawSheet("j.xlsx", "0", "Jawaban", (), {})
    made = Scored(
        file=raw.file,
        sha256=raw.sha256,
        findings=(),
        instrument=instrument,
        raw=raw,
        sheet=sheet,
        result=result,
    )
    return written_as(ScoreReport(made, Words()), ".xlsx", Words())


def without_stored_values(content: bytes, changes: Mapping[str, int | None]) -> bytes:
    """Save with a library that stores no values of formulas, so that they must be computed."""
    book = load_workbook(BytesIO(content))
    for cell, value in changes.items():
        book["Perhitungan"][cell] = value
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def recalculated(files: Mapping[str, bytes], folder: Path) -> dict[str, Worksheet]:
    """Let LibreOffice compute workbooks; return their sheets `Perhitungan`."""
    for name, content in files.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    out = convert(folder.glob("*.xlsx"), folder / "out")
    return {
        name: load_workbook(out / f"{name}.xlsx", data_only=True)["Perhitungan"] for name in files
    }


def assert_equal(sheet: Worksheet, at: SheetRows, result: IndexResult) -> None:
    """Hold every computed cell against the engine."""
    for score_, row in (
        *((score_, at.aspects[score_.code]) for score_ in result.aspects),
        *((score_, at.domains[score_.code]) for score_ in result.domains),
        (result.total, at.total),
    ):
        assert sheet[f"D{row}"].value == pytest.approx(float(score_.index), abs=1e-12)
    for score_ in result.indicators:
        row = at.indicators[score_.code]
        assert sheet[f"C{row}"].value == pytest.approx(float(score_.weight), abs=1e-12)
        assert sheet[f"E{row}"].value == pytest.approx(float(score_.points), abs=1e-12)
    assert sheet[f"D{at.total + 1}"].value == float(result.total.rounded)
    assert sheet[f"D{at.total + 2}"].value == result.predicate.name


def differences(sheet: Worksheet, at: SheetRows) -> set[object]:
    tables = (at.indicators, at.aspects, at.domains)
    rows = [row for table in tables for row in table.values()]
    return {sheet[f"G{row}"].value for row in (*rows, at.total, at.total + 1)}


@needs_libreoffice
def test_libreoffice_computes_the_engines_values_and_follows_a_change(tmp_path: Path) -> None:
    given = cases()
    files = {
        name: without_stored_values(written(*case), changes={}) for name, case in given.items()
    }
    instrument, levels = given["kabupaten-madiun-2020"]
    at = SheetRows(instrument)
    changes = {f"D{at.indicators['1']}": 5, f"D{at.indicators['35-3']}": None}
    files["changed"] = without_stored_values(written(instrument, levels), changes)
    sheets = recalculated(files, tmp_path)
    for name, case in given.items():
        assert_equal(sheets[name], SheetRows(case[0]), score(*case))
        assert differences(sheets[name], SheetRows(case[0])) == {0}, name
    changed = {row: level for row, level in levels.items() if row != "35-3"} | {"1": Fraction(5)}
    assert_equal(sheets["changed"], at, score(instrument, changed))
    assert differences(sheets["changed"], at) != {0}


@pytest.mark.parametrize("name", cases())
def test_every_formula_stores_the_value_it_has(name: str) -> None:
    instrument, levels = cases()[name]
    content = written(instrument, levels)
    stored = load_workbook(BytesIO(content), data_only=True)["Perhitungan"]
    assert_equal(stored, SheetRows(instrument), score(instrument, levels))
    assert differences(stored, SheetRows(instrument)) == {0}


def test_only_the_levels_can_be_changed() -> None:
    instrument, levels = cases()["kabupaten-madiun-2020"]
    sheet = load_workbook(BytesIO(written(instrument, levels)))["Perhitungan"]
    free = {cell.coordinate for row in sheet.iter_rows() for cell in row if not is_locked(cell)}
    assert free == {f"D{row}" for row in SheetRows(instrument).indicators.values()}
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    (rule,) = sheet.data_validations.dataValidation
    assert (rule.type, rule.formula1, rule.formula2) == ("whole", "0", "5")


def is_locked(cell: object) -> bool:
    protection = getattr(cell, "protection", None)
    return protection is None or bool(protection.locked)
