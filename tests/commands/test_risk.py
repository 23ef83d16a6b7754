"""`spbe risk` on real files: what is shown, every format, exit codes, faulty rates."""

import json
from collections.abc import Callable
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.program import EXAMPLES, spbe

from spbe_cli.reports import ENDINGS, FORMATS

SHEET = EXAMPLES / "bandar-lampung-2024.xlsx"


@pytest.fixture
def rates() -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = Path("peluang.yaml")
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_chance_may_be_in_per_cent() -> None:
    known = spbe("risk", SHEET, "--downgrade", "0.2", "--downgrade", "2=0.055", "-f", "csv")
    assert known[0] == 0
    written = ("--downgrade", "20%", "--downgrade", "2=5,5 %")
    assert spbe("risk", SHEET, *written, "-f", "csv") == known


def test_the_smallest_number_of_downgrades_is_told_by_hand() -> None:
    # 2.9795 less 0.05 points: 2.60 is lost with more than 37.95 points of losses.  One level
    # each: six of 3.00 and nine of 2.75; 6 x 3 + 7 x 2.75 = 37.25, and one more is 40.
    _, out, _ = spbe("risk", SHEET, "-f", "json")
    fewest = json.loads(out)["fewest"]
    assert fewest["by_one"]["count"] == 14
    assert fewest["by_one"]["index"] == {
        "points": "257.95", "weight": "100", "value": 2.58, "predicate": "Cukup",
    }  # fmt: skip
    # To level 1: 36 and 40 lose 11 points each, 42 and 44 nine each: 40.
    assert fewest["to_lowest"]["count"] == 4
    assert set(fewest["to_lowest"]["indicators"]) == {"36", "40", "42", "44"}


def test_the_mean_of_stated_chances_is_known() -> None:
    _, out, _ = spbe("risk", SHEET, "--downgrade", "0.2", "--downgrade", "2=0.05", "-f", "json")
    document = json.loads(out)
    spread = document["distribution"]
    lost = sum(
        -Fraction(claim["one_less"]) / 5
        - max(2 * Fraction(claim["one_less"]), Fraction(claim["all_less"])) / 20
        for claim in document["claims"]
    )
    assert len(document["claims"]) == 42
    assert Fraction(spread["mean"]) == Fraction("2.9795") - lost
    assert sum(Fraction(one["chance"]) for one in spread["predicates"]) == 1
    assert sum(Fraction(one["chance"]) for one in spread["values"]) == 1


def test_the_documented_file_of_rates_is_sound(rates: Callable[[str], Path]) -> None:
    text = (EXAMPLES.parent / "docs" / "risk.md").read_text("utf-8")
    assert spbe("check", rates(text.split("```yaml\n")[1].split("```")[0]))[0] == 0


@pytest.mark.parametrize("format_", ["table", *FORMATS, *ENDINGS])
def test_what_is_too_fine_says_in_every_format_by_how_much_it_may_be_off(
    monkeypatch: pytest.MonkeyPatch, format_: str
) -> None:
    def shown() -> str:
        path = Path(f"hasil{format_}")
        options = ("-o", path, "--force") if format_ in ENDINGS else ("-f", format_)
        code, out, _ = spbe("risk", SHEET, "--downgrade", "0.2", *options)
        assert code == 0
        written = path.read_bytes() if format_ in ENDINGS else out.encode()
        if written[:2] == b"PK":
            with ZipFile(BytesIO(written)) as package:
                written = b"".join(map(package.read, package.namelist()))
        return " ".join(written.decode("utf-8", "replace").split())

    exact = '"approximation": null' in shown() or "Dihitung persis dari semua" in shown()
    assert exact or format_.endswith("csv")
    monkeypatch.setattr("spbe_cli.analysis.distribution.MOST_BYTES", 5000)
    said = shown()
    assert "Dihitung persis" not in said
    near = ("dapat meleset paling jauh 0,", '"approximation": { "index": "0.', "approximation,,")
    assert any(text in said for text in near)
