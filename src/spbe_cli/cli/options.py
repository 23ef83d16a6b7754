"""Options and arguments that several commands share, and what values of options are read as.

A command does not know the language.  The help of its option is the label `option.NAME.COMMAND`,
or `option.NAME` where there is none, and what stands for its value is `metavar.NAME`; so it is of
an argument.  What an option cannot take is refused here, before any file is read.
"""

import re
from calendar import monthrange
from difflib import get_close_matches
from fractions import Fraction
from glob import glob, has_magic
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from spbe_cli.answers import STAGES
from spbe_cli.errors import UsageError
from spbe_cli.findings import Due, Quoted
from spbe_cli.instrument.loading import shipped_ids
from spbe_cli.sheet.cells import read_date

NUMBER: Final = re.compile(r"\d{1,9}(?:[.,]\d{1,9})?", re.ASCII)
MOST_SUGGESTIONS: Final = 2

# Values


def exact(text: str) -> Fraction:
    """Read a number with a comma or a point, exactly."""
    return Fraction(text.strip().replace(",", "."))


def index_or_name(target: str) -> Fraction | str:
    """Read a target: a number, exactly, or else the name of a predicate."""
    return exact(target) if NUMBER.fullmatch(target.strip()) else target


def day(text: str | None) -> Due:
    """Read a day as hands write it; what is none stays as it was typed.

    >>> day("13/6/2024") == day("2024-06-13") == day("13 June 2024"), day("Kamis sore")
    (True, 'Kamis sore')
    """
    found = read_date(text or "", alone=True)
    if found is None or found.day > monthrange(found.year, found.month)[1]:
        return text  # as 31 February
    return found


def existing_file(path: Path | None) -> Path | None:
    """Refuse a path that is no file, and name the files of its folder that are called alike."""
    if path is None:
        return None
    if path.is_dir():
        raise UsageError("input_folder", file=str(path))
    if path.exists():
        return path
    try:
        names = {file.name.casefold(): file for file in sorted(path.parent.iterdir())}
    except OSError:
        names = {}
    alike = get_close_matches(path.name.casefold(), names, n=MOST_SUGGESTIONS)
    close = ", ".join(str(names[name]) for name in alike if names[name].is_file())
    if not close:
        raise UsageError("no_file", file=str(path))
    key = "no_file_here" if path.parent == Path() else "no_file_near"
    raise UsageError(key, file=str(path), close=close)


def existing_files(paths: list[Path] | None) -> list[Path] | None:
    """Refuse paths of which one is no file."""
    for path in paths or ():
        existing_file(path)
    return paths


def matches(path: Path) -> list[Path]:
    """Return what a path leads to: itself, or as a pattern whatever it fits, in order."""
    if path.exists() or not has_magic(str(path)):
        return [path]
    return sorted(map(Path, glob(str(path), recursive=True)))  # noqa: PTH207  may be absolute


def existing_paths(paths: list[Path]) -> list[Path]:
    """Refuse a path that leads to no file, no folder, and as a pattern to neither."""
    for path in paths:
        if not matches(path):
            raise UsageError("batch_no_match", pattern=Quoted(str(path)))
        if matches(path) == [path] and not path.exists():
            existing_file(path)
    return paths


def _existing_folder(path: Path | None) -> Path | None:
    if path and not path.is_dir():
        raise UsageError("no_folder", folder=str(path))
    return path


def _number(option: typer.CallbackParam, value: str | None) -> str | None:
    if value is None or NUMBER.fullmatch(value.strip()):
        return value
    raise UsageError("number", option=option.opts[0], found=Quoted(value), example=Fraction("0.05"))


# Kinds of options


def choice(*names: str, values: tuple[str, ...], metavar: str | None = None) -> Any:
    """Make an option that takes one of `values`, in any case."""
    known = {value.casefold(): value for value in values}
    choices = ", ".join(values)

    def check(option: typer.CallbackParam, value: str | None) -> str | None:
        found = value and known.get(" ".join(value.casefold().split()))
        if value is None or found:
            return found
        raise UsageError("choice", option=option.opts[0], value=Quoted(value), choices=choices)

    shown = metavar or "|".join(values)
    return typer.Option(*names, callback=check, metavar=shown, autocompletion=lambda: list(values))


def input_file(*names: str, metavar: str = "metavar.file", key: str | None = None) -> Any:
    """Make an option that names a file to read."""
    return typer.Option(*names, metavar=metavar, help=key, callback=existing_file)


# Options and arguments of several commands

SheetArgument = Annotated[Path, typer.Argument(callback=existing_file)]
PathsArgument = Annotated[list[Path], typer.Argument(callback=existing_paths)]
"""Sheets; a command that reads YAML finds its files itself."""
InstrumentOption = Annotated[
    str | None, typer.Option("--instrument", "-i", autocompletion=lambda: list(shipped_ids()))
]
FormatOption = Annotated[str, choice("--format", "-f", values=("table", "json", "csv", "markdown"))]
OutputOption = Annotated[list[Path] | None, typer.Option("--output", "-o", metavar="metavar.file")]
ForceOption = Annotated[bool, typer.Option("--force")]
DetailOption = Annotated[bool, typer.Option("--detail")]
MarkOption = Annotated[bool, typer.Option("--mark")]
StrictOption = Annotated[bool, typer.Option("--strict")]
LatestOption = Annotated[bool, typer.Option("--latest")]
StageOption = Annotated[str | None, choice(values=STAGES, metavar="metavar.stage")]
MissingOption = Annotated[str | None, choice(values=("lowest", "zero", "items"))]
NumberOption = Annotated[str | None, typer.Option(metavar="metavar.number", callback=_number)]
FolderOption = Annotated[Path | None, typer.Option(metavar="metavar.folder")]
EvidenceOption = Annotated[
    Path | None, typer.Option(metavar="metavar.folder", callback=_existing_folder)
]
FileOption = Annotated[Path | None, input_file()]
OwnersOption = Annotated[Path | None, input_file(key="option.assign.owners")]
PreviousOption = Annotated[Path | None, input_file(metavar="metavar.sheet")]
