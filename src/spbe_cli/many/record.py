"""What is kept of one sheet of many: nothing of its cells, so that thousands fit into memory.

A record is made where the sheet is assessed, in a process of its own, and sent from there.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from hashlib import blake2b
from itertools import chain
from typing import Final

from spbe_cli.answers import STATUSES, Cell, Kind, RawSheet
from spbe_cli.findings import Finding, Place, Severity, base_name
from spbe_cli.scoring import IndexResult
from spbe_cli.sheet.assess import Assessment, Status
from spbe_cli.sheet.cells import written
from spbe_cli.sheet.identity import NAMED_BY, identity_places

_BETWEEN: Final = "\x1f"


@dataclass(frozen=True, slots=True)
class Record:
    """One sheet: who sent it, what it says, what is wrong with it.

    `instrument` is an id; `readable` tells whether the workbook could be read, `places` where
    Identitas says what.  `result` and `bounds` are without the indicators.  `part` tells that only
    some indicators were asked for: `answered` of `asked` are sound.  Of the sheet of an agency
    `sound` says which.  `answers` is a fingerprint of what was answered: two files may say the
    same.  `evidence` are the files that it cites, where these are held against a folder.
    `items` counts its pieces of evidence by status; with `from_items` these give what is assumed.
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

    def says(self, label: str) -> str:
        """Return a text of Identitas in one line, empty if there is none."""
        return " ".join(self.identity.get(label, "").split())

    @property
    def named(self) -> str:
        """Whose sheet it is: agency and institution, or else the name of the file."""
        return " · ".join(filter(None, map(self.says, NAMED_BY))) or base_name(self.file)

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)

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
    """Return what is the same for two files that give the same answers.

    Rows without an answer say nothing, and in a correction a number may stand as text.
    """
    rows = (
        (row.number, row.level, row.external, row.evidence, row.explanation) for row in raw.rows
    )
    pieces = (
        (one.code, one.status, one.files, one.day, one.note, one.owner)
        for one in raw.items
        if one.begun
    )
    lines = (tuple(map(_said, cells)) for cells in chain(rows, pieces))
    given = sorted(line for line in lines if any(line[1:]))
    text = _BETWEEN.join(chain.from_iterable(given))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _said(cell: Cell) -> str:
    """Return what a cell says, a number with a comma as in a text; texts and numbers first."""
    if cell.kind is Kind.TEXT:
        return str(cell.value).strip()
    if cell.kind is Kind.NUMBER:
        return str(cell.value).replace(".", ",")
    return written(cell)
