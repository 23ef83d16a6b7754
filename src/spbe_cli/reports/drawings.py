"""What is drawn of a result, in meaning; how it looks is for the writers of the formats."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from spbe_cli.instrument import Instrument
from spbe_cli.reports import document as doc
from spbe_cli.scoring import IndexResult, next_predicate
from spbe_cli.words import Words

FEWEST_AXES: Final = 3
FEWEST_BARS: Final = 2  # a single bar says nothing that its number does not
TONES: Final[tuple[doc.Tone, ...]] = ("good", "good", "fair", "poor", "bad")
"""The tones of five predicates, the highest first."""


def tone_of(predicate: str, instrument: Instrument) -> doc.Tone:
    """Return how good a predicate is among those of its instrument."""
    names = [one.name for one in instrument.predicates]
    return TONES[names.index(predicate) * (len(TONES) - 1) // max(len(names) - 1, 1)]


def scale(
    instrument: Instrument,
    marks: Sequence[doc.Mark],
    title: str,
    words: Words,
    bound: doc.Mark | None = None,
) -> doc.Scale:
    """Return indices, and a target, on the scale of predicates; the last is what counts."""
    lowest = Fraction(instrument.lowest)
    begins = [(max(one.minimum, lowest), one.name) for one in reversed(instrument.predicates)]
    bands = tuple(doc.Mark(begin, words.number(begin), name) for begin, name in begins)
    highest = Fraction(instrument.highest)
    end = doc.Mark(highest, words.number(highest))
    said = "; ".join(f"{band.name} {band.text}" for band in bands)
    shown = [f"{mark.name} {mark.text}".strip() for mark in marks]
    shown += [bound.name] if bound else []
    said = f"{'; '.join(shown)}. {said}; {end.text}."
    return doc.Scale(title, said, bands, end, tuple(marks), bound)


def index_mark(result: IndexResult, words: Words, name: str = "") -> doc.Mark:
    """Return an index as a mark; its name is whose or of when it is."""
    called = f"{name}: {result.predicate.name}" if name else result.predicate.name
    return doc.Mark(result.total.index, words.number(result.total.index), called)


def radar(
    results: Sequence[tuple[str, IndexResult]],
    instrument: Instrument,
    words: Words,
    bound: doc.Mark | None = None,
) -> tuple[doc.Drawing, ...]:
    """Return the radar of named results, the last counts, with a bound or the next predicate's."""
    (name, last), *former = reversed(results)
    bound = bound or next_bound(instrument, last, words)
    if len(last.aspects) < FEWEST_AXES:
        return ()
    short = {aspect.code: aspect.short for aspect in instrument.aspects}
    axes = tuple(f"{score.code} {short[score.code]}\n{words.number(score.index)}"
                 for score in last.aspects)  # fmt: skip
    series: list[doc.Series] = []
    for called, result in ((name or words.label("index"), last), *former):
        values = tuple(Fraction(one.rounded) for one in result.aspects)
        series.append(doc.Series(called, values, "former" if series else ""))
    lines = words.label("html.legend")
    if former:
        lines = words.label("html.legend_former", before=former[0][0], after=name)
    if bound:
        series.append(doc.Series(bound.name, (bound.value,) * len(axes), "bound"))
        lines += " " + words.label("html.legend_bound", bound=bound.name)
    said = [words.label("html.radar_ends", lowest=instrument.lowest, highest=instrument.highest)]
    for one in series:
        pairs = zip(last.aspects, one.values, strict=True)
        shown = "; ".join(f"{score.code} {words.number(value)}" for score, value in pairs)
        said.append(f"{one.name}: {shown}.")
    ends = (instrument.lowest, instrument.highest)
    title = words.label("html.radar")
    return (doc.Radar(title, " ".join(said), axes, tuple(series), *ends, caption=lines),)


def bars(
    title: str,
    named: Sequence[tuple[str, Fraction, str]],
    look: str,
    ends: tuple[Fraction, Fraction] | None = None,
    bound: doc.Mark | None = None,
) -> tuple[doc.Bars, ...]:
    """Return bars of those that have a length, if there are enough of them."""
    known = [one for one in named if one[1]]
    if len(known) < FEWEST_BARS:
        return ()
    names, values, texts = zip(*known, strict=True)
    said = "; ".join(f"{name} {text}" for name, _, text in known)
    caption = f"{title}. {bound.name}." if bound else ""
    said += f"; {bound.name}" if bound else ""
    return (doc.Bars(title, f"{said}.", names, values, texts, look, ends, bound, caption=caption),)


def histogram(
    values: Sequence[Fraction], count: int, instrument: Instrument, words: Words
) -> doc.Columns:
    """Return how many values lie where on the scale, in `count` columns, yet without a title."""
    first, last = Fraction(instrument.lowest), Fraction(instrument.highest)
    step = (last - first) / count
    heights = [0] * count
    for value in values:
        heights[max(min(int((value - first) / step), count - 1), 0)] += 1
    return doc.Columns(
        title="",
        said="",
        names=tuple(words.number(first + n * step) for n in range(count)),
        heights=tuple(map(Fraction, heights)),
        first=doc.Mark(first, str(instrument.lowest)),
        last=doc.Mark(last, str(instrument.highest)),
        top=str(max(heights)),
    )


def next_bound(instrument: Instrument, result: IndexResult, words: Words) -> doc.Mark | None:
    """Return the bound of the next predicate, to be drawn; None at the highest."""
    following = next_predicate(instrument, result)
    if following is None:
        return None
    text = words.number(following.minimum)
    name = words.label("drawn.bound", predicate=following.name, bound=text)
    return doc.Mark(following.minimum, text, name)
