"""The one use case: from a workbook to an assessment."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from difflib import get_close_matches
from enum import StrEnum
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Any, ClassVar, Final

from spbe_cli.answers import Answer, AnswerSheet, RawSheet
from spbe_cli.findings import Fact, Finding, Numbers, Place, Quoted, Raw, Severity, has_errors
from spbe_cli.frozen import frozen
from spbe_cli.instrument import Instrument, loading
from spbe_cli.scoring import IndexResult, Score, score
from spbe_cli.sheet import identity
from spbe_cli.sheet.check import CHECKS, also_there
from spbe_cli.sheet.evidence import EvidenceFolder, check_evidence
from spbe_cli.sheet.values import evidence_of, written, year_of
from spbe_cli.sheet.view import View, view_of
from spbe_cli.words.catalogue import record
from spbe_cli.xlsx.cells import position
from spbe_cli.xlsx.package import Refused
from spbe_cli.xlsx.reading import read_answers

_MOST_OF_A_CODE: Final = 200
"""More rows with one and the same fault are no sheet that somebody filled in by hand."""


class Status(StrEnum):
    """What came out of a sheet."""

    SCORED = "scored"
    PARTIAL = "partial"
    INVALID = "invalid"


@frozen
class Assessment:
    """What came of a sheet: always the findings, and what could be read.

    `raw` is None where the workbook could not be read, or has the rows of another edition.
    `bounds` are the lowest and highest result still possible, where only answers are missing, as
    many as `gaps`; `folder` is that of the evidence, `view` has the rows as the instrument does.
    """

    status: ClassVar[Status] = Status.INVALID

    file: str
    sha256: str | None
    findings: tuple[Finding, ...]
    instrument: Instrument | None = None
    identity: Mapping[str, str] = field(default_factory=dict)
    raw: RawSheet | None = None
    bounds: tuple[IndexResult, IndexResult] | None = None
    gaps: int = 0
    folder: EvidenceFolder | None = None
    view: View | None = field(default=None, repr=False, compare=False)
    # What only `Sound` and `Scored` have: whoever asks need not know which of them it is.
    sheet: AnswerSheet | None = field(default=None, init=False)
    result: IndexResult | None = field(default=None, init=False)

    def says(self, label: str) -> str:
        """Return a text of Identitas in one line, empty if there is none."""
        return " ".join(self.identity.get(label, "").split())

    @property
    def is_self_assessment(self) -> bool:
        """Tell whether no assessor has looked at the levels yet."""
        return self.says("tahap").casefold() == "penilaian mandiri"

    @property
    def has_own_layout(self) -> bool:
        """Tell whether a sheet that could be read is laid out otherwise than ours."""
        if self.view is None:
            return False
        raw = self.view.raw
        return raw.sheet.strip().casefold() != "jawaban" or raw.headings.get("number") != "A"

    @property
    def used(self) -> Instrument:
        """The instrument, for what is told of a result that only a sound sheet can have."""
        assert self.instrument is not None  # noqa: S101
        return self.instrument


@frozen(kw_only=True)
class Sound(Assessment):
    """A sheet without errors; that of an agency, which answers a part, has no index."""

    status: ClassVar[Status] = Status.PARTIAL

    instrument: Instrument
    raw: RawSheet
    sheet: AnswerSheet


@frozen(kw_only=True)
class Scored(Sound):
    """A sheet that has an index."""

    status: ClassVar[Status] = Status.SCORED

    result: IndexResult

    @property
    def answered(self) -> list[Score]:
        """The indicators that somebody answered, without those counted as some level."""
        return [one for one in self.result.indicators if one.code not in self.sheet.assumed]


@frozen
class Choice:
    """What the user chose: an instrument; `missing` levels `lowest`, `zero`, or by `items`.

    Where this sheet is blank the levels of `previous` stay; `evidence` holds the files it names.
    """

    instrument: Instrument | None = None
    missing: str | None = None
    previous: Assessment | None = None
    evidence: EvidenceFolder | None = None


def assess(path: Path, file: str, choice: Choice | None = None) -> Assessment:
    """Read, check and score an answer sheet, which findings call `file`; OSError if it is shut."""
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
        return Assessment(file, None, (Finding("A148", Place(file), {"reason": reason}),))


def is_report(findings: tuple[Finding, ...]) -> bool:
    """Tell by its findings whether a file is a report of our own."""
    return any(finding.code == "A126" for finding in findings)


def _assess_answers(raw: RawSheet, named: Instrument | None, choice: Choice) -> Assessment:
    instrument = choice.instrument or named or loading.shipped(loading.DEFAULT)
    other: tuple[Finding, ...] = ()
    if choice.instrument:
        editions = [named] if named else loading.shipped_instruments()
        if strange := tuple(identity.is_of_edition(instrument, raw, editions)):
            # Its rows mean something else: there is nothing in it to correct.
            read = {**_read(raw, instrument), "raw": None}
            return Assessment(**read, findings=(*raw.remarks, *strange))
        other = tuple(identity.editions_agree(instrument, raw, named))
    view, previous = view_of(instrument, raw), choice.previous and choice.previous.view
    kept: tuple[Finding, ...] = ()
    if previous:
        kept = tuple(identity.stages_agree(view, previous))
        if not kept:
            raw, kept = identity.keep_earlier(view, previous)
            view = view_of(instrument, raw)
    read = {**_read(raw, instrument), "view": view}
    if has_errors(kept):
        return Assessment(**read, findings=kept)
    held = check_evidence(view, choice.evidence) if choice.evidence else ()
    place = identity.identity_places(raw).get("tahun", Place(raw.file, raw.identity.sheet))
    year = year_findings(instrument, year_of(raw), place)
    around = (*other, *year, *kept, *held)
    return _judged(view, choice.missing, around, {**read, "folder": choice.evidence})


def _read(raw: RawSheet, instrument: Instrument | None) -> dict[str, Any]:
    said = {label: written(cell) for label, cell in raw.identity.cells.items()}
    read = {"file": raw.file, "sha256": raw.sha256, "instrument": instrument}
    return {**read, "identity": said, "raw": raw}


def _judged(
    seen: View, missing: str | None, around: tuple[Finding, ...], read: dict[str, Any]
) -> Assessment:
    """Run every check, find everything at once, and score what has no error, or was supplied."""
    instrument, raw = seen.instrument, seen.raw
    assume = {"lowest": instrument.lowest, "zero": 0}.get(missing or "")
    view = replace(seen, by_items=True) if missing == "items" else seen
    found = _limited(view, chain(view.read_items.faults, *(check(view) for check in CHECKS)))
    gaps = _gaps_of(view, view.required if assume is None else instrument.required_rows())
    if assume is not None:
        found = [finding for finding in found if not record(finding.code).gap]
        if gaps:
            facts: dict[str, Fact] = {"value": assume, "numbers": Numbers(gaps)}
            found.append(view.finding("A216", None, count=len(gaps), **facts))
    if view.supplied:
        numbers = Numbers(tuple(view.supplied))
        found.append(view.finding("A216", None, "items", count=len(view.supplied), numbers=numbers))
    findings = (*around, *raw.remarks, *sorted(found, key=_reading_order(raw)))
    partial = view.scope is not None and assume is None
    if has_errors(findings):
        only_gaps = gaps and not partial and not faults_beside_gaps(findings)
        bounds = _bounds(view, gaps) if only_gaps else None
        return Assessment(**read, findings=findings, bounds=bounds, gaps=len(gaps))
    assumed = view.supplied if assume is None else dict.fromkeys(gaps, Fraction(assume))
    answers = {**view.answers, **{row: _lent(view, row, one) for row, one in assumed.items()}}
    sheet = AnswerSheet(answers, view.asked, assumed, raw.carried, view.items, bool(view.supplied))
    if partial:
        return Sound(**read, findings=findings, sheet=sheet)
    result = score(instrument, sheet.levels())
    findings = (*findings, *identity.predicates_agree(instrument, result, raw.file))
    return Scored(**read, findings=findings, sheet=sheet, result=result)


def _lent(view: View, row: str, level: Fraction) -> Answer:
    """Return an answer with a level that nobody gave, and with what else stands in its row."""
    if row not in view.rows:
        return Answer(level)
    found = view.rows[row]
    return Answer(level, evidence_of(found.evidence), written(found.explanation))


def _limited(view: View, findings: Iterable[Finding]) -> list[Finding]:
    """A147: of one code there are as many findings as anybody reads; the others are counted."""
    counts: Counter[str] = Counter()
    kept = []
    for finding in findings:
        counts[finding.code] += 1
        if counts[finding.code] <= _MOST_OF_A_CODE:
            kept.append(finding)
    if more := counts.total() - len(kept):
        kept.append(view.finding("A147", None, "findings", count=more, limit=_MOST_OF_A_CODE))
    return kept


def faults_beside_gaps(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the errors but those that only say that an answer is missing."""
    errors = (one for one in findings if one.severity is Severity.ERROR)
    return tuple(one for one in errors if not record(one.code).gap)


