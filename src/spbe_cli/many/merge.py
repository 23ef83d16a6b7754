"""Partial sheets into one: what files say of every row and piece of evidence, and what holds.

What all say holds, else what a rule picks.  A level that is missing is no fault here: while
sheets come in, gaps are the normal state.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from typing import Final

from spbe_cli.answers import Agency, Assignment, Cell, Item, Kind
from spbe_cli.exact import as_typed
from spbe_cli.findings import (
    Fact,
    Finding,
    Listed,
    Numbers,
    Place,
    Raw,
    Typed,
    errors_in,
    has_errors,
)
from spbe_cli.frozen import frozen
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import DEFAULT, shipped
from spbe_cli.many import senders
from spbe_cli.many.sheets import Record, record_of
from spbe_cli.sheet.assess import Assessment, faults_beside_gaps
from spbe_cli.sheet.identity import LABELS, most_common
from spbe_cli.sheet.items import joined
from spbe_cli.sheet.values import evidence_of, written
from spbe_cli.words import is_cut

OWNER: Final = "owner"
"""The rule by which the agency that is responsible decides; the others are lowest and highest."""
_PIECES: Final = re.compile(r";\s+|\s*\n\s*")
"""What stands between two documents; a semicolon inside a link stays."""
_WEAKEST_FIRST: Final = ("ditolak", "revisi", "belum", "ada", "diterima")
"""Where nobody decides the weakest status holds: no more is claimed than all do."""


@frozen
class SentRow:
    """What stands in one row of a file, and who says so; without a level it only adds evidence."""

    sent: Record
    level: Fraction | None
    evidence: str
    explanation: str
    justification: str
    place: Place


@frozen
class SentLevel(SentRow):
    """An entry with a level, typed or `converted` from another agency's index (`external`)."""

    level: Fraction
    external: Fraction | None
    converted: bool

    def agrees(self, other: "SentLevel") -> bool:
        """Tell whether both give one level, as far as it can be typed."""
        return as_typed(self.level) == as_typed(other.level)


@frozen
class SentSheet:
    """One file: whose it is, what was asked, what it says, which `errors` keep it out."""

    record: Record
    instrument: Instrument
    asked: tuple[str, ...]
    entries: Mapping[str, SentRow]
    errors: tuple[Finding, ...]
    items: tuple[Item, ...]

    def levels(self) -> Mapping[str, Fraction]:
        """Return the level of every row that has one."""
        entries = self.entries.items()
        return {row: entry.level for row, entry in entries if isinstance(entry, SentLevel)}


@frozen(slots=False)
class MergedRow:
    """One row of the merged sheet: who decides it, what is said of it, the owner's word first."""

    number: str
    name: str
    owner: Agency | None
    said: tuple[SentRow, ...]
    rule: str | None

    @cached_property
    def claims(self) -> list[SentLevel]:
        """The levels given."""
        return [entry for entry in self.said if isinstance(entry, SentLevel)]

    @cached_property
    def claim(self) -> SentLevel | None:
        """Whose level holds: the one that all give, or the one that the rule picks."""
        claims, owner, rule = self.claims, self.owner, self.rule
        if all(claim.agrees(claims[0]) for claim in claims):
            return claims[0] if claims else None
        if rule == OWNER:
            return claims[0] if owner and claims[0].sent.assigned == owner else None
        picks = {"lowest": min, "highest": max}
        return picks[rule](claims, key=lambda claim: claim.level) if rule else None

    @cached_property
    def evidence(self) -> str:
        """The evidence of all, each document once; words for none count only where all say so."""
        given = [entry.evidence for entry in self.said if entry.evidence.strip()]
        telling = [text for text in given if evidence_of(Cell("", Kind.TEXT, text))] or given[:1]
        if len(set(telling)) <= 1:
            return telling[0] if telling else ""
        pieces = (piece.strip() for text in telling for piece in _PIECES.split(text))
        return "; ".join(dict.fromkeys(filter(None, pieces)))

    @property
    def explanation(self) -> str:
        """The explanations of all, each a paragraph after the name of the agency."""
        return _paragraphs((one.sent, one.explanation) for one in self.said)

    @property
    def justification(self) -> str:
        """Why assessors gave their levels, in paragraphs as the explanations."""
        return _paragraphs((one.sent, one.justification) for one in self.said)

    @property
    def external(self) -> Fraction | None:
        """The index of another agency that goes with the level that holds, if anybody gave it."""
        alike = (one for one in self.claims if self.claim and one.agrees(self.claim))
        return next((one.external for one in alike if one.external is not None), None)

    @property
    def others(self) -> list[SentLevel]:
        """The levels given that do not hold."""
        return [one for one in self.claims if self.claim and not one.agrees(self.claim)]


