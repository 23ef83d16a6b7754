"""What `spbe instruments` says: the editions, their validity and structure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from spbe_cli import __version__
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import DEFAULT
from spbe_cli.reports import Rows
from spbe_cli.reports.document import Block, Document, Field, Fields, Heading
from spbe_cli.words import Words

COLUMNS: Final = (
    "id", "title", "regulation", "valid_from", "valid_until", "follows", "default",
    "domains", "aspects", "indicators", "lowest", "highest", "decimals", "secondary",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class InstrumentsReport:
    """The report of the shipped instruments."""

    instruments: tuple[Instrument, ...]
    words: Words

    def document(self) -> Document:
        """Return every instrument as a heading and what there is to know of it."""
        title = self.words.label("instruments.shipped", count=len(self.instruments))
        return Document(title, "", tuple(self._blocks()), computed=False)

    def _blocks(self) -> Iterator[Block]:
        for one in self.instruments:
            default = f" ({self.words.label('instruments.default')})" if one.id == DEFAULT else ""
            yield Heading(f"{one.id}  {one.title}{default}")
            yield Fields(tuple(self._fields(one)))

    def _fields(self, one: Instrument) -> Iterator[Field]:
        words = self.words
        yield Field(words.label("instruments.regulation"), one.regulation)
        yield Field(words.label("instruments.valid"), validity(one, words))
        if one.follows:
            yield Field(words.label("instruments.follows"), one.follows)
        structure = ", ".join(
            words.label("instruments.count", count=count, part=words.label(f"parts.{kind}"))
            for kind, count in part_counts(one).items()
        )
        yield Field(words.label("instruments.structure"), structure)
        scale = f"{one.lowest}-{one.highest}"
        if one.decimals:
            scale = words.label("instruments.decimals", scale=scale, count=one.decimals)
        yield Field(words.label("instruments.scale"), scale)
        if one.secondary:
            secondary = f"{words.label('source.secondary')}: {one.secondary}"
            yield Field(words.label("instruments.sources"), secondary)

    def data(self) -> Mapping[str, Any]:
        """Return one JSON document."""
        parts = [_data(instrument) for instrument in self.instruments]
        return {"spbe": __version__, "instruments": parts, "findings": []}

    def rows(self) -> Rows:
        """Return one row for each instrument."""
        return COLUMNS, map(_row, self.instruments)


def validity(instrument: Instrument, words: Words) -> str:
    """Return the years of an edition."""
    if instrument.valid_until is None:
        return words.label("instruments.since", since=instrument.valid_from)
    return f"{instrument.valid_from}-{instrument.valid_until}"


def part_counts(instrument: Instrument) -> Mapping[str, int]:
    """Return how many domains, aspects and indicators there are, from the top of the tree down."""
    counts = {
        "domains": len(instrument.domains),
        "aspects": len(instrument.aspects),
        "indicators": len(tuple(instrument.indicators())),
    }
    return {kind: count for kind, count in counts.items() if count}


def _data(instrument: Instrument) -> dict[str, Any]:
    return {
        "id": instrument.id,
        "title": instrument.title,
        "regulation": instrument.regulation,
        "index_name": instrument.index_name,
        "valid_from": instrument.valid_from,
        "valid_until": instrument.valid_until,
        "follows": instrument.follows,
        "default": instrument.id == DEFAULT,
        "domains": 0,
        **part_counts(instrument),
        "scale": {
            "lowest": instrument.lowest,
            "highest": instrument.highest,
            "decimals": instrument.decimals,
        },
        "predicates": [
            {"name": predicate.name, "minimum": float(predicate.minimum)}
            for predicate in instrument.predicates
        ],
        "secondary": instrument.secondary,
        "sha256": instrument.sha256,
    }


def _row(instrument: Instrument) -> Mapping[str, object]:
    part = _data(instrument)
    values = {**part, **part["scale"], "default": "true" if part["default"] else "false"}
    return {column: "" if values[column] is None else values[column] for column in COLUMNS}
