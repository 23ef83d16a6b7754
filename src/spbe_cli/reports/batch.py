"""What `spbe batch` says: who has sent what, who stands where, and who must do what."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final

from spbe_cli import __version__
from spbe_cli.answers import STATUSES
from spbe_cli.exact import exact_text
from spbe_cli.findings import Day, Finding, Listed, base_name
from spbe_cli.frozen import frozen
from spbe_cli.many.batch import Ranking
from spbe_cli.many.senders import AgencyStanding, Standing
from spbe_cli.many.sheets import MOST_NAMES, Record
from spbe_cli.reports import Rows, data
from spbe_cli.reports import document as doc
from spbe_cli.reports.batch_parts import BatchParts
from spbe_cli.reports.wording import NONE, table
from spbe_cli.sheet.assess import Status
from spbe_cli.sheet.identity import most_common
from spbe_cli.sheet.values import read_date

_ASSUMED: Final = "*"
"""Marks the name of who left answers out, where these were counted as some level."""
_TONES: Final[Mapping[Standing, doc.Tone]] = {
    Standing.SEVERAL: "bad", Standing.FAULTY: "bad", Standing.UNREADABLE: "bad",
    Standing.UNSENT: "poor", Standing.REMARKED: "fair", Standing.READY: "good",
}  # fmt: skip


@frozen(slots=False)
class BatchReport(BatchParts):
    """The report of many sheets; a screen has no room for more than the summary (`whole`).

    `corrected`: who has to correct something gets a file that says what.
    """

    places: ClassVar[data.Places | None] = "sheet"
    columns: ClassVar[Sequence[str]] = (
        "file", "status", "used", "institution", "agency", "year", "stage", "instrument", "index",
        "points", "weight", "predicate", "answered", "asked", "assumed", "errors", "warnings",
        "codes", "sha256",
    )  # fmt: skip

    whole: bool = True
    made_on: Day | None = None
    corrected: bool = False

    @property
    def found(self) -> tuple[Finding, ...]:
        """All findings, of the sheets and of them together."""
        return tuple(self.result.all_findings())

    def document(self) -> doc.Document:
        """Return the overview, with all findings and the files that were read."""
        batch, ranked = self.result, self.result.rankings()
        title = [self.label("document.batch" if batch.complete else "document.batch_incomplete")]
        for name in ("instansi", "tahun"):
            said = list(filter(None, (one.says(name) for one in batch.used)))
            # One that agencies answer for is one, even if some sheet calls it otherwise.
            if len(set(said)) == 1 or (said and batch.agencies):
                title.append(most_common(said))
        under = [instrument.title for instrument in batch.instruments.values()]
        days = filter(None, (read_date(record.says("tanggal")) for record in batch.used))
        if last := max(days, default=None):
            under.append(self.label("batch.last_dated", date=last))
        if self.made_on and self.whole:
            under.append(self.label("batch.made_on", date=self.made_on))
        return doc.Document(
            title=" · ".join(title),
            subtitle=" · ".join(under),
            summary=tuple(self._summary(ranked)),
            parts=tuple(self._on_paper(ranked)) if self.whole else (),
            caveats=tuple(self._caveats(ranked)),
        )

    def _caveats(self, ranked: Sequence[Ranking]) -> Iterator[str]:
        if not self.result.complete:
            yield self._stopped("batch.stopped")
        if len(ranked) > 1:
            yield self.label("batch.not_comparable")
        every = (one for one in self.result.used if one.assumed)
        # Levels of two editions begin apart.
        levels = ((one.from_items or next(iter(one.assumed.values()))) for one in every)
        for level, count in Counter(levels).items():
            key = "batch.assumed_items" if level is True else "batch.assumed"
            yield self.label(key, count=self.words.grouped(count), level=level)

    def _stopped(self, key: str) -> str:
        count = next(f.facts["count"] for f in self.result.findings if f.code == "B108")
        facts = {"count": self.words.grouped(count), "total": self.words.grouped(self.result.total)}
        return self.label(key, **facts)

    def _summary(self, ranked: Sequence[Ranking]) -> Iterator[doc.Block]:
        """Yield how far all are, one by one and in sum, and who must do what.

        That stands where it is seen: on a screen at the end, in a document at the top.
        """
        batch = self.result
        to_do = tuple(self._work_left(corrected=self.corrected))
        if self.whole:
            yield from to_do
        if batch.agencies:
            yield from self._agencies(batch.agencies)
        if batch.whole():
            yield doc.Paragraph(self._outcome(ranked), "strong")
        for ranking in ranked:
            if len(ranked) > 1:
                yield doc.Heading(ranking.instrument.title)
            yield self._places(ranking, self._names([one.record for one in ranking.ranked]))
        yield from self._without_index(self._names(batch.unscored()))
        yield from self._item_counts(self._names(batch.used))
        yield from self._read()
        if not self.whole:
            yield from to_do
        if not batch.complete:
            # Once more: of a long table only the end is seen.
            yield doc.Paragraph(self._stopped("batch.stopped_above"), "hint")

    def _agencies(self, units: Sequence[AgencyStanding]) -> Iterator[doc.Block]:
        found = Counter(unit.state for unit in units)
        states = (Standing.FAULTY, Standing.SEVERAL, Standing.UNREADABLE, Standing.UNSENT)
        ready = found[Standing.READY] + found[Standing.REMARKED]
        counts = {"ready": ready, **{str(state): found[state] for state in states}}
        told = [self.label(f"batch.count.{key}", count=n) for key, n in counts.items() if n]
        # Of an assignment only its agencies count; a file of nobody knows whom is no agency.
        counted = [unit for unit in units if unit.agency] or units
        answered = sum(unit.answered or 0 for unit in counted)
        asked = sum(unit.asked or 0 for unit in counted)
        nobodys = [u for u in units if u.state is Standing.UNREADABLE and not u.agency]
        agencies = self.label("batch.agencies", count=len(units) - len(nobodys))
        facts = {
            "agencies": agencies,
            "states": ", ".join(told),
            "answered": answered,
            "asked": asked,
        }
        yield doc.Paragraph(self.label("batch.standing", **facts), "strong")

        def state(unit: AgencyStanding) -> doc.State:
            code = unit.record.codes[0] if unit.record and unit.record.codes else ""
            count = len(unit.records) if unit.state is Standing.SEVERAL else unit.warnings
            text = self.label(f"batch.state.{unit.state}", code=code, count=count)
            return doc.State(text, _TONES[unit.state])

        def number(value: int | None) -> doc.Cell:
            return NONE if value is None else self.count(value)

        def warnings(unit: AgencyStanding) -> doc.Cell:
            unread = unit.state in {Standing.UNREADABLE, Standing.UNSENT}
            return number(None if unread else unit.warnings)

        def files(unit: AgencyStanding) -> str:
            return ", ".join(record.file for record in unit.records)

        sums = (answered, asked, sum(u.errors for u in units), sum(u.warnings for u in units))
        yield table(
            units,
            self.column("batch.agency", 46, lambda one: one.name),
            self.column("batch.state", 26, state),
            self.numbers("batch.answered", 10, lambda one: number(one.answered)),
            self.numbers("merge.asked", 10, lambda one: number(one.asked), spare=2),
            self.numbers(
                "batch.errors_head", 10, lambda one: number(one.errors if one.records else None)
            ),
            self.numbers("batch.warnings_head", 10, warnings, spare=1),
            self.column("batch.file", 44, files, wide=True),
            total=(agencies, "", *map(self.count, sums), ""),
        )

    def _outcome(self, ranked: Sequence[Ranking]) -> str:
        scored = [one for ranking in ranked for one in ranking.ranked]
        rest = len(self.result.unscored())
        counts = {"count": len(scored) + rest, "scored": len(scored), "rest": rest}
        facts = {name: self.words.grouped(count) for name, count in counts.items()}
        said = self.label("batch.outcome", **facts)
        if len(ranked) == 1:
            alone = len({one.record.named for one in scored}) == len(scored)
            key, mean = "batch.mean" if alone else "batch.mean_files", self.number(ranked[0].mean)
            said += f" {self.label(key, mean=mean, count=facts['scored'])}"
        return said

    def _names(self, records: Sequence[Record]) -> Mapping[str, str]:
        """Return the names of sheets by file, with what tells them apart: the year, or the file.

        An index that rests on assumed levels is marked.
        """
        several = len({record.says("tahun") for record in self.result.used} - {""}) > 1
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

    def _read(self) -> Iterator[doc.Paragraph]:
        """Yield how many files were read, what was passed over, and which of several counts."""
        batch, passed = self.result, self.result.passed
        count = self.words.grouped(len(batch.records))
        if batch.skipped:
            other_kinds, odd = (
                Listed(tuple(map(base_name, files)), MOST_NAMES)
                for files in (passed.names, passed.odd)
            )
            told = [self.label("batch.other_kinds", files=other_kinds)] if passed.names else []
            told += [self.label("batch.odd", files=odd)] if passed.odd else []
            counts = {"hidden": passed.hidden, "apart": passed.apart}
            counts |= {"reports": batch.reports, "doubles": batch.doubles}
            told += [self.label(f"batch.{key}", count=n) for key, n in counts.items() if n]
            facts = {"skipped": self.words.grouped(batch.skipped), "reasons": "; ".join(told)}
            yield doc.Paragraph(self.label("batch.read_and_skipped", count=count, **facts))
        elif batch.agencies or not batch.records:
            yield doc.Paragraph(self.label("batch.read", count=count) + ".")
        for finding in batch.findings:
            day = finding.facts.get("date")
            if finding.code == "B202" and isinstance(day, Day):
                date = f"{day.day:02}/{day.month:02}/{day.year}"
                key = f"batch.latest_{finding.variant or 'used'}"
                yield doc.Paragraph(self.label(key, **{**finding.facts, "date": date}))

    def _data(self) -> Mapping[str, Any]:
        """Return the JSON document: each sheet as `spbe score` gives it, without its indicators."""
        batch = self.result
        statuses = Counter(record.status for record in batch.used)
        used = {record.file for record in batch.used}
        return {
            "summary": {
                "files": len(batch.records),
                **{str(status): statuses[status] for status in Status},
                "superseded": len(batch.records) - len(batch.used),
                "skipped": batch.skipped,
            },
            "results": [
                {
                    "spbe": __version__,
                    "status": str(one.status),
                    "instrument": data.instrument_part(batch.instruments.get(one.instrument or "")),
                    "sheet": {
                        **data.taken(one, "file", "sha256"),
                        "identity": data.identity_part(one.identity if one.readable else None),
                    },
                    "index": data.index_part(one.result),
                    "bounds": data.bounds_part(one.bounds),
                    **data.scores_part(one.result),
                    "assumed": data.assumed_part(one.assumed),
                    # A batch takes no levels over: it knows no --previous.
                    "carried": [],
                    "items": {status: one.items.get(status, 0) for status in STATUSES},
                    "findings": data.findings_part(one.findings, self.words, self.places),
                    "used": one.file in used,
                }
                for one in batch.records
            ],
        }

    def rows(self) -> Rows:
        """Return one line for every sheet, and one for every agency that has not sent any."""
        batch, lines = self.result, list[dict[str, object]]()
        codes = dict.fromkeys(
            part.code for one in batch.instruments.values() for part in one.domains or one.aspects
        )
        used = {record.file for record in batch.used}
        for one in batch.records:
            line: dict[str, object] = {
                **data.taken(one, "file", "status", "instrument"),
                "used": one.file in used,
                "institution": one.says("instansi"),
                "agency": one.says("perangkat daerah"),
                "year": one.says("tahun"),
                "stage": one.says("tahap"),
                "codes": " ".join(one.codes),
                **data.taken(one, "errors", "warnings", "sha256"),
            }
            if one.readable:
                line["answered"], line["asked"] = one.answered, one.asked
                line["assumed"] = len(one.assumed)
            if result := one.result:
                line["predicate"], line["index"] = result.predicate.name, result.total.rounded
                line["points"] = exact_text(result.total.points)
                line["weight"] = exact_text(result.total.weight)
                line |= {score.code: score.rounded for score in result.domains or result.aspects}
            lines.append(line)
        lines += [
            {"status": unit.state, "agency": unit.name, "asked": unit.asked}
            for unit in batch.agencies
            if unit.state is Standing.UNSENT
        ]
        return (*self.columns, *codes), lines
