"""Where the answers stand: headings, columns, sheets, Identitas (contract, section 3)."""

from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.reader.books import (
    HEADING_ROW,
    HEADINGS,
    Case,
    Row,
    answer_row,
    case,
    cells,
    edited,
    filled,
    good_book,
    on,
    packed,
    table,
)

from spbe_cli.instrument.loading import shipped
from spbe_cli.sheet.assess import Assessment, Choice, Status

NUMBERS = ("No", "Nomor", "Kode", "No Indikator", "Nomor Indikator", "Indikator ke")
LEVELS = (
    "Tingkat",
    "Tingkat Kematangan",
    "Nilai Tingkat Kematangan",
    "Level",
    "Capaian",
    "Nilai",
    "Skor",
)
EVIDENCE = ("Bukti Dukung", "Bukti", "Data Dukung", "Tautan Bukti")
DRESSED = (
    "TINGKAT", " tingkat ", "Tingkat (1-5)", "Tingkat [1-5]", "Tingkat*", "Tingkat:",
    "(E) Tingkat", "Tingkat\xa0", "\u2003Tingkat", "Tingkat (1 s.d. 5 (bulat))",
    "Tingkat \uff081-5\uff09", "'Tingkat'",
)  # fmt: skip
ALL = tuple(map(answer_row, shipped("permenpanrb-59-2020").rows()))


def headed(**headings: str) -> Callable[[], bytes]:
    """Return a maker of the good sheet with other headings, by their columns."""
    return filled(**{f"{column}{HEADING_ROW}": title for column, title in headings.items()})


def reordered(order: tuple[int, ...]) -> Callable[[], bytes]:
    """Return a maker of the good sheet with its columns in another order."""

    def move(sheet: Worksheet) -> None:
        rows = [[cell.value for cell in row] for row in sheet["A4:G51"]]
        for row, line in enumerate(rows, start=HEADING_ROW):
            for column, source in enumerate(order, start=1):
                sheet.cell(row, column).value = line[source]

    return edited(on(move))


def below(*rows: Row) -> Callable[[], bytes]:
    """Return a maker of the good sheet with these rows between headings and answers."""

    def insert(sheet: Worksheet) -> None:
        sheet.insert_rows(HEADING_ROW + 1, len(rows))
        for row, line in enumerate(rows, start=HEADING_ROW + 1):
            for column, value in enumerate(line, start=1):
                sheet.cell(row, column).value = value  # type: ignore[assignment]

    return edited(on(insert))


def hidden_column(sheet: Worksheet) -> None:
    """Hide the column of levels."""
    sheet.column_dimensions["E"].hidden = True


def no_names(sheet: Worksheet) -> None:
    """Leave numbers, levels and last year's levels only."""
    sheet.delete_cols(6, 2)
    sheet.delete_cols(2, 3)
    sheet["C4"] = "Tahun lalu"
    for row in range(5, 52):
        sheet.cell(row, 3).value = 2
    sheet["B5"], sheet["C5"] = 2, 3


def again(sheet: Worksheet) -> None:
    """Write the headings once more, as on the next page."""
    sheet.insert_rows(20)
    for column, title in enumerate(HEADINGS, start=1):
        sheet.cell(20, column).value = title


