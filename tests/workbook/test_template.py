"""The answer file as openpyxl, a second library, reads it."""

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import shipped
from spbe_cli.xlsx.form import (
    STAGES,
    Prefill,
    TemplateRequest,
    answer_workbook,
    assessors_workbook,
    blank_workbook,
    next_year_workbook,
)

NEW, OLD = "permenpanrb-59-2020", "permenpanrb-5-2018"
HEADINGS = ["No", "Domain", "Aspek", "Indikator"]
HEADINGS += ["Tingkat", "Bukti Dukung", "Penjelasan", "Periksa"]
LABELS = ["Instansi", "Perangkat Daerah", "Tahun", "Tahap", "Instrumen", "Indikator"]
LABELS += ["Pengisi", "Tanggal", "Kontak"]
NUMBER_AND_LEVEL_HEADINGS = {
    *("no", "nomor", "kode", "no indikator", "nomor indikator", "indikator ke"),
    *("tingkat", "tingkat kematangan", "nilai tingkat kematangan", "level", "capaian"),
    *("nilai", "skor"),
}
BAPPEDA = TemplateRequest(
    institution="Pemerintah Kota Bandar Lampung",
    agency="Badan Perencanaan Pembangunan Daerah (Bappeda)",
    year="2025",
    stage="Penilaian Mandiri",
    due="13 Juni 2025",
    contact="narahubung Diskominfo (nama, nomor)",
    only=("13", "32", "33", "40"),
)


def opened(content: bytes, *, values: bool = False) -> Workbook:
    return load_workbook(BytesIO(content), data_only=values)


def blank(instrument_id: str, request: TemplateRequest | None = None) -> Workbook:
    return opened(blank_workbook(shipped(instrument_id), request or TemplateRequest()))


def without_domains() -> Instrument:
    """An instrument such as that of 2026: aspects only, decimal scores."""
    instrument = shipped(NEW)
    aspects = tuple(replace(aspect, domain=None) for aspect in instrument.aspects)
    return replace(instrument, domains=(), aspects=aspects, decimals=2)


def column(sheet: Worksheet, letter: str, first: int = 1) -> list[object]:
    return [sheet[f"{letter}{row}"].value for row in range(first, sheet.max_row + 1)]


def unlocked(sheet: Worksheet) -> set[str]:
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return {cell.coordinate for cell in cells if not cell.protection.locked}


@pytest.mark.parametrize("name", [NEW, OLD])
def test_the_sheet_has_a_row_for_every_answer(name: str) -> None:
    sheet = blank(name)["Jawaban"]
    assert [cell.value for cell in sheet[4]] == HEADINGS
    assert [str(number) for number in column(sheet, "A", 5)] == list(shipped(name).rows())
    assert column(sheet, "D", 5) == [part.short for part in shipped(name).rows().values()]


def test_indicator_n_of_a_whole_sheet_stands_in_row_n_plus_4_as_a_number() -> None:
    assert column(blank(NEW)["Jawaban"], "A", 5) == list(range(1, 48))


def test_the_rows_of_a_repeatable_indicator_are_numbered_as_text() -> None:
    sheet = blank(OLD)["Jawaban"]
    assert column(sheet, "A", 5)[-3:] == ["35-1", "35-2", "35-3"]
    assert {sheet[f"A{row}"].number_format for row in (39, 40, 41)} == {"@"}


def test_the_file_has_four_sheets_and_opens_on_the_first_level() -> None:
    book = blank(NEW)
    assert book.sheetnames == ["Petunjuk", "Identitas", "Jawaban", "Kriteria"]
    assert book.active is book["Jawaban"]
    assert [sheet.sheet_view.tabSelected for sheet in book].count(True) == 1
    assert book["Jawaban"].sheet_view.selection[-1].activeCell == "E5"


def test_headings_stay_in_view_and_on_every_page() -> None:
    book = blank(NEW)
    answers, criteria = book["Jawaban"], book["Kriteria"]
    assert (answers.freeze_panes, answers.print_title_rows) == ("A5", "$4:$4")
    assert criteria.print_title_rows == "$1:$1"
    assert answers.auto_filter.ref == "A4:H51"
    assert answers.page_setup.orientation == "landscape"
    assert book["Petunjuk"].page_setup.orientation == "portrait"
    assert [part.id for part in criteria.row_breaks.brk][:2] == [25, 49]


