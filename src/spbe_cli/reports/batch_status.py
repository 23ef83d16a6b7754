"""How far the agencies are, in a few lines to be pasted into a group chat."""

from collections.abc import Sequence
from typing import Final

from spbe_cli.findings import Day
from spbe_cli.many.agencies import State, Unit
from spbe_cli.many.run import Batch
from spbe_cli.words import Words

STATES: Final = {
    "unsent": {State.UNSENT},
    "faulty": {State.FAULTY},
    "several": {State.SEVERAL},
    "unreadable": {State.UNREADABLE},
}
DONE: Final = frozenset({State.READY, State.REMARKED})


def missing(made: Batch) -> bool:
    """Tell whether anything has still to come before the sheets can be merged."""
    return any(unit.state not in DONE for unit in made.agencies)


def status(made: Batch, day: Day, due: str | None, words: Words) -> str:
    """Return who has not sent anything, and who has to mend what."""
    full = words.in_full()
    whose = next((name for one in made.used if (name := one.says("instansi"))), "")
    # Where whole institutions send, each of them is one.
    every = made.agencies or tuple(Unit(one.named, (one,), None) for one in made.used)
    lines = [f"SPBE {whose}".strip() + f", {full.show(day)}"]
    for key, states in STATES.items():
        units = [unit for unit in every if unit.state in states]
        if units:
            lines.append(full.label(f"status.{key}", who=_who(units)))
    ready = sum(unit.state in DONE for unit in made.agencies)
    if made.agencies:
        lines.append(full.label("status.ready", count=ready, total=len(made.agencies)))
    if due and missing(made):
        lines.append(full.label("status.due", until=due))
    return "\n".join(lines) + "\n"


def _who(units: Sequence[Unit]) -> str:
    """Name agencies, with how much each of them has to mend."""
    return ", ".join(f"{one.name} ({one.errors})" if one.errors else one.name for one in units)
