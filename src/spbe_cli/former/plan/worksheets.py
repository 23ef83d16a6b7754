"""The sheets of `rencana.xlsx` to hand out: what every agency must reach, by whom and when."""

from fractions import Fraction
from typing import Final

from spbe_cli.former.excel.canvas import Canvas
from spbe_cli.former.excel.indicators import number
from spbe_cli.former.plan import story
from spbe_cli.former.plan.story import Group
from spbe_cli.planning.plans import Change, Plan
from spbe_cli.weighing import Planned

UNASSIGNED: Final = "Belum ditugaskan"
HEADINGS: Final = (
    "No", "Indikator", "Sekarang", "Menjadi", "Kriteria yang harus dipenuhi", "Bukti yang lazim",
    "Tambah", "Penanggung jawab", "Tenggat", "Status",
)  # fmt: skip
WIDTHS: Final = (6, 26, 10, 9, 46, 36, 9, 20, 13, 13)
EXTRA_WIDTH: Final = 10
PHASE: Final = "Fase"
EFFORT: Final = "Upaya"
GAIN_COLUMN: Final = 6
STATUSES: Final = ("Belum mulai", "Berjalan", "Selesai")
TABLE: Final = 4
"""The row of the headings, counted from 0 as all rows here."""


def write_group(page: Canvas, planned: Planned, plan: Plan, group: Group) -> None:
    """Write the work list of one agency."""
    words, extras = page.words, extras_of(planned, plan)
    page.widths(*WIDTHS, *(EXTRA_WIDTH for _ in extras))
    title = words.label("plan.sheet_title", agency=group.agency or UNASSIGNED)
    if planned.assignment is None:
        title = words.label("plan.workbook_title")
    page.put(0, 0, title, "title_line")
    page.put(1, 0, story.heading(planned, plan, words), "grey_line")
    page.put(2, 0, words.label("plan.changed_sheet"), "grey_line")
    page.headings(TABLE, (*HEADINGS, *map(str, extras)), (HEADINGS[GAIN_COLUMN],))
    for row, change in enumerate(group.changes, start=TABLE + 1):
        write_change(page, planned, change, row)
        for column, value in enumerate(extras_of(planned, plan, change), start=len(HEADINGS)):
            page.put(row, column, value, "top_code" if isinstance(value, int) else "top_exact")
    last = TABLE + len(group.changes)
    status = len(HEADINGS) - 1
    choice = {"validate": "list", "source": list(STATUSES)}
    page.sheet.data_validation(TABLE + 1, status, last, status, choice)
    page.sheet.autofilter(TABLE, 0, last, len(HEADINGS) - 1 + len(extras))
    page.sheet.freeze_panes(TABLE + 1, 2)
    page.sheet.repeat_rows(TABLE)
    page.paper(planned.assessment.file, landscape=True)


def extras_of(
    planned: Planned, plan: Plan, change: Change | None = None
) -> list[str | Fraction | int]:
    """Return the heads of the columns that only some plans need, or what a change has there."""
    found: list[str | Fraction | int] = []
    if len(plan.phases) > 1:
        found.append(change.phase if change else PHASE)
    if planned.wish.efforts is not None:
        unit = f" ({planned.unit})" if planned.unit else ""
        found.append(whole(change.effort) if change else EFFORT + unit)
    return found


def whole(effort: Fraction) -> Fraction | int:
    """Return an effort, without decimals where it has none."""
    return int(effort) if effort.denominator == 1 else effort


def write_change(page: Canvas, planned: Planned, change: Change, row: int) -> None:
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
