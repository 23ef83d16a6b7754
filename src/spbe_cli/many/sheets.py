"""The sheets of many: the files that paths lead to, and what is kept of each.

Nothing is passed over in silence: what lies in a folder and is no table is named, hidden
files and the lock files of Excel are counted.  A record holds nothing of the cells, so that
thousands fit into memory; it is made in a process of its own, and sent from there.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from fractions import Fraction
from glob import glob, has_magic
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import Final

from spbe_cli.answers import STATUSES, Agency, Cell, Kind, RawSheet
from spbe_cli.findings import Day, Finding, Listed, Place, base_name, errors_in
from spbe_cli.frozen import frozen
from spbe_cli.scoring import IndexResult
from spbe_cli.sheet.assess import Assessment, Status
from spbe_cli.sheet.evidence import EvidenceFolder
from spbe_cli.sheet.identity import NAMED_BY, identity_places
from spbe_cli.sheet.values import correction_number, read_date, written

TABLES: Final = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".gsheet"})
"""What answers come in, though only the first two can be read: the others are told one by one."""
HIDDEN: Final = (".", "~$")
"""How the names begin of what people do not see: hidden files, lock files of Excel."""
LEFT_BY_WINDOWS: Final = frozenset({"thumbs.db", "desktop.ini"})
MOST_NAMES: Final = 10

Sheet = tuple[Path, str]
"""A file, and how findings call it."""


@frozen
class Gathered:
    """What paths lead to, each file once, and `names` and counts of what is passed over.

    `odd` is no file or a link, `hidden` nobody sees, options name what is `apart`; `empty` paths
    lead to no file.
    """

    files: tuple[Sheet, ...]
    names: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()
    hidden: int = 0
    empty: tuple[str, ...] = ()
    apart: int = 0
    origin: str = ""


def gather(paths: Sequence[Path]) -> Gathered:
    """Find the answer files; one that is named itself is of any kind.  Raises OSError."""
    files: dict[Path, Sheet] = {}
    others: dict[str, None] = {}
    odd: dict[str, None] = {}
    hidden: set[Path] = set()
    empty: list[str] = []
    for path in paths:
        wanted = 0
        for one, top in _found_at(path):
            if _is_hidden(one, top):
                hidden.add(one.resolve())
            elif one != path and not one.is_file():
                odd[str(one)] = None
            elif one == path or is_table(one):
                wanted += 1
                files.setdefault(one.resolve(), (one, str(one)))
            else:
                others[str(one)] = None
        empty += [] if wanted else [str(path)]
    return Gathered(tuple(files.values()), tuple(others), tuple(odd), len(hidden), tuple(empty))


def matches(path: Path) -> list[Path]:
    """Return what a path leads to: itself, or as a pattern whatever it fits, in order."""
    if path.exists() or not has_magic(str(path)):
        return [path]
    return sorted(map(Path, glob(str(path), recursive=True)))  # noqa: PTH207  may be absolute


def _found_at(path: Path) -> Iterator[tuple[Path, Path]]:
    for match in matches(path):
        top = path if match == path else match.parent
        yield from ((one, top) for one in (_files_below(match) if match.is_dir() else (match,)))


def _files_below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            yield from _files_below(path)
        else:
            yield path


def _is_hidden(path: Path, top: Path) -> bool:
    """Tell whether a file, or a folder below `top` on the way to it, is one that nobody sees."""
    return any(part.startswith(HIDDEN) for part in path.relative_to(top).parts)


def is_table(path: Path) -> bool:
    """Tell by its ending whether a file may hold answers, in a workbook or another table."""
    return path.suffix.casefold() in TABLES


def kinds_are_known(gathered: Gathered, origin: str) -> Iterator[Finding]:
    """B203: every file in the folder can be read as an answer file."""
    for files, variant in ((gathered.names, ""), (gathered.odd, "odd")):
        if files:
            listed = Listed(files, MOST_NAMES)
            yield Finding("B203", Place(origin), {"count": len(files), "files": listed}, variant)


def evidence_in(folder: Path) -> EvidenceFolder:
    """List the files below a folder that people see, with their sizes.  Raises OSError."""
    below = (path for path in _files_below(folder) if path.is_file())
    seen = (path for path in below if not _is_hidden(path, folder))
    told = [one for one in seen if one.name.casefold() not in LEFT_BY_WINDOWS]
    return EvidenceFolder(str(folder), tuple((one.name, one.stat().st_size) for one in told))


@frozen
class Record:
    """One sheet: who sent it, what it says, what is wrong with it.

    `readable` tells whether the workbook could be read.  `result` and `bounds` are without the
    indicators.  `part`: only some indicators were asked for; `answered` of `asked` are sound, and
    `sound` says which of an agency's.  `answers` is a fingerprint, `evidence` are files that it
    cites; with `from_items` the `items`, counted by status, give what is assumed.

    Whose it is is known among others: `sender` is how senders are compared, None if it does not
    say; `agency` how it is called; `assigned` is the agency of the assignment, if that knows it.
    """

    file: str
    sha256: str | None
    status: Status
    findings: tuple[Finding, ...]
    instrument: str | None = None
    readable: bool = False
    identity: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    result: IndexResult | None = None
    bounds: tuple[IndexResult, IndexResult] | None = None
    assumed: Mapping[str, Fraction] = field(default_factory=dict)
    part: bool = False
    answered: int = 0
    asked: int = 0
    sound: tuple[str, ...] = ()
    answers: bytes | None = None
    evidence: tuple[str, ...] = ()
    items: Mapping[str, int] = field(default_factory=dict)
    from_items: bool = False
    sender: tuple[str, ...] | None = None
    agency: str = ""
    assigned: Agency | None = None

    def says(self, label: str) -> str:
        """Return a text of Identitas in one line, empty if there is none."""
        return " ".join(self.identity.get(label, "").split())

    @property
    def named(self) -> str:
        """Whose sheet it is: agency and institution, or else the name of the file."""
        return " · ".join(filter(None, map(self.says, NAMED_BY))) or base_name(self.file)

    @property
    def day(self) -> Day | None:
        """The date in Identitas."""
        return read_date(self.says("tanggal"))

    @property
    def number(self) -> int:
        """Which correction it is, 0 for none."""
        return correction_number(self.says("perbaikan"))

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return errors_in(self.findings)

    @property
    def warnings(self) -> int:
        """How many findings are warnings."""
        return len(self.findings) - self.errors

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the findings, each once."""
        return tuple(dict.fromkeys(finding.code for finding in self.findings))