HEADED = (
    *(case(f"number: {title}", headed(A=title)) for title in NUMBERS),
    *(case(f"level: {title}", headed(E=title)) for title in LEVELS),
    *(case(f"evidence: {title}", headed(F=title)) for title in EVIDENCE),
    *(case(f"dressed: {title!r}", headed(E=title)) for title in DRESSED),
    case("number in capitals and brackets", headed(A="NO. (1-47)")),
    case("heading in two lines", headed(A="No.\nIndikator", F="BUKTI\nDUKUNG")),
    case("first of the list wins", headed(C="Nilai", B="Skor")),
    case("winner stands twice", headed(C="Tingkat"), "A122 C4"),
    case(
        "winner stands twice with years", headed(B="Tingkat (2023)", E="TINGKAT (2024)"), "A122 B4"
    ),
    case("loser stands twice", headed(B="Nilai", C="Nilai")),
    case("running number beside the number", headed(B="No", A="No Indikator")),
    case("no level heading", headed(E="Hasil"), "A120"),
    case("no number heading", headed(A="#"), "A120"),
    case("no headings", filled(**{f"{c}4": None for c in "ABCDEFG"}), "A120"),
    case("endless heading", headed(C="Tingkat " * 4_000)),
    case("no evidence column", headed(F="Catatan"), "A201"),
    case("no explanation column", headed(G="Catatan")),
    case("headings in row 50", edited(on(lambda s: s.insert_rows(1, 46)))),
    case("headings in row 51", edited(on(lambda s: s.insert_rows(1, 47))), "A120"),
    case("headings alone", table(HEADINGS), "A123"),
    case("empty sheet", table(), "A120"),
    case(
        "inserted columns",
        edited(on(lambda s: s.insert_cols(1, 3)), on(lambda s: s.insert_cols(6, 2))),
    ),
    case("inserted rows", edited(on(lambda s: s.insert_rows(1, 5)))),
    case("columns hidden", edited(on(hidden_column)), "A204"),
    case("columns moved far", edited(on(lambda s: s.insert_cols(1, 300)))),
    case("numbering row", below((1, 2, 3, 4, 5, 6, 7))),
    case("numbering row in brackets", below(tuple(f"({n})" for n in range(1, 8)))),
    case("numbering row that Excel made negative", below(tuple(-n for n in range(1, 8)))),
    case("numbering row as text", below(tuple(map(str, range(1, 8))))),
    case("an answer is no numbering row", edited(on(no_names)), "A201"),
    case("two numbering rows", below((1, 2, 3, 4, 5, 6, 7), (1, 2, 3, 4, 5, 6, 7)), "A103 A7"),
    case("repeated heading", edited(on(again))),
    case(
        "second table",
        edited(
            on(lambda s: s.append((None, "No", "Skor", "Catatan"))),
            on(lambda s: s.append((None, 1, 99, "x"))),
        ),
        "A217 B52",
    ),
)


def titled(name: str) -> Callable[[Workbook], None]:
    """Return an edit that renames the sheet Jawaban."""
    return on(lambda sheet: setattr(sheet, "title", name))


def state(name: str, sheet: str = "Jawaban") -> Callable[[Workbook], None]:
    """Return an edit that hides a sheet."""
    return on(lambda made: setattr(made, "sheet_state", name), sheet)


def copied(name: str, first: bool = False) -> Callable[[Workbook], None]:  # noqa: FBT001, FBT002
    """Return an edit that adds a copy of the table, with other levels."""

    def edit(book: Workbook) -> None:
        sheet = book.create_sheet(name, 0 if first else None)
        sheet.append(HEADINGS)
        for row in ALL:
            sheet.append((*row[:4], 1, *row[5:]))

    return edit


SHEETS = (
    case("renamed", edited(titled("Sheet1"))),
    case(
        "name in quotes",
        edited(titled("Isian 'Kominfo' 2024"), cells("Isian 'Kominfo' 2024", E17=9)),
        "A105 Isian 'Kominfo' 2024!E17",
    ),
    case("any case, blanks around", edited(titled(" JAWABAN "), copied("Lama"))),
    case("Jawaban wins", edited(copied("Tahun lalu", first=True))),
    case("a copy of Jawaban does not win", edited(copied("Jawaban (2)", first=True))),
    case("Jawaban twice", edited(copied(" Jawaban")), "A121"),
    case("two others", edited(titled("A"), copied("B")), "A121"),
    case("Kriteria never qualifies", edited(copied("Kriteria", first=True), titled("Isian"))),
    case("Petunjuk never qualifies", edited(copied("PETUNJUK ", first=True), titled("Isian"))),
    case("only Kriteria", edited(titled("Kriteria")), "A120"),
    case("hidden", edited(state("hidden")), "A124"),
    case("very hidden", edited(state("veryHidden")), "A124"),
    case("a hidden copy", edited(titled("Isian"), copied("Lama"), state("hidden", "Lama"))),
    case("hidden Identitas", edited(state("hidden", "Identitas"))),
)


