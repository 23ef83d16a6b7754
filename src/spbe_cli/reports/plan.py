"""What `spbe plan` says: what to raise to reach a target, by whom, and within which limits."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from spbe_cli.analysis.changes import Comparison
from spbe_cli.analysis.plan import PlanResult
from spbe_cli.analysis.plan_raises import Plan, above_bound, margin, target_within
from spbe_cli.exact import exact_text
from spbe_cli.findings import Finding, Numbers, Place
from spbe_cli.reports import Rows, passages, statements
from spbe_cli.reports.data import change_part, findings_part, index_part, sheet_part
from spbe_cli.reports.document import Block, Document, Heading, Items, Paragraph, Part
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

    def document(self) -> Document:
        """Return the best plan with the findings."""
        result, words = self.result, self.words
        sheet, tables = passages.named(result.assessment), self._tables
        summary: Iterable[Block] = passages.unscored((sheet,), words)
        beside: Iterable[Block] = ()
        parts: Iterable[Part] = ()
        if result.plans and result.plans[0].changes:
            plan = result.plans[0]
            summary, beside, parts = self._summary(plan), tables.load(plan), self._parts(plan)
        elif sheet.result:
            verdict = passages.verdict(sheet.result, tables.instrument, words)
            summary = (verdict, Paragraph(self._unchanged(), "strong"))
        return Document(
            title=passages.title("plan", self._heading() or sheet.file, words),
            subtitle=statements.origin(sheet, words),
            summary=tuple(summary),
            beside=tuple(beside),
            parts=(*parts, *passages.closing(result.findings, (sheet,), words, self.command)),
            caveats=passages.caveats(sheet, words),
            file=sheet.file,
            screen=passages.silence(sheet, words),
        )

    @property
    def _tables(self) -> PlanTables:
        return PlanTables(self.result, self.words)

    def _heading(self) -> str:
        """Say whose plan it is, from where to where."""
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
            aim, reached = words.number(goal.target), band(self._tables.instrument, goal.target)
            at_bound = reached.minimum == goal.target
            aim = f"{reached.name} ({aim})" if at_bound else f"{aim} ({reached.name})"
            told = words.label("plan.title", goal=aim, **facts)
        return " · ".join(filter(None, (whose, told)))

    def _summary(self, plan: Plan) -> Iterator[Block]:
        """Yield what the plan leads to, within which limits, and what rises."""
        label, tables = self.words.label, self._tables
        name = label("plan.verdict", name=plan.after.total.name)
        made = Comparison(plan.before, plan.after, ())
        yield from passages.outcome(made, name, tables.instrument, self.words)
        yield Paragraph(self._answer(plan), "strong")
        if caution := self._caution(plan):
            yield Paragraph(caution)
        if len(plan.phases) > 1:
            yield Heading(label("plan.phases"))
            yield tables.phases(plan)
        yield Heading(label("plan.rises"))
        yield tables.work(plan)
        yield from self._others(plan)
        key = "plan.more_agencies" if self.result.assignment else "plan.more"
        yield Paragraph(label(key), "hint")

    def _answer(self, plan: Plan) -> str:
        """Say how much rises, that nothing is lighter, what comes of it, and what limits cost."""
        words, label, after = self.words, self.words.label, plan.after
        rows = {change.row for change in plan.changes}
        raises = sum(change.levels for change in plan.changes)
        key = "plan.raised_one" if raises == len(rows) else "plan.raised"
        raised = label(key, count=len(rows), raises=raises)
        if self.result.assignment is not None:
            agencies = {self._tables.agency(row) for row in rows} - {None}
            key = "plan.agencies" if agencies else "plan.no_agency"
            raised += label(key, count=len(agencies))
        index = after.total.index
        facts = {"index": words.number(index), "exact": words.number(index, None)}
        leads = label("plan.after", predicate=after.predicate.name, **facts)
        return f"{raised}. {self._proof(plan)} {leads} {self._without()}".rstrip()

    def _proof(self, plan: Plan) -> str:
        """Say in which way no plan is better, and within which limits."""
        goal, effort_text = self.result.goal, self._tables.effort_text
        facts = {"effort": effort_text(plan.effort), "limits": self._limits()}
        if goal.budget is not None:
            facts |= {"effort": self.words.show(plan.effort), "budget": effort_text(goal.budget)}
        key = "lightest" if self.result.options.efforts else "fewest"
        if goal.target is None:
            key = "best"
        return self.words.label(f"plan.{key}{'' if plan.optimal else '_unsearched'}", **facts)

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
        words, key = self.words, "plan.higher"
        if self.result.goal.target is not None:
            key = "plan.lighter" if self.result.options.efforts else "plan.fewer"
        found = [
            words.label(
                key,
                limit=words.label(f"plan.lifted_{one.limit}", count=one.step),
                effort=self._tables.effort_text(one.plan.effort),
                index=words.number(one.plan.after.total.index),
                exact=words.number(one.plan.after.total.index, None),
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
        """Say how thin the margin is, and what is left if one raise fails."""
        goal, words = self.result.goal, self.words
        if goal.target is None or goal.needed is None:
            return None
        instrument = self._tables.instrument
        found = margin(instrument, plan, goal.needed - self.result.options.reserve)
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
        best = target_within(self.result.best or Fraction(0), self.result.options.reserve)
        higher = min(goal.target + SUGGESTED_RESERVE, best)
        aim = words.label("plan.aim", target=words.number(higher)) if higher > goal.target else ""
        key = "plan.thin"
        if found.left == plan.after.predicate.name:
            key = "plan.thin_target"
        elif found.left == plan.before.predicate.name:
            key = "plan.thin_stays"
        return words.label(key, margin=place, predicate=found.left, aim=aim).rstrip()

    def _others(self, plan: Plan) -> Iterator[Block]:
        """Yield what every equally light plan raises instead."""
        words, others = self.words, self.result.plans[1:]
        if self.result.options.alternatives and not others and plan.optimal:
            yield Paragraph(words.label("plan.no_alternative"))
        if not others:
            return
        ends = {change.row: change.end for change in plan.changes}
        lines = []
        for other in others:
            own = {change.row: change.end for change in other.changes}
            added, dropped = self._listed(own, ends), self._listed(ends, own)
            one_sided = "plan.besides" if added else "plan.without"
            key = "plan.instead" if added and dropped else one_sided
            what = words.label(key, added=added, dropped=dropped)
            lines.append(f"{words.number(other.after.total.index, None)}: {what}")
        yield Heading(words.label("plan.alternatives"))
        yield Items(tuple(lines))

    def _listed(self, ends: Mapping[str, Fraction], than: Mapping[str, Fraction]) -> str:
        """Name the rows and levels of one plan that another does not have."""
        return ", ".join(
            self.words.label("plan.row_to", row=row, end=self.words.show(end))
            for row, end in ends.items()
            if than.get(row) != end
        )

    def _parts(self, plan: Plan) -> Iterator[Part]:
        """Yield a list to hand out for every agency, then what becomes of domains and aspects."""
        words, tables, whose = self.words, self._tables, self._heading()
        for agency, changes in tables.groups(plan):
            title, sheet = words.label("plan.work"), ""
            if self.result.assignment is not None:
                title, sheet = words.label("plan.sheet_title", agency=agency), agency
            yield Part(title, (tables.work_list(plan, changes, whose),), sheet)
        made = Comparison(plan.before, plan.after, ())
        now_and_then = passages.now_and_then(words)
        table = passages.parts_table(made, now_and_then, tables.instrument, words)
        key = "domains_and_aspects" if plan.before.domains else "aspects"
        yield Part(words.label(key), (table, *passages.aspect_bars(made, words)))

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
                {
                    "limit": one.limit,
                    "step": one.step,
                    "cost": exact_text(one.plan.effort),
                    "after": index_part(one.plan.after),
                }
                for one in result.lifted
            ],
            "changes": self._changes_data(best) if best else [],
            "phases": [
                {
                    "phase": phase.number,
                    "cost": exact_text(phase.effort),
                    "after": index_part(phase.after),
                    "above_bound": _exact(above_bound(self._tables.instrument, phase)),
                }
                for phase in (best.phases if best else ())
            ],
            "alternatives": [
                {"after": index_part(other.after), "changes": self._changes_data(other)}
                for other in result.plans[1:]
            ],
            "findings": findings_part(result.findings, self.words),
        }

    def _changes_data(self, plan: Plan) -> list[Mapping[str, Any]]:
        return [
            {
                **change_part(change),
                "cost": exact_text(change.effort),
                "phase": change.phase,
                "agency": self._tables.agency(change.row),
                "recommendation": self._tables.recommendation(change),
            }
            for change in plan.changes
        ]

    def rows(self) -> Rows:
        """Return one row a change; the best plan is number 1."""
        return COLUMNS, (
            {
                "plan": number,
                "phase": change.phase,
                "agency": self._tables.agency(change.row) or "",
                "indicator": change.row,
                "name": self._tables.instrument.rows()[change.row].name,
                "from": exact_text(change.start),
                "to": exact_text(change.end),
                "gain": exact_text(change.gain),
                "cost": exact_text(change.effort),
                "criterion": self._tables.criteria(change),
                "evidence": self._tables.evidence(change),
                "recommendation": self._tables.recommendation(change) or "",
            }
            for number, plan in enumerate(self.result.plans, start=1)
            for change in plan.changes
        )


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else exact_text(value)
