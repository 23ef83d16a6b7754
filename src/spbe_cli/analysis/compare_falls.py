"""What became less in the second of two assessments, why, and which agency answers for it."""

from dataclasses import dataclass
from fractions import Fraction

from spbe_cli.analysis.compare import ComparisonResult
from spbe_cli.assignment import Agency, Assignment


@dataclass(frozen=True, slots=True)
class Fall:
    """A row that was lowered, and what the assessor wrote of it."""

    row: str
    claimed: Fraction
    assessed: Fraction
    justification: str


Owned = tuple[Agency | None, tuple[Fall, ...]]
"""An agency with all that fell of what it owns; None for what nobody owns."""


def justification_of(compared: ComparisonResult, row: str) -> str:
    """Return why the second sheet gives a row its level, in one line; empty if it does not say."""
    answer = compared.second.sheet and compared.second.sheet.answers.get(row)
    return " ".join(answer.justification.split()) if answer else ""


def falls_of(compared: ComparisonResult) -> tuple[Fall, ...]:
    """Return what fell, in the order of the instrument."""
    return tuple(
        Fall(change.row, change.start, change.end, justification_of(compared, change.row))
        for change in (compared.comparison.changes if compared.comparison else ())
        if change.start is not None and change.end is not None and change.end < change.start
    )


def by_agency(compared: ComparisonResult, assignment: Assignment) -> tuple[Owned, ...]:
    """Group what fell by its owners, as the assignment orders them; what is nobody's comes last."""
    rows = compared.first.instrument.rows() if compared.first.instrument else {}
    falls = falls_of(compared)
    owners = {fall.row: assignment.owners.get(rows[fall.row].code) for fall in falls}
    groups = (
        (agency, tuple(fall for fall in falls if owners[fall.row] is agency))
        for agency in (*assignment.agencies, None)
    )
    return tuple((agency, own) for agency, own in groups if own)
