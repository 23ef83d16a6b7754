"""`spbe compare`: two assessments side by side, indicator by indicator."""

from pathlib import Path
from typing import Annotated

import typer

from spbe_cli.analysis.compare import compare_sheets, refuse_pair
from spbe_cli.cli import options
from spbe_cli.cli.files import refuse_outputs, write_file
from spbe_cli.cli.inputs import judge
from spbe_cli.cli.reporting import Run, recorded
from spbe_cli.reports.compare import RATES, CompareReport

FirstSheet = Annotated[Path, options.sheet_argument("metavar.sheet1", "argument.compare.first")]
SecondSheet = Annotated[Path, options.sheet_argument("metavar.sheet2", "argument.compare.second")]


def compare(
    context: typer.Context,
    first: FirstSheet,
    second: SecondSheet,
    rates_out: Annotated[Path | None, typer.Option(metavar="metavar.file")] = None,
    instrument: options.InstrumentOption = None,
    format_: options.FormatOption = "table",
    output: options.OutputOption = None,
    detail: Annotated[bool, typer.Option("--detail", help="option.detail.compare")] = False,
    strict: options.StrictOption = False,
    force: options.ForceOption = False,
) -> None:
    """Compare two assessments, indicator by indicator."""
    run = Run(context, format_, output, strict=strict, force=force, detail=detail)
    inputs = run.refuse(first, second)
    learned = [rates_out] if rates_out else []
    refuse_outputs(learned, inputs, force=force, kinds=RATES)
    compared = compare_sheets(judge(first, instrument), judge(second, instrument))
    done = compared.comparison is not None
    if not done:
        learned = []
    elif learned:
        refuse_pair(compared)
    run.tell_of(compared.findings, compared.second if compared.first.result else compared.first)
    command = recorded(context)
    for path in learned:
        report = CompareReport(compared, run.session.words.in_full(), command)
        write_file(path, report.rates().encode(), force=force)
    run.deliver(lambda words: CompareReport(compared, words, command), beside=learned)
    run.end(compared.findings, done=done)
