"""For programs that read tables: RFC 4180, one row a sheet, numbers with a point."""

import csv
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Final

from spbe_cli.batch.agencies import State
from spbe_cli.batch.record import Record, result_of
from spbe_cli.batch.run import Batch
from spbe_cli.exact import exact_text
from spbe_cli.former import Page
from spbe_cli.former.batch.ranking import part_heads, parts_of
from spbe_cli.words.cleaning import harmless

COLUMNS: Final = (
    "file", "status", "used", "institution", "agency", "year", "stage", "instrument", "index",
    "points", "weight", "predicate", "answered", "asked", "assumed", "errors", "warnings", "codes",
    "sha256",
)  # fmt: skip
IDENTITY: Final = {
    "institution": "instansi",
    "agency": "perangkat daerah",
    "year": "tahun",
    "stage": "tahap",
}


def report(batch: Batch, _: Page) -> Iterator[str]:
    """Yield the table line by line."""
    codes = dict.fromkeys(code for one in batch.instruments.values() for code, _ in part_heads(one))
    columns = (*COLUMNS, *codes)
    used = {record.file for record in batch.used}
    yield line(columns)
    for record in batch.records:
        row = {**row_of(record, batch), "used": str(record.file in used).lower()}
        yield line(cells_of(row, columns))
    for row in unsent(batch):
        yield line(cells_of(row, columns))


def cells_of(row: Mapping[str, str], columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the cells of a row, in the order of the columns."""
    return tuple(harmless(row.get(column, "")) for column in columns)


def unsent(batch: Batch) -> Iterator[dict[str, str]]:
    """Yield a row for every agency that has not sent anything."""
    for unit in batch.agencies.units if batch.agencies else ():
        if unit.state is State.UNSENT:
            yield {"status": str(unit.state), "agency": unit.name, "asked": str(unit.asked)}


def line(cells: tuple[str, ...]) -> str:
    """Write one line."""
    out = StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def row_of(record: Record, batch: Batch) -> dict[str, str]:
    """Return the row of one sheet."""
    readable = record.identity is not None
    row = {
        "file": record.file,
        "status": str(record.status),
        **{column: record.says(label) for column, label in IDENTITY.items()},
        "instrument": record.instrument or "",
        "answered": str(record.answered) if readable else "",
        "asked": str(record.asked) if readable else "",
        "assumed": str(len(record.assumed)) if readable else "",
        "errors": str(record.errors),
        "warnings": str(record.warnings),
        "codes": " ".join(record.kept.codes),
        "sha256": record.sha256 or "",
    }
    return {**row, **index_of(record, batch)}


def index_of(record: Record, batch: Batch) -> dict[str, str]:
    """Return the index of a scored sheet and of its parts."""
    instrument = batch.instruments.get(record.instrument or "")
    if instrument is None or not record.points:
        return {}
    result = result_of(instrument, record.points)
    return {
        "index": str(result.total.rounded),
        "points": exact_text(result.total.points),
        "weight": exact_text(result.total.weight),
        "predicate": result.predicate.name,
        **{score.code: str(score.rounded) for score in parts_of(result)},
    }
