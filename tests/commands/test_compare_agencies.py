"""`spbe compare --to-agencies`, and the column Justifikasi from the assessor's sheet to them."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.program import EXAMPLES, spbe

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


def test_what_the_assessor_wrote_is_told_in_every_format(stages: tuple[Path, Path]) -> None:
    code, out, _ = spbe("compare", *stages, "-f", "json", "--assign", ASSIGNMENT)
    assert code == 0
    told = {one["indicator"]: one for one in json.loads(out)["indicators"]}
    assert {n: told[n]["justification"] for n in CLAIMS} == CLAIMS
    assert told["1"]["justification"] is None
    assert told["36"]["agency"] == "BKPSDM"
    for format_ in ("table", "csv", "markdown"):
        assert "5 levels, 3 found" in spbe("compare", *stages, "-f", format_)[1]


def test_own_messages_are_renewed_and_those_of_others_never_touched(
    stages: tuple[Path, Path],
) -> None:
    folder = Path("surat")
    send = ("compare", *stages, "--assign", ASSIGNMENT, "--to-agencies", folder)
    assert spbe(*send)[0] == 0
    written = {path.name for path in folder.iterdir()}
    names = ("bappeda", "bkpsdm", "diskominfo")
    assert written == {f"diturunkan-{name}{end}" for name in names for end in (".txt", ".xlsx")}
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


def test_a_message_can_be_sent_only_to_whom_something_is_assigned(
    stages: tuple[Path, Path],
) -> None:
    few = Path("sedikit.yaml")
    few.write_text("assignments:\n  - {agency: Bappeda, owns: '33'}\n", "utf-8")
    folder = Path("surat")
    code, _, err = spbe("compare", *stages, "--assign", few, "--to-agencies", folder)
    assert code == 0
    assert "20, 36" in err
    assert len(list(folder.iterdir())) == 2