def test_every_sheet_fits_the_width_of_a4() -> None:
    for sheet in blank(NEW):
        fit, footer = sheet.sheet_properties.pageSetUpPr, sheet.oddFooter
        assert fit
        assert fit.fitToPage
        assert footer
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
        assert footer.left
        assert footer.right
        assert (footer.left.text, footer.right.text) == ("&F", "Halaman &P dari &N")


def test_what_the_respondent_fills_in_is_blank() -> None:
    sheet = blank(NEW)["Jawaban"]
    assert {cell for letter in "EFG" for cell in column(sheet, letter, 5)} == {None}
    assert {sheet[f"{letter}5"].number_format for letter in "FG"} == {"@"}


def test_only_what_the_respondent_fills_in_is_unlocked() -> None:
    book = blank(NEW, BAPPEDA)
    answers = {f"{letter}{row}" for letter in "EFG" for row in range(5, 9)}
    assert unlocked(book["Jawaban"]) == answers
    assert unlocked(book["Identitas"]) == {"B7", "B8", "B9"}
    assert not unlocked(book["Petunjuk"])
    assert not unlocked(book["Kriteria"])


def test_what_the_command_line_did_not_say_is_open() -> None:
    sheet = blank(NEW)["Identitas"]
    assert unlocked(sheet) == {"B1", "B2", "B3", "B4", "B7", "B8", "B9"}
    (stages,) = sheet.data_validations.dataValidation
    assert str(stages.sqref) == "B4"
    assert stages.formula1 == f'"{",".join(STAGES)}"'


def test_all_sheets_are_protected_without_a_password() -> None:
    for sheet in blank(NEW):
        protection = sheet.protection
        assert protection.sheet
        assert protection.password is None
        allowed = ("formatColumns", "formatRows", "sort", "autoFilter", "insertHyperlinks")
        assert not any(getattr(protection, name) for name in allowed)
        assert protection.formatCells
        assert protection.insertRows
        assert protection.deleteColumns


@pytest.mark.parametrize(("name", "levels"), [(NEW, '"1,2,3,4,5"'), (OLD, '"0,1,2,3,4,5"')])
def test_every_row_has_a_list_of_levels_and_prompts_that_excel_can_show(
    name: str, levels: str
) -> None:
    sheet = blank(name)["Jawaban"]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    for cell in (f"{letter}{row}" for letter in "EFG" for row in range(5, sheet.max_row + 1)):
        rule = next(rules[area] for area in rules if cell in area.split())
        assert rule.promptTitle
        assert rule.prompt
        assert len(rule.promptTitle) <= 32
        assert len(rule.prompt) <= 255
        assert "…" not in rule.prompt
        assert (rule.formula1 == levels) is cell.startswith("E")


def test_prompts_are_worded_as_drawn() -> None:
    sheet = blank(NEW)["Jawaban"]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    level = rules["E17"]
    assert level.promptTitle == "Indikator 13: beda antartingkat"
    assert level.prompt == (
        "1 tingkat dasar · 2 konsultasi belum seluruhnya · 3 konsultasi seluruhnya · 4 terpadu "
        "dan terkendali + reviu/evaluasi berkala · 5 perbaikan untuk tahun anggaran berikutnya"
    )
    assert level.errorTitle == "Tingkat 1 sampai 5"
    assert level.error == (
        "Pilih 1, 2, 3, 4, atau 5 dari daftar. Tidak ada tingkat 0 atau setengah tingkat."
    )
    assert rules["F17"].promptTitle == "Bukti yang lazim"
    assert rules["G17"].promptTitle == "Pola kalimat"


@pytest.mark.parametrize("name", [NEW, OLD])
def test_every_number_links_to_its_criteria_and_back(name: str) -> None:
    book = blank(name)
    answers, criteria = book["Jawaban"], book["Kriteria"]
    indicators = shipped(name).rows()
    for row in range(5, answers.max_row + 1):
        indicator = indicators[str(answers[f"A{row}"].value)]
        target = answers[f"A{row}"].hyperlink.location.removeprefix("Kriteria!")
        title = criteria[target].value
        assert title == f"{indicator.code}  {indicator.short}"
        back = criteria[target.replace("A", "C")].hyperlink.location.removeprefix("Jawaban!")
        number = answers[back.replace("E", "A")].value
        assert indicators[str(number)] is indicator
        assert back.startswith("E")


