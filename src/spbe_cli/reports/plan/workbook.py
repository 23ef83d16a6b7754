"""The work list `rencana.xlsx`: a summary, and for every agency a sheet to hand out.

Built like the report `hasil.xlsx`: all text goes through `Canvas`, the document carries fixed
dates and the mark by which a reader knows that it is no answer sheet.
"""

from io import BytesIO
from typing import Final

from spbe_cli.planning.plans import Change, Plan
from spbe_cli.reports import Page
from spbe_cli.reports.excel.book import SUMMARY, workbook
from spbe_cli.reports.excel.canvas import Canvas
from spbe_cli.reports.excel.indicators import number
from spbe_cli.reports.excel.names import sheet_names
from spbe_cli.reports.excel.styles import STYLES, cell
from spbe_cli.reports.plan import story
from spbe_cli.reports.plan.story import Group
from spbe_cli.weighing import Planned

WORK_LIST: Final = "Rencana"
UNASSIGNED: Final = "Belum ditugaskan"

HEADINGS: Final = (
    "No", "Indikator", "Sekarang", "Menjadi", "Kriteria yang harus dipenuhi", "Bukti yang lazim",
    "Tambah", "Penanggung jawab", "Tenggat", "Status",
)  # fmt: skip
WIDTHS: Final = (6, 26, 10, 9, 46, 36, 9, 20, 13, 13)
PHASE: Final = "Fase"
GAIN_COLUMN: Final = 6
STATUSES: Final = ("Belum mulai", "Berjalan", "Selesai")
TABLE: Final = 4
"""The row of the headings, counted from 0 as all rows here."""

SUMMARY_WIDTHS: Final = (34, 10, 12, 32)
SUMMARY_HEADS: Final = ("Perangkat daerah", "Indikator", "Tambah", "Lembar")
PHASE_HEADS: Final = ("Fase", "Indikator", "Indeks", "Predikat")
WHOLE: Final = (0, len(SUMMARY_WIDTHS) - 1)
OWN_STYLES: Final = {
    "top_gain": cell(num_format="+0.0000", valign="top"),
    "gain": cell(num_format="+0.0000"),
    "total_gain": cell(num_format="+0.0000", bold=True, top=2),
    "date": cell(num_format="dd/mm/yyyy", valign="top", text_wrap=True),
}


def report(planned: Planned, page: Page) -> bytes:
    """Write the best plan as a workbook."""
    plan, content = planned.plans[0], BytesIO()
    with workbook(content, "rencana", planned.assessment.file) as book:
        styles = {**STYLES, **OWN_STYLES}
        formats = {name: book.add_format(dict(style)) for name, style in styles.items()}
        named = sheets_of(planned, plan)
        summary = Canvas(book.add_worksheet(SUMMARY), formats, page.words)
        write_summary(summary, planned, plan, named)
        for sheet, group in named:
            canvas = Canvas(book.add_worksheet(sheet), formats, page.words)
            write_group(canvas, planned, plan, group)
    return content.getvalue()


def sheets_of(planned: Planned, plan: Plan) -> list[tuple[str, Group]]:
    """Return the changes of every agency with the name of their sheet."""
    found = story.groups(planned, plan.changes)
    alone = planned.assignment is None
    texts = [WORK_LIST if alone else group.agency or UNASSIGNED for group in found]
    return list(zip(sheet_names(texts), found, strict=True))


def write_summary(
    page: Canvas, planned: Planned, plan: Plan, named: list[tuple[str, Group]]
) -> None:
    """Write what the plan leads to, and who has how much to do."""
    words = page.words
    page.widths(*SUMMARY_WIDTHS)
    page.line(0, WHOLE, words.label("plan.workbook_title"), "title")
    page.line(1, WHOLE, story.heading(planned, plan, words), "grey")
    said = [said_first(planned, plan, page), story.caution(planned, plan, words)]
    row = 3
    for text in filter(None, said):
        page.line(row, WHOLE, text, "strong")
        row += 1
    if len(plan.phases) > 1:
        row = write_phases(page, plan, row + 1)
    write_agencies(page, plan, named, row + 1)
    page.sheet.hide_gridlines(2)
    page.paper(planned.assessment.file)
    page.sheet.activate()


