"""The one use case: from a workbook to an assessment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any, ClassVar

from spbe_cli.answers import AnswerSheet, RawSheet
from spbe_cli.findings import Fact, Finding, Place, Quoted, Raw, has_errors
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import (
    DEFAULT,
    edition_of,
    shipped,
    shipped_ids,
    shipped_instruments,
)
from spbe_cli.scoring import IndexResult, Score, score
from spbe_cli.sheet.cells import written
from spbe_cli.sheet.check import check
from spbe_cli.sheet.evidence import EvidenceFolder, check_evidence
from spbe_cli.sheet.identity import (
    editions_agree,
    identity_places,
    is_of_edition,
    keep_earlier,
    one_line,
    predicates_agree,
    stages_agree,
    year_of,
)
from spbe_cli.sheet.view import View
from spbe_cli.xlsx.package import Refused
from spbe_cli.xlsx.reading import read_answers


class Status(StrEnum):
    """What came out of a sheet."""

    SCORED = "scored"
    PARTIAL = "partial"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Assessment:
    """What came of a sheet: always the findings, and what could be read.

    `raw` and `instrument` are None where the workbook could not be read, `raw` also where its rows
    are those of another edition.  `bounds` are the lowest and highest result still possible, where
    missing answers are the only errors.  `identity` holds the texts of the sheet Identitas by label
    in lower case, `folder` the files of evidence that it was held against, `view` what the checks
    saw, without what was asked to be counted.
    """

    status: ClassVar[Status] = Status.INVALID

    file: str
    sha256: str | None
    findings: tuple[Finding, ...]
    instrument: Instrument | None = None
    identity: Mapping[str, str] = field(default_factory=dict)
    raw: RawSheet | None = None
    bounds: tuple[IndexResult, IndexResult] | None = None
    folder: EvidenceFolder | None = None
    view: View | None = field(default=None, repr=False, compare=False)
    # What only `Sound` and `Scored` have: whoever asks need not know which of them it is.
    sheet: AnswerSheet | None = field(default=None, init=False)
    result: IndexResult | None = field(default=None, init=False)

    def says(self, label: str) -> str:
        """Return a text of Identitas in one line, empty if there is none."""
        return one_line(self.identity, label)

    @property
    def is_self_assessment(self) -> bool:
        """Tell whether no assessor has looked at the levels yet."""
        return self.says("tahap").casefold() == "penilaian mandiri"

    @property
    def has_own_layout(self) -> bool:
        """Tell whether a sheet that could be read is laid out otherwise than ours."""
        if self.raw is None or self.instrument is None:
            return False
        ours = self.raw.sheet.strip().casefold() == "jawaban"
        return not ours or self.raw.headings.get("number") != "A"

    @property
    def used(self) -> Instrument:
        """The instrument, for what is told of a result that only a sound sheet can have."""
        assert self.instrument is not None  # noqa: S101
        return self.instrument


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound(Assessment):
    """A sheet without errors; that of an agency, which answers a part, has no index."""

    status: ClassVar[Status] = Status.PARTIAL

    instrument: Instrument
    raw: RawSheet
    sheet: AnswerSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored(Sound):
    """A sheet that has an index."""

    status: ClassVar[Status] = Status.SCORED

    result: IndexResult

    @property
    def answered(self) -> list[Score]:
        """The indicators that somebody answered, without those counted as some level."""
        return [one for one in self.result.indicators if one.code not in self.sheet.assumed]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user chose for a sheet: an instrument, and a level for missing answers.

    `missing` is `lowest`, `zero`, or `items`: what the pieces of evidence give.  Where this sheet
    is blank the levels of `previous` stay; `evidence` is the folder in which the files lie that
    the sheet names.
    """

    instrument: Instrument | None = None
    missing: str | None = None
    previous: Assessment | None = None
    evidence: EvidenceFolder | None = None


def assess(path: Path, file: str, choice: Choice | None = None) -> Assessment:
    """Read, check and score an answer sheet; `file` is how findings call it.

    Raises:
        OSError: the system does not let us open the file.
    """
    choice = choice or Choice()
    try:
        raw = read_answers(path, file)
    except Refused as refused:
        return Assessment(file, refused.sha256, (refused.finding,))
    named = _named_instrument(raw)
    if not isinstance(named, Finding):
        return _assess_answers(raw, named, choice)
    if choice.instrument:
        return _assess_answers(raw, None, choice)
    return Assessment(**_read(raw, None), findings=(*raw.remarks, named))


