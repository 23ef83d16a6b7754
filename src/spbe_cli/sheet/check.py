"""What can be wrong in an answer sheet: every check, of its rows and of its pieces of evidence.

A check takes the view of a sheet and yields findings.  To add one, write it, name it in `CHECKS`,
and give its words.  One fault is one finding: a row that has one is not also reported as missing.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from spbe_cli.answers import Item, Kind, RawRow, as_found
from spbe_cli.exact import rounded
from spbe_cli.findings import Day, Fact, Finding, Listed, Numbers, Place, Printed, Quoted, Raw, Word
from spbe_cli.instrument import Indicator
from spbe_cli.scoring import converted
from spbe_cli.sheet import values
from spbe_cli.sheet.items import value_of
from spbe_cli.sheet.view import View

_MOST_ROWS: Final = 10
_SHARED_EVIDENCE: Final = 5
_ALL_ALIKE: Final = 10
_MOST_CODES: Final = 5
_LATER_STAGES: Final = frozenset({"penilaian dokumen", "penilaian interviu", "penilaian visitasi"})
"""An assessor looks again at what was answered: blank may mean unchanged."""


def _rows_have_a_number(view: View) -> Iterator[Finding]:
    """A102, A113, A116, A117: rows with a level have a number, of the instrument, not too high."""
    for row in view.strays:
        cell, number = row.number, values.number_of(row.number)
        base, hyphen, part = (number or "").partition("-")
        indicator = view.instrument.indicator(base) if hyphen else None
        if indicator and 1 < indicator.repeat < int(part):
            limits: dict[str, Fact] = {"count": int(part), "maximum": indicator.repeat}
            yield view.finding("A117", cell.ref, number=indicator.code, **limits)
        elif number:
            known: dict[str, Fact] = {"instrument": view.instrument.title}
            known |= {"range": values.span(view.instrument), "found": Raw(cell.text or number)}
            yield view.finding("A102", cell.ref, row=row.row, **known)
        elif row.row in view.covered:
            continue
        elif cell.blank and cell.kind is not Kind.UNCALCULATED:
            yield view.finding("A113", row.level.ref, row=row.row, found=as_found(row.level))
        else:
            variant = "date" if cell.kind is Kind.DATE else ""
            yield view.finding("A116", cell.ref, variant, cell=cell.ref, found=as_found(cell))


def _texts_have_a_number(view: View) -> Iterator[Finding]:
    """A225: evidence and explanations stand in the row of their indicator, not below it."""
    for row in view.loose:
        yield view.finding("A225", row.number.ref)


def rows_are_clear(view: View) -> Iterator[Finding]:
    """A103, A114, A115: no number twice, no merged levels, no name of another indicator."""
    for number, rows in view.repeated.items():
        first, last = rows[0], rows[-1]
        if len(rows) > 2:  # noqa: PLR2004  two rows have a sentence of their own
            listed = Listed(tuple(str(row.row) for row in rows), _MOST_ROWS)
            yield view.about("A103", number, last.number, "many", count=len(rows), rows=listed)
        else:
            levels = {"level1": as_found(first.level), "level2": as_found(last.level)}
            yield view.about("A103", number, last.number, row1=first.row, row2=last.row, **levels)
    for ref, numbers in view.shared_levels:
        yield view.finding("A114", ref.partition(":")[0], cell=ref, numbers=Numbers(numbers))
    for number, row, other in view.misnamed:
        facts: dict[str, Fact] = {"number": number, "found": Quoted(row.name.text), "other": other}
        yield Finding("A115", view.place(row.name), facts, indicator=number)


def _identity_is_sound(view: View) -> Iterator[Finding]:
    """A130, A208, A213: numbers asked exist, Identitas is filled in, the source is the own text."""
    file, identity = view.raw.file, view.raw.identity
    if view.unknown != ():
        cell = identity.cell("indikator")
        facts: dict[str, Fact] = {"cell": cell.ref, "found": as_found(cell)}
        if view.unknown is not None:
            facts |= {"instrument": view.instrument.title, "range": values.span(view.instrument)}
            facts["numbers"] = Numbers(view.unknown)
        place = Place(file, identity.sheet, cell.ref)
        yield Finding("A130", place, facts, "" if view.unknown is None else "unknown")
    wanted = [*identity.wanted]
    wanted[1:1] = ["perangkat daerah"] if view.scope is not None else []
    empty = tuple(Word(f"identity.{label}") for label in wanted if label not in identity.cells)
    if identity.sheet is None:
        yield Finding("A208", Place(file), {}, "absent")
    elif empty:
        yield Finding("A208", Place(file, identity.sheet), {"labels": Listed(empty)})
    if view.instrument.secondary:
        yield Finding("A213", Place(file), {"instrument": view.instrument.title})


def _levels_are_sound(view: View) -> Iterator[Finding]:
    """A101, A105-A110, A118, A119, A127, A128: tell what `values.answer_of` finds wrong; A131."""
    scale = f"{view.instrument.lowest}-{view.instrument.highest}"
    for row, fault in view.faults.items():
        if fault.code != "A104":
            found = view.rows[row]
            cell = found.external if fault.code == "A119" else found.level
            facts: dict[str, Fact] = {"choices": view.choices, "scale": scale, **fault.facts}
            yield view.about(fault.code, row, cell, fault.variant, **facts)
    for row, answer in view.answers.items():
        index, cell = view.instrument.rows()[row].external, view.rows[row].level
        if index is None or answer.external is None or cell.blank:
            continue
        score = converted(index, answer.external, view.instrument)
        if not values.agrees(answer.level, score):
            said: dict[str, Fact] = {"source": index.name, "value": answer.external}
            said["computed"] = rounded(score, values.FEWEST_PLACES)
            yield view.about("A131", row, cell, found=answer.level, **said)


def _levels_are_there(view: View) -> Iterator[Finding]:
    """A104, A111, A112: every indicator asked for has a row and a level."""
    if _nothing_filled_in(view):
        variant = "" if view.required else "evidence"
        yield view.finding("A112", None, variant, count=len(view.required))
        return
    # A row whose number can't be read, or is another's, tells by its name which it is; without a
    # name it is taken for one of the absent.
    told = {code for _, _, code in view.misnamed}
    told |= {values.named_by(view.instrument, row.name.text) or "" for row in view.strays}
    indicators = view.instrument.rows()
    missing = (row for row in view.required if row not in view.rows)
    absent = tuple(row for row in missing if indicators[row].code not in told)
    further = [row for rows in view.repeated.values() for row in rows[1:]]
    nameless = sum(not row.name.text for row in (*view.strays, *further))
    if len(absent) > nameless and view.unknown == ():
        yield view.finding("A111", None, count=len(absent), numbers=Numbers(absent))
    blank = tuple(number for number in view.required if view.lacks_level(number))
    stage = " ".join(view.raw.identity.cell("tahap").text.casefold().split())
    if len(blank) > 1 and stage in _LATER_STAGES:
        yield view.finding("A104", None, "stage", count=len(blank), numbers=Numbers(blank))
        return
    for number in blank:
        row = view.rows[number]
        yield view.about("A104", number, row.level, also_there(row), choices=view.choices)


def _nothing_filled_in(view: View) -> bool:
    """Tell whether no row has a level; where none is asked for, nor evidence or an explanation."""
    if view.supplied or not view.rows:
        return False
    rows = [row for row in view.raw.rows if row.level.kind is not Kind.REFUSED]
    if view.required:
        return all(row.level.blank and row.external.blank for row in rows)
    return all(row.empty for row in rows)


def also_there(row: RawRow) -> str:
    """Tell by the variant what stands beside a missing level."""
    evidence, explanation = values.evidence_of(row.evidence), values.written(row.explanation)
    one = "evidence" if evidence else "explanation" if explanation else ""
    return "both" if evidence and explanation else one


def _optional_rows_are_judged(view: View) -> Iterator[Finding]:
    """A104, A117: a repeated answer with evidence has a level, without a jump in the numbers."""
    if _nothing_filled_in(view):
        return
    for indicator in view.instrument.indicators():
        rows = indicator.rows()
        for before, number in pairwise(rows):
            row = view.rows.get(number)
            if row and view.lacks_level(number) and (there := also_there(row)):
                yield view.about("A104", number, row.level, there, choices=view.choices)
            lacking = before not in view.rows or view.lacks_level(before)
            if row and number in view.answers and lacking and before != rows[0]:
                facts: dict[str, Fact] = {"found": Raw(number), "missing": Raw(before)}
                yield view.finding("A117", row.number.ref, "gap", number=indicator.code, **facts)


def _claims_have_evidence(view: View) -> Iterator[Finding]:
    """A201, A202, A203: a level above the lowest has evidence, a document, an explanation."""
    bare = [row for row, answer in view.claims.items() if not answer.evidence]
    if bare and "evidence" not in view.raw.headings:
        yield view.finding("A201", None, "column", count=len(bare), numbers=Numbers(tuple(bare)))
    for row, answer in view.claims.items():
        cell = view.rows[row].evidence
        if answer.evidence and values.names_no_document(answer.evidence):
            yield view.about("A202", row, cell, found=Quoted(answer.evidence))
        elif not answer.evidence and "evidence" in view.raw.headings:
            variant = {Kind.ERROR: "error", Kind.UNCALCULATED: "formula"}.get(cell.kind, "")
            found = {"found": as_found(cell)} if variant else {}
            yield view.about("A201", row, cell, variant, level=answer.level, **found)
    untold = tuple(row for row, answer in view.claims.items() if not answer.explanation)
    if untold and "explanation" in view.raw.headings:
        yield view.finding("A203", None, count=len(untold), numbers=Numbers(untold))


def _answers_are_seen_and_asked(view: View) -> Iterator[Finding]:
    """A204: no answer stands in a hidden row or column.  A210: only what is asked is answered."""
    rows = [row.row for row in view.rows.values() if row.hidden and not row.level.blank]
    if rows:
        yield view.finding("A204", None, rows=Numbers(tuple(map(str, rows))))
    if view.raw.hidden_columns:
        columns = Raw(", ".join(view.raw.hidden_columns))
        yield view.finding("A204", None, "columns", headings=columns)
    more = tuple(row for row in view.answers if row not in view.asked)
    if more and view.unknown == ():
        yield view.finding("A210", None, count=len(more), numbers=Numbers(more))


def _names_are_the_instruments(view: View) -> Iterator[Finding]:
    """A209: the name of a row is the instrument's, but for small differences."""
    misnamed = {number for number, _, _ in view.misnamed}
    for number, row in view.rows.items():
        name, title = row.name.text, view.instrument.title
        if number not in misnamed and values.strays_from(view.instrument.rows()[number], name):
            yield view.about("A209", number, row.name, found=Quoted(name), instrument=title)


