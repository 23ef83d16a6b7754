"""`spbe score`: check one returned sheet and compute its index."""

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
from spbe_cli.cli.output import Session
from spbe_cli.cli.output_file import (
    instrument_file,
    refuse_input,
    refuse_outputs,
    same_file,
)
from spbe_cli.cli.output_findings import print_findings, print_hint
from spbe_cli.errors import CONTENT, DONE, EnvironmentRefusal, UsageError
from spbe_cli.findings import Finding, Typed, has_errors
from spbe_cli.words import Words

if TYPE_CHECKING:
    from spbe_cli.sheet.assess import Assessment
    from spbe_cli.sheet.evidence import EvidenceFolder

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
    from spbe_cli.cli.delivery import deliver, name_written, save
    from spbe_cli.cli.recording import recorded
    from spbe_cli.reports import ENDINGS
    from spbe_cli.reports.score import ScoreReport
    from spbe_cli.reports.score_draft import ScoreDraft

    session: Session = context.obj
    if previous and same_file(sheet, previous):
        raise UsageError("previous_itself", file=str(sheet))
    inputs = [sheet, *([previous] if previous else []), *instrument_file(instrument)]
    refuse_outputs(output, inputs, force=force, kinds=ENDINGS)
    for path in output or ():
        refuse_input(path.with_suffix(TEXT_BESIDE), inputs)
    assessment = judge(sheet, instrument, missing, Beside(previous, evidence))
    if format_ not in WITH_FINDINGS:
        partial = assessment.status == "partial"
        print_findings(session, assessment.findings, partial=partial)
    command = recorded(context, assessment)
    back, reports = apart(output or (), assessment)
    returned = send_back(assessment, back, session, (due, contact), force=force)
    drafts = [path for path in reports if path.suffix.casefold() == ".docx"]
    others = [path for path in reports if path not in drafts]

    def report(words: Words) -> ScoreReport:
        return ScoreReport(assessment, words, command)

    def draft(words: Words) -> ScoreReport:
        return ScoreDraft(assessment, words, command)

    beside = save(draft, drafts, session, force=force)
    deliver(report, format_, others, session, force=force, detail=detail, beside=beside)
    name_written(returned, session, "written_correction")
    if not output and has_errors(assessment.findings):
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
    from spbe_cli.cli.instrument_choice import chosen_instrument
    from spbe_cli.sheet.assess import Assessment, Choice, Status, assess
    from spbe_cli.sheet.check import faults_beside_gaps

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


def apart(
    outputs: Sequence[Path], assessment: "Assessment"
) -> tuple[Sequence[Path], Sequence[Path]]:
    """Return the files that go back to the sender, and the reports.

    A workbook of a sheet with errors is no report: it is what the sender corrects.
    """
    invalid = assessment.status == "invalid"
    back = [path for path in outputs if invalid and path.suffix.casefold() == ".xlsx"]
    return back, [path for path in outputs if path not in back]


def send_back(
    assessment: "Assessment",
    outputs: Sequence[Path],
    session: Session,
    reply: tuple[str | None, str | None],
    *,
    force: bool,
) -> tuple[Path, ...]:
    """Write what goes back to the sender of a sheet with errors, and return which files."""
    if not outputs:
        return ()
    from spbe_cli.cli.correction import refuse_texts, save_correction
    from spbe_cli.sheet.correction import Reply, correct

    refuse_texts(outputs, force=force)
    written: list[Path] = []
    for output in outputs:
        correction = correct(assessment, session.words, output.name, Reply(*reply))
        written += save_correction(correction, output, force=force)
    return tuple(written)


def hint(sheet: Path, session: Session) -> str:
    """Return the one hint: how to send the findings back."""
    return session.words.label("hint_correction", typed=Typed(str(sheet)))


def exit_code(findings: Sequence[Finding], *, strict: bool) -> int:
    """Return the exit code that findings give; with `strict` a warning counts too."""
    return CONTENT if has_errors(tuple(findings)) or (strict and findings) else DONE
