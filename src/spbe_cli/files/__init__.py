"""The small YAML files: what each kind of them holds, and what makes it fit for use.

Changes of levels, efforts (docs/planning.md) and rates (docs/risk.md) are a model and its entry as
a `Kind`, which reads, counts and judges it; `analysis/verify.py` judges published results.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Final, Generic, TypeVar

from pydantic import BaseModel, Field, PlainValidator

from spbe_cli.exact import decimal_places, exact_text
from spbe_cli.findings import Choices, Fact, Finding, Listed, Place, Quoted, Raw
from spbe_cli.frozen import frozen
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import DEFAULT, read, shipped, shipped_ids
from spbe_cli.instrument.schema import Number, NumberKey, PartFile, Text, Whole, Year, exact_number
from spbe_cli.instrument.source import Source, read_as
from spbe_cli.instrument.yaml import Node, parse
from spbe_cli.sheet.values import span
from spbe_cli.xlsx.cells import position

Model = TypeVar("Model", bound=BaseModel)
Findings = tuple[Finding, ...]


def load_root(path: Path, file: str) -> tuple[Node | None, Findings]:
    """Read the YAML of a file; OSError if it can't be opened."""
    return parse(read(path), file)


def read_model(
    root: Node, file: str, model: type[Model], example: str = ""
) -> tuple[Source, Model | None, Findings]:
    """Hold a file against its model, which is None if its shape has a fault; see `Kind`."""
    source = Source(root, file)
    held, faults = read_as(source, model)
    if example:
        faults = [replace(one, variant=example) if one.code == "I130" else one for one in faults]
    return source, held, tuple(faults)


def in_order(*findings: Finding) -> Findings:
    """Sort findings as they stand in the file; what is about the whole file comes first."""

    def key(finding: Finding) -> tuple[int, int]:
        place = finding.place
        return position(place.cell or "") or (place.line or 0, place.column or 0)

    return tuple(sorted(findings, key=key))


@frozen
class FileKind(Generic[Model]):
    """A kind of file; `example` is the variant of I130 that leads to the concept with one."""

    model: type[Model]
    example: str
    count: Callable[[Model], int]
    misfits: Callable[[Source, Model, Instrument], Iterable[Finding]]

    def held(
        self, root: Node, file: str, instrument: Instrument | None = None
    ) -> tuple[Model | None, Findings]:
        """Return what a file holds for an instrument, or its own; nothing if a fault is found."""
        source, parsed, faults = read_model(root, file, self.model, self.example)
        if parsed is None:
            return None, faults
        wanted = str(source.data.get("instrument") or DEFAULT).casefold()
        if instrument is None and wanted not in shipped_ids():
            facts: dict[str, Fact] = {"key": Raw("instrument"), "found": Quoted(wanted)}
            known = Listed(tuple(map(Raw, shipped_ids())))
            return None, (source.finding("I123", ("instrument",), **facts, keys=known),)
        found = tuple(self.misfits(source, parsed, instrument or shipped(wanted)))
        return None if found else parsed, found

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


@frozen
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
    """A161: every change names an indicator and a level; return the levels by row."""
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


CHANGES: Final = FileKind(
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


def _effort_misfits(
    source: Source, parsed: EffortsFile, instrument: Instrument
) -> Iterator[Finding]:
    """I102, I123: every indicator exists, and every level can be reached from one below."""
    known = {indicator.code for indicator in instrument.indicators()}
    lowest, highest = instrument.lowest, instrument.highest
    for code, efforts in parsed.efforts.items():
        if code not in known:
            facts: dict[str, Fact] = {"key": Quoted(code), "parent": Raw("efforts")}
            yield source.finding("I102", ("efforts", code), **facts, keys=Raw(span(instrument)))
            continue
        for level in efforts:
            if not lowest < level <= highest:
                facts = {"key": Raw(f"efforts.{code}"), "found": Raw(str(level))}
                path, choices = ("efforts", code, str(level)), Choices(lowest + 1, highest)
                yield source.finding("I123", path, **facts, keys=choices)


EFFORTS: Final = FileKind(
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


RATES: Final = FileKind(RatesFile, "rates", lambda parsed: len(parsed.rates), _rate_misfits)


# Published results, to be recomputed: levels in, printed figures out

FRACTION: Final = re.compile(r"[1-9]\d{0,5}/[1-9]\d{0,5}", re.ASCII)
Printed = Annotated[Fraction, PlainValidator(lambda text: exact_number(str(text)))]
"""A figure of a report; quotation marks keep it as it was printed: '1.00'."""


def _level_given(text: object) -> Fraction:
    """Read a level, or a score that assessors left as a fraction: 7/6."""
    found = FRACTION.fullmatch(text) if isinstance(text, str) else None
    return Fraction(found[0]) if found else exact_number(text)


Given = Annotated[Fraction, PlainValidator(_level_given)]


class PublishedFile(PartFile):
    """The figures as printed; any part may be absent."""

    aspects: dict[str, Printed] = Field(default_factory=dict)
    domains: dict[str, Printed] = Field(default_factory=dict)
    index: Printed | None = None
    predicate: Text | None = None


class CaseFile(PartFile):
    """One published result; `made_up` are levels of our own (rekaan) that give its figures."""

    id: Text
    institution: Text
    year: Year
    instrument: Text
    levels: dict[str, Given] = Field(default_factory=dict)
    made_up: dict[str, Given] = Field(default_factory=dict)
    published: PublishedFile
    source: Text
    activity: Text | None = None


class CasesFile(PartFile):
    """A file of published results."""

    cases: tuple[CaseFile, ...]
