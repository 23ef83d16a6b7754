"""`spbe compare` on real files: figures, learned rates, series, and messages to agencies."""

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

import pytest
from openpyxl import load_workbook
from tests.commands.quick_sheets import write
from tests.program import EXAMPLES, spbe

from spbe_cli.instrument.loading import shipped
from spbe_cli.xlsx.form import answer_file
from spbe_cli.xlsx.form_layout import Prefill, TemplateRequest, lay_out


def make(name: str, levels: Mapping[int, int] = MappingProxyType({}), **identity: object) -> Path:
    """Make an answer sheet: level 3 with evidence, but for what is changed."""
    every = {str(n): levels.get(n, 3) for n in range(1, 48)}
    institution = str(identity.pop("institution", "Kota Contoh"))
    return write(Path(name), institution, every, **identity)


@pytest.fixture
def pair() -> tuple[Path, Path]:
    """Make a self-assessment and what assessors made of it."""
    claimed = make("mandiri.xlsx", {1: 5, 2: 5, 34: 5, 40: 4}, Tahap="Penilaian Mandiri")
    return claimed, make("hasil.xlsx", {1: 4, 2: 5, 40: 3, 41: 4})


def test_rates_are_learned_and_serve_risk(pair: tuple[Path, Path]) -> None:
    table = Path("peluang.yaml")
    code, _, err = spbe("compare", *pair, "--rates-out", table)
    assert code == 0
    assert f"Ditulis: {table}" in err
    assert table.read_text(encoding="utf-8").endswith(
        "instrument: permenpanrb-59-2020\n"
        "rates:\n"
        "  3:\n    claims: 43\n    raised: 1\n"
        "  4:\n    claims: 1\n    lowered:\n      1: 1\n    raised: 0\n"
        "  5:\n    claims: 3\n    lowered:\n      1: 1\n      2: 1\n    raised: 0\n"
    )
    code, out, _ = spbe("risk", pair[0], "--rates", table, "-f", "json")
    assert code == 0
    spread = json.loads(out)["distribution"]
    assert spread["chances"] == {"3": {}, "4": {"1": "1"}, "5": {"1": "1/3", "2": "1/3"}}
    assert "Kota Contoh: Penilaian Mandiri dan Hasil Evaluasi, 2024" in spread["source"]


def test_rates_of_scores_with_decimals_foretell_what_they_were_learned_from() -> None:
    pemdi, table = shipped("permenpanrb-8-2026"), Path("peluang.yaml")
    pair = {"Penilaian Mandiri": 4, "Hasil Evaluasi": Decimal("3.25")}
    for stage, level in pair.items():
        request = TemplateRequest("Kota Contoh", year="2026", stage=stage)
        filled = {row: Prefill(level, "bukti.pdf", "Fakta") for row in pemdi.rows()}
        (Path(f"{stage}.xlsx")).write_bytes(answer_file(lay_out(pemdi, request, filled)))
    sheets = [Path(f"{stage}.xlsx") for stage in pair]
    assert spbe("compare", *sheets, "--rates-out", table)[0] == 0
    assert "  4:\n    claims: 20\n    lowered:\n      0.75: 20\n" in table.read_text("utf-8")
    code, out, _ = spbe("risk", sheets[0], "--rates", table, "-f", "json")
    assert code == 0
    found = json.loads(out)["distribution"]
    assert found["mean"] == "3.25"
    assert found["values"] == [{"value": 3.25, "chance": "1"}]
    assert found["chances"] == {"4": {"0.75": "1"}}


PUBLISHED = {
    "kabupaten-madiun-2020": 3.3,
    "bandar-lampung-2021": 1.2,
    "bandar-lampung-2022": 1.5,
    "bandar-lampung-2024": 2.98,
    "aceh-tengah-2026": 1.24,
}
"""The published indices, see examples/cases."""


def test_a_series_goes_by_years_and_breaks_where_the_edition_changes() -> None:
    sheets = [EXAMPLES / f"{name}.xlsx" for name in sorted(PUBLISHED)]
    code, out, _ = spbe("compare", *sheets, "-f", "json")
    made = json.loads(out)
    assert code == 0
    assert [one["year"] for one in made["series"]] == ["2020", "2021", "2022", "2024", "2026"]
    assert [one["index"]["value"] for one in made["series"]] == [*PUBLISHED.values()]
    assert [(one["before"], one["after"]) for one in made["breaks"]] == [(0, 1), (3, 4)]
    # No difference crosses a break; within one they add up to the whole way.
    exact = [Fraction(one["index"]["points"]) / Fraction(one["index"]["weight"])
             for one in made["series"]]  # fmt: skip
    differences = [one["difference"] for one in made["series"]]
    assert [difference is None for difference in differences] == [True, True, False, False, True]
    assert sum(map(Fraction, differences[2:4])) == exact[3] - exact[1]
    # By the slides of the ministry on 59/2020: two aspects of policies became one, and so on.
    assert made["breaks"][0]["shared_aspects"] == [
        "Kebijakan Internal Tata Kelola SPBE",
        "Teknologi Informasi dan Komunikasi",
        "Layanan Administrasi Pemerintahan Berbasis Elektronik",
        "Layanan Publik Berbasis Elektronik",
    ]


