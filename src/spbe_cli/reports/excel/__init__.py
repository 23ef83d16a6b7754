"""The report `hasil.xlsx`: a page to print, the levels, the findings, the calculation, the sources.

One module per sheet.  Values are stored as values, so that previews and phones show them;
only `Perhitungan` holds formulas, each with its value.  All text goes through `Canvas`, which
never lets it become a formula.  The document carries fixed dates: same input, same bytes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook

from spbe_cli.assessment import Assessment
from spbe_cli.reports import Page
from spbe_cli.reports.excel import about, calculation, findings, indicators, summary
from spbe_cli.reports.excel.canvas import Canvas, clean, file_name
from spbe_cli.reports.excel.styles import STYLES

__all__ = ["MARK", "report"]

MARK: Final = "spbe-report"
"""The custom property by which a reader knows a report; its value is the answer file."""

LONGEST_PROPERTY: Final = 255
WRITTEN: Final = datetime(2020, 1, 1, tzinfo=UTC)
OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def report(assessment: Assessment, page: Page) -> bytes:
    """Write a scored or a partial assessment as a workbook."""
    content = BytesIO()
    with workbook(content, assessment) as book:
        formats = {name: book.add_format(dict(style)) for name, style in STYLES.items()}

        def sheet(name: str) -> Canvas:
            return Canvas(book.add_worksheet(name), formats, page.words)

        if assessment.result is None:
            summary.write_partial(sheet("Ringkasan"), assessment)
        else:
            summary.write(sheet("Ringkasan"), book, assessment)
        indicators.write(sheet("Indikator"), assessment)
        findings.write(sheet("Temuan"), assessment)
        if assessment.result is not None:
            calculation.write(sheet("Perhitungan"), assessment)
        about.write(sheet("Tentang"), assessment)
    return content.getvalue()


@contextmanager
def workbook(content: BytesIO, assessment: Assessment) -> Iterator[Workbook]:
    """Open a workbook that says what it is, and write it out at the end."""
    book = Workbook(content, OPTIONS)
    name = file_name(assessment.file)
    book.set_properties({"title": "hasil", "comments": "spbe", "created": WRITTEN})
    book.set_custom_property(MARK, clean(name, LONGEST_PROPERTY), "text")
    yield book
    book.close()
