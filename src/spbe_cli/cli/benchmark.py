"""`spbe benchmark`: where a result stands among the published results of its group."""

from pathlib import Path
from typing import Annotated

import typer

from spbe_cli.analysis.benchmark import (
    BenchmarkOptions,
    BenchmarkResult,
    benchmark_institution,
    benchmark_sheet,
)
from spbe_cli.analysis.published import EDITION, GROUPS
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
from spbe_cli.instrument.loading import shipped
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
    result = _place(sheet, instrument, BenchmarkOptions(institution, group, year))
    if result.assessment:
        run.tell(result.findings, result.assessment)
    command = run.recorded(result.assessment)
    run.deliver(lambda words: BenchmarkReport(result, words, command))
    run.end(result.findings, done=result.placement is not None)


def _place(
    sheet: Path | None, instrument: str | None, options: BenchmarkOptions
) -> BenchmarkResult:
    """Place a sheet, or what was published for an institution; one of them must be named."""
    if sheet is None and options.institution is None:
        raise UsageError("benchmark_nothing")
    if sheet is None:
        if instrument is not None:
            raise UsageError("benchmark_alone", instrument=shipped(EDITION).title)
        return benchmark_institution(options)
    if options.institution is not None:
        raise UsageError("benchmark_both")
    return benchmark_sheet(judge(sheet, instrument), options)