def test_no_line_of_a_series_crosses_a_break() -> None:
    page = Path("deret.html")
    spbe("compare", *(EXAMPLES / f"{name}.xlsx" for name in PUBLISHED), "-o", page)
    drawn = page.read_text("utf-8")
    lines = re.findall(r'<polyline points="([^"]*)"', drawn)
    # Index and domains, then aspects: 1 + 3, 1 + 4, 1 and 7, 8, 7 of the three editions.
    assert [len(line.split()) for line in lines] == [1] * 4 + [3] * 5 + [1] + [1] * 7 + [3] * 8 + [
        1
    ] * 7
    assert drawn.count(">instrumen berganti<") == 4


ASSIGNMENT = EXAMPLES / "penugasan.yaml"
CLAIMS = {"36": "5 levels, 3 found", "33": "not shown", "20": None}


@pytest.fixture
def stages() -> tuple[Path, Path]:
    """Fill in the assessor's sheet of Bandar Lampung 2024 as `template` writes it."""
    claimed, blank, judged = (Path(f"{name}.xlsx") for name in ("mandiri", "kosong", "dokumen"))
    book = load_workbook(EXAMPLES / "bandar-lampung-2024.xlsx")
    book["Identitas"]["B4"] = "Penilaian Mandiri"
    book.save(claimed)
    assert spbe("template", "--from", claimed, "--stage", "Penilaian Dokumen", "-o", blank)[0] == 0
    fill(blank, judged, {"36": 3, "33": 2, "20": 3})
    return claimed, judged


def fill(blank: Path, judged: Path, lowered: dict[str, int]) -> None:
    book = load_workbook(blank)
    rows = book["Jawaban"].iter_rows(min_row=5)
    heads = {cell.value: n for n, cell in enumerate(book["Jawaban"][4])}
    for row in rows:
        code = str(row[0].value)
        before = row[heads["Penilaian Mandiri"]].value
        row[heads["Tingkat"]].value = lowered.get(code, before)
        row[heads["Justifikasi"]].value = CLAIMS.get(code)
    book.save(judged)


def test_own_messages_are_renewed_and_those_of_others_never_touched(
    stages: tuple[Path, Path],
) -> None:
    folder = Path("surat")
    send = ("compare", *stages, "--assign", ASSIGNMENT, "--to-agencies", folder)
    assert spbe(*send)[0] == 0
    written = {path.name for path in folder.iterdir()}
    names = ("bappeda", "bkpsdm", "diskominfo")
    both = {f"diturunkan-{name}{end}" for name in names for end in (".txt", ".xlsx")}
    assert written == {"SHA256SUMS", *both}
    (folder / "catatan.txt").write_text("mine", "utf-8")

    # Once more, with nothing lowered at BKPSDM any more: its files go, the others are new.
    fill(Path("kosong.xlsx"), stages[1], {"33": 3, "20": 3})
    code, _, err = spbe(*send)
    assert code == 0
    assert "diturunkan-bkpsdm.txt, diturunkan-bkpsdm.xlsx" in err
    assert {path.name for path in folder.iterdir()} == {
        "catatan.txt",
        *(name for name in written if "bkpsdm" not in name),
    }
    text = (folder / "diturunkan-bappeda.txt").read_text("utf-8-sig")
    assert "Penilaian Mandiri: 4. Penilaian Dokumen: 3." in text

    # A workbook that an agency has filled in stops the run before anything is written.
    filled = folder / "diturunkan-bappeda.xlsx"
    book = load_workbook(filled)
    book["Yang harus ditunjukkan"]["H4"] = "33.a.pdf"
    book.save(filled)
    before = {path: path.read_bytes() for path in folder.iterdir()}
    code, _, err = spbe(*send)
    assert code == 2
    assert "diturunkan-bappeda.xlsx" in err
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_correction_of_the_assessors_sheet_keeps_what_was_written(
    stages: tuple[Path, Path],
) -> None:
    fill(Path("kosong.xlsx"), stages[1], {"36": 7})
    mended = Path("perbaikan.xlsx")
    assert spbe("score", stages[1], "-o", mended)[0] == 1
    sheet = load_workbook(mended)["Jawaban"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert "5 levels, 3 found" in texts
