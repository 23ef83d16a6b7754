"""`spbe compare`: two assessments side by side, indicator by indicator."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from spbe_cli.analysis.compare import compare_sheets, refuse_pair
from spbe_cli.analysis.compare_series import series_of
from spbe_cli.cli import options
from spbe_cli.cli.files import refuse_in_folder, refuse_outputs, same_file, write_file
from spbe_cli.cli.inputs import judge
from spbe_cli.cli.reporting import Run, recorded
from spbe_cli.cli.terminal import say
from spbe_cli.errors import UsageError
from spbe_cli.files.assignments import load_assignment
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
    previous: options.PreviousOption = None,
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
    inputs = run.refuse(first, second, previous, assign, *(others or ()))
    if others:
        given = {"--assign": assign, "--previous": previous}
        _refuse_of_two([option for option, path in given.items() if path], rates_out)
        _series(run, [first, second, *others], instrument)
    _refuse_places(second, previous, assign, to_agencies)
    refuse_outputs([rates_out] if rates_out else [], inputs, force=force, kinds=RATES)
    later = judge(second, instrument, previous=previous)
    compared = compare_sheets(judge(first, instrument), later)
    done = compared.comparison is not None
    for wanted, key in ((rates_out, "rates_pair"), (to_agencies, "agencies_pair")):
        if wanted and done:
            refuse_pair(compared, key)
    owners = load_assignment(assign if done else None, compared.first.instrument)
    compared = replace(compared, findings=(*compared.findings, *owners.findings))
    assignment = owners.assignment
    run.tell_of(compared.findings, compared.second if compared.first.result else compared.first)
    until, command = options.day(due), recorded(context)

    def report(words: Words) -> CompareReport:
        return CompareReport(compared, words, command, assignment, until, contact)

    learned = [rates_out] if rates_out and done else []
    for path in learned:
        rates = report(run.session.words.in_full()).rates()
        write_file(path, rates.encode(), force=force)
    sent = _sent(report, to_agencies, inputs, run) if to_agencies and assignment else []
    run.deliver(report, beside=learned)
    for line in sent:
        say(line, run.session)
    run.end(compared.findings, done=done)


def _sent(
    report: Callable[[Words], CompareReport], folder: Path, inputs: list[Path], run: Run
) -> list[str]:
    """Write what goes to every agency, and return what to say of it."""
    # What makes workbooks is loaded only where one is asked for.
    from spbe_cli.cli import compare_agencies  # noqa: PLC0415

    falls = report(run.session.words.in_full()).falls
    sent = compare_agencies.send(falls, folder, inputs, force=run.force)
    return compare_agencies.told(sent, folder, run.session.words)


def _refuse_places(
    second: Path, previous: Path | None, assign: Path | None, folder: Path | None
) -> None:
    """Refuse an earlier stage that is the later one, and a folder that nothing can go to."""
    if previous and same_file(second, previous):
        raise UsageError("previous_itself", file=str(second))
    if folder and assign is None:
        raise UsageError("agencies_assign")
    if folder:
        refuse_in_folder((), folder, force=False)


def _refuse_of_two(given: list[str], rates_out: Path | None) -> None:
    """Refuse for a series what is for two sheets only."""
    if rates_out:
        raise UsageError("rates_series")
    if given:
        raise UsageError("series_of_two", option=given[0])


def _series(run: Run, sheets: list[Path], instrument: str | None) -> NoReturn:
    """Compare three sheets and more over the years."""
    for number, sheet in enumerate(sheets):
        if any(same_file(sheet, other) for other in sheets[:number]):
            raise UsageError("series_twice", file=str(sheet))
    series = series_of([judge(sheet, instrument) for sheet in sheets])
    unscored = next((one for one in series.sheets if one.result is None), None)
    run.tell_of(series.findings, unscored or series.sheets[-1])
    command = recorded(run.context)
    run.deliver(lambda words: SeriesReport(series, words, command))
    run.end(series.findings, done=bool(series.points))
