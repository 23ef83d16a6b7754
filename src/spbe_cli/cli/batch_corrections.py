"""What goes back to every sender whose sheet has errors: a workbook and a text each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from spbe_cli.assessment import Choice, assess_or_tell
from spbe_cli.assignment import BRACKETS
from spbe_cli.batch.record import Record
from spbe_cli.batch.run import Batch, Sheet, Watch, lost
from spbe_cli.batch.senders import sender_name
from spbe_cli.batch.workers import Lost, share
from spbe_cli.cli.batch_files import STEM
from spbe_cli.cli.names import apart, slug
from spbe_cli.cli.output_files import refuse_outputs, write_files
from spbe_cli.findings import Finding
from spbe_cli.messages import Words
from spbe_cli.reports.correction import Correction, Reply, correct
from spbe_cli.workbook.correction_places import NOT_FOR_RESPONDENTS

PREFIX: Final = "jawaban-"
ENDINGS: Final = (".txt", ".xlsx")

Work = tuple[Choice, Words, Reply]
"""What all corrections have in common."""
Order = tuple[Sheet, Record, str]
"""A sheet, what was found in it, and the name of the correction file without its ending."""


class StoppedError(Exception):
    """The user does not want to wait for the rest."""


@dataclass(slots=True)
class Written:
    """How many senders get something back; B109 of the sheets for which nothing can be made."""

    count: int = 0
    findings: list[Finding] = field(default_factory=list)


class Back(NamedTuple):
    """Into which folder the corrections go, of which sheets, in how many processes.

    `strict`: who has only something to look at gets it told, too.
    """

    folder: Path
    sheets: Sequence[Sheet]
    jobs: int | None
    strict: bool = False


def save_corrections(
    batch: Batch, back: Back, job: tuple[Work, Watch], *, force: bool
) -> Written | None:
    """Write the corrections of all sheets with errors into a folder, as they come.

    None if the user stopped it: nothing is written then.

    Raises:
        UsageError: a file exists and `force` is not given; nothing is written then.
        EnvironmentRefusal: the system does not let us write; nothing is left then.
    """
    orders = tuple(orders_of(batch, back))
    written = Written()
    if not orders:
        return written
    stems = (stem for _, _, stem in orders)
    paths = sorted(back.folder / f"{stem}{ending}" for stem in stems for ending in ENDINGS)
    refuse_outputs(paths, back.folder, force=force)
    try:
        write_files(back.folder, contents(orders, back, job, written))
    except StoppedError:
        return None
    return written


def contents(
    orders: Sequence[Order], back: Back, job: tuple[Work, Watch], written: Written
) -> Iterator[tuple[Path, bytes]]:
    """Yield every file that goes back, and count them.

    Raises:
        StoppedError: the user does not want to wait.
    """
    work, watch = job
    done = 0
    for number, answer in share(partial(correct_one, work), orders, back.jobs, watch.stopped):
        (_, name), _, stem = orders[number]
        watch.done(name)
        done += 1
        if isinstance(answer, Lost):
            written.findings += lost(name, answer).findings
            continue
        written.count += 1
        if answer.workbook is not None:
            yield back.folder / f"{stem}.xlsx", answer.workbook
        yield back.folder / f"{stem}.txt", answer.text
    if done < len(orders):
        raise StoppedError


def orders_of(batch: Batch, back: Back) -> Iterator[Order]:
    """Yield what is to be corrected; no two files get one name."""
    paths = {name: path for path, name in back.sheets}
    units = batch.agencies.units if batch.agencies else ()
    names = {record.file: unit.name for unit in units for record in unit.records}
    taken: dict[str, int] = {}
    for record in batch.used:
        if not (record.errors or (back.strict and asks_something(record))):
            continue
        name = slug(short_name(record, names.get(record.file)))
        stem = f"{STEM}{apart(name, taken)}"
        yield (paths[record.file], record.file), record, stem


def asks_something(record: Record) -> bool:
    """Tell whether there is anything that a respondent could look at."""
    return any(finding.code not in NOT_FOR_RESPONDENTS for finding in record.findings)


def short_name(record: Record, planned: str | None) -> str:
    """Return how a sender is called in short: by the abbreviation that ends its name."""
    if record.identity is None and planned in {None, record.file}:
        return Path(record.file).stem.casefold().removeprefix(PREFIX)
    name = planned or sender_name(record)
    short = BRACKETS.findall(name)
    return short[-1] if short else name


def correct_one(work: Work, order: Order) -> Correction:
    """Make what goes back of one sheet; one that can't be opened gets only the text.

    It says what the batch found in it: what holds for all sheets together is not its fault.
    """
    (path, name), record, stem = order
    choice, words, reply = work
    assessment = replace(assess_or_tell(path, name, choice), findings=record.findings)
    return correct(assessment, words, f"{stem}.xlsx", reply)
