"""What documents show of two results of one instrument: on the scale, part by part, in bars.

`compare`, `plan` and `simulate` share it: before and after, whoever changed the levels.
"""

from collections.abc import Sequence
from fractions import Fraction

from spbe_cli.comparison import Comparison, PartChange
from spbe_cli.former import drawings, passages, svg
from spbe_cli.former.compare import story
from spbe_cli.former.document import Cell, Chart, Column, Drawing, Own, Row, Series, Table
from spbe_cli.former.drawings import Bar
from spbe_cli.former.score.drawings import bands, bands_text, share
from spbe_cli.instrument import Instrument
from spbe_cli.reports.statements import gain_text
from spbe_cli.scoring import IndexResult
from spbe_cli.words import Words

FEWEST_BARS = 2
"""A single bar says nothing that its number does not."""


def parts_table(made: Comparison, names: tuple[str, str], words: Words) -> Table:
    """Return index, predicate, domains and aspects, before and after."""
    heads = (*names, words.label("compare.difference"), words.label("compare.gain"))
    columns = (
        Column(words.label("code"), 8),
        Column(words.label("name"), 46),
        *(Column(head, 14, number=True) for head in heads),
    )
    predicates = (result.predicate.name for result in (made.before, made.after))
    rows = (
        Row(("", Own(made.total.after.name), *cells(made.total, words)), "total"),
        Row(("", words.label("predicate"), *predicates, "", "")),
        *(part_row(part, words, grouped=bool(made.domains)) for part in story.parts(made)),
    )
    key = "parts.domains" if made.before.domains else "parts.aspects"
    facts = {"name": made.total.after.name, "parts": words.label(key)}
    notes = (words.label("changed.adds_up", **facts), story.differences_note(made, words))
    return Table(columns, rows, " ".join(filter(None, notes)))


def part_row(part: PartChange, words: Words, *, grouped: bool) -> Row:
    """Return a domain or an aspect; a domain stands out."""
    shown = (part.before.code, Own(part.before.name), *cells(part, words))
    return Row(shown, "group" if grouped and part.before.parent is None else "")


def cells(part: PartChange, words: Words) -> list[Cell]:
    """Return the numbers of a part; what did not change has no difference to be seen."""
    before, after = part.before, part.after
    ends: list[Cell] = [passages.index(one.index, words) for one in (before, after)]
    if before.points == after.points:
        return [*ends, "", ""]
    return [*ends, passages.difference(part.difference, words), passages.gain(part.gain, words)]


def bars_of_parts(made: Comparison, words: Words) -> tuple[Drawing, ...]:
    """Draw what every aspect contributes; the bars add up to the difference of the index."""
    bars = [
        Bar(f"{part.before.code} {part.before.name}", gain_text(part.gain, words), part.gain)
        for part in made.aspects
    ]
    return bars_drawing("parts", words.label("changed.aspects"), bars)


def bars_drawing(name: str, title: str, bars: Sequence[Bar]) -> tuple[Drawing, ...]:
    """Draw the bars that have a length, if there are enough of them."""
    bars = [bar for bar in bars if bar.size]
    if len(bars) < FEWEST_BARS:
        return ()
    text = "; ".join(f"{bar.name} {bar.value}" for bar in bars) + "."
    values = Series(title, tuple(bar.size for bar in bars))
    names = tuple(bar.name for bar in bars)
    chart = Chart("bar", title, names, (values,), look=passages.GAIN)
    return (Drawing(drawings.diverging(svg.Drawing(name, title, text), bars), title, chart),)


def scale_drawing(
    results: tuple[IndexResult, IndexResult],
    called: tuple[str, str],
    instrument: Instrument,
    words: Words,
) -> Drawing:
    """Draw the indices before and after on the scale of predicates."""
    before, after = results
    names, ends = bands(instrument, words)
    said = words.label(
        "changed.scale_text",
        before=words.number(before.total.index),
        predicate1=before.predicate.name,
        after=words.number(after.total.index),
        predicate2=after.predicate.name,
    )
    title = words.label("changed.scale")
    drawing = svg.Drawing("scale", title, f"{said} {bands_text(instrument, words)}")
    marks = [(share(one.total.index, instrument), words.number(one.total.index)) for one in results]
    chart = scale_chart(results, called, instrument)
    return Drawing(drawings.two_on_scale(drawing, names, ends, marks), title, chart)


def scale_chart(
    results: tuple[IndexResult, IndexResult], called: tuple[str, str], instrument: Instrument
) -> Chart:
    """Return both indices with their predicates, in numbers."""
    pairs = zip(called, results, strict=True)
    names = tuple(f"{name}: {one.predicate.name}" for name, one in pairs)
    values = tuple(Fraction(one.total.rounded) for one in results)
    ends = (Fraction(instrument.lowest), Fraction(instrument.highest))
    name = results[0].total.name
    return Chart("bar", name, names, (Series(name, values),), ends)
