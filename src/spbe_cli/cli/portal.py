"""`spbe portal`: the text of every indicator for the ministry's application."""

import typer

from spbe_cli.analysis.portal import portal_texts
from spbe_cli.cli import options
from spbe_cli.cli.reporting import Run, owners_of, recorded
from spbe_cli.files.assignments import load_assignment
from spbe_cli.reports.portal import PortalReport


def portal(
    context: typer.Context,
    sheet: options.SheetArgument,
    stage: str | None = None,
    evidence: options.EvidenceOption = None,
    assign: options.OwnersOption = None,
    instrument: options.InstrumentOption = None,
    format_: options.FormatOption = "table",
    output: options.OutputOption = None,
    detail: options.DetailOption = False,
    strict: options.StrictOption = False,
    force: options.ForceOption = False,
) -> None:
    """Write the text of every indicator for the ministry's application."""
    run = Run(context)
    run.refuse(sheet, assign)
    assessment = options.judge(sheet, instrument, evidence=evidence)
    owners = load_assignment(assign, assessment.instrument)
    result = portal_texts(assessment, stage, owners.assignment, owners.findings)
    # An agency's part has no index, but its texts can be pasted all the same.
    if result.entries:
        run.tell(result.findings, owners_of(assessment))
    else:
        run.tell_of(result.findings, assessment)
    command = recorded(context, assessment)
    run.deliver(lambda words: PortalReport(result, words, command))
    run.end(result.findings, done=bool(result.entries))
