"""What makes an answer sheet unfit to be scored: every check, and the sheet if it passes.

A check takes the view of a sheet and yields findings.  To add one, write it, name it in `CHECKS`,
here (pieces of evidence) or in `rows`, and give its words in `words/findings`.  One fault is one
finding: a row that has one is not also reported as missing.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain
from typing import Final

from spbe_cli.answers import Answer, AnswerSheet, Item, RawSheet
from spbe_cli.findings import Day, Fact, Finding, Listed, Numbers, Printed, Raw, Severity
from spbe_cli.instrument import Indicator, Instrument
from spbe_cli.scoring import IndexResult, score
from spbe_cli.sheet import rows
from spbe_cli.sheet.cells import agrees, year_in
from spbe_cli.sheet.items import value_of
from spbe_cli.sheet.numbers import day_of
from spbe_cli.sheet.view import View, view_of
from spbe_cli.words.catalogue import record

MOST_OF_A_CODE: Final = 200
"""More rows with one and the same fault are no sheet that somebody filled in by hand."""
_MOST_CODES: Final = 5


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings, and the answer sheet if none of them is an error.

    `partial` tells that only a part of the instrument was asked for.  `bounds` are the lowest and
    the highest result still possible, where missing answers are the only errors.
    """

    view: View
    findings: tuple[Finding, ...]
    sheet: AnswerSheet | None
    partial: bool
    bounds: tuple[IndexResult, IndexResult] | None = None


def check(instrument: Instrument, raw: RawSheet, missing: str | None = None) -> Checked:
    """Run every check; find everything at once.

    On request missing answers are given a level, `lowest` or `zero`, even those that were not
    asked for; or the value of their pieces of evidence (`items`), if there are any.  None is given
    without a finding that says where.
    """
    assume = {"lowest": instrument.lowest, "zero": 0}.get(missing or "")
    plain = view_of(instrument, raw)
    view = replace(plain, by_items=True) if missing == "items" else plain
    told = chain.from_iterable(one(view) for one in (*rows.CHECKS, *CHECKS))
    found = _limited(view, chain(view.read_items.faults, told))
    gaps = _gaps_of(view, view.required if assume is None else instrument.required_rows())
    if assume is not None:
        found = [finding for finding in found if not record(finding.code).gap]
        if gaps:
            facts: dict[str, Fact] = {"value": assume, "numbers": Numbers(gaps)}
            found.append(view.finding("A216", None, count=len(gaps), **facts))
    if view.supplied:
        numbers = Numbers(tuple(view.supplied))
        found.append(view.finding("A216", None, "items", count=len(view.supplied), numbers=numbers))
    findings = (*raw.remarks, *sorted(found, key=_reading_order(raw)))
    partial = view.scope is not None and assume is None
    if any(finding.severity is Severity.ERROR for finding in findings):
        only_gaps = not partial and not faults_beside_gaps(findings)
        bounds = _bounds(view, gaps) if only_gaps and gaps else None
        return Checked(plain, findings, None, partial, bounds)
    assumed = view.supplied if assume is None else dict.fromkeys(gaps, Fraction(assume))
    answers = {**view.answers, **{row: Answer(level) for row, level in assumed.items()}}
    sheet = AnswerSheet(answers, view.asked, assumed, raw.carried, view.items, bool(view.supplied))
    return Checked(plain, findings, sheet, partial)


def _limited(view: View, findings: Iterable[Finding]) -> list[Finding]:
    """A147: of one code there are as many findings as anybody reads; the others are counted."""
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
    errors = (one for one in findings if one.severity is Severity.ERROR)
    return tuple(one for one in errors if not record(one.code).gap)


def _gaps_of(view: View, required: tuple[str, ...]) -> tuple[str, ...]:
    """Return the rows that lack a level: required ones, and optional ones with evidence."""
    gaps = []
    for number in view.instrument.rows():
        row, blank = view.rows.get(number), view.lacks_level(number)
        if (number in required and (not row or blank)) or (row and blank and rows.also_there(row)):
            gaps.append(number)
    return tuple(gaps)


def _bounds(view: View, gaps: tuple[str, ...]) -> tuple[IndexResult, IndexResult]:
    instrument, known = view.instrument, {row: one.level for row, one in view.answers.items()}
    ends = (Fraction(instrument.lowest), Fraction(instrument.highest))
    low, high = (score(instrument, {**known, **dict.fromkeys(gaps, end)}) for end in ends)
    return low, high


