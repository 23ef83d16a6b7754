"""`spbe batch`: check and score many sheets; one bad file never stops the rest."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Final

import typer

from spbe_cli.cli import options
from spbe_cli.cli.assignments import sound_frame
from spbe_cli.cli.batch_corrections import Back, Orders, Written, ordered, save_corrections
from spbe_cli.cli.files import refuse_folder, same_file
from spbe_cli.cli.reporting import Run, recorded, tell, today
from spbe_cli.cli.terminal import Ending, Progress, Session, heeding, name_written, say
from spbe_cli.errors import CONTENT, DONE, UsageError
from spbe_cli.findings import Finding, Listed, has_errors
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

MADE: Final = "spbe.batch"
"""Where the context keeps what came of the sheets, for `spbe run`."""

PathsArgument = Annotated[
    list[Path],
    typer.Argument(
        metavar="metavar.paths", help="argument.batch.paths", callback=options.existing_paths
    ),
]


def batch(
    context: typer.Context,
    paths: PathsArgument,
    instrument: options.InstrumentOption = None,
    format_: options.FormatOption = "table",
    output: options.OutputOption = None,
    assign: options.AssignOption = None,
    latest: options.LatestOption = False,
    corrections: Annotated[Path | None, typer.Option(metavar="metavar.folder")] = None,
    mark: options.MarkOption = False,
    due: str | None = None,
    contact: str | None = None,
    missing: options.MissingOption = None,
    evidence: options.EvidenceOption = None,
    jobs: Annotated[int | None, options.counted("--jobs", "-j")] = None,
    strict: options.StrictOption = False,
    force: options.ForceOption = False,
) -> None:
    """Check and score many sheets; one bad file never stops the rest."""
    run = Run(context, format_, output, strict=strict, force=force)
    named = run.refuse(assign)
    if mark and corrections is None:
        raise UsageError("mark_corrections")
    _refuse_corrections(corrections, paths)
    folders = tuple(filter(None, (corrections, evidence)))
    sheets, passed = _sheets_at(paths, output or (), named, folders)
    chosen, plan, told = sound_frame(instrument, assign, run.session)
    folder = replace(evidence_in(evidence), shared=True) if evidence else None
    until = options.day(due)
    wanted = Options(Choice(chosen, missing, evidence=folder), latest, plan, jobs, until)
    with heeding() as ending:
        made = _assess(sheets, passed, wanted, told, run, ending)
        context.meta[MADE] = made
        orders = None
        if corrections and made.complete:
            reply = Reply(until, contact)
            back = Back(corrections, wanted.choice, reply, jobs, strict=strict, mark=mark)
            orders = ordered(made, sheets, back, force=force)
        whole = _hand_over(made, orders, run, ending)
    raise typer.Exit(_exit_code(made, strict=strict) if whole else ending.exit_code)


def _assess(
    sheets: tuple[Sheet, ...],
    passed: Passed,
    wanted: Options,
    told: Sequence[Finding],
    run: Run,
    ending: Ending,
) -> Batch:
    """Assess all sheets, show how far it is, and tell the findings after those `told` by others.

    Ctrl-C ends it with what is done so far.
    """
    progress = Progress(len(sheets), run.session)
    made = assess_all(sheets, passed, wanted, Watch(progress.done, ending.heard))
    progress.finish(tell=made.complete)
    made = replace(made, findings=(*told, *made.findings))
    owners = made.senders()
    run.tell(tuple(made.all_findings()), {**{one.file: one.named for one in made.used}, **owners})
    return made


def _hand_over(made: Batch, orders: Orders | None, run: Run, ending: Ending) -> bool:
    """Give out the files, the corrections, the screen; tell whether that is all."""
    # An incomplete result has a name that says so.
    named = run.outputs or ()
    paths = named if made.complete else [_incomplete_name(one, force=run.force) for one in named]
    report = partial(
        BatchReport,
        made,
        command=recorded(run.context),
        made_on=today(),
        corrected=orders is not None,
    )
    run.save(report, paths)
    sent = Written()
    if orders:
        progress = Progress(len(orders.orders), run.session, "batch.correcting")
        watch = Watch(progress.done, ending.heard)
        try:
            sent = save_corrections(orders, run.session.words, watch, force=run.force)
        finally:
            progress.finish()
        tell(sent.findings, run.session)
    whole = run.format in FORMATS
    run.show(lambda words: report(words, whole))
    _tell_written(paths, sent, str(orders.back.folder) if orders else "", run.session)
    return sent.complete and made.complete


def _incomplete_name(output: Path, *, force: bool) -> Path:
    """Return the name of the file that holds what is done so far; another file is not replaced."""
    path = output.with_stem(output.stem + INCOMPLETE)
    number = 2
    while path.exists() and not force:
        path = output.with_stem(f"{output.stem}{INCOMPLETE}-{number}")
        number += 1
    return path


def _tell_written(paths: Sequence[Path], sent: Written, folder: str, session: Session) -> None:
    """Say what was written and removed, below all else."""
    name_written(paths, session)
    told = {
        "batch.removed_corrections": bool(sent.removed),
        "batch.written_corrections": sent.count > 0,
        "batch.not_corrected": not sent.complete,
    }
    files = Listed(tuple(one.name for one in sent.removed))
    for key in (key for key, holds in told.items() if holds):
        say(session.words.label(key, folder=folder, count=sent.count, files=files), session)
    if sent.own and session.err.terminal:
        say(session.words.label("batch.hint_mark", count=sent.own), session)


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
    """
    found = gather(list(paths))
    for output in outputs:
        _refuse_answers([path for path, _ in found.files], output)
    # Of a folder only what lies below an input counts as apart: answers and their evidence may
    # share a folder, and a file that is named itself is always read.
    roots = _sources(paths)
    below = (one.resolve() for one in folders if one.exists())
    apart = {one for one in below if not roots.isdisjoint(one.parents)}
    apart |= {one.resolve() for one in (*outputs, *named) if one.exists()}

    def is_left(path: Path) -> bool:
        way = path.resolve()
        return path in paths or apart.isdisjoint((way, *way.parents))

    files = [path for path, _ in found.files if is_left(path)]
    others = list(filter(is_left, found.skipped))
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
    """Refuse a folder for corrections that is a file, can't be made, or holds the answers."""
    if folder is None:
        return
    if folder.exists() and not folder.is_dir():
        raise UsageError("corrections_folder", folder=str(folder))
    refuse_folder(folder.parent, str(folder))
    if any(one.is_relative_to(folder.resolve()) for one in _sources(paths)):
        raise UsageError("corrections_are_inputs", folder=str(folder))


def _sources(paths: Sequence[Path]) -> set[Path]:
    """Return the folders whose files paths lead to, without those below them."""
    found = [one for path in paths for one in options.matches(path)]
    return {(one if one.is_dir() else one.parent).resolve() for one in found}


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
