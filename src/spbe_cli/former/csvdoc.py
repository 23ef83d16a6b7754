"""For programs that read tables: RFC 4180, one row a part, numbers with a point."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Final

from spbe_cli.exact import exact_text
from spbe_cli.former import Page
from spbe_cli.reports import statements as story
from spbe_cli.scoring import Score
from spbe_cli.sheet.assess import Assessment
from spbe_cli.words.cleaning import harmless

COLUMNS: Final = (
    "file", "status", "part", "code", "name", "parent", "weight", "level", "points", "index",
    "predicate", "evidence", "assumed", "cell", "note", "carried",
)  # fmt: skip

Row = dict[str, str]


def report(assessment: Assessment, page: Page) -> str:
    """Write the index and its parts as a table; without an index, only its status."""
    out = StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in rows(assessment, page):
        whole = {"file": assessment.file, "status": str(assessment.status), **row}
        writer.writerow({column: harmless(text) for column, text in whole.items()})
    return out.getvalue()


def rows(assessment: Assessment, page: Page) -> Iterator[Row]:
    """Yield the index, domains, aspects and indicators."""
    result = assessment.result
    supplied = story.supplied(assessment.sheet, page.words) if assessment.sheet else ()
    if result is None:
        yield {"part": "index", "note": "; ".join(supplied)}
    else:
        note = "; ".join((*story.reservations(assessment, page.words), *supplied))
        yield {**scored("index", result.total), "predicate": result.predicate.name, "note": note}
        for score in result.domains:
            yield scored("domain", score)
        for score in result.aspects:
            yield scored("aspect", score)
    yield from indicators(assessment)


def scored(part: str, score: Score) -> Row:
    """Return the row of a part that has an index."""
    return {
        "part": part,
        "code": score.code,
        "name": score.name,
        "parent": score.parent or "",
        "weight": exact_text(score.weight),
        "points": exact_text(score.points),
        "index": str(score.rounded),
    }


def indicators(assessment: Assessment) -> Iterator[Row]:
    """Yield the answered rows of the instrument."""
    sheet, instrument = assessment.sheet, assessment.instrument
    if sheet is None or instrument is None:
        return
    scores = assessment.result.indicators if assessment.result else ()
    by_row = {score.code: score for score in scores}
    for row, indicator in instrument.rows().items():
        if row in sheet.answers:
            answer, score = sheet.answers[row], by_row.get(row)
            yield {
                "part": "indicator",
                "code": row,
                "name": indicator.name,
                "parent": indicator.aspect,
                "weight": exact_text(score.weight if score else indicator.weight),
                "level": exact_text(answer.level),
                "points": exact_text(score.points) if score else "",
                "evidence": "true" if answer.evidence else "false",
                "assumed": "true" if row in sheet.assumed else "false",
                "cell": answer.cell or "",
                "carried": "true" if row in sheet.carried.rows else "false",
            }