def test_criteria_have_no_heading_that_makes_a_second_table_of_answers() -> None:
    book = blank(NEW)
    for name in ("Petunjuk", "Identitas", "Kriteria"):
        texts = {str(cell.value).casefold() for row in book[name].iter_rows() for cell in row}
        assert not texts & NUMBER_AND_LEVEL_HEADINGS


def test_no_row_has_a_height_so_that_rows_grow_with_their_text() -> None:
    for sheet in blank(NEW):
        assert all(part.height is None for part in sheet.row_dimensions.values())


def test_every_cell_names_its_font() -> None:
    for sheet in blank(NEW):
        fonts = {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value}
        assert fonts == {"Calibri"}


def test_a_whole_guide_groups_the_indicators_by_the_names_of_their_levels() -> None:
    first, second = column(blank(NEW)["Petunjuk"], "B", 24)
    assert str(first).startswith("Kebijakan, tata kelola, manajemen (indikator 1-31): 1 Rin")
    assert str(second).startswith("Layanan (indikator 32-47): ")


def test_a_guide_asks_for_all_that_is_open_in_identitas() -> None:
    assert blank(NEW)["Petunjuk"]["B8"].value == (
        "Lembar Identitas: lengkapi semua sel kuning muda, terutama nama pengisi dan tanggal."
    )


def test_a_guide_explains_the_columns_to_the_right() -> None:
    earlier = {"13": Prefill(3, "a.pdf", "Fakta")}
    after = opened(next_year_workbook(shipped(NEW), TemplateRequest(year="2025"), earlier, "2024"))
    assert (
        "Kolom abu-abu di kanan Periksa (Tahun lalu (2024), Bukti tahun lalu (2024), Penjelasan "
        "tahun lalu (2024)) hanya untuk dibaca: isian sebelumnya."
    ) in column(after["Petunjuk"], "B")
    stage = "Penilaian Mandiri"
    assessed = opened(assessors_workbook(shipped(NEW), TemplateRequest(), earlier, stage))
    texts = column(assessed["Petunjuk"], "B")
    assert (
        "Kolom abu-abu di kanan Periksa (Penilaian Mandiri) hanya untuk dibaca: isian sebelumnya."
    ) in texts
    assert "Kolom Justifikasi: tulis alasan tingkat yang ditetapkan." in texts


def test_a_guide_says_how_a_repeatable_indicator_is_answered() -> None:
    texts = " ".join(str(text) for text in column(blank(OLD)["Petunjuk"], "B"))
    assert "Indikator 35 dijawab 1 sampai 3 kali" in texts
    assert "semua baris bertuliskan Lengkap atau Boleh dikosongkan" in texts


@pytest.mark.parametrize(
    ("due", "contact", "text"),
    [
        (None, None, None),
        ("13 Juni 2025", None, "Kirim kembali paling lambat 13 Juni 2025."),
        (None, "Ani.", "Kirim kembali kepada Ani."),
    ],
)
def test_the_guide_says_only_what_is_known_of_sending_back(
    due: str | None, contact: str | None, text: str | None
) -> None:
    assert blank(NEW, TemplateRequest(due=due, contact=contact))["Petunjuk"]["A4"].value == text


def test_identity_says_whose_answers_these_are() -> None:
    sheet = blank(NEW, BAPPEDA)["Identitas"]
    assert column(sheet, "A") == LABELS
    assert column(sheet, "B")[:6] == [
        "Pemerintah Kota Bandar Lampung",
        "Badan Perencanaan Pembangunan Daerah (Bappeda)",
        2025,
        "Penilaian Mandiri",
        NEW,
        "13, 32, 33, 40",
    ]
    assert sheet["B8"].number_format == "dd/mm/yyyy"
    assert blank(NEW)["Identitas"]["B6"].value == "1-47"


@pytest.mark.parametrize("number", ["35", "35-1", "35-3"])
def test_all_rows_of_an_indicator_are_asked_for_together(number: str) -> None:
    book = blank(OLD, TemplateRequest(only=(number,)))
    assert column(book["Jawaban"], "A", 5) == ["35-1", "35-2", "35-3"]
    assert book["Identitas"]["B6"].value == "35"