def _evidence_differs(view: View) -> Iterator[Finding]:
    """A211: evidence differs between indicators."""
    users: dict[str, list[str]] = defaultdict(list)
    for row, answer in view.claims.items():
        users[answer.evidence].append(row)
    for evidence, rows in users.items():
        if evidence and len(rows) >= _SHARED_EVIDENCE and not values.names_no_document(evidence):
            found, numbers = Quoted(evidence), Numbers(tuple(rows))
            yield view.finding("A211", None, count=len(rows), found=found, numbers=numbers)


def _levels_differ(view: View) -> Iterator[Finding]:
    """A214, A215, A218: levels differ, are typed, and those of the form explained or proved."""
    levels, count = {answer.level for answer in view.answers.values()}, len(view.answers)
    if count >= _ALL_ALIKE and len(levels) == 1 and max(levels) > view.instrument.lowest:
        yield view.finding("A214", None, count=count, level=levels.pop())
    linked = tuple(row for row in view.answers if view.rows[row].level.formula is not None)
    if linked:
        yield view.finding("A215", None, count=len(linked), numbers=Numbers(linked))
    for row, answer in view.answers.items():
        if answer.level == view.raw.preset and not (answer.evidence or answer.explanation):
            yield view.about("A218", row, view.rows[row].level, level=answer.level)


