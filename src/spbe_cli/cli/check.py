"""`spbe check`: check YAML files; made for CI."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from spbe_cli.cli.options import StrictOption, choice
from spbe_cli.cli.output import Session, write
from spbe_cli.errors import CONTENT, DONE, UsageError
from spbe_cli.findings import Quoted, has_errors

if TYPE_CHECKING:
    from spbe_cli.reports.check import CheckReport, RevisionReport

FORMATS: Final = ("text", "json", "github", "sarif")
DIFF_FORMATS: Final = ("text", "json")

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
    if diff:
        revision = compared(diff, paths, format_, session)
        findings = revision.findings
        text = {"text": revision.text, "json": revision.json}[format_]()
    else:
        report = checked(paths, session)
        findings = report.findings
        text = {
            "text": report.text,
            "json": report.json,
            "github": report.github,
            "sarif": report.sarif,
        }[format_]()
    write(text, sys.stdout)
    raise typer.Exit(CONTENT if has_errors(findings) or (strict and findings) else DONE)


def checked(paths: list[Path] | None, session: Session) -> "CheckReport":
    """Check the files."""
    from spbe_cli.cli.yamlpaths import files_of
    from spbe_cli.instrument.loading import shipped_file, shipped_ids
    from spbe_cli.reports.check import CheckReport
    from spbe_cli.review import review_all

    files = files_of(paths, sheet_key="check_sheet") if paths else map(shipped_file, shipped_ids())
    named = [(path, str(path) if paths else path.name) for path in files]
    return CheckReport(review_all(named), session.words)


def compared(
    diff: tuple[Path, Path], paths: list[Path] | None, format_: str, session: Session
) -> "RevisionReport":
    """Compare two versions of an instrument."""
    from spbe_cli.analysis.check import revise
    from spbe_cli.cli.options import existing_file
    from spbe_cli.reports.check import RevisionReport

    if paths:
        raise UsageError("diff_paths", path=str(paths[0]))
    if format_ not in DIFF_FORMATS:
        choices = ", ".join(DIFF_FORMATS)
        raise UsageError("choice", option="--format", value=Quoted(format_), choices=choices)
    old, new = (existing_file(path) for path in diff)
    return RevisionReport(revise((old, str(old)), (new, str(new))), session.words)
