"""Who sent what, and who has not: by Identitas; of a part that names no agency, by its file.

One sender sends one sheet.  The same one twice is counted once; of different ones the
latest counts if that is wished, else it is an error, because nobody knows which is meant.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import PurePath
from typing import Final

from spbe_cli.answers import Agency, Assignment, name_key, short_name
from spbe_cli.findings import Day, Fact, Finding, Listed, Place, Raw, base_name
from spbe_cli.frozen import frozen
from spbe_cli.many.sheets import Record
from spbe_cli.sheet.identity import LABELS, NAMED_BY, differing, most_common, plain

AGENCY: Final = "perangkat daerah"
_OCCASION: Final = ("instansi", "tahun", "tahap")


def settle(
    sent: Sequence[Record], *, latest: bool, told_at: int = 0
) -> tuple[list[Record], list[Finding]]:
    """B102, B202, B204: one sender sends one sheet, once; else it is told at one of them."""
    first: dict[object, Record] = {}
    once: list[Record] = []
    findings: list[Finding] = []
    for one in sent:
        said = (one.sender, one.answers) if one.sender and one.answers else None
        keys = [key for key in (one.sha256, said) if key]
        known = next((first[key] for key in keys if key in first), None)
        if known is None:
            first.update(dict.fromkeys(keys, one))
            once.append(one)
        else:
            twice = {"file1": known.file, "file2": one.file}
            findings.append(Finding("B204", Place(one.file), twice))
    older: set[str] = set()
    for group in _by_sender(once):
        files = [one.file for one in group]
        facts: dict[str, Fact] = {"agency": group[0].agency, "count": len(group)}
        found = _latest(group) if latest else None
        if found is None:
            code, place, variant = "B102", files[told_at], "undated" if latest else ""
            facts["files"] = Listed(tuple(files))
        else:
            last, variant = found
            code, place = "B202", last.file
            facts |= {"file": last.file, "date": last.day or Day(), "number": last.number}
            older.update(file for file in files if file != last.file)
        findings.append(Finding(code, Place(place), facts, variant))
    return [one for one in once if one.file not in older], findings


def outdated(sent: Sequence[Record]) -> dict[str, str]:
    """Return the sheets that are not the latest of their sender, each with that one."""
    old: dict[str, str] = {}
    for group in _by_sender(sent):
        if found := _latest(group):
            last = found[0].file
            old.update((one.file, last) for one in group if one.file != last)
    return old


def _by_sender(sent: Sequence[Record]) -> list[list[Record]]:
    groups: dict[tuple[str, ...], list[Record]] = {}
    for one in sent:
        if one.sender:
            groups.setdefault(one.sender, []).append(one)
    return [group for group in groups.values() if len(group) > 1]


def _latest(group: Sequence[Record]) -> tuple[Record, str] | None:
    """Return the latest of several sheets, and what tells it; None if nothing does.

    The date in Identitas comes first (``""``).  A correction bears the date of the sheet that it
    corrects until somebody changes it, so of one date the last correction is the latest
    (``"round"``), and else the only one that is sound (``"sound"``).
    """
    dated = [one.day for one in group]
    newest = max((day for day in dated if day), default=None)
    tied = [one for one in group if None in dated or one.day == newest]
    if len(tied) == 1:
        return tied[0], ""
    last = max(one.number for one in tied)
    corrections = [one for one in tied if one.number == last]
    if last and len(corrections) == 1:
        return corrections[0], "round"
    sound = [one for one in tied if not one.errors]
    alike = len(set(dated)) == 1 or None not in dated
    return (sound[0], "sound") if alike and len(sound) == 1 else None


def by_occasion(records: Sequence[Record], assignment: Assignment | None) -> list[Record]:
    """Say who sent each sheet, and for which year and stage: an institution has sheets of several.

    An agency of the assignment is one sender, by whichever of its names it calls itself.  What the
    sheet of an agency leaves blank agrees with what its others say, if these agree.
    """
    named, found = [], []
    said: dict[tuple[str, str], set[str]] = {}
    for record in records:
        agency = _agency_of(record, assignment)
        key = name_key(agency.name if agency else record.says(AGENCY))
        named.append((record, agency, key))
        for label in _OCCASION if key else ():
            said.setdefault((key, label), set()).add(plain(record.says(label)))
    for record, agency, key in named:
        sender = None
        if record.readable and (key or record.says("instansi")):
            occasion = []
            for label in _OCCASION:
                others = said.get((key, label), set()) - {""}
                agreed = next(iter(others)) if len(others) == 1 else ""
                occasion.append(plain(record.says(label)) or agreed)
            sender = (key, *occasion)
        name = agency.name if agency else sender_name(record)
        found.append(replace(record, sender=sender, agency=name, assigned=agency))
    return found


def _agency_of(record: Record, assignment: Assignment | None) -> Agency | None:
    """Return the agency of the assignment that Identitas names; without one its file may."""
    if assignment is None:
        return None
    named = record.says(AGENCY)
    if named or (record.readable and not record.part):
        return assignment.agency(named) if named else None
    words = f" {name_key(base_name(record.file).replace('_', ' '))} "
    found = [key for key in assignment.known if f" {key} " in words]
    return assignment.known[max(found, key=len)] if found else None


def sent_by(record: Record, assignment: Assignment | None) -> Record:
    """Say which agency sent a sheet, for whatever year; one that names none stands for itself."""
    said = record.says(AGENCY)
    agency = assignment.agency(said) if assignment and said else None
    key = name_key(agency.name if agency else said)
    name = agency.name if agency else short_name(said or PurePath(record.file).stem)
    return replace(record, sender=(key,) if said else None, agency=name, assigned=agency)


def sender_name(record: Record) -> str:
    """Return how a sender is called: the agency, else the institution, else the file."""
    return next(filter(None, map(record.says, NAMED_BY)), record.file)


def senders_are_known(records: Sequence[Record], assignment: Assignment) -> Iterator[Finding]:
    """B208: the name of a sender is one of those assigned."""
    for record in records:
        name = record.says(AGENCY)
        if name and not assignment.agency(name):
            place = record.places.get(AGENCY, Place(record.file))
            close = assignment.suggestion(name)
            # Longer than other quotations: it is to be compared.
            found = Raw(f'"{name[:120]}"')
            facts: dict[str, Fact] = {"found": found, "suggestion": close or ""}
            yield Finding("B208", place, facts, "suggestion" if close else "")


def identities_agree(records: Sequence[Record]) -> Iterator[Finding]:
    """B104: all files are of one institution, year and stage."""
    for label in LABELS:
        other = common_text(records, label)
        for record in records:
            place = record.places.get(label, Place(record.file))
            yield from differing(label, record.identity.get(label, ""), other, place)


def common_text(records: Sequence[Record], label: str) -> str:
    """Return what most files say under a label of Identitas, as the first of them writes it."""
    texts = [record.identity[label] for record in records if record.identity.get(label)]
    usual = most_common(map(plain, texts))
    return next((text for text in texts if plain(text) == usual), "")


# The agencies of one institution, those that have not sent anything among them


class Standing(StrEnum):
    """How far an agency is, in the order of how much is to be done."""

    SEVERAL = "several"
    FAULTY = "faulty"
    UNREADABLE = "unreadable"
    UNSENT = "unsent"
    REMARKED = "remarked"
    READY = "ready"


@frozen
class AgencyStanding:
    """One agency with what it sent, of which nothing counts if several differ; `asked` if known."""

    name: str
    records: tuple[Record, ...]
    asked: int | None
    agency: Agency | None = None

    @property
    def record(self) -> Record | None:
        """Its sheet, if it is known which one."""
        return self.records[0] if len(self.records) == 1 else None

    @property
    def state(self) -> Standing:
        """How far the agency is."""
        if self.record is None:
            return Standing.SEVERAL if self.records else Standing.UNSENT
        if not self.record.readable:
            return Standing.UNREADABLE
        if self.errors:
            return Standing.FAULTY
        return Standing.REMARKED if self.warnings else Standing.READY

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
    sent: Sequence[Record], assignment: Assignment | None, *, complete: bool = True
) -> tuple[AgencyStanding, ...]:
    """Return the agencies, those that need work first, then by name.

    There are none where sheets of whole institutions came, and nothing else.  Who has not sent
    any is among them once all are read (`complete`).
    """
    # What names an agency of an assignment, or some indicators, is no whole institution.
    parts = [
        one
        for one in sent
        if one.part or (assignment and one.says(AGENCY)) or (one.identity and one.assigned)
    ]
    unreadable = [one for one in sent if not one.readable]
    if assignment is None and not parts:
        return ()
    groups: dict[object, list[Record]] = {}
    for one in parts:
        groups.setdefault(one.assigned or one.sender or one.file, []).append(one)
    # Among sheets of institutions it is not known what the unreadable ones were.
    if assignment or len(parts) + len(unreadable) == len(sent):
        for one in unreadable:
            other = one.assigned is None or one.assigned in groups
            groups[one.file if other else one.assigned] = [one]
    several = len({one.says("instansi") for one in parts}) > 1
    units = []
    for key, group in groups.items():
        if isinstance(key, Agency):
            units.append(AgencyStanding(key.name, tuple(group), len(key.owns), key))
        else:
            # Of several institutions its name says whose a sheet is.
            first = group[0]
            institution = first.says("instansi") if several and first.says(AGENCY) else ""
            name = " · ".join(filter(None, (sender_name(first), institution)))
            units.append(AgencyStanding(name, tuple(group), first.asked or None))
    if assignment and complete:
        asked = (one for one in assignment.agencies if one.owns or one.supports)
        unsent = (one for one in asked if one not in groups)
        units += [AgencyStanding(one.name, (), len(one.owns), one) for one in unsent]
    ranks = {Standing.UNSENT: 1, Standing.REMARKED: 2, Standing.READY: 3}

    def urgency(unit: AgencyStanding) -> tuple[object, ...]:
        readable = unit.state is not Standing.UNREADABLE
        return ranks.get(unit.state, 0), -unit.errors, readable, unit.name.casefold()

    return tuple(sorted(units, key=urgency))
