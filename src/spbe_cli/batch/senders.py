"""Whose sheets they are: by Identitas, never by the name of the file.

One sender sends one sheet.  The same one twice is counted once; of different ones the
latest counts if that is wished, else it is an error, because nobody knows which is meant.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from spbe_cli.assignment import Agency, Assignment, name_key
from spbe_cli.batch.record import Record
from spbe_cli.findings import Day, Fact, Finding, Listed, Place, base_name
from spbe_cli.sheet.dates import Sending, correction_number, last_place, read_date
from spbe_cli.sheet.identity import plain

OCCASION: Final = ("instansi", "tahun", "tahap")
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
    once = leave_out_doubles(with_senders(tuple(records), plan), settled)
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


def with_senders(records: Sequence[Record], plan: Assignment | None) -> Iterator[Sent]:
    """Yield every sheet with who sent it, and for which year and stage; None if it does not say.

    An agency of the plan is one sender, by whichever of its names it calls itself.  What the
    sheet of an agency leaves blank agrees with what its others say, if these agree.
    """
    names = [sender_key(record, plan) for record in records]
    said: dict[tuple[str, str], set[str]] = {}
    for record, name in zip(records, names, strict=True):
        for label in OCCASION:
            said.setdefault((name, label), set()).add(plain(record.says(label)))
    for record, name in zip(records, names, strict=True):
        if record.identity is None or not (name or record.says("instansi")):
            yield record, None
        else:
            others = (said[name, label] - {""} if name else set() for label in OCCASION)
            given = zip(others, map(record.says, OCCASION), strict=True)
            yield record, (name, *(one_of(known, text) for known, text in given))


def sender_key(record: Record, plan: Assignment | None) -> str:
    """Return the name of an agency as it is compared, empty for a whole institution."""
    agency = agency_of(record, plan)
    return name_key(agency.name if agency else record.says("perangkat daerah"))


def one_of(known: set[str], text: str) -> str:
    """Return what is said; where nothing is, what all the others say."""
    return plain(text) or (next(iter(known)) if len(known) == 1 else "")


def agency_of(record: Record, plan: Assignment | None) -> Agency | None:
    """Return the agency of the plan whose sheet it is.

    It says so in Identitas; where that can't be read, or says nothing, its file may.
    """
    if plan is None:
        return None
    named = record.says("perangkat daerah")
    if named or not (record.identity is None or record.part):
        return plan.agency(named) if named else None
    words = f" {name_key(base_name(record.file).replace('_', ' '))} "
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
    found = last_place([sending(record) for record in group]) if latest else None
    if found is None:
        files = Listed(tuple(record.file for record in group))
        facts |= {"files": files}
        return Finding("B102", Place(group[0].file), facts, "undated" if latest else ""), []
    last, variant = group[found[0]], found[1]
    told = sending(last)
    facts |= {"file": last.file, "date": told.day or Day(), "number": told.number}
    return Finding("B202", Place(last.file), facts, variant), [r for r in group if r is not last]


def sending(record: Record) -> Sending:
    """Return what tells when a sheet was sent."""
    number = correction_number(record.says("perbaikan"))
    return Sending(read_date(record.says("tanggal")), number, not record.errors)
