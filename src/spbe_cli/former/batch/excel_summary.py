"""The sheet `Ringkasan`: how many sheets came out how, and how the predicates are spread."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from xlsxwriter import Workbook

from spbe_cli.batch.agencies import State
from spbe_cli.batch.record import result_of
from spbe_cli.batch.run import Batch
from spbe_cli.exact import rounded
from spbe_cli.former.batch import told
from spbe_cli.former.batch.ranking import Ranking, rankings
from spbe_cli.former.excel.canvas import Canvas, Value
from spbe_cli.former.excel.styles import BAR, DARK, GREY, LINE
from spbe_cli.sheet.assess import Status

WIDTHS: Final = (34, 14, 16, 14)
COUNTS: Final = 3
"""The row of the first count."""
ROWS_OF_CHART: Final = 14
FONT: Final = {"name": "Calibri", "size": 9, "color": f"#{GREY}"}
TITLE: Final = {"name": "Calibri", "size": 11, "color": f"#{DARK}"}


def write(page: Canvas, book: Workbook, batch: Batch) -> None:
    """Write the sheet from top to bottom."""
    page.widths(*WIDTHS)
    title = "batch_title" if batch.complete else "batch_incomplete"
    page.put(0, 0, page.label(title), "title_line")
    if not batch.complete:
        page.put(1, 0, told.stopped(batch, page.words), "strong_line")
    row = COUNTS
    for row, (name, value) in enumerate(counts(batch), start=COUNTS):
        page.put(row, 0, page.label(name), "strong_cell")
        page.put(row, 1, value, "text_right")
    row += 2
    for ranking in rankings(batch):
        row = write_predicates(page, book, ranking, row)
    page.sheet.hide_gridlines(2)
    page.paper(page.label("batch_title"))
    page.sheet.activate()


def counts(batch: Batch) -> Iterator[tuple[str, Value]]:
    """Yield what is counted."""
    yield "batch_files", len(batch.records)
    yield "batch_scored", batch.count(Status.SCORED)
    yield "batch_partial", batch.count(Status.PARTIAL)
    yield "batch_invalid", batch.count(Status.INVALID)
    if batch.agencies:
        units = batch.agencies.units
        yield "batch_unsent", sum(unit.state is State.UNSENT for unit in units)
    if batch.superseded:
        yield "batch_superseded", batch.superseded
    yield "batch_skipped", batch.skipped


def write_predicates(page: Canvas, book: Workbook, ranking: Ranking, row: int) -> int:
    """Write how many sheets have which predicate, with a chart; return the row below."""
    instrument = ranking.instrument
    found = Counter(
        result_of(instrument, record.points).predicate.name for record in ranking.records
    )
    text = page.label("batch_distribution", instrument=instrument.title)
    page.put(row, 0, text, "section")
    heads = [page.label("predicate"), page.words.label("batch.from"), page.label("batch_count")]
    page.headings(row + 1, heads, heads[1:])
    first = row + 2
    for line, predicate in enumerate(instrument.predicates, start=first):
        page.put(line, 0, predicate.name)
        page.put(line, 1, predicate.minimum, "number")
        page.put(line, 2, found[predicate.name], "text_right")
    below = first + len(instrument.predicates)
    page.put(below, 0, page.label("batch_mean"), "total_text")
    page.put(below, 1, rounded(ranking.mean), "total_number")
    page.put(below, 2, len(ranking.records), "total_text")
    insert_chart(page, book, text, (first, below - 1))
    return below + 2 + ROWS_OF_CHART


def insert_chart(page: Canvas, book: Workbook, title: str, rows: tuple[int, int]) -> None:
    """Put a chart of the predicates below their table."""
    chart = book.add_chart({"type": "column"})
    assert chart is not None  # noqa: S101  None is for unknown kinds
    first, last = rows
    series = {
        "categories": ["Ringkasan", first, 0, last, 0],
        "values": ["Ringkasan", first, 2, last, 2],
        "fill": {"color": f"#{BAR}"},
        "gap": 60,
        "data_labels": {"value": True, "font": FONT},
    }
    chart.add_series(series)
    chart.set_title({"name": title, "name_font": TITLE})
    chart.set_legend({"none": True})
    chart.set_x_axis({"num_font": FONT})
    lines = {"visible": True, "line": {"color": f"#{LINE}", "width": 0.5}}
    chart.set_y_axis({"min": 0, "num_font": FONT, "major_gridlines": lines})
    chart.set_size({"width": 560, "height": 260})
    page.sheet.insert_chart(last + 3, 0, chart)
