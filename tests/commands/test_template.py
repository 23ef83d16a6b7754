"""The answer file as openpyxl reads it, and texts of strangers that stay texts."""

from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from spbe_cli.instrument import Indicator
from spbe_cli.instrument.loading import shipped, shipped_ids
from spbe_cli.reports.markdown import escaped
from spbe_cli.sheet.assess import assess
from spbe_cli.words import harmless
from spbe_cli.xlsx.form import answer_file
from spbe_cli.xlsx.form_answers import evidence_prompt, level_prompt
from spbe_cli.xlsx.form_checks import check_of
from spbe_cli.xlsx.form_layout import Prefill, TemplateRequest, lay_out

NEW, OLD = "permenpanrb-59-2020", "permenpanrb-5-2018"
NEXT = "permenpanrb-8-2026"
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
    return opened(answer_file(lay_out(shipped(instrument_id), request or TemplateRequest(), {})))


def column(sheet: Worksheet, letter: str, first: int = 1) -> list[object]:
    return [sheet[f"{letter}{row}"].value for row in range(first, sheet.max_row + 1)]


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


def test_only_cells_of_indicators_with_an_index_of_others_are_open_and_guarded() -> None:
    sheet = blank(NEXT)["Jawaban"]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    for row, indicator in enumerate(shipped(NEXT).indicators(), start=5):
        index = indicator.external
        assert sheet[f"F{row}"].protection.locked is (index is None)
        assert (f"F{row}" in rules) is (index is not None)
        if index:
            ends = (Fraction(rules[f"F{row}"].formula1), Fraction(rules[f"F{row}"].formula2))
            assert ends == (index.minimum, index.maximum)
            assert index.authority in str(rules[f"F{row}"].prompt)
    assert sheet.column_dimensions["B"].hidden


def test_the_same_request_gives_the_same_bytes() -> None:
    instrument = shipped(NEW)
    assert answer_file(lay_out(instrument, BAPPEDA, {})) == answer_file(
        lay_out(instrument, BAPPEDA, {})
    )


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://x","y")', "+1", "@x", "{=1}"])
def test_nothing_from_the_command_line_becomes_a_formula_or_a_link(text: str) -> None:
    request = TemplateRequest(text, text, text, text, text, text)
    prefilled = {"1": Prefill(text, text, text)}
    book = opened(answer_file(lay_out(shipped(NEW), request, prefilled)))
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
    content = answer_file(lay_out(shipped(NEW), BAPPEDA, prefilled))
    sheet = opened(content, values=True)["Jawaban"]
    assert sheet["A2"].value == "Lengkap 1 dari 4 indikator"
    assert column(sheet, "H", 5) == [
        "Lengkap",
        "Bukti belum ada",
        "Tingkat harus 1-5",
        "Belum diisi",
    ]
    assert column(sheet, "E", 5) == [3, "4", True, None]


def test_headings_stay_in_view_and_on_every_page() -> None:
    book = blank(NEW)
    answers, criteria = book["Jawaban"], book["Kriteria"]
    assert (answers.freeze_panes, answers.print_title_rows) == ("A5", "$4:$4")
    assert criteria.print_title_rows == "$1:$1"
    assert answers.auto_filter.ref == "A4:H51"
    assert answers.page_setup.orientation == "landscape"
    assert book["Petunjuk"].page_setup.orientation == "portrait"
    assert [part.id for part in criteria.row_breaks.brk][:2] == [25, 49]
    assert book.active is answers
    assert answers.sheet_view.selection[-1].activeCell == "E5"


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


@pytest.fixture
def indicator() -> Indicator:
    return next(shipped("permenpanrb-59-2020").indicators())


def test_long_differences_are_cut_evenly_until_all_levels_fit(indicator: Indicator) -> None:
    levels = tuple(part._replace(distinguishing="kata " * 30) for part in indicator.levels)
    title, text = level_prompt(replace(indicator, code="1234567890", levels=levels))
    assert len(title) <= 32
    assert len(text) <= 255
    assert [part[0] for part in text.split(" · ")] == ["1", "2", "3", "4", "5"]
    assert text.count("…") == 5


