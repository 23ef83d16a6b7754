"""Words of `compare`, in English."""

from collections.abc import Mapping
from typing import Final

LABELS: Final[Mapping[str, str]] = {
    "compare.backward": "In reverse order: {first} is named before {second}. Rises and falls are counted from {first}; swap the two files if that was not meant.",
    "compare.unverified": "{names}: not verified by an assessor yet.",
    "compare.and": "{first} and {second}",
    "compare.file": "File {number}",
    "compare.file_is": "{name}: {whose}",
    "compare.same": "{instrument}, the same instrument: the indices can be compared",
    "compare.different": "Different instruments: the indices cannot be compared",
    "compare.difference": "Change",
    "compare.gain": "Adds",
    "compare.moved": "Indicators that rose: {raised}; fell: {fell}; stayed: {kept}.",
    "compare.judged": "Indicators that were lowered: {fell}; raised: {raised}; kept: {kept}.",
    "compare.sum": "What the {parts} add is exactly {gain}.",
    "compare.falls": "Falls that weigh most",
    "compare.raises": "Raises that weigh most",
    "compare.lowered": "Lowered by the assessors",
    "compare.lifted": "Raised by the assessors",
    "compare.evidence": "Evidence",
    "compare.evidence_there": "yes",
    "compare.evidence_not_there": "no",
    "compare.levels": "{start} to {end}",
    "compare.more": "... {count} more: --detail",
    "compare.kept": "Still at level {level}: {names}",
    "compare.mapped": "Indicators that correspond",
    "compare.mapped_head": "Pairs of indicators that correspond: {count}; their levels stand side by side and are not subtracted:",
    "compare.becomes": "{old} / {new}",
    "compare.status": "Mapping",
    "compare.status.official": "official",
    "compare.status.completed": "completed",
    "compare.status.inferred": "inferred",
    "compare.status_about": "Mapping official: by Kementerian PANRB; completed: the official list is cut off; inferred: from name and substance.",
    "compare.alone": "Indicators of {instrument1} without a counterpart in {instrument2}: {count} ({numbers})",
    "compare.no_mapping": "No source says which indicators of these instruments correspond.",
    "rates.about": "How many claims of each level were lowered by assessors; how to read it: docs/risk.md",
    "rates.limit": "Holds for this pair of files only; do not present it as a national figure.",
    "rates.source": "{whose} ({file1} and {file2})",
    "command.compare": "Compare two assessments, indicator by indicator",
    "command.compare.text": (
        "Compares two assessments: last year and this year, or the self-assessment and the result of the assessors. It shows the change of the index, the domains and the aspects, and what each change adds, which sums up exactly to the change of the index. What fell comes first.\n"
        "Indices of different instruments cannot be compared (A162, exit code 1); only the levels of indicators that correspond are shown side by side."
    ),
    "command.compare.examples": (
        "spbe compare answers-2023.xlsx answers-2024.xlsx | last year and this year\n"
        "spbe compare answers-2023.xlsx answers-2024.xlsx -o comparison.html | a report with drawings; .docx and .xlsx, too\n"
        "spbe compare self.xlsx final.xlsx --detail | self-assessment and result of the assessors\n"
        "spbe compare self.xlsx final.xlsx --rates-out rates.yaml | learn the chances of a downgrade for spbe risk"
    ),
    "argument.compare.first": "The first answer file: the older one, or the self-assessment (.xlsx)",
    "argument.compare.second": "The second answer file: the newer one, or the result of the assessors (.xlsx)",
    "metavar.sheet1": "FILE1",
    "metavar.sheet2": "FILE2",
    "option.detail.compare": "Show all that rose, and what stayed at every level",
    "option.rates_out": "Write the rates of downgrades by claimed level (.yaml), for spbe risk --rates",
    "refusal.rates_pair": "--rates-out: {file2} is no result of assessors for {file1}; use the self-assessment and the final result of one institution and year",
}
