"""The tables of a plan: its phases, who raises what, and what must then be there.

One work list shows it all in short; every agency has its own to hand out, with columns to fill in.
"""

from collections.abc import Iterator
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
class Group:
    """The changes of one agency; `agency` is None where none is responsible."""

    agency: str | None
    changes: tuple[RowChange, ...]

    @property
    def gain(self) -> Fraction:
        """What they add to the index together."""
        return sum((change.gain for change in self.changes), Fraction(0))

    @property
    def effort(self) -> Fraction:
        """What they take together."""
        return sum((change.effort for change in self.changes), Fraction(0))

    @property
    def rows(self) -> int:
        """How many rows rise, in however many phases."""
        return len({change.row for change in self.changes})


@dataclass(frozen=True, slots=True)
class PlanTables:
    """The tables of plans for a sheet that was scored."""

    result: PlanResult
    words: Words

    @property
    def instrument(self) -> Instrument:
        """The instrument of the sheet."""
        assert self.result.assessment.instrument is not None  # noqa: S101  a scored sheet has one
        return self.result.assessment.instrument

    def agency(self, row: str) -> str | None:
        """Return the agency that is responsible for a row."""
        return levels.agency_of(row, self.instrument, self.result.assignment)

    def groups(self, plan: Plan) -> list[Group]:
        """Group changes by agency: what adds most first, what nobody is responsible for last."""
        found: dict[str | None, list[RowChange]] = {}
        for change in plan.changes:
            found.setdefault(self.agency(change.row), []).append(change)
        made = [Group(agency, tuple(own)) for agency, own in found.items()]
        return sorted(made, key=lambda one: (one.agency is None, -one.gain, one.agency or ""))

    def effort_text(self, value: Fraction) -> str:
        """Write an effort with its unit, if the file of efforts names one."""
        text, unit = self.words.show(value), self.result.unit
        return f"{text} {self.words.show(unit)}" if unit else text

    def effort_head(self) -> str:
        """Return the head of a column of efforts, with their unit."""
        if self.result.unit is None:
            return self.words.label("plan.effort_head")
        return self.words.label("plan.effort_unit", unit=self.result.unit)

    def effort(self, value: Fraction) -> Number:
        """Return an effort; its unit stands in the head of its column."""
        whole, parts = passages.PARTS_OF_EFFORT
        return Number(value, self.words.show(value), whole if value.denominator == 1 else parts)

    def phases(self, plan: Plan) -> Table:
        """Return the road: index, predicate and margin above its bound, now and after a phase."""
        words = self.words
        columns = (
            Column(words.label("plan.phase_head"), 9, number=True),
            Column(words.label("predicate"), 34),
            Column(words.label("index"), 10, number=True),
            Column(words.label("plan.exact"), 10, number=True, spare=5),
            Column(words.label("plan.beyond"), 10, number=True, spare=1),
            Column(words.label("changed.count"), 10, number=True, spare=4),
            Column(words.label("plan.gain"), 10, number=True, spare=3),
            Column(self.effort_head(), 10, number=True, spare=2),
        )
        rows = [Row((words.label("simulate.before"), *self._ends(plan.before), *("",) * 4))]
        former = plan.before
        for phase in plan.phases:
            above = above_bound(self.instrument, phase)
            cells = (
                passages.count(phase.number),
                *self._ends(phase.after),
                passages.NONE if above is None else passages.gain(above, words),
                passages.count(len(phase.changes)),
                passages.gain(phase.after.total.index - former.total.index, words),
                self.effort(phase.effort),
            )
            rows.append(Row(cells))
            former = phase.after
        return Table(columns, tuple(rows))

    def _ends(self, reached: IndexResult) -> tuple[Cell, ...]:
        """Return predicate, index and exact index."""
        index, words = reached.total.index, self.words
        exact = Number(index, words.number(index, None), passages.PARTS_OF_LEVEL)
        predicate = passages.predicate(reached.predicate.name, self.instrument)
        return predicate, passages.index(index, words), exact

    def work(self, plan: Plan) -> Table:
        """Return what rises, agency by agency, and what in short must then be there."""
        words, rows = self.words, self.instrument.rows()
        columns = (
            Column(words.label("number"), 7),
            Column(words.label("indicator_name"), 34),
            Column(words.label("level"), 10),
            *self._extra_heads(plan),
            Column(words.label("plan.gain"), 10, number=True),
            Column(words.label("plan.demand"), 46, spare=1),
        )
        lines: list[Row] = []
        for group in self.groups(plan):
            if self.result.assignment is not None:
                lines.append(self._sum(self.name(group), group, plan, "group"))
            lines += [
                Row(
                    (
                        one.row,
                        Own(rows[one.row].short),
                        statements.raise_text(one.start, one.end, words),
                        *self._extras(plan, one),
                        passages.gain(one.gain, words),
                        Own(levels.demand(self.instrument, one.row, one.start, one.end, words)),
                    )
                )
                for one in group.changes
            ]
        total = words.label("plan.total")
        if self.result.goal.needed is not None:
            gap = self.result.goal.needed - plan.before.total.index
            total += f" {words.label('plan.needed', gap=words.number(gap, GAIN_PLACES))}"
        lines.append(self._sum(total, Group(None, plan.changes), plan, "total"))
        note = words.label("plan.gain_note", name=plan.after.total.name)
        return Table(columns, tuple(lines), note)

    def _sum(self, name: str, group: Group, plan: Plan, kind: Literal["group", "total"]) -> Row:
        phase = [""] if len(plan.phases) > 1 else []
        effort = [self.effort(group.effort)] if self.result.options.efforts else []
        gain = passages.gain(group.gain, self.words)
        return Row(("", name, "", *phase, *effort, gain, ""), kind)

    def name(self, group: Group) -> str:
        """Return the agency, or that there is none."""
        return group.agency or self.words.label("plan.unassigned")

    def _extra_heads(self, plan: Plan) -> Iterator[Column]:
        """Yield the columns that only some plans need."""
        if len(plan.phases) > 1:
            yield Column(self.words.label("plan.phase_head"), 7, number=True)
        if self.result.options.efforts is not None:
            yield Column(self.effort_head(), 10, number=True)

    def _extras(self, plan: Plan, change: RowChange) -> Iterator[Cell]:
        if len(plan.phases) > 1:
            yield passages.count(change.phase)
        if self.result.options.efforts is not None:
            yield self.effort(change.effort)

    def load(self, plan: Plan) -> Iterator[Block]:
        """Yield how much every agency has to do, and what it adds."""
        if self.result.assignment is None:
            return
        words = self.words
        columns = (
            Column(words.label("number"), 7, number=True),
            Column(words.label("batch.agency"), 34),
            Column(words.label("changed.count"), 10, number=True),
            Column(words.label("plan.gain"), 10, number=True),
        )

        def cells(place: Cell, name: str, group: Group) -> tuple[Cell, ...]:
            count, gain = passages.count(group.rows), passages.gain(group.gain, words)
            return place, name, count, gain

        groups = enumerate(self.groups(plan), start=1)
        rows = [Row(cells(passages.count(place), self.name(one), one)) for place, one in groups]
        whole = cells("", words.label("plan.total"), Group(None, plan.changes))
        rows.append(Row(whole, "total"))
        yield Heading(words.label("plan.load"))
        yield Table(columns, tuple(rows))

    def work_list(self, plan: Plan, group: Group, whose: str) -> Table:
        """Return what an agency must reach, and what must then be there; who and when is open."""
        words = self.words
        choices = tuple(map(words.label, STATUSES))
        columns = (
            Column(words.label("number"), 6),
            Column(words.label("indicator_name"), 24),
            *(Column(name, 9, number=True) for name in passages.now_and_then(words)),
            Column(words.label("plan.criterion"), 46),
            Column(words.label("explain.evidence"), 36),
            *self._extra_heads(plan),
            Column(words.label("plan.gain"), 9, number=True),
            Column(words.label("draft.owner"), 18, fill_in=()),
            Column(words.label("plan.deadline"), 12, fill_in=()),
            Column(words.label("plan.status"), 13, fill_in=choices),
        )
        rows = (
            (
                one.row,
                Own(self.instrument.rows()[one.row].short),
                *(passages.level(level, words) for level in (one.start, one.end)),
                Own(" ".join(self.criteria(one).split("\n"))),
                Own("; ".join(self.evidence(one).split("\n"))),
                *self._extras(plan, one),
                passages.gain(one.gain, words),
                *("", "", ""),
            )
            for one in group.changes
        )
        note = f"{whose}. {words.label('plan.changed_sheet')}"
        return Table(columns, tuple(map(Row, rows)), note)

    def criteria(self, one: RowChange) -> str:
        """Return the criterion of the level reached, and of those passed on the way."""
        return levels.criteria(self.instrument, one.row, one.start, one.end, self.words)

    def evidence(self, one: RowChange) -> str:
        """Return the typical evidence of the indicator, and of every level on the way."""
        return levels.evidence(self.instrument, one.row, one.start, one.end)