def _reading_order(raw: RawSheet) -> Callable[[Finding], tuple[int, int, int, str]]:
    """Sort findings as the file has their places: Identitas, then row by row.

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


def _evidence_is_recent(view: View) -> Iterator[Finding]:
    """A241: evidence that counts is not older than the limit that a source gives for it."""
    if not view.items:
        return
    limits = {
        asked.code: asked.evidence.max_years
        for one in view.instrument.indicators()
        for asked in one.asked_items()
    }
    identity = view.raw.identity
    # Without a date, the first day of the year: no earlier one is possible.
    year = year_in(identity.cell("tahun"))
    until = day_of(identity.cell("tanggal")) or (Day(year, 1, 1) if year else None)
    for item in view.items:
        years, day = limits.get(item.code), item.day if item.present else None
        if years and until and day and replace(day, year=day.year + years) < until:
            facts: dict[str, Fact] = {"item": item.code, "date": day, "maximum": years}
            yield _about(view, "A241", item, **facts, until=until)


def _claims_have_their_items(view: View) -> Iterator[Finding]:
    """A242: a level is claimed for which the pieces of evidence are there."""
    for row, indicator, items in _begun(view):
        answer = view.answers.get(row)
        if answer and (lacking := _lacking(view, indicator, items, answer.level)):
            levels = Numbers(tuple(map(str, lacking)))
            facts: dict[str, Fact] = {"level": answer.level, "levels": levels}
            yield view.about("A242", row, view.rows[row].level, **facts)


def _lacking(
    view: View, indicator: Indicator, items: list[Item], level: Fraction
) -> tuple[int, ...]:
    """Return the levels up to the one claimed whose pieces are not there.

    Where a source lists the pieces, a level begun is enough for its decimals.  Where it does not,
    the level claimed has some, and what was begun below it is there.
    """
    instrument = view.instrument
    claimed = instrument.level_at(level)
    if instrument.lists_items:
        held = {item.code for item in items if item.present}
        made = value_of(instrument, indicator, held, "present")
        if instrument.level_at(made.value) >= claimed or agrees(level, made.value):
            return ()
        return tuple(range(max(made.counts), claimed + 1))
    open_ones = {item.level for item in items if not item.present}
    there = {item.level for item in items if item.present}
    wanted = range(instrument.lowest, claimed + 1)
    return tuple(n for n in wanted if n in open_ones or (n == claimed and n not in there))


def _lower_levels_are_complete(view: View) -> Iterator[Finding]:
    """A243: no piece of a higher level is there while one of a lower level is not."""
    for _, indicator, items in _begun(view):
        asked = indicator.asked_items() if view.instrument.lists_items else items
        held = {item.code for item in items if item.present}
        lacking = (one.level for one in asked if one.level is not None and one.code not in held)
        level = min(lacking, default=0)
        higher = [one for one in items if level and one.present and (one.level or 0) > level]
        if higher:
            listed = Listed(tuple(Raw(one.code) for one in higher), _MOST_CODES)
            yield _about(view, "A243", higher[0], items=listed, level=level)


def _values_are_those_of_items(view: View) -> Iterator[Finding]:
    """A244: a typed value is the one that the pieces of evidence give."""
    told = (*_claims_have_their_items(view), *view.read_items.faults)
    settled = {finding.indicator for finding in told}
    for row, proposal in view.proposals.items():
        answer = view.answers.get(row)
        if answer and row not in settled and proposal.differs(answer):
            facts: dict[str, Fact] = {"level": answer.level, "computed": Printed(proposal.value)}
            yield view.about("A244", row, view.rows[row].level, proposal.basis, **facts)


def _begun(view: View) -> Iterator[tuple[str, Indicator, list[Item]]]:
    """Yield the indicators of which some piece was begun, and that no index gives a value.

    Those with a row that can't be read are left out: what lacks is told already.
    """
    faulty = {finding.indicator for finding in view.read_items.faults}
    for indicator in view.instrument.indicators():
        items = [i for i in view.items if i.begun and i.indicator == indicator.code]
        if items and not (indicator.external or indicator.rows()[0] in faulty):
            yield indicator.rows()[0], indicator, items


def _about(view: View, code: str, item: Item, /, **facts: Fact) -> Finding:
    indicator = view.instrument.indicator(item.indicator)
    name = indicator.short if indicator else ""
    named: dict[str, Fact] = {"number": item.indicator, "name": name, **facts}
    return Finding(code, item.place, named, "", item.indicator)


CHECKS: Final[tuple[rows.Check, ...]] = (
    _evidence_is_recent,
    _claims_have_their_items,
    _lower_levels_are_complete,
    _values_are_those_of_items,
)
