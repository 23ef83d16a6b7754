"""Who stands where: whole sheets by exact index, an instrument at a time; nobody is dropped.

Indices of different instruments can't be compared, so each has a ranking of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from spbe_cli.instrument import Instrument
from spbe_cli.many.record import Record, result_of
from spbe_cli.many.run import Batch
from spbe_cli.scoring import IndexResult, Score
from spbe_cli.sheet.assess import Status


@dataclass(frozen=True, slots=True)
class Ranking:
    """The sheets scored with one instrument, the highest exact index first."""

    instrument: Instrument
    records: tuple[Record, ...]

    @property
    def mean(self) -> Fraction:
        """The exact mean of the indices."""
        weight = sum((aspect.weight for aspect in self.instrument.aspects), Fraction(0))
        points = sum((sum(record.points) for record in self.records), Fraction(0))
        return points / weight / len(self.records)

    def results(self) -> Iterator[tuple[Record, IndexResult]]:
        """Yield every sheet with its index; they are not kept."""
        for record in self.records:
            yield record, result_of(self.instrument, record.points)


def whole_sheets(batch: Batch) -> tuple[Record, ...]:
    """Return the sheets that count and are not those of agencies."""
    senders = batch.senders()
    return tuple(record for record in batch.used if record.file not in senders)


def rankings(batch: Batch) -> tuple[Ranking, ...]:
    """Return a ranking for every instrument, the one with most sheets first.

    Within one instrument the points of the whole rank as the index does.
    """
    groups: dict[str, list[Record]] = {}
    for record in whole_sheets(batch):
        if record.status is Status.SCORED and record.instrument:
            groups.setdefault(record.instrument, []).append(record)
    made = []
    for name, records in groups.items():
        records.sort(key=lambda one: (-sum(one.points), one.named.casefold(), one.file))
        made.append(Ranking(batch.instruments[name], tuple(records)))
    return tuple(sorted(made, key=lambda ranking: (-len(ranking.records), ranking.instrument.id)))


def unscored(batch: Batch) -> tuple[Record, ...]:
    """Return the whole sheets without an index, by name."""
    rest = (record for record in whole_sheets(batch) if record.status is not Status.SCORED)
    return tuple(sorted(rest, key=lambda one: (not one.readable, one.named.casefold())))


def parts_of(result: IndexResult) -> tuple[Score, ...]:
    """Return what stands beside the index: the domains, or the aspects where there are none."""
    return result.domains or result.aspects


def part_heads(instrument: Instrument) -> tuple[tuple[str, str], ...]:
    """Return code and name of these parts."""
    parts = instrument.domains or instrument.aspects
    return tuple((part.code, part.name) for part in parts)
