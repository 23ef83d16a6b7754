"""Assignments that commands read; apart from other inputs, so that `score` need not load them."""

from pathlib import Path

from spbe_cli.assignment import Assignment
from spbe_cli.cli.inputs import sound_instrument
from spbe_cli.cli.reporting import end_with
from spbe_cli.cli.terminal import Session
from spbe_cli.files.assignments import load_assignment
from spbe_cli.findings import Finding
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import DEFAULT


def sound_assignment(
    path: Path, instrument: Instrument | None, session: Session, otherwise: str = DEFAULT
) -> tuple[Assignment, Instrument, tuple[Finding, ...]]:
    """Return an assignment, the instrument it was held against, and its warnings.

    `otherwise` is the id of the instrument where neither is chosen nor named.  Where there are
    errors the command ends.
    """
    loaded = load_assignment(path, instrument, otherwise)
    if loaded.assignment is None or loaded.instrument is None:
        end_with(loaded.findings, session)
    return loaded.assignment, loaded.instrument, loaded.findings


def sound_frame(
    name: str | None, assign: Path | None, session: Session
) -> tuple[Instrument | None, Assignment | None, tuple[Finding, ...]]:
    """Return the instrument and the assignment for many sheets, if named, and the warnings."""
    instrument = sound_instrument(name, session)
    if assign is None:
        return instrument, None, ()
    assignment, _, findings = sound_assignment(assign, instrument, session)
    return instrument, assignment, findings
