"""What `spbe plan` says: what to raise to reach a target, by whom, and within which limits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from spbe_cli.analysis.compare import Comparison
from spbe_cli.analysis.plan import PlanResult
from spbe_cli.analysis.plan_raises import Phase, Plan, RowChange, above_bound, margin, target_within
from spbe_cli.exact import exact_text
from spbe_cli.findings import Finding, Numbers, Place
from spbe_cli.reports import Rows, passages, statements
from spbe_cli.reports import document as doc
from spbe_cli.reports.data import change_part, findings_part, index_part, sheet_part
from spbe_cli.reports.plan_sheets import PlanTables
from spbe_cli.reports.statements import GAIN_PLACES
from spbe_cli.scoring import band
from spbe_cli.words import Words

SUGGESTED_RESERVE: Final = Fraction(1, 10)
"""How far above a target the next try is suggested, where one raise too few misses it."""
COLUMNS: Final = (
    "plan", "phase", "agency", "indicator", "name", "from", "to", "gain", "cost", "criterion",
    "evidence", "recommendation",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlanReport:
    """The report of a plan; where there is none, of why."""

    result: PlanResult
    words: Words
    command: str = ""

    def document(self) -> doc.Document:
        """Return the best plan with the findings."""
        result, words = self.result, self.words
        sheet, said = result.assessment, dict[str, Any](title=self._heading())
        if result.plans and result.plans[0].changes:
            made = Comparison(result.plans[0].before, result.plans[0].after, ())
            said["summary"] = tuple(self._summary(made))
            said["beside"] = tuple(self._tables.load())
            said["parts"] = tuple(self._parts(made))
        elif sheet.result:
            said["summary"] = passages.not_made(sheet, self._unchanged(), words)
        return passages.of_sheet("plan", sheet, result.findings, words, self.command, **said)

    @property
    def _tables(self) -> PlanTables:
        return PlanTables(self.result, self.words)

    def _heading(self) -> str:
        words, goal, sheet = self.words, self.result.goal, self.result.assessment
        whose = statements.heading(sheet, stage=False)
        if sheet.result is None:
            return whose
        index = words.number(sheet.result.total.index)
        facts = {"before": index, "predicate": sheet.result.predicate.name}
        if goal.target is None:
            budget = self._tables.effort_text(goal.budget or Fraction(0))
            told = words.label("plan.title_budget", budget=budget, **facts)
        else:
            # The predicate comes first where the target is the bound of one.
            aim, reached = words.number(goal.target), band(sheet.used, goal.target)
            at_bound = reached.minimum == goal.target
            aim = f"{reached.name} ({aim})" if at_bound else f"{aim} ({reached.name})"
            told = words.label("plan.title", goal=aim, **facts)
        return " · ".join(filter(None, (whose, told)))

    def _summary(self, made: Comparison) -> Iterator[doc.Block]:
        label, tables, plan = self.words.label, self._tables, self._tables.plan
        name = label("plan.verdict", name=made.after.total.name)
        yield from passages.outcome(made, name, tables.instrument, self.words)
        yield doc.Paragraph(self._answer(plan), "strong")
        if caution := self._caution(plan):
            yield doc.Paragraph(caution)
        if len(plan.phases) > 1:
            yield doc.Heading(label("plan.phases"))
            yield tables.phases()
        yield doc.Heading(label("plan.rises"))
        yield tables.work()
        if others := self._others(plan):
            yield doc.Heading(label("plan.alternatives"))
            yield doc.Items(others)
        elif self.result.options.alternatives and plan.optimal:
            yield doc.Paragraph(label("plan.no_alternative"))
        key = "plan.more_agencies" if self.result.assignment else "plan.more"
        yield doc.Paragraph(label(key), "hint")

    def _answer(self, plan: Plan) -> str:
        """Say how much rises, that nothing is lighter, what comes of it, and what limits cost."""
        label, goal, effort_text = self.words.label, self.result.goal, self._tables.effort_text
        rows = {change.row for change in plan.changes}
        raises = sum(change.levels for change in plan.changes)
        key = "plan.raised_one" if raises == len(rows) else "plan.raised"
        raised = label(key, count=len(rows), raises=raises)
        if self.result.assignment is not None:
            agencies = {self._tables.agency(row) for row in rows} - {None}
            key = "plan.agencies" if agencies else "plan.no_agency"
            raised += label(key, count=len(agencies))
        # In which way no plan is better, and within which limits.
        key = "plan.lightest" if self.result.options.efforts else "plan.fewest"
        facts: dict[str, object] = {"effort": effort_text(plan.effort), "limits": self._limits()}
        if goal.budget is not None:
            facts |= {"effort": plan.effort, "budget": effort_text(goal.budget)}
        if goal.target is None:
            key = "plan.best"
        best = label(key if plan.optimal else f"{key}_unsearched", **facts)
        leads = label("plan.after", predicate=plan.after.predicate.name, **self._index(plan))
        return f"{raised}. {best} {leads} {self._without()}".rstrip()

    def _index(self, plan: Plan) -> dict[str, object]:
        index = plan.after.total.index
        return {"index": self.words.number(index), "exact": index}

    def _limits(self) -> str:
        label, options = self.words.label, self.result.options
        key = "plan.limit_phases" if options.phases > 1 else "plan.limit_step"
        parts = [
            label(key, count=options.step, phases=options.phases),
            label("plan.limit_ceiling", highest=self._tables.instrument.highest),
        ]
        if options.locked:
            parts.append(label("plan.limit_locks", numbers=Numbers(options.locked)))
        if options.budget is not None:
            budget = self._tables.effort_text(options.budget)
            parts.append(label("plan.limit_budget", budget=budget))
        return ", ".join(parts)

    def _without(self) -> str:
        """Say in one line without which limits there is a better plan, if there is one."""
        label, key = self.words.label, "plan.higher"
        if self.result.goal.target is not None:
            key = "plan.lighter" if self.result.options.efforts else "plan.fewer"
        found = [
            label(
                key,
                limit=label(f"plan.lifted_{one.limit}", count=one.step),
                effort=self._tables.effort_text(one.plan.effort),
                **self._index(one.plan),
            )
            for one in self.result.lifted
        ]
        return f"{passages.capital('; '.join(found))}." if found else ""

    def _unchanged(self) -> str:
        """Say why nothing rises: reached already, out of reach, or not allowed."""
        result, words, present = self.result, self.words, self.result.assessment.result
        if not result.plans:
            missed = any(finding.code == "A160" for finding in result.findings)
            key = "plan.out_of_reach" if missed else "plan.not_made"
            return words.label(key, limits=self._limits())
        if result.goal.target is None or present is None:
            nothing = words.label("plan.nothing", limits=self._limits())
            return f"{nothing} {self._without()}".rstrip()
        facts = {
            "target": words.number(result.goal.needed or Fraction(0)),
            "found": words.number(present.total.index),
            "predicate": present.predicate.name,
        }
        top = present.predicate == self._tables.instrument.predicates[0]
        return words.sentence(Finding("A163", Place(""), facts, "top" if top else "")).prose()

    def _caution(self, plan: Plan) -> str | None:
        goal, words, reserve = self.result.goal, self.words, self.result.options.reserve
        if goal.target is None or goal.needed is None:
            return None
        instrument = self._tables.instrument
        found = margin(instrument, plan, goal.needed - reserve)
        beyond = words.number(found.beyond, GAIN_PLACES)
        if found.spare:
            key = "plan.spare" if found.spare > 1 else "plan.spare_one"
            return words.label(key, count=found.spare, beyond=beyond)
        if not found.each:
            return words.label("plan.largest", beyond=beyond)
        bounds = {predicate.minimum for predicate in instrument.predicates}
        kind = "bound" if goal.target in bounds else "target"
        key = "plan.left" if found.beyond else "plan.on"
        place = words.label(f"{key}_{kind}", beyond=beyond)
        best = target_within(self.result.best or Fraction(0), reserve)
        higher = min(goal.target + SUGGESTED_RESERVE, best)
        aim = words.label("plan.aim", target=words.number(higher)) if higher > goal.target else ""
        key = "plan.thin"
        if found.left == plan.after.predicate.name:
            key = "plan.thin_target"
        elif found.left == plan.before.predicate.name:
            key = "plan.thin_stays"
        return words.label(key, margin=place, predicate=found.left, aim=aim).rstrip()

    def _others(self, plan: Plan) -> tuple[str, ...]:
        words, lines = self.words, []

        def listed(one: Plan, than: Plan) -> str:
            """Name the rows and levels of one plan that another does not have."""
            known = {change.row: change.end for change in than.changes}
            ends = {change.row: change.end for change in one.changes}
            return ", ".join(
                words.label("plan.row_to", row=row, end=end)
                for row, end in ends.items()
                if known.get(row) != end
            )

        for other in self.result.plans[1:]:
            added, dropped = listed(other, plan), listed(plan, other)
            one_sided = "plan.besides" if added else "plan.without"
            key = "plan.instead" if added and dropped else one_sided
            what = words.label(key, added=added, dropped=dropped)
            lines.append(f"{words.number(other.after.total.index, None)}: {what}")
        return tuple(lines)

    def _parts(self, made: Comparison) -> Iterator[doc.Part]:
        words, tables, whose = self.words, self._tables, self._heading()
        for agency, changes in tables.groups():
            title = words.label("plan.sheet_title" if agency else "plan.work", agency=agency)
            yield doc.Part(title, (tables.work_list(changes, whose),), agency)
        now_and_then = passages.now_and_then(words)
        table = passages.parts_table(made, now_and_then, tables.instrument, words)
        key = "domains_and_aspects" if made.domains else "aspects"
        yield doc.Part(words.label(key), (table, *passages.aspect_bars(made, words)))

    def data(self) -> Mapping[str, Any]:
        """Return the JSON document; without a plan there is nothing after, and no cost."""
        result, goal, options = self.result, self.result.goal, self.result.options
        sheet, best = result.assessment, result.plans[0] if result.plans else None
        return {
            **sheet_part(sheet),
            "target": _exact(goal.target),
            "reserve": exact_text(options.reserve),
            "budget": _exact(goal.budget),
            "before": index_part(sheet.result) if sheet.result else None,
            "after": index_part(best.after) if best else None,
            "cost": _exact(best.effort) if best else None,
            "unit": result.unit,
            "optimal": best is not None and best.optimal,
            "limits": {
                "step": options.step,
                "locks": [*options.locked],
                "budget": _exact(options.budget),
                "phases": options.phases,
                "ceiling": sheet.instrument.highest if sheet.instrument else None,
            },
            "lifted": [
                {"limit": one.limit, "step": one.step, **_made(one.plan)} for one in result.lifted
            ],
            "changes": list(map(self._change, best.changes)) if best else [],
            "phases": [
                {
                    "phase": one.number,
                    **_made(one),
                    "above_bound": _exact(above_bound(sheet.used, one)),
                }
                for one in (best.phases if best else ())
            ],
            "alternatives": [
                {
                    "after": index_part(other.after),
                    "changes": list(map(self._change, other.changes)),
                }
                for other in result.plans[1:]
            ],
            "findings": findings_part(result.findings, self.words),
        }

    def _change(self, change: RowChange) -> dict[str, Any]:
        return {
            **change_part(change),
            "cost": exact_text(change.effort),
            "phase": change.phase,
            "agency": self._tables.agency(change.row),
            "recommendation": self._tables.needed(change)["recommendation"] or None,
        }

    def rows(self) -> Rows:
        """Return one row a change; the best plan is number 1."""
        return COLUMNS, (
            {
                **self._change(change),
                **self._tables.needed(change),
                "plan": number,
                "name": self._tables.instrument.rows()[change.row].name,
                "from": exact_text(change.start),
                "to": exact_text(change.end),
                "agency": self._tables.agency(change.row) or "",
            }
            for number, plan in enumerate(self.result.plans, start=1)
            for change in plan.changes
        )


def _made(one: Plan | Phase) -> dict[str, Any]:
    return {"cost": exact_text(one.effort), "after": index_part(one.after)}


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else exact_text(value)
