"""Evidence and explanations of all who say something of a row, joined."""

import re
from collections.abc import Iterator
from typing import Final

from spbe_cli.answers import Cell, Kind
from spbe_cli.findings import Fact, Finding
from spbe_cli.merging.levels import Row
from spbe_cli.sheet.cells import evidence_of
from spbe_cli.xlsx.styles import is_cut

PIECES: Final = re.compile(r";\s+|\s*\n\s*")
"""What stands between two documents; a semicolon inside a link stays."""


def joined_evidence(row: Row) -> str:
    """Join the evidence of all, each document once; words for none count only where all say so."""
    texts = [entry.evidence for _, entry in row.said if entry.evidence.strip()]
    telling = [text for text in texts if not says_nothing(text)] or texts[:1]
    if len(set(telling)) <= 1:
        return telling[0] if telling else ""
    pieces = (piece.strip() for text in telling for piece in PIECES.split(text))
    return "; ".join(dict.fromkeys(filter(None, pieces)))


def says_nothing(evidence: str) -> bool:
    """Tell whether evidence only says that there is none."""
    return not evidence_of(Cell("", Kind.TEXT, evidence))


def joined_explanations(row: Row) -> str:
    """Join the explanations of all, one paragraph each, after the name of the agency."""
    said = ((part.agency, entry.explanation) for part, entry in row.said)
    return "\n".join(f"[{agency}] {text}" for agency, text in said if text.strip())


def texts_fit(row: Row) -> Iterator[Finding]:
    """B210: the texts of all fit into one cell."""
    for variant, text in (("", joined_explanations(row)), ("evidence", joined_evidence(row))):
        if is_cut(text):
            facts: dict[str, Fact] = {"number": row.number, "name": row.name}
            place = row.said[0][1].place
            yield Finding("B210", place, facts, variant, row.number)
