"""The tables of `spbe verify`."""

import csv
import json
from fractions import Fraction

import pytest
from rich.console import Console
from spbe_cli.former.verify.table import REPORTS

from spbe_cli.findings import Finding, Place
from spbe_cli.former import Page
from spbe_cli.inspection import shipped
from spbe_cli.scoring import score
from spbe_cli.verification import Figure, State, Verification, VerifiedCase
from spbe_cli.words import Language, Words

INSTRUMENT = shipped("permenpanrb-59-2020")
INDONESIAN, ENGLISH = Words(), Words(Language.ENGLISH)

SAME = (
    Figure("index", "3.00", "3.00", State.SAME),
    Figure("predicate", "Baik", "Baik", State.SAME),
    Figure("D1", "3.00", "3.00", State.SAME),
)
DIFFERENT = (Figure("index", "3.01", "3.00", State.DIFFERENT), *SAME[1:])
ROUNDED = (Figure("predicate", "Baik", "Cukup", State.ROUNDED),)


def verification(*figures: tuple[Figure, ...]) -> Verification:
    levels = dict.fromkeys(INSTRUMENT.rows(), Fraction(3))
    result = score(INSTRUMENT, levels)
    cases = tuple(
        VerifiedCase("k.yaml", f"kota-{n}", "Kota", 2024, INSTRUMENT, result, found)
        for n, found in enumerate(figures, start=1)
    )
    facts = {"case": "kota-1", "part": "D1", "computed": "3.00", "published": "3.01"}
    findings = (Finding("A164", Place("k.yaml", line=7, column=3), facts),) if figures else ()
    return Verification(("k.yaml",), cases, findings)


def on_screen(done: Verification, *, detail: bool = False, words: Words = INDONESIAN) -> list[str]:
    console = Console(width=80, markup=False, highlight=False, emoji=False)
    with console.capture() as capture:
        console.print(REPORTS["table"](done, Page(words, 80, detail)))
    return [line.rstrip() for line in capture.get().splitlines()]


def written(report: str, done: Verification, words: Words = INDONESIAN) -> str:
    return str(REPORTS[report](done, Page(words)))


def test_a_case_that_agrees_takes_one_line() -> None:
    assert on_screen(verification(SAME)) == [
        "",
        "Kasus   Angka  Terbit  Dihitung  Keadaan",
        "────────────────────────────────────────",
        "kota-1      3    3,00      3,00  sama",
        "",
        "1 berkas, 1 kasus, 3 angka: 3 sama, 0 berbeda. Toleransi 0: setiap angka harus",
        "  sama sampai desimal terakhir yang tercetak.",
    ]


def test_a_figure_that_differs_has_a_line_of_its_own() -> None:
    shown = on_screen(verification(SAME, DIFFERENT))
    assert "kota-2      3    3,01      3,00  1 BERBEDA" in shown
    assert "kota-2  indeks    3,01      3,00  BERBEDA" in shown
    assert not any(line.startswith("kota-1  indeks") for line in shown)


def test_in_detail_every_figure_has_a_line() -> None:
    shown = on_screen(verification(SAME), detail=True)
    assert "kota-1  indeks      3,00      3,00  sama" in shown
    assert "kota-1  predikat    Baik      Baik  sama" in shown
    assert "kota-1  D1          3,00      3,00  sama" in shown


def test_a_predicate_that_rounding_explains_is_said_but_is_no_difference() -> None:
    shown = on_screen(verification(ROUNDED))
    assert "kota-1      1       -      3,00  menurut indeks yang dibulatkan" in shown
    summary = " ".join(" ".join(shown[-3:]).split())
    assert "0 sama, 0 berbeda." in summary
    assert "1 predikat terbit hanya cocok dengan indeks yang dibulatkan." in summary


def test_without_cases_only_the_sum_is_left() -> None:
    assert on_screen(verification())[1].startswith("1 berkas, 0 kasus, 0 angka:")


def test_english_has_its_own_words_and_mark() -> None:
    shown = on_screen(verification(DIFFERENT), words=ENGLISH)
    assert "kota-1        3       3.01      3.00  1 DIFFERENT" in shown


def test_markdown_holds_both_tables_and_the_findings() -> None:
    text = written("markdown", verification(SAME, DIFFERENT))
    assert "| kota-1 | 3 | 3,00 | 3,00 | sama |" in text
    assert "| kota-2 | indeks | 3,01 | 3,00 | BERBEDA |" in text
    assert "- k.yaml:7:3: error A164: kota-1: D1 dihitung" in text
    assert written("markdown", verification()).endswith("\nTidak ada temuan.\n")


def test_csv_has_one_row_for_each_figure() -> None:
    rows = list(csv.DictReader(written("csv", verification(SAME, DIFFERENT)).splitlines()))
    assert len(rows) == 6
    assert [row["state"] for row in rows[3:]] == ["different", "same", "same"]
    assert rows[3]["published"] == "3.01"


def test_json_gives_figures_findings_and_the_sum() -> None:
    document = json.loads(written("json", verification(SAME, DIFFERENT, ROUNDED)))
    assert list(document) == ["spbe", "files", "cases", "summary", "findings"]
    assert document["files"] == ["k.yaml"]
    assert document["cases"][1]["figures"][0] == {
        "part": "index",
        "published": pytest.approx(3.01),
        "computed": pytest.approx(3.0),
        "state": "different",
    }
    assert document["cases"][0]["index"]["points"] == "300"
    assert document["summary"] == {
        "files": 1,
        "cases": 3,
        "figures": 7,
        "same": 5,
        "rounded": 1,
        "different": 1,
        "tolerance": "0",
    }
    assert document["findings"][0]["line"] == 7
