"""`spbe instruments`: the shipped instruments, their validity and structure."""

from functools import partial

import typer

from spbe_cli.cli.options import ForceOption, FormatOption, OutputOption
from spbe_cli.cli.reporting import Run
from spbe_cli.instrument.loading import shipped_instruments
from spbe_cli.reports.instruments import InstrumentsReport


def instruments(
    context: typer.Context,
    format_: FormatOption = "table",
    output: OutputOption = None,
    force: ForceOption = False,
) -> None:
    """List the shipped instruments, their validity and structure."""
    run = Run(context)
    run.refuse(kinds=(".json", ".csv", ".md"))
    run.deliver(partial(InstrumentsReport, shipped_instruments()))
    run.end(())
