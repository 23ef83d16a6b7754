"""Changes of levels: from a file (docs/planning.md) or the command line."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from spbe_cli.exact import decimal_places, exact_text
from spbe_cli.files.reading import Findings, load_root, named_instrument, read_model
from spbe_cli.findings import Fact, Finding, Place, Quoted, Raw
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.fields import Number, Part, Text
from spbe_cli.instrument.nodes import Node
from spbe_cli.instrument.source import Source
from spbe_cli.sheet.numbers import span


class ChangesFile(Part):
    """The levels that some indicators would have."""

    changes: dict[str, Number]
    """Indicator: its level."""
    instrument: Text | None = None
    source: Text | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """One change as it was written, with its place."""

    number: str
    level: Fraction
    text: str
    place: Place


def load_changes(path: Path, file: str) -> tuple[tuple[Wanted, ...], Findings]:
    """Read changes, to be held against the instrument together with those typed.

    Raises:
        OSError: the file can't be opened.
    """
    root, broken = load_root(path, file)
    if root is None:
        return (), broken
    source, parsed, faults = read_model(root, file, ChangesFile, "planning")
    return tuple(_wanted(source, parsed)) if parsed else (), (*broken, *faults)


def check_changes(
    instrument: Instrument, changes: Iterable[Wanted]
) -> tuple[Mapping[str, Fraction], Findings]:
    """Return the levels by row, a later change before an earlier one, and what does not fit."""
    changes = tuple(changes)
    levels = {_row(instrument, change.number): change.level for change in changes}
    return levels, tuple(_misfits(instrument, changes))


def check(root: Node, file: str) -> tuple[int, Findings]:
    """Count the changes of a file, held against the instrument that it names, with its faults."""
    source, parsed, faults = read_model(root, file, ChangesFile, "planning")
    if parsed is None:
        return 0, faults
    instrument, unknown = named_instrument(source, parsed.instrument)
    if instrument is None:
        return 0, unknown
    levels, unfit = check_changes(instrument, _wanted(source, parsed))
    return len(levels), unfit


def _wanted(source: Source, parsed: ChangesFile) -> Iterator[Wanted]:
    for number, level in parsed.changes.items():
        place = source.place(("changes", number))
        yield Wanted(number, level, f"{number}={exact_text(level)}", place)


def _misfits(instrument: Instrument, changes: Iterable[Wanted]) -> Iterator[Finding]:
    """A161: every change names an indicator and a level of the instrument."""
    rows = instrument.rows()
    for change in changes:
        facts: dict[str, Fact] = {"found": Quoted(change.text)}
        if _row(instrument, change.number) not in rows:
            facts |= {
                "number": Raw(change.number),
                "instrument": instrument.title,
                "range": span(instrument),
            }
            yield Finding("A161", change.place, facts)
        elif not on_scale(change.level, instrument):
            scale = f"{instrument.lowest}-{instrument.highest}"
            facts |= {"level": change.level, "scale": scale}
            yield Finding("A161", change.place, facts, "level", change.number)


def on_scale(level: Fraction, instrument: Instrument) -> bool:
    """Tell whether a level, or a score with decimals, can be given."""
    places = decimal_places(level.denominator)
    fits = bool(instrument.decimals) if places is None else places <= instrument.decimals
    return fits and instrument.lowest <= level <= instrument.highest


def _row(instrument: Instrument, number: str) -> str:
    """Return the row that a number means: itself, or by another of its numbers."""
    return instrument.aliases.get(number, number)
