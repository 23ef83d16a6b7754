"""The answer files that paths lead to: files, folders with all that is below, patterns.

Nothing is passed over in silence: what lies in a folder and is no workbook is named, hidden
files and the lock files of Excel are counted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path
from typing import Final

from spbe_cli.checks.evidence import EvidenceFolder

WORKBOOKS: Final = frozenset({".xlsx", ".xlsm"})
HIDDEN: Final = (".", "~$")
"""How the names begin of what people do not see: hidden files, lock files of Excel."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What paths lead to, each file once, in the order of the paths and of the names.

    A file goes with the name that findings use.  `skipped` are the files that are no
    workbooks, `hidden` counts what nobody sees, `empty` are the paths that lead to no file.
    """

    files: tuple[tuple[Path, str], ...]
    skipped: tuple[str, ...] = ()
    hidden: int = 0
    empty: tuple[str, ...] = ()


def gather(paths: Sequence[Path]) -> Gathered:
    """Find the answer files; a file that is named itself is taken whatever its kind.

    Raises:
        OSError: a folder can't be read.
    """
    files: dict[Path, tuple[Path, str]] = {}
    skipped: dict[str, None] = {}
    hidden: set[Path] = set()
    empty: list[str] = []
    for path in paths:
        found = tuple(found_at(path))
        seen = [one for one in found if not is_hidden(one, path)]
        hidden.update(one.resolve() for one in found if is_hidden(one, path))
        wanted = [one for one in seen if one == path or is_workbook(one)]
        skipped.update((str(one), None) for one in seen if one != path and not is_workbook(one))
        for one in wanted:
            files.setdefault(one.resolve(), (one, str(one)))
        empty += [] if wanted else [str(path)]
    return Gathered(tuple(files.values()), tuple(skipped), len(hidden), tuple(empty))


def evidence_in(folder: Path) -> EvidenceFolder:
    """List the files of a folder and all below it that people see, with their sizes.

    Raises:
        OSError: the folder can't be read.
    """
    seen = (path for path in files_below(folder) if not is_hidden(path, folder))
    return EvidenceFolder(str(folder), tuple((path.name, path.stat().st_size) for path in seen))


def found_at(path: Path) -> Iterator[Path]:
    """Yield every file that a path leads to."""
    if path.is_dir():
        yield from files_below(path)
    elif has_magic(str(path)) and not path.exists():
        for match in sorted(map(Path, glob(str(path), recursive=True))):  # noqa: PTH207  may be absolute
            yield from files_below(match) if match.is_dir() else (match,)
    else:
        yield path


def files_below(folder: Path) -> Iterator[Path]:
    """Yield every file in a folder and below it, in order of name."""
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            yield from files_below(path)
        elif path.is_file():
            yield path


def is_hidden(path: Path, given: Path) -> bool:
    """Tell whether a file, or a folder on the way to it, is one that nobody sees."""
    if path == given:
        return False
    below = path.relative_to(given) if path.is_relative_to(given) else Path(path.name)
    return any(part.startswith(HIDDEN) for part in below.parts)


def is_workbook(path: Path) -> bool:
    """Tell by its ending whether a file is a workbook."""
    return path.suffix.casefold() in WORKBOOKS
