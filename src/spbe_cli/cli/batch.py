"""`spbe batch`: check and score many sheets; one bad file never stops the rest."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Final

import typer

from spbe_cli.cli import options
from spbe_cli.cli.batch_corrections import Back, Orders, Written, ordered, save_corrections
from spbe_cli.cli.files import refuse_folder, same_file
from spbe_cli.cli.inputs import sound_frame
from spbe_cli.cli.reporting import Run, recorded, tell, today
from spbe_cli.cli.terminal import Ending, Progress, heeding, name_written, say
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

MADE: Final = "spbe.batch"
"""Where the context keeps what came of the sheets, for `spbe run`."""


def batch(
    context: typer.Context,
    paths: options.PathsArgument,
    instrument: options.InstrumentOption = None,
    format_: options.FormatOption = "table",
    output: options.OutputOption = None,
    assign: options.FileOption = None,
    latest: options.LatestOption = False,
    corrections: options.FolderOption = None,
    mark: options.MarkOption = False,
    due: str | None = None,
    contact: str | None = None,
    missing: options.MissingOption = None,
    evidence: options.EvidenceOption = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", metavar="metavar.count", min=1)
    ] = None,
    strict: options.StrictOption = False,
    force: options.ForceOption = False,
) -> None:
    """Check and score many sheets; one bad file never stops the rest."""
    run = Run(context, format_, output, strict=strict, force=force)
    named = run.refuse(assign)
    if mark and corrections is None:
        raise UsageError("mark_corrections")
    refuse_corrections(corrections, paths)
    folders = tuple(filter(None, (corrections, evidence)))
    sheets, passed = _sheets_at(paths, output or (), named, folders)
    chosen, plan, told = sound_frame(instrument, assign, run.session)
    folder = replace(evidence_in(evidence), shared=True) if evidence else None
    until = options.day(due)
    wanted = Options(Choice(chosen, missing, evidence=folder), latest, plan, jobs, until)
    with heeding() as ending:
        # Ctrl-C ends it with what is done so far.
        progress = Progress(len(sheets), run.session)
        made = assess_all(sheets, passed, wanted, Watch(progress.done, ending.heard))
        progress.finish(tell=made.complete)
        made = replace(made, findings=(*told, *made.findings))
        context.meta[MADE] = made
        owners = {**{one.file: one.named for one in made.used}, **made.senders()}
        run.tell(tuple(made.all_findings()), owners)
        orders = None
        if corrections and made.complete:
            reply = Reply(until, contact)
            back = Back(corrections, wanted.choice, reply, jobs, strict=strict, mark=mark)
            orders = ordered(made, sheets, back, force=force)
        whole = _hand_over(made, orders, run, ending)
    errors = any(record.errors for record in made.used) or has_errors(made.findings)
    warnings = any(record.warnings for record in made.used) or made.findings
    code = CONTENT if errors or (strict and warnings) else DONE
    raise typer.Exit(code if whole else ending.exit_code)


def _hand_over(made: Batch, orders: Orders | None, run: Run, ending: Ending) -> bool:
    """Give out the files, the corrections, the screen; tell whether that is all."""
    session, sent, folder = run.session, Written(), ""
    # An incomplete result has a name that says so.
    named = run.outputs or ()
    paths = named if made.complete else [_incomplete_name(one, force=run.force) for one in named]
    command, corrected = recorded(run.context), orders is not None
    report = partial(BatchReport, made, command=command, made_on=today(), corrected=corrected)
    run.save(report, paths)
    if orders:
        folder = str(orders.back.folder)
        progress = Progress(len(orders.orders), session, "batch.correcting")
        watch = Watch(progress.done, ending.heard)
        try:
            sent = save_corrections(orders, session.words, watch, force=run.force)
        finally:
            progress.finish()
        tell(sent.findings, session)
    run.show(lambda words: report(words, run.format in FORMATS))
    name_written(paths, session)
    told = {
        "batch.removed_corrections": bool(sent.removed),
        "batch.written_corrections": sent.count > 0,
        "batch.not_corrected": not sent.complete,
        "batch.hint_mark": sent.own > 0 and session.err.terminal,
    }
    facts = {"folder": folder, "files": Listed(tuple(one.name for one in sent.removed))}
    for key in (key for key, holds in told.items() if holds):
        count = sent.own if key == "batch.hint_mark" else sent.count
        say(session.words.label(key, count=count, **facts), session)
    return sent.complete and made.complete


def _incomplete_name(output: Path, *, force: bool) -> Path:
    """Return the name of the file that holds what is done so far; another file is not replaced."""
    path = output.with_stem(output.stem + INCOMPLETE)
    number = 2
    while path.exists() and not force:
        path = output.with_stem(f"{output.stem}{INCOMPLETE}-{number}")
        number += 1
    return path


# Which files are read: what the paths lead to, but for what `batch` writes itself


def _sheets_at(
    paths: Sequence[Path], outputs: Sequence[Path], named: Sequence[Path], folders: Sequence[Path]
) -> tuple[tuple[Sheet, ...], Passed]:
    """Return the sheets that paths lead to, and what is passed over.

    What options name is no input even if it lies among the inputs: `outputs`, files that are
    `named`, `folders`.
    """
    found = gather(list(paths))
    for output in filter(Path.exists, outputs):
        for path in (path for path, _ in found.files if same_file(path, output)):
            try:
                read_answers(path, str(path))
            except Refused as refused:
                if refused.finding.code == "A126":
                    continue  # a report of our own may be made anew
            raise UsageError("output_is_input", file=str(output))
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


def refuse_corrections(folder: Path | None, paths: Sequence[Path]) -> None:
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
