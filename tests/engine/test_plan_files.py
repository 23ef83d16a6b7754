"""Files of efforts and changes, and goals: what is read, what is refused."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from spbe_cli.analysis.plan import PlanOptions, goal_of, load_efforts
from spbe_cli.analysis.plan_raises import Goal
from spbe_cli.errors import UsageError
from spbe_cli.instrument.loading import shipped

NEW = shipped("permenpanrb-59-2020")


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


def test_a_predicate_on_the_rounded_index_is_reached_half_a_step_earlier() -> None:
    rounded = replace(NEW, predicate_on="rounded")
    options = PlanOptions("Sangat Baik", reserve=Fraction("0.1"))
    assert goal_of(NEW, options) == Goal(Fraction("3.5"), Fraction("3.6"))
    assert goal_of(rounded, options) == Goal(Fraction("3.5"), Fraction("3.595"))
    assert goal_of(rounded, PlanOptions(Fraction("3.5"))).needed == Fraction("3.5")
    with pytest.raises(UsageError):
        goal_of(NEW, PlanOptions("bagus"))
