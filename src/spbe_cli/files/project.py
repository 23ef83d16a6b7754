"""The project of a year: `spbe.yaml`, what every command would have to be told."""

from collections.abc import Iterator, Mapping
from itertools import accumulate
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Annotated, Final

from pydantic import Field

from spbe_cli.answers import STAGES
from spbe_cli.exact import whole_of
from spbe_cli.files import Findings, in_order, load_root, read_model
from spbe_cli.findings import Fact, Finding, Listed, Place, Quoted, Raw
from spbe_cli.frozen import frozen
from spbe_cli.instrument.loading import DEFAULT, edition_of, shipped, shipped_ids
from spbe_cli.instrument.schema import PartFile, Text, Year, plain_number
from spbe_cli.instrument.source import Source
from spbe_cli.instrument.yaml import MappingNode, Node

NAME: Final = "spbe.yaml"
REPORT_KINDS: Final = ("xlsx", "html", "docx", "md", "json", "csv")
PATHS: Final = frozenset(
    {"assignment", "inbox", "evidence", "corrections", "sheet", "reports.folder"}
)
CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "stage": STAGES,
    "language": ("id", "en"),
    "reports.formats": REPORT_KINDS,
}

Way = Annotated[str, Field(min_length=1, pattern=r"^[^\x00-\x1f]+$")]
"""A path, without the signs that no system takes."""


class ReportsFile(PartFile):
    """Where the reports of an evening go, and of which kinds they are."""

    folder: Way | None = None
    formats: tuple[Text, ...] | None = None


class ProjectFile(PartFile):
    """What every command would have to be told; whatever is left out is blank."""

    institution: Text | None = None
    year: Year | None = None
    stage: Text | None = None
    instrument: Way | None = None
    target: Text | None = None
    due: Text | None = None
    contact: Text | None = None
    language: Text | None = None
    assignment: Way | None = None
    inbox: tuple[Way, ...] | None = Field(default=None, min_length=1)
    evidence: Way | None = None
    corrections: Way | None = None
    sheet: Way | None = None
    reports: ReportsFile | None = None


@frozen
class Project:
    """A project as it was read; one with findings says nothing."""

    path: Path
    said: ProjectFile
    findings: Findings

    def at(self, name: str) -> Path:
        """Return where a path of the project leads."""
        return self.path.parent / name

    @property
    def instrument(self) -> str | None:
        """The instrument: the one that is named, else the edition for the year."""
        name, year = self.said.instrument, self.said.year
        if name is not None:
            return name if name.casefold() in shipped_ids() else str(self.at(name))
        return None if year is None else (edition_of(year) or shipped(DEFAULT)).id


def load_project(path: Path) -> Project:
    """Read and check a project."""
    root, broken = load_root(path, str(path))
    said, faults = _held(root, str(path)) if root else (None, ())
    findings = in_order(*broken, *faults)
    return Project(path, ProjectFile() if said is None or findings else said, findings)


def check(root: Node, file: str) -> tuple[int, Findings]:
    """Count the keys that a project fills in, and return what is wrong with it."""
    said, findings = _held(root, file)
    return len(said.model_dump(exclude_none=True)) if said else 0, findings


def _held(root: Node, file: str) -> tuple[ProjectFile | None, Findings]:
    if not isinstance(root, MappingNode):
        place = Place(file, line=root.mark.line, column=root.mark.column)
        return None, (Finding("I101", place, {}, "shape"),)
    source, said, faults = read_model(root, file, ProjectFile, "project")
    return said, (*faults, *_misfits(source))


def _misfits(source: Source) -> Iterator[Finding]:
    """I123, I132: what has a few values has one of them, and every path stays in the folder."""
    for way in source.nodes:
        written = source.scalar(way)
        if written is None or written.null:
            continue
        name, value = ".".join(part for part in way if isinstance(part, str)), written.text
        facts: dict[str, Fact] = {"key": Raw(name), "found": Quoted(value)}
        a_file = name == "instrument" and value.casefold().endswith((".yaml", ".yml"))
        if (name in PATHS or a_file) and _leaves(value):
            yield source.finding("I132", way, **facts)
        known = () if a_file else _choices(source, name, value)
        if known and value.casefold() not in map(str.casefold, known):
            yield source.finding("I123", way, **facts, keys=Listed(tuple(map(Raw, known))))


def _choices(source: Source, name: str, value: str) -> tuple[str, ...]:
    """Return what a key can hold, nothing where that is not for us to say."""
    if name != "target":
        return {**CHOICES, "instrument": shipped_ids()}.get(name, ())
    named, year = source.scalar(("instrument",)), source.scalar(("year",))
    if named is None or named.null:
        edition = edition_of((year and whole_of(year.text)) or 0) or shipped(DEFAULT)
    elif named.text.casefold() in shipped_ids():
        edition = shipped(named.text.casefold())
    else:
        return ()
    index = plain_number(value.replace(",", "."))
    if index is not None and edition.lowest <= index <= edition.highest:
        return ()
    return (f"{edition.lowest}-{edition.highest}", *(one.name for one in edition.predicates))


def _leaves(path: str) -> bool:
    """Tell whether a path leads out of its folder, on any system.

    >>> _leaves("../masuk"), _leaves("C:/masuk"), _leaves("masuk/../bukti")
    (True, True, False)
    """
    if PurePosixPath(path).anchor or PureWindowsPath(path).anchor:
        return True
    steps = (-1 if part == ".." else 1 for part in PureWindowsPath(path).parts)
    return any(depth < 0 for depth in accumulate(steps))
