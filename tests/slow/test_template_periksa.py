"""The column Periksa as LibreOffice calculates it: it says what the reader would say."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.slow.office import convert, needs_libreoffice

from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import shipped
from spbe_cli.xlsx.form import answer_file
from spbe_cli.xlsx.form_checks import check_of, count_of
from spbe_cli.xlsx.form_layout import Prefill, TemplateRequest, lay_out

A_DATE = datetime(2025, 4, 3)  # noqa: DTZ001  Excel knows no time zones
NBSP = "\xa0"
FULL = ("indikator.pdf", "Fakta")

WHOLE: tuple[tuple[Prefill, str], ...] = (
    (Prefill(), "Belum diisi"),
    (Prefill(None, *FULL), "Tingkat belum diisi"),
    (Prefill("  ", "a.pdf", ""), "Tingkat belum diisi"),
    (Prefill(3, *FULL), "Lengkap"),
    (Prefill(3, "", "Fakta"), "Bukti belum ada"),
    (Prefill(3, "  ", ""), "Bukti belum ada"),
    (Prefill(3, "a.pdf", ""), "Penjelasan belum ada"),
    (Prefill(1, "", "Fakta"), "Lengkap"),
    (Prefill("1", "", "Fakta"), "Lengkap"),
    (Prefill("1,0", "", ""), "Penjelasan belum ada"),
    (Prefill("3", *FULL), "Lengkap"),
    (Prefill(" 3 ", *FULL), "Lengkap"),
    (Prefill(f"3{NBSP}", *FULL), "Lengkap"),
    (Prefill("3,0", *FULL), "Lengkap"),
    (Prefill("3.0", "", ""), "Bukti belum ada"),
    *(
        (Prefill(level, *FULL), "Tingkat harus 1-5")
        for level in (3.5, 0, 6, -1, 12, 45.0, "tiga", "3,5", "0,3", "3 (tiga)", "?", "*", "Rp3")
    ),
    (Prefill("3%", *FULL), "Tingkat harus 1-5"),
    (Prefill(A_DATE, "", ""), "Tingkat harus 1-5"),
    (Prefill(True, *FULL), "Tingkat harus 1-5"),  # noqa: FBT003  that is what the cell holds
    (Prefill(5, *FULL), "Lengkap"),
)
FROM_ZERO: tuple[tuple[Prefill, str], ...] = (
    (Prefill(0, "", "Fakta"), "Lengkap"),
    (Prefill("0", "", ""), "Penjelasan belum ada"),
    (Prefill(1, "", "Fakta"), "Bukti belum ada"),
    (Prefill(False, "", "Fakta"), "Tingkat harus 0-5"),  # noqa: FBT003
    (Prefill(), "Boleh dikosongkan"),
    (Prefill(None, "a.pdf", ""), "Tingkat belum diisi"),
)
DECIMAL: tuple[tuple[Prefill, str], ...] = (
    (Prefill(2.75, *FULL), "Lengkap"),
    (Prefill("2,75", *FULL), "Lengkap"),
    (Prefill("2.75", "", ""), "Bukti belum ada"),
    (Prefill(1, "", "Fakta"), "Lengkap"),
    (Prefill(0.99, *FULL), "Tingkat harus 1-5"),
    (Prefill(5.01, *FULL), "Tingkat harus 1-5"),
    (Prefill("tiga", *FULL), "Tingkat harus 1-5"),
    (Prefill(True, *FULL), "Tingkat harus 1-5"),  # noqa: FBT003
    (Prefill(A_DATE, *FULL), "Tingkat harus 1-5"),
)

Case = tuple[Instrument, dict[str, tuple[Prefill, str]]]


def cases() -> dict[str, Case]:
    """Three instruments, each with what stands in which row and what Periksa says of it."""
    new, old = shipped("permenpanrb-59-2020"), shipped("permenpanrb-5-2018")
    decimal = replace(new, decimals=2)
    last_rows = list(old.rows())[-len(FROM_ZERO) :]
    return {
        "whole": (new, dict(zip(new.rows(), WHOLE, strict=False))),
        "from-zero": (old, dict(zip(last_rows, FROM_ZERO, strict=True))),
        "decimal": (decimal, dict(zip(decimal.rows(), DECIMAL, strict=False))),
    }


def filled(instrument: Instrument, prefilled: Mapping[str, Prefill]) -> BytesIO:
    """Fill in a blank file with openpyxl, which drops the stored values of the formulas."""
    layout = lay_out(instrument, TemplateRequest(), prefilled)
    book = load_workbook(BytesIO(answer_file(lay_out(instrument, TemplateRequest(), {}))))
    sheet = book["Jawaban"]
    for line in layout.lines:
        prefill = line.prefill
        values = (prefill.level, prefill.evidence or None, prefill.explanation or None)
        for letter, value in zip("EFG", values, strict=True):
            sheet[f"{letter}{line.row}"].value = value
    content = BytesIO()
    book.save(content)
    return content


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, str]]:
    """Calculate all files in one run of LibreOffice; give a cell's value by its reference."""
    folder = tmp_path_factory.mktemp("periksa")
    for name, (instrument, rows) in cases().items():
        prefilled = {number: prefill for number, (prefill, _) in rows.items()}
        (folder / f"{name}.xlsx").write_bytes(filled(instrument, prefilled).getvalue())
    convert(folder.glob("*.xlsx"), folder / "out")

    def values(name: str) -> dict[str, str]:
        sheet = load_workbook(folder / "out" / f"{name}.xlsx", data_only=True)["Jawaban"]
        return {cell.coordinate: str(cell.value) for row in sheet.iter_rows() for cell in row}

    return values


