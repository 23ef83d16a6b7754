"""Whose sheets they are: by Identitas, never by the name of the file.

One sender sends one sheet.  The same one twice is counted once; of different ones the
latest counts if that is wished, else it is an error, because nobody knows which is meant.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from spbe_cli.assignment import Agency, Assignment, name_key
from spbe_cli.batch.record import Record
from spbe_cli.checks.dates import last_place, read_date
from spbe_cli.findings import Day, Fact, Finding, Listed, Place

OCCASION: Final = ("tahun", "tahap")
NAMED_BY: Final = ("perangkat daerah", "instansi")

Sender = tuple[str, ...]
Sent = tuple[Record, Sender | None]


@dataclass(slots=True)
class Settled:
    """Which sheets count: the others came twice, or are older ones of a sender."""

    used: list[Record] = field(default_factory=list)
    superseded: list[Record] = field(default_factory=list)
    doubles: list[Record] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def settle(records: Iterable[Record], plan: Assignment | None, *, latest: bool) -> Settled:
    """Find out which sheets count; they stay in their order."""
    settled = Settled()
    senders = [(record, sender_of(record, plan)) for record in records]
    once = leave_out_doubles(senders, settled)
    older: set[str] = set()
    for group in by_sender(once):
        finding, left_out = judge(group, plan, latest=latest)
        settled.findings.append(finding)
        older.update(record.file for record in left_out)
    settled.used = [record for record, _ in once if record.file not in older]
    settled.superseded = [record for record, _ in once if record.file in older]
    return settled


def leave_out_doubles(senders: Iterable[Sent], settled: Settled) -> list[Sent]:
    """B204: no file comes twice."""
    first: dict[object, Record] = {}
    once = []
    for record, sender in senders:
        said = (sender, record.answers) if sender and record.answers else None
        keys = [key for key in (record.sha256, said) if key]
        known = next((first[key] for key in keys if key in first), None)
        if known is None:
            first.update(dict.fromkeys(keys, record))
            once.append((record, sender))
        else:
            settled.doubles.append(record)
            facts = {"file1": known.file, "file2": record.file}
            settled.findings.append(Finding("B204", Place(record.file), facts))
    return once


def sender_of(record: Record, plan: Assignment | None) -> Sender | None:
    """Return who sent a sheet, and for which year and stage; None if it does not say.

    An agency of the plan is one sender, by whichever of its names it calls itself.
    """
    agency = agency_of(record, plan)
    name = agency.name if agency else record.says("perangkat daerah")
    who = (record.says("instansi"), name)
    if not any(who):
        return None
    return *map(name_key, who), *(record.says(label).casefold() for label in OCCASION)


def agency_of(record: Record, plan: Assignment | None) -> Agency | None:
    """Return the agency of the plan whose sheet it is.

    It says so in Identitas; where that can't be read, or says nothing, its file may.
    """
    if plan is None:
        return None
    named = record.says("perangkat daerah")
    if named or not (record.identity is None or record.part):
        return plan.agency(named) if named else None
    words = f" {name_key(record.file.replace('_', ' '))} "
    found = [key for key in plan.known if f" {key} " in words]
    return plan.known[max(found, key=len)] if found else None


def sender_name(record: Record) -> str:
    """Return how a sender is called: the agency, else the institution, else the file."""
    said = (record.says(label) for label in NAMED_BY)
    return next(filter(None, said), record.file)


def by_sender(senders: Iterable[Sent]) -> Iterator[list[Record]]:
    """Yield the sheets of every sender of several."""
    groups: dict[Sender, list[Record]] = {}
    for record, sender in senders:
        if sender:
            groups.setdefault(sender, []).append(record)
    yield from (group for group in groups.values() if len(group) > 1)


def judge(
    group: list[Record], plan: Assignment | None, *, latest: bool
) -> tuple[Finding, list[Record]]:
    """B102, B202: one sender sends one sheet; return also those that do not count."""
    agency = agency_of(group[0], plan)
    name = agency.name if agency else sender_name(group[0])
    facts: dict[str, Fact] = {"agency": name, "count": len(group)}
    days = [read_date(record.says("tanggal")) for record in group]
    sent = [(day, not record.errors) for day, record in zip(days, group, strict=True)]
    place = last_place(sent) if latest else None
    if place is None:
        files = Listed(tuple(record.file for record in group))
        facts |= {"files": files}
        return Finding("B102", Place(group[0].file), facts, "undated" if latest else ""), []
    last, day = group[place], days[place]
    facts |= {"file": last.file, "date": day or Day()}
    finding = Finding("B202", Place(last.file), facts, "sound" if days.count(day) > 1 else "")
    return finding, [one for one in group if one is not last]
