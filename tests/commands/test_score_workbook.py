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


def warning(number: str, found: str = "") -> Finding:
    facts: dict[str, Fact] = {"number": number, "name": "X", "level": 4, "found": Quoted(found)}
    return Finding("A201", Place("j.xlsx", "Jawaban", "F9"), facts, indicator=number)


def report(assessment: Assessment, language: Language = Language.INDONESIAN) -> bytes:
    words = Words(language)
    return written(ScoreReport(assessment, words, "spbe score jawaban.xlsx"), ".xlsx", words)


def opened(assessment: Assessment, language: Language = Language.INDONESIAN) -> Workbook:
    return load_workbook(BytesIO(report(assessment, language)))


def parts(assessment: Assessment) -> dict[str, bytes]:
    with ZipFile(BytesIO(report(assessment))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def table(sheet: Worksheet, first: str) -> list[dict[str, object]]:
    """Return the rows below the heads, which begin with the first one."""
    rows = [row for row in sheet.iter_rows(values_only=True) if any(row)]
    at = next(n for n, row in enumerate(rows) if row[0] == first)
    return [dict(zip(map(str, rows[at]), row, strict=True)) for row in rows[at + 1 :]]


def test_the_summary_is_one_printed_page() -> None:
    page = parts(bandar_lampung())["xl/worksheets/sheet1.xml"].decode()
    assert '<pageSetUpPr fitToPage="1"/>' in page
    assert '<pageSetup paperSize="9" orientation="portrait"/>' in page  # 1 by 1 is the default
    assert "jawaban.xlsx" in page.partition("<oddFooter>")[2]


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
