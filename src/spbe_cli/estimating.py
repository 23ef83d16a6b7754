"""Load and check the files that a plan or a simulation rests on: efforts, changes."""

from pathlib import Path

from spbe_cli.catalogue import DEFAULT, shipped_ids
from spbe_cli.checks.changes import Wanted, check_changes, read_changes, wanted_in
from spbe_cli.checks.efforts import efforts_fit, read_efforts
from spbe_cli.checks.source import Source
from spbe_cli.document import Node
from spbe_cli.findings import Fact, Finding, Listed, Quoted, Raw
from spbe_cli.inspection import read, shipped
from spbe_cli.instrument import Instrument
from spbe_cli.planning.raises import Efforts
from spbe_cli.yamlfile import parse


def load_changes(path: Path, file: str) -> tuple[tuple[Wanted, ...], tuple[Finding, ...]]:
    """Read a file of changes.

    Raises:
        OSError: the file can't be opened.
    """
    root, findings = parse(read(path), file)
    if root is None:
        return (), findings
    source, parsed, faults = read_changes(root, file)
    wanted = tuple(wanted_in(source, parsed)) if parsed else ()
    return wanted, (*findings, *faults)


def changes_of(root: Node, file: str) -> tuple[int, tuple[Finding, ...]]:
    """Count the changes of a file, and hold them against the instrument that it names."""
    source, parsed, faults = read_changes(root, file)
    if parsed is None:
        return 0, faults
    instrument, unknown = named_instrument(source, parsed.instrument)
    if instrument is None:
        return 0, (*faults, *unknown)
    levels, unfit = check_changes(instrument, wanted_in(source, parsed))
    return len(levels), (*faults, *unfit)


def load_efforts(path: Path | None, instrument: Instrument) -> tuple[Efforts, tuple[Finding, ...]]:
    """Read efforts; without a file every raise is one."""
    if path is None:
        return Efforts(), ()
    root, findings = parse(read(path), str(path))
    if root is None:
        return Efforts(), findings
    efforts, faults = efforts_of(root, str(path), instrument)
    return efforts, (*findings, *faults)


def efforts_of(
    root: Node, file: str, instrument: Instrument | None
) -> tuple[Efforts, tuple[Finding, ...]]:
    """Return the efforts that a file holds; without an instrument, for the one it names."""
    source, parsed, faults = read_efforts(root, file)
    if parsed is None:
        return Efforts(), faults
    named, unknown = named_instrument(source, parsed.instrument)
    used = instrument or named
    if used is None:
        return Efforts(), (*faults, *unknown)
    levels = {
        (code, level): effort
        for code, efforts in parsed.efforts.items()
        for level, effort in efforts.items()
    }
    return Efforts(levels, parsed.default, parsed.unit), (
        *faults,
        *efforts_fit(source, parsed, used),
    )


def named_instrument(
    source: Source, name: str | None
) -> tuple[Instrument | None, tuple[Finding, ...]]:
    """I123: the instrument that a file names is a shipped one."""
    wanted = (name or DEFAULT).casefold()
    if wanted in shipped_ids():
        return shipped(wanted), ()
    known = Listed(tuple(map(Raw, shipped_ids())))
    facts: dict[str, Fact] = {"key": Raw("instrument"), "found": Quoted(wanted), "keys": known}
    return None, (source.finding("I123", ("instrument",), **facts),)
