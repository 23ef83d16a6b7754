"""For programs.  The shape of the document is a promise: contract, section 5.

Each sheet is a document as `spbe score` gives it, without its indicators.  `findings` at the
end are all that count, those about the sheets together last.
"""

from collections.abc import Iterable, Iterator

from spbe_cli import __version__
from spbe_cli.batch.record import Points, Record, result_of
from spbe_cli.batch.run import Batch
from spbe_cli.former import Page
from spbe_cli.former.jsondoc import (
    IDENTITY,
    Document,
    dumped,
    finding_part,
    index_part,
    instrument_part,
    level_number,
    score_part,
)
from spbe_cli.instrument import Instrument
from spbe_cli.sheet.assess import Status
from spbe_cli.words import Words


def report(batch: Batch, page: Page) -> Iterator[str]:
    """Yield one JSON document in pieces."""
    head = {"spbe": __version__, "summary": summary(batch)}
    yield dumped(head)[:-2]
    used = {record.file for record in batch.used}
    documents = (
        {**document(record, batch, page.words), "used": record.file in used}
        for record in batch.records
    )
    yield from listed("results", documents)
    yield from listed("findings", (finding_part(f, page.words) for f in batch.all_findings()))
    yield "\n}\n"


def listed(key: str, parts: Iterable[Document]) -> Iterator[str]:
    """Yield a list, piece by piece."""
    yield f',\n  "{key}": ['
    between = ""
    for part in parts:
        yield f"{between}\n    " + dumped(part).replace("\n", "\n    ")
        between = ","
    yield "\n  ]" if between else "]"


def summary(batch: Batch) -> Document:
    """Count the sheets that count by what came out; the others and what was passed over apart."""
    counts = {str(status): batch.count(status) for status in Status}
    apart = {"superseded": batch.superseded, "skipped": batch.skipped}
    return {"files": len(batch.records), **counts, **apart}


def document(record: Record, batch: Batch, words: Words) -> Document:
    """Return one sheet as a JSON document."""
    instrument = batch.instruments.get(record.instrument or "")
    result = result_of(instrument, record.points) if instrument and record.points else None
    return {
        "spbe": __version__,
        "status": str(record.status),
        "instrument": instrument_part(instrument),
        "sheet": {
            "file": record.file,
            "sha256": record.sha256,
            "identity": identity_part(record),
        },
        "index": index_part(result) if result else None,
        "bounds": bounds_part(instrument, record.bounds),
        "domains": [score_part(score, {}) for score in result.domains] if result else [],
        "aspects": [
            score_part(score, {"domain": score.parent}) for score in result.aspects
        ] if result else [],
        "assumed": [
            {"indicator": row, "level": level_number(level)}
            for row, level in record.assumed.items()
        ],
        # A batch takes no levels over: it knows no --previous.
        "carried": [],
        "findings": [finding_part(finding, words) for finding in record.findings],
    }  # fmt: skip


def identity_part(record: Record) -> Document | None:
    """Return what Identitas says; nothing if the workbook could not be read."""
    if record.identity is None:
        return None
    return {label.replace(" ", "_"): record.identity.get(label) for label in IDENTITY}


def bounds_part(
    instrument: Instrument | None, bounds: tuple[Points, Points] | None
) -> Document | None:
    """Return the lowest and highest index still possible."""
    if instrument is None or bounds is None:
        return None
    low, high = (result_of(instrument, points) for points in bounds)
    return {"lowest": index_part(low), "highest": index_part(high)}
