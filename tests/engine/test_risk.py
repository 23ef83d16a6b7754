"""How far an index can fall, held against brute force, enumeration and known distributions."""

import tracemalloc
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product
from math import comb, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.test_plans import small_instrument
from tests.program import EXAMPLES, counted

from spbe_cli.analysis.distribution import Distribution, Rates, distribution, learn
from spbe_cli.analysis.risk import InterviewTopic, Risk, Why, assess_risk, topics_of
from spbe_cli.answers import Answer, AnswerSheet
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import shipped
from spbe_cli.scoring import predicate_of, reaching, score
from spbe_cli.sheet.assess import assess

WHOLE = shipped("permenpanrb-59-2020")
DECIMAL = shipped("permenpanrb-8-2026")
Levels = Mapping[str, Fraction]
STEPS = st.sampled_from(tuple(map(Fraction, ("1", "2", "3", "4", "0.75", "1/3"))))
TENTHS = st.integers(0, 5).map(lambda n: Fraction(n, 10))


def small(weights: tuple[Fraction, ...], predicate_on: str = "exact") -> Instrument:
    return replace(small_instrument(weights), predicate_on=predicate_on)


@st.composite
def cases(draw: st.DrawFn, most: int = 5) -> tuple[Instrument, Levels]:
    weights = draw(st.lists(st.integers(1, 40), min_size=1, max_size=most))
    instrument = small(
        tuple(Fraction(weight, 8) for weight in weights),
        draw(st.sampled_from(("exact", "rounded"))),
    )
    places = draw(st.sampled_from((1, 1, 100, 10_000, 7)))
    score_ = st.integers(places, 5 * places).map(lambda n: Fraction(n, places))
    return instrument, {row: draw(score_) for row in instrument.rows()}


@st.composite
def rates(draw: st.DrawFn) -> Rates:
    by_level = {
        level: {steps: draw(TENTHS) for steps in draw(st.sets(STEPS, max_size=2))}
        for level in draw(st.sets(st.integers(1, 5)))
    }
    return Rates(by_level, {Fraction(1): draw(TENTHS), Fraction(2): draw(TENTHS)})


def sheet_of(levels: Levels, bare: tuple[str, ...] = ()) -> AnswerSheet:
    answers = {
        row: Answer(level, "" if row in bare else "bukti.pdf") for row, level in levels.items()
    }
    return AnswerSheet(answers, tuple(levels))


def enumerated(instrument: Instrument, levels: Levels, known: Rates) -> Mapping[Fraction, Fraction]:
    """Go through every combination of outcomes."""
    outcomes = []
    for row, level in levels.items():
        chances = dict(known.chances(int(level)))
        kept = 1 - sum(chances.values(), Fraction(0))
        outcomes.append([(row, max(Fraction(1), level - s), p) for s, p in chances.items()])
        outcomes[-1].append((row, level, kept))
    found: dict[Fraction, Fraction] = defaultdict(Fraction)
    for combination in product(*outcomes):
        chance = Fraction(1)
        for _, _, own in combination:
            chance *= own
        index = score(instrument, {row: level for row, level, _ in combination}).total.index
        found[index] += chance
    return {index: chance for index, chance in sorted(found.items()) if chance}


def by_what_is_printed(chances: Mapping[Fraction, Fraction]) -> Mapping[int, Fraction]:
    """Add up the chances between one half of a printed unit and the next."""
    found: dict[int, Fraction] = defaultdict(Fraction)
    for index, chance in chances.items():
        found[floor(index * 200)] += chance
    return found


def chances_in(spread: Distribution) -> Mapping[Fraction, Fraction]:
    chances = (Fraction(count, spread.cases) for count in spread.counts)
    return dict(zip(spread.values, chances, strict=True))


