"""`spbe fill`: carry the answers of a sheet into another's form, in its own layout."""

from typing import Annotated, Final

import typer

from spbe_cli.cli import options
from spbe_cli.cli.reporting import Run
from spbe_cli.errors import UsageError

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
    # They load openpyxl, which the help needs not.
    from spbe_cli.reports.fill import FillReport  # noqa: PLC0415
    from spbe_cli.sheet.fill import fill as fill_form  # noqa: PLC0415

    if not output:
        raise UsageError("fill_output")
    run = Run(context)
    run.refuse(sheet, form, kinds={".xlsx", MACROS})
    macros = [path for path in output if path.suffix.casefold() == MACROS]
    if macros and (form.suffix.casefold() != MACROS or len(macros) < len(output)):
        raise UsageError("fill_macros", file=str(macros[0]))
    assessment = options.judge(sheet, instrument)
    filled = fill_form(assessment, form, overwrite=overwrite, macros=bool(macros))
    run.tell(filled.findings)
    made = {} if filled.content is None else dict.fromkeys(output, filled.content)
    run.write(made)
    run.show(lambda words: FillReport(filled, words, output=str(output[0])))
    run.session.name_written(made)
    run.end(filled.findings if strict else (), done=bool(made))