def record_of(assessment: Assessment) -> Record:
    """Keep what the reports on many sheets need."""
    raw, instrument, sheet = assessment.raw, assessment.instrument, assessment.sheet
    told = Record(assessment.file, assessment.sha256, assessment.status, assessment.findings)
    if raw is None:
        return told
    result, bounds = assessment.result, assessment.bounds
    read = replace(
        told,
        readable=True,
        identity=dict(assessment.identity),
        places=identity_places(raw),
        result=_without_indicators(result) if result else None,
        bounds=(_without_indicators(bounds[0]), _without_indicators(bounds[1])) if bounds else None,
        assumed=dict(sheet.assumed) if sheet else {},
        answers=_fingerprint(raw),
        from_items=bool(sheet and sheet.from_items),
    )
    if instrument is None or assessment.view is None:
        return read
    view, rows = assessment.view, instrument.rows()
    statuses = Counter(item.status for item in view.items if item.begun)
    sound = [row for row in view.required if row in view.answers and row not in read.assumed]
    of_agency = view.scope is not None or "perangkat daerah" in read.identity
    return replace(
        read,
        instrument=instrument.id,
        part=view.scope is not None,
        answered=len(sound),
        asked=len(view.required),
        sound=tuple(rows[row].code for row in sound) if of_agency else (),
        items={status: statuses[status] for status in STATUSES if statuses[status]},
    )


def _without_indicators(result: IndexResult) -> IndexResult:
    return replace(result, indicators=())


def _fingerprint(raw: RawSheet) -> bytes:
    """Return what is the same for two files with the same answers; blank rows say nothing."""
    rows = [
        (one.number, one.level, one.external, one.evidence, one.explanation, one.justification)
        for one in raw.rows
    ]
    items = [one for one in raw.items if one.begun]
    pieces = [(one.code, one.status, one.files, one.day, one.note, one.owner) for one in items]
    lines = (tuple(map(_said, cells)) for cells in (*rows, *pieces))
    given = sorted(line for line in lines if any(line[1:]))
    text = "\x1f".join(chain.from_iterable(given))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _said(cell: Cell) -> str:
    """Return what a cell says, a number with a comma as in a text; texts and numbers first."""
    if cell.kind is Kind.TEXT:
        return str(cell.value).strip()
    if cell.kind is Kind.NUMBER:
        return str(cell.value).replace(".", ",")
    return written(cell)
