"""The use case of many sheets: each is assessed by itself, and what came of all is put together.

The order of the files is the order of everything: how many processes work, and which of them
is done first, changes nothing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import NamedTuple

from spbe_cli.assignment import Assignment
from spbe_cli.findings import Due, Finding, Place, Raw
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import shipped, shipped_ids
from spbe_cli.many.agencies import Unit, agencies_of, all_have_sent, sheets_fit
from spbe_cli.many.gather import kinds_are_known
from spbe_cli.many.record import Record, record_of, result_of
from spbe_cli.many.senders import by_occasion, settle
from spbe_cli.many.workers import Lost, share
from spbe_cli.scoring import IndexResult, Score
from spbe_cli.sheet.assess import Assessment, Choice, Status, assess_or_tell, is_report
from spbe_cli.sheet.evidence import (
    check_folder,
    files_named,
    files_of_items,
    files_told,
    name_key,
)

Sheet = tuple[Path, str]
"""A file, and how findings call it."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user chose for all sheets."""

    choice: Choice = field(default_factory=Choice)
    latest: bool = False
    assignment: Assignment | None = None
    jobs: int | None = None
    due: Due = None


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
        passed = self.passed
        others = len(passed.names) + len(passed.odd) + passed.hidden + passed.apart
        return others + self.reports + self.doubles

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
    read = _records_of(sheets, options, watch or Watch())
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
    findings = [*settled.findings]
    if not sent and (read or not sheets):
        # B106: there is something to read, and not only reports of our own.
        variant = "reports" if sheets else ""
        findings.append(Finding("B106", Place(passed.origin), {"folder": passed.origin}, variant))
    findings += kinds_are_known(passed.names, passed.odd, passed.origin)
    if complete and options.choice.evidence:
        # A221: every file of the folder is named by one of the sheets.
        cited = {name for record in settled.used for name in record.evidence}
        cited |= {name_key(Path(record.file).name) for record in settled.used}
        findings += check_folder(options.choice.evidence, cited)
    if plan:
        findings += sheets_fit(settled.used, plan)
        findings += all_have_sent(agencies, plan, passed.origin, options.due)
    if not complete:
        # B108: the run was not interrupted.
        counts = {"count": len(read), "total": len(sheets)}
        findings.append(Finding("B108", Place(passed.origin), counts))
    return Batch(
        records=kept,
        used=tuple(settled.used),
        findings=tuple(findings),
        instruments=instruments,
        total=len(sheets),
        passed=passed,
        reports=len(read) - len(sent),
        doubles=len(doubles),
        agencies=agencies,
        complete=complete,
    )


def _records_of(sheets: Sequence[Sheet], options: Options, watch: Watch) -> list[Record]:
    """Assess every sheet, in their order; those that were not reached are left out."""
    found: dict[int, Record] = {}
    work = partial(assess_one, options.choice)
    for number, answer in share(work, sheets, options.jobs, watch.stopped):
        name = sheets[number][1]
        if isinstance(answer, Lost):
            found[number] = record_of(lost_sheet(name, answer))
        else:
            found[number] = answer
        watch.done(name)
    return [found[number] for number in sorted(found)]


def assess_one(choice: Choice, sheet: Sheet) -> Record:
    """Assess one sheet; what the system refuses is a finding of this file."""
    path, name = sheet
    assessment = assess_or_tell(path, name, choice)
    record, folder = record_of(assessment), choice.evidence
    if folder is None or assessment.raw is None or assessment.instrument is None:
        return record
    # Whether any sheet cites a file is asked of all together.
    of = (assessment.instrument, assessment.raw, folder)
    named = (*files_named(*of), *files_of_items(*of), *files_told(assessment.raw, folder))
    return replace(record, evidence=named)


def lost_sheet(file: str, answer: Lost) -> Assessment:
    """Return what came of a sheet that could not be checked to its end (B109)."""
    finding = Finding("B109", Place(file), variant="died")
    if answer.fault is not None:
        finding = Finding("B109", Place(file), {"detail": Raw(answer.fault)})
    return Assessment(file, None, (finding,))


# Who stands where: whole sheets by exact index; nobody is dropped.  Indices of different
# instruments can't be compared, so each has a ranking of its own.


@dataclass(frozen=True, slots=True)
class Ranking:
    """The sheets scored with one instrument, the highest exact index first."""

    instrument: Instrument
    records: tuple[Record, ...]

    @property
    def mean(self) -> Fraction:
        """The exact mean of the indices."""
        weight = sum((aspect.weight for aspect in self.instrument.aspects), Fraction(0))
        points = sum((sum(record.points) for record in self.records), Fraction(0))
        return points / weight / len(self.records)

    def results(self) -> Iterator[tuple[Record, IndexResult]]:
        """Yield every sheet with its index; they are not kept."""
        for record in self.records:
            yield record, result_of(self.instrument, record.points)


def whole_sheets(batch: Batch) -> tuple[Record, ...]:
    """Return the sheets that count and are not those of agencies."""
    senders = batch.senders()
    return tuple(record for record in batch.used if record.file not in senders)


def rankings(batch: Batch) -> tuple[Ranking, ...]:
    """Return a ranking for every instrument, the one with most sheets first.

    Within one instrument the points of the whole rank as the index does.
    """
    groups: dict[str, list[Record]] = {}
    for record in whole_sheets(batch):
        if record.status is Status.SCORED and record.instrument:
            groups.setdefault(record.instrument, []).append(record)
    made = []
    for name, records in groups.items():
        records.sort(key=lambda one: (-sum(one.points), one.named.casefold(), one.file))
        made.append(Ranking(batch.instruments[name], tuple(records)))
    return tuple(sorted(made, key=lambda ranking: (-len(ranking.records), ranking.instrument.id)))


def unscored(batch: Batch) -> tuple[Record, ...]:
    """Return the whole sheets without an index, by name."""
    rest = (record for record in whole_sheets(batch) if record.status is not Status.SCORED)
    return tuple(sorted(rest, key=lambda one: (not one.readable, one.named.casefold())))


def parts_of(result: IndexResult) -> tuple[Score, ...]:
    """Return what stands beside the index: the domains, or the aspects where there are none."""
    return result.domains or result.aspects


def part_heads(instrument: Instrument) -> tuple[tuple[str, str], ...]:
    """Return code and name of these parts."""
    parts = instrument.domains or instrument.aspects
    return tuple((part.code, part.name) for part in parts)