def _gaps_of(view: View, required: tuple[str, ...]) -> tuple[str, ...]:
    """Return the rows that lack a level: required ones, and optional ones with evidence."""
    gaps = []
    for number in view.instrument.rows():
        row, blank = view.rows.get(number), view.lacks_level(number)
        lacking = (number in required and (not row or blank)) or (row and blank and also_there(row))
        if lacking and number not in view.supplied:
            gaps.append(number)
    return tuple(gaps)


def _bounds(view: View, gaps: tuple[str, ...]) -> tuple[IndexResult, IndexResult]:
    instrument, answers = view.instrument, view.answers.items()
    known = {**{row: one.level for row, one in answers}, **view.supplied}
    ends = (Fraction(instrument.lowest), Fraction(instrument.highest))
    low, high = (score(instrument, {**known, **dict.fromkeys(gaps, end)}) for end in ends)
    return low, high


def _reading_order(raw: RawSheet) -> Callable[[Finding], tuple[int, tuple[int, int]]]:
    """Sort findings as they stand: Identitas, row by row, sheets of single indicators in order."""
    others = (row.evidence.sheet or raw.sheet for row in raw.rows)
    sheets = dict.fromkeys((None, raw.identity.sheet, raw.sheet, *others, raw.items_sheet))
    ranks = {sheet: rank for rank, sheet in enumerate(sheets)}

    def order(finding: Finding) -> tuple[int, tuple[int, int]]:
        place = finding.place
        return ranks.get(place.sheet, len(ranks)), position(place.cell or "") or (0, 0)

    return order


