"""Read the files that are to be merged; one that can't be read never stops the others."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from spbe_cli.findings import Finding, Place, Raw
from spbe_cli.gathering import Gathered, kinds_are_known
from spbe_cli.instrument import Instrument
from spbe_cli.sheet.assess import Assessment, Choice, Status, assess_or_tell, is_report

Read = tuple[tuple[Assessment, ...], tuple[str, ...]]
"""The answer files, and the names of those among them that are made by `spbe`."""


def read_all(
    files: Iterable[tuple[Path, str]], instrument: Instrument | None, named: Collection[Path] = ()
) -> Read:
    """Assess files; reports of our own are told apart, and what was merged before.

    A merged file that is `named` itself, and not just found, is meant to be merged again.
    """
    found = [read_one(path, file, Choice(instrument)) for path, file in files]
    wanted = {str(path) for path in named}
    parts = [one for one in found if one.file in wanted or not is_joined(one)]
    parts = [one for one in parts if not is_report(one.findings)]
    names = {one.file for one in parts}
    return tuple(parts), tuple(one.file for one in found if one.file not in names)


def read_one(path: Path, file: str, choice: Choice) -> Assessment:
    """Assess a file; what the system refuses, and a fault of ours, is a finding of it."""
    try:
        return assess_or_tell(path, file, choice)
    except Exception as fault:  # noqa: BLE001  it costs this file only, and is told
        detail = Raw(f"{type(fault).__name__}: {fault}")
        finding = Finding("B109", Place(file), {"detail": detail})
    return Assessment(file, None, Status.INVALID, None, (finding,), {})


def is_joined(assessment: Assessment) -> bool:
    """Tell whether a file is the sheet of the institution that an earlier merge wrote."""
    raw = assessment.raw
    return bool(raw and raw.joined and not assessment.identity.get("perangkat daerah"))


def may_be_renewed(path: Path) -> bool:
    """Tell whether a file is the result of an earlier merge, which a new one may replace."""
    return is_joined(read_one(path, str(path), Choice()))


def files_are_there(gathered: Gathered, read: Read) -> Iterator[Finding]:
    """B106, B203: every path leads to answer files, and nothing else lies among them."""
    for path in gathered.empty:
        yield Finding("B106", Place(path), {"folder": path})
    sent, made = read
    if made and not sent:
        folder = str(Path(made[0]).parent)
        yield Finding("B106", Place(folder), {"folder": folder}, "reports")
    names = [str(path) for path in gathered.skipped]
    first = next(iter((*names, *gathered.odd)), "")
    yield from kinds_are_known(names, gathered.odd, str(Path(first).parent))
