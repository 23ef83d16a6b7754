"""`spbe simulate`: the index if some levels were different."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from spbe_cli.cli.options import (
    ForceOption,
    FormatOption,
    InstrumentOption,
    SheetArgument,
    StrictOption,
)
from spbe_cli.cli.output import Session, write
from spbe_cli.cli.output_file import instrument_file, refuse_outputs
from spbe_cli.cli.output_findings import finding_lines, print_findings
from spbe_cli.cli.weigh_options import DataOutput, FromOption, SetOption, changes_of
from spbe_cli.errors import CONTENT, DONE, UsageError
from spbe_cli.findings import Finding, has_errors

if TYPE_CHECKING:
    from spbe_cli.sheet.assess import Assessment

WITH_FINDINGS = frozenset({"json", "markdown"})
"""Formats that hold the findings themselves; they are not repeated on stderr."""


def simulate(
    context: typer.Context,
    sheet: SheetArgument,
    set_: SetOption = None,
    from_: FromOption = None,
    instrument: InstrumentOption = None,
    format_: FormatOption = "table",
    output: DataOutput = None,
    strict: StrictOption = False,
    force: ForceOption = False,
) -> None:
    """Compute the index if some levels were different."""
    from spbe_cli.cli.delivery import deliver_former
    from spbe_cli.cli.recording import recorded
    from spbe_cli.cli.score import judge
    from spbe_cli.estimating import load_changes
    from spbe_cli.former.simulate.table import FILES, REPORTS
    from spbe_cli.weighing import simulate_sheet

    session: Session = context.obj
    inputs: list[Path] = [sheet, *([from_] if from_ else [])]
    refuse_outputs(output, [*inputs, *instrument_file(instrument)], force=force, kinds=tuple(FILES))
    typed = changes_of(set_ or (), str(sheet))
    if not typed and from_ is None:
        raise UsageError("no_changes")
    listed, faults = load_changes(from_, str(from_)) if from_ else ((), ())
    assessment = judge(sheet, instrument, None)
    simulated = simulate_sheet(assessment, (*listed, *typed), faults)
    if format_ not in WITH_FINDINGS:
        tell(session, simulated.findings, assessment)
    command = recorded(context, assessment)
    deliver_former(simulated, (FILES, REPORTS[format_]), output, session, command, force=force)
    done = simulated.simulation is not None
    raise typer.Exit(exit_code(simulated.findings, done=done, strict=strict))


def tell(session: Session, findings: tuple[Finding, ...], assessment: "Assessment") -> None:
    """Write the findings; of a sheet without an index also what that means."""
    if assessment.result is None:
        print_findings(session, findings, partial=assessment.sheet is not None)
        if assessment.sheet is not None:
            write(f"{session.words.label('weigh.partial')}\n", sys.stderr)
    else:
        write(finding_lines(findings, session.words, session.err), sys.stderr)


def exit_code(findings: tuple[Finding, ...], *, done: bool, strict: bool) -> int:
    """Return the exit code: without a result the content of the input does not allow one."""
    wrong = has_errors(findings) or (strict and bool(findings))
    return CONTENT if wrong or not done else DONE
