"""A later stage on top of an earlier one: what the later leaves blank keeps the earlier level."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from spbe_cli.answers import Carried, Cell, RawRow, RawSheet
from spbe_cli.findings import Fact, Finding, Numbers, Place, Quoted, Word
from spbe_cli.instrument import Instrument
from spbe_cli.sheet.cells import written
from spbe_cli.sheet.identity import plain
from spbe_cli.sheet.view import View, view_of

_SAME: Final = ("instansi", "perangkat daerah", "tahun")
"""What two stages of one assessment have in common."""


def instruments_agree(
    raw: RawSheet, instrument: Instrument, earlier: RawSheet, earlier_instrument: Instrument
) -> Iterator[Finding]:
    """B103: both stages use one instrument."""
    if instrument.id != earlier_instrument.id:
        facts: dict[str, Fact] = {
            "file": earlier.file,
            "instrument1": instrument.title,
            "instrument2": earlier_instrument.title,
        }
        yield Finding("B103", Place(raw.file), facts)


def identities_agree(raw: RawSheet, earlier: RawSheet) -> Iterator[Finding]:
    """B104: both stages are of one institution, agency and year; what is blank agrees."""
    for label in _SAME:
        now, before = (sheet.identity.cells.get(label, Cell("")) for sheet in (raw, earlier))
        found, other = written(now), written(before)
        if found and other and plain(found) != plain(other):
            facts: dict[str, Fact] = {
                "label": Word(f"identity.{label}"),
                "file": raw.file,
                "found": Quoted(found),
                "other": Quoted(other),
            }
            place = Place(raw.file, raw.identity.sheet, now.ref or None)
            yield Finding("B104", place, facts)


def keep_earlier(
    instrument: Instrument, raw: RawSheet, earlier: RawSheet
) -> tuple[RawSheet, tuple[Finding, ...]]:
    """A219: every level is given anew; fill blanks with earlier levels, and say which."""
    now, before = view_of(instrument, raw), view_of(instrument, earlier)
    kept = tuple(row for row in before.answers if _is_open(now, row))
    if not kept:
        return raw, ()
    filled = {now.rows[row].row: before.rows[row] for row in kept if row in now.rows}
    rows = tuple(_filled_up(row, filled[row.row]) if row.row in filled else row for row in raw.rows)
    last = max((row.row for row in raw.rows), default=0)
    added = [before.rows[row] for row in kept if row not in now.rows]
    new = tuple(replace(_unplaced(row), row=last + n) for n, row in enumerate(added, start=1))
    facts: dict[str, Fact] = {
        "count": len(kept),
        "file": earlier.file,
        "numbers": Numbers(kept),
    }
    finding = Finding("A219", Place(raw.file, raw.sheet), facts)
    stage = " ".join(written(earlier.identity.cells.get("tahap", Cell(""))).split())
    carried = Carried(kept, earlier.file, stage)
    return replace(raw, rows=(*rows, *new), carried=carried), (finding,)


def _is_open(view: View, row: str) -> bool:
    if row not in view.asked:
        return False
    found = view.rows.get(row)
    if found is None:
        return row not in {number for number, _ in view.displaced}
    return found.level.blank and row not in view.answers and found.row not in view.covered


def _filled_up(row: RawRow, earlier: RawRow) -> RawRow:
    """Take the level from an earlier row, and what else is blank."""

    def kept(now: Cell, before: Cell) -> Cell:
        return _at(now, before) if now.blank else now

    return replace(
        row,
        level=_at(row.level, earlier.level),
        external=kept(row.external, earlier.external),
        evidence=kept(row.evidence, earlier.evidence),
        explanation=kept(row.explanation, earlier.explanation),
    )


def _at(place: Cell, cell: Cell) -> Cell:
    return replace(cell, ref=place.ref, sheet=place.sheet)


def _unplaced(row: RawRow) -> RawRow:
    """Take an earlier row over whole: it stands nowhere in the later sheet."""
    nowhere = Cell("")
    return replace(
        row,
        number=_at(nowhere, row.number),
        level=_at(nowhere, row.level),
        name=nowhere,
        evidence=_at(nowhere, row.evidence),
        explanation=_at(nowhere, row.explanation),
        external=_at(nowhere, row.external),
        hidden=False,
    )
