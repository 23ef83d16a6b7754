"""What `spbe compare` gives to programs: JSON and CSV."""

import csv
from collections.abc import Iterator
from fractions import Fraction
from io import StringIO
from typing import Final

from spbe_cli import __version__
from spbe_cli.comparing import Compared
from spbe_cli.comparison import Comparison, Counterpart, PartChange
from spbe_cli.exact import exact_text
from spbe_cli.former import Page
from spbe_cli.former.compare import story
from spbe_cli.former.jsondoc import Document, dump, index_part, level_number, printed, sheet_part
from spbe_cli.former.yaml_findings import findings_part
from spbe_cli.words.cleaning import harmless

COLUMNS: Final = (
    "part", "code", "name", "before", "after", "difference", "gain", "predicate_before",
    "predicate_after", "evidence", "code_after", "name_after", "status",
)  # fmt: skip

Row = dict[str, str]


def json(compared: Compared, page: Page) -> str:
    """Write one JSON document; without a comparison there is no difference."""
    made, results = compared.comparison, (compared.first.result, compared.second.result)
    before, after = (index_part(result) if result else None for result in results)
    editions = compared.editions
    return dump(
        {
            "spbe": __version__,
            "sheets": [sheet_part(sheet) for sheet in (compared.first, compared.second)],
            "comparable": made is not None,
            "before": before,
            "after": after,
            "difference": exact_text(made.total.gain) if made else None,
            "domains": list(map(part_document, made.domains)) if made else [],
            "aspects": list(map(part_document, made.aspects)) if made else [],
            "indicators": indicators_part(compared, made) if made else [],
            "mapping": list(map(pair_document, editions.counterparts)) if editions else [],
            "unmapped": {
                "before": list(editions.alone1) if editions else [],
                "after": list(editions.alone2) if editions else [],
            },
            "findings": findings_part(compared.findings, page.words),
        }
    )


def part_document(part: PartChange) -> Document:
    """Return a domain or an aspect; `difference` is of its own index, `gain` of the whole."""
    return {
        "code": part.before.code,
        "name": part.before.name,
        "before": printed(part.before),
        "after": printed(part.after),
        "difference": exact_text(part.difference),
        "gain": exact_text(part.gain),
    }


def indicators_part(compared: Compared, made: Comparison) -> list[Document]:
    """Return every row; `evidence` tells whether the first sheet names any."""
    return [
        {
            "indicator": change.row,
            "from": number(change.start),
            "to": number(change.end),
            "gain": exact_text(change.gain),
            "evidence": has_evidence(compared, change.row),
        }
        for change in made.changes
    ]


def has_evidence(compared: Compared, row: str) -> bool:
    """Tell whether the first sheet names evidence for a row."""
    answer = compared.first.sheet and compared.first.sheet.answers.get(row)
    return bool(answer and answer.evidence)


def pair_document(pair: Counterpart) -> Document:
    """Return two indicators that correspond."""
    return {
        "before": pair.row1,
        "after": pair.row2,
        "from": number(pair.level1),
        "to": number(pair.level2),
        "status": pair.status,
    }


def number(level: Fraction | None) -> int | float | None:
    """Return a level as a number."""
    return None if level is None else level_number(level)


def csv_table(compared: Compared, _: Page) -> str:
    """Write a table, one row a part, an indicator or a pair, numbers with a point."""
    out = StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    made = compared.comparison
    writer.writerows(part_rows(compared, made) if made else pair_rows(compared))
    return out.getvalue()


def part_rows(compared: Compared, made: Comparison) -> Iterator[Row]:
    """Yield index, domains, aspects and indicators."""
    predicates = {
        "predicate_before": harmless(made.before.predicate.name),
        "predicate_after": harmless(made.after.predicate.name),
    }
    yield {**part_row("index", made.total), **predicates}
    yield from (part_row("domain", part) for part in made.domains)
    yield from (part_row("aspect", part) for part in made.aspects)
    rows = story.instrument_of(compared.first).rows()
    for change in made.changes:
        start, end = (level or Fraction(0) for level in (change.start, change.end))
        known = change.start is not None and change.end is not None
        yield {
            "part": "indicator",
            "code": change.row,
            "name": harmless(rows[change.row].name),
            "before": exact(change.start),
            "after": exact(change.end),
            "difference": exact_text(end - start) if known else "",
            "gain": exact_text(change.gain),
            "evidence": str(has_evidence(compared, change.row)).lower(),
        }


def part_row(kind: str, part: PartChange) -> Row:
    """Return a part of the index."""
    return {
        "part": kind,
        "code": harmless(part.before.code),
        "name": harmless(part.before.name),
        "before": str(part.before.rounded),
        "after": str(part.after.rounded),
        "difference": exact_text(part.difference),
        "gain": exact_text(part.gain),
    }


def pair_rows(compared: Compared) -> Iterator[Row]:
    """Yield the pairs of two editions."""
    if compared.editions is None:
        return
    one, two = (story.instrument_of(s).rows() for s in (compared.first, compared.second))
    for pair in compared.editions.counterparts:
        yield {
            "part": "mapping",
            "code": pair.row1,
            "name": harmless(one[pair.row1].name),
            "before": exact(pair.level1),
            "after": exact(pair.level2),
            "code_after": pair.row2,
            "name_after": harmless(two[pair.row2].name),
            "status": pair.status,
        }


def exact(level: Fraction | None) -> str:
    """Write a level; nothing where there is no answer."""
    return "" if level is None else exact_text(level)
