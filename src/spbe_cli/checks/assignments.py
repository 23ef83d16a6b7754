"""Assignments: the shape of their YAML file, and what makes any assignment fit for use.

An assignment comes from a YAML file or from a table in a workbook.  Both are taken apart
into duties, one for each agency and indicator, and judged alike.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Annotated

from pydantic import Field

from spbe_cli.answers import Cell
from spbe_cli.assignment import name_key
from spbe_cli.checks.duties import Duty, Written
from spbe_cli.checks.fields import Part, Text
from spbe_cli.checks.source import Source, read_as
from spbe_cli.document import Node, Path, nearest
from spbe_cli.findings import Fact, Finding, Place, Quoted, Raw
from spbe_cli.sheet.cells import written as shown
from spbe_cli.sheet.numbers import written_ranges
from spbe_cli.sheet.view import scope_numbers


class AgencyFile(Part):
    """One agency: the indicators that it decides, and those to which it gives evidence."""

    agency: Text
    name: Text | None = None
    owns: Text | None = None
    supports: Text | None = None


class AssignmentFile(Part):
    """Which agency answers which indicators."""

    assignments: Annotated[tuple[AgencyFile, ...], Field(min_length=1)]
    instrument: Text | None = None
    source: Text | None = None


def read_yaml(root: Node, file: str) -> tuple[Source, AssignmentFile | None, tuple[Finding, ...]]:
    """Read the YAML file of an assignment; it is None if a fault is found in its shape."""
    source = Source(root, file)
    parsed, findings = read_as(source, AssignmentFile)
    own = (replace(f, variant="assignment") if f.code == "I130" else f for f in findings)
    return source, parsed, tuple(own)


def written_in(source: Source, parsed: AssignmentFile) -> tuple[Written, tuple[Finding, ...]]:
    """Take a file apart into duties; names given twice and numbers that can't be read are told."""
    duties: list[Duty] = []
    findings = list(names_are_unique(source, parsed))
    for position, one in enumerate(parsed.assignments):
        for key, text in (("owns", one.owns), ("supports", one.supports)):
            if text is None:
                continue
            path: Path = ("assignments", position, key)
            numbers = written_ranges(text)
            if numbers is None:
                facts: dict[str, Fact] = {"key": Raw(key), "found": Quoted(text)}
                findings.append(source.finding("I130", path, "ranges", **facts))
            place = source.place(path)
            duties += [Duty(one.agency, n, key == "owns", place) for n in numbers or ()]
    agencies = {one.agency: one.name for one in reversed(parsed.assignments)}
    whole = source.place(("assignments",))
    written = Written(whole, tuple(duties), dict(reversed(agencies.items())))
    return written, tuple(findings)


def names_are_unique(source: Source, parsed: AssignmentFile) -> Iterator[Finding]:
    """I109: no agency stands twice."""
    first: dict[str, int] = {}
    for position, one in enumerate(parsed.assignments):
        known = first.setdefault(name_key(one.agency), position)
        if known != position:
            line = nearest(source.root, ("assignments", known, "agency")).line
            path = ("assignments", position, "agency")
            yield source.finding("I109", path, found=Quoted(one.agency), line=line)


def written_in_rows(
    file: str, sheet: str, rows: Iterable[tuple[Cell, Cell, Cell]]
) -> tuple[Written, tuple[Finding, ...]]:
    """Take the rows of a table apart: indicators, owner, contributors.

    Several agencies in a cell stand apart by semicolons or on lines of their own.
    """
    duties: list[Duty] = []
    findings: list[Finding] = []
    for indicators, owner, contributors in rows:
        numbers = scope_numbers(indicators)
        place = Place(file, sheet, indicators.ref)
        if numbers is None:
            facts: dict[str, Fact] = {"key": Raw("Indikator"), "found": Quoted(shown(indicators))}
            findings.append(Finding("I130", place, facts, "ranges"))
        for cell, owns in ((owner, True), (contributors, False)):
            at = Place(file, sheet, cell.ref)
            names = names_in(cell)
            duties += [Duty(name, n, owns, at) for name in names for n in numbers or ()]
    named = one_name_each(duties)
    return Written(Place(file, sheet), named, {duty.agency: None for duty in named}), tuple(
        findings
    )


def names_in(cell: Cell) -> list[str]:
    """Return the names of agencies in a cell."""
    return list(filter(None, (" ".join(part.split()) for part in re.split(r"[;\n]", shown(cell)))))


def one_name_each(duties: Iterable[Duty]) -> tuple[Duty, ...]:
    """Call every agency as it was called first, whatever its case and marks later on."""
    names: dict[str, str] = {}
    return tuple(
        replace(duty, agency=names.setdefault(name_key(duty.agency), duty.agency))
        for duty in duties
    )
