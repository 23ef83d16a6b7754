"""What goes back to every sender whose sheet has errors: a workbook and a text each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from spbe_cli.assignment import BRACKETS
from spbe_cli.cli.files import apart, refuse_in_folder, slug, write_files
from spbe_cli.errors import UsageError
from spbe_cli.findings import Finding
from spbe_cli.many.record import Record
from spbe_cli.many.run import Batch, Sheet, Watch, lost_sheet
from spbe_cli.many.senders import sender_name
from spbe_cli.many.workers import Lost, share
from spbe_cli.sheet.assess import Choice, assess_or_tell
from spbe_cli.sheet.correction import Correction, Reply, correct
from spbe_cli.words import Words, catalogue
from spbe_cli.xlsx.correction import is_own_correction

PREFIX: Final = "jawaban-"
STEM: Final = "perbaikan-"
"""How the names of correction files begin."""

Order = tuple[Sheet, Record, str]
"""A sheet, what was found in it, and the name of the correction file without its ending."""


class StoppedError(Exception):
    """The user does not want to wait for the rest."""


@dataclass(slots=True)
class Written:
    """How many senders get something back; B109 of the sheets for which nothing can be made.

    `removed` are corrections of an earlier run that nobody needs any more.
    """

    count: int = 0
    findings: list[Finding] = field(default_factory=list)
    removed: tuple[Path, ...] = ()


class Back(NamedTuple):
    """Into which folder the corrections go, of which sheets, in how many processes.

    `choice` is how the sheets were assessed, `reply` when and to whom they are sent back.
    `strict`: who has only something to look at gets it told, too.
    """

    folder: Path
    sheets: Sequence[Sheet]
    choice: Choice
    reply: Reply
    jobs: int | None
    strict: bool = False


class Orders(NamedTuple):
    """What is to go back, and what we wrote to the same senders earlier."""

    back: Back
    orders: tuple[Order, ...]
    own: frozenset[Path]


def ordered(batch: Batch, back: Back, *, force: bool) -> Orders:
    """Find out what is to go back, and what of an earlier run is in its place.

    Raises:
        UsageError: a file is in the way that is not as we wrote it, and `force` is not given.
        EnvironmentRefusal: a folder is in the way.
    """
    named = tuple(_named_records(batch))
    sheets = {name: path for path, name in back.sheets}
    orders = tuple(
        ((sheets[record.file], record.file), record, stem)
        for record, stem in named
        if record.errors or (back.strict and _asks_something(record))
    )
    paths = {path for _, _, stem in orders for path in _paths_of(back.folder, stem)}
    earlier = sorted(path for path in _earlier_of(named, back.folder) | paths if path.exists())
    own = frozenset(path for path in earlier if path.is_file() and is_own_correction(path))
    foreign = [path for path in earlier if path in paths - own]
    refuse_in_folder(foreign, back.folder, force=True)
    if foreign and not force:
        raise UsageError("correction_foreign", file=str(foreign[0]))
    return Orders(back, orders, own)


def save_corrections(orders: Orders, words: Words, watch: Watch, *, force: bool) -> Written | None:
    """Write the corrections of all sheets with errors into a folder, as they come.

    None if the user stopped it: nothing is written then.

    Raises:
        UsageError: a file that is not ours has come meanwhile, and `force` is not given.
        EnvironmentRefusal: the system does not let us write; nothing is left then.
    """
    folder, written, own = orders.back.folder, Written(), set(orders.own)
    if orders.orders or folder.is_dir():
        try:
            made = _contents(orders, words, watch, written, own)
            written.removed = write_files(folder, made, own, force=force)
        except StoppedError:
            return None
    return written


def _contents(
    orders: Orders, words: Words, watch: Watch, written: Written, own: set[Path]
) -> Iterator[tuple[Path, bytes]]:
    """Yield every file that goes back, and count them.

    Where none can be made, what is there of an earlier run is left alone.

    Raises:
        StoppedError: the user does not want to wait.
    """
    back, every, _ = orders
    correcting = partial(correct_one, back.choice, words, back.reply)
    done = 0
    for number, answer in share(correcting, every, back.jobs, watch.stopped):
        (_, name), _, stem = every[number]
        book, text = _paths_of(back.folder, stem)
        watch.done(name)
        done += 1
        if isinstance(answer, Lost):
            written.findings.extend(lost_sheet(name, answer).findings)
            own -= {book, text}
            continue
        written.count += 1
        if answer.workbook is not None:
            yield book, answer.workbook
        yield text, answer.text
    if done < len(every):
        raise StoppedError


def _paths_of(folder: Path, stem: str) -> tuple[Path, Path]:
    return folder / f"{stem}.xlsx", folder / f"{stem}.txt"


def _named_records(batch: Batch) -> Iterator[tuple[Record, str]]:
    """Yield every sheet that counts with the name of its correction, whether it needs one or not.

    No two have one name, and who mends a sheet does not change the names of others.
    """
    names = batch.senders()
    taken: dict[str, int] = {}
    for record in batch.used:
        name = slug(_short_name(record, names.get(record.file)))
        yield record, f"{STEM}{apart(name, taken)}"


def _earlier_of(named: Iterable[tuple[Record, str]], folder: Path) -> set[Path]:
    """Return where corrections of these senders can be that an earlier run wrote.

    The text about a file that could not be read bears the name of the file.
    """
    found: set[Path] = set()
    for record, stem in named:
        found |= {*_paths_of(folder, stem), *_paths_of(folder, STEM + slug(_short_name(record)))}
        book, text = _paths_of(folder, STEM + slug(_name_of_file(record)))
        if not book.exists():
            found.add(text)
    return found


def _asks_something(record: Record) -> bool:
    """Tell whether there is anything that a respondent could look at."""
    return not all(catalogue.record(code).for_analyst for code in record.codes)


def _short_name(record: Record, planned: str | None = None) -> str:
    """Return how a sender is called in short: by the abbreviation that ends its name."""
    if not record.readable and planned in {None, record.file}:
        return _name_of_file(record)
    name = planned or sender_name(record)
    short = BRACKETS.findall(name)
    return short[-1] if short else name


def _name_of_file(record: Record) -> str:
    """Return whose sheet it is, as the name of its file says."""
    return Path(record.file).stem.casefold().removeprefix(PREFIX)


def correct_one(choice: Choice, words: Words, reply: Reply, order: Order) -> Correction:
    """Make what goes back of one sheet; one that can't be opened gets only the text.

    It says what the batch found in it: what holds for all sheets together is not its fault.
    """
    (path, name), record, stem = order
    assessment = replace(assess_or_tell(path, name, choice), findings=record.findings)
    return correct(assessment, words, f"{stem}.xlsx", reply)
