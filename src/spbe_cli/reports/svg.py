"""Drawings as SVG: pure geometry, written as XML so that text is escaped.

A drawing takes no colour from the result: ink, a light tint, a hollow bar and a dashed line tell
the parts apart, in black and white too.  Coordinates are rounded, so that every machine writes
the same.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from math import cos, pi, sin
from textwrap import wrap
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement, tostring

from spbe_cli.reports.document import (
    Bar,
    Bars,
    Columns,
    Drawing,
    Radar,
    Scale,
)
from spbe_cli.words.shown import visible

INK: Final = "#1f4e79"
TEXT: Final = "#222222"
GRID: Final = "#8a8a8a"
TINTS: Final = ("#ddebf7", "#f2f6fa")
BOUND: Final = "#b3261e"
DASHED: Final = {"stroke": BOUND, "stroke_width": 2, "stroke_dasharray": "6 4"}
STYLES: Final = {
    "": {"stroke": INK, "stroke_width": 2.5, "fill": INK, "fill_opacity": 0.2},
    "former": {"stroke": TEXT, "stroke_width": 1.2, "fill": "none"},
    "bound": {**DASHED, "fill": "none"},
}
"""The line of a series: the result, a former one, a bound."""

WIDTH: Final = 720
MARGIN: Final = 20
CHARACTER: Final = 7.5
"""About how wide a character of 12 px is, with a little room."""

RADIUS: Final = 130
CENTRE: Final = (310, 185)
NAME: Final = 236
"""Room for the name of a bar."""
NUMBER: Final = 62
"""Room for the number of a bar."""
LETTERS: Final = 34
ROW: Final = 34
LEFT: Final = 50
FLOOR: Final = 220
HEIGHT: Final = 180
"""Where the columns of a distribution stand, and how high the highest is."""
BAR: Final = (150, 14)


def svg(drawing: Drawing, number: int) -> str:
    """Write a drawing; its `number` on the page makes the names of its texts its own."""
    draw = WRITERS[type(drawing)]
    root: Element = draw(drawing)
    names = (f"drawing{number}-title", f"drawing{number}-text")
    root.attrib.update({"role": "img", "aria-labelledby": " ".join(names)})
    texts = zip(("title", "desc"), names, (drawing.title, drawing.said), strict=True)
    for place, (tag, name, text) in enumerate(texts):
        element = Element(tag, {"id": name})
        element.text = visible(text)
        root.insert(place, element)
    return tostring(root, "unicode")


def bar(cell: Bar) -> str:
    """Write a bar on its track, with a dashed line at its bound: an ornament beside its number."""
    width, height = BAR
    root = _canvas(width, height)
    root.set("aria-hidden", "true")
    share = float(cell.value / cell.top)
    _draw(root, "rect", x=0, y=2, width=width, height=height - 4, fill=TINTS[1], stroke=GRID)
    _draw(root, "rect", x=0, y=2, width=share * width, height=height - 4, fill=INK)
    if cell.bound is not None:
        x = float(cell.bound / cell.top) * width
        _draw(root, "line", x1=x, y1=0, x2=x, y2=height, stroke=BOUND, stroke_width=2)
    return tostring(root, "unicode")


def _canvas(width: int, height: int) -> Element:
    box = {"viewBox": f"0 0 {width} {height}", "width": str(width), "height": str(height)}
    return Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **box})


def _draw(root: Element, tag: str, **look: object) -> None:
    SubElement(root, tag, _attributes(look))


def _write(root: Element, at: tuple[float, float], text: str, **look: object) -> None:
    style = {"fill": TEXT, "font_size": "12", "text_anchor": "middle", **look}
    SubElement(root, "text", _attributes({"x": at[0], "y": at[1], **style})).text = visible(text)


def _attributes(look: dict[str, Any]) -> dict[str, str]:
    """Write the attributes of a shape: numbers alike on every machine, hyphens in names."""
    return {
        name.replace("_", "-"): _number(value) if isinstance(value, int | float) else str(value)
        for name, value in look.items()
    }


def _number(value: float) -> str:
    return f"{round(value, 1) + 0:g}"


def _triangle(x: float, base: float, tip: float) -> str:
    """Return the path of a mark that points from its base to its tip."""
    return f"M{_number(x - 8)} {_number(base)} H{_number(x + 8)} L{_number(x)} {_number(tip)} Z"


def _row(root: Element, texts: Sequence[tuple[float, str]], y: float) -> None:
    """Write texts in a row, but for one that would run into that before it."""
    shown = -float(WIDTH)
    for x, text in texts:
        if x - shown > len(text) * CHARACTER:
            _write(root, (x, y), text)
            shown = x


def _scale(drawing: Scale) -> Element:
    """Draw the bands; the index that counts above them, a former one, hollow, below."""
    *former, last = drawing.marks
    root = _canvas(WIDTH, 124 if former else 88)
    ends = [*drawing.bands, drawing.end]
    first, span = ends[0].value, ends[-1].value - ends[0].value

    def place(value: Fraction) -> float:
        return MARGIN + max(0.0, float((value - first) / span)) * (WIDTH - 2 * MARGIN)

    for number, (band, above) in enumerate(pairwise(ends)):
        x, end = place(band.value), place(above.value)
        _draw(root, "rect", x=x, y=30, width=end - x, height=30, fill=TINTS[number % 2],
              stroke=GRID)  # fmt: skip
        if len(band.name) * CHARACTER < end - x:
            _write(root, ((x + end) / 2, 53), band.name)
    _row(root, [(place(end.value), end.text) for end in ends], 116 if former else 78)
    x = place(last.value)
    _draw(root, "path", d=_triangle(x, 18, 30), fill=INK)
    _draw(root, "line", x1=x, y1=24, x2=x, y2=38, stroke=INK, stroke_width=3)
    _write(root, (x, 13), last.text, font_weight="bold", font_size="14")
    for mark in former:
        x = place(mark.value)
        _draw(root, "path", d=_triangle(x, 72, 60), fill="#ffffff", stroke=INK)
        _write(root, (x, 88), f"{mark.text} {mark.name}".strip())
    return root


def _radar(drawing: Radar) -> Element:
    """Draw an axis for each part, clockwise from the top."""
    root, count = _canvas(2 * CENTRE[0], 380), len(drawing.axes)
    span = drawing.highest - drawing.lowest

    def share(value: Fraction) -> float:
        return max(0.0, float((value - drawing.lowest) / span))

    for level in range(drawing.lowest + 1, drawing.highest + 1):
        ring = {"fill": "none", "stroke": GRID, "stroke_width": 0.6}
        _polygon(root, [share(Fraction(level))] * count, ring)
    for axis in range(count):
        x, y = _point(axis, count, 1)
        _draw(root, "line", x1=CENTRE[0], y1=CENTRE[1], x2=x, y2=y, stroke=GRID, stroke_width=0.6)
    order = {"former": 0, "": 1, "bound": 2}
    for series in sorted(drawing.series, key=lambda one: order[one.look]):
        _polygon(root, [share(value) for value in series.values], STYLES[series.look])
    for level in range(drawing.lowest + 1, drawing.highest + 1):
        at = (CENTRE[0] - 6, CENTRE[1] - share(Fraction(level)) * RADIUS + 4)
        _write(root, at, str(level), font_size="10", text_anchor="end")
    for axis, name in enumerate(drawing.axes):
        _axis_name(root, _point(axis, count, 1.1), name)
        for series in drawing.series:
            if not series.look:
                x, y = _point(axis, count, share(series.values[axis]))
                _draw(root, "circle", cx=x, cy=y, r=4, fill=INK)
    return root


def _axis_name(root: Element, at: tuple[float, float], name: str) -> None:
    """Write a name at the end of an axis, away from the middle; its last line is its number."""
    x, y = at
    side = x - CENTRE[0]
    anchor = "middle" if abs(side) < RADIUS / 10 else "start" if side > 0 else "end"
    text, _, value = name.rpartition("\n")
    lines = wrap(text, 22, max_lines=3, placeholder="...")
    rise = (CENTRE[1] - y) / RADIUS
    top = y + 5 * (1 - rise) - 14 * len(lines) * (1 + rise) / 2
    for row, line in enumerate(lines):
        _write(root, (x, top + 14 * row), line, text_anchor=anchor)
    _write(root, (x, top + 14 * len(lines)), value, text_anchor=anchor, font_weight="bold")


def _point(axis: int, axes: int, share: float) -> tuple[float, float]:
    angle = 2 * pi * axis / axes
    return CENTRE[0] + RADIUS * share * sin(angle), CENTRE[1] - RADIUS * share * cos(angle)


def _polygon(root: Element, shares: Sequence[float], look: dict[str, Any]) -> None:
    corners = (_point(axis, len(shares), share) for axis, share in enumerate(shares))
    points = " ".join(f"{_number(x)},{_number(y)}" for x, y in corners)
    _draw(root, "polygon", points=points, **look)


def _bars(drawing: Bars) -> Element:
    """Draw bars to the left and to the right of a common zero."""
    height = ROW * len(drawing.values) + 8
    root = _canvas(WIDTH, height)
    lowest, highest = drawing.ends or (min(drawing.values), max(drawing.values))
    lowest, highest = min(Fraction(0), lowest), max(Fraction(0), highest)
    left = NAME + NUMBER * (lowest < 0)
    unit = float((WIDTH - NUMBER - left) / ((highest - lowest) or 1))
    zero = left - float(lowest) * unit
    for row, (name, value, text) in enumerate(
        zip(drawing.names, drawing.values, drawing.texts, strict=True)
    ):
        middle, length = row * ROW + 4 + ROW / 2, float(value) * unit
        lines = wrap(name, LETTERS, max_lines=2, placeholder="...") or [""]
        for line, part in enumerate(lines):
            at = (NAME - 8, middle + 4 + 13 * (line - (len(lines) - 1) / 2))
            _write(root, at, part, text_anchor="end")
        _draw(root, "rect", x=zero + min(length, 0), y=middle - 8, width=abs(length), height=16,
              fill=TINTS[1] if length < 0 else INK, stroke=INK)  # fmt: skip
        side = -1 if length < 0 else 1
        anchor = "end" if length < 0 else "start"
        _write(root, (zero + length + 6 * side, middle + 4), text, text_anchor=anchor)
    _draw(root, "line", x1=zero, y1=0, x2=zero, y2=height, stroke=TEXT)
    return root


def _columns(drawing: Columns) -> Element:
    """Draw a distribution over its axis, with dashed lines at its bounds."""
    root = _canvas(WIDTH, FLOOR + 42)
    first, last, highest = drawing.first.value, drawing.last.value, max(drawing.heights) or 1

    def place(value: Fraction) -> float:
        return LEFT + float((value - first) / (last - first)) * (WIDTH - 2 * LEFT)

    step = (last - first) / len(drawing.heights)
    for number, height in enumerate(drawing.heights):
        x, tall = place(first + number * step), float(height / highest) * HEIGHT
        wide = place(first + (number + 1) * step) - x
        _draw(root, "rect", x=x, y=FLOOR - tall, width=wide, height=tall, fill=INK,
              stroke="#ffffff")  # fmt: skip
    for y, text in ((FLOOR, "0"), (FLOOR - HEIGHT, drawing.top)):
        _draw(root, "line", x1=LEFT, y1=y, x2=WIDTH - LEFT, y2=y, stroke=GRID)
        _write(root, (LEFT - 6, y + 4), text, text_anchor="end", font_size="11")
    for bound in drawing.bounds:
        x = place(bound.value)
        _draw(root, "line", x1=x, y1=FLOOR - HEIGHT, x2=x, y2=FLOOR, **DASHED)
    for y, marks in ((FLOOR + 18, drawing.bounds), (FLOOR + 34, (drawing.first, drawing.last))):
        _row(root, [(place(mark.value), mark.text) for mark in marks], y)
    if drawing.mark:
        x = place(drawing.mark.value)
        _draw(root, "path", d=_triangle(x, 18, 30), fill=INK)
        _write(root, (x, 13), drawing.mark.text, font_weight="bold")
    return root


WRITERS: Final[dict[type[Drawing], Callable[[Any], Element]]] = {
    Scale: _scale,
    Radar: _radar,
    Bars: _bars,
    Columns: _columns,
}
