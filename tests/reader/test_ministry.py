"""The ministry's workbook of 2018, made here by code in its layout, is read as it is."""

from datetime import datetime
from io import BytesIO
from typing import Final

import pytest
from openpyxl import Workbook, load_workbook
from tests.reader.books import Edit, brief, cells, on, packed, parts_of, zipped
from tests.reader.conftest import Read

from spbe_cli.instrument.loading import shipped
from spbe_cli.sheet.assess import Assessment, Status
from spbe_cli.sheet.correction import correct
from spbe_cli.words import Words

OLD, NEW = "permenpanrb-5-2018", "permenpanrb-59-2020"
NUMBERS: Final = (*map(str, range(1, 35)), "35-1", "35-2", "35-3")
TABS: Final = (*NUMBERS[:16], "20", *NUMBERS[16:19], *NUMBERS[20:])
"""Indikator 20 stands before Indikator 17."""
ASPECTS: Final = (
    (5, 0.07, 0.01, range(6, 13)),
    (13, "=0.1", 0.01, range(14, 24)),
    (25, 0.08, 0.04, range(26, 28)),
    (28, 0.08, 0.04, range(29, 31)),
    (31, 0.12, 0.04, range(32, 35)),
    (36, 0.35, 0.05, range(37, 44)),
    (44, 0.2, "=0.2/6", range(45, 51)),
)
"""Aspects in Rekap: row, weight, weight of each indicator, rows of the indicators."""
ROWS: Final = dict(zip(NUMBERS, (row for *_, rows in ASPECTS for row in rows), strict=True))
MADIUN: Final = "3333333343334333433433333344434423343"
"""Levels of Kabupaten Madiun 2020 (Kementerian PANRB, spbe2020.pdf, p. 8)."""
BLANK_LINE: Final = "……………………...……."


def form(levels: str, *edits: Edit) -> bytes:
    """Return the workbook with these levels; texts stand where a level is above 0."""
    book = Workbook()
    book.remove(book.worksheets[0])
    identity = book.create_sheet("Identitas")
    identity["B2"], identity["C2"] = "NAMA INSTANSI PUSAT/PEMERINTAH DAERAH", ":"
    identity["D2"] = "Pemerintah Kabupaten Contoh"
    identity["B8"], identity["D8"] = "NAMA OPERATOR", BLANK_LINE
    for number in TABS:
        indicator_sheet(book, number)
    summary(book)
    book.create_sheet("Chart")["B3"] = "=Rekap!K4"
    for number, level in zip(NUMBERS, map(int, levels), strict=True):
        choose(number, level)(book)
    for edit in edits:
        edit(book)
    return packed(book)


def indicator_sheet(book: Workbook, number: str) -> None:
    """Add the sheet of one indicator."""
    sheet = book.create_sheet(f"Indikator {number}")
    name = shipped(OLD).rows()[number].name.replace(" ", "  ", 1)
    sheet.append(("Domain 1", "Kebijakan  Internal SPBE", "Aspek 1", "Aspek", "Pilihan Saudara"))
    sheet.append((f"Indikator {number[:2]}", name, "Pertanyaan", "Apakah ...?"))
    for level in range(6):
        sheet.append((f"Level {level}", "Tidak terdapat ..."))
    sheet.append(("Penjelasan :",))
    sheet.append(("Data dukung:",))
    for cells_merged in ("E1:E2", "B9:E9", "B10:E10"):
        sheet.merge_cells(cells_merged)


def summary(book: Workbook) -> None:
    """Add the hidden sheet Rekap: choices, levels, weights."""
    sheet = book.create_sheet("Rekap")
    sheet.sheet_state = "hidden"
    sheet["A1"] = "MOHON TIDAK MENGUBAH LEMBAR KERJA INI"
    headings = ("Domain", "Aspek", "Indikator", None, "N", "V", "W", "RW")
    for column, heading in enumerate(headings, start=1):
        sheet.cell(3, column, heading)
    sheet["G4"], sheet["G24"], sheet["G35"] = "=17/100", 0.28, 0.55
    for row, weight, each, rows in ASPECTS:
        sheet[f"G{row}"] = weight
        for own in rows:
            sheet[f"E{own}"], sheet[f"F{own}"], sheet[f"G{own}"] = 1, f"=E{own}-1", each
    for number, row in ROWS.items():
        sheet[f"C{row}"] = int(number) if number.isdigit() else number


def choose(number: str, level: int) -> Edit:
    """Return an edit that answers one indicator; level 0 leaves everything as issued."""

    def edit(book: Workbook) -> None:
        book["Rekap"][f"E{ROWS[number]}"] = level + 1
        if level:
            book[f"Indikator {number}"]["B9"] = f"Fakta {number}"
            book[f"Indikator {number}"]["B10"] = f"indikator{number}.pdf"

    return edit


def briefs(made: Assessment) -> list[str]:
    return [brief(finding) for finding in made.findings]