def assess_or_tell(path: Path, file: str, choice: Choice | None = None) -> Assessment:
    """Assess one of many: what the system refuses (A148) is a finding of this file."""
    try:
        return assess(path, file, choice)
    except OSError as refused:
        reason = Raw(refused.strerror or type(refused).__name__)
        finding = Finding("A148", Place(file), {"reason": reason})
        return Assessment(file, None, (finding,))


def is_report(findings: tuple[Finding, ...]) -> bool:
    """Tell by its findings whether a file is a report of our own."""
    return any(finding.code == "A126" for finding in findings)


def _read(raw: RawSheet, instrument: Instrument | None) -> dict[str, Any]:
    identity = {label: written(cell) for label, cell in raw.identity.cells.items()}
    said = {"file": raw.file, "sha256": raw.sha256, "instrument": instrument}
    return {**said, "identity": identity, "raw": raw}


def _assess_answers(raw: RawSheet, named: Instrument | None, choice: Choice) -> Assessment:
    instrument = choice.instrument or named or shipped(DEFAULT)
    if choice.instrument:
        editions = [named] if named else shipped_instruments()
        if strange := tuple(is_of_edition(instrument, raw, editions)):
            # Its rows mean something else: there is nothing in it to correct.
            read = {**_read(raw, instrument), "raw": None}
            return Assessment(**read, findings=(*raw.remarks, *strange))
    previous = choice.previous
    kept: tuple[Finding, ...] = ()
    if previous and previous.raw and previous.instrument:
        kept = tuple(stages_agree(raw, instrument, previous.raw, previous.instrument))
        if not kept:
            raw, kept = keep_earlier(instrument, raw, previous.raw)
    if has_errors(kept):
        return Assessment(**_read(raw, instrument), findings=kept)
    checked = check(instrument, raw, choice.missing)
    held = check_evidence(instrument, raw, choice.evidence) if choice.evidence else ()
    other = editions_agree(instrument, raw, named) if choice.instrument else ()
    place = identity_places(raw).get("tahun", Place(raw.file, raw.identity.sheet))
    year = year_findings(instrument, year_of(raw), place)
    findings = (*other, *year, *kept, *held, *checked.findings)
    read = {**_read(raw, instrument), "folder": choice.evidence, "view": checked.view}
    if checked.sheet is None:
        return Assessment(**read, findings=findings, bounds=checked.bounds)
    if checked.partial:
        return Sound(**read, findings=findings, sheet=checked.sheet)
    result = score(instrument, checked.sheet.levels())
    warned = (*findings, *predicates_agree(instrument, result, raw.file))
    return Scored(**read, findings=warned, sheet=checked.sheet, result=result)


def year_findings(instrument: Instrument, year: int | None, place: Place) -> tuple[Finding, ...]:
    """A206: the year lies within the validity of the instrument; name the one that covers it."""
    if year is None or instrument.is_valid_in(year):
        return ()
    replacement = edition_of(year)
    facts: dict[str, Fact] = {
        "year": year,
        "instrument": instrument.title,
        "since": instrument.valid_from,
        "until": instrument.valid_until or "",
        "replacement": replacement.id if replacement else "",
    }
    opened, alone = instrument.valid_until is None, replacement is None
    variant = "_".join(word for word, holds in (("open", opened), ("alone", alone)) if holds)
    return (Finding("A206", place, facts, variant),)


def _named_instrument(raw: RawSheet) -> Instrument | Finding | None:
    """A125: the instrument that Identitas names by id or title is a shipped one."""
    cell = raw.identity.cells.get("instrumen")
    if cell is None:
        return None
    wanted = " ".join(written(cell).casefold().split())
    if wanted in shipped_ids():
        return shipped(wanted)
    known = {name.casefold(): i for i in shipped_instruments() for name in (i.id, i.title)}
    if wanted in known:
        return known[wanted]
    close = get_close_matches(wanted, known, n=1)
    suggestion: dict[str, Fact] = {"suggestion": known[close[0]].id} if close else {}
    facts: dict[str, Fact] = {"found": Quoted(written(cell)), "cell": cell.ref, **suggestion}
    place = Place(raw.file, raw.identity.sheet, cell.ref)
    return Finding("A125", place, facts, "suggestion" if close else "")
