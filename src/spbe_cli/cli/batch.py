"""`spbe batch`: check and score many sheets; one bad file never stops the rest."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

import typer

from spbe_cli.cli.assignment_file import AssignOption, sound_assignment
from spbe_cli.cli.instrument_choice import sound_instrument
from spbe_cli.cli.options import (
    ContactOption,
    DueOption,
    EvidenceOption,
    ForceOption,
    FormatOption,
    InstrumentOption,
    MissingOption,
    OutputOption,
    StrictOption,
)
from spbe_cli.cli.output import Session, render, write
from spbe_cli.cli.output_file import instrument_file, refuse_outputs, write_file
from spbe_cli.cli.output_findings import finding_lines
from spbe_cli.errors import CONTENT, DONE
from spbe_cli.findings import Listed, has_errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from spbe_cli.batch.run import Batch, Options, Passed, Sheet
    from spbe_cli.cli.batch_corrections import Meant, Written

WITH_FINDINGS: Final = frozenset({"json", "markdown"})
"""Formats that hold the findings themselves; they are not repeated on stderr."""
INCOMPLETE: Final = "-belum-lengkap"
"""How the name of a file ends whose run was interrupted."""

PathsArgument = Annotated[
    list[Path], typer.Argument(metavar="metavar.paths", help="argument.batch.paths")
]
LatestOption = Annotated[bool, typer.Option("--latest", help="option.latest")]
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
    from spbe_cli.batch.run import Options
    from spbe_cli.cli.batch_files import Apart, refuse_corrections, sheets_at
    from spbe_cli.cli.interruption import heeding
    from spbe_cli.former.batch import FILES
    from spbe_cli.gathering import evidence_in
    from spbe_cli.sheet.assess import Choice

    session: Session = context.obj
    named = (*instrument_file(instrument), *((assign,) if assign else ()))
    refuse_outputs(output, named, force=force, kinds=frozenset(FILES))
    refuse_corrections(corrections, paths)
    folders = tuple(filter(None, (corrections, evidence)))
    sheets, passed = sheets_at(paths, Apart(tuple(output or ()), named, folders))
    chosen = sound_instrument(instrument, session) if instrument else None
    plan, _, told = sound_assignment(assign, chosen, session) if assign else (None, None, ())
    folder = replace(evidence_in(evidence), shared=True) if evidence else None
    options = Options(Choice(chosen, missing, evidence=folder), latest, plan, jobs, due)
    with heeding() as wish:
        made = assess_watched(sheets, passed, options, (session, wish.heard))
        made = replace(made, findings=(*told, *made.findings))
        back = Back(corrections if made.complete else None, sheets, options, (due, contact), strict)
        whole = hand_over(made, (output or (), format_), back, (session, wish.heard), force=force)
    whole = whole and made.complete
    raise typer.Exit(exit_code(made, strict=strict) if whole else wish.exit_code)


Watched = tuple[Session, "Callable[[], bool]"]
"""What a long run knows of its user: the screen, and whether Ctrl-C was pressed."""


def assess_watched(
    sheets: "tuple[Sheet, ...]", passed: "Passed", options: "Options", watched: Watched
) -> "Batch":
    """Assess all sheets, and show how far it is; Ctrl-C ends it with what is done so far."""
    from spbe_cli.batch.run import Watch, assess_all
    from spbe_cli.cli.progress import Progress

    session, stopped = watched
    progress = Progress(len(sheets), session)
    made = assess_all(sheets, passed, options, Watch(progress.done, stopped))
    progress.finish()
    if made.complete:
        progress.tell()
    return made


def hand_over(
    made: "Batch",
    wanted: tuple[Sequence[Path], str],
    back: "Back",
    watched: Watched,
    *,
    force: bool,
) -> bool:
    """Give out the findings, the file, the corrections, the screen; tell whether that is all."""
    (outputs, format_), (session, _) = wanted, watched
    if format_ not in WITH_FINDINGS:
        print_all(made, session)
    meant = meant_corrections(made, back, force=force)
    paths = save(made, outputs, session, force=force)
    sent = save_corrected(meant, back, watched, force=force)
    show(made, format_, session)
    tell_written(paths, back.folder, sent, session)
    return sent is not None


def print_all(made: "Batch", session: Session) -> None:
    """Write all findings to stderr, sheet by sheet."""
    for record in made.used:
        if record.kept.codes:
            write(finding_lines(record.findings, session.words, session.err), sys.stderr)
    write(finding_lines(made.findings, session.words, session.err), sys.stderr)


class Back(NamedTuple):
    """What goes back to the senders: into which folder, from which sheets, as they were read.

    `reply` is when and to whom they send it back.
    """

    folder: Path | None
    sheets: "tuple[Sheet, ...]"
    options: "Options"
    reply: tuple[str | None, str | None]
    strict: bool = False


def save(
    made: "Batch", outputs: Sequence[Path], session: Session, *, force: bool
) -> tuple[Path, ...]:
    """Write the result to files, and return which: an incomplete one has a name that says so."""
    from spbe_cli.former import Page
    from spbe_cli.former.batch import FILES

    written: list[Path] = []
    for output in outputs:
        path = output if made.complete else incomplete_name(output, force=force)
        pieces = FILES[output.suffix.casefold()](made, Page(session.words.in_full()))
        write_file(path, (p if isinstance(p, bytes) else p.encode() for p in pieces), force=force)
        written.append(path)
    return tuple(written)


def incomplete_name(output: Path, *, force: bool) -> Path:
    """Return the name of the file that holds what is done so far; another file is not replaced."""
    path = output.with_stem(output.stem + INCOMPLETE)
    number = 2
    while path.exists() and not force:
        path = output.with_stem(f"{output.stem}{INCOMPLETE}-{number}")
        number += 1
    return path


def meant_corrections(made: "Batch", back: Back, *, force: bool) -> "Meant | None":
    """Return what is to go back to the senders; refuse what is in its way, if it is not ours."""
    if back.folder is None:
        return None
    from spbe_cli.cli.batch_corrections import Back as Where
    from spbe_cli.cli.batch_corrections import meant

    where = Where(back.folder, back.sheets, back.options.jobs, back.strict)
    return meant(made, where, force=force)


def save_corrected(
    meant: "Meant | None", back: Back, watched: Watched, *, force: bool
) -> "Written | None":
    """Write what goes back to the senders, and return what; None after Ctrl-C."""
    from spbe_cli.batch.run import Watch
    from spbe_cli.cli.batch_corrections import Written, save_corrections
    from spbe_cli.cli.progress import Progress
    from spbe_cli.sheet.correction import Reply

    if meant is None:
        return Written()
    session, stopped = watched
    progress = Progress(len(meant.orders), session, "batch.correcting")
    job = (back.options.choice, session.words, Reply(*back.reply)), Watch(progress.done, stopped)
    try:
        written = save_corrections(meant, job, force=force)
    finally:
        progress.finish()
    if written is not None:
        write(finding_lines(tuple(written.findings), session.words, session.err), sys.stderr)
    return written


def tell_written(
    paths: Sequence[Path], folder: Path | None, sent: "Written | None", session: Session
) -> None:
    """Say what was removed, what was written, and where, and what was not."""
    count, files = sent.count if sent else 0, ", ".join(map(str, paths))
    facts: dict[str, object] = {"file": files, "folder": str(folder), "count": count}
    if sent and sent.removed:
        gone = {**facts, "files": Listed(tuple(path.name for path in sent.removed))}
        write(session.words.label("batch.removed_corrections", **gone) + "\n", sys.stderr)
    key = "batch.written_both" if paths and count else "written" if paths else ""
    key = key or ("batch.written_corrections" if count else "")
    if key:
        write(session.words.label(key, **facts) + "\n", sys.stderr)
    if sent is None:
        write(session.words.label("batch.not_corrected", **facts) + "\n", sys.stderr)


def show(made: "Batch", format_: str, session: Session) -> None:
    """Write the result to stdout, piece by piece."""
    from spbe_cli.former import Page
    from spbe_cli.former.batch import TEXTS
    from spbe_cli.former.batch.table import report

    page = Page(session.words, session.out.width)
    if format_ in TEXTS:
        for piece in TEXTS[format_](made, page):
            write(str(piece), sys.stdout)
        return
    for line in report(made, page):
        text = render(line, session.out) if session.out.colour else f"{line.plain}\n"
        write(text, sys.stdout)


def exit_code(made: "Batch", *, strict: bool) -> int:
    """Return the exit code: of errors, with `strict` of warnings too."""
    errors = any(record.errors for record in made.used) or has_errors(made.findings)
    warnings = any(record.warnings for record in made.used) or made.findings
    return CONTENT if errors or (strict and warnings) else DONE
