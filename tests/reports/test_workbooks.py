"""The workbooks of the decisions: a sheet for every part, and charts that draw true numbers."""

import csv
from collections.abc import Callable
from fractions import Fraction
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Final

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from spbe_cli.former.benchmark import document as placed_document
from tests.cli.quick_sheets import write as write_sheet
from tests.reports.documents import FIFTH, city, comparison, risk, simulation

from spbe_cli.former import Page
from spbe_cli.former.document import Document
from spbe_cli.former.excel.document import write
from spbe_cli.peers import Request
from spbe_cli.placing import place_institution, place_sheet
from spbe_cli.sheet.assess import assess
from spbe_cli.words import Words

RESULTS = files("spbe_cli").joinpath("data", "results-2023-2024.tsv").read_text("utf-8")
LINES = [line for line in RESULTS.splitlines() if not line.startswith("#")]
CITIES: Final = [
    row for row in csv.DictReader(LINES, delimiter="\t")
    if (row["year"], row["group"]) == ("2024", "kota")
]  # fmt: skip


def compared() -> Document:
    return comparison(city("2022"), city("2024"))


def doubted() -> Document:
    return risk(city("2024"), FIFTH)


def tried() -> Document:
    return simulation(city("2024"), {"11": 4, "36": 2})


def placed() -> Document:
    return placed_document.document(place_institution(Request("Kota Salatiga")), Page(Words()))


def book(document: Document) -> Workbook:
    return load_workbook(BytesIO(write(document, Page(Words()))))


def kinds(sheet: Worksheet) -> list[str]:
    return [type(chart).__name__ for chart in sheet._charts]  # type: ignore[attr-defined]  # noqa: SLF001


def numbers_below(sheet: Worksheet, title: str) -> dict[str, list[object]]:
    """Return what a chart draws, by the names on its axis."""
    rows = list(sheet.iter_rows(values_only=True))
    begin = next(n for n, row in enumerate(rows) if row[0] == title) + 2
    found: dict[str, list[object]] = {}
    for name, *values in rows[begin:]:
        if name is None:
            break
        found[str(name)] = list(values)
    return found


@pytest.mark.parametrize(
    ("made", "sheets"),
    [
        (
            compared,
            {
                "Ringkasan": ["BarChart"],
                "Domain dan aspek": ["RadarChart", "BarChart"],
                "Naik paling berpengaruh": [],
                "Tetap": [],
                "Indikator": [],
                "Temuan": [],
                "Tentang hasil ini": [],
                "Data grafik": [],
            },
        ),
        (
            doubted,
            {
                "Ringkasan": [],
                "Klaim": [],
                "Serendah apa indeks dapat turun": [],
                "Sebaran indeks": ["BarChart"],
                "Temuan": [],
                "Tentang hasil ini": [],
                "Data grafik": [],
            },
        ),
        (
            tried,
            {
                "Ringkasan": ["BarChart"],
                "Domain dan aspek": [],
                "Perubahan": ["BarChart"],
                "Temuan": [],
                "Tentang hasil ini": [],
                "Data grafik": [],
            },
        ),
        (
            placed,
            {
                "Ringkasan": ["BarChart"],
                "Indeks dan domain": [],
                "Instansi terdekat": [],
                "Data grafik": [],
            },
        ),
    ],
)
def test_every_part_is_a_sheet_with_its_charts(
    made: Callable[[], Document], sheets: dict[str, list[str]]
) -> None:
    found = book(made())
    assert {sheet.title: kinds(sheet) for sheet in found.worksheets} == sheets
    first = [cell.value for row in found["Ringkasan"].iter_rows() for cell in row]
    for name in [*sheets][1:-1]:
        assert f"Lihat lembar {name}." in first


def test_the_bars_of_a_comparison_are_what_every_aspect_contributes() -> None:
    # Worked by hand from the published levels of 2022 and 2024 and the weights of Tabel 10.
    drawn = numbers_below(
        book(compared())["Data grafik"],
        "Sumbangan setiap aspek yang berubah terhadap selisih indeks",
    )
    worth = {name.split()[0]: value for name, (value, *_) in drawn.items()}
    assert worth == {
        "A1": 0.117, "A2": 0.05, "A3": 0.175, "A4": 0.125, "A5": 0.18, "A6": 0.075, "A7": 0.605,
        "A8": 0.15,
    }  # fmt: skip


def test_the_radar_of_a_comparison_has_the_former_year_and_the_target() -> None:
    sheet = book(compared())["Data grafik"]
    heads = [row for row in sheet.iter_rows(values_only=True) if "Target 2,60" in row]
    assert heads == [(None, "2024", "2022", "Target 2,60")]
    drawn = numbers_below(sheet, "Radar indeks aspek")
    # As the ministry printed them in its reports on Bandar Lampung, 2024 and 2022.
    assert list(drawn.values()) == [
        [2.9, 2.0, 2.6], [1.5, 1.0, 2.6], [2.75, 1.0, 2.6], [3.5, 1.0, 2.6], [2.5, 1.0, 2.6],
        [2.67, 1.0, 2.6], [3.9, 1.7, 2.6], [2.83, 2.0, 2.6],
    ]  # fmt: skip


def test_the_columns_of_a_risk_and_what_lies_before_them_are_all_chances() -> None:
    found = book(doubted())
    drawn = numbers_below(found["Data grafik"], "Peluang indeks per langkah 0,02")
    told = {cell.value: cell.offset(0, 1).value for cell in found["Sebaran indeks"]["A"]}
    below = told["di bawah 2,58"]
    assert isinstance(below, float)
    chances = [value for (value, *_) in drawn.values() if isinstance(value, float)]
    assert sum(chances) + below == pytest.approx(1)
    assert next(iter(drawn)) == "2,58"


def test_the_columns_of_a_benchmark_are_the_published_indices_with_ours_apart() -> None:
    drawn = numbers_below(book(placed())["Data grafik"], "Sebaran Indeks SPBE 93 kota, 2024")
    published = sorted((Fraction(row["index"]) for row in CITIES), reverse=True)
    values = [other if own is None else own for other, own, *_ in drawn.values()]
    assert values == [float(value) for value in published]
    assert [value for _, value, *_ in drawn.values() if value] == [3.64]


def test_a_sheet_that_was_never_published_stands_among_the_columns(tmp_path: Path) -> None:
    # All at 3 but indicator 20 at 4: 3 + 2,5 / 100 = 3,025, which is printed as 3,03.
    sheet = assess(write_sheet(tmp_path / "contoh.xlsx", "Kota Contoh"), "contoh.xlsx")
    made = placed_document.document(place_sheet(sheet, Request()), Page(Words()))
    drawn = numbers_below(book(made)["Data grafik"], "Sebaran Indeks SPBE 93 kota, 2024")
    own = [(int(rank), value) for rank, (_, value, *_) in drawn.items() if value]
    higher = sum(Fraction(row["index"]) > Fraction("3.03") for row in CITIES)
    assert own == [(higher + 1, 3.03)]


@pytest.mark.parametrize("made", [compared, doubted, tried, placed])
def test_a_workbook_with_charts_is_always_the_same(made: Callable[[], Document]) -> None:
    assert write(made(), Page(Words())) == write(made(), Page(Words()))


def test_a_text_does_not_touch_the_number_before_it() -> None:
    sheet = book(doubted())["Serendah apa indeks dapat turun"]
    (word,) = (c for row in sheet.iter_rows() for c in row if c.value == "Cukup" and c.row == 9)
    assert (word.alignment.horizontal, word.alignment.indent) == ("left", 1)
    assert word.offset(0, -1).alignment.indent == 0
