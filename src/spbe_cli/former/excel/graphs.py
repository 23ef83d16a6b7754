"""The charts of a document in a workbook; what they draw stands on a sheet of its own.

A chart needs cells to draw.  Those of the tables lie scattered, so that the numbers of every
chart are written once more, below one another, where they can be looked up.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart as Graph

from spbe_cli.former.document import Chart, Series
from spbe_cli.former.excel.canvas import Canvas
from spbe_cli.former.excel.styles import ALERT, BAR, DARK, GREY, LINE
from spbe_cli.words.cleaning import clean

HEIGHT: Final = 320
POINTS_PER_PIXEL: Final = 0.75
ROW_OF_BAR: Final = 26
"""So many pixels for every bar that lies."""
MOST_HEIGHT: Final = 540
LINES: Final[Mapping[str, Mapping[str, object]]] = {
    "": {"color": f"#{DARK}", "width": 2.25},
    "former": {"color": f"#{GREY}", "width": 1.25},
    "bound": {"color": f"#{ALERT}", "width": 1.5, "dash_type": "dash"},
}
FILLS: Final = {"": f"#{BAR}", "former": f"#{GREY}", "bound": f"#{DARK}"}
FONT: Final = {"name": "Calibri", "size": 9, "color": f"#{GREY}"}
TITLE: Final = {"name": "Calibri", "size": 11, "color": f"#{DARK}"}
THIN: Final = {"color": f"#{LINE}", "width": 0.5}
NUMBERED: Final = 24
"""With more bars than this their numbers are left out: they would cover one another."""
WIDTHS: Final = (40, 16, 16, 16)


@dataclass(slots=True)
class Graphs:
    """The charts of a workbook, and the name of the sheet that holds their numbers."""

    book: Workbook
    name: str
    charts: list[Chart] = field(default_factory=list)
    row: int = 0

    def insert(self, page: Canvas, at: int, chart: Chart, width: int) -> None:
        """Put a chart into a row that is high enough for it."""
        made = self.drawn(chart)
        height = height_of(chart)
        made.set_size({"width": width, "height": height})
        page.sheet.set_row(at, min(height * POINTS_PER_PIXEL + 6, 409))
        page.sheet.insert_chart(at, 0, made, {"y_offset": 3, "object_position": 2})

    def drawn(self, chart: Chart) -> Graph:
        """Make a chart, and keep a place for its numbers."""
        kind: dict[str, object] = {"type": chart.kind}
        made = self.book.add_chart(kind)
        assert made is not None  # noqa: S101  None is for unknown kinds
        first, last = self.row + 2, self.row + 1 + len(chart.names)
        for column, series in enumerate(chart.series, start=1):
            made.add_series(
                {
                    "name": [self.name, self.row + 1, column],
                    "categories": [self.name, first, 0, last, 0],
                    "values": [self.name, first, column, last, column],
                    **look_of(chart, series),
                }
            )
        dress(made, chart)
        self.charts.append(chart)
        self.row = last + 2
        return made

    def write_numbers(self, page: Canvas) -> None:
        """Write the numbers of all charts, in the order of the charts."""
        page.widths(*WIDTHS)
        row = 0
        for chart in self.charts:
            page.put(row, 0, chart.title, "label")
            page.headings(row + 1, ("", *(one.name for one in chart.series)))
            for at, name in enumerate(chart.names):
                page.put(row + 2 + at, 0, name)
                for column, series in enumerate(chart.series, start=1):
                    page.put(row + 2 + at, column, series.values[at], f"row  {chart.look}")
            row += len(chart.names) + 3


def height_of(chart: Chart) -> int:
    """Return how many pixels high a chart is: bars that lie need a row each."""
    if chart.kind != "bar":
        return HEIGHT
    return min(max(120 + ROW_OF_BAR * len(chart.names) * len(chart.series), 170), MOST_HEIGHT)


def look_of(chart: Chart, series: Series) -> dict[str, object]:
    """Return how a series looks: a line in the radar, else bars with their numbers."""
    if chart.kind == "radar":
        return {"line": dict(LINES[series.look])}
    look: dict[str, object] = {
        "fill": {"color": FILLS[series.look]},
        "border": {"color": f"#{DARK}", "width": 0.5},
        "gap": 60 if chart.kind == "bar" else 10,
        "overlap": 100 if chart.kind == "column" else 0,
        "invert_if_negative": True,
        "invert_if_negative_color": "#FFFFFF",
    }
    if len(chart.names) <= NUMBERED:
        look["data_labels"] = {"value": True, "num_format": chart.look, "font": FONT}
    return look


def dress(made: Graph, chart: Chart) -> None:
    """Give a chart its title, its axes and, for several series, a legend."""
    made.set_title({"name": clean(chart.title), "name_font": TITLE})
    legend = {"position": "bottom", "font": FONT} if len(chart.series) > 1 else {"none": True}
    made.set_legend(legend)
    made.set_chartarea({"border": {"color": f"#{LINE}"}})
    values: dict[str, object] = {"num_font": FONT, "num_format": chart.look, "line": THIN}
    values["major_gridlines"] = {"visible": True, "line": THIN}
    if chart.ends:
        lowest, highest = map(float, chart.ends)
        values |= {"min": lowest, "max": highest, "major_unit": 1, "num_format": "0"}
    names: dict[str, object] = {"num_font": FONT, "line": THIN, "label_position": "low"}
    if chart.kind == "bar":
        made.set_x_axis({**values, "label_position": "high"})
        made.set_y_axis({**names, "reverse": True})
    else:
        made.set_x_axis(names)
        made.set_y_axis(values)
