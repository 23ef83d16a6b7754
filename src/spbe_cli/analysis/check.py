"""What `spbe check` finds in YAML files of every kind, and what differs between two instruments."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from spbe_cli.analysis import verify
from spbe_cli.exact import exact_text
from spbe_cli.files import CHANGES, EFFORTS, RATES, assignments, in_order, project
from spbe_cli.findings import Fact, Finding, Place, Quoted
from spbe_cli.frozen import frozen
from spbe_cli.instrument import Aspect, Domain, Indicator, Instrument
from spbe_cli.instrument.loading import inspect, inspect_document, read
from spbe_cli.instrument.yaml import MappingNode, Node, limited, parse

KINDS: Final[Mapping[str, Callable[[Node, str], tuple[int, tuple[Finding, ...]]]]] = {
    "cases": verify.check,
    "assignments": assignments.check,
    "efforts": EFFORTS.review,
    "changes": CHANGES.review,
    "rates": RATES.review,
    "inbox": project.check,
}
"""By the key at its top, a kind of file besides instruments: what counts and checks it."""


@frozen
class CheckedFile:
    """What came of one file; `holds` says of other kinds which it is, and how much is in it."""

    file: str
    findings: tuple[Finding, ...]
    instrument: Instrument | None = None
    unjudged: int = 0
    holds: tuple[str, int] | None = None


def review(path: Path, file: str) -> CheckedFile:
    """Check one file; what is no other kind of file is an instrument."""
    content = read(path)
    root, findings = parse(content, file)
    if root is None:
        return CheckedFile(file, findings)
    kind = None
    if isinstance(root, MappingNode):
        known = (key for key in KINDS if root.get(key) is not None)
        kind = "inbox" if path.name == project.NAME else next(known, None)
    if kind:
        count, faults = KINDS[kind](root, file)
        return CheckedFile(file, limited(in_order(*findings, *faults)), holds=(kind, count))
    found = inspect_document(root, findings, path, file, content)
    return CheckedFile(file, found.findings, found.instrument, unjudged=found.unjudged)


def review_all(files: Iterable[tuple[Path, str]]) -> tuple[CheckedFile, ...]:
    """Check several files; an id that two of them share is a fault of the later one."""
    done: list[CheckedFile] = []
    taken: dict[str, str] = {}
    for path, file in files:
        one = review(path, file)
        first = taken.setdefault(one.instrument.id, file) if one.instrument else file
        if first != file:
            facts: dict[str, Fact] = {"found": Quoted(path.stem), "file": first}
            twice = Finding("I122", Place(file, line=1, column=1), facts, "taken")
            one = CheckedFile(file, (twice, *one.findings))
        done.append(one)
    return tuple(done)


# What differs between two versions of an instrument

SETTINGS: Final = (
    "lowest", "highest", "decimals", "edge", "predicate_on", "valid_from", "valid_until",
)  # fmt: skip
PART_KINDS: Final = ("predicate", "domain", "aspect", "indicator")


@frozen
class PartDifference:
    """What differs in a part of a `kind`; `before` is None if it was added, `after` if removed."""

    kind: str
    code: str
    name: str
    what: str
    before: str | None
    after: str | None


@frozen
class Revision:
    """What came of two files: their findings, and what differs, None if one has errors."""

    findings: tuple[Finding, ...]
    changes: tuple[PartDifference, ...] | None


def revise(old: tuple[Path, str], new: tuple[Path, str]) -> Revision:
    """Compare two files, each given with the name that findings use.  Raises OSError."""
    before, after = inspect(*old, any_name=True), inspect(*new, any_name=True)
    found = None
    if before.instrument and after.instrument:
        found = tuple(_changes(before.instrument, after.instrument))
    return Revision((*before.findings, *after.findings), found)


def _changes(old: Instrument, new: Instrument) -> Iterator[PartDifference]:
    for what in SETTINGS:
        ends = (getattr(one, what) for one in (old, new))
        start, end = (None if value is None else str(value) for value in ends)
        if start != end:
            yield PartDifference("instrument", new.id, new.title, what, start, end)
    before, after = dict(_facts(old)), dict(_facts(new))
    for part in sorted(dict.fromkeys((*before, *after)), key=lambda one: PART_KINDS.index(one[0])):
        kind, code = part
        one, other = before.get(part, {}), after.get(part, {})
        if kind != "predicate" and not (one and other):
            gone, come = one.get("name"), other.get("name")
            yield PartDifference(kind, code, gone or come or "", "part", gone, come)
            continue
        for what in dict.fromkeys((*one, *other)):
            start, end = one.get(what), other.get(what)
            if start != end:
                yield PartDifference(kind, code, other.get("short") or code, what, start, end)


def _facts(instrument: Instrument) -> Iterator[tuple[tuple[str, str], Mapping[str, str | None]]]:
    """Yield what of every part is compared, as text, with its kind and code."""
    for band in instrument.predicates:
        yield ("predicate", band.name), {"minimum": exact_text(band.minimum)}
    parts: Iterable[Domain | Aspect | Indicator]
    parts = (*instrument.domains, *instrument.aspects, *instrument.indicators())
    for part in parts:
        facts: dict[str, str | None] = {"name": part.name, "short": part.short}
        facts["weight"] = exact_text(part.weight)
        if isinstance(part, Indicator):
            facts |= {"aspect": part.aspect, "repeat": str(part.repeat)}
            facts |= {f"criteria.{level.number}": level.criterion for level in part.levels}
            for level in part.levels:
                facts[f"evidence.{level.number}"] = part.evidence_at(level.number)
        yield (type(part).__name__.lower(), part.code), facts
