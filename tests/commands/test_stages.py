"""Year after year and stage after stage: `template --from`, `score --previous`."""

import json
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

import pytest
from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook
from tests.commands.quick_sheets import Xml, write
from tests.program import spbe

ROWS = tuple(map(str, range(1, 48)))
PREVIOUS = ("score", "interviu.xlsx", "--previous", "dok.xlsx")
KEPT = "47 dari 47 tingkat dari Penilaian Mandiri, belum dinilai pada tahap ini (mandiri.xlsx)"


def sheet(name: str, levels: Mapping[str, object], stage: str = "Penilaian Mandiri") -> None:
    write(Path(name), "Kota A", levels, Tahap=stage)


def mixed(level: int = 3, changes: Mapping[str, object] | None = None) -> dict[str, object]:
    return {**{row: 4 if row == "20" else level for row in ROWS}, **(changes or {})}


def test_evidence_that_excel_cannot_show_is_not_carried_on() -> None:
    shown = {"20": (4, Xml('t="e"><v>#REF!</v>'), "x"), "21": (3, Xml("><f>Rekap!C5</f>"), "x")}
    sheet("2024.xlsx", mixed(3, shown))
    assert spbe("template", "--from", "2024.xlsx", "--year", "2025", "-o", "2025.xlsx")[0] == 0
    answers = load_workbook("2025.xlsx")["Jawaban"]
    assert [answers[cell].value for cell in ("J23", "J24", "J25")] == ["i19.pdf", None, None]


def test_last_years_texts_are_never_taken_for_this_years() -> None:
    sheet("2024.xlsx", mixed())
    spbe("template", "--from", "2024.xlsx", "--year", "2025", "-o", "2025.xlsx")
    book = load_workbook("2025.xlsx")
    for row in range(5, 52):
        book["Jawaban"].cell(row, 5).value = 2 if row == 5 else 1
    book.save("2025.xlsx")
    found = json.loads(spbe("score", "2025.xlsx", "-f", "json")[1])["indicators"]
    assert [one["level"] for one in found] == [2, *[1] * 46]
    assert not any(one["evidence"] for one in found)


def test_a_blank_of_the_later_stage_keeps_the_earlier_level_and_says_so() -> None:
    sheet("dok.xlsx", mixed(), "Penilaian Dokumen")
    sheet("interviu.xlsx", {**dict.fromkeys(ROWS), "1": 2}, "Penilaian Interviu")
    code, out, _ = spbe(*PREVIOUS, "-f", "json")
    document = json.loads(out)
    levels = {one["code"]: one["level"] for one in document["indicators"]}
    (finding,) = document["findings"]
    assert (code, levels["1"], levels["2"], levels["20"]) == (0, 2, 3, 4)
    assert finding["code"] == "A219"
    assert "46 indikator" in finding["message"]
    assert document["assumed"] == []


def test_rows_that_the_later_sheet_lacks_are_kept_too() -> None:
    sheet("dok.xlsx", mixed())
    sheet("interviu.xlsx", {"1": 2})
    assert spbe(*PREVIOUS)[0] == 0


@pytest.mark.parametrize(
    ("earlier", "later", "told", "untold"),
    [
        (mixed(), mixed(2, {"7": "tiga", "8": None}), ["error A101", "warning A219"], "A104"),
        (
            mixed(3, {"7": None}),
            mixed(2, {"7": None, "8": None}),
            ["error A104: indikator 7 "],
            "A101",
        ),
    ],
    ids=["an error of the later stage is not hidden", "gaps of both stages stay gaps"],
)
def test_what_is_wrong_stays_wrong(
    earlier: dict[str, object], later: dict[str, object], told: list[str], untold: str
) -> None:
    sheet("dok.xlsx", earlier)
    sheet("interviu.xlsx", later)
    code, _, err = spbe(*PREVIOUS)
    assert code == 1
    assert all(one in err for one in told)
    assert untold not in err


def test_only_the_year_before_is_called_last_year() -> None:
    sheet("2024.xlsx", mixed())
    again = ("template", "--from", "2024.xlsx", "-o", "baru.xlsx", "--force")
    for options, title in (
        (("--year", "2025"), "Tahun lalu"),
        (("--year", "2026"), "Isian sebelumnya"),
        ((), "Isian sebelumnya"),
    ):
        assert spbe(*again, *options)[0] == 0
        headings = [cell.value for cell in load_workbook("baru.xlsx")["Jawaban"][4]]
        assert headings[8:10] == [f"{title} (2024)", f"Bukti {title.lower()} (2024)"]
    code, _, err = spbe(*again, "--year", "2023")
    assert code == 2
    assert "2024.xlsx berisi tahun 2024, sesudah --year 2023" in err


def texts_of(path: Path) -> str:
    """Return all that can be read in a file that was written."""
    if path.suffix == ".xlsx":
        rows = (row for one in load_workbook(path) for row in one.iter_rows(values_only=True))
        return "\n".join(str(value) for row in rows for value in row)
    if path.suffix == ".docx":
        with ZipFile(path) as archive:
            return "".join(fromstring(archive.read("word/document.xml")).itertext())
    return path.read_text()


@pytest.mark.filterwarnings("ignore:.*extension is not supported")  # openpyxl knows no data bars
def test_levels_that_nobody_assessed_stand_beside_the_index_in_every_file() -> None:
    files = [Path(f"hasil.{ending}") for ending in ("html", "docx", "xlsx", "md", "csv")]
    outputs = [part for file in files for part in ("-o", file)]
    sheet("mandiri.xlsx", mixed())
    sheet("dokumen.xlsx", dict.fromkeys(ROWS), "Penilaian Dokumen")
    assert spbe("score", "dokumen.xlsx", "--previous", "mandiri.xlsx", *outputs)[0] == 0
    assert [file for file in files if KEPT not in texts_of(file)] == []
    sheet("mandiri.xlsx", mixed(), "Penilaian Dokumen")
    assert spbe("score", "mandiri.xlsx", *outputs, "--force")[0] == 0
    assert [file for file in files if "belum dinilai" in texts_of(file)] == []
