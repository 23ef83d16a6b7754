"""What `spbe plan` says of a plan in sentences: its goal, its limits, and how thin it is."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from spbe_cli.analysis.plan import PlanResult
from spbe_cli.analysis.plan_raises import Plan, margin, target_within
from spbe_cli.findings import Finding, Numbers, Place
from spbe_cli.reports import levels
from spbe_cli.reports.report import SheetReport
from spbe_cli.reports.statements import whose_heading
from spbe_cli.reports.wording import PLACES
from spbe_cli.scoring import band
from spbe_cli.words import capital

SUGGESTED_RESERVE: Final = Fraction(1, 10)
"""How far above a target the next try is suggested, where one raise too few misses it."""


class PlanTexts(SheetReport[PlanResult]):
    """The sentences of the report of a plan."""

    @property
    def _plan(self) -> Plan:
        return self.result.plans[0]

    def _agency(self, row: str) -> str | None:
        return levels.agency_of(row, self.used, self.result.assignment)

    def _heading(self) -> str:
        goal, sheet = self.result.goal, self.result.assessment
        whose = whose_heading(sheet, stage=False)
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
