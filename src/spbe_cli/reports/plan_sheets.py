"""The tables of a plan: its phases, who raises what, and what must then be there.

One work list shows it all in short; every agency has its own to hand out, with columns to fill in.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from spbe_cli.analysis.plan import PlanResult
from spbe_cli.analysis.plan_raises import Plan, RowChange, above_bound
from spbe_cli.instrument import Instrument
from spbe_cli.reports import document as doc
from spbe_cli.reports import levels, passages, statements
from spbe_cli.reports.statements import GAIN_PLACES
from spbe_cli.reports.tables import Shown, column, grouped, numbers, summed, table
from spbe_cli.scoring import IndexResult
from spbe_cli.words import Words

STATUSES: Final = ("plan.status_open", "plan.status_running", "plan.status_done")


@dataclass(frozen=True, slots=True)
class PlanTables:
    """The tables of the best plan for a sheet that was scored."""

    result: PlanResult
    words: Words

    @property
    def plan(self) -> Plan:
        """The best plan."""
        return self.result.plans[0]

    @property
    def instrument(self) -> Instrument:
        """The instrument of the sheet."""
        return self.result.assessment.used

    def agency(self, row: str) -> str | None:
        """Return the agency that is responsible for a row."""
        return levels.agency_of(row, self.instrument, self.result.assignment)

    def groups(self) -> list[tuple[str, tuple[RowChange, ...]]]:
        """Return agencies with their changes: what adds most first, what is nobody's last."""
        owners = self.result.assignment
        return levels.by_agency(
            self.plan.changes, lambda one: one.gain, self.instrument, owners, self.words
        )

    def needed(self, one: RowChange) -> dict[str, str]:
        """Return criteria and typical evidence of all levels on the way, and our advice."""
        way = (self.instrument, one.row, one.start, one.end)
        return {
            "criterion": levels.criteria(*way, self.words),
            "evidence": levels.evidence(*way),
            "recommendation": levels.recommendation(self.instrument, one.row, one.start) or "",
        }

    def effort_text(self, value: Fraction) -> str:
        """Write an effort with its unit, if the file of efforts names one."""
        text, unit = self.words.show(value), self.result.unit
        return f"{text} {self.words.show(unit)}" if unit else text

    @property
    def _effort_head(self) -> str:
        unit = self.result.unit
        return self.words.label(
            "plan.effort_head" if unit is None else "plan.effort_unit", unit=unit
        )

    def _effort(self, one: RowChange) -> doc.Number:
        return passages.exact(one.effort, self.words)

    def _gain(self, one: RowChange) -> doc.Number:
        return passages.gain(one.gain, self.words)

    def _short(self, one: RowChange) -> doc.Own:
        return doc.Own(self.instrument.rows()[one.row].short)

    def phases(self) -> doc.Table:
        """Return the road: index, predicate and margin above its bound, now and after a phase."""
        words, label, plan = self.words, self.words.label, self.plan
        columns = (
            doc.Column(label("plan.phase_head"), 9, number=True),
            doc.Column(label("predicate"), 34),
            doc.Column(label("index"), 10, number=True),
            doc.Column(label("plan.exact"), 10, number=True, spare=5),
            doc.Column(label("plan.beyond"), 10, number=True, spare=1),
            doc.Column(label("changed.count"), 10, number=True, spare=4),
            doc.Column(label("plan.gain"), 10, number=True, spare=3),
            doc.Column(self._effort_head, 10, number=True, spare=2),
        )

        def reached(after: IndexResult) -> Iterator[doc.Cell]:
            index = after.total.index
            yield passages.predicate(after.predicate.name, self.instrument)
            yield passages.index(index, words)
            yield doc.Number(index, words.number(index, None), passages.PARTS_OF_LEVEL)

        rows = [doc.Row((label("simulate.before"), *reached(plan.before), "", "", "", ""))]
        for phase in plan.phases:
            above, whole = above_bound(self.instrument, phase), _together(phase.changes)
            margin = passages.NONE if above is None else passages.gain(above, words)
            count = passages.count(len(phase.changes))
            made = (*reached(phase.after), margin, count, self._gain(whole), self._effort(whole))
            rows.append(doc.Row((passages.count(phase.number), *made)))
        return doc.Table(columns, tuple(rows))

    def work(self) -> doc.Table:
        """Return what rises, agency by agency, and what in short must then be there."""
        words, label, plan = self.words, self.words.label, self.plan

        def demand(one: RowChange) -> doc.Own:
            return doc.Own(levels.demand(self.instrument, one.row, one.start, one.end, words))

        total = label("plan.total")
        if self.result.goal.needed is not None:
            gap = self.result.goal.needed - plan.before.total.index
            total += f" {label('plan.needed', gap=words.number(gap, GAIN_PLACES))}"
        return summed(
            self.groups(),
            _together,
            column(label("number"), 7, lambda one: one.row),
            column(label("indicator_name"), 34, self._short),
            column(
                label("level"), 10, lambda one: statements.raise_text(one.start, one.end, words)
            ),
            *self._extra(),
            numbers(label("plan.gain"), 10, self._gain),
            column(label("plan.demand"), 46, demand, spare=1),
            total=total,
            caption=label("plan.gain_note", name=plan.after.total.name),
        )

    def _extra(self) -> Iterator[Shown[RowChange]]:
        """Yield the columns that only some plans need."""
        if len(self.plan.phases) > 1:
            head, count = self.words.label("plan.phase_head"), passages.count
            yield numbers(head, 7, lambda one: count(one.phase) if one.phase else "")
        if self.result.options.efforts is not None:
            yield numbers(self._effort_head, 10, self._effort)

    def load(self) -> Iterator[doc.Block]:
        """Yield how much every agency has to do, and what it adds."""
        if self.result.assignment is None:
            return
        label, changes = self.words.label, self.plan.changes

        def count(changes: Sequence[RowChange]) -> doc.Number:
            return passages.count(len({one.row for one in changes}))

        yield doc.Heading(label("plan.load"))
        yield table(
            enumerate(self.groups(), start=1),
            numbers(label("number"), 7, lambda one: passages.count(one[0])),
            column(label("batch.agency"), 34, lambda one: one[1][0]),
            numbers(label("changed.count"), 10, lambda one: count(one[1][1])),
            numbers(label("plan.gain"), 10, lambda one: self._gain(_together(one[1][1]))),
            total=("", label("plan.total"), count(changes), self._gain(_together(changes))),
        )

    def work_list(self, changes: Sequence[RowChange], whose: str) -> doc.Table:
        """Return what an agency must reach, and what must then be there; who and when is open."""
        words, label = self.words, self.words.label
        now, then = passages.now_and_then(words)

        def text(what: str, line_end: str, otherwise: str = "") -> Callable[[RowChange], doc.Own]:
            return lambda one: doc.Own(self.needed(one)[what].replace("\n", line_end) or otherwise)

        def empty(_: RowChange) -> str:
            return ""

        return grouped(
            [("", changes)],
            column(label("number"), 6, lambda one: one.row),
            column(label("indicator_name"), 24, self._short),
            numbers(now, 9, lambda one: passages.level(one.start, words)),
            numbers(then, 9, lambda one: passages.level(one.end, words)),
            column(label("plan.criterion"), 46, text("criterion", " ")),
            column(label("explain.evidence"), 36, text("evidence", "; ")),
            *self._extra(),
            numbers(label("plan.gain"), 9, self._gain),
            column(label("recommendation.head"), 40, text("recommendation", " ", passages.NONE)),
            column(label("draft.owner"), 18, empty, fill_in=()),
            column(label("plan.deadline"), 12, empty, fill_in=()),
            column(label("plan.status"), 13, empty, fill_in=tuple(map(label, STATUSES))),
            caption=f"{whose}. {label('recommendation.note')}",
            to_fill=label("plan.changed_sheet"),
        )


def _together(changes: Sequence[RowChange]) -> RowChange:
    """Return what changes add and take together, as one of no row and no phase."""
    none = Fraction(0)
    gain = sum((one.gain for one in changes), none)
    effort = sum((one.effort for one in changes), none)
    return RowChange("", none, none, gain, effort, phase=0, levels=0)
