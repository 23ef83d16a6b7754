"""`spbe check`: check YAML files; made for CI."""

import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from spbe_cli.analysis.check import review_all, revise
from spbe_cli.cli import files
from spbe_cli.cli.options import StrictOption, choice, yaml_files_of
from spbe_cli.cli.reporting import Run, told
from spbe_cli.cli.terminal import write
from spbe_cli.errors import UsageError
from spbe_cli.findings import Quoted
from spbe_cli.instrument.loading import shipped_file, shipped_ids
from spbe_cli.reports.check import CheckReport, RevisionReport

FORMATS: Final = ("text", "json", "github", "sarif")
DIFF_FORMATS: Final = ("text", "json")


def check(
    context: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument()] = None,
    format_: Annotated[str, choice("--format", "-f", values=FORMATS)] = "text",
    diff: tuple[Path, Path] | None = None,
    strict: StrictOption = False,
) -> None:
    """Check YAML files: the shipped instruments, or those that paths lead to."""
    run, words = Run(context), context.obj.words
    report: CheckReport | RevisionReport
    if diff:
        if paths:
            raise UsageError("diff_paths", path=str(paths[0]))
        if format_ not in DIFF_FORMATS:
            choices = ", ".join(DIFF_FORMATS)
            raise UsageError("choice", option="--format", value=Quoted(format_), choices=choices)
        files.existing_files([*diff])
        old, new = diff
        report = RevisionReport(revise((old, str(old)), (new, str(new))), words)
    else:
        reviewed = [(path, path.name) for path in map(shipped_file, shipped_ids())]
        if paths:
            named = yaml_files_of(paths, sheet_key="check_sheet")
            reviewed = [(path, str(path)) for path in named]
        report = CheckReport(review_all(reviewed), words)
    if format_ == "text":
        write(told(report.findings, words, context.obj.out), sys.stdout)
    # Every format is a method of the report.
    write(getattr(report, format_)(), sys.stdout)
    run.end(report.findings)