@given(cases(), rates())
def test_the_distribution_is_that_of_all_cases(
    case: tuple[Instrument, Levels], known: Rates
) -> None:
    instrument, levels = case
    result = score(instrument, levels)
    spread = distribution(instrument, result, known)
    expected = enumerated(instrument, levels, known)
    assert by_what_is_printed(chances_in(spread)) == by_what_is_printed(expected)
    assert set(spread.values) <= set(expected)
    assert spread.error == spread.doubt(instrument) == 0
    assert list(spread.values) == sorted(spread.values)
    assert sum(spread.counts) == spread.cases
    assert spread.mean == sum(index * chance for index, chance in expected.items())
    by_predicate: dict[str, Fraction] = defaultdict(Fraction)
    for index, chance in expected.items():
        total = replace(result.total, points=index * result.total.weight)
        by_predicate[predicate_of(instrument, total).name] += chance
    predicates = spread.predicates(instrument)
    assert {p.name: chance for p, chance in predicates if chance} == by_predicate
    assert sum(chance for _, chance in predicates) == 1


@given(cases(), rates(), st.integers(1, 100))
def test_a_percentile_is_the_lowest_index_with_enough_chance(
    case: tuple[Instrument, Levels], known: Rates, percent: int
) -> None:
    instrument, levels = case
    spread = distribution(instrument, score(instrument, levels), known)
    expected = enumerated(instrument, levels, known)
    enough = Fraction(percent, 100)
    reached = next(
        index
        for index in expected
        if sum(chance for other, chance in expected.items() if other <= index) >= enough
    )
    assert floor(spread.percentile(percent) * 200) == floor(reached * 200)


@given(cases(), rates(), st.integers(10, 2000))
def test_what_is_too_fine_is_off_by_no_more_than_is_said(
    case: tuple[Instrument, Levels], known: Rates, room: int
) -> None:
    instrument, levels = case
    expected = enumerated(instrument, levels, known)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("spbe_cli.analysis.distribution.MOST_BYTES", room)
        spread = distribution(instrument, score(instrument, levels), known)
    assert spread.mean == sum(index * chance for index, chance in expected.items())
    assert sum(spread.counts) == spread.cases
    ends = [reaching(instrument, predicate) for predicate in instrument.predicates]
    for number, (predicate, chance) in enumerate(spread.predicates(instrument)):
        low = ends[number] if predicate is not instrument.predicates[-1] else Fraction(0)
        high = ends[number - 1] if number else Fraction(6)
        true = sum((p for index, p in expected.items() if low <= index < high), Fraction(0))
        assert abs(true - chance) <= spread.doubt(instrument)
    # The value of a chance is off by `error` and, as it stands for others, half a printed unit.
    for percent in (5, 50, 95):
        enough = (
            i for i in expected if 100 * sum(p for j, p in expected.items() if j <= i) >= percent
        )
        assert abs(spread.percentile(percent) - next(enough)) <= spread.error + Fraction(1, 200)


@pytest.mark.parametrize("fine", [Fraction(1, 10_000), Fraction(7, 90_000)])
def test_the_work_of_a_sheet_of_scores_is_bounded(fine: Fraction) -> None:
    """Four decimals in every row, and scores converted from another index: ninths of that."""
    levels = {row: 1 + 3719 * int(row) % 39_973 * fine for row in DECIMAL.rows()}
    result = score(DECIMAL, levels)
    chances = {Fraction(by): Fraction(1, 20) for by in (1, 2, 3, 4)}
    tracemalloc.start()
    calls, spread = counted(lambda: distribution(DECIMAL, result, Rates({}, chances)))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert calls < 100_000  # there are millions of values
    assert most < 300_000_000
    lost = sum(
        min(by, level - 1) * row.weight / 20
        for row, level in zip(result.indicators, levels.values(), strict=True)
        for by in (1, 2, 3, 4)
    )
    assert spread.mean == result.total.index - lost / 100
    assert (spread.error == 0) == (fine == Fraction(1, 10_000))
    assert spread.error < Fraction(1, 10_000)


@pytest.mark.parametrize("chance", [Fraction(1, 5), Fraction(1, 3), Fraction(0), Fraction(1)])
def test_equal_weights_and_levels_give_a_binomial_distribution(chance: Fraction) -> None:
    instrument = small((Fraction(1, 4),) * 40)
    result = score(instrument, dict.fromkeys(instrument.rows(), Fraction(3)))
    spread = distribution(instrument, result, Rates({}, {Fraction(1): chance}))
    found = dict(zip(spread.values, spread.counts, strict=True))
    for n in range(41):
        expected = comb(40, n) * chance**n * (1 - chance) ** (40 - n)
        assert Fraction(found.get(3 - Fraction(n, 40), 0), spread.cases) == expected