def _evidence_is_recent(view: View) -> Iterator[Finding]:
    """A241: evidence that counts is not older than the limit that a source gives for it."""
    if not view.items:
        return
    limits = {
        asked.code: (indicator, asked.evidence.max_years)
        for indicator in view.instrument.indicators()
        for asked in indicator.asked_items()
        if asked.evidence.max_years
    }
    # Without a date, the first day of the year: no earlier one is possible.
    year, date = values.year_of(view.raw), view.raw.identity.cell("tanggal")
    until = values.day_of(date) or (Day(year, 1, 1) if year else None)
    for item in view.items:
        day = item.day if item.present else None
        if until and day and item.code in limits:
            indicator, years = limits[item.code]
            if replace(day, year=day.year + years) < until:
                facts: dict[str, Fact] = {"item": item.code, "date": day, "maximum": years}
                yield _about("A241", indicator, item, **facts, until=until)


def _claims_have_their_items(view: View) -> Iterator[Finding]:
    """A242: a level is claimed for which the pieces of evidence are there."""
    instrument = view.instrument
    for row, indicator, items in _begun(view):
        answer = view.answers.get(row)
        if answer is None:
            continue
        claimed, there = instrument.level_at(answer.level), [one for one in items if one.present]
        if instrument.lists_items:  # a level begun is enough for its decimals
            made = value_of(instrument, indicator, {one.code for one in there}, "present")
            reached = instrument.level_at(made.value) >= claimed
            reached = reached or values.agrees(answer.level, made.value)
            lacking = [] if reached else [*range(max(made.counts), claimed + 1)]
        else:  # the level claimed has some, and what was begun below it is there
            wanted = {one.level for one in items if not one.present}
            wanted |= {claimed} - {one.level for one in there}
            lacking = [n for n in range(instrument.lowest, claimed + 1) if n in wanted]
        if lacking:
            levels, cell = Numbers(tuple(map(str, lacking))), view.rows[row].level
            yield view.about("A242", row, cell, level=answer.level, levels=levels)


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
            yield _about("A243", indicator, higher[0], items=listed, level=level)


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
    """Yield the indicators with a piece begun, no index and no row of pieces that can't be read."""
    faulty = {finding.indicator for finding in view.read_items.faults}
    for indicator in view.instrument.indicators():
        items = [i for i in view.items if i.begun and i.indicator == indicator.code]
        if items and not (indicator.external or indicator.rows()[0] in faulty):
            yield indicator.rows()[0], indicator, items


def _about(code: str, indicator: Indicator, item: Item, /, **facts: Fact) -> Finding:
    named: dict[str, Fact] = {"number": indicator.code, "name": indicator.short, **facts}
    return Finding(code, item.place, named, "", indicator.code)


CHECKS: Final[tuple[Callable[[View], Iterator[Finding]], ...]] = (
    _levels_are_sound,
    _rows_have_a_number,
    _texts_have_a_number,
    _levels_are_there,
    _optional_rows_are_judged,
    rows_are_clear,
    _identity_is_sound,
    _claims_have_evidence,
    _answers_are_seen_and_asked,
    _names_are_the_instruments,
    _evidence_differs,
    _levels_differ,
    _evidence_is_recent,
    _claims_have_their_items,
    _lower_levels_are_complete,
    _values_are_those_of_items,
)
