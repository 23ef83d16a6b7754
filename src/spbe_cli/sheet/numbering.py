"""Checks of the numbers: every row belongs to one indicator, and no other row does."""

from collections.abc import Iterator
from typing import Final

from spbe_cli.answers import Kind
from spbe_cli.findings import Fact, Finding, Listed, Numbers, Place, Quoted, Raw
from spbe_cli.instrument import Indicator
from spbe_cli.sheet.cells import as_found
from spbe_cli.sheet.numbers import number_of, span
from spbe_cli.sheet.view import View

_MOST_ROWS: Final = 10


def numbers_exist(view: View) -> Iterator[Finding]:
    """A102: every number belongs to an indicator of the instrument."""
    known: dict[str, Fact] = {
        "instrument": view.instrument.title,
        "range": span(view.instrument),
    }
    for row in view.strays:
        number = number_of(row.number)
        if number and not _too_often(view, number):
            found = Raw(row.number.text or number)
            yield view.finding("A102", row.number.ref, found=found, row=row.row, **known)


def _too_often(view: View, number: str) -> tuple[Indicator, int] | None:
    base, hyphen, part = number.partition("-")
    indicator = view.instrument.indicator(base) if hyphen else None
    many = indicator and 1 < indicator.repeat < int(part)
    return (indicator, int(part)) if indicator and many else None


def repeats_are_limited(view: View) -> Iterator[Finding]:
    """A117: a repeatable indicator is answered no more often than it may be."""
    for row in view.strays:
        number = number_of(row.number)
        if number and (found := _too_often(view, number)):
            indicator, count = found
            facts: dict[str, Fact] = {
                "number": indicator.code,
                "count": count,
                "maximum": indicator.repeat,
            }
            yield view.finding("A117", row.number.ref, **facts)


def no_answer_twice(view: View) -> Iterator[Finding]:
    """A103: no indicator is answered twice."""
    for number, rows in view.repeated.items():
        last = rows[-1]
        if len(rows) > 2:  # noqa: PLR2004  two rows have a sentence of their own
            listed = Listed(tuple(str(row.row) for row in rows), _MOST_ROWS)
            yield view.about("A103", number, last.number, "many", count=len(rows), rows=listed)
        else:
            facts: dict[str, Fact] = {
                "row1": rows[0].row,
                "level1": as_found(rows[0].level),
                "row2": last.row,
                "level2": as_found(last.level),
            }
            yield view.about("A103", number, last.number, **facts)


def answers_have_a_number(view: View) -> Iterator[Finding]:
    """A113, A116: a row with a level has a number that can be read."""
    for row in view.strays:
        if number_of(row.number) or row.row in view.covered:
            continue
        if row.number.blank and row.number.kind is not Kind.UNCALCULATED:
            yield view.finding("A113", row.level.ref, row=row.row, found=as_found(row.level))
        else:
            variant = "date" if row.number.kind is Kind.DATE else ""
            found = as_found(row.number)
            yield view.finding("A116", row.number.ref, variant, cell=row.number.ref, found=found)


def names_belong_to_numbers(view: View) -> Iterator[Finding]:
    """A115: number and name of a row belong together."""
    for number, row, other in view.misnamed:
        facts: dict[str, Fact] = {
            "number": number,
            "found": Quoted(row.name.text),
            "other": other,
        }
        yield Finding("A115", view.place(row.name), facts, indicator=number)


def scope_is_readable(view: View) -> Iterator[Finding]:
    """A130: the numbers asked for can be read, and exist."""
    cell = view.raw.identity.cells.get("indikator")
    if cell is None or not view.unclear:
        return
    place = Place(view.raw.file, view.raw.identity.sheet, cell.ref)
    if view.unknown is None:
        yield Finding("A130", place, {"cell": cell.ref, "found": as_found(cell)})
    else:
        facts: dict[str, Fact] = {
            "cell": cell.ref,
            "found": as_found(cell),
            "instrument": view.instrument.title,
            "range": span(view.instrument),
            "numbers": Numbers(view.unknown),
        }
        yield Finding("A130", place, facts, "unknown")
