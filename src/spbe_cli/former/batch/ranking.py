"""Who stands where: whole sheets by exact index, an instrument at a time; nobody is dropped.

Indices of different instruments can't be compared, so each has a ranking of its own.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from spbe_cli.batch.record import Record, result_of
from spbe_cli.batch.run import Batch
from spbe_cli.batch.senders import NAMED_BY
from spbe_cli.findings import base_name
from spbe_cli.instrument import Instrument
from spbe_cli.scoring import IndexResult, Score
from spbe_cli.sheet.assess import Status
from spbe_cli.words import Words

ASSUMED: Final = "*"
"""Marks the name of who left answers out, where these were counted as some level."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The sheets scored with one instrument, the highest exact index first."""

    instrument: Instrument
    records: tuple[Record, ...]

    @property
    def mean(self) -> Fraction:
        """The exact mean of the indices."""
        return sum(map(points, self.records), Fraction(0)) / weight(self) / len(self.records)

    def results(self) -> Iterator[tuple[Record, IndexResult]]:
        """Yield every sheet with its index; they are not kept."""
        for record in self.records:
            yield record, result_of(self.instrument, record.points)


def weight(ranking: Ranking) -> Fraction:
    """Return the weight of the whole."""
    return sum((aspect.weight for aspect in ranking.instrument.aspects), Fraction(0))


def points(record: Record) -> Fraction:
    """Return the points of the whole: within one instrument they rank as the index does."""
    return sum(record.points, Fraction(0))


def whole_sheets(batch: Batch) -> tuple[Record, ...]:
    """Return the sheets that count and are not those of agencies."""
    units = batch.agencies.units if batch.agencies else ()
    files = {record.file for unit in units for record in unit.records}
    return tuple(record for record in batch.used if record.file not in files)


def rankings(batch: Batch) -> tuple[Ranking, ...]:
    """Return a ranking for every instrument, the one with most sheets first."""
    groups: dict[str, list[Record]] = {}
    for record in whole_sheets(batch):
        if record.status is Status.SCORED and record.instrument:
            groups.setdefault(record.instrument, []).append(record)
    made = [Ranking(batch.instruments[name], in_order(of)) for name, of in groups.items()]
    return tuple(sorted(made, key=lambda ranking: (-len(ranking.records), ranking.instrument.id)))


def in_order(records: list[Record]) -> tuple[Record, ...]:
    """Return sheets by exact index, those of one index by name."""
    return tuple(sorted(records, key=lambda one: (-points(one), name_of(one).casefold(), one.file)))


def unscored(batch: Batch) -> tuple[Record, ...]:
    """Return the whole sheets without an index, by name."""
    rest = (record for record in whole_sheets(batch) if record.status is not Status.SCORED)
    return tuple(sorted(rest, key=lambda one: (one.identity is None, name_of(one).casefold())))


def name_of(record: Record) -> str:
    """Return whose sheet it is: agency and institution, or else the name of the file."""
    said = filter(None, (record.says(label) for label in NAMED_BY))
    return " · ".join(said) or base_name(record.file)


def names(batch: Batch, records: tuple[Record, ...]) -> dict[str, str]:
    """Return the names of sheets by file, with what tells them apart: the year, or the file.

    An index that rests on assumed levels is marked.
    """
    years = {record.says("tahun") for record in batch.used} - {""}

    def named(record: Record) -> str:
        year = record.says("tahun") if len(years) > 1 else ""
        name = f"{name_of(record)} · {year}" if year else name_of(record)
        return f"{name} {ASSUMED}" if record.assumed else name

    called = {record.file: named(record) for record in records}
    count = Counter(called.values())
    return {
        file: f"{name} · {base_name(file)}" if count[name] > 1 else name
        for file, name in called.items()
    }


def parts_of(result: IndexResult) -> tuple[Score, ...]:
    """Return what stands beside the index: the domains, or the aspects where there are none."""
    return result.domains or result.aspects


def part_heads(instrument: Instrument) -> tuple[tuple[str, str], ...]:
    """Return code and name of these parts."""
    parts = instrument.domains or instrument.aspects
    return tuple((part.code, part.name) for part in parts)


def why_unscored(record: Record, words: Words) -> str:
    """Say why a sheet has no index: how many errors, or that it can't be read."""
    if record.status is Status.PARTIAL:
        return words.label("batch.part")
    if record.identity is not None:
        return words.label("batch.errors", count=record.errors)
    code = record.kept.codes[0]
    return words.label("batch.unreadable_because", reason=words.reason(code), code=code)
