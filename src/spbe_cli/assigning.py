"""Load and check one assignment: from YAML, or from a table in a workbook."""

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from spbe_cli.assignment import Assignment
from spbe_cli.catalogue import DEFAULT, shipped_ids
from spbe_cli.checks.assignments import (
    AssignmentFile,
    read_yaml,
    written_in,
    written_in_rows,
)
from spbe_cli.checks.duties import assignment_of
from spbe_cli.checks.source import Source
from spbe_cli.document import Node
from spbe_cli.findings import Fact, Finding, Quoted, Raw, Word, has_errors
from spbe_cli.inspection import read, shipped
from spbe_cli.instrument import Instrument
from spbe_cli.xlsx.cells import position
from spbe_cli.xlsx.package import Refused
from spbe_cli.xlsx.reading import read_duties
from spbe_cli.yamlfile import parse

WORKBOOKS = frozenset({".xlsx", ".xlsm"})


@dataclass(frozen=True, slots=True)
class Assigned:
    """What came of one assignment; None where errors forbid one.

    `instrument` is the one that its numbers were held against.
    """

    assignment: Assignment | None
    findings: tuple[Finding, ...]
    instrument: Instrument | None = None


def load_assignment(
    path: Path, file: str, instrument: Instrument | None = None, otherwise: str = DEFAULT
) -> Assigned:
    """Read and check an assignment; `instrument` wins over the one that the file names.

    `otherwise` is the id of the instrument where neither says one.

    Raises:
        OSError: the file can't be opened.
    """
    if path.suffix.casefold() in WORKBOOKS:
        return from_workbook(path, file, instrument or shipped(otherwise))
    root, findings = parse(read(path), file)
    if root is None:
        return Assigned(None, findings)
    return from_yaml(root, findings, file, instrument, otherwise)


def from_workbook(path: Path, file: str, instrument: Instrument) -> Assigned:
    """Read and check the table of a workbook."""
    try:
        written, unreadable = written_in_rows(file, *read_duties(path, file))
    except Refused as refused:
        return Assigned(None, (refused.finding,))
    assignment, judged = assignment_of(instrument, written)
    findings = in_order(*unreadable, *without_cascades(unreadable, judged))
    return Assigned(None if unreadable else assignment, findings, instrument)


def from_yaml(
    root: Node,
    broken: tuple[Finding, ...],
    file: str,
    instrument: Instrument | None,
    otherwise: str = DEFAULT,
) -> Assigned:
    """Check the assignment that a YAML file holds; `broken` are the findings of its YAML."""
    source, parsed, faults = read_yaml(root, file)
    if parsed is None:
        return Assigned(None, (*broken, *faults))
    written, unreadable = written_in(source, parsed)
    used = instrument or named_instrument(parsed, otherwise)
    if used is None:
        return Assigned(None, (*broken, unknown_instrument(source, parsed), *unreadable))
    assignment, judged = assignment_of(used, written)
    findings = in_order(*broken, *unreadable, *without_cascades(unreadable, judged))
    sound = not has_errors((*broken, *unreadable))
    return Assigned(assignment if sound else None, findings, used)


def without_cascades(
    unreadable: tuple[Finding, ...], judged: tuple[Finding, ...]
) -> tuple[Finding, ...]:
    """Leave out what only follows from numbers that could not be read: no owner (I206)."""
    return tuple(one for one in judged if not (unreadable and one.code == "I206"))


def in_order(*findings: Finding) -> tuple[Finding, ...]:
    """Sort findings as they stand in the file: by line and column, or by cell."""
    return tuple(sorted(findings, key=place_in_file))


def place_in_file(finding: Finding) -> tuple[int, int]:
    """Return row and column of a finding; what is about the whole file comes first."""
    place = finding.place
    if place.cell:
        return position(place.cell) or (0, 0)
    return place.line or 0, place.column or 0


def named_instrument(parsed: AssignmentFile, otherwise: str) -> Instrument | None:
    """Return the instrument that a file names, or the other; None if there is no such one."""
    name = (parsed.instrument or otherwise).casefold()
    return shipped(name) if name in shipped_ids() else None


def unknown_instrument(source: Source, parsed: AssignmentFile) -> Finding:
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
