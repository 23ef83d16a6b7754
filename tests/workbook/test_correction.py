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


def test_evidence_that_excel_cannot_show_is_asked_for_anew(tmp_path: Path) -> None:
    def break_evidence(book: Workbook) -> None:
        nine_mistakes(book)
        book["Jawaban"]["F17"], book["Jawaban"]["F18"] = "#REF!", "=Rekap!C5"

    book = corrected(received(tmp_path, break_evidence))
    assert [book["Jawaban"][cell].value for cell in ("F17", "F18")] == [None, None]
    told = " ".join(str(cell.value) for row in book["Perbaikan"].iter_rows() for cell in row)
    assert "tanda galat Excel #REF!" in told
    assert "rumus =Rekap!C5 belum pernah dihitung" in told


def test_identity_is_carried_over(tmp_path: Path) -> None:
    sheet = corrected(received(tmp_path, nine_mistakes))["Identitas"]
    assert [sheet[f"B{row}"].value for row in range(1, 8)] == [
        *(WHOLE.institution, WHOLE.agency, 2025, WHOLE.stage, NEW, "1-47", "Ani, staf")
    ]
    assert not sheet["B7"].protection.locked


def test_the_file_opens_on_the_list_and_nothing_is_hidden(tmp_path: Path) -> None:
    book = corrected(received(tmp_path, nine_mistakes))
    assert book.sheetnames == ["Perbaikan", "Petunjuk", "Identitas", "Jawaban", "Kriteria"]
    assert book.active is book["Perbaikan"]
    assert [sheet.sheet_view.tabSelected for sheet in book].count(True) == 1
    assert {sheet.sheet_state for sheet in book} == {"visible"}
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in book)


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


@pytest.mark.parametrize(
    ("change", "item", "cells"),
    [
        pytest.param(
            lambda sheet: sheet.__setitem__("D5", "Layanan Penganggaran"),
            (
                "E5",
                "1 Kebijakan Arsitektur SPBE",
                "Layanan Penganggaran · tingkat 3",
                (
                    'Isian ini bernomor 1 tetapi bernama "Layanan Penganggaran" (indikator 33). '
                    "Pastikan indikator mana yang dimaksud, lalu isi tingkatnya di baris "
                    "indikator itu."
                ),
                "A115",
            ),
            {"E5": None, "F5": "bukti-1.pdf"},
            id="another name",
        ),
        pytest.param(
            lambda sheet: sheet.merge_cells("E5:E6"),
            (
                "E5 dst.",
                "1, 2",
                "3",
                (
                    "Satu tingkat di sel gabungan menutupi indikator 1, 2 di berkas yang dikirim. "
                    "Isi tingkat setiap indikator."
                ),
                "A114",
            ),
            {"E5": None, "E6": None, "F6": "bukti-2.pdf"},
            id="merged",
        ),
        pytest.param(
            lambda sheet: sheet.delete_rows(29, 2),
            (
                "E29 dst.",
                "25, 26",
                "-",
                (
                    "Tidak ada baris untuk 2 indikator di berkas yang dikirim: 25, 26. "
                    "Isi barisnya di berkas ini."
                ),
                "A111",
            ),
            {"E29": None, "E30": None, "E31": 3},
            id="absent rows",
        ),
        pytest.param(
            lambda sheet: sheet.append([None, None, None, None, 2]),
            (
                "-",
                "-",
                "tingkat 2",
                (
                    "Baris 52 di berkas yang dikirim berisi tingkat 2 tanpa nomor indikator. "
                    "Salin isiannya ke baris indikator yang dimaksud."
                ),
                "A113",
            ),
            {"E52": None},
            id="no number",
        ),
        pytest.param(
            lambda sheet: sheet.append(["x?", None, None, None, 2, "a.pdf"]),
            (
                "-",
                "-",
                "x? · tingkat 2 · a.pdf",
                (
                    'Nomor indikator di A52 berkas yang dikirim berisi "x?". '
                    "Salin isiannya ke baris indikator yang dimaksud."
                ),
                "A116",
            ),
            {"E52": None},
            id="unreadable number",
        ),
        pytest.param(
            lambda sheet: sheet.__setitem__("E5", value=True),
            (
                "E5",
                "1 Kebijakan Arsitektur SPBE",
                "TRUE (benar)",
                "Tingkat berisi TRUE (benar), bukan angka. Isi 1, 2, 3, 4, atau 5.",
                "A110",
            ),
            {"E5": "TRUE"},
            id="truth value",
        ),
        pytest.param(
            lambda sheet: sheet.__setitem__("E5", datetime(2025, 4, 3)),  # noqa: DTZ001
            (
                "E5",
                "1 Kebijakan Arsitektur SPBE",
                "3 April 2025",
                (
                    "Tingkat berubah menjadi tanggal 3 April 2025 oleh Excel. "
                    "Hapus isinya, lalu isi 1, 2, 3, 4, atau 5 dari daftar di sel."
                ),
                "A107",
            ),
            {"E5": "3 April 2025"},
            id="date",
        ),
    ],
)
def test_a_finding_is_told_in_terms_of_the_new_file(
    tmp_path: Path,
    change: Callable[[Worksheet], None],
    item: tuple[object, ...],
    cells: dict[str, object],
) -> None:
    book = corrected(received(tmp_path, lambda book: change(book["Jawaban"])))
    assert only_item(book) == item
    assert {cell: book["Jawaban"][cell].value for cell in cells} == cells


