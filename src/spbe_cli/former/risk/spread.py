"""The distribution of the index in a document: chances, percentiles, and a histogram in steps.

The distribution is exact and has thousands of values.  Here they are put into steps that end
where predicates do, so that the columns left and right of a bound add up to their chances.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Final

from spbe_cli.exposure import Exposed
from spbe_cli.former import drawings, passages, svg
from spbe_cli.former.document import (
    Block,
    Chart,
    Column,
    Drawing,
    Number,
    Own,
    Paragraph,
    Row,
    Series,
    Table,
)
from spbe_cli.former.risk import story as told
from spbe_cli.instrument import Instrument
from spbe_cli.risk.distribution import Distribution
from spbe_cli.scoring import reaching
from spbe_cli.words import Words

STEPS: Final = tuple(map(Fraction, ("0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1")))
"""Widths of a step, of which those are used that end at every bound of a predicate."""
MOST_STEPS: Final = 24
"""So many are easily read; where no wider step ends at the bounds, there are more."""
TAIL: Final = Fraction(1, 1000)
"""So much chance at the low end is told in one row, and not drawn."""


@dataclass(frozen=True, slots=True)
class Spread:
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


def in_steps(found: Distribution, instrument: Instrument) -> Spread:
    """Put a distribution into steps, up to the present index, which nothing exceeds."""
    top = instrument.predicates[0]
    shift = reaching(instrument, top) - top.minimum
    low = next(v for v, n in zip(found.values, found.sums, strict=True) if n > TAIL * found.cases)
    high = found.values[-1]
    widths = fitting(instrument)
    width = next((s for s in widths if (high - low) / s <= MOST_STEPS), widths[-1])
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
    return Spread(begin * width, width, chances, Fraction(below, found.cases))


def fitting(instrument: Instrument) -> tuple[Fraction, ...]:
    """Return the widths of steps that end at the bounds; all where the bounds are too fine."""
    bounds = [predicate.minimum for predicate in instrument.predicates]
    found = (step for step in STEPS if all(bound % step == 0 for bound in bounds))
    return tuple(found) or STEPS


def spread_blocks(exposed: Exposed, found: Distribution, words: Words) -> Iterator[Block]:
    """Yield the chances of predicates, percentiles, and the distribution drawn and in numbers."""
    spread = in_steps(found, told.instrument_of(exposed))
    yield chances(exposed, found, words)
    yield percentiles(found, words)
    yield histogram(exposed, spread, words)
    yield steps(spread, words)
    yield Paragraph(told.exactness(exposed, found, words), "grey")


def chance_cell(chance: Fraction, words: Words) -> Number:
    """Return a chance in percent; one that is all but sure looks so in a workbook, too."""
    text = told.percent_text(chance, words)
    look = passages.PERCENT if text[:1].isdigit() else f'"{text}"'
    return Number(chance, text, look)


def chances(exposed: Exposed, found: Distribution, words: Words) -> Table:
    """Return the chance of every predicate; they add up to 1."""
    columns = (
        Column(words.label("predicate"), 16),
        Column(words.label("batch.from"), 10, number=True),
        Column(words.label("risk.chance_head"), 12, number=True),
        Column(words.label("risk.bar"), 24),
    )
    rows = (
        Row(
            (
                Own(predicate.name),
                passages.index(predicate.minimum, words),
                chance_cell(chance, words),
                Drawing(svg.bar(float(chance), None)),
            )
        )
        for predicate, chance in found.predicates(told.instrument_of(exposed))
    )
    return Table(columns, tuple(rows), words.label("risk.chances"))


def percentiles(found: Distribution, words: Words) -> Table:
    """Return percentiles and mean of the index."""
    columns = (
        Column(words.label("risk.percentile_head"), 16),
        Column(words.label("index"), 10, number=True),
    )
    known = [
        (words.label("risk.share", value=str(percent)), found.percentile(percent))
        for percent in told.PERCENTILES
    ]
    named = (*known, (words.label("risk.mean_head"), found.mean))
    rows = (Row((name, passages.index(value, words))) for name, value in named)
    return Table(columns, tuple(rows), words.label("risk.percentiles_read"))


def histogram(exposed: Exposed, spread: Spread, words: Words) -> Drawing:
    """Draw the steps, with the bounds of predicates and the present index."""
    instrument, result = told.instrument_of(exposed), told.result_of(exposed)
    bounds = [
        (predicate.minimum, f"{predicate.name} {words.number(predicate.minimum)}")
        for predicate in reversed(instrument.predicates)
        if spread.first < predicate.minimum < spread.last
    ]
    first, last = ((end, words.number(end)) for end in (spread.first, spread.last))
    title, index = words.label("risk.drawing"), words.number(result.total.index)
    top = told.percent_text(max(spread.chances), words)
    text = words.label(
        "risk.spread_text",
        index=index,
        width=words.number(spread.width),
        first=first[1],
        last=last[1],
        top=top,
        bounds="; ".join(text for _, text in bounds) or words.label("none"),
    )
    axis = drawings.Axis(first, last, bounds, (result.total.index, index))
    drawing = svg.Drawing("spread", title, text)
    drawn = drawings.histogram(drawing, spread.chances, axis, top)
    return Drawing(drawn, title, chart(spread, words))


def chart(spread: Spread, words: Words) -> Chart:
    """Return the chance of every step, in numbers."""
    name = words.label("risk.chance_head")
    starts = tuple(words.number(start) for start, _ in spread.starts())
    title = words.label("risk.in_steps", width=words.number(spread.width))
    return Chart("column", title, starts, (Series(name, spread.chances),), look=passages.PERCENT)


def steps(spread: Spread, words: Words) -> Table:
    """Return the steps in numbers; with what lies before them they add up to 1."""
    columns = (
        Column(words.label("index"), 30),
        Column(words.label("risk.chance_head"), 12, number=True),
    )
    first = words.label("risk.below", bound=words.number(spread.first))
    rows = [Row((first, chance_cell(spread.below, words)))] * bool(spread.below)
    for start, chance in spread.starts():
        low, high = (words.number(one) for one in (start, start + spread.width))
        text = words.label("risk.range", low=low, high=high)
        rows.append(Row((text, chance_cell(chance, words))))
    return Table(
        columns, tuple(rows), words.label("risk.in_steps", width=words.number(spread.width))
    )
