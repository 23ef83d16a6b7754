"""Check YAML files of every kind: find them, tell them apart by their top keys, judge each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from spbe_cli.analysis.plan import efforts_of
from spbe_cli.analysis.simulate import changes_of
from spbe_cli.assigning import from_yaml
from spbe_cli.document import Mapping, Node
from spbe_cli.findings import Fact, Finding, Place, Quoted
from spbe_cli.inspection import inspect_document, read
from spbe_cli.instrument import Instrument
from spbe_cli.rates_file import rates_of
from spbe_cli.verification import verify
from spbe_cli.yamlfile import limited, parse

ENDINGS: Final = frozenset({".yaml", ".yml"})


@dataclass(frozen=True, slots=True)
class Review:
    """What came of one file: what it holds, if it is sound, and the findings.

    `cases` counts the published results in a file of cases, `assigned` the indicators with
    an owner in an assignment; both are None for an instrument.  `weighed` says what a file for
    `plan` or `simulate` holds, and how much of it.
    """

    file: str
    findings: tuple[Finding, ...]
    instrument: Instrument | None = None
    cases: int | None = None
    assigned: int | None = None
    unjudged: int = 0
    weighed: tuple[str, int] | None = None


def yaml_files(folder: Path) -> Iterator[Path]:
    """Yield every YAML file under a folder, outside hidden folders, in order of name."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            yield from yaml_files(path)
        elif path.suffix.lower() in ENDINGS:
            yield path


def review(path: Path, file: str) -> Review:
    """Check one file; what is no other kind of file is an instrument.

    Raises:
        OSError: the file can't be opened.
    """
    content = read(path)
    root, findings = parse(content, file)
    if root is None:
        return Review(file, findings)
    if isinstance(root, Mapping) and root.get("cases") is not None:
        verified = verify(path, file)
        return Review(file, limited(verified.findings), cases=len(verified.cases))
    if isinstance(root, Mapping) and root.get("assignments") is not None:
        loaded = from_yaml(root, findings, file, None)
        owned = len(loaded.assignment.owners) if loaded.assignment else 0
        return Review(file, loaded.findings, assigned=owned)
    weighed = review_weighed(root, findings, file)
    if weighed:
        return weighed
    found = inspect_document(root, findings, path, file, content)
    return Review(file, found.findings, found.instrument, unjudged=found.unjudged)


def review_weighed(root: Node, broken: tuple[Finding, ...], file: str) -> Review | None:
    """Check a file of efforts, of changes or of rates; None if it is none."""
    if not isinstance(root, Mapping):
        return None
    if root.get("efforts") is not None:
        efforts, faults = efforts_of(root, file, None)
        count = len({code for code, _ in efforts.levels})
        return Review(file, (*broken, *faults), weighed=("efforts", count))
    if root.get("changes") is not None:
        count, faults = changes_of(root, file)
        return Review(file, (*broken, *faults), weighed=("changes", count))
    if root.get("rates") is not None:
        rates, faults = rates_of(root, file, None)
        return Review(
            file, (*broken, *faults), weighed=("rates", len(rates.levels) if rates else 0)
        )
    return None


def review_all(files: Iterable[tuple[Path, str]]) -> tuple[Review, ...]:
    """Check several files; an id that two of them share is a fault of the later one.

    Raises:
        OSError: a file can't be opened.
    """
    done: list[Review] = []
    taken: dict[str, str] = {}
    for path, file in files:
        one = review(path, file)
        if one.instrument:
            first = taken.setdefault(one.instrument.id, file)
            if first != file:
                one = twice(one, path, first)
        done.append(one)
    return tuple(done)


def twice(one: Review, path: Path, first: str) -> Review:
    """Report that another file has the same id."""
    facts: dict[str, Fact] = {"found": Quoted(path.stem), "file": first}
    finding = Finding("I122", Place(one.file, line=1, column=1), facts, "taken")
    return Review(one.file, (finding, *one.findings))
