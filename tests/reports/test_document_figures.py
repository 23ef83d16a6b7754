"""The figures in documents are the published ones, or those of a computation apart from ours."""

from fractions import Fraction
from itertools import accumulate

import pytest
from tests.reports.documents import (
    BOUNDS,
    OWNERS,
    WEIGHTS,
    YEARS,
    Levels,
    below,
    city,
    comparison,
    drawing,
    gathered,
    index_of,
    levels_of,
    overview,
    plan,
    predicate_of,
    printed,
    published,
    simulation,
    table,
    tables,
    texts,
    values,
)

from spbe_cli.former.document import (
    Document,
    Drawing,
    Heading,
    Number,
    Table,
    Verdict,
)
from spbe_cli.weighing import Wish

PAIRS = [("2021", "2022"), ("2022", "2024"), ("2021", "2024"), ("2024", "2021")]


def comma(text: str) -> str:
    return text.replace(".", ",")


def result_of(document: Document) -> tuple[str, str]:
    """Return index and predicate as they are seen first."""
    result = next(block for block in document.blocks if isinstance(block, Verdict))
    assert isinstance(result.value, Number)
    return result.value.text, result.word


def captioned(document: Document, text: str) -> Table:
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
    assert f"{first}: {comma(one['index'])} ({one['predicate']})" in str(document.blocks[0])


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_the_contributions_shown_add_up_to_the_difference(first: str, second: str) -> None:
    document = comparison(city(first), city(second))
    before, after = levels_of(first), levels_of(second)
    difference = index_of(after) - index_of(before)
    parts = table(document, "Selisih")
    assert values(parts, 5, "total") == [difference]
    assert sum(values(parts, 5, "group")) == difference
    every = below(document, "Perolehan")
    assert values(every, 4, "total") == [difference]
    assert sum(values(every, 4, "")) == difference
    lists = ("Turun", "Naik") if first < second else ("Turun",)
    moved = [below(document, head) for head in lists if f"{head} paling" in str(document)]
    assert sum(sum(values(one, 4, "total")) for one in moved) == difference


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


def test_bars_are_as_long_as_what_they_stand_for() -> None:
    root = drawing(simulation(city("2024"), {"11": 4, "12": 3, "33": 1}), 1)
    bars = [(float(r.get("x", "")), float(r.get("width", ""))) for r in root.iter("rect")]
    zero = float(next(root.iter("line")).get("x1", ""))
    gains = [Fraction(3 * 250, 10**4), Fraction(2 * 250, 10**4), Fraction(-3 * 275, 10**4)]
    unit = bars[0][1] / float(gains[0])
    assert [width for _, width in bars] == pytest.approx(
        [abs(float(g)) * unit for g in gains], abs=0.1
    )
    assert [x for x, _ in bars] == pytest.approx([zero, zero, zero - bars[2][1]], abs=0.1)
    assert bars[0][0] + bars[0][1] < 720
    assert bars[2][0] > 236


@pytest.mark.parametrize(
    ("year", "target"),
    [("2021", "1.5"), ("2022", "2"), ("2022", "2.4"), ("2024", "3.5"), ("2024", "3.9")],
)
def test_a_plan_raises_as_few_as_can_reach_its_target(year: str, target: str) -> None:
    levels, goal = levels_of(year), Fraction(target)
    document = plan(city(year), Wish(target=goal))
    raised = texts(below(document, "Daftar kerja"))
    for row, _, ends, *_ in raised:
        start, end = map(int, ends.split(" ke "))
        assert (levels[row], end) == (start, start + 1)
        levels[row] = end
    after = index_of(levels)
    assert after >= goal
    assert result_of(document) == (printed(after), predicate_of(after))
    before = levels_of(year)
    gains = sorted((WEIGHTS[row] for row in before if before[row] < 5), reverse=True)
    sums = (index_of(before) + Fraction(total, 10_000) for total in accumulate(gains))
    assert len(raised) == next(n for n, index in enumerate(sums, 1) if index >= goal)


