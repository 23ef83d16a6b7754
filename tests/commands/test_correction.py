"""The file that goes back to a respondent, from nine mistakes to an index."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from spbe_cli.instrument.loading import shipped
from spbe_cli.sheet.assess import Assessment, Choice, Status, assess
from spbe_cli.sheet.correction import correct
from spbe_cli.words import Language, Words, catalogue
from spbe_cli.xlsx.form import Prefill, TemplateRequest, answer_workbook

NEW, OLD = "permenpanrb-59-2020", "permenpanrb-5-2018"
WORDS = Words()
ORANGE, AMBER = "FFF8CBAD", "FFFFE699"
WHOLE = TemplateRequest(
    institution="Pemerintah Kota Bandar Lampung",
    agency="Badan Perencanaan Pembangunan Daerah (Bappeda)",
    year="2025",
    stage="Penilaian Mandiri",
)
Change = Callable[[Workbook], None]


@cache
def filled(instrument_id: str, request: TemplateRequest) -> bytes:
    """A file with level 3 in every row asked for but the last, and an evidence of its own."""
    rows = shipped(instrument_id).rows()
    asked = [row for row in rows if request.only is None or row in request.only]
    answers = {
        row: Prefill(4 if row == asked[-1] else 3, f"bukti-{row}.pdf", f"Fakta {row}")
        for row in asked
    }
    return answer_workbook(shipped(instrument_id), request, answers)


def opened(content: bytes) -> Workbook:
    """A workbook whose sheet of answers can be changed."""
    book = load_workbook(BytesIO(content))
    book["Jawaban"].protection.sheet = False
    return book


def received(
    folder: Path,
    change: Change,
    instrument_id: str = NEW,
    request: TemplateRequest = WHOLE,
    choice: Choice | None = None,
) -> Assessment:
    book = opened(filled(instrument_id, request))
    change(book)
    book.save(folder / "jawaban.xlsx")
    return assess(folder / "jawaban.xlsx", "jawaban.xlsx", choice)


def corrected(assessment: Assessment, words: Words = WORDS) -> Workbook:
    content = correct(assessment, words, "perbaikan.xlsx").workbook
    assert content
    return load_workbook(BytesIO(content))


def nine_mistakes(book: Workbook) -> None:
    sheet = book["Jawaban"]
    sheet["E8"], sheet["E11"], sheet["E14"], sheet["E17"] = 3.5, "tiga", 0, None
    sheet["E20"] = datetime(2025, 4, 3)  # noqa: DTZ001  cells know no time zone
    sheet["E20"].number_format = "dd/mm/yyyy"
    sheet["E24"], sheet["F24"], sheet["E25"], sheet["E33"] = 4, None, "=Rekap!C5", "#REF!"
    for row, number, level in ((52, 41, 4), (53, 48, 2)):
        sheet[f"A{row}"], sheet[f"E{row}"] = number, level
        sheet[f"F{row}"], sheet[f"G{row}"] = f"lain-{number}.pdf", f"Fakta lain {number}"
    book["Identitas"]["B7"] = "Ani, staf"


def listed(book: Workbook) -> list[tuple[object, ...]]:
    """The rows of Perbaikan under the headings; a section has its title only."""
    return [tuple(cell.value for cell in row) for row in book["Perbaikan"].iter_rows(min_row=7)]


def only_item(book: Workbook) -> tuple[object, ...]:
    _, item, *_ = listed(book)
    return item[1:]


def colour(sheet: Worksheet, cell: str) -> str:
    return str(sheet[cell].fill.fgColor.rgb)


def note(sheet: Worksheet, cell: str) -> str:
    comment = sheet[cell].comment
    assert comment
    return str(comment.text).strip()


def test_nine_mistakes_come_back_corrected_and_give_the_index(tmp_path: Path) -> None:
    book = corrected(received(tmp_path, nine_mistakes))
    for cell in ("E8", "E11", "E14", "E17", "E20", "E25", "E33", "E45"):
        book["Jawaban"][cell] = 3
    book["Jawaban"]["F24"] = "indikator20-mou.pdf"
    book.save(tmp_path / "kembali.xlsx")
    assessment = assess(tmp_path / "kembali.xlsx", "kembali.xlsx")
    assert assessment.status is Status.SCORED
    assert assessment.findings == ()
    assert assessment.result
    assert WORDS.number(assessment.result.total.index, None) == "3,055"


def test_a_correction_file_sent_back_untouched_still_has_its_errors(tmp_path: Path) -> None:
    content = correct(received(tmp_path, nine_mistakes), WORDS, "x.xlsx").workbook
    assert content
    (tmp_path / "kembali.xlsx").write_bytes(content)
    assessment = assess(tmp_path / "kembali.xlsx", "kembali.xlsx")
    cells = [finding.place.cell for finding in assessment.findings]
    assert cells == ["E8", "E11", "E14", "E17", "E20", "F24", "E25", "E33", "E45"]


def test_every_address_links_to_its_cell_and_its_note_says_the_same(tmp_path: Path) -> None:
    book = corrected(received(tmp_path, nine_mistakes))
    for row in book["Perbaikan"].iter_rows(min_row=8):
        address, sentence = row[1], row[4].value
        if sentence and address.value != "-":
            assert address.hyperlink
            assert address.hyperlink.location == f"Jawaban!{address.value}"
            assert note(book["Jawaban"], str(address.value)) == sentence


def test_cells_with_findings_stand_out_and_can_be_written_into(tmp_path: Path) -> None:
    sheet = corrected(received(tmp_path, nine_mistakes))["Jawaban"]
    wrong = ("E8", "E11", "E14", "E17", "E20", "E25", "E33", "E45")
    assert {colour(sheet, cell) for cell in wrong} == {ORANGE}
    assert colour(sheet, "F24") == AMBER
    assert not any(sheet[cell].protection.locked for cell in (*wrong, "F24"))
    marked = [
        cell.coordinate
        for row in sheet.iter_rows()
        for cell in row[4:]
        if cell.fill.fgColor.rgb in {ORANGE, AMBER}
    ]
    assert sorted(marked) == sorted([*wrong, "F24"])


def test_what_was_written_stays_as_text_and_what_was_sound_is_a_number(tmp_path: Path) -> None:
    sheet = corrected(received(tmp_path, nine_mistakes))["Jawaban"]
    written = [sheet[cell].value for cell in ("E8", "E11", "E14", "E20", "E25", "E33")]
    assert written == ["3,5", "tiga", "0", "3 April 2025", "=Rekap!C5", "#REF!"]
    assert {sheet[cell].data_type for cell in ("E8", "E14", "E20", "E25", "E33")} == {"s"}
    assert sheet["E25"].quotePrefix
    assert (sheet["E17"].value, sheet["E45"].value) == (None, None)
    assert (sheet["E5"].value, sheet["E5"].data_type) == (3, "n")


def test_a_renamed_sheet_of_answers_is_not_mistaken_for_the_list(tmp_path: Path) -> None:
    book = corrected(received(tmp_path, nine_mistakes))
    book["Jawaban"].title = "Isian"
    book["Perbaikan"]["D9"] = "Tingkat"
    book.save(tmp_path / "kembali.xlsx")
    assessment = assess(tmp_path / "kembali.xlsx", "kembali.xlsx")
    assert assessment.raw
    assert assessment.raw.sheet == "Isian"


def test_the_same_sheet_gives_the_same_bytes(tmp_path: Path) -> None:
    assessment = received(tmp_path, nine_mistakes)
    assert correct(assessment, WORDS, "x.xlsx") == correct(assessment, WORDS, "x.xlsx")


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x","y")', "+1+1", "@x", "-2", "{=1}"])
def test_nothing_received_becomes_a_formula_or_a_link(tmp_path: Path, text: str) -> None:
    def change(book: Workbook) -> None:
        for cell in ("E5", "F5", "G5", "E53", "F53"):
            book["Jawaban"][cell] = text
            book["Jawaban"][cell].data_type = "s"
        book["Jawaban"]["A53"] = 48
        book["Identitas"]["B2"] = text
        book["Identitas"]["B2"].data_type = "s"

    book = corrected(received(tmp_path, change))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    formulas = {cell.coordinate[0] for cell in cells if cell.data_type == "f"}
    assert formulas <= {"A", "H"}
    assert book["Jawaban"]["E5"].value == text
    assert all(cell.hyperlink is None or cell.hyperlink.location for cell in cells)


def test_long_texts_are_complete(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["Jawaban"]["E5"] = "tiga"
        book["Jawaban"]["G5"] = "x" * 32_767
        book["Jawaban"]["A53"], book["Jawaban"]["E53"] = 48, 3
        book["Jawaban"]["G53"] = "y" * 32_767

    book = corrected(received(tmp_path, change))
    assert book["Jawaban"]["G5"].value == "x" * 32_767
    assert len(str(book["Perbaikan"]["D9"].value)) == 32_767


def test_rows_in_another_order_are_found_by_their_number(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["Jawaban"]
        for column in "ADEFG":
            first, last = sheet[f"{column}5"].value, sheet[f"{column}51"].value
            sheet[f"{column}5"], sheet[f"{column}51"] = last, first
        sheet["E5"] = "lima"

    book = corrected(received(tmp_path, change))
    assert only_item(book)[0] == "E51"
    assert (book["Jawaban"]["E51"].value, book["Jawaban"]["F51"].value) == ("lima", "bukti-47.pdf")


def test_a_partial_sheet_keeps_its_rows_and_what_was_answered_besides(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["Jawaban"]["E5"] = 3.5
        book["Jawaban"].append([20, None, None, None, 2, "mou.pdf", "Fakta"])

    only = replace(WHOLE, only=("13", "32", "33", "40"))
    book = corrected(received(tmp_path, change, request=only))
    sheet = book["Jawaban"]
    assert [sheet[f"A{row}"].value for row in range(5, sheet.max_row + 1)] == [13, 20, 32, 33, 40]
    assert (sheet["E6"].value, sheet["F6"].value) == (2, "mou.pdf")
    assert book["Identitas"]["B6"].value == "13, 32, 33, 40"
    assert [row[1] for row in listed(book)] == [None, "E5", None, "E6"]


def test_what_concerns_the_calculation_is_not_told_to_respondents(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["Jawaban"]["E5"] = "tiga"
        book["Identitas"]["B5"] = OLD

    assessment = received(tmp_path, change, choice=Choice(shipped(NEW)))
    assert "A207" in {finding.code for finding in assessment.findings}
    assert [row[5] for row in listed(corrected(assessment))] == [None, "A101"]


@pytest.mark.parametrize("language", Language)
def test_special_sentences_need_no_facts_that_a_finding_lacks(language: Language) -> None:
    known = {name: f"<{name}>" for name in ("numbers", "levels", "choices", "list")}
    for code in catalogue.codes():
        record = catalogue.record(code, language)
        for variant, special in record.corrections.items():
            names = {
                part.split("}")[0] for part in "".join(record.sentences[variant]).split("{")[1:]
            }
            facts = {**known, **{name: f"<{name}>" for name in names}, "i": ""}
            for text in special:
                assert text.format_map(facts) or not text, code
