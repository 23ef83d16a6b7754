"""The one use case: from a workbook to an assessment."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from fractions import Fraction
from pathlib import Path

from spbe_cli.answers import AnswerSheet, Cell, RawSheet
from spbe_cli.findings import Fact, Finding, Place, Quoted, Raw, has_errors
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import (
    DEFAULT,
    edition_of,
    shipped,
    shipped_ids,
    shipped_instruments,
)
from spbe_cli.scoring import IndexResult, score
from spbe_cli.sheet.cells import written
from spbe_cli.sheet.check import Checked, check
from spbe_cli.sheet.evidence import EvidenceFolder, check_evidence
from spbe_cli.sheet.identity import (
    editions_agree,
    identity_texts,
    instruments_agree,
    keep_earlier,
    predicates_agree,
    stages_agree,
    year_is_covered,
    year_of,
)
from spbe_cli.xlsx.package import Refused
from spbe_cli.xlsx.reading import read_answers


class Status(StrEnum):
    """What came out of a sheet."""

    SCORED = "scored"
    PARTIAL = "partial"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Assessment:
    """What came out: always the findings, and the result if they allow one.

    `raw` and `instrument` are None where the workbook could not be read.  `bounds` are the
    lowest and highest result still possible, where missing answers are the only errors.
    `identity` holds the texts of the sheet Identitas by label in lower case.
    """

    file: str
    sha256: str | None
    status: Status
    instrument: Instrument | None
    findings: tuple[Finding, ...]
    identity: Mapping[str, str]
    raw: RawSheet | None = None
    sheet: AnswerSheet | None = None
    result: IndexResult | None = None
    bounds: tuple[IndexResult, IndexResult] | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user chose for a sheet: an instrument, and a level for missing answers.

    Where this sheet is blank the levels of `previous` stay; `evidence` is the folder in which
    the files lie that the sheet names.
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
        return Assessment(file, refused.sha256, Status.INVALID, None, (refused.finding,), {})
    named, unknown = _named_instrument(raw)
    if unknown and choice.instrument is None:
        return _rejected(raw, None, (*raw.remarks, unknown))
    return assess_answers(raw, choice.instrument or named or shipped(DEFAULT), named, choice)


def assess_or_tell(path: Path, file: str, choice: Choice | None = None) -> Assessment:
    """Assess one of many: what the system refuses (A148) is a finding of this file."""
    try:
        return assess(path, file, choice)
    except OSError as refused:
        reason = Raw(refused.strerror or type(refused).__name__)
        finding = Finding("A148", Place(file), {"reason": reason})
        return Assessment(file, None, Status.INVALID, None, (finding,), {})


def is_report(findings: tuple[Finding, ...]) -> bool:
    """Tell by its findings whether a file is a report of our own."""
    return any(finding.code == "A126" for finding in findings)


def assess_answers(
    raw: RawSheet, instrument: Instrument, named: Instrument | None, choice: Choice
) -> Assessment:
    """Check and score the answers of a sheet that could be read."""
    raw, kept = _after_previous(raw, instrument, choice.previous)
    if has_errors(kept):
        return _rejected(raw, instrument, kept)
    level = {None: None, "lowest": instrument.lowest}.get(choice.missing, 0)
    checked = check(instrument, raw, level)
    held = check_evidence(instrument, raw, choice.evidence) if choice.evidence else ()
    other = editions_agree(instrument, raw, named) if choice.instrument else ()
    findings = (*other, *_year_of_sheet(raw, instrument), *kept, *held, *checked.findings)
    if checked.sheet is None:
        bounds = _bounds_of(instrument, checked) if checked.gaps else None
        return replace(_rejected(raw, instrument, findings), bounds=bounds)
    read = replace(_rejected(raw, instrument, findings), status=Status.PARTIAL, sheet=checked.sheet)
    if checked.partial:
        return read
    result = score(instrument, checked.sheet.levels())
    warned = (*findings, *predicates_agree(instrument, result, raw.file))
    return replace(read, status=Status.SCORED, result=result, findings=warned)


def year_findings(instrument: Instrument, year: int | None, place: Place) -> tuple[Finding, ...]:
    """Warn of a year outside the validity of an edition, and name the edition that covers it."""
    if year is None or instrument.is_valid_in(year):
        return ()
    replacement = edition_of(year)
    return tuple(year_is_covered(instrument, year, replacement.id if replacement else None, place))


def _rejected(
    raw: RawSheet, instrument: Instrument | None, findings: tuple[Finding, ...]
) -> Assessment:
    identity = identity_texts(raw)
    return Assessment(raw.file, raw.sha256, Status.INVALID, instrument, findings, identity, raw)


def _after_previous(
    raw: RawSheet, instrument: Instrument, previous: Assessment | None
) -> tuple[RawSheet, tuple[Finding, ...]]:
    """Fill what a sheet leaves blank from an earlier stage, or say why the two do not fit."""
    if previous is None or previous.raw is None or previous.instrument is None:
        return raw, ()
    unfit = (
        *instruments_agree(raw, instrument, previous.raw, previous.instrument),
        *stages_agree(raw, previous.raw),
    )
    return (raw, unfit) if unfit else keep_earlier(instrument, raw, previous.raw)


def _year_of_sheet(raw: RawSheet, instrument: Instrument) -> tuple[Finding, ...]:
    cell = raw.identity.cells.get("tahun")
    place = Place(raw.file, raw.identity.sheet, cell.ref if cell else None)
    return year_findings(instrument, year_of(raw), place)


def _named_instrument(raw: RawSheet) -> tuple[Instrument | None, Finding | None]:
    """Return the shipped instrument that Identitas names by id or title, or why it can't be."""
    cell = raw.identity.cells.get("instrumen")
    if cell is None:
        return None, None
    wanted = " ".join(written(cell).casefold().split())
    if wanted in shipped_ids():
        return shipped(wanted), None
    titled = (shipped(name) for name in shipped_ids())
    found = next((i for i in titled if i.title.casefold() == wanted), None)
    return (found, None) if found else (None, _unknown_instrument(raw, cell, wanted))


def _unknown_instrument(raw: RawSheet, cell: Cell, wanted: str) -> Finding:
    """A125: the instrument that Identitas names is a shipped one."""
    known = {name.casefold(): i for i in shipped_instruments() for name in (i.id, i.title)}
    close = get_close_matches(wanted, known, n=1)
    facts: dict[str, Fact] = {"found": Quoted(written(cell)), "cell": cell.ref}
    if close:
        facts["suggestion"] = known[close[0]].id
    place = Place(raw.file, raw.identity.sheet, cell.ref)
    return Finding("A125", place, facts, "suggestion" if close else "")


def _bounds_of(instrument: Instrument, checked: Checked) -> tuple[IndexResult, IndexResult]:
    """Return the lowest and the highest result that the missing answers still allow."""
    known = {row: answer.level for row, answer in checked.answers.items()}
    ends = (Fraction(instrument.lowest), Fraction(instrument.highest))
    low, high = (score(instrument, {**known, **dict.fromkeys(checked.gaps, end)}) for end in ends)
    return low, high
