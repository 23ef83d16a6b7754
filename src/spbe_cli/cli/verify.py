"""`spbe verify`: recompute published results and compare every figure."""

from functools import partial
from pathlib import Path

import typer

from spbe_cli.analysis.verify import verify_files
from spbe_cli.cli import options
from spbe_cli.cli.reporting import Run
from spbe_cli.reports.check import VerifyReport


def verify(
    context: typer.Context,
    paths: list[Path],
    format_: options.FormatOption = "table",
    output: options.OutputOption = None,
    detail: options.DetailOption = False,
    strict: options.StrictOption = False,
    force: options.ForceOption = False,
) -> None:
    """Recompute published results and compare every figure."""
    run = Run(context)
    files = options.yaml_files_of(paths, sheet_key="verify_sheet")
    run.refuse(*files)
    verification = verify_files((path, str(path)) for path in files)
    run.tell(verification.findings)
    run.deliver(partial(VerifyReport, verification))
    run.end(verification.findings)
