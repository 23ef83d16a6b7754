"""The words of the draft for Word in English: an official memo, and minutes to sign."""

from collections.abc import Mapping
from typing import Final

LABELS: Final[Mapping[str, str]] = {
    "draft.blank": "........................",
    "draft.note": "Official memo",
    "draft.entry": "Entry",
    "draft.to": "To",
    "draft.from": "From",
    "draft.reference": "Reference",
    "draft.date": "Date",
    "draft.about": "Subject",
    "draft.aspect_index": "The index of this aspect is {index}.",
    "draft.strengths": "Strengths: {list}.",
    "draft.strong": "{name} (indicator {number}) at level {level}, with the evidence {evidence}",
    "draft.strong_bare": "{name} (indicator {number}) at level {level}, but its evidence was not named",
    "draft.between": "On target at level {level}: indicators {numbers}.",
    "draft.weaknesses": "Weaknesses: {list}",
    "draft.however": "There are still weaknesses, however: {list}",
    "draft.weak": "{name} (indicator {number}) is still at level {level}. Level {goal} demands: {criterion}.",
    "draft.weak_bare": "{name} (indicator {number}) is still at level {level}; its goal is level {goal}.",
    "draft.tasks": "Follow-up",
    "draft.owner": "Owner",
    "draft.deadline": "Deadline",
    "draft.minutes": "Draft of the minutes",
    "draft.stage": "assessment",
    "draft.minutes_text": "Today, {blank}, on {blank}, at {blank}, we who sign below discussed the {stage} of {owner}, {year}: {name} {index}, predicate {predicate}. The level of every indicator stands in this document.",
    "draft.minutes_end": "These minutes were drawn up truthfully, to be used as is proper.",
    "draft.assessor": "Assessor",
    "draft.institution": "Institution",
    "draft.person": "Name",
    "draft.number": "Staff number (NIP)",
    "draft.position": "Position",
    "draft.place": "Place, date",
    "draft.signature": "Signature",
}
