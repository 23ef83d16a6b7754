"""What `spbe plan` says: what to raise to reach a target, by whom, and within which limits.

One work list shows it all in short; every agency has its own to hand out, with columns to fill in.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

from spbe_cli.analysis.compare import Comparison
from spbe_cli.analysis.plan import PlanResult
from spbe_cli.analysis.plan_raises import Phase, Plan, RowChange, above_bound, margin, target_within
from spbe_cli.exact import exact_text
from spbe_cli.findings import Finding, Numbers, Place
from spbe_cli.instrument import Instrument
from spbe_cli.reports import Rows, levels, passages, statements
from spbe_cli.reports import document as doc
from spbe_cli.reports.data import change_part, findings_part, index_part, sheet_part
from spbe_cli.reports.passages import RowColumns
from spbe_cli.reports.statements import GAIN_PLACES
from spbe_cli.reports.tables import Shown, column, numbers, summed, table, together
from spbe_cli.scoring import IndexResult, band
from spbe_cli.words import Words

SUGGESTED_RESERVE: Final = Fraction(1, 10)
"""How far above a target the next try is suggested, where one raise too few misses it."""
STATUSES: Final = ("plan.status_open", "plan.status_running", "plan.status_done")
SUMMED: Final = ("gain", "effort")
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
        if result.plans and self._plan.changes:
            made = Comparison(self._plan.before, self._plan.after, ())
            said["summary"] = tuple(self._summary(made))
            said["beside"] = tuple(self._load())
            said["parts"] = tuple(self._parts(made))
        elif sheet.result:
            said["summary"] = passages.not_made(sheet, self._unchanged(), words)
        return passages.of_sheet("plan", sheet, result.findings, words, self.command, **said)

    @property
    def _plan(self) -> Plan:
        return self.result.plans[0]

    @property
    def _instrument(self) -> Instrument:
        return self.result.assessment.used

    def _heading(self) -> str:
        words, goal, sheet = self.words, self.result.goal, self.result.assessment
        whose = statements.heading(sheet, stage=False)
        if sheet.result is None:
            return whose
        index = words.number(sheet.result.total.index)
        facts = {"before": index, "predicate": sheet.result.predicate.name}
        if goal.target is None:
            budget = self._effort_text(goal.budget or Fraction(0))
            told = words.label("plan.title_budget", budget=budget, **facts)
        else:
            # The predicate comes first where the target is the bound of one.
            aim, reached = words.number(goal.target), band(sheet.used, goal.target)
            at_bound = reached.minimum == goal.target
            aim = f"{reached.name} ({aim})" if at_bound else f"{aim} ({reached.name})"
            told = words.label("plan.title", goal=aim, **facts)
        return " · ".join(filter(None, (whose, told)))

    def _summary(self, made: Comparison) -> Iterator[doc.Block]:
        label, plan = self.words.label, self._plan
        name = label("plan.verdict", name=made.after.total.name)
        yield from passages.outcome(made, name, self._instrument, self.words)
        yield doc.Paragraph(self._answer(), "strong")
        if caution := self._caution():
            yield doc.Paragraph(caution)
        if len(plan.phases) > 1:
            yield doc.Heading(label("plan.phases"))
            yield self._phases()
        yield doc.Heading(label("plan.rises"))
        yield self._work()
        if others := tuple(map(self._other, self.result.plans[1:])):
            yield doc.Heading(label("plan.alternatives"))
            yield doc.Items(others)
        elif self.result.options.alternatives and plan.optimal:
            yield doc.Paragraph(label("plan.no_alternative"))
        key = "plan.more_agencies" if self.result.assignment else "plan.more"
        yield doc.Paragraph(label(key), "hint")

    def _answer(self) -> str:
        """Say how much rises, that nothing is lighter, what comes of it, and what limits cost."""
        label, goal, plan = self.words.label, self.result.goal, self._plan
        rows = {change.row for change in plan.changes}
        raises = sum(change.levels for change in plan.changes)
        key = "plan.raised_one" if raises == len(rows) else "plan.raised"
        raised = label(key, count=len(rows), raises=raises)
        if self.result.assignment is not None:
            agencies = {self._agency(row) for row in rows} - {None}
            key = "plan.agencies" if agencies else "plan.no_agency"
            raised += label(key, count=len(agencies))
        # In which way no plan is better, and within which limits.
        key = "plan.lightest" if self.result.options.efforts else "plan.fewest"
        effort = self._effort_text(plan.effort)
        facts: dict[str, object] = {"effort": effort, "limits": self._limits()}
        if goal.budget is not None:
            facts |= {"effort": plan.effort, "budget": self._effort_text(goal.budget)}
        if goal.target is None:
            key = "plan.best"
        best = label(key if plan.optimal else f"{key}_unsearched", **facts)
        leads = label("plan.after", predicate=plan.after.predicate.name, **self._index(plan))
        return f"{raised}. {best} {leads} {self._without()}".rstrip()

    def _index(self, plan: Plan) -> dict[str, object]:
        index = plan.after.total.index
        return {"index": self.words.number(index), "exact": index}

    def _effort_text(self, value: Fraction) -> str:
        """Write an effort with its unit, if the file of efforts names one."""
        text, unit = self.words.show(value), self.result.unit
        return f"{text} {self.words.show(unit)}" if unit else text

    def _limits(self) -> str:
        label, options = self.words.label, self.result.options
        key = "plan.limit_phases" if options.phases > 1 else "plan.limit_step"
        parts = [
            label(key, count=options.step, phases=options.phases),
            label("plan.limit_ceiling", highest=self._instrument.highest),
        ]
        if options.locked:
            parts.append(label("plan.limit_locks", numbers=Numbers(options.locked)))
        if options.budget is not None:
            parts.append(label("plan.limit_budget", budget=self._effort_text(options.budget)))
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
                effort=self._effort_text(one.plan.effort),
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
        top = present.predicate == self._instrument.predicates[0]
        return words.sentence(Finding("A163", Place(""), facts, "top" if top else "")).prose()

    def _caution(self) -> str | None:
        """Say how thin the plan is: what it has to spare, or what one raise too few leaves."""
        goal, words, reserve = self.result.goal, self.words, self.result.options.reserve
        if goal.target is None or goal.needed is None:
            return None
        plan, instrument = self._plan, self._instrument
        found = margin(instrument, plan, goal.needed - reserve)
        beyond = words.number(found.beyond, GAIN_PLACES)
        if found.spare:
            key = "plan.spare" if found.spare > 1 else "plan.spare_one"
            return words.label(key, count=found.spare, beyond=beyond)
        if not found.each:
            return words.label("plan.largest", beyond=beyond)
        at_bound = any(one.minimum == goal.target for one in instrument.predicates)
        key = "plan.left" if found.beyond else "plan.on"
        place = words.label(f"{key}_bound" if at_bound else f"{key}_target", beyond=beyond)
        best = target_within(self.result.best or Fraction(0), reserve)
        higher = min(goal.target + SUGGESTED_RESERVE, best)
        aim = words.label("plan.aim", target=words.number(higher)) if higher > goal.target else ""
        key = "plan.thin"
        if found.left == plan.after.predicate.name:
            key = "plan.thin_target"
        elif found.left == plan.before.predicate.name:
            key = "plan.thin_stays"
        return words.label(key, margin=place, predicate=found.left, aim=aim).rstrip()

    def _other(self, other: Plan) -> str:
        """Say what index another plan gives, and what it has in place of the best one's raises."""
        label = self.words.label
        ends, best = ({one.row: one.end for one in plan.changes} for plan in (other, self._plan))

        def listed(ends: Mapping[str, Fraction], than: Mapping[str, Fraction]) -> str:
            lacking = ((row, end) for row, end in ends.items() if than.get(row) != end)
            return ", ".join(label("plan.row_to", row=row, end=end) for row, end in lacking)

        added, dropped = listed(ends, best), listed(best, ends)
        one_sided = "plan.besides" if added else "plan.without"
        key = "plan.instead" if added and dropped else one_sided
        what = label(key, added=added, dropped=dropped)
        return f"{self.words.number(other.after.total.index, None)}: {what}"

    def _parts(self, made: Comparison) -> Iterator[doc.Part]:
        words, whose = self.words, self._heading()
        for agency, changes in self._groups():
            title = words.label("plan.sheet_title" if agency else "plan.work", agency=agency)
            yield doc.Part(title, (self._work_list(changes, whose),), agency)
        now_and_then = passages.now_and_then(words)
        parts = passages.parts_table(made, now_and_then, self._instrument, words)
        key = "domains_and_aspects" if made.domains else "aspects"
        yield doc.Part(words.label(key), (parts, *passages.aspect_bars(made, words)))

    # Tables

    def _agency(self, row: str) -> str | None:
        return levels.agency_of(row, self._instrument, self.result.assignment)

    def _groups(self) -> list[tuple[str, tuple[RowChange, ...]]]:
        changes, owners = self._plan.changes, self.result.assignment
        return levels.by_agency(changes, lambda one: one.gain, self._instrument, owners, self.words)

    def _gain(self, one: RowChange) -> doc.Number:
        return passages.gain(one.gain, self.words)

    def _effort(self) -> Shown[RowChange]:
        """Return the column of efforts, whose head says what they count."""
        key = "plan.effort_head" if self.result.unit is None else "plan.effort_unit"
        head = self.words.label(key, unit=self.result.unit)
        return numbers(head, 10, lambda one: passages.exact(one.effort, self.words))

    def _phases(self) -> doc.Table:
        words, label, plan = self.words, self.words.label, self._plan
        effort, effort_of = self._effort()
        columns = (
            doc.Column(label("plan.phase_head"), 9, number=True),
            doc.Column(label("predicate"), 34),
            doc.Column(label("index"), 10, number=True),
            doc.Column(label("plan.exact"), 10, number=True, spare=5),
            doc.Column(label("plan.beyond"), 10, number=True, spare=1),
            doc.Column(label("changed.count"), 10, number=True, spare=4),
            doc.Column(label("plan.gain"), 10, number=True, spare=3),
            replace(effort, spare=2),
        )

        def row(name: doc.Cell, after: IndexResult, *made: doc.Cell) -> doc.Row:
            reached = passages.predicate(after.predicate.name, self._instrument)
            index = passages.index(after.total.index, words)
            return doc.Row((name, reached, index, passages.all_decimals(after, words), *made))

        rows = [row(label("simulate.before"), plan.before, "", "", "", "")]
        for phase in plan.phases:
            above, whole = above_bound(self._instrument, phase), together(phase.changes, SUMMED)
            beyond = passages.NONE if above is None else passages.gain(above, words)
            made = (passages.count(len(phase.changes)), self._gain(whole), effort_of(whole))
            rows.append(row(passages.count(phase.number), phase.after, beyond, *made))
        return doc.Table(columns, tuple(rows))

    def _work(self) -> doc.Table:
        """Return what rises, agency by agency, and what in short must then be there."""
        words, label, plan = self.words, self.words.label, self._plan

        def rise(one: RowChange) -> str:
            return statements.raise_text(one.start, one.end, words)

        def demand(one: RowChange) -> doc.Own:
            return doc.Own(levels.demand(self._instrument, one.row, one.start, one.end, words))

        total = label("plan.total")
        if self.result.goal.needed is not None:
            gap = self.result.goal.needed - plan.before.total.index
            total += f" {label('plan.needed', gap=words.number(gap, GAIN_PLACES))}"
        return summed(
            self._groups(),
            SUMMED,
            *RowColumns(self._instrument, words).indicator(7, 34),
            column(label("level"), 10, rise),
            *self._extra(),
            numbers(label("plan.gain"), 10, self._gain),
            column(label("plan.demand"), 46, demand, spare=1),
            total=total,
            caption=label("plan.gain_note", name=plan.after.total.name),
        )

    def _extra(self) -> Iterator[Shown[RowChange]]:
        if len(self._plan.phases) > 1:
            head, count = self.words.label("plan.phase_head"), passages.count
            yield numbers(head, 7, lambda one: count(one.phase) if one.row else "")
        if self.result.options.efforts is not None:
            yield self._effort()

    def _load(self) -> Iterator[doc.Block]:
        if self.result.assignment is None:
            return
        label, changes = self.words.label, self._plan.changes

        def count(changes: Sequence[RowChange]) -> doc.Number:
            return passages.count(len({one.row for one in changes}))

        yield doc.Heading(label("plan.load"))
        yield table(
            enumerate(self._groups(), start=1),
            numbers(label("number"), 7, lambda one: passages.count(one[0])),
            column(label("batch.agency"), 34, lambda one: one[1][0]),
            numbers(label("changed.count"), 10, lambda one: count(one[1][1])),
            numbers(label("plan.gain"), 10, lambda one: self._gain(together(one[1][1], SUMMED))),
            total=("", label("plan.total"), count(changes), self._gain(together(changes, SUMMED))),
        )

    def _needed(self, one: RowChange) -> dict[str, str]:
        way = (self._instrument, one.row, one.start, one.end)
        return {
            "criterion": levels.criteria(*way, self.words),
            "evidence": levels.evidence(*way),
            "recommendation": levels.recommendation(self._instrument, one.row, one.start) or "",
        }

    def _work_list(self, changes: Sequence[RowChange], whose: str) -> doc.Table:
        """Return what an agency must reach, and what must then be there; who and when is open."""
        words, label = self.words, self.words.label
        now, then = passages.now_and_then(words)

        def text(what: str, line_end: str, otherwise: str = "") -> Callable[[RowChange], doc.Own]:
            return lambda one: doc.Own(self._needed(one)[what].replace("\n", line_end) or otherwise)

        def empty(_: RowChange) -> str:
            return ""

        return table(
            changes,
            *RowColumns(self._instrument, words).indicator(6, 24),
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

    # Data

    def data(self) -> Mapping[str, Any]:
        """Return the JSON document; without a plan there is nothing after, and no cost."""
        result, goal, options = self.result, self.result.goal, self.result.options
        sheet, best = result.assessment, result.plans[0] if result.plans else None
        phases = best.phases if best else ()

        def above(phase: Phase) -> str | None:
            return _exact(above_bound(sheet.used, phase))

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
                {"phase": one.number, **_made(one), "above_bound": above(one)} for one in phases
            ],
            "alternatives": [
                {"after": index_part(one.after), "changes": list(map(self._change, one.changes))}
                for one in result.plans[1:]
            ],
            "findings": findings_part(result.findings, self.words),
        }

    def _change(self, change: RowChange) -> dict[str, Any]:
        return {
            **change_part(change),
            "cost": exact_text(change.effort),
            "phase": change.phase,
            "agency": self._agency(change.row),
            "recommendation": self._needed(change)["recommendation"] or None,
        }

    def rows(self) -> Rows:
        """Return one row a change; the best plan is number 1."""
        return COLUMNS, (
            {
                **self._change(change),
                **self._needed(change),
                "plan": number,
                "name": self._instrument.rows()[change.row].name,
                "from": exact_text(change.start),
                "to": exact_text(change.end),
            }
            for number, plan in enumerate(self.result.plans, start=1)
            for change in plan.changes
        )


def _made(one: Plan | Phase) -> dict[str, Any]:
    return {"cost": exact_text(one.effort), "after": index_part(one.after)}


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else exact_text(value)
