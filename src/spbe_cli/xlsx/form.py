"""Writes answer files: the sheets Petunjuk, Identitas, Jawaban, Bukti and Kriteria, and Sumber.

Everything comes from the instrument, and the same request gives the same bytes.  No row of Sumber
may hold a heading of a number and one of a level: it would be taken for a table of answers.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook

from spbe_cli.answers import STAGES
from spbe_cli.instrument import Indicator, Instrument, Reuse
from spbe_cli.xlsx import styles
from spbe_cli.xlsx.form_answers import write_answers
from spbe_cli.xlsx.form_guide import is_year, write_criteria, write_guide, write_identity
from spbe_cli.xlsx.form_items import write_items
from spbe_cli.xlsx.form_layout import (
    JUSTIFICATION,
    ExtraColumn,
    Form,
    ItemEntry,
    Layout,
    Prefill,
    TemplateRequest,
    item_entries,
    lay_out,
)
from spbe_cli.xlsx.reading import SOURCE_HEADINGS, SOURCE_ROW, SOURCES
from spbe_cli.xlsx.styles import OPTIONS, WRITTEN, Page, written
from spbe_cli.xlsx.tables import ITEMS_SHEET

__all__ = [
    "ExtraColumn",
    "ItemEntry",
    "Prefill",
    "TemplateRequest",
    "answer_workbook",
    "blank_workbook",
    "item_entries",
]

_Writer = Callable[[Form], None]
SHEETS: Final[Mapping[str, _Writer]] = {
    "Petunjuk": write_guide,
    "Identitas": write_identity,
    "Jawaban": write_answers,
    ITEMS_SHEET: write_items,
    "Kriteria": write_criteria,
}
"""Bukti is left out where there are no pieces of evidence."""


def write_file(
    layout: Layout, writers: Mapping[str, _Writer] = SHEETS, opens_on: str = "Jawaban"
) -> bytes:
    """Return a file with these sheets, in this order."""
    content = BytesIO()
    writers = {name: one for name, one in writers.items() if layout.items or name != ITEMS_SHEET}
    with Workbook(content, OPTIONS) as book:
        title = written(f"Berkas jawaban {layout.subject}")
        book.set_properties({"title": title, "created": WRITTEN})
        sheets = {name: book.add_worksheet(name) for name in writers}
        sheets[opens_on].activate()
        for name, write in writers.items():
            write(Form(book, sheets[name], layout))
    return content.getvalue()


def blank_workbook(instrument: Instrument, request: TemplateRequest) -> bytes:
    """Return a blank answer file for an instrument, whole or for some indicators."""
    return answer_workbook(instrument, request, {})


def answer_workbook(
    instrument: Instrument,
    request: TemplateRequest,
    prefilled: Mapping[str, Prefill],
    columns: Sequence[ExtraColumn] = (),
    items: Sequence[ItemEntry] = (),
    item_columns: Sequence[ExtraColumn] = (),
) -> bytes:
    """Return an answer file in which some rows, by their number, are filled in already.

    A row that is given but not asked for, and has no level, takes evidence only.
    """
    return write_file(lay_out(instrument, request, prefilled, columns, items, item_columns))


def next_year_workbook(
    instrument: Instrument,
    request: TemplateRequest,
    earlier: Mapping[str, Prefill],
    year: str | None,
    items: Sequence[ItemEntry] = (),
) -> bytes:
    """Return a blank answer file with what a year before said beside it."""
    before = year if year and is_year(year) else None
    follows = before and is_year(request.year or "") and int(request.year or 0) == int(before) + 1
    title, when = "Tahun lalu" if follows else "Isian sebelumnya", f" ({before})" if before else ""
    levels = {number: one.level for number, one in earlier.items()}
    evidence = {number: one.evidence for number, one in earlier.items()}
    explanations = {number: one.explanation for number, one in earlier.items()}
    statuses = {one.code: one.status for one in items}
    files = {one.code: one.files for one in items}
    columns = (
        ExtraColumn(f"{title}{when}", 12, levels),
        ExtraColumn(f"Bukti {title.lower()}{when}", 34, evidence),
        ExtraColumn(f"Penjelasan {title.lower()}{when}", 46, explanations),
    )
    beside = (
        ExtraColumn(f"Status {title.lower()}{when}", 14, statuses),
        ExtraColumn(f"Berkas {title.lower()}{when}", 34, files),
    )
    asked = replace(request, items=request.items or bool(items))
    return answer_workbook(instrument, asked, {}, columns, (), beside if items else ())


def assessors_workbook(
    instrument: Instrument,
    request: TemplateRequest,
    earlier: Mapping[str, Prefill],
    stage: str | None,
    items: Sequence[ItemEntry] = (),
) -> bytes:
    """Return the working sheet of an assessor, who enters a level and a Justifikasi.

    The evidence stands there as it was, the levels of the stage before are locked.
    """
    asked = {number: replace(one, level=None, external=None) for number, one in earlier.items()}
    levels = {number: one.level for number, one in earlier.items()}
    before = stage if stage in STAGES else "Tahap sebelumnya"
    columns = (ExtraColumn(before, 12, levels), ExtraColumn(JUSTIFICATION, 46, open=True))
    return answer_workbook(instrument, request, asked, columns, items)


_WIDTHS: Final = (44, 34, 30, 13, 16, 68)
_DECISIONS: Final = ("Indikator", "Dipakai", "Tidak dipakai", "Menurut")


@dataclass(frozen=True, slots=True)
class Sources:
    """What Sumber says: a row for every file, and one for every decision."""

    files: Sequence[Sequence[str]]
    decisions: Sequence[Sequence[str]]


def merged_workbook(
    instrument: Instrument,
    request: TemplateRequest,
    prefilled: Mapping[str, Prefill],
    origins: Mapping[str, str],
    sources: Sources,
    items: Sequence[ItemEntry] = (),
) -> bytes:
    """Return the merged file; `origins` says by row where the answers come from."""
    column = ExtraColumn("Asal", 40, origins)
    layout = lay_out(instrument, request, prefilled, (column,), items)
    return write_file(layout, {**SHEETS, SOURCES: partial(_write_sources, sources)})


def _write_sources(sources: Sources, page: Page) -> None:
    page.write("A1", "Sumber isian", styles.TITLE)
    row = SOURCE_ROW + len(sources.files) + 2
    looks = (styles.BORDERED, styles.WRAPPED, styles.AS_TEXT)
    tables: dict[int, tuple[Sequence[str], Sequence[Sequence[str]]]] = {}
    tables[SOURCE_ROW] = (SOURCE_HEADINGS, sources.files)
    if sources.decisions:
        page.write(f"A{row}", "Perbedaan tingkat yang diputuskan", styles.BOLD)
        tables[row + 1] = (_DECISIONS, sources.decisions)
    for top, (headings, lines) in tables.items():
        page.headings(top, zip(headings, _WIDTHS, strict=False))
        for at, line in enumerate(lines, start=top + 1):
            for letter, text in zip("ABCDEF", line, strict=False):
                page.write(f"{letter}{at}", text, *looks)
    page.finish()


# A new edition, with the evidence of the one before beside its blank rows.  No level comes along:
# the criteria are others.  What is carried stands to the right of the answers, so that nothing
# counts as evidence before somebody has looked at it again.


HOW: Final = {"reuse": "pakai ulang", "update": "perbarui", "new": "baru"}
"""How old evidence serves, as the file says it."""
_UNCHECKED: Final = "belum dinilai ulang"


@dataclass(frozen=True, slots=True)
class CarriedLine:
    """A row of the new edition, and the old rows with evidence or explanation that serve it."""

    reuse: Reuse
    sources: tuple[tuple[str, Indicator, Prefill], ...]

    @property
    def with_evidence(self) -> tuple[str, ...]:
        """The numbers of the old rows that name evidence."""
        return tuple(row for row, _, one in self.sources if one.evidence.strip())


@dataclass(frozen=True, slots=True)
class Carried:
    """What goes from a sheet of one edition, `file`, into one of the next."""

    instrument: Instrument
    before: Instrument
    file: str
    request: TemplateRequest
    lines: tuple[CarriedLine, ...]


def carry(
    instrument: Instrument,
    before: Instrument,
    entries: Mapping[str, Prefill],
    asked: tuple[str, ...] | None,
) -> tuple[CarriedLine, ...]:
    """Return what serves every indicator; of an agency's part only those that it has a part in."""
    owners = before.rows()
    lines = []
    for reuse in instrument.reuse:
        if asked is None or set(asked) & set(reuse.old):
            found = (
                (row, owners[row], entry)
                for row, entry in entries.items()
                if owners[row].code in reuse.old and (entry.evidence.strip() or entry.explanation)
            )
            lines.append(CarriedLine(reuse, tuple(found)))
    return tuple(lines)


