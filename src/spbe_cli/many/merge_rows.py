"""What files say of every row, and the one level that holds: where all agree, or by a rule.

A level that is missing is no fault here: while sheets come in, gaps are the normal state.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from spbe_cli.answers import Cell, Kind
from spbe_cli.assignment import Agency, Assignment
from spbe_cli.findings import Fact, Finding, Place
from spbe_cli.instrument import Instrument
from spbe_cli.many.record import Record, record_of
from spbe_cli.many.senders import Sent, by_agency
from spbe_cli.sheet.assess import Assessment
from spbe_cli.sheet.cells import evidence_of, written
from spbe_cli.sheet.check import faults_beside_gaps
from spbe_cli.sheet.identity import identity_places
from spbe_cli.sheet.view import View, view_of
from spbe_cli.xlsx.styles import is_cut

OWNER: Final = "owner"
"""The rule by which the agency that is responsible decides; the others are lowest and highest."""

_PIECES: Final = re.compile(r";\s+|\s*\n\s*")
"""What stands between two documents; a semicolon inside a link stays."""


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

    `errors` keep it from being merged.
    """

    sent: Sent
    instrument: Instrument
    identity: Mapping[str, str]
    places: Mapping[str, Place]
    asked: tuple[str, ...]
    entries: Mapping[str, Entry]
    errors: tuple[Finding, ...] = ()

    @property
    def record(self) -> Record:
        """What is kept of the file."""
        return self.sent.record

    @property
    def file(self) -> str:
        """The file, as findings call it."""
        return self.record.file

    @property
    def assigned(self) -> Agency | None:
        """The agency of the assignment, where there is one and it knows the sender."""
        return self.sent.agency

    @property
    def agency(self) -> str:
        """What tables and findings call the sender."""
        return self.sent.name

    def levels(self) -> Mapping[str, Fraction]:
        """Return the level of every row that has one."""
        entries = self.entries.items()
        return {row: entry.level for row, entry in entries if entry.level is not None}


@dataclass(frozen=True, slots=True)
class Claim:
    """A level that one part gives to a row."""

    part: Part
    entry: Entry
    level: Fraction


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the instrument: who decides it, and what is said of it, the owner first."""

    number: str
    name: str
    owner: Agency | None
    said: tuple[tuple[Part, Entry], ...]

    def claims(self) -> tuple[Claim, ...]:
        """Return the levels given, the owner's first."""
        return tuple(Claim(p, e, e.level) for p, e in self.said if e.level is not None)

    def is_owners(self, claim: Claim) -> bool:
        """Tell whether the owner gave this level."""
        return self.owner is not None and claim.part.assigned == self.owner

    def differs(self) -> bool:
        """Tell whether several levels are given."""
        return len({claim.level for claim in self.claims()}) > 1


@dataclass(frozen=True, slots=True)
class Decision:
    """A difference of levels that a rule decided: who was followed, and who was not."""

    row: Row
    followed: Claim
    others: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class MergedRow:
    """One row of the merged sheet: its level, everyone's evidence, and where they come from."""

    row: Row
    claim: Claim | None
    evidence: str
    explanation: str

    @property
    def answered(self) -> bool:
        """Tell whether anybody gave a level, be it agreed or not."""
        return bool(self.row.claims())

    @property
    def level(self) -> Fraction | None:
        """The level that holds, if there is one."""
        return self.claim.level if self.claim else None


def part_of(assessment: Assessment, assignment: Assignment | None) -> Part | None:
    """Return what a file gives; None if it can't be read."""
    raw, instrument = assessment.raw, assessment.instrument
    if raw is None or instrument is None:
        return None
    view = view_of(instrument, raw)
    return Part(
        sent=by_agency(record_of(assessment), assignment),
        instrument=instrument,
        identity=assessment.identity,
        places=identity_places(raw),
        asked=view.asked,
        entries=_entries(view),
        errors=faults_beside_gaps(assessment.findings),
    )


