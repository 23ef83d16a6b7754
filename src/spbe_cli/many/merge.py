"""Partial sheets into one: from files to the merged answers, and what stands in the way."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spbe_cli.answers import Assignment, Item
from spbe_cli.findings import Fact, Finding, Listed, Numbers, Place, Severity, Typed, has_errors
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import DEFAULT, shipped
from spbe_cli.many.gather import Gathered, kinds_are_known
from spbe_cli.many.merge_rows import (
    Claim,
    MergedRow,
    Part,
    levels_agree,
    merged_items,
    merged_rows,
    part_of,
    row_is_sound,
)
from spbe_cli.many.run import Sheet, lost_sheet
from spbe_cli.many.senders import (
    AGENCY,
    common_text,
    identities_agree,
    outdated,
    senders_are_known,
    settle,
)
from spbe_cli.many.workers import Lost, attempt
from spbe_cli.sheet.assess import Assessment, Choice, assess_or_tell, faults_beside_gaps, is_report
from spbe_cli.sheet.identity import LABELS, most_common


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
    """What came of the files: the merged rows, who lacks what, the findings.

    `items` are the pieces of evidence of all.
    """

    instrument: Instrument
    identity: Mapping[str, str]
    parts: tuple[Part, ...]
    rows: tuple[MergedRow, ...]
    senders: tuple[Sender, ...]
    items: tuple[Item, ...]
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Tell whether the merged sheet may be written."""
        return not has_errors(self.findings)

    def decided(self) -> list[tuple[MergedRow, Claim]]:
        """Return the rows whose differences a rule decided, each with whom it followed."""
        return [(row, row.claim) for row in self.rows if row.claim and row.others]

    def missing(self) -> tuple[str, ...]:
        """Return the rows that a complete sheet must hold and that nobody gave a level."""
        required = set(self.instrument.required_rows())
        return tuple(one.number for one in self.rows if not one.claims and one.number in required)


def read_all(
    files: Sequence[Sheet], instrument: Instrument | None, named: Collection[Path] = ()
) -> tuple[list[Assessment], list[str]]:
    """Assess files; return also the names of those made by us: reports, and merged sheets.

    A merged file that is `named` itself, and not just found, is meant to be merged again.
    """
    parts, made = [], []
    for path, file in files:
        one = _read(path, file, Choice(instrument))
        if is_report(one.findings) or (_is_merged(one) and file not in map(str, named)):
            made.append(file)
        else:
            parts.append(one)
    return parts, made


def may_be_renewed(path: Path) -> bool:
    """Tell whether a file is the result of an earlier merge, which a new one may replace."""
    return _is_merged(_read(path, str(path), Choice()))


def _read(path: Path, file: str, choice: Choice) -> Assessment:
    """Assess a file; one that can't be read, or checked to its end, never stops the others."""
    answer = attempt(lambda one: assess_or_tell(one, file, choice), path)
    return lost_sheet(file, answer) if isinstance(answer, Lost) else answer


def _is_merged(assessment: Assessment) -> bool:
    raw = assessment.raw
    return bool(raw and raw.joined and not assessment.identity.get(AGENCY))


def files_are_there(
    gathered: Gathered, parts: Sequence[Assessment], made: Sequence[str]
) -> Iterator[Finding]:
    """B106, B203: every path leads to answer files, and nothing else lies among them."""
    for path in gathered.empty:
        yield Finding("B106", Place(path), {"folder": path})
    if made and not parts:
        folder = str(Path(made[0]).parent)
        yield Finding("B106", Place(folder), {"folder": folder}, "reports")
    names = [str(path) for path in gathered.skipped]
    first = next(iter((*names, *gathered.odd)), "")
    yield from kinds_are_known(names, gathered.odd, str(Path(first).parent))