def carried_workbook(carried: Carried) -> bytes:
    """Return the blank answer file with four columns: how, evidence, explanation, what is new."""
    how, evidence, explanations, notes = (dict[str, str]() for _ in range(4))
    for line in carried.lines:
        number = line.reuse.indicator
        how[number], notes[number] = HOW[line.reuse.how], line.reuse.note or ""
        said = [(row, indicator, one.evidence) for row, indicator, one in line.sources]
        evidence[number] = _listed(said, carried.file)
        said = [(row, indicator, one.explanation) for row, indicator, one in line.sources]
        explanations[number] = _listed(said, carried.file)
    title = f"{carried.before.title} ({_UNCHECKED})"
    columns = (
        ExtraColumn("Dipakai lagi? (praktik satu kabupaten, tidak resmi)", 18, how),
        ExtraColumn(f"Bukti menurut {title}", 46, evidence),
        ExtraColumn(f"Penjelasan menurut {title}", 46, explanations),
        ExtraColumn("Yang perlu ditambah, dan catatan", 40, notes),
    )
    return answer_workbook(carried.instrument, carried.request, {}, columns)


def _listed(texts: Iterable[tuple[str, Indicator, str]], file: str) -> str:
    told = [
        f"{row} {indicator.short}: {text.strip()}" for row, indicator, text in texts if text.strip()
    ]
    return "\n".join((f"{_UNCHECKED}, dari {file}:", *told)) if told else ""
