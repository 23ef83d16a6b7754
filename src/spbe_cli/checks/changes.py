"""Changes of levels: from a YAML file or the command line, held against the instrument."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from spbe_cli.checks.cases import on_scale
from spbe_cli.checks.fields import Number, Part, Text
from spbe_cli.checks.source import Source, read_as
from spbe_cli.document import Node
from spbe_cli.exact import exact_text
from spbe_cli.findings import Fact, Finding, Place, Quoted, Raw
from spbe_cli.instrument import Instrument
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


def read_changes(root: Node, file: str) -> tuple[Source, ChangesFile | None, tuple[Finding, ...]]:
    """Read a file of changes; it is None if a fault is found in its shape."""
    source = Source(root, file)
    parsed, findings = read_as(source, ChangesFile)
    own = (replace(f, variant="planning") if f.code == "I130" else f for f in findings)
    return source, parsed, tuple(own)


def wanted_in(source: Source, parsed: ChangesFile) -> Iterator[Wanted]:
    """Yield the changes of a file with their places."""
    for number, level in parsed.changes.items():
        place = source.place(("changes", number))
        yield Wanted(number, level, f"{number}={exact_text(level)}", place)


def check_changes(
    instrument: Instrument, changes: Iterable[Wanted]
) -> tuple[Mapping[str, Fraction], tuple[Finding, ...]]:
    """Return the levels by row, a later change before an earlier one, and what does not fit."""
    changes = tuple(changes)
    levels = {row_of(instrument, change.number): change.level for change in changes}
    return levels, tuple(changes_fit(instrument, changes))


def changes_fit(instrument: Instrument, changes: Iterable[Wanted]) -> Iterator[Finding]:
    """A161: every change names an indicator and a level of the instrument."""
    rows = instrument.rows()
    for change in changes:
        facts: dict[str, Fact] = {"found": Quoted(change.text)}
        if row_of(instrument, change.number) not in rows:
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


def row_of(instrument: Instrument, number: str) -> str:
    """Return the row that a number means: itself, or by another of its numbers."""
    return instrument.aliases.get(number, number)
