"""`spbe batch`: check and score many sheets; one bad file never stops the rest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Annotated, Final, NamedTuple

import typer

from spbe_cli.assignment import short_name
from spbe_cli.cli import files, options
from spbe_cli.cli.inputs import sound_frame
from spbe_cli.cli.reporting import Run, recorded, tell, today
from spbe_cli.cli.terminal import Ending, Progress, heeding, name_written, say
from spbe_cli.errors import CONTENT, DONE, UsageError
from spbe_cli.findings import Finding, Listed, has_errors
from spbe_cli.many.run import Batch, Options, Watch, assess_all, lost_sheet
from spbe_cli.many.senders import sender_name
from spbe_cli.many.sheets import HIDDEN, Gathered, Record, Sheet, evidence_in, gather, is_table
from spbe_cli.many.workers import Lost, share
from spbe_cli.reports import FORMATS
from spbe_cli.reports.batch import BatchReport
from spbe_cli.sheet.assess import Choice, assess_or_tell
from spbe_cli.sheet.correction import Correction, Mark, Reply, correct
from spbe_cli.words import Words, catalogue
from spbe_cli.xlsx.correction import is_own_correction
from spbe_cli.xlsx.package import Refused
from spbe_cli.xlsx.reading import read_answers

INCOMPLETE: Final = "-belum-lengkap"
"""How the name of a file ends whose run was interrupted."""
PREFIX: Final = "jawaban-"
STEM: Final = "perbaikan-"
"""How the names of answer sheets and of correction files begin."""
MADE: Final = "spbe.batch"
"""Where the context keeps what came of the sheets, for `spbe run`."""


class Order(NamedTuple):
    """A sheet, what was found in it, and the name of the correction file without its ending."""

    path: Path
    record: Record
    stem: str


class Orders(NamedTuple):
    """What is to go back, what makes it, and what we wrote to the same senders earlier: `own`."""

    folder: Path
    orders: tuple[Order, ...]
    own: frozenset[Path]
    make: Callable[[Order], Correction]


@dataclass(frozen=True, slots=True)
class Written:
    """How many senders get something back, of which so many could be marked in `own` layouts.

    Findings are B109 of the sheets for which nothing can be made, and what marked copies lack.
    `removed` are corrections of an earlier run that nobody needs any more.  Where the user stopped
    it, it is not `complete`, and nothing is written.
    """

    count: int = 0
    findings: Sequence[Finding] = ()
    removed: tuple[Path, ...] = ()
    complete: bool = True
    own: int = 0


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
    gathered = _sheets_at(paths, output or (), named, folders)
    chosen, plan, told = sound_frame(instrument, assign, run.session)
    folder = replace(evidence_in(evidence), shared=True) if evidence else None
    until = options.day(due)
    wanted = Options(Choice(chosen, missing, evidence=folder), latest, plan, jobs, until)
    with heeding() as ending:
        # Ctrl-C ends it with what is done so far.
        progress = Progress(len(gathered.files), run.session)
        made = assess_all(gathered, wanted, Watch(progress.done, ending.heard))
        progress.finish(tell=made.complete)
        made = replace(made, findings=(*told, *made.findings))
        context.meta[MADE] = made
        owners = {**{one.file: one.named for one in made.used}, **made.senders()}
        run.tell(tuple(made.all_findings()), owners)
        orders = None
        if corrections and made.complete:
            reply, words = Reply(until, contact), run.session.words
            make = partial(_correct_one, wanted.choice, reply, words, mark)
            orders = _ordered(made, gathered.files, corrections, make, strict=strict, force=force)
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
        folder = str(orders.folder)
        progress = Progress(len(orders.orders), session, "batch.correcting")
        watch = Watch(progress.done, ending.heard)
        try:
            sent = _save_corrections(orders, run.context.params["jobs"], watch, force=run.force)
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
    path = output.with_stem(output.stem + INCOMPLETE)
    number = 2
    while path.exists() and not force:
        path = output.with_stem(f"{output.stem}{INCOMPLETE}-{number}")
        number += 1
    return path


# Which files are read: what the paths lead to, but for what `batch` writes itself


def _sheets_at(
    paths: Sequence[Path], outputs: Sequence[Path], named: Sequence[Path], folders: Sequence[Path]
) -> Gathered:
    """Return the sheets that paths lead to, and what is passed over.

    What options name is no input even if it lies among the inputs: `outputs`, files that are
    `named`, `folders`.
    """
    found = gather(list(paths))
    for output in filter(Path.exists, outputs):
        for path in (path for path, _ in found.files if files.same_file(path, output)):
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

    kept = [path for path, _ in found.files if is_left(path)]
    others = [name for name in found.names if is_left(Path(name))]
    seen = [path for path in kept if not path.name.startswith(HIDDEN)]
    sheets = [path for path in seen if is_table(path)]
    rest = [path for path in seen if not is_table(path)]
    if not sheets:
        # Who names just one file, of whatever kind, wants to know what is wrong with it.
        sheets, rest = rest, []
    first = paths[0]
    return replace(
        found,
        files=tuple((path, str(path)) for path in sheets),
        names=(*others, *map(str, rest)),
        hidden=found.hidden + len(kept) - len(seen),
        apart=len(found.files) - len(kept) + len(found.names) - len(others),
        origin=str(first if len(paths) == 1 or first.is_dir() else first.parent),
    )


def refuse_corrections(folder: Path | None, paths: Sequence[Path]) -> None:
    """Refuse a folder for corrections that is a file, can't be made, or holds the answers."""
    if folder is None:
        return
    if folder.exists() and not folder.is_dir():
        raise UsageError("corrections_folder", folder=str(folder))
    files.refuse_folder(folder.parent, str(folder))
    if any(one.is_relative_to(folder.resolve()) for one in _sources(paths)):
        raise UsageError("corrections_are_inputs", folder=str(folder))


