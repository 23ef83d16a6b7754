"""What goes back to every sender whose sheet has errors: a workbook and a text each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from spbe_cli.assignment import short_name
from spbe_cli.cli.files import apart, own_files, refuse_in_folder, slug, with_text, write_files
from spbe_cli.findings import Finding
from spbe_cli.many.record import Record
from spbe_cli.many.run import Batch, Sheet, Watch, lost_sheet
from spbe_cli.many.senders import sender_name
from spbe_cli.many.workers import Lost, share
from spbe_cli.sheet.assess import Choice, assess_or_tell
from spbe_cli.sheet.correction import Correction, Mark, Reply, correct
from spbe_cli.words import Words, catalogue
from spbe_cli.xlsx.correction import is_own_correction

PREFIX: Final = "jawaban-"
STEM: Final = "perbaikan-"
"""How the names of correction files begin."""


class Order(NamedTuple):
    """A sheet, what was found in it, and the name of the correction file without its ending."""

    path: Path
    record: Record
    stem: str


class Back(NamedTuple):
    """Into which folder the corrections go, in how many processes they are made.

    `choice` is how the sheets were assessed, `reply` when and to whom they are sent back.
    `strict`: who has only something to look at gets it told, too.  `mark`: what goes back is a
    copy of the sender's own workbook, where nothing is lost in it.
    """

    folder: Path
    choice: Choice
    reply: Reply
    jobs: int | None
    strict: bool = False
    mark: bool = False


class Orders(NamedTuple):
    """What is to go back, and what we wrote to the same senders earlier."""

    back: Back
    orders: tuple[Order, ...]
    own: frozenset[Path]


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


def ordered(batch: Batch, sheets: Sequence[Sheet], back: Back, *, force: bool) -> Orders:
    """Find out what is to go back, and what of an earlier run is in its place.

    A folder in the way is refused, and without `force` a file that is not as we wrote it.
    """
    sources = {name: path for path, name in sheets}
    names = batch.senders()
    taken: dict[str, int] = {}
    orders: list[Order] = []
    wanted: set[Path] = set()
    earlier: set[Path] = set()
    for record in batch.used:
        # No two have one name, and who mends a sheet does not change the names of others.
        stem = STEM + apart(slug(_short_name(record, names.get(record.file))), taken)
        places = with_text(back.folder, stem)
        earlier |= {*places, *with_text(back.folder, STEM + slug(_short_name(record)))}
        # The text about a file that could not be read bears the name of the file.
        book, text = with_text(back.folder, STEM + slug(_name_of_file(record)))
        earlier |= set() if book.exists() else {text}
        asks = not all(catalogue.record(code).for_analyst for code in record.codes)
        if record.errors or (back.strict and asks):
            orders.append(Order(sources[record.file], record, stem))
            wanted |= {*places}
    refuse_in_folder((), back.folder, force=True)
    own = own_files(earlier, wanted, is_own_correction, "correction_foreign", force=force)
    return Orders(back, tuple(orders), own)


def save_corrections(orders: Orders, words: Words, watch: Watch, *, force: bool) -> Written:
    """Write the corrections of all sheets with errors into a folder.

    Where none can be made, what is there of an earlier run is left alone.
    """
    back, every, own = orders
    contents: dict[Path, bytes] = {}
    faults: list[Finding] = []
    lost: list[Finding] = []
    done = layouts = 0
    for number, answer in share(partial(_correct, back, words), every, back.jobs, watch.stopped):
        order = every[number]
        book, text = with_text(back.folder, order.stem)
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
    if every or back.folder.is_dir():
        removed = write_files(back.folder, contents.items(), own, force=force)
    return Written(done - len(faults), (*faults, *lost), removed, own=layouts)


def _correct(back: Back, words: Words, order: Order) -> Correction:
    """Make what goes back of one sheet; one that can't be opened gets only the text.

    It says what the batch found in it: what holds for all sheets together is not its fault.
    """
    assessment = assess_or_tell(order.path, order.record.file, back.choice)
    assessment = replace(assessment, findings=order.record.findings)
    mark = Mark(order.path) if back.mark else None
    return correct(assessment, words, f"{order.stem}.xlsx", back.reply, mark)


def _short_name(record: Record, planned: str | None = None) -> str:
    """Return how a sender is called in short: by the abbreviation that ends its name."""
    if not record.readable and planned in {None, record.file}:
        return _name_of_file(record)
    return short_name(planned or sender_name(record))


def _name_of_file(record: Record) -> str:
    return Path(record.file).stem.casefold().removeprefix(PREFIX)
