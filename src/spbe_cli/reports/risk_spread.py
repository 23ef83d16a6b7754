"""The distribution of an index: chances, percentiles, and columns in steps.

The distribution is exact and has thousands of values.  Here they are put into steps that end
where predicates do, so that the columns left and right of a bound add up to their chances.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import ceil, floor
from typing import Any, Final

from spbe_cli.analysis.distribution import Distribution, Rates
from spbe_cli.analysis.risk import Risk
from spbe_cli.exact import exact_text, rounded
from spbe_cli.findings import Numbers
from spbe_cli.frozen import frozen
from spbe_cli.instrument import Instrument
from spbe_cli.reports import document as doc
from spbe_cli.reports.wording import PERCENT, Wording, predicate, table
from spbe_cli.scoring import reaching
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
TAIL: Final = Fraction(1, 1000)  # so much chance at the low end is told in one row, and not drawn


@frozen
class Steps:
    """Chances by the beginning of their step, all of one width; `below` is the chance before."""

    width: Fraction
    chances: Mapping[Fraction, Fraction]
    below: Fraction


def in_steps(found: Distribution, instrument: Instrument) -> Steps:
    """Put a distribution into steps, up to the present index, which nothing exceeds."""
    top = instrument.predicates[0]
    shift = reaching(instrument, top) - top.minimum
    low = next(v for v, n in zip(found.values, found.sums, strict=True) if n > TAIL * found.cases)
    high = found.values[-1]
    bounds = [predicate.minimum for predicate in instrument.predicates]
    widths = [one for one in STEPS if all(bound % one == 0 for bound in bounds)] or STEPS
    width = next((one for one in widths if (high - low) / one <= MOST_STEPS), widths[-1])
    begin, end = (floor((one - shift) / width) for one in (low, high))
    counts = dict.fromkeys(range(begin, end + 1), 0)
    below = 0
    for value, count in zip(found.values, found.counts, strict=True):
        place = floor((value - shift) / width)
        if place < begin:
            below += count
        else:
            counts[place] += count
    chances = {place * width: Fraction(count, found.cases) for place, count in counts.items()}
    return Steps(width, chances, Fraction(below, found.cases))


def percent(chance: Fraction, words: Words) -> str:
    """Write a chance in percent with one decimal; one that is not sure never looks sure."""
    value = chance * 100
    text = words.number(value, 1 if value else None)
    if 0 < value < UNLIKELY:
        text = f"< {words.number(UNLIKELY, 1)}"
    elif SURE < value < 100:  # noqa: PLR2004  all of a hundred
        text = f"> {words.number(SURE, 1)}"
    return words.label("risk.share", value=text)


@frozen(slots=False)
class Spread(Wording):
    """The distribution of the index of a risk, and the chances on which it rests."""

    risk: Risk
    rates: Rates
    found: Distribution
    words: Words

    def assumptions(self) -> Iterator[str]:
        """Yield on which chances the distribution rests."""
        instrument, rates = self.risk.instrument, self.rates
        if rates.source is None:
            # Such as `20 % turun 1 tingkat`.
            stated = []
            for steps, chance in rates.default.items():
                fall = self.label("risk.steps", count=steps)
                share = self.label("risk.share", value=chance * 100)
                stated.append(self.label("risk.chance", percent=share, steps=fall))
            yield self.label("risk.stated", lowest=instrument.lowest, chances=", ".join(stated))
            return
        yield self.label("risk.counted", source=rates.source)
        if unlisted := sorted(self._levels() - set(rates.levels)):
            yield self.label("risk.unlisted", levels=Numbers(tuple(map(str, unlisted))))

    def _levels(self) -> set[int]:
        return {self.risk.instrument.level_at(claim.level) for claim in self.risk.claims}

    def summary(self) -> Iterator[doc.Block]:
        """Yield the chance of every predicate, the percentiles, and how exact all this is."""
        used = self.risk.instrument
        yield table(
            self.found.predicates(used),
            self.numbers("batch.from", 8, lambda one: self.index(one[0].minimum), spare=2),
            self.column("predicate", 44, lambda one: predicate(one[0].name, used)),
            self.numbers("risk.chance_head", 12, lambda one: self._chance(one[1])),
            self.column("risk.bar", 20, lambda one: doc.Bar(one[1], Fraction(1)), spare=1),
        )
        mean = self.label("risk.mean", index=self.number(self.found.mean))
        known = (f"{name} = {self.number(value)}" for name, value in self._percentiles())
        yield doc.Paragraph(self.label("risk.percentiles", values="; ".join(known), mean=mean))
        exactness, off = self.label("risk.exact"), self._off()
        if off:
            chance = self.label("risk.share", value=off["chance"] * 100)
            exactness = self.label("risk.near", index=off["index"], chance=chance)
        yield doc.Paragraph(exactness, "grey")

    def _percentiles(self) -> list[tuple[str, Fraction]]:
        found = self.found
        return [(self.label("risk.share", value=str(n)), found.percentile(n)) for n in PERCENTILES]

    def _chance(self, chance: Fraction) -> doc.Number:
        """Return a chance in percent; one all but sure looks so in a workbook, too."""
        text = percent(chance, self.words)
        look = PERCENT if text[:1].isdigit() else f'"{text}"'
        return doc.Number(chance, text, look)

    def in_full(self) -> tuple[doc.Table, doc.Table]:
        """Return percentiles and mean, then the steps, which add up to 1 with what lies below."""
        percentiles = table(
            [*self._percentiles(), (self.label("risk.mean_head"), self.found.mean)],
            self.column("risk.percentile_head", 30, lambda one: one[0]),
            self.numbers("index", 12, lambda one: self.index(one[1])),
            caption=self.label("risk.percentiles_read"),
        )
        made = in_steps(self.found, self.risk.instrument)
        below = self.label("risk.below", bound=self.number(min(made.chances)))
        rows = [(below, made.below)] if made.below else []
        for start, chance in made.chances.items():
            low, high = (self.number(one) for one in (start, start + made.width))
            rows.append((self.label("risk.range", low=low, high=high), chance))
        steps = table(
            rows,
            self.column("index", 30, lambda one: one[0]),
            self.numbers("risk.chance_head", 12, lambda one: self._chance(one[1])),
            self.column("risk.bar", 24, lambda one: doc.Bar(one[1], Fraction(1))),
            caption=self.label("risk.in_steps", width=self.number(made.width)),
        )
        return percentiles, steps

    def drawing(self) -> doc.Columns:
        """Draw the steps, with the bounds of predicates and the present index."""
        made = in_steps(self.found, self.risk.instrument)
        ends = (min(made.chances), max(made.chances) + made.width)
        values = (*ends, self.risk.result.total.index)
        first, last, present = (doc.Mark(value, self.number(value)) for value in values)
        bounds = tuple(
            doc.Mark(one.minimum, f"{one.name} {self.number(one.minimum)}")
            for one in reversed(self.risk.instrument.predicates)
            if first.value < one.minimum < last.value
        )
        top = percent(max(made.chances.values()), self.words)
        said = self.label(
            "risk.spread_text",
            index=present.text,
            width=self.number(made.width),
            first=first.text,
            last=last.text,
            top=top,
            bounds="; ".join(bound.text for bound in bounds) or self.label("none"),
        )
        return doc.Columns(
            title=self.label("risk.drawing"),
            caption=self.label("risk.drawing_key"),
            said=said,
            names=tuple(map(self.number, made.chances)),
            heights=tuple(made.chances.values()),
            first=first,
            last=last,
            top=top,
            bounds=bounds,
            mark=present,
            look=PERCENT,
        )

    def _off(self) -> Mapping[str, Fraction]:
        """Return by how much index and chances may be off, rounded up; nothing if all is exact."""
        if not self.found.error:
            return {}
        off = {"index": self.found.error, "chance": self.found.doubt(self.risk.instrument)}
        return {part: ceil(value / SMALLEST) * SMALLEST for part, value in off.items()}

    def _printed(self) -> Mapping[str, Fraction]:
        counts: Counter[str] = Counter()
        for value, count in zip(self.found.values, self.found.counts, strict=True):
            counts[str(rounded(value))] += count
        return {text: Fraction(count, self.found.cases) for text, count in counts.items()}

    def data(self) -> Mapping[str, Any]:
        """Return the distribution; `values` gives the chance of every printed index."""
        found, rates = self.found, self.rates
        return {
            "source": rates.source,
            "independent": True,
            "approximation": {part: exact_text(off) for part, off in self._off().items()} or None,
            "chances": {
                str(level): {
                    exact_text(by): exact_text(n) for by, n in rates.chances(level).items()
                }
                for level in sorted(self._levels())
            },
            "mean": exact_text(found.mean),
            "percentiles": {str(p): float(rounded(found.percentile(p))) for p in PERCENTILES},
            "predicates": [
                {"predicate": one.name, "chance": exact_text(chance)}
                for one, chance in found.predicates(self.risk.instrument)
            ],
            "values": [
                {"value": float(value), "chance": exact_text(chance)}
                for value, chance in self._printed().items()
            ],
        }

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield chances of predicates and printed indices, percentiles, and how far all are off."""
        said = self.data()
        if said["approximation"]:
            yield {"part": "approximation", **said["approximation"]}
        yield from ({"part": "predicate", **one} for one in said["predicates"])
        for one in PERCENTILES:
            yield {"part": "percentile", "code": one, "index": rounded(self.found.percentile(one))}
        for value, chance in self._printed().items():
            yield {"part": "value", "index": value, "chance": exact_text(chance)}


def spread_of(risk: Risk, words: Words) -> Spread | None:
    """Return the distribution of a risk, if chances are known."""
    rates, found = risk.rates, risk.distribution
    return Spread(risk, rates, found, words) if rates and found else None
