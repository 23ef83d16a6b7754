"""Assignments: which agency answers which indicators (docs/assignment.md).

An assignment comes from a YAML file or from a table in a workbook.  Both are taken apart
into duties, one for each agency and indicator, and judged alike.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path as FilePath
from typing import Annotated

from pydantic import Field

from spbe_cli.answers import Agency, Assignment, Cell, name_key
from spbe_cli.files import Findings, in_order, load_root, read_model
from spbe_cli.findings import Fact, Finding, Listed, Numbers, Place, Quoted, Raw, Word, has_errors
from spbe_cli.frozen import frozen
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import DEFAULT, shipped, shipped_ids
from spbe_cli.instrument.schema import PartFile, Text
from spbe_cli.instrument.source import Source, repeated
from spbe_cli.instrument.yaml import Node, Path
from spbe_cli.sheet.values import span, written_ranges
from spbe_cli.sheet.values import written as shown
from spbe_cli.sheet.view import scope_numbers
from spbe_cli.xlsx.package import Refused
from spbe_cli.xlsx.tables import read_duties


class AgencyFile(PartFile):
    """One agency: the indicators that it decides, and those to which it gives evidence."""

    agency: Text
    name: Text | None = None
    owns: Text | None = None
    supports: Text | None = None


class AssignmentFile(PartFile):
    """Which agency answers which indicators."""

    assignments: Annotated[tuple[AgencyFile, ...], Field(min_length=1)]
    instrument: Text | None = None
    source: Text | None = None


@frozen
class LoadedAssignment:
    """An assignment, None where errors forbid one, and the instrument it was held against."""

    assignment: Assignment | None
    findings: Findings
    instrument: Instrument | None = None


@frozen
class Duty:
    """One indicator of one agency, as its owner or as a contributor, with its place."""

    agency: str
    number: str
    owns: bool
    place: Place


@dataclass(slots=True)
class Written:
    """An assignment as written: duties, agencies with full names, findings of the `unreadable`."""

    place: Place
    duties: list[Duty] = field(default_factory=list)
    agencies: dict[str, str | None] = field(default_factory=dict)
    unreadable: list[Finding] = field(default_factory=list)


def load_assignment(
    path: FilePath | None, instrument: Instrument | None = None, otherwise: str = DEFAULT
) -> LoadedAssignment:
    """Read an assignment, if one is named; `instrument` wins, `otherwise` is where none is said."""
    if path is None:
        return LoadedAssignment(None, ())
    file = str(path)
    if path.suffix.casefold() in {".xlsx", ".xlsm"}:
        try:
            sheet, rows = read_duties(path, file)
        except Refused as refused:
            return LoadedAssignment(None, (refused.finding,))
        return _judged(_written_in_rows(file, sheet, rows), instrument or shipped(otherwise))
    root, broken = load_root(path, file)
    if root is None:
        return LoadedAssignment(None, broken)
    loaded = _from_yaml(root, file, instrument, otherwise)
    sound = None if broken else loaded.assignment
    return replace(loaded, assignment=sound, findings=in_order(*broken, *loaded.findings))


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
    written = _written_in_yaml(source, parsed)
    name = parsed.instrument or otherwise
    if instrument or name.casefold() in shipped_ids():
        return _judged(written, instrument or shipped(name.casefold()))
    # I124: the instrument is a shipped one.
    close = get_close_matches(name, shipped_ids(), n=1)
    facts: dict[str, Fact] = {"key": Raw("instrument"), "kind": Word("kinds.follows")}
    facts |= {"found": Quoted(name), "suggestion": close[0] if close else ""}
    unknown = source.finding("I124", ("instrument",), "" if close else "alone", **facts)
    return LoadedAssignment(None, (unknown, *written.unreadable))


def _written_in_yaml(source: Source, parsed: AssignmentFile) -> Written:
    """I109, I130: no agency stands twice, and its numbers can be read."""
    written = Written(source.place(("assignments",)))
    keys = ((name_key(one.agency), number) for number, one in enumerate(parsed.assignments))
    for _, first, number in repeated(keys):
        line = source.line(("assignments", first, "agency"))
        found = Quoted(parsed.assignments[number].agency)
        path: Path = ("assignments", number, "agency")
        written.unreadable.append(source.finding("I109", path, found=found, line=line))
    for number, one in enumerate(parsed.assignments):
        # Of an agency that stands twice, the first full name counts.
        written.agencies.setdefault(one.agency, one.name)
        for key, text in (("owns", one.owns), ("supports", one.supports)):
            if text is None:
                continue
            numbers, place = written_ranges(text), source.place(("assignments", number, key))
            if numbers is None:
                facts: dict[str, Fact] = {"key": Raw(key), "found": Quoted(text)}
                written.unreadable.append(Finding("I130", place, facts, "ranges"))
            written.duties += [Duty(one.agency, n, key == "owns", place) for n in numbers or ()]
    return written


def _written_in_rows(file: str, sheet: str, rows: Iterable[tuple[Cell, Cell, Cell]]) -> Written:
    """Take the rows of a table apart; agencies in a cell stand apart by semicolons or lines."""
    written = Written(Place(file, sheet))
    names: dict[str, str] = {}
    for indicators, owner, contributors in rows:
        numbers = scope_numbers(indicators)
        if numbers is None:
            facts: dict[str, Fact] = {"key": Raw("Indikator"), "found": Quoted(shown(indicators))}
            place = Place(file, sheet, indicators.ref)
            written.unreadable.append(Finding("I130", place, facts, "ranges"))
        for cell, owns in ((owner, True), (contributors, False)):
            place = Place(file, sheet, cell.ref)
            for part in re.split(r"[;\n]", shown(cell)):
                name = " ".join(part.split())
                if name and numbers:
                    name = names.setdefault(name_key(name), name)
                    written.agencies[name] = None
                    written.duties += [Duty(name, number, owns, place) for number in numbers]
    return written


def _judged(written: Written, instrument: Instrument) -> LoadedAssignment:
    """Make the assignment, or say what forbids it; an indicator without an owner is a warning."""
    known = tuple(indicator.code for indicator in instrument.indicators())
    told = in_order(*written.unreadable, *_misfits(written, instrument, known))
    if has_errors(told):
        return LoadedAssignment(None, told, instrument)
    duties: dict[str, dict[str, bool]] = defaultdict(dict)
    for duty in written.duties:
        duties[duty.agency][duty.number] = duty.owns
    agencies = []
    for name, full in written.agencies.items():
        owns, supports = (
            tuple(code for code in known if duties[name].get(code) is owning)
            for owning in (True, False)
        )
        agencies.append(Agency(name, owns, supports, full))
    return LoadedAssignment(Assignment(tuple(agencies)), told, instrument)


def _misfits(written: Written, instrument: Instrument, known: Sequence[str]) -> Iterator[Finding]:
    """I106, I128, I129, I206: every indicator exists, is assigned once, and has one owner."""
    facts: dict[str, Fact]
    unknown: dict[tuple[Place, str], list[str]] = defaultdict(list)
    owning: dict[str, dict[str, Duty]] = defaultdict(dict)
    for duty in written.duties:
        if duty.number not in known:
            unknown[duty.place, duty.agency].append(duty.number)
        elif duty.owns:
            owning[duty.number].setdefault(duty.agency, duty)
    for (place, agency), numbers in unknown.items():
        facts = {"agency": agency, "found": Numbers(tuple(numbers))}
        facts |= {"instrument": instrument.title, "range": span(instrument)}
        yield Finding("I128", place, facts)
    every = (((duty.agency, duty.number), duty) for duty in written.duties)
    for (agency, number), first, again in repeated(every):
        line = first.place.line or int("".join(filter(str.isdigit, str(first.place.cell))))
        facts = {"agency": agency, "number": number, "line": line}
        yield Finding("I106", again.place, facts, "duty", indicator=number)
    for number, owners in owning.items():
        if len(owners) > 1:
            *_, last = owners.values()
            facts = {"number": number, "count": len(owners), "agency": Listed(tuple(owners))}
            yield Finding("I129", last.place, facts, indicator=number)
    without = tuple(code for code in known if code not in owning)
    # That no owner is there may only follow from what can't be read.
    if without and not written.unreadable:
        facts = {"count": len(without), "numbers": Numbers(without)}
        yield Finding("I206", written.place, facts)
