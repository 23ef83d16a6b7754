"""Load and check one instrument file: an instrument, or the findings that forbid it.

Shipped instruments come from their compiled form.  What only a file of YAML needs loads when
one is inspected: a sheet that names a shipped instrument is scored in half the time.
"""
# ruff: noqa: PLC0415

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from spbe_cli.catalogue import DEFAULT, shipped_file, shipped_ids
from spbe_cli.compiled import compiled
from spbe_cli.errors import UsageError
from spbe_cli.findings import Fact, Finding, Listed, Quoted, Raw
from spbe_cli.instrument import Instrument

if TYPE_CHECKING:
    from spbe_cli.checks.source import Source
    from spbe_cli.document import Node


@dataclass(frozen=True, slots=True)
class Inspection:
    """What came of one instrument file.

    `instrument` is None where errors forbid one; `unjudged` counts the sums of weights that
    could not be checked because of other faults.
    """

    instrument: Instrument | None
    findings: tuple[Finding, ...]
    unjudged: int = 0


def inspect(path: Path, name: str | None = None) -> Inspection:
    """Read and check an instrument file; `name` is how the findings call it.

    Raises:
        OSError: the file can't be opened.
    """
    from spbe_cli.yamlfile import parse

    content = read(path)
    file = name or str(path)
    root, findings = parse(content, file)
    if root is None:
        return Inspection(None, findings)
    return inspect_document(root, findings, path, file, content)


def read(path: Path) -> bytes:
    """Return the bytes of a file, or of one that is too large just enough to show it.

    Raises:
        OSError: the file can't be opened.
        UsageError: it is a device or a pipe, which may never end.
    """
    from spbe_cli.yamlfile import LIMIT_BYTES

    if not (path.is_file() or path.is_dir()) and path.exists():
        raise UsageError("input_special", file=str(path))
    with path.open("rb") as opened:
        return opened.read(LIMIT_BYTES + 1)


def inspect_document(
    root: "Node", findings: tuple[Finding, ...], path: Path, file: str, content: bytes
) -> Inspection:
    """Check the instrument that a file holds; `findings` are those of its YAML."""
    from spbe_cli.checks import instruments
    from spbe_cli.yamlfile import limited

    beside = (other.stem for other in path.parent.glob("*.y*ml"))
    naming = instruments.Naming(file, path.stem, frozenset({*shipped_ids(), *beside}))
    judged = instruments.check(root, naming, sha256(content).hexdigest())
    found = instruments.one_per_place([*findings, *judged.findings])
    return Inspection(None if findings else judged.instrument, limited(found), judged.unjudged)


@cache
def shipped(instrument_id: str) -> Instrument:
    """Return a shipped instrument; the tests hold that all of them are sound."""
    path = shipped_file(instrument_id)
    made = compiled(instrument_id, sha256(path.read_bytes()).hexdigest())
    instrument = made or inspect(path).instrument
    assert instrument is not None, instrument_id  # noqa: S101  the tests hold it
    return instrument


@cache
def shipped_instruments() -> tuple[Instrument, ...]:
    """Return every shipped instrument, the newest edition first."""
    return tuple(sorted(map(shipped, shipped_ids()), key=lambda i: i.valid_from, reverse=True))


def named_instrument(
    source: "Source", name: str | None
) -> tuple[Instrument | None, tuple[Finding, ...]]:
    """I123: the instrument that a file names is a shipped one."""
    wanted = (name or DEFAULT).casefold()
    if wanted in shipped_ids():
        return shipped(wanted), ()
    known = Listed(tuple(map(Raw, shipped_ids())))
    facts: dict[str, Fact] = {"key": Raw("instrument"), "found": Quoted(wanted), "keys": known}
    return None, (source.finding("I123", ("instrument",), **facts),)
