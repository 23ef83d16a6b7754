"""A workbook that says what it is, with fixed dates: the same input gives the same bytes."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from spbe_cli.reports.sources import file_name
from spbe_cli.words.cleaning import clean

Formats = Mapping[str, Format]
"""The looks of cells by their names."""

MARK: Final = "spbe-report"
"""The custom property by which a reader knows a report; its value is the answer file."""

SUMMARY: Final = "Ringkasan"
"""The first sheet of every report."""

LONGEST_PROPERTY: Final = 255
WRITTEN: Final = datetime(2020, 1, 1, tzinfo=UTC)
OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@contextmanager
def workbook(content: BytesIO, title: str, file: str) -> Iterator[Workbook]:
    """Open a workbook that says what it is, and write it out at the end."""
    book = Workbook(content, OPTIONS)
    named = clean(title, LONGEST_PROPERTY)
    book.set_properties({"title": named, "comments": "spbe", "created": WRITTEN})
    book.set_custom_property(MARK, clean(file_name(file), LONGEST_PROPERTY), "text")
    yield book
    book.close()
