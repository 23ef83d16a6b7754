"""`spbe verify`: recompute published results and compare every figure."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from spbe_cli.analysis.verify import verify_files
from spbe_cli.cli.inputs import yaml_files_of
from spbe_cli.cli.options import ForceOption, FormatOption, OutputOption, StrictOption
from spbe_cli.cli.reporting import Run
from spbe_cli.reports.verify import VerifyReport

PathsArgument = Annotated[
    list[Path], typer.Argument(metavar="metavar.paths", help="argument.verify.paths")
]


def verify(
    context: typer.Context,
    paths: PathsArgument,
    format_: FormatOption = "table",
    output: OutputOption = None,
    detail: Annotated[bool, typer.Option("--detail", help="option.detail.verify")] = False,
    strict: StrictOption = False,
    force: ForceOption = False,
) -> None:
    """Recompute published results and compare every figure."""
    run = Run(context, format_, output, strict=strict, force=force, detail=detail)
    files = yaml_files_of(paths, sheet_key="verify_sheet")
    run.refuse(*files)
    verification = verify_files((path, str(path)) for path in files)
    run.tell(verification.findings)
    run.deliver(partial(VerifyReport, verification))
    run.end(verification.findings)
