"""The distribution of an index: chances, percentiles, and columns in steps.

The distribution is exact and has thousands of values.  Here they are put into steps that end
where predicates do, so that the columns left and right of a bound add up to their chances.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any, Final

from spbe_cli.analysis.distribution import Distribution, Rates
from spbe_cli.analysis.risk import Risk
from spbe_cli.exact import exact_text, rounded
from spbe_cli.findings import Numbers
from spbe_cli.instrument import Instrument
from spbe_cli.reports import passages
from spbe_cli.reports.document import Bar, Column, Columns, Mark, Number, Row, Table
from spbe_cli.scoring import IndexResult, reaching
from spbe_cli.words import Words

PERCENTILES: Final = (5, 25, 50, 75, 95)
SURE: Final = Fraction(999, 10)
UNLIKELY: Final = Fraction(1, 10)
SMALLEST: Final = Fraction(1, 1_000_000)
"""Of how much a distribution is off, nobody needs to know it finer."""
STEPS: Final = tuple(map(Fraction, ("0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1")))
"""Widths of a step, of which those are used that end at every bound of a predicate."""
MOST_STEPS: Final = 24
"""So many are easily read; where no wider step ends at the bounds, there are more."""
TAIL: Final = Fraction(1, 1000)
"""So much chance at the low end is told in one row, and not drawn."""


@dataclass(frozen=True, slots=True)
class _Spread:
    """A distribution in steps of one width from `first` on; `below` is the chance before it."""

    first: Fraction
    width: Fraction
    chances: tuple[Fraction, ...]
    below: Fraction

    @property
    def last(self) -> Fraction:
        """The end of the last step."""
        return self.first + self.width * len(self.chances)

    def starts(self) -> Iterator[tuple[Fraction, Fraction]]:
        """Yield the begin of every step with its chance."""
        for place, chance in enumerate(self.chances):
            yield self.first + place * self.width, chance


def assumptions(risk: Risk, words: Words) -> Iterator[str]:
    """Yield on which chances the distribution rests."""
    if risk.rates is None or not risk.claims:
        return
    if risk.rates.source is None:
        chances = _stated(risk.rates, words)
        yield words.label("risk.stated", lowest=risk.instrument.lowest, chances=chances)
        return
    yield words.label("risk.counted", source=risk.rates.source)
    claimed = {risk.instrument.level_at(claim.level) for claim in risk.claims}
    unlisted = sorted(claimed - set(risk.rates.levels))
    if unlisted:
        yield words.label("risk.unlisted", levels=Numbers(tuple(map(str, unlisted))))


def _stated(rates: Rates, words: Words) -> str:
    """Write the chances that were stated: `20 % turun 1 tingkat`."""
    return ", ".join(
        words.label(
            "risk.chance",
            percent=percent(chance, words, exactly=True),
            steps=words.label("risk.steps", count=steps),
        )
        for steps, chance in rates.default.items()
    )


def in_steps(found: Distribution, instrument: Instrument) -> _Spread:
    """Put a distribution into steps, up to the present index, which nothing exceeds."""
    top = instrument.predicates[0]
    shift = reaching(instrument, top) - top.minimum
    low = next(v for v, n in zip(found.values, found.sums, strict=True) if n > TAIL * found.cases)
    high = found.values[-1]
    bounds = [predicate.minimum for predicate in instrument.predicates]
    widths = [one for one in STEPS if all(bound % one == 0 for bound in bounds)] or STEPS
    width = next((one for one in widths if (high - low) / one <= MOST_STEPS), widths[-1])
    begin = floor((low - shift) / width)
    counts = [0] * (floor((high - shift) / width) - begin + 1)
    below = 0
    for value, count in zip(found.values, found.counts, strict=True):
        place = floor((value - shift) / width) - begin
        if place < 0:
            below += count
        else:
            counts[place] += count
    chances = tuple(Fraction(count, found.cases) for count in counts)
    return _Spread(begin * width, width, chances, Fraction(below, found.cases))


def percent(chance: Fraction, words: Words, *, exactly: bool = False) -> str:
    """Write a chance in percent with one decimal; one that is not sure never looks sure."""
    value = chance * 100
    if exactly or not chance:
        text = words.number(value, None)
    elif value < UNLIKELY:
        text = f"< {words.number(UNLIKELY, 1)}"
    elif SURE < value < 100:  # noqa: PLR2004  all of a hundred
        text = f"> {words.number(SURE, 1)}"
    else:
        text = words.number(value, 1)
    return words.label("risk.share", value=text)


def _chance(chance: Fraction, words: Words) -> Number:
    """Return a chance in percent; one that is all but sure looks so in a workbook, too."""
    text = percent(chance, words)
    return Number(chance, text, passages.PERCENT if text[:1].isdigit() else f'"{text}"')


def chances(found: Distribution, instrument: Instrument, words: Words) -> Table:
    """Return the chance of every predicate; they add up to 1."""
    columns = (
        Column(words.label("batch.from"), 8, number=True, spare=2),
        Column(words.label("predicate"), 44),
        Column(words.label("risk.chance_head"), 12, number=True),
        Column(words.label("risk.bar"), 20, spare=1),
    )
    rows = (
        (
            passages.index(predicate.minimum, words),
            passages.predicate(predicate.name, instrument),
            _chance(chance, words),
            Bar(chance, Fraction(1)),
        )
        for predicate, chance in found.predicates(instrument)
    )
    return Table(columns, tuple(map(Row, rows)))


def percentiles(found: Distribution, words: Words) -> tuple[str, Table]:
    """Say the percentiles and the mean of the index, and return them as a table."""
    known = [
        (words.label("risk.share", value=str(one)), found.percentile(one)) for one in PERCENTILES
    ]
    values = "; ".join(f"{name} = {words.number(value)}" for name, value in known)
    mean = words.label("risk.mean", index=words.number(found.mean))
    columns = (
        Column(words.label("risk.percentile_head"), 30),
        Column(words.label("index"), 12, number=True),
    )
    named = (*known, (words.label("risk.mean_head"), found.mean))
    rows = tuple(Row((name, passages.index(value, words))) for name, value in named)
    table = Table(columns, rows, words.label("risk.percentiles_read"))
    return words.label("risk.percentiles", values=values, mean=mean), table


def columns(spread: _Spread, result: IndexResult, instrument: Instrument, words: Words) -> Columns:
    """Draw the steps, with the bounds of predicates and the present index."""
    bounds = tuple(
        Mark(predicate.minimum, f"{predicate.name} {words.number(predicate.minimum)}")
        for predicate in reversed(instrument.predicates)
        if spread.first < predicate.minimum < spread.last
    )
    first, last = (Mark(end, words.number(end)) for end in (spread.first, spread.last))
    index, top = words.number(result.total.index), percent(max(spread.chances), words)
    said = words.label(
        "risk.spread_text",
        index=index,
        width=words.number(spread.width),
        first=first.text,
        last=last.text,
        top=top,
        bounds="; ".join(bound.text for bound in bounds) or words.label("none"),
    )
    return Columns(
        title=words.label("risk.drawing"),
        caption=words.label("risk.drawing_key"),
        said=said,
        names=tuple(words.number(start) for start, _ in spread.starts()),
        heights=spread.chances,
        first=first,
        last=last,
        top=top,
        bounds=bounds,
        mark=Mark(result.total.index, index),
        look=passages.PERCENT,
    )


def steps(spread: _Spread, words: Words) -> Table:
    """Return the steps in numbers; with what lies before them they add up to 1."""
    columns = (
        Column(words.label("index"), 30),
        Column(words.label("risk.chance_head"), 12, number=True),
        Column(words.label("risk.bar"), 24),
    )
    named = [(words.label("risk.below", bound=words.number(spread.first)), spread.below)]
    for start, chance in spread.starts():
        low, high = (words.number(one) for one in (start, start + spread.width))
        named.append((words.label("risk.range", low=low, high=high), chance))
    shown = named if spread.below else named[1:]
    rows = (Row((name, _chance(one, words), Bar(one, Fraction(1)))) for name, one in shown)
    caption = words.label("risk.in_steps", width=words.number(spread.width))
    return Table(columns, tuple(rows), caption)


def exactness(found: Distribution, instrument: Instrument, words: Words) -> str:
    """Say that the distribution is exact, or by how much it may be off."""
    off = _approximation(found, instrument)
    if off is None:
        return words.label("risk.exact")
    chance = words.label("risk.share", value=words.number(off["chance"] * 100, None))
    return words.label("risk.near", index=words.number(off["index"], None), chance=chance)


def _approximation(found: Distribution, instrument: Instrument) -> Mapping[str, Fraction] | None:
    """Return by how much, at most, the index of a case and the chance of a predicate are off.

    Both are rounded up; None if all is exact.
    """
    if not found.error:
        return None
    off = {"index": found.error, "chance": found.doubt(instrument)}
    return {part: ceil(value / SMALLEST) * SMALLEST for part, value in off.items()}


def _printed_chances(found: Distribution) -> Mapping[str, Fraction]:
    """Return the exact chance of every printed index, the lowest first."""
    counts: dict[str, int] = {}
    for value, count in zip(found.values, found.counts, strict=True):
        text = str(rounded(value))
        counts[text] = counts.get(text, 0) + count
    return {text: Fraction(count, found.cases) for text, count in counts.items()}


def distribution_data(risk: Risk) -> Mapping[str, Any] | None:
    """Return the distribution; `values` gives the chance of every printed index."""
    spread, rates, instrument = risk.distribution, risk.rates, risk.instrument
    if spread is None or rates is None:
        return None
    off = _approximation(spread, instrument)
    levels = sorted({instrument.level_at(claim.level) for claim in risk.claims})
    return {
        "source": rates.source,
        "independent": True,
        "approximation": off and {part: exact_text(value) for part, value in off.items()},
        "chances": {
            str(level): {exact_text(by): exact_text(p) for by, p in rates.chances(level).items()}
            for level in levels
        },
        "mean": exact_text(spread.mean),
        "percentiles": {str(p): float(rounded(spread.percentile(p))) for p in PERCENTILES},
        "predicates": [
            {"predicate": predicate.name, "chance": exact_text(chance)}
            for predicate, chance in spread.predicates(instrument)
        ],
        "values": [
            {"value": float(value), "chance": exact_text(chance)}
            for value, chance in _printed_chances(spread).items()
        ],
    }


def chance_rows(spread: Distribution, instrument: Instrument) -> Iterator[dict[str, str]]:
    """Yield the chance of every predicate and of every printed index, and percentiles.

    Before them stands by how much they may be off, if they are not exact.
    """
    off = _approximation(spread, instrument)
    if off is not None:
        yield {"part": "approximation", **{key: exact_text(value) for key, value in off.items()}}
    for predicate, chance in spread.predicates(instrument):
        yield {"part": "predicate", "predicate": predicate.name, "chance": exact_text(chance)}
    for one in PERCENTILES:
        index = str(rounded(spread.percentile(one)))
        yield {"part": "percentile", "code": str(one), "index": index}
    for value, chance in _printed_chances(spread).items():
        yield {"part": "value", "index": value, "chance": exact_text(chance)}
