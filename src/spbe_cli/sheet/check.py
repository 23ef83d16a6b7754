"""What makes an answer sheet unfit to be scored: every check, and the sheet if it passes.

A check takes the view of a sheet and yields findings.  To add one, write it, name it in
`rows.CHECKS`, and give its words in `words/findings`.  One fault is one finding: a row that has
one is not also reported as missing.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from spbe_cli.answers import Answer, AnswerSheet, RawSheet
from spbe_cli.findings import Finding, Numbers, Severity
from spbe_cli.instrument import Instrument
from spbe_cli.sheet.item_checks import ITEM_CHECKS
from spbe_cli.sheet.rows import CHECKS, also_there, level_is_blank
from spbe_cli.sheet.view import View, view_of
from spbe_cli.words.catalogue import record

MOST_OF_A_CODE: Final = 200
"""More rows with one and the same fault are no sheet that somebody filled in by hand."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings, and the answer sheet if none of them is an error.

    `partial` tells that only a part of the instrument was asked for.  `gaps` are the rows
    without a level where nothing else is wrong; `answers` are then the others.
    """

    findings: tuple[Finding, ...]
    sheet: AnswerSheet | None
    partial: bool
    answers: Mapping[str, Answer]
    gaps: tuple[str, ...] = ()


def check(
    instrument: Instrument, raw: RawSheet, assume: int | None = None, *, by_items: bool = False
) -> Checked:
    """Run every check; find everything at once.

    `assume` is the level that missing answers are given on request, even those that were
    not asked for; with `by_items` they get the value of their pieces of evidence, if there are
    any.  Neither is given without a finding that says where.
    """
    view = replace(view_of(instrument, raw), by_items=by_items)
    checks = (*CHECKS, *ITEM_CHECKS)
    found = _limited(view, (finding for one in checks for finding in one(view)))
    gaps = _gaps_of(view, view.required if assume is None else instrument.required_rows())
    if assume is not None:
        found = [finding for finding in found if not _is_gap(finding)]
        if gaps:
            numbers = Numbers(gaps)
            told = view.finding("A216", None, count=len(gaps), value=assume, numbers=numbers)
            found.append(told)
    if view.supplied:
        numbers = Numbers(tuple(view.supplied))
        found.append(view.finding("A216", None, "items", count=len(view.supplied), numbers=numbers))
    findings = (*raw.remarks, *sorted(found, key=reading_order(raw)))
    partial = view.scope is not None and assume is None
    if any(finding.severity is Severity.ERROR for finding in findings):
        only_gaps = () if partial or faults_beside_gaps(findings) else gaps
        return Checked(findings, None, partial, view.answers, only_gaps)
    assumed = view.supplied if assume is None else dict.fromkeys(gaps, Fraction(assume))
    answers = {**view.answers, **{row: Answer(level) for row, level in assumed.items()}}
    sheet = AnswerSheet(answers, view.asked, assumed, raw.carried, view.items, bool(view.supplied))
    return Checked(findings, sheet, partial, answers)


def _limited(view: View, findings: Iterable[Finding]) -> list[Finding]:
    """Keep as many findings of a code as anybody reads; the others are counted in one (A147)."""
    counts: Counter[str] = Counter()
    kept = []
    for finding in findings:
        counts[finding.code] += 1
        if counts[finding.code] <= MOST_OF_A_CODE:
            kept.append(finding)
    if more := counts.total() - len(kept):
        kept.append(view.finding("A147", None, "findings", count=more, limit=MOST_OF_A_CODE))
    return kept


def faults_beside_gaps(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the errors but those that only say that an answer is missing."""
    return tuple(one for one in findings if one.severity is Severity.ERROR and not _is_gap(one))


def _is_gap(finding: Finding) -> bool:
    return record(finding.code).gap


def _gaps_of(view: View, required: tuple[str, ...]) -> tuple[str, ...]:
    """Return the rows that lack a level: required ones, and optional ones with evidence."""
    gaps = []
    for number in view.instrument.rows():
        row, blank = view.rows.get(number), level_is_blank(view, number)
        if (number in required and (not row or blank)) or (row and blank and also_there(row)):
            gaps.append(number)
    return tuple(gaps)


def reading_order(raw: RawSheet) -> Callable[[Finding], tuple[int, int, int, str]]:
    """Return the order in which findings stand: the file, Identitas, then row by row.

    What stands on sheets of single indicators follows in the order of the rows.
    """
    others = (row.evidence.sheet or raw.sheet for row in raw.rows)
    sheets = dict.fromkeys((None, raw.identity.sheet, raw.sheet, *others, raw.items_sheet))
    ranks = {sheet: rank for rank, sheet in enumerate(sheets)}

    def order(finding: Finding) -> tuple[int, int, int, str]:
        cell = finding.place.cell or ""
        letters = cell.rstrip("0123456789")
        rank = ranks.get(finding.place.sheet, len(ranks))
        return rank, int(cell[len(letters) :] or 0), len(letters), letters

    return order
