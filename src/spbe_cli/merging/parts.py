"""What one file gives to the merged sheet.

A level that is missing is no fault here: while sheets come in, gaps are the normal state.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import PurePath

from spbe_cli.answers import Cell, Kind
from spbe_cli.assignment import Agency, Assignment, short_name
from spbe_cli.findings import Finding, Place, has_errors
from spbe_cli.instrument import Instrument
from spbe_cli.sheet.assess import Assessment
from spbe_cli.sheet.cells import written
from spbe_cli.sheet.check import faults_beside_gaps
from spbe_cli.sheet.identity import identity_places
from spbe_cli.sheet.view import View, view_of


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in one row of a file; without a level it only adds evidence.

    `external` is the value of another agency's index; `converted` tells that the level comes
    from it, and was not typed.
    """

    level: Fraction | None
    evidence: str
    explanation: str
    place: Place
    external: Fraction | None = None
    converted: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One file: whose it is, which rows were asked for, what it says.

    `assigned` is the agency of the assignment, where there is one and it knows the sender.
    `errors` keep it from being merged; `flawless` tells that no answer is missing either.
    """

    file: str
    sha256: str
    name: str
    assigned: Agency | None
    instrument: Instrument
    identity: Mapping[str, str]
    places: Mapping[str, Place]
    asked: tuple[str, ...]
    entries: Mapping[str, Entry]
    errors: tuple[Finding, ...] = ()
    flawless: bool = True

    @property
    def agency(self) -> str:
        """What tables and findings call the sender."""
        return self.assigned.name if self.assigned else short_name(self.name)

    def levels(self) -> Mapping[str, Fraction]:
        """Return the level of every row that has one."""
        entries = self.entries.items()
        return {row: entry.level for row, entry in entries if entry.level is not None}


def part_of(assessment: Assessment, assignment: Assignment | None) -> Part | None:
    """Return what a file gives; None if it can't be read."""
    raw, instrument = assessment.raw, assessment.instrument
    if raw is None or instrument is None:
        return None
    view = view_of(instrument, raw)
    name = assessment.identity.get("perangkat daerah") or ""
    return Part(
        file=assessment.file,
        sha256=raw.sha256,
        name=name or PurePath(assessment.file).stem,
        assigned=assignment.agency(name) if assignment and name else None,
        instrument=instrument,
        identity=assessment.identity,
        places=identity_places(raw),
        asked=view.asked,
        entries=entries_of(view),
        errors=faults_beside_gaps(assessment.findings),
        flawless=not has_errors(assessment.findings),
    )


def entries_of(view: View) -> dict[str, Entry]:
    """Return what the rows say, without those that say nothing."""
    found = {}
    for number, row in view.rows.items():
        answer = view.answers.get(number)
        evidence = "" if row.evidence.failed else text_of(row.evidence)
        explanation = text_of(row.explanation)
        if answer or evidence or explanation:
            found[number] = Entry(
                answer.level if answer else None,
                evidence,
                explanation,
                view.place(row.level),
                answer.external if answer else None,
                answer is not None and row.level.blank,
            )
    return found


def text_of(cell: Cell) -> str:
    """Return the text of a cell as it was written, with the blanks around it."""
    if cell.blank:
        return written(cell)
    return str(cell.value) if cell.kind is Kind.TEXT else written(cell)
