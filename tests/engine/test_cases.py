"""Published cases give every printed figure."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.program import EXAMPLES

from spbe_cli.instrument.loading import shipped
from spbe_cli.scoring import score

HERE = Path(__file__).parent
OFFICIAL = EXAMPLES / "cases" / "official.yaml"
FILES = (OFFICIAL, *sorted((HERE / "cases").glob("*.yaml")))
CASES = {
    case["id"]: case
    for path in FILES
    for case in yaml.load(path.read_text("utf-8"), yaml.BaseLoader)["cases"]  # noqa: S506  as text
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_every_printed_figure_is_reproduced(case: dict[str, Any]) -> None:
    instrument = shipped(case["instrument"])
    result = score(instrument, {row: Fraction(level) for row, level in case["levels"].items()})
    printed = case["published"]
    assert {part.code: str(part.rounded) for part in result.domains} == printed["domains"]
    aspects = {part.code: str(part.rounded) for part in result.aspects}
    assert {code: aspects[code] for code in printed["aspects"]} == printed["aspects"]
    assert str(result.total.rounded) == printed["index"]
    assert result.predicate.name == printed["predicate"]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_every_printed_figure_has_two_decimals_and_a_source(case: dict[str, Any]) -> None:
    printed = case["published"]
    figures = [*printed["aspects"].values(), *printed["domains"].values(), printed["index"]]
    assert all(figure[-3] == "." for figure in figures)
    assert case["source"]


def test_the_official_cases_print_every_aspect() -> None:
    official = list(CASES.values())[:5]
    assert [case["id"] for case in official] == [
        "bandar-lampung-2021",
        "bandar-lampung-2022",
        "bandar-lampung-2024",
        "kemenko-perekonomian-2021",
        "kabupaten-madiun-2020",
    ]
    for case in official:
        aspects = shipped(case["instrument"]).aspects
        assert list(case["published"]["aspects"]) == [aspect.code for aspect in aspects]
