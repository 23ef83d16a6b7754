"""The two charts of `Ringkasan`.

They draw the engine's values in `Perhitungan`, not the formulas: a level changed there to
see what happens must not change the page that was printed.
"""

from collections.abc import Mapping
from typing import Final, Literal

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from spbe_cli.former.excel.canvas import Canvas
from spbe_cli.former.excel.places import NAME, places
from spbe_cli.former.excel.styles import ALERT, BAR, DARK, GREY, LINE
from spbe_cli.former.score.drawings import ring_of
from spbe_cli.instrument import Instrument

HEIGHT: Final = 300
POINTS_PER_PIXEL: Final = 0.75
FONT: Final = {"name": "Calibri", "size": 9, "color": f"#{GREY}"}
TITLE: Final = {"name": "Calibri", "size": 11, "color": f"#{DARK}"}
THIN: Final = {"color": f"#{LINE}", "width": 0.5}
LABELS: Final = {"value": True, "num_format": "0.00", "font": FONT}
RADAR: Final = {"line": {"color": f"#{DARK}", "width": 2.25}}
BARS: Final = {"fill": {"color": f"#{BAR}"}, "gap": 60, "data_labels": LABELS}


def write(page: Canvas, book: Workbook, instrument: Instrument, row: int, width: int) -> None:
    """Put the radar of the aspects and the bars of the domains side by side into one row."""
    page.sheet.set_row(row, HEIGHT * POINTS_PER_PIXEL + 4)
    at = places(instrument)
    radar = chart(book, "radar", at.aspects, page.label("aspect_chart"))
    radar.set_x_axis({"num_font": {**FONT, "bold": True, "size": 9}})
    radar.set_y_axis(scale(instrument))
    add_target(radar, at.aspects, page, instrument)
    parts, title = (at.domains, "domain_chart") if at.domains else (at.aspects, "aspect_chart")
    bars = chart(book, "bar", parts, page.label(title))
    bars.set_x_axis({**scale(instrument), "label_position": "high"})
    bars.set_y_axis({"reverse": True, "num_font": FONT, "line": THIN})
    for drawing, offset, share in ((radar, 0.0, 0.45), (bars, 0.45, 0.55)):
        drawing.set_size({"width": int(width * share), "height": HEIGHT})
        place = {"x_offset": int(width * offset), "y_offset": 2, "object_position": 2}
        page.sheet.insert_chart(row, 0, drawing, place)


def chart(
    book: Workbook, kind: Literal["radar", "bar"], rows: Mapping[str, int], title: str
) -> Chart:
    """Make a chart of the parts that stand in these rows of `Perhitungan`.

    The radar has room for codes only; the table above it says what they mean.
    """
    made = book.add_chart({"type": kind})
    assert made is not None  # noqa: S101  None is for unknown kinds
    names, looks = ("A", RADAR) if kind == "radar" else ("H", BARS)
    first, last = min(rows.values()), max(rows.values())
    series = {
        "name": title,
        "categories": f"={NAME}!${names}${first}:${names}${last}",
        "values": f"={NAME}!$F${first}:$F${last}",
    }
    made.add_series({**series, **looks})
    made.set_title({"name": title, "name_font": TITLE})
    made.set_legend({"none": True})
    made.set_chartarea({"border": {"color": f"#{LINE}"}})
    return made


def add_target(radar: Chart, rows: Mapping[str, int], page: Canvas, instrument: Instrument) -> None:
    """Draw the ministry's target as a ring, and say in a legend which line it is."""
    ring = ring_of(instrument)
    if ring is None:
        return
    first, last = min(rows.values()), max(rows.values())
    series = {
        "name": page.words.label("html.target", bound=page.words.number(ring.minimum)),
        "categories": f"={NAME}!$A${first}:$A${last}",
        "values": f"={NAME}!$I${first}:$I${last}",
        "line": {"color": f"#{ALERT}", "width": 1.5, "dash_type": "dash"},
    }
    radar.add_series(series)
    radar.set_legend({"position": "bottom", "font": FONT})


def scale(instrument: Instrument) -> dict[str, object]:
    """Return an axis over the whole scale, always from 0, so that charts can be compared."""
    return {
        "min": 0,
        "max": instrument.highest,
        "major_unit": 1,
        "num_format": "0",
        "num_font": FONT,
        "major_gridlines": {"visible": True, "line": THIN},
        "line": THIN,
    }
