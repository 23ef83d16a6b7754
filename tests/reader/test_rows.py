"""Which row answers which indicator: numbers, names, doubled, missing and merged rows."""

from collections.abc import Callable
from datetime import datetime

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.reader.books import (
    JAWABAN,
    Case,
    Row,
    answer_row,
    appended,
    case,
    cells,
    edited,
    filled,
    on,
    packed,
    raw_cell,
    replaced,
)

from spbe_cli.instrument.loading import shipped, shipped_instruments
from spbe_cli.sheet.assess import Assessment, Status
from spbe_cli.sheet.numbers import own_names

A_DATE = datetime(2025, 5, 13)  # noqa: DTZ001  Excel knows no time zones
NBSP = "\xa0"
ENDLESS = b'</sheetData><mergeCells><mergeCell ref="E51:E1048576"/></mergeCells>'

NUMBERS: tuple[object, ...] = (
    13.0, "13", " 13 ", f"{NBSP}13", "13.", "13.0", "013", "I13", "i13", "No. 13", "no 13",
    "No.13", "Nomor 13", "Indikator 13", "INDIKATOR  13", "Indikator ke 13", "ind. 13", "13)",
)  # fmt: skip
UNREADABLE: tuple[object, ...] = (
    A_DATE, True, 13.5, -13, 1e300, "tiga belas", "13a", "\uff11\uff13", "13/47", "x" * 32_767,
    "no " * 5_000 + "x", "9" * 5_000,
)  # fmt: skip


def numbered(value: object) -> Callable[[], bytes]:
    """Return a maker of the good sheet with another number in the row of indicator 13."""
    return filled(A17=value)


def nameless(sheet: Worksheet) -> None:
    """Clear the column of names."""
    for row in range(4, 60):
        sheet.cell(row, 4).value = None


def removed(*rows: int) -> Callable[[Workbook], None]:
    """Delete rows, the last first."""

    def delete(sheet: Worksheet) -> None:
        for row in sorted(rows, reverse=True):
            sheet.delete_rows(row)

    return on(delete)


def added(*rows: Row) -> Callable[[], bytes]:
    """Return a maker of the good sheet with rows below, from row 52."""
    return edited(appended(*rows))


def merged(*ranges: str) -> Callable[[], bytes]:
    """Return a maker of the good sheet with merged cells."""
    return edited(on(lambda sheet: [sheet.merge_cells(cells) for cells in ranges]))


def backwards(sheet: Worksheet) -> None:
    """Sort the rows the other way round."""
    values = [[cell.value for cell in row] for row in sheet["A5:G51"]]
    for row, line in enumerate(reversed(values), start=5):
        for column, value in enumerate(line, start=1):
            sheet.cell(row, column).value = value


def spread(sheet: Worksheet) -> None:
    """Put blank rows between, and headings of groups."""
    for row in (40, 30, 20, 10):
        sheet.insert_rows(row, 2)
        sheet.cell(row, 1).value = "Domain 2 Tata Kelola SPBE"


