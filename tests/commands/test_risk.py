"""`spbe risk`: what is said, against counting by hand with printed weights."""

from collections import defaultdict
from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from itertools import accumulate, pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.commands.documents import (
    BOUNDS,
    FIFTH,
    WEIGHTS,
    YEARS,
    city,
    index_of,
    levels_of,
    points_of,
    predicate_of,
    printed,
    risk,
    table,
    texts,
    values,
)
from tests.program import EXAMPLES, ROOT, spbe

from spbe_cli.analysis.distribution import Distribution
from spbe_cli.analysis.risk import assess_risk
from spbe_cli.instrument.loading import shipped, shipped_ids
from spbe_cli.reports import ENDINGS, FORMATS, written
from spbe_cli.reports.document import Columns, Document, Number, Verdict, text_of
from spbe_cli.reports.risk import RiskReport
from spbe_cli.reports.risk_spread import in_steps, percent
from spbe_cli.words import Words

SHEET = EXAMPLES / "bandar-lampung-2024.xlsx"


def test_a_chance_may_be_in_per_cent() -> None:
    known = spbe("risk", SHEET, "--downgrade", "0.2", "--downgrade", "2=0.055", "-f", "csv")
    assert known[0] == 0
    written = ("--downgrade", "20%", "--downgrade", "2=5,5 %")
    assert spbe("risk", SHEET, *written, "-f", "csv") == known


def test_the_smallest_number_of_downgrades_is_told_by_hand() -> None:
    # 2.9795 less 0.05 points: 2.60 is lost with more than 37.95 points of losses.  One level
    # each: six of 3.00 and nine of 2.75; 6 x 3 + 7 x 2.75 = 37.25, and one more is 40.
    fewest = spbe("risk", SHEET, "-f", "json").data["fewest"]
    assert fewest["by_one"]["count"] == 14
    assert fewest["by_one"]["index"] == {
        "points": "257.95", "weight": "100", "value": 2.58, "predicate": "Cukup",
    }  # fmt: skip
    # To level 1: 36 and 40 lose 11 points each, 42 and 44 nine each: 40.
    assert fewest["to_lowest"]["count"] == 4
    assert set(fewest["to_lowest"]["indicators"]) == {"36", "40", "42", "44"}


def test_the_mean_of_stated_chances_is_known() -> None:
    document = spbe("risk", SHEET, "--downgrade", "0.2", "--downgrade", "2=0.05", "-f", "json").data
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


def test_the_documented_file_of_rates_is_sound() -> None:
    page = (ROOT / "docs" / "risk.md").read_text("utf-8")
    Path("peluang.yaml").write_text(page.split("```yaml\n")[1].split("```")[0], "utf-8")
    assert spbe("check", "peluang.yaml").code == 0


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


def document(year: str) -> Document:
    return risk(city(year))


def chances_of(year: str) -> dict[int, Fraction]:
    """Return the chance of every sum of points: row by row, each kept or one level lower."""
    found, chance = {points_of(levels_of(year)): Fraction(1)}, Fraction(1, 5)
    for row, level in levels_of(year).items():
        if level > 1:
            following: dict[int, Fraction] = defaultdict(Fraction)
            for points, known in found.items():
                following[points] += known * (1 - chance)
                following[points - WEIGHTS[row]] += known * chance
            found = dict(following)
    return found


def test_the_claims_to_prove_are_all_of_4_and_5_with_what_they_are_worth() -> None:
    claims, levels = table(document("2024"), "Turun 1"), levels_of("2024")
    shown = {row[0]: row for row in texts(claims) if row[0] in WEIGHTS}
    assert {*shown} == {row for row, level in levels.items() if level >= 4}
    for code, row in shown.items():
        worth = Fraction(WEIGHTS[code], 10_000)
        assert row[3] == str(levels[code])
        assert row[4:] == [f"-{printed(worth * n, 4)}" for n in (1, levels[code] - 1)]
    assert (
        sum(values(claims, 5, "group"))
        == sum(values(claims, 5, ""))
        == values(claims, 5, "total")[0]
    )
    demands = table(document("2024"), "Yang harus ada")
    assert {row[0] for row in texts(demands)} & {*WEIGHTS} == {*shown}


@pytest.mark.parametrize("year", ["2022", "2024"])
def test_no_smaller_number_of_downgrades_loses_the_predicate(year: str) -> None:
    rows = {row[1]: [row[0], *row[2:]] for row in texts(table(document(year), "Keadaan"))}
    points = points_of(levels_of(year))
    name = predicate_of(index_of(levels_of(year)))
    assert rows["Semua klaim diterima"] == ["0", printed(Fraction(points, 10_000)), name]
    if name == "Kurang":
        assert len(rows) == 1  # every claim names its evidence
        return
    lost = sorted((w * (levels_of(year)[row] - 1) for row, w in WEIGHTS.items()), reverse=True)
    fewest = next(n for n, total in enumerate(accumulate(lost), 1) if total > points - 26_000)
    after = Fraction(points - sum(lost[:fewest]), 10_000)
    found = rows["Paling sedikit dinilai tingkat 1 sampai predikat hilang"]
    assert found == [str(fewest), printed(after), "Cukup"]
    assert f"hilang bila {fewest} indikator dinilai tingkat 1" in str(document(year).summary)


