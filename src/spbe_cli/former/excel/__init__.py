"""The report `hasil.xlsx`: a page to print, the levels, strengths and tasks, the rest.

One module per sheet.  Values are stored as values, so that previews and phones show them;
only `Perhitungan` holds formulas, each with its value.  All text goes through `Canvas`, which
never lets it become a formula.  The document carries fixed dates: same input, same bytes.
"""

from io import BytesIO

from spbe_cli.former import Page
from spbe_cli.former.about import commands
from spbe_cli.former.excel import about, calculation, findings, indicators, standing, summary
from spbe_cli.former.excel.book import MARK, SUMMARY, workbook
from spbe_cli.former.excel.canvas import Canvas
from spbe_cli.former.excel.graphs import Graphs
from spbe_cli.former.excel.parts import write_part
from spbe_cli.former.excel.styles import STYLES
from spbe_cli.sheet.assess import Assessment

__all__ = ["MARK", "report"]


def report(assessment: Assessment, page: Page) -> bytes:
    """Write a scored or a partial assessment as a workbook."""
    content = BytesIO()
    with workbook(content, "hasil", assessment.file) as book:
        whole = assessment.result is not None
        parts = standing.standing(assessment, page.words) if whole else {}
        known = {**STYLES, **standing.looks(parts)}
        formats = {name: book.add_format(dict(style)) for name, style in known.items()}

        def sheet(name: str) -> Canvas:
            return Canvas(book.add_worksheet(name), formats, page.words)

        if assessment.result is None:
            summary.write_partial(sheet(SUMMARY), assessment)
        else:
            summary.write(sheet(SUMMARY), book, assessment)
        indicators.write(sheet("Indikator"), assessment)
        for name, blocks in parts.items():
            write_part(sheet(name), blocks, Graphs(book, ""), assessment.file)
        findings.write(sheet("Temuan"), assessment)
        if whole:
            calculation.write(sheet("Perhitungan"), assessment)
        about.write(sheet("Tentang"), assessment, commands(page))
    return content.getvalue()
