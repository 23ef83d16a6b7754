"""The small YAML files: changes of levels, efforts (docs/planning.md), rates (docs/risk.md).

Each is a model and its entry as a `Kind`, which reads, counts and judges it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Final, Generic, TypeVar

from pydantic import BaseModel, Field

from spbe_cli.exact import decimal_places, exact_text
from spbe_cli.findings import Choices, Fact, Finding, Listed, Place, Quoted, Raw, has_errors
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import DEFAULT, read, shipped, shipped_ids
from spbe_cli.instrument.schema import Number, NumberKey, PartFile, Text, Whole
from spbe_cli.instrument.source import Source, read_as
from spbe_cli.instrument.yaml import Node, parse
from spbe_cli.sheet.cells import span
from spbe_cli.xlsx.cells import position

Model = TypeVar("Model", bound=BaseModel)
Findings = tuple[Finding, ...]


def load_root(path: Path, file: str) -> tuple[Node | None, Findings]:
    """Read the YAML of a file; OSError if it can't be opened."""
    return parse(read(path), file)


def read_model(
    root: Node, file: str, model: type[Model], example: str = ""
) -> tuple[Source, Model | None, Findings]:
    """Hold a file against its model, which is None if its shape has a fault.

    `example` is the variant of I130 that leads to the concept with an example of the kind.
    """
    source = Source(root, file)
    held, faults = read_as(source, model)
    if example:
        faults = [replace(one, variant=example) if one.code == "I130" else one for one in faults]
    return source, held, tuple(faults)


def in_order(*findings: Finding) -> Findings:
    """Sort findings as they stand in the file; what is about the whole file comes first."""

    def place_in_file(finding: Finding) -> tuple[int, int]:
        place = finding.place
        by_cell = position(place.cell) if place.cell else None
        return by_cell or (place.line or 0, place.column or 0)

    return tuple(sorted(findings, key=place_in_file))


@dataclass(frozen=True, slots=True)
class Kind(Generic[Model]):
    """A kind of file: its model, how much a file holds, and what of it an instrument lacks."""

    model: type[Model]
    example: str
    count: Callable[[Model], int]
    misfits: Callable[[Source, Model, Instrument], Iterable[Finding]]

    def held(
        self, root: Node, file: str, instrument: Instrument | None = None
    ) -> tuple[Model | None, Findings]:
        """Return what a file holds; without an instrument, for the one that it names.

        There is nothing if a fault is found: no chance follows from more claims than there were.
        """
        source, parsed, faults = read_model(root, file, self.model, self.example)
        if parsed is None:
            return None, faults
        wanted = str(source.data.get("instrument") or DEFAULT).casefold()
        if instrument is None and wanted not in shipped_ids():
            facts: dict[str, Fact] = {"key": Raw("instrument"), "found": Quoted(wanted)}
            known = Listed(tuple(map(Raw, shipped_ids())))
            return None, (source.finding("I123", ("instrument",), **facts, keys=known),)
        found = tuple(self.misfits(source, parsed, instrument or shipped(wanted)))
        return None if has_errors(found) else parsed, found

    def load(self, path: Path, file: str, instrument: Instrument) -> tuple[Model | None, Findings]:
        """Read a file, held against an instrument; there is nothing if a fault is found."""
        root, broken = load_root(path, file)
        parsed, faults = self.held(root, file, instrument) if root else (None, ())
        return None if broken else parsed, (*broken, *faults)

    def review(self, root: Node, file: str) -> tuple[int, Findings]:
        """Count what a file holds for the instrument that it names, and tell its faults."""
        parsed, findings = self.held(root, file)
        return self.count(parsed) if parsed else 0, findings


class ChangesFile(PartFile):
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
    """Read changes, to be held against the instrument together with those typed."""
    root, broken = load_root(path, file)
    if root is None:
        return (), broken
    source, parsed, faults = read_model(root, file, CHANGES.model, CHANGES.example)
    return tuple(_wanted(source, parsed)) if parsed else (), (*broken, *faults)


def _wanted(source: Source, parsed: ChangesFile) -> Iterator[Wanted]:
    for number, level in parsed.changes.items():
        place = source.place(("changes", number))
        yield Wanted(number, level, f"{number}={exact_text(level)}", place)


def check_changes(
    instrument: Instrument, changes: Iterable[Wanted]
) -> tuple[Mapping[str, Fraction], Findings]:
    """A161: every change names an indicator and a level of the instrument.

    The levels are by row, those of a later change before those of an earlier one.
    """
    levels: dict[str, Fraction] = {}
    unfit: list[Finding] = []
    for change in changes:
        row = instrument.aliases.get(change.number, change.number)
        levels[row] = change.level
        facts: dict[str, Fact] = {"found": Quoted(change.text)}
        if row not in instrument.rows():
            facts |= {"number": Raw(change.number), "instrument": instrument.title}
            unfit.append(Finding("A161", change.place, {**facts, "range": span(instrument)}))
        elif not on_scale(change.level, instrument):
            facts |= {"level": change.level, "scale": f"{instrument.lowest}-{instrument.highest}"}
            unfit.append(Finding("A161", change.place, facts, "level", change.number))
    return levels, tuple(unfit)


def on_scale(level: Fraction, instrument: Instrument) -> bool:
    """Tell whether a level, or a score with decimals, can be given."""
    places = decimal_places(level.denominator)
    fits = bool(instrument.decimals) if places is None else places <= instrument.decimals
    return fits and instrument.lowest <= level <= instrument.highest


CHANGES: Final = Kind(
    ChangesFile,
    "changes",
    lambda parsed: len(parsed.changes),
    lambda source, parsed, instrument: check_changes(instrument, _wanted(source, parsed))[1],
)


class EffortsFile(PartFile):
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


def _effort_misfits(
    source: Source, parsed: EffortsFile, instrument: Instrument
) -> Iterator[Finding]:
    """I102, I123: every indicator exists, and every level can be reached from one below."""
    known = {indicator.code for indicator in instrument.indicators()}
    choices = Choices(instrument.lowest + 1, instrument.highest)
    for code, efforts in parsed.efforts.items():
        if code not in known:
            facts: dict[str, Fact] = {"key": Quoted(code), "parent": Raw("efforts")}
            yield source.finding("I102", ("efforts", code), **facts, keys=Raw(span(instrument)))
            continue
        for level in efforts:
            if not instrument.lowest < level <= instrument.highest:
                key, found = Raw(f"efforts.{code}"), Raw(str(level))
                path = ("efforts", code, str(level))
                yield source.finding("I123", path, key=key, found=found, keys=choices)


EFFORTS: Final = Kind(
    EffortsFile, "efforts", lambda parsed: sum(map(bool, parsed.efforts.values())), _effort_misfits
)


class LevelFile(PartFile):
    """What became of the claims of one level."""

    claims: Number = Fraction(1)
    """How many there were; 1 where `lowered` holds chances instead of counts."""
    lowered: dict[NumberKey, Number] = Field(default_factory=dict)
    """By how much, in points of the scale: how many of them."""
    raised: Number = Fraction(0)
    """How many were raised; they count as kept."""


class RatesFile(PartFile):
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


RATES: Final = Kind(RatesFile, "rates", lambda parsed: len(parsed.rates), _rate_misfits)
