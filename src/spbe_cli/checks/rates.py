"""Rates of downgrades: the shape of their YAML file, and that they are chances."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from pydantic import Field

from spbe_cli.checks.fields import Number, NumberKey, Part, Text, Whole
from spbe_cli.checks.source import Source, read_as
from spbe_cli.document import Node
from spbe_cli.exact import exact_text
from spbe_cli.findings import Choices, Finding, Raw
from spbe_cli.instrument import Instrument


class LevelFile(Part):
    """What became of the claims of one level."""

    claims: Number = Fraction(1)
    """How many there were; 1 where `lowered` holds chances instead of counts."""
    lowered: dict[NumberKey, Number] = Field(default_factory=dict)
    """By how much, in points of the scale: how many of them."""
    raised: Number = Fraction(0)
    """How many were raised; they count as kept."""


class RatesFile(Part):
    """How often claims are lowered, by claimed level."""

    rates: dict[Whole, LevelFile]
    """Claimed level: what became of its claims."""
    source: Text
    """In which pairs it was counted; shown beside every number that rests on it."""
    instrument: Text | None = None


def read_rates(root: Node, file: str) -> tuple[Source, RatesFile | None, tuple[Finding, ...]]:
    """Read a file of rates; it is None if a fault is found in its shape."""
    source = Source(root, file)
    parsed, findings = read_as(source, RatesFile)
    own = (replace(one, variant="rates") if one.code == "I130" else one for one in findings)
    return source, parsed, tuple(own)


def rates_fit(source: Source, parsed: RatesFile, instrument: Instrument) -> Iterator[Finding]:
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


def chances_of(parsed: RatesFile) -> Mapping[int, Mapping[Fraction, Fraction]]:
    """Return the chances by claimed level and by how much, of rates that fit."""
    return {
        level: {by: count / own.claims for by, count in own.lowered.items() if count}
        for level, own in parsed.rates.items()
    }
