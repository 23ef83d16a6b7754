"""`spbe instruments`: the shipped instruments, their validity and structure."""

from pathlib import Path
from typing import Annotated

import typer

from spbe_cli.cli.options import ForceOption, FormatOption
from spbe_cli.cli.output import Session
from spbe_cli.cli.output_file import refuse_outputs

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
    from spbe_cli.cli.delivery import deliver_former
    from spbe_cli.former.instrument_list import FILES, REPORTS
    from spbe_cli.inspection import shipped_instruments

    session: Session = context.obj
    refuse_outputs(output, [], force=force, kinds=tuple(FILES))
    shipped = shipped_instruments()
    deliver_former(shipped, (FILES, REPORTS[format_]), output, session, force=force)