def _sources(paths: Sequence[Path]) -> set[Path]:
    """Return the folders whose files paths lead to, without those below them."""
    found = [one for path in paths for one in options.matches(path)]
    return {(one if one.is_dir() else one.parent).resolve() for one in found}


# What goes back to every sender whose sheet has errors: a workbook and a text each


def _ordered(
    batch: Batch,
    sheets: Sequence[Sheet],
    folder: Path,
    make: Callable[[Order], Correction],
    *,
    strict: bool,
    force: bool,
) -> Orders:
    """Find out what is to go back, and what of an earlier run is in its place.

    `strict`: who has only something to look at gets it told, too.  A folder in the way is refused,
    and without `force` a file that is not as we wrote it.
    """
    sources = {name: path for path, name in sheets}
    names = batch.senders()
    taken: dict[str, int] = {}
    orders: list[Order] = []
    wanted: set[Path] = set()
    earlier: set[Path] = set()
    for record in batch.used:
        # No two have one name, and who mends a sheet does not change the names of others.
        stem = STEM + files.apart(files.slug(_short_name(record, names.get(record.file))), taken)
        places = files.with_text(folder, stem)
        earlier |= {*places, *files.with_text(folder, STEM + files.slug(_short_name(record)))}
        # The text about a file that could not be read bears the name of the file.
        book, text = files.with_text(folder, STEM + files.slug(_name_of_file(record)))
        earlier |= set() if book.exists() else {text}
        asks = not all(catalogue.record(code).for_analyst for code in record.codes)
        if record.errors or (strict and asks):
            orders.append(Order(sources[record.file], record, stem))
            wanted |= {*places}
    files.refuse_in_folder((), folder, force=True)
    own = files.own_files(earlier, wanted, is_own_correction, "correction_foreign", force=force)
    return Orders(folder, tuple(orders), own, make)


def _save_corrections(orders: Orders, jobs: int | None, watch: Watch, *, force: bool) -> Written:
    """Write the corrections of all sheets with errors into a folder.

    Where none can be made, what is there of an earlier run is left alone.
    """
    folder, every, own, make = orders
    contents: dict[Path, bytes] = {}
    faults: list[Finding] = []
    lost: list[Finding] = []
    done = layouts = 0
    for number, answer in share(make, every, jobs, watch.stopped):
        order = every[number]
        book, text = files.with_text(folder, order.stem)
        watch.done(order.record.file)
        done += 1
        if isinstance(answer, Lost):
            faults += lost_sheet(order.record.file, answer).findings
            own -= {book, text}
            continue
        lost += answer.findings
        layouts += answer.own_layout
        if answer.workbook is not None:
            contents[book] = answer.workbook
        contents[text] = answer.text
    if done < len(every):
        return Written(complete=False)
    removed: tuple[Path, ...] = ()
    if every or folder.is_dir():
        removed = files.write_files(folder, contents.items(), own, force=force)
    return Written(done - len(faults), (*faults, *lost), removed, own=layouts)


def _correct_one(
    choice: Choice, reply: Reply, words: Words, marked: bool, order: Order
) -> Correction:
    """Make what goes back of one sheet; one that can't be opened gets only the text.

    It says what the batch found in it: what holds for all sheets together is not its fault.  What
    is `marked` is a copy of the sender's own workbook, where nothing is lost in it.
    """
    assessment = assess_or_tell(order.path, order.record.file, choice)
    assessment = replace(assessment, findings=order.record.findings)
    mark = Mark(order.path) if marked else None
    return correct(assessment, words, f"{order.stem}.xlsx", reply, mark)


def _short_name(record: Record, planned: str | None = None) -> str:
    """Return how a sender is called in short: by the abbreviation that ends its name."""
    if not record.readable and planned in {None, record.file}:
        return _name_of_file(record)
    return short_name(planned or sender_name(record))


def _name_of_file(record: Record) -> str:
    return Path(record.file).stem.casefold().removeprefix(PREFIX)
