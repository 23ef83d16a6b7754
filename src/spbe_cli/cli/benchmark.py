"""`spbe benchmark`: where a result stands among the published results of its group."""

from pathlib import Path
from typing import Annotated

import typer

from spbe_cli.cli.inputs import judge
from spbe_cli.cli.options import (
    ForceOption,
    FormatOption,
    InstrumentOption,
    OutputOption,
    StrictOption,
    existing_file,
    one_of,
)
from spbe_cli.cli.reporting import Run
from spbe_cli.errors import UsageError
from spbe_cli.inspection import shipped
from spbe_cli.peers import Request
from spbe_cli.placing import Placed, place_institution, place_sheet
from spbe_cli.published import EDITION, GROUPS
from spbe_cli.reports.benchmark import BenchmarkReport

PlacedSheet = Annotated[
    Path | None,
    typer.Argument(metavar="metavar.sheet", help="argument.benchmark", callback=existing_file),
]
NamedOption = Annotated[
    str | None,
    typer.Option(
        "--institution", metavar="metavar.institution", help="option.institution.benchmark"
    ),
]
GroupOption = Annotated[
    str | None,
    typer.Option(
        "--group",
        metavar="metavar.group",
        help="option.group",
        callback=one_of("--group", GROUPS),
        autocompletion=lambda: list(GROUPS),
    ),
]
YearOption = Annotated[
    int | None,
    typer.Option("--year", metavar="metavar.year", help="option.year.benchmark", min=1, max=9999),
]


def benchmark(
    context: typer.Context,
    sheet: PlacedSheet = None,
    institution: NamedOption = None,
    group: GroupOption = None,
    year: YearOption = None,
    instrument: InstrumentOption = None,
    format_: FormatOption = "table",
    output: OutputOption = None,
    strict: StrictOption = False,
    force: ForceOption = False,
) -> None:
    """Say where a result stands among the published results of its group."""
    run = Run(context, format_, output, strict=strict, force=force)
    run.refuse(sheet)
    placed = _place(sheet, instrument, Request(institution, group, year))
    if placed.assessment:
        run.tell(placed.findings, placed.assessment)
    command = run.recorded(placed.assessment)
    run.deliver(lambda words: BenchmarkReport(placed, words, command))
    run.end(placed.findings, done=placed.placement is not None)


def _place(sheet: Path | None, instrument: str | None, request: Request) -> Placed:
    """Place a sheet, or what was published for an institution; one of them must be named."""
    if sheet is None and request.institution is None:
        raise UsageError("benchmark_nothing")
    if sheet is None:
        if instrument is not None:
            raise UsageError("benchmark_alone", instrument=shipped(EDITION).title)
        return place_institution(request)
    if request.institution is not None:
        raise UsageError("benchmark_both")
    return place_sheet(judge(sheet, instrument), request)
