"""Checks of a sheet against what surrounds it: the edition chosen, the year, the two indices."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from spbe_cli.answers import RawSheet
from spbe_cli.checks.rows import written
from spbe_cli.exact import rounded
from spbe_cli.findings import Fact, Finding, Place, Printed, Quoted
from spbe_cli.instrument import Instrument
from spbe_cli.scoring import IndexResult, band

LONGEST_YEAR = 4


def identity_texts(raw: RawSheet) -> Mapping[str, str]:
    """Return the texts of Identitas by label."""
    return {label: written(cell) for label, cell in raw.identity.cells.items()}


def identity_places(raw: RawSheet) -> Mapping[str, Place]:
    """Return where the texts of Identitas stand, by label."""
    identity = raw.identity
    cells = identity.cells.items()
    return {label: Place(raw.file, identity.sheet, cell.ref or None) for label, cell in cells}


def year_of(raw: RawSheet) -> int | None:
    """Return the year that Identitas gives, if it is one."""
    cell = raw.identity.cells.get("tahun")
    text = written(cell) if cell else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_YEAR else None


def is_valid_in(instrument: Instrument, year: int) -> bool:
    """Tell whether an edition applied in a year."""
    return instrument.valid_from <= year <= (instrument.valid_until or year)


def year_is_covered(
    instrument: Instrument, year: int | None, replacement: str | None, place: Place
) -> Iterator[Finding]:
    """A206: the year lies within the validity of the instrument."""
    if year is None or is_valid_in(instrument, year):
        return
    variant = ("open" if instrument.valid_until is None else "") + ("" if replacement else "alone")
    facts: dict[str, Fact] = {
        "year": year,
        "instrument": instrument.title,
        "since": instrument.valid_from,
        "until": instrument.valid_until or "",
        "replacement": replacement or "",
    }
    yield Finding("A206", place, facts, "open_alone" if variant == "openalone" else variant)


def editions_agree(
    instrument: Instrument, raw: RawSheet, named: Instrument | None
) -> Iterator[Finding]:
    """A207: the instrument chosen is the one that Identitas names."""
    cell = raw.identity.cells.get("instrumen")
    own = {instrument.id.casefold(), instrument.title.casefold()}
    if cell is None or (named and named.id == instrument.id) or written(cell).casefold() in own:
        return
    other = named.title if named else Quoted(written(cell))
    facts: dict[str, Fact] = {"instrument1": instrument.title, "instrument2": other}
    if cell.ref:
        yield Finding("A207", Place(raw.file, raw.identity.sheet, cell.ref), facts)
    else:
        yield Finding("A207", Place(raw.file), facts, "form")


def predicates_agree(instrument: Instrument, result: IndexResult, file: str) -> Iterator[Finding]:
    """A205: the exact and the printed index give the same predicate."""
    printed = rounded(result.total.index)
    exact, shown = band(instrument, result.total.index), band(instrument, Fraction(printed))
    if exact is not shown:
        facts: dict[str, Fact] = {
            "exact": result.total.index,
            "rounded": Printed(Fraction(printed)),
            "predicate1": exact.name,
            "predicate2": shown.name,
        }
        yield Finding("A205", Place(file), facts)
