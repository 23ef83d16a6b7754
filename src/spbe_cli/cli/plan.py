"""`spbe plan`: the lightest raises of level that reach a target."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Final

import typer

from spbe_cli.analysis.plan import PlanOptions, plan_sheet
from spbe_cli.cli import options
from spbe_cli.cli.inputs import judge
from spbe_cli.cli.reporting import Run
from spbe_cli.errors import UsageError
from spbe_cli.findings import Numbers, Quoted
from spbe_cli.instrument import Instrument
from spbe_cli.reports.plan import PlanReport
from spbe_cli.sheet.numbers import asked_rows, span, written_ranges

WORKBOOK: Final = ".xlsx"
"""A work list; nothing to write of it where there is no plan."""
MOST_PHASES: Final = 20
MOST_STEPS: Final = 50
MOST_ALTERNATIVES: Final = 100

TargetOption = Annotated[
    str | None, typer.Option("--target", metavar="metavar.target", help="option.target")
]
ReserveOption = Annotated[str | None, options.numeric("--reserve", "option.reserve")]
BudgetOption = Annotated[str | None, options.numeric("--budget", "option.budget")]
StepOption = Annotated[
    int,
    typer.Option(
        "--max-step", metavar="metavar.count", help="option.max_step", min=1, max=MOST_STEPS
    ),
]
PhasesOption = Annotated[
    int,
    typer.Option("--phases", metavar="metavar.count", help="option.phases", min=1, max=MOST_PHASES),
]
LockOption = Annotated[
    list[str] | None, typer.Option("--lock", metavar="metavar.only", help="option.lock")
]
EffortsOption = Annotated[Path | None, options.input_file("--efforts", key="option.efforts")]
AlternativesOption = Annotated[
    int,
    typer.Option(
        "--alternatives",
        metavar="metavar.count",
        help="option.alternatives",
        min=0,
        max=MOST_ALTERNATIVES,
    ),
]


def plan(
    context: typer.Context,
    sheet: options.SheetArgument,
    target: TargetOption = None,
    reserve: ReserveOption = None,
    budget: BudgetOption = None,
    max_step: StepOption = 1,
    phases: PhasesOption = 1,
    lock: LockOption = None,
    efforts: EffortsOption = None,
    assign: options.OwnersOption = None,
    alternatives: AlternativesOption = 0,
    instrument: options.InstrumentOption = None,
    format_: options.FormatOption = "table",
    output: options.OutputOption = None,
    strict: options.StrictOption = False,
    force: options.ForceOption = False,
) -> None:
    """Find the lightest raises of level that reach a target."""
    if target is None and budget is None:
        raise UsageError("no_goal")
    if target is None and reserve is not None:
        raise UsageError("reserve_alone")
    run = Run(context, format_, output, strict=strict, force=force)
    run.refuse(sheet, efforts, assign)
    wanted = PlanOptions(
        target=options.exact(target)
        if target and options.NUMBER.fullmatch(target.strip())
        else target,
        reserve=options.exact(reserve or "0"),
        budget=options.exact(budget) if budget is not None else None,
        step=max_step,
        phases=phases,
        alternatives=alternatives,
        efforts=efforts,
        assign=assign,
    )
    assessment = judge(sheet, instrument)
    numbers = options.joined(lock)
    if numbers is not None and assessment.instrument is not None:
        wanted = replace(wanted, locked=_locked(assessment.instrument, numbers))
    result = plan_sheet(assessment, wanted)
    if not result.plans:
        others = [path for path in output or () if path.suffix.casefold() != WORKBOOK]
        run = replace(run, outputs=others)
    run.conclude(partial(PlanReport, result), result.findings, assessment, done=bool(result.plans))


def _locked(instrument: Instrument, written: str) -> tuple[str, ...]:
    """Return the indicators that `--lock` names; a hyphen is always a range.

    Raises:
        UsageError: they can't be read, or one is not in the instrument.
    """
    numbers = written_ranges(written)
    if numbers is None:
        raise UsageError("lock", found=Quoted(written))
    unknown = tuple(code for code in numbers if not asked_rows(instrument, (code,)))
    if unknown:
        title, range_ = instrument.title, span(instrument)
        raise UsageError("lock_unknown", numbers=Numbers(unknown), instrument=title, range=range_)
    return numbers
