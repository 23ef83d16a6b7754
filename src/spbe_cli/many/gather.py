"""The answer files that paths lead to: files, folders with all that is below, patterns.

Nothing is passed over in silence: what lies in a folder and is no table is named, hidden
files and the lock files of Excel are counted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path
from typing import Final

from spbe_cli.findings import Finding, Listed, Place
from spbe_cli.sheet.evidence import EvidenceFolder

TABLES: Final = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".gsheet"})
"""What answers come in, though only the first two can be read: the others are told one by one."""
HIDDEN: Final = (".", "~$")
"""How the names begin of what people do not see: hidden files, lock files of Excel."""
LEFT_BY_WINDOWS: Final = frozenset({"thumbs.db", "desktop.ini"})
MOST_NAMES: Final = 10


@dataclass(frozen=True, slots=True)
class Gathered:
    """What paths lead to, each file once, with the name that findings use.

    `skipped` are no tables, `odd` links that are not followed and what is neither file nor
    folder; `hidden` counts what nobody sees, `empty` are the paths that lead to no file.
    """

    files: tuple[tuple[Path, str], ...]
    skipped: tuple[Path, ...]
    odd: tuple[str, ...]
    hidden: int
    empty: tuple[str, ...]


def gather(paths: Sequence[Path]) -> Gathered:
    """Find the answer files; a file that is named itself is taken whatever its kind.

    Raises OSError: a folder can't be read.
    """
    files: dict[Path, tuple[Path, str]] = {}
    skipped: dict[Path, None] = {}
    odd: dict[str, None] = {}
    hidden: set[Path] = set()
    empty: list[str] = []
    for path in paths:
        wanted = 0
        for one, top in _found_at(path):
            if _is_hidden(one, top):
                hidden.add(one.resolve())
            elif one != path and not one.is_file():
                odd[str(one)] = None
            elif one == path or is_table(one):
                wanted += 1
                files.setdefault(one.resolve(), (one, str(one)))
            else:
                skipped[one] = None
        empty += [] if wanted else [str(path)]
    return Gathered(tuple(files.values()), tuple(skipped), tuple(odd), len(hidden), tuple(empty))


def kinds_are_known(names: Sequence[str], odd: Sequence[str], origin: str) -> Iterator[Finding]:
    """B203: every file in the folder can be read as an answer file."""
    for files, variant in ((names, ""), (odd, "odd")):
        if files:
            listed = Listed(tuple(files), MOST_NAMES)
            yield Finding("B203", Place(origin), {"count": len(files), "files": listed}, variant)


def evidence_in(folder: Path) -> EvidenceFolder:
    """List the files of a folder and all below it that people see, with their sizes.

    Raises OSError: the folder can't be read.
    """
    seen = tuple(
        (path.name, path.stat().st_size)
        for path in _files_below(folder)
        if path.is_file()
        and not _is_hidden(path, folder)
        and path.name.casefold() not in LEFT_BY_WINDOWS
    )
    return EvidenceFolder(str(folder), seen)


def _found_at(path: Path) -> Iterator[tuple[Path, Path]]:
    matches = [(path, path)]
    if has_magic(str(path)) and not path.exists():
        found = sorted(map(Path, glob(str(path), recursive=True)))  # noqa: PTH207  may be absolute
        matches = [(match, match.parent) for match in found]
    for match, top in matches:
        yield from ((one, top) for one in (_files_below(match) if match.is_dir() else (match,)))


def _files_below(folder: Path) -> Iterator[Path]:
    """Yield all that is in a folder and below it but folders, in order of name."""
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            yield from _files_below(path)
        else:
            yield path


def _is_hidden(path: Path, top: Path) -> bool:
    """Tell whether a file, or a folder below `top` on the way to it, is one that nobody sees."""
    return any(part.startswith(HIDDEN) for part in path.relative_to(top).parts)


def is_table(path: Path) -> bool:
    """Tell by its ending whether a file may hold answers, in a workbook or another table."""
    return path.suffix.casefold() in TABLES
