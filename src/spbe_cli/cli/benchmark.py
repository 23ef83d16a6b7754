"""`spbe benchmark`: where a result stands among the published results of its group."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from spbe_cli.analysis.benchmark import EDITION, GROUPS, benchmark_institution, benchmark_sheet
from spbe_cli.cli import files, options
from spbe_cli.cli.reporting import Run
from spbe_cli.errors import UsageError
from spbe_cli.instrument.loading import shipped
from spbe_cli.reports.benchmark import BenchmarkReport


def benchmark(
    context: typer.Context,
    sheet: Annotated[Path | None, typer.Argument(callback=files.existing_file)] = None,
    institution: str | None = None,
    group: Annotated[str | None, options.choice(values=GROUPS, metavar="metavar.group")] = None,
    year: Annotated[int | None, typer.Option(min=1, max=9999)] = None,
    instrument: options.InstrumentOption = None,
    format_: options.FormatOption = "table",
    output: options.OutputOption = None,
    strict: options.StrictOption = False,
    force: options.ForceOption = False,
) -> None:
    """Say where a result stands among the published results of its group."""
    run = Run(context)
    run.refuse(sheet)
    if sheet is None:
        if institution is None:
            raise UsageError("benchmark_nothing")
        if instrument is not None:
            raise UsageError("benchmark_alone", instrument=shipped(EDITION).title)
        result = benchmark_institution(institution, group, year)
    else:
        if institution is not None:
            raise UsageError("benchmark_both")
        result = benchmark_sheet(options.judge(sheet, instrument), group, year)
    make, done = partial(BenchmarkReport, result), result.placement is not None
    run.conclude(make, result.findings, result.assessment, done=done)