@needs_libreoffice
@pytest.mark.parametrize("name", ["whole", "from-zero", "decimal"])
def test_periksa_says_what_a_row_lacks(
    name: str, recalculated: Callable[[str], dict[str, str]]
) -> None:
    instrument, rows = cases()[name]
    values = recalculated(name)
    lines = {line.number: line.row for line in lay_out(instrument, TemplateRequest(), {}).lines}
    found = {number: values[f"H{lines[number]}"] for number in rows}
    assert found == {number: word for number, (_, word) in rows.items()}


@needs_libreoffice
@pytest.mark.parametrize("name", ["whole", "from-zero", "decimal"])
def test_the_sheet_counts_its_complete_rows(
    name: str, recalculated: Callable[[str], dict[str, str]]
) -> None:
    instrument, rows = cases()[name]
    prefilled = {number: prefill for number, (prefill, _) in rows.items()}
    layout = lay_out(instrument, TemplateRequest(), prefilled)
    assert recalculated(name)["A2"] == count_of(layout).value


@pytest.mark.parametrize("name", ["whole", "from-zero", "decimal"])
def test_the_stored_value_is_what_the_formula_gives(name: str) -> None:
    instrument, rows = cases()[name]
    prefilled = {number: prefill for number, (prefill, _) in rows.items()}
    layout = lay_out(instrument, TemplateRequest(), prefilled)
    said = {line.number: check_of(layout, line).value for line in layout.lines}
    assert {number: said[number] for number in rows} == {n: word for n, (_, word) in rows.items()}


PEMDI = shipped("permenpanrb-8-2026")
BOTH = "Isi Tingkat atau Indeks Asal saja"
SDI = "5"

CASES: tuple[tuple[Prefill, str], ...] = (
    (Prefill(), "Belum diisi"),
    (Prefill(None, *FULL), "Tingkat belum diisi"),
    (Prefill(2.5, *FULL), "Lengkap"),
    (Prefill(None, *FULL, 68.75), "Lengkap"),
    (Prefill(None, *FULL, "68,75"), "Lengkap"),
    (Prefill(None, *FULL, " 68.75\xa0"), "Lengkap"),
    (Prefill(None, *FULL, 0), "Lengkap"),
    (Prefill(None, *FULL, 100), "Lengkap"),
    (Prefill(None, "", "Fakta", 0), "Lengkap"),
    (Prefill(None, "", "Fakta", 0.5), "Bukti belum ada"),
    (Prefill(None, "b.pdf", "", 50), "Penjelasan belum ada"),
    (Prefill(None, *FULL, 100.5), "SDI harus 0-100"),
    (Prefill(None, *FULL, -1), "SDI harus 0-100"),
    (Prefill(None, *FULL, "enam puluh"), "SDI harus 0-100"),
    (Prefill(None, *FULL, True), "SDI harus 0-100"),  # noqa: FBT003  that is what the cell holds
    (Prefill(3, *FULL, 50), BOTH),
    (Prefill("tiga", *FULL, "?"), BOTH),
    (Prefill(6, *FULL), "Tingkat harus 1-5"),
)


@pytest.mark.parametrize(("prefill", "wanted"), CASES)
def test_the_stored_value_says_what_is_lacking(prefill: Prefill, wanted: str) -> None:
    layout = lay_out(PEMDI, TemplateRequest(), {SDI: prefill})
    line = next(line for line in layout.lines if line.number == SDI)
    assert check_of(layout, line).value == wanted


@needs_libreoffice
def test_libreoffice_calculates_the_same(tmp_path: Path) -> None:
    for number, (prefill, _) in enumerate(CASES):
        content = answer_file(lay_out(PEMDI, TemplateRequest(only=(SDI,)), {SDI: prefill}))
        book = load_workbook(BytesIO(content))
        book.save(tmp_path / f"{number:02}.xlsx")
    out = convert(tmp_path.glob("*.xlsx"), tmp_path / "out")
    found = [
        load_workbook(path, data_only=True)["Jawaban"]["I5"].value
        for path in sorted(out.glob("*.xlsx"))
    ]
    assert found == [wanted for _, wanted in CASES]
