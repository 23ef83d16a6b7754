"""The work list `rencana.xlsx`: a summary, a sheet to hand out for every agency, and the report.

Built like the report `hasil.xlsx`: all text goes through `Canvas`, the document carries fixed
dates and the mark by which a reader knows that it is no answer sheet.
"""

from io import BytesIO
from typing import Final

from spbe_cli.former import Page, changed, passages
from spbe_cli.former.about import about
from spbe_cli.former.document import Document, Drawing
from spbe_cli.former.excel.book import SUMMARY, workbook
from spbe_cli.former.excel.canvas import Canvas
from spbe_cli.former.excel.document import Binder, Section, write_numbers, write_sections
from spbe_cli.former.excel.graphs import Graphs
from spbe_cli.former.excel.looks import styles as looks
from spbe_cli.former.excel.names import sheet_names
from spbe_cli.former.excel.parts import PIXELS
from spbe_cli.former.excel.styles import cell
from spbe_cli.former.plan import document, story
from spbe_cli.former.plan.story import Group
from spbe_cli.former.plan.worksheets import UNASSIGNED, whole, write_group
from spbe_cli.planning.plans import Plan
from spbe_cli.planning.reach import above_bound
from spbe_cli.weighing import Planned
from spbe_cli.words import Words

WORK_LIST: Final = "Rencana"
DATA: Final = "Data grafik"
SUMMARY_WIDTHS: Final = (34, 10, 12, 30, 13, 10)
SUMMARY_HEADS: Final = ("Perangkat daerah", "Indikator", "Tambah", "Lembar")
PHASE_HEADS: Final = ("Fase", "Indikator", "Indeks", "Predikat", "Di atas batas", "Upaya")
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
        parts = parts_of(planned, plan, page)
        blocks = tuple(block for part in parts for block in part.blocks)
        drawn = scale(planned, plan, page.words) if plan.changes else None
        styles = {**looks(Document("", "", (*blocks, *filter(None, [drawn])))), **OWN_STYLES}
        formats = {name: book.add_format(dict(style)) for name, style in styles.items()}
        groups = story.groups(planned, plan.changes)
        *names, data = sheet_names([*sheets_of(planned, groups), *(p.name for p in parts), DATA])
        graphs = Graphs(book, data)
        binder = Binder(book, formats, page.words, graphs, planned.assessment.file)
        named = list(zip(names, groups, strict=False))
        write_summary(binder, planned, plan, named, drawn)
        for sheet, group in named:
            write_group(binder.sheet(sheet), planned, plan, group)
        write_sections(binder, parts, names[len(groups) :])
        write_numbers(binder)
    return content.getvalue()


def parts_of(planned: Planned, plan: Plan, page: Page) -> list[Section]:
    """Return what else the report says: domains and aspects, equally light plans, findings."""
    words = page.words
    found = {
        "Domain dan aspek": document.parts(plan, words) if plan.changes else (),
        "Rencana lain": document.others(planned, words) if plan.changes else (),
        "Temuan": passages.findings(planned.findings, words),
        "Tentang": about((passages.named(planned.assessment),), page),
    }
    whole = ((name, tuple(blocks)) for name, blocks in found.items())
    return [Section(name, blocks) for name, blocks in whole if blocks]


def scale(planned: Planned, plan: Plan, words: Words) -> Drawing:
    """Return the index now and after the plan as a drawing."""
    ends, names = (plan.before, plan.after), document.now_and_then(words)
    return changed.scale_drawing(ends, names, story.instrument_of(planned), words)


def sheets_of(planned: Planned, groups: list[Group]) -> list[str]:
    """Return the names of the sheets to hand out."""
    alone = planned.assignment is None
    return [WORK_LIST if alone else group.agency or UNASSIGNED for group in groups]


def write_summary(
    binder: Binder,
    planned: Planned,
    plan: Plan,
    named: list[tuple[str, Group]],
    drawn: Drawing | None,
) -> None:
    """Write what the plan leads to, and who has how much to do."""
    page, words = binder.sheet(SUMMARY), binder.words
    page.widths(*SUMMARY_WIDTHS)
    page.line(0, WHOLE, words.label("plan.workbook_title"), "title")
    page.line(1, WHOLE, story.heading(planned, plan, words), "grey")
    cautions = passages.caveats(planned.assessment, words)
    said = [said_first(planned, plan, page), story.caution(planned, plan, words)]
    row = 3
    for text, look in [*((t, "strong") for t in said), *((t, "alert") for t in cautions)]:
        if text:
            page.line(row, WHOLE, text, look)
            row += 1
    if drawn and drawn.chart:
        binder.graphs.insert(page, row, drawn.chart, sum(SUMMARY_WIDTHS) * PIXELS)
        row += 1
    if len(plan.phases) > 1:
        row = write_phases(page, planned, plan, row + 1)
    write_agencies(page, plan, named, row + 1)
    page.sheet.hide_gridlines(2)
    page.paper(planned.assessment.file)
    page.sheet.activate()


def said_first(planned: Planned, plan: Plan, page: Canvas) -> str:
    """Return what the plan leads to, or that there is nothing to raise."""
    if plan.changes:
        return story.summary(planned, plan, page.words)
    return story.unchanged(planned, page.words)


def write_phases(page: Canvas, planned: Planned, plan: Plan, row: int) -> int:
    """Write index, margin and effort after every phase; return the row below."""
    page.headings(row, PHASE_HEADS, ("Indikator", "Indeks", "Di atas batas", "Upaya"))
    for phase in plan.phases:
        row += 1
        page.put(row, 0, phase.number, "code")
        page.put(row, 1, len(phase.changes), "text_right")
        page.put(row, 2, phase.after.total.rounded, "number")
        page.put(row, 3, phase.after.predicate.name)
        page.put(row, 4, above_bound(story.instrument_of(planned), phase), "gain")
        effort = whole(phase.effort)
        page.put(row, 5, effort, "text_right" if isinstance(effort, int) else "exact")
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
