"""Writes answer files: Jawaban and Bukti, and the sheets around them.

The same layout gives the same bytes.  No heading of Kriteria and no row of Sumber may be what the
reader takes for a number and a level, or there would be two tables of answers.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from io import BytesIO
from itertools import pairwise
from typing import Final

from xlsxwriter import Workbook

from spbe_cli.answers import NONE_ASKED, STAGES
from spbe_cli.findings import Choices, Numbers
from spbe_cli.instrument import Capability, Instrument
from spbe_cli.words import clean
from spbe_cli.xlsx import form_layout as form
from spbe_cli.xlsx import styles
from spbe_cli.xlsx.form_answers import write_answers, write_items
from spbe_cli.xlsx.form_layout import (
    BETWEEN,
    MISSING,
    WORDS,
    FormLine,
    Layout,
    TemplateRequest,
    said,
)
from spbe_cli.xlsx.reading import SOURCE_HEADINGS, SOURCE_ROW, SOURCES
from spbe_cli.xlsx.styles import OPTIONS, WRITTEN, Page, Style, choices
from spbe_cli.xlsx.tables import ITEMS_SHEET


def _write_guide(page: Page, layout: Layout) -> None:
    page.sheet.hide_gridlines(2)
    page.sheet.set_column("A:A", 4)
    page.sheet.set_column("B:B", 96)
    request, instrument, shown = layout.request, layout.instrument, layout.asked
    total = len(instrument.required_rows())
    asked = said("asked_whole", total=total)
    if not shown:
        numbers = _ranges([line.number for line in layout.blocks])
        asked = said("asked_evidence", numbers=numbers)
    elif len(shown) < total:
        asked = said("asked_some", count=len(shown), total=total, numbers=_ranges(shown))
    secondary = WORDS.label("source.secondary") if instrument.secondary else ""
    page.write("A1", said("file", subject=layout.subject), styles.TITLE)
    page.write("A2", BETWEEN.join(filter(None, (request.agency, request.institution))))
    covered = BETWEEN.join(filter(None, (instrument.title, asked, secondary)))
    page.write("A3", covered, styles.GREY)
    page.write("A4", layout.reply, styles.BOLD, styles.RED)
    row = _write_list(page, 6, said("how"), enumerate(_steps(layout), start=1))
    never = (("-", text) for text in said("please_do_not").splitlines())
    row = _write_list(page, row, said("please_do_not_title"), never)
    _write_list(page, row, said("levels_mean"), (("", t) for t in _level_meanings(layout)))
    page.finish(landscape=False)


def _ranges(codes: Sequence[str]) -> str:
    return WORDS.in_full().show(Numbers(tuple(codes)))


def _write_list(page: Page, row: int, title: str, items: Iterable[tuple[int | str, str]]) -> int:
    """Write a list with its title; return the row of the next one."""
    page.write(f"A{row}", title, styles.BOLD, {"font_size": 13})
    for mark, text in items:
        row += 1
        if mark:
            page.write(f"A{row}", mark, {"align": "right"})
        page.write(f"B{row}", text, styles.WRAPPED)
    return row + 2


def _level_meanings(layout: Layout) -> Iterator[str]:
    groups: dict[str, list[Capability]] = {}
    for line in layout.blocks:
        kind = line.indicator.capability
        levels = sorted(kind.level_names.items())
        named = ", ".join(f"{number} {name or MISSING}" for number, name in levels)
        unnamed = said("levels_unnamed", missing=MISSING)
        known = named if any(kind.level_names.values()) else unnamed
        alike = groups.setdefault(known, [])
        if kind not in alike:
            alike.append(kind)
    for names, kinds in groups.items():
        codes = [one.code for one in layout.instrument.indicators() if one.capability in kinds]
        # One list: only the first label keeps its capital.
        first, *others = (kind.label for kind in kinds)
        label = ", ".join((first, *(one[0].lower() + one[1:] for one in others)))
        label = label.replace(" dan ", ", ") if others else label
        yield said("levels_of", label=label, numbers=_ranges(codes), names=names)


def _steps(layout: Layout) -> Iterator[str]:
    yield said("step.marked", colours=said("colours")) if layout.marks else said("step.blank")
    yield said("step.identity")
    if layout.asked:
        yield from _levels_steps(layout)
    if any(line.support for line in layout.lines):
        yield said("step.support")
    prompt = [said("step.criteria_prompt")] if layout.asked else []
    yield " ".join([*prompt, said("step.criteria")])
    yield said("step.evidence", year=_with_year(layout.request, "-"))
    yield said("step.explanation")
    if layout.items:
        yield said("step.items")
    shown = ", ".join(column.heading for column in layout.columns if not column.open)
    if shown:
        yield said("step.shown", headings=shown)
    for column in layout.columns:
        if column.open:
            yield said("step.justification", heading=column.heading)
    ready = "step.optional" if layout.has_optional_rows else "step.ready"
    words = {one: said(f"check.{one}") for one in ("complete", "optional")}
    then = said("step.assessor" if layout.for_assessor else ready, **words)
    yield said("step.check", then=then)
    yield said("step.send")


def _levels_steps(layout: Layout) -> Iterator[str]:
    instrument, low = layout.instrument, layout.instrument.lowest
    indicators = [line.indicator for line in layout.blocks]
    if instrument.decimals:
        yield said("step.decimals", levels=layout.decimal_levels)
    else:
        yield said("step.levels", choices=Choices(low, instrument.highest), off=layout.off_scale)
    if numbers := _ranges([one.code for one in indicators if one.external]):
        indices = {i.external.name: i.external for i in indicators if i.external}.values()
        scales = ", ".join(f"{i.name} ({i.authority}) {form.index_scale(i)}" for i in indices)
        yield said("step.external", numbers=numbers, scales=scales)
    if instrument.decimals:
        yield said("step.ranges", ranges="; ".join(_decimal_ranges(instrument)))
    else:
        yield said("step.whole", third=low + 2, second=low + 1, first=low)
    for one in (one for one in indicators if one.repeat > 1):
        rows = ", ".join(one.rows())
        yield said("step.repeat", number=one.code, count=one.repeat, rows=rows)


def _decimal_ranges(instrument: Instrument) -> Iterator[str]:
    """Yield which scores belong to which level, and to which of two a bound belongs."""
    levels, lower = instrument.scale(), instrument.edge == "lower"
    starts = [instrument.begins.get(level, Fraction(level)) for level in levels]
    for level, (start, end) in zip(levels, pairwise([*starts, Fraction(levels[-1])]), strict=True):
        above = "di atas " if lower and level > levels[0] else ""
        below = "" if lower or level == levels[-1] else "di bawah "
        ends = {"start": above + WORDS.show(start), "end": below + WORDS.show(end)}
        yield said("level_range", level=level, **ends)


_LOOKS: Final[Mapping[str, Style]] = {"Tahun": {}, "Tanggal": styles.AS_DATE}


def _entries(layout: Layout) -> list[tuple[str, str | None, str, str]]:
    """Return labels, what is printed beside each, and the note where that is known and not."""
    request, year, known = layout.request, said("year_note"), said("known")
    scope = said("asked_note", owner=said("of_agency" if request.agency else "of_file"))
    if not layout.asked:
        scope = said("evidence_only")
    example = said("date_parts")
    if form.is_year(request.year):
        example = said("date_example", year=request.year)
    entries = [
        ("Instansi", request.institution, known, said("institution_note")),
        ("Perangkat Daerah", request.agency, known, said("agency_note")),
        ("Tahun", request.year, year, year),
        ("Tahap", request.stage, known, said("choose_stage")),
        ("Instrumen", layout.instrument.id, known, ""),
        ("Indikator", _ranges(layout.asked) or NONE_ASKED, scope, ""),
        ("Pengisi", None, "", said("name_note")),
        ("Tanggal", None, "", said("date_note", example=example)),
        ("Kontak", None, "", said("contact_note")),
    ]
    if request.correction:
        entries.append(("Perbaikan", f"ke-{request.correction}", known, ""))
    return entries


def _write_identity(page: Page, layout: Layout) -> None:
    for column, width in enumerate((22, 52, 60)):
        page.sheet.set_column(column, column, width)
    rows = _entries(layout)
    for row, (label, printed, known, unknown) in enumerate(rows, start=1):
        cell, value = f"B{row}", layout.typed.get(label.lower()) or printed or ""
        shown = int(value) if label == "Tahun" and form.is_year(value) else value
        base = styles.LOCKED if printed else styles.INPUT
        page.write(f"A{row}", label, styles.BOLD, styles.BORDERED)
        look = _LOOKS.get(label, styles.AS_TEXT)
        page.fill_in(cell, shown, base, styles.WRAPPED, look)
        marked = ("Identitas", cell) in layout.marks
        note = said("correct_here") if printed and marked else known if printed else unknown
        page.write(f"C{row}", note, styles.GREY, styles.ITALIC, styles.WRAPPED)
        if label == "Tahap" and not printed:
            page.sheet.data_validation(cell, choices("Tahap", STAGES, said("stage_error")))
    page.sheet.ignore_errors({"number_stored_as_text": f"B1:B{len(rows)}"})
    page.finish()


def _with_year(request: TemplateRequest, before: str) -> str:
    return before + request.year if request.year and form.is_year(request.year) else ""


def _write_criteria(page: Page, layout: Layout) -> None:
    headings = zip(said("criteria.headings").splitlines(), (30, 80, 46), strict=True)
    page.headings(1, headings)
    for line in layout.blocks:
        _write_block(page, line)
    page.sheet.freeze_panes(1, 0)
    page.sheet.repeat_rows(0)
    page.sheet.set_h_pagebreaks([line.block - 1 for line in layout.blocks[4::4]])  # four a page
    page.finish()


def _write_block(page: Page, line: FormLine) -> None:
    indicator, row, tint = line.indicator, line.block, line.tint
    source = re.split(";| \\(", indicator.source)[0].replace(", Lampiran h.", " h.")
    weight = WORDS.number(indicator.weight)
    official = said("official", name=indicator.name, weight=weight, source=source)
    title = f"{indicator.code}  {indicator.short}"
    page.write(f"A{row}", title, tint, styles.BOLD, styles.WRAPPED)
    page.write(f"B{row}", official, tint, styles.ITALIC, styles.WRAPPED)
    back = page.look(tint, styles.LINK, styles.CENTRED)
    page.sheet.write_url(f"C{row}", f"internal:Jawaban!E{line.row}", back, said("back"))
    looks = (styles.BORDERED, styles.WRAPPED)
    for at, level in enumerate(indicator.levels, start=row + 1):
        name = f"{level.number}  {level.name or f'({MISSING})'}"
        page.write(f"A{at}", name, styles.BOLD, *looks)
        page.write(f"B{at}", level.criterion or MISSING, *looks)
    if any(level.evidence for level in indicator.levels):
        for at, level in enumerate(indicator.levels, start=row + 1):
            page.write(f"C{at}", indicator.evidence_at(level.number) or MISSING, *looks)
    else:  # one text for all levels
        page.merge(row, 2, 2, indicator.evidence or MISSING, *looks, rows=len(indicator.levels))


_Writer = Callable[[Page, Layout], None]
SHEETS: Final[Mapping[str, _Writer]] = {
    "Petunjuk": _write_guide,
    "Identitas": _write_identity,
    "Jawaban": write_answers,
    ITEMS_SHEET: write_items,
    "Kriteria": _write_criteria,
}
"""Bukti is left out where there are no pieces of evidence."""


def answer_file(
    layout: Layout, writers: Mapping[str, _Writer] = SHEETS, opens_on: str = "Jawaban"
) -> bytes:
    """Return a file with these sheets, in this order."""
    content = BytesIO()
    writers = {name: one for name, one in writers.items() if layout.items or name != ITEMS_SHEET}
    with Workbook(content, OPTIONS) as book:
        title = clean(said("file", subject=layout.subject))
        book.set_properties({"title": title, "created": WRITTEN})
        sheets = {name: book.add_worksheet(name) for name in writers}
        sheets[opens_on].activate()
        for name, write in writers.items():
            write(Page(book, sheets[name], layout.marks), layout)
    return content.getvalue()


_Rows = Sequence[Sequence[str]]


def merged_workbook(layout: Layout, files: _Rows, decisions: _Rows) -> bytes:
    """Return a merged file, with the sheet Sumber: a row for every file and every decision."""

    def write_sources(page: Page, _: Layout) -> None:
        page.write("A1", said("sources"), styles.TITLE)
        tables: list[tuple[int, Sequence[str], _Rows]] = [(SOURCE_ROW, SOURCE_HEADINGS, files)]
        if decisions:
            row = SOURCE_ROW + len(files) + 2
            page.write(f"A{row}", said("sources_decided"), styles.BOLD)
            titles = said("sources.headings").splitlines()
            tables.append((row + 1, titles, decisions))
        for top, headings, lines in tables:
            page.headings(top, zip(headings, (44, 34, 30, 13, 16, 68), strict=False))
            for at, line in enumerate(lines, start=top + 1):
                for letter, text in zip("ABCDEF", line, strict=False):
                    looks = (styles.BORDERED, styles.WRAPPED, styles.AS_TEXT)
                    page.write(f"{letter}{at}", text, *looks)
        page.finish()

    return answer_file(layout, {**SHEETS, SOURCES: write_sources})