def renamed_instrument(value: object) -> Callable[[], bytes]:
    """Return a maker of the good sheet with another entry for the instrument."""
    return edited(cells("Identitas", B5=value))


IDENTITIES = (
    case("no Identitas", edited(lambda book: book.remove(book["Identitas"])), "A208"),
    case("gaps", edited(cells("Identitas", B1=None, B3=None)), "A208"),
    case("no year", edited(cells("Identitas", B3=" ")), "A208"),
    case("year as text", edited(cells("Identitas", B3="2024"))),
    case("year in words", edited(cells("Identitas", B3="dua ribu"))),
    case("year before the edition", edited(cells("Identitas", B3=2019)), "A206 Identitas!B3"),
    case(
        "label of central institutions", edited(cells("Identitas", A2="Unit Kerja", B2="Biro Umum"))
    ),
    case("labels in capitals", edited(cells("Identitas", A1="INSTANSI :", A3="Tahun (yyyy)"))),
    case("no instrument named", renamed_instrument(None)),
    case("instrument by its id in capitals", renamed_instrument(" PermenPANRB-59-2020 ")),
    case("instrument by its title", renamed_instrument("PERMENPANRB 59/2020")),
    case("unknown instrument", renamed_instrument("59 tahun 2020"), "A125 Identitas!B5"),
    case("path of a file", renamed_instrument("/etc/passwd"), "A125 Identitas!B5"),
    case("endless instrument", renamed_instrument("permen " * 4_000), "A125 Identitas!B5"),
    case("formula", renamed_instrument("=A1"), "A125 Identitas!B5"),
    case("endless institution", edited(cells("Identitas", B1="x" * 32_767))),
)


@pytest.mark.parametrize("one", [*HEADED, *SHEETS, *IDENTITIES], ids=lambda one: one.name)
def test_reading_goes_by_headings_and_names(
    one: Case, findings: Callable[[Case], list[str]]
) -> None:
    assert findings(one) == list(one.expected)


def test_columns_may_stand_in_any_order(read: Callable[..., Assessment]) -> None:
    for order in list(permutations(range(7)))[::500]:
        made = read(reordered(order)())
        assert made.status is Status.SCORED, order
        assert not made.findings, order


def test_jawaban_wins_and_its_levels_count(read: Callable[..., Assessment]) -> None:
    for name in ("Tahun lalu", "Jawaban (2)"):
        sheet = read(edited(copied(name, first=True))()).sheet
        assert sheet
        assert sheet.answers["13"].level == 3


def test_the_telling_number_wins_over_the_running_one(read: Callable[..., Assessment]) -> None:
    rows = [(n, row[0], *row[3:]) for n, row in enumerate(reversed(ALL), start=1)]
    head = ("No", "No Indikator", "Indikator", "Tingkat", "Bukti Dukung", "Penjelasan")
    sheet = read(table(head, *rows)()).sheet
    assert sheet
    assert sheet.answers["20"].level == 4


def test_the_file_that_named_its_instrument_is_read_with_it(
    read: Callable[..., Assessment],
) -> None:
    other = shipped("permenpanrb-5-2018")
    chosen = read(filled()(), choice=Choice(other))
    named = read(renamed_instrument("PermenPANRB 5/2018")())
    plain = read(renamed_instrument(None)())
    assert chosen.instrument == named.instrument == other
    assert [finding.code for finding in chosen.findings] == ["A177"]
    assert plain.instrument
    assert plain.instrument.id == "permenpanrb-59-2020"


def test_a_chosen_instrument_passes_over_an_unknown_one(read: Callable[..., Assessment]) -> None:
    made = read(renamed_instrument("?")(), choice=Choice(shipped("permenpanrb-59-2020")))
    assert made.status is Status.SCORED
    assert [finding.code for finding in made.findings] == ["A207"]


def test_the_file_is_left_as_it_was(read: Callable[..., Assessment], tmp_path: Path) -> None:
    content = packed(good_book())
    read(content)
    assert (tmp_path / "jawaban.xlsx").read_bytes() == content
