"""Drawings of change and of chance: two indices on the scale, bars both ways, a histogram.

Like `svg`, on which they stand: pure geometry, no colour from the result.  What falls is
hollow, what rises is filled, so that both are told apart in black and white.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from textwrap import wrap
from typing import Final
from xml.etree.ElementTree import Element, tostring

from spbe_cli.former import svg
from spbe_cli.former.svg import (
    BOUND,
    GRID,
    INK,
    TEXT,
    TINTS,
    Drawing,
    draw,
    draw_bands,
    triangle,
    write,
    write_row,
)

WIDTH: Final = 720
NAME: Final = 236
VALUE: Final = 62
"""Room for a number beside a bar."""
LETTERS: Final = 34
ROW: Final = 34
BAR: Final = 16

LEFT: Final = 50
HEIGHT: Final = 180
FLOOR: Final = 220
"""Where the columns of a histogram stand."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its name and its number in words; `size` may be below zero."""

    name: str
    value: str
    size: Fraction


@dataclass(frozen=True, slots=True)
class Axis:
    """The axis of a histogram: its ends, the bounds on it, and a mark, each with its text."""

    first: tuple[Fraction, str]
    last: tuple[Fraction, str]
    bounds: Sequence[tuple[Fraction, str]]
    mark: tuple[Fraction, str]

    def place(self, value: Fraction) -> float:
        """Return where a value lies."""
        first, last = self.first[0], self.last[0]
        return LEFT + float((value - first) / (last - first)) * (WIDTH - 2 * LEFT)


def diverging(drawing: Drawing, bars: Sequence[Bar]) -> str:
    """Draw bars to the left and to the right of a common zero; none may be without length."""
    root = svg.canvas(WIDTH, ROW * len(bars) + 8, drawing)
    lowest = min(Fraction(0), *(bar.size for bar in bars))
    span = max(Fraction(0), *(bar.size for bar in bars)) - lowest
    left = NAME + VALUE * (lowest < 0)
    unit = (WIDTH - VALUE - left) / span
    zero = left - lowest * unit
    for row, bar in enumerate(bars):
        draw_bar(root, bar, row * ROW + 4 + ROW / 2, (float(zero), float(bar.size * unit)))
    draw(root, "line", x1=float(zero), y1=0, x2=float(zero), y2=ROW * len(bars) + 8, stroke=TEXT)
    return tostring(root, "unicode")


def draw_bar(root: Element, bar: Bar, middle: float, place: tuple[float, float]) -> None:
    """Draw a bar around its middle line, from the zero on, between its name and its number."""
    zero, length = place
    lines = wrap(bar.name, LETTERS, max_lines=2, placeholder="...") or [""]
    for line, text in enumerate(lines):
        write(root, (NAME - 8, middle + 4 + 13 * (line - (len(lines) - 1) / 2)), text,
              text_anchor="end")  # fmt: skip
    fill = TINTS[1] if length < 0 else INK
    draw(root, "rect", x=zero + min(length, 0), y=middle - BAR / 2, width=abs(length), height=BAR,
         fill=fill, stroke=INK)  # fmt: skip
    side = -1 if length < 0 else 1
    anchor = "end" if length < 0 else "start"
    write(root, (zero + length + 6 * side, middle + 4), bar.value, text_anchor=anchor)


def two_on_scale(
    drawing: Drawing,
    names: Sequence[str],
    ends: Sequence[tuple[float, str]],
    marks: Sequence[tuple[float, str]],
) -> str:
    """Draw the bands of the predicates, the former index above them, the later one below."""
    root = svg.canvas(svg.SCALE_WIDTH + 40, 124, drawing)
    places = [20 + share * svg.SCALE_WIDTH for share, _ in ends]
    draw_bands(root, places, names, 50)
    (before, text1), (after, text2) = marks
    at = 20 + before * svg.SCALE_WIDTH
    draw(root, "path", d=triangle(at, 18, 30), fill="#ffffff", stroke=INK)
    write(root, (at, 13), text1)
    at = 20 + after * svg.SCALE_WIDTH
    draw(root, "path", d=triangle(at, 72, 60), fill=INK)
    write(root, (at, 88), text2, font_weight="bold", font_size="14")
    write_row(root, [(x, text) for x, (_, text) in zip(places, ends, strict=True)], 116)
    return tostring(root, "unicode")


def histogram(drawing: Drawing, heights: Sequence[Fraction], axis: Axis, top: str) -> str:
    """Draw columns of one width over an axis, with dashed lines at its bounds.

    `top` says how much the highest column is.
    """
    root = svg.canvas(WIDTH, FLOOR + 42, drawing)
    width = (axis.last[0] - axis.first[0]) / len(heights)
    for number, height in enumerate(heights):
        start = axis.first[0] + number * width
        x, tall = axis.place(start), float(height / max(heights)) * HEIGHT
        draw(root, "rect", x=x, y=FLOOR - tall, width=axis.place(start + width) - x, height=tall,
             fill=INK, stroke="#ffffff")  # fmt: skip
    for y, text in ((FLOOR, "0"), (FLOOR - HEIGHT, top)):
        draw(root, "line", x1=LEFT, y1=y, x2=WIDTH - LEFT, y2=y, stroke=GRID)
        write(root, (LEFT - 6, y + 4), text, text_anchor="end", font_size="11")
    draw_bounds(root, axis)
    at = axis.place(axis.mark[0])
    draw(root, "path", d=triangle(at, 18, 30), fill=INK)
    write(root, (at, 13), axis.mark[1], font_weight="bold")
    return tostring(root, "unicode")


def draw_bounds(root: Element, axis: Axis) -> None:
    """Draw the bounds as dashed lines with their texts, the ends of the axis below them."""
    for value, _ in axis.bounds:
        at = axis.place(value)
        draw(root, "line", x1=at, y1=FLOOR - HEIGHT, x2=at, y2=FLOOR, stroke=BOUND,
             stroke_width=2, stroke_dasharray="6 4")  # fmt: skip
    for y, texts in ((FLOOR + 18, axis.bounds), (FLOOR + 34, (axis.first, axis.last))):
        write_row(root, [(axis.place(value), text) for value, text in texts], y)
