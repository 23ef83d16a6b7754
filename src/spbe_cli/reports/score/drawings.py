"""The drawings of a result: its place on the scale, the radar of its aspects, their bars."""

from fractions import Fraction
from typing import Final

from spbe_cli.instrument import Instrument, Predicate
from spbe_cli.messages import Words
from spbe_cli.reports import scale, svg
from spbe_cli.reports.document import Chart, Drawing, Series
from spbe_cli.scoring import IndexResult, Score

BOUND: Final = "Baik"
"""The ministry draws its target, 2.6, as a ring in the radar: the bound of this predicate."""


def scale_drawing(result: IndexResult, instrument: Instrument, words: Words) -> Drawing:
    """Draw the index on the scale of predicates."""
    names, ends = bands(instrument, words)
    index = words.number(result.total.index)
    text = f"{index}, {result.predicate.name}. {bands_text(instrument, words)}"
    said = svg.Drawing("scale", words.label("html.scale"), text)
    return Drawing(svg.scale(said, names, ends, (share(result.total.index, instrument), index)))


def bands(instrument: Instrument, words: Words) -> tuple[list[str], list[tuple[float, str]]]:
    """Return the predicates, the lowest first, and the ends of their bands: places with texts."""
    ends = [(share(bound, instrument), words.number(bound)) for bound in scale.bounds(instrument)]
    return [predicate.name for predicate in reversed(instrument.predicates)], ends


def bands_text(instrument: Instrument, words: Words) -> str:
    """Say where every predicate begins, and where the scale ends."""
    names, ends = bands(instrument, words)
    said = (f"{name} {text}" for name, (_, text) in zip(names, ends, strict=False))
    return f"{'; '.join(said)}; {ends[-1][1]}."


def radar_drawing(result: IndexResult, instrument: Instrument, words: Words) -> Drawing | None:
    """Draw the aspects as the ministry does: from the lowest level in the centre to the rim."""
    if len(result.aspects) < svg.FEWEST_AXES:
        return None
    short = {aspect.code: aspect.short for aspect in instrument.aspects}
    axes = [
        (
            f"{score.code} {short[score.code]}",
            words.number(score.index),
            share(score.index, instrument),
        )
        for score in result.aspects
    ]
    rings = [(share(Fraction(n), instrument), str(n)) for n in instrument.scale()[1:]]
    ring = ring_of(instrument)
    ends = {"lowest": instrument.lowest, "highest": instrument.highest}
    values = "; ".join(f"{name} {value}" for name, value, _ in axes)
    bound = bound_text(ring, words) if ring else ""
    text = f"{words.label('html.radar_ends', **ends)} {values}." + f" {bound}." * bool(bound)
    said = svg.Drawing("radar", words.label("html.radar"), text)
    drawn = svg.radar(said, axes, rings, share(ring.minimum, instrument) if ring else None)
    caption = words.label("html.legend", bound=bound) if bound else ""
    return Drawing(drawn, caption, radar_chart(result, instrument, words))


def radar_chart(result: IndexResult, instrument: Instrument, words: Words) -> Chart:
    """Return what the radar shows, in numbers."""
    short = {aspect.code: aspect.short for aspect in instrument.aspects}
    names = tuple(f"{score.code} {short[score.code]}" for score in result.aspects)
    values = tuple(Fraction(score.rounded) for score in result.aspects)
    series = [Series(words.label("index"), values)]
    ring = ring_of(instrument)
    if ring:
        name = words.label("html.target", bound=words.number(ring.minimum))
        series.append(Series(name, (ring.minimum,) * len(names), "bound"))
    ends = (Fraction(instrument.lowest), Fraction(instrument.highest))
    return Chart("radar", words.label("html.radar"), names, tuple(series), ends)


def bar_drawing(score: Score, instrument: Instrument) -> Drawing:
    """Draw an index as a bar from 0, with the bound on it."""
    ring = ring_of(instrument)
    bound = float(ring.minimum / instrument.highest) if ring else None
    return Drawing(svg.bar(float(score.index / instrument.highest), bound))


def ring_of(instrument: Instrument) -> Predicate | None:
    """Return the predicate whose bound is drawn, if the instrument has it."""
    return next((p for p in instrument.predicates if p.name == BOUND), None)


def bound_text(ring: Predicate, words: Words) -> str:
    """Name the bound that is drawn."""
    return words.label("html.bound", predicate=ring.name, bound=words.number(ring.minimum))


def share(value: Fraction, instrument: Instrument) -> float:
    """Return where a value lies between the ends of the scale; an assumed 0 at the lower one."""
    return max(0.0, float((value - instrument.lowest) / (instrument.highest - instrument.lowest)))
