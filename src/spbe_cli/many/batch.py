"""Many sheets: each is assessed by itself, and what came of all is put together.

The order of the files is the order of everything: how many processes work, and which of them
is done first, changes nothing.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import field, replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import NamedTuple

from spbe_cli.answers import Assignment
from spbe_cli.findings import Due, Fact, Finding, Listed, Place, Raw
from spbe_cli.frozen import frozen
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import shipped, shipped_ids
from spbe_cli.many import senders
from spbe_cli.many.senders import AgencyStanding, Standing
from spbe_cli.many.sheets import Gathered, Record, Sheet, kinds_are_known, record_of
from spbe_cli.many.workers import Lost, attempt, share
from spbe_cli.scoring import IndexResult, Score
from spbe_cli.sheet.assess import Assessment, Choice, assess_or_tell, is_report
from spbe_cli.sheet.evidence import check_folder, file_key, files_cited


@frozen
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


class Ranked(NamedTuple):
    """A sheet in its ranking, with its index."""

    place: int
    record: Record
    result: IndexResult

    @property
    def parts(self) -> tuple[Score, ...]:
        """What stands beside the index: the domains, or the aspects where there are none."""
        return self.result.domains or self.result.aspects


@frozen
class Ranking:
    """The sheets of one instrument, the highest index first: others can't be compared with it."""

    instrument: Instrument
    ranked: tuple[Ranked, ...]

    @property
    def mean(self) -> Fraction:
        """The exact mean of the indices."""
        indices = (one.result.total.index for one in self.ranked)
        return sum(indices, Fraction(0)) / len(self.ranked)


@frozen
class Batch:
    """What came of many sheets: all `records`, those `used`, findings about them together.

    Passed over were `reports` of our own and `doubles`; `total` is how many there were to read.
    """

    records: tuple[Record, ...]
    used: tuple[Record, ...]
    findings: tuple[Finding, ...]
    instruments: Mapping[str, Instrument]
    total: int
    passed: Gathered
    reports: int
    doubles: int
    agencies: tuple[AgencyStanding, ...]
    complete: bool

    @property
    def skipped(self) -> int:
        """How many files were passed over."""
        passed = self.passed
        others = len(passed.names) + len(passed.odd) + passed.hidden + passed.apart
        return others + self.reports + self.doubles

    def senders(self) -> dict[str, str]:
        """Return the agencies by the files that they sent."""
        return {record.file: unit.name for unit in self.agencies for record in unit.records}

    def all_findings(self) -> Iterator[Finding]:
        """Yield the findings of the sheets that count, file by file, then those about them all."""
        for record in self.used:
            yield from record.findings
        yield from self.findings

    def whole(self) -> list[Record]:
        """Return the sheets that count and are not those of agencies."""
        senders = self.senders()
        return [record for record in self.used if record.file not in senders]

    def rankings(self) -> list[Ranking]:
        """Return a ranking for every instrument, the one with most sheets first."""
        scored = [(one.result, one) for one in self.whole() if one.result]
        scored.sort(key=lambda one: (-one[0].total.index, one[1].named.casefold(), one[1].file))
        groups: dict[str, list[Ranked]] = {}
        for result, record in scored:
            group = groups.setdefault(record.instrument or "", [])
            group.append(Ranked(len(group) + 1, record, result))
        made = [Ranking(self.instruments[name], tuple(ones)) for name, ones in groups.items()]
        return sorted(made, key=lambda one: (-len(one.ranked), one.instrument.id))

    def unscored(self) -> list[Record]:
        """Return the whole sheets without an index, by name."""
        rest = (record for record in self.whole() if record.result is None)
        return sorted(rest, key=lambda one: (not one.readable, one.named.casefold()))


def assess_all(gathered: Gathered, options: Options, watch: Watch | None = None) -> Batch:
    """Assess many sheets, and see whose they are."""
    watch = watch or Watch()
    sheets, read = gathered.files, dict[int, Record]()
    work = partial(assess_one, options.choice)
    for number, answer in share(work, sheets, options.jobs, watch.stopped):
        name = sheets[number][1]
        read[number] = record_of(lost_sheet(name, answer)) if isinstance(answer, Lost) else answer
        watch.done(name)
    in_order = (read[number] for number in sorted(read))
    records = [record for record in in_order if not is_report(record.findings)]
    sent = senders.by_occasion(records, options.assignment)
    used, findings = senders.settle(sent, latest=options.latest)
    twice = {finding.place.file for finding in findings if finding.code == "B204"}
    kept = tuple(record for record in records if record.file not in twice)
    known = {record.instrument for record in kept}
    instruments = {name: shipped(name) for name in shipped_ids() if name in known}
    if chosen := options.choice.instrument:
        instruments = {chosen.id: chosen}
    complete = len(read) == len(sheets)
    batch = Batch(
        records=kept,
        used=tuple(used),
        findings=(),
        instruments=instruments,
        total=len(sheets),
        passed=gathered,
        reports=len(read) - len(records),
        doubles=len(records) - len(kept),
        agencies=senders.agencies_of(used, options.assignment, complete=complete),
        complete=complete,
    )
    return replace(batch, findings=(*findings, *_about_all(batch, options)))


