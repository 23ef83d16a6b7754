"""`spbe batch`: check and score many sheets; one bad file never stops the rest."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Final

import typer

from spbe_cli.assessment import Choice
from spbe_cli.batch.run import Batch, Options, Passed, Sheet, Watch, assess_all
from spbe_cli.cli.batch_corrections import Back, Orders, Written, ordered, save_corrections
from spbe_cli.cli.batch_files import Apart, refuse_corrections, sheets_at
from spbe_cli.cli.delivery import render
from spbe_cli.cli.files import write_file
from spbe_cli.cli.inputs import sound_instrument
from spbe_cli.cli.options import (
    AssignOption,
    ContactOption,
    DueOption,
    EvidenceOption,
    ForceOption,
    FormatOption,
    InstrumentOption,
    LatestOption,
    MissingOption,
    OutputOption,
    StrictOption,
    existing_paths,
)
from spbe_cli.cli.reporting import WITH_FINDINGS, Run, tell
from spbe_cli.cli.terminal import Ending, Progress, Session, heeding, write
from spbe_cli.cli.yaml_inputs import assignment_if_named
from spbe_cli.errors import CONTENT, DONE
from spbe_cli.findings import Listed, has_errors
from spbe_cli.former import Page
from spbe_cli.former.batch import FILES, TEXTS
from spbe_cli.former.batch.table import report
from spbe_cli.former.correction import Reply
from spbe_cli.gathering import evidence_in

INCOMPLETE: Final = "-belum-lengkap"
"""How the name of a file ends whose run was interrupted."""

PathsArgument = Annotated[
    list[Path],
    typer.Argument(metavar="metavar.paths", help="argument.batch.paths", callback=existing_paths),
]
CorrectionsOption = Annotated[
    Path | None,
    typer.Option("--corrections", metavar="metavar.folder", help="option.corrections"),
]
JobsOption = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=1, metavar="metavar.count", help="option.jobs"),
]


def batch(
    context: typer.Context,
    paths: PathsArgument,
    instrument: InstrumentOption = None,
    format_: FormatOption = "table",
    output: OutputOption = None,
    assign: AssignOption = None,
    latest: LatestOption = False,
    corrections: CorrectionsOption = None,
    due: DueOption = None,
    contact: ContactOption = None,
    missing: MissingOption = None,
    evidence: EvidenceOption = None,
    jobs: JobsOption = None,
    strict: StrictOption = False,
    force: ForceOption = False,
) -> None:
    """Check and score many sheets; one bad file never stops the rest."""
    run = Run(context, format_, output, strict=strict, force=force)
    named = run.refuse(assign, kinds=tuple(FILES))
    refuse_corrections(corrections, paths)
    folders = tuple(filter(None, (corrections, evidence)))
    sheets, passed = sheets_at(paths, Apart(tuple(output or ()), tuple(named), folders))
    chosen = sound_instrument(instrument, run.session)
    plan, told = assignment_if_named(assign, chosen, run.session)
    folder = replace(evidence_in(evidence), shared=True) if evidence else None
    options = Options(Choice(chosen, missing, evidence=folder), latest, plan, jobs, due)
    with heeding() as ending:
        made = _assess(sheets, passed, options, run.session, ending)
        made = replace(made, findings=(*told, *made.findings))
        back = None
        if corrections and made.complete:
            reply = Reply(due, contact)
            back = Back(corrections, sheets, options.choice, reply, jobs, strict)
        whole = _hand_over(made, back, run, ending)
    raise typer.Exit(_exit_code(made, strict=strict) if whole else ending.exit_code)


def _assess(
    sheets: tuple[Sheet, ...], passed: Passed, options: Options, session: Session, ending: Ending
) -> Batch:
    """Assess all sheets, and show how far it is; Ctrl-C ends it with what is done so far."""
    progress = Progress(len(sheets), session)
    made = assess_all(sheets, passed, options, Watch(progress.done, ending.heard))
    progress.finish()
    if made.complete:
        progress.tell()
    return made


def _hand_over(made: Batch, back: Back | None, run: Run, ending: Ending) -> bool:
    """Give out the findings, the files, the corrections, the screen; tell whether that is all."""
    session = run.session
    if run.format not in WITH_FINDINGS:
        for record in made.used:
            if record.kept.codes:
                tell(record.findings, session)
        tell(made.findings, session)
    orders = ordered(made, back, force=run.force) if back else None
    paths = _save(made, run)
    sent: Written | None = Written()
    if orders:
        sent = _send_back(orders, session, ending, force=run.force)
    _show(made, run.format, session)
    _tell_written(paths, back.folder if back else None, sent, session)
    return sent is not None and made.complete


def _save(made: Batch, run: Run) -> list[Path]:
    """Write the result to files, and return which: an incomplete one has a name that says so."""
    written: list[Path] = []
    for output in run.outputs or ():
        path = output if made.complete else _incomplete_name(output, force=run.force)
        pieces = FILES[output.suffix.casefold()](made, Page(run.session.words.in_full()))
        content = (one if isinstance(one, bytes) else one.encode() for one in pieces)
        write_file(path, content, force=run.force)
        written.append(path)
    return written


def _incomplete_name(output: Path, *, force: bool) -> Path:
    """Return the name of the file that holds what is done so far; another file is not replaced."""
    path = output.with_stem(output.stem + INCOMPLETE)
    number = 2
    while path.exists() and not force:
        path = output.with_stem(f"{output.stem}{INCOMPLETE}-{number}")
        number += 1
    return path


def _send_back(orders: Orders, session: Session, ending: Ending, *, force: bool) -> Written | None:
    """Write what goes back to the senders, and return what; None after Ctrl-C."""
    progress = Progress(len(orders.orders), session, "batch.correcting")
    watch = Watch(progress.done, ending.heard)
    try:
        written = save_corrections(orders, session.words, watch, force=force)
    finally:
        progress.finish()
    if written is not None:
        tell(written.findings, session)
    return written


def _tell_written(
    paths: Sequence[Path], folder: Path | None, sent: Written | None, session: Session
) -> None:
    """Say what was removed, what was written, and where, and what was not."""
    count = sent.count if sent else 0
    removed = tuple(path.name for path in sent.removed) if sent else ()
    said = {
        "batch.removed_corrections": removed,
        "batch.written_both": paths and count,
        "written": paths and not count,
        "batch.written_corrections": count and not paths,
        "batch.not_corrected": sent is None,
    }
    facts: dict[str, object] = {
        "file": ", ".join(map(str, paths)),
        "folder": str(folder),
        "count": count,
        "files": Listed(removed),
    }
    for key, holds in said.items():
        if holds:
            write(session.words.label(key, **facts) + "\n", sys.stderr)


def _show(made: Batch, format_: str, session: Session) -> None:
    """Write the result to stdout, piece by piece."""
    page = Page(session.words, session.out.width)
    if format_ in TEXTS:
        for piece in TEXTS[format_](made, page):
            write(str(piece), sys.stdout)
        return
    for line in report(made, page):
        text = render(line, session.out) if session.out.colour else f"{line.plain}\n"
        write(text, sys.stdout)


def _exit_code(made: Batch, *, strict: bool) -> int:
    """Return the exit code: of errors, with `strict` of warnings too."""
    errors = any(record.errors for record in made.used) or has_errors(made.findings)
    warnings = any(record.warnings for record in made.used) or made.findings
    return CONTENT if errors or (strict and warnings) else DONE
