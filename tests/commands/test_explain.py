"""`spbe explain` from the command line."""

import json
from pathlib import Path

import pytest

from spbe_cli.cli.program import run
from spbe_cli.instrument.loading import shipped_ids
from spbe_cli.words.catalogue import codes

ROOT = Path(__file__).parents[2]
Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    "query", ["13", "I13", "i13", "013", "No. 13", "Indikator 13", "rencana anggaran"]
)
def test_an_indicator_is_found_by_its_number_or_its_words(query: str, capsys: Capture) -> None:
    assert run(["explain", *query.split()]) == 0
    assert "Indikator 13  Keterpaduan Rencana dan Anggaran SPBE\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("query", "edition", "found"),
    [
        ("11-13", "permenpanrb-59-2020", "11 12 13"),
        ("11 12", "permenpanrb-59-2020", "11 12"),
        ("I13, 11 - 12 13", "permenpanrb-59-2020", "13 11 12"),
        ("33-35", "permenpanrb-5-2018", "33 34 35"),
        ("34 36", "permenpanrb-5-2018", "34 35"),
        ("10101-10201", "examples/instruments/epss.yaml", "10101 10201"),
    ],
)
def test_several_indicators_are_found_by_numbers_and_ranges(
    query: str, edition: str, found: str, capsys: Capture
) -> None:
    chosen = str(ROOT / edition) if edition.endswith("yaml") else edition
    assert run(["explain", *query.split(" "), "-f", "json", "-i", chosen]) == 0
    codes = [one["code"] for one in json.loads(capsys.readouterr().out)["indicators"]]
    assert codes == found.split()


@pytest.mark.parametrize("number", ["35", "35-1", "36", "35-3"])
def test_another_instrument_has_its_own_numbers(number: str, capsys: Capture) -> None:
    assert run(["explain", number, "-i", "permenpanrb-5-2018"]) == 0
    assert "Indikator 35  Layanan Publik\n" in capsys.readouterr().out


@pytest.mark.parametrize(("language", "format_"), [("id", "json"), ("en", "markdown")])
def test_every_indicator_and_every_code_can_be_explained(
    language: str, format_: str, capsys: Capture
) -> None:
    how = ("--lang", language, "-f", format_)
    for code in codes():
        assert run(["explain", code, *how]) == 0
    for edition in shipped_ids():
        assert run(["explain", "1-20", "-i", edition, *how]) == 0
    assert "None" not in capsys.readouterr().out
