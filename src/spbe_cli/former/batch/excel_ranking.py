"""The sheets `Peringkat` and `Domain`: who stands where, and how the parts compare."""

from collections.abc import Iterator
from typing import Final

from xlsxwriter import Workbook

from spbe_cli.batch.record import Record
from spbe_cli.batch.run import Batch
from spbe_cli.exact import exact_text
from spbe_cli.former.batch.ranking import (
    Ranking,
    name_of,
    part_heads,
    parts_of,
    rankings,
    unscored,
    why_unscored,
)
from spbe_cli.former.excel.canvas import Canvas, Value

HEADINGS: Final = (
    "No", "Instansi", "Tahun", "Tahap", "Instrumen", "Indeks", "Nilai persis", "Predikat",
    "Keadaan", "Berkas",
)  # fmt: skip
WIDTHS: Final = (6, 46, 8, 20, 22, 9, 13, 14, 34, 40)
STYLES: Final = ("code", "text", "code", "text", "text", "number", "text_right", "text", "text",
                 "text")  # fmt: skip
DOMAIN: Final = ("No", "Instansi", "Tahun", "Indeks")
FEWEST: Final = 4
HEAT: Final = {"min_color": "#F8696B", "mid_color": "#FFEB84", "max_color": "#63BE7B"}

Row = tuple[Value, ...]


def write_ranking(page: Canvas, _: Workbook, batch: Batch) -> None:
    """Write `Peringkat`."""
    page.widths(*WIDTHS)
    page.headings(0, HEADINGS, ("Indeks", "Nilai persis"))
    row = 0
    for row, cells in enumerate((*ranked(page, batch), *without_index(page, batch)), start=1):
        for column, value in enumerate(cells):
            page.put(row, column, value, STYLES[column])
    page.table(row, len(HEADINGS))
    page.paper(page.label("batch_title"), landscape=True)


def ranked(page: Canvas, batch: Batch) -> Iterator[Row]:
    """Yield the rows of the scored sheets, an instrument at a time."""
    for ranking in rankings(batch):
        for position, (record, result) in enumerate(ranking.results(), start=1):
            yield (
                position,
                name_of(record),
                record.says("tahun"),
                record.says("tahap"),
                ranking.instrument.title,
                result.total.rounded,
                exact_text(result.total.index),
                result.predicate.name,
                assumed_in(page, record),
                record.file,
            )


def assumed_in(page: Canvas, record: Record) -> str | None:
    """Say how many levels of a sheet are assumed."""
    count = len(record.assumed)
    return page.label("batch_assumed", count=count) if count else None


def without_index(page: Canvas, batch: Batch) -> Iterator[Row]:
    """Yield the rows of the others."""
    for record in unscored(batch):
        instrument = batch.instruments.get(record.instrument or "")
        title = instrument.title if instrument else None
        said = (record.says("tahun"), record.says("tahap"))
        why = why_unscored(record, page.words)
        yield ("-", name_of(record), *said, title, None, None, None, why, record.file)


def write_domains(page: Canvas, _: Workbook, batch: Batch) -> None:
    """Write `Domain`: the index of every part, coloured by a scale that never moves."""
    page.widths(6, 46, 8, 9, *[16] * 12)
    row = 0
    for ranking in rankings(batch):
        row = write_heat(page, ranking, row) + 1
    page.sheet.freeze_panes(1, 2)
    page.sheet.repeat_rows(0)
    page.paper(page.label("batch_title"), landscape=True)


def write_heat(page: Canvas, ranking: Ranking, row: int) -> int:
    """Write the parts of the sheets of one instrument; return the row below."""
    heads = [f"{code} {name}" for code, name in part_heads(ranking.instrument)]
    page.headings(row, (*DOMAIN, *heads), ("Indeks", *heads))
    for position, (record, result) in enumerate(ranking.results(), start=1):
        cells: Row = (position, name_of(record), record.says("tahun"), result.total.rounded)
        parts = (score.rounded for score in parts_of(result))
        for column, value in enumerate((*cells, *parts)):
            page.put(row + position, column, value, style_of(column))
    last = row + len(ranking.records)
    heat(page, ranking, (row + 1, last), FEWEST + len(heads) - 1)
    return last + 2


def style_of(column: int) -> str:
    """Return the style of a column of `Domain`."""
    return ("code", "text", "code")[column] if column < FEWEST - 1 else "number"


def heat(page: Canvas, ranking: Ranking, rows: tuple[int, int], last: int) -> None:
    """Colour the parts from the lowest to the highest level of the scale."""
    lowest, highest = ranking.instrument.lowest, ranking.instrument.highest
    ends = {"min_value": lowest, "mid_value": middle(lowest, highest), "max_value": highest}
    kinds = {"min_type": "num", "mid_type": "num", "max_type": "num"}
    rule = {"type": "3_color_scale", **kinds, **ends, **HEAT}
    page.sheet.conditional_format(rows[0], FEWEST, rows[1], last, rule)
    facts = {"lowest": lowest, "highest": highest}
    page.put(rows[1] + 1, 1, page.label("batch_heat", **facts), "grey_line")


def middle(lowest: int, highest: int) -> float:
    """Return the middle of a scale, as a whole number where it is one."""
    half, rest = divmod(lowest + highest, 2)
    return half + 0.5 if rest else half
