"""Instruments from their files: the one loader, for the shipped ones and for any other.

`SHA256SUMS` names the shipped files that the tests hold to be sound: they are built at once.  Any
other file is checked first, which takes some tenths of a second.
"""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Final

from spbe_cli.errors import UsageError
from spbe_cli.findings import Finding, Place, has_errors
from spbe_cli.instrument.build import build
from spbe_cli.instrument.model import Instrument
from spbe_cli.instrument.nodes import Mapping, Node, Scalar
from spbe_cli.instrument.yaml import LIMIT_BYTES, limited, parse

DEFAULT: Final = "permenpanrb-59-2020"


@dataclass(frozen=True, slots=True)
class Inspection:
    """What came of one instrument file.

    `instrument` is None where errors forbid one; `unjudged` counts the sums of weights that
    could not be checked because of other faults.
    """

    instrument: Instrument | None
    findings: tuple[Finding, ...]
    unjudged: int = 0


@cache
def instrument_directory() -> Path:
    """Return the folder of the shipped instruments: in a wheel that of the package."""
    shipped = Path(str(files("spbe_cli"))) / "indicators"
    return shipped if shipped.is_dir() else Path(__file__).parents[3] / "indicators"


@cache
def shipped_ids() -> tuple[str, ...]:
    """Return the ids of the shipped instruments."""
    return tuple(sorted(path.stem for path in instrument_directory().glob("*.yaml")))


def shipped_file(instrument_id: str) -> Path:
    """Return the file of a shipped instrument."""
    return instrument_directory() / f"{instrument_id}.yaml"


@cache
def shipped(instrument_id: str) -> Instrument:
    """Return a shipped instrument; the tests hold that all of them are sound."""
    path = shipped_file(instrument_id)
    content = path.read_bytes()
    fingerprint = sha256(content).hexdigest()
    sums = path.with_name("SHA256SUMS").read_text("utf-8")
    root, _ = parse(content, path.name)
    if root and f"{fingerprint}  {path.name}" in sums.splitlines():
        return build(root, fingerprint)
    instrument = inspect(path).instrument
    assert instrument is not None, instrument_id  # noqa: S101  the tests hold it
    return instrument


@cache
def shipped_instruments() -> tuple[Instrument, ...]:
    """Return every shipped instrument, the newest edition first."""
    return tuple(sorted(map(shipped, shipped_ids()), key=lambda i: i.valid_from, reverse=True))


def inspect(path: Path, name: str | None = None, *, any_name: bool = False) -> Inspection:
    """Read and check an instrument file; `name` is how the findings call it.

    Under `any_name` its id need not be that of the file: an old version may be `old.yaml`.

    Raises:
        OSError: the file can't be opened.
    """
    content = read(path)
    file = name or str(path)
    root, findings = parse(content, file)
    if root is None:
        return Inspection(None, findings)
    return inspect_document(root, findings, path, file, content, any_name=any_name)


def read(path: Path) -> bytes:
    """Return the bytes of a file, or of one that is too large just enough to show it.

    Raises:
        OSError: the file can't be opened.
        UsageError: it is a device or a pipe, which may never end.
    """
    if not (path.is_file() or path.is_dir()) and path.exists():
        raise UsageError("input_special", file=str(path))
    with path.open("rb") as opened:
        return opened.read(LIMIT_BYTES + 1)


def inspect_document(
    root: Node,
    findings: tuple[Finding, ...],
    path: Path,
    file: str,
    content: bytes,
    *,
    any_name: bool = False,
) -> Inspection:
    """Check the instrument that a file holds; `findings` are those of its YAML."""
    # The models of a file take longer to make than a sheet to score; no shipped file needs them.
    from spbe_cli.instrument import rules, rules_numbers, view  # noqa: PLC0415

    if not isinstance(root, Mapping):
        place = Place(file, line=root.mark.line, column=root.mark.column)
        shape = Finding("I101", place, {}, "shape")
        return Inspection(None, limited(rules.one_per_place([*findings, shape])))
    stem, neighbours = path.stem, {other.stem for other in path.parent.glob("*.y*ml")}
    if any_name:
        said = {key: root.get(key) for key in ("id", "follows")}
        names = {key: node.text for key, node in said.items() if isinstance(node, Scalar)}
        stem, neighbours = names.get("id") or stem, {names.get("follows", "")}
    seen = view.FileView(root, file, stem, frozenset({*shipped_ids(), *neighbours}))
    found = rules.one_per_place([*findings, *rules.check(seen)])
    instrument = None if has_errors(found) else build(root, sha256(content).hexdigest())
    return Inspection(instrument, limited(found), rules_numbers.unjudged(seen))


OPEN_YEARS: Final = 10
"""So long after the newest edition began, a year is a slip of the hand: none lasted over five."""


def edition_of(year: int) -> Instrument | None:
    """Return the edition for a year; None where none is known."""
    return next((one for one in shipped_instruments() if one.is_valid_in(year)), None)


def later_editions(instrument: Instrument) -> tuple[Instrument, ...]:
    """Return the editions that came after one, the oldest first."""
    oldest_first = reversed(shipped_instruments())
    return tuple(one for one in oldest_first if one.valid_from > instrument.valid_from)


def years_near(chosen: Instrument | None) -> range:
    """Return the years that a sheet can be of, with those of an instrument of one's own."""
    known = (*shipped_instruments(), *([chosen] if chosen else ()))
    ends = [one.valid_until or one.valid_from + OPEN_YEARS for one in known]
    return range(min(one.valid_from for one in known), max(ends) + 1)
