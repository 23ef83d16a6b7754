"""The agencies of one institution: who has sent what, and who has not sent anything.

Without an assignment an agency is known by the sheet that it sent.  A sheet that could not
be read belongs to the agency in whose name its file was written by `spbe template`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from spbe_cli.assignment import Agency, Assignment
from spbe_cli.batch.record import Record
from spbe_cli.batch.senders import agency_of, sender_name, with_senders
from spbe_cli.findings import Fact, Finding, Listed, Place
from spbe_cli.sheet.identity import agency_is_known, identities_agree


class State(StrEnum):
    """How far an agency is, in the order of how much is to be done."""

    SEVERAL = "several"
    FAULTY = "faulty"
    UNREADABLE = "unreadable"
    UNSENT = "unsent"
    REMARKED = "remarked"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Unit:
    """One agency with what it sent; `asked` is None where nobody knows.

    Of several sheets that differ nobody knows which is meant, so none of their answers counts.
    `agency` is that of the assignment, if there is one.
    """

    name: str
    records: tuple[Record, ...]
    asked: int | None
    agency: Agency | None = None

    @property
    def record(self) -> Record | None:
        """Its sheet, if it is known which one."""
        return self.records[0] if len(self.records) == 1 else None

    @property
    def state(self) -> State:
        """How far the agency is."""
        if self.record is None:
            return State.SEVERAL if self.records else State.UNSENT
        if self.record.identity is None:
            return State.UNREADABLE
        if self.errors:
            return State.FAULTY
        return State.REMARKED if self.warnings else State.READY

    @property
    def named(self) -> bool:
        """Tell whether it is known whose sheet it is."""
        return self.state is not State.UNREADABLE or self.agency is not None

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(record.errors for record in self.records)

    @property
    def warnings(self) -> int:
        """How many findings are warnings."""
        return sum(record.warnings for record in self.records)

    @property
    def answered(self) -> int | None:
        """How many answers are sound, None where there is nothing to count."""
        if self.record is None or self.record.identity is None:
            return None
        if self.agency is None:
            return self.record.answered
        return len(set(self.record.sound).intersection(self.agency.owns))


@dataclass(frozen=True, slots=True)
class Agencies:
    """The agencies, those that need work first, then by name; `findings` compare with the plan."""

    units: tuple[Unit, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Expected:
    """Who was to send sheets, until when, and where these lie.

    Nobody is late before all are read (`complete`).
    """

    assignment: Assignment | None
    origin: str
    complete: bool = True
    due: str | None = None


def agencies_of(records: Sequence[Record], expected: Expected) -> Agencies | None:
    """Return the agencies; None where sheets of whole institutions came, and nothing else."""
    plan = expected.assignment
    parts = [record for record in records if belongs(record, plan)]
    if plan is None and not parts:
        return None
    unreadable = [record for record in records if record.identity is None]
    if plan is None and len(parts) + len(unreadable) < len(records):
        # Among sheets of institutions it is not known what they were.
        unreadable = []
    units = [*units_of(parts, plan), *unreadable_units(unreadable, parts, plan)]
    if plan is None:
        return Agencies(ordered(units))
    missing = list(unsent(units, plan)) if expected.complete else []
    late = [late_finding(missing, expected)] if missing else []
    findings = (*identities_agree(papers(parts)), *unknown_names(parts, plan), *late)
    return Agencies(ordered([*units, *missing]), findings)


def belongs(record: Record, plan: Assignment | None) -> bool:
    """Tell whether a sheet is that of an agency, not of the institution as a whole."""
    named = record.says("perangkat daerah") if plan else ""
    return record.part or bool(named) or bool(record.identity and agency_of(record, plan))


def units_of(parts: Sequence[Record], plan: Assignment | None) -> Iterator[Unit]:
    """Yield one unit for every sender; of several institutions its name says whose it is."""
    several = len({record.says("instansi") for record in parts}) > 1
    groups: dict[object, list[Record]] = {}
    for record, sender in with_senders(parts, plan):
        agency = agency_of(record, plan)
        groups.setdefault(agency.name if agency else sender or record.file, []).append(record)
    for group in groups.values():
        first, agency = group[0], agency_of(group[0], plan)
        if agency:
            yield Unit(agency.name, tuple(group), duties(agency), agency)
            continue
        institution = first.says("instansi") if several and first.says("perangkat daerah") else ""
        name = " · ".join(filter(None, (sender_name(first), institution)))
        yield Unit(name, tuple(group), first.asked or None)


def unreadable_units(
    records: Sequence[Record], parts: Sequence[Record], plan: Assignment | None
) -> Iterator[Unit]:
    """Yield what could not be read: of an agency if its file says so and no other sheet came."""
    known = {agency.name for record in parts if (agency := agency_of(record, plan))}
    for record in records:
        agency = agency_of(record, plan)
        if agency is None or agency.name in known:
            yield Unit(record.file, (record,), None)
        else:
            known.add(agency.name)
            yield Unit(agency.name, (record,), duties(agency), agency)


def ordered(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Return the agencies: what must be corrected first, most errors first, then by name."""
    ranks = {State.UNSENT: 1, State.REMARKED: 2, State.READY: 3}

    def order(unit: Unit) -> tuple[int, int, bool, str]:
        readable = unit.state is not State.UNREADABLE
        return ranks.get(unit.state, 0), -unit.errors, readable, unit.name.casefold()

    return tuple(sorted(units, key=order))


def duties(agency: Agency) -> int:
    """Return of how many indicators an agency decides the level."""
    return len(agency.owns)


def unsent(units: Sequence[Unit], plan: Assignment) -> Iterator[Unit]:
    """Yield the agencies that were asked and have not sent anything."""
    names = {unit.name for unit in units}
    for agency in plan.agencies:
        if (agency.owns or agency.supports) and agency.name not in names:
            yield Unit(agency.name, (), duties(agency), agency)


def late_finding(missing: Sequence[Unit], expected: Expected) -> Finding:
    """B205: every unit has answered."""
    names = Listed(tuple(unit.name for unit in missing))
    facts: dict[str, Fact] = {"count": len(missing), "agencies": names}
    if expected.due:
        facts["until"] = expected.due
    return Finding("B205", Place(expected.origin), facts, "due" if expected.due else "")


class Paper(NamedTuple):
    """What Identitas of a sheet says, and where."""

    file: str
    identity: Mapping[str, str]
    places: Mapping[str, Place]


def papers(parts: Iterable[Record]) -> tuple[Paper, ...]:
    """Return what the sheets say in Identitas."""
    return tuple(Paper(one.file, one.identity or {}, one.places) for one in parts)


def unknown_names(records: Iterable[Record], plan: Assignment) -> Iterator[Finding]:
    """B208: the name of a unit is one of those assigned."""
    for record in records:
        name = record.says("perangkat daerah")
        if name:
            place = record.places.get("perangkat daerah", Place(record.file))
            yield from agency_is_known(name, place, plan)
