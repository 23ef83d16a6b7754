"""What `spbe plan` says: what to raise to reach a target, by whom, and within which limits.

One work list shows it all in short; every agency has its own to hand out, with columns to fill in.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, ClassVar, Final

from spbe_cli.analysis.compare import Comparison
from spbe_cli.analysis.plan import PlanResult
from spbe_cli.analysis.plan_raises import Phase, Plan, RowChange, above_bound, margin, target_within
from spbe_cli.exact import exact_text
from spbe_cli.findings import Finding, Numbers, Place
from spbe_cli.reports import document as doc
from spbe_cli.reports import levels
from spbe_cli.reports.data import change_part, exact_or_none, index_part
from spbe_cli.reports.report import SheetReport
from spbe_cli.reports.statements import heading
from spbe_cli.reports.wording import NONE, PLACES, Shown, capital, numbers, summed, table, together
from spbe_cli.scoring import IndexResult, band

SUGGESTED_RESERVE: Final = Fraction(1, 10)
"""How far above a target the next try is suggested, where one raise too few misses it."""
STATUSES: Final = ("plan.status_open", "plan.status_running", "plan.status_done")
SUMMED: Final = ("gain", "effort")


class PlanReport(SheetReport[PlanResult]):
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

    @property
    def _plan(self) -> Plan:
        return self.result.plans[0]

    def _heading(self) -> str:
        goal, sheet = self.result.goal, self.result.assessment
        whose = heading(sheet, stage=False)
        if sheet.result is None:
            return whose
        index = self.number(sheet.result.total.index)
        facts = {"before": index, "predicate": sheet.result.predicate.name}
        if goal.target is None:
            budget = self._effort_text(goal.budget or Fraction(0))
            told = self.label("plan.title_budget", budget=budget, **facts)
        else:
            # The predicate comes first where the target is the bound of one.
            aim, reached = self.number(goal.target), band(self.used, goal.target)
            at_bound = reached.minimum == goal.target
            aim = f"{reached.name} ({aim})" if at_bound else f"{aim} ({reached.name})"
            told = self.label("plan.title", goal=aim, **facts)
        return " · ".join(filter(None, (whose, told)))

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

    def _answer(self) -> str:
        """Say how much rises, that nothing is lighter, what comes of it, and what limits cost."""
        goal, plan = self.result.goal, self._plan
        rows = {change.row for change in plan.changes}
        raises = sum(change.levels for change in plan.changes)
        key = "plan.raised_one" if raises == len(rows) else "plan.raised"
        raised = self.label(key, count=len(rows), raises=raises)
        if self.result.assignment is not None:
            agencies = {self._agency(row) for row in rows} - {None}
            key = "plan.agencies" if agencies else "plan.no_agency"
            raised += self.label(key, count=len(agencies))
        # In which way no plan is better, and within which limits.
        key = "plan.lightest" if self.result.options.efforts else "plan.fewest"
        effort = self._effort_text(plan.effort)
        facts: dict[str, object] = {"effort": effort, "limits": self._limits()}
        if goal.budget is not None:
            facts |= {"effort": plan.effort, "budget": self._effort_text(goal.budget)}
        if goal.target is None:
            key = "plan.best"
        best = self.label(key if plan.optimal else f"{key}_unsearched", **facts)
        leads = self.label("plan.after", predicate=plan.after.predicate.name, **self._index(plan))
        return f"{raised}. {best} {leads} {self._without()}".rstrip()

    def _index(self, plan: Plan) -> dict[str, object]:
        index = plan.after.total.index
        return {"index": self.number(index), "exact": index}

    def _effort_text(self, value: Fraction) -> str:
        """Write an effort with its unit, if the file of efforts names one."""
        text, unit = self.words.show(value), self.result.unit
        return f"{text} {self.words.show(unit)}" if unit else text

    def _limits(self) -> str:
        options = self.result.options
        key = "plan.limit_phases" if options.phases > 1 else "plan.limit_step"
        parts = [
            self.label(key, count=options.step, phases=options.phases),
            self.label("plan.limit_ceiling", highest=self.used.highest),
        ]
        if options.locked:
            parts.append(self.label("plan.limit_locks", numbers=Numbers(options.locked)))
        if options.budget is not None:
            parts.append(self.label("plan.limit_budget", budget=self._effort_text(options.budget)))
        return ", ".join(parts)

    def _without(self) -> str:
        """Say in one line without which limits there is a better plan, if there is one."""
        key = "plan.higher"
        if self.result.goal.target is not None:
            key = "plan.lighter" if self.result.options.efforts else "plan.fewer"
        found = [
            self.label(
                key,
                limit=self.label(f"plan.lifted_{one.limit}", count=one.step),
                effort=self._effort_text(one.plan.effort),
                **self._index(one.plan),
            )
            for one in self.result.lifted
        ]
        return f"{capital('; '.join(found))}." if found else ""

    def _unchanged(self) -> str:
        """Say why nothing rises: reached already, out of reach, or not allowed."""
        result, present = self.result, self.result.assessment.result
        if not result.plans:
            missed = any(finding.code == "A160" for finding in result.findings)
            key = "plan.out_of_reach" if missed else "plan.not_made"
            return self.label(key, limits=self._limits())
        if result.goal.target is None or present is None:
            return f"{self.label('plan.nothing', limits=self._limits())} {self._without()}".rstrip()
        facts = {
            "target": self.number(result.goal.needed or Fraction(0)),
            "found": self.number(present.total.index),
            "predicate": present.predicate.name,
        }
        top = present.predicate == self.used.predicates[0]
        return self.words.sentence(Finding("A163", Place(""), facts, "top" if top else "")).prose()

    def _caution(self) -> str | None:
        """Say how thin the plan is: what it has to spare, or what one raise too few leaves."""
        goal, reserve = self.result.goal, self.result.options.reserve
        if goal.target is None or goal.needed is None:
            return None
        plan, instrument = self._plan, self.used
        found = margin(instrument, plan, goal.needed - reserve)
        beyond = self.number(found.beyond, PLACES)
        if found.spare:
            key = "plan.spare" if found.spare > 1 else "plan.spare_one"
            return self.label(key, count=found.spare, beyond=beyond)
        if not found.each:
            return self.label("plan.largest", beyond=beyond)
        at_bound = any(one.minimum == goal.target for one in instrument.predicates)
        key = "plan.left" if found.beyond else "plan.on"
        place = self.label(f"{key}_bound" if at_bound else f"{key}_target", beyond=beyond)
        best = target_within(self.result.highest_index or Fraction(0), reserve)
        higher = min(goal.target + SUGGESTED_RESERVE, best)
        aim = self.label("plan.aim", target=self.number(higher)) if higher > goal.target else ""
        key = "plan.thin"
        if found.left == plan.after.predicate.name:
            key = "plan.thin_target"
        elif found.left == plan.before.predicate.name:
            key = "plan.thin_stays"
        return self.label(key, margin=place, predicate=found.left, aim=aim).rstrip()

    def _other(self, other: Plan) -> str:
        """Say what index another plan gives, and what it has in place of the best one's raises."""
        ends, best = ({one.row: one.end for one in plan.changes} for plan in (other, self._plan))

        def listed(ends: Mapping[str, Fraction], than: Mapping[str, Fraction]) -> str:
            lacking = ((row, end) for row, end in ends.items() if than.get(row) != end)
            return ", ".join(self.label("plan.row_to", row=row, end=end) for row, end in lacking)

        added, dropped = listed(ends, best), listed(best, ends)
        one_sided = "plan.besides" if added else "plan.without"
        key = "plan.instead" if added and dropped else one_sided
        what = self.label(key, added=added, dropped=dropped)
        return f"{self.number(other.after.total.index, None)}: {what}"

    def _parts(self, made: Comparison) -> Iterator[doc.Part]:
        whose = self._heading()
        for agency, changes in self._groups():
            title = self.label("plan.sheet_title" if agency else "plan.work", agency=agency)
            yield doc.Part(title, (self._work_list(changes, whose),), agency)
        parts = self.parts_table(made, self.now_and_then())
        key = "domains_and_aspects" if made.domains else "aspects"
        yield doc.Part(self.label(key), (parts, *self.aspect_bars(made)))

    # Tables

    def _agency(self, row: str) -> str | None:
        return levels.agency_of(row, self.used, self.result.assignment)

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
