"""What `spbe explain` says of a word is whole, true and found; no message leads elsewhere."""

import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from runpy import run_path
from typing import Any, Final

import pytest
import yaml
from tests.program import ROOT, spbe

from spbe_cli.analysis.explain import Topic, explain
from spbe_cli.instrument.loading import Inspection, shipped
from spbe_cli.words import Language, catalogue

WORDS: Final = files("spbe_cli.words")
RECORDS: Final[Mapping[str, Any]] = yaml.safe_load(
    WORDS.joinpath("concepts.yaml").read_text("utf-8")
)
KEYS: Final = {"group", "english", "also", "not", "source", "see", "file", "id", "en"}
SHEET: Final = "examples/bandar-lampung-2024.xlsx"
SHOWN_BY: Final = {
    "predikat": f"score {SHEET}",
    "kurang": f"score {SHEET}",
    "domain": f"score {SHEET}",
    "aspek": f"score {SHEET} --detail",
    "indeks": f"score {SHEET} --detail;score {SHEET} -f json",
    "bobot": "explain 13",
    "sumbangan": f"simulate {SHEET} --set 11=4",
    "cadangan": f"plan {SHEET} --target 3,5 --reserve 0,05",
    "rencana": f"plan {SHEET} --target 3,5 --reserve 0,05",
    "persentil": f"benchmark {SHEET}",
    "peringkat": f"benchmark {SHEET}",
    "median": f"benchmark {SHEET}",
}
"""The commands that print the numbers of an example."""


@pytest.mark.parametrize("key", RECORDS)
def test_a_record_is_whole(key: str) -> None:
    record = RECORDS[key]
    assert set(record) <= KEYS
    assert list(record["id"]) == list(record["en"])
    assert list(record["id"].get("keys", ())) == list(record["en"].get("keys", ()))
    assert set(record.get("see", ())) <= set(RECORDS) - {key}
    for language in Language:
        for name in ("meaning", "text", "example"):
            text = record[language].get(name, "X.")
            assert text.isascii()
            assert text[0].isupper() or text.startswith(("spbe", "1 "))
            assert text.endswith(".")


@pytest.mark.parametrize("language", Language)
def test_every_concept_is_found_by_its_name(language: Language) -> None:
    inspection = Inspection(shipped("permenpanrb-59-2020"), ())
    for key in catalogue.concepts():
        topic = explain(catalogue.concept(key, language).name.upper(), inspection).topic
        assert isinstance(topic, Topic)
        assert (topic.by, topic.concepts) == ("concept", (key,))


@pytest.mark.parametrize("key", [key for key in RECORDS if "file" in RECORDS[key]])
def test_a_file_that_is_shown_passes(key: str, here: Path) -> None:
    content = RECORDS[key]["file"]
    (here / "kota-contoh.yaml").write_text(content, "utf-8")
    assert spbe("check", "kota-contoh.yaml").code == 0
    described = RECORDS[key]["id"]["keys"]
    assert set(yaml.safe_load(content)) - set(described) <= {
        *("title", "regulation", "index_name", "valid_from", "scale", "capabilities", "aspects")
    }


@pytest.mark.parametrize("key", SHOWN_BY)
def test_the_numbers_of_an_example_are_real(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    said = [spbe(*command.split()) for command in SHOWN_BY[key].split(";")]
    assert not any(one.code for one in said)
    printed = "".join(one.out for one in said).replace(".", ",")
    numbers = re.findall(r"\d+(?:,\d+)?", RECORDS[key]["id"]["example"])
    assert [one for one in numbers if one not in printed] == []
    english = re.findall(r"\d+(?:\.\d+)?", RECORDS[key]["en"]["example"])
    assert sorted(english) == sorted(one.replace(",", ".") for one in numbers)


def test_the_glossary_is_current() -> None:
    page = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    assert page == run_path(str(ROOT / "docs" / "pages.py"))["glossary_page"](page)


def test_what_a_message_names_is_there_for_who_has_no_checkout() -> None:
    paths = [
        "id.yaml",
        "en.yaml",
        *(f"findings/{name}.yaml" for name in catalogue.FAMILIES.values()),
    ]
    text = "\n".join(WORDS.joinpath(path).read_text("utf-8").partition("\n")[2] for path in paths)
    assert "docs/" not in text
    known = {catalogue.concept(key, language).name for key in RECORDS for language in Language}
    named = set(re.findall(r"spbe explain ([a-z]+)\b", text))
    assert named - known == {*("arsitektur", "istilah", "terms"), *("dengan", "shows", "with")}
