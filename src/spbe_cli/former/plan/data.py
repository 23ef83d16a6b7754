"""What `spbe plan` gives to programs: JSON (contract, section 5) and CSV."""

import csv
from io import StringIO
from typing import Final

from spbe_cli import __version__
from spbe_cli.exact import exact_text
from spbe_cli.former import Page
from spbe_cli.former.jsondoc import Document, dump, index_part, level_number, sheet_part
from spbe_cli.former.plan import story
from spbe_cli.former.yaml_findings import findings_part
from spbe_cli.instrument import Instrument
from spbe_cli.planning.plans import Change, Phase, Plan
from spbe_cli.planning.reach import Lifted, above_bound
from spbe_cli.weighing import Planned
from spbe_cli.words import Words
from spbe_cli.words.cleaning import harmless

COLUMNS: Final = (
    "plan", "phase", "agency", "indicator", "name", "from", "to", "gain", "cost", "criterion",
    "evidence",
)  # fmt: skip


def json(planned: Planned, page: Page) -> str:
    """Write one JSON document; without a plan there is nothing after, and no cost."""
    goal, result = planned.goal, planned.assessment.result
    best = planned.plans[0] if planned.plans else None
    return dump(
        {
            "spbe": __version__,
            **sheet_part(planned.assessment),
            "target": None if goal.target is None else exact_text(goal.target),
            "reserve": exact_text(planned.wish.reserve),
            "budget": None if goal.budget is None else exact_text(goal.budget),
            "before": index_part(result) if result else None,
            "after": index_part(best.after) if best else None,
            "cost": exact_text(best.effort) if best else None,
            "unit": planned.unit,
            "optimal": best is not None and best.optimal,
            "limits": limits_part(planned),
            "lifted": [lifted_part(one) for one in planned.lifted],
            "changes": changes_part(planned, best),
            "phases": phases_part(planned, best),
            "alternatives": [alternative_part(planned, other) for other in planned.plans[1:]],
            "findings": findings_part(planned.findings, page.words),
        }
    )


def limits_part(planned: Planned) -> Document:
    """Return what a plan had to keep: it is the lightest within this."""
    wish, instrument = planned.wish, planned.assessment.instrument
    return {
        "step": wish.step,
        "locks": [*wish.locked],
        "budget": None if wish.budget is None else exact_text(wish.budget),
        "phases": wish.phases,
        "ceiling": instrument.highest if instrument else None,
    }


def lifted_part(lifted: Lifted) -> Document:
    """Return a limit without which there is a better plan, and what that plan is."""
    return {
        "limit": lifted.limit,
        "step": lifted.step,
        "cost": exact_text(lifted.plan.effort),
        "after": index_part(lifted.plan.after),
    }


def changes_part(planned: Planned, plan: Plan | None) -> list[Document]:
    """Return what rises, phase by phase."""
    changes = plan.changes if plan else ()
    return [
        {
            "indicator": change.row,
            "from": level_number(change.start),
            "to": level_number(change.end),
            "gain": exact_text(change.gain),
            "cost": exact_text(change.effort),
            "phase": change.phase,
            "agency": story.agency_of(planned, change.row),
        }
        for change in changes
    ]


def phases_part(planned: Planned, plan: Plan | None) -> list[Document]:
    """Return all phases of a plan."""
    instrument = story.instrument_of(planned) if plan else None
    return [phase_part(phase, instrument) for phase in plan.phases] if plan and instrument else []


def phase_part(phase: Phase, instrument: Instrument) -> Document:
    """Return a phase with the index after it, and how far that is above its predicate's bound."""
    above = above_bound(instrument, phase)
    return {
        "phase": phase.number,
        "cost": exact_text(phase.effort),
        "after": index_part(phase.after),
        "above_bound": None if above is None else exact_text(above),
    }


def alternative_part(planned: Planned, plan: Plan) -> Document:
    """Return an equally light plan."""
    return {"after": index_part(plan.after), "changes": changes_part(planned, plan)}


def csv_table(planned: Planned, page: Page) -> str:
    """Write a table, one row a change; the best plan is number 1."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for number, plan in enumerate(planned.plans, start=1):
        for change in plan.changes:
            writer.writerow(map(harmless, csv_row(planned, number, change, page.words)))
    return out.getvalue()


def csv_row(planned: Planned, number: int, change: Change, words: Words) -> tuple[str, ...]:
    """Return one change."""
    instrument = story.instrument_of(planned)
    return (
        str(number),
        str(change.phase),
        story.agency_of(planned, change.row) or "",
        change.row,
        instrument.rows()[change.row].name,
        exact_text(change.start),
        exact_text(change.end),
        exact_text(change.gain),
        exact_text(change.effort),
        story.criteria(instrument, change, words),
        story.evidence(instrument, change),
    )
