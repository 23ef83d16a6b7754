"""The message that goes back to a respondent."""

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from spbe_cli.findings import Finding, Place, Quoted, Word
from spbe_cli.instrument.loading import shipped
from spbe_cli.sheet.assess import assess
from spbe_cli.sheet.correction import Reply, correct
from spbe_cli.words import Language, Words, catalogue
from spbe_cli.xlsx.correction import refusal_text
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


def test_nothing_is_said_of_a_date_that_is_not_known(tmp_path: Path) -> None:
    text = message(tmp_path, {}, known=False)
    assert text.endswith("dan dikirim kembali. Isian lain tidak perlu diubah.\r\n")
    assert "yang wajib diperbaiki:\r\n" in text


def test_a_message_without_errors_only_asks_to_check(tmp_path: Path) -> None:
    text = message(tmp_path, {"E5": 3, "F6": "-", "G7": None, "G8": None})
    assert "Masih ada 2 isian yang perlu diperiksa:" in text
    assert "1. Sel *F6*, indikator 32 (Layanan Perencanaan)\r\n   Tingkat 4" in text
    assert "2. Sel *G7* dan 1 sel lain, indikator 33, 40\r\n   Penjelasan" in text
    assert "Mohon diperiksa pada berkas perbaikan-bappeda.xlsx (sel berwarna kuning tua)" in text


def test_a_row_that_is_not_copied_comes_with_all_it_holds(tmp_path: Path) -> None:
    text = message(tmp_path, {"E5": 3, "A9": 48, "E9": 2, "F9": "b.pdf", "G9": "x\ny" * 200})
    first, second = text.split("1. ")[1].splitlines()[:2]
    assert first.startswith("Nomor indikator 48 di baris 9 berkas yang dikirim tidak ada")
    assert second.startswith("   Tertulis: 48 · tingkat 2 · b.pdf · x\\ny")
    assert len(second) < 190


@pytest.mark.parametrize(
    ("agency", "title"),
    [
        ("Dinas Sosial", "*Perbaikan isian SPBE 2025: Dinas Sosial*"),
        (None, "*Perbaikan isian SPBE 2025: Pemerintah Kota Bandar Lampung*"),
        ("Dinas X (dengan keterangan yang sangat panjang)", "*Perbaikan isian SPBE 2025: Dinas X"),
    ],
)
def test_the_title_names_whose_answers_they_are(
    tmp_path: Path, agency: str | None, title: str
) -> None:
    request = TemplateRequest(BAPPEDA.institution, agency, "2025", "Penilaian Mandiri")
    assert message(tmp_path, {}, request=request).startswith(title)


def test_a_sheet_without_names_is_answered_all_the_same(tmp_path: Path) -> None:
    text = message(tmp_path, {}, request=TemplateRequest(only=BAPPEDA.only))
    assert text.startswith("*Perbaikan isian SPBE*\r\n")
    assert "Sel *B1* dan 3 sel lain, lembar Identitas\r\n   Lembar Identitas belum" in text


@pytest.mark.parametrize("known", [True, False])
def test_a_file_that_cannot_be_read_gets_only_a_message(tmp_path: Path, known: bool) -> None:  # noqa: FBT001
    (tmp_path / "rahasia.xlsx").write_bytes(b"")
    assessment = assess(tmp_path / "rahasia.xlsx", r"D:\masuk\rahasia.xlsx")
    due, contact = (DUE, CONTACT) if known else (None, None)
    made = correct(assessment, Words(), "perbaikan.xlsx", Reply(due, contact))
    assert made.workbook is None
    reply = f" paling lambat *{DUE}*.\r\n{CONTACT}" if known else "."
    assert made.text.decode("utf-8-sig") == (
        "*Perbaikan isian SPBE*\r\n\r\n"
        "Yth. Bapak/Ibu pengisi, terima kasih atas isiannya. Berkas rahasia.xlsx belum dapat "
        "kami baca:\r\n\r\n"
        "1. Berkas kosong (0 byte), mungkin pengiriman terputus. Kirim ulang, lebih baik lewat "
        "surel atau Drive.\r\n\r\n"
        f"Mohon diperbaiki dan dikirim kembali{reply}\r\n"
    )


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


@pytest.mark.parametrize(
    ("finding", "sentence"),
    [
        (
            Finding("A144", Place("a.xlsx"), {"detail": Word("detail_zip")}),
            (
                "Berkas rusak atau terpotong (isinya tidak dapat dibuka). Kirim ulang, lebih baik "
                "lewat surel atau Drive; bila di komputer sendiri pun tidak terbuka, salin "
                "isiannya ke berkas jawaban yang kami kirim."
            ),
        ),
        (
            Finding("A149", Place("a.xlsx"), {"detail": Word("detail_dtd")}),
            (
                "Berkas memuat bagian yang tidak aman (definisi XML (DTD)) sehingga tidak dibaca. "
                "Salin isiannya ke berkas jawaban yang kami kirim dengan Tempel Nilai (Paste "
                "Values), lalu kirim berkas itu."
            ),
        ),
        (
            Finding(
                "A125", Place("a.xlsx", "Identitas", "B5"), {"found": Quoted("abc"), "cell": "B5"}
            ),
            (
                'Instrumen "abc" di B5 lembar Identitas tidak dikenal. Kembalikan tulisan semula '
                "di sel itu, atau salin isiannya ke berkas jawaban yang kami kirim."
            ),
        ),
    ],
)
def test_a_respondent_is_told_what_a_respondent_can_do(finding: Finding, sentence: str) -> None:
    assert f"1. {sentence}\r\n" in refusal_text((finding,), Words()).decode("utf-8-sig")
