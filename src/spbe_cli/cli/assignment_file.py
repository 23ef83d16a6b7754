"""The assignment that `--assign` names."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from spbe_cli.catalogue import DEFAULT
from spbe_cli.cli.options import existing_if_named
from spbe_cli.cli.output import Session, write
from spbe_cli.cli.output_findings import finding_lines
from spbe_cli.errors import CONTENT
from spbe_cli.findings import Finding

if TYPE_CHECKING:
    from spbe_cli.assignment import Assignment
    from spbe_cli.instrument import Instrument


AssignOption = Annotated[
    Path | None,
    typer.Option(
        "--assign", metavar="metavar.file", help="option.assign", callback=existing_if_named
    ),
]


def sound_assignment(
    path: Path, instrument: "Instrument | None", session: Session, otherwise: str = DEFAULT
) -> "tuple[Assignment, Instrument, tuple[Finding, ...]]":
    """Return an assignment, the instrument it was held against, and its warnings.

    `otherwise` is the id of the instrument where neither is chosen nor named.

    Raises:
        typer.Exit: it has errors, which have been told.
    """
    from spbe_cli.files.assignments import load_assignment

    loaded = load_assignment(path, str(path), instrument, otherwise)
    if loaded.assignment is None or loaded.instrument is None:
        write(finding_lines(loaded.findings, session.words, session.err), sys.stderr)
        raise typer.Exit(CONTENT)
    return loaded.assignment, loaded.instrument, loaded.findings
