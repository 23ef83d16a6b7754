"""`spbe plan`: the lightest raises of level that reach a target."""

from dataclasses import replace
from pathlib import Path
from typing import Final

import typer

from spbe_cli.cli.options import (
    ForceOption,
    FormatOption,
    InstrumentOption,
    SheetArgument,
    StrictOption,
    joined,
)
from spbe_cli.cli.output import Session
from spbe_cli.cli.output_file import instrument_file, refuse_outputs
from spbe_cli.cli.simulate import WITH_FINDINGS, exit_code, tell
from spbe_cli.cli.weigh_options import (
    AlternativesOption,
    BudgetOption,
    DataOutput,
    EffortsOption,
    LockOption,
    OwnersOption,
    PhasesOption,
    ReserveOption,
    StepOption,
    TargetOption,
    exact,
    locked_codes,
    target_of,
)
from spbe_cli.errors import UsageError
from spbe_cli.words import Words

WORKBOOK: Final = ".xlsx"
"""A work list; nothing to write of it where there is no plan."""


def plan(
    context: typer.Context,
    sheet: SheetArgument,
    target: TargetOption = None,
    reserve: ReserveOption = None,
    budget: BudgetOption = None,
    max_step: StepOption = 1,
    phases: PhasesOption = 1,
    lock: LockOption = None,
    efforts: EffortsOption = None,
    assign: OwnersOption = None,
    alternatives: AlternativesOption = 0,
    instrument: InstrumentOption = None,
    format_: FormatOption = "table",
    output: DataOutput = None,
    strict: StrictOption = False,
    force: ForceOption = False,
) -> None:
    """Find the lightest raises of level that reach a target."""
    from spbe_cli.analysis.plan import PlanOptions, plan_sheet
    from spbe_cli.cli.delivery import deliver
    from spbe_cli.cli.recording import recorded
    from spbe_cli.cli.score import judge
    from spbe_cli.reports import ENDINGS
    from spbe_cli.reports.plan import PlanReport

    session: Session = context.obj
    if target is None and budget is None:
        raise UsageError("no_goal")
    if target is None and reserve is not None:
        raise UsageError("reserve_alone")
    inputs: list[Path] = [sheet, *filter(None, (efforts, assign))]
    refuse_outputs(output, [*inputs, *instrument_file(instrument)], force=force, kinds=ENDINGS)
    options = PlanOptions(
        target=target_of(target),
        reserve=exact(reserve or "0"),
        budget=exact(budget) if budget is not None else None,
        step=max_step,
        phases=phases,
        alternatives=alternatives,
        efforts=efforts,
        assign=assign,
    )
    assessment = judge(sheet, instrument, None)
    numbers = joined(lock)
    if numbers is not None and assessment.instrument is not None:
        options = replace(options, locked=locked_codes(assessment.instrument, numbers))
    result = plan_sheet(assessment, options)
    if format_ not in WITH_FINDINGS:
        tell(session, result.findings, assessment)
    command = recorded(context, assessment)
    wanted = [path for path in output or () if result.plans or path.suffix.casefold() != WORKBOOK]

    def report(words: Words) -> PlanReport:
        return PlanReport(result, words, command)

    deliver(report, format_, wanted, session, force=force)
    raise typer.Exit(exit_code(result.findings, done=bool(result.plans), strict=strict))
