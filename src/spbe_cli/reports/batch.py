"""What `spbe batch` says: who has sent what, who stands where, and who must do what."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from spbe_cli import __version__
from spbe_cli.answers import STATUSES
from spbe_cli.exact import exact_text
from spbe_cli.findings import Day, Listed, base_name
from spbe_cli.instrument import Instrument
from spbe_cli.many.agencies import State as Standing
from spbe_cli.many.agencies import Unit
from spbe_cli.many.gather import MOST_NAMES
from spbe_cli.many.record import Record, result_of
from spbe_cli.many.run import (
    Batch,
    Ranking,
    part_heads,
    parts_of,
    rankings,
    unscored,
    whole_sheets,
)
from spbe_cli.reports import Rows, passages
from spbe_cli.reports.batch_parts import item_counts, parts, why_unscored, work_left
from spbe_cli.reports.data import (
    assumed_part,
    bounds_part,
    finding_part,
    identity_part,
    index_part,
    instrument_part,
    scores_part,
)
from spbe_cli.reports.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Items,
    Paragraph,
    Row,
    State,
    Table,
    Tone,
)
from spbe_cli.scoring import IndexResult
from spbe_cli.sheet.assess import Status
from spbe_cli.sheet.identity import most_common
from spbe_cli.sheet.numbers import read_date
from spbe_cli.words import Words

_ASSUMED: Final = "*"
"""Marks the name of who left answers out, where these were counted as some level."""
_TONES: Final[Mapping[Standing, Tone]] = {
    Standing.SEVERAL: "bad",
    Standing.FAULTY: "bad",
    Standing.UNREADABLE: "bad",
    Standing.UNSENT: "poor",
    Standing.REMARKED: "fair",
    Standing.READY: "good",
}
_COUNTED: Final = {
    "ready": (Standing.READY, Standing.REMARKED),
    "faulty": (Standing.FAULTY,),
    "several": (Standing.SEVERAL,),
    "unreadable": (Standing.UNREADABLE,),
    "unsent": (Standing.UNSENT,),
}
_COLUMNS: Final = (
    "file", "status", "used", "institution", "agency", "year", "stage", "instrument", "index",
    "points", "weight", "predicate", "answered", "asked", "assumed", "errors", "warnings", "codes",
    "sha256",
)  # fmt: skip
_IDENTITY: Final = {
    "institution": "instansi",
    "agency": "perangkat daerah",
    "year": "tahun",
    "stage": "tahap",
}


@dataclass(frozen=True, slots=True)
class BatchReport:
    """The report of many sheets; a screen has no room for more than the summary (`whole`).

    `corrected`: who has to correct something gets a file that says what.
    """

    batch: Batch
    words: Words
    whole: bool = True
    command: str = ""
    made_on: Day | None = None
    corrected: bool = False

    def document(self) -> Document:
        """Return the overview, with all findings and the files that were read."""
        ranked = rankings(self.batch)
        return Document(
            title=self._title(),
            subtitle=self._subtitle(),
            summary=tuple(self._summary(ranked)),
            parts=tuple(parts(self.batch, ranked, self.words, self.command)) if self.whole else (),
            caveats=tuple(self._caveats(ranked)),
        )

    def _title(self) -> str:
        """Say of which institution and year the sheets are, if they are of one.

        One that agencies answer for is one, even if some sheet calls it otherwise.
        """
        common = []
        for label in ("instansi", "tahun"):
            said = list(filter(None, (one.says(label) for one in self.batch.used)))
            if len(set(said)) == 1 or (said and self.batch.agencies):
                common.append(most_common(said))
        key = "document.batch" if self.batch.complete else "document.batch_incomplete"
        return " · ".join((self.words.label(key), *common))

    def _subtitle(self) -> str:
        """Say by which instruments, of what day the latest sheet is, and when this was made."""
        titles = [instrument.title for instrument in self.batch.instruments.values()]
        days = filter(None, (read_date(record.says("tanggal")) for record in self.batch.used))
        last = max(days, default=None)
        if last:
            titles.append(self.words.label("batch.last_dated", date=last))
        if self.made_on and self.whole:
            titles.append(self.words.label("batch.made_on", date=self.made_on))
        return " · ".join(titles)

    def _caveats(self, ranked: Sequence[Ranking]) -> Iterator[str]:
        """Yield what must be known before any number is read."""
        words = self.words
        if not self.batch.complete:
            yield self._stopped("batch.stopped")
        if len(ranked) > 1:
            yield words.label("batch.not_comparable")
        records = [record for ranking in ranked for record in ranking.records if record.assumed]
        if records:
            level = next(iter(records[0].assumed.values()))
            key = "batch.assumed_items" if records[0].from_items else "batch.assumed"
            yield words.label(key, count=self.words.grouped(len(records)), level=level)

    def _stopped(self, key: str) -> str:
        """Say that the run was interrupted, and how far it came."""
        count = next(f.facts["count"] for f in self.batch.findings if f.code == "B108")
        facts = {"count": self.words.grouped(count), "total": self.words.grouped(self.batch.total)}
        return self.words.label(key, **facts)

    def _summary(self, ranked: Sequence[Ranking]) -> Iterator[Block]:
        """Yield how far all are, one by one and in sum, and who must do what.

        That stands where it is seen: on a screen at the end, in a document at the top.
        """
        batch, words = self.batch, self.words
        rest = unscored(batch)
        to_do = tuple(work_left(batch, rest, words, corrected=self.corrected))
        if self.whole:
            yield from to_do
        if batch.agencies:
            yield Paragraph(self._standing(batch.agencies), "strong")
            yield self._agencies(batch.agencies)
        if whole_sheets(batch):
            yield Paragraph(self._outcome(ranked), "strong")
        for ranking in ranked:
            if len(ranked) > 1:
                yield Heading(ranking.instrument.title)
            yield self._places(ranking)
        if rest:
            called = self._names(rest)
            reasons = (f"{called[one.file]}: {why_unscored(one, words)}" for one in rest)
            yield Heading(words.label("batch.unscored"))
            yield Items(tuple(reasons))
        yield from item_counts(batch, self._names(batch.used), words)
        if batch.agencies or batch.skipped or not batch.records:
            yield Paragraph(self._what_was_read())
        yield from map(Paragraph, self._latest_ones())
        if not self.whole:
            yield from to_do
        if not batch.complete:
            # Once more: of a long table only the end is seen.
            yield Paragraph(self._stopped("batch.stopped_above"), "hint")

    def _standing(self, units: Sequence[Unit]) -> str:
        """Say how many agencies are how far, and how much is filled in."""
        label, found = self.words.label, Counter(unit.state for unit in units)
        counts = {key: sum(found[one] for one in states) for key, states in _COUNTED.items()}
        told = ", ".join(label(f"batch.count.{key}", count=n) for key, n in counts.items() if n)
        answered, asked = _answers(units)
        facts = {"states": told, "answered": answered, "asked": asked}
        return label("batch.standing", agencies=self._agency_count(units), **facts)

    def _agency_count(self, units: Sequence[Unit]) -> str:
        """Say how many agencies there are; a file of nobody knows whom is none."""
        return self.words.label("batch.agencies", count=sum(unit.named for unit in units))

    def _agencies(self, units: Sequence[Unit]) -> Table:
        """Return how far everybody is, those that need work first."""
        words = self.words
        columns = (
            Column(words.label("batch.agency"), 46),
            Column(words.label("batch.state"), 26),
            Column(words.label("batch.answered"), 10, number=True),
            Column(words.label("merge.asked"), 10, number=True, spare=2),
            Column(words.label("batch.errors_head"), 10, number=True),
            Column(words.label("batch.warnings_head"), 10, number=True, spare=1),
            Column(words.label("batch.file"), 44, wide=True),
        )
        rows = []
        for unit in units:
            errors, warnings = (unit.errors, unit.warnings) if unit.records else (None, None)
            if unit.state is Standing.UNREADABLE:
                warnings = None
            counts = (unit.answered, unit.asked, errors, warnings)
            numbers = (passages.NONE if n is None else passages.count(n) for n in counts)
            files = ", ".join(record.file for record in unit.records)
            code = unit.record.codes[0] if unit.record and unit.record.codes else ""
            count = len(unit.records) if unit.state is Standing.SEVERAL else unit.warnings
            state = words.label(f"batch.state.{unit.state}", code=code, count=count)
            rows.append(Row((unit.name, State(state, _TONES[unit.state]), *numbers, files)))
        sums = (*_answers(units), sum(u.errors for u in units), sum(u.warnings for u in units))
        total = Row((self._agency_count(units), "", *map(passages.count, sums), ""), "total")
        return Table(columns, (*rows, total))

    def _outcome(self, ranked: Sequence[Ranking]) -> str:
        whole = whole_sheets(self.batch)
        scored = sum(record.status is Status.SCORED for record in whole)
        counts = {"count": len(whole), "scored": scored, "rest": len(whole) - scored}
        facts = {name: self.words.grouped(count) for name, count in counts.items()}
        text = self.words.label("batch.outcome", **facts)
        if len(ranked) != 1:
            return text
        (ranking,) = ranked
        mean = {"mean": self.words.number(ranking.mean), "count": facts["scored"]}
        alone = len({record.named for record in ranking.records}) == len(ranking.records)
        return f"{text} {self.words.label('batch.mean' if alone else 'batch.mean_files', **mean)}"

    def _places(self, ranking: Ranking) -> Table:
        """Return who stands where."""
        words, instrument = self.words, ranking.instrument
        columns = (
            Column(words.label("number"), 6, number=True),
            Column(words.label("batch.institution"), 46),
            Column(words.label("index"), 9, number=True),
            Column(words.label("predicate"), 14),
            *(
                Column(code, 9, number=True, spare=place)
                for place, (code, _) in enumerate(part_heads(instrument), start=1)
            ),
        )
        called, rows = self._names(ranking.records), []
        for position, (record, result) in enumerate(ranking.results(), start=1):
            cells: tuple[Cell, ...] = (
                passages.count(position),
                called[record.file],
                passages.index(result.total.index, words),
                passages.predicate(result.predicate.name, instrument),
                *(passages.index(part.index, words) for part in parts_of(result)),
            )
            rows.append(Row(cells))
        return Table(columns, tuple(rows))

    def _names(self, records: Sequence[Record]) -> Mapping[str, str]:
        """Return the names of sheets by file, with what tells them apart: the year, or the file.

        An index that rests on assumed levels is marked.
        """
        several = len({record.says("tahun") for record in self.batch.used} - {""}) > 1
        called = {}
        for record in records:
            year = record.says("tahun") if several else ""
            name = f"{record.named} · {year}" if year else record.named
            called[record.file] = f"{name} {_ASSUMED}" if record.assumed else name
        count = Counter(called.values())
        return {
            file: f"{name} · {base_name(file)}" if count[name] > 1 else name
            for file, name in called.items()
        }

    def _what_was_read(self) -> str:
        """Say how many files were read, and which were passed over and why."""
        words, batch, passed = self.words, self.batch, self.batch.passed
        count = words.grouped(len(batch.records))
        if not batch.skipped:
            return words.label("batch.read", count=count) + "."
        names = {"other_kinds": passed.names, "odd": passed.odd}
        reasons = [
            words.label(f"batch.{key}", files=Listed(tuple(map(base_name, files)), MOST_NAMES))
            for key, files in names.items()
            if files
        ]
        counts = {"hidden": passed.hidden, "apart": passed.apart}
        counts |= {"reports": batch.reports, "doubles": batch.doubles}
        reasons += [words.label(f"batch.{key}", count=n) for key, n in counts.items() if n]
        facts = {"skipped": words.grouped(batch.skipped), "reasons": "; ".join(reasons)}
        return words.label("batch.read_and_skipped", count=count, **facts)

    def _latest_ones(self) -> Iterator[str]:
        for finding in self.batch.findings:
            day = finding.facts.get("date")
            if finding.code == "B202" and isinstance(day, Day):
                date = f"{day.day:02}/{day.month:02}/{day.year}"
                key = f"batch.latest_{finding.variant or 'used'}"
                yield self.words.label(key, **{**finding.facts, "date": date})

    def data(self) -> Mapping[str, Any]:
        """Return the JSON document."""
        batch, words = self.batch, self.words
        counts = {str(status): batch.count(status) for status in Status}
        apart = {"superseded": batch.superseded, "skipped": batch.skipped}
        used = {record.file for record in batch.used}
        return {
            "summary": {"files": len(batch.records), **counts, **apart},
            "results": [
                {**self._record_part(one), "used": one.file in used} for one in batch.records
            ],
            "findings": [finding_part(one, words) for one in batch.all_findings()],
        }

    def _record_part(self, record: Record) -> dict[str, Any]:
        """Return one sheet as `spbe score` gives it, without its indicators."""
        instrument, result = self._result(record)
        low, high = record.bounds or (None, None)
        bounds = None
        if instrument and low and high:
            bounds = (result_of(instrument, low), result_of(instrument, high))
        return {
            "spbe": __version__,
            "status": str(record.status),
            "instrument": instrument_part(instrument),
            "sheet": {
                "file": record.file,
                "sha256": record.sha256,
                "identity": identity_part(record.identity if record.readable else None),
            },
            "index": index_part(result) if result else None,
            "bounds": bounds_part(bounds),
            **scores_part(result),
            "assumed": assumed_part(record.assumed),
            # A batch takes no levels over: it knows no --previous.
            "carried": [],
            "items": {status: record.items.get(status, 0) for status in STATUSES},
            "findings": [finding_part(finding, self.words) for finding in record.findings],
        }

    def _result(self, record: Record) -> tuple[Instrument | None, IndexResult | None]:
        instrument = self.batch.instruments.get(record.instrument or "")
        if instrument is None or not record.points:
            return instrument, None
        return instrument, result_of(instrument, record.points)

    def rows(self) -> Rows:
        """Return one line for every sheet, and one for every agency that has not sent any."""
        instruments = self.batch.instruments.values()
        codes = dict.fromkeys(code for one in instruments for code, _ in part_heads(one))
        used = {record.file for record in self.batch.used}
        lines = [self._line(one, used=one.file in used) for one in self.batch.records]
        lines += [
            {"status": unit.state, "agency": unit.name, "asked": unit.asked}
            for unit in self.batch.agencies
            if unit.state is Standing.UNSENT
        ]
        return (*_COLUMNS, *codes), lines

    def _line(self, record: Record, *, used: bool) -> dict[str, object]:
        """Return the line of one sheet, with the index and its parts if it has one."""
        line: dict[str, object] = {
            "file": record.file,
            "status": record.status,
            "used": str(used).lower(),
            **{column: record.says(label) for column, label in _IDENTITY.items()},
            "instrument": record.instrument or "",
            "errors": record.errors,
            "warnings": record.warnings,
            "codes": " ".join(record.codes),
            "sha256": record.sha256 or "",
        }
        if record.readable:
            counts = {"answered": record.answered, "asked": record.asked}
            line |= {**counts, "assumed": len(record.assumed)}
        _, result = self._result(record)
        if result:
            line |= {
                "index": result.total.rounded,
                "points": exact_text(result.total.points),
                "weight": exact_text(result.total.weight),
                "predicate": result.predicate.name,
                **{score.code: score.rounded for score in parts_of(result)},
            }
        return line


def _answers(units: Sequence[Unit]) -> tuple[int, int]:
    """Count the sound answers, and those asked for: with a plan, of its agencies only."""
    counted = [unit for unit in units if unit.agency] or units
    return sum(u.answered or 0 for u in counted), sum(u.asked or 0 for u in counted)