def said_first(planned: Planned, plan: Plan, page: Canvas) -> str:
    """Return what the plan leads to, or that there is nothing to raise."""
    if plan.changes:
        return story.summary(planned, plan, page.words)
    if planned.goal.target is None:
        return page.words.label("plan.nothing")
    return story.reached_already(planned, page.words)


def write_phases(page: Canvas, plan: Plan, row: int) -> int:
    """Write the index after every phase; return the row below."""
    page.headings(row, PHASE_HEADS, ("Indikator", "Indeks"))
    for phase in plan.phases:
        row += 1
        page.put(row, 0, phase.number, "code")
        page.put(row, 1, len(phase.changes), "text_right")
        page.put(row, 2, phase.after.total.rounded, "number")
        page.put(row, 3, phase.after.predicate.name)
    return row + 1


def write_agencies(page: Canvas, plan: Plan, named: list[tuple[str, Group]], row: int) -> None:
    """Write one row for every sheet, with a link to it."""
    page.headings(row, SUMMARY_HEADS, ("Indikator", "Tambah"))
    for sheet, group in named:
        row += 1
        page.put(row, 0, group.agency or sheet)
        page.put(row, 1, len({change.row for change in group.changes}), "text_right")
        page.put(row, 2, group.gain, "gain")
        quoted = sheet.replace("'", "''")
        look = page.formats["text"]
        page.sheet.write_url(row, 3, f"internal:'{quoted}'!A1", look, sheet)
    row += 1
    page.put(row, 0, "Jumlah", "total_text")
    page.put(row, 1, len({change.row for change in plan.changes}), "total_text")
    page.put(row, 2, plan.gain, "total_gain")
    page.put(row, 3, "", "total_text")


def write_group(page: Canvas, planned: Planned, plan: Plan, group: Group) -> None:
    """Write the work list of one agency."""
    words, phased = page.words, len(plan.phases) > 1
    page.widths(*WIDTHS, *([8] if phased else []))
    title = words.label("plan.sheet_title", agency=group.agency or UNASSIGNED)
    if planned.assignment is None:
        title = words.label("plan.workbook_title")
    page.put(0, 0, title, "title_line")
    page.put(1, 0, story.heading(planned, plan, words), "grey_line")
    page.put(2, 0, words.label("plan.changed_sheet"), "grey_line")
    page.headings(TABLE, (*HEADINGS, PHASE) if phased else HEADINGS, ("Tambah",))
    for row, change in enumerate(group.changes, start=TABLE + 1):
        write_change(page, planned, change, row, phased=phased)
    last = TABLE + len(group.changes)
    status = len(HEADINGS) - 1
    choice = {"validate": "list", "source": list(STATUSES)}
    page.sheet.data_validation(TABLE + 1, status, last, status, choice)
    page.sheet.autofilter(TABLE, 0, last, len(HEADINGS) - 1 + phased)
    page.sheet.freeze_panes(TABLE + 1, 2)
    page.sheet.repeat_rows(TABLE)
    page.paper(planned.assessment.file, landscape=True)


def write_change(page: Canvas, planned: Planned, change: Change, row: int, *, phased: bool) -> None:
    """Write what one indicator must reach; who, when and how far is left open."""
    instrument = story.instrument_of(planned)
    page.put(row, 0, number(change.row), "top_code")
    page.put(row, 1, instrument.rows()[change.row].short, "top")
    page.put(row, 2, change.start, "level")
    page.put(row, 3, change.end, "level")
    page.put(row, 4, story.criteria(instrument, change, page.words), "top")
    page.put(row, 5, story.evidence(instrument, change), "top")
    page.put(row, GAIN_COLUMN, change.gain, "top_gain")
    for column, style in enumerate(("top", "date", "top"), start=GAIN_COLUMN + 1):
        page.put(row, column, None, style)
    if phased:
        page.put(row, len(HEADINGS), change.phase, "top_code")
