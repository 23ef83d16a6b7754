"""`spbe benchmark`: where a result stands among the published results of its group."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from spbe_cli.analysis.published import EDITION, GROUPS
from spbe_cli.cli.options import (
    ForceOption,
    FormatOption,
    InstrumentOption,
    StrictOption,
    existing_if_named,
    one_of,
)
from spbe_cli.cli.output import Session
from spbe_cli.cli.output_file import instrument_file, refuse_outputs
from spbe_cli.cli.simulate import WITH_FINDINGS, exit_code, tell
from spbe_cli.cli.weigh_options import DataOutput
from spbe_cli.errors import UsageError
from spbe_cli.words import Words

if TYPE_CHECKING:
    from spbe_cli.analysis.benchmark import BenchmarkOptions, BenchmarkResult

PlacedSheet = Annotated[
    Path | None,
    typer.Argument(metavar="metavar.sheet", help="argument.benchmark", callback=existing_if_named),
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
        "--group", metavar="metavar.group", help="option.group", callback=one_of("--group", GROUPS)
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
    output: DataOutput = None,
    strict: StrictOption = False,
    force: ForceOption = False,
) -> None:
    """Say where a result stands among the published results of its group."""
    from spbe_cli.analysis.benchmark import BenchmarkOptions
    from spbe_cli.cli.delivery import deliver
    from spbe_cli.cli.recording import recorded
    from spbe_cli.reports import ENDINGS
    from spbe_cli.reports.benchmark import BenchmarkReport

    session: Session = context.obj
    inputs = [*([sheet] if sheet else []), *instrument_file(instrument)]
    refuse_outputs(output, inputs, force=force, kinds=ENDINGS)
    placed = place(sheet, instrument, BenchmarkOptions(institution, group, year))
    if format_ not in WITH_FINDINGS and placed.assessment:
        tell(session, placed.findings, placed.assessment)
    command = recorded(context, placed.assessment)

    def report(words: Words) -> BenchmarkReport:
        return BenchmarkReport(placed, words, command)

    deliver(report, format_, output, session, force=force)
    done = placed.placement is not None
    raise typer.Exit(exit_code(placed.findings, done=done, strict=strict))


def place(
    sheet: Path | None, instrument: str | None, options: "BenchmarkOptions"
) -> "BenchmarkResult":
    """Place a sheet, or what was published for an institution; one of them must be named."""
    from spbe_cli.analysis.benchmark import benchmark_institution, benchmark_sheet
    from spbe_cli.cli.score import judge
    from spbe_cli.inspection import shipped

    if sheet is None and options.institution is None:
        raise UsageError("benchmark_nothing")
    if sheet is None:
        if instrument is not None:
            raise UsageError("benchmark_alone", instrument=shipped(EDITION).title)
        return benchmark_institution(options)
    if options.institution is not None:
        raise UsageError("benchmark_both")
    return benchmark_sheet(judge(sheet, instrument, None), options)
