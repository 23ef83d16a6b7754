"""Whose sheets they are: by Identitas, never by the name of the file.

One sender sends one sheet.  The same one twice is counted once; of different ones the
latest counts if that is wished, else it is an error, because nobody knows which is meant.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from spbe_cli.batch.record import Record
from spbe_cli.checks.dates import read_date
from spbe_cli.findings import Day, Fact, Finding, Listed, Place

SENDER: Final = ("instansi", "perangkat daerah", "tahun", "tahap")
NAMED_BY: Final = ("perangkat daerah", "instansi")

Sender = tuple[str, ...]


@dataclass(slots=True)
class Settled:
    """Which sheets count: the others came twice, or are older ones of a sender."""

    used: list[Record] = field(default_factory=list)
    superseded: list[Record] = field(default_factory=list)
    doubles: list[Record] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def settle(records: Iterable[Record], *, latest: bool) -> Settled:
    """Find out which sheets count; they stay in their order."""
    settled = Settled()
    once = leave_out_doubles(records, settled)
    older: set[str] = set()
    for group in by_sender(once):
        finding, left_out = judge(group, latest=latest)
        settled.findings.append(finding)
        older.update(record.file for record in left_out)
    settled.used = [record for record in once if record.file not in older]
    settled.superseded = [record for record in once if record.file in older]
    return settled


def leave_out_doubles(records: Iterable[Record], settled: Settled) -> list[Record]:
    """B204: no file comes twice."""
    first: dict[object, Record] = {}
    once = []
    for record in records:
        keys = [key for key in (record.sha256, same_answers(record)) if key]
        known = next((first[key] for key in keys if key in first), None)
        if known is None:
            first.update(dict.fromkeys(keys, record))
            once.append(record)
        else:
            settled.doubles.append(record)
            facts = {"file1": known.file, "file2": record.file}
            settled.findings.append(Finding("B204", Place(record.file), facts))
    return once


def same_answers(record: Record) -> tuple[Sender, bytes] | None:
    """Return what two files have in common that one sender saved twice."""
    sender = sender_of(record)
    return (sender, record.answers) if sender and record.answers else None


def sender_of(record: Record) -> Sender | None:
    """Return who sent a sheet, and for which year and stage; None if it does not say."""
    said = tuple(record.says(label).casefold() for label in SENDER)
    return said if any(said[:2]) else None


def sender_name(record: Record) -> str:
    """Return how a sender is called: the agency, else the institution, else the file."""
    said = (record.says(label) for label in NAMED_BY)
    return next(filter(None, said), record.file)


def by_sender(records: Iterable[Record]) -> Iterator[list[Record]]:
    """Yield the sheets of every sender of several."""
    groups: dict[Sender, list[Record]] = {}
    for record in records:
        sender = sender_of(record)
        if sender:
            groups.setdefault(sender, []).append(record)
    yield from (group for group in groups.values() if len(group) > 1)


def judge(group: list[Record], *, latest: bool) -> tuple[Finding, list[Record]]:
    """B102, B202: one sender sends one sheet; return also those that do not count."""
    facts: dict[str, Fact] = {"agency": sender_name(group[0]), "count": len(group)}
    last = latest_of(group) if latest else None
    if last is None:
        files = Listed(tuple(record.file for record in group))
        facts |= {"files": files}
        return Finding("B102", Place(group[0].file), facts, "undated" if latest else ""), []
    day = date_of(last) or (0, 0, 0)
    facts |= {"file": last.file, "date": Day(*day)}
    return Finding("B202", Place(last.file), facts), [one for one in group if one is not last]


def latest_of(group: list[Record]) -> Record | None:
    """Return the one sheet with the latest date; None if a date is missing or stands twice."""
    dates = [date_of(record) or (0, 0, 0) for record in group]
    newest = max(dates)
    if not all(map(any, dates)) or dates.count(newest) > 1:
        return None
    return group[dates.index(newest)]


def date_of(record: Record) -> tuple[int, int, int] | None:
    """Return the date in Identitas as year, month and day."""
    found = read_date(record.says("tanggal"))
    return (found.year, found.month, found.day) if found else None
