"""Partial sheets into one: from files to the merged answers, and what stands in the way."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spbe_cli.assignment import Assignment
from spbe_cli.findings import (
    Fact,
    Finding,
    Listed,
    Numbers,
    Place,
    Severity,
    Typed,
    has_errors,
)
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import DEFAULT, shipped
from spbe_cli.many.gather import Gathered, kinds_are_known
from spbe_cli.many.merge_rows import (
    Decision,
    MergedRow,
    Part,
    answers_come_from_those_asked,
    decision,
    levels_agree,
    merged_row,
    part_of,
    rows_of,
    texts_fit,
)
from spbe_cli.many.run import Sheet, lost
from spbe_cli.many.senders import outdated, senders_are_known, settle
from spbe_cli.many.workers import Lost, attempt
from spbe_cli.sheet.assess import Assessment, Choice, Status, assess_or_tell, is_report
from spbe_cli.sheet.check import faults_beside_gaps
from spbe_cli.sheet.identity import LABELS, common_text, identities_agree, most_common


@dataclass(frozen=True, slots=True)
class FilesRead:
    """The answer files, and the names of those among the files that are made by `spbe`."""

    parts: tuple[Assessment, ...]
    made: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """What the user decided: how differences end, which file counts, what is left out.

    `target` is how findings about the whole call it: the file to be written.
    """

    target: str
    on_conflict: str | None = None
    latest: bool = False
    skip_invalid: bool = False


@dataclass(frozen=True, slots=True)
class Sender:
    """How far an agency is: the rows that it decides, those of them without a level yet.

    `sent`: a file of it was read; `used`: it is part of the merged sheet, and not faulty.
    """

    name: str
    asked: tuple[str, ...]
    missing: tuple[str, ...]
    sent: bool
    used: bool


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of the files: the merged rows, who lacks what, the decisions, the findings."""

    instrument: Instrument
    identity: Mapping[str, str]
    parts: tuple[Part, ...]
    rows: tuple[MergedRow, ...]
    senders: tuple[Sender, ...]
    decisions: tuple[Decision, ...]
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Tell whether the merged sheet may be written."""
        return not has_errors(self.findings)

    def missing(self) -> tuple[str, ...]:
        """Return the rows that a complete sheet must hold and that nobody gave a level."""
        required = set(self.instrument.required_rows())
        open_rows = (one.row.number for one in self.rows if not one.answered)
        return tuple(number for number in open_rows if number in required)


def read_all(
    files: Sequence[Sheet], instrument: Instrument | None, named: Collection[Path] = ()
) -> FilesRead:
    """Assess files; reports of our own are told apart, and what was merged before.

    A merged file that is `named` itself, and not just found, is meant to be merged again.
    """
    found = tuple(_read(files, Choice(instrument)))
    wanted = {str(path) for path in named}
    parts = tuple(
        one
        for one in found
        if (one.file in wanted or not _is_merged(one)) and not is_report(one.findings)
    )
    names = {one.file for one in parts}
    return FilesRead(parts, tuple(one.file for one in found if one.file not in names))


def may_be_renewed(path: Path) -> bool:
    """Tell whether a file is the result of an earlier merge, which a new one may replace."""
    return any(map(_is_merged, _read([(path, str(path))], Choice())))


def files_are_there(gathered: Gathered, read: FilesRead) -> Iterator[Finding]:
    """B106, B203: every path leads to answer files, and nothing else lies among them."""
    for path in gathered.empty:
        yield Finding("B106", Place(path), {"folder": path})
    if read.made and not read.parts:
        folder = str(Path(read.made[0]).parent)
        yield Finding("B106", Place(folder), {"folder": folder}, "reports")
    names = [str(path) for path in gathered.skipped]
    first = next(iter((*names, *gathered.odd)), "")
    yield from kinds_are_known(names, gathered.odd, str(Path(first).parent))


def merge(assessments: Sequence[Assessment], assignment: Assignment | None, rules: Rules) -> Merged:
    """Merge files; without errors among the findings the result may be written."""
    read = (part_of(assessment, assignment) for assessment in assessments)
    parts = tuple(part for part in read if part)
    later = _later(parts)
    old = frozenset(later) if rules.latest else frozenset[str]()
    counted = [p for p in parts if not (p.file in old or (rules.skip_invalid and p.errors))]
    title = most_common(part.instrument.title for part in counted)
    named = (part.instrument for part in counted if part.instrument.title == title)
    used = next(named, shipped(DEFAULT))
    fit = [p for p in parts if p.instrument is used and (not p.errors or p.file in old)]
    strange = {part.file for part in counted if part.instrument is not used}
    kept, doubled = _one_each(fit, latest=rules.latest)
    copies = {part.file for part in fit if part not in kept}
    judged = [part for part in counted if part.file not in strange | copies]
    sent = [one for one in assessments if one.file not in old | strange]
    rows = tuple(merged_row(row, rules.on_conflict) for row in rows_of(used, kept, assignment))
    decisions = tuple(filter(None, map(decision, rows)))
    senders = tuple(
        _planned_senders(used, kept, parts, rows, assignment)
        if assignment
        else _senders(used, kept)
    )
    identity = {label: text for label in LABELS if (text := common_text(kept, label))}
    result = Merged(used, identity, kept, rows, senders, decisions, ())
    findings = (
        *_files_are_sound(sent, {} if rules.latest else later, skip=rules.skip_invalid),
        *_instruments_agree(counted),
        *identities_agree(judged),
        *doubled,
        *(senders_are_known([p.record for p in kept], assignment) if assignment else ()),
        *_about_rows(result, assignment),
        *_decided(result, rules),
        *_everything_is_answered(result, rules),
    )
    if assessments and not (any(part.entries for part in kept) or has_errors(findings)):
        findings = (*findings, Finding("B106", Place(rules.target), variant="unfit"))
    return replace(result, findings=findings)


def _read(files: Sequence[Sheet], choice: Choice) -> Iterator[Assessment]:
    """Assess files; one that can't be read, or checked to its end, never stops the others."""
    for sheet in files:
        name = sheet[1]
        answer = attempt(lambda one: assess_or_tell(*one, choice), sheet)
        if isinstance(answer, Lost):
            yield Assessment(name, None, Status.INVALID, None, (lost(name, answer),), {})
        else:
            yield answer


