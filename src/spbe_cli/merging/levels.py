"""One level for every row: where senders agree, or as a rule decides."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from spbe_cli.assignment import Agency, Assignment
from spbe_cli.findings import Fact, Finding
from spbe_cli.instrument import Instrument
from spbe_cli.merging.parts import Entry, Part

OWNER: Final = "owner"
"""The rule by which the agency that is responsible decides; the others are lowest and highest."""


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


def followed(row: Row, rule: str | None) -> Claim | None:
    """Return whose level holds: the one that all give, or the one that a rule picks."""
    claims = row.claims()
    if not claims or not row.differs():
        return claims[0] if claims else None
    if rule == OWNER:
        return claims[0] if row.is_owners(claims[0]) else None
    picks = {"lowest": min, "highest": max}
    return picks[rule](claims, key=level_of) if rule else None


def level_of(claim: Claim) -> Fraction:
    """Return the level of a claim."""
    return claim.level


def decision(row: Row, rule: str | None) -> Decision | None:
    """Return what a rule decided about a row, if it had to."""
    first = followed(row, rule)
    if first is None or not row.differs():
        return None
    others = tuple(claim for claim in row.claims() if claim.level != first.level)
    return Decision(row, first, others)


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
            variant = "owner" if row.is_owners(first) else ""
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