def year_findings(instrument: Instrument, year: int | None, place: Place) -> tuple[Finding, ...]:
    """A206: the year lies within the validity of the instrument; name the one that covers it."""
    if year is None or instrument.is_valid_in(year):
        return ()
    replacement = loading.edition_of(year)
    facts: dict[str, Fact] = {"year": year, "instrument": instrument.title}
    facts |= {"since": instrument.valid_from, "until": instrument.valid_until or ""}
    facts["replacement"] = replacement.id if replacement else ""
    opened, alone = "" if instrument.valid_until else "open", "" if replacement else "alone"
    return (Finding("A206", place, facts, "_".join(filter(None, (opened, alone)))),)


def _named_instrument(raw: RawSheet) -> Instrument | Finding | None:
    """A125: the instrument that Identitas names by id or title is a shipped one."""
    cell = raw.identity.cells.get("instrumen")
    if cell is None:
        return None
    wanted = " ".join(written(cell).casefold().split())
    if wanted in loading.shipped_ids():
        return loading.shipped(wanted)
    known = {name.casefold(): i for i in loading.shipped_instruments() for name in (i.id, i.title)}
    if wanted in known:
        return known[wanted]
    close = get_close_matches(wanted, known, n=1)
    suggestion: dict[str, Fact] = {"suggestion": known[close[0]].id} if close else {}
    facts: dict[str, Fact] = {"found": Quoted(written(cell)), "cell": cell.ref, **suggestion}
    place = Place(raw.file, raw.identity.sheet, cell.ref)
    return Finding("A125", place, facts, "suggestion" if close else "")
