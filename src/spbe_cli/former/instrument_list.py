"""What `spbe instruments` shows: the editions, their validity and structure."""

import csv
from collections.abc import Callable, Iterator, Mapping
from io import StringIO
from typing import Final

from rich.console import Group

from spbe_cli import __version__
from spbe_cli.catalogue import DEFAULT
from spbe_cli.former import Page
from spbe_cli.former.blocks import Block, Fields, Heading, Row, as_markdown, column_for, on_screen
from spbe_cli.former.jsondoc import Document, dump
from spbe_cli.instrument import Instrument
from spbe_cli.words import Words

COLUMNS: Final = (
    "id", "title", "regulation", "valid_from", "valid_until", "follows", "default",
    "domains", "aspects", "indicators", "lowest", "highest", "decimals", "secondary",
)  # fmt: skip

Instruments = tuple[Instrument, ...]


def table(instruments: Instruments, page: Page) -> Group:
    """Show the instruments on the screen."""
    return on_screen(blocks_of(instruments, page.words), page.width)


def markdown(instruments: Instruments, page: Page) -> str:
    """Write the instruments as Markdown."""
    return as_markdown(blocks_of(instruments, page.words))


def json(instruments: Instruments, _: Page) -> str:
    """Write the instruments as one JSON document."""
    parts = [instrument_part(instrument) for instrument in instruments]
    return dump({"spbe": __version__, "instruments": parts, "findings": []})


def csv_table(instruments: Instruments, _: Page) -> str:
    """Write the instruments as a table, one row each."""
    out = StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    for instrument in instruments:
        part = instrument_part(instrument)
        default = "true" if part["default"] else "false"
        writer.writerow({**part, **part["scale"], "default": default})
    return out.getvalue()


REPORTS: Final[Mapping[str, Callable[[Instruments, Page], object]]] = {
    "table": table,
    "json": json,
    "csv": csv_table,
    "markdown": markdown,
}
FILES: Final[Mapping[str, Callable[[Instruments, Page], str]]] = {
    ".json": json,
    ".csv": csv_table,
    ".md": markdown,
}


def blocks_of(instruments: Instruments, words: Words) -> Iterator[Block]:
    """Yield every instrument as a heading and what there is to know of it."""
    for position, instrument in enumerate(instruments):
        if position:
            yield ""
        yield Heading(heading(instrument, words))
        rows = tuple(rows_of(instrument, words))
        yield Fields(rows, column_for(rows, gap=2))


def heading(instrument: Instrument, words: Words) -> str:
    """Return id and title, and whether it is the default."""
    default = f" ({words.label('instruments.default')})" if instrument.id == DEFAULT else ""
    return f"{instrument.id}  {instrument.title}{default}"


def rows_of(instrument: Instrument, words: Words) -> Iterator[Row]:
    """Yield what there is to know of one instrument."""
    yield Row(words.label("instruments.regulation"), instrument.regulation)
    yield Row(words.label("instruments.valid"), validity(instrument, words))
    if instrument.follows:
        yield Row(words.label("instruments.follows"), instrument.follows)
    yield Row(words.label("instruments.structure"), structure(instrument, words))
    yield Row(words.label("instruments.scale"), scale(instrument, words))
    if instrument.secondary:
        yield Row(words.label("instruments.sources"), secondary(instrument, words))


def validity(instrument: Instrument, words: Words) -> str:
    """Return the years of an edition."""
    if instrument.valid_until is None:
        return words.label("instruments.since", since=instrument.valid_from)
    return f"{instrument.valid_from}-{instrument.valid_until}"


def structure(instrument: Instrument, words: Words) -> str:
    """Return how many domains, aspects and indicators there are."""
    counts = counted(instrument)
    parts = [
        words.label("instruments.count", count=count, part=words.label(f"parts.{kind}"))
        for kind, count in counts.items()
        if count
    ]
    return ", ".join(parts)


def counted(instrument: Instrument) -> dict[str, int]:
    """Return the number of domains, aspects and indicators."""
    return {
        "domains": len(instrument.domains),
        "aspects": len(instrument.aspects),
        "indicators": len(tuple(instrument.indicators())),
    }


def scale(instrument: Instrument, words: Words) -> str:
    """Return the scale, and whether a score may have decimals."""
    ends = f"{instrument.lowest}-{instrument.highest}"
    if not instrument.decimals:
        return ends
    return words.label("instruments.decimals", scale=ends, count=instrument.decimals)


def secondary(instrument: Instrument, words: Words) -> str:
    """Say that the instrument is taken from secondary sources, and from which."""
    return f"{words.label('source.secondary')}: {instrument.secondary}"


def instrument_part(instrument: Instrument) -> Document:
    """Return an instrument as part of a JSON document."""
    return {
        "id": instrument.id,
        "title": instrument.title,
        "regulation": instrument.regulation,
        "index_name": instrument.index_name,
        "valid_from": instrument.valid_from,
        "valid_until": instrument.valid_until,
        "follows": instrument.follows,
        "default": instrument.id == DEFAULT,
        **counted(instrument),
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
