"""The use case of many sheets: each is assessed by itself, and what came of all is put together.

The order of the files is the order of everything: how many processes work, and which of them
is done first, changes nothing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from spbe_cli.assignment import Assignment
from spbe_cli.findings import Finding, Place, Raw
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import shipped, shipped_ids
from spbe_cli.many.agencies import Unit, agencies_of, all_have_sent, sheets_fit
from spbe_cli.many.gather import kinds_are_known
from spbe_cli.many.record import Record, keep, record_of
from spbe_cli.many.senders import by_occasion, settle
from spbe_cli.many.workers import Lost, share
from spbe_cli.sheet.assess import Choice, Status, assess_or_tell, is_report
from spbe_cli.sheet.evidence import check_folder, files_named, name_key

Sheet = tuple[Path, str]
"""A file, and how findings call it."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user chose for all sheets."""

    choice: Choice = field(default_factory=Choice)
    latest: bool = False
    assignment: Assignment | None = None
    jobs: int | None = None
    due: str | None = None


class Watch(NamedTuple):
    """Who looks on: told of every file that is done, and asked whether to stop."""

    done: Callable[[str], None] = lambda _: None
    stopped: Callable[[], bool] = lambda: False


@dataclass(frozen=True, slots=True)
class Passed:
    """What was not read: the names of files of other kinds, and of links and devices.

    Of files that nobody sees, and of those that are named by an option, only the number is
    kept.  `origin` is where all files come from.
    """

    origin: str = ""
    names: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()
    hidden: int = 0
    apart: int = 0

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.names) + len(self.odd) + self.hidden + self.apart


@dataclass(frozen=True, slots=True)
class Batch:
    """What came of many sheets.

    `records` are all sheets read, `used` those that count.  `findings` are those about the
    sheets together.  `reports` are files of our own, `doubles` files that came twice: both
    were passed over.  `total` is how many files there were to read.
    """

    records: tuple[Record, ...]
    used: tuple[Record, ...]
    findings: tuple[Finding, ...]
    instruments: Mapping[str, Instrument]
    total: int
    passed: Passed = field(default_factory=Passed)
    reports: int = 0
    doubles: int = 0
    agencies: tuple[Unit, ...] = ()
    complete: bool = True

    @property
    def skipped(self) -> int:
        """How many files were passed over."""
        return self.passed.count + self.reports + self.doubles

    @property
    def superseded(self) -> int:
        """How many sheets were read whose sender has sent a later one."""
        return len(self.records) - len(self.used)

    def count(self, status: Status) -> int:
        """Return how many sheets that count came out so."""
        return sum(record.status is status for record in self.used)

    def senders(self) -> dict[str, str]:
        """Return the agencies by the files that they sent."""
        return {record.file: unit.name for unit in self.agencies for record in unit.records}

    def all_findings(self) -> Iterator[Finding]:
        """Yield the findings of the sheets that count, file by file, then those about them all."""
        for record in self.used:
            yield from record.findings
        yield from self.findings


def assess_all(
    sheets: Sequence[Sheet], passed: Passed, options: Options, watch: Watch | None = None
) -> Batch:
    """Assess many sheets, and see whose they are."""
    found = _records_of(sheets, options, watch or Watch())
    read = [record for record in found if record]
    reports = [record for record in read if is_report(record.findings)]
    sent = [record for record in read if not is_report(record.findings)]
    plan, complete = options.assignment, len(read) == len(sheets)
    settled = settle(by_occasion(sent, plan), latest=options.latest)
    doubles = {record.file for record in settled.doubles}
    kept = tuple(record for record in sent if record.file not in doubles)
    agencies = agencies_of(settled.used, plan, complete=complete)
    used = {record.instrument for record in kept}
    instruments = {name: shipped(name) for name in shipped_ids() if name in used}
    if chosen := options.choice.instrument:
        instruments = {chosen.id: chosen}
    findings = (
        *settled.findings,
        *_something_is_there(sheets, reports, sent, passed),
        *kinds_are_known(passed.names, passed.odd, passed.origin),
        *(_evidence_is_cited(settled.used, options) if complete else ()),
        *(sheets_fit(settled.used, plan) if plan else ()),
        *(all_have_sent(agencies, plan, passed.origin, options.due) if plan else ()),
        *(() if complete else (_interrupted(len(read), len(sheets), passed.origin),)),
    )
    return Batch(
        records=kept,
        used=tuple(settled.used),
        findings=findings,
        instruments=instruments,
        total=len(sheets),
        passed=passed,
        reports=len(reports),
        doubles=len(doubles),
        agencies=agencies,
        complete=complete,
    )


def _records_of(sheets: Sequence[Sheet], options: Options, watch: Watch) -> list[Record | None]:
    """Assess every sheet; None stands for those that were not reached."""
    found: list[Record | None] = [None] * len(sheets)
    work = partial(assess_one, options.choice)
    for number, answer in share(work, sheets, options.jobs, watch.stopped):
        name = sheets[number][1]
        if isinstance(answer, Lost):
            found[number] = Record(name, None, Status.INVALID, keep((lost(name, answer),)))
        else:
            found[number] = answer
        watch.done(name)
    return found


def assess_one(choice: Choice, sheet: Sheet) -> Record:
    """Assess one sheet; what the system refuses is a finding of this file."""
    path, name = sheet
    assessment = assess_or_tell(path, name, choice)
    record, folder = record_of(assessment), choice.evidence
    if folder is None or assessment.raw is None or assessment.instrument is None:
        return record
    # Whether any sheet cites a file is asked of all together.
    named = files_named(assessment.instrument, assessment.raw, folder)
    return replace(record, evidence=tuple(named))


def _evidence_is_cited(records: Sequence[Record], options: Options) -> tuple[Finding, ...]:
    """A221: every file of the folder is named by one of the sheets."""
    folder = options.choice.evidence
    cited = {name for record in records for name in record.evidence}
    cited |= {name_key(Path(record.file).name) for record in records}
    return check_folder(folder, cited) if folder else ()


def lost(file: str, answer: Lost) -> Finding:
    """B109: every sheet can be checked to its end."""
    if answer.fault is None:
        return Finding("B109", Place(file), variant="died")
    return Finding("B109", Place(file), {"detail": Raw(answer.fault)})


def _something_is_there(
    sheets: Sequence[Sheet], reports: Sequence[Record], sent: Sequence[Record], passed: Passed
) -> Iterator[Finding]:
    """B106: there is something to read, and not only reports of our own."""
    if not sheets or (reports and not sent):
        variant = "reports" if sheets else ""
        yield Finding("B106", Place(passed.origin), {"folder": passed.origin}, variant)


def _interrupted(count: int, total: int, origin: str) -> Finding:
    """B108: the run was not interrupted."""
    return Finding("B108", Place(origin), {"count": count, "total": total})
