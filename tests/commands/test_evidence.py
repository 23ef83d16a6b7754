"""`spbe score --evidence`: the files that Bukti Dukung names, held against a folder."""

import json
from pathlib import Path
from time import process_time

import pytest
from openpyxl import load_workbook
from tests.program import spbe

from spbe_cli.instrument.loading import shipped
from spbe_cli.sheet.evidence import file_name, pieces
from spbe_cli.xlsx.form import Prefill, TemplateRequest, answer_workbook

INSTRUMENT = shipped("permenpanrb-59-2020")


@pytest.fixture(autouse=True)
def folder() -> None:
    Path("bukti").mkdir()


def found(evidence: dict[str, str], files: dict[str, str]) -> dict[str, str]:
    prefilled = {row: Prefill(2, text, "Fakta") for row, text in evidence.items()}
    request = TemplateRequest(
        "Kota A", "Bappeda", "2024", "Penilaian Mandiri", only=tuple(evidence)
    )
    Path("a.xlsx").write_bytes(answer_workbook(INSTRUMENT, request, prefilled))
    for name, content in files.items():
        path = Path("bukti") / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content)
    code, _, err = spbe("score", "a.xlsx", "--evidence", "bukti")
    assert code == 0
    lines = (line.split(": ", 2) for line in err.splitlines() if "A2" in line)
    return {code.removeprefix("warning "): message for _, code, message in lines}


def names_in(text: str) -> list[str | None]:
    """Return the files that a text names."""
    return [file_name(piece) for piece in pieces(text) if file_name(piece)]


def test_evidence_in_order_gives_no_finding() -> None:
    evidence = {
        "13": "indikator13a.pdf; INDIKATOR13B.PDF (h. 3)",
        "14": "14.c.Reviu.pdf, https://x.id/y.pdf",
        "21": "Perwal 12/2023 pasal 5; bukti\\I21-risiko.docx",
    }
    files = ("Indikator13a.pdf", "indikator13b.pdf", "sub/14.c.Reviu.pdf", "i21-risiko.docx")
    assert found(evidence, dict.fromkeys(files, "x")) == {}


def test_a_file_that_an_explanation_names_is_named() -> None:
    told = found({"13": "Perwal 3/2024"}, {"Fakta.pdf": "x", "b.pdf": "x"})
    assert "Fakta.pdf" in told["A221"]
    book = load_workbook("a.xlsx")
    book["Jawaban"]["G5"] = "Fakta: rencana, pada bukti FAKTA.pdf."
    book.save("a.xlsx")
    for command in (["score", "a.xlsx"], ["batch", "a.xlsx"]):
        err = spbe(*command, "--evidence", "bukti").err
        (line,) = (one for one in err.splitlines() if "A221" in one)
        assert "b.pdf" in line
        assert "akta.pdf" not in line


def test_many_files_are_cut() -> None:
    names = "; ".join(f"indikator13{letter}.pdf" for letter in "abcdefg")
    told = found({"13": names}, {})
    assert "7 berkas bukti tidak ada" in told["A220"]
    assert "dan 2 lagi" in told["A220"]
    made = json.loads(spbe("score", "a.xlsx", "--evidence", "bukti", "-f", "json").out)
    (message,) = (one["message"] for one in made["findings"] if one["code"] == "A220")
    assert "indikator13g.pdf" in message


def test_a_cell_full_of_blanks_takes_no_time() -> None:
    begin = process_time()
    assert names_in("a" + " " * 32_000 + "b.pdf; c.pdf" + " " * 32_000 + "(hal. 2)") == [
        "a" + " " * 32_000 + "b.pdf",
        "c.pdf",
    ]
    assert process_time() - begin < 1


def test_what_goes_back_asks_for_the_files_and_marks_the_cells() -> None:
    found_in = {"13": "indikator13a.pdf; indikator13b.pdf", "14": "Perwal"}
    prefilled = {row: Prefill(9, text, "Fakta") for row, text in found_in.items()}
    request = TemplateRequest("Kota A", "Bappeda", "2024", "Penilaian Mandiri", only=("13", "14"))
    Path("a.xlsx").write_bytes(answer_workbook(INSTRUMENT, request, prefilled))
    Path("bukti/indikator13b.pdf").write_text("")
    Path("bukti/Thumbs.db").write_text("x")
    assert spbe("score", "a.xlsx", "--evidence", "bukti", "-o", "p.xlsx").code == 1
    text = Path("p.txt").read_text("utf-8-sig")
    assert "1 berkas bukti yang disebut belum kami terima: indikator13a.pdf (13)" in " ".join(
        text.lower().split()
    )
    assert "kosong (0 byte): indikator13b.pdf (13)" in text
    assert "folder bukti" not in text
    assert "Thumbs" not in text
    sheet = load_workbook("p.xlsx")["Jawaban"]
    (cell,) = [
        cell
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment and "13a" in cell.comment.text
    ]
    assert cell.coordinate == "F5"
