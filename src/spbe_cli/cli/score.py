"""`spbe score`: check one returned sheet and compute its index."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from spbe_cli.cli.options import (
    ContactOption,
    DetailOption,
    DueOption,
    EvidenceOption,
    ForceOption,
    FormatOption,
    InstrumentOption,
    MissingOption,
    OutputOption,
    PreviousOption,
    SheetArgument,
    StrictOption,
)
from spbe_cli.cli.output import Session, render, write
from spbe_cli.cli.output_file import (
    instrument_file,
    refuse_input,
    refuse_output,
    same_file,
    write_file,
)
from spbe_cli.cli.output_findings import print_findings, print_hint
from spbe_cli.errors import CONTENT, DONE, EnvironmentRefusal, UsageError
from spbe_cli.findings import Finding, Typed, has_errors

if TYPE_CHECKING:
    from spbe_cli.assessment import Assessment
    from spbe_cli.checks.evidence import EvidenceFolder

TEXT_BESIDE = ".txt"
"""The ending of the text that goes beside a correction: it must not hit an input either."""

WITH_FINDINGS = frozenset({"json", "markdown"})
"""Formats that hold the findings themselves; they are not repeated on stderr."""


def score(
    context: typer.Context,
    sheet: SheetArgument,
    instrument: InstrumentOption = None,
    format_: FormatOption = "table",
    output: OutputOption = None,
    missing: MissingOption = None,
    previous: PreviousOption = None,
    evidence: EvidenceOption = None,
    due: DueOption = None,
    contact: ContactOption = None,
    detail: DetailOption = False,
    strict: StrictOption = False,
    force: ForceOption = False,
) -> None:
    """Check one returned sheet and compute its index."""
    from spbe_cli.reports import FILES

    session: Session = context.obj
    if previous and same_file(sheet, previous):
        raise UsageError("previous_itself", file=str(sheet))
    inputs = [sheet, *([previous] if previous else []), *instrument_file(instrument)]
    refuse_output(output, inputs, force=force, kinds=frozenset(FILES))
    refuse_input(output and output.with_suffix(TEXT_BESIDE), inputs)
    assessment = judge(sheet, instrument, missing, Beside(previous, evidence))
    if format_ not in WITH_FINDINGS:
        partial = assessment.status == "partial"
        print_findings(session, assessment.findings, partial=partial)
    reply = due, contact
    written = save(assessment, output, session, reply, force=force) if output else ()
    show_result(assessment, format_, session, detail=detail)
    for path in written:
        write(session.words.label("written", file=str(path)) + "\n", sys.stderr)
    if not written and has_errors(assessment.findings):
        print_hint(session, hint(sheet, session))
    raise typer.Exit(exit_code(assessment.findings, strict=strict))


class Beside(NamedTuple):
    """What lies beside the sheet: that of an earlier stage, and the folder of evidence."""

    previous: Path | None = None
    evidence: Path | None = None


def judge(
    sheet: Path, instrument: str | None, missing: str | None, beside: Beside | None = None
) -> "Assessment":
    """Assess a sheet; a custom instrument or earlier sheet with faults gives these instead."""
    from spbe_cli.assessment import Assessment, Choice, Status, assess
    from spbe_cli.checks.answers import faults_beside_gaps
    from spbe_cli.cli.instrument_choice import chosen_instrument

    chosen = chosen_instrument(instrument) if instrument else None
    if chosen and chosen.instrument is None:
        return Assessment(str(sheet), None, Status.INVALID, None, chosen.findings, {})
    beside = beside or Beside()
    earlier = judge(beside.previous, instrument, None) if beside.previous else None
    if earlier and faults_beside_gaps(earlier.findings):
        return earlier
    try:
        folder = folder_of(beside.evidence) if beside.evidence else None
        choice = Choice(chosen.instrument if chosen else None, missing, earlier, folder)
        return assess(sheet, str(sheet), choice)
    except OSError as refused:
        raise EnvironmentRefusal("unreadable", file=str(sheet), reason=reason(refused)) from refused


def folder_of(evidence: Path) -> "EvidenceFolder":
    """List the folder of evidence."""
    from spbe_cli.gathering import evidence_in

    return evidence_in(evidence)


def reason(refused: OSError) -> str:
    """Return why the system refused, in its own words."""
    return refused.strerror or type(refused).__name__


def show_result(assessment: "Assessment", format_: str, session: Session, *, detail: bool) -> None:
    """Write the result to stdout."""
    from spbe_cli.reports import REPORTS, Page, report_for

    page = Page(session.words, session.out.width, detail)
    document = report_for(REPORTS[format_])(assessment, page)
    write(document if isinstance(document, str) else render(document, session.out), sys.stdout)


def save(
    assessment: "Assessment",
    output: Path,
    session: Session,
    reply: tuple[str | None, str | None],
    *,
    force: bool,
) -> Sequence[Path]:
    """Write the result to a file; of a sheet with errors what goes back to the agency."""
    from spbe_cli.assessment import Status
    from spbe_cli.reports import FILES, Page, report_for

    if output.suffix.lower() == ".xlsx" and assessment.status is Status.INVALID:
        from spbe_cli.cli.correction import save_correction
        from spbe_cli.reports.correction import Reply, correct

        correction = correct(assessment, session.words, output.name, Reply(*reply))
        return save_correction(correction, output, force=force)
    page = Page(session.words.in_full(), detail=True)
    document = report_for(FILES[output.suffix.lower()])(assessment, page)
    write_file(
        output, document if isinstance(document, bytes) else str(document).encode(), force=force
    )
    return (output,)


def hint(sheet: Path, session: Session) -> str:
    """Return the one hint: how to send the findings back."""
    return session.words.label("hint_correction", typed=Typed(str(sheet)))


def exit_code(findings: Sequence[Finding], *, strict: bool) -> int:
    """Return the exit code that findings give; with `strict` a warning counts too."""
    return CONTENT if has_errors(tuple(findings)) or (strict and findings) else DONE
