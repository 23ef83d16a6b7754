"""`spbe instruments`: the shipped instruments, their validity and structure."""

from functools import partial
from pathlib import Path
from typing import Annotated, Final

import typer

from spbe_cli.cli.options import ForceOption, FormatOption
from spbe_cli.cli.output import Session
from spbe_cli.cli.output_file import refuse_outputs

KINDS: Final = (".json", ".csv", ".md")

DataOutput = Annotated[
    list[Path] | None,
    typer.Option("--output", "-o", metavar="metavar.file", help="option.output.data"),
]


def instruments(
    context: typer.Context,
    format_: FormatOption = "table",
    output: DataOutput = None,
    force: ForceOption = False,
) -> None:
    """List the shipped instruments, their validity and structure."""
    from spbe_cli.cli.delivery import deliver
    from spbe_cli.instrument.loading import shipped_instruments
    from spbe_cli.reports.instruments import InstrumentsReport

    session: Session = context.obj
    refuse_outputs(output, [], force=force, kinds=KINDS)
    report = partial(InstrumentsReport, shipped_instruments())
    deliver(report, format_, output, session, force=force)
