"""One file of every sender: files that say the same count once, others must be told apart."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from spbe_cli.assignment import Assignment, name_key
from spbe_cli.findings import Day, Fact, Finding, Listed, Place
from spbe_cli.merging.parts import Part
from spbe_cli.sheet.dates import Sending, correction_number, last_place, read_date
from spbe_cli.sheet.identity import agency_is_known

Chosen = tuple[tuple[Part, ...], tuple[Finding, ...]]


def one_each(parts: Iterable[Part], *, latest: bool) -> Chosen:
    """Return one part of every sender, or say which files must be told apart.

    A file that does not name its sender stands for itself.
    """
    kept: list[Part] = []
    findings: list[Finding] = []
    for group in by_sender(parts):
        different, told = without_copies(group)
        findings += told
        if len(different) > 1:
            different, told = choose(different, latest=latest)
            findings += told
        kept += different
    return tuple(kept), tuple(findings)


def outdated(parts: Iterable[Part]) -> dict[str, str]:
    """Return the files with errors, each with the later and sound one of its sender."""
    old: dict[str, str] = {}
    for group in by_sender(parts):
        last = latest_of(group)
        if last and not last.errors:
            old.update((part.file, last.file) for part in group if part.errors)
    return old


def by_sender(parts: Iterable[Part]) -> Iterable[list[Part]]:
    """Return the files of every sender."""
    groups: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        groups[sender_key(part)].append(part)
    return groups.values()


def sender_key(part: Part) -> str:
    """Return what tells a sender from the others."""
    named = part.identity.get("perangkat daerah")
    if part.assigned:
        return name_key(part.assigned.name)
    return name_key(part.name) if named else f"sha256:{part.sha256}"


def without_copies(group: Sequence[Part]) -> tuple[list[Part], list[Finding]]:
    """B204: no file comes twice."""
    kept: list[Part] = []
    findings = []
    for part in group:
        same = next((known for known in kept if says_the_same(known, part)), None)
        if same is None:
            kept.append(part)
        else:
            facts: dict[str, Fact] = {"file1": same.file, "file2": part.file}
            findings.append(Finding("B204", Place(part.file), facts))
    return kept, findings


def says_the_same(one: Part, other: Part) -> bool:
    """Tell whether two files hold the same answers."""
    return one.sha256 == other.sha256 or contents(one) == contents(other)


def contents(part: Part) -> dict[str, tuple[object, ...]]:
    """Return what a part says, without where it stands."""
    entries = part.entries.items()
    return {row: (entry.level, entry.evidence, entry.explanation) for row, entry in entries}


def choose(group: list[Part], *, latest: bool) -> tuple[list[Part], list[Finding]]:
    """B102, B202: of several files of a sender the last one is used, if that is asked for."""
    facts: dict[str, Fact] = {"agency": group[0].agency, "count": len(group)}
    found = last_place([sending(part) for part in group]) if latest else None
    if found is None:
        files = Listed(tuple(part.file for part in group))
        variant = "undated" if latest else ""
        # One is enough: their differences are told already.
        return group[:1], [
            Finding("B102", Place(group[-1].file), {**facts, "files": files}, variant)
        ]
    used, variant = group[found[0]], found[1]
    told = sending(used)
    facts |= {"file": used.file, "date": told.day or Day(), "number": told.number}
    return [used], [Finding("B202", Place(used.file), facts, variant)]


def latest_of(group: list[Part]) -> Part | None:
    """Return the file that came last; None if nothing tells."""
    found = last_place([sending(part) for part in group])
    return group[found[0]] if found else None


def sending(part: Part) -> Sending:
    """Return what tells when a file was sent."""
    said = part.identity
    number = correction_number(said.get("perbaikan", ""))
    return Sending(read_date(said.get("tanggal", "")), number, part.flawless)


def senders_are_known(parts: Iterable[Part], assignment: Assignment) -> tuple[Finding, ...]:
    """B208: a sender's name is one of those assigned."""
    findings: list[Finding] = []
    for part in parts:
        name = part.identity.get("perangkat daerah")
        if name:
            findings += agency_is_known(name, part.places["perangkat daerah"], assignment)
    return tuple(findings)
