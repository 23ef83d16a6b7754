"""Periksa where an index of another agency may stand instead of a level."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.slow.test_template_periksa import FULL, convert, needs_libreoffice

from spbe_cli.instrument.loading import shipped
from spbe_cli.xlsx.form import Prefill, TemplateRequest, answer_workbook
from spbe_cli.xlsx.form_answers import check_of
from spbe_cli.xlsx.form_layout import lay_out

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
        content = answer_workbook(PEMDI, TemplateRequest(only=(SDI,)), {SDI: prefill})
        book = load_workbook(BytesIO(content))
        book.save(tmp_path / f"{number:02}.xlsx")
    convert(tmp_path)
    found = [
        load_workbook(path, data_only=True)["Jawaban"]["I5"].value
        for path in sorted((tmp_path / "out").glob("*.xlsx"))
    ]
    assert found == [wanted for _, wanted in CASES]
