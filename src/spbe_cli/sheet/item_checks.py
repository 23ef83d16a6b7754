"""Warnings about pieces of evidence, held against the levels claimed and the dates."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final

from spbe_cli.answers import Item, RawSheet
from spbe_cli.findings import Day, Fact, Finding, Listed, Numbers, Printed, Raw
from spbe_cli.instrument import Indicator
from spbe_cli.sheet.cells import agrees, year_in
from spbe_cli.sheet.items import value_of
from spbe_cli.sheet.numbers import day_of
from spbe_cli.sheet.view import View

_MOST_CODES: Final = 5


def _items_are_sound(view: View) -> Iterator[Finding]:
    """A180-A184: the rows of Bukti can be read."""
    yield from view.read_items.faults


def _evidence_is_recent(view: View) -> Iterator[Finding]:
    """A241: evidence that counts is not older than the limit that a source gives for it."""
    limits = {
        asked.code: asked.evidence.max_years
        for one in view.instrument.indicators()
        for asked in one.asked_items()
    }
    until = _assessed_on(view.raw)
    for item in view.items:
        years = limits.get(item.code)
        if (
            years
            and until
            and item.day
            and item.present
            and replace(item.day, year=item.day.year + years) < until
        ):
            facts: dict[str, Fact] = {"item": item.code, "date": item.day, "maximum": years}
            yield _about(view, "A241", item, **facts, until=until)


def _assessed_on(raw: RawSheet) -> Day | None:
    """Return the date in Identitas, else the first day of the year: no earlier one is possible."""
    day = day_of(raw.identity.cell("tanggal"))
    year = year_in(raw.identity.cell("tahun"))
    return day or (Day(year, 1, 1) if year else None)


def _claims_have_their_items(view: View) -> Iterator[Finding]:
    """A242: a level is claimed for which the pieces of evidence are there."""
    for row, indicator, items in _begun(view):
        answer = view.answers.get(row)
        if answer is None or not (lacking := _lacking(view, indicator, items, answer.level)):
            continue
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
        return tuple(n for n in range(max(made.counts), claimed + 1))
    open_ones = {item.level for item in items if not item.present}
    there = {item.level for item in items if item.present}
    wanted = range(instrument.lowest, claimed + 1)
    return tuple(n for n in wanted if n in open_ones or (n == claimed and n not in there))


def _lower_levels_are_complete(view: View) -> Iterator[Finding]:
    """A243: no piece of a higher level is there while one of a lower level is not."""
    for _, indicator, items in _begun(view):
        held = {item.code for item in items if item.present}
        if view.instrument.lists_items:
            asked = [(one.level, one.code) for one in indicator.asked_items()]
        else:
            asked = [(item.level, item.code) for item in items if item.level]
        level, _ = min((one for one in asked if one[1] not in held), default=(None, ""))
        higher = [one for one in items if level and one.present and (one.level or 0) > level]
        if higher:
            listed = Listed(tuple(Raw(one.code) for one in higher), _MOST_CODES)
            yield _about(view, "A243", higher[0], items=listed, level=level or 0)


def _values_are_those_of_items(view: View) -> Iterator[Finding]:
    """A244: a typed value is the one that the pieces of evidence give."""
    settled = {finding.indicator for finding in _claims_have_their_items(view)}
    settled |= {finding.indicator for finding in view.read_items.faults}
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


ITEM_CHECKS: Final[tuple[Callable[[View], Iterator[Finding]], ...]] = (
    _items_are_sound,
    _evidence_is_recent,
    _claims_have_their_items,
    _lower_levels_are_complete,
    _values_are_those_of_items,
)
