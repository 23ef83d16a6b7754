"""`spbe batch`: check and score many sheets; one bad file never stops the rest."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from glob import glob
from pathlib import Path
from typing import Annotated, Final

import typer

from spbe_cli.cli import options
from spbe_cli.cli.assignments import assignment_if_named
from spbe_cli.cli.batch_corrections import Back, Orders, Written, ordered, save_corrections
from spbe_cli.cli.files import refuse_folder, same_file
from spbe_cli.cli.inputs import sound_instrument
from spbe_cli.cli.reporting import WITH_FINDINGS, Run, recorded, tell
from spbe_cli.cli.terminal import Ending, Progress, Session, heeding, write
from spbe_cli.errors import CONTENT, DONE, UsageError
from spbe_cli.findings import Listed, has_errors
from spbe_cli.many.gather import HIDDEN, evidence_in, gather, is_table
from spbe_cli.many.run import Batch, Options, Passed, Sheet, Watch, assess_all
from spbe_cli.reports import FORMATS
from spbe_cli.reports.batch import BatchReport
from spbe_cli.sheet.assess import Choice
from spbe_cli.sheet.correction import Reply
from spbe_cli.xlsx.package import Refused
from spbe_cli.xlsx.reading import read_answers

INCOMPLETE: Final = "-belum-lengkap"
"""How the name of a file ends whose run was interrupted."""

PathsArgument = Annotated[
    list[Path],
    typer.Argument(
        metavar="metavar.paths", help="argument.batch.paths", callback=options.existing_paths
    ),
]
CorrectionsOption = Annotated[
    Path | None,
    typer.Option("--corrections", metavar="metavar.folder", help="option.corrections"),
]
JobsOption = Annotated[int | None, options.counted("--jobs", "-j", key="option.jobs")]


def batch(
    context: typer.Context,
    paths: PathsArgument,
    instrument: options.InstrumentOption = None,
    format_: options.FormatOption = "table",
    output: options.OutputOption = None,
    assign: options.AssignOption = None,
    latest: options.LatestOption = False,
    corrections: CorrectionsOption = None,
    due: options.DueOption = None,
    contact: options.ContactOption = None,
    missing: options.MissingOption = None,
    evidence: options.EvidenceOption = None,
    jobs: JobsOption = None,
    strict: options.StrictOption = False,
    force: options.ForceOption = False,
) -> None:
    """Check and score many sheets; one bad file never stops the rest."""
    run = Run(context, format_, output, strict=strict, force=force)
    named = run.refuse(assign)
    _refuse_corrections(corrections, paths)
    folders = tuple(filter(None, (corrections, evidence)))
    sheets, passed = _sheets_at(paths, output or (), named, folders)
    chosen = sound_instrument(instrument, run.session)
    plan, told = assignment_if_named(assign, chosen, run.session)
    folder = replace(evidence_in(evidence), shared=True) if evidence else None
    wanted = Options(Choice(chosen, missing, evidence=folder), latest, plan, jobs, due)
    with heeding() as ending:
        made = _assess(sheets, passed, wanted, run.session, ending)
        made = replace(made, findings=(*told, *made.findings))
        back = None
        if corrections and made.complete:
            reply = Reply(due, contact)
            back = Back(corrections, sheets, wanted.choice, reply, jobs, strict)
        whole = _hand_over(made, back, run, ending)
    raise typer.Exit(_exit_code(made, strict=strict) if whole else ending.exit_code)


def _assess(
    sheets: tuple[Sheet, ...], passed: Passed, wanted: Options, session: Session, ending: Ending
) -> Batch:
    """Assess all sheets, and show how far it is; Ctrl-C ends it with what is done so far."""
    progress = Progress(len(sheets), session)
    made = assess_all(sheets, passed, wanted, Watch(progress.done, ending.heard))
    progress.finish()
    if made.complete:
        progress.tell()
    return made


def _hand_over(made: Batch, back: Back | None, run: Run, ending: Ending) -> bool:
    """Give out the findings, the files, the corrections, the screen; tell whether that is all."""
    session = run.session
    if run.format not in WITH_FINDINGS:
        for record in made.used:
            if record.codes:
                tell(record.findings, session)
        tell(made.findings, session)
    orders = ordered(made, back, force=run.force) if back else None
    # An incomplete result has a name that says so.
    named = run.outputs or ()
    paths = named if made.complete else [_incomplete_name(one, force=run.force) for one in named]
    report = partial(BatchReport, made, command=recorded(run.context))
    run.save(report, paths)
    sent: Written | None = Written()
    if orders:
        sent = _send_back(orders, session, ending, force=run.force)
    whole = run.format in FORMATS
    run.show(lambda words: report(words, whole))
    _tell_written(paths, back.folder if back else None, sent, session)
    return sent is not None and made.complete


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


def _exit_code(made: Batch, *, strict: bool) -> int:
    errors = any(record.errors for record in made.used) or has_errors(made.findings)
    warnings = any(record.warnings for record in made.used) or made.findings
    return CONTENT if errors or (strict and warnings) else DONE


# Which files are read: what the paths lead to, but for what `batch` writes itself


def _sheets_at(
    paths: Sequence[Path], outputs: Sequence[Path], named: Sequence[Path], folders: Sequence[Path]
) -> tuple[tuple[Sheet, ...], Passed]:
    """Return the sheets that paths lead to, and what is passed over.

    What options name is no input even if it lies among the inputs: `outputs`, files that are
    `named`, `folders`.

    Raises:
        UsageError: there is nothing where a path leads, or an output is an input.
    """
    found = gather(list(paths))
    for output in outputs:
        _refuse_answers([path for path, _ in found.files], output)
    # Of a folder only what lies below an input counts as apart: answers and their evidence may
    # share a folder, and a file that is named itself is always read.
    roots = {one.resolve() for path in paths for one in _sources(path)}
    below = (one.resolve() for one in folders if one.exists())
    apart = {one for one in below if not roots.isdisjoint(one.parents)}
    apart |= {one.resolve() for one in (*outputs, *named) if one.exists()}

    def left(files: Iterable[Path]) -> list[Path]:
        ways = ((path, path.resolve()) for path in files)
        return [
            path for path, way in ways if path in paths or apart.isdisjoint((way, *way.parents))
        ]

    files = left(path for path, _ in found.files)
    others = left(found.skipped)
    seen = [path for path in files if not path.name.startswith(HIDDEN)]
    sheets = [path for path in seen if is_table(path)]
    rest = [path for path in seen if not is_table(path)]
    if not sheets:
        # Who names just one file, of whatever kind, wants to know what is wrong with it.
        sheets, rest = rest, []
    first = paths[0]
    passed = Passed(
        origin=str(first if len(paths) == 1 or first.is_dir() else first.parent),
        names=tuple(map(str, (*others, *rest))),
        odd=found.odd,
        hidden=found.hidden + len(files) - len(seen),
        apart=len(found.files) - len(files) + len(found.skipped) - len(others),
    )
    return tuple((path, str(path)) for path in sheets), passed


def _refuse_corrections(folder: Path | None, paths: Sequence[Path]) -> None:
    """Refuse a folder for corrections that can't be right; call it before anything is read.

    Raises:
        UsageError: it is a file or can't be made, or answers come from it.
    """
    if folder is None:
        return
    if folder.exists() and not folder.is_dir():
        raise UsageError("corrections_folder", folder=str(folder))
    refuse_folder(folder.parent, str(folder))
    inputs = {source.resolve() for path in paths for source in _sources(path)}
    if any(one.is_relative_to(folder.resolve()) for one in inputs):
        raise UsageError("corrections_are_inputs", folder=str(folder))


def _sources(path: Path) -> Iterator[Path]:
    """Yield the folders whose files a path leads to, without those below them."""
    found = [path] if path.exists() else [Path(one) for one in glob(str(path), recursive=True)]  # noqa: PTH207  may be absolute
    yield from (one if one.is_dir() else one.parent for one in found)


def _refuse_answers(paths: Sequence[Path], output: Path) -> None:
    """Refuse to write over answers; a report of our own may be made anew."""
    path = next((one for one in paths if output.exists() and same_file(one, output)), None)
    if path is None:
        return
    try:
        read_answers(path, str(path))
    except Refused as refused:
        if refused.finding.code == "A126":
            return
    raise UsageError("output_is_input", file=str(output))
