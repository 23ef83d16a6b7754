"""What most commands read: answer sheets, and the instrument that `-i` names."""

from difflib import get_close_matches
from pathlib import Path

import typer

from spbe_cli.cli.reporting import tell
from spbe_cli.cli.terminal import Session
from spbe_cli.errors import CONTENT, EnvironmentRefusal, UsageError
from spbe_cli.findings import Quoted
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import Inspection, inspect, shipped, shipped_ids
from spbe_cli.many.gather import evidence_in
from spbe_cli.sheet.assess import Assessment, Choice, Status, assess
from spbe_cli.sheet.check import faults_beside_gaps


def judge(
    sheet: Path,
    instrument: str | None,
    missing: str | None = None,
    previous: Path | None = None,
    evidence: Path | None = None,
) -> Assessment:
    """Assess a sheet; a custom instrument or earlier sheet with faults gives these instead.

    `previous` is the sheet of an earlier stage, `evidence` the folder of evidence.
    """
    chosen = chosen_instrument(instrument) if instrument else None
    if chosen and chosen.instrument is None:
        return Assessment(str(sheet), None, Status.INVALID, None, chosen.findings, {})
    earlier = judge(previous, instrument) if previous else None
    if earlier and faults_beside_gaps(earlier.findings):
        return earlier
    try:
        folder = evidence_in(evidence) if evidence else None
        choice = Choice(chosen.instrument if chosen else None, missing, earlier, folder)
        return assess(sheet, str(sheet), choice)
    except OSError as refused:
        reason = refused.strerror or type(refused).__name__
        raise EnvironmentRefusal("unreadable", file=str(sheet), reason=reason) from refused


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
        close = get_close_matches(wanted.casefold(), shipped_ids(), n=1)
        if close:
            raise UsageError("instrument_suggestion", found=Quoted(wanted), suggestion=close[0])
        raise UsageError("instrument", found=Quoted(wanted))
    try:
        return inspect(path)
    except (FileNotFoundError, IsADirectoryError):
        raise UsageError("no_file", file=wanted) from None
    except OSError as refused:
        raise EnvironmentRefusal("unreadable", file=wanted, reason=str(refused.strerror)) from None


def sound_instrument(name: str | None, session: Session) -> Instrument | None:
    """Return the instrument of this name or file, if one is named.

    Raises:
        typer.Exit: its file has errors, which have been told.
    """
    if name is None:
        return None
    chosen = chosen_instrument(name)
    if chosen.instrument is None:
        tell(chosen.findings, session)
        raise typer.Exit(CONTENT)
    return chosen.instrument
