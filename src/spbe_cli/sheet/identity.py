"""Checks of what surrounds the answers: who sent a sheet, of which year, stage and edition.

A later stage stands on an earlier one: what the later leaves blank keeps the earlier level.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

from spbe_cli.answers import Carried, Cell, Kind, RawRow, RawSheet
from spbe_cli.exact import rounded
from spbe_cli.findings import Fact, Finding, Numbers, Place, Printed, Quoted, Typed, Word
from spbe_cli.instrument import Instrument
from spbe_cli.scoring import IndexResult, band
from spbe_cli.sheet.values import number_of, own_names, plain_name, written
from spbe_cli.sheet.view import View

LABELS: Final = ("instansi", "tahun", "tahap")
NAMED_BY: Final = ("perangkat daerah", "instansi")


def identity_places(raw: RawSheet) -> Mapping[str, Place]:
    """Return where the texts of Identitas stand, by label."""
    sheet, cells = raw.identity.sheet, raw.identity.cells.items()
    return {label: Place(raw.file, sheet, cell.ref or None) for label, cell in cells}


def editions_agree(
    instrument: Instrument, raw: RawSheet, named: Instrument | None
) -> Iterator[Finding]:
    """A207: the instrument chosen is the one that Identitas names."""
    cell = raw.identity.cells.get("instrumen")
    own = {instrument.id.casefold(), instrument.title.casefold()}
    if cell is None or (named and named.id == instrument.id) or written(cell).casefold() in own:
        return
    other = named.title if named else Quoted(written(cell))
    place = Place(raw.file, raw.identity.sheet, cell.ref) if cell.ref else Place(raw.file)
    facts: dict[str, Fact] = {"instrument1": instrument.title, "instrument2": other}
    yield Finding("A207", place, facts, "" if cell.ref else "form")


def is_of_edition(
    instrument: Instrument, raw: RawSheet, others: Iterable[Instrument]
) -> Iterator[Finding]:
    """A177: the rows are those of the instrument chosen, not those of another edition."""

    def rows_of(one: Instrument) -> int:
        known = one.rows()  # a row without a name is told by its number
        found = ((known.get(number_of(r.number) or ""), plain_name(r.name.text)) for r in raw.rows)
        return sum(i is not None and (not name or name in own_names(i)) for i, name in found)

    rival = max(others, key=rows_of)
    if rival.id == instrument.id or 2 * rows_of(instrument) >= rows_of(rival):
        return
    cell = raw.identity.cell("instrumen")
    place = Place(raw.file, raw.identity.sheet, cell.ref) if cell.ref else Place(raw.file)
    again = instrument.follows == rival.id and instrument.reuse
    facts: dict[str, Fact] = {"instrument1": instrument.title, "instrument2": rival.title}
    facts |= {"file": Typed(raw.file), "replacement": instrument.id}
    yield Finding("A177", place, facts, "reuse" if again else "")


def predicates_agree(instrument: Instrument, result: IndexResult, file: str) -> Iterator[Finding]:
    """A205: the exact and the printed index give the same predicate."""
    printed = rounded(result.total.index)
    exact, shown = band(instrument, result.total.index), band(instrument, Fraction(printed))
    if exact is not shown:
        facts: dict[str, Fact] = {"predicate1": exact.name, "predicate2": shown.name}
        facts |= {"exact": result.total.index, "rounded": Printed(Fraction(printed))}
        yield Finding("A205", Place(file), facts)


def most_common(texts: Iterable[str]) -> str:
    """Return the text that stands most often, of several the first."""
    return next((text for text, _ in Counter(texts).most_common(1)), "")


def plain(text: str) -> str:
    """Write a text as it is compared: without case and odd spaces."""
    return " ".join(text.casefold().split())


def differing(label: str, found: str, other: str, place: Place) -> Iterator[Finding]:
    """B104: two sheets say the same under a label of Identitas; what is blank agrees with all."""
    if found and other and plain(found) != plain(other):
        facts: dict[str, Fact] = {"label": Word(f"identity.{label}"), "file": place.file}
        yield Finding("B104", place, {**facts, "found": Quoted(found), "other": Quoted(other)})


def stages_agree(now: View, earlier: View) -> Iterator[Finding]:
    """B103, B104: both stages have one instrument, institution, agency and year, if they say."""
    file, instrument, other = now.raw.file, now.instrument, earlier.instrument
    if instrument.id != other.id:
        titles = {"instrument1": instrument.title, "instrument2": other.title}
        yield Finding("B103", Place(file), {"file": earlier.raw.file, **titles})
    places = identity_places(now.raw)
    for label in ("instansi", "perangkat daerah", "tahun"):
        said, before = (written(one.raw.identity.cell(label)) for one in (now, earlier))
        yield from differing(label, said, before, places.get(label, Place(file)))


def keep_earlier(now: View, earlier: View) -> tuple[RawSheet, tuple[Finding, ...]]:
    """A219: every level is given anew; fill blanks with earlier levels, and say which."""
    raw, before = now.raw, earlier.raw
    told = {n for n, row in now.rows.items() if not row.level.blank or row.row in now.covered}
    open_rows = set(now.asked) - told - now.answers.keys()
    kept = tuple(row for row in earlier.answers if row in open_rows)
    if not kept:
        return raw, ()
    proofs = {row: earlier.answers[row].evidence for row in kept}
    given = {row: _proved(earlier.rows[row], proofs[row]) for row in kept}
    filled = {now.rows[row].row: given[row] for row in kept if row in now.rows}
    rows = [_filled_up(row, filled[row.row]) if row.row in filled else row for row in raw.rows]
    last = max((row.row for row in raw.rows), default=0)
    added = [given[row] for row in kept if row not in now.rows]
    # A row that is taken over whole stands nowhere in the later sheet.
    for n, row in enumerate(added, start=last + 1):
        number, blank = replace(row.number, ref="", sheet=None), Cell("")
        rows.append(_filled_up(RawRow(n, number, blank, blank, blank, blank), row))
    facts: dict[str, Fact] = {"count": len(kept), "file": before.file, "numbers": Numbers(kept)}
    carried = Carried(kept, before.file, " ".join(written(before.identity.cell("tahap")).split()))
    finding = Finding("A219", Place(raw.file, raw.sheet), facts)
    return replace(raw, rows=tuple(rows), carried=carried), (finding,)


def _proved(row: RawRow, proof: str) -> RawRow:
    """Return a row with its evidence, which may stand in the sheet Bukti alone."""
    if proof and row.evidence.blank:
        return replace(row, evidence=replace(row.evidence, kind=Kind.TEXT, value=proof))
    return row


def _filled_up(row: RawRow, earlier: RawRow) -> RawRow:
    kept: dict[str, Any] = {}
    for column in ("level", "external", "evidence", "explanation", "justification"):
        now, before = getattr(row, column), getattr(earlier, column)
        if now.blank:
            kept[column] = replace(before, ref=now.ref, sheet=now.sheet)
    return replace(row, **kept)