@given(cases(), st.booleans())
def test_no_smaller_set_of_downgrades_loses_the_predicate(
    case: tuple[Instrument, Levels],
    whole: bool,  # noqa: FBT001  drawn
) -> None:
    instrument, levels = case
    result = score(instrument, levels)
    found = Risk(instrument, sheet_of(levels), result).fewest(whole=whole)
    lowest = Fraction(instrument.lowest)

    def loses(rows: tuple[str, ...]) -> bool:
        # A level is lost as a whole: 3.4 lies in level 3, and falls to 2.
        fallen = {
            row: lowest if whole else max(lowest, Fraction(floor(levels[row]) - 1)) for row in rows
        }
        return score(instrument, {**levels, **fallen}).predicate is not result.predicate

    counts = (n for n in range(len(levels) + 1) if any(map(loses, combinations(levels, n))))
    smallest = next(counts, None)
    assert (len(found.rows) if found else None) == smallest
    if found:
        assert loses(found.rows)
        assert found.result.predicate is not result.predicate


@pytest.mark.parametrize(
    ("score_", "down", "up"),
    [("1", "1", "1.5"), ("1.3", "1", "1.5"), ("1.5", "1", "2.5"), ("3", "2.5", "3.5"),
     ("3.5", "2.5", "4"), ("4", "3.5", "5"), ("4.2", "4", "5"), ("5", "4", "5")],
)  # fmt: skip
def test_a_level_of_decimal_scores_is_the_way_to_the_next_bound(
    score_: str, down: str, up: str
) -> None:
    # Its levels begin at 1, 1.5, 2.5, 3.5 and 4; a score at a bound has completed the one below.
    at = Fraction(score_)
    assert (DECIMAL.below(at), DECIMAL.above(at)) == (Fraction(down), Fraction(up))


def test_claims_are_worth_their_weight() -> None:
    levels = dict.fromkeys(WHOLE.rows(), Fraction(1)) | {"32": Fraction(4), "1": Fraction(5)}
    sheet = sheet_of({**levels, "20": Fraction(3)}, bare=("20", "1"))
    result = score(WHOLE, sheet.levels())
    risk = Risk(WHOLE, sheet, result)
    assert [(c.row, c.one_less, c.all_less, c.evidence) for c in risk.claims] == [
        ("1", Fraction("0.013"), Fraction("0.052"), False),
        ("20", Fraction("0.025"), Fraction("0.05"), False),
        ("32", Fraction("0.0275"), Fraction("0.0825"), True),
    ]
    assert [claim.row for claim in risk.high] == ["32", "1"]
    assert risk.bare == ("1", "20")
    assert risk.proven.total.index == result.total.index - Fraction("0.102")


def test_rates_are_counted_by_claimed_level() -> None:
    claimed = {"1": 5, "2": 5, "3": 5, "4": 4, "5": 2, "6": 1}
    final = {"1": 5, "2": 4, "3": 2, "4": 2, "5": 3, "7": 1}
    found = learn(
        WHOLE,
        {row: Fraction(level) for row, level in claimed.items()},
        {row: Fraction(level) for row, level in final.items()},
    )
    assert {level: (c.claims, c.lowered, c.raised) for level, c in found.items()} == {
        2: (1, {}, 1),
        4: (1, {Fraction(2): 1}, 0),
        5: (3, {Fraction(1): 1, Fraction(3): 1}, 0),
    }


@given(st.lists(st.tuples(*[st.integers(10_000, 50_000)] * 2), min_size=20, max_size=20))
def test_what_is_learnt_of_a_pair_is_foretold_of_it(pairs: list[tuple[int, int]]) -> None:
    """With one claim in each band nothing is left to chance: the result comes back exactly."""
    rows = tuple(DECIMAL.rows())
    lowest = {row: Fraction(1) for row in rows}
    seen: set[int] = set()
    claimed, final = dict(lowest), dict(lowest)
    for row, (one, other) in zip(rows, pairs, strict=True):
        high, low = max(one, other), min(one, other)
        level = DECIMAL.level_at(Fraction(high, 10_000))
        if level > 1 and level not in seen:
            seen.add(level)
            claimed[row], final[row] = Fraction(high, 10_000), Fraction(low, 10_000)
    counts = learn(DECIMAL, claimed, final)
    chances = {
        level: {by: Fraction(n, count.claims) for by, n in count.lowered.items()}
        for level, count in counts.items()
    }
    spread = distribution(DECIMAL, score(DECIMAL, claimed), Rates(chances, {}))
    assert spread.mean == score(DECIMAL, final).total.index


