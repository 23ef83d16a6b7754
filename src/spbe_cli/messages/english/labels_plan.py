"""Words of `plan` and `simulate`, in English."""

from collections.abc import Mapping
from typing import Final

LABELS: Final[Mapping[str, str]] = {
    "plan.title": "from {before} ({predicate}) to {goal}",
    "plan.title_budget": "from {before} ({predicate}), effort at most {budget}",
    "plan.raised_one": "Indicators that rise by one level: {count}",
    "plan.raised": "Indicators that rise: {count}; levels: {raises}",
    "plan.agencies": "; agencies: {count}",
    "plan.fewest": "No other plan needs fewer raises.",
    "plan.lightest": "The effort is {effort}; no other plan is lighter.",
    "plan.best": "The effort is {effort} of {budget}; no other plan leads to a higher index.",
    "plan.after": "Afterwards: {index} (exactly {exact}), {predicate}.",
    "plan.nothing": "Nothing can be raised within these limits.",
    "plan.phase": "Phase {number} of {count}",
    "plan.phase_beyond": "Above the bound of that predicate by {beyond}.",
    "plan.beyond": "Above the bound",
    "plan.effort_head": "Effort",
    "plan.effort_unit": "Effort ({unit})",
    "plan.phase_effort": "Effort {effort}.",
    "plan.effort": "(effort {effort})",
    "plan.head_agency": "Agency, indicator",
    "plan.gain": "Gain",
    "plan.demand": "What that level demands",
    "plan.criterion": "Criterion to be met",
    "plan.raise": "{start} to {end}",
    "plan.unassigned": "No owner yet",
    "plan.total": "Total",
    "plan.needed": "(needed {gap})",
    "plan.thin_stays": "Careful: only {beyond} is left above the bound. If just one of them fails, the predicate stays {predicate}. {aim}",
    "plan.thin": "Careful: only {beyond} is left above the bound. If just one of them fails, the predicate is at most {predicate}. {aim}",
    "plan.thin_target": "Careful: only {beyond} is left above the target. If just one of them fails, the target is missed. {aim}",
    "plan.aim_option": "For a reserve: --target {target}",
    "plan.aim": "For a reserve, plan for {target}.",
    "plan.spare_one": "{beyond} is left above the target, which is reached even without any one of the indicators.",
    "plan.spare": "{beyond} is left above the target, which is reached even without any {count} of the indicators.",
    "plan.largest": "{beyond} is left above the target, which is missed if the largest raise fails.",
    "plan.alternatives": "Other plans that are equally light (exact values):",
    "plan.no_alternative": "No other plan is equally light.",
    "plan.instead": "{added} in place of {dropped}",
    "plan.besides": "{added} besides",
    "plan.without": "without {dropped}",
    "plan.row_to": "indicator {row} to level {end}",
    "plan.more": "Full criteria and typical evidence: -o plan.xlsx",
    "plan.more_agencies": "Full criteria and typical evidence: -o plan.xlsx (one sheet for each agency)",
    "plan.sheet_title": "Levels to be raised: {agency}",
    "plan.workbook_title": "Plan towards the target",
    "plan.changed_sheet": "Fill in Penanggung jawab (who), Tenggat (by when) and Status; spbe computed the rest.",
    "weigh.partial": "This file has only some of the indicators, but this command needs an index; join all of them with spbe merge first, then use the joined file.",
    "simulate.stays": "{name} {before} becomes {after} (exactly {exact}). The predicate stays {predicate2}.",
    "simulate.becomes": "{name} {before} becomes {after} (exactly {exact}). The predicate {predicate1} becomes {predicate2}.",
    "simulate.before": "Now",
    "simulate.after": "Then",
    "simulate.difference": "Change",
    "simulate.gain": "Adds",
    "simulate.change": "What changes",
    "check.efforts": "efforts of {count} [indicator|indicators]",
    "check.changes": "{count} [change of a level|changes of levels]",
    "command.plan": "Find the lightest raises of level that reach a target",
    "command.plan.text": (
        "Finds the lightest raises of level that reach a target; no plan is lighter, which is computed exactly and not estimated. Without --efforts every raise by one level weighs the same (effort 1).\n"
        "Among equally light plans the one with the highest index is chosen, then the one whose raises start from the lowest levels (their sum), then the one with the lowest numbers.\n"
        "Without --target it looks for the highest index whose effort is not above --budget."
    ),
    "command.plan.examples": (
        'spbe plan answers.xlsx --target "Sangat Baik" | up to the bound of that predicate\n'
        "spbe plan answers.xlsx --target 3.5 --assign assignment.yaml -o plan.xlsx | work sheets for the agencies\n"
        "spbe plan answers.xlsx --target 4.2 --phases 3 | a roadmap in three phases\n"
        "spbe plan answers.xlsx --target 4.2 --phases 3 -o plan.html | a report with the work list; .docx, too\n"
        "spbe plan answers.xlsx --budget 10 --lock 29-31 | the highest index with ten raises"
    ),
    "command.simulate": "Compute the index if some levels were different",
    "command.simulate.text": "Computes the index if some levels were different: before and after, by domain and aspect, and what each change contributes, which adds up exactly to the difference of the index. The answer file is not changed. Where --set and --from name the same indicator, --set holds.",
    "command.simulate.examples": (
        "spbe simulate answers.xlsx --set 11=4 --set 12=3 | two changes\n"
        "spbe simulate answers.xlsx --set 11=4 -o simulation.html | a report to read and to print; .docx and .xlsx, too\n"
        "spbe simulate answers.xlsx --from changes.yaml | changes from a file (docs/planning.md)"
    ),
    "metavar.set": "NUMBER=LEVEL",
    "metavar.target": "INDEX|PREDICATE",
    "metavar.number": "NUMBER",
    "option.set": "A level that changes, for example 11=4; may be repeated",
    "option.from.changes": "YAML file with changes: (docs/planning.md)",
    "option.target": "The index to reach (3.5) or a predicate (Memuaskan)",
    "option.reserve": "Reserve above the target, for example 0.05 (default: 0)",
    "option.budget": "The highest effort; without --target: find the highest index with it",
    "option.max_step": "How many levels an indicator may rise in a phase (default: 1)",
    "option.phases": "Split the plan into N phases, the lightest gains first (default: 1)",
    "option.lock": "Indicators that must not rise, for example 29,30; may be repeated",
    "option.efforts": "YAML file with efforts: by indicator and level (docs/planning.md)",
    "option.assign.plan": "Assignment of the agencies (YAML or Excel; docs/assignment.md)",
    "option.alternatives": "Show up to N other plans that are equally light (default: 0)",
    "refusal.target": "--target {found} cannot be read; write a number ({example}) or a predicate: {choices}",
    "refusal.no_goal": "No goal was named; write --target (a number or a predicate), --budget, or both",
    "refusal.number": "{option} {found} cannot be read; write a number, for example {example}",
    "refusal.lock": "--lock {found} cannot be read; write numbers and ranges, for example --lock 13,14,32-41",
    "refusal.lock_unknown": "--lock: indicator {numbers} is not in {instrument} ({range}); correct the number",
    "refusal.set": "--set {found} cannot be read; write number=level, for example --set 11=4",
    "refusal.set_twice": "--set names indicator {number} twice; delete one of them",
    "refusal.no_changes": "No change was named; write for example --set 11=4, or --from with a YAML file",
}
