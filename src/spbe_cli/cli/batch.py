"""`spbe batch`: check and score many sheets; one bad file never stops the rest."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Final, NamedTuple

import typer

from spbe_cli.answers import short_name
from spbe_cli.cli import files, options
from spbe_cli.cli.reporting import Run, recorded, tell, today
from spbe_cli.cli.terminal import Ending, Progress, heeding
from spbe_cli.errors import BY_SIGNAL, UsageError
from spbe_cli.findings import Finding, Listed
from spbe_cli.many.batch import Batch, Options, Watch, assess_all, lost_sheet
from spbe_cli.many.senders import sender_name
from spbe_cli.many.sheets import (
    HIDDEN,
    Gathered,
    Record,
    Sheet,
    evidence_in,
    gather,
    is_table,
    matches,
)
from spbe_cli.many.workers import Lost, share
from spbe_cli.reports import FORMATS
from spbe_cli.reports.batch import BatchReport
from spbe_cli.sheet.assess import Choice, assess_or_tell
from spbe_cli.sheet.correction import Correction, Marking, correct, is_own_correction
from spbe_cli.sheet.correction_items import Reply
from spbe_cli.words import Words, catalogue
from spbe_cli.xlsx.package import Refused
from spbe_cli.xlsx.reading import read_answers

INCOMPLETE: Final = "-belum-lengkap"
"""How the name of a file ends whose run was interrupted."""
STEM: Final = "perbaikan-"
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
    run = Run(context)
    named = run.refuse(assign)
    if mark and corrections is None:
        raise UsageError("mark_corrections")
    refuse_corrections(corrections, paths)
    folders = tuple(filter(None, (corrections, evidence)))
    gathered = _sheets_at(paths, output or (), named, folders)
    chosen, plan, told = options.sound_frame(instrument, assign, run.session)
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
        back = None
        if corrections and made.complete:
            reply, words = Reply(until, contact), run.session.words
            make = partial(_correct_one, wanted.choice, reply, words, mark)
            back = Corrections(made, gathered.files, corrections, run, make)
        whole = _hand_over(made, back, run, ending)
    if not whole:
        raise typer.Exit(BY_SIGNAL + (ending.number or 0))
    run.end(tuple(made.all_findings()))


def _hand_over(made: Batch, back: "Corrections | None", run: Run, ending: Ending) -> bool:
    """Give out the files, the corrections, the screen; tell whether that is all."""
    session = run.session
    # An incomplete result has a name that says so.
    named = run.outputs
    paths = named if made.complete else [_incomplete_name(one, force=run.force) for one in named]
    command, corrected = recorded(run.context), back is not None
    report = partial(BatchReport, made, command=command, made_on=today(), corrected=corrected)
    run.save(report, paths)
    if back:
        progress = Progress(len(back.orders), session, "batch.correcting")
        try:
            back.save(Watch(progress.done, ending.heard))
        finally:
            progress.finish()
        tell(back.findings, session)
    run.show(lambda words: report(words, whole=run.format in FORMATS))
    session.name_written(paths)
    if back:
        folder, gone = str(back.folder), Listed(tuple(one.name for one in back.removed))
        if back.removed:
            session.say("batch.removed_corrections", folder=folder, files=gone)
        if back.count:
            session.say("batch.written_corrections", folder=folder, count=back.count)
        if not back.complete:
            session.say("batch.not_corrected", folder=folder)
        if back.layouts and session.err.terminal:
            session.say("batch.hint_mark", count=back.layouts)
    return made.complete and (back is None or back.complete)


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
    """Return the sheets that paths lead to, but for what options name: that is no input."""
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
    found = [one for path in paths for one in matches(path)]
    return {(one if one.is_dir() else one.parent).resolve() for one in found}


class Order(NamedTuple):
    """A sheet, what was found in it, and what goes back: a workbook and a text beside it."""

    path: Path
    record: Record
    book: Path
    text: Path


class Corrections:
    """What goes back to every sender whose sheet has errors, with `--strict` remarks, too.

    Once it is saved, `count` senders got something, of which `layouts` could be marked in their
    own; `findings` tell what could not be made, or is lost; `removed` is of an earlier run.  Where
    the user stopped it, it is not `complete`, and nothing is written.
    """

    def __init__(
        self,
        batch: Batch,
        sheets: Sequence[Sheet],
        folder: Path,
        run: Run,
        make: Callable[[Order], Correction],
    ) -> None:
        self.folder, self.run, self.make = folder, run, make
        self.orders: list[Order] = []
        sources, names = {name: path for path, name in sheets}, batch.senders()
        taken: dict[str, int] = {}
        wanted: set[Path] = set()
        earlier: set[Path] = set()
        for record in batch.used:
            # No two have one name, and who mends a sheet does not change the names of others.
            name = _short_name(record, names.get(record.file))
            own = files.with_text(folder, STEM + files.apart(name, taken))
            earlier |= {*own, *files.with_text(folder, STEM + files.slug(_short_name(record)))}
            # The text about a file that could not be read bears the name of the file.
            book, text = files.with_text(folder, STEM + files.slug(_name_of_file(record)))
            earlier |= set() if book.exists() else {text}
            asks = not all(catalogue.record(code).for_analyst for code in record.codes)
            if record.errors or (run.strict and asks):
                self.orders.append(Order(sources[record.file], record, *own))
                wanted |= {*own}
        foreign = "correction_foreign"
        self.own = files.own_files(earlier, wanted, is_own_correction, foreign, force=run.force)
        self.count = self.layouts = 0
        self.findings: list[Finding] = []
        self.removed: tuple[Path, ...] = ()
        self.complete = False

    def save(self, watch: Watch) -> None:
        """Write them; where none can be made, what is there of an earlier run is left alone."""
        contents: dict[Path, bytes] = {}
        lacking: list[Finding] = []
        done = layouts = 0
        jobs = self.run.context.params["jobs"]
        for number, answer in share(self.make, self.orders, jobs, watch.stopped):
            order = self.orders[number]
            watch.done(order.record.file)
            done += 1
            if isinstance(answer, Lost):
                self.findings += lost_sheet(order.record.file, answer).findings
                self.own -= {order.book, order.text}
                continue
            lacking += answer.findings
            layouts += answer.own_layout
            if answer.workbook is not None:
                contents[order.book] = answer.workbook
            contents[order.text] = answer.text
        self.complete = done == len(self.orders)
        if not self.complete:
            self.findings = []
            return
        self.count, self.layouts = done - len(self.findings), layouts
        self.findings += lacking
        if self.orders or self.folder.is_dir():
            force = self.run.force
            self.removed = files.write_files(self.folder, contents, self.own, force=force)


def _correct_one(
    choice: Choice, reply: Reply, words: Words, marked: bool, order: Order
) -> Correction:
    """Make what goes back of one sheet, by what the batch found in it alone."""
    assessment = assess_or_tell(order.path, order.record.file, choice)
    assessment = replace(assessment, findings=order.record.findings)
    mark = Marking(order.path) if marked else None
    return correct(assessment, words, order.book.name, reply, mark)


def _short_name(record: Record, planned: str | None = None) -> str:
    if not record.readable and planned in {None, record.file}:
        return _name_of_file(record)
    return short_name(planned or sender_name(record))


def _name_of_file(record: Record) -> str:
    return Path(record.file).stem.casefold().removeprefix("jawaban-")
