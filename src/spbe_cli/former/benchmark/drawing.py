"""The drawing of a placement: every index of the group as a line, the quartiles as a box."""

from fractions import Fraction
from typing import Final
from xml.etree.ElementTree import Element, tostring

from spbe_cli.former import svg
from spbe_cli.former.benchmark import story
from spbe_cli.former.document import Chart, Series
from spbe_cli.former.score.drawings import share
from spbe_cli.instrument import Instrument
from spbe_cli.placing import Placed, Placement
from spbe_cli.words import Words

MARGIN: Final = 20
HEIGHT: Final = 112
BOX: Final = (36, 24)
"""Where the box begins, and how high it is; so for the strip of lines."""
STRIP: Final = (68, 16)
HALF_A_LABEL: Final = 18


def distribution(placed: Placed, placement: Placement, words: Words) -> str:
    """Draw the indices of the group on the scale, and where the result lies among them."""
    root = svg.canvas(svg.SCALE_WIDTH + 2 * MARGIN, HEIGHT, described(placed, placement, words))
    instrument, figure = placement.instrument, placement.total
    draw_box(root, placement)
    top, height = STRIP
    places = sorted({across(value, instrument) for value in figure.values})
    lines = "".join(f"M{svg.number(x)} {top}v{height}" for x in places)
    svg.draw(root, "path", d=lines, fill="none", stroke=svg.GRID, stroke_width=1)
    svg.draw(root, "line", x1=MARGIN, y1=92, x2=MARGIN + svg.SCALE_WIDTH, y2=92, stroke=svg.TEXT)
    for level in instrument.scale():
        x = across(Fraction(level), instrument)
        svg.draw(root, "line", x1=x, y1=92, x2=x, y2=96, stroke=svg.TEXT)
        svg.write(root, (x, 109), str(level))
    mark(root, placement, words)
    return tostring(root, "unicode")


def chart(placement: Placement, words: Words) -> Chart:
    """Return all indices from the highest down, the result among them, in numbers."""
    figure = placement.total
    own = figure.value or Fraction(0)
    values = sorted(figure.values, reverse=True)
    at = next((n for n, value in enumerate(values) if value <= own), len(values))
    if own not in values:
        values.insert(at, own)
    others = tuple(None if n == at else value for n, value in enumerate(values))
    this = tuple(own if n == at else None for n in range(len(values)))
    series = (
        Series(words.label("benchmark.others"), others),
        Series(words.label("benchmark.this"), this, "bound"),
    )
    names = tuple(str(n) for n in range(1, len(values) + 1))
    return Chart("column", caption(placement, words), names, series)


def described(placed: Placed, placement: Placement, words: Words) -> svg.Drawing:
    """Say what is drawn, for who cannot see it."""
    figure = placement.total
    ends = {"lowest": min(figure.values), "highest": max(figure.values)}
    known = {**ends, **dict(zip(story.PARTS, figure.quartiles, strict=True))}
    text = words.label(
        "benchmark.drawing_text",
        whose=story.title(placed, placement),
        index=story.number(figure.value, words),
        **{name: words.number(value) for name, value in known.items()},
    )
    return svg.Drawing("distribution", caption(placement, words), text)


def caption(placement: Placement, words: Words) -> str:
    """Say whose indices are drawn."""
    return words.label(
        "benchmark.drawing",
        name=placement.total.name,
        count=len(placement.total.values),
        group=story.group(placement),
        year=placement.year,
    )


def draw_box(root: Element, placement: Placement) -> None:
    """Draw the quartiles as a box, the median as a line in it, and a line to both ends."""
    figure, instrument = placement.total, placement.instrument
    first, median, third = (across(value, instrument) for value in figure.quartiles)
    low, high = (across(end(figure.values), instrument) for end in (min, max))
    top, height = BOX
    middle = top + height / 2
    svg.draw(root, "line", x1=low, y1=middle, x2=high, y2=middle, stroke=svg.GRID)
    box = {"x": first, "y": top, "width": third - first, "height": height}
    svg.draw(root, "rect", **box, fill=svg.TINTS[0], stroke=svg.GRID)
    bar = {"x1": median, "y1": top, "x2": median, "y2": top + height}
    svg.draw(root, "line", **bar, stroke=svg.TEXT, stroke_width=2)


def mark(root: Element, placement: Placement, words: Words) -> None:
    """Draw where the result lies, with its index above."""
    value = placement.total.value or Fraction(0)
    x = across(value, placement.instrument)
    svg.draw(root, "path", d=svg.triangle(x, 18, 30), fill=svg.INK)
    svg.draw(root, "line", x1=x, y1=24, x2=x, y2=sum(STRIP), stroke=svg.INK, stroke_width=3)
    at = min(max(x, HALF_A_LABEL), svg.SCALE_WIDTH + 2 * MARGIN - HALF_A_LABEL)
    look = {"font_weight": "bold", "font_size": "14"}
    svg.write(root, (at, 13), words.number(value), **look)


def across(value: Fraction, instrument: Instrument) -> float:
    """Return how far to the right a value lies; one below the scale lies at its begin."""
    return MARGIN + share(value, instrument) * svg.SCALE_WIDTH
