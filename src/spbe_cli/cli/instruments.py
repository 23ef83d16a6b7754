"""`spbe instruments`: the shipped instruments, their validity and structure."""

from pathlib import Path
from typing import Annotated

import typer

from spbe_cli.cli.options import ForceOption, FormatOption, output_to
from spbe_cli.cli.reporting import Run
from spbe_cli.former.instrument_list import FILES, REPORTS
from spbe_cli.inspection import shipped_instruments

DataOutput = Annotated[list[Path] | None, output_to("option.output.data")]


def instruments(
    context: typer.Context,
    format_: FormatOption = "table",
    output: DataOutput = None,
    force: ForceOption = False,
) -> None:
    """List the shipped instruments, their validity and structure."""
    run = Run(context, format_, output, force=force)
    run.refuse(kinds=tuple(FILES))
    run.deliver_former(shipped_instruments(), (FILES, REPORTS))
    run.end(())
