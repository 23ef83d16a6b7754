"""The report `hasil.xlsx`: what its sheets say, and that nothing in them can do harm."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from spbe_cli.answers import Answer, AnswerSheet
from spbe_cli.findings import Fact, Finding, Place, Quoted
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import shipped
from spbe_cli.reports import written
from spbe_cli.reports.score import ScoreReport
from spbe_cli.reports.xlsx_book import MARK
from spbe_cli.scoring import score
from spbe_cli.sheet.assess import Assessment, Status
from spbe_cli.words import Language, Words

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning:openpyxl")

BANDAR_LAMPUNG_2024 = "32333333331122323334333331133414444543353434222"
IDENTITY = {"instansi": "Pemerintah Kota Bandar Lampung", "tahun": "2024", "tahap": "Evaluasi"}
HOSTILE = ("=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-1+1", "{=1}", "http://x.y/", "\x1b[31mx")


def levels_of(instrument: Instrument, digits: str) -> dict[str, Fraction]:
    return dict(zip(instrument.rows(), map(Fraction, digits), strict=True))


def answers_of(levels: Mapping[str, Fraction]) -> dict[str, Answer]:
    return {
        row: Answer(level, f"bukti{row}.pdf", f"Fakta {row}.", f"E{row}")
        for row, level in levels.items()
    }


def assessed(instrument: Instrument, levels: Mapping[str, Fraction]) -> Assessment:
    return Assessment(
        file="masuk/jawaban.xlsx",
        sha256="ab" * 32,
        status=Status.SCORED,
        instrument=instrument,
        findings=(),
        identity=IDENTITY,
        sheet=AnswerSheet(answers_of(levels), tuple(levels)),
        result=score(instrument, levels),
    )


def bandar_lampung() -> Assessment:
    instrument = shipped("permenpanrb-59-2020")
    return assessed(instrument, levels_of(instrument, BANDAR_LAMPUNG_2024))


def without_domains() -> Instrument:
    """Make an instrument without domains, with decimal scores and rounded bounds."""
    whole = shipped("permenpanrb-59-2020")
    aspects = tuple(replace(aspect, domain=None) for aspect in whole.aspects)
    return replace(whole, domains=(), aspects=aspects, decimals=2, predicate_on="rounded")


def partial() -> Assessment:
    levels = {"13": Fraction(2), "32": Fraction(4)}
    sheet = AnswerSheet(answers_of(levels), tuple(levels))
    identity = {**IDENTITY, "perangkat daerah": "Bappeda"}
    whole = bandar_lampung()
    return replace(whole, status=Status.PARTIAL, identity=identity, sheet=sheet, result=None)


def warning(number: str, found: str = "") -> Finding:
    facts: dict[str, Fact] = {"number": number, "name": "X", "level": 4, "found": Quoted(found)}
    return Finding("A201", Place("j.xlsx", "Jawaban", "F9"), facts, indicator=number)


def report(assessment: Assessment, language: Language = Language.INDONESIAN) -> bytes:
    words = Words(language)
    return written(ScoreReport(assessment, words, "spbe score jawaban.xlsx"), ".xlsx", words)


def opened(assessment: Assessment, language: Language = Language.INDONESIAN) -> Workbook:
    return load_workbook(BytesIO(report(assessment, language)))


def texts(sheet: Worksheet) -> list[str]:
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return [str(cell.value) for cell in cells if cell.value is not None]


def parts(assessment: Assessment) -> dict[str, bytes]:
    with ZipFile(BytesIO(report(assessment))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def table(sheet: Worksheet, first: str) -> list[dict[str, object]]:
    """Return the rows below the heads, which begin with the first one."""
    rows = [row for row in sheet.iter_rows(values_only=True) if any(row)]
    at = next(n for n, row in enumerate(rows) if row[0] == first)
    return [dict(zip(map(str, rows[at]), row, strict=True)) for row in rows[at + 1 :]]


def test_the_summary_says_whose_number_it_is_the_number_and_its_word() -> None:
    said = texts(opened(bandar_lampung())["Ringkasan"])
    assert said[:2] == [
        "Indeks SPBE Pemerintah Kota Bandar Lampung 2024",
        "Evaluasi · PermenPANRB 59/2020 · 47 indikator · jawaban.xlsx",
    ]
    assert said[2:5] == ["Indeks SPBE", "2.98", "Baik"]
    assert "Menuju Sangat Baik (3,50): kurang 0,52, setara 19 indikator naik satu tingkat." in said
    assert "Kurang 1,00 · Cukup 1,80 · Baik 2,60 · Sangat Baik 3,50 · Memuaskan 4,20" in said


def test_the_summary_holds_the_table_of_the_screen() -> None:
    rows = table(opened(bandar_lampung())["Ringkasan"], "Kode")
    shown = [tuple(row.values())[:4] for row in rows[:13]]
    assert shown[0] == ("D1", "Kebijakan Internal SPBE", 13, 2.9)
    assert shown[8] == ("A6", "Pelaksanaan Audit TIK", 4.5, 2.67)
    assert shown[-1] == (None, "Indeks SPBE", 100, 2.98)


def test_the_summary_names_weaknesses_strengths_and_the_exact_value() -> None:
    said = texts(opened(bandar_lampung())["Ringkasan"])
    assert any(text.startswith("• Tingkat 1 (5): 11 Arsitektur SPBE; 12 Peta") for text in said)
    assert any(text.startswith("• Tingkat 5 (2): 36 Layanan Kepegawaian; 40") for text in said)
    assert not any(text.startswith("• Tingkat 3") for text in said)
    assert "Di bawah 2,60 (batas Baik): D2, D3, A2, A5." in said
    assert "Nilai persis 2,9795" in said
    assert not any("--detail" in text for text in said)


def test_the_summary_is_one_printed_page() -> None:
    page = parts(bandar_lampung())["xl/worksheets/sheet1.xml"].decode()
    assert '<pageSetUpPr fitToPage="1"/>' in page
    assert '<pageSetup paperSize="9" orientation="portrait"/>' in page  # 1 by 1 is the default
    assert "jawaban.xlsx" in page.partition("<oddFooter>")[2]


def test_the_radar_names_its_axes_by_code_and_draws_the_target() -> None:
    files = parts(bandar_lampung())
    radar, bars = files["xl/charts/chart1.xml"], files["xl/charts/chart2.xml"]
    assert b"<c:radarChart>" in radar
    assert b"<c:barChart>" in bars
    assert b'<c:max val="5.0"/>' in radar
    data = list(opened(bandar_lampung())["Data grafik"].iter_rows(values_only=True))
    aspects = [2.9, 1.5, 2.75, 3.5, 2.5, 2.67, 3.9, 2.83]
    assert data[2:10] == [(f"A{n}", value, 2.6) for n, value in enumerate(aspects, 1)]
    domains = [row[1] for row in data[13:17]]
    assert domains == pytest.approx([2.9, 2.4, 2.55, 3.48], abs=0.005)


def test_every_indicator_stands_with_its_aspect_level_points_and_evidence() -> None:
    sheet = opened(bandar_lampung())["Indikator"]
    rows = table(sheet, "No")
    assert [row["No"] for row in rows] == list(range(1, 48))
    assert rows[10]["Nama tingkat"] == "Rintisan"
    assert rows[10]["Keterangan"] == "kelemahan"
    assert (rows[35]["Bobot"], rows[35]["Poin"]) == (2.75, 13.75)
    assert rows[35]["Bukti"] == "bukti36.pdf"
    assert rows[35]["Penjelasan"] == "Fakta 36."
    assert rows[35]["Indikator"] == "Tingkat Kematangan Layanan Kepegawaian"
    assert str(rows[35]["Aspek"]).startswith("A7 Layanan Administrasi")
    assert sheet.auto_filter.ref == "A1:J48"


def test_strengths_weaknesses_and_tasks_have_what_the_page_for_a_browser_has() -> None:
    book = opened(bandar_lampung())
    strong = table(book["Kekuatan"], "No")
    assert len(strong) == 11
    assert [*strong[0].values()] == [36, "Layanan Kepegawaian", 5, "Optimum", "bukti36.pdf"]
    first, *_ = table(book["Kelemahan"], "No")
    assert [first[key] for key in ("No", "Indikator", "Tingkat", "Tujuan", "Tambah")] == [
        11, "Arsitektur SPBE", 1, 3, 0.05,
    ]  # fmt: skip
    assert str(first["Kriteria yang harus dipenuhi"]).startswith("Dokumen memuat seluruh referensi")
    tasks = table(book["Rencana tindak lanjut"], "No")
    assert len(tasks) == 45  # all but the two at level 5
    # 45 goals by hand: 5 from 1 to 3, 7 from 2 to 3, 24 from 3 to 4, 9 from 4 to 5.
    ends = [(row["Tingkat"], row["Tujuan"]) for row in tasks]
    assert {end: ends.count(end) for end in ends} == {(1, 3): 5, (2, 3): 7, (3, 4): 24, (4, 5): 9}


def test_findings_stand_with_their_place_and_remedy() -> None:
    found = replace(bandar_lampung(), findings=(warning("20", "=menyusul"),))
    (row,) = table(opened(found)["Temuan"], "Berat")
    assert (row["Berat"], row["Kode"], row["Tempat"]) == ("Perlu diperiksa", "A201", "Jawaban!F9")
    assert str(row["Temuan"]).startswith("Indikator 20 (X): ")
    assert str(row["Perbaikan"])[0].isupper()


def test_like_warnings_share_a_line_of_the_summary() -> None:
    found = tuple(warning(number) for number in ("20", "21", "22", "23"))
    said = texts(opened(replace(bandar_lampung(), findings=found))["Ringkasan"])
    (line,) = (text for text in said if text.startswith("• A201: Indikator 20"))
    assert line.endswith("Begitu pula indikator 21-23.")


def test_warnings_without_a_number_are_counted() -> None:
    place = Place("j.xlsx", "Jawaban", "F60")
    found = (Finding("A217", place, {"cell": "F60"}), Finding("A217", place, {"cell": "F61"}))
    said = texts(opened(replace(bandar_lampung(), findings=found))["Ringkasan"])
    assert any(text.endswith("Masih ada 1 yang serupa; lihat lembar Temuan.") for text in said)


def test_a_self_assessment_says_above_the_number_that_nobody_verified_it() -> None:
    identity = {**IDENTITY, "tahap": " PENILAIAN Mandiri"}
    said = texts(opened(replace(bandar_lampung(), identity=identity))["Ringkasan"])
    assert said[2] == "Belum diverifikasi asesor"
    assert "Hitungan penilaian mandiri; indeks resmi ditetapkan Kementerian PANRB." in said[:5]


def test_assumptions_stand_above_the_number_and_at_the_row() -> None:
    whole = bandar_lampung()
    assert whole.sheet is not None
    given = {**whole.sheet.answers, "11": Answer(Fraction(1))}
    sheet = replace(whole.sheet, answers=given, assumed={"11": Fraction(1)})
    book = opened(replace(whole, sheet=sheet))
    said = "Dengan anggapan: 1 indikator tanpa tingkat dihitung tingkat 1: 11"
    assert texts(book["Ringkasan"])[2] == said
    row = table(book["Indikator"], "No")[10]
    assert (row["Tingkat"], row["Bukti"]) == (1, "belum")
    assert row["Keterangan"] == "kelemahan, dengan anggapan"


def test_a_partial_sheet_has_no_index_no_chart_and_no_calculation() -> None:
    book = opened(partial())
    assert book.sheetnames == ["Ringkasan", "Indikator", "Tentang hasil ini"]
    said = texts(book["Ringkasan"])
    assert said[0] == "Jawaban Pemerintah Kota Bandar Lampung 2024"
    assert said[1].startswith("Bappeda · ")
    assert any("spbe merge" in text for text in said)
    row = table(book["Indikator"], "No")[0]
    assert (row["No"], row["Tingkat"]) == (13, 2)
    assert "Poin" not in row
    assert not any("chart" in name for name in parts(partial()))


def test_the_highest_predicate_has_nothing_above_it() -> None:
    instrument = shipped("permenpanrb-59-2020")
    book = opened(assessed(instrument, levels_of(instrument, "5" * 47)))
    said = texts(book["Ringkasan"])
    assert {"Predikat tertinggi.", "Memuaskan"} <= {*said}
    assert not {"Kelemahan", "Rencana tindak lanjut"} & {*book.sheetnames}


def test_a_distance_that_would_print_as_nothing_is_given_in_full() -> None:
    instrument = shipped("permenpanrb-59-2020")
    near = replace(instrument.predicates[1], minimum=Fraction("2.98"))
    bands = (instrument.predicates[0], near, *instrument.predicates[2:])
    levels = levels_of(instrument, BANDAR_LAMPUNG_2024)
    said = texts(opened(assessed(replace(instrument, predicates=bands), levels))["Ringkasan"])
    assert any("kurang 0,0005 (nilai persis 2,9795)" in text for text in said)


def test_an_instrument_without_domains_has_aspects_only() -> None:
    instrument = without_domains()
    levels = levels_of(instrument, BANDAR_LAMPUNG_2024) | {"47": Fraction("2.25")}
    book = opened(assessed(instrument, levels))
    said = texts(book["Ringkasan"])
    assert not {"D1", "D2"} & {*said}
    assert any("47 Layanan Publik Sektor 3 (2,25)" in text for text in said)
    assert [*(cell.value for cell in book["Data grafik"]["A"])].count("A1") == 1


def test_about_names_the_secondary_source_of_an_instrument() -> None:
    whole = bandar_lampung()
    assert whole.instrument is not None
    instrument = replace(whole.instrument, secondary="salinan pihak ketiga")
    book = opened(replace(whole, instrument=instrument))
    assert "salinan pihak ketiga" in texts(book["Tentang hasil ini"])
    assert texts(book["Ringkasan"])[2] == "Dari sumber sekunder"


def test_about_names_versions_fingerprints_and_what_the_sheet_says_of_itself() -> None:
    identity = {**IDENTITY, "tanggal": "10/06/2025", "kontak": "0812"}
    said = texts(opened(replace(bandar_lampung(), identity=identity))["Tentang hasil ini"])
    for text in ("ab" * 32, "10/06/2025", "jawaban.xlsx", "(belum diisi)", "Evaluasi"):
        assert text in said
    assert "spbe score jawaban.xlsx" in said
    assert shipped("permenpanrb-59-2020").sha256 in said
    assert "0812" not in said


def test_a_workbook_in_english_is_english_throughout() -> None:
    book = opened(bandar_lampung(), Language.ENGLISH)
    assert book.sheetnames == [
        "Summary", "Strengths", "Weaknesses", "Follow-up", "Indicators", "Calculation",
        "About this result", "Chart data",
    ]  # fmt: skip
    said = texts(book["Summary"])
    assert "Exact value 2.9795" in said
    assert any(text.startswith("• Level 1 (5): 11 Arsitektur SPBE") for text in said)


def test_the_same_input_gives_the_same_bytes() -> None:
    assert report(bandar_lampung()) == report(bandar_lampung())


def test_a_report_says_that_it_is_one_and_of_which_file() -> None:
    files = parts(bandar_lampung())
    mark = f'name="{MARK}"><vt:lpwstr>jawaban.xlsx</vt:lpwstr>'
    assert mark in files["docProps/custom.xml"].decode()
    assert b"<dc:description>spbe</dc:description>" in files["docProps/core.xml"]


def hostile(text: str) -> Assessment:
    whole = bandar_lampung()
    assert whole.sheet is not None
    answers = {
        row: replace(answer, evidence=text, explanation=text)
        for row, answer in whole.sheet.answers.items()
    }
    return replace(
        whole,
        file=f"{text}.xlsx",
        identity=dict.fromkeys(("instansi", "perangkat daerah", "tahun", "tahap", "tanggal"), text),
        sheet=replace(whole.sheet, answers=answers),
        findings=(warning("20", text),),
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_sheet_never_becomes_a_formula_or_a_link(text: str) -> None:
    book = opened(hostile(text))
    cells = [c for s in book.worksheets for row in s.iter_rows() for c in row]
    live = {cell.parent.title for cell in cells if cell.data_type == "f"}
    assert live == {"Perhitungan"}
    assert all(cell.hyperlink.location for cell in cells if cell.hyperlink)
    assert not any("\x1b" in str(cell.value) for cell in cells)
    assert table(book["Indikator"], "No")[0]["Penjelasan"] == text.replace("\x1b", "")


@pytest.mark.parametrize("text", ["x" * 40_000, "😀" * 40_000, "&" * 300, "_x001B_", "\ud800a"])
def test_odd_text_gives_a_sound_workbook(text: str) -> None:
    value = str(table(opened(hostile(text))["Indikator"], "No")[0]["Penjelasan"])
    assert len(value.encode("utf-16-le")) <= 2 * 32_767
    assert value.endswith("...") == (len(text) == 40_000)
