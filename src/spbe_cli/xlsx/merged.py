"""Writes the merged answer file: everyone's answers with a column Asal, and a sheet Sumber.

Sumber says which files the answers come from, and what was decided.  No row of it may hold
a heading of a number and one of a level: it would be taken for a table of answers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from spbe_cli.instrument import Instrument
from spbe_cli.xlsx import styles
from spbe_cli.xlsx.form import OPENS_ON, SHEETS, write_file
from spbe_cli.xlsx.form_layout import ExtraColumn, Layout, Prefill, TemplateRequest, lay_out
from spbe_cli.xlsx.reading import SOURCE_HEADINGS, SOURCE_ROW, SOURCES
from spbe_cli.xlsx.styles import Page

_ORIGIN: Final = "Asal"
_ORIGIN_WIDTH: Final = 40
_WIDTHS: Final = (44, 34, 30, 13, 16, 68)
_DECISIONS: Final = ("Indikator", "Dipakai", "Tidak dipakai", "Menurut")

_Texts = Sequence[str]


@dataclass(frozen=True, slots=True)
class Sources:
    """What Sumber says: a row for every file, and one for every decision."""

    files: Sequence[_Texts]
    decisions: Sequence[_Texts]


def merged_workbook(
    instrument: Instrument,
    request: TemplateRequest,
    prefilled: Mapping[str, Prefill],
    origins: Mapping[str, str],
    sources: Sources,
) -> bytes:
    """Return the merged file; `origins` says by row where the answers come from."""
    column = ExtraColumn(_ORIGIN, _ORIGIN_WIDTH, origins)
    layout = replace(lay_out(instrument, request, prefilled), columns=(column,))
    return write_file(layout, {**SHEETS, SOURCES: partial(_write_sources, sources)}, OPENS_ON)


def _write_sources(sources: Sources, page: Page, _: Layout) -> None:
    page.text("A1", "Sumber isian", styles.TITLE, styles.sized(18))
    for column, width in enumerate(_WIDTHS):
        page.sheet.set_column(column, column, width)
    row = _write_table(page, SOURCE_ROW, SOURCE_HEADINGS, sources.files)
    if sources.decisions:
        page.text(f"A{row + 1}", "Perbedaan tingkat yang diputuskan", styles.BOLD)
        _write_table(page, row + 2, _DECISIONS, sources.decisions)
    page.finish()


def _write_table(page: Page, row: int, headings: _Texts, lines: Sequence[_Texts]) -> int:
    """Write headings and rows of texts; return the first free row."""
    for letter, heading in zip("ABCDEF", headings, strict=False):
        page.text(f"{letter}{row}", heading, styles.HEADING)
    look = page.look(styles.BORDERED, styles.WRAPPED, styles.AS_TEXT)
    for at, line in enumerate(lines, start=row + 1):
        for letter, text in zip("ABCDEF", line, strict=False):
            page.write(f"{letter}{at}", text, look)
    return row + len(lines) + 1