@pytest.mark.parametrize("year", YEARS)
def test_chances_percentiles_and_steps_are_those_of_all_cases(year: str) -> None:
    known, made = chances_of(year), document(year)
    chances = values(table(made, "Predikat", "Peluang"), 2)
    ends = [10**9, *(bound * 100 for bound in BOUNDS.values())]
    assert chances == [
        sum(chance for points, chance in known.items() if low <= points < top)
        for top, low in pairwise(ends)
    ]
    assert percentiles(known) == [row[1] for row in texts(table(made, "Persentil"))]
    steps = table(made, "Indeks", "Batang, 0-100 %")
    assert sum(values(steps, 1)) == 1
    for (name, *_), value in zip(texts(steps), values(steps, 1), strict=True):
        low, _, high = name.replace("di bawah ", "").partition(" sampai ")
        first, last = (
            int(end.replace(",", "")) * 100 for end in ((low, high) if high else ("0", low))
        )
        assert value == sum(c for points, c in known.items() if first <= points < last)
    (drawn,) = (block for block in made.beside if isinstance(block, Columns))
    assert list(drawn.heights) == values(steps, 1)[-len(drawn.heights) :]


def percentiles(known: dict[int, Fraction]) -> list[str]:
    found, below = [], Fraction(0)
    wanted = [Fraction(one, 100) for one in (5, 25, 50, 75, 95)]
    for points in sorted(known):
        below += known[points]
        while wanted and below >= wanted[0]:
            wanted.pop(0)
            found.append(printed(Fraction(points, 10_000)))
    return [*found, printed(sum((p * c for p, c in known.items()), Fraction(0)) / 10_000)]


def test_the_answer_stands_beside_the_index() -> None:
    known = chances_of("2024")
    mean = sum((points * chance for points, chance in known.items()), Fraction(0)) / 10_000
    kept = sum((one for points, one in known.items() if points >= 26_000), Fraction(0))
    (verdict,) = (block for block in document("2024").summary if isinstance(block, Verdict))
    assert (text_of(verdict.value), verdict.word) == ("2,98", "Baik")
    said = f"rata-rata {printed(mean)}; peluang tetap Baik: {printed(kept * 100, 1)} %"
    assert verdict.note.endswith(said)


def test_the_assumption_stands_above_the_number_in_every_format() -> None:
    report = RiskReport(assess_risk(city("2024"), **FIFTH), Words())
    said = "berpeluang 20 % turun 1 tingkat"
    assert said in report.document().caveats[-1]
    for ending in (".html", ".md"):
        text = " ".join(written(report, ending, Words()).decode().split())
        assert text.index(said) < text.index("peluang tetap Baik")


def test_what_is_all_but_sure_or_impossible_never_looks_so() -> None:
    steps = table(document("2024"), "Indeks", "Batang, 0-100 %")
    numbers = [row.cells[1] for row in steps.rows]
    rare = [n for n in numbers if isinstance(n, Number) and n.value < Fraction("0.001")]
    assert {one.look for one in rare} == {'"< 0,1 %"'}
    assert percent(Fraction(99_999, 100_000), Words()) == "> 99,9 %"


@pytest.mark.parametrize(("rule", "bound"), [("exact", 26_000), ("rounded", 25_950)])
def test_steps_end_where_predicates_do(rule: str, bound: int) -> None:
    sheet = city("2024")
    assert sheet.instrument is not None
    instrument = replace(sheet.instrument, predicate_on=rule)
    found = assess_risk(replace(sheet, instrument=instrument), **FIFTH).risk
    assert found is not None
    assert found.distribution is not None
    steps = in_steps(found.distribution, instrument)
    lower = steps.below + sum(
        chance for start, chance in steps.chances.items() if start < Fraction("2.6")
    )
    assert lower == sum(chance for points, chance in chances_of("2024").items() if points < bound)


@pytest.mark.parametrize("edition", shipped_ids())
def test_steps_end_where_predicates_do_however_far_an_index_can_fall(edition: str) -> None:
    instrument = shipped(edition)
    ends = (Fraction(instrument.lowest), Fraction(instrument.highest))
    steps = in_steps(Distribution(ends, (1, 1), 2, ends[0]), instrument)
    assert {predicate.minimum for predicate in instrument.predicates} <= steps.chances.keys()


def test_bounds_too_fine_for_any_step_do_not_stop_a_distribution() -> None:
    instrument = shipped("permenpanrb-59-2020")
    fine = instrument.predicates[0]._replace(minimum=Fraction("4.205"))
    instrument = replace(instrument, predicates=(fine, *instrument.predicates[1:]))
    steps = in_steps(Distribution((Fraction(1), Fraction(5)), (1, 3), 4, Fraction(4)), instrument)
    first, *_, last = steps.chances.values()
    assert (first, last) == (Fraction(1, 4), Fraction(3, 4))
