"""`spbe check`: check YAML files; made for CI."""

import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from spbe_cli.catalogue import shipped_file, shipped_ids
from spbe_cli.cli.options import StrictOption, choice, existing_file
from spbe_cli.cli.reporting import exit_code
from spbe_cli.cli.terminal import write
from spbe_cli.cli.yaml_inputs import yaml_files_of
from spbe_cli.errors import UsageError
from spbe_cli.findings import Finding, Quoted
from spbe_cli.former.checked import CHECK_FORMATS, findings_of
from spbe_cli.former.revised import DIFF_FORMATS
from spbe_cli.review import review_all
from spbe_cli.revision import revise
from spbe_cli.words import Words

FORMATS: Final = ("text", "json", "github", "sarif")

PathsArgument = Annotated[
    list[Path] | None, typer.Argument(metavar="metavar.paths", help="argument.check.paths")
]
FormatOption = Annotated[str, choice("--format", "-f", values=FORMATS, key="option.format.check")]
DiffOption = Annotated[
    tuple[Path, Path] | None,
    typer.Option("--diff", metavar="metavar.diff", help="option.diff"),
]


def check(
    context: typer.Context,
    paths: PathsArgument = None,
    format_: FormatOption = "text",
    diff: DiffOption = None,
    strict: StrictOption = False,
) -> None:
    """Check YAML files: the shipped instruments, or those that paths lead to."""
    words: Words = context.obj.words
    text, findings = (
        _compared(diff, paths, format_, words) if diff else _checked(paths, format_, words)
    )
    write(text, sys.stdout)
    raise typer.Exit(exit_code(findings, strict=strict))


Result = tuple[str, tuple[Finding, ...]]


def _checked(paths: list[Path] | None, format_: str, words: Words) -> Result:
    """Check the files; return what is shown, and the findings."""
    files = (
        yaml_files_of(paths, sheet_key="check_sheet") if paths else map(shipped_file, shipped_ids())
    )
    reviews = review_all([(path, str(path) if paths else path.name) for path in files])
    return CHECK_FORMATS[format_](reviews, words), tuple(findings_of(reviews))


def _compared(
    diff: tuple[Path, Path], paths: list[Path] | None, format_: str, words: Words
) -> Result:
    """Compare two versions of an instrument; return what is shown, and the findings."""
    if paths:
        raise UsageError("diff_paths", path=str(paths[0]))
    if format_ not in DIFF_FORMATS:
        choices = ", ".join(DIFF_FORMATS)
        raise UsageError("choice", option="--format", value=Quoted(format_), choices=choices)
    for path in diff:
        existing_file(path)
    old, new = diff
    revision = revise((old, str(old)), (new, str(new)))
    return DIFF_FORMATS[format_](revision, words), revision.findings
