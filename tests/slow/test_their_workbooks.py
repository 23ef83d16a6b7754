"""Their own workbooks, in seven layouts, saved again by LibreOffice: all but the answers stays.

What stays is seen with openpyxl, cell by cell: value or formula, format, fill, font, and of a sheet
its merged cells, widths, conditional formats, lists of choices, and whether it is hidden.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from tests.program import EXAMPLES, spbe
from tests.reader.books import packed
from tests.reader.ministry import form as ministry
from tests.slow.office import convert, needs_libreoffice

from spbe_cli.instrument.loading import shipped
from spbe_cli.sheet.assess import assess

ROWS: Final = shipped("permenpanrb-59-2020").rows()
STYLE_OFF: Final = re.compile(r"\b(?:False|0\.0|0)\b|'general'|'bottom'")
"""What is off may be written, or left out."""
ORANGE: Final = "FFF8CBAD"
pytestmark = needs_libreoffice


def plain(sheet: Worksheet) -> None:
    """A province's form: five columns from the first row on."""
    sheet.append(("No", "Indikator", "Tingkat", "Bukti Dukung", "Penjelasan"))
    for number, one in ROWS.items():
        sheet.append((int(number), one.short))


def dashboard(sheet: Worksheet) -> None:
    """A city's own: a title, weights, formulas beside the levels, totals below."""
    sheet.title = "Form OPD"
    sheet["B2"] = "Dasbor SPBE 2025"
    sheet["B2"].font = Font(bold=True, size=16)
    heads = ("Urut", "Nomor Indikator", "Uraian Indikator", "Bobot", "Nilai", "Capaian x Bobot",
             "Data Dukung", "Keterangan")  # fmt: skip
    for column, head in enumerate(heads, start=2):
        sheet.cell(5, column, head).fill = PatternFill("solid", fgColor="FF1F4E79")
    for row, (number, one) in enumerate(ROWS.items(), start=6):
        values = (row - 5, f"Indikator {number}", one.short, float(one.weight), None)
        for column, value in enumerate((*values, f"=E{row}*F{row}"), start=2):
            sheet.cell(row, column, value)
    sheet["G53"] = "=SUM(G6:G52)/100"
    sheet["B54"] = "Mengetahui, Sekretaris Daerah"
    rule: Any = CellIsRule  # openpyxl does not say its types
    sheet.conditional_formatting.add(
        "F6:F52", rule(operator="lessThan", formula=["3"], fill=PatternFill(bgColor="FFFFC7CE"))
    )
    choices = DataValidation(type="list", formula1='"1,2,3,4,5"')
    choices.add("F6:F52")
    sheet.add_data_validation(choices)
    sheet.freeze_panes = "B6"


def numbered(sheet: Worksheet) -> None:
    """Columns that are numbered, groups between the rows, numbers as texts."""
    sheet.append(("LEMBAR KERJA",))
    sheet.append(("No.", "Indikator", "Tingkat Kematangan (1-5)", "Bukti*", "Narasi"))
    sheet.append(tuple(f"({column})" for column in range(1, 6)))
    aspect = ""
    for number, one in ROWS.items():
        if one.aspect != aspect:
            aspect = one.aspect
            sheet.append((None, f"Aspek {aspect}"))
            sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row,
                              start_column=2, end_column=5)  # fmt: skip
        sheet.append((f"{number}.", one.name))


def backwards(sheet: Worksheet) -> None:
    """Rows from the last to the first, columns moved, one hidden, a line to write on in each."""
    sheet.title = "Isian"
    sheet.append(("Tautan Bukti", "Catatan", "Level", "Kode", "Penjelasan"))
    for number in reversed(tuple(ROWS)):
        sheet.append(("…………", "=LEN(A2)", None, f"I{int(number):02}", "-"))
    sheet.column_dimensions["B"].hidden = True


def two_levels(sheet: Worksheet) -> None:
    """Last year's level stands beside the one that is asked for."""
    sheet.append(("Nomor", "2023", "Nilai Tingkat Kematangan", "Bukti", "Penjelasan"))
    for number in ROWS:
        sheet.append((int(number), 2))
        sheet.cell(sheet.max_row, 2).comment = Comment("dari LHE 2023", "Ani")


def merged(sheet: Worksheet) -> None:
    """Every answer is two rows high."""
    sheet.append(("No", "Indikator", "Tingkat", "Bukti Dukung", "Penjelasan"))
    for place, (number, one) in enumerate(ROWS.items()):
        top = 2 + 2 * place
        sheet.cell(top, 1, int(number))
        sheet.cell(top, 2, one.short)
        for column in range(1, 6):
            sheet.merge_cells(
                start_row=top, end_row=top + 1, start_column=column, end_column=column
            )


@dataclass(frozen=True)
class Layout:
    """A workbook of somebody else, and the sheet whose answers fit it."""

    make: Callable[[], bytes]
    answers: str = "bandar-lampung-2024.xlsx"


def book_of(draw: Callable[[Worksheet], None]) -> Layout:
    def make() -> bytes:
        book = Workbook()
        sheet: Any = book.active
        draw(sheet)
        other: Any = book.create_sheet("Sampul")
        other["A1"], other["A2"], other["B1"] = "Kota Contoh", 46_000, f"='{sheet.title}'!A1"
        other["A2"].number_format = "dd/mm/yyyy"
        other.merge_cells("C3:D4")
        return packed(book)

    return Layout(make)


