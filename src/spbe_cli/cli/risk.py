"""`spbe risk`: how far the number can fall."""

import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import partial
from typing import Annotated, Final

import typer

from spbe_cli.analysis.risk import assess_risk
from spbe_cli.cli import options
from spbe_cli.cli.reporting import Run
from spbe_cli.errors import UsageError
from spbe_cli.findings import Quoted
from spbe_cli.reports import Report
from spbe_cli.reports.risk import RiskReport
from spbe_cli.reports.risk_interview import InterviewReport
from spbe_cli.words import Words

CHANCE: Final = re.compile(
    r"\s*(?:([1-9]\d?)\s*=\s*)?(\d{1,3}(?:[.,]\d{1,9})?)\s*(%?)\s*", re.ASCII
)


def risk(
    context: typer.Context,
    sheet: options.SheetArgument,
    downgrade: list[str] | None = None,
    rates: options.FileOption = None,
    assign: options.OwnersOption = None,
    interview: Annotated[bool, typer.Option("--interview")] = False,
    previous: options.PreviousOption = None,
    instrument: options.InstrumentOption = None,
    format_: options.FormatOption = "table",
    output: options.OutputOption = None,
    detail: options.DetailOption = False,
    strict: options.StrictOption = False,
    force: options.ForceOption = False,
) -> None:
    """Say how far the index of a sheet can fall."""
    chances = _chances(downgrade) if downgrade else None
    if chances is not None and rates is not None:
        raise UsageError("downgrade_rates")
    if interview and (chances is not None or rates):
        raise UsageError("interview_rates")
    run = Run(context)
    run.refuse(sheet, rates, assign, previous)
    assessment = options.judge(sheet, instrument, previous=previous)
    result = assess_risk(assessment, chances, rates, assign)
    make: Callable[[Words, str], Report] = partial(RiskReport, result)
    if interview:
        view = options.judge(previous, instrument).view if previous else None
        earlier = {row: one.level for row, one in view.answers.items()} if view else None
        make = partial(InterviewReport, result, earlier=earlier)
    run.conclude(make, result.findings, assessment, done=bool(result.risk))


def _chances(written: Iterable[str]) -> Mapping[Fraction, Fraction]:
    """Read what `--downgrade` gives: by how many levels, with which chance (`0,2` or `20%`)."""
    found: dict[Fraction, Fraction] = {}
    for text in written:
        match = CHANCE.fullmatch(text)
        chance = options.exact(match[2]) / (100 if match[3] else 1) if match else None
        if match is None or chance is None or chance > 1:
            raise UsageError("downgrade", found=Quoted(text))
        steps = Fraction(match[1] or 1)
        if steps in found:
            raise UsageError("downgrade_twice", steps=steps)
        found[steps] = chance
    total = sum(found.values(), Fraction(0))
    if total > 1:
        raise UsageError("downgrade_sum", found=total)
    return dict(sorted(found.items()))
