"""Every form of an answer sheet: levels, rows, headings, sheets and Identitas."""

from collections.abc import Callable
from fractions import Fraction
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
    answer_row,
    brief,
    case,
    edited,
    good_book,
    on,
    packed,
    table,
)
from tests.reader.cases import cases
from tests.reader.conftest import Read

from spbe_cli.instrument.loading import shipped, shipped_instruments
from spbe_cli.sheet.assess import Choice, Status
from spbe_cli.sheet.cells import own_names

ALL = tuple(map(answer_row, shipped("permenpanrb-59-2020").rows()))
GROUPS = "levels evidence rows repeated scopes headings sheets scores ministry"


def backwards(sheet: Worksheet) -> None:
    """Sort the rows the other way round."""
    for row, line in enumerate(reversed(ALL), start=5):
        for column, value in enumerate(line, start=1):
            sheet.cell(row, column).value = value  # type: ignore[assignment]


def spread(sheet: Worksheet) -> None:
    """Put blank rows between, and headings of groups."""
    for row in (40, 30, 20, 10):
        sheet.insert_rows(row, 2)
        sheet.cell(row, 1).value = "Domain 2 Tata Kelola SPBE"


def no_names(sheet: Worksheet) -> None:
    """Leave numbers, levels and last year's levels only."""
    sheet.delete_cols(6, 2)
    sheet.delete_cols(2, 3)
    sheet["C4"] = "Tahun lalu"
    for row in range(5, 52):
        sheet.cell(row, 3).value = 2
    sheet["B5"], sheet["C5"] = 2, 3


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
    case("blank rows and groups", edited(on(spread))),
    case("an answer is no numbering row", edited(on(no_names)), "A201"),
    case("any case, blanks around", edited(titled(" JAWABAN "), copied("Lama"))),
    case("Jawaban wins", edited(copied("Tahun lalu", 0))),
    case("a copy of Jawaban does not win", edited(copied("Jawaban (2)", 0))),
    case("Jawaban twice", edited(copied(" Jawaban")), "A121"),
    case("two others", edited(titled("A"), copied("B")), "A121"),
    case("Kriteria never qualifies", edited(copied("Kriteria", 0), titled("Isian"))),
    case("Petunjuk never qualifies", edited(copied("PETUNJUK ", 0), titled("Isian"))),
    case("a hidden copy", edited(titled("Isian"), copied("Lama"), HIDDEN)),
)
CASES = (*(one for group in GROUPS.split() for one in cases(group)), *MADE)


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.name)
def test_every_form_is_read_or_refused_at_its_cell(
    one: Case, findings: Callable[[Case], list[str]]
) -> None:
    assert findings(one) == list(one.expected)


@pytest.mark.parametrize(
    "value",
    [3.0, 3.0000000000000004, "3", " 3 ", "\xa03\xa0", "3\u2003", "3.0", "3,0", "\xa03,0 ", "3\n"],
)
def test_what_excel_shows_as_three_is_three(read: Read, value: object) -> None:
    sheet = read(spoilt({"E17": value})).sheet
    assert sheet
    assert sheet.answers["13"].level == 3


def test_a_score_from_a_formula_is_what_excel_shows(read: Read) -> None:
    sheet = read(spoilt({"edition": 2026, "E6": 2.7500000000000004})).sheet
    assert sheet
    assert sheet.answers["2"].level == Fraction("2.75")


def test_a_long_evidence_is_kept_whole(read: Read) -> None:
    sheet = read(spoilt({"F17": "a" * 32_767})).sheet
    assert sheet
    assert sheet.answers["13"].evidence == "a" * 32_767


def test_missing_answers_are_counted_only_on_request(read: Read) -> None:
    content = spoilt({"E17": None})
    plain, lowest = read(content), read(content, choice=Choice(missing="lowest"))
    assert plain.status is Status.INVALID
    assert plain.bounds
    assert plain.bounds[0].total.points < plain.bounds[1].total.points
    assert [brief(finding) for finding in lowest.findings] == ["A216"]
    assert lowest.status is Status.SCORED
    assert lowest.sheet
    assert lowest.sheet.assumed == {"13": 1}


def below_a_bound() -> dict[str, object]:
    """Return levels 2 and 3 with an exact index just below 2.60 that is printed as 2.60."""
    levels: dict[str, object] = {}
    weight = Fraction(0)
    rows = shipped("permenpanrb-59-2020").rows().items()
    for number, indicator in sorted(rows, key=lambda row: -row[1].weight):
        more = weight + indicator.weight
        taken = more < 60
        weight = more if taken else weight
        levels[f"E{int(number) + 4}"] = 3 if taken else 2
    assert Fraction("59.5") <= weight < 60
    return levels


def test_a_predicate_that_only_rounding_gives_is_warned_of(read: Read) -> None:
    made = read(spoilt(below_a_bound()))
    assert made.status is Status.SCORED
    assert made.result
    assert (str(made.result.total.rounded), made.result.predicate.name) == ("2.60", "Cukup")
    assert [brief(finding) for finding in made.findings] == ["A205"]


# Rows


def test_levels_go_by_the_number_wherever_the_row_stands(read: Read) -> None:
    sheet = read(edited(on(backwards))()).sheet
    assert sheet
    assert sheet.levels() == {str(row[0]): row[4] for row in ALL}
    assert sheet.answers["13"].cell == "E39"


def test_a_merged_level_is_never_copied(read: Read) -> None:
    assert read(spoilt({"merge": ["E17:E19"]})).sheet is None


@pytest.mark.parametrize("instrument", shipped_instruments(), ids=lambda one: one.id)
def test_no_two_indicators_share_a_name(instrument: object) -> None:
    names: dict[str, str] = {}
    for indicator in instrument.indicators():  # type: ignore[attr-defined]
        for name in own_names(indicator):
            assert names.setdefault(name, indicator.code) == indicator.code


def test_a_partial_sheet_has_no_index(read: Read) -> None:
    made = read(spoilt({"Identitas!B2": "Bappeda", "Identitas!B6": "13", "only": [13]}))
    assert made.status is Status.PARTIAL
    assert made.result is None


# Columns and sheets


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


def test_the_file_that_named_its_instrument_is_read_with_it(read: Read) -> None:
    other = shipped("permenpanrb-5-2018")
    chosen = read(spoilt({}), choice=Choice(other))
    named = read(spoilt({"Identitas!B5": "PermenPANRB 5/2018"}))
    plain = read(spoilt({"Identitas!B5": None}))
    assert chosen.instrument == named.instrument == other
    assert [finding.code for finding in chosen.findings] == ["A177"]
    assert plain.instrument
    assert plain.instrument.id == "permenpanrb-59-2020"


def test_a_chosen_instrument_passes_over_an_unknown_one(read: Read) -> None:
    made = read(spoilt({"Identitas!B5": "?"}), choice=Choice(shipped("permenpanrb-59-2020")))
    assert made.status is Status.SCORED
    assert [finding.code for finding in made.findings] == ["A207"]


def test_the_file_is_left_as_it_was(read: Read, tmp_path: Path) -> None:
    content = packed(good_book())
    read(content)
    assert (tmp_path / "jawaban.xlsx").read_bytes() == content
