"""`spbe benchmark` on real results, counted again here from the published table by other code."""

import json
import statistics
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.commands.quick_sheets import write
from tests.engine.test_published_results import ROWS
from tests.program import EXAMPLES, ROOT, spbe

SHEET = EXAMPLES / "bandar-lampung-2024.xlsx"
FIGURES = ("D1", "D2", "D3", "D4", "index")


def group_rows(year: str, group: str) -> list[dict[str, str]]:
    return [row for row in ROWS if (row["year"], row["group"]) == (year, group)]


def counted(year: str, institution: str, figure: str) -> dict[str, object]:
    """Count from the published table, in Decimal, where a printed figure stands."""
    own = next(r for r in ROWS if (r["year"], r["institution"]) == (year, institution))
    listed = [row[figure] for row in group_rows(year, own["group"]) if row[figure]]
    value = Decimal(own[figure])
    figures = sorted(map(Decimal, listed))
    at = [(len(figures) - 1) * part / 4 for part in (1, 2, 3)]
    low, median, high = statistics.quantiles(figures, n=4, method="inclusive")
    assert figures[int(at[0])] <= low <= figures[int(at[0]) + 1]
    return {
        "rank": sum(other > value for other in figures) + 1,
        "count": len(figures),
        "equal": figures.count(value) - 1,
        "q1": f"{low.normalize():f}",
        "median": f"{median.normalize():f}",
        "q3": f"{high.normalize():f}",
        "position": "above" if value > median else "below" if value < median else "equal",
    }


def shown(out: str, figure: str) -> dict[str, Any]:
    made = json.loads(out)
    parts = {"index": made["index"], **{one["code"]: one for one in made["domains"]}}
    part: dict[str, Any] = parts[figure]
    return part


@pytest.mark.parametrize(
    ("year", "institution"),
    [
        ("2024", "Pemerintah Kota Salatiga"),
        ("2023", "Pemerintah Kota Salatiga"),
        ("2023", "Pemerintah Kab. Boven Digoel"),
        ("2024", "Pemerintah Provinsi Jawa Barat"),
        ("2024", "Kementerian Keuangan"),
        ("2024", "Badan Intelijen Negara"),
    ],
)
def test_the_figures_of_an_institution_are_those_counted_by_hand(
    year: str, institution: str
) -> None:
    arguments = ("--institution", institution, "--year", year, "-f", "json")
    code, out, _ = spbe("benchmark", *arguments)
    assert code == 0
    for figure in FIGURES:
        expected = counted(year, institution, figure)
        assert {key: shown(out, figure)[key] for key in expected} == expected


def test_a_sheet_stands_where_its_published_result_stands() -> None:
    code, out, err = spbe("benchmark", SHEET, "-f", "json")
    assert (code, err) == (0, "")
    for figure in FIGURES:
        expected = counted("2024", "Pemerintah Kota Bandar Lampung", figure)
        assert {key: shown(out, figure)[key] for key in expected} == expected
    made = json.loads(out)
    assert (made["index"]["value"], made["index"]["points"]) == (2.98, "297.95")
    assert made["published"] == {
        "institution": "Pemerintah Kota Bandar Lampung", "group": "kota", "value": 2.98,
        "predicate": "Baik", "source": "Laporan 2024, Tabel 26 no. 16",
    }  # fmt: skip


def test_the_nearest_are_three_on_each_side_where_there_are() -> None:
    by_index = sorted(group_rows("2024", "provinsi"), key=lambda r: -Decimal(r["index"]))
    first, last = by_index[0]["institution"], by_index[-1]["institution"]
    for name, ranks in ((first, [1, 2, 3, 4]), (last, [35, 36, 37, 38])):
        nearest = spbe("benchmark", "--institution", name, "-f", "json").data["nearest"]
        assert [one["rank"] for one in nearest] == ranks
        assert [one["institution"] for one in nearest if one["own"]] == [name]
        gaps = [Decimal(one["difference"]) for one in nearest]
        assert gaps == sorted(gaps, reverse=True)


def test_a_domain_that_cannot_be_read_drops_out_of_that_domain_alone() -> None:
    _, out, _ = spbe("benchmark", "--institution", "Jawa Timur", "-f", "json")
    domain, whole = shown(out, "D1"), shown(out, "index")
    empty = ("value", "rank", "count", "percentile", "position")
    assert [domain[key] for key in empty] == [None] * len(empty)
    legible = [Decimal(r["D1"]) for r in group_rows("2024", "provinsi") if r["D1"]]
    assert Decimal(domain["median"]) == statistics.median(legible)
    assert (whole["rank"], whole["count"]) == (4, 38)
    _, out, _ = spbe("benchmark", "--institution", "Jawa Barat", "-f", "json")
    assert [shown(out, figure)["count"] for figure in FIGURES] == [37, 38, 38, 38, 38]
    _, out, _ = spbe("benchmark", "--institution", "Jawa Barat")
    assert "D1: angka 1 instansi tidak terbaca" in out


