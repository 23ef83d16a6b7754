"""Assignments that commands read; apart from other inputs, so that `score` need not load them."""

from pathlib import Path

import typer

from spbe_cli.assignment import Assignment
from spbe_cli.cli.reporting import tell
from spbe_cli.cli.terminal import Session
from spbe_cli.errors import CONTENT
from spbe_cli.files.assignments import load_assignment
from spbe_cli.findings import Finding
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import DEFAULT


def sound_assignment(
    path: Path, instrument: Instrument | None, session: Session, otherwise: str = DEFAULT
) -> tuple[Assignment, Instrument, tuple[Finding, ...]]:
    """Return an assignment, the instrument it was held against, and its warnings.

    `otherwise` is the id of the instrument where neither is chosen nor named.

    Raises typer.Exit: it has errors, which have been told.
    """
    loaded = load_assignment(path, str(path), instrument, otherwise)
    if loaded.assignment is None or loaded.instrument is None:
        tell(loaded.findings, session)
        raise typer.Exit(CONTENT)
    return loaded.assignment, loaded.instrument, loaded.findings


def assignment_if_named(
    path: Path | None, instrument: Instrument | None, session: Session
) -> tuple[Assignment | None, tuple[Finding, ...]]:
    """Return an assignment and its warnings, if one is named; see `sound_assignment`."""
    if path is None:
        return None, ()
    assignment, _, findings = sound_assignment(path, instrument, session)
    return assignment, findings