def test_the_phases_of_a_plan_lead_where_its_work_list_leads() -> None:
    wish = Wish(target="Memuaskan", step=2, phases=3, assign=OWNERS)
    document, levels = plan(city("2024"), wish), levels_of("2024")
    road = texts(below(document, "Indeks sesudah"))
    assert road[0][3:] == ["2,98", "Baik", "", ""]
    reached = phase_ends(document, levels)
    assert [row[3:5] for row in road[1:]] == [
        [printed(index), predicate_of(index)] for index in reached
    ]
    bounds = {"Baik": Fraction("2.6"), "Sangat Baik": Fraction("3.5"), "Memuaskan": Fraction("4.2")}
    above = [f"+{printed(index - bounds[predicate_of(index)], 4)}" for index in reached]
    assert [row[5] for row in road[1:]] == above
    assert values(below(document, "Per perangkat"), 2, "total") == [reached[-1] - index_of(levels)]


def phase_ends(document: Document, before: Levels) -> list[Fraction]:
    """Apply the work lists one after another, and return the index after every phase."""
    levels, reached = dict(before), []
    for block in document.blocks:
        if isinstance(block, Heading) and block.text.startswith("Fase"):
            reached.append(index_of(levels))
        if isinstance(block, Table) and "Bukti yang lazim" in [c.head for c in block.columns]:
            ends = ((row[0], row[2].split(" ke ")[1]) for row in texts(block))
            levels.update({row: int(end) for row, end in ends})
    return [*reached[1:], index_of(levels)]


def test_a_simulation_shows_what_each_change_adds() -> None:
    document = simulation(city("2024"), {"11": 4, "12": 3, "33": 1})
    changes = below(document, "Perubahan")
    before, levels = levels_of("2024"), {**levels_of("2024"), "11": 4, "12": 3, "33": 1}
    assert values(changes, 3, "total") == [index_of(levels) - index_of(before)]
    assert sum(values(changes, 3, "")) == index_of(levels) - index_of(before)
    assert result_of(document)[0] == printed(index_of(levels))


def test_a_batch_shows_rank_mean_and_spread_of_the_published_results() -> None:
    document = overview(gathered(*(f"bandar-lampung-{year}.xlsx" for year in YEARS)))
    ranks = [row[2:4] for row in texts(table(document, "Instansi", "No"))]
    ranked = sorted(YEARS, key=lambda year: -index_of(levels_of(year)))
    assert ranks == [[published(y)["predicate"], comma(published(y)["index"])] for y in ranked]
    found = [index_of(levels_of(year)) for year in YEARS]
    mean, high, low = (
        printed(one) for one in (sum(found, Fraction(0)) / 3, max(found), min(found))
    )
    assert texts(table(document, "Rata-rata"))[0] == ["Indeks", mean, high, low]
    counted = {row[0]: row[2] for row in texts(table(document, "Banyak instansi"))}
    predicates = [published(year)["predicate"] for year in YEARS]
    assert counted == {name: str(predicates.count(name)) for name in BOUNDS}


def test_the_radar_of_two_years_draws_the_former_one_as_a_thin_line() -> None:
    document = comparison(city("2022"), city("2024"))
    root = drawing(document, 1)
    lines = [e.attrib for e in root.iter("polygon") if e.get("stroke-width") == "1.2"]
    # Aspect 1 was 2,00: a quarter of the radius of 130 above the centre (310, 185); aspect 2 was
    # 1,00, the centre itself.
    assert [line["points"].split()[:2] for line in lines] == [["310,152.5", "310,185"]]
    assert lines[0]["fill"] == "none"
    said = root.findtext("desc") or ""
    assert "2022: A1 " in said
    captions = [block.caption for block in document.blocks if isinstance(block, Drawing)]
    assert captions[1] == (
        "Garis tebal: indeks aspek 2024. Garis tipis: 2022. "
        "Garis putus-putus: Target 2,60 (batas Baik)."
    )
