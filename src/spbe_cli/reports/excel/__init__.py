"""The report `hasil.xlsx`: a page to print, the levels, the findings, the calculation, the sources.

One module per sheet.  Values are stored as values, so that previews and phones show them;
only `Perhitungan` holds formulas, each with its value.  All text goes through `Canvas`, which
never lets it become a formula.  The document carries fixed dates: same input, same bytes.
"""

from io import BytesIO

from spbe_cli.assessment import Assessment
from spbe_cli.reports import Page
from spbe_cli.reports.excel import about, calculation, findings, indicators, summary
from spbe_cli.reports.excel.book import MARK, SUMMARY, workbook
from spbe_cli.reports.excel.canvas import Canvas
from spbe_cli.reports.excel.styles import STYLES

__all__ = ["MARK", "report"]


def report(assessment: Assessment, page: Page) -> bytes:
    """Write a scored or a partial assessment as a workbook."""
    content = BytesIO()
    with workbook(content, "hasil", assessment.file) as book:
        formats = {name: book.add_format(dict(style)) for name, style in STYLES.items()}

        def sheet(name: str) -> Canvas:
            return Canvas(book.add_worksheet(name), formats, page.words)

        if assessment.result is None:
            summary.write_partial(sheet(SUMMARY), assessment)
        else:
            summary.write(sheet(SUMMARY), book, assessment)
        indicators.write(sheet("Indikator"), assessment)
        findings.write(sheet("Temuan"), assessment)
        if assessment.result is not None:
            calculation.write(sheet("Perhitungan"), assessment)
        about.write(sheet("Tentang"), assessment)
    return content.getvalue()
