"""`spbe instruments`: the shipped instruments, their validity and structure."""

from pathlib import Path
from typing import Annotated

import typer

from spbe_cli.cli.options import ForceOption, FormatOption
from spbe_cli.cli.output import Session
from spbe_cli.cli.output_file import refuse_output

DataOutput = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="metavar.file", help="option.output.data"),
]


def instruments(
    context: typer.Context,
    format_: FormatOption = "table",
    output: DataOutput = None,
    force: ForceOption = False,
) -> None:
    """List the shipped instruments, their validity and structure."""
    from spbe_cli.cli.delivery import save, show
    from spbe_cli.inspection import shipped_instruments
    from spbe_cli.reports.instrument_list import FILES, REPORTS

    session: Session = context.obj
    refuse_output(output, [], force=force, kinds=tuple(FILES))
    shipped = shipped_instruments()
    save(shipped, FILES, output, session, force=force)
    show(shipped, REPORTS[format_], session, detail=False)
