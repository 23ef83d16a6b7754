"""The tables of a plan: its phases, who raises what, and what must then be there.

One work list shows it all in short; every agency has its own to hand out, with columns to fill in.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from spbe_cli.analysis.plan import PlanResult
from spbe_cli.analysis.plan_raises import Plan, RowChange, above_bound
from spbe_cli.instrument import Instrument
from spbe_cli.reports import levels, passages, statements
from spbe_cli.reports.document import Block, Cell, Column, Heading, Number, Own, Row, Table
from spbe_cli.reports.statements import GAIN_PLACES
from spbe_cli.scoring import IndexResult
from spbe_cli.words import Words

STATUSES: Final = ("plan.status_open", "plan.status_running", "plan.status_done")


@dataclass(frozen=True, slots=True)
class PlanTables:
    """The tables of plans for a sheet that was scored."""

    result: PlanResult
    words: Words

    @property
    def instrument(self) -> Instrument:
        """The instrument of the sheet."""
        return self.result.assessment.used

    def agency(self, row: str) -> str | None:
        """Return the agency that is responsible for a row."""
        return levels.agency_of(row, self.instrument, self.result.assignment)

    def groups(self, plan: Plan) -> list[tuple[str, tuple[RowChange, ...]]]:
        """Return agencies with their changes: what adds most first, what is nobody's last."""
        assigned = self.result.assignment
        return levels.by_agency(
            plan.changes, lambda one: one.gain, self.instrument, assigned, self.words
        )

    def effort_text(self, value: Fraction) -> str:
        """Write an effort with its unit, if the file of efforts names one."""
        text, unit = self.words.show(value), self.result.unit
        return f"{text} {self.words.show(unit)}" if unit else text

    def _effort_column(self, spare: int = 0) -> Column:
        unit = self.result.unit
        key = "plan.effort_head" if unit is None else "plan.effort_unit"
        return Column(self.words.label(key, unit=unit), 10, number=True, spare=spare)

    def _effort(self, value: Fraction) -> Number:
        whole, parts = passages.PARTS_OF_EFFORT
        return Number(value, self.words.show(value), whole if value.denominator == 1 else parts)

    def phases(self, plan: Plan) -> Table:
        """Return the road: index, predicate and margin above its bound, now and after a phase."""
        words, label = self.words, self.words.label
        columns = (
            Column(label("plan.phase_head"), 9, number=True),
            Column(label("predicate"), 34),
            Column(label("index"), 10, number=True),
            Column(label("plan.exact"), 10, number=True, spare=5),
            Column(label("plan.beyond"), 10, number=True, spare=1),
            Column(label("changed.count"), 10, number=True, spare=4),
            Column(label("plan.gain"), 10, number=True, spare=3),
            self._effort_column(spare=2),
        )
        rows = [Row((label("simulate.before"), *self._reached(plan.before), "", "", "", ""))]
        former = plan.before
        for phase in plan.phases:
            above = above_bound(self.instrument, phase)
            cells = (
                passages.count(phase.number),
                *self._reached(phase.after),
                passages.NONE if above is None else passages.gain(above, words),
                passages.count(len(phase.changes)),
                passages.gain(phase.after.total.index - former.total.index, words),
                self._effort(phase.effort),
            )
            rows.append(Row(cells))
            former = phase.after
        return Table(columns, tuple(rows))

    def _reached(self, after: IndexResult) -> tuple[Cell, ...]:
        index, words = after.total.index, self.words
        exact = Number(index, words.number(index, None), passages.PARTS_OF_LEVEL)
        predicate = passages.predicate(after.predicate.name, self.instrument)
        return predicate, passages.index(index, words), exact

    def work(self, plan: Plan) -> Table:
        """Return what rises, agency by agency, and what in short must then be there."""
        words, label = self.words, self.words.label
        columns = (
            Column(label("number"), 7),
            Column(label("indicator_name"), 34),
            Column(label("level"), 10),
            *self._extra_columns(plan),
            Column(label("plan.gain"), 10, number=True),
            Column(label("plan.demand"), 46, spare=1),
        )
        rows: list[Row] = []
        for name, changes in self.groups(plan):
            if self.result.assignment is not None:
                rows.append(self._sum(name, changes, plan, "group"))
            for one in changes:
                demand = levels.demand(self.instrument, one.row, one.start, one.end, words)
                level = statements.raise_text(one.start, one.end, words)
                gain = passages.gain(one.gain, words)
                extra = self._extra_cells(plan, one.phase, one.effort)
                rows.append(Row((one.row, self._short(one), level, *extra, gain, Own(demand))))
        total = label("plan.total")
        if self.result.goal.needed is not None:
            gap = self.result.goal.needed - plan.before.total.index
            total += f" {label('plan.needed', gap=words.number(gap, GAIN_PLACES))}"
        rows.append(self._sum(total, plan.changes, plan, "total"))
        return Table(columns, tuple(rows), label("plan.gain_note", name=plan.after.total.name))

    def _short(self, one: RowChange) -> Own:
        return Own(self.instrument.rows()[one.row].short)

    def _sum(
        self, name: str, changes: Sequence[RowChange], plan: Plan, kind: Literal["group", "total"]
    ) -> Row:
        effort = sum((one.effort for one in changes), Fraction(0))
        extra = self._extra_cells(plan, None, effort)
        return Row(("", name, "", *extra, self._gain(changes), ""), kind)

    def _gain(self, changes: Sequence[RowChange]) -> Number:
        return passages.gain(sum((one.gain for one in changes), Fraction(0)), self.words)

    def _extra_columns(self, plan: Plan) -> Iterator[Column]:
        """Yield the columns that only some plans need."""
        if len(plan.phases) > 1:
            yield Column(self.words.label("plan.phase_head"), 7, number=True)
        if self.result.options.efforts is not None:
            yield self._effort_column()

    def _extra_cells(self, plan: Plan, phase: int | None, effort: Fraction) -> Iterator[Cell]:
        if len(plan.phases) > 1:
            yield "" if phase is None else passages.count(phase)
        if self.result.options.efforts is not None:
            yield self._effort(effort)

    def load(self, plan: Plan) -> Iterator[Block]:
        """Yield how much every agency has to do, and what it adds."""
        if self.result.assignment is None:
            return
        label = self.words.label
        columns = (
            Column(label("number"), 7, number=True),
            Column(label("batch.agency"), 34),
            Column(label("changed.count"), 10, number=True),
            Column(label("plan.gain"), 10, number=True),
        )

        rows = []
        for place, (name, changes) in enumerate(self.groups(plan), start=1):
            count = passages.count(len({one.row for one in changes}))
            rows.append(Row((passages.count(place), name, count, self._gain(changes))))
        count = passages.count(len({one.row for one in plan.changes}))
        total = Row(("", label("plan.total"), count, self._gain(plan.changes)), "total")
        yield Heading(label("plan.load"))
        yield Table(columns, (*rows, total))

    def work_list(self, plan: Plan, changes: Sequence[RowChange], whose: str) -> Table:
        """Return what an agency must reach, and what must then be there; who and when is open."""
        words, label = self.words, self.words.label
        columns = (
            Column(label("number"), 6),
            Column(label("indicator_name"), 24),
            *(Column(name, 9, number=True) for name in passages.now_and_then(words)),
            Column(label("plan.criterion"), 46),
            Column(label("explain.evidence"), 36),
            *self._extra_columns(plan),
            Column(label("plan.gain"), 9, number=True),
            Column(label("recommendation.head"), 40),
            Column(label("draft.owner"), 18, fill_in=()),
            Column(label("plan.deadline"), 12, fill_in=()),
            Column(label("plan.status"), 13, fill_in=tuple(map(label, STATUSES))),
        )
        rows = (
            (
                one.row,
                self._short(one),
                *(passages.level(level, words) for level in (one.start, one.end)),
                Own(self.criteria(one).replace("\n", " ")),
                Own(self.evidence(one).replace("\n", "; ")),
                *self._extra_cells(plan, one.phase, one.effort),
                passages.gain(one.gain, words),
                Own(self.recommendation(one) or passages.NONE),
                *("", "", ""),
            )
            for one in changes
        )
        fill = label("plan.changed_sheet")
        note = f"{whose}. {label('recommendation.note')}"
        return Table(columns, tuple(map(Row, rows)), note, to_fill=fill)

    def criteria(self, one: RowChange) -> str:
        """Return the criterion of the level reached, and of those passed on the way."""
        return levels.criteria(self.instrument, one.row, one.start, one.end, self.words)

    def recommendation(self, one: RowChange) -> str | None:
        """Return what the next level needs, in a sentence of ours."""
        return levels.recommendation(self.instrument, one.row, one.start)

    def evidence(self, one: RowChange) -> str:
        """Return the typical evidence of the indicator, and of every level on the way."""
        return levels.evidence(self.instrument, one.row, one.start, one.end)