ROWS = (
    *(case(f"number {value!r}"[:60], numbered(value)) for value in NUMBERS),
    *(case(f"no number {value!r}"[:60], numbered(value), "A116 A17") for value in UNREADABLE),
    case("formula for a number", raw_cell('<c r="A17"><f>A16+1</f><v>13</v></c>', "A17")),
    case("formula not calculated", raw_cell('<c r="A17"><f>A16+1</f></c>', "A17"), "A116 A17"),
    case("error for a number", raw_cell('<c r="A17" t="e"><v>#REF!</v></c>', "A17"), "A116 A17"),
    case("no number", numbered(None), "A113 E17"),
    case("blank number", numbered(" "), "A113 E17"),
    case("no number, no level", filled(A17=None, E17=None), "A111"),
    case("no number, text for a level", filled(A17=None, E17="belum"), "A111"),
    case("no number, level as text", filled(A17=None, E17="3"), "A113 E17"),
    case("no number, no name", edited(cells(A17=None), on(nameless)), "A113 E17"),
    case("unknown number", numbered(48), "A102 A17"),
    case("unknown number, no names", edited(cells(A17=48), on(nameless)), "A102 A17"),
    case("numbers in two parts", numbered("2.3"), "A102 A17"),
    case("zero", numbered(0), "A102 A17"),
    case(
        "unknown row below",
        added((48, None, None, "Layanan Lain", 3, "a.pdf", "Fakta")),
        "A102 A52",
    ),
    case("unknown row without a level", added((48, None, None, "Layanan Lain")), "A102 A52"),
    case("doubled", added((*answer_row("41")[:4], 4, "b.pdf", "Fakta")), "A103 A52"),
    case("doubled with the same level", added(answer_row("41")), "A103 A52"),
    case("doubled without a level", added((*answer_row("41")[:4], None, "b.pdf")), "A103 A52"),
    case("three times", added(answer_row("41"), answer_row("41")), "A103 A53"),
    case("doubled, nothing in it", added(answer_row("41")[:4])),
    case("number typed twice", numbered(12), "A115 D17"),
    case("number typed twice, no names", edited(cells(A17=12), on(nameless)), "A103 A17"),
    case("deleted rows", edited(removed(29, 50, 51)), "A111"),
    case("deleted and blank", edited(removed(29), cells(E5=None)), "A111", "A104 E5"),
    case(
        "names shifted",
        filled(D37="Layanan Keuangan", D38="Layanan Penganggaran"),
        "A115 D37",
        "A115 D38",
    ),
    case(
        "official name of another",
        filled(D38=shipped("permenpanrb-59-2020").rows()["33"].name),
        "A115 D38",
    ),
    case("name in capitals", filled(D37="LAYANAN  PENGANGGARAN")),
    case("name with formal words", filled(D37="Tingkat Kematangan Layanan Penganggaran SPBE")),
    case("name with its number", filled(D37="33. Layanan Penganggaran")),
    case("slip of the keyboard", filled(D37="Layanan Pengangaran")),
    case("another name", filled(D37="Aplikasi e-Budgeting dan e-Planning"), "A209 D37"),
    case("endless name", filled(D37="abc " * 8_000), "A209 D37"),
    case("no name", filled(D37=None)),
    case("backwards", edited(on(backwards))),
    case("blank rows and groups", edited(on(spread))),
    case(
        "signature",
        added(
            (),
            (None, None, None, "Bandar Lampung, 5 Juni 2025"),
            (None, None, None, "Kepala Dinas,"),
            (None, None, None, None, "(nama jelas)"),
        ),
    ),
    case(
        "notes",
        added(
            ("Catatan:", "kolom Tingkat wajib diisi"), ("Jumlah", None, None, None, "lihat Rekap")
        ),
    ),
    case("total", added(("Jumlah", None, None, None, 142)), "A116 A52"),
    case("total beside a blank", added((None, None, None, "Jumlah", 142)), "A113 E52"),
    case("hidden row", edited(on(lambda s: hide(s, 17))), "A204"),
    case("hidden rows", edited(on(lambda s: hide(s, 17, 18, 19))), "A204"),
    case("hidden blank row", edited(on(lambda s: hide(s, 60)))),
    case("levels merged", merged("E17:E19"), "A114 E17"),
    case("twice merged", merged("E5:E6", "E17:E19"), "A114 E5", "A114 E17"),
    case("merged across", merged("E17:F17"), "A201 F17"),
    case("merged from the name on", merged("D17:E18"), "A114 D17"),
    case("merged elsewhere", merged("B5:B14", "G17:G19"), "A203"),
    case("endless merged range", replaced(JAWABAN, b"</sheetData>", ENDLESS)),
    case(
        "merged over one indicator",
        edited(cells(A51=None, D51=None, E51=None), on(lambda s: s.merge_cells("E50:E51"))),
        "A111",
    ),
    case(
        "merged with a row above",
        edited(
            on(lambda s: s.insert_rows(17)), cells(E17=3), on(lambda s: s.merge_cells("E17:E18"))
        ),
        "A114 E17",
    ),
)


def hide(sheet: Worksheet, *rows: int) -> None:
    """Hide rows."""
    for row in rows:
        sheet.row_dimensions[row].hidden = True


@pytest.mark.parametrize("one", ROWS, ids=lambda one: one.name)
def test_every_row_answers_its_indicator_or_is_refused(
    one: Case, findings: Callable[[Case], list[str]]
) -> None:
    assert findings(one) == list(one.expected)


def test_levels_go_by_the_number_wherever_the_row_stands(read: Callable[..., Assessment]) -> None:
    plain, turned = read(filled(E17=5)()), read(edited(cells(E17=5), on(backwards))())
    assert plain.sheet
    assert turned.sheet
    assert plain.sheet.levels() == turned.sheet.levels()
    assert turned.sheet.answers["13"].cell == "E39"


def test_a_merged_level_is_never_copied(read: Callable[..., Assessment]) -> None:
    assert read(merged("E17:E19")()).sheet is None


@pytest.mark.parametrize("instrument", shipped_instruments(), ids=lambda one: one.id)
def test_no_two_indicators_share_a_name(instrument: object) -> None:
    names: dict[str, str] = {}
    for indicator in instrument.indicators():  # type: ignore[attr-defined]
        for name in own_names(indicator):
            assert names.setdefault(name, indicator.code) == indicator.code


