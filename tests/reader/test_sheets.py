"""Every form of an answer sheet: levels, rows, headings, sheets and Identitas."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from itertools import permutations
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.findings.materials import spoilt
from tests.reader.books import (
    HEADINGS,
    Case,
    Edit,
    Row,
    answer_row,
    case,
    edited,
    good_book,
    on,
    packed,
    table,
)
from tests.reader.cases import cases
from tests.reader.conftest import Read
from tests.reader.ministry import MADIUN, ROWS, form

from spbe_cli.answers import Cell, Kind, RawRow, RawSheet
from spbe_cli.instrument.loading import shipped, shipped_instruments
from spbe_cli.sheet.assess import Status
from spbe_cli.sheet.values import own_names
from spbe_cli.xlsx import cells
from spbe_cli.xlsx.reading import SOURCE_HEADINGS

ALL = tuple(map(answer_row, shipped("permenpanrb-59-2020").rows()))
GROUPS = "levels evidence rows repeated scopes headings sheets scores"
GROUPS += " external previous files table ministry"


def backwards(sheet: Worksheet) -> None:
    """Sort the rows the other way round."""
    for row, line in enumerate(reversed(ALL), start=5):
        for column, value in enumerate(line, start=1):
            sheet.cell(row, column).value = value  # type: ignore[assignment]


def no_names(sheet: Worksheet) -> None:
    """Leave numbers, levels and last year's levels only."""
    sheet.delete_cols(6, 2)
    sheet.delete_cols(2, 3)
    sheet["C4"] = "Tahun lalu"
    for row in range(5, 52):
        sheet.cell(row, 3).value = 2
    sheet["B5"], sheet["C5"] = 2, 3


def numbered(sheet: Worksheet) -> None:
    """Number the columns of such a table, below its headings."""
    no_names(sheet)
    sheet.insert_rows(5)
    for column in (1, 2, 3):
        sheet.cell(5, column).value = column


def copied(name: str, place: int | None = None) -> Edit:
    """Return an edit that adds a copy of the table, with other levels."""

    def edit(book: Workbook) -> None:
        sheet = book.create_sheet(name, place)
        sheet.append(HEADINGS)
        for row in ALL:
            sheet.append((*row[:4], 1, *row[5:]))

    return edit


def titled(name: str) -> Edit:
    """Return an edit that renames the sheet Jawaban."""
    return on(lambda sheet: setattr(sheet, "title", name))


HIDDEN = on(lambda sheet: setattr(sheet, "sheet_state", "hidden"), "Lama")
MADE = (
    case("backwards", edited(on(backwards))),
    case("an answer is no numbering row", edited(on(no_names)), "A201"),
    case("a numbering row of numbers alone", edited(on(numbered)), "A201"),
    case("any case, blanks around", edited(titled(" JAWABAN "), copied("Lama"))),
    case("Jawaban wins", edited(copied("Tahun lalu", 0))),
    case("a copy of Jawaban does not win", edited(copied("Jawaban (2)", 0))),
    case("Jawaban twice", edited(copied(" Jawaban")), "A121"),
    case("two others", edited(titled("A"), copied("B")), "A121"),
    case("Kriteria never qualifies", edited(copied("Kriteria", 0), titled("Isian"))),
    case("Petunjuk never qualifies", edited(copied("PETUNJUK ", 0), titled("Isian"))),
    case("a hidden copy", edited(titled("Isian"), copied("Lama"), HIDDEN)),
    case("beside the ministry's Rekap", lambda: form(MADIUN, copied("Jawaban")), "A208"),
)
CASES = (*(one for group in GROUPS.split() for one in cases(group)), *MADE)


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.name)
def test_every_form_is_read_or_refused_at_its_cell(one: Case, hold: Callable[[Case], None]) -> None:
    hold(one)


def test_levels_go_by_the_number_wherever_the_row_stands(read: Read) -> None:
    sheet = read(edited(on(backwards))()).sheet
    assert sheet
    assert sheet.levels() == {str(row[0]): row[4] for row in ALL}
    assert sheet.answers["13"].cell == "E39"


@pytest.mark.parametrize("instrument", shipped_instruments(), ids=lambda one: one.id)
def test_no_two_indicators_share_a_name(instrument: object) -> None:
    names: dict[str, str] = {}
    for indicator in instrument.indicators():  # type: ignore[attr-defined]
        for name in own_names(indicator):
            assert names.setdefault(name, indicator.code) == indicator.code


