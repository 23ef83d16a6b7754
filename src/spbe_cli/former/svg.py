"""Drawings as SVG: pure geometry, written as XML so that text is escaped.

A drawing takes no colour from the result: ink, a light tint and a dashed line tell the parts
apart, in black and white too.  Coordinates are rounded, so that every machine writes the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, pi, sin
from textwrap import wrap
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from spbe_cli.words.shown import visible

INK: Final = "#1f4e79"
TEXT: Final = "#222222"
GRID: Final = "#8a8a8a"
TINTS: Final = ("#ddebf7", "#f2f6fa")
BOUND: Final = "#b3261e"

SCALE_WIDTH: Final = 680
CHARACTER: Final = 7.5
"""About how wide a character of 12 px is, with a little room."""

RADIUS: Final = 130
CENTRE: Final = (310, 185)
LABEL_WIDTH: Final = 22
FEWEST_AXES: Final = 3
BAR_WIDTH: Final = 150


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a drawing says to who cannot see it."""

    name: str
    title: str
    description: str


def canvas(width: int, height: int, drawing: Drawing | None = None) -> Element:
    """Begin a drawing; one without words is only an ornament beside its number."""
    box = {"viewBox": f"0 0 {width} {height}", "width": str(width), "height": str(height)}
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **box})
    if drawing is None:
        root.set("aria-hidden", "true")
        return root
    names = (f"{drawing.name}-title", f"{drawing.name}-description")
    root.attrib.update({"role": "img", "aria-labelledby": " ".join(names)})
    for tag, name, text in zip(
        ("title", "desc"), names, (drawing.title, drawing.description), strict=True
    ):
        SubElement(root, tag, {"id": name}).text = visible(text)
    return root


def write(root: Element, at: tuple[float, float], text: str, **look: str) -> None:
    """Write a text with its anchor at a point."""
    x, y = map(number, at)
    style = {"x": x, "y": y, "fill": TEXT, "font-size": "12", "text-anchor": "middle"}
    SubElement(root, "text", {**style, **attributes(look)}).text = visible(text)


def draw(root: Element, tag: str, **look: object) -> None:
    """Draw a shape."""
    SubElement(root, tag, attributes(look))


def attributes(look: dict[str, object] | dict[str, str]) -> dict[str, str]:
    """Write the attributes of a shape: numbers alike on every machine, hyphens in names."""
    return {
        name.replace("_", "-"): number(value) if isinstance(value, int | float) else str(value)
        for name, value in look.items()
    }


def number(value: float) -> str:
    """Write a coordinate.

    >>> number(3.14159), number(2.0), number(-0.001)
    ('3.1', '2', '0')
    """
    return f"{round(value, 1) + 0:g}"


def scale(
    drawing: Drawing, names: Sequence[str], ends: Sequence[tuple[float, str]], at: tuple[float, str]
) -> str:
    """Draw the bands of the predicates and the index; places are shares of the width."""
    root = canvas(SCALE_WIDTH + 40, 88, drawing)
    places = [20 + share * SCALE_WIDTH for share, _ in ends]
    draw_bands(root, places, names, 53)
    write_row(root, [(x, text) for x, (_, text) in zip(places, ends, strict=True)], 78)
    x = 20 + at[0] * SCALE_WIDTH
    draw(root, "path", d=triangle(x, 18, 30), fill=INK)
    draw(root, "line", x1=x, y1=24, x2=x, y2=38, stroke=INK, stroke_width=3)
    write(root, (x, 13), at[1], font_weight="bold", font_size="14")
    return tostring(root, "unicode")


def draw_bands(
    root: Element, places: Sequence[float], names: Sequence[str], baseline: float
) -> None:
    """Draw the bands between places; a name that does not fit in its band is left out."""
    for band, ((x, end), name) in enumerate(zip(pairwise(places), names, strict=True)):
        look = {"fill": TINTS[band % 2], "stroke": GRID}
        draw(root, "rect", x=x, y=30, width=end - x, height=30, **look)
        if len(name) * CHARACTER < end - x:
            write(root, ((x + end) / 2, baseline), name)


