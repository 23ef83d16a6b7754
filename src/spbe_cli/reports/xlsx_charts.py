"""The drawings of a document as charts of a workbook; the cells that they draw stand on a sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from xlsxwriter.chart import Chart

from spbe_cli.reports import document as doc
from spbe_cli.reports.xlsx_book import ALERT, BAR, DARK, GREY, HIGHEST_ROW, LINE, Book, Page
from spbe_cli.words import clean

HEIGHT: Final = 320
MOST_HEIGHT: Final = 540
ROW_OF_BAR: Final = 36
"""So many pixels for every bar that lies: its name may take two lines."""
POINTS_PER_PIXEL: Final = 0.75
NUMBERED: Final = 24
"""With more bars than this their numbers are left out: they would cover one another."""

BELOW_ZERO: Final = "#FFFFFF"
FONT: Final = {"name": "Calibri", "size": 9, "color": GREY}
TITLE: Final = {"name": "Calibri", "size": 11, "color": DARK}
THIN: Final = {"color": LINE, "width": 0.5}
PLAIN_LINES: Final[dict[str, dict[str, Any]]] = {
    "": {"color": DARK, "width": 2.25},
    "former": {"color": GREY, "width": 1.25},
    "bound": {"color": ALERT, "width": 1.5, "dash_type": "dash"},
}


@dataclass(frozen=True, slots=True)
class Figure:
    """What a chart draws."""

    kind: str
    title: str
    names: tuple[str, ...]
    series: tuple[doc.Series | doc.Line, ...]
    ends: tuple[Fraction, Fraction] | None = None
    look: str = "0.00"

    @property
    def height(self) -> int:
        """How many pixels high the chart is: bars that lie need a row each."""
        rows = 120 + ROW_OF_BAR * len(self.names)
        return min(max(rows, 170), MOST_HEIGHT) if self.kind == "bar" else HEIGHT


def figure(drawing: doc.Block) -> Figure | None:
    """Return what a chart draws of a drawing; one index on a scale is no chart."""
    match drawing:
        case doc.Radar(title=title, axes=axes, series=series, lowest=lowest, highest=highest):
            codes = tuple(axis.split()[0] for axis in axes)
            return Figure("radar", title, codes, series, (Fraction(lowest), Fraction(highest)))
        case doc.Bars(title=title, names=names, ends=ends, look=look, bound=bound):
            bars = [doc.Series(title, drawing.values)]
            if bound:
                bars.append(doc.Series(bound.name, (bound.value,) * len(names), "bound"))
            return Figure("bar", title, names, tuple(bars), ends, look)
        case doc.Lines(title=title, names=names, lines=lines, lowest=lowest, highest=highest):
            return Figure("line", title, names, lines, (Fraction(lowest), Fraction(highest)))
        case doc.Columns(title=title, names=names, heights=heights, look=look):
            return Figure("column", title, names, (doc.Series(title, heights),), look=look)
        case doc.Scale(title=title, bands=bands, end=end, marks=marks) if len(marks) > 1:
            names = tuple(mark.name for mark in marks)
            indices = doc.Series(title, tuple(mark.value for mark in marks))
            return Figure("bar", title, names, (indices,), (bands[0].value, end.value))
    return None


def insert(page: Page, figures: Sequence[Figure]) -> None:
    """Put charts two by two into rows that are high enough for them."""
    for first in range(0, len(figures), 2):
        pair = figures[first : first + 2]
        height, share = max(one.height for one in pair), page.pixels // len(pair)
        page.sheet.set_row(page.row, min(height * POINTS_PER_PIXEL + 6, HIGHEST_ROW))
        for number, one in enumerate(pair):
            chart = _chart(one, page.book)
            chart.set_size({"width": share, "height": height})
            place = {"x_offset": number * share, "y_offset": 3, "object_position": 2}
            page.sheet.insert_chart(page.row, 0, chart, place)
        page.row += 2


def _chart(one: Figure, book: Book) -> Chart:
    numbers, sheet = book.numbers, book.numbers.name
    chart = book.book.add_chart({"type": one.kind})
    assert chart is not None  # noqa: S101  None is for unknown kinds
    heads = numbers.row + 1
    first, last = heads + 1, heads + len(one.names)
    numbers.put(numbers.row, 0, one.title, book.look("strong", text_wrap=False))
    for row, name in enumerate(one.names, start=first):
        numbers.put(row, 0, name, book.look("cell"))
    for column, series in enumerate(one.series, start=1):
        numbers.put(heads, column, series.name, book.look("head_right"))
        for row, value in enumerate(series.values, start=first):
            numbers.put(row, column, value, book.look("cell", num_format=one.look))
        cells = {
            "name": [sheet, heads, column],
            "categories": [sheet, first, 0, last, 0],
            "values": [sheet, first, column, last, column],
        }
        chart.add_series(cells | _look(one, series))
    _dress(chart, one)
    numbers.row = last + 2
    return chart


def _look(one: Figure, series: doc.Series | doc.Line) -> dict[str, Any]:
    if isinstance(series, doc.Line):
        strong = {"line": PLAIN_LINES[""]} if series.strong else {}
        # A legend of all aspects would hide the lines: each has its code at its end.
        last = max(place for place, value in enumerate(series.values) if value is not None)
        custom = [{"delete": True}] * last + [{"value": clean(series.code)}]
        labels = {"value": True, "custom": custom, "position": "right", "font": FONT}
        return {"marker": {"type": "automatic"}, "data_labels": labels, **strong}
    if one.kind == "radar":
        return {"line": PLAIN_LINES[series.look]}
    if series.look == "bound":  # hollow, so that its end is a line on every bar
        return {"fill": {"none": True}, "border": PLAIN_LINES["bound"], "overlap": 100}
    border = {"color": DARK, "width": 0.5}
    # LibreOffice draws bars that are inverted if negative to the right, with a plus.
    below = {"fill": {"color": BELOW_ZERO}, "border": border}
    look: dict[str, Any] = {
        "fill": {"color": BAR},
        "border": border,
        "gap": 60 if one.kind == "bar" else 10,
        "points": [below if value < 0 else None for value in series.values],
    }
    if len(one.names) <= NUMBERED:
        look["data_labels"] = {"value": True, "num_format": one.look, "font": FONT}
    return look


def _dress(chart: Chart, one: Figure) -> None:
    chart.set_title({"name": clean(one.title), "name_font": TITLE})
    several = len(one.series) > 1 and one.kind != "line"
    chart.set_legend({"position": "bottom", "font": FONT} if several else {"none": True})
    chart.set_chartarea({"border": {"color": LINE}})
    values: dict[str, Any] = {"num_font": FONT, "num_format": one.look, "line": THIN}
    values["major_gridlines"] = {"visible": True, "line": THIN}
    if one.ends:
        lowest, highest = map(float, one.ends)
        values |= {"min": lowest, "max": highest, "major_unit": 1, "num_format": "0"}
    names: dict[str, Any] = {"num_font": FONT, "line": THIN, "label_position": "low"}
    if one.kind == "bar":
        chart.set_x_axis({**values, "label_position": "high"})
        chart.set_y_axis({**names, "reverse": True, "interval_unit": 1})
    else:
        chart.set_x_axis(names)
        chart.set_y_axis(values)
