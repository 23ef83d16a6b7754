"""Check YAML files of every kind: tell them apart by their top keys, judge each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from spbe_cli.analysis import verify
from spbe_cli.files import assignments, project, small
from spbe_cli.files.small import in_order
from spbe_cli.findings import Fact, Finding, Place, Quoted
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import inspect_document, read
from spbe_cli.instrument.yaml import MappingNode, Node, limited, parse

KINDS: Final[Mapping[str, Callable[[Node, str], tuple[int, tuple[Finding, ...]]]]] = {
    "cases": verify.check,
    "assignments": assignments.check,
    "efforts": small.EFFORTS.review,
    "changes": small.CHANGES.review,
    "rates": small.RATES.review,
    "inbox": project.check,
}
"""By the key at its top, a kind of file besides instruments: what counts and checks it."""


@dataclass(frozen=True, slots=True)
class Review:
    """What came of one file: what it holds, if it is sound, and the findings.

    `holds` says of what is no instrument which kind of file it is, and how much is in it.
    """

    file: str
    findings: tuple[Finding, ...]
    instrument: Instrument | None = None
    unjudged: int = 0
    holds: tuple[str, int] | None = None


def review(path: Path, file: str) -> Review:
    """Check one file; what is no other kind of file is an instrument."""
    content = read(path)
    root, findings = parse(content, file)
    if root is None:
        return Review(file, findings)
    kind = None
    if isinstance(root, MappingNode):
        known = (key for key in KINDS if root.get(key) is not None)
        kind = "inbox" if path.name == project.NAME else next(known, None)
    if kind:
        count, faults = KINDS[kind](root, file)
        return Review(file, limited(in_order(*findings, *faults)), holds=(kind, count))
    found = inspect_document(root, findings, path, file, content)
    return Review(file, found.findings, found.instrument, unjudged=found.unjudged)


def review_all(files: Iterable[tuple[Path, str]]) -> tuple[Review, ...]:
    """Check several files; an id that two of them share is a fault of the later one."""
    done: list[Review] = []
    taken: dict[str, str] = {}
    for path, file in files:
        one = review(path, file)
        first = taken.setdefault(one.instrument.id, file) if one.instrument else file
        if first != file:
            facts: dict[str, Fact] = {"found": Quoted(path.stem), "file": first}
            twice = Finding("I122", Place(file, line=1, column=1), facts, "taken")
            one = Review(file, (twice, *one.findings))
        done.append(one)
    return tuple(done)
