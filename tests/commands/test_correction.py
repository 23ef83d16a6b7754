"""What goes back to a respondent: the marked sheet, the list of what is wrong, the message."""

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.findings.materials import spoilt
from tests.program import spbe
from tests.reader.books import answer_row, edited

from spbe_cli.words import Language, catalogue

ORANGE, AMBER = "FFF8CBAD", "FFFFE699"
WRONG = ("E8", "E11", "E14", "E17", "E20", "E25", "E33", "E45")
NINE = {
    "E8": 3.5,
    "E11": "tiga",
    "E14": 0,
    "E17": None,
    "F24": None,
    "E33": "#REF!",
    "E20": datetime(2025, 4, 3),  # noqa: DTZ001  cells know no time zone
    "E25": "=Rekap!C5",
    "append": [(*answer_row("41")[:4], 4, "lain.pdf", "x"), (48, None, None, "Lain", 2, "b.pdf")],
}


def back(told: Mapping[str, Any] | bytes) -> Workbook:
    """Score the good sheet after some edits, and open what goes back."""
    Path("jawaban.xlsx").write_bytes(told if isinstance(told, bytes) else spoilt(told))
    assert spbe("score", "jawaban.xlsx", "-o", "perbaikan.xlsx", "--force")[0] == 1
    return load_workbook("perbaikan.xlsx")


def colour(sheet: Worksheet, cell: str) -> str:
    return str(sheet[cell].fill.fgColor.rgb)


def test_nine_mistakes_come_back_corrected_and_give_the_index() -> None:
    book = back(NINE)
    for cell in WRONG:
        book["Jawaban"][cell] = 3
    book["Jawaban"]["F24"] = "indikator20-mou.pdf"
    book.save("kembali.xlsx")
    code, out, err = spbe("score", "kembali.xlsx", "-f", "csv")
    assert (code, err) == (0, "")
    # All at 3 but number 20, of 2.5 percent, at 4: 3.025.
    assert ",302.5," in out.splitlines()[1]


def test_what_is_sent_back_untouched_still_has_its_errors() -> None:
    back(NINE)
    code, _, err = spbe("score", "perbaikan.xlsx")
    assert code == 1
    assert re.findall(r"Jawaban!(\w+): error", err) == list(WRONG)
    first = Path("perbaikan.xlsx").read_bytes()
    back(NINE)
    assert Path("perbaikan.xlsx").read_bytes() == first


def test_every_address_links_to_its_cell_and_its_note_says_the_same() -> None:
    book = back(NINE)
    linked = []
    for row in book["Perbaikan"].iter_rows(min_row=8):
        address, sentence = row[1], row[4].value
        if sentence and address.value != "-":
            assert address.hyperlink
            assert address.hyperlink.location == f"Jawaban!{address.value}"
            comment = book["Jawaban"][str(address.value)].comment
            assert comment.text.strip() == sentence
            linked.append(str(address.value))
    assert sorted(linked) == sorted([*WRONG, "F24"])


def test_cells_with_findings_stand_out_and_hold_what_was_written() -> None:
    sheet = back(NINE)["Jawaban"]
    assert {colour(sheet, cell) for cell in WRONG} == {ORANGE}
    assert colour(sheet, "F24") == AMBER
    assert not any(sheet[cell].protection.locked for cell in (*WRONG, "F24"))
    rows = (row[4:] for row in sheet.iter_rows())
    marked = [c.coordinate for row in rows for c in row if c.fill.fgColor.rgb in {ORANGE, AMBER}]
    assert sorted(marked) == sorted([*WRONG, "F24"])
    written = ["3,5", "tiga", "0", None, "3 April 2025", "=Rekap!C5", "#REF!", None]
    assert [sheet[cell].value for cell in WRONG] == written
    assert {sheet[cell].data_type for cell in WRONG if sheet[cell].value} == {"s"}
    assert sheet["E25"].quotePrefix
    assert (sheet["E5"].value, sheet["E5"].data_type) == (3, "n")


