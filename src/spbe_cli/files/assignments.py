"""Assignments: which agency answers which indicators (docs/assignment.md).

An assignment comes from a YAML file or from a table in a workbook.  Both are taken apart
into duties, one for each agency and indicator, and judged alike.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path as FilePath
from typing import Annotated, Final

from pydantic import Field

from spbe_cli.answers import Cell
from spbe_cli.assignment import Agency, Assignment, name_key
from spbe_cli.files.small import Findings, load_root, read_model
from spbe_cli.findings import (
    Fact,
    Finding,
    Listed,
    Numbers,
    Place,
    Quoted,
    Raw,
    Word,
    has_errors,
)
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import DEFAULT, shipped, shipped_ids
from spbe_cli.instrument.nodes import Node, Path, nearest
from spbe_cli.instrument.schema import Part, Text
from spbe_cli.instrument.source import Source
from spbe_cli.sheet.cells import written as shown
from spbe_cli.sheet.numbers import span, written_ranges
from spbe_cli.sheet.view import scope_numbers
from spbe_cli.xlsx.cells import position
from spbe_cli.xlsx.package import Refused
from spbe_cli.xlsx.reading import read_duties

WORKBOOKS: Final = frozenset({".xlsx", ".xlsm"})


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


@dataclass(frozen=True, slots=True)
class LoadedAssignment:
    """What came of one assignment; None where errors forbid one.

    `instrument` is the one that its numbers were held against.
    """

    assignment: Assignment | None
    findings: Findings
    instrument: Instrument | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """One indicator of one agency, as its owner or as a contributor, with its place."""

    agency: str
    number: str
    owns: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Written:
    """An assignment as it was written: its duties, and the full names of agencies.

    `agencies` has every agency, also one without any duty; `place` is that of the whole.
    """

    place: Place
    duties: tuple[Duty, ...]
    agencies: Mapping[str, str | None]


def load_assignment(
    path: FilePath, file: str, instrument: Instrument | None = None, otherwise: str = DEFAULT
) -> LoadedAssignment:
    """Read and check an assignment; `instrument` wins over the one that the file names.

    `otherwise` is the id of the instrument where neither says one.

    Raises:
        OSError: the file can't be opened.
    """
    if path.suffix.casefold() in WORKBOOKS:
        return _from_workbook(path, file, instrument or shipped(otherwise))
    root, broken = load_root(path, file)
    if root is None:
        return LoadedAssignment(None, broken)
    loaded = _from_yaml(root, file, instrument, otherwise)
    sound = None if has_errors(broken) else loaded.assignment
    return replace(loaded, assignment=sound, findings=_in_order(*broken, *loaded.findings))


def check(root: Node, file: str) -> tuple[int, Findings]:
    """Count the indicators with an owner, and return what is wrong with an assignment."""
    loaded = _from_yaml(root, file)
    return len(loaded.assignment.owners) if loaded.assignment else 0, loaded.findings


def _from_yaml(
    root: Node, file: str, instrument: Instrument | None = None, otherwise: str = DEFAULT
) -> LoadedAssignment:
    source, parsed, faults = read_model(root, file, AssignmentFile, "assignment")
    if parsed is None:
        return LoadedAssignment(None, faults)
    written, unreadable = _written_in_yaml(source, parsed)
    used = instrument or _named_instrument(parsed, otherwise)
    if used is None:
        return LoadedAssignment(None, (_unknown_instrument(source, parsed), *unreadable))
    return _judged(written, unreadable, used)


def _from_workbook(path: FilePath, file: str, instrument: Instrument) -> LoadedAssignment:
    try:
        written, unreadable = _written_in_rows(file, *read_duties(path, file))
    except Refused as refused:
        return LoadedAssignment(None, (refused.finding,))
    return _judged(written, unreadable, instrument)


def _judged(written: Written, unreadable: Findings, instrument: Instrument) -> LoadedAssignment:
    """Judge duties; that no owner is there (I206) may only follow from what can't be read."""
    assignment, judged = assignment_of(instrument, written)
    own = (one for one in judged if not (unreadable and one.code == "I206"))
    findings = _in_order(*unreadable, *own)
    return LoadedAssignment(None if unreadable else assignment, findings, instrument)


def _in_order(*findings: Finding) -> Findings:
    """Sort findings as they stand in the file: by line and column, or by cell."""
    return tuple(sorted(findings, key=_place_in_file))


def _place_in_file(finding: Finding) -> tuple[int, int]:
    """Return row and column of a finding; what is about the whole file comes first."""
    place = finding.place
    if place.cell:
        return position(place.cell) or (0, 0)
    return place.line or 0, place.column or 0


def _named_instrument(parsed: AssignmentFile, otherwise: str) -> Instrument | None:
    """Return the instrument that a file names, or the other; None if there is no such one."""
    name = (parsed.instrument or otherwise).casefold()
    return shipped(name) if name in shipped_ids() else None


def _unknown_instrument(source: Source, parsed: AssignmentFile) -> Finding:
    """I124: the instrument is a shipped one."""
    name = parsed.instrument or ""
    close = get_close_matches(name, shipped_ids(), n=1)
    facts: dict[str, Fact] = {
        "key": Raw("instrument"),
        "kind": Word("kinds.follows"),
        "found": Quoted(name),
        "suggestion": close[0] if close else "",
    }
    return source.finding("I124", ("instrument",), "" if close else "alone", **facts)


