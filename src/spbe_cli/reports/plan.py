"""What `spbe plan` says: what to raise to reach a target, by whom, and within which limits.

One work list shows it all in short; every agency has its own to hand out, with columns to fill in.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, Final

from spbe_cli.analysis.compare import Comparison
from spbe_cli.analysis.plan_raises import Phase, Plan, RowChange, above_bound
from spbe_cli.exact import exact_text
from spbe_cli.reports import document as doc
from spbe_cli.reports import levels
from spbe_cli.reports.data import change_part, exact_or_none, index_part
from spbe_cli.reports.plan_texts import PlanTexts
from spbe_cli.reports.wording import NONE, PLACES, Shown, numbers, summed, table, together
from spbe_cli.scoring import IndexResult

STATUSES: Final = ("plan.status_open", "plan.status_running", "plan.status_done")
SUMMED: Final = ("gain", "effort")


class PlanReport(PlanTexts):
    """The report of a plan; where there is none, of why."""

    columns: ClassVar[Sequence[str]] = (
        "plan", "phase", "agency", "indicator", "name", "from", "to", "gain", "cost", "criterion",
        "evidence", "recommendation",
    )  # fmt: skip

    def document(self) -> doc.Document:
        """Return the best plan with the findings."""
        result = self.result
        sheet, said = result.assessment, dict[str, Any](title=self._heading())
        if result.plans and self._plan.changes:
            made = Comparison(self._plan.before, self._plan.after, ())
            said["summary"] = tuple(self._summary(made))
            said["beside"] = tuple(self._load())
            said["parts"] = tuple(self._parts(made))
        elif sheet.result:
            said["summary"] = self.not_made(sheet.result, self._unchanged())
        return self.of_sheet("plan", **said)

    def _summary(self, made: Comparison) -> Iterator[doc.Block]:
        plan = self._plan
        yield from self.outcome(made, self.label("plan.verdict", name=made.after.total.name))
        yield doc.Paragraph(self._answer(), "strong")
        if caution := self._caution():
            yield doc.Paragraph(caution)
        if len(plan.phases) > 1:
            yield doc.Heading(self.label("plan.phases"))
            yield self._phases()
        yield doc.Heading(self.label("plan.rises"))
        yield self._work()
        if others := tuple(map(self._other, self.result.plans[1:])):
            yield doc.Heading(self.label("plan.alternatives"))
            yield doc.Items(others)
        elif self.result.options.alternatives and plan.optimal:
            yield doc.Paragraph(self.label("plan.no_alternative"))
        key = "plan.more_agencies" if self.result.assignment else "plan.more"
        yield doc.Paragraph(self.label(key), "hint")

    def _parts(self, made: Comparison) -> Iterator[doc.Part]:
        whose = self._heading()
        for agency, changes in self._groups():
            title = self.label("plan.sheet_title" if agency else "plan.work", agency=agency)
            yield doc.Part(title, (self._work_list(changes, whose),), agency)
        parts = self.parts_table(made, self.now_and_then())
        key = "domains_and_aspects" if made.domains else "aspects"
        yield doc.Part(self.label(key), (parts, *self.aspect_bars(made)))

    # Tables

    def _groups(self) -> list[tuple[str, tuple[RowChange, ...]]]:
        changes, owners = self._plan.changes, self.result.assignment
        return self.by_agency(changes, lambda one: one.gain, owners)

    def _gain(self, one: RowChange) -> doc.Number:
        return self.gain(one.gain)

    def _effort(self) -> Shown[RowChange]:
        """Return the column of efforts, whose head says what they count."""
        key = "plan.effort_head" if self.result.unit is None else "plan.effort_unit"
        head = self.label(key, unit=self.result.unit)
        return numbers(head, 10, lambda one: self.exact(one.effort))

    def _phases(self) -> doc.Table:
        plan = self._plan
        effort, effort_of = self._effort()
        columns = (
            doc.Column(self.label("plan.phase_head"), 9, number=True),
            doc.Column(self.label("predicate"), 34),
            doc.Column(self.label("index"), 10, number=True),
            doc.Column(self.label("plan.exact"), 10, number=True, spare=5),
            doc.Column(self.label("plan.beyond"), 10, number=True, spare=1),
            doc.Column(self.label("changed.count"), 10, number=True, spare=4),
            doc.Column(self.label("plan.gain"), 10, number=True, spare=3),
            replace(effort, spare=2),
        )

        def row(name: doc.Cell, after: IndexResult, *made: doc.Cell) -> doc.Row:
            index, exact = self.index(after.total.index), self.all_decimals(after)
            return doc.Row((name, self.predicate(after), index, exact, *made))

        rows = [row(self.label("simulate.before"), plan.before, "", "", "", "")]
        for phase in plan.phases:
            above, whole = above_bound(self.used, phase), together(phase.changes, SUMMED)
            beyond = NONE if above is None else self.gain(above)
            made = (self.count(len(phase.changes)), self._gain(whole), effort_of(whole))
            rows.append(row(self.count(phase.number), phase.after, beyond, *made))
        return doc.Table(columns, tuple(rows))

    def _work(self) -> doc.Table:
        """Return what rises, agency by agency, and what in short must then be there."""
        plan = self._plan

        def demand(one: RowChange) -> doc.Own:
            return doc.Own(self.demand(one.row, one.start, one.end))

        total = self.label("plan.total")
        if self.result.goal.needed is not None:
            gap = self.result.goal.needed - plan.before.total.index
            total += f" {self.label('plan.needed', gap=self.number(gap, PLACES))}"
        return summed(
            self._groups(),
            SUMMED,
            *self.indicator(7, 34),
            self.column("level", 10, lambda one: self.from_to(one.start, one.end)),
            *self._extra(),
            self.numbers("plan.gain", 10, self._gain),
            self.column("plan.demand", 46, demand, spare=1),
            total=total,
            caption=self.label("plan.gain_note", name=plan.after.total.name),
        )

    def _extra(self) -> Iterator[Shown[RowChange]]:
        if len(self._plan.phases) > 1:
            yield self.numbers(
                "plan.phase_head", 7, lambda one: self.count(one.phase) if one.row else ""
            )
        if self.result.options.efforts is not None:
            yield self._effort()

    def _load(self) -> Iterator[doc.Block]:
        if self.result.assignment is None:
            return

        def sums(changes: Sequence[RowChange]) -> tuple[doc.Number, doc.Number]:
            rows = len({one.row for one in changes})
            return self.count(rows), self._gain(together(changes, SUMMED))

        yield doc.Heading(self.label("plan.load"))
        yield table(
            enumerate(self._groups(), start=1),
            self.numbers("number", 7, lambda one: self.count(one[0])),
            self.column("batch.agency", 34, lambda one: one[1][0]),
            self.numbers("changed.count", 10, lambda one: sums(one[1][1])[0]),
            self.numbers("plan.gain", 10, lambda one: sums(one[1][1])[1]),
            total=("", self.label("plan.total"), *sums(self._plan.changes)),
        )

    def _needed(self, one: RowChange) -> dict[str, str]:
        way = (one.row, one.start, one.end)
        return {
            "criterion": self.criteria(*way),
            "evidence": levels.evidence(self.used, *way),
            "recommendation": levels.recommendation(self.used, one.row, one.start) or "",
        }

    def _work_list(self, changes: Sequence[RowChange], whose: str) -> doc.Table:
        """Return what an agency must reach, and what must then be there; who and when is open."""
        now, then = self.now_and_then()

        def text(what: str, line_end: str, otherwise: str = "") -> Callable[[RowChange], doc.Own]:
            return lambda one: doc.Own(self._needed(one)[what].replace("\n", line_end) or otherwise)

        return table(
            changes,
            *self.indicator(6, 24),
            numbers(now, 9, lambda one: self.level(one.start)),
            numbers(then, 9, lambda one: self.level(one.end)),
            self.column("plan.criterion", 46, text("criterion", " ")),
            self.column("explain.evidence", 36, text("evidence", "; ")),
            *self._extra(),
            self.numbers("plan.gain", 9, self._gain),
            self.column("recommendation.head", 40, text("recommendation", " ", NONE)),
            self.column("draft.owner", 18, lambda _: "", fill_in=()),
            self.column("plan.deadline", 12, lambda _: "", fill_in=()),
            self.column("plan.status", 13, lambda _: "", fill_in=tuple(map(self.label, STATUSES))),
            caption=f"{whose}. {self.label('recommendation.note')}",
            to_fill=self.label("plan.changed_sheet"),
        )

    # Data

    def _data(self) -> Mapping[str, Any]:
        """Return the JSON document; without a plan there is nothing after, and no cost."""
        result, goal, options = self.result, self.result.goal, self.result.options
        sheet, best = result.assessment, result.plans[0] if result.plans else None
        phases = best.phases if best else ()

        def above(phase: Phase) -> str | None:
            return exact_or_none(above_bound(self.used, phase))

        return {
            "target": exact_or_none(goal.target),
            "reserve": exact_text(options.reserve),
            "budget": exact_or_none(goal.budget),
            "before": index_part(sheet.result),
            "after": index_part(best.after if best else None),
            "cost": exact_or_none(best.effort) if best else None,
            "unit": result.unit,
            "optimal": best is not None and best.optimal,
            "limits": {
                "step": options.step,
                "locks": [*options.locked],
                "budget": exact_or_none(options.budget),
                "phases": options.phases,
                "ceiling": sheet.instrument.highest if sheet.instrument else None,
            },
            "lifted": [
                {"limit": one.limit, "step": one.step, **_made(one.plan)} for one in result.lifted
            ],
            "changes": list(map(self._change, best.changes)) if best else [],
            "phases": [
                {"phase": one.number, **_made(one), "above_bound": above(one)} for one in phases
            ],
            "alternatives": [
                {"after": index_part(one.after), "changes": list(map(self._change, one.changes))}
                for one in result.plans[1:]
            ],
        }

    def _change(self, change: RowChange) -> dict[str, Any]:
        return {
            **change_part(change),
            "cost": exact_text(change.effort),
            "phase": change.phase,
            "agency": self._agency(change.row),
            "recommendation": self._needed(change)["recommendation"] or None,
        }

    def _rows(self) -> Iterable[Mapping[str, object]]:
        return (
            {
                **self._change(change),
                **self._needed(change),
                "plan": number,
                "name": self.used.rows()[change.row].name,
                "from": exact_text(change.start),
                "to": exact_text(change.end),
            }
            for number, plan in enumerate(self.result.plans, start=1)
            for change in plan.changes
        )


def _made(one: Plan | Phase) -> dict[str, Any]:
    return {"cost": exact_text(one.effort), "after": index_part(one.after)}
