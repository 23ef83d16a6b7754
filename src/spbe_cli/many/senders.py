"""Who sent what: by Identitas, never by the name of the file where that can be read.

One sender sends one sheet.  The same one twice is counted once; of different ones the
latest counts if that is wished, else it is an error, because nobody knows which is meant.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from spbe_cli.assignment import Agency, Assignment, name_key, short_name
from spbe_cli.findings import Day, Fact, Finding, Listed, Place, base_name
from spbe_cli.many.record import Record
from spbe_cli.sheet.identity import NAMED_BY, agency_is_known, plain
from spbe_cli.sheet.numbers import Sending, correction_number, last_place, read_date

AGENCY: Final = "perangkat daerah"
_OCCASION: Final = ("instansi", "tahun", "tahap")

Sender = tuple[str, ...]
"""Who sent a sheet, as it is compared: its name, and for what where that counts, too."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A sheet, who sent it, None if it does not say, and how that sender is called (`agency`).

    `assigned` is the agency of the plan, where there is one and it knows the sender.
    """

    record: Record
    sender: Sender | None
    agency: str
    assigned: Agency | None

    @property
    def file(self) -> str:
        """The file, as findings call it."""
        return self.record.file


@dataclass(frozen=True, slots=True)
class SettledSheets:
    """Which sheets count: the others came twice, or are older ones of a sender."""

    used: list[Record]
    doubles: list[Record]
    findings: list[Finding]


def settle(sent: Sequence[Sent], *, latest: bool, told_at: int = 0) -> SettledSheets:
    """Find out which sheets count (B204: no file comes twice); they stay in their order.

    That nobody knows which is meant is told at the first of a sender's sheets, or at another.
    """
    first: dict[object, Record] = {}
    once: list[Sent] = []
    settled = SettledSheets([], [], [])
    for one in sent:
        record = one.record
        said = (one.sender, record.answers) if one.sender and record.answers else None
        keys = [key for key in (record.sha256, said) if key]
        known = next((first[key] for key in keys if key in first), None)
        if known is None:
            first.update(dict.fromkeys(keys, record))
            once.append(one)
        else:
            settled.doubles.append(record)
            facts = {"file1": known.file, "file2": record.file}
            settled.findings.append(Finding("B204", Place(record.file), facts))
    older: set[str] = set()
    for group in _by_sender(once):
        finding, left_out = _judge(group, told_at, latest=latest)
        settled.findings.append(finding)
        older.update(left_out)
    settled.used.extend(one.record for one in once if one.file not in older)
    return settled


def outdated(sent: Sequence[Sent]) -> dict[str, str]:
    """Return the sheets that are not the latest of their sender, each with that one."""
    old: dict[str, str] = {}
    for group in _by_sender(sent):
        found = last_place([_sending(one.record) for one in group])
        if found:
            last = group[found[0]].file
            old.update((one.file, last) for one in group if one.file != last)
    return old


def by_occasion(records: Sequence[Record], plan: Assignment | None) -> list[Sent]:
    """Say who sent each sheet, and for which year and stage: an institution has sheets of several.

    An agency of the plan is one sender, by whichever of its names it calls itself.  What the
    sheet of an agency leaves blank agrees with what its others say, if these agree.
    """
    named, found = [], []
    said: dict[tuple[str, str], set[str]] = {}
    for record in records:
        agency = agency_of(record, plan)
        key = name_key(agency.name if agency else record.says(AGENCY))
        named.append((record, agency, key))
        for label in _OCCASION if key else ():
            said.setdefault((key, label), set()).add(plain(record.says(label)))
    for record, agency, key in named:
        sender: Sender | None = None
        if record.readable and (key or record.says("instansi")):
            occasion = []
            for label in _OCCASION:
                others = said.get((key, label), set()) - {""}
                agreed = next(iter(others)) if len(others) == 1 else ""
                occasion.append(plain(record.says(label)) or agreed)
            sender = (key, *occasion)
        found.append(Sent(record, sender, agency.name if agency else sender_name(record), agency))
    return found


def by_agency(record: Record, plan: Assignment | None) -> Sent:
    """Say which agency sent a sheet, for whatever year; one that names none stands for itself."""
    said = record.says(AGENCY)
    agency = plan.agency(said) if plan and said else None
    if agency:
        return Sent(record, (name_key(agency.name),), agency.name, agency)
    name = said or PurePath(record.file).stem
    return Sent(record, (name_key(said),) if said else None, short_name(name), None)


def agency_of(record: Record, plan: Assignment | None) -> Agency | None:
    """Return the agency of the plan whose sheet it is.

    It says so in Identitas; where that can't be read, or says nothing, its file may.
    """
    if plan is None:
        return None
    named = record.says(AGENCY)
    if named or (record.readable and not record.part):
        return plan.agency(named) if named else None
    words = f" {name_key(base_name(record.file).replace('_', ' '))} "
    found = [key for key in plan.known if f" {key} " in words]
    return plan.known[max(found, key=len)] if found else None


def sender_name(record: Record) -> str:
    """Return how a sender is called: the agency, else the institution, else the file."""
    said = (record.says(label) for label in NAMED_BY)
    return next(filter(None, said), record.file)


def senders_are_known(records: Sequence[Record], plan: Assignment) -> Iterator[Finding]:
    """B208: the name of a sender is one of those assigned."""
    for record in records:
        if name := record.says(AGENCY):
            place = record.places.get(AGENCY, Place(record.file))
            yield from agency_is_known(name, place, plan)


def _by_sender(sent: Sequence[Sent]) -> Iterator[list[Sent]]:
    groups: dict[Sender, list[Sent]] = {}
    for one in sent:
        if one.sender:
            groups.setdefault(one.sender, []).append(one)
    yield from (group for group in groups.values() if len(group) > 1)


def _judge(group: Sequence[Sent], told_at: int, *, latest: bool) -> tuple[Finding, list[str]]:
    """B102, B202: one sender sends one sheet; return also the files that do not count."""
    files = [one.file for one in group]
    facts: dict[str, Fact] = {"agency": group[0].agency, "count": len(group)}
    found = last_place([_sending(one.record) for one in group]) if latest else None
    if found is None:
        facts["files"] = Listed(tuple(files))
        return Finding("B102", Place(files[told_at]), facts, "undated" if latest else ""), []
    position, variant = found
    last, told = files.pop(position), _sending(group[position].record)
    facts |= {"file": last, "date": told.day or Day(), "number": told.number}
    return Finding("B202", Place(last), facts, variant), files


def _sending(record: Record) -> Sending:
    number = correction_number(record.says("perbaikan"))
    return Sending(read_date(record.says("tanggal")), number, not record.errors)
