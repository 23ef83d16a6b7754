"""`spbe explain` from the command line."""

import json
from pathlib import Path

import pytest

from spbe_cli.cli.program import run

ROOT = Path(__file__).parents[2]
Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    "query", ["13", "I13", "i13", "013", "No. 13", "Indikator 13", "rencana anggaran"]
)
def test_an_indicator_is_found_by_its_number_or_its_words(query: str, capsys: Capture) -> None:
    assert run(["explain", *query.split()]) == 0
    assert "Indikator 13  Keterpaduan Rencana dan Anggaran SPBE\n" in capsys.readouterr().out


def test_the_next_step_names_the_instrument_that_was_searched(capsys: Capture) -> None:
    assert run(["explain", "arsitektur", "-i", "permenpanrb-8-2026", "--lang", "en"]) == 0
    last = " ".join(capsys.readouterr().out.split("\n\n")[-1].split())
    assert last.startswith("The criteria and evidence of one of them, such as: spbe explain ")
    assert last.endswith(" -i permenpanrb-8-2026")


def test_words_that_no_name_holds_are_looked_for_in_the_criteria(capsys: Capture) -> None:
    assert run(["explain", "seluruh", "unit"]) == 0
    assert 'memuat "seluruh unit" dalam kriterianya\n' in capsys.readouterr().out


@pytest.mark.parametrize(
    ("code", "title"), [("a107", "A107  Tingkat berubah"), ("I104", "I104  Jumlah bobot")]
)
def test_a_code_of_three_digits_is_a_finding(code: str, title: str, capsys: Capture) -> None:
    assert run(["explain", code]) == 0
    assert title in capsys.readouterr().out


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


@pytest.mark.parametrize(
    ("query", "refusal"),
    [
        ("11-60", "Indikator 60 tidak ada dalam PermenPANRB 59/2020; nomor yang ada: 1-47"),
        ("35-2", "Indikator 35-2 tidak ada dalam PermenPANRB 59/2020; nomor yang ada: 1-47"),
        ("arsitektr", 'yang memuat "arsitektr"; maksudnya "arsitektur"?'),
        (" ", "Tulis nomor indikator, kode temuan, atau kata"),
    ],
)
def test_what_is_not_there_is_refused_with_the_way_on(
    query: str, refusal: str, capsys: Capture
) -> None:
    assert run(["explain", query]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert refusal in err


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "kota.yaml"
    path.write_text("id: [", encoding="utf-8")
    return path


def test_a_faulty_instrument_file_gives_its_findings(broken: Path, capsys: Capture) -> None:
    assert run(["explain", "13", "-i", str(broken)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "kota.yaml:" in err


def test_json_is_one_document_with_the_findings_in_it(broken: Path, capsys: Capture) -> None:
    assert run(["explain", "13", "-f", "json", "-i", str(broken)]) == 1
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert err == ""
    assert document["indicators"] == []
    assert document["findings"]
