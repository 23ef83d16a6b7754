"""The sheet `Temuan`: every finding with its place, what stands there and what to do."""

from typing import Final

from spbe_cli.findings import Finding
from spbe_cli.former.excel.canvas import Canvas, Value
from spbe_cli.former.excel.indicators import number
from spbe_cli.sheet.assess import Assessment

HEADINGS: Final = (
    "Berat",
    "Kode",
    "Lembar",
    "Sel",
    "Indikator",
    "Tertulis",
    "Temuan",
    "Perbaikan",
)
WIDTHS: Final = (17, 8, 14, 8, 10, 26, 52, 52)


def write(page: Canvas, assessment: Assessment) -> None:
    """Write the sheet."""
    page.widths(*WIDTHS)
    page.headings(0, HEADINGS)
    for line, finding in enumerate(assessment.findings, start=1):
        for column, value in enumerate(row_of(page, finding)):
            page.put(line, column, value, "top")
    if not assessment.findings:
        page.put(1, 0, page.label("no_findings"), "plain_line")
    page.table(len(assessment.findings), len(HEADINGS))
    page.paper(assessment.file, landscape=True)


def row_of(page: Canvas, finding: Finding) -> tuple[Value, ...]:
    """Return what stands in the row of a finding."""
    fact, remedy = page.words.sentence(finding)
    return (
        page.label(finding.severity),
        finding.code,
        finding.place.sheet,
        finding.place.cell,
        number(finding.indicator) if finding.indicator else None,
        page.words.found(finding),
        capital(fact),
        capital(remedy),
    )


def capital(text: str) -> str:
    """Begin a sentence with a capital letter."""
    return text[:1].upper() + text[1:]
