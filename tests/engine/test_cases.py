"""Published cases give every printed figure; files of cases are checked."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.program import EXAMPLES

from spbe_cli.analysis.verify import State, VerifyResult, verify_files
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


R59, R5, R8 = "permenpanrb-59-2020", "permenpanrb-5-2018", "permenpanrb-8-2026"


Levels = dict[str, int | str]


def all_levels(level: int, instrument: str = R59) -> Levels:
    return dict.fromkeys(shipped(instrument).required_rows(), level)


def case(levels: Levels, published: str, instrument: str = R59, name: str = "kota") -> str:
    pairs = ", ".join(f"'{number}': {level}" for number, level in levels.items())
    return (
        f"- id: {name}\n"
        "  institution: Kota\n"
        "  year: 2024\n"
        f"  instrument: {instrument}\n"
        f"  levels: {{{pairs}}}\n"
        f"  published: {{{published}}}\n"
        "  source: LHE\n"
    )


def verified(tmp_path: Path, *cases: str) -> VerifyResult:
    path = tmp_path / "kasus.yaml"
    path.write_text("cases:\n" + "".join(cases), encoding="utf-8")
    return verify_files([(path, "kasus.yaml")])


def states(verification: VerifyResult) -> list[State]:
    return [figure.state for case in verification.cases for figure in case.figures]


def test_a_figure_with_more_decimals_is_compared_to_the_last_of_them(tmp_path: Path) -> None:
    levels = {**all_levels(3), "1": 4}
    assert states(verified(tmp_path, case(levels, "index: '3.013'"))) == [State.SAME]
    assert states(verified(tmp_path, case(levels, "index: '3.014'"))) == [State.DIFFERENT]


def test_the_rows_of_a_report_may_have_other_numbers(tmp_path: Path) -> None:
    levels = {**all_levels(3, R5), "36": 3, "37": 3}
    done = verified(tmp_path, case(levels, "index: '3.00'", R5))
    assert states(done) == [State.SAME]
    assert len(done.cases[0].result.indicators) == 37


def test_another_number_of_a_row_is_as_good(tmp_path: Path) -> None:
    levels: Levels = {("35" if row == "35-1" else row): 3 for row in all_levels(3, R5)}
    assert states(verified(tmp_path, case(levels, "index: '3.00'", R5))) == [State.SAME]


def test_levels_that_no_source_prints_may_be_made_up_and_that_is_said(tmp_path: Path) -> None:
    printed, made_up = all_levels(3), {"18": 2, "38": 4}
    for number in made_up:
        del printed[number]
    text = case(printed, "index: '3.00', aspects: {A3: '2.75'}")
    assert [one.code for one in verified(tmp_path, text).findings] == ["I103"]
    whole = text.replace("  published:", "  made_up: {'18': 2, '38': 4}\n  published:")
    done = verified(tmp_path, whole)
    assert done.findings == ()
    assert list(done.cases[0].case.made_up) == ["18", "38"]


@pytest.mark.parametrize(
    ("instrument", "level", "codes"),
    [(R8, "7/6", []), (R8, "2.5", []), (R8, "11/2", ["I123"]), (R8, "0/1", ["I105"]),
     (R8, "1.16667", ["I123"]), (R59, "7/6", ["I123"]), (R59, "6/2", []), (R59, "1/0", ["I105"])],
)  # fmt: skip
def test_a_score_may_be_a_fraction_where_scores_have_decimals(
    tmp_path: Path, instrument: str, level: str, codes: list[str]
) -> None:
    levels: Levels = {**all_levels(1, instrument), "13": level}
    done = verified(tmp_path, case(levels, "predicate: Kurang", instrument))
    assert [one.code for one in done.findings] == codes
