"""The styles of a document in a workbook: those of all reports, and one for every look of numbers.

A cell of a table is named by the kind of its row and by how it is written.
"""

from collections.abc import Mapping
from typing import Final

from spbe_cli.former.document import Cell, Document, Drawing, Number, Table, Verdict
from spbe_cli.former.excel.styles import DARK, STYLES, TINT, Style, cell, style

KINDS: Final[Mapping[str, Style]] = {
    "": {"valign": "top"},
    "group": {"bold": True, "bg_color": TINT},
    "total": {"bold": True, "top": 2},
}
TEXTS: Final[Mapping[str, Style]] = {
    "text": {"text_wrap": True, "align": "left", "indent": 1},
    "line": {},
    "right": {"align": "right"},
}
AS_TEXT: Final = "@"
WORD: Final = "word"
HEAD: Final = "head"


def styles(document: Document) -> Mapping[str, Style]:
    """Return the styles that a document needs, always in the same order."""
    own = {WORD: style(font_size=28, bold=True, align="center", font_color="FFFFFF", bg_color=DARK)}
    own[HEAD] = {**STYLES["heading"], "indent": 1}
    for look in sorted({value_format(one.value) for one in verdicts(document)}):
        own[f"value {look}"] = {**STYLES["index"], "num_format": look}
    looks = number_formats(document) | chart_formats(document)
    numbers = {look: {"num_format": look} for look in sorted(looks)}
    for kind, base in KINDS.items():
        for look, properties in {**TEXTS, **numbers}.items():
            own[f"row {kind} {look}"] = cell(**{**base, **properties})
    return {**STYLES, **own}


def number_formats(document: Document) -> set[str]:
    """Return the looks of the numbers in all tables."""
    cells = (one for table in tables(document) for row in table.rows for one in row.cells)
    return {one.look for one in cells if isinstance(one, Number)}


def chart_formats(document: Document) -> set[str]:
    """Return the looks of the numbers that charts draw."""
    drawings = (block for block in document.blocks if isinstance(block, Drawing))
    return {one.chart.look for one in drawings if one.chart}


def cell_look(kind: str, content: Cell, *, number: bool, runs_on: bool) -> str:
    """Return the style of a cell: as its number says, or as a text at the right among numbers."""
    if isinstance(content, Number):
        return f"row {kind} {content.look}"
    return f"row {kind} " + ("line" if runs_on else "right" if number else "text")


def value_look(value: str | Number) -> str:
    """Return the style of a result."""
    return f"value {value_format(value)}"


def value_format(value: str | Number) -> str:
    """Return how a result is stored."""
    return value.look if isinstance(value, Number) else AS_TEXT


def verdicts(document: Document) -> list[Verdict]:
    """Return all results of a document."""
    return [block for block in document.blocks if isinstance(block, Verdict)]


def tables(document: Document) -> list[Table]:
    """Return all tables of a document."""
    return [block for block in document.blocks if isinstance(block, Table)]
