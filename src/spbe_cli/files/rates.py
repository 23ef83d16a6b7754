"""Rates of downgrades: how often claims are lowered, by claimed level (docs/risk.md)."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path

from pydantic import Field

from spbe_cli.exact import exact_text
from spbe_cli.files.reading import Findings, load_root, named_instrument, read_model
from spbe_cli.findings import Choices, Finding, Raw, has_errors
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.fields import Number, NumberKey, Part, Text, Whole
from spbe_cli.instrument.nodes import Node
from spbe_cli.instrument.source import Source


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
    source, parsed, faults = read_model(root, file, RatesFile, "rates")
    if parsed is None:
        return None, faults
    named, unknown = named_instrument(source, parsed.instrument)
    used = instrument or named
    if used is None:
        return None, unknown
    findings = tuple(_misfits(source, parsed, used))
    return None if has_errors(findings) else parsed, findings


def check(root: Node, file: str) -> tuple[int, Findings]:
    """Count what a file holds, held against the instrument that it names, with its faults."""
    rates, findings = rates_in(root, file)
    return len(rates.rates) if rates else 0, findings


def _misfits(source: Source, parsed: RatesFile, instrument: Instrument) -> Iterator[Finding]:
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
