"""What `spbe plan` says: what to raise to reach a target, by whom, and within which limits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from spbe_cli import __version__
from spbe_cli.analysis.compare import Comparison, identity_text
from spbe_cli.analysis.plan import PlanResult
from spbe_cli.analysis.plan_raises import Margin, Phase, Plan, above_bound, margin, target_within
from spbe_cli.exact import exact_text
from spbe_cli.findings import Finding, Numbers, Place
from spbe_cli.instrument import Instrument
from spbe_cli.reports import Rows, passages, statements
from spbe_cli.reports.data import findings_part, index_part, level_number, sheet_part
from spbe_cli.reports.document import (
    Block,
    Blocks,
    Document,
    Heading,
    Items,
    Paragraph,
    Part,
)
from spbe_cli.reports.plan_sheets import PlanTables
from spbe_cli.reports.statements import GAIN_PLACES
from spbe_cli.scoring import band
from spbe_cli.words import Words

SUGGESTED_RESERVE: Final = Fraction(1, 10)
"""How far above a target the next try is suggested, where one raise too few misses it."""
COLUMNS: Final = (
    "plan", "phase", "agency", "indicator", "name", "from", "to", "gain", "cost", "criterion",
    "evidence",
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
        sheet = passages.named(result.assessment)
        plan = result.plans[0] if result.plans else None
        summary: Blocks = passages.unscored((sheet,), words)
        parts: tuple[Part, ...] = ()
        if plan and plan.changes:
            summary, parts = tuple(self._summary(plan)), tuple(self._parts(plan))
        elif sheet.result:
            summary = (
                passages.verdict(sheet.result, self._instrument, words),
                Paragraph(self._unchanged(), "strong"),
            )
        return Document(
            title=passages.title("plan", self._heading() or sheet.file, words),
            subtitle=statements.origin(sheet, words),
            summary=summary,
            beside=tuple(self._tables.load(plan)) if plan and plan.changes else (),
            parts=(*parts, *passages.closing(result.findings, (sheet,), words, self.command)),
            caveats=passages.caveats(sheet, words),
            file=sheet.file,
            screen=passages.silence(sheet, words),
        )

    @property
    def _tables(self) -> PlanTables:
        return PlanTables(self.result, self.words)

    @property
    def _instrument(self) -> Instrument:
        return self._tables.instrument

    # Who, whose, and where to

    def _heading(self) -> str:
        """Say whose plan it is, from where to where."""
        words, goal, sheet = self.words, self.result.goal, self.result.assessment
        labels, before = ("perangkat daerah", "instansi", "tahun"), sheet.result
        parts = [*filter(None, (identity_text(sheet, label) for label in labels))]
        if before:
            facts = {
                "before": words.number(before.total.index),
                "predicate": before.predicate.name,
            }
            if goal.target is None:
                budget = self._tables.effort_text(goal.budget or Fraction(0))
                parts.append(words.label("plan.title_budget", budget=budget, **facts))
            else:
                aim = self._target_text(goal.target)
                parts.append(words.label("plan.title", goal=aim, **facts))
        return " · ".join(parts)

    def _target_text(self, target: Fraction) -> str:
        """Write the target: the predicate first where it is the bound of one."""
        predicate, number = band(self._instrument, target), self.words.number(target)
        if predicate.minimum == target:
            return f"{predicate.name} ({number})"
        return f"{number} ({predicate.name})"

    # The summary

    def _summary(self, plan: Plan) -> Iterator[Block]:
        """Yield what the plan leads to, within which limits, and what rises."""
        words = self.words
        name = words.label("plan.verdict", name=plan.after.total.name)
        made = Comparison(plan.before, plan.after, ())
        yield from passages.outcome(made, name, self._instrument, words)
        yield Paragraph(self._answer(plan), "strong")
        if caution := self._caution(plan):
            yield Paragraph(caution)
        if len(plan.phases) > 1:
            yield Heading(words.label("plan.phases"))
            yield self._tables.phases(plan)
        yield Heading(words.label("plan.rises"))
        yield self._tables.work(plan)
        yield from self._others(plan)
        key = "plan.more_agencies" if self.result.assignment else "plan.more"
        yield Paragraph(words.label(key), "hint")

    def _answer(self, plan: Plan) -> str:
        """Say how much rises, that nothing is lighter, what comes of it, and what limits cost."""
        words, after = self.words, plan.after
        rows = {change.row for change in plan.changes}
        raises = sum(change.levels for change in plan.changes)
        key = "plan.raised_one" if raises == len(rows) else "plan.raised"
        raised = words.label(key, count=len(rows), raises=raises)
        if self.result.assignment is not None:
            agencies = {self._tables.agency(row) for row in rows} - {None}
            key = "plan.agencies" if agencies else "plan.no_agency"
            raised += words.label(key, count=len(agencies))
        leads = words.label(
            "plan.after",
            index=words.number(after.total.index),
            exact=words.number(after.total.index, None),
            predicate=after.predicate.name,
        )
        return " ".join([f"{raised}.", self._proof(plan), leads, *self._without()])

    def _proof(self, plan: Plan) -> str:
        """Say in which way no plan is better, and within which limits."""
        goal = self.result.goal
        facts = {"effort": self._tables.effort_text(plan.effort), "limits": self._limits()}
        if goal.budget is not None:
            facts["effort"] = self.words.show(plan.effort)
            facts["budget"] = self._tables.effort_text(goal.budget)
        key = "lightest" if self.result.options.efforts else "fewest"
        if goal.target is None:
            key = "best"
        return self.words.label(f"plan.{key}" if plan.optimal else f"plan.{key}_unsearched",
                                **facts)  # fmt: skip

    def _limits(self) -> str:
        words, options = self.words, self.result.options
        key = "plan.limit_phases" if options.phases > 1 else "plan.limit_step"
        parts = [
            words.label(key, count=options.step, phases=options.phases),
            words.label("plan.limit_ceiling", highest=self._instrument.highest),
        ]
        if options.locked:
            parts.append(words.label("plan.limit_locks", numbers=Numbers(options.locked)))
        if options.budget is not None:
            budget = self._tables.effort_text(options.budget)
            parts.append(words.label("plan.limit_budget", budget=budget))
        return ", ".join(parts)

    def _without(self) -> Iterator[str]:
        """Say in one line without which limits there is a better plan, if there is one."""
        key = "plan.higher"
        if self.result.goal.target is not None:
            key = "plan.lighter" if self.result.options.efforts else "plan.fewer"
        found = []
        for one in self.result.lifted:
            index = one.plan.after.total.index
            facts = {
                "limit": self.words.label(f"plan.lifted_{one.limit}", count=one.step),
                "effort": self._tables.effort_text(one.plan.effort),
                "index": self.words.number(index),
                "exact": self.words.number(index, None),
            }
            found.append(self.words.label(key, **facts))
        if found:
            yield f"{passages.capital('; '.join(found))}."

    def _unchanged(self) -> str:
        """Say why nothing rises: reached already, out of reach, or not allowed."""
        result, words, present = self.result, self.words, self.result.assessment.result
        if not result.plans:
            missed = any(finding.code == "A160" for finding in result.findings)
            key = "plan.out_of_reach" if missed else "plan.not_made"
            return words.label(key, limits=self._limits())
        if result.goal.target is None or present is None:
            return " ".join([words.label("plan.nothing", limits=self._limits()), *self._without()])
        facts = {
            "target": words.number(result.goal.needed or Fraction(0)),
            "found": words.number(present.total.index),
            "predicate": present.predicate.name,
        }
        top = present.predicate == self._instrument.predicates[0]
        return words.sentence(Finding("A163", Place(""), facts, "top" if top else "")).prose()

    def _caution(self, plan: Plan) -> str | None:
        """Say how thin the margin is, and what is left if one raise fails."""
        goal, words = self.result.goal, self.words
        if goal.target is None or goal.needed is None:
            return None
        found = margin(self._instrument, plan, goal.needed - self.result.options.reserve)
        facts = {"beyond": words.number(found.beyond, GAIN_PLACES)}
        if found.spare:
            key = "plan.spare" if found.spare > 1 else "plan.spare_one"
            return words.label(key, count=found.spare, **facts)
        if not found.each:
            return words.label("plan.largest", **facts)
        return self._thin(plan, found, goal.target)

    def _thin(self, plan: Plan, found: Margin, target: Fraction) -> str:
        """Say that every single raise is needed, and suggest a higher target within reach."""
        words = self.words
        bounds = {predicate.minimum for predicate in self._instrument.predicates}
        kind = "bound" if target in bounds else "target"
        beyond = words.number(found.beyond, GAIN_PLACES)
        key = "plan.left" if found.beyond else "plan.on"
        best = target_within(self.result.best or Fraction(0), self.result.options.reserve)
        higher = min(target + SUGGESTED_RESERVE, best)
        facts = {
            "margin": words.label(f"{key}_{kind}", beyond=beyond),
            "predicate": found.left,
            "aim": words.label("plan.aim", target=words.number(higher)) if higher > target else "",
        }
        key = "plan.thin"
        if found.left == plan.after.predicate.name:
            key = "plan.thin_target"
        elif found.left == plan.before.predicate.name:
            key = "plan.thin_stays"
        return words.label(key, **facts).rstrip()

    def _others(self, plan: Plan) -> Iterator[Block]:
        """Yield what every equally light plan raises instead."""
        words, others = self.words, self.result.plans[1:]
        if self.result.options.alternatives and not others and plan.optimal:
            yield Paragraph(words.label("plan.no_alternative"))
        if not others:
            return
        yield Heading(words.label("plan.alternatives"))
        ends, lines = _ends_of(plan), []
        for other in others:
            own = _ends_of(other)
            added, dropped = self._listed(own, ends), self._listed(ends, own)
            key = (
                "plan.instead" if added and dropped else "plan.besides" if added else "plan.without"
            )
            what = words.label(key, added=added, dropped=dropped)
            lines.append(f"{words.number(other.after.total.index, None)}: {what}")
        yield Items(tuple(lines))

    def _listed(self, one: Mapping[str, Fraction], than: Mapping[str, Fraction]) -> str:
        """Name the rows and levels of one plan that another does not have."""
        return ", ".join(
            self.words.label("plan.row_to", row=row, end=self.words.show(end))
            for row, end in one.items()
            if than.get(row) != end
        )

    def _parts(self, plan: Plan) -> Iterator[Part]:
        """Yield a list to hand out for every agency, then what becomes of domains and aspects."""
        words, whose = self.words, self._heading()
        for group in self._tables.groups(plan):
            title, sheet = words.label("plan.work"), ""
            if self.result.assignment is not None:
                sheet = self._tables.name(group)
                title = words.label("plan.sheet_title", agency=sheet)
            yield Part(title, (self._tables.work_list(plan, group, whose),), sheet)
        made = Comparison(plan.before, plan.after, ())
        table = passages.parts_table(made, passages.now_and_then(words), self._instrument, words)
        blocks: Blocks = (table, *passages.aspect_bars(made, words))
        yield Part(words.label("domains_and_aspects" if plan.before.domains else "aspects"), blocks)

    # For programs

    def data(self) -> Mapping[str, Any]:
        """Return the JSON document; without a plan there is nothing after, and no cost."""
        result, goal, options = self.result, self.result.goal, self.result.options
        sheet, best = result.assessment, result.plans[0] if result.plans else None
        return {
            "spbe": __version__,
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
            "phases": [self._phase_data(phase) for phase in (best.phases if best else ())],
            "alternatives": [
                {"after": index_part(other.after), "changes": self._changes_data(other)}
                for other in result.plans[1:]
            ],
            "findings": findings_part(result.findings, self.words),
        }

    def _changes_data(self, plan: Plan) -> list[Mapping[str, Any]]:
        return [
            {
                "indicator": change.row,
                "from": level_number(change.start),
                "to": level_number(change.end),
                "gain": exact_text(change.gain),
                "cost": exact_text(change.effort),
                "phase": change.phase,
                "agency": self._tables.agency(change.row),
            }
            for change in plan.changes
        ]

    def _phase_data(self, phase: Phase) -> Mapping[str, Any]:
        """Return a phase with the index after it, and how far that is above its bound."""
        return {
            "phase": phase.number,
            "cost": exact_text(phase.effort),
            "after": index_part(phase.after),
            "above_bound": _exact(above_bound(self._instrument, phase)),
        }

    def rows(self) -> Rows:
        """Return one row a change; the best plan is number 1."""
        return COLUMNS, (
            {
                "plan": number,
                "phase": change.phase,
                "agency": self._tables.agency(change.row) or "",
                "indicator": change.row,
                "name": self._instrument.rows()[change.row].name,
                "from": exact_text(change.start),
                "to": exact_text(change.end),
                "gain": exact_text(change.gain),
                "cost": exact_text(change.effort),
                "criterion": self._tables.criteria(change),
                "evidence": self._tables.evidence(change),
            }
            for number, plan in enumerate(self.result.plans, start=1)
            for change in plan.changes
        )


def _ends_of(plan: Plan) -> Mapping[str, Fraction]:
    """Return the level that every row ends at."""
    return {change.row: change.end for change in plan.changes}


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else exact_text(value)
