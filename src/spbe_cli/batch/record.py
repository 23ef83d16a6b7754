"""What is kept of one sheet of many: so little that ten thousand of them fit into memory.

A record is made where the sheet is assessed, in a process of its own, and sent from there.
What belongs to the instrument is left out: the points of the aspects give all the rest.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from hashlib import blake2b
from itertools import chain
from typing import Final, NamedTuple

from spbe_cli.answers import Cell, Kind, RawSheet
from spbe_cli.batch.kept import Kept, keep
from spbe_cli.findings import Finding, Place
from spbe_cli.instrument import Instrument
from spbe_cli.scoring import IndexResult, Score, predicate_of, score_domain, score_total
from spbe_cli.sheet.assess import Assessment, Status
from spbe_cli.sheet.cells import written
from spbe_cli.sheet.identity import identity_places
from spbe_cli.sheet.view import View, view_of

Points = tuple[Fraction, ...]
"""The points of every aspect, in the order of the instrument."""

BETWEEN = "\x1f"


@dataclass(frozen=True, slots=True)
class Record:
    """One sheet: who sent it, what it says, what is wrong with it.

    `instrument` is an id; `identity` is None where the workbook could not be read.  `points`
    stand for the index; `bounds` for the lowest and highest one still possible.  `part` tells
    that only some indicators were asked for: `answered` of `asked` are sound.  Of the sheet of
    an agency it is also known which these are (`sound`), and where Identitas says what
    (`places`).  `answers` is a fingerprint of what was answered: two files may say the same.
    `evidence` are the names of files that it cites, where these are held against a folder.
    """

    file: str
    sha256: str | None
    status: Status
    kept: Kept
    instrument: str | None = None
    identity: Mapping[str, str] | None = None
    points: Points = ()
    bounds: tuple[Points, Points] | None = None
    assumed: Mapping[str, Fraction] = field(default_factory=dict)
    part: bool = False
    answered: int = 0
    asked: int = 0
    sound: tuple[str, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    answers: bytes | None = None
    evidence: tuple[str, ...] = ()

    def says(self, label: str) -> str:
        """Return a text of Identitas in one line, empty if there is none."""
        return " ".join((self.identity or {}).get(label, "").split())

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with it; made anew every time, so that it does not stay in memory."""
        return self.kept.findings()

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return self.kept.errors

    @property
    def warnings(self) -> int:
        """How many findings are warnings."""
        return self.kept.warnings


def record_of(assessment: Assessment) -> Record:
    """Keep what the reports on many sheets need."""
    raw, instrument = assessment.raw, assessment.instrument
    kept = keep(assessment.findings)
    if raw is None:
        return Record(assessment.file, assessment.sha256, assessment.status, kept)
    extent = extent_of(instrument, assessment, raw) if instrument else NOTHING
    return Record(
        file=assessment.file,
        sha256=assessment.sha256,
        status=assessment.status,
        kept=kept,
        instrument=instrument.id if instrument else None,
        identity=dict(assessment.identity),
        points=points_of(assessment.result),
        bounds=bounds_of(assessment),
        assumed=dict(assessment.sheet.assumed) if assessment.sheet else {},
        **extent._asdict(),
        answers=fingerprint(raw),
    )


class Extent(NamedTuple):
    """How much was asked for and answered; the fields are those of a record."""

    part: bool
    answered: int
    asked: int
    sound: tuple[str, ...]
    places: Mapping[str, Place]


NOTHING: Final = Extent(part=False, answered=0, asked=0, sound=(), places={})


def extent_of(instrument: Instrument, assessment: Assessment, raw: RawSheet) -> Extent:
    """Tell whether only a part was asked for, and which answers are sound."""
    sheet, of_agency = assessment.sheet, "perangkat daerah" in raw.identity.cells
    part = View(instrument, raw).scope is not None
    if sheet is not None and not (part or of_agency):
        # Most sheets of a large batch: nothing needs to be looked at again.
        required = instrument.required_rows()
        answered = len(required) - len(sheet.assumed)
        return NOTHING._replace(answered=answered, asked=len(required))
    view = view_of(instrument, raw)
    assumed = sheet.assumed if sheet else {}
    sound = [row for row in view.required if row in view.answers and row not in assumed]
    if not (part or of_agency):
        return NOTHING._replace(answered=len(sound), asked=len(view.required))
    codes = {row: indicator.code for row, indicator in instrument.rows().items()}
    named = tuple(codes[row] for row in sound)
    return Extent(part, len(sound), len(view.required), named, identity_places(raw))


def points_of(result: IndexResult | None) -> Points:
    """Return the points of the aspects."""
    return tuple(aspect.points for aspect in result.aspects) if result else ()


def bounds_of(assessment: Assessment) -> tuple[Points, Points] | None:
    """Return the points of the lowest and of the highest index still possible."""
    if assessment.bounds is None:
        return None
    low, high = assessment.bounds
    return points_of(low), points_of(high)


def result_of(instrument: Instrument, points: Points) -> IndexResult:
    """Return the index again that these points stand for, without its indicators."""
    aspects = tuple(
        Score(aspect.code, aspect.name, aspect.weight, its, aspect.domain)
        for aspect, its in zip(instrument.aspects, points, strict=True)
    )
    domains = tuple(score_domain(domain, aspects) for domain in instrument.domains)
    total = score_total(instrument, aspects)
    return IndexResult(total, predicate_of(instrument, total), domains, aspects, ())


def fingerprint(raw: RawSheet) -> bytes:
    """Return what is the same for two files that give the same answers.

    Rows without an answer say nothing, and in a correction a number may stand as text.
    """
    rows = (
        (row.number, row.level, row.external, row.evidence, row.explanation) for row in raw.rows
    )
    lines = (tuple(map(said, cells)) for cells in rows)
    given = sorted(line for line in lines if any(line[1:]))
    text = BETWEEN.join(chain.from_iterable(given))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def said(cell: Cell) -> str:
    """Return what a cell says, a number with a comma as in a text; texts and numbers first."""
    if cell.kind is Kind.TEXT:
        return str(cell.value).strip()
    if cell.kind is Kind.NUMBER:
        return str(cell.value).replace(".", ",")
    return written(cell)
