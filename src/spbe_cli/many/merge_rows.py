"""What files say of every row and piece of evidence, and what holds: what all say, or by a rule.

A level that is missing is no fault here: while sheets come in, gaps are the normal state.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from spbe_cli.answers import Agency, Assignment, Cell, Item, Kind
from spbe_cli.findings import Fact, Finding, Listed, Place, Raw
from spbe_cli.instrument import Instrument
from spbe_cli.many.record import record_of
from spbe_cli.many.senders import Sent, by_agency
from spbe_cli.sheet.assess import Assessment, faults_beside_gaps
from spbe_cli.sheet.cells import evidence_of, written
from spbe_cli.sheet.items import joined
from spbe_cli.xlsx.styles import is_cut

OWNER: Final = "owner"
"""The rule by which the agency that is responsible decides; the others are lowest and highest."""

_PIECES: Final = re.compile(r";\s+|\s*\n\s*")
"""What stands between two documents; a semicolon inside a link stays."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in one row of a file, and who says so; without a level it only adds evidence."""

    sent: Sent
    level: Fraction | None
    evidence: str
    explanation: str
    place: Place


@dataclass(frozen=True, slots=True)
class Claim(Entry):
    """An entry with a level.

    `external` is the value of another agency's index; `converted` tells that the level comes
    from it, and was not typed.
    """

    level: Fraction
    external: Fraction | None
    converted: bool


@dataclass(frozen=True, slots=True)
class Part(Sent):
    """One file: whose it is, which rows were asked for, what it says.

    `errors` keep it from being merged.
    """

    instrument: Instrument
    asked: tuple[str, ...]
    entries: Mapping[str, Entry]
    errors: tuple[Finding, ...]
    items: tuple[Item, ...]

    def levels(self) -> Mapping[str, Fraction]:
        """Return the level of every row that has one."""
        entries = self.entries.items()
        return {row: entry.level for row, entry in entries if isinstance(entry, Claim)}


@dataclass(frozen=True, slots=True)
class MergedRow:
    """One row of the merged sheet: who decides it, what is said of it, and what holds.

    What is said has the owner's word first.  `claim` is the level that holds, if there is one;
    `evidence` and `explanation` are everyone's.
    """

    number: str
    name: str
    owner: Agency | None
    said: tuple[Entry, ...]
    claim: Claim | None
    evidence: str
    explanation: str

    @property
    def claims(self) -> list[Claim]:
        """The levels given."""
        return [entry for entry in self.said if isinstance(entry, Claim)]

    @property
    def others(self) -> list[Claim]:
        """The levels given that do not hold."""
        return [one for one in self.claims if self.claim and one.level != self.claim.level]


def part_of(assessment: Assessment, assignment: Assignment | None) -> Part | None:
    """Return what a file gives; None if it can't be read."""
    view = assessment.view
    if view is None:
        return None
    sent = by_agency(record_of(assessment), assignment)
    entries: dict[str, Entry] = {}
    for number, row in view.rows.items():
        answer, place = view.answers.get(number), view.place(row.level)
        evidence = "" if row.evidence.failed else _text(row.evidence)
        explanation = _text(row.explanation)
        if answer:
            level, external, converted = answer.level, answer.external, row.level.blank
            entries[number] = Claim(sent, level, evidence, explanation, place, external, converted)
        elif evidence or explanation:
            entries[number] = Entry(sent, None, evidence, explanation, place)
    return Part(
        sent.record,
        sent.sender,
        sent.agency,
        sent.assigned,
        view.instrument,
        view.asked,
        entries,
        faults_beside_gaps(assessment.findings),
        view.items,
    )


def _text(cell: Cell) -> str:
    as_it_is = cell.kind is Kind.TEXT and not cell.blank
    return str(cell.value) if as_it_is else written(cell)


def merged_rows(
    instrument: Instrument, parts: Sequence[Part], assignment: Assignment | None, rule: str | None
) -> tuple[MergedRow, ...]:
    """Join what parts say of every row, in the order of the instrument.

    Of explanations each is a paragraph, after the name of the agency.
    """
    owners: Mapping[str, Agency] = assignment.owners if assignment else {}
    found = []
    for number, indicator in instrument.rows().items():
        owner = owners.get(indicator.code)
        said = [part.entries[number] for part in parts if number in part.entries]
        if owner:
            said.sort(key=lambda entry: entry.sent.assigned != owner)
        explained = (entry for entry in said if entry.explanation.strip())
        paragraphs = (f"[{entry.sent.agency}] {entry.explanation}" for entry in explained)
        row = MergedRow(
            number=number,
            name=indicator.short,
            owner=owner,
            said=tuple(said),
            claim=None,
            evidence=_joined_evidence([entry.evidence for entry in said]),
            explanation="\n".join(paragraphs),
        )
        found.append(replace(row, claim=_followed(row, rule)))
    return tuple(found)


