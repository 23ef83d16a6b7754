"""What `spbe batch` gives out: one function per format, from a `Batch` to a document.

Documents come in pieces, so that those of ten thousand sheets need not stand in memory.
"""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Final

from rich.text import Text

from spbe_cli.batch.run import Batch
from spbe_cli.reports import Page

Lines = Callable[[Batch, Page], Iterable[Text]]
Pieces = Callable[[Batch, Page], Iterable[str | bytes]]

TEXTS: Final = {"json": "jsondoc", "csv": "csvdoc", "markdown": "markdown"}
"""Formats for stdout; the table is made of lines instead."""
FILES: Final = {
    ".xlsx": "excel",
    ".json": "jsondoc",
    ".csv": "csvdoc",
    ".md": "markdown",
}


def pieces_for(module: str) -> Pieces:
    """Return the report of a module, in pieces."""
    report: Pieces = import_module(f"spbe_cli.reports.batch.{module}").report
    return report