def merge(
    assessments: Sequence[Assessment],
    assignment: Assignment | None,
    target: str,
    *,
    rule: str | None = None,
    latest: bool = False,
    skip_invalid: bool = False,
) -> Merged:
    """Merge files; without errors among the findings the result may be written to `target`.

    `rule` decides where levels differ; the `latest` file of a sender counts, and faulty ones
    are left out (`skip_invalid`), if the user wants that.
    """
    parts = [part for one in assessments if (part := part_of(one, assignment))]
    # The files with errors, each with the later and sound one of its sender.
    faulty = {part.file for part in parts if part.errors}
    last = outdated(parts)
    later = {old: new for old, new in last.items() if old in faulty and new not in faulty}
    old = set(later) if latest else set[str]()
    counted = [p for p in parts if not (p.file in old or (skip_invalid and p.errors))]
    title = most_common(part.instrument.title for part in counted)
    named = (part.instrument for part in counted if part.instrument.title == title)
    used = next(named, shipped(DEFAULT))
    fit = [p for p in parts if p.instrument is used and (not p.errors or p.file in old)]
    settled, doubled = settle(fit, latest=latest, told_at=-1)
    # One part of every sender, in the order of their first; that several differ is told already.
    own: dict[object, Part] = {}
    for part in settled:
        own.setdefault(part.sender or part.file, part)
    senders = dict.fromkeys(part.sender or part.file for part in fit)
    kept = tuple(own[sender] for sender in senders if sender in own)
    copies = {part.file for part in fit if part not in kept}
    strange = {part.file for part in counted if part.instrument is not used}
    judged = [part.record for part in counted if part.file not in strange | copies]
    records = [part.record for part in kept]
    items, differing = merged_items(kept, assignment)
    result = Merged(
        instrument=used,
        identity={label: text for label in LABELS if (text := common_text(records, label))},
        parts=kept,
        rows=merged_rows(used, kept, assignment, rule),
        senders=(),
        items=items,
        findings=(),
    )
    result = replace(result, senders=tuple(_senders(result, parts, assignment)))
    sent = [one for one in assessments if one.file not in old | strange]
    findings = (
        *_files_are_sound(sent, {} if latest else later, skip=skip_invalid),
        *_instruments_agree(counted, title),
        *identities_agree(judged),
        *doubled,
        *(senders_are_known(records, assignment) if assignment else ()),
        *_about_rows(result, assignment),
        *differing,
        *_about_the_whole(result, target, rule),
    )
    if assessments and not (any(part.entries for part in kept) or has_errors(findings)):
        findings = (*findings, Finding("B106", Place(target), variant="unfit"))
    return replace(result, findings=findings)


def _senders(
    merged: Merged, read: Sequence[Part], assignment: Assignment | None
) -> Iterator[Sender]:
    required = merged.instrument.required_rows()
    if assignment is None:
        for part in merged.parts:
            asked, given = tuple(row for row in part.asked if row in required), part.levels()
            missing = tuple(row for row in asked if row not in given)
            yield Sender(part.agency, asked, missing, sent=True, used=True)
        return
    lacking = set(merged.missing())
    used, senders = ([part.assigned for part in files] for files in (merged.parts, read))
    codes = {row: indicator.code for row, indicator in merged.instrument.rows().items()}
    for agency in assignment.agencies:
        if agency.owns or agency.supports:
            asked = tuple(row for row in required if codes[row] in agency.owns)
            missing = tuple(row for row in asked if row in lacking)
            yield Sender(agency.name, asked, missing, agency in senders, agency in used)


def _files_are_sound(
    assessments: Sequence[Assessment], later: Mapping[str, str], *, skip: bool
) -> Iterator[Finding]:
    """B105, B209: every file to be merged is sound; with `skip` the others are left out.

    A file that can't be read, or is of another edition, says so itself.  `later` names for a
    file the one that would replace it if the latest counted.
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


def _instruments_agree(parts: Sequence[Part], usual: str) -> Iterator[Finding]:
    """B103: all files use one instrument."""
    for part in parts:
        if part.instrument.title != usual:
            place = part.record.places.get("instrumen", Place(part.file))
            facts = {"instrument1": usual, "instrument2": part.instrument.title}
            yield Finding("B103", place, {"file": part.file, **facts})


def _about_rows(merged: Merged, assignment: Assignment | None) -> Iterator[Finding]:
    indicators = merged.instrument.rows()
    agencies = assignment.agencies if assignment else ()
    for row in merged.rows:
        code = indicators[row.number].code
        yield from levels_agree(row)
        yield from row_is_sound(row, [agency for agency in agencies if code in agency.supports])


def _about_the_whole(merged: Merged, target: str, rule: str | None) -> Iterator[Finding]:
    """B207, B201: no difference was decided by a rule; every indicator is answered by somebody."""
    if rows := tuple(row.number for row, _ in merged.decided()):
        facts: dict[str, Fact] = {"count": len(rows), "detail": Numbers(rows)}
        yield Finding("B207", Place(target), facts, rule or "")
    missing = merged.missing()
    if missing and merged.parts:
        behind = [one.name for one in merged.senders if not set(missing).isdisjoint(one.missing)]
        facts = {"count": len(missing), "numbers": Numbers(missing)}
        facts["agency"] = Listed(tuple(behind))
        yield Finding("B201", Place(target), facts, "agency" if behind else "")