def _about_all(batch: Batch, options: Options) -> Iterator[Finding]:
    """A221, B106, B108: there is something to read, evidence is cited, the run is whole."""
    passed, folder = batch.passed, options.choice.evidence
    if not batch.records and (batch.reports or not batch.total):
        variant = "reports" if batch.total else ""
        yield Finding("B106", Place(passed.origin), {"folder": passed.origin}, variant)
    yield from kinds_are_known(passed, passed.origin)
    if batch.complete and folder:
        cited = {name for record in batch.used for name in record.evidence}
        cited |= {file_key(Path(record.file).name) for record in batch.used}
        yield from check_folder(folder, cited)
    if options.assignment:
        yield from _about_agencies(batch, options.assignment, options.due)
    if not batch.complete:
        read = len(batch.records) + batch.reports + batch.doubles
        yield Finding("B108", Place(passed.origin), {"count": read, "total": batch.total})


def _about_agencies(batch: Batch, assignment: Assignment, due: Due) -> Iterator[Finding]:
    """B104, B205, B208: all agencies have sent, are known, and of one institution and year."""
    sent = batch.senders()
    parts = [record for record in batch.used if record.readable and record.file in sent]
    yield from senders.identities_agree(parts)
    yield from senders.senders_are_known(parts, assignment)
    unsent = {unit.name for unit in batch.agencies if unit.state is Standing.UNSENT}
    missing = tuple(agency.name for agency in assignment.agencies if agency.name in unsent)
    if missing:
        until: dict[str, Fact] = {"until": due} if due else {}
        facts = {"count": len(missing), "agencies": Listed(missing), **until}
        yield Finding("B205", Place(batch.passed.origin), facts, "due" if until else "")


def assess_one(choice: Choice, sheet: Sheet) -> Record:
    """Assess one sheet; what the system refuses is a finding of this file."""
    assessment = assess_or_tell(*sheet, choice)
    record, folder = record_of(assessment), choice.evidence
    if folder is None or assessment.view is None:
        return record
    # Whether any sheet cites a file is asked of all together.
    return replace(record, evidence=tuple(files_cited(assessment.view, folder)))


def lost_sheet(file: str, answer: Lost) -> Assessment:
    """Return what came of a sheet that could not be checked to its end (B109)."""
    facts: dict[str, Fact] = {} if answer.fault is None else {"detail": Raw(answer.fault)}
    finding = Finding("B109", Place(file), facts, "died" if answer.fault is None else "")
    return Assessment(file, None, (finding,))


# For `merge`: whole assessments, one after another


def read_all(
    files: Sequence[Sheet], instrument: Instrument | None, named: Collection[Path] = ()
) -> tuple[list[Assessment], list[str]]:
    """Assess files; name those made by us, but a merged one that is `named` to be merged again."""
    parts, made = [], []
    for path, file in files:
        one = _read(path, file, Choice(instrument))
        if is_report(one.findings) or (_is_merged(one) and file not in map(str, named)):
            made.append(file)
        else:
            parts.append(one)
    return parts, made


def may_be_renewed(path: Path) -> bool:
    """Tell whether a file is the result of an earlier merge, which a new one may replace."""
    return _is_merged(_read(path, str(path), Choice()))


def _read(path: Path, file: str, choice: Choice) -> Assessment:
    answer = attempt(lambda one: assess_or_tell(one, file, choice), path)
    return lost_sheet(file, answer) if isinstance(answer, Lost) else answer


def _is_merged(assessment: Assessment) -> bool:
    raw = assessment.raw
    return bool(raw and raw.joined and not assessment.identity.get(senders.AGENCY))


def files_are_there(
    gathered: Gathered, parts: Sequence[Assessment], made: Sequence[str]
) -> Iterator[Finding]:
    """B106, B203: every path leads to answer files, and nothing else lies among them."""
    for path in gathered.empty:
        yield Finding("B106", Place(path), {"folder": path})
    if made and not parts:
        folder = str(Path(made[0]).parent)
        yield Finding("B106", Place(folder), {"folder": folder}, "reports")
    first = next(iter((*gathered.names, *gathered.odd)), "")
    yield from kinds_are_known(gathered, str(Path(first).parent))
