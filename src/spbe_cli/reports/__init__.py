"""Reports: what is said of a result, and how it is written in every format.

One writer for each format serves all commands: to add one, add a module and its line in `WRITERS`.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any, Final, Protocol

from spbe_cli import __version__
from spbe_cli.reports import document as doc
from spbe_cli.words import Words
from spbe_cli.words.shown import harmless, spelled_out

Rows = tuple[Sequence[str], Iterable[Mapping[str, object]]]
"""The columns of a CSV file, and what stands in them, line by line."""

WRITERS: Final = {".html": "html", ".docx": "docx", ".xlsx": "xlsx", ".md": "markdown"}
"""The module of what writes a `Document`; it loads when its format is asked for."""

ENDINGS: Final = (*WRITERS, ".json", ".csv")
FORMATS: Final = {"json": ".json", "csv": ".csv", "markdown": ".md"}
"""The formats of stdout that are files, too."""

NUMBER: Final = re.compile(r"[+-]?[0-9]+([./][0-9]+)?")


class Report(Protocol):
    """What every command has to say of its result."""

    def document(self) -> doc.Document:
        """Return all that people read."""

    def data(self) -> Mapping[str, Any]:
        """Return the JSON document."""

    def rows(self) -> Rows:
        """Return the lines of CSV below their columns."""


def written(report: Report, ending: str, words: Words) -> bytes:
    """Write a report as a file with this ending."""
    if ending == ".json":
        return json_text(report.data()).encode()
    return _csv(*report.rows()) if ending == ".csv" else drawn(report.document(), ending, words)


def drawn(document: doc.Document, ending: str, words: Words) -> bytes:
    """Write a document as a file with this ending."""
    writer = import_module(f"spbe_cli.reports.{WRITERS[ending]}")
    text: str | bytes = writer.write(document, words)
    return text if isinstance(text, bytes) else text.encode()


def json_text(data: Mapping[str, Any]) -> str:
    """Write a JSON document of ours: it begins with the version that made it."""
    return plain_json({"spbe": __version__, **data})


def plain_json(data: Mapping[str, Any]) -> str:
    """Write a JSON document; what steers a terminal is spelled out."""
    return spelled_out(json.dumps(data, ensure_ascii=False, indent=2, default=list)) + "\n"


def _csv(columns: Sequence[str], lines: Iterable[Mapping[str, object]]) -> bytes:
    """Write CSV as Excel reads it; what a line has besides the columns is left out."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in line.items()} for line in lines)
    return out.getvalue().encode()


def _cell(value: object) -> str:
    """Write what JSON calls null as nothing; make a text harmless that would be a formula."""
    text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return text if NUMBER.fullmatch(text) else harmless(text)  # a negative number stays one
