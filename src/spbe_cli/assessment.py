"""The one use case: from a workbook to an assessment.

What only an earlier stage or a folder of evidence needs loads when one is given.
"""
# ruff: noqa: PLC0415

from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from spbe_cli.answers import AnswerSheet, Cell, RawSheet
from spbe_cli.checks import answers, context
from spbe_cli.sheet.cells import written
from spbe_cli.editions import edition_of
from spbe_cli.findings import Fact, Finding, Place, Quoted, Raw, has_errors
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import DEFAULT, shipped, shipped_ids, shipped_instruments
from spbe_cli.scoring import IndexResult, score
from spbe_cli.xlsx.package import Refused
from spbe_cli.xlsx.reading import read_answers

if TYPE_CHECKING:
    from spbe_cli.sheet.evidence import EvidenceFolder


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
    evidence: "EvidenceFolder | None" = None


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
    named, unknown = named_instrument(raw)
    instrument = choice.instrument or named or shipped(DEFAULT)
    if unknown and choice.instrument is None:
        return rejected(raw, None, (*raw.remarks, unknown))
    return assess_answers(raw, instrument, named, choice)


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
    raw, kept = after_previous(raw, instrument, choice.previous)
    if has_errors(kept):
        return rejected(raw, instrument, kept)
    checked = answers.check(instrument, raw, level_for(instrument, choice.missing))
    held = evidence_held(instrument, raw, choice.evidence) if choice.evidence else ()
    findings = (*around(raw, instrument, named, choice), *kept, *held, *checked.findings)
    if checked.sheet is None:
        bounds = bounds_of(instrument, checked) if checked.gaps else None
        return replace(rejected(raw, instrument, findings), bounds=bounds)
    identity = context.identity_texts(raw)
    made = Assessment(
        raw.file, raw.sha256, Status.PARTIAL, instrument, findings, identity, raw, checked.sheet
    )
    if checked.partial:
        return made
    result = score(instrument, checked.sheet.levels())
    warned = (*findings, *context.predicates_agree(instrument, result, raw.file))
    return replace(made, status=Status.SCORED, result=result, findings=warned)


def evidence_held(
    instrument: Instrument, raw: RawSheet, folder: "EvidenceFolder"
) -> tuple[Finding, ...]:
    """Hold the files that a sheet names against those of a folder."""
    from spbe_cli.sheet.evidence import check_evidence

    return check_evidence(instrument, raw, folder)


def after_previous(
    raw: RawSheet, instrument: Instrument, previous: Assessment | None
) -> tuple[RawSheet, tuple[Finding, ...]]:
    """Fill what a sheet leaves blank from an earlier stage, or say why the two do not fit."""
    if previous is None or previous.raw is None or previous.instrument is None:
        return raw, ()
    from spbe_cli.sheet.previous import identities_agree, instruments_agree, keep_earlier

    unfit = (
        *instruments_agree(raw, instrument, previous.raw, previous.instrument),
        *identities_agree(raw, previous.raw),
    )
    return (raw, unfit) if unfit else keep_earlier(instrument, raw, previous.raw)


def around(
    raw: RawSheet, instrument: Instrument, named: Instrument | None, choice: Choice
) -> tuple[Finding, ...]:
    """Return the findings about the edition and the year."""
    found = list(context.editions_agree(instrument, raw, named)) if choice.instrument else []
    year = context.year_of(raw)
    cell = raw.identity.cells.get("tahun")
    place = Place(raw.file, raw.identity.sheet, cell.ref if cell else None)
    return (*found, *year_findings(instrument, year, place))


def year_findings(instrument: Instrument, year: int | None, place: Place) -> tuple[Finding, ...]:
    """Warn of a year outside the validity of an edition, and name the edition that covers it."""
    if year is None or context.is_valid_in(instrument, year):
        return ()
    replacement = edition_of(year)
    known = replacement.id if replacement else None
    return tuple(context.year_is_covered(instrument, year, known, place))


def rejected(
    raw: RawSheet, instrument: Instrument | None, findings: tuple[Finding, ...]
) -> Assessment:
    """Return the assessment of a sheet with errors."""
    identity = context.identity_texts(raw)
    return Assessment(raw.file, raw.sha256, Status.INVALID, instrument, findings, identity, raw)


def named_instrument(raw: RawSheet) -> tuple[Instrument | None, Finding | None]:
    """Return the shipped instrument that Identitas names by id or title, or why it can't be."""
    cell = raw.identity.cells.get("instrumen")
    if cell is None:
        return None, None
    wanted = " ".join(written(cell).casefold().split())
    if wanted in shipped_ids():
        return shipped(wanted), None
    titled = (shipped(name) for name in shipped_ids())
    found = next((i for i in titled if i.title.casefold() == wanted), None)
    return (found, None) if found else (None, unknown_instrument(raw, cell, wanted))


def unknown_instrument(raw: RawSheet, cell: Cell, wanted: str) -> Finding:
    """A125: the instrument that Identitas names is a shipped one."""
    known = {name.casefold(): i for i in shipped_instruments() for name in (i.id, i.title)}
    close = get_close_matches(wanted, known, n=1)
    facts: dict[str, Fact] = {"found": Quoted(written(cell)), "cell": cell.ref}
    if close:
        facts["suggestion"] = known[close[0]].id
    place = Place(raw.file, raw.identity.sheet, cell.ref)
    return Finding("A125", place, facts, "suggestion" if close else "")


def level_for(instrument: Instrument, missing: str | None) -> int | None:
    """Return the level that missing answers are counted as."""
    return {None: None, "lowest": instrument.lowest}.get(missing, 0)


def bounds_of(instrument: Instrument, checked: answers.Checked) -> tuple[IndexResult, IndexResult]:
    """Return the lowest and the highest result that the missing answers still allow."""
    known = {row: answer.level for row, answer in checked.answers.items()}
    ends = (Fraction(instrument.lowest), Fraction(instrument.highest))
    low, high = (score(instrument, {**known, **dict.fromkeys(checked.gaps, end)}) for end in ends)
    return low, high
