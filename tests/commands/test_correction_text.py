"""The message that goes back to a respondent."""

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from spbe_cli.instrument.loading import shipped
from spbe_cli.sheet.assess import assess
from spbe_cli.sheet.correction import Reply, correct
from spbe_cli.words import Language, Words, catalogue
from spbe_cli.xlsx.form import Prefill, TemplateRequest, answer_workbook

BAPPEDA = TemplateRequest(
    institution="Pemerintah Kota Bandar Lampung",
    agency="Badan Perencanaan Pembangunan Daerah (Bappeda)",
    year="2025",
    stage="Penilaian Mandiri",
    only=("13", "32", "33", "40"),
)
DUE, CONTACT = "13 Juni 2025", "narahubung Diskominfo (nama, nomor)"


def message(
    folder: Path,
    cells: Mapping[str, str | float | None],
    *,
    request: TemplateRequest = BAPPEDA,
    words: Words | None = None,
    known: bool = True,
) -> str:
    """The message about the four indicators of Bappeda, some cells of which were changed."""
    instrument = shipped("permenpanrb-59-2020")
    levels = {"13": 3.5, "32": 4, "33": 4, "40": 3}
    prefilled = {n: Prefill(level, f"bukti-{n}.pdf", "Fakta") for n, level in levels.items()}
    book = load_workbook(BytesIO(answer_workbook(instrument, request, prefilled)))
    for cell, value in cells.items():
        book["Jawaban"][cell] = value
    book.save(folder / "a.xlsx")
    assessment = assess(folder / "a.xlsx", "masuk/a.xlsx")
    due, contact = (DUE, CONTACT) if known else (None, None)
    name = "perbaikan-bappeda.xlsx"
    content = correct(assessment, words or Words(), name, Reply(due, contact)).text
    return content.decode("utf-8-sig")


def test_the_message_is_made_for_notepad(tmp_path: Path) -> None:
    text = message(tmp_path, {})
    assert text.count("\n") == text.count("\r\n")
    (tmp_path / "x.xls").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    refused = correct(assess(tmp_path / "x.xls", "x.xls"), Words(), "y.xlsx")
    assert refused.text.startswith(b"\xef\xbb\xbf*Perbaikan")


def test_a_row_that_is_not_copied_comes_with_all_it_holds(tmp_path: Path) -> None:
    text = message(tmp_path, {"E5": 3, "A9": 48, "E9": 2, "F9": "b.pdf", "G9": "x\ny" * 200})
    first, second = text.split("1. ")[1].splitlines()[:2]
    assert first.startswith("Nomor indikator 48 di baris 9 berkas yang dikirim tidak ada")
    assert second.startswith("   Tertulis: 48 · tingkat 2 · b.pdf · x\\ny")
    assert len(second) < 190


@pytest.mark.parametrize("language", Language)
def test_the_message_never_names_a_command(language: Language) -> None:
    unreadable = (
        "A120",
        "A121",
        "A122",
        "A124",
        "A125",
        "A126",
        *map("A{}".format, range(140, 150)),
    )
    for code in unreadable:
        for fact, remedy in catalogue.record(code, language).corrections.values():
            assert not re.search(r"\bspbe\b|(^| )-", f"{fact} {remedy}"), code
