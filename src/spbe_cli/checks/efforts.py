"""Efforts: the shape of their YAML file, and that it names what the instrument has."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from spbe_cli.checks.cases import unknown_key
from spbe_cli.checks.fields import Number, Part, Text, Whole
from spbe_cli.checks.source import Source, read_as
from spbe_cli.document import Node
from spbe_cli.findings import Choices, Finding, Raw
from spbe_cli.instrument import Instrument
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


def read_efforts(root: Node, file: str) -> tuple[Source, EffortsFile | None, tuple[Finding, ...]]:
    """Read a file of efforts; it is None if a fault is found in its shape."""
    source = Source(root, file)
    parsed, findings = read_as(source, EffortsFile)
    own = (replace(f, variant="planning") if f.code == "I130" else f for f in findings)
    return source, parsed, tuple(own)


def efforts_fit(source: Source, parsed: EffortsFile, instrument: Instrument) -> Iterator[Finding]:
    """I102, I123: every indicator exists, and every level can be reached from one below."""
    known = {indicator.code for indicator in instrument.indicators()}
    choices = Choices(instrument.lowest + 1, instrument.highest)
    for code, efforts in parsed.efforts.items():
        if code not in known:
            yield unknown_key(source, ("efforts", code), "efforts", Raw(span(instrument)))
            continue
        for level in efforts:
            if not instrument.lowest < level <= instrument.highest:
                key, found = Raw(f"efforts.{code}"), Raw(str(level))
                path = ("efforts", code, str(level))
                yield source.finding("I123", path, key=key, found=found, keys=choices)
