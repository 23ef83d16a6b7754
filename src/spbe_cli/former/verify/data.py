"""What `spbe verify` gives to programs: JSON and CSV, numbers with a point."""

import csv
from io import StringIO
from typing import Final

from spbe_cli import __version__
from spbe_cli.former import Page
from spbe_cli.former.jsondoc import Document, dump, index_part
from spbe_cli.former.yaml_findings import yaml_finding_part
from spbe_cli.verification import PREDICATE, Figure, State, Verification, VerifiedCase
from spbe_cli.words.cleaning import harmless

COLUMNS: Final = (
    "file", "case", "institution", "year", "instrument", "part", "published", "computed", "state",
)  # fmt: skip


def csv_table(verification: Verification, _: Page) -> str:
    """Write a table, one row a figure, numbers with a point."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for case in verification.cases:
        whose = (case.file, case.id, case.institution, str(case.year), case.instrument.id)
        for figure in case.figures:
            row = (*whose, figure.part, figure.published, figure.computed, str(figure.state))
            writer.writerow(map(harmless, row))
    return out.getvalue()


def json(verification: Verification, page: Page) -> str:
    """Write one JSON document."""
    counts = {str(state): verification.count(state) for state in State}
    return dump(
        {
            "spbe": __version__,
            "files": list(verification.files),
            "cases": [case_part(case) for case in verification.cases],
            "summary": {
                "files": len(verification.files),
                "cases": len(verification.cases),
                "figures": sum(counts.values()),
                **counts,
                "tolerance": "0",
            },
            "findings": [yaml_finding_part(f, page.words) for f in verification.findings],
        }
    )


def case_part(case: VerifiedCase) -> Document:
    """Return one case with all its figures."""
    return {
        "id": case.id,
        "file": case.file,
        "institution": case.institution,
        "year": case.year,
        "instrument": case.instrument.id,
        "made_up": list(case.made_up),
        "index": index_part(case.result),
        "figures": [figure_part(figure) for figure in case.figures],
    }


def figure_part(figure: Figure) -> Document:
    """Return one figure: a printed index as a number, a predicate as text."""
    number = figure.part != PREDICATE
    return {
        "part": figure.part,
        "published": float(figure.published) if number else figure.published,
        "computed": float(figure.computed) if number else figure.computed,
        "state": str(figure.state),
    }