def _is_merged(assessment: Assessment) -> bool:
    """Tell whether a file is the sheet of the institution that an earlier merge wrote."""
    raw = assessment.raw
    return bool(raw and raw.joined and not assessment.identity.get("perangkat daerah"))


def _later(parts: Sequence[Part]) -> dict[str, str]:
    """Return the files with errors, each with the later and sound one of its sender."""
    faulty = {part.file for part in parts if part.errors}
    last = outdated([part.sent for part in parts])
    return {file: new for file, new in last.items() if file in faulty and new not in faulty}


def _one_each(parts: Sequence[Part], *, latest: bool) -> tuple[tuple[Part, ...], list[Finding]]:
    """Return one part of every sender, in the order of their first; say which are to tell apart.

    Of several that differ one is enough: their differences are told already.
    """
    settled = settle([part.sent for part in parts], latest=latest, told_at=-1)
    used = {record.file for record in settled.used}
    chosen: dict[object, Part | None] = {}
    for part in parts:
        key = part.sent.sender or (part.file,)
        if chosen.setdefault(key, None) is None and part.file in used:
            chosen[key] = part
    return tuple(filter(None, chosen.values())), settled.findings


def _senders(instrument: Instrument, kept: Iterable[Part]) -> Iterator[Sender]:
    """Yield how far those are that have sent a file."""
    required = set(instrument.required_rows())
    for part in kept:
        asked = tuple(row for row in part.asked if row in required)
        given = part.levels()
        missing = tuple(row for row in asked if row not in given)
        yield Sender(part.agency, asked, missing, sent=True, used=True)


def _planned_senders(
    instrument: Instrument,
    kept: Iterable[Part],
    read: Iterable[Part],
    rows: Iterable[MergedRow],
    assignment: Assignment,
) -> Iterator[Sender]:
    """Yield how far the agencies of the assignment are; of `read` files some are `kept`."""
    answered = {one.row.number for one in rows if one.answered}
    required = set(instrument.required_rows())
    used, senders = ([part.assigned for part in files] for files in (kept, read))
    indicators = instrument.rows()
    for agency in assignment.agencies:
        if not (agency.owns or agency.supports):
            continue
        own = set(agency.owns)
        asked = tuple(row for row in indicators if row in required and indicators[row].code in own)
        missing = tuple(row for row in asked if row not in answered)
        yield Sender(agency.name, asked, missing, agency in senders, agency in used)


def _files_are_sound(
    assessments: Iterable[Assessment], later: Mapping[str, str], *, skip: bool
) -> Iterator[Finding]:
    """B105, B209: every file to be merged is sound; with `skip` the others are left out.

    A file that can't be read says so itself.  `later` names for a file the one that would
    replace it if the latest counted.
    """
    for assessment in assessments:
        file, findings = assessment.file, assessment.findings
        if assessment.raw is None and not skip:
            yield from findings
        elif faults_beside_gaps(findings):
            errors = sum(finding.severity is Severity.ERROR for finding in findings)
            facts: dict[str, Fact] = {"file": file, "count": errors, "typed": Typed(file)}
            variant = "later" if file in later and not skip else ""
            facts |= {"file2": later[file]} if variant else {}
            yield Finding("B209" if skip else "B105", Place(file), facts, variant)


def _instruments_agree(parts: Sequence[Part]) -> Iterator[Finding]:
    """B103: all files use one instrument."""
    usual = most_common(part.instrument.title for part in parts)
    for part in parts:
        if part.instrument.title != usual:
            facts: dict[str, Fact] = {
                "file": part.file,
                "instrument1": usual,
                "instrument2": part.instrument.title,
            }
            yield Finding("B103", part.places.get("instrumen", Place(part.file)), facts)


def _about_rows(merged: Merged, assignment: Assignment | None) -> Iterator[Finding]:
    """Yield the findings about single rows: differences left, answers of others."""
    indicators = merged.instrument.rows()
    agencies = assignment.agencies if assignment else ()
    for one in merged.rows:
        if one.claim is None and one.answered:
            yield from levels_agree(one.row)
        code = indicators[one.row.number].code
        contributors = [agency for agency in agencies if code in agency.supports]
        yield from answers_come_from_those_asked(one.row, contributors)
        yield from texts_fit(one)


def _decided(merged: Merged, rules: Rules) -> Iterator[Finding]:
    """B207: no difference was decided by a rule."""
    if merged.decisions:
        rows = tuple(one.row.number for one in merged.decisions)
        facts: dict[str, Fact] = {"count": len(rows), "detail": Numbers(rows)}
        yield Finding("B207", Place(rules.target), facts, rules.on_conflict or "")


def _everything_is_answered(merged: Merged, rules: Rules) -> Iterator[Finding]:
    """B201: every indicator is answered by somebody."""
    missing = merged.missing()
    if missing and merged.parts:
        behind = [one.name for one in merged.senders if not set(missing).isdisjoint(one.missing)]
        facts: dict[str, Fact] = {
            "count": len(missing),
            "numbers": Numbers(missing),
            "agency": Listed(tuple(behind)),
        }
        yield Finding("B201", Place(rules.target), facts, "agency" if behind else "")
