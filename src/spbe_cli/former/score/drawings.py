"""The drawings of a result: its place on the scale, the radar of its aspects, their bars."""

from fractions import Fraction
from typing import Final

from spbe_cli.former import scale, svg
from spbe_cli.former.document import Chart, Drawing, Series
from spbe_cli.instrument import Instrument, Predicate
from spbe_cli.scoring import IndexResult, Score
from spbe_cli.words import Words

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


def radar_drawing(
    result: IndexResult,
    instrument: Instrument,
    words: Words,
    names: tuple[str, str] = ("", ""),
    former: IndexResult | None = None,
) -> Drawing | None:
    """Draw the aspects as the ministry does: from the lowest level in the centre to the rim.

    A `former` result is a thin line; the `names` are what it and the later one are called.
    """
    if len(result.aspects) < svg.FEWEST_AXES:
        return None
    axes = [
        (name, words.number(score.index), share(score.index, instrument))
        for name, score in zip(axis_names(result, instrument), result.aspects, strict=True)
    ]
    before = [share(score.index, instrument) for score in former.aspects] if former else []
    rings = [(share(Fraction(n), instrument), str(n)) for n in instrument.scale()[1:]]
    ring = ring_of(instrument)
    text = radar_text(result, instrument, words)
    if former:
        facts = {"name": names[0], "values": values_text(former, instrument, words)}
        text = f"{text} {words.label('html.radar_former', **facts)}"
    said = svg.Drawing("radar", words.label("html.radar"), text)
    bound = share(ring.minimum, instrument) if ring else None
    drawn = svg.radar(said, axes, rings, bound, before)
    chart = radar_chart(result, instrument, words, names, former)
    return Drawing(drawn, legend(instrument, words, names, former), chart)


def radar_text(result: IndexResult, instrument: Instrument, words: Words) -> str:
    """Say what the radar shows, for who cannot see it."""
    ends = {"lowest": instrument.lowest, "highest": instrument.highest}
    values = values_text(result, instrument, words)
    ring = ring_of(instrument)
    bound = f" {bound_text(ring, words)}." if ring else ""
    return f"{words.label('html.radar_ends', **ends)} {values}.{bound}"


def values_text(result: IndexResult, instrument: Instrument, words: Words) -> str:
    """Name every aspect with its index."""
    named = zip(axis_names(result, instrument), result.aspects, strict=True)
    return "; ".join(f"{name} {words.number(score.index)}" for name, score in named)


def legend(
    instrument: Instrument, words: Words, names: tuple[str, str], former: IndexResult | None
) -> str:
    """Say which line of the radar is which."""
    ring = ring_of(instrument)
    parts = []
    if former:
        parts.append(words.label("html.legend_former", before=names[0], after=names[1]))
    elif ring:
        parts.append(words.label("html.legend"))
    if ring:
        parts.append(words.label("html.legend_bound", bound=bound_text(ring, words)))
    return " ".join(parts)


def axis_names(result: IndexResult, instrument: Instrument) -> tuple[str, ...]:
    """Return what the axes of the radar are called."""
    short = {aspect.code: aspect.short for aspect in instrument.aspects}
    return tuple(f"{score.code} {short[score.code]}" for score in result.aspects)


def radar_chart(
    result: IndexResult,
    instrument: Instrument,
    words: Words,
    names: tuple[str, str],
    former: IndexResult | None,
) -> Chart:
    """Return what the radar shows, in numbers."""
    axes = axis_names(result, instrument)
    series = [Series(names[1] or words.label("index"), printed(result))]
    if former:
        series.append(Series(names[0], printed(former), "former"))
    ring = ring_of(instrument)
    if ring:
        name = words.label("html.target", bound=words.number(ring.minimum))
        series.append(Series(name, (ring.minimum,) * len(axes), "bound"))
    ends = (Fraction(instrument.lowest), Fraction(instrument.highest))
    return Chart("radar", words.label("html.radar"), axes, tuple(series), ends)


def printed(result: IndexResult) -> tuple[Fraction, ...]:
    """Return the indices of the aspects as they are printed."""
    return tuple(Fraction(score.rounded) for score in result.aspects)


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
