"""The figures in documents are the published ones, or those of a computation apart from ours."""

from fractions import Fraction
from itertools import accumulate, groupby, pairwise
from typing import Literal

import pytest
from spbe_cli.former.document import (
    Document,
    Number,
    Paragraph,
    Table,
    Verdict,
)
from spbe_cli.former.document import Number as FormerNumber
from spbe_cli.former.risk.spread import in_steps
from tests.reports.documents import (
    BOUNDS,
    OWNERS,
    WEIGHTS,
    YEARS,
    AnyDocument,
    AnyTable,
    Levels,
    below,
    blocks,
    city,
    comparison,
    drawing,
    index_of,
    levels_of,
    plan,
    predicate_of,
    printed,
    published,
    simulation,
    table,
    tables,
    text,
    texts,
    values,
)

from spbe_cli.analysis.distribution import Distribution
from spbe_cli.analysis.plan import PlanOptions
from spbe_cli.analysis.risk import Doubts, expose
from spbe_cli.instrument.loading import shipped, shipped_ids
from spbe_cli.reports.document import Bars, Document, Number, Radar, Table, Verdict
from spbe_cli.words import Language, Words

PAIRS = [("2021", "2022"), ("2022", "2024"), ("2021", "2024"), ("2024", "2021")]


def comma(text: str) -> str:
    return text.replace(".", ",")


def result_of(document: Document) -> tuple[str, str]:
    """Return index and predicate as they are seen first."""
    result = next(block for block in blocks(document) if isinstance(block, Verdict))
    assert isinstance(result.value, Number)
    return result.value.text, result.word


def captioned(document: AnyDocument, text: str) -> AnyTable:
    return next(one for one in tables(document) if text in one.caption)


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_a_comparison_shows_the_published_figures_of_both_years(first: str, second: str) -> None:
    document = comparison(city(first), city(second))
    rows = {row[0] or row[1]: row for row in texts(table(document, "Selisih"))}
    one, two = published(first), published(second)
    assert rows["Indeks SPBE"][2:4] == [comma(one["index"]), comma(two["index"])]
    assert rows["Predikat"][2:4] == [one["predicate"], two["predicate"]]
    known = {
        code: [comma(year[kind][code]) for year in (one, two)]
        for kind in ("domains", "aspects")
        for code in one[kind]
    }
    shown = {code: row[2:4] for code, row in rows.items() if code in known}
    assert shown == {code: ends for code, ends in known.items() if code != "A1"}
    assert result_of(document) == (comma(two["index"]), two["predicate"])
    assert f"{first}: {comma(one['index'])} ({one['predicate']})" in str(document.summary[0])


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_the_contributions_shown_add_up_to_the_difference(first: str, second: str) -> None:
    document = comparison(city(first), city(second))
    before, after = levels_of(first), levels_of(second)
    difference = index_of(after) - index_of(before)
    parts = table(document, "Selisih")
    assert values(parts, 5, "own") == [difference]
    assert sum(values(parts, 5, "group")) == difference
    every = below(document, "Perolehan")
    assert values(every, 4, "total") == [difference]
    assert sum(values(every, 4, "")) == difference
    lists = [part.blocks[0] for part in document.parts if "paling berpengaruh" in part.title]
    assert (
        sum(sum(values(one, 4, "total")) for one in lists if isinstance(one, Table)) == difference
    )


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_every_level_of_both_years_is_shown(first: str, second: str) -> None:
    rows = texts(below(comparison(city(first), city(second)), "Perolehan"))
    shown = {row[0]: tuple(row[2:4]) for row in rows if row[0] in WEIGHTS}
    one, two = levels_of(first), levels_of(second)
    assert shown == {row: (str(one[row]), str(two[row])) for row in WEIGHTS}