OLD_ROWS: tuple[Row, ...] = tuple(
    (number, indicator.short, 3, f"{number}.pdf")
    for number, indicator in shipped("permenpanrb-5-2018").rows().items()
)
OLD_HEAD = ("No", "Indikator", "Tingkat", "Bukti Dukung")


def old(*rows: Row, first: int = 4) -> Callable[[], bytes]:
    """Return a maker of a sheet of the edition of 2018; the last rows are given."""

    def make() -> bytes:
        book = Workbook()
        book.remove(book.worksheets[0])
        sheet, identity = book.create_sheet("Jawaban"), book.create_sheet("Identitas")
        for row in (OLD_HEAD, ("34", "", first, "34.pdf"), *OLD_ROWS[:33], *rows):
            sheet.append(list(row))
        for label in ("Instansi", "Tahap"):
            identity.append((label, "ada"))
        identity.append(("Tahun", 2020))
        identity.append(("Instrumen", "permenpanrb-5-2018"))
        return packed(book)

    return make


LAST = OLD_ROWS[-3:]
"""35-1, 35-2, 35-3."""
REPEATED = (
    case("all three", old(*LAST)),
    case("only the first", old(LAST[0])),
    case("none", old(), "A111"),
    case("the first two", old(*LAST[:2])),
    case("a gap", old(LAST[0], LAST[2]), "A117 A37"),
    case(
        "a blank row before the next", old(LAST[0], ("35-2", "", None, None), LAST[2]), "A117 A38"
    ),
    case("one too many", old(*LAST, ("35-4", "", 3, "x.pdf")), "A117 A39"),
    case("evidence, no level", old(LAST[0], ("35-2", "", None, "x.pdf")), "A104 C37"),
    case("optional row left blank", old(LAST[0], ("35-2", "", None, None))),
    case("written with words", old(("Indikator 35-1", "", 3, "x.pdf"))),
    case("level 0 is on this scale", old(LAST[0], first=0)),
    case(
        "36 and 37 as in the report of 2020",
        old((35, "", 3, "35.pdf"), (36, "", 3, "36.pdf"), (37, "", 3, "37.pdf")),
    ),
)


@pytest.mark.parametrize("one", REPEATED, ids=lambda one: one.name)
def test_a_repeatable_indicator_has_one_to_three_rows(
    one: Case, findings: Callable[[Case], list[str]]
) -> None:
    assert findings(one) == list(one.expected)


def partial(scope: object, *numbers: str) -> Callable[[], bytes]:
    """Return a maker of the sheet of one agency: what was asked, and which rows it has."""

    def only(sheet: Worksheet) -> None:
        sheet.delete_rows(5, 47)
        for number in numbers:
            sheet.append(list(answer_row(number)))

    identity = cells("Identitas", B2="Bappeda", B6=scope)
    return edited(identity, on(only))


SCOPES = (
    case("all asked for is there", partial("13, 32-33, 40", "13", "32", "33", "40")),
    case("one number", partial(13, "13")),
    case("one number as text", partial("13", "13")),
    case("with a semicolon", partial("13;32", "13", "32")),
    case("one is missing", partial("13, 32-33, 40", "13", "32", "33"), "A111"),
    case("more than asked", partial("13", "13", "14"), "A210"),
    case("words", partial("semua", "13"), "A130 Identitas!B6"),
    case("open range", partial("13-", "13"), "A130 Identitas!B6"),
    case("backwards", partial("40-32", "13"), "A130 Identitas!B6"),
    case("date", partial(A_DATE, "13"), "A130 Identitas!B6"),
    case("decimal", partial(13.32, "13"), "A130 Identitas!B6"),
    case("unknown numbers", partial("13, 48-50", "13"), "A130 Identitas!B6"),
    case("endless ranges", partial("1-999," * 5_000, "13"), "A130 Identitas!B6"),
    case("rows of a repeatable indicator", partial("35-1", "35"), "A130 Identitas!B6"),
    case("whole sheet", filled()),
)


@pytest.mark.parametrize("one", SCOPES, ids=lambda one: one.name)
def test_a_partial_sheet_is_checked_for_what_was_asked(
    one: Case, findings: Callable[[Case], list[str]]
) -> None:
    assert sorted(findings(one)) == sorted(one.expected)


def test_a_partial_sheet_has_no_index(read: Callable[..., Assessment]) -> None:
    made = read(partial("13, 32-33, 40", "13", "32", "33", "40")())
    assert made.status is Status.PARTIAL
    assert made.result is None
