"""Files of efforts and changes, and goals: what is read, what is refused."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from spbe_cli.analysis.plan import PlanOptions, goal_of, load_efforts
from spbe_cli.analysis.plan_raises import Goal
from spbe_cli.cli.program import run
from spbe_cli.errors import UsageError
from spbe_cli.files.small import load_changes
from spbe_cli.instrument.loading import shipped

NEW = shipped("permenpanrb-59-2020")
Capture = pytest.CaptureFixture[str]


def file_of(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "berkas.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_efforts_are_exact_and_the_rest_has_the_default(tmp_path: Path) -> None:
    path = file_of(tmp_path, "default: 2\nefforts:\n  '11':\n    2: 0.1\n")
    efforts, findings = load_efforts(path, NEW)
    assert findings == ()
    assert efforts.of("11", 2) == Fraction(1, 10)
    assert efforts.of("11", 3) == efforts.of("12", 2) == 2
    assert load_efforts(None, NEW)[0].of("11", 2) == 1


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "I127", 1),
        ("efforts: [1]\n", "I130", 1),
        ("efforts:\n  '11': 3\n", "I130", 2),
        ("efforts:\n  '11':\n    2: 1,5\n", "I105", 3),
        ("efforts:\n  '11':\n    2: -1\n", "I105", 3),
        ("efforts:\n  '48':\n    2: 1\n", "I102", 2),
        ("efforts:\n  '11':\n    1: 1\n", "I123", 3),
        ("efforts:\n  '11':\n    6: 1\n", "I123", 3),
        ("efforts: {}\ninstrument: lain\n", "I123", 2),
        ("efforts: {}\nunits: bulan\n", "I102", 2),
        ("changes: {'11': 4}\ninstrument: lain\n", "I123", 2),
        ("changes:\n  '11': 4.5\n", "A161", 2),
        ("changes:\n  '48': 4\n", "A161", 2),
        ("changes:\n  '11': 6\n", "A161", 2),
        ("changes: 11=4\n", "I130", 1),
    ],
)
def test_check_finds_each_fault_once_at_its_line(
    tmp_path: Path, capsys: Capture, text: str, code: str, line: int
) -> None:
    path = file_of(tmp_path, text)
    assert run(["check", str(path)]) == 1
    found = [one for one in capsys.readouterr().out.splitlines() if one.startswith(str(path))]
    assert len(found) == 1
    assert found[0].startswith(f"{path}:{line}:")
    assert f": error {code}: " in found[0]


def test_check_says_what_a_sound_file_holds(tmp_path: Path, capsys: Capture) -> None:
    for text, said in (
        ("efforts:\n  '11': {2: 1, 3: 2}\n  '12': {2: 1}\n", "upaya untuk 2 indikator"),
        ("changes: {'11': 4, '12': 3}\n", "2 perubahan tingkat"),
        ("instrument: permenpanrb-5-2018\nefforts:\n  '35': {2: 1}\n", "upaya untuk 1 indikator"),
    ):
        assert run(["check", str(file_of(tmp_path, text))]) == 0
        assert said in capsys.readouterr().out


def test_a_file_that_is_no_yaml_gives_only_its_findings(tmp_path: Path) -> None:
    path = file_of(tmp_path, "efforts: {\n")
    assert [finding.code for finding in load_efforts(path, NEW)[1]] == ["I101"]
    assert load_changes(path, "berkas.yaml")[0] == ()


def test_a_predicate_on_the_rounded_index_is_reached_half_a_step_earlier() -> None:
    rounded = replace(NEW, predicate_on="rounded")
    options = PlanOptions("Sangat Baik", reserve=Fraction("0.1"))
    assert goal_of(NEW, options) == Goal(Fraction("3.5"), Fraction("3.6"))
    assert goal_of(rounded, options) == Goal(Fraction("3.5"), Fraction("3.595"))
    assert goal_of(rounded, PlanOptions(Fraction("3.5"))).needed == Fraction("3.5")
    with pytest.raises(UsageError):
        goal_of(NEW, PlanOptions("bagus"))
