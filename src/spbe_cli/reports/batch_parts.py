"""Parts of what `spbe batch` says: who must do what, and on paper only all that is in it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import Final

from spbe_cli import __version__
from spbe_cli.answers import STATUSES
from spbe_cli.exact import exact_text
from spbe_cli.findings import Day, Due, Listed
from spbe_cli.many.batch import Batch, Ranked, Ranking
from spbe_cli.many.senders import AgencyStanding, Standing
from spbe_cli.many.sheets import MOST_NAMES, Record
from spbe_cli.reports import document as doc
from spbe_cli.reports.report import FINDING_WIDTHS, ReportOf
from spbe_cli.reports.wording import Shown, column, numbers, predicate, table
from spbe_cli.sheet.assess import Status
from spbe_cli.words import Words

_BINS: Final = 16  # so many columns a distribution has from the lowest to the highest index
_FEWEST: Final = 2  # one index has no distribution, and is its own mean


class BatchParts(ReportOf[Batch]):
    """Parts of the report of a batch."""

    def _work_left(self, *, corrected: bool) -> Iterator[doc.Block]:
        """Yield the list of who must do what; `corrected`: a file for each says what.

        First stands who is to send; if nothing is left, what comes next.
        """
        until = next((f.facts.get("until") for f in self.result.findings if f.code == "B205"), None)
        order = (Standing.UNSENT, *(one for one in Standing if one is not Standing.UNSENT))
        to_do: dict[Standing, list[str]] = {state: [] for state in order}
        for unit in self.result.agencies:
            counted = unit.state in {Standing.FAULTY, Standing.REMARKED}
            count = f" ({unit.errors or unit.warnings})" if counted else ""
            to_do[unit.state].append(unit.name + count)
        for record in self.result.unscored():
            if not record.readable:
                to_do[Standing.UNREADABLE].append(record.named)
            elif record.errors:
                to_do[Standing.FAULTY].append(f"{record.named} ({record.errors})")
        ready = to_do.pop(Standing.READY)
        open_ones = {state: names for state, names in to_do.items() if names}
        tasks = []
        for state, names in open_ones.items():
            who, key = Listed(tuple(names), MOST_NAMES), f"batch.task.{state}"
            if state is Standing.UNSENT and until:
                key = "batch.task.unsent_until"
            elif state is Standing.FAULTY and corrected:
                key = "batch.task.corrected"
            tasks.append(self.label(key, who=who, until=until))
        if ready and self.result.complete and not open_ones.keys() - {Standing.REMARKED}:
            tasks.append(self.label("batch.task.ready"))
        if tasks:
            yield doc.Heading(self.label("batch.to_do"))
            yield doc.Items(tuple(tasks))

    def _without_index(self, names: Mapping[str, str]) -> Iterator[doc.Block]:
        if rest := self.result.unscored():
            yield doc.Heading(self.label("batch.unscored"))
            yield doc.Items(tuple(f"{names[one.file]}: {self._why_unscored(one)}" for one in rest))

    def _why_unscored(self, record: Record) -> str:
        if record.status is Status.PARTIAL:
            return self.label("batch.part")
        if record.readable:
            return self.label("batch.errors", count=record.errors)
        code = record.codes[0]
        return self.label("batch.unreadable_because", reason=self.words.reason(code), code=code)

    def _item_counts(self, names: Mapping[str, str]) -> Iterator[doc.Block]:
        def counted(status: str) -> Shown[Record]:
            return numbers(status, 10, lambda one: self.count(one.items.get(status, 0)))

        if records := [record for record in self.result.used if record.items]:
            sums = (sum(one.items.get(status, 0) for one in records) for status in STATUSES)
            yield doc.Heading(self.label("items.title"))
            yield table(
                records,
                self.column("batch.owner", 46, lambda one: names[one.file]),
                *map(counted, STATUSES),
                total=(self.label("total"), *map(self.count, sums)),
            )

    def _places(
        self, ranking: Ranking, names: Mapping[str, str], *, full: bool = False
    ) -> doc.Table:
        """Return a ranking under names by file, in full with the exact indices."""
        used = ranking.instrument

        def part(place: int, one: Ranked) -> doc.Number:
            return self.index(one.parts[place].index)

        def assumed(one: Ranked) -> str:
            count = len(one.record.assumed)
            return self.label("batch.assumed_rows", count=count) if count else ""

        columns: list[Shown[Ranked]] = [
            self.numbers("number", 6, lambda one: self.count(one.place)),
            self.column("batch.institution", 46, lambda one: names[one.record.file]),
            self.numbers("index", 9, lambda one: self.index(one.result.total.index)),
            self.column("predicate", 14, lambda one: predicate(one.result.predicate.name, used)),
        ]
        for place, score in enumerate(ranking.ranked[0].parts):
            # A narrow screen can do without them; on paper they are coloured.
            spare = 0 if full else place + 1
            columns.append(numbers(score.code, 9, partial(part, place), heat=full, spare=spare))
        if not full:
            return table(ranking.ranked, *columns)
        columns.insert(
            3, self.numbers("batch.exact", 13, lambda one: exact_text(one.result.total.index))
        )
        columns.insert(2, self.column("batch.stage", 20, lambda one: one.record.says("tahap")))
        columns.insert(2, self.column("batch.year", 8, lambda one: one.record.says("tahun")))
        columns.append(self.column("batch.file", 40, lambda one: one.record.file))
        if any(one.record.assumed for one in ranking.ranked):
            columns.append(self.column("batch.assumptions", 30, assumed))
        return table(ranking.ranked, *columns, caption=self.label("batch.note"))

    # What stands on paper only

    def _on_paper(self, ranked: Sequence[Ranking]) -> Iterator[doc.Part]:
        """Yield how indices are spread, every ranking, all findings, and what it is made of."""
        if spread := [ranking for ranking in ranked if len(ranking.ranked) >= _FEWEST]:
            blocks: list[doc.Block] = []
            for ranking in spread:
                blocks += [doc.Heading(ranking.instrument.title)] if len(spread) > 1 else []
                blocks += self._spread(ranking)
            yield doc.Part(self.label("batch.spread"), tuple(blocks))
        for ranking in ranked:
            title = self.label("batch.ranking")
            title += f" {ranking.instrument.title}" if len(ranked) > 1 else ""
            names = {one.record.file: one.record.named for one in ranking.ranked}
            yield doc.Part(title, (self._places(ranking, names, full=True),))
        if self.result.unscored():
            yield doc.Part(self.label("batch.unscored"), (self._unscored_table(),))
        senders = self.result.senders()
        owned = [(senders.get(one.file) or one.named, one.findings) for one in self.result.used]
        rows = tuple(
            doc.Row((owner, *self.finding_cells(finding, folders=True)))
            for owner, findings in (*owned, (self.label("batch.together"), self.result.findings))
            for finding in findings
        )
        if rows:
            columns = self.heads({"batch.owner": 34, **FINDING_WIDTHS})
            yield doc.Part(self.label("findings"), (doc.Table(columns, rows),))
        yield self._made_of()

    def _spread(self, ranking: Ranking) -> Iterator[doc.Block]:
        instrument, ranked = ranking.instrument, ranking.ranked
        found = Counter(one.result.predicate.name for one in ranked)
        minima = [one.minimum for one in instrument.predicates]
        bounds = sorted(one for one in minima if one > instrument.lowest)
        mean = doc.Mark(ranking.mean, self.number(ranking.mean), self.label("batch.mean_head"))
        counts = "; ".join(f"{one.name} {found[one.name]}" for one in instrument.predicates)
        indices = [one.result.total.index for one in ranked]
        yield replace(
            self.histogram(indices, _BINS, instrument),
            title=f"{self.label('batch.spread')}: {instrument.title}",
            said=f"{counts}. {mean.name} {mean.text}.",
            bounds=tuple(doc.Mark(bound, self.number(bound)) for bound in bounds),
            mark=mean,
        )
        whole = Fraction(len(ranked))
        bar = self.label("batch.bar", count=len(ranked))
        yield table(
            instrument.predicates,
            self.column("predicate", 46, lambda one: predicate(one.name, instrument)),
            self.numbers("batch.from", 12, lambda one: self.index(one.minimum)),
            self.numbers("batch.institutions", 12, lambda one: self.count(found[one.name])),
            column(bar, 24, lambda one: doc.Bar(Fraction(found[one.name]), whole)),
        )
        lines: list[tuple[doc.Cell, list[Fraction]]] = [(self.label("index"), indices)]
        for place, part in enumerate(ranked[0].parts):
            name = doc.Own(f"{part.code} {part.name}")
            lines.append((name, [one.parts[place].index for one in ranked]))
        yield table(
            lines,
            self.column("part", 46, lambda line: line[0]),
            self.numbers("batch.mean_head", 12, lambda line: self.index(sum(line[1]) / whole)),
            self.numbers("batch.highest", 12, lambda line: self.index(max(line[1]))),
            self.numbers("batch.lowest", 12, lambda line: self.index(min(line[1]))),
            caption=self.label("batch.part_means"),
        )

    def _unscored_table(self) -> doc.Table:
        def title(record: Record) -> doc.Cell:
            instrument = self.result.instruments.get(record.instrument or "")
            return doc.Own(instrument.title) if instrument else ""

        return table(
            self.result.unscored(),
            self.column("batch.institution", 46, lambda one: one.named),
            self.column("batch.year", 8, lambda one: one.says("tahun")),
            self.column("batch.stage", 20, lambda one: one.says("tahap")),
            self.column("excel.instrument", 22, title),
            self.column("batch.why", 46, lambda one: doc.State(self._why_unscored(one), "bad")),
            self.column("batch.file", 40, lambda one: one.file),
        )

    def _made_of(self) -> doc.Part:
        facts = [("version", f"spbe {__version__}")]
        for one in self.result.instruments.values():
            facts += [("instrument", f"{one.title} ({one.id})"), ("instrument_sha256", one.sha256)]
        facts += [("command", self.command)] if self.command else []
        made_by = table(
            facts,
            self.column("html.subject", 60, lambda one: self.label(f"excel.{one[0]}")),
            self.column("html.content", 40, lambda one: doc.Own(one[1])),
        )
        files = table(
            self.result.records,
            self.column("batch.file", 60, lambda one: one.file),
            self.column("batch.state", 40, lambda one: self.label(f"batch.came.{one.status}")),
            self.column("batch.sha256", 68, lambda one: one.sha256 or ""),
        )
        return doc.Part(self.label("batch.about"), (made_by, files))


_TO_COME: Final = (Standing.UNSENT, Standing.FAULTY, Standing.SEVERAL, Standing.UNREADABLE)


def missing(made: Batch) -> bool:
    """Tell whether anything has still to come before the sheets can be merged."""
    return any(unit.state in _TO_COME for unit in made.agencies)


def status(made: Batch, day: Day, due: Due, words: Words) -> str:
    """Return in a few lines, to be pasted into a group chat, who has to send or mend what."""
    full = words.in_full()
    whose = next((name for one in made.used if (name := one.says("instansi"))), "")
    # Where whole institutions send, each of them is one.
    every = made.agencies or tuple(AgencyStanding(one.named, (one,), None) for one in made.used)
    lines, left = [f"SPBE {whose}".strip() + f", {full.show(day)}"], 0
    for state in _TO_COME:
        units = [unit for unit in every if unit.state is state]
        named = (f"{one.name} ({one.errors})" if one.errors else one.name for one in units)
        lines += [full.label(f"status.{state}", who=", ".join(named))] if units else []
        left += len(units)
    if total := len(made.agencies):
        lines.append(full.label("status.ready", count=total - left, total=total))
    if due and missing(made):
        lines.append(full.label("status.due", until=due))
    return "\n".join(lines) + "\n"