LAYOUTS: Final[Mapping[str, Layout]] = {
    **{draw.__name__: book_of(draw)
       for draw in (plain, dashboard, numbered, backwards, two_levels, merged)},
    "ministry": Layout(lambda: ministry("0" * 37), "kabupaten-madiun-2020.xlsx"),
}  # fmt: skip


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with all layouts, as LibreOffice saves them."""
    source, target = (tmp_path_factory.mktemp(name) for name in ("made", "saved"))
    for name, layout in LAYOUTS.items():
        (source / f"{name}.xlsx").write_bytes(layout.make())
    convert(source.glob("*.xlsx"), target)
    assert len(list(target.glob("*.xlsx"))) == len(LAYOUTS)
    return target


def looks(path: Path) -> dict[tuple[str, str], object]:
    """Return what stands in every cell and how it looks, and what belongs to a sheet."""
    seen: dict[tuple[str, str], object] = {}
    for sheet in load_workbook(path):
        rules = [str(area.sqref) for area in sheet.conditional_formatting]
        lists = [(str(one.sqref), one.formula1) for one in sheet.data_validations.dataValidation]
        widths = {name: (one.width, one.hidden) for name, one in sheet.column_dimensions.items()}
        seen[sheet.title, ""] = (sorted(map(str, sheet.merged_cells.ranges)), rules, lists, widths,
                                 sheet.sheet_state, sheet.freeze_panes)  # fmt: skip
        for row in sheet.iter_rows():
            for cell in row:
                note = cell.comment.text if cell.comment else None
                style = (cell.font, cell.fill, cell.border, cell.alignment, cell.protection)
                look = (cell.number_format, *(STYLE_OFF.sub("None", repr(one)) for one in style))
                seen[sheet.title, cell.coordinate] = (cell.value, *look, note)
    return seen


def changed(before: Path, after: Path) -> set[tuple[str, str]]:
    old, new = looks(before), looks(after)
    return {place for place in old.keys() | new.keys() if old.get(place) != new.get(place)}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_form_is_filled_and_all_else_stays(name: str, forms: Path, tmp_path: Path) -> None:
    form, answers = forms / f"{name}.xlsx", EXAMPLES / LAYOUTS[name].answers
    target = tmp_path / "terisi.xlsx"
    code, out, err = spbe("fill", answers, form, "-o", target, "-f", "json")
    assert code == 0, out + err
    given, got = assess(answers, "a.xlsx"), assess(target, "b.xlsx")
    assert given.sheet
    assert got.sheet
    assert got.result == given.result
    for number, answer in given.sheet.answers.items():
        found = got.sheet.answers[number]
        assert (found.level, found.evidence, found.explanation) == (
            answer.level, answer.evidence, answer.explanation)  # fmt: skip
    places = changed(form, target)
    assert len(places) == 3 * len(given.sheet.answers)
    assert not {place for place in places if not place[1]}


@pytest.mark.parametrize("name", [name for name in LAYOUTS if name != "ministry"])
def test_a_faulty_workbook_is_marked_and_all_else_stays(
    name: str, forms: Path, tmp_path: Path
) -> None:
    answers, sent = EXAMPLES / LAYOUTS[name].answers, tmp_path / "dikirim.xlsx"
    assert spbe("fill", answers, forms / f"{name}.xlsx", "-o", sent)[0] == 0
    first = assess(sent, "a.xlsx")
    assert first.raw
    rows = {str(row.number.value): row for row in first.raw.rows}
    spoilt = [row.level.ref for row in list(rows.values())[3:6]]
    book = load_workbook(sent)
    sheet = book[first.raw.sheet]
    for cell, value in zip(spoilt, (3.5, "tiga", None), strict=True):
        sheet[cell] = value
    book.save(sent)
    saved = saved_again(sent, tmp_path)
    back = tmp_path / "perbaikan.xlsx"
    assert spbe("score", saved, "-o", back, "--mark")[0] == 1
    places = changed(saved, back)
    marked = load_workbook(back)
    assert marked.sheetnames[0] == "Perbaikan"
    there = {cell for title, cell in places if title == first.raw.sheet}
    assert there == set(spoilt)
    assert {title for title, _ in places} == {"Perbaikan", first.raw.sheet}
    for cell in spoilt:
        place = marked[first.raw.sheet][cell]
        assert place.fill.fgColor.rgb == ORANGE
        assert place.comment
    # What is mended in it is scored as the sheet that was sent, and it is known as ours.
    for cell, row in zip(spoilt, list(rows.values())[3:6], strict=True):
        marked[first.raw.sheet][cell] = int(str(row.level.value))
    marked.save(tmp_path / "diperbaiki.xlsx")
    mended = assess(saved_again(tmp_path / "diperbaiki.xlsx", tmp_path), "c.xlsx")
    assert mended.result == first.result
    assert mended.identity["perbaikan"] == "ke-1"


def saved_again(path: Path, folder: Path) -> Path:
    """Return a workbook as LibreOffice saves it."""
    return convert([path], folder / "lagi") / path.name
