"""Files of rates, efforts and changes: what is read, and where each fault is told."""

from fractions import Fraction
from pathlib import Path

import pytest

from spbe_cli.files.small import EFFORTS, RATES, check_changes, load_changes
from spbe_cli.findings import Finding
from spbe_cli.instrument.loading import shipped

NEW, OLD = shipped("permenpanrb-59-2020"), shipped("permenpanrb-5-2018")
PEMDI = shipped("permenpanrb-8-2026")


def written(folder: Path, text: str) -> Path:
    """Write a file."""
    path = folder / "a.yaml"
    path.write_text(text, "utf-8")
    return path


def brief(findings: tuple[Finding, ...]) -> list[str]:
    """Return place and code of each finding."""
    return [f"{one.place.line}:{one.place.column} {one.code}" for one in findings]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("3:\n    lowered: {1: 0.25, 2: 0.5}\n    raised: 0.25", []),
        ("5: {claims: 4, lowered: {4: 4}}\n  1: {}", []),
        ("6: {}", ["3:3 I123"]),
        ("0: {}", ["3:3 I123"]),
        ("3:\n    lowered:\n      0: 0.1\n      5: 0.1", ["5:10 I123", "6:10 I123"]),
        ("3: {claims: 4, lowered: {1: 2.5, 2: 1}, raised: 1}", ["3:3 I105"]),
        ("3: {claims: 0, lowered: {1: 2}}", ["3:3 I105"]),
        ("3:\n    lowerd: {1: 1}", ["4:5 I102"]),
        (
            "x: {}\n  3:\n    lowered:\n      1.0: 0.5\n      y: 1",
            ["3:3 I105", "6:7 I105", "7:7 I105"],
        ),
    ],
)
def test_rates_are_chances_on_the_scale(tmp_path: Path, text: str, told: list[str]) -> None:
    rates, findings = RATES.load(written(tmp_path, f"source: S\nrates:\n  {text}\n"), "a", NEW)
    assert brief(findings) == told
    assert (rates is None) is bool(told)


@pytest.mark.parametrize(
    ("by", "fits"), [("0.75", True), ("4", True), ("0", False), ("4.1", False), ("0.00001", False)]
)
def test_scores_with_decimals_are_lowered_by_as_fine_a_step(
    tmp_path: Path, by: str, *, fits: bool
) -> None:
    path = written(tmp_path, f"source: S\nrates: {{4: {{lowered: {{{by}: 0.5}}}}}}\n")
    rates, findings = RATES.load(path, "a", PEMDI)
    assert [finding.code for finding in findings] == ["I123"] * (not fits)
    assert (rates is not None) == fits


def test_counts_become_chances(tmp_path: Path) -> None:
    text = "source: S\nrates:\n  4: {claims: 8, lowered: {1: 2, 2: 0}}\n  3: {lowered: {1: 0.5}}\n"
    rates, _ = RATES.load(written(tmp_path, text), "a", NEW)
    assert rates
    assert rates.chances() == {4: {1: Fraction(1, 4)}, 3: {1: Fraction(1, 2)}}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("'11': {2: 1.5, 5: 2}", []),
        ("'48': {2: 1}", ["2:3 I102"]),
        ("'11':\n    1: 1\n    6: 1", ["3:8 I123", "4:8 I123"]),
        ("'48': {2: 1}\n  '11': {6: 1}", ["2:3 I102", "3:13 I123"]),
        ("'11': {x: 2}", ["2:10 I105"]),
        ("'11': {2: x}", ["2:13 I105"]),
    ],
)
def test_efforts_name_what_the_instrument_has(tmp_path: Path, text: str, told: list[str]) -> None:
    _, findings = EFFORTS.load(written(tmp_path, f"efforts:\n  {text}\n"), "a", NEW)
    assert brief(findings) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{'11': 4, '12': 1, '13': 5}", []),
        ("{'48': 4}", ["1:17 A161"]),
        ("{'11': 2.5}", ["1:17 A161"]),
        ("{'11': 9}", ["1:17 A161"]),
        ("{'11': x}", ["1:17 I105"]),
    ],
)
def test_changes_name_what_the_instrument_has(tmp_path: Path, text: str, told: list[str]) -> None:
    wanted, faults = load_changes(written(tmp_path, f"changes: {text}\n"), "a")
    assert brief((*faults, *check_changes(NEW, wanted)[1])) == told


def test_a_change_counts_for_the_row_that_its_number_means(tmp_path: Path) -> None:
    path = written(tmp_path, "changes: {'36': 2, '35-1': 3, '35-2': 4}\n")
    levels, findings = check_changes(OLD, load_changes(path, "a")[0])
    assert dict(levels) == {"35-2": Fraction(4), "35-1": Fraction(3)}
    assert findings == ()
