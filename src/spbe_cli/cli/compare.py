"""`spbe compare`: two assessments side by side, indicator by indicator."""

from pathlib import Path
from typing import Annotated

import typer

from spbe_cli.cli.options import (
    ForceOption,
    FormatOption,
    InstrumentOption,
    StrictOption,
    existing_file,
)
from spbe_cli.cli.output import Session
from spbe_cli.cli.output_file import instrument_file, refuse_output, refuse_outputs
from spbe_cli.cli.simulate import WITH_FINDINGS, exit_code, tell
from spbe_cli.cli.weigh_options import DataOutput
from spbe_cli.words import Words

FirstSheet = Annotated[
    Path,
    typer.Argument(metavar="metavar.sheet1", help="argument.compare.first", callback=existing_file),
]
SecondSheet = Annotated[
    Path,
    typer.Argument(
        metavar="metavar.sheet2", help="argument.compare.second", callback=existing_file
    ),
]
DetailOption = Annotated[bool, typer.Option("--detail", help="option.detail.compare")]
RatesOutOption = Annotated[
    Path | None,
    typer.Option("--rates-out", metavar="metavar.file", help="option.rates_out"),
]


def compare(
    context: typer.Context,
    first: FirstSheet,
    second: SecondSheet,
    rates_out: RatesOutOption = None,
    instrument: InstrumentOption = None,
    format_: FormatOption = "table",
    output: DataOutput = None,
    detail: DetailOption = False,
    strict: StrictOption = False,
    force: ForceOption = False,
) -> None:
    """Compare two assessments, indicator by indicator."""
    from spbe_cli.analysis.compare import compare_sheets, refuse_pair
    from spbe_cli.cli.delivery import deliver, save_former
    from spbe_cli.cli.recording import recorded
    from spbe_cli.cli.score import judge
    from spbe_cli.former.compare import rates
    from spbe_cli.reports import ENDINGS
    from spbe_cli.reports.compare import CompareReport

    session: Session = context.obj
    inputs = [first, second, *instrument_file(instrument)]
    refuse_outputs(output, inputs, force=force, kinds=ENDINGS)
    refuse_output(rates_out, inputs, force=force, kinds=tuple(rates.FILES))
    compared = compare_sheets(*(judge(sheet, instrument, None) for sheet in (first, second)))
    done = compared.comparison is not None
    if rates_out and done:
        refuse_pair(compared)
    if format_ not in WITH_FINDINGS:
        tell(
            session, compared.findings, compared.second if compared.first.result else compared.first
        )
    beside = save_former(
        compared, rates.FILES, [rates_out] if rates_out and done else None, session, force=force
    )
    command = recorded(context)

    def report(words: Words) -> CompareReport:
        return CompareReport(compared, words, command)

    deliver(report, format_, output, session, force=force, detail=detail, beside=beside)
    raise typer.Exit(exit_code(compared.findings, done=done, strict=strict))
