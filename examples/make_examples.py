"""Makes the example workbooks: published results as answer files, and files with mistakes.

Run `python examples/make_examples.py` after a change of the template; it writes the
workbooks beside itself.  The same program gives the same cells, so that a test can hold
the files on disk against it.  The mistakes are invented, and so is their institution.
"""

# ruff: noqa: INP001  a script, not a package

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import yaml

# With lxml, where it happens to be there, openpyxl writes other bytes.
os.environ["OPENPYXL_LXML"] = "False"
from openpyxl import Workbook, load_workbook

from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import shipped
from spbe_cli.xlsx.form import answer_file
from spbe_cli.xlsx.form_layout import ItemEntry, Prefill, TemplateRequest, lay_out

HERE: Final = Path(__file__).parent
CASES: Final = HERE / "cases"
REPORTS: Final = {
    "bandar-lampung-2021": ("Laporan Hasil Evaluasi 2021", ", h. 9", "Hasil Evaluasi"),
    "bandar-lampung-2022": ("Laporan Hasil Pemantauan 2022", ", h. 6-7", "Hasil Pemantauan"),
    "bandar-lampung-2024": ("Laporan Hasil Evaluasi 2024", ", h. 10-12", "Hasil Evaluasi"),
    "kemenko-perekonomian-2021": ("Laporan Hasil Evaluasi 2021", ", h. 10", "Hasil Evaluasi"),
    "kabupaten-madiun-2020": ("Laporan Hasil Evaluasi 2020", ", h. 8", "Hasil Evaluasi"),
    "aceh-tengah-2026": ("evaluasi-asesor-2026.json", "", "Hasil Evaluasi"),
}
"""Per case: the report that published the levels, the pages of its levels, the stage."""

REQUEST: Final = TemplateRequest(
    institution="Pemerintah Kota Contoh", year="2025", stage="Penilaian Mandiri"
)
FIXED: Final = (2020, 1, 1, 0, 0, 0)
MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
HEADING_ROW: Final = 3


def good_workbooks() -> Iterator[tuple[str, bytes]]:
    """Yield the published cases with all their levels as answer files."""
    for case in cases():
        if "made_up" in case:
            continue
        report, pages, stage = REPORTS[case["id"]]
        prefilled = {
            row: Prefill(
                typed(level),
                f"{report}{pages} (indikator {row})",
                f"Tingkat {typed(level)} menurut {report}.".replace(
                    ".", ",", str(typed(level)).count(".")
                ),
            )
            for row, level in case["levels"].items()
        }
        request = TemplateRequest(case["institution"], year=str(case["year"]), stage=stage)
        made = answer_file(
            lay_out(shipped(case["instrument"]), request, prefilled, items=pieces_of(case["id"]))
        )
        yield case["id"], made


def pieces_of(case: str) -> tuple[ItemEntry, ...]:
    """Return the pieces of evidence of a case as they were assessed, if that is known."""
    path = HERE / f"butir-{case}.tsv"
    if not path.exists():
        return ()
    lines = (line.split("\t") for line in path.read_text("utf-8").splitlines()[1:])
    return tuple(
        ItemEntry(
            code,
            files=f"{code}.pdf" if status == "diterima" else "",
            status=status,
            note=note,
        )
        for code, status, note in lines
    )


def typed(level: float | str) -> float:
    """Return a level as a sheet takes it: a fraction (7/6) with four decimals."""
    return round(float(Fraction(level)), 4) if isinstance(level, str) else level


def cases() -> Iterator[dict[str, Any]]:
    """Yield the published cases of all files."""
    for path in sorted(CASES.glob("*.yaml")):
        yield from yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]


def answers(instrument: Instrument, rows: tuple[str, ...] | None = None) -> dict[str, Prefill]:
    """Return plausible answers without a mistake."""
    return {
        row: Prefill(
            4 if row == "20" else 3,
            f"indikator{row}a.pdf",
            f"Fakta: diatur pada bukti indikator{row}a.pdf. Analisis: memenuhi kriterianya.",
        )
        for row in rows or instrument.rows()
    }


