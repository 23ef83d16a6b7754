"""Options and arguments that several commands share, and what values of options are read as.

Their help is the key of a label, looked up when the help is printed, and so is a metavar that
begins with `metavar.`: a command does not know the language.  What an option cannot take is
refused here, before any file is read, in the tool's own words.
"""

import re
from collections.abc import Callable
from difflib import get_close_matches
from fractions import Fraction
from glob import glob, has_magic
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from spbe_cli.errors import UsageError
from spbe_cli.findings import Quoted
from spbe_cli.instrument.loading import shipped_ids

NUMBER: Final = re.compile(r"\d{1,9}(?:[.,]\d{1,9})?", re.ASCII)
MOST_SUGGESTIONS: Final = 2

# Values


def one_of(option: str, values: tuple[str, ...]) -> Callable[[str | None], str | None]:
    """Make the check of a value: in any case, it must be one of `values`."""

    def check(value: str | None) -> str | None:
        if value is None or value.casefold() in values:
            return value and value.casefold()
        raise UsageError("choice", option=option, value=Quoted(value), choices=", ".join(values))

    return check


def exact(text: str) -> Fraction:
    """Read a number with a comma or a point, exactly."""
    return Fraction(text.strip().replace(",", "."))


def _number(option: str) -> Callable[[str | None], str | None]:
    def check(value: str | None) -> str | None:
        if value is None or NUMBER.fullmatch(value.strip()):
            return value
        raise UsageError("number", option=option, found=Quoted(value), example=Fraction("0.05"))

    return check


# Paths


def existing_file(path: Path | None) -> Path | None:
    """Refuse a path that is no file, and name the files of its folder that are called alike."""
    if path is None:
        return None
    if path.is_dir():
        raise UsageError("input_folder", file=str(path))
    if path.exists():
        return path
    close = _alike(path)
    if not close:
        raise UsageError("no_file", file=str(path))
    key = "no_file_here" if path.parent == Path() else "no_file_near"
    raise UsageError(key, file=str(path), close=", ".join(close))


def existing_paths(paths: list[Path]) -> list[Path]:
    """Refuse a path that leads to no file, no folder, and as a pattern to neither."""
    for path in paths:
        if path.exists():
            continue
        if not has_magic(str(path)):
            existing_file(path)
        if not glob(str(path), recursive=True):  # noqa: PTH207  may be absolute
            raise UsageError("batch_no_match", pattern=Quoted(str(path)))
    return paths


def _existing_folder(path: Path | None) -> Path | None:
    if path and not path.is_dir():
        raise UsageError("no_folder", folder=str(path))
    return path


def _alike(path: Path) -> list[str]:
    try:
        names = {file.name.casefold(): file for file in sorted(path.parent.iterdir())}
    except OSError:
        return []
    close = get_close_matches(path.name.casefold(), names, n=MOST_SUGGESTIONS)
    return [str(names[name]) for name in close if names[name].is_file()]


# Options


def choice(*names: str, values: tuple[str, ...], key: str) -> Any:  # noqa: ANN401  as typer.Option
    """Make an option that takes one of `values`; `key` is the label of its help."""
    return typer.Option(
        *names,
        metavar="|".join(values),
        help=key,
        callback=one_of(names[0], values),
        autocompletion=lambda: list(values),
    )


def input_file(*names: str, metavar: str = "metavar.file", key: str) -> Any:  # noqa: ANN401  the same
    """Make an option that names a file to read."""
    return typer.Option(*names, metavar=metavar, help=key, callback=existing_file)


def sheet_argument(metavar: str, key: str) -> Any:  # noqa: ANN401  as typer.Argument
    """Make an argument that names an answer sheet."""
    return typer.Argument(metavar=metavar, help=key, callback=existing_file)


def output_to(key: str) -> Any:  # noqa: ANN401  as typer.Option
    """Make the option of the files to write."""
    return typer.Option("--output", "-o", metavar="metavar.file", help=key)


def counted(*names: str, key: str, least: int = 1, most: int | None = None) -> Any:  # noqa: ANN401  the same
    """Make an option that takes a whole number, from `least` to `most`."""
    return typer.Option(*names, metavar="metavar.count", help=key, min=least, max=most)


def numeric(name: str, key: str) -> Any:  # noqa: ANN401  the same
    """Make an option that takes a number."""
    return typer.Option(name, metavar="metavar.number", help=key, callback=_number(name))


FORMATS: Final = ("table", "json", "csv", "markdown")

SheetArgument = Annotated[Path, sheet_argument("metavar.sheet", "argument.sheet")]
InstrumentOption = Annotated[
    str | None,
    typer.Option(
        "--instrument",
        "-i",
        metavar="metavar.instrument",
        help="option.instrument",
        autocompletion=lambda: list(shipped_ids()),
    ),
]
FormatOption = Annotated[str, choice("--format", "-f", values=FORMATS, key="option.format")]
OutputOption = Annotated[list[Path] | None, output_to("option.output")]
ForceOption = Annotated[bool, typer.Option("--force", help="option.force")]
StrictOption = Annotated[bool, typer.Option("--strict", help="option.strict")]
LatestOption = Annotated[bool, typer.Option("--latest", help="option.latest")]
MissingOption = Annotated[
    str | None, choice("--missing", values=("lowest", "zero"), key="option.missing")
]
EvidenceOption = Annotated[
    Path | None,
    typer.Option(
        "--evidence", metavar="metavar.folder", help="option.evidence", callback=_existing_folder
    ),
]
AssignOption = Annotated[Path | None, input_file("--assign", key="option.assign")]
OwnersOption = Annotated[Path | None, input_file("--assign", key="option.assign.plan")]
DueOption = Annotated[str | None, typer.Option("--due", help="option.due")]
ContactOption = Annotated[str | None, typer.Option("--contact", help="option.contact")]