def test_a_renamed_sheet_of_answers_is_not_mistaken_for_the_list() -> None:
    book = back(NINE)
    book["Jawaban"].title = "Isian"
    book["Perbaikan"]["D9"] = "Tingkat"
    book.save("kembali.xlsx")
    assert "kembali.xlsx:Isian!E8: error" in spbe("score", "kembali.xlsx")[2]


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x","y")', "+1+1", "@x", "-2", "{=1}"])
def test_nothing_received_becomes_a_formula_or_a_link(text: str) -> None:
    def typed(book: Workbook) -> None:
        for cell in ("E5", "F5", "G5", "E53", "F53"):
            book["Jawaban"][cell] = text
            book["Jawaban"][cell].data_type = "s"
        book["Jawaban"]["A53"] = 48
        book["Identitas"]["B2"] = text
        book["Identitas"]["B2"].data_type = "s"

    book = back(edited(typed)())
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.coordinate[0] for cell in found if cell.data_type == "f"} <= {"A", "H"}
    assert book["Jawaban"]["E5"].value == text
    assert all(cell.hyperlink is None or cell.hyperlink.location for cell in found)


def test_a_partial_sheet_keeps_its_rows_and_what_was_answered_besides() -> None:
    asked = {"Identitas!B6": "13, 32-33, 40", "only": [13, 20, 32, 33, 40], "E5": 3.5}
    book = back(asked)
    sheet = book["Jawaban"]
    assert [sheet[f"A{row}"].value for row in range(5, sheet.max_row + 1)] == [13, 20, 32, 33, 40]
    assert (sheet["E6"].value, sheet["F6"].value) == (4, "indikator20a.pdf")
    assert book["Identitas"]["B6"].value == "13, 32, 33, 40"


def test_a_correction_of_the_form_of_the_ministry_says_what_to_enter() -> None:
    book = back({"form": {"E9": 7, "G14": 0.5, "E7": 1}, "remove": ["Indikator 3"]})
    text = "\n".join(
        str(cell) for row in book["Perbaikan"].iter_rows(values_only=True) for cell in row if cell
    )
    assert "Pilihan di E9 berkas yang dikirim bernilai 7, seharusnya 1-6" in text
    assert 'Lembar "Indikator 3" tidak ada di berkas yang dikirim' in text
    assert 'Bobot lembar "Indikator 8" di berkas yang dikirim bernilai 0,5' in text
    levels = {row[0].value: row[4].value for row in book["Jawaban"].iter_rows(min_row=5)}
    assert [levels[number] for number in (1, 3, 4, 5)] == [3, None, None, 3]


def test_the_message_is_made_for_notepad_and_holds_what_is_not_copied() -> None:
    back({"A52": 48, "E52": 2, "F52": "b.pdf", "G52": "x\ny" * 200})
    content = Path("perbaikan.txt").read_bytes()
    text = content.decode("utf-8-sig")
    assert content.startswith(b"\xef\xbb\xbf*Perbaikan")
    assert text.count("\n") == text.count("\r\n")
    first, second = text.split("1. ")[1].splitlines()[:2]
    assert first.startswith("Nomor indikator 48 di baris 52 berkas yang dikirim tidak ada")
    assert second.startswith("   Tertulis: 48 · tingkat 2 · b.pdf · x\\ny")
    assert len(second) < 190


@pytest.mark.parametrize("language", Language)
def test_sentences_for_respondents_need_no_other_facts_and_name_no_command(
    language: Language,
) -> None:
    known = {name: f"<{name}>" for name in ("numbers", "levels", "choices", "list")}
    for code in catalogue.codes():
        record = catalogue.record(code, language)
        for variant, special in record.corrections.items():
            names = re.findall(r"\{(\w+)", "".join(record.sentences[variant]))
            facts = {**known, **{name: f"<{name}>" for name in names}, "i": ""}
            for text in special:
                assert text.format_map(facts) or not text, code
                if code in {"A120", "A121", "A122", "A124", "A125", "A126"} or code[:3] == "A14":
                    assert not re.search(r"\bspbe\b|(^| )-", text), code


def test_a_marked_copy_points_at_the_piece_of_evidence() -> None:
    assert spbe("template", "--items", "-i", "permenpanrb-59-2020", "-o", "kosong.xlsx")[0] == 0
    book = load_workbook("kosong.xlsx")
    book["Bukti"]["E5"] = "mungkin"
    Path("masuk").mkdir()
    book.save("masuk/a.xlsx")
    code, _, err = spbe("batch", "masuk", "--corrections", "kembali", "--mark")
    assert (code, "B109" in err) == (1, False)
    (made,) = Path("kembali").glob("*.xlsx")
    sheet = load_workbook(made)["Bukti"]
    assert colour(sheet, "E5") == ORANGE
    assert "mungkin" in str(sheet["E5"].value)
    assert sheet["E5"].comment is not None
