"""Files of rates, efforts and changes: what is read, and where each fault is told."""

from fractions import Fraction
from pathlib import Path

import pytest

from spbe_cli.files.small import RATES, check_changes, load_changes
from spbe_cli.instrument.loading import shipped

NEW, OLD = shipped("permenpanrb-59-2020"), shipped("permenpanrb-5-2018")
PEMDI = shipped("permenpanrb-8-2026")


def written(folder: Path, text: str) -> Path:
    """Write a file."""
    path = folder / "a.yaml"
    path.write_text(text, "utf-8")
    return path


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


def test_a_change_counts_for_the_row_that_its_number_means(tmp_path: Path) -> None:
    path = written(tmp_path, "changes: {'36': 2, '35-1': 3, '35-2': 4}\n")
    levels, findings = check_changes(OLD, load_changes(path, "a")[0])
    assert dict(levels) == {"35-2": Fraction(4), "35-1": Fraction(3)}
    assert findings == ()
