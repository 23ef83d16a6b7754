"""Labels of `spbe check`, in English."""

from collections.abc import Mapping
from typing import Final

LABELS: Final[Mapping[str, str]] = {
    "check.errors": "Errors: {errors}; files checked: {files}.",
    "check.errors_warnings": "Errors: {errors}, warnings: {warnings}; files checked: {files}.",
    "check.warnings": "Warnings: {warnings}, no errors; files checked: {files}.",
    "check.clean": "No errors; files checked: {files}.",
    "check.unjudged": "Sums of weights not checked, because a weight in them cannot be read: {count}.",
    "check.instrument": "{parts}, weight {weight}, {criteria} criteria",
    "check.assignment": "assignment, {count} [indicator has|indicators have] an owner",
    "check.cases": "cases: {count}",
    "check.nothing": "There is no YAML file in {path}.",
    "kinds.capability": "capability",
    "kinds.follows": "instrument",
    "kinds.row": "row",
    "kinds.external": "index of another agency",
    "kinds.new": "indicator",
    "command.check": "Check the YAML of instruments",
    "command.check.text": "Checks YAML files: instruments, published results, assignments, efforts, rates and changes of levels. Answer files are for spbe score. All faults are told at once, with line and column. Without FILE the shipped instruments are checked; of a folder every .yaml outside hidden folders.",
    "command.check.examples": (
        "spbe check indicators | all YAML in a folder\n"
        "spbe check city.yaml --strict | warnings, too, make exit code 1\n"
        "spbe check indicators -f sarif | for code scanning\n"
        "spbe check --diff old.yaml new.yaml | what changed, and what comes of it"
    ),
    "command.schema": "Print the JSON Schema of instruments",
    "command.schema.text": "Prints the JSON Schema of an instrument file, so that editors complete its keys and explain them. docs/instrument.md shows how to use it.",
    "command.schema.examples": "spbe schema -o schemas/instrument.schema.json | keep it beside the instruments",
    "argument.check.paths": "YAML files, folders, or patterns such as *.yaml (default: the shipped instruments)",
    "option.format.check": "Form of the result (default: text)",
    "option.diff": "Compare two instruments: name the old one, then the new one",
    "option.output.schema": "The file to write (.json)",
    "refusal.check_sheet": "{file} is an Excel file; spbe check checks the YAML of instruments. For an answer file: spbe score {typed}; for an assignment: spbe template --assign {typed}",
    "pages.title": "Codes of findings",
    "pages.about": "What every code means, an example, and the remedy. spbe explain shows the same, such as spbe explain I104. Codes whose first digit is 1 are errors, 2 warnings. This page is made from the catalogues of words by python -m spbe_cli.reports.finding_pages.",
    "pages.A1": "Answer files, errors",
    "pages.A2": "Answer files, warnings",
    "pages.I1": "YAML files, errors",
    "pages.I2": "YAML files, warnings",
    "pages.B1": "Several files, errors",
    "pages.B2": "Several files, warnings",
    "metavar.diff": "OLD NEW",
    "diff.instrument": "instrument {code}",
    "diff.predicate": "predicate {name}",
    "diff.domain": "domain {code} ({name})",
    "diff.aspect": "aspect {code} ({name})",
    "diff.indicator": "indicator {code} ({name})",
    "diff.added": "added",
    "diff.removed": "removed",
    "diff.evidence": "the evidence of level {level} changed",
    "diff.criteria": "the criterion of level {level} changed",
    "diff.none": "(none)",
    "diff.nothing": "Weights, criteria, bounds and names are the same.",
    "diff.not_compared": "Not compared yet: correct the errors first.",
    "diff.no_results": "What comes of it is not computed: published results do not use the numbers of this instrument.",
    "diff.results": "Published results recomputed (2023 and 2024, each with a made-up set of levels, susunan tingkat rekaan, that gives what was printed): {count}; different indices: {indices}, different predicates: {predicates}.",
    "diff.more": "and {count} more (all of them: -f json)",
    "refusal.diff_paths": "--diff names two files already; drop {path}",
}
