"""What there is to say about a plan, in words: shared by screen and documents."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from spbe_cli.findings import Finding, Numbers, Place
from spbe_cli.instrument import Instrument
from spbe_cli.planning.plans import Change, Phase, Plan
from spbe_cli.planning.reach import above_bound, margin, target_within
from spbe_cli.reports import demands
from spbe_cli.reports import statements as told
from spbe_cli.reports.statements import GAIN_PLACES
from spbe_cli.scoring import IndexResult, band
from spbe_cli.weighing import Planned
from spbe_cli.words import Words

SUGGESTED_RESERVE = Fraction(1, 10)
"""How far above a target the next try is suggested, where one raise too few misses it."""


class Group(NamedTuple):
    """The changes of one agency; `agency` is None where none is responsible."""

    agency: str | None
    changes: tuple[Change, ...]

    @property
    def gain(self) -> Fraction:
        """What all of them add to the index."""
        return sum((change.gain for change in self.changes), Fraction(0))


def instrument_of(planned: Planned) -> Instrument:
    """Return the instrument of a sheet that was scored."""
    instrument = planned.assessment.instrument
    assert instrument is not None  # noqa: S101  a scored sheet has one
    return instrument


def agency_of(planned: Planned, row: str) -> str | None:
    """Return the agency that is responsible for a row."""
    if planned.assignment is None:
        return None
    owner = planned.assignment.owners.get(instrument_of(planned).rows()[row].code)
    return owner.name if owner else None


def groups(planned: Planned, changes: Iterable[Change]) -> list[Group]:
    """Group changes by agency: what adds most first, what nobody is responsible for last."""
    found: dict[str | None, list[Change]] = {}
    for change in changes:
        found.setdefault(agency_of(planned, change.row), []).append(change)
    made = [Group(agency, tuple(own)) for agency, own in found.items()]
    return sorted(made, key=lambda group: (group.agency is None, -group.gain, group.agency or ""))


def heading(planned: Planned, plan: Plan, words: Words) -> str:
    """Say whose plan it is, from where to where."""
    identity = planned.assessment.identity
    whose = (identity.get(label, "") for label in ("perangkat daerah", "instansi", "tahun"))
    facts = {
        "before": words.number(plan.before.total.index),
        "predicate": plan.before.predicate.name,
    }
    if planned.goal.target is None:
        budget = effort(planned, planned.goal.budget or Fraction(0), words)
        way = words.label("plan.title_budget", budget=budget, **facts)
    else:
        way = words.label("plan.title", goal=target_text(planned, words), **facts)
    return " · ".join([*(" ".join(part.split()) for part in whose if part.strip()), way])


def reservations(planned: Planned, words: Words) -> str:
    """Say how far the levels that a plan starts from can be trusted; nothing if wholly."""
    found = [*told.reservations(planned.assessment, words)]
    if told.is_self_assessment(planned.assessment):
        found.append(words.label("self_assessment"))
    return " ".join(f"{text[:1].upper()}{text[1:].removesuffix('.')}." for text in found)


def target_text(planned: Planned, words: Words) -> str:
    """Write the target: the predicate first where it is the bound of one."""
    target = planned.goal.target or Fraction(0)
    predicate = band(instrument_of(planned), target)
    parts = (predicate.name, words.number(target))
    first, second = parts if predicate.minimum == target else reversed(parts)
    return f"{first} ({second})"


def reached_already(planned: Planned, words: Words) -> str:
    """A163: say that there is nothing to do."""
    result = planned.assessment.result
    assert result is not None  # noqa: S101  a scored sheet has one
    facts = {
        "target": words.number(planned.goal.needed or Fraction(0)),
        "found": words.number(result.total.index),
        "predicate": result.predicate.name,
    }
    top = result.predicate == instrument_of(planned).predicates[0]
    return words.sentence(Finding("A163", Place(""), facts, "top" if top else "")).prose()


def unchanged(planned: Planned, words: Words) -> str:
    """Say why nothing rises: the target is reached already, or the limits allow nothing."""
    if planned.goal.target is not None:
        return reached_already(planned, words)
    text = words.label("plan.nothing", limits=limits(planned, words))
    return " ".join([text, *without(planned, words)])


def summary(planned: Planned, plan: Plan, words: Words) -> str:
    """Say how much rises, that nothing is lighter, what comes of it, and what limits cost."""
    rows = {change.row for change in plan.changes}
    raises = sum(change.levels for change in plan.changes)
    key = "plan.raised_one" if raises == len(rows) else "plan.raised"
    raised = words.label(key, count=len(rows), raises=raises)
    if planned.assignment is not None:
        agencies = {agency_of(planned, row) for row in rows} - {None}
        key = "plan.agencies" if agencies else "plan.no_agency"
        raised += words.label(key, count=len(agencies))
    told = (proof(planned, plan, words), outcome(plan.after, words), *without(planned, words))
    return " ".join([f"{raised}.", *told])


def proof(planned: Planned, plan: Plan, words: Words) -> str:
    """Say in which way no plan is better, and within which limits."""
    facts = {"effort": effort(planned, plan.effort, words), "limits": limits(planned, words)}
    if planned.goal.budget is not None:
        facts |= {"effort": words.show(plan.effort)}
        facts |= {"budget": effort(planned, planned.goal.budget, words)}
    weighed = "lightest" if planned.wish.efforts else "fewest"
    key = "best" if planned.goal.target is None else weighed
    return words.label(f"plan.{key}" if plan.optimal else f"plan.{key}_unsearched", **facts)


def limits(planned: Planned, words: Words) -> str:
    """Name everything that a plan had to keep."""
    wish, several = planned.wish, planned.wish.phases > 1
    facts = {"count": wish.step, "phases": wish.phases}
    parts = [words.label("plan.limit_phases" if several else "plan.limit_step", **facts)]
    parts.append(words.label("plan.limit_ceiling", highest=instrument_of(planned).highest))
    if wish.locked:
        parts.append(words.label("plan.limit_locks", numbers=Numbers(wish.locked)))
    if wish.budget is not None:
        parts.append(words.label("plan.limit_budget", budget=effort(planned, wish.budget, words)))
    return ", ".join(parts)


def without(planned: Planned, words: Words) -> Iterator[str]:
    """Say in one line without which limits there is a better plan, if there is one."""
    aimed = planned.goal.target is not None
    key = (
        "plan.lighter"
        if aimed and planned.wish.efforts
        else "plan.fewer"
        if aimed
        else "plan.higher"
    )
    found = []
    for one in planned.lifted:
        index = one.plan.after.total.index
        facts = {
            "limit": words.label(f"plan.lifted_{one.limit}", count=one.step),
            "effort": effort(planned, one.plan.effort, words),
            "index": words.number(index),
            "exact": words.number(index, None),
        }
        found.append(words.label(key, **facts))
    if found:
        text = "; ".join(found)
        yield f"{text[:1].upper()}{text[1:]}."


def effort(planned: Planned, value: Fraction, words: Words) -> str:
    """Write an effort with its unit, if the file of efforts names one."""
    text = words.show(value)
    return f"{text} {words.show(planned.unit)}" if planned.unit else text


def effort_head(planned: Planned, words: Words) -> str:
    """Return the head of a column of efforts, with their unit."""
    if planned.unit is None:
        return words.label("plan.effort_head")
    return words.label("plan.effort_unit", unit=planned.unit)


def outcome(after: IndexResult, words: Words) -> str:
    """Say which index a plan, or a phase of it, leads to."""
    facts = {
        "index": words.number(after.total.index),
        "exact": words.number(after.total.index, None),
        "predicate": after.predicate.name,
    }
    return words.label("plan.after", **facts)


def phase_line(planned: Planned, phase: Phase, plan: Plan, words: Words) -> str:
    """Say which phase this is, where it leads, how thin the margin is, and at which effort."""
    head = words.label("plan.phase", number=phase.number, count=len(plan.phases))
    beyond = above_bound(instrument_of(planned), phase)
    parts = [f"{head}.", outcome(phase.after, words)]
    if beyond is not None:
        text = words.number(beyond, GAIN_PLACES)
        parts.append(words.label("plan.phase_beyond" if beyond else "plan.phase_on", beyond=text))
    facts = {"effort": effort(planned, phase.effort, words)}
    return " ".join([*parts, words.label("plan.phase_effort", **facts)])


def caution(planned: Planned, plan: Plan, words: Words, aim: str = "plan.aim") -> str | None:
    """Say how thin the margin is, and what is left if one raise fails."""
    goal = planned.goal
    if goal.target is None or goal.needed is None or not plan.changes:
        return None
    bound = goal.needed - planned.wish.reserve
    found = margin(instrument_of(planned), plan, bound)
    facts = {"beyond": words.number(found.beyond, GAIN_PLACES)}
    if found.spare:
        key = "plan.spare" if found.spare > 1 else "plan.spare_one"
        return words.label(key, count=found.spare, **facts)
    if not found.each:
        return words.label("plan.largest", **facts)
    facts["aim"] = aim_text(planned, words, aim)
    facts["predicate"] = found.left
    bounds = {predicate.minimum for predicate in instrument_of(planned).predicates}
    kind, place = "bound" if goal.target in bounds else "target", "left" if found.beyond else "on"
    facts["margin"] = words.label(f"plan.{place}_{kind}", **facts)
    return words.label(caution_key(plan, found.left), **facts).rstrip()


def aim_text(planned: Planned, words: Words, aim: str) -> str:
    """Suggest a higher target that can be reached with the same options, if there is one."""
    goal, best = planned.goal.target or Fraction(0), planned.best or Fraction(0)
    higher = min(goal + SUGGESTED_RESERVE, target_within(best, planned.wish.reserve))
    return words.label(aim, target=words.number(higher)) if higher > goal else ""


def caution_key(plan: Plan, left: str) -> str:
    """Return the words for what one raise too few means."""
    if left == plan.after.predicate.name:
        return "plan.thin_target"
    return "plan.thin_stays" if left == plan.before.predicate.name else "plan.thin"


def demand(instrument: Instrument, change: Change, words: Words) -> str:
    """Say in short what every level on the way demands."""
    return demands.demand(instrument, change.row, change.start, change.end, words)


def criteria(instrument: Instrument, change: Change, words: Words) -> str:
    """Write the criterion of the level reached, and of those passed on the way."""
    return demands.criteria(instrument, change.row, change.start, change.end, words)


def evidence(instrument: Instrument, change: Change) -> str:
    """Write the typical evidence of the indicator, and of every level on the way."""
    return demands.evidence(instrument, change.row, change.start, change.end)


def alternatives(planned: Planned, words: Words) -> list[str]:
    """Say of every equally light plan what it raises instead."""
    if not planned.wish.alternatives or not planned.plans:
        return []
    best, *others = planned.plans
    if not others:
        return [words.label("plan.no_alternative")] if best.optimal else []
    ends = ends_of(best)
    lines = [words.label("plan.alternatives")]
    for other in others:
        own = ends_of(other)
        added, dropped = (listed(one, than, words) for one, than in ((own, ends), (ends, own)))
        key = "plan.instead" if added and dropped else "plan.besides" if added else "plan.without"
        what = words.label(key, added=added, dropped=dropped)
        lines.append(f"{words.number(other.after.total.index, None)}: {what}")
    return lines


def ends_of(plan: Plan) -> Mapping[str, Fraction]:
    """Return the level that every row ends at."""
    return {change.row: change.end for change in plan.changes}


def listed(one: Mapping[str, Fraction], than: Mapping[str, Fraction], words: Words) -> str:
    """Name the rows and levels of one plan that another does not have."""
    own = ((row, end) for row, end in one.items() if than.get(row) != end)
    return ", ".join(words.label("plan.row_to", row=row, end=words.show(end)) for row, end in own)
