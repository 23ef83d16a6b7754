"""The words of the HTML report in English; what it shares with the Excel report stands there."""

from collections.abc import Mapping
from typing import Final

LABELS: Final[Mapping[str, str]] = {
    "html.target": "Target {bound}",
    "html.no_index": "No index is computed while there are errors.",
    "html.scale": "The index on the scale of predicates",
    "html.radar": "Radar of the index by aspect",
    "html.radar_ends": "Centre {lowest}, rim {highest}.",
    "html.bound": "Target {bound} (bound of {predicate})",
    "html.legend": "Solid line: index of the aspect.",
    "html.radar_former": "{name}: {values}.",
    "html.legend_former": "Thick line: index of the aspect {after}. Thin line: {before}.",
    "html.legend_bound": "Dashed line: {bound}.",
    "html.below": "below {bound}",
    "html.bar": "Bar, {lowest}-{highest}",
    "html.remark": "Remark",
    "html.strengths_and_weaknesses": "Strengths and weaknesses",
    "html.split": "Strengths: level {strong} and above. Weaknesses: below level {weak}.",
    "html.strong": "strength",
    "html.weak": "weakness",
    "html.carried": "earlier stage",
    "html.assumed": "assumed",
    "html.goal": "Goal",
    "html.demanded": "Criterion to be met",
    "html.gain": "Gain",
    "html.goal_note": "The lowest levels come first. Criteria are cumulative: those of the levels below the goal must be met too. Gain: the rise of the index when the goal is reached.",
    "html.tasks_note": "Goal: level {goal}, or the next level where level {goal} is reached; level {highest} is to be kept. Gain: the rise of the index when the goal is reached.",
    "html.on_target": "On target at level {level}, not a strength yet: indicators {numbers}.",
    "html.indicators": "Levels of the indicators",
    "html.severity": "Severity",
    "html.place": "Place",
    "html.remedy": "Remedy",
    "html.subject": "Subject",
    "html.content": "Content",
    "html.not_official": "This report was computed by spbe. It is no official report of the ministry (Kementerian PANRB).",
}
