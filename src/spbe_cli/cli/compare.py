"""`spbe compare`: two assessments side by side, indicator by indicator."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Final, NoReturn

import typer

from spbe_cli.analysis.compare import by_agency, compare_sheets, refuse_pair
from spbe_cli.analysis.compare_series import series_of
from spbe_cli.answers import Assignment, short_name
from spbe_cli.cli import files, options
from spbe_cli.cli.reporting import Run, recorded
from spbe_cli.errors import UsageError
from spbe_cli.files.assignments import load_assignment
from spbe_cli.reports import drawn
from spbe_cli.reports.compare import RATES, CompareReport
from spbe_cli.reports.compare_series import SeriesReport
from spbe_cli.words import Words

STEM: Final = "diturunkan-"


def compare(
    context: typer.Context,
    first: options.SheetArgument,
    second: options.SheetArgument,
    others: Annotated[list[Path] | None, typer.Argument(callback=files.existing_files)] = None,
    rates_out: Annotated[Path | None, typer.Option(metavar="metavar.file")] = None,
    previous: options.PreviousOption = None,
    assign: options.OwnersOption = None,
    due: str | None = None,
    contact: str | None = None,
    to_agencies: options.FolderOption = None,
    instrument: options.InstrumentOption = None,
    format_: options.FormatOption = "table",
    output: options.OutputOption = None,
    detail: options.DetailOption = False,
    strict: options.StrictOption = False,
    force: options.ForceOption = False,
) -> None:
    """Compare two assessments, indicator by indicator, or more as a series."""
    run = Run(context)
    inputs = run.refuse(first, second, previous, assign, *(others or ()))
    if others:
        _series(run, [first, second, *others], instrument)
    if to_agencies:
        if assign is None:
            raise UsageError("agencies_assign")
        files.refuse_in_folder((), to_agencies, force=False)
    files.refuse_outputs([rates_out] if rates_out else [], inputs, force=force, kinds=RATES)
    later = options.judge(second, instrument, previous=previous)
    compared = compare_sheets(options.judge(first, instrument), later)
    done = compared.comparison is not None
    for wanted, key in ((rates_out, "rates_pair"), (to_agencies, "agencies_pair")):
        if wanted and done:
            refuse_pair(compared, key)
    owners = load_assignment(assign if done else None, compared.first.instrument)
    compared = replace(compared, findings=(*compared.findings, *owners.findings))
    run.tell_of(compared.findings, compared.second if compared.first.result else compared.first)
    until, command, assignment = options.day(due), recorded(context), owners.assignment

    def report(words: Words) -> CompareReport:
        return CompareReport(compared, words, command, assignment, until, contact)

    learned = [rates_out] if rates_out and done else []
    run.write({path: report(run.session.words.in_full()).rates().encode() for path in learned})
    told: dict[str, dict[str, str]] = {}
    if to_agencies and assignment:
        told = _sent(report, assignment, to_agencies, inputs, run)
    run.deliver(report, beside=learned)
    for key, facts in told.items():
        run.session.say(key, **facts)
    run.end(compared.findings, done=done)


def _series(run: Run, sheets: list[Path], instrument: str | None) -> NoReturn:
    given = run.context.params
    if given["rates_out"]:
        raise UsageError("rates_series")
    for name in ("assign", "previous"):
        if given[name]:
            raise UsageError("series_of_two", option=f"--{name}")
    for number, sheet in enumerate(sheets):
        if any(files.same_file(sheet, other) for other in sheets[:number]):
            raise UsageError("series_twice", file=str(sheet))
    series = series_of([options.judge(sheet, instrument) for sheet in sheets])
    unscored = (one for one in series.sheets if one.result is None)
    run.tell_of(series.findings, next(unscored, series.sheets[-1]))
    command = recorded(run.context)
    run.deliver(lambda words: SeriesReport(series, words, command))
    run.end(series.findings, done=bool(series.points))


def _sent(
    report: Callable[[Words], CompareReport],
    assignment: Assignment,
    folder: Path,
    inputs: list[Path],
    run: Run,
) -> dict[str, dict[str, str]]:
    """Write a workbook and a text to every agency that fell; return what is to be told of it."""
    # What makes workbooks is loaded only where one is asked for.
    from spbe_cli.sheet.correction import is_own_notice, message  # noqa: PLC0415

    made = report(run.session.words.in_full()).falls(assignment)
    # Who has nothing to answer changes no other name.
    taken: dict[str, int] = {}
    pairs = {
        one.name: files.with_text(folder, STEM + files.apart(short_name(one.name), taken))
        for one in assignment.agencies
    }
    contents: dict[Path, bytes] = {}
    nobodys: tuple[str, ...] = ()
    for agency, fallen in by_agency(made.compared, assignment):
        if agency is None:
            nobodys = tuple(fall.row for fall in fallen)
            continue
        book, text = pairs[agency.name]
        contents[book] = drawn(made.to_agency(agency, fallen), book.suffix, made.words)
        contents[text] = message(made.message(agency, fallen))
    for path in contents:
        files.refuse_input(path, inputs)
    places = (path for pair in pairs.values() for path in pair)
    own = files.own_files(places, contents, is_own_notice, "notice_foreign", force=run.force)
    removed = files.write_files(folder, contents, own, force=run.force) if contents or own else ()
    facts = {"folder": str(folder), "files": ", ".join(path.name for path in removed)}
    facts |= {"count": str(len(contents) // 2), "numbers": ", ".join(nobodys)}
    told = {
        "falls.removed": removed,
        "falls.written": contents,
        "falls.none_written": not contents and not nobodys,
        "falls.nobodys": nobodys,
    }
    return {key: facts for key, holds in told.items() if holds}
