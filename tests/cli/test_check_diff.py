"""`spbe check --diff`: what changed between two versions, and what comes of it."""

import json
from pathlib import Path

import pytest

from spbe_cli.cli.program import run
from spbe_cli.instrument.loading import shipped_file

OLD = shipped_file("permenpanrb-59-2020")
TEXT = OLD.read_text("utf-8")

Capture = pytest.CaptureFixture[str]


def compared(capsys: Capture, tmp_path: Path, text: str, *options: str) -> tuple[int, str]:
    new = tmp_path / "baru.yaml"
    new.write_text(text, "utf-8")
    code = run(["check", "--diff", str(OLD), str(new), *options])
    out, err = capsys.readouterr()
    assert err == ""
    return code, out


def test_a_moved_bound_changes_the_predicates_near_it(capsys: Capture, tmp_path: Path) -> None:
    code, out = compared(capsys, tmp_path, TEXT.replace("minimum: 2.6", "minimum: 2.61"))
    assert code == 0
    first, _, counted, *results = out.splitlines()
    assert first == "predikat Baik: minimum 2.6 -> 2.61"
    assert "0 indeks dan 8 predikat" in counted
    assert len(results) == 8
    assert all(
        line.endswith(("2.61 Baik -> 2.61 Cukup", "2.60 Baik -> 2.60 Cukup")) for line in results
    )


def test_weights_names_and_criteria_are_compared(capsys: Capture, tmp_path: Path) -> None:
    text = TEXT.replace("weight: 1.30", "weight: 2.30", 1).replace(
        "weight: 1.30", "weight: 0.30", 1
    )
    text = text.replace("short: Kebijakan Arsitektur SPBE", "short: Arsitektur", 1)
    criterion = next(line for line in text.splitlines() if line.startswith("              1: "))
    text = text.replace(criterion, "              1: Belum ada apa pun.", 1)
    code, out = compared(capsys, tmp_path, text, "-f", "json")
    document = json.loads(out)
    changed = {(one["code"], one["what"]) for one in document["changes"]}
    assert code == 0
    assert changed == {("1", "weight"), ("2", "weight"), ("1", "short"), ("1", "criteria.1")}
    assert document["results"]["levels"] == "susunan tingkat rekaan"
    assert document["results"]["tried"] == 1232
    assert document["results"]["different"] == len(document["results"]["outcomes"]) > 0
    assert document["findings"] == []
    _, shown = compared(capsys, tmp_path, text)
    assert "indikator 1 (Arsitektur): kriteria tingkat 1 berubah\n" in shown
    assert "indikator 2 (Kebijakan Peta Rencana SPBE): weight 1.3 -> 0.3\n" in shown
    assert " lagi (semuanya: -f json)\n" in shown


def test_a_file_with_errors_is_not_compared(capsys: Capture, tmp_path: Path) -> None:
    for text in (TEXT.replace("weight: 1.30", "weight: 1.31", 1), "", "- a\n"):
        code, out = compared(capsys, tmp_path, text)
        assert code == 1
        assert ": error I1" in out
        assert out.endswith("\nBelum dibandingkan: perbaiki dulu kesalahannya.\n")
