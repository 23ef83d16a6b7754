"""`spbe plan`: the lightest raises of level that reach a target."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Final, NoReturn

import typer

from spbe_cli.analysis.plan import PlanOptions, plan_sheet, progress_of
from spbe_cli.cli import options
from spbe_cli.cli.project import from_project
from spbe_cli.cli.reporting import Run, today
from spbe_cli.errors import UsageError
from spbe_cli.reports.plan import PlanReport
from spbe_cli.reports.plan_progress import ProgressReport
from spbe_cli.scoring import next_predicate
from spbe_cli.sheet.assess import Scored

NEW_PLAN: Final = (
    "target", "reserve", "budget", "max_step", "phases", "lock", "efforts", "alternatives",
)  # fmt: skip


def plan(
    context: typer.Context,
    sheet: options.SheetArgument,
    target: str | None = None,
    reserve: options.NumberOption = None,
    budget: options.NumberOption = None,
    max_step: Annotated[int, typer.Option(metavar="metavar.count", min=1, max=50)] = 1,
    phases: Annotated[int, typer.Option(metavar="metavar.count", min=1, max=20)] = 1,
    lock: Annotated[list[str] | None, typer.Option(metavar="metavar.only")] = None,
    efforts: options.FileOption = None,
    assign: options.OwnersOption = None,
    alternatives: Annotated[int, typer.Option(metavar="metavar.count", min=0, max=100)] = 0,
    progress: options.FileOption = None,
    instrument: options.InstrumentOption = None,
    format_: options.FormatOption = "table",
    output: options.OutputOption = None,
    strict: options.StrictOption = False,
    force: options.ForceOption = False,
) -> None:
    """Find the lightest raises of level that reach a target, or say how far they are."""
    if progress:
        _tell_progress(context, sheet, progress)
    unsaid = target is None and budget is None
    if unsaid and not any(from_project(context, str(one.name)) for one in context.command.params):
        raise UsageError("no_goal")
    if target is None and not unsaid and reserve is not None:
        raise UsageError("reserve_alone")
    run = Run(context)
    run.refuse(sheet, efforts, assign)
    assessment = options.judge(sheet, instrument)
    used = assessment.instrument
    if unsaid and isinstance(assessment, Scored):
        # A project that names no target strives for the next predicate.
        following = next_predicate(assessment.instrument, assessment.result)
        if following is None:
            raise UsageError("no_goal_above", predicate=assessment.result.predicate.name)
        target = context.params["target"] = following.name
    wanted = PlanOptions(
        target=None if target is None else options.index_or_name(target),
        reserve=options.exact(reserve or "0"),
        budget=options.exact(budget) if budget is not None else None,
        step=max_step,
        phases=phases,
        alternatives=alternatives,
        efforts=efforts,
        assign=assign,
    )
    if lock and used:
        locked = options.numbers_in(",".join(lock), used, "lock", "lock_unknown")
        wanted = replace(wanted, locked=locked)
    result = plan_sheet(assessment, wanted)
    if not result.plans:
        # A workbook is a work list: there is nothing to write of it.
        run.outputs = [path for path in run.outputs if path.suffix.casefold() != ".xlsx"]
    run.conclude(partial(PlanReport, result), result.findings, assessment, done=bool(result.plans))


def _tell_progress(context: typer.Context, sheet: Path, plan: Path) -> NoReturn:
    """Say how far a plan is that agencies filled in; the options of a new one do not go with it."""
    given = context.params
    for parameter in context.command.params:
        name = str(parameter.name)
        if name not in NEW_PLAN:
            continue
        source = context.get_parameter_source(name)
        if source is not None and source.name == "COMMANDLINE":
            raise UsageError("not_together", option=parameter.opts[0], other="--progress")
        given[name] = parameter.default  # what a project says of a new plan
    run = Run(context)
    run.refuse(sheet, plan, given["assign"])
    assessment = options.judge(sheet, given["instrument"])
    result = progress_of(assessment, plan, today(), given["assign"])
    report = partial(ProgressReport, result)
    run.conclude(report, result.findings, assessment, done=result.reached is not None)
