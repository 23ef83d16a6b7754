"""Drawings as SVG: pure geometry, written as XML so that text is escaped.

A drawing takes no colour from the result: ink, a light tint, a hollow bar and a dashed line tell
the parts apart, in black and white too.  It is narrow, so that its texts can be read on a phone.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import cycle, pairwise
from math import cos, pi, sin
from textwrap import wrap
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement, tostring

from spbe_cli.reports import document as doc
from spbe_cli.words import visible

INK: Final = "var(--accent)"
TEXT: Final = "var(--ink)"
GRID: Final = "var(--grid)"
PAPER: Final = "var(--paper)"
TINTS: Final = ("var(--tint)", "var(--faint)")
BOUND: Final = "var(--bound)"
Look = dict[str, float | str]
DASHED: Final[Look] = {"stroke": BOUND, "stroke_width": 2, "stroke_dasharray": "6 4"}
THIN: Final[Look] = {"stroke": GRID, "stroke_width": 0.6}
STYLES: Final[dict[str, Look]] = {
    "former": {"stroke": TEXT, "stroke_width": 1.2, "fill": "none"},
    "": {"stroke": INK, "stroke_width": 2.5, "fill": INK, "fill_opacity": 0.2},
    "bound": {**DASHED, "fill": "none"},
}
"""The line of a series, from the one below to the one on top: a former one, the result, a bound."""

WIDTH: Final = 420
MARGIN: Final = 16
BAND_LINES: Final = 2  # how many lines the name of a band may take
CHARACTER: Final = 7.9  # about how wide a character of 13 px is, with a little room

RADIUS: Final = 96
CENTRE: Final = (WIDTH // 2, 164)
LETTERS: Final = 13  # how long a line of the name of an axis is
NUMBER: Final = 62  # room for the number of a bar
ROW: Final = 38
LEFT: Final = 48
FLOOR: Final = 220  # where the columns of a distribution stand
HEIGHT: Final = 180  # how high the highest of them is
BAR: Final = (150, 14)
DASHES: Final = ("", "7 3", "2 3", "9 3 2 3")
"""Lines beside the one that counts are told apart by these, and by their codes."""
SPACE: Final = 14  # how far apart the codes at the ends of lines are


class _Canvas:
    def __init__(self, height: int, width: int = WIDTH) -> None:
        box = {"viewBox": f"0 0 {width} {height}", "width": str(width), "height": str(height)}
        self.root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **box})

    def draw(self, tag: str, **look: float | str) -> Element:
        attributes = {
            name.replace("_", "-"): value if isinstance(value, str) else _number(value)
            for name, value in look.items()
        }
        return SubElement(self.root, tag, attributes)

    def line(self, x1: float, y1: float, x2: float, y2: float, **look: float | str) -> None:
        self.draw("line", x1=x1, y1=y1, x2=x2, y2=y2, **look)

    def write(self, x: float, y: float, text: str, **look: str) -> None:
        style: Look = {"fill": TEXT, "font_size": "13", "text_anchor": "middle", **look}
        self.draw("text", x=x, y=y, **style).text = visible(text)

    def write_row(
        self, y: float, marks: Iterable[doc.Mark], place: Callable[[Fraction], float]
    ) -> list[doc.Mark]:
        """Write the texts of marks in a row; return those that would run into that before."""
        shown, left = -float(WIDTH), []
        for mark in marks:
            x = place(mark.value)
            if x - shown > len(mark.text) * CHARACTER:
                self.write(x, y, mark.text)
                shown = x
            else:
                left.append(mark)
        return left

    def triangle(self, x: float, base: float, tip: float, **look: str) -> None:
        """Add a mark that points from its base to its tip."""
        path = f"M{_number(x - 8)} {_number(base)} H{_number(x + 8)} L{_number(x)} {_number(tip)} Z"
        self.draw("path", d=path, **look)


def svg(drawing: doc.Drawing, number: int) -> str:
    """Write a drawing; its `number` on the page makes the names of its texts its own."""
    root = DRAW[type(drawing)](drawing).root
    names = (f"drawing{number}-title", f"drawing{number}-text")
    root.attrib.update({"role": "img", "aria-labelledby": " ".join(names)})
    texts = zip(("title", "desc"), names, (drawing.title, drawing.said), strict=True)
    for place, (tag, name, text) in enumerate(texts):
        element = Element(tag, {"id": name})
        element.text = visible(text)
        root.insert(place, element)
    return tostring(root, "unicode")


def bar(cell: doc.Bar) -> str:
    """Write a bar on its track, with a line at its bound: an ornament beside its number."""
    width, height = BAR
    canvas = _Canvas(height, width)
    canvas.root.attrib |= {"aria-hidden": "true", "preserveAspectRatio": "none"}
    track: Look = {"x": 0, "y": 2, "height": height - 4}
    canvas.draw("rect", **track, width=width, fill="var(--line)")
    canvas.draw("rect", **track, width=float(cell.value / cell.top) * width, fill=INK)
    if cell.bound is not None:
        x = float(cell.bound / cell.top) * width
        canvas.line(x, 0, x, height, stroke=BOUND, stroke_width=2)
    return tostring(canvas.root, "unicode")


def _number(value: float) -> str:
    """Round a coordinate, so that every machine writes the same."""
    return f"{round(value, 1) + 0:g}"


def _path(spots: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in spots)


def _scale(drawing: doc.Scale) -> _Canvas:
    *former, last = drawing.marks
    canvas = _Canvas(128 if former else 90)
    ends = [*drawing.bands, drawing.end]
    first, span = ends[0].value, ends[-1].value - ends[0].value

    def place(value: Fraction) -> float:
        return MARGIN + max(0.0, float((value - first) / span)) * (WIDTH - 2 * MARGIN)

    for number, (band, above) in enumerate(pairwise(ends)):
        x, end = place(band.value), place(above.value)
        canvas.draw("rect", x=x, y=28, width=end - x, height=36, fill=TINTS[number % 2],
                    stroke=GRID)  # fmt: skip
        lines = wrap(band.name, max(int((end - x) / CHARACTER), 1), break_long_words=False)
        if max(map(len, lines), default=0) * CHARACTER < end - x and len(lines) <= BAND_LINES:
            for row, line in enumerate(lines):
                canvas.write((x + end) / 2, 53 - 7 * (len(lines) - 1) + 14 * row, line)
    canvas.write_row(120 if former else 82, ends, place)
    x = place(last.value)
    if drawing.bound:
        at = place(drawing.bound.value)
        canvas.line(at, 16, at, 40, **DASHED)
        # Its name stands away from the index, and within the drawing.
        room = len(drawing.bound.name) * CHARACTER
        begin = max(at, x + 28) if at >= x else min(at, x - 28) - room
        begin = min(max(begin, 0), WIDTH - room)
        canvas.write(begin, 13, drawing.bound.name, text_anchor="start")
    canvas.triangle(x, 16, 28, fill=INK)
    canvas.line(x, 22, x, 36, stroke=INK, stroke_width=3)
    canvas.write(x, 13, last.text, font_weight="bold", font_size="14")
    for mark in former:
        x = place(mark.value)
        canvas.triangle(x, 76, 64, fill=PAPER, stroke=INK)
        canvas.write(x, 94, f"{mark.text} {mark.name}".strip())
    return canvas


def _radar(drawing: doc.Radar) -> _Canvas:
    canvas, count = _Canvas(330), len(drawing.axes)
    span = Fraction(drawing.highest - drawing.lowest)

    def share(value: Fraction | int) -> float:
        return max(0.0, float((value - drawing.lowest) / span))

    def ring(shares: Iterable[float], **look: float | str) -> None:
        spots = (_point(axis, count, share) for axis, share in enumerate(shares))
        canvas.draw("polygon", points=_path(spots), **look)

    levels = range(drawing.lowest + 1, drawing.highest + 1)
    for level in levels:
        ring([share(level)] * count, fill="none", **THIN)
    for axis in range(count):
        x, y = _point(axis, count, 1)
        canvas.line(CENTRE[0], CENTRE[1], x, y, **THIN)
    order = list(STYLES)
    for series in sorted(drawing.series, key=lambda one: order.index(one.look)):
        ring(map(share, series.values), **STYLES[series.look])
    for level in levels:
        canvas.write(CENTRE[0] - 6, CENTRE[1] - share(level) * RADIUS + 4, str(level),
                     font_size="10", text_anchor="end")  # fmt: skip
    (result,) = (series for series in drawing.series if not series.look)
    for axis, name in enumerate(drawing.axes):
        # A name stands at the end of its axis, away from the middle; its last line is its number.
        x, y = _point(axis, count, 1.1)
        side, rise = x - CENTRE[0], (CENTRE[1] - y) / RADIUS
        anchor = "middle" if abs(side) < RADIUS / 10 else "start" if side > 0 else "end"
        text, _, value = name.rpartition("\n")
        lines = wrap(text, LETTERS, max_lines=3, placeholder="...")
        top = y + 5 * (1 - rise) - 14 * len(lines) * (1 + rise) / 2
        for row, line in enumerate(lines):
            canvas.write(x, top + 14 * row, line, text_anchor=anchor)
        canvas.write(x, top + 14 * len(lines), value, text_anchor=anchor, font_weight="bold")
        x, y = _point(axis, count, share(result.values[axis]))
        canvas.draw("circle", cx=x, cy=y, r=4, fill=INK)
    return canvas


def _point(axis: int, axes: int, share: float) -> tuple[float, float]:
    angle = 2 * pi * axis / axes
    return CENTRE[0] + RADIUS * share * sin(angle), CENTRE[1] - RADIUS * share * cos(angle)


def _bars(drawing: doc.Bars) -> _Canvas:
    canvas = _Canvas(ROW * len(drawing.values) + 4)
    lowest, highest = drawing.ends or (min(drawing.values), max(drawing.values))
    lowest, highest = min(Fraction(0), lowest), max(Fraction(0), highest)
    left = NUMBER * (lowest < 0) + 1
    unit = float((WIDTH - NUMBER - left) / ((highest - lowest) or 1))
    zero = left - float(lowest) * unit
    bound = zero + float(drawing.bound.value) * unit if drawing.bound else 0.0
    tops = range(0, ROW * len(drawing.values), ROW)
    rows = zip(tops, drawing.names, drawing.values, drawing.texts, strict=True)
    for top, name, value, text in rows:
        length = float(value) * unit
        (line,) = wrap(name, int(WIDTH / CHARACTER), max_lines=1, placeholder="...") or ("",)
        canvas.write(0, top + 13, line, text_anchor="start")
        below = length < 0
        canvas.draw("rect", x=zero + min(length, 0), y=top + 18, width=abs(length), height=12,
                    fill=TINTS[1] if below else INK, stroke=INK)  # fmt: skip
        x = zero + length + (-6 if below else 6)
        if bound and x - 4 < bound < x + len(text) * CHARACTER:  # the line would run through it
            x = bound + 6
        canvas.write(x, top + 28, text, font_weight="bold",
                     text_anchor="end" if below else "start")  # fmt: skip
        canvas.line(zero, top + 16, zero, top + 32, stroke=TEXT)
        if bound:
            canvas.line(bound, top + 17, bound, top + 33, **DASHED)
    return canvas


def _columns(drawing: doc.Columns) -> _Canvas:
    canvas = _Canvas(FLOOR + 42)
    first, last, highest = drawing.first.value, drawing.last.value, max(drawing.heights) or 1

    def place(value: Fraction) -> float:
        return LEFT + float((value - first) / (last - first)) * (WIDTH - 2 * LEFT)

    step = (last - first) / len(drawing.heights)
    for number, height in enumerate(drawing.heights):
        x, tall = place(first + number * step), float(height / highest) * HEIGHT
        wide = place(first + (number + 1) * step) - x
        canvas.draw("rect", x=x, y=FLOOR - tall, width=wide, height=tall, fill=INK,
                    stroke=PAPER)  # fmt: skip
    for y, text in ((FLOOR, "0"), (FLOOR - HEIGHT, drawing.top)):
        canvas.line(LEFT, y, WIDTH - LEFT, y, stroke=GRID)
        canvas.write(LEFT - 6, y + 4, text, text_anchor="end", font_size="11")
    for bound in drawing.bounds:
        x = place(bound.value)
        canvas.line(x, FLOOR - HEIGHT, x, FLOOR, **DASHED)
    left = canvas.write_row(FLOOR + 18, drawing.bounds, place)
    below = sorted((drawing.first, *left, drawing.last), key=lambda mark: mark.value)
    canvas.write_row(FLOOR + 34, below, place)
    if drawing.mark:
        x = place(drawing.mark.value)
        canvas.triangle(x, 18, 30, fill=INK)
        canvas.write(x, 13, drawing.mark.text, font_weight="bold")
    return canvas


def _lines(drawing: doc.Lines) -> _Canvas:
    canvas = _Canvas(FLOOR + 34)
    tall, right = FLOOR - 24, WIDTH - 70

    def across(place: int) -> float:
        return LEFT + (place + 0.5) / len(drawing.names) * (right - LEFT)

    def height(value: Fraction) -> float:
        share = (value - drawing.lowest) / Fraction(drawing.highest - drawing.lowest)
        return FLOOR - float(share) * tall

    for level in range(drawing.lowest, drawing.highest + 1):
        y = height(Fraction(level))
        canvas.line(LEFT, y, right, y, **THIN)
        canvas.write(LEFT - 6, y + 4, str(level), text_anchor="end", font_size="11")
    for place, name in enumerate(drawing.names):
        x = across(place)
        for row, text in enumerate(wrap(name, 16, max_lines=2, placeholder="...")):
            canvas.write(x, FLOOR + 16 + 14 * row, text)
        if not name:
            canvas.line(x, 18, x, FLOOR, **DASHED)
            canvas.write(x, 12, drawing.break_name, font_size="11")
    ends = []
    for line, dash in zip(drawing.lines, cycle(DASHES), strict=False):
        known = [(place, value) for place, value in enumerate(line.values) if value is not None]
        spots = [(across(place), height(value)) for place, value in known]
        colour, width = (INK, 3) if line.strong else (TEXT, 1.2)
        dashes = {"stroke_dasharray": dash} if dash and not line.strong else {}
        style: Look = {"stroke": colour, "stroke_width": width, "fill": "none", **dashes}
        canvas.draw("polyline", points=_path(spots), **style)
        for x, y in spots:
            canvas.draw("circle", cx=x, cy=y, r=3, fill=colour)
        ends.append((*spots[-1], line.code))
    for x, y, code in _apart(ends):
        # A line of the grid would run through the text without a halo.
        canvas.write(x + 8, y + 4, code, text_anchor="start", paint_order="stroke", stroke=PAPER,
                     stroke_width="4")  # fmt: skip
    return canvas


def _apart(ends: Iterable[tuple[float, float, str]]) -> list[tuple[float, float, str]]:
    """Move the codes at the ends of lines apart: downwards, and from the floor upwards again."""
    placed: list[tuple[float, float, str]] = []
    for x, wish, code in sorted(ends):
        below = placed[-1][1] + SPACE if placed and placed[-1][0] == x else wish
        placed.append((x, max(wish, below), code))
    for place in reversed(range(len(placed))):
        x, y, code = placed[place]
        last = place + 1 == len(placed) or placed[place + 1][0] != x
        lowest = FLOOR - 2 if last else placed[place + 1][1] - SPACE
        placed[place] = (x, min(y, lowest), code)
    return placed


DRAW: Final[dict[type[doc.Drawing], Callable[[Any], _Canvas]]] = {
    doc.Scale: _scale,
    doc.Radar: _radar,
    doc.Bars: _bars,
    doc.Lines: _lines,
    doc.Columns: _columns,
}
