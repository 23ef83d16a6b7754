"""The workbook of a comparison: its drawings show the published figures of both years."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from spbe_cli.cli.program import run

EXAMPLES = Path(__file__).parents[2] / "examples"
SHEETS = [str(EXAMPLES / f"bandar-lampung-{year}.xlsx") for year in (2022, 2024)]

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning:openpyxl")


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    path = tmp_path / "beda.xlsx"
    assert run(["compare", *SHEETS, "-o", str(path)]) == 0
    return load_workbook(path)


def numbers_below(book: Workbook, title: str) -> list[tuple[object, ...]]:
    """Return what a chart draws: the heads of its numbers, then a row for each."""
    rows: list[tuple[object, ...]] = [*book["Data grafik"].iter_rows(values_only=True)]
    begin = next(n for n, row in enumerate(rows) if row[0] == title) + 1
    end = next((n for n in range(begin + 1, len(rows)) if rows[n][0] is None), len(rows))
    return rows[begin:end]


def test_every_part_is_a_sheet_that_the_first_one_leads_to(book: Workbook) -> None:
    assert book.sheetnames == [
        "Ringkasan", "Radar indeks aspek", "Naik paling berpengaruh", "Tetap", "Indikator",
        "Tentang hasil ini", "Data grafik",
    ]  # fmt: skip
    first = [cell.value for row in book["Ringkasan"].iter_rows() for cell in row]
    assert all(f"Lihat lembar {name}." in first for name in book.sheetnames[1:-1])


def test_the_radar_has_the_former_year_and_the_target(book: Workbook) -> None:
    heads, *drawn = numbers_below(book, "Radar indeks aspek")
    assert heads == (None, "2024", "2022", "Target 2,60 (batas Baik)")
    # As the ministry printed them in its reports on Bandar Lampung, 2024 and 2022.
    assert drawn == [
        ("A1", 2.9, 2.0, 2.6), ("A2", 1.5, 1.0, 2.6), ("A3", 2.75, 1.0, 2.6),
        ("A4", 3.5, 1.0, 2.6), ("A5", 2.5, 1.0, 2.6), ("A6", 2.67, 1.0, 2.6),
        ("A7", 3.9, 1.7, 2.6), ("A8", 2.83, 2.0, 2.6),
    ]  # fmt: skip


def test_the_bars_are_what_every_aspect_contributes(book: Workbook) -> None:
    # Worked by hand from the published levels of 2022 and 2024 and the weights of Tabel 10.
    title = "Sumbangan setiap aspek yang berubah terhadap selisih indeks"
    _, *drawn = numbers_below(book, title)
    assert {str(row[0]).split()[0]: row[1] for row in drawn} == {
        "A1": 0.117, "A2": 0.05, "A3": 0.175, "A4": 0.125, "A5": 0.18, "A6": 0.075, "A7": 0.605,
        "A8": 0.15,
    }  # fmt: skip


def test_the_links_of_the_first_sheet_are_not_printed(book: Workbook) -> None:
    sheet = book.worksheets[0]
    last = int(str(sheet.print_area).rpartition("$")[2])
    links = [n for n in range(1, sheet.max_row + 1) if sheet.cell(n, 1).hyperlink]
    assert links
    assert last < min(links)
    assert all(sheet.cell(row, 1).value is None for row in range(last + 1, min(links)))