def test_what_fell_comes_first_and_the_most_telling_above() -> None:
    document = comparison(city("2024"), city("2022"))
    falls = texts(below(document, "Turun paling"))
    assert falls[0][:2] == ["32", "Layanan Perencanaan"]
    assert falls[0][3:] == ["4 ke 1", "-0,0825"]
    gains = values(below(document, "Turun paling"), 4, "")
    assert gains == sorted(gains)


def test_bars_stand_for_what_every_change_adds() -> None:
    document = simulation(city("2024"), {"11": 4, "12": 3, "33": 1})
    *_, bars = (block for block in document.beside if isinstance(block, Bars))
    gains = (Fraction(3 * 250, 10**4), Fraction(2 * 250, 10**4), Fraction(-3 * 275, 10**4))
    assert bars.values == gains
    assert bars.texts == ("+0,0750", "+0,0500", "-0,0825")


@pytest.mark.parametrize(
    ("year", "target"),
    [("2021", "1.5"), ("2022", "2"), ("2022", "2.4"), ("2024", "3.5"), ("2024", "3.9")],
)
def test_a_plan_raises_as_few_as_can_reach_its_target(year: str, target: str) -> None:
    levels, goal = levels_of(year), Fraction(target)
    document = plan(city(year), PlanOptions(target=goal))
    raised = texts(below(document, "Daftar kerja"))
    for row, _, *ends in raised:
        start, end = map(int, ends[:2])
        assert (levels[row], end) == (start, start + 1)
        levels[row] = end
    after = index_of(levels)
    assert after >= goal
    assert result_of(document) == (printed(after), predicate_of(after))
    before = levels_of(year)
    gains = sorted((WEIGHTS[row] for row in before if before[row] < 5), reverse=True)
    sums = (index_of(before) + Fraction(total, 10_000) for total in accumulate(gains))
    assert len(raised) == next(n for n, index in enumerate(sums, 1) if index >= goal)


def test_the_phases_of_a_plan_lead_where_its_work_lists_lead() -> None:
    options = PlanOptions(target="Memuaskan", step=2, phases=3, assign=OWNERS)
    document, levels = plan(city("2024"), options), levels_of("2024")
    road = texts(below(document, "Indeks sesudah"))
    assert road[0] == ["Sekarang", "Baik", "2,98", "2,9795", "", "", "", ""]
    reached = phase_ends(document, levels)
    assert [row[1:3] for row in road[1:]] == [
        [predicate_of(index), printed(index)] for index in reached
    ]
    bounds = {"Baik": Fraction("2.6"), "Sangat Baik": Fraction("3.5"), "Memuaskan": Fraction("4.2")}
    above = [f"+{printed(index - bounds[predicate_of(index)], 4)}" for index in reached]
    assert [row[4] for row in road[1:]] == above
    assert values(below(document, "Per perangkat"), 3, "total") == [reached[-1] - index_of(levels)]
    assert values(below(document, "Yang dinaikkan"), 4, "total") == [reached[-1] - index_of(levels)]


def phase_ends(document: Document, before: Levels) -> list[Fraction]:
    """Apply the work lists of all agencies phase by phase; return the index after each."""
    lists = [one for one in tables(document) if "Bukti yang lazim" in [c.head for c in one.columns]]
    work = sorted((row for one in lists for row in texts(one)), key=lambda row: row[6])
    levels, reached = dict(before), []
    for _, changes in groupby(work, key=lambda row: row[6]):
        for row, _, start, end, *_ in changes:
            assert levels[row] == int(start)
            levels[row] = int(end)
        reached.append(index_of(levels))
    return reached


def test_the_claims_to_prove_are_all_of_4_and_5_with_what_they_are_worth() -> None:
    document, levels = risk(city("2024"), FIFTH), levels_of("2024")
    shown = {row[0]: row for row in texts(table(document, "Turun 1")) if row[0] in WEIGHTS}
    assert {*shown} == {row for row, level in levels.items() if level >= 4}
    for code, row in shown.items():
        worth = Fraction(WEIGHTS[code], 10_000)
        assert row[5] == str(levels[code])
        assert row[6:] == [f"-{printed(worth * n, 4)}" for n in (1, levels[code] - 1)]
    claims = table(document, "Turun 1")
    assert sum(values(claims, 7, "group")) == values(claims, 7, "total")[0]