def test_a_sheet_ties_as_it_would_be_printed() -> None:
    # 3.025 exactly: 46 indicators at 3, number 20 (2.5 percent) at 4; printed 3.03.
    sheet = write(Path("contoh.xlsx"), "Kota Contoh", Tahun=2024)
    _, out, _ = spbe("benchmark", sheet, "-f", "json")
    whole = shown(out, "index")
    assert (whole["points"], whole["value"]) == ("302.5", 3.03)
    same = sum(row["index"] == "3.03" for row in group_rows("2024", "kota"))
    assert whole["equal"] == same > 0


@pytest.mark.parametrize(
    ("own", "options", "year", "told"),
    [
        (2023, (), 2023, ""),
        (2023, ("--year", 2024), 2024, ""),
        (2025, (), 2024, "Hasil 2025 tidak ada dalam data"),
        (None, (), 2024, "Berkas tidak menyebut tahun"),
    ],
)
def test_the_year_is_that_asked_that_of_the_sheet_or_the_latest(
    own: int | None, options: tuple[object, ...], year: int, told: str
) -> None:
    file = Path("susunan-tingkat-rekaan.xlsx")
    sheet = write(file, "Kota Salatiga", Tahun=own, Tahap="Susunan tingkat rekaan")
    _, out, _ = spbe("benchmark", sheet, *options)
    assert "Susunan tingkat rekaan" in out
    assert f"Dari 92 kota pembanding pada {year}:" in out
    assert f"Laporan Pelaksanaan Evaluasi SPBE {year}." in out
    assert told in out
    assert ("pembandingnya hasil terbaru" in out) == bool(told)


@pytest.mark.parametrize(
    ("institution", "options", "group"),
    [
        ("Pemerintah Kabupaten Contoh", (), "kabupaten"),
        ("Provinsi Contoh", (), "provinsi"),
        ("Kementerian Contoh", (), "kementerian"),
        ("Badan Siber dan Sandi Negara", (), "lpnk"),
        ("Jawa Barat", (), "provinsi"),
        ("Kementerian Keuangan RI", (), "kementerian"),
        ("Madiun", ("--group", "kota"), "kota"),
        ("Madiun", ("--group", "provinsi"), "provinsi"),
        ("Kota Salatiga", ("--group", "KABUPATEN"), "kabupaten"),
        ("Badan Contoh", ("--group", "instansi lainnya"), "instansi lainnya"),
        (None, ("--group", "kota"), "kota"),
    ],
)
def test_the_group_is_that_asked_or_told_by_the_name(
    institution: str | None, options: tuple[str, ...], group: str
) -> None:
    sheet = write(Path("contoh.xlsx"), institution)
    code, out, _ = spbe("benchmark", sheet, *options, "-f", "json")
    made = json.loads(out)
    own = options in {(), ("--group", "kota")} and "Contoh" not in (institution or "Contoh")
    assert (code, made["group"]) == (0, group)
    assert made["index"]["count"] == len(group_rows("2024", group)) + (not own)


@pytest.mark.parametrize(("heavier", "code"), [(False, 0), (True, 2)])
def test_an_instrument_counts_by_its_structure_not_by_its_name(*, heavier: bool, code: int) -> None:
    text = (ROOT / "indicators" / "permenpanrb-59-2020.yaml").read_text("utf-8")
    text = text.replace("id: permenpanrb-59-2020", "id: lain")
    text = text.replace("title: PermenPANRB 59/2020", "title: Yang lain")
    if heavier:
        before, first, second, rest = text.split("weight: 1.30", 3)
        text = f"{before}weight: 1.20{first}weight: 1.40{second}weight: 1.30{rest}"
    own = Path("lain.yaml")
    own.write_text(text, "utf-8")
    assert spbe("check", own)[0] == 0
    found, _, err = spbe("benchmark", SHEET, "-i", own)
    assert found == code
    assert ("Yang lain berbeda susunan atau bobotnya" in err) == heavier


@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning:openpyxl")
def test_the_columns_of_the_drawing_count_the_published_results() -> None:
    file = Path("letak.xlsx")
    assert spbe("benchmark", "--institution", "Kota Salatiga", "-o", file)[0] == 0
    rows = load_workbook(file)["Data grafik"].iter_rows(min_row=3, values_only=True)
    drawn = [row[1] for row in rows if row[0]]
    # 24 columns from 1 to 5: each is a sixth of a level wide.
    places = [int((Decimal(row["index"]) - 1) * 6) for row in group_rows("2024", "kota")]
    assert drawn == [places.count(place) for place in range(24)]


def test_the_page_counts_what_is_shipped() -> None:
    page = (ROOT / "docs" / "benchmark.md").read_text("utf-8")
    counts = [len(ROWS), *(sum(r["year"] == year for r in ROWS) for year in ("2023", "2024"))]
    assert all(f"{count:,}".replace(",", ".") in page for count in counts)
    assert all(option in page for option in ("--institution", "--group", "--year"))
