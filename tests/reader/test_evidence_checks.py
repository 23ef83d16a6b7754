"""Names of files in Bukti Dukung: how they are read, compared, and told."""

from decimal import Decimal

import pytest

from spbe_cli.answers import Cell, Kind, RawRow, RawSheet
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import shipped
from spbe_cli.sheet.evidence import EvidenceFolder, check_evidence, files_named, name_key
from spbe_cli.sheet.view import view_of
from spbe_cli.words import Words

NEW, OLD = shipped("permenpanrb-59-2020"), shipped("permenpanrb-5-2018")


def sheet(**evidence: str) -> RawSheet:
    """Return a sheet with the evidence of some rows: `r13` is that of indicator 13."""
    rows = tuple(
        RawRow(
            place,
            Cell(f"A{place}", Kind.TEXT, number.removeprefix("r").replace("_", "-")),
            Cell(f"E{place}", Kind.NUMBER, Decimal(2)),
            Cell(""),
            Cell(f"F{place}", Kind.TEXT, words),
            Cell(""),
        )
        for place, (number, words) in enumerate(evidence.items(), start=5)
    )
    return RawSheet("a.xlsx", "", "Jawaban", rows, {})


def told(raw: RawSheet, *files: str | tuple[str, int], instrument: Instrument = NEW) -> list[str]:
    held = tuple(one if isinstance(one, tuple) else (one, 1) for one in files)
    found = check_evidence(view_of(instrument, raw), EvidenceFolder("bukti", held))
    return [Words().line(finding).partition(";")[0] for finding in found]


@pytest.mark.parametrize("sizes", [(0, 3), (3, 0)])
def test_of_two_files_of_one_name_the_larger_counts(sizes: tuple[int, int]) -> None:
    assert told(sheet(r13="13a.pdf"), ("13a.pdf", sizes[0]), ("13A.PDF", sizes[1])) == []


@pytest.mark.parametrize(
    "name", ["13.pdf", "013 a.pdf", "13-RKA.pdf", "i13.pdf", "Ind_13.pdf", "INDIKATOR 13a.pdf"]
)
def test_a_name_begins_with_its_number(name: str) -> None:
    assert told(sheet(r13=f"x; {name}"), name) == []


@pytest.mark.parametrize("name", ["130.pdf", "1.pdf", "a13.pdf", "RKA 13.pdf", "indeks13.pdf"])
def test_another_name_does_not(name: str) -> None:
    (line,) = told(sheet(r13=f"x; {name}"), name)
    assert "A224" in line


@pytest.mark.parametrize("name", ["35.pdf", "35-2.pdf"])
def test_a_row_is_known_by_its_own_number_and_its_indicators(name: str) -> None:
    assert told(sheet(r35_2=name), name, instrument=OLD) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "a.pdf; https://x.id/b.pdf, c.pdf; Perwal 3/2024; bukti/d.PDF (h. 2)",
            ["a.pdf", "c.pdf", "d.PDF"],
        ),
        ("a.pdf (h. 2)", ["a.pdf"]),
        ('"a.pdf (h. 2)"', ["a.pdf"]),
        ('"a.pdf" (h. 2)', ["a.pdf"]),
        ("\u2022 a.pdf\n* 'b.pdf'", ["a.pdf", "b.pdf"]),
        ("C:\\bukti\\a.pdf", ["a.pdf"]),
        ("ftp://x/a.pdf", []),
        ("a.exe", []),
        ("a.pdfx", []),
    ],
)
def test_names_are_taken_without_folders_bullets_and_remarks(text: str, names: list[str]) -> None:
    assert named_in(text) == names


def named_in(text: str, *files: str) -> list[str]:
    """Return the files that a text of evidence names."""
    folder = EvidenceFolder("bukti", tuple((name, 1) for name in files))
    return [name for name, _ in files_named(view_of(NEW, sheet(r13=text)), folder).values()]


@pytest.mark.parametrize(
    ("text", "files", "names"),
    [
        ("1. a.pdf\n2) b.pdf\nc. d.pdf", (), ["a.pdf", "b.pdf", "d.pdf"]),
        ("1. a.pdf 2. b.pdf", (), ["a.pdf", "b.pdf"]),
        ("a.pdf dan b.pdf serta c.pdf & d.pdf", (), ["a.pdf", "b.pdf", "c.pdf", "d.pdf"]),
        ("20. Reviu.pdf", ("20. Reviu.pdf",), ["20. Reviu.pdf"]),
        ("Reviu 2024; RKA", ("reviu 2024.pdf",), ["reviu 2024.pdf"]),
        ("1. Reviu 2024", ("reviu 2024.pdf",), ["reviu 2024.pdf"]),
        ("20. Reviu.pdf", ("Reviu.pdf", "20. Reviu.pdf"), ["20. Reviu.pdf"]),
        ("Perwal No. 3", ("perwal no. 3.pdf",), ["perwal no. 3.pdf"]),
        ("laporan dan data.pdf", (), ["laporan dan data.pdf"]),
    ],
)
def test_lists_and_names_without_ending_are_understood(
    text: str, files: tuple[str, ...], names: list[str]
) -> None:
    assert named_in(text, *files) == names


def test_a_file_without_an_ending_is_named_by_nobody_who_does_not_name_it() -> None:
    (line,) = told(sheet(r13="13a.pdf;", r14=""), "13a.pdf", "LAPORAN")
    assert line.endswith("A221: 1 berkas di folder bukti tidak disebut di Bukti Dukung: LAPORAN")
    assert named_in("Laporan", "LAPORAN") == ["LAPORAN"]


def test_names_are_compared_without_case_odd_blanks_and_ways_to_compose() -> None:
    assert name_key(" Caf\u00e9   A.PDF") == name_key("cafe\u0301 a.pdf") == "caf\u00e9 a.pdf"
