"""`spbe check`: check YAML files; made for CI."""

import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from spbe_cli.analysis.check import revise
from spbe_cli.cli.inputs import yaml_files_of
from spbe_cli.cli.options import StrictOption, choice, existing_file
from spbe_cli.cli.reporting import exit_code
from spbe_cli.cli.terminal import write
from spbe_cli.errors import UsageError
from spbe_cli.findings import Quoted
from spbe_cli.instrument.loading import shipped_file, shipped_ids
from spbe_cli.reports.check import CheckReport, RevisionReport
from spbe_cli.review import review_all
from spbe_cli.words import Words

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
    words: Words = context.obj.words
    if diff:
        revision = _compared(diff, paths, format_, words)
        findings = revision.findings
        text = {"text": revision.text, "json": revision.json}[format_]()
    else:
        report = _checked(paths, words)
        findings = report.findings
        writers = {
            "text": report.text,
            "json": report.json,
            "github": report.github,
            "sarif": report.sarif,
        }
        text = writers[format_]()
    write(text, sys.stdout)
    raise typer.Exit(exit_code(findings, strict=strict))


def _checked(paths: list[Path] | None, words: Words) -> CheckReport:
    files = (
        yaml_files_of(paths, sheet_key="check_sheet") if paths else map(shipped_file, shipped_ids())
    )
    named = [(path, str(path) if paths else path.name) for path in files]
    return CheckReport(review_all(named), words)


def _compared(
    diff: tuple[Path, Path], paths: list[Path] | None, format_: str, words: Words
) -> RevisionReport:
    if paths:
        raise UsageError("diff_paths", path=str(paths[0]))
    if format_ not in DIFF_FORMATS:
        choices = ", ".join(DIFF_FORMATS)
        raise UsageError("choice", option="--format", value=Quoted(format_), choices=choices)
    for path in diff:
        existing_file(path)
    old, new = diff
    return RevisionReport(revise((old, str(old)), (new, str(new))), words)
