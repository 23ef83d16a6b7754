"""The YAML files that paths lead to: files, folders, and patterns that no shell expanded."""

from collections.abc import Iterator, Sequence
from glob import glob, has_magic
from pathlib import Path
from typing import Final

from spbe_cli.cli.options import existing_file
from spbe_cli.errors import UsageError
from spbe_cli.findings import Quoted, Typed
from spbe_cli.review import yaml_files

SHEETS: Final = frozenset({".xlsx", ".xlsm", ".xls"})


def files_of(paths: Sequence[Path], *, sheet_key: str) -> tuple[Path, ...]:
    """Return the files that paths lead to, each once, in the order given.

    `sheet_key` is the refusal that a workbook gets.

    Raises:
        UsageError: there is no such file, or none in a folder or to a pattern.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        for file in files_at(path, sheet_key):
            found.setdefault(file.resolve(), file)
    return tuple(found.values())


def files_at(path: Path, sheet_key: str) -> Iterator[Path]:
    """Yield the files of one path."""
    if path.is_dir():
        yield from some(tuple(yaml_files(path)), UsageError("verify_no_yaml", folder=str(path)))
    elif has_magic(str(path)) and not path.exists():
        matches = sorted(map(Path, glob(str(path), recursive=True)))  # noqa: PTH207  may be absolute
        for match in some(matches, UsageError("verify_no_match", pattern=Quoted(str(path)))):
            yield from files_at(match, sheet_key)
    elif existing_file(path).suffix.casefold() in SHEETS:
        raise UsageError(sheet_key, file=str(path), typed=Typed(str(path)))
    else:
        yield path


def some(files: Sequence[Path], refusal: UsageError) -> Sequence[Path]:
    """Return files if there are any."""
    if not files:
        raise refusal
    return files
