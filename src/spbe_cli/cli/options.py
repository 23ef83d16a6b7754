"""Options and arguments that several commands share.

Their help is the key of a label, looked up when the help is printed, and so is a metavar
that begins with `metavar.`: a command does not know the language.  What an option cannot
take is refused here, before any file is read, in the tool's own words.
"""

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from glob import glob, has_magic
from pathlib import Path
from typing import Annotated, Any, Final, cast

import typer

from spbe_cli.errors import UsageError
from spbe_cli.findings import Quoted

MOST_SUGGESTIONS: Final = 2
TYPER_USAGE_ERRORS: Final = cast("tuple[type[Exception], ...]", typer.BadParameter.__bases__)
"""What typer raises of wrong arguments: it publishes one of its errors, and so their base."""


def choice(*names: str, values: tuple[str, ...], key: str) -> Any:  # noqa: ANN401  as typer.Option
    """Make an option that takes one of `values`; `key` is the label of its help."""
    return typer.Option(
        *names, metavar="|".join(values), help=key, callback=one_of(names[0], values)
    )


def one_of(option: str, values: tuple[str, ...]) -> Callable[[str | None], str | None]:
    """Make the check of a value: in any case, it must be one of `values`."""

    def check(value: str | None) -> str | None:
        if value is None or value.casefold() in values:
            return value and value.casefold()
        raise UsageError("choice", option=option, value=Quoted(value), choices=", ".join(values))

    return check


def joined(written: Sequence[str] | None) -> str | None:
    """Return the numbers of an option as one text; it may be given more than once."""
    return ",".join(written) if written else None


def existing_file(path: Path) -> Path:
    """Refuse a path that is no file, and name the files of its folder that are called alike."""
    if path.is_dir():
        raise UsageError("input_folder", file=str(path))
    if path.exists():
        return path
    close = alike(path)
    if not close:
        raise UsageError("no_file", file=str(path))
    key = "no_file_here" if path.parent == Path() else "no_file_near"
    raise UsageError(key, file=str(path), close=", ".join(close))


def existing_paths(path: Path) -> Path:
    """Refuse a path that leads to no file, no folder, and as a pattern to neither."""
    if path.exists():
        return path
    if not has_magic(str(path)):
        return existing_file(path)
    if not glob(str(path), recursive=True):  # noqa: PTH207  may be absolute
        raise UsageError("batch_no_match", pattern=Quoted(str(path)))
    return path


def existing_if_named(path: Path | None) -> Path | None:
    """Refuse a path that is no file, where one is named."""
    return existing_file(path) if path else None


def existing_folder(path: Path | None) -> Path | None:
    """Refuse a path that is no folder, where one is named."""
    if path and not path.is_dir():
        raise UsageError("no_folder", folder=str(path))
    return path


def alike(path: Path) -> list[str]:
    """Return the files in the folder of a path whose names are near to its name."""
    try:
        names = {file.name.casefold(): file for file in sorted(path.parent.iterdir())}
    except OSError:
        return []
    close = get_close_matches(path.name.casefold(), names, n=MOST_SUGGESTIONS)
    return [str(names[name]) for name in close if names[name].is_file()]


FORMATS: Final = ("table", "json", "csv", "markdown")

SheetArgument = Annotated[
    Path, typer.Argument(metavar="metavar.sheet", help="argument.sheet", callback=existing_file)
]
InstrumentOption = Annotated[
    str | None,
    typer.Option("--instrument", "-i", metavar="metavar.instrument", help="option.instrument"),
]
FormatOption = Annotated[str, choice("--format", "-f", values=FORMATS, key="option.format")]
OutputOption = Annotated[
    list[Path] | None, typer.Option("--output", "-o", metavar="metavar.file", help="option.output")
]
SheetOutputOption = Annotated[
    list[Path] | None,
    typer.Option("--output", "-o", metavar="metavar.file", help="option.output_sheet"),
]
ForceOption = Annotated[bool, typer.Option("--force", help="option.force")]
StrictOption = Annotated[bool, typer.Option("--strict", help="option.strict")]
MissingOption = Annotated[
    str | None, choice("--missing", values=("lowest", "zero"), key="option.missing")
]
PreviousOption = Annotated[
    Path | None,
    typer.Option(
        "--previous", metavar="metavar.sheet", help="option.previous", callback=existing_if_named
    ),
]
EvidenceOption = Annotated[
    Path | None,
    typer.Option(
        "--evidence", metavar="metavar.folder", help="option.evidence", callback=existing_folder
    ),
]
DueOption = Annotated[str | None, typer.Option("--due", help="option.due")]
ContactOption = Annotated[str | None, typer.Option("--contact", help="option.contact")]
DetailOption = Annotated[bool, typer.Option("--detail", help="option.detail")]
