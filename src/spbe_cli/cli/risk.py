"""`spbe risk`: how far the number can fall."""

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Final

import typer

from spbe_cli.cli.options import (
    ForceOption,
    FormatOption,
    InstrumentOption,
    SheetArgument,
    StrictOption,
)
from spbe_cli.cli.output import Session
from spbe_cli.cli.output_file import instrument_file, refuse_outputs
from spbe_cli.cli.simulate import WITH_FINDINGS, exit_code, tell
from spbe_cli.cli.weigh_options import DataOutput, OwnersOption, exact, existing
from spbe_cli.errors import UsageError
from spbe_cli.findings import Quoted
from spbe_cli.words import Words

CHANCE: Final = re.compile(r"\s*(?:([1-9]\d?)\s*=\s*)?([01](?:[.,]\d{1,9})?)\s*", re.ASCII)

DowngradeOption = Annotated[
    list[str] | None,
    typer.Option("--downgrade", metavar="metavar.downgrade", help="option.downgrade"),
]
DetailOption = Annotated[bool, typer.Option("--detail", help="option.detail.risk")]
RatesOption = Annotated[
    Path | None,
    typer.Option("--rates", metavar="metavar.file", help="option.rates", callback=existing),
]


def risk(
    context: typer.Context,
    sheet: SheetArgument,
    downgrade: DowngradeOption = None,
    rates: RatesOption = None,
    assign: OwnersOption = None,
    instrument: InstrumentOption = None,
    format_: FormatOption = "table",
    output: DataOutput = None,
    detail: DetailOption = False,
    strict: StrictOption = False,
    force: ForceOption = False,
) -> None:
    """Say how far the index of a sheet can fall."""
    from spbe_cli.analysis.risk import RiskOptions, assess_risk
    from spbe_cli.cli.delivery import deliver
    from spbe_cli.cli.recording import recorded
    from spbe_cli.cli.score import judge
    from spbe_cli.reports import ENDINGS
    from spbe_cli.reports.risk import RiskReport

    session: Session = context.obj
    chances = chances_of(downgrade) if downgrade else None
    if chances is not None and rates is not None:
        raise UsageError("downgrade_rates")
    inputs: list[Path] = [sheet, *filter(None, (rates, assign))]
    refuse_outputs(output, [*inputs, *instrument_file(instrument)], force=force, kinds=ENDINGS)
    assessment = judge(sheet, instrument, None)
    found = assess_risk(assessment, RiskOptions(chances, rates, assign))
    if format_ not in WITH_FINDINGS:
        tell(session, found.findings, assessment)
    command = recorded(context, assessment)

    def report(words: Words) -> RiskReport:
        return RiskReport(found, words, command)

    deliver(report, format_, output, session, force=force, detail=detail)
    raise typer.Exit(exit_code(found.findings, done=found.risk is not None, strict=strict))


def chances_of(written: Iterable[str]) -> Mapping[Fraction, Fraction]:
    """Read what `--downgrade` gives: by how many levels, with which chance.

    Raises:
        UsageError: something is no chance, one is named twice, or all add up to more than 1.
    """
    found: dict[Fraction, Fraction] = {}
    for text in written:
        match = CHANCE.fullmatch(text)
        if match is None or exact(match[2]) > 1:
            raise UsageError("downgrade", found=Quoted(text))
        steps = Fraction(match[1] or 1)
        if steps in found:
            raise UsageError("downgrade_twice", steps=steps)
        found[steps] = exact(match[2])
    total = sum(found.values(), Fraction(0))
    if total > 1:
        raise UsageError("downgrade_sum", found=total)
    return dict(sorted(found.items()))
