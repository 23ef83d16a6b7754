"""What `spbe merge` gives to programs: JSON and CSV, one row an indicator."""

import csv
from io import StringIO
from typing import Final

from spbe_cli import __version__
from spbe_cli.exact import exact_text
from spbe_cli.former import Page
from spbe_cli.former.jsondoc import Document, dump, finding_part, instrument_part, level_number
from spbe_cli.former.merge.run import MergeRun
from spbe_cli.merging.joining import MergedRow, Sender
from spbe_cli.merging.levels import Claim, Decision
from spbe_cli.words.cleaning import harmless

COLUMNS: Final = ("indicator", "name", "owner", "level", "agency", "file", "cell", "sources")


def json(run: MergeRun, page: Page) -> str:
    """Write one JSON document."""
    merged = run.merged
    return dump(
        {
            "spbe": __version__,
            "file": run.output if run.written else None,
            "skipped": list(run.skipped),
            "instrument": instrument_part(merged.instrument),
            "summary": {
                "files": len(merged.parts),
                "asked": len(merged.instrument.required_rows()),
                "missing": list(merged.missing()),
            },
            "agencies": [sender_part(one) for one in merged.senders],
            "indicators": [row_part(one) for one in merged.rows if one.row.said],
            "decisions": [decision_part(one, run.rule) for one in merged.decisions],
            "findings": [finding_part(one, page.words) for one in merged.findings],
        }
    )


def sender_part(sender: Sender) -> Document:
    """Return how far an agency is."""
    return {
        "agency": sender.name,
        "sent": sender.sent,
        "asked": list(sender.asked),
        "missing": list(sender.missing),
    }


def row_part(one: MergedRow) -> Document:
    """Return a row with the places where it comes from."""
    return {
        "code": one.row.number,
        "level": None if one.level is None else level_number(one.level),
        "sources": [
            {
                "agency": part.agency,
                "file": part.file,
                "cell": f"{entry.place.sheet}!{entry.place.cell}",
                "level": None if entry.level is None else level_number(entry.level),
            }
            for part, entry in one.row.said
        ],
    }


def decision_part(one: Decision, rule: str | None) -> Document:
    """Return a difference that a rule decided."""
    return {
        "indicator": one.row.number,
        "rule": rule,
        "level": level_number(one.followed.level),
        "agency": one.followed.part.agency,
        "others": [claim_part(claim) for claim in one.others],
    }


def claim_part(claim: Claim) -> Document:
    """Return a level that was not followed."""
    return {"level": level_number(claim.level), "agency": claim.part.agency}


def csv_table(run: MergeRun, _: Page) -> str:
    """Write a table, one row an indicator, numbers with a point."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in run.merged.rows:
        claim, owner = one.claim, one.row.owner
        row = (
            one.row.number,
            one.row.name,
            owner.name if owner else "",
            exact_text(claim.level) if claim else "",
            claim.part.agency if claim else "",
            claim.part.file if claim else "",
            f"{claim.entry.place.sheet}!{claim.entry.place.cell}" if claim else "",
            str(len(one.row.said)),
        )
        writer.writerow(map(harmless, row))
    return out.getvalue()
