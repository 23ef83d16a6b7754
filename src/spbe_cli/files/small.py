"""The small YAML files: changes of levels, efforts (docs/planning.md), rates (docs/risk.md).

Each is a model, what loads it, and what counts and judges it for `check`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, Field

from spbe_cli.exact import decimal_places, exact_text
from spbe_cli.findings import Choices, Fact, Finding, Listed, Place, Quoted, Raw, has_errors
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import DEFAULT, read, shipped, shipped_ids
from spbe_cli.instrument.nodes import Node
from spbe_cli.instrument.schema import Number, NumberKey, Part, Text, Whole
from spbe_cli.instrument.source import Source, read_as
from spbe_cli.instrument.yaml import parse
from spbe_cli.sheet.numbers import span

Model = TypeVar("Model", bound=BaseModel)
Findings = tuple[Finding, ...]


def read_model(
    root: Node, file: str, model: type[Model], example: str = ""
) -> tuple[Source, Model | None, Findings]:
    """Hold a file against its model, which is None if its shape has a fault.

    `example` is the variant of I130 that leads to the page with an example of the kind.
    """
    source = Source(root, file)
    held, faults = read_as(source, model)
    if example:
        faults = [replace(one, variant=example) if one.code == "I130" else one for one in faults]
    return source, held, tuple(faults)


def load_root(path: Path, file: str) -> tuple[Node | None, Findings]:
    """Read the YAML of a file.

    Raises:
        OSError: the file can't be opened.
    """
    return parse(read(path), file)


def named_instrument(source: Source, name: str | None) -> tuple[Instrument | None, Findings]:
    """I123: the instrument that a file names is a shipped one."""
    wanted = (name or DEFAULT).casefold()
    if wanted in shipped_ids():
        return shipped(wanted), ()
    known = Listed(tuple(map(Raw, shipped_ids())))
    facts: dict[str, Fact] = {"key": Raw("instrument"), "found": Quoted(wanted), "keys": known}
    return None, (source.finding("I123", ("instrument",), **facts),)


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
    return levels, tuple(_change_misfits(instrument, changes))


def review_changes(root: Node, file: str) -> tuple[int, Findings]:
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


def _change_misfits(instrument: Instrument, changes: Iterable[Wanted]) -> Iterator[Finding]:
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


class EffortsFile(Part):
    """What it takes to bring an indicator to a level from the one below it."""

    efforts: dict[str, dict[Whole, Number]]
    """Indicator, then level reached: the effort."""
    default: Number = Fraction(1)
    """The effort of what is not listed."""
    instrument: Text | None = None
    unit: Text | None = None
    source: Text | None = None

    def by_raise(self) -> Mapping[tuple[str, int], Fraction]:
        """Return the efforts by indicator and level reached."""
        return {
            (code, level): effort
            for code, efforts in self.efforts.items()
            for level, effort in efforts.items()
        }


def load_efforts(
    path: Path, file: str, instrument: Instrument
) -> tuple[EffortsFile | None, Findings]:
    """Read efforts; what does not fit the instrument is told.

    Raises:
        OSError: the file can't be opened.
    """
    root, broken = load_root(path, file)
    if root is None:
        return None, broken
    efforts, faults = efforts_in(root, file, instrument)
    return efforts, (*broken, *faults)


def efforts_in(
    root: Node, file: str, instrument: Instrument | None = None
) -> tuple[EffortsFile | None, Findings]:
    """Return the efforts that a file holds; without an instrument, for the one it names."""
    return _held_against(root, file, EffortsFile, "planning", _effort_misfits, instrument)


def review_efforts(root: Node, file: str) -> tuple[int, Findings]:
    """Count what a file holds, held against the instrument that it names, with its faults."""
    efforts, findings = efforts_in(root, file)
    return sum(map(bool, efforts.efforts.values())) if efforts else 0, findings


def _effort_misfits(
    source: Source, parsed: EffortsFile, instrument: Instrument
) -> Iterator[Finding]:
    """I102, I123: every indicator exists, and every level can be reached from one below."""
    known = {indicator.code for indicator in instrument.indicators()}
    choices = Choices(instrument.lowest + 1, instrument.highest)
    for code, efforts in parsed.efforts.items():
        if code not in known:
            facts: dict[str, Fact] = {
                "key": Quoted(code),
                "parent": Raw("efforts"),
                "keys": Raw(span(instrument)),
            }
            yield source.finding("I102", ("efforts", code), **facts)
            continue
        for level in efforts:
            if not instrument.lowest < level <= instrument.highest:
                key, found = Raw(f"efforts.{code}"), Raw(str(level))
                path = ("efforts", code, str(level))
                yield source.finding("I123", path, key=key, found=found, keys=choices)


class LevelFile(Part):
    """What became of the claims of one level."""

    claims: Number = Fraction(1)
    """How many there were; 1 where `lowered` holds chances instead of counts."""
    lowered: dict[NumberKey, Number] = Field(default_factory=dict)
    """By how much, in points of the scale: how many of them."""
    raised: Number = Fraction(0)
    """How many were raised; they count as kept."""


class RatesFile(Part):
    """How often claims are lowered; a level that is not listed is never lowered."""

    rates: dict[Whole, LevelFile]
    """Claimed level: what became of its claims."""
    source: Text
    """In which pairs it was counted; shown beside every number that rests on it."""
    instrument: Text | None = None

    def chances(self) -> Mapping[int, Mapping[Fraction, Fraction]]:
        """Return the chances by claimed level and by how much, of rates that fit."""
        return {
            level: {by: count / own.claims for by, count in own.lowered.items() if count}
            for level, own in self.rates.items()
        }


Held = TypeVar("Held", EffortsFile, RatesFile)


def _held_against(
    root: Node,
    file: str,
    model: type[Held],
    example: str,
    misfits: Callable[[Source, Held, Instrument], Iterable[Finding]],
    instrument: Instrument | None,
) -> tuple[Held | None, Findings]:
    """Return what a file holds, with what does not fit the instrument, or else the one it names."""
    source, parsed, faults = read_model(root, file, model, example)
    if parsed is None:
        return None, faults
    named, unknown = named_instrument(source, parsed.instrument)
    used = instrument or named
    if used is None:
        return None, unknown
    return parsed, tuple(misfits(source, parsed, used))


def load_rates(path: Path, file: str, instrument: Instrument) -> tuple[RatesFile | None, Findings]:
    """Read rates; there are none if a fault is found.

    Raises:
        OSError: the file can't be opened.
    """
    root, broken = load_root(path, file)
    if root is None:
        return None, broken
    rates, faults = rates_in(root, file, instrument)
    return None if has_errors(broken) else rates, (*broken, *faults)


def rates_in(
    root: Node, file: str, instrument: Instrument | None = None
) -> tuple[RatesFile | None, Findings]:
    """Return the rates that a file holds; without an instrument, for the one it names.

    There are none if a fault is found: no chance follows from more claims than there were.
    """
    rates, findings = _held_against(root, file, RatesFile, "rates", _rate_misfits, instrument)
    return None if has_errors(findings) else rates, findings


def review_rates(root: Node, file: str) -> tuple[int, Findings]:
    """Count what a file holds, held against the instrument that it names, with its faults."""
    rates, findings = rates_in(root, file)
    return len(rates.rates) if rates else 0, findings


def _rate_misfits(source: Source, parsed: RatesFile, instrument: Instrument) -> Iterator[Finding]:
    """I123, I105: levels are on the scale, and no more claims are lowered than there are."""
    levels = Choices(instrument.lowest, instrument.highest)
    deepest, places = instrument.highest - instrument.lowest, instrument.decimals
    depths = Choices(0 if places else 1, deepest, places)
    for level, own in parsed.rates.items():
        path, key = ("rates", str(level)), Raw(f"rates.{level}")
        if level not in instrument.scale():
            yield source.finding("I123", path, key=Raw("rates"), found=Raw(str(level)), keys=levels)
        for by in own.lowered:
            if not 0 < by <= deepest or (by * 10**places).denominator > 1:
                written = exact_text(by)
                place = (*path, "lowered", written)
                yield source.finding("I123", place, key=key, found=Raw(written), keys=depths)
        total = sum(own.lowered.values(), own.raised)
        if total > own.claims:
            yield source.finding("I105", path, "rates", key=key, found=total, value=own.claims)