def _followed(row: MergedRow, rule: str | None) -> Claim | None:
    """Return whose level holds: the one that all give, or the one that a rule picks."""
    claims, owner = row.claims, row.owner
    if len({claim.level for claim in claims}) <= 1:
        return claims[0] if claims else None
    if rule == OWNER:
        return claims[0] if owner and claims[0].sent.assigned == owner else None
    picks = {"lowest": min, "highest": max}
    return picks[rule](claims, key=lambda claim: claim.level) if rule else None


def _joined_evidence(texts: Sequence[str]) -> str:
    """Join the evidence of all, each document once; words for none count only where all say so."""
    given = [text for text in texts if text.strip()]
    telling = [text for text in given if evidence_of(Cell("", Kind.TEXT, text))] or given[:1]
    if len(set(telling)) <= 1:
        return telling[0] if telling else ""
    pieces = (piece.strip() for text in telling for piece in _PIECES.split(text))
    return "; ".join(dict.fromkeys(filter(None, pieces)))


def levels_agree(row: MergedRow) -> Iterator[Finding]:
    """B101: agencies that answer the same indicator give the same level, or a rule decides."""
    if row.claim or not row.claims:
        return
    first, *others = row.claims
    variant = OWNER if row.owner and first.sent.assigned == row.owner else ""
    for claim in others:
        if claim.level != first.level:
            facts: dict[str, Fact] = {
                "number": row.number,
                "name": row.name,
                "agency1": claim.sent.agency,
                "level1": claim.level,
                "agency2": first.sent.agency,
                "level2": first.level,
                "place": str(first.place),
                "owner": row.owner.name if row.owner else "",
            }
            yield Finding("B101", claim.place, facts, variant, row.number)


def row_is_sound(row: MergedRow, contributors: Sequence[Agency]) -> Iterator[Finding]:
    """Yield what is odd about one row.

    B206: a level comes from the owner; a contributor may give one beside the owner's.
    B210: the texts of all fit into one cell.
    """
    facts: dict[str, Fact] = {"number": row.number, "name": row.name}
    answered = any(claim.sent.assigned == row.owner for claim in row.claims)
    for claim in row.claims:
        sender = claim.sent.assigned
        allowed = sender == row.owner or (answered and sender in contributors)
        if row.owner and sender and not allowed:
            agencies = {"agency1": sender.name, "agency2": row.owner.name}
            yield Finding("B206", claim.place, facts | agencies, indicator=row.number)
    for variant, text in (("", row.explanation), ("evidence", row.evidence)):
        if is_cut(text):
            yield Finding("B210", row.said[0].place, facts, variant, row.number)


# Pieces of evidence


_WEAKEST_FIRST: Final = ("ditolak", "revisi", "belum", "ada", "diterima")
"""Where nobody decides the weakest status holds: no more is claimed than all do."""


def merged_items(
    parts: Sequence[Part], assignment: Assignment | None
) -> tuple[tuple[Item, ...], tuple[Finding, ...]]:
    """A246: agencies that fill in the same piece give it the same status.

    The owner of the indicator decides, without one the weakest status; files and notes are
    everyone's.
    """
    owners: Mapping[str, Agency] = assignment.owners if assignment else {}
    said: dict[str, list[tuple[Part, Item]]] = {}
    for part in parts:
        for item in part.items:
            if item.begun or item.owner:
                said.setdefault(item.code, []).append((part, item))
    items, findings = [], list[Finding]()
    for given in said.values():
        begun = [one for one in given if one[1].begun] or given
        owner = owners.get(begun[0][1].indicator)
        followed = next((item for part, item in begun if owner and part.assigned == owner), None)
        rows = [item for _, item in begun]
        followed = followed or min(rows, key=lambda item: _WEAKEST_FIRST.index(item.status))
        items.append(replace(joined(rows), status=followed.status))
        if len({item.status for item in rows}) > 1:
            statuses = Listed(tuple(Raw(f"{item.status} ({part.agency})") for part, item in begun))
            facts: dict[str, Fact] = {"item": followed.code, "statuses": statuses}
            facts["found"] = Raw(followed.status)
            place, indicator = rows[-1].place, followed.indicator
            findings.append(Finding("A246", place, facts, indicator=indicator))
    return tuple(items), tuple(findings)
