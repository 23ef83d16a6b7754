"""The agencies of one institution: who has sent what, and who has not sent anything.

Without an assignment an agency is known by the sheet that it sent.  A sheet that could not
be read belongs to the agency in whose name its file was written by `spbe template`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from spbe_cli.assignment import Agency, Assignment
from spbe_cli.findings import Due, Fact, Finding, Listed, Place
from spbe_cli.many.record import Record
from spbe_cli.many.senders import (
    AGENCY,
    Sent,
    agency_of,
    by_occasion,
    sender_name,
    senders_are_known,
)
from spbe_cli.sheet.identity import identities_agree


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
        if not self.record.readable:
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
        if self.record is None or not self.record.readable:
            return None
        if self.agency is None:
            return self.record.answered
        return len(set(self.record.sound).intersection(self.agency.owns))


def agencies_of(
    records: Sequence[Record], plan: Assignment | None, *, complete: bool = True
) -> tuple[Unit, ...]:
    """Return the agencies, those that need work first, then by name.

    There are none where sheets of whole institutions came, and nothing else.  Who has not sent
    any is among them once all are read (`complete`).
    """
    parts = [record for record in records if _belongs(record, plan)]
    unreadable = [record for record in records if not record.readable]
    if plan is None and not parts:
        return ()
    units = list(_units_of(parts, plan))
    # Among sheets of institutions it is not known what the unreadable ones were.
    if plan or len(parts) + len(unreadable) == len(records):
        known = {agency.name for record in parts if (agency := agency_of(record, plan))}
        for record in unreadable:
            agency = agency_of(record, plan)
            if agency is None or agency.name in known:
                units.append(Unit(record.file, (record,), None))
            else:
                known.add(agency.name)
                units.append(Unit(agency.name, (record,), len(agency.owns), agency))
    if plan and complete:
        names = {unit.name for unit in units}
        asked = (one for one in plan.agencies if one.owns or one.supports)
        units += [Unit(a.name, (), len(a.owns), a) for a in asked if a.name not in names]
    return tuple(sorted(units, key=_urgency))


def sheets_fit(records: Sequence[Record], plan: Assignment) -> Iterator[Finding]:
    """B104, B208: the sheets of agencies are of one institution and year, and of known senders."""
    parts = [record for record in records if _belongs(record, plan)]
    yield from identities_agree(parts)
    yield from senders_are_known(parts, plan)


def all_have_sent(
    units: Sequence[Unit], plan: Assignment, origin: str, due: Due
) -> Iterator[Finding]:
    """B205: every unit has answered."""
    unsent = {unit.name for unit in units if unit.state is State.UNSENT}
    missing = tuple(agency.name for agency in plan.agencies if agency.name in unsent)
    if missing:
        facts: dict[str, Fact] = {"count": len(missing), "agencies": Listed(missing)}
        facts |= {"until": due} if due else {}
        yield Finding("B205", Place(origin), facts, "due" if due else "")


def _belongs(record: Record, plan: Assignment | None) -> bool:
    """Tell whether a sheet is that of an agency, not of the institution as a whole."""
    named = bool(plan and record.says(AGENCY))
    return record.part or named or bool(record.identity and agency_of(record, plan))


def _urgency(unit: Unit) -> tuple[int, int, bool, str]:
    ranks = {State.UNSENT: 1, State.REMARKED: 2, State.READY: 3}
    readable = unit.state is not State.UNREADABLE
    return ranks.get(unit.state, 0), -unit.errors, readable, unit.name.casefold()


def _units_of(parts: Sequence[Record], plan: Assignment | None) -> Iterator[Unit]:
    """Yield one unit for every sender; of several institutions its name says whose it is."""
    several = len({record.says("instansi") for record in parts}) > 1
    groups: dict[object, list[Sent]] = {}
    for one in by_occasion(parts, plan):
        key = one.assigned.name if one.assigned else one.sender or one.file
        groups.setdefault(key, []).append(one)
    for group in groups.values():
        records = tuple(one.record for one in group)
        first, agency = records[0], group[0].assigned
        if agency:
            yield Unit(agency.name, records, len(agency.owns), agency)
        else:
            institution = first.says("instansi") if several and first.says(AGENCY) else ""
            name = " · ".join(filter(None, (sender_name(first), institution)))
            yield Unit(name, records, first.asked or None)
