"""The agencies of one institution: who has sent what, and who has not sent anything.

Without an assignment an agency is known by the sheet that it sent.  A sheet that could not
be read belongs to the agency in whose name its file was written by `spbe template`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from spbe_cli.assignment import Agency, Assignment, name_key
from spbe_cli.batch.record import Record
from spbe_cli.batch.senders import sender_name
from spbe_cli.findings import Fact, Finding, Listed, Place, Quoted


class State(StrEnum):
    """How far an agency is, in the order of how much is to be done."""

    FAULTY = "faulty"
    UNREADABLE = "unreadable"
    UNSENT = "unsent"
    REMARKED = "remarked"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Unit:
    """One agency with its sheet, if it sent one; `asked` is None where nobody knows."""

    name: str
    record: Record | None
    asked: int | None

    @property
    def state(self) -> State:
        """How far the agency is."""
        if self.record is None:
            return State.UNSENT
        if self.record.identity is None:
            return State.UNREADABLE
        if self.record.errors:
            return State.FAULTY
        return State.REMARKED if self.record.findings else State.READY

    @property
    def answered(self) -> int | None:
        """How many answers are sound, None where there is nothing to count."""
        readable = self.record is not None and self.record.identity is not None
        return self.record.answered if self.record and readable else None


@dataclass(frozen=True, slots=True)
class Agencies:
    """The agencies, those that need work first, then by name; `findings` compare with the plan."""

    units: tuple[Unit, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Expected:
    """Who was to send sheets, and where these lie; nobody is late before all are read."""

    assignment: Assignment | None
    origin: str
    complete: bool = True


def agencies_of(records: Sequence[Record], expected: Expected) -> Agencies | None:
    """Return the agencies; None where sheets of whole institutions came, and nothing else."""
    plan = expected.assignment
    parts = [record for record in records if belongs(record, plan)]
    if plan is None and not parts:
        return None
    unreadable = sum(record.identity is None for record in records)
    if plan is not None or len(parts) + unreadable == len(records):
        own = {record.file for record in parts}
        parts = [one for one in records if one.identity is None or one.file in own]
    if plan is None:
        units = [Unit(sender_name(one), one, one.asked or None) for one in parts]
        return Agencies(ordered(units))
    units = [planned_unit(record, plan) for record in parts]
    missing = list(unsent(units, plan)) if expected.complete else []
    late = [late_finding(missing, expected.origin)] if missing else []
    findings = (*unknown_names(parts, plan), *late)
    return Agencies(ordered([*units, *missing]), findings)


def belongs(record: Record, plan: Assignment | None) -> bool:
    """Tell whether a sheet is that of an agency, not of the institution as a whole."""
    named = record.says("perangkat daerah")
    return record.part or bool(plan and named and plan.agency(named))


def ordered(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Return the agencies: what must be corrected first, most errors first, then by name."""
    ranks = {State.FAULTY: 0, State.UNREADABLE: 0, State.UNSENT: 1, State.REMARKED: 2}

    def order(unit: Unit) -> tuple[int, int, bool, str]:
        errors = unit.record.errors if unit.record else 0
        readable = unit.state is not State.UNREADABLE
        return ranks.get(unit.state, 3), -errors, readable, unit.name.casefold()

    return tuple(sorted(units, key=order))


def planned_unit(record: Record, plan: Assignment) -> Unit:
    """Return the agency of the plan that sent a sheet, or one by the sheet's own words."""
    agency = agency_of(record, plan)
    if agency is None:
        return Unit(sender_name(record), record, record.asked or None)
    return Unit(agency.name, record, record.asked or duties(agency))


def duties(agency: Agency) -> int:
    """Return of how many indicators an agency decides the level."""
    return len(agency.owns)


def agency_of(record: Record, plan: Assignment) -> Agency | None:
    """Return whose sheet it is: by Identitas, or by the file where that can't be read."""
    if record.identity is not None:
        return plan.agency(record.says("perangkat daerah"))
    words = f" {name_key(record.file.replace('_', ' '))} "
    found = [key for key in plan.known if f" {key} " in words]
    return plan.known[max(found, key=len)] if found else None


def unsent(units: Sequence[Unit], plan: Assignment) -> Iterator[Unit]:
    """Yield the agencies that were asked and have not sent anything."""
    names = {unit.name for unit in units}
    for agency in plan.agencies:
        if (agency.owns or agency.supports) and agency.name not in names:
            yield Unit(agency.name, None, duties(agency))


def late_finding(missing: Sequence[Unit], origin: str) -> Finding:
    """B205: every unit has answered."""
    names = Listed(tuple(unit.name for unit in missing))
    return Finding("B205", Place(origin), {"count": len(missing), "agencies": names})


def unknown_names(records: Iterable[Record], plan: Assignment) -> Iterator[Finding]:
    """B208: the name of a unit is one of those assigned."""
    for record in records:
        name = record.says("perangkat daerah")
        if name and plan.agency(name) is None:
            facts: dict[str, Fact] = {"found": Quoted(name)}
            close = plan.suggestion(name)
            if close:
                facts["suggestion"] = close
            yield Finding("B208", Place(record.file), facts, "suggestion" if close else "")
