"""`spbe verify`: recompute published results and compare every figure."""

import sys
from functools import partial
from pathlib import Path
from typing import Annotated, Final

import typer

from spbe_cli.cli.options import (
    ForceOption,
    FormatOption,
    StrictOption,
)
from spbe_cli.cli.output import Session, write
from spbe_cli.cli.output_file import refuse_outputs
from spbe_cli.cli.output_findings import finding_lines
from spbe_cli.errors import CONTENT, DONE
from spbe_cli.findings import has_errors

WITH_FINDINGS: Final = frozenset({"json", "markdown"})
"""Formats that hold the findings themselves; they are not repeated on stderr."""

PathsArgument = Annotated[
    list[Path], typer.Argument(metavar="metavar.paths", help="argument.verify.paths")
]
DataOutput = Annotated[
    list[Path] | None,
    typer.Option("--output", "-o", metavar="metavar.file", help="option.output.data"),
]
DetailOption = Annotated[bool, typer.Option("--detail", help="option.detail.verify")]


def verify(
    context: typer.Context,
    paths: PathsArgument,
    format_: FormatOption = "table",
    output: DataOutput = None,
    detail: DetailOption = False,
    strict: StrictOption = False,
    force: ForceOption = False,
) -> None:
    """Recompute published results and compare every figure."""
    from spbe_cli.analysis.verify import verify_files
    from spbe_cli.cli.delivery import deliver
    from spbe_cli.cli.yamlpaths import files_of
    from spbe_cli.reports import ENDINGS
    from spbe_cli.reports.verify import VerifyReport

    session: Session = context.obj
    files = files_of(paths, sheet_key="verify_sheet")
    refuse_outputs(output, files, force=force, kinds=ENDINGS)
    verification = verify_files((path, str(path)) for path in files)
    findings = verification.findings
    if format_ not in WITH_FINDINGS:
        write(finding_lines(findings, session.words, session.err), sys.stderr)
    deliver(
        partial(VerifyReport, verification), format_, output, session, force=force, detail=detail
    )
    raise typer.Exit(CONTENT if has_errors(findings) or (strict and findings) else DONE)
