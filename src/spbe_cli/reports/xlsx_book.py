"""A workbook of a report: what it says of itself, its pages, and what is drawn on them.

It has fixed dates: the same input gives the same bytes.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from io import BytesIO
from typing import Any, ClassVar, Final

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from spbe_cli import __version__
from spbe_cli.findings import base_name
from spbe_cli.frozen import frozen
from spbe_cli.reports import document as doc
from spbe_cli.words import Words, clean
from spbe_cli.xlsx import styles
from spbe_cli.xlsx.reading import REPORT_MARK
from spbe_cli.xlsx.styles import OPTIONS, WRITTEN, Page, Style

LONGEST_PROPERTY: Final = 255
BAR: Final = "#5B9BD5"
GROUNDS: Final[dict[doc.Tone, str]] = {
    "": styles.DARK, "good": "#2E7D32", "fair": "#1F6FB2", "poor": "#B26A00", "bad": "#B71C1C",
}  # fmt: skip
"""The colours of a word by its tone; white can be read on all of them."""

TINTS: Final[dict[doc.Tone, str]] = {
    "good": "#E8F5E9", "fair": "#E3F2FD", "poor": "#FFF3E0", "bad": "#FFEBEE",
}  # fmt: skip
"""The grounds on which these colours are read."""

PIXELS_PER_POINT: Final = 0.62
"""The width of an average character, for one point of the size of the font; a little too much."""
POINTS_PER_LINE: Final = 1.3
HIGHEST_ROW: Final = 409

LONGEST_SHEET: Final = 31

HEIGHT: Final = 320
MOST_HEIGHT: Final = 540
ROW_OF_BAR: Final = 36  # so many pixels for every bar that lies: its name may take two lines
POINTS_PER_PIXEL: Final = 0.75
NUMBERED: Final = 24
"""With more bars than this their numbers are left out: they would cover one another."""

BELOW_ZERO: Final = "#FFFFFF"
FONT: Final = {"name": "Calibri", "size": 9, "color": styles.PALE}
TITLE: Final = {"name": "Calibri", "size": 11, "color": styles.DARK}
THIN: Final = {"color": styles.LINE, "width": 0.5}
PLAIN_LINES: Final[dict[str, dict[str, Any]]] = {
    "": {"color": styles.DARK, "width": 2.25},
    "former": {"color": styles.PALE, "width": 1.25},
    "bound": {"color": styles.ALERT["font_color"], "width": 1.5, "dash_type": "dash"},
}


class ReportBook:
    """A workbook that is being made; what charts draw is written on its sheet `numbers`."""

    numbers: "ReportPage"

    def __init__(self, title: str, file: str, words: Words) -> None:
        self.file, self.words = file, words
        self.content = BytesIO()
        self.book = Workbook(self.content, OPTIONS)
        named = clean(title, LONGEST_PROPERTY)
        self.book.set_properties({"title": named, "comments": "spbe", "created": WRITTEN})
        self.book.set_custom_property(REPORT_MARK, clean(base_name(file), LONGEST_PROPERTY), "text")


class ReportPage(Page):
    """A sheet of a report, written from the top: `row` is free.  `widths` are in characters."""

    row = 0
    font: ClassVar[Style] = {**styles.FONT, "font_size": 10, "valign": "vcenter"}

    def __init__(self, report: ReportBook, name: str) -> None:
        super().__init__(report.book, report.book.add_worksheet(name))
        self.report, self.name = report, name

    def set_widths(self, widths: Sequence[int]) -> None:
        """Set the widths of the columns, in characters."""
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
        self.widths = widths
        self.last, self.width = len(widths) - 1, sum(widths)
        self.pixels = self.width * 7 + len(widths) * 5

    def line(self, text: str, *looks: Style) -> None:
        """Write a text across the sheet, in a row high enough: Excel fits none to merged cells."""
        look = self.look(styles.FOLDED, *looks)
        width = max(int(self.pixels / (look.font_size * PIXELS_PER_POINT)), 1)
        count = sum(-(-len(part) // width) or 1 for part in text.split("\n"))
        height = min(count * look.font_size * POINTS_PER_LINE + 3, HIGHEST_ROW)
        self.sheet.set_row(self.row, height)
        self.merge(self.row, 0, self.last, text, styles.FOLDED, *looks)
        self.row += 1

    def on_paper(self, *, landscape: bool = False, pages: int = 0) -> None:
        """Lay the sheet out, with the name of the answer file in its footer."""
        name = clean(base_name(self.report.file), 90).replace("&", "&&")
        left = f"spbe {__version__}" + (f" · {name}" if name else "")
        right = self.report.words.label("excel.pages")
        footer = f'&L&"Calibri"&9{left}&R&"Calibri"&9{right}'
        self.paper(footer, landscape=landscape, pages=pages)


def sheet_names(texts: Iterable[str]) -> Iterator[str]:
    """Yield names that Excel takes, made of any texts; no two alike in any case.

    >>> list(sheet_names(["Ringkasan", "Bagian A/B", "bagian a-b", "'History'", "Ringkasan"]))
    ['Ringkasan', 'Bagian A-B', 'bagian a-b 2', 'History_', 'Ringkasan 2']
    """
    taken = {""}
    for text in texts:
        plain = re.sub(r"[\[\]:*?/\\]", "-", clean(" ".join(text.split()))).strip("' ") or "OPD"
        plain = f"{plain}_" if plain.casefold() == "history" else plain  # Excel's own sheet
        name, ending, count = "", "", 1
        while name.casefold() in taken:
            # Excel counts UTF-16 units.
            units = plain.encode("utf-16-le")[: 2 * (LONGEST_SHEET - len(ending))]
            name = units.decode("utf-16-le", "ignore").rstrip("' ") + ending
            count += 1
            ending = f" {count}"
        taken.add(name.casefold())
        yield name


# Drawings as charts


@frozen
class ChartData:
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


def figure(drawing: doc.Block) -> ChartData | None:
    """Return what a chart draws of a drawing; one index on a scale is no chart."""
    match drawing:
        case doc.Radar(title=title, axes=axes, series=series, lowest=lowest, highest=highest):
            codes = tuple(axis.split()[0] for axis in axes)
            return ChartData("radar", title, codes, series, (Fraction(lowest), Fraction(highest)))
        case doc.Bars(title=title, names=names, ends=ends, look=look, bound=bound):
            bars = [doc.Series(title, drawing.values)]
            if bound:
                bars.append(doc.Series(bound.name, (bound.value,) * len(names), "bound"))
            return ChartData("bar", title, names, tuple(bars), ends, look)
        case doc.Lines(title=title, names=names, lines=lines, lowest=lowest, highest=highest):
            return ChartData("line", title, names, lines, (Fraction(lowest), Fraction(highest)))
        case doc.Columns(title=title, names=names, heights=heights, look=look):
            return ChartData("column", title, names, (doc.Series(title, heights),), look=look)
        case doc.Scale(title=title, bands=bands, end=end, marks=marks) if len(marks) > 1:
            names = tuple(mark.name for mark in marks)
            indices = doc.Series(title, tuple(mark.value for mark in marks))
            return ChartData("bar", title, names, (indices,), (bands[0].value, end.value))
    return None


def insert(page: ReportPage, figures: Sequence[ChartData]) -> None:
    """Put charts two by two into rows that are high enough for them."""
    for first in range(0, len(figures), 2):
        pair = figures[first : first + 2]
        height, share = max(one.height for one in pair), page.pixels // len(pair)
        page.sheet.set_row(page.row, min(height * POINTS_PER_PIXEL + 6, HIGHEST_ROW))
        for number, one in enumerate(pair):
            chart = _chart(one, page.report)
            chart.set_size({"width": share, "height": height})
            place = {"x_offset": number * share, "y_offset": 3, "object_position": 2}
            page.sheet.insert_chart(page.row, 0, chart, place)
        page.row += 2


def _chart(one: ChartData, book: ReportBook) -> Chart:
    numbers, sheet = book.numbers, book.numbers.name
    chart = book.book.add_chart({"type": one.kind})
    assert chart is not None  # noqa: S101  None is for unknown kinds
    heads = numbers.row + 1
    first, last = heads + 1, heads + len(one.names)
    numbers.write((numbers.row, 0), one.title, styles.STRONG)
    for row, name in enumerate(one.names, start=first):
        numbers.write((row, 0), name, styles.CELL)
    for column, series in enumerate(one.series, start=1):
        numbers.write((heads, column), series.name, styles.HEADING, styles.RIGHT)
        for row, value in enumerate(series.values, start=first):
            numbers.write((row, column), value, styles.CELL, {"num_format": one.look})
        cells = {
            "name": [sheet, heads, column],
            "categories": [sheet, first, 0, last, 0],
            "values": [sheet, first, column, last, column],
        }
        chart.add_series(cells | _look(one, series))
    _dress(chart, one)
    numbers.row = last + 2
    return chart


def _look(one: ChartData, series: doc.Series | doc.Line) -> dict[str, Any]:
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
    border = {"color": styles.DARK, "width": 0.5}
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


def _dress(chart: Chart, one: ChartData) -> None:
    chart.set_title({"name": clean(one.title), "name_font": TITLE})
    several = len(one.series) > 1 and one.kind != "line"
    chart.set_legend({"position": "bottom", "font": FONT} if several else {"none": True})
    chart.set_chartarea({"border": {"color": styles.LINE}})
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