def write_row(root: Element, texts: Sequence[tuple[float, str]], y: float) -> None:
    """Write texts in a row, but for one that would run into that before it."""
    shown = -float(SCALE_WIDTH)
    for x, text in texts:
        if x - shown > len(text) * CHARACTER:
            write(root, (x, y), text)
            shown = x


def triangle(x: float, base: float, tip: float) -> str:
    """Write the path of a mark that points from its base to its tip."""
    return f"M{number(x - 8)} {number(base)} H{number(x + 8)} L{number(x)} {number(tip)} Z"


def radar(
    drawing: Drawing,
    axes: Sequence[tuple[str, str, float]],
    rings: Sequence[tuple[float, str]],
    bound: float | None,
    former: Sequence[float] = (),
) -> str:
    """Draw an axis for each part, clockwise from the top; places are shares of the radius.

    What was before is a thin line without a ground.
    """
    root = canvas(2 * CENTRE[0], 380, drawing)
    for share, _ in rings:
        polygon(root, [share] * len(axes), fill="none", stroke=GRID, stroke_width=0.6)
    for axis in range(len(axes)):
        x, y = point(axis, len(axes), 1)
        draw(root, "line", x1=CENTRE[0], y1=CENTRE[1], x2=x, y2=y, stroke=GRID, stroke_width=0.6)
    values = [share for _, _, share in axes]
    if former:
        polygon(root, former, fill="none", stroke=TEXT, stroke_width=1.2)
    polygon(root, values, fill=INK, fill_opacity=0.2, stroke=INK, stroke_width=2.5)
    if bound is not None:
        dashed = {"stroke": BOUND, "stroke_width": 2, "stroke_dasharray": "6 4"}
        polygon(root, [bound] * len(axes), fill="none", **dashed)
    for axis, (name, value, share) in enumerate(axes):
        x, y = point(axis, len(axes), share)
        draw(root, "circle", cx=x, cy=y, r=4, fill=INK)
        write_axis(root, point(axis, len(axes), 1.1), name, value)
    for share, text in rings:
        at = (CENTRE[0] - 6, CENTRE[1] - share * RADIUS + 4)
        write(root, at, text, font_size="10", text_anchor="end")
    return tostring(root, "unicode")


def write_axis(root: Element, at: tuple[float, float], name: str, value: str) -> None:
    """Write name and value at the end of an axis, away from the middle."""
    x, y = at
    side = x - CENTRE[0]
    anchor = "middle" if abs(side) < RADIUS / 10 else "start" if side > 0 else "end"
    lines = wrap(name, LABEL_WIDTH, max_lines=3, placeholder="...")
    height = 14 * len(lines)
    rise = (CENTRE[1] - y) / RADIUS
    top = y + 5 * (1 - rise) - height * (1 + rise) / 2
    for row, line in enumerate(lines):
        write(root, (x, top + 14 * row), line, text_anchor=anchor)
    write(root, (x, top + height), value, text_anchor=anchor, font_weight="bold")


def point(axis: int, axes: int, share: float) -> tuple[float, float]:
    """Return the point of an axis that lies at a share of the radius."""
    angle = 2 * pi * axis / axes
    return CENTRE[0] + RADIUS * share * sin(angle), CENTRE[1] - RADIUS * share * cos(angle)


def polygon(root: Element, shares: Sequence[float], **look: object) -> None:
    """Draw the line through all axes."""
    corners = (point(axis, len(shares), share) for axis, share in enumerate(shares))
    points = " ".join(f"{number(x)},{number(y)}" for x, y in corners)
    draw(root, "polygon", points=points, **look)


def bar(share: float, bound: float | None) -> str:
    """Draw a bar on its track, with a dashed line at the bound."""
    root = canvas(BAR_WIDTH, 14)
    draw(root, "rect", x=0, y=2, width=BAR_WIDTH, height=10, fill=TINTS[1], stroke=GRID)
    draw(root, "rect", x=0, y=2, width=share * BAR_WIDTH, height=10, fill=INK)
    if bound is not None:
        x = bound * BAR_WIDTH
        draw(root, "line", x1=x, y1=0, x2=x, y2=14, stroke=BOUND, stroke_width=2)
    return tostring(root, "unicode")
