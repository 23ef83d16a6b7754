"""Findings on a screen, file by file, the equal ones together."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from rich.console import Group
from rich.text import Text

from spbe_cli.findings import Finding, Numbers, Severity, base_name
from spbe_cli.reports.terminal import SOLID
from spbe_cli.words import Words, range_text, runs, visible

SEVERITIES: Final = {Severity.ERROR: "red", Severity.WARNING: "yellow"}
HANG: Final = "    "  # how far the lines of a finding stand in, after its first
CELL: Final = re.compile(r"([A-Z]+)(\d+)")

Owners = Mapping[str, str]
"""Whose a file is, by the file as findings call it."""
NOBODYS: Final[Owners] = {}
Piece = tuple[str, str]
"""A text and its style."""


def grouped(findings: Sequence[Finding], words: Words, width: int, owners: Owners) -> Group:
    """Lay findings out for a screen of so many columns: file by file, the equal ones together."""
    # Equal findings differ in the indicator and in the cell alone.
    files: dict[str, dict[object, list[Finding]]] = {}
    for one in findings:
        said = (one.code, one.place.sheet, words.sentence(one, of=""))
        files.setdefault(one.place.file, {}).setdefault(said, []).append(one)
    lines: list[Text] = []
    for file, found in files.items():
        lines += [Text()] if lines else []
        lines += _in_styles(_head(file, [*chain(*found.values())], words, owners), width, "")
        for same in found.values():
            lines += _in_styles(_entry(same, words), width, "  ")
    return Group(*lines)


def _head(file: str, found: Sequence[Finding], words: Words, owners: Owners) -> Iterator[Piece]:
    yield visible(file), "bold"
    owner = owners.get(file, "")
    if owner not in {"", base_name(file)}:
        yield f" · {visible(owner)}", ""
    for severity in Severity:
        if count := sum(one.severity is severity for one in found):
            yield " · ", ""
            counted = words.label(f"{severity}s_counted", count=count)
            yield counted.replace(" ", SOLID), SEVERITIES[severity]


def _entry(same: Sequence[Finding], words: Words) -> Iterator[Piece]:
    first, of = same[0], None
    if len(same) > 1:
        numbers = tuple(dict.fromkeys(one.indicator for one in same if one.indicator))
        of = words.label("indicators_named", numbers=Numbers(numbers)) if numbers else None
    # The cells of a sheet are `Jawaban!E5-E51, F3`, those of a text `3:7, 9:7`.
    if first.place.line is None:
        cells = _ranges(dict.fromkeys(one.place.cell for one in same if one.place.cell))
        places = [replace(first.place, file="", cell=", ".join(cells) or None)]
    else:
        places = [replace(one.place, file="") for one in same]
    if told := visible(", ".join(dict.fromkeys(str(one).removeprefix(":") for one in places))):
        yield f"{told} ", "bold"
    yield words.label(first.severity), SEVERITIES[first.severity]
    yield f" {first.code}: {words.sentence(first, of)}", ""


def _ranges(cells: Iterable[str]) -> Iterator[str]:
    """Write cells that follow one another in a column as a range: E5, E6 and E7 as `E5-E7`."""
    rows: dict[str, list[str]] = {}
    for cell in cells:
        if found := CELL.fullmatch(cell):
            rows.setdefault(found[1], []).append(found[2])
        else:
            yield cell
    for column, numbers in rows.items():
        for run in runs(tuple(sorted(numbers, key=int))):
            yield from range_text([f"{column}{number}" for number in run])


def _in_styles(pieces: Iterable[Piece], width: int, margin: str) -> Iterator[Text]:
    text = Text.assemble(*pieces)
    lines = textwrap.wrap(
        text.plain, width, initial_indent=margin, subsequent_indent=HANG, break_on_hyphens=False
    )
    place, indent = 0, margin
    for line in lines:
        place = text.plain.index(line[len(indent) :], place)
        shown = text[place : place + len(line) - len(indent)]
        place += len(shown.plain)
        shown.plain = shown.plain.replace(SOLID, " ")
        yield Text(indent) + shown
        indent = HANG