def test_no_list_is_named_where_scores_have_decimals(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["Jawaban"]["E5"] = datetime(2026, 4, 3)  # noqa: DTZ001

    new = replace(WHOLE, year="2026")
    book = corrected(received(tmp_path, change, "permenpanrb-8-2026", new))
    assert only_item(book)[3] == (
        "Tingkat berubah menjadi tanggal 3 April 2026 oleh Excel. "
        "Hapus isinya, lalu isi 1 sampai 5."
    )


def test_an_answer_three_times_names_all_levels(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        for level in (None, 4):
            book["Jawaban"].append([41, None, None, None, level, "lain.pdf"])

    book = corrected(received(tmp_path, change))
    assert only_item(book)[2] == "3; (kosong); 4"
    assert "Dijawab 3 kali di berkas yang dikirim, dengan tingkat 3, (kosong), 4." in str(
        only_item(book)[3]
    )


def test_a_further_row_with_the_name_of_another_indicator_is_told_at_that_one(
    tmp_path: Path,
) -> None:
    def change(book: Workbook) -> None:
        sheet = book["Jawaban"]
        sheet["A37"], sheet["E37"] = 34, 2

    book = corrected(received(tmp_path, change))
    item = only_item(book)
    assert item[:2] == ("E37", "33 Layanan Penganggaran")
    assert item[2] == "34 · Layanan Penganggaran · tingkat 2 · bukti-33.pdf · Fakta 33"
    sheet = book["Jawaban"]
    assert [sheet[f"E{row}"].value for row in (37, 38)] == [None, 3]
    assert colour(sheet, "E37") == ORANGE


def test_a_row_with_a_wrong_number_points_to_both_indicators(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["Jawaban"].delete_rows(38)
        book["Jawaban"]["D37"] = "Layanan Keuangan"

    item = only_item(corrected(received(tmp_path, change)))
    assert item[:3] == ("E37 dst.", "33, 34", "Layanan Keuangan · tingkat 3")


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


def test_numbers_asked_for_that_cannot_be_read_can_be_corrected(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["Identitas"]["B6"] = "tiga belas"

    book = corrected(received(tmp_path, change))
    sheet = book["Identitas"]
    assert (sheet["B6"].value, sheet["C6"].value) == ("tiga belas", "Perbaiki di sini.")
    assert colour(sheet, "B6") == ORANGE
    assert not sheet["B6"].protection.locked
    assert only_item(book)[:3] == ("B6", "Lembar Identitas", "tiga belas")
    assert book["Perbaikan"]["B8"].hyperlink.location == "Identitas!B6"


def test_gaps_in_identity_are_marked(tmp_path: Path) -> None:
    request = replace(WHOLE, institution=None, year="2031")

    def change(book: Workbook) -> None:
        book["Jawaban"]["E5"] = "tiga"

    book = corrected(received(tmp_path, change, request=request))
    sheet = book["Identitas"]
    assert {colour(sheet, cell) for cell in ("B1", "B3")} == {AMBER}
    _, _, _, first, second = listed(book)
    assert first[1:4] == ("B1", "Lembar Identitas", "-")
    assert second[1:4] == ("B3", "Lembar Identitas", "2031")


def test_a_sheet_without_identity_gets_one(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        del book["Identitas"]
        book["Jawaban"]["E5"] = "tiga"

    book = corrected(received(tmp_path, change))
    assert {colour(book["Identitas"], f"B{row}") for row in (1, 3, 4)} == {AMBER}
    assert listed(book)[3][4] == (
        "Lembar Identitas tidak ada di berkas yang dikirim. Isi lembar Identitas di berkas ini."
    )


def test_hidden_rows_and_columns_are_shown_again(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["Jawaban"]["E5"] = "tiga"
        book["Jawaban"].row_dimensions[6].hidden = True
        book["Jawaban"].column_dimensions["F"].hidden = True

    rows = listed(corrected(received(tmp_path, change)))
    assert rows[3][1:5] == (
        "E6",
        "2 Kebijakan Peta Rencana SPBE",
        "3",
        (
            "Baris indikator 2 disembunyikan di berkas yang dikirim tetapi isinya dihitung. "
            "Periksa isiannya."
        ),
    )
    assert rows[4][1:3] == ("-", "-")


def test_several_remarks_on_a_cell_share_its_note(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["Jawaban"]["D5"] = "Layanan Penganggaran"
        book["Jawaban"]["E5"] = "tiga"

    sheet = corrected(received(tmp_path, change))["Jawaban"]
    assert len(note(sheet, "E5").splitlines()) == 2
    assert colour(sheet, "E5") == ORANGE


def test_answers_too_many_and_gaps_in_a_repeated_indicator_are_listed(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["Jawaban"]
        sheet["E40"] = sheet["F40"] = sheet["G40"] = None
        sheet.append(["35-4", None, None, None, 5, "z.pdf"])

    book = corrected(received(tmp_path, change, OLD, replace(WHOLE, year="2019")))
    rows = [row[1:5] for row in listed(book)[1:3]]
    assert rows == [
        (
            "E41",
            "35-3 " + shipped(OLD).rows()["35-3"].short,
            "35-3",
            (
                "Baris 35-3 terisi, sedangkan baris 35-2 belum. "
                "Pindahkan isian baris 35-3 ke baris 35-2."
            ),
        ),
        (
            "-",
            "-",
            "35-4 · tingkat 5 · z.pdf",
            (
                "Indikator 35 dijawab 4 kali, paling banyak 3, sehingga isian ini tidak disalin. "
                "Periksa jawaban mana yang dipakai."
            ),
        ),
    ]


def test_what_concerns_the_calculation_is_not_told_to_respondents(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["Jawaban"]["E5"] = "tiga"
        book["Identitas"]["B5"] = OLD

    assessment = received(tmp_path, change, choice=Choice(shipped(NEW)))
    assert "A207" in {finding.code for finding in assessment.findings}
    assert [row[5] for row in listed(corrected(assessment))] == [None, "A101"]


def emptied(book: Workbook) -> None:
    """Take away all that was filled in."""
    for row in range(5, 52):
        for column in "EFG":
            book["Jawaban"][f"{column}{row}"] = None


def test_a_blank_file_is_not_praised_and_can_be_filled_in(tmp_path: Path) -> None:
    book = corrected(received(tmp_path, emptied))
    assert book["Perbaikan"]["A3"].value == "1 wajib diperbaiki."
    assert only_item(book) == (
        "E5 dst.",
        "1-47",
        "-",
        (
            "Belum ada tingkat yang diisi (47 indikator). "
            "Isi di berkas ini, atau kirim berkas yang sudah diisi."
        ),
        "A112",
    )
    assert {colour(book["Jawaban"], f"E{row}") for row in range(5, 52)} == {ORANGE}


def test_a_blank_sheet_for_evidence_only_keeps_its_rows(tmp_path: Path) -> None:
    rows = {"13": Prefill(), "32": Prefill()}
    none = replace(WHOLE, only=())
    (tmp_path / "a.xlsx").write_bytes(answer_workbook(shipped(NEW), none, rows))
    book = corrected(assess(tmp_path / "a.xlsx", "a.xlsx"))
    sheet = book["Jawaban"]
    assert [sheet[f"A{row}"].value for row in range(5, sheet.max_row + 1)] == [13, 32]
    assert only_item(book)[0] == "F5 dst."
    assert only_item(book)[3] == (
        "Belum ada bukti dukung dan penjelasan yang diisi. "
        "Isi di berkas ini, atau kirim berkas yang sudah diisi."
    )
    assert {colour(sheet, cell) for cell in ("F5", "F6")} == {ORANGE}


def test_a_blank_row_for_evidence_only_stays_in_a_correction_file(tmp_path: Path) -> None:
    rows = {"13": Prefill("tiga", "a.pdf", "Fakta"), "32": Prefill()}
    only = replace(WHOLE, only=("13",))
    (tmp_path / "a.xlsx").write_bytes(answer_workbook(shipped(NEW), only, rows))
    sheet = corrected(assess(tmp_path / "a.xlsx", "a.xlsx"))["Jawaban"]
    assert [sheet[f"A{row}"].value for row in range(5, sheet.max_row + 1)] == [13, 32]


def test_the_head_names_only_the_colours_that_are_there(tmp_path: Path) -> None:
    def tiga(book: Workbook) -> None:
        book["Jawaban"]["E5"] = "tiga"

    def no_evidence(book: Workbook) -> None:
        book["Jawaban"]["F5"] = None

    heads = [
        corrected(received(tmp_path, change))["Perbaikan"]["A4"].value
        for change in (tiga, no_evidence)
    ]
    assert heads == [
        (
            "Klik alamat sel, perbaiki isinya (sel jingga wajib diperbaiki), simpan, "
            "lalu kirim kembali berkas INI."
        ),
        (
            "Klik alamat sel, periksa isinya (sel kuning tua), simpan, "
            "lalu kirim kembali berkas INI."
        ),
    ]


def test_a_sheet_without_errors_has_only_things_to_check(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["Jawaban"]["F5"] = "-"
        book["Jawaban"]["G6"] = book["Jawaban"]["G7"] = None

    book = corrected(received(tmp_path, change))
    rows = listed(book)
    assert rows[0][0] == "Perlu diperiksa"
    assert [row[1:4] for row in rows[1:]] == [
        ("F5", "1 Kebijakan Arsitektur SPBE", "-"),
        ("G6 dst.", "2, 3", "-"),
    ]
    assert {colour(book["Jawaban"], cell) for cell in ("F5", "G6", "G7")} == {AMBER}


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
