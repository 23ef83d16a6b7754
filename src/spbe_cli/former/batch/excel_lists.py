"""The sheets `Perangkat Daerah`, `Temuan` and `Tentang`: who, what, and from which files."""

from collections.abc import Iterator
from typing import Final

from xlsxwriter import Workbook

from spbe_cli import __version__
from spbe_cli.batch.agencies import Unit
from spbe_cli.batch.run import Batch
from spbe_cli.findings import Finding
from spbe_cli.former.batch import told
from spbe_cli.former.batch.ranking import name_of
from spbe_cli.former.excel.canvas import Canvas, Value
from spbe_cli.former.excel.findings import row_of

AGENCIES: Final = (
    "Perangkat Daerah", "Terisi", "Diminta", "Wajib", "Periksa", "Keadaan", "Berkas",
)  # fmt: skip
FINDINGS: Final = (
    "Perangkat Daerah / Instansi", "Berkas", "Berat", "Kode", "Lembar", "Sel", "Indikator",
    "Tertulis", "Temuan", "Perbaikan",
)  # fmt: skip
ANSWERS: Final = 2
"""The columns up to this one count answers."""
SOURCES: Final = ("Berkas", "Keadaan", "Sidik (SHA-256)")
STATUS: Final = {"scored": "batch_scored", "partial": "batch_partial", "invalid": "batch_invalid"}

Row = tuple[Value, ...]


def write_agencies(page: Canvas, _: Workbook, batch: Batch) -> None:
    """Write `Perangkat Daerah`: how far everybody is, those that need work first."""
    page.widths(46, 10, 10, 10, 10, 26, 44)
    page.headings(0, AGENCIES, AGENCIES[1:5])
    units = batch.agencies.units if batch.agencies else ()
    for row, unit in enumerate(units, start=1):
        page.put(row, 0, unit.name)
        for column, number in enumerate(numbers(unit), start=1):
            page.put(row, column, number, "text_right")
        page.put(row, 5, told.state(unit, page.words))
        page.put(row, 6, ", ".join(record.file for record in unit.records))
    below = len(units) + 1
    page.put(below, 0, told.agency_count(units, page.words), "total_text")
    for column in range(1, 5):
        added = told.counted(units) if column <= ANSWERS else units
        total = sum(numbers(unit)[column - 1] or 0 for unit in added)
        page.put(below, column, total, "total_text")
    page.table(len(units), len(AGENCIES))
    page.paper(page.label("batch_title"), landscape=True)


def numbers(unit: Unit) -> tuple[int | None, ...]:
    """Return what is counted of an agency: None where there is nothing to count."""
    errors, warnings = (unit.errors, unit.warnings) if unit.records else (None, None)
    return unit.answered, unit.asked, errors, warnings


def write_findings(page: Canvas, _: Workbook, batch: Batch) -> None:
    """Write `Temuan`: every finding with file and cell, to be filtered by agency."""
    page.widths(34, 34, 17, 8, 14, 8, 10, 24, 50, 50)
    page.headings(0, FINDINGS)
    row = 0
    for row, (owner, finding) in enumerate(owned(batch), start=1):
        for column, value in enumerate(finding_cells(page, owner, finding)):
            page.put(row, column, value, "top")
    if not row:
        page.put(1, 0, page.label("no_findings"), "plain_line")
    page.table(row, len(FINDINGS))
    page.paper(page.label("batch_title"), landscape=True)


def owned(batch: Batch) -> Iterator[tuple[str | None, Finding]]:
    """Yield every finding with whose it is; those about the sheets together are nobody's."""
    units = batch.agencies.units if batch.agencies else ()
    called = {record.file: unit.name for unit in units for record in unit.records}
    for record in batch.used:
        for finding in record.findings:
            yield called.get(record.file) or name_of(record), finding
    for finding in batch.findings:
        yield None, finding


def finding_cells(page: Canvas, owner: str | None, finding: Finding) -> Row:
    """Return what stands in the row of a finding."""
    return (owner, finding.place.file, *row_of(page, finding))


def write_sources(page: Canvas, _: Workbook, batch: Batch) -> None:
    """Write `Tentang`: by what and from which files this was made."""
    page.widths(60, 40, 68)
    page.put(0, 0, page.label("batch_about"), "title_line")
    facts = [(page.label("version"), f"spbe {__version__}", "")]
    for instrument in batch.instruments.values():
        title = f"{instrument.title} ({instrument.id})"
        facts.append((page.label("instrument"), title, instrument.sha256))
    row = 2
    for row, cells in enumerate(facts, start=2):
        for column, text in enumerate(cells):
            page.put(row, column, text, "plain")
    page.put(row + 1, 0, page.label("batch_note"), "grey_line")
    page.put(row + 3, 0, page.label("batch_sources"), "section")
    page.headings(row + 4, SOURCES)
    for line, record in enumerate(batch.records, start=row + 5):
        page.put(line, 0, record.file)
        page.put(line, 1, page.label(STATUS[record.status]))
        page.put(line, 2, record.sha256)
    page.paper(page.label("batch_title"), landscape=True)
