"""Instruments from their files: the one loader, for the shipped ones and for any other.

`SHA256SUMS` beside the shipped files names those that the tests hold to be sound: they are built
at once.  Any other file is checked first, which takes some tenths of a second.

Which edition is for which year is told by the validity that every shipped instrument states.
"""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Final

from spbe_cli.errors import UsageError
from spbe_cli.findings import Finding
from spbe_cli.instrument.model import Instrument, build
from spbe_cli.instrument.nodes import Mapping, Node, Scalar
from spbe_cli.instrument.yaml import LIMIT_BYTES, limited, parse

DEFAULT: Final = "permenpanrb-59-2020"
SUMS: Final = "SHA256SUMS"


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
    """Return the folder of the shipped instruments.

    A wheel carries `indicators/` inside the package; a checkout has it at its root.
    """
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
    if _known().get(path.name) == fingerprint:
        root, _ = parse(content, path.name)
        instrument = build(root, fingerprint) if root else None
    else:
        instrument = inspect(path).instrument
    assert instrument is not None, instrument_id  # noqa: S101  the tests hold it
    return instrument


@cache
def shipped_instruments() -> tuple[Instrument, ...]:
    """Return every shipped instrument, the newest edition first."""
    return tuple(sorted(map(shipped, shipped_ids()), key=lambda i: i.valid_from, reverse=True))


@cache
def _known() -> dict[str, str]:
    """Return the fingerprints of the files that are known to be sound, by name."""
    lines = (instrument_directory() / SUMS).read_text("utf-8").splitlines()
    return {name: fingerprint for fingerprint, name in map(str.split, lines)}


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
    from spbe_cli.instrument import rules  # noqa: PLC0415

    stem, neighbours = path.stem, {other.stem for other in path.parent.glob("*.y*ml")}
    if any_name:
        stem, neighbours = _text(root, "id") or stem, {_text(root, "follows")}
    naming = rules.Naming(file, stem, frozenset({*shipped_ids(), *neighbours}))
    judged = rules.check(root, naming)
    found = limited(rules.one_per_place([*findings, *judged.findings]))
    sound = not findings and judged.sound
    instrument = build(root, sha256(content).hexdigest()) if sound else None
    return Inspection(instrument, found, judged.unjudged)


def _text(root: Node, key: str) -> str:
    """Return the text of a key, if there is one."""
    named = root.get(key) if isinstance(root, Mapping) else None
    return named.text if isinstance(named, Scalar) else ""


OPEN_YEARS: Final = 10
"""So many years after the newest edition began, a year is taken for a slip of the hand.

No edition was in force for longer than five; no clock is read, so an old `spbe` says the same.
"""


def edition_of(year: int) -> Instrument | None:
    """Return the edition for a year; None where none is known."""
    return next((one for one in shipped_instruments() if one.is_valid_in(year)), None)


def later_editions(instrument: Instrument) -> tuple[Instrument, ...]:
    """Return the editions that came after one, the oldest first."""
    later = (one for one in shipped_instruments() if one.valid_from > instrument.valid_from)
    return tuple(sorted(later, key=lambda one: one.valid_from))


def years_near(chosen: Instrument | None) -> range:
    """Return the years that a sheet can be of, with those of an instrument of one's own."""
    known = (*shipped_instruments(), *([chosen] if chosen else ()))
    ends = [one.valid_until or one.valid_from + OPEN_YEARS for one in known]
    return range(min(one.valid_from for one in known), max(ends) + 1)