def rows_of(
    instrument: Instrument, parts: Sequence[Part], assignment: Assignment | None
) -> tuple[Row, ...]:
    """Sort what parts say by rows, in the order of the instrument, the owner's word first."""
    owners: Mapping[str, Agency] = assignment.owners if assignment else {}
    found = []
    for number, indicator in instrument.rows().items():
        owner = owners.get(indicator.code)
        said = [(part, part.entries[number]) for part in parts if number in part.entries]
        if owner:
            said.sort(key=lambda one: one[0].assigned != owner)
        found.append(Row(number, indicator.short, owner, tuple(said)))
    return tuple(found)


def merged_row(row: Row, rule: str | None) -> MergedRow:
    """Join what is said of a row: everyone's evidence, the level that holds.

    Of explanations each is a paragraph, after the name of the agency.
    """
    said = ((part.agency, entry.explanation) for part, entry in row.said)
    explanation = "\n".join(f"[{agency}] {text}" for agency, text in said if text.strip())
    return MergedRow(row, _followed(row, rule), _joined_evidence(row), explanation)


def decision(merged: MergedRow) -> Decision | None:
    """Return what a rule decided about a row, if it had to."""
    row, first = merged.row, merged.claim
    if first is None or not row.differs():
        return None
    return Decision(row, first, tuple(one for one in row.claims() if one.level != first.level))


def levels_agree(row: Row) -> Iterator[Finding]:
    """B101: agencies that answer the same indicator give the same level."""
    first, *others = row.claims()
    for claim in others:
        if claim.level != first.level:
            facts: dict[str, Fact] = {
                "number": row.number,
                "name": row.name,
                "agency1": claim.part.agency,
                "level1": claim.level,
                "agency2": first.part.agency,
                "level2": first.level,
                "place": str(first.entry.place),
                "owner": row.owner.name if row.owner else "",
            }
            variant = OWNER if row.is_owners(first) else ""
            yield Finding("B101", claim.entry.place, facts, variant, row.number)


def answers_come_from_those_asked(row: Row, contributors: Sequence[Agency]) -> Iterator[Finding]:
    """B206: a level comes from the owner; a contributor may give one beside the owner's."""
    claims = row.claims()
    answered = any(map(row.is_owners, claims))
    for claim in claims:
        sender = claim.part.assigned
        allowed = row.is_owners(claim) or (answered and sender in contributors)
        if row.owner and sender and not allowed:
            facts: dict[str, Fact] = {
                "number": row.number,
                "name": row.name,
                "agency1": sender.name,
                "agency2": row.owner.name,
            }
            yield Finding("B206", claim.entry.place, facts, indicator=row.number)


def texts_fit(merged: MergedRow) -> Iterator[Finding]:
    """B210: the texts of all fit into one cell."""
    row = merged.row
    for variant, text in (("", merged.explanation), ("evidence", merged.evidence)):
        if is_cut(text):
            facts: dict[str, Fact] = {"number": row.number, "name": row.name}
            yield Finding("B210", row.said[0][1].place, facts, variant, row.number)


def _entries(view: View) -> dict[str, Entry]:
    """Return what the rows say, without those that say nothing."""
    found = {}
    for number, row in view.rows.items():
        answer = view.answers.get(number)
        evidence = "" if row.evidence.failed else _text(row.evidence)
        explanation = _text(row.explanation)
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


def _text(cell: Cell) -> str:
    """Return the text of a cell as it was written, with the blanks around it."""
    as_it_is = cell.kind is Kind.TEXT and not cell.blank
    return str(cell.value) if as_it_is else written(cell)


def _followed(row: Row, rule: str | None) -> Claim | None:
    """Return whose level holds: the one that all give, or the one that a rule picks."""
    claims = row.claims()
    if not claims or not row.differs():
        return claims[0] if claims else None
    if rule == OWNER:
        return claims[0] if row.is_owners(claims[0]) else None
    picks = {"lowest": min, "highest": max}
    return picks[rule](claims, key=lambda claim: claim.level) if rule else None


def _joined_evidence(row: Row) -> str:
    """Join the evidence of all, each document once; words for none count only where all say so."""
    texts = [entry.evidence for _, entry in row.said if entry.evidence.strip()]
    telling = [text for text in texts if evidence_of(Cell("", Kind.TEXT, text))] or texts[:1]
    if len(set(telling)) <= 1:
        return telling[0] if telling else ""
    pieces = (piece.strip() for text in telling for piece in _PIECES.split(text))
    return "; ".join(dict.fromkeys(filter(None, pieces)))
