"""The instrument that `-i` names: a shipped one by its id, or any YAML file."""

import sys
from difflib import get_close_matches
from pathlib import Path

import typer

from spbe_cli.catalogue import shipped_ids
from spbe_cli.cli.output import Session, write
from spbe_cli.cli.output_findings import finding_lines
from spbe_cli.errors import CONTENT, EnvironmentRefusal, UsageError
from spbe_cli.findings import Quoted
from spbe_cli.inspection import Inspection, inspect, shipped
from spbe_cli.instrument import Instrument


def chosen_instrument(name: str) -> Inspection:
    """Return the instrument that was asked for, or the findings of its file.

    Raises:
        UsageError: there is no such instrument or file.
        EnvironmentRefusal: the system does not let us read the file.
    """
    wanted = name.strip()
    if wanted.casefold() in shipped_ids():
        return Inspection(shipped(wanted.casefold()), ())
    path = Path(wanted)
    if path.suffix.lower() not in {".yaml", ".yml"}:
        raise unknown(wanted)
    try:
        return inspect(path)
    except (FileNotFoundError, IsADirectoryError):
        raise UsageError("no_file", file=wanted) from None
    except OSError as refused:
        raise EnvironmentRefusal("unreadable", file=wanted, reason=str(refused.strerror)) from None


def sound_instrument(name: str, session: Session) -> Instrument:
    """Return the instrument of this name or file.

    Raises:
        typer.Exit: its file has errors, which have been told.
    """
    chosen = chosen_instrument(name)
    if chosen.instrument is None:
        write(finding_lines(chosen.findings, session.words, session.err), sys.stderr)
        raise typer.Exit(CONTENT)
    return chosen.instrument


def unknown(wanted: str) -> UsageError:
    """Say that there is no such instrument, and which one was probably meant."""
    close = get_close_matches(wanted.casefold(), shipped_ids(), n=1)
    if close:
        return UsageError("instrument_suggestion", found=Quoted(wanted), suggestion=close[0])
    return UsageError("instrument", found=Quoted(wanted))
