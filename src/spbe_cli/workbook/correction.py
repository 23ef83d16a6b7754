"""Writes the file that goes back to a respondent, with what is to be put right in it.

It is a fresh file from the template, never the one received: the answers are copied into
it, cells with findings stand out and explain themselves, and a first sheet lists them all.
"""

from dataclasses import replace
from functools import partial

from spbe_cli.words import Words
from spbe_cli.xlsx.correction_items import Returned
from spbe_cli.xlsx.correction_items import correction_layout, items_of, marks_of
from spbe_cli.xlsx.correction import SHEET, write_items
from spbe_cli.xlsx.form import SHEETS, write_file

__all__ = ["Returned", "correction_workbook"]


def correction_workbook(returned: Returned, words: Words) -> bytes:
    """Return the correction file; `words` gives the sentences of the findings."""
    layout = correction_layout(returned)
    items = items_of(returned, layout)
    marked = replace(layout, marks=marks_of(items, words))
    first = {SHEET: partial(write_items, items, words)}
    return write_file(marked, {**first, **SHEETS}, SHEET)
