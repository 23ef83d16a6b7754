"""The efforts that a plan rests on."""

from pathlib import Path

from spbe_cli.files import efforts
from spbe_cli.findings import Finding
from spbe_cli.instrument import Instrument
from spbe_cli.planning.raises import Efforts


def load_efforts(path: Path | None, instrument: Instrument) -> tuple[Efforts, tuple[Finding, ...]]:
    """Read efforts; without a file every raise is one.

    Raises:
        OSError: the file can't be opened.
    """
    if path is None:
        return Efforts(), ()
    found, findings = efforts.load_efforts(path, str(path), instrument)
    if found is None:
        return Efforts(), findings
    return Efforts(found.by_raise(), found.default, found.unit), findings
