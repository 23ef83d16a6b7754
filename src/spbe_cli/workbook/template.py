"""Writes answer files: the sheets Petunjuk, Identitas, Jawaban and Kriteria.

Everything in them comes from the instrument: scale, names, ranges, number of rows.  The
same request gives the same bytes, so the dates of the document are fixed.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from spbe_cli.instrument import Instrument
from spbe_cli.xlsx.form_sides import STAGES, write_identity
from spbe_cli.xlsx.form_answers import write_answers
from spbe_cli.xlsx.form_sides import write_criteria
from spbe_cli.xlsx.form_layout import ExtraColumn, Layout, Prefill, TemplateRequest, lay_out
from spbe_cli.xlsx.form_guide import write_guide
from spbe_cli.xlsx.form_texts import subject, written

__all__ = [
    "STAGES",
    "ExtraColumn",
    "Prefill",
    "TemplateRequest",
    "answer_workbook",
    "blank_workbook",
]

CREATED: Final = datetime(2020, 1, 1, tzinfo=UTC)
PLAIN: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
"""What somebody gave as text stays text."""
Writer = Callable[[Workbook, Worksheet, Layout], None]
OPENS_ON: Final = "Jawaban"
SHEETS: Final[Mapping[str, Writer]] = {
    "Petunjuk": write_guide,
    "Identitas": write_identity,
    "Jawaban": write_answers,
    "Kriteria": write_criteria,
}


def blank_workbook(instrument: Instrument, request: TemplateRequest) -> bytes:
    """Return a blank answer file for an instrument, whole or for some indicators."""
    return answer_workbook(instrument, request, {})


def answer_workbook(
    instrument: Instrument,
    request: TemplateRequest,
    prefilled: Mapping[str, Prefill],
    columns: tuple[ExtraColumn, ...] = (),
) -> bytes:
    """Return an answer file in which some rows, by their number, are filled in already.

    A row that is given but not asked for, and has no level, takes evidence only.
    """
    layout = replace(lay_out(instrument, request, prefilled), columns=columns)
    return write_file(layout, SHEETS, OPENS_ON)


def write_file(layout: Layout, writers: Mapping[str, Writer], opens_on: str) -> bytes:
    """Return a file with these sheets, in this order."""
    content = BytesIO()
    with Workbook(content, PLAIN) as book:
        title = written(f"Berkas jawaban {subject(layout)}")
        book.set_properties({"title": title, "created": CREATED})
        sheets = {name: book.add_worksheet(name) for name in writers}
        sheets[opens_on].activate()
        for name, write in writers.items():
            write(book, sheets[name], layout)
    return content.getvalue()
