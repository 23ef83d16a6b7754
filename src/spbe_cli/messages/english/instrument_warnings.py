"""I201-I206: warnings about instruments and other YAML files, in English."""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "I201": {
        "": ("the source of {parent} is secondary ({found})", "check it against the regulation"),
    },
    "I202": {
        "": ("{key} has double blanks", "tidy up the blanks"),
        "ends": ("{key} has blanks at its ends", "tidy up the blanks"),
        "invisible": ("{key} has invisible characters", "delete the characters"),
    },
    "I203": {
        "": (
            "indicator {number} ({name}) names no typical evidence",
            "add evidence: with the documents usually given",
        ),
        "level": (
            "indicator {number} ({name}) has no items of evidence at level {level}",
            "add them, or explain with missing",
        ),
    },
    "I204": {
        "": (
            "indicator {number} ({name}): the criteria of levels {level1} and {level2} are the same",
            "make them differ",
        ),
    },
    "I205": {
        "": (
            "indicator {number} ({name}): what sets its levels apart takes {count} characters, Excel shows {limit}",
            "shorten it",
        ),
    },
    "I206": {
        "": ("indicators without an owner ({count}): {numbers}", "add them to the assignment"),
    },
}