def test_the_same_request_gives_the_same_bytes() -> None:
    instrument = shipped(NEW)
    assert blank_workbook(instrument, BAPPEDA) == blank_workbook(instrument, BAPPEDA)


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://x","y")', "+1", "@x", "{=1}"])
def test_nothing_from_the_command_line_becomes_a_formula_or_a_link(text: str) -> None:
    request = TemplateRequest(text, text, text, text, text, text)
    prefilled = {"1": Prefill(text, text, text)}
    book = opened(answer_workbook(shipped(NEW), request, prefilled))
    for row in range(1, 5):
        assert book["Identitas"][f"B{row}"].value == text
        assert book["Identitas"][f"B{row}"].data_type == "s"
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    formulas = {cell.coordinate[0] for cell in cells if cell.data_type == "f"}
    assert formulas == {"A", "H"}
    assert all(cell.hyperlink is None or cell.hyperlink.location for cell in cells)


def test_text_that_no_cell_can_hold_is_stripped_and_cut() -> None:
    request = TemplateRequest("Dinas\x00 \x1bA\ud800\uffff", "y" * 40_000)
    sheet = blank(NEW, request)["Identitas"]
    assert sheet["B1"].value == "Dinas A"
    text = str(sheet["B2"].value)
    assert len(text) == 32_767
    assert text.endswith("y…")


def test_the_values_of_formulas_are_stored_for_previews_and_phones() -> None:
    prefilled = {
        "13": Prefill(3, "a.pdf", "Fakta"),
        "32": Prefill("4", "", "Fakta"),
        "33": Prefill(level=True),
    }
    content = answer_workbook(shipped(NEW), BAPPEDA, prefilled)
    sheet = opened(content, values=True)["Jawaban"]
    assert sheet["A2"].value == "Lengkap 1 dari 4 indikator"
    assert column(sheet, "H", 5) == [
        "Lengkap",
        "Bukti belum ada",
        "Tingkat harus 1-5",
        "Belum diisi",
    ]
    assert column(sheet, "E", 5) == [3, "4", True, None]


def test_optional_rows_do_not_count_until_they_are_begun() -> None:
    content = blank_workbook(shipped(OLD), TemplateRequest())
    sheet = opened(content, values=True)["Jawaban"]
    assert sheet["A2"].value == "Lengkap 0 dari 35 jawaban"
    assert column(sheet, "H", 39) == ["Belum diisi", "Boleh dikosongkan", "Boleh dikosongkan"]


def test_domains_are_told_apart_by_colour() -> None:
    sheet = blank(NEW)["Jawaban"]
    tints = [sheet[f"A{row}"].fill.fgColor.rgb for row in (5, 15, 25, 36)]
    assert tints == ["FFDDEBF7", "FFE2EFDA", "FFFFF2CC", "FFEADCF4"]


def test_an_instrument_without_domains_with_decimal_scores_has_a_sheet_too() -> None:
    sheet = opened(blank_workbook(without_domains(), TemplateRequest()))["Jawaban"]
    rule = next(r for r in sheet.data_validations.dataValidation if "E5" in str(r.sqref))
    assert (rule.type, rule.formula1, rule.formula2) == ("decimal", "1", "5")
    assert rule.error == "Isi angka dari 1 sampai 5; boleh dengan desimal, misalnya 2,5."
    assert set(column(sheet, "B", 5)) == {None}
    tints = {sheet[f"A{row}"].fill.fgColor.rgb for row in range(5, 52)}
    assert len(tints) == 4


def test_what_no_source_gives_is_said_to_be_missing() -> None:
    instrument = shipped(NEW)
    aspect = instrument.aspects[0]
    indicator = aspect.indicators[0]
    kind = replace(indicator.capability, level_names=dict.fromkeys(range(1, 6)), explanation=None)
    levels = tuple(replace(part, name=None, criterion=None) for part in indicator.levels)
    poor = replace(indicator, capability=kind, levels=levels, evidence=None)
    aspects = (replace(aspect, indicators=(poor,)), *instrument.aspects[1:])
    request = TemplateRequest(only=("1",))
    book = opened(blank_workbook(replace(instrument, aspects=aspects), request))
    assert book["Kriteria"]["A3"].value == "1  (belum ada di sumber)"
    assert book["Kriteria"]["B3"].value == "belum ada di sumber"
    assert book["Kriteria"]["C3"].value == "belum ada di sumber"
    assert book["Petunjuk"]["B24"].value == (
        "Kebijakan (indikator 1): nama tingkat belum ada di sumber"
    )
