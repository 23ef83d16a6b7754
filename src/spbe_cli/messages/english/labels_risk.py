"""Words of `risk`, in English."""

from collections.abc import Mapping
from typing import Final

LABELS: Final[Mapping[str, str]] = {
    "risk.claims_sheet": "Claims",
    "risk.title": "How far {name} {index} ({predicate}) can fall",
    "risk.nothing": "There is no level above {lowest}: the index cannot fall any further.",
    "risk.claims": "Claims of level {levels} that must be proved: {count}",
    "risk.no_claims": "There are no claims above level {level}.",
    "risk.head": "Indicator",
    "risk.head_agency": "Agency, indicator",
    "risk.one_less": "One less",
    "risk.all_less": "To {level}",
    "risk.total": "All of them",
    "risk.demand": "What must be there",
    "risk.bare": "Without evidence: {numbers}. If counted as level {lowest}: {index} ({predicate}).",
    "risk.all_proved": "Every level above {lowest} comes with evidence; what it contains was not looked at.",
    "risk.by_one": "Indicators that must fall by {step} to lose {predicate}: {count} ({numbers}), which gives {index}. With fewer, the predicate stays.",
    "risk.to_lowest": "Indicators that must fall to level {lowest} to lose {predicate}: {count} ({numbers}), which gives {index}. With fewer, the predicate stays.",
    "risk.by_one_never": "The predicate stays {predicate} even if all indicators fall by {step}.",
    "risk.to_lowest_never": "The predicate stays {predicate} even if all indicators fall to level {lowest}.",
    "risk.at_bottom": "{predicate} is the lowest predicate.",
    "risk.stated": "Assuming for every claim above level {lowest}, independently of the others, this chance of falling by so many levels: {chances}.",
    "risk.chance": "{steps} ({percent})",
    "risk.steps": "{count}",
    "risk.counted": "Not a national figure: chances of a downgrade from {source}; every indicator is taken to fall independently of the others.",
    "risk.unlisted": "Levels that the table of rates does not list and that count as kept: {levels}.",
    "risk.percentiles": "Percentiles of the index",
    "risk.percentile": "{percent} %: {index}",
    "risk.mean": "mean {index}",
    "risk.chances": "Chance of each predicate",
    "risk.share": "{value} %",
    "risk.exact": "Computed exactly from all possibilities, not from random samples.",
    "risk.near": "These entries are too fine to be computed exactly from all possibilities: the index of each may be off by at most {index}, and the chance of each predicate by at most {chance}. The mean is exact.",
    "risk.more": "Criteria and typical evidence for every claim: --detail",
    "check.rates": "rates of downgrades of {count} [level|levels]",
    "command.risk": "Estimate how far the index can fall",
    "command.risk.text": (
        "Shows how far the index can fall: the claims of level 4 and 5 that must be proved, the index if claims without evidence count as the lowest level, and the smallest number of indicators that must fall for the predicate to be lost.\n"
        "With --downgrade or --rates it also computes the distribution of the index, percentiles and the chance of each predicate: exactly, not from random samples; where entries are too fine, the result says by how much it may be off. Every indicator is taken to fall independently of the others. Without either, no chances are computed."
    ),
    "command.risk.examples": (
        "spbe risk answers.xlsx --assign assignment.yaml | claims that must be proved, by agency\n"
        "spbe risk answers.xlsx --downgrade 0.2 | a chance of 20 % to fall by one level\n"
        "spbe risk answers.xlsx --downgrade 0.2 --downgrade 2=0.05 | and of 5 % to fall by two\n"
        "spbe risk answers.xlsx --downgrade 0.2 -o risk.html | a report with the distribution; .docx and .xlsx, too\n"
        "spbe risk answers.xlsx --rates rates.yaml | chances from spbe compare --rates-out"
    ),
    "metavar.downgrade": "CHANCE",
    "option.downgrade": "Chance of every claim to fall by one level (0.2), or by several (2=0.05); may be repeated",
    "option.rates": "YAML file with rates:, chances by claimed level (docs/risk.md)",
    "option.detail.risk": "Show also criteria and typical evidence for every claim",
    "refusal.downgrade": "--downgrade {found} cannot be read; write a chance from 0 to 1, for example 0.2 or 2=0.05",
    "refusal.downgrade_twice": "--downgrade names a fall by {steps} twice; delete one of them",
    "refusal.downgrade_sum": "--downgrade: the chances add up to {found}, more than 1; make them smaller",
    "refusal.downgrade_rates": "--downgrade and --rates cannot be used together; choose one",
}