def test_long_evidence_is_cut(indicator: Indicator) -> None:
    assert len(evidence_prompt(replace(indicator, evidence="x" * 300))[1]) == 255


MARKS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize(
    "before",
    ["", "\u200b", "\ufeff", "\xa0", " ", "\u2060", "\ufe0f", "\u200b\xa0\ufeff", "\n", "\x00"],
)
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_a_cell_that_looks_like_a_formula_is_made_a_text(before: str, sign: str) -> None:
    assert harmless(f"{before}{sign}1").startswith("'")


@pytest.mark.parametrize("text", ["", "Dinas", "\u200bDinas", "3-2", "1 = 1", "\u200b"])
def test_another_cell_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(
    ("text", "inert"),
    [
        ("http://x.id", r"http:\//x.id"),
        ("HTTPS://x.id", r"HTTPS:\//x.id"),
        ("www.x.id", r"www\.x.id"),
        ("WWW.x.id", r"WWW\.x.id"),
        ("a@x.id", "a@<!-- -->x.id"),
        ("![a](x)", r"!\[a\](x)"),
        ("<a href=x>", r"\<a href=x\>"),
        ("&lt;b&#62;", r"\&lt;b&\#62;"),
    ],
)
def test_a_text_in_markdown_holds_nothing_that_becomes_a_link(text: str, inert: str) -> None:
    assert escaped(text) == inert


def test_what_a_text_in_markdown_shows_is_the_text() -> None:
    assert escaped("R&D, 3 @ 4, a/b").replace("\\", "") == "R&D, 3 @ 4, a/b"


def test_a_workbook_holds_no_mark_that_turns_the_order_of_a_text() -> None:
    hostile = f"Dinas {MARKS}fdp.exe"
    request = TemplateRequest(institution=hostile, agency=hostile)
    prefill = {"1": Prefill(None, hostile, hostile)}
    content = answer_file(lay_out(shipped("permenpanrb-59-2020"), request, prefill))
    texts = [
        str(cell)
        for sheet in load_workbook(BytesIO(content)).worksheets
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    ]
    assert any("fdp.exe" in text for text in texts)
    assert not any(mark in text for text in texts for mark in MARKS)


FULL = ("indikator.pdf", "Fakta dan analisis")
BLANKS = st.text(alphabet=" \xa0", max_size=3)
DIGITS = st.text(alphabet="0123456789.,+-", min_size=1, max_size=4)
NUMBERS = st.one_of(
    st.integers(-3, 60),
    st.sampled_from([1.0, 2.5, 3.0000000000000004, 4.999999999999999, 0.1, 1e15]),
)
LEVELS = st.one_of(
    NUMBERS,
    st.booleans(),
    st.just(""),
    st.builds("{}{}{}".format, BLANKS, st.one_of(DIGITS, st.integers(-1, 7)), BLANKS),
    st.sampled_from(["tiga", "III", "3 (tiga)", "#REF!", "-", "3%", "\uff13", "\u0663"]),
)


@pytest.mark.parametrize("edition", shipped_ids())
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(level=LEVELS)
@example(level="03")
@example(level="+3")
@example(level="3.00")
@example(level=None)
def test_periksa_and_the_reader_agree(edition: str, tmp_path: Path, level: object) -> None:
    instrument = shipped(edition)
    assume(not instrument.decimals or str(level).isascii())  # Decimal takes digits of any script
    number = next(iter(instrument.rows()))
    request = TemplateRequest(only=(number,))
    prefilled = {number: Prefill(level, *FULL)}
    path = tmp_path / "jawaban.xlsx"
    path.write_bytes(answer_file(lay_out(instrument, request, prefilled)))
    findings = assess(path, path.name).findings
    layout = lay_out(instrument, request, prefilled)
    said = check_of(layout, layout.lines[0]).value
    refused = any(f.place.cell == "E5" or f.code == "A112" for f in findings)
    wrong = f"Tingkat harus {instrument.lowest}-{instrument.highest}"
    assert refused == (said in {wrong, "Tingkat belum diisi"})
