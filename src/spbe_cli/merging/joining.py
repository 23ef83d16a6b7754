"""From assessed files to the merged answers: the one use case of `spbe merge`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from spbe_cli.assignment import Assignment
from spbe_cli.catalogue import DEFAULT
from spbe_cli.findings import Fact, Finding, Listed, Numbers, Place, has_errors
from spbe_cli.inspection import shipped
from spbe_cli.instrument import Instrument
from spbe_cli.merging.fitting import files_are_sound, instruments_agree
from spbe_cli.merging.levels import (
    Claim,
    Decision,
    Row,
    answers_come_from_those_asked,
    decision,
    followed,
    levels_agree,
    rows_of,
)
from spbe_cli.merging.parts import Part, part_of
from spbe_cli.merging.senders import one_each, outdated, senders_are_known
from spbe_cli.merging.texts import joined_evidence, joined_explanations, texts_fit
from spbe_cli.sheet.assess import Assessment
from spbe_cli.sheet.identity import LABELS, common_text, identities_agree, most_common


@dataclass(frozen=True, slots=True)
class Rules:
    """What the user decided: how differences end, which file counts, what is left out.

    `target` is how findings about the whole call it: the file to be written.
    """

    target: str
    on_conflict: str | None = None
    latest: bool = False
    skip_invalid: bool = False

    def leaves_out(self, part: Part) -> bool:
        """Tell whether a file with errors is passed over."""
        return self.skip_invalid and bool(part.errors)


@dataclass(frozen=True, slots=True)
class MergedRow:
    """One row of the merged sheet: its level, everyone's evidence, and where they come from."""

    row: Row
    claim: Claim | None
    evidence: str
    explanation: str

    @property
    def answered(self) -> bool:
        """Tell whether anybody gave a level, be it agreed or not."""
        return bool(self.row.claims())

    @property
    def level(self) -> Fraction | None:
        """The level that holds, if there is one."""
        return self.claim.level if self.claim else None


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


def merge(assessments: Sequence[Assessment], assignment: Assignment | None, rules: Rules) -> Merged:
    """Merge files; without errors among the findings the result may be written."""
    read = (part_of(assessment, assignment) for assessment in assessments)
    parts = tuple(part for part in read if part)
    later = outdated(parts)
    old = frozenset(later) if rules.latest else frozenset[str]()
    counted = [part for part in parts if not (part.file in old or rules.leaves_out(part))]
    title = most_common(part.instrument.title for part in counted)
    named = (part.instrument for part in counted if part.instrument.title == title)
    used = next(named, shipped(DEFAULT))
    ours = [part for part in parts if part.instrument is used]
    fit = [part for part in ours if not part.errors or part.file in old]
    strange = {part.file for part in counted if part.instrument is not used}
    kept, doubled = one_each(fit, latest=rules.latest)
    copies = {part.file for part in fit if part not in kept}
    judged = [part for part in counted if part.file not in strange | copies]
    sent = [one for one in assessments if one.file not in old | strange]
    rows = rows_of(used, kept, assignment)
    merged = tuple(merged_row(row, rules.on_conflict) for row in rows)
    decisions = tuple(filter(None, (decision(row, rules.on_conflict) for row in rows)))
    senders = tuple(senders_of(used, (kept, parts), merged, assignment))
    result = Merged(used, identity_of(kept), kept, merged, senders, decisions, ())
    findings = (
        *files_are_sound(sent, {} if rules.latest else later, skip=rules.skip_invalid),
        *instruments_agree(counted),
        *identities_agree(judged),
        *doubled,
        *(senders_are_known(kept, assignment) if assignment else ()),
        *about_rows(result, assignment),
        *decided(result, rules),
        *everything_is_answered(result, rules),
    )
    if assessments and not (any(part.entries for part in kept) or has_errors(findings)):
        findings = (*findings, Finding("B106", Place(rules.target), variant="unfit"))
    return Merged(used, identity_of(kept), kept, merged, senders, decisions, findings)


def merged_row(row: Row, rule: str | None) -> MergedRow:
    """Join what is said of a row: everyone's evidence, the level that holds."""
    return MergedRow(row, followed(row, rule), joined_evidence(row), joined_explanations(row))


def identity_of(parts: Sequence[Part]) -> dict[str, str]:
    """Return institution, year and stage of the merged sheet."""
    found = {label: common_text(parts, label) for label in LABELS}
    return {label: text for label, text in found.items() if text}


def senders_of(
    instrument: Instrument,
    parts: tuple[Sequence[Part], Sequence[Part]],
    rows: Iterable[MergedRow],
    assignment: Assignment | None,
) -> Iterator[Sender]:
    """Yield how far every agency is: those of the assignment, or those that have sent a file.

    `parts` are the files that are merged, and all that were read.
    """
    kept, read = parts
    answered = {one.row.number for one in rows if one.answered}
    required = set(instrument.required_rows())
    if assignment is None:
        for part in kept:
            asked = tuple(row for row in part.asked if row in required)
            given = part.levels()
            missing = tuple(row for row in asked if row not in given)
            yield Sender(part.agency, asked, missing, sent=True, used=True)
        return
    used, senders = ([part.assigned for part in files] for files in (kept, read))
    indicators = instrument.rows()
    for agency in assignment.agencies:
        if not (agency.owns or agency.supports):
            continue
        own = set(agency.owns)
        asked = tuple(row for row in indicators if row in required and indicators[row].code in own)
        missing = tuple(row for row in asked if row not in answered)
        yield Sender(agency.name, asked, missing, agency in senders, agency in used)


def about_rows(merged: Merged, assignment: Assignment | None) -> Iterator[Finding]:
    """Yield the findings about single rows: differences left, answers of others."""
    indicators = merged.instrument.rows()
    agencies = assignment.agencies if assignment else ()
    for one in merged.rows:
        if one.claim is None and one.row.claims():
            yield from levels_agree(one.row)
        code = indicators[one.row.number].code
        contributors = [agency for agency in agencies if code in agency.supports]
        yield from answers_come_from_those_asked(one.row, contributors)
        yield from texts_fit(one.row)


def decided(merged: Merged, rules: Rules) -> Iterator[Finding]:
    """B207: no difference was decided by a rule."""
    if merged.decisions:
        rows = tuple(one.row.number for one in merged.decisions)
        facts: dict[str, Fact] = {"count": len(rows), "detail": Numbers(rows)}
        yield Finding("B207", Place(rules.target), facts, rules.on_conflict or "")


def everything_is_answered(merged: Merged, rules: Rules) -> Iterator[Finding]:
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
