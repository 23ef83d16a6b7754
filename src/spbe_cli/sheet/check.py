"""What makes an answer sheet unfit to be scored: every check, and the sheet if it passes.

A check takes the view of a sheet and yields findings.  To add one, write it, name it in
`_CHECKS`, and give its words in `words/findings`.  One fault is one finding: a row that has
one is not also reported as missing.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from spbe_cli.answers import Answer, AnswerSheet, RawSheet
from spbe_cli.findings import Fact, Finding, Numbers, Severity
from spbe_cli.instrument import Instrument
from spbe_cli.sheet.rows import (
    REMARKS,
    also_there,
    answers_have_a_number,
    level_is_blank,
    levels_are_not_merged,
    levels_are_sound,
    levels_are_there,
    levels_match_the_index,
    names_belong_to_numbers,
    no_answer_twice,
    numbers_exist,
    optional_rows_are_judged,
    repeats_are_limited,
    scope_is_readable,
)
from spbe_cli.sheet.view import View, view_of
from spbe_cli.words.catalogue import record

_Check = Callable[[View], Iterator[Finding]]
MOST_OF_A_CODE: Final = 200
"""More rows with one and the same fault are no sheet that somebody filled in by hand."""
_CHECKS: Final[tuple[_Check, ...]] = (
    levels_are_sound,
    levels_match_the_index,
    numbers_exist,
    no_answer_twice,
    levels_are_there,
    optional_rows_are_judged,
    repeats_are_limited,
    answers_have_a_number,
    levels_are_not_merged,
    names_belong_to_numbers,
    scope_is_readable,
)


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


def check(instrument: Instrument, raw: RawSheet, assume: int | None = None) -> Checked:
    """Run every check; find everything at once.

    `assume` is the level that missing answers are given on request, even those that were
    not asked for; it is never given without a finding that says where.
    """
    view = view_of(instrument, raw)
    found = _limited(view, (finding for one in (*_CHECKS, *REMARKS) for finding in one(view)))
    if assume is not None:
        found, gaps = _supply(view, found, assume)
    else:
        gaps = _gaps_of(view, view.required)
    findings = (*raw.remarks, *sorted(found, key=reading_order(raw)))
    partial = view.scope is not None and assume is None
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        only_gaps = gaps if all(map(_is_gap, errors)) and not partial else ()
        return Checked(findings, None, partial, view.answers, only_gaps)
    assumed = {} if assume is None else dict.fromkeys(gaps, Fraction(assume))
    answers = {**view.answers, **{row: Answer(level) for row, level in assumed.items()}}
    sheet = AnswerSheet(answers, view.asked, assumed, raw.carried)
    return Checked(findings, sheet, partial, answers)


def _limited(view: View, findings: Iterable[Finding]) -> list[Finding]:
    """Keep as many findings of a code as anybody reads; the others are counted in one (A147)."""
    counts: Counter[str] = Counter()
    kept = []
    for finding in findings:
        counts[finding.code] += 1
        if counts[finding.code] <= MOST_OF_A_CODE:
            kept.append(finding)
    if more := sum(max(count - MOST_OF_A_CODE, 0) for count in counts.values()):
        kept.append(view.finding("A147", None, "findings", count=more, limit=MOST_OF_A_CODE))
    return kept


def faults_beside_gaps(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the errors but those that only say that an answer is missing."""
    errors = (finding for finding in findings if finding.severity is Severity.ERROR)
    return tuple(finding for finding in errors if not _is_gap(finding))


def _supply(view: View, found: list[Finding], assume: int) -> tuple[list[Finding], tuple[str, ...]]:
    gaps = _gaps_of(view, view.instrument.required_rows())
    rest = [finding for finding in found if not _is_gap(finding)]
    if gaps:
        facts: dict[str, Fact] = {"value": assume, "numbers": Numbers(gaps)}
        rest.append(view.finding("A216", None, count=len(gaps), **facts))
    return rest, gaps


def _is_gap(finding: Finding) -> bool:
    """Tell whether a finding says nothing but that an answer is missing."""
    return record(finding.code).gap


def _gaps_of(view: View, required: tuple[str, ...]) -> tuple[str, ...]:
    """Return the rows that lack a level: required ones, and optional ones with evidence."""
    return tuple(
        row
        for row in view.instrument.rows()
        if (row in required and (row not in view.rows or level_is_blank(view, row)))
        or (row in view.rows and level_is_blank(view, row) and also_there(view.rows[row]))
    )


def reading_order(raw: RawSheet) -> Callable[[Finding], tuple[int, int, int, str]]:
    """Return the order in which findings stand: the file, Identitas, then row by row.

    What stands on sheets of single indicators follows in the order of the rows.
    """
    others = (row.evidence.sheet or raw.sheet for row in raw.rows)
    sheets = dict.fromkeys((None, raw.identity.sheet, raw.sheet, *others))
    ranks = {sheet: rank for rank, sheet in enumerate(sheets)}

    def order(finding: Finding) -> tuple[int, int, int, str]:
        place = finding.place
        sheet = ranks.get(place.sheet, len(ranks))
        letters = (place.cell or "").rstrip("0123456789")
        row = int((place.cell or "")[len(letters) :] or 0)
        return sheet, row, len(letters), letters

    return order
