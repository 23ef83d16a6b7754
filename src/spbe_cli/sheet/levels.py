"""Checks of the levels: each is there, and on the scale."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from spbe_cli.answers import Cell, Kind, RawRow
from spbe_cli.exact import rounded
from spbe_cli.findings import Choices, Fact, Finding, Numbers, Raw
from spbe_cli.scoring import converted
from spbe_cli.sheet.cells import FEWEST_PLACES, agrees, evidence_of, written
from spbe_cli.sheet.numbers import named_by
from spbe_cli.sheet.view import View, is_empty

_LATER_STAGES: Final = frozenset({"penilaian dokumen", "penilaian interviu", "penilaian visitasi"})


def levels_are_sound(view: View) -> Iterator[Finding]:
    """A101, A105-A110, A118, A119, A127, A128: levels, and indices they come from, are sound."""
    instrument = view.instrument
    choices = _choices_of(view)
    scale = f"{instrument.lowest}-{instrument.highest}"
    for row, fault in view.faults.items():
        if fault.code != "A104":
            facts: dict[str, Fact] = {"choices": choices, "scale": scale, **fault.facts}
            found = view.rows[row]
            cell = found.external if fault.code == "A119" else found.level
            yield view.about(fault.code, row, cell, fault.variant, **facts)


def _choices_of(view: View) -> Choices:
    instrument = view.instrument
    return Choices(instrument.lowest, instrument.highest, instrument.decimals)


def levels_are_there(view: View) -> Iterator[Finding]:
    """A104, A111, A112: every indicator asked for has a row and a level."""
    if _nothing_filled_in(view):
        yield view.finding(
            "A112", None, "" if view.required else "evidence", count=len(view.required)
        )
        return
    absent = _absent_rows(view)
    if absent and not view.unclear:
        yield view.finding("A111", None, count=len(absent), numbers=Numbers(absent))
    choices = _choices_of(view)
    blank = tuple(number for number in view.required if level_is_blank(view, number))
    if len(blank) > 1 and _is_later_stage(view):
        numbers = Numbers(blank)
        yield view.finding("A104", None, "stage", count=len(blank), numbers=numbers)
        return
    for number in blank:
        row = view.rows[number]
        yield view.about("A104", number, row.level, also_there(row), choices=choices)


def _is_later_stage(view: View) -> bool:
    """Tell whether an assessor looks again at what was answered: blank may mean unchanged."""
    cell = view.raw.identity.cells.get("tahap", Cell(""))
    return " ".join(cell.text.casefold().split()) in _LATER_STAGES


def _absent_rows(view: View) -> tuple[str, ...]:
    """Return the rows asked for that are not there and that no other finding accounts for.

    A row whose number can't be read, or is another's, tells by its name which it is; without
    a name it is taken for one of the absent.
    """
    codes = {code for _, _, code in view.misnamed}
    names = [named_by(view.instrument, row.name.text) for row in view.strays]
    indicators = view.instrument.rows()
    absent = tuple(
        row
        for row in view.required
        if row not in view.rows and indicators[row].code not in {*codes, *names}
    )
    further = [row for rows in view.repeated.values() for row in rows[1:]]
    nameless = sum(not row.name.text for row in (*view.strays, *further))
    return absent if len(absent) > nameless else ()


def _nothing_filled_in(view: View) -> bool:
    """Tell whether there are rows, and not one of them has anything for a level.

    Where no level is asked for, evidence or an explanation will do.
    """
    rows = [row for row in view.raw.rows if row.level.kind is not Kind.REFUSED]
    if not view.required:
        return bool(view.rows) and all(map(is_empty, rows))
    return bool(view.rows) and all(row.level.blank and row.external.blank for row in rows)


def level_is_blank(view: View, row: str) -> bool:
    """Tell whether the level of a row is missing, and nothing else is wrong with it."""
    return row in view.faults and view.faults[row].code == "A104"


def _lacks_level(view: View, row: str) -> bool:
    return row not in view.rows or level_is_blank(view, row)


def also_there(row: RawRow) -> str:
    """Tell by the variant what stands beside a missing level."""
    evidence, explanation = evidence_of(row.evidence), written(row.explanation)
    if evidence and explanation:
        return "both"
    return "evidence" if evidence else "explanation" if explanation else ""


def optional_rows_are_judged(view: View) -> Iterator[Finding]:
    """A104, A117: a repeated answer with evidence has a level, without a jump in the numbers."""
    if _nothing_filled_in(view):
        return
    choices = _choices_of(view)
    for indicator in view.instrument.indicators():
        rows = indicator.rows()
        for before, number in pairwise(rows):
            row = view.rows.get(number)
            if row and level_is_blank(view, number) and also_there(row):
                yield view.about("A104", number, row.level, also_there(row), choices=choices)
            if number in view.answers and _lacks_level(view, before) and before != rows[0]:
                cell = view.rows[number].number.ref
                facts: dict[str, Fact] = {"found": Raw(number), "missing": Raw(before)}
                finding = view.finding("A117", cell, "gap", number=indicator.code, **facts)
                yield finding


def levels_are_not_merged(view: View) -> Iterator[Finding]:
    """A114: level cells are not merged."""
    for cells, numbers in view.shared_levels:
        cell = cells.partition(":")[0]
        yield view.finding("A114", cell, cell=cells, numbers=Numbers(numbers))


def levels_match_the_index(view: View) -> Iterator[Finding]:
    """A131: a level typed beside another agency's index says the same."""
    rows = view.instrument.rows()
    for row, answer in view.answers.items():
        index, cell = rows[row].external, view.rows[row].level
        if index is None or answer.external is None or cell.blank:
            continue
        score = converted(index, answer.external, view.instrument)
        if not agrees(answer.level, score):
            facts: dict[str, Fact] = {
                "found": answer.level,
                "source": index.name,
                "value": answer.external,
                "computed": rounded(score, FEWEST_PLACES),
            }
            yield view.about("A131", row, cell, **facts)
