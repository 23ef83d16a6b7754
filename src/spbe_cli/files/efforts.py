"""Efforts: what it takes to raise an indicator to a level (docs/planning.md)."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path

from spbe_cli.files.reading import Findings, load_root, named_instrument, read_model
from spbe_cli.findings import Choices, Fact, Finding, Quoted, Raw
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.fields import Number, Part, Text, Whole
from spbe_cli.instrument.nodes import Node
from spbe_cli.instrument.source import Source
from spbe_cli.sheet.numbers import span


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
    source, parsed, faults = read_model(root, file, EffortsFile, "planning")
    if parsed is None:
        return None, faults
    named, unknown = named_instrument(source, parsed.instrument)
    used = instrument or named
    if used is None:
        return None, unknown
    return parsed, tuple(_misfits(source, parsed, used))


def check(root: Node, file: str) -> tuple[int, Findings]:
    """Count what a file holds, held against the instrument that it names, with its faults."""
    efforts, findings = efforts_in(root, file)
    return sum(map(bool, efforts.efforts.values())) if efforts else 0, findings


def _misfits(source: Source, parsed: EffortsFile, instrument: Instrument) -> Iterator[Finding]:
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