def _written_in_yaml(source: Source, parsed: AssignmentFile) -> tuple[Written, Findings]:
    """Take a file apart into duties; names given twice and numbers that can't be read are told."""
    duties: list[Duty] = []
    findings = list(_names_are_unique(source, parsed))
    for number, one in enumerate(parsed.assignments):
        for key, text in (("owns", one.owns), ("supports", one.supports)):
            if text is None:
                continue
            path: Path = ("assignments", number, key)
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


def _names_are_unique(source: Source, parsed: AssignmentFile) -> Iterator[Finding]:
    """I109: no agency stands twice."""
    first: dict[str, int] = {}
    for number, one in enumerate(parsed.assignments):
        known = first.setdefault(name_key(one.agency), number)
        if known != number:
            line = nearest(source.root, ("assignments", known, "agency")).line
            path = ("assignments", number, "agency")
            yield source.finding("I109", path, found=Quoted(one.agency), line=line)


def _written_in_rows(
    file: str, sheet: str, rows: Iterable[tuple[Cell, Cell, Cell]]
) -> tuple[Written, Findings]:
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
            names = _names_in(cell)
            duties += [Duty(name, n, owns, at) for name in names for n in numbers or ()]
    named = _one_name_each(duties)
    return Written(Place(file, sheet), named, {duty.agency: None for duty in named}), tuple(
        findings
    )


def _names_in(cell: Cell) -> list[str]:
    """Return the names of agencies in a cell."""
    return list(filter(None, (" ".join(part.split()) for part in re.split(r"[;\n]", shown(cell)))))


def _one_name_each(duties: Iterable[Duty]) -> tuple[Duty, ...]:
    """Call every agency as it was called first, whatever its case and marks later on."""
    names: dict[str, str] = {}
    return tuple(
        replace(duty, agency=names.setdefault(name_key(duty.agency), duty.agency))
        for duty in duties
    )


def assignment_of(instrument: Instrument, written: Written) -> tuple[Assignment | None, Findings]:
    """Make the assignment, or say what forbids it; an indicator without an owner is a warning."""
    known = tuple(indicator.code for indicator in instrument.indicators())
    findings = (
        *_numbers_exist(instrument, written.duties, known),
        *_duties_are_told_once(written.duties),
        *_owners_are_alone(written.duties, known),
        *_owners_are_there(written, known),
    )
    if has_errors(findings):
        return None, findings
    return Assignment(tuple(_agencies_of(written, known))), findings


def _agencies_of(written: Written, known: Sequence[str]) -> Iterator[Agency]:
    """Yield every agency with its indicators in the order of the instrument."""
    duties: dict[str, dict[str, bool]] = defaultdict(dict)
    for duty in written.duties:
        duties[duty.agency][duty.number] = duty.owns
    for name, full in written.agencies.items():
        own = duties.get(name, {})
        owns = tuple(code for code in known if own.get(code) is True)
        supports = tuple(code for code in known if own.get(code) is False)
        yield Agency(name, owns, supports, full)


def _numbers_exist(
    instrument: Instrument, duties: Iterable[Duty], known: Sequence[str]
) -> Iterator[Finding]:
    """I128: every indicator assigned exists."""
    facts: dict[str, Fact] = {"instrument": instrument.title, "range": span(instrument)}
    unknown: dict[tuple[Place, str], list[str]] = {}
    for duty in duties:
        if duty.number not in known:
            unknown.setdefault((duty.place, duty.agency), []).append(duty.number)
    for (place, agency), numbers in unknown.items():
        yield Finding("I128", place, {"agency": agency, "found": Numbers(tuple(numbers)), **facts})


def _duties_are_told_once(duties: Iterable[Duty]) -> Iterator[Finding]:
    """I106: an agency has an indicator once, as its owner or as a contributor."""
    first: dict[tuple[str, str], Duty] = {}
    for duty in duties:
        known = first.setdefault((duty.agency, duty.number), duty)
        if known is not duty:
            facts: dict[str, Fact] = {
                "agency": duty.agency,
                "number": duty.number,
                "line": _line_of(known.place),
            }
            yield Finding("I106", duty.place, facts, "duty", indicator=duty.number)


def _line_of(place: Place) -> int:
    """Return the line of a text file, or the row of a cell."""
    return place.line or int("".join(filter(str.isdigit, str(place.cell))))


def _owners_are_alone(duties: Iterable[Duty], known: Sequence[str]) -> Iterator[Finding]:
    """I129: every indicator has one owner."""
    owning: dict[str, dict[str, Duty]] = defaultdict(dict)
    for duty in duties:
        if duty.owns:
            owning[duty.number].setdefault(duty.agency, duty)
    for number, owners in owning.items():
        if len(owners) > 1 and number in known:
            *_, last = owners.values()
            facts: dict[str, Fact] = {
                "number": number,
                "count": len(owners),
                "agency": Listed(tuple(owners)),
            }
            yield Finding("I129", last.place, facts, indicator=number)


def _owners_are_there(written: Written, known: Sequence[str]) -> Iterator[Finding]:
    """I206: every indicator has an owner."""
    owned = {duty.number for duty in written.duties if duty.owns}
    without = tuple(code for code in known if code not in owned)
    if without:
        facts: dict[str, Fact] = {"count": len(without), "numbers": Numbers(without)}
        yield Finding("I206", written.place, facts)