def test_a_score_is_lowered_by_points_and_not_by_bands() -> None:
    # Decision 0015: 4.00 completes level 4.  Its band is half as wide as that of level 3.
    claimed, final = ({row: Fraction(n) for row in DECIMAL.rows()} for n in (4, 3))
    found = learn(DECIMAL, claimed, final)
    assert {level: (c.claims, c.lowered) for level, c in found.items()} == {
        4: (20, {Fraction(1): 20})
    }
    spread = distribution(
        DECIMAL, score(DECIMAL, claimed), Rates({4: {Fraction(1): Fraction(1)}}, {})
    )
    assert spread.values == (Fraction(3),)


def test_a_converted_score_is_held_against_the_other_with_the_decimals_of_scores() -> None:
    # 47/18 is 2.6111 (IPS 2.7, converted).
    found = learn(DECIMAL, {"7": Fraction(47, 18)}, {"7": Fraction("2.5")})
    assert found[3].lowered == {Fraction("0.1111"): 1}
    kept = learn(DECIMAL, {"7": Fraction(47, 18)}, {"7": Fraction("2.6111")})
    assert kept[3].lowered == {}


def test_an_index_on_a_bound_keeps_its_predicate() -> None:
    instrument = small((Fraction(1),) * 5)
    levels = dict(zip(instrument.rows(), map(Fraction, (3, 3, 3, 3, 2)), strict=True))
    result = score(instrument, levels)
    found = Risk(instrument, sheet_of(levels), result).fewest(whole=False)
    assert found is not None
    assert len(found.rows) == 2  # 2.8 falls to 2.6, which is still Baik, then to 2.4
    known = Rates({2: {Fraction(1): Fraction(1, 2)}}, {})
    spread = distribution(instrument, result, known)
    assert list(spread.values) == [Fraction("2.6"), Fraction("2.8")]
    assert {p.name: c for p, c in spread.predicates(instrument) if c} == {"Baik": 1}


def test_what_was_lowered_comes_first_and_what_is_worth_most_of_it() -> None:
    """The published levels of 2024 stand for claims, those of 2022 for what became of them."""
    claimed, assessed = (
        assess(EXAMPLES / f"bandar-lampung-{year}.xlsx", year) for year in ("2024", "2022")
    )
    assert claimed.sheet
    assert assessed.sheet
    assert claimed.instrument
    risk = assess_risk(assessed).risk
    assert risk
    topics = topics_of(risk, claimed.sheet.levels())
    before, after = claimed.sheet.levels(), assessed.sheet.levels()
    weights = {code: row.weight for code, row in claimed.instrument.rows().items()}
    lost = {code: (before[code] - after[code]) * weights[code] for code in before}
    lowered = [topic.row for topic in topics if topic.why is Why.LOWERED]
    assert sorted(lowered) == sorted(code for code, loss in lost.items() if loss > 0)
    assert [lost[code] for code in lowered] == sorted((lost[c] for c in lowered), reverse=True)
    assert [topic.why for topic in topics[: len(lowered)]] == [Why.LOWERED] * len(lowered)
    assert {topic.row for topic in topics[len(lowered) :]} == {
        code for code, level in after.items() if level >= 4 and lost[code] <= 0
    }


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Perwali 12/2022, Pasal 4 dan 5, halaman 12-14", ("Pasal 4 dan 5", "halaman 12-14")),
        ("Bab IV hlm. 3; h.7; lihat halaman 3", ("Bab IV", "hlm. 3", "h.7", "halaman 3")),
        ("bagian ada di tahun 2024, bab dua, Bagian Hukum", ()),
    ],
)
def test_pages_and_articles_are_found(text: str, places: tuple[str, ...]) -> None:
    answer = Answer(Fraction(4), "4.a.Perwali.pdf", text)
    assert (
        InterviewTopic("4", Why.HIGH, Fraction(4), Fraction(3), answer, Fraction(0)).places
        == places
    )
