"""The sheet `Ringkasan`: one page of A4 that can be printed for the head of the office as it is.

What is read first stands first: whose number, the number and its word, how far the next
word is, which part pulls down, which indicators stand lowest, what to bear in mind.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from xlsxwriter import Workbook

from spbe_cli.former.excel import charts, statements
from spbe_cli.former.excel.canvas import Canvas
from spbe_cli.former.excel.styles import BAR, band_style
from spbe_cli.instrument import Instrument
from spbe_cli.reports.levels import answered, by_level, strong, weak
from spbe_cli.reports.statements import exact as exact_number
from spbe_cli.reports.statements import parts, supplied, title
from spbe_cli.scoring import IndexResult
from spbe_cli.sheet.assess import Assessment

WIDTHS: Final = (7, 47, 10, 10, 22)
LAST: Final = len(WIDTHS) - 1
WHOLE: Final = (0, LAST)
PIXELS: Final = sum(int(width * 7 + 5) for width in WIDTHS)
NAMES: Final = "Domain dan aspek", "Aspek"
NUMBERS: Final = "Bobot (%)", "Indeks"
TABLE: Final = 7
"""The row of the headings of the table, counted from 0 as all rows here."""


def write(page: Canvas, book: Workbook, assessment: Assessment) -> None:
    """Write the page of a scored sheet."""
    instrument, result = assessment.instrument, assessment.result
    assert instrument is not None  # noqa: S101  a scored sheet has all this
    assert result is not None  # noqa: S101
    write_head(page, assessment, instrument, instrument.index_name)
    write_index(page, instrument, result)
    page.line(4, WHOLE, statements.distance(page.words, instrument, result), "strong")
    page.line(5, WHOLE, statements.bands(page, instrument), "grey")
    write_reservations(page, assessment, 6)
    row = write_table(page, instrument, result)
    page.sheet.set_row(row, 6)
    charts.write(page, book, instrument, row + 1, PIXELS)
    known = answered(result, assessment.sheet) if assessment.sheet else result
    row = write_levels(page, instrument, known, row + 2)
    exact = exact_number(result.total.index, page.words)
    notes = (*statements.notes(page, assessment.findings), page.label("exact_value", exact=exact))
    finish(page, assessment, row, notes)


def write_head(page: Canvas, assessment: Assessment, instrument: Instrument, name: str) -> None:
    """Write whose result this is and where it comes from."""
    page.widths(*WIDTHS)
    page.line(0, WHOLE, title(assessment, name), "title")
    page.line(1, WHOLE, statements.subtitle(page, assessment, instrument), "grey")
    page.sheet.set_row(2, 6)


def write_index(page: Canvas, instrument: Instrument, result: IndexResult) -> None:
    """Write the number, and its word on the colour of the word."""
    page.sheet.set_row(3, 54)
    page.merge(3, (0, 1), Fraction(result.total.rounded), "index")
    position = instrument.predicates.index(result.predicate)
    style = band_style(position, len(instrument.predicates))
    page.merge(3, (2, LAST), result.predicate.name, style)


def write_reservations(page: Canvas, assessment: Assessment, row: int) -> None:
    """Write what must be known before the number is used, or leave a little room."""
    text = statements.reservations(page, assessment)
    if text:
        page.line(row, WHOLE, text, "alert")
    else:
        page.sheet.set_row(row, 6)


def write_table(page: Canvas, instrument: Instrument, result: IndexResult) -> int:
    """Write domains, aspects and the whole with bars; return the row below."""
    scale = f"0 - {instrument.highest}"
    page.headings(TABLE, ("Kode", NAMES[not result.domains], *NUMBERS), NUMBERS)
    page.put(TABLE, 4, scale, "heading_center")
    row = TABLE
    for row, (score, kind) in enumerate(parts(result), start=TABLE + 1):
        code = "" if kind == "total" else score.code
        page.put(row, 0, code, f"{kind}_text")
        page.put(row, 1, score.name, f"{kind}_text")
        page.put(row, 2, score.weight, f"{kind}_number")
        for column in (3, 4):
            page.put(row, column, Fraction(score.rounded), f"{kind}_number")
    bar = {
        "type": "data_bar",
        "data_bar_2010": True,
        "bar_only": True,
        "bar_solid": True,
        "bar_color": f"#{BAR}",
        "min_type": "num",
        "max_type": "num",
        "min_value": 0,
        "max_value": instrument.highest,
    }
    page.sheet.conditional_format(TABLE + 1, 4, row, 4, bar)
    return row + 1


def write_levels(page: Canvas, instrument: Instrument, result: IndexResult, row: int) -> int:
    """Write weaknesses and strengths by level; return the row below."""
    groups = by_level(instrument, result, page.words)
    low = {level: names for level, names in groups.items() if weak(instrument, Fraction(level))}
    high = {level: names for level, names in groups.items() if strong(instrument, Fraction(level))}
    weaknesses = statements.level_lists(page, low, down=False)
    strengths = statements.level_lists(page, high, down=True)
    row = write_section(page, row, page.label("weaknesses"), weaknesses)
    return write_section(page, row, page.label("strengths"), strengths)


def write_section(page: Canvas, row: int, heading: str, texts: Iterable[str]) -> int:
    """Write a heading and the lines under it; return the row below."""
    page.sheet.set_row(row, 21)
    page.put(row, 0, heading, "section")
    for text in list(texts) or [page.label("none")]:
        row += 1
        page.line(row, WHOLE, text)
    return row + 1


def finish(page: Canvas, assessment: Assessment, row: int, notes: Iterable[str]) -> None:
    """Write what to bear in mind, and make one page of it all."""
    row = write_section(page, row, page.label("notes"), notes)
    page.sheet.hide_gridlines(2)
    page.sheet.print_area(0, 0, row - 1, LAST)
    page.sheet.center_horizontally()
    page.paper(assessment.file, pages=1)
    page.sheet.activate()


def write_partial(page: Canvas, assessment: Assessment) -> None:
    """Write the page of a partial sheet: it has no index yet, and says why."""
    instrument, sheet = assessment.instrument, assessment.sheet
    assert instrument is not None  # noqa: S101  a partial sheet has all this
    assert sheet is not None  # noqa: S101
    write_head(page, assessment, instrument, page.label("partial_title"))
    required = instrument.required_rows()
    count = sum(row in sheet.answers for row in required)
    page.line(3, WHOLE, page.label("partial", count=count, total=len(required)), "strong")
    page.line(4, WHOLE, page.label("index_after_merging"), "plain")
    row = 4
    for row, text in enumerate(supplied(sheet, page.words), start=5):
        page.line(row, WHOLE, text, "alert")
    finish(page, assessment, row + 2, statements.notes(page, assessment.findings))
