"""`spbe check`: check YAML files; made for CI."""

import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from spbe_cli.cli.options import StrictOption, choice
from spbe_cli.cli.output import Session, write
from spbe_cli.errors import CONTENT, DONE, UsageError
from spbe_cli.findings import Finding, Quoted, has_errors

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
    session: Session = context.obj
    text, findings = (
        compared(diff, paths, format_, session) if diff else checked(paths, format_, session)
    )
    write(text, sys.stdout)
    raise typer.Exit(CONTENT if has_errors(findings) or (strict and findings) else DONE)


Result = tuple[str, tuple[Finding, ...]]


def checked(paths: list[Path] | None, format_: str, session: Session) -> Result:
    """Check the files; return what is shown, and the findings."""
    from spbe_cli.catalogue import shipped_file, shipped_ids
    from spbe_cli.cli.yamlpaths import files_of
    from spbe_cli.former.checked import CHECK_FORMATS, findings_of
    from spbe_cli.review import review_all

    files = files_of(paths, sheet_key="check_sheet") if paths else map(shipped_file, shipped_ids())
    named = [(path, str(path) if paths else path.name) for path in files]
    reviews = review_all(named)
    return CHECK_FORMATS[format_](reviews, session.words), tuple(findings_of(reviews))


def compared(
    diff: tuple[Path, Path], paths: list[Path] | None, format_: str, session: Session
) -> Result:
    """Compare two versions of an instrument; return what is shown, and the findings."""
    from spbe_cli.cli.options import existing_file
    from spbe_cli.former.revised import DIFF_FORMATS
    from spbe_cli.analysis.check import revise

    if paths:
        raise UsageError("diff_paths", path=str(paths[0]))
    if format_ not in DIFF_FORMATS:
        choices = ", ".join(DIFF_FORMATS)
        raise UsageError("choice", option="--format", value=Quoted(format_), choices=choices)
    old, new = (existing_file(path) for path in diff)
    revision = revise((old, str(old)), (new, str(new)))
    return DIFF_FORMATS[format_](revision, session.words), revision.findings
