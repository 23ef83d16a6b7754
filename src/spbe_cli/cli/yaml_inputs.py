"""The YAML files that commands read: assignments, instruments, cases."""

from collections.abc import Iterator, Sequence
from glob import glob, has_magic
from pathlib import Path
from typing import Final

import typer

from spbe_cli.assignment import Assignment
from spbe_cli.cli.options import existing_file
from spbe_cli.cli.reporting import tell
from spbe_cli.cli.terminal import Session
from spbe_cli.errors import CONTENT, UsageError
from spbe_cli.files.assignments import load_assignment
from spbe_cli.findings import Finding, Quoted, Typed
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import DEFAULT
from spbe_cli.review import yaml_files

SHEETS: Final = frozenset({".xlsx", ".xlsm", ".xls"})


def sound_assignment(
    path: Path, instrument: Instrument | None, session: Session, otherwise: str = DEFAULT
) -> tuple[Assignment, Instrument, tuple[Finding, ...]]:
    """Return an assignment, the instrument it was held against, and its warnings.

    `otherwise` is the id of the instrument where neither is chosen nor named.

    Raises:
        typer.Exit: it has errors, which have been told.
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


def yaml_files_of(paths: Sequence[Path], *, sheet_key: str) -> tuple[Path, ...]:
    """Return the YAML files that paths lead to, each once, in the order given.

    `sheet_key` is the refusal that a workbook gets.

    Raises:
        UsageError: there is no such file, or none in a folder or to a pattern.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        for file in _yaml_files_at(path, sheet_key):
            found.setdefault(file.resolve(), file)
    return tuple(found.values())


def _yaml_files_at(path: Path, sheet_key: str) -> Iterator[Path]:
    if path.is_dir():
        files = tuple(yaml_files(path))
        if not files:
            raise UsageError("verify_no_yaml", folder=str(path))
        yield from files
    elif has_magic(str(path)) and not path.exists():
        matches = sorted(map(Path, glob(str(path), recursive=True)))  # noqa: PTH207  may be absolute
        if not matches:
            raise UsageError("verify_no_match", pattern=Quoted(str(path)))
        for match in matches:
            yield from _yaml_files_at(match, sheet_key)
    else:
        existing_file(path)
        if path.suffix.casefold() in SHEETS:
            raise UsageError(sheet_key, file=str(path), typed=Typed(str(path)))
        yield path
