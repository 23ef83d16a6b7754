"""`spbe template`: one sheet, the sheets of all agencies, and those of the next year or stage."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.commands.quick_sheets import Xml, write
from tests.program import EXAMPLES, spbe

from spbe_cli.sheet.assess import Status, assess

EXAMPLE = EXAMPLES / "penugasan.yaml"
ASSIGNED = ("template", "--assign", EXAMPLE, "-o", "lembar")


def identity(path: str) -> dict[str, str]:
    return dict(assess(Path(path), "x").identity)


@pytest.mark.parametrize(
    ("year", "edition"),
    # Pasal 12 of each regulation: 59/2020 is applied since 2021, 8/2026 since 2026.
    [("2018", "5/2018"), ("2020", "5/2018"), ("2021", "59/2020"), ("2025", "59/2020"),
     ("2026", "8/2026"), ("2036", "8/2026")],
)  # fmt: skip
def test_the_edition_is_that_of_the_year(year: str, edition: str) -> None:
    code, out, err = spbe("template", "-o", "x.xlsx", "--year", year)
    assert (code, err) == (0, "")
    assert out.endswith(f"PermenPANRB {edition})\n")
    assert identity("x.xlsx")["tahun"] == year
    assert identity("x.xlsx")["instrumen"] == f"permenpanrb-{edition.replace('/', '-')}"


@pytest.mark.parametrize(
    ("named", "year", "edition"),
    [
        ("", "2026", "permenpanrb-8-2026"),
        ("instrument: permenpanrb-59-2020\n", "2026", "permenpanrb-59-2020"),
        ("", "2025", "permenpanrb-59-2020"),
    ],
)
def test_the_edition_is_that_of_the_year_where_the_assignment_names_none(
    named: str, year: str, edition: str
) -> None:
    Path("p.yaml").write_text(f"{named}assignments:\n  - agency: Bappeda\n    owns: 1-20\n")
    code, _, err = spbe("template", "--assign", "p.yaml", "--year", year, "-o", "lembar")
    assert code == 0
    assert identity("lembar/jawaban-bappeda.xlsx")["instrumen"] == edition
    assert ("warning A206" in err) == (bool(named) and year == "2026")


def test_a_sheet_asks_for_what_is_owned_and_has_rows_for_what_is_supported() -> None:
    assert spbe(*ASSIGNED)[0] == 0
    found = identity("lembar/jawaban-bappeda.xlsx")
    assert found["indikator"] == "13, 32, 33, 40"
    assert found["perangkat daerah"].endswith("(Bappeda)")
    sheet = load_workbook("lembar/jawaban-bappeda.xlsx")["Jawaban"]
    assert [cell.value for cell in sheet["A"][4:]] == [13, 14, 32, 33, 40]
    assert [cell.protection.locked for cell in sheet["E"][4:]] == [False, True, *[False] * 3]
    assert not sheet["F6"].protection.locked
    assert "E6" not in {str(one.sqref) for one in sheet.data_validations.dataValidation}


def test_a_supported_row_may_stay_blank_or_hold_evidence_only() -> None:
    assert spbe(*ASSIGNED)[0] == 0
    book = load_workbook("lembar/jawaban-bpkad.xlsx")
    sheet = book["Jawaban"]
    for row in range(6, 9):
        sheet[f"E{row}"], sheet[f"F{row}"], sheet[f"G{row}"] = 3, "a.pdf", "Fakta"
    sheet["F5"] = "dpa.pdf"
    book.save("terisi.xlsx")
    assert assess(Path("terisi.xlsx"), "x").status is Status.PARTIAL


def test_a_contributor_counts_for_no_indicator() -> None:
    Path("p.yaml").write_text(
        "assignments:\n  - agency: A\n    owns: 1-47\n  - agency: B\n    supports: '13'\n"
    )
    assert spbe("template", "--assign", "p.yaml", "-o", "lembar")[0] == 0
    book = load_workbook("lembar/jawaban-b.xlsx")
    book["Jawaban"]["G5"] = "Fakta: dibahas bersama."
    book.save("b.xlsx")
    code, out, _ = spbe("score", "b.xlsx")
    assert (code, "Hanya bukti dukung dan penjelasan" in out) == (0, True)
    code, out, _ = spbe("batch", "b.xlsx", "--assign", "p.yaml")
    out = " ".join(out.split())
    assert "Terisi 0 dari 47 indikator yang diminta." in out
    assert " A belum mengirim - 47 - - B siap, periksa 1 0 0 0 1 " in out


def test_evidence_goes_into_the_next_edition_but_no_level() -> None:
    book = load_workbook(EXAMPLE.with_name("bandar-lampung-2024.xlsx"))
    sheet = book["Jawaban"]
    for row in sheet.iter_rows(min_row=5):
        row[4].value, row[5].value, row[6].value = 5, f"i{row[0].value}.pdf", None
    sheet["F15"], sheet["G15"] = None, "x" * 32_000  # indicator 11
    sheet["G20"] = "y" * 32_000  # indicator 16
    book.save("lama.xlsx")
    assert (
        spbe("template", "--from", "lama.xlsx", "-i", "permenpanrb-8-2026", "-o", "b.xlsx")[0] == 0
    )
    made = load_workbook("b.xlsx")["Jawaban"]
    rows = {row[0]: row for row in made.iter_rows(min_row=5, values_only=True)}
    assert all(cell is None for row in rows.values() for cell in row[4:8])
    assert rows[9][9] == "pakai ulang"
    assert str(rows[9][10]).split("\n") == [
        "belum dinilai ulang, dari lama.xlsx:",
        "9 Kebijakan Audit TIK: i9.pdf",
        "29 Audit Infrastruktur SPBE: i29.pdf",
        "30 Audit Aplikasi SPBE: i30.pdf",
        "31 Audit Keamanan SPBE: i31.pdf",
    ]
    assert rows[6][9:12] == ("baru", None, None)
    # Two explanations are longer than a cell: cut with a mark, never left out.
    assert str(rows[14][11]).startswith("belum dinilai ulang, dari lama.xlsx:\n11 Arsitektur")
    assert str(rows[14][11]).endswith("…")


ROWS = tuple(map(str, range(1, 48)))


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
    found = spbe("score", "2025.xlsx", "-f", "json").data["indicators"]
    assert [one["level"] for one in found] == [2, *[1] * 46]
    assert not any(one["evidence"] for one in found)


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