def edited(
    edit: Callable[[Workbook], None],
    request: TemplateRequest = REQUEST,
    prefilled: Mapping[str, Prefill] | None = None,
) -> bytes:
    """Return an answer file after somebody has worked on it."""
    instrument = shipped("permenpanrb-59-2020")
    given = answers(instrument, request.only) if prefilled is None else prefilled
    book = load_workbook(BytesIO(answer_file(lay_out(instrument, request, given))))
    edit(book)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """Save a workbook without the time of day, which openpyxl writes into it."""
    first, second = BytesIO(), BytesIO()
    book.properties.created = datetime(*FIXED)  # noqa: DTZ001  openpyxl takes no time zone
    book.save(first)
    with ZipFile(first) as source, ZipFile(second, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = MODIFIED.sub(rb"\g<1>2020-01-01T00:00:00Z", source.read(name))
            target.writestr(ZipInfo(name, FIXED), content, ZIP_DEFLATED)
    return second.getvalue()


def nine_mistakes(book: Workbook) -> None:
    """Make the mistakes that are made most often, one of each."""
    sheet = book["Jawaban"]
    sheet["E8"] = 3.5
    sheet["E11"] = "tiga"
    sheet["E14"] = 0
    sheet["E17"] = None
    sheet["E20"] = datetime(2025, 4, 3)  # noqa: DTZ001  Excel knows no time zones
    sheet["F24"] = None
    sheet["E25"] = "=Rekap!C5"
    sheet["E33"] = "#REF!"
    more = ((41, "Layanan Kinerja Pegawai", 4), (48, "Layanan Lain", 3))
    for row, (number, name, level) in enumerate(more, start=52):
        values = (number, None, None, name, level, f"indikator{number}b.pdf", "Fakta")
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column, value)


def mistakes_of_an_agency(book: Workbook) -> None:
    """Make four mistakes in a partial file."""
    sheet = book["Jawaban"]
    sheet["E5"] = 3.5
    sheet["E6"] = 4
    sheet["F6"] = None
    sheet["E7"] = datetime(2025, 4, 3)  # noqa: DTZ001
    sheet["E8"] = None
    sheet["G8"] = None


def ask_for_all(book: Workbook) -> None:
    """Ask for every indicator, though rows were deleted."""
    book["Identitas"]["B6"] = "1-47"


def swap_names(book: Workbook) -> None:
    """Swap the names of indicators 33 and 34."""
    sheet = book["Jawaban"]
    sheet["D37"], sheet["D38"] = sheet["D38"].value, sheet["D37"].value


def merge_levels(book: Workbook) -> None:
    """Merge the levels of indicators 13 and 14."""
    book["Jawaban"].merge_cells("E17:E18")


def misname_instrument(book: Workbook) -> None:
    """Write the instrument as people call it."""
    book["Identitas"]["B5"] = "PermenPANRB 59 Tahun 2020"


def own_table(*headings: str) -> bytes:
    """Return a table that an agency made by itself."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("Sheet1")
    sheet["A1"] = "Hasil SPBE Dinas Contoh"
    indicators = shipped("permenpanrb-59-2020").indicators()
    for column, heading in enumerate(headings, start=1):
        sheet.cell(HEADING_ROW, column, heading)
    for row, indicator in enumerate(indicators, start=HEADING_ROW + 1):
        sheet.cell(row, 1, int(indicator.code))
        sheet.cell(row, 2, indicator.short)
        for column in range(3, len(headings) + 1):
            sheet.cell(row, column, 3)
    return saved(book)


def bad_workbooks() -> Iterator[tuple[str, bytes]]:
    """Yield files with mistakes, as agencies might send them."""
    every = shipped("permenpanrb-59-2020").rows()
    kept = tuple(row for row in every if row not in {"25", "46", "47"})
    institution, year, stage = REQUEST.institution, REQUEST.year, REQUEST.stage
    agency = "Badan Perencanaan Pembangunan Daerah (Bappeda)"
    part = TemplateRequest(institution, agency, year, stage, only=("13", "32", "33", "40"))
    rest = TemplateRequest(institution, year=year, stage=stage, only=kept)
    yield "sembilan-kesalahan", edited(nine_mistakes)
    yield "jawaban-bappeda", edited(mistakes_of_an_agency, part)
    yield "masih-kosong", edited(ask_for_all, REQUEST, {})
    yield "baris-terhapus", edited(ask_for_all, rest)
    yield "nama-tertukar", edited(swap_names)
    yield "sel-digabung", edited(merge_levels)
    yield "instrumen-tak-dikenal", edited(misname_instrument)
    yield "dua-kolom-tingkat", own_table("No", "Indikator", "Tingkat (2023)", "Tingkat (2024)")
    yield "tanpa-kolom-tingkat", own_table("No.", "Nama Indikator", "Hasil")
    yield "teks-csv", b"No;Indikator;Tingkat\r\n1;Kebijakan Arsitektur SPBE;3\r\n"


def workbooks() -> dict[str, bytes]:
    """Return every example by its path below this folder."""
    good = {f"{name}.xlsx": content for name, content in good_workbooks()}
    bad = {f"bad/{name}.xlsx": content for name, content in bad_workbooks()}
    return {**good, **bad}


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    (folder / "bad").mkdir(parents=True, exist_ok=True)
    for name, content in workbooks().items():
        (folder / name).write_bytes(content)
