"""`spbe explain` from the command line."""

import json

import pytest
from tests.program import ROOT, spbe

from spbe_cli.instrument.loading import shipped_ids
from spbe_cli.words.catalogue import codes


@pytest.mark.parametrize(
    "query", ["13", "I13", "i13", "013", "No. 13", "Indikator 13", "rencana anggaran"]
)
def test_an_indicator_is_found_by_its_number_or_its_words(query: str) -> None:
    said = spbe("explain", *query.split())
    assert "Indikator 13  Keterpaduan Rencana dan Anggaran SPBE\n" in said.out


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
    query: str, edition: str, found: str
) -> None:
    chosen = str(ROOT / edition) if edition.endswith("yaml") else edition
    made = json.loads(spbe("explain", *query.split(" "), "-f", "json", "-i", chosen).out)
    assert [one["code"] for one in made["indicators"]] == found.split()


@pytest.mark.parametrize("number", ["35", "35-1", "36", "35-3"])
def test_another_instrument_has_its_own_numbers(number: str) -> None:
    said = spbe("explain", number, "-i", "permenpanrb-5-2018")
    assert "Indikator 35  Layanan Publik\n" in said.out


@pytest.mark.parametrize(("language", "format_"), [("id", "json"), ("en", "markdown")])
def test_every_indicator_and_every_code_can_be_explained(language: str, format_: str) -> None:
    how = ("--lang", language, "-f", format_)
    asked = [(code,) for code in codes()] + [("1-20", "-i", one) for one in shipped_ids()]
    for what in asked:
        code, out, _ = spbe("explain", *what, *how)
        assert (code, "None" in out) == (0, False), what