def _paragraphs(told: Iterable[tuple[Record, str]]) -> str:
    return "\n".join(f"[{sent.agency}] {text}" for sent, text in told if text.strip())


@frozen
class Sender:
    """How far an agency is: the rows it decides, those without a level; a file `sent`, `used`."""

    name: str
    asked: tuple[str, ...]
    missing: tuple[str, ...]
    sent: bool
    used: bool


@frozen
class Merged:
    """What came of the files: the merged rows, who lacks what, the evidence of all."""

    instrument: Instrument
    identity: Mapping[str, str]
    parts: tuple[SentSheet, ...]
    rows: tuple[MergedRow, ...]
    items: tuple[Item, ...]
    senders: tuple[Sender, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def sound(self) -> bool:
        """Tell whether the merged sheet may be written."""
        return not has_errors(self.findings)

    def decided(self) -> list[tuple[MergedRow, SentLevel]]:
        """Return the rows whose differences a rule decided, each with whom it followed."""
        return [(row, row.claim) for row in self.rows if row.claim and row.others]

    def missing(self) -> tuple[str, ...]:
        """Return the rows that a complete sheet must hold and that nobody gave a level."""
        required = set(self.instrument.required_rows())
        return tuple(one.number for one in self.rows if not one.claims and one.number in required)


def _part_of(assessment: Assessment, assignment: Assignment | None) -> SentSheet | None:
    view = assessment.view
    if view is None:
        return None
    sent = senders.sent_by(record_of(assessment), assignment)
    entries: dict[str, SentRow] = {}
    for number, row in view.rows.items():
        answer, place = view.answers.get(number), view.place(row.level)
        evidence, explanation, reason = row.evidence, row.explanation, row.justification
        texts = (
            "" if evidence.failed else _text(evidence),
            _text(explanation),
            "" if reason.failed else _text(reason),
        )
        if answer:
            level, external, converted = answer.level, answer.external, row.level.blank
            entries[number] = SentLevel(sent, level, *texts, place, external, converted)
        elif any(texts):
            entries[number] = SentRow(sent, None, *texts, place)
    faults = faults_beside_gaps(assessment.findings)
    return SentSheet(sent, view.instrument, view.asked, entries, faults, view.items)


def _text(cell: Cell) -> str:
    as_it_is = cell.kind is Kind.TEXT and not cell.blank
    return str(cell.value) if as_it_is else written(cell)


def merge(
    assessments: Sequence[Assessment],
    assignment: Assignment | None,
    target: str,
    *,
    rule: str | None = None,
    latest: bool = False,
    skip_invalid: bool = False,
) -> Merged:
    """Merge files; `rule` decides where levels differ.  Without errors it may go to `target`."""
    parts = [part for one in assessments if (part := _part_of(one, assignment))]
    # The files with errors, each with the later and sound one of its sender.
    faulty = {part.record.file for part in parts if part.errors}
    last = senders.outdated([part.record for part in parts])
    later = {old: new for old, new in last.items() if old in faulty and new not in faulty}
    old = set(later) if latest else set[str]()
    counted = [p for p in parts if not (p.record.file in old or (skip_invalid and p.errors))]
    title = most_common(part.instrument.title for part in counted)
    named = (part.instrument for part in counted if part.instrument.title == title)
    used = next(named, shipped(DEFAULT))
    fit = [p for p in parts if p.instrument is used and (not p.errors or p.record.file in old)]
    settled, doubled = senders.settle([p.record for p in fit], latest=latest, told_at=-1)
    # One part of every sender, in the order of their first; that several differ is told already.
    own: dict[object, SentSheet | None] = dict.fromkeys(
        p.record.sender or p.record.file for p in fit
    )
    for part in fit:
        sender = part.record.sender or part.record.file
        if own[sender] is None and part.record in settled:
            own[sender] = part
    kept = tuple(filter(None, own.values()))
    copies = {part.record.file for part in fit if part not in kept}
    strange = {part.record.file for part in counted if part.instrument is not used}
    records = [part.record for part in kept]
    judged = [p.record for p in counted if p.record.file not in strange | copies]
    items, differing = _merged_items(kept, assignment)
    identity = {label: text for label in LABELS if (text := senders.common_text(records, label))}
    rows = tuple(_merged_rows(used, kept, assignment, rule))
    merged = Merged(used, identity, kept, rows, items)
    merged = replace(merged, senders=tuple(_senders(merged, parts, assignment)))
    sent = [one for one in assessments if one.file not in old | strange]
    findings = (
        *_files_are_sound(sent, {} if latest else later, skip=skip_invalid),
        *_instruments_agree(counted, title),
        *senders.identities_agree(judged),
        *doubled,
        *(senders.senders_are_known(records, assignment) if assignment else ()),
        *(finding for row in merged.rows for finding in _about_row(row, used)),
        *differing,
        *_about_the_whole(merged, target, rule),
    )
    if assessments and not (any(part.entries for part in kept) or has_errors(findings)):
        findings = (*findings, Finding("B106", Place(target), variant="unfit"))
    return replace(merged, findings=findings)


def _merged_rows(
    instrument: Instrument,
    parts: Sequence[SentSheet],
    assignment: Assignment | None,
    rule: str | None,
) -> Iterator[MergedRow]:
    for number, indicator in instrument.rows().items():
        owner = assignment.owners.get(indicator.code) if assignment else None
        said = [part.entries[number] for part in parts if number in part.entries]
        if owner:
            said.sort(key=lambda entry: entry.sent.assigned != owner)
        yield MergedRow(number, indicator.short, owner, tuple(said), rule)


def _merged_items(
    parts: Sequence[SentSheet], assignment: Assignment | None
) -> tuple[tuple[Item, ...], tuple[Finding, ...]]:
    """A246: a code means one thing, with one status: the owner's, without one the weakest."""
    said: dict[str, list[tuple[Record, Item]]] = {}
    for part in parts:
        for item in part.items:
            if item.begun or item.owner:
                said.setdefault(item.code, []).append((part.record, item))
    items, findings = [], list[Finding]()
    # Where a source lists pieces, its codes mean the same to all.
    free = not any(part.instrument.lists_items for part in parts)
    compared = [("", "status"), *([("asked", "asked")] if free else [])]
    for given in said.values():
        begun = [one for one in given if one[1].begun] or given
        owner = assignment.owners.get(begun[0][1].indicator) if assignment else None
        followed = next((item for sent, item in begun if owner and sent.assigned == owner), None)
        rows = [item for _, item in begun]
        followed = followed or min(rows, key=lambda item: _WEAKEST_FIRST.index(item.status))
        # Who shall do a piece may stand in a row that nobody has begun.
        whole = replace(joined([item for _, item in given]), status=followed.status)
        items.append(replace(whole, level=followed.level, begun=followed.begun))
        for variant, what in compared:
            if len({getattr(item, what) for item in rows}) > 1:
                told = (Raw(f"{getattr(item, what)} ({sent.agency})") for sent, item in begun)
                facts: dict[str, Fact] = {"item": followed.code, "statuses": Listed(tuple(told))}
                facts["found"] = Raw(followed.status)
                place, indicator = rows[-1].place, followed.indicator
                findings.append(Finding("A246", place, facts, variant, indicator))
    return tuple(items), tuple(findings)


def _senders(
    merged: Merged, read: Sequence[SentSheet], assignment: Assignment | None
) -> Iterator[Sender]:
    required = merged.instrument.required_rows()
    if assignment is None:
        for part in merged.parts:
            asked, given = tuple(row for row in part.asked if row in required), part.levels()
            missing = tuple(row for row in asked if row not in given)
            yield Sender(part.record.agency, asked, missing, sent=True, used=True)
        return
    lacking = set(merged.missing())
    used, sent = ([part.record.assigned for part in files] for files in (merged.parts, read))
    codes = {row: indicator.code for row, indicator in merged.instrument.rows().items()}
    for agency in assignment.agencies:
        if agency.owns or agency.supports:
            asked = tuple(row for row in required if codes[row] in agency.owns)
            missing = tuple(row for row in asked if row in lacking)
            yield Sender(agency.name, asked, missing, agency in sent, agency in used)


# What stands in the way


def _files_are_sound(
    assessments: Sequence[Assessment], later: Mapping[str, str], *, skip: bool
) -> Iterator[Finding]:
    """B105, B209: every file is sound, or left out (`skip`); `later` names what may replace it."""
    for assessment in assessments:
        file, findings = assessment.file, assessment.findings
        if assessment.raw is None and not skip:
            yield from findings
        elif faults_beside_gaps(findings):
            count = errors_in(findings)
            facts: dict[str, Fact] = {"file": file, "count": count, "typed": Typed(file)}
            variant = "later" if file in later and not skip else ""
            facts |= {"file2": later[file]} if variant else {}
            yield Finding("B209" if skip else "B105", Place(file), facts, variant)


def _instruments_agree(parts: Sequence[SentSheet], usual: str) -> Iterator[Finding]:
    """B103: all files use one instrument."""
    for part in parts:
        if part.instrument.title != usual:
            file, found = part.record.file, part.instrument.title
            place = part.record.places.get("instrumen", Place(file))
            facts = {"file": file, "instrument1": usual, "instrument2": found}
            yield Finding("B103", place, facts)


def _about_row(row: MergedRow, instrument: Instrument) -> Iterator[Finding]:
    """B101, B206, B210: levels agree, come from the owner, and the texts fit into a cell."""
    number, claims, owner = row.number, row.claims, row.owner
    facts: dict[str, Fact] = {"number": number, "name": row.name}
    by_owner = [claim for claim in claims if claim.sent.assigned == owner]
    for claim in claims if row.claim is None else ():
        if not claim.agrees(claims[0]):
            levels: dict[str, Fact] = {
                "agency1": claim.sent.agency,
                "level1": claim.level,
                "agency2": claims[0].sent.agency,
                "level2": claims[0].level,
                "place": str(claims[0].place),
                "owner": owner.name if owner else "",
            }
            variant = OWNER if owner and by_owner else ""
            yield Finding("B101", claim.place, facts | levels, variant, number)
    code = instrument.rows()[number].code
    for claim in claims:
        sender = claim.sent.assigned
        allowed = sender == owner or (by_owner and sender and code in sender.supports)
        if owner and sender and not allowed:
            agencies = {"agency1": sender.name, "agency2": owner.name}
            yield Finding("B206", claim.place, facts | agencies, indicator=number)
    joined = {"": row.explanation, "evidence": row.evidence, "justification": row.justification}
    for variant in (variant for variant, text in joined.items() if is_cut(text)):
        yield Finding("B210", row.said[0].place, facts, variant, number)


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
