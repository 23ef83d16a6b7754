"""The words of the message that goes back to a respondent, in English."""

from collections.abc import Mapping
from typing import Final

LABELS: Final[Mapping[str, str]] = {
    "correction.title": "*Corrections to the {subject} answers*",
    "correction.title_of": "*Corrections to the {subject} answers: {owner}*",
    "correction.greeting": "Dear Sir or Madam, thank you for your answers. {state}",
    "correction.both": "Still to be corrected: {errors}; to be checked: {warnings}.",
    "correction.errors": "Still to be corrected: {errors}.",
    "correction.warnings": "Still to be checked: {warnings}.",
    "correction.unreadable": "We could not read the file {file} yet:",
    "correction.to_check": "To be checked:",
    "correction.cell": "Cell *{cell}*",
    "correction.cells": "Cell *{cell}* and {count} more",
    "correction.identity": "sheet Identitas",
    "correction.indicator": "indicator {number} ({name})",
    "correction.indicators": "indicators {numbers}",
    "correction.written": "Found: {found}",
    "correction.correct": "Please correct the file {file} (orange cells) and send it back{until}.",
    "correction.correct_both": "Please correct the file {file} (orange cells must be corrected, amber cells checked) and send it back{until}.",
    "correction.check": "Please check the file {file} (amber cells) and send it back{until}.",
    "correction.send": "Please correct it and send it back{until}.",
    "correction.until": " no later than *{due}*",
    "correction.list": " from the list in the cell",
    "correction.rest": "The other answers need no change.",
}