def test_kabupaten_madiun_2020_comes_out_as_published(read: Read) -> None:
    made = read(form(MADIUN))
    assert (made.status, briefs(made)) == (Status.SCORED, [])
    assert made.instrument
    assert made.result
    assert made.instrument.id == OLD
    assert f"{float(made.result.total.index):.2f}" == "3.30"
    aspects = [f"{float(aspect.index):.2f}" for aspect in made.result.aspects]
    assert aspects == ["3.00", "3.30", "3.00", "3.50", "3.00", "3.57", "3.17"]
    assert made.identity["instansi"] == "Pemerintah Kabupaten Contoh"
    assert "pengisi" not in made.identity


def test_evidence_and_explanation_come_from_the_sheet_of_the_indicator(read: Read) -> None:
    made = read(form(MADIUN))
    assert made.sheet
    for number, level in zip(NUMBERS, MADIUN, strict=True):
        answer = made.sheet.answers[number]
        assert answer.level == int(level)
        assert answer.cell == f"E{ROWS[number]}"
        assert answer.evidence == f"indikator{number}.pdf"
        assert answer.explanation == f"Fakta {number}"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (3.5, "3,5"),
        (None, "(kosong)"),
        ("tiga", '"tiga"'),
        (datetime(2025, 4, 3), "3 April 2025"),  # noqa: DTZ001  cells know no time zone
        ("#REF!", "#REF!"),
        ("=E10+9", "=E10+9"),
    ],
)
def test_a_choice_outside_1_to_6_is_told_as_it_stands(
    read: Read, value: object, shown: str
) -> None:
    (finding,) = read(form(MADIUN, cells("Rekap", E9=value))).findings
    assert (brief(finding), finding.indicator) == ("A127 Rekap!E9", "4")
    assert f": pilihan di E9 bernilai {shown}, seharusnya 1-6; " in Words().line(finding)


def test_three_rows_of_indicator_35_always_count(read: Read) -> None:
    made = read(form(MADIUN[:-2] + "00"))
    assert made.result
    assert made.result.aspects[-1].index * 6 == 12  # 4 + 2 + 3 + 3 over six rows


@pytest.mark.parametrize(
    ("typed", "instansi"),
    [
        (BLANK_LINE, None),
        (None, None),
        ("Kab. Contoh…………......", "Kab. Contoh"),
        ("Kab. Contoh", "Kab. Contoh"),
    ],
)
def test_identity_is_read_without_the_dotted_line(
    read: Read, typed: str | None, instansi: str | None
) -> None:
    made = read(form(MADIUN, cells("Identitas", D2=typed)))
    assert made.identity.get("instansi") == instansi


def test_macros_and_linked_choices_are_warnings(read: Read) -> None:
    content = form(MADIUN, cells("Rekap", E9="=3+1"))
    parts = parts_of(content)
    (name,) = (n for n, part in parts.items() if b"<f>3+1</f>" in part)
    parts[name] = parts[name].replace(b"<f>3+1</f><v />", b"<f>3+1</f><v>4</v>")
    made = read(zipped({**parts, "xl/vbaProject.bin": b"macro"}))
    assert briefs(made) == ["A212", "A215"]


def test_a_sheet_jawaban_or_an_ordinary_table_in_rekap_is_no_form_of_the_ministry(
    read: Read,
) -> None:
    def add_answers(book: Workbook) -> None:
        book.create_sheet("Jawaban").append(("No", "Tingkat"))

    assert briefs(read(form(MADIUN, add_answers))) == ["A123"]
    ordinary = cells("Rekap", C3="No", E3="Tingkat")
    shown = on(lambda sheet: setattr(sheet, "sheet_state", "visible"), "Rekap")
    made = read(form(MADIUN, ordinary, shown))
    assert made.instrument
    assert made.instrument.id == NEW


def test_a_correction_file_says_what_to_enter(read: Read) -> None:
    edits = (
        cells("Rekap", E9=7, G14=0.5),
        choose("2", 0),
        lambda book: book.remove(book["Indikator 3"]),
    )
    content = correct(read(form(MADIUN, *edits)), Words(), "perbaikan.xlsx").workbook
    assert content
    book = load_workbook(BytesIO(content))
    text = "\n".join(
        str(cell.value) for row in book["Perbaikan"].iter_rows() for cell in row if cell.value
    )
    assert "Pilihan di E9 berkas yang dikirim bernilai 7, seharusnya 1-6" in text
    assert 'Lembar "Indikator 3" tidak ada di berkas yang dikirim' in text
    assert 'Bobot lembar "Indikator 8" di berkas yang dikirim bernilai 0,5' in text
    levels = {row[0].value: row[4].value for row in book["Jawaban"].iter_rows(min_row=5)}
    assert [levels[number] for number in (1, 3, 4, 5)] == [3, None, None, 3]