@pytest.mark.parametrize("year", ["2022", "2024"])
def test_no_smaller_number_of_downgrades_loses_the_predicate(year: str) -> None:
    levels = levels_of(year)
    rows = {row[0]: row[1:] for row in texts(table(risk(city(year), Doubts()), "Keadaan"))}
    assert rows["Semua klaim diterima"] == [
        "0",
        printed(index_of(levels)),
        predicate_of(index_of(levels)),
    ]
    if predicate_of(index_of(levels)) == "Kurang":
        assert len(rows) == 2
        return
    spare = index_of(levels) * 10_000 - 26_000
    lost = sorted((w * (levels[row] - 1) for row, w in WEIGHTS.items()), reverse=True)
    fewest = next(n for n, total in enumerate(accumulate(lost), 1) if total > spare)
    after = (index_of(levels) * 10_000 - sum(lost[:fewest])) / 10_000
    found = rows["Paling sedikit dinilai tingkat 1 sampai predikat hilang"]
    assert found == [str(fewest), printed(after), predicate_of(after)]


def chances_of(levels: Levels, chance: Fraction) -> dict[int, Fraction]:
    """Return the chance of every sum of points: row by row, each kept or one level lower."""
    found = {sum(WEIGHTS[row] * level for row, level in levels.items()): Fraction(1)}
    for row, level in levels.items():
        if level > 1:
            following: dict[int, Fraction] = defaultdict(Fraction)
            for points, known in found.items():
                following[points] += known * (1 - chance)
                following[points - WEIGHTS[row]] += known * chance
            found = dict(following)
    return found


@pytest.mark.parametrize("year", YEARS)
def test_chances_percentiles_and_steps_are_those_of_all_cases(year: str) -> None:
    known = chances_of(levels_of(year), Fraction(1, 5))
    document = risk(city(year), FIFTH)
    shown = {
        text(row.cells[0]): row.cells[2] for row in table(document, "Predikat", "Peluang").rows
    }
    ends = [10**9, *(bound * 100 for bound in BOUNDS.values())]
    for (top, bound), name in zip(pairwise(ends), BOUNDS, strict=True):
        cell = shown[name]
        assert isinstance(cell, FormerNumber)
        assert cell.value == sum(c for points, c in known.items() if bound <= points < top)
    assert percentiles(known) == [row[1] for row in texts(table(document, "Persentil"))]
    steps = captioned(document, "per langkah")
    assert sum(values(steps, 1)) == 1
    for row in steps.rows:
        low, _, high = text(row.cells[0]).replace("di bawah ", "").partition(" sampai ")
        first, last = (
            int(one.replace(",", "")) * 100 for one in ((low, high) if high else ("0", low))
        )
        cell = row.cells[1]
        assert isinstance(cell, FormerNumber)
        assert cell.value == sum(c for points, c in known.items() if first <= points < last)


def percentiles(known: dict[int, Fraction]) -> list[str]:
    found, below_ = [], Fraction(0)
    wanted = [Fraction(percent, 100) for percent in (5, 25, 50, 75, 95)]
    for points in sorted(known):
        below_ += known[points]
        while wanted and below_ >= wanted[0]:
            wanted.pop(0)
            found.append(printed(Fraction(points, 10_000)))
    return [*found, printed(sum((p * c for p, c in known.items()), Fraction(0)) / 10_000)]