def test_columns_may_stand_in_any_order(read: Read) -> None:
    for order in list(permutations(range(7)))[::500]:
        rows = [tuple(row[n] for n in order) for row in (HEADINGS, *ALL)]
        made = read(table(*rows)())
        assert made.status is Status.SCORED, order
        assert [finding.code for finding in made.findings] == ["A208"], order


@pytest.mark.parametrize("name", ["Tahun lalu", "Jawaban (2)"])
def test_jawaban_wins_and_its_levels_count(read: Read, name: str) -> None:
    sheet = read(edited(copied(name, 0))()).sheet
    assert sheet
    assert sheet.answers["13"].level == 3


def test_the_telling_number_wins_over_the_running_one(read: Read) -> None:
    rows = [(n, row[0], *row[3:]) for n, row in enumerate(reversed(ALL), start=1)]
    head = ("No", "No Indikator", "Indikator", "Tingkat", "Bukti Dukung", "Penjelasan")
    sheet = read(table(head, *rows)()).sheet
    assert sheet
    assert sheet.answers["20"].level == 4


def test_evidence_and_explanation_come_from_the_sheet_of_the_indicator(read: Read) -> None:
    sheet = read(form(MADIUN)).sheet
    assert sheet
    for (number, row), level in zip(ROWS.items(), MADIUN, strict=True):
        texts = (f"indikator{number}.pdf", f"Fakta {number}")
        made = sheet.answers[number]
        assert (made.level, made.cell) == (Fraction(level), f"E{row}")
        assert (made.evidence, made.explanation) == texts


@pytest.mark.parametrize(
    ("name", "headings", "joined"),
    [
        ("Sumber", SOURCE_HEADINGS, True),
        ("Sumber", SOURCE_HEADINGS[1:], False),
        ("Sumber 2", SOURCE_HEADINGS, False),
    ],
)
def test_a_merged_file_tells_of_its_sources(
    read: Read, name: str, headings: Row, *, joined: bool
) -> None:
    def add_sources(book: Workbook) -> None:
        sources = book.create_sheet(name)
        for row in (("Sumber isian",), (), headings):
            sources.append(row)

    raw = read(edited(add_sources)()).raw
    assert raw
    assert raw.joined is joined


def test_every_cell_of_a_row_is_read_where_it_stands(read: Read) -> None:
    head = ("No", "Indikator", "Tingkat", "Bukti Dukung", "Penjelasan", "Indeks Asal", "Lain")
    content = table(head, (13, "Rencana", 3, "a.pdf", "Fakta", 50, "x"))()
    number, level, index = (
        Cell(ref, Kind.NUMBER, Decimal(n)) for ref, n in (("A2", 13), ("C2", 3), ("F2", 50))
    )
    name, evidence, explanation = (
        Cell(ref, Kind.TEXT, text)
        for ref, text in (("B2", "Rencana"), ("D2", "a.pdf"), ("E2", "Fakta"))
    )
    columns = ("number", "name", "level", "evidence", "explanation", "external")
    assert read(content, "isian.xlsx").raw == RawSheet(
        file="isian.xlsx",
        sha256=sha256(content).hexdigest(),
        sheet="Jawaban",
        rows=(RawRow(2, number, level, name, evidence, explanation, external=index),),
        headings=dict(zip(columns, "ABCDEF", strict=True)),
        others=(("Lain", {2: Cell("G2", Kind.TEXT, "x")}),),
    )


def test_links_over_a_whole_sheet_take_no_time(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "LIMIT_LINKS", 16_384 * 17)
    over = [["xl/worksheets/sheet2.xml", 'ref="F17"', 'ref="A1:XFD1048576"']]
    told = {"F17": "SK", "F18": "SK", "links": {"F17": "https://x.id/a"}, "parts": over}
    sheet = read(spoilt(told)).sheet
    assert sheet
    assert [sheet.answers[n].evidence for n in ("13", "14")] == ["SK (https://x.id/a)", "SK"]


def test_the_file_is_left_as_it_was(read: Read, tmp_path: Path) -> None:
    content = packed(good_book())
    read(content)
    assert (tmp_path / "jawaban.xlsx").read_bytes() == content
