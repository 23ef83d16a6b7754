"""`spbe score`: check one returned sheet and compute its index."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from spbe_cli.cli import files, options
from spbe_cli.cli.files import refuse_input, refuse_outputs
from spbe_cli.cli.reporting import Run, owners_of, recorded
from spbe_cli.errors import UsageError
from spbe_cli.findings import Due, Quoted, Typed, has_errors
from spbe_cli.many.sheets import matches
from spbe_cli.reports.score import ScoreReport
from spbe_cli.sheet.assess import Assessment

if TYPE_CHECKING:
    from spbe_cli.analysis.plan import Target


def _one_sheet(path: Path) -> Path:
    if path.is_dir():
        raise UsageError("score_folder", file=str(path), typed=Typed(str(path)))
    if matches(path) not in ([], [path]):
        raise UsageError("score_pattern", pattern=Quoted(str(path)), typed=Typed(str(path)))
    files.existing_file(path)
    return path


def score(
    context: typer.Context,
    sheet: Annotated[Path, typer.Argument(callback=_one_sheet)],
    target: str | None = None,
    instrument: options.InstrumentOption = None,
    format_: options.FormatOption = "table",
    output: options.OutputOption = None,
    missing: options.MissingOption = None,
    previous: options.PreviousOption = None,
    evidence: options.EvidenceOption = None,
    due: str | None = None,
    contact: str | None = None,
    mark: options.MarkOption = False,
    detail: options.DetailOption = False,
    strict: options.StrictOption = False,
    force: options.ForceOption = False,
) -> None:
    """Check one returned sheet and compute its index."""
    run, outputs = Run(context), output or []
    inputs = run.refuse(sheet, previous)
    books, drafts = (
        [path for path in outputs if path.suffix.casefold() == ending]
        for ending in (".xlsx", ".docx")
    )
    if mark and not books:
        raise UsageError("mark_output")
    for path in outputs:
        refuse_input(path.with_suffix(files.TEXT), inputs)
    assessment = options.judge(sheet, instrument, missing, previous, evidence)
    goal, command, session = _goal(target, assessment), recorded(context, assessment), run.session
    part = assessment.status == "partial"
    run.tell(assessment.findings, owners_of(assessment), partial=part)
    # A workbook of a sheet with errors is no report: it is what the sender corrects.
    back = books if assessment.status == "invalid" else []
    returned = _send_back(assessment, back, run, (options.day(due), contact)) if back else []
    run.outputs = [path for path in outputs if path not in (*back, *drafts)]
    run.save(lambda words: ScoreReport(assessment, words, command, goal, draft=True), drafts)
    run.deliver(lambda words: ScoreReport(assessment, words, command, goal), beside=drafts)
    session.name_written(returned, "written_correction")
    if has_errors(assessment.findings) and session.err.terminal:
        # How to send the sheet back, and how in its own layout if it has one.
        own = assessment.has_own_layout and not mark and (back or not outputs)
        for key, wanted in (("hint_correction", not outputs), ("hint_mark", own)):
            if wanted:
                session.say(key, typed=Typed(assessment.file))
    run.end(assessment.findings)


def _goal(target: str | None, assessment: Assessment) -> "Target | None":
    instrument = assessment.instrument
    if target is None or instrument is None:
        return None
    # What finds plans loads only where there is a target.
    from spbe_cli.analysis.plan import target_of  # noqa: PLC0415

    goal = options.index_or_name(target)
    lowest, highest = instrument.lowest, instrument.highest
    if not isinstance(goal, str) and not lowest <= goal <= highest:
        facts = {"instrument": instrument.title, "lowest": lowest, "highest": highest}
        raise UsageError("target_scale", found=Quoted(target), **facts)
    return target_of(assessment, goal)


def _send_back(
    assessment: Assessment, outputs: Sequence[Path], run: Run, reply: tuple[Due, str | None]
) -> list[Path]:
    """Write the workbook and the text for a sender; what can't be read gets only the text."""
    # What writes workbooks loads only where one is written.
    from spbe_cli.sheet.correction import Marking, correct  # noqa: PLC0415
    from spbe_cli.sheet.correction_items import Reply  # noqa: PLC0415

    words, marked = run.session.words, run.context.params["mark"]
    source = Marking(Path(assessment.file), although=True) if marked else None
    texts = [path.with_suffix(files.TEXT) for path in outputs]
    refuse_outputs(texts, [], force=run.force, kinds={files.TEXT})
    written: list[Path] = []
    for output, text in zip(outputs, texts, strict=True):
        correction = correct(assessment, words, output.name, Reply(*reply), source)
        run.tell(correction.findings, owners_of(assessment))
        books = {} if correction.workbook is None else {output: correction.workbook}
        made = {**books, text: correction.text}
        run.write(made)
        written += made
    return written
