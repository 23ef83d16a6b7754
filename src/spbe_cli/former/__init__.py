"""Output formats: each is a pure function from an assessment to a document.

To add one, write a module with such a function and name it in `REPORTS` (for stdout) or
`FILES` (by the ending of a file).  Modules load when their format is asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from spbe_cli.sheet.assess import Assessment
from spbe_cli.words import Words


@dataclass(frozen=True, slots=True)
class Page:
    """What a document is written for: a language, a width in columns, how much detail.

    `command` is what was typed to get the result; a document says it.
    """

    words: Words
    width: int = 80
    detail: bool = False
    command: str = ""


Report = Callable[[Assessment, Page], object]

REPORTS: Final = {
    "table": "table.report",
    "json": "jsondoc.report",
    "csv": "csvdoc.report",
    "markdown": "score.document.markdown",
}
FILES: Final = {
    ".xlsx": "excel.report",
    ".json": "jsondoc.report",
    ".csv": "csvdoc.report",
    ".md": "score.document.markdown",
    ".html": "score.document.html",
    ".docx": "score.draft.report",
}


def report_for(name: str) -> Report:
    """Return a report by module and function: text, bytes, or something that rich renders."""
    module, _, function = name.rpartition(".")
    report: Report = getattr(import_module(f"spbe_cli.former.{module}"), function)
    return report