def test_the_columns_of_the_histogram_are_as_high_as_their_chances() -> None:
    document = risk(city("2024"), FIFTH)
    columns = [float(r.get("height", "")) for r in drawing(document).iter("rect")]
    steps = captioned(document, "per langkah")
    chances = [float(v) for v in values(steps, 1)][-len(columns) :]
    highest = max(chances)
    assert columns == pytest.approx([180 * chance / highest for chance in chances], abs=0.1)


def test_what_is_all_but_impossible_never_looks_so_in_a_workbook() -> None:
    steps = captioned(risk(city("2024"), FIFTH), "per langkah")
    cells = [row.cells[1] for row in steps.rows]
    looks = {
        cell.look
        for cell in cells
        if isinstance(cell, FormerNumber) and cell.value < Fraction("0.001")
    }
    assert looks == {'"< 0,1 %"'}


@pytest.mark.parametrize("rule", ["exact", "rounded"])
def test_steps_end_where_predicates_do(rule: Literal["exact", "rounded"]) -> None:
    sheet = city("2024")
    assert sheet.instrument is not None
    instrument = replace(sheet.instrument, predicate_on=rule)
    risk_ = expose(replace(sheet, instrument=instrument), FIFTH).risk
    assert risk_ is not None
    assert risk_.distribution is not None
    steps = in_steps(risk_.distribution, instrument)
    lower = steps.below + sum(chance for start, chance in steps.starts() if start < Fraction("2.6"))
    known = chances_of(levels_of("2024"), Fraction(1, 5))
    bound = 26_000 if rule == "exact" else 25_950
    assert lower == sum(chance for points, chance in known.items() if points < bound)


@pytest.mark.parametrize("edition", shipped_ids())
def test_steps_end_where_predicates_do_however_far_an_index_can_fall(edition: str) -> None:
    instrument = shipped(edition)
    ends = (Fraction(instrument.lowest), Fraction(instrument.highest))
    steps = in_steps(Distribution(ends, (1, 1), 2, ends[0]), instrument)
    begins = {start for start, _ in steps.starts()}
    assert {predicate.minimum for predicate in instrument.predicates} <= begins


def test_bounds_too_fine_for_any_step_do_not_stop_a_distribution() -> None:
    instrument = shipped("permenpanrb-59-2020")
    fine = replace(instrument.predicates[0], minimum=Fraction("4.205"))
    instrument = replace(instrument, predicates=(fine, *instrument.predicates[1:]))
    steps = in_steps(Distribution((Fraction(1), Fraction(5)), (1, 3), 4, Fraction(4)), instrument)
    assert (steps.chances[0], steps.chances[-1]) == (Fraction(1, 4), Fraction(3, 4))


def test_a_simulation_shows_what_each_change_adds() -> None:
    document = simulation(city("2024"), {"11": 4, "12": 3, "33": 1})
    changes = below(document, "Perubahan")
    before, levels = levels_of("2024"), {**levels_of("2024"), "11": 4, "12": 3, "33": 1}
    assert values(changes, 3, "total") == [index_of(levels) - index_of(before)]
    assert sum(values(changes, 3, "")) == index_of(levels) - index_of(before)
    assert result_of(document)[0] == printed(index_of(levels))


def test_that_chances_are_exact_is_said_in_both_languages() -> None:
    for language in Language:
        said = [
            b.text for b in risk(city("2024"), FIFTH, language).blocks if isinstance(b, Paragraph)
        ]
        assert Words(language).label("risk.exact") in said


def test_the_radar_of_two_years_shows_the_former_one_beside_the_later() -> None:
    document = comparison(city("2022"), city("2024"))
    (radar,) = (block for block in blocks(document) if isinstance(block, Radar))
    later, former, bound = radar.series
    assert (later.name, former.name, former.look) == ("2024", "2022", "former")
    assert former.values == tuple(map(Fraction, published("2022")["aspects"].values()))
    assert later.values == tuple(map(Fraction, published("2024")["aspects"].values()))
    assert {*bound.values} == {Fraction("2.6")}
    assert "2022: A1 " in radar.said
