"""`spbe fill`: carry the answers of a sheet into another's form, in its own layout."""

from dataclasses import replace
from typing import Annotated, Final

import typer

from spbe_cli.cli import options
from spbe_cli.cli.files import write_file
from spbe_cli.cli.inputs import judge
from spbe_cli.cli.reporting import Run
from spbe_cli.cli.terminal import name_written
from spbe_cli.errors import UsageError
from spbe_cli.reports.fill import FillReport
from spbe_cli.sheet.fill import fill as fill_form

MACROS: Final = ".xlsm"


def fill(
    context: typer.Context,
    sheet: options.SheetArgument,
    form: options.SheetArgument,
    output: options.OutputOption = None,
    overwrite: Annotated[bool, typer.Option("--overwrite")] = False,
    instrument: options.InstrumentOption = None,
    format_: options.FormatOption = "table",
    strict: options.StrictOption = False,
    force: options.ForceOption = False,
) -> None:
    """Carry levels, evidence and explanations into another's form."""
    if not output:
        raise UsageError("fill_output")
    run = Run(context, format_, output, strict=strict, force=force)
    run.refuse(sheet, form, kinds={".xlsx", MACROS})
    macros = [path for path in output if path.suffix.casefold() == MACROS]
    if macros and (form.suffix.casefold() != MACROS or len(macros) < len(output)):
        raise UsageError("fill_macros", file=str(macros[0]))
    assessment = judge(sheet, instrument)
    filled = fill_form(assessment, form, overwrite=overwrite, macros=bool(macros))
    run.tell(filled.findings)
    if filled.content is not None:
        for target in output:
            write_file(target, filled.content, force=force)
    replace(run, outputs=None).deliver(lambda words: FillReport(filled, str(output[0]), words))
    name_written(output if filled.content is not None else (), run.session)
    run.end(filled.findings if strict else (), done=filled.content is not None)
