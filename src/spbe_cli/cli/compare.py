"""`spbe compare`: two assessments side by side, indicator by indicator."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from spbe_cli.analysis.compare import compare_sheets, refuse_pair
from spbe_cli.analysis.compare_series import series_of
from spbe_cli.assignment import Assignment
from spbe_cli.cli import options
from spbe_cli.cli.assignments import sound_assignment
from spbe_cli.cli.files import refuse_in_folder, refuse_outputs, same_file, write_file
from spbe_cli.cli.inputs import judge
from spbe_cli.cli.reporting import Run, recorded
from spbe_cli.cli.terminal import say
from spbe_cli.errors import UsageError
from spbe_cli.reports.compare import RATES, CompareReport
from spbe_cli.reports.compare_series import SeriesReport
from spbe_cli.words import Words

FirstSheet = Annotated[Path, options.sheet_argument("metavar.sheet1", "argument.compare.first")]
SecondSheet = Annotated[Path, options.sheet_argument("metavar.sheet2", "argument.compare.second")]
OtherSheets = Annotated[
    list[Path] | None,
    options.sheet_argument(
        "metavar.sheets_more", "argument.compare.others", options.existing_files
    ),
]


def compare(
    context: typer.Context,
    first: FirstSheet,
    second: SecondSheet,
    others: OtherSheets = None,
    rates_out: Annotated[Path | None, typer.Option(metavar="metavar.file")] = None,
    assign: options.OwnersOption = None,
    due: Annotated[str | None, typer.Option(help="option.due.compare")] = None,
    contact: str | None = None,
    to_agencies: Annotated[Path | None, typer.Option(metavar="metavar.folder")] = None,
    instrument: options.InstrumentOption = None,
    format_: options.FormatOption = "table",
    output: options.OutputOption = None,
    detail: Annotated[bool, typer.Option("--detail", help="option.detail.compare")] = False,
    strict: options.StrictOption = False,
    force: options.ForceOption = False,
) -> None:
    """Compare two assessments, indicator by indicator, or more as a series."""
    run = Run(context, format_, output, strict=strict, force=force, detail=detail)
    inputs = run.refuse(first, second, assign, *(others or ()))
    if to_agencies:
        _refuse_folder(to_agencies, assign)
    if others:
        if assign:
            raise UsageError("agencies_series")
        _series(run, [first, second, *others], instrument, rates_out)
    learned = [rates_out] if rates_out else []
    refuse_outputs(learned, inputs, force=force, kinds=RATES)
    compared = compare_sheets(judge(first, instrument), judge(second, instrument))
    done = compared.comparison is not None
    if not done:
        learned = []
    elif learned:
        refuse_pair(compared, "rates_pair")
    assignment: Assignment | None = None
    if assign and compared.comparison:
        if to_agencies:
            refuse_pair(compared, "agencies_pair")
        owners = sound_assignment(assign, compared.first.instrument, run.session)
        assignment, compared = (
            owners[0],
            replace(compared, findings=(*compared.findings, *owners[2])),
        )
    run.tell_of(compared.findings, compared.second if compared.first.result else compared.first)
    command = recorded(context)

    def report(words: Words) -> CompareReport:
        return CompareReport(compared, words, command, assignment, options.day(due), contact)

    words = run.session.words.in_full()
    for path in learned:
        write_file(path, report(words).rates().encode(), force=force)
    told = []
    if to_agencies and assignment:
        # What makes workbooks is loaded only where one is asked for.
        from spbe_cli.cli import compare_agencies  # noqa: PLC0415

        sent = compare_agencies.send(report(words).falls, to_agencies, inputs, force=force)
        told = compare_agencies.told(sent, to_agencies, run.session.words)
    run.deliver(report, beside=learned)
    for line in told:
        say(line, run.session)
    run.end(compared.findings, done=done)


def _refuse_folder(folder: Path, assign: Path | None) -> None:
    """Refuse a folder for agencies without an assignment, or that can't be one."""
    if assign is None:
        raise UsageError("agencies_assign")
    refuse_in_folder((), folder, force=False)


def _series(
    run: Run, sheets: list[Path], instrument: str | None, rates_out: Path | None
) -> NoReturn:
    """Compare three sheets and more over the years."""
    if rates_out:
        raise UsageError("rates_series")
    for number, sheet in enumerate(sheets):
        if any(same_file(sheet, other) for other in sheets[:number]):
            raise UsageError("series_twice", file=str(sheet))
    series = series_of([judge(sheet, instrument) for sheet in sheets])
    unscored = next((one for one in series.sheets if one.result is None), None)
    run.tell_of(series.findings, unscored or series.sheets[-1])
    command = recorded(run.context)
    run.deliver(lambda words: SeriesReport(series, words, command))
    run.end(series.findings, done=bool(series.points))
