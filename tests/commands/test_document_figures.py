"""The figures in documents are the published ones, or those of a computation apart from ours."""

from fractions import Fraction
from itertools import accumulate, groupby
from pathlib import Path

import pytest
from tests.commands.documents import (
    OWNERS,
    WEIGHTS,
    YEARS,
    Levels,
    below,
    blocks,
    city,
    comparison,
    index_of,
    levels_of,
    plan,
    predicate_of,
    printed,
    published,
    simulation,
    table,
    tables_of,
    texts,
    values,
)
from tests.program import EXAMPLES

from spbe_cli.analysis.plan import PlanOptions
from spbe_cli.many.batch import Batch, Options, assess_all
from spbe_cli.many.sheets import Gathered
from spbe_cli.reports.batch import BatchReport
from spbe_cli.reports.document import (
    Bars,
    Columns,
    Document,
    Number,
    Radar,
    Table,
    Verdict,
)
from spbe_cli.words import Language, Words

PAIRS = [("2021", "2022"), ("2022", "2024"), ("2021", "2024"), ("2024", "2021")]


def comma(text: str) -> str:
    return text.replace(".", ",")


def result_of(document: Document) -> tuple[str, str]:
    """Return index and predicate as they are seen first."""
    result = next(block for block in blocks(document) if isinstance(block, Verdict))
    assert isinstance(result.value, Number)
    return result.value.text, result.word


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
    lists = [
        one for one in tables_of(document) if "Bukti yang lazim" in [c.head for c in one.columns]
    ]
    work = sorted((row for one in lists for row in texts(one)), key=lambda row: row[6])
    levels, reached = dict(before), []
    for _, changes in groupby(work, key=lambda row: row[6]):
        for row, _, start, end, *_ in changes:
            assert levels[row] == int(start)
            levels[row] = int(end)
        reached.append(index_of(levels))
    return reached


def test_a_simulation_shows_what_each_change_adds() -> None:
    document = simulation(city("2024"), {"11": 4, "12": 3, "33": 1})
    changes = below(document, "Perubahan")
    before, levels = levels_of("2024"), {**levels_of("2024"), "11": 4, "12": 3, "33": 1}
    assert values(changes, 3, "total") == [index_of(levels) - index_of(before)]
    assert sum(values(changes, 3, "")) == index_of(levels) - index_of(before)
    assert result_of(document)[0] == printed(index_of(levels))


def test_the_radar_of_two_years_shows_the_former_one_beside_the_later() -> None:
    document = comparison(city("2022"), city("2024"))
    (radar,) = (block for block in blocks(document) if isinstance(block, Radar))
    later, former, bound = radar.series
    assert (later.name, former.name, former.look) == ("2024", "2022", "former")
    assert former.values == tuple(map(Fraction, published("2022")["aspects"].values()))
    assert later.values == tuple(map(Fraction, published("2024")["aspects"].values()))
    assert {*bound.values} == {Fraction("3.5")}  # Baik has 2.98: the next is Sangat Baik
    assert "2022: A1 " in radar.said


def report(batch: Batch, language: Language = Language.INDONESIAN) -> Document:
    return BatchReport(batch, Words(language)).document()


def gathered(*paths: Path, **options: object) -> Batch:
    sheets = tuple((path, path.name) for path in paths)
    return assess_all(Gathered(sheets, origin="masuk"), Options(jobs=1, **options))  # type: ignore[arg-type]


def test_rank_mean_and_spread_are_those_of_the_published_results() -> None:
    document = report(gathered(*(EXAMPLES / f"bandar-lampung-{year}.xlsx" for year in YEARS)))
    indices = {year: index_of(levels_of(year)) for year in YEARS}
    ranked = sorted(indices, key=lambda year: -indices[year])
    ranks = [row[1:4] for row in texts(table(document, "No", "Instansi"))]
    assert ranks == [
        [
            f"Pemerintah Kota Bandar Lampung · {year}",
            printed(indices[year]),
            predicate_of(indices[year]),
        ]
        for year in ranked
    ]
    mean = sum(indices.values(), Fraction(0)) / len(indices)
    ends = (mean, max(indices.values()), min(indices.values()))
    assert texts(table(document, "Rata-rata"))[0] == ["Indeks", *map(printed, ends)]
    predicates = [predicate_of(index) for index in indices.values()]
    counted = {row[0]: row[2] for row in texts(table(document, "Banyak instansi"))}
    assert counted == {name: str(predicates.count(name)) for name in counted}
    (drawn,) = (block for part in document.parts for block in part.blocks
                if isinstance(block, Columns))  # fmt: skip
    # 16 columns from 1 to 5: one for every quarter of a level.
    expected = [0] * 16
    for index in indices.values():
        expected[int((index - 1) * 4)] += 1
    assert drawn.heights == tuple(expected)
    assert drawn.mark
    assert drawn.mark.value == mean
