"""What goes back to every sender whose sheet has errors: a workbook and a text each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from spbe_cli.assessment import Choice, assess_or_tell
from spbe_cli.assignment import BRACKETS
from spbe_cli.cli.batch_files import STEM
from spbe_cli.cli.names import apart, slug
from spbe_cli.cli.output_files import refuse_outputs, write_files
from spbe_cli.errors import UsageError
from spbe_cli.findings import Finding
from spbe_cli.former.correction import Correction, Reply, correct
from spbe_cli.many.record import Record
from spbe_cli.many.run import Batch, Sheet, Watch, lost
from spbe_cli.many.senders import sender_name
from spbe_cli.many.workers import Lost, share
from spbe_cli.words import Words, catalogue
from spbe_cli.workbook.own_correction import is_own_correction

PREFIX: Final = "jawaban-"

Work = tuple[Choice, Words, Reply]
"""What all corrections have in common."""
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

    `strict`: who has only something to look at gets it told, too.
    """

    folder: Path
    sheets: Sequence[Sheet]
    jobs: int | None
    strict: bool = False


class Meant(NamedTuple):
    """What is to go back, and what we wrote to the same senders earlier."""

    back: Back
    orders: tuple[Order, ...]
    own: frozenset[Path]


def meant(batch: Batch, back: Back, *, force: bool) -> Meant:
    """Find out what is to go back, and what of an earlier run is in its place.

    Raises:
        UsageError: a file is in the way that is not as we wrote it, and `force` is not given.
        EnvironmentRefusal: a folder is in the way.
    """
    named = tuple(named_records(batch))
    orders = tuple(orders_of(named, back))
    paths = {path for _, _, stem in orders for path in paths_of(back.folder, stem)}
    earlier = sorted(path for path in earlier_of(named, back.folder) | paths if path.exists())
    own = frozenset(path for path in earlier if path.is_file() and is_own_correction(path))
    foreign = [path for path in earlier if path in paths - own]
    refuse_outputs(foreign, back.folder, force=True)
    if foreign and not force:
        raise UsageError("correction_foreign", file=str(foreign[0]))
    return Meant(back, orders, own)


def save_corrections(meant: Meant, job: tuple[Work, Watch], *, force: bool) -> Written | None:
    """Write the corrections of all sheets with errors into a folder, as they come.

    None if the user stopped it: nothing is written then.

    Raises:
        UsageError: a file that is not ours has come meanwhile, and `force` is not given.
        EnvironmentRefusal: the system does not let us write; nothing is left then.
    """
    folder, written, own = meant.back.folder, Written(), set(meant.own)
    if meant.orders or folder.is_dir():
        try:
            made = contents(meant, job, written, own)
            written.removed = write_files(folder, made, own, force=force)
        except StoppedError:
            return None
    return written


def contents(
    meant: Meant, job: tuple[Work, Watch], written: Written, own: set[Path]
) -> Iterator[tuple[Path, bytes]]:
    """Yield every file that goes back, and count them.

    Where none can be made, what is there of an earlier run is left alone.

    Raises:
        StoppedError: the user does not want to wait.
    """
    work, watch = job
    back, orders, _ = meant
    done = 0
    for number, answer in share(partial(correct_one, work), orders, back.jobs, watch.stopped):
        (_, name), _, stem = orders[number]
        book, text = paths_of(back.folder, stem)
        watch.done(name)
        done += 1
        if isinstance(answer, Lost):
            written.findings.append(lost(name, answer))
            own -= {book, text}
            continue
        written.count += 1
        if answer.workbook is not None:
            yield book, answer.workbook
        yield text, answer.text
    if done < len(orders):
        raise StoppedError


def paths_of(folder: Path, stem: str) -> tuple[Path, Path]:
    """Return the two files that go back under a name."""
    return folder / f"{stem}.xlsx", folder / f"{stem}.txt"


def named_records(batch: Batch) -> Iterator[tuple[Record, str]]:
    """Yield every sheet that counts with the name of its correction, whether it needs one or not.

    No two have one name, and who mends a sheet does not change the names of others.
    """
    names = batch.senders()
    taken: dict[str, int] = {}
    for record in batch.used:
        name = slug(short_name(record, names.get(record.file)))
        yield record, f"{STEM}{apart(name, taken)}"


def orders_of(named: Iterable[tuple[Record, str]], back: Back) -> Iterator[Order]:
    """Yield what is to be corrected."""
    paths = {name: path for path, name in back.sheets}
    for record, stem in named:
        if record.errors or (back.strict and asks_something(record)):
            yield (paths[record.file], record.file), record, stem


def earlier_of(named: Iterable[tuple[Record, str]], folder: Path) -> set[Path]:
    """Return where corrections of these senders can be that an earlier run wrote.

    The text about a file that could not be read bears the name of the file.
    """
    found: set[Path] = set()
    for record, stem in named:
        found |= {*paths_of(folder, stem), *paths_of(folder, STEM + slug(short_name(record)))}
        book, text = paths_of(folder, STEM + slug(name_of_file(record)))
        if not book.exists():
            found.add(text)
    return found


def asks_something(record: Record) -> bool:
    """Tell whether there is anything that a respondent could look at."""
    return not all(catalogue.record(code).for_analyst for code in record.kept.codes)


def short_name(record: Record, planned: str | None = None) -> str:
    """Return how a sender is called in short: by the abbreviation that ends its name."""
    if record.identity is None and planned in {None, record.file}:
        return name_of_file(record)
    name = planned or sender_name(record)
    short = BRACKETS.findall(name)
    return short[-1] if short else name


def name_of_file(record: Record) -> str:
    """Return whose sheet it is, as the name of its file says."""
    return Path(record.file).stem.casefold().removeprefix(PREFIX)


def correct_one(work: Work, order: Order) -> Correction:
    """Make what goes back of one sheet; one that can't be opened gets only the text.

    It says what the batch found in it: what holds for all sheets together is not its fault.
    """
    (path, name), record, stem = order
    choice, words, reply = work
    assessment = replace(assess_or_tell(path, name, choice), findings=record.findings)
    return correct(assessment, words, f"{stem}.xlsx", reply)
