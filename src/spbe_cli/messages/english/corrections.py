"""Sentences that are told otherwise in a correction file, in English.

That file is a fresh one with the answers copied into it: rows of the file received are not
its rows, nothing in it is hidden, merged or out of order, and only the answers are unlocked.
"""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "A102": {
        "": (
            "indicator number {found} in row {row} of the file received is not in {instrument} ({range})",
            "copy the entries to the row of the indicator that is meant, if they are still needed",
        ),
    },
    "A103": {
        "": (
            "answered twice in the file received, with level {level1} and level {level2}",
            "enter one level, then check the evidence and explanation, which were joined",
        ),
        "many": (
            "answered {count} times in the file received, with levels {levels}",
            "enter one level, then check the evidence and explanation, which were joined",
        ),
    },
    "A108": {
        "": (
            "formula {found} was never calculated and has no value",
            "replace the formula with {choices}",
        ),
    },
    "A111": {
        "": (
            "there is no row for {count} indicators in the file received: {numbers}",
            "enter the answers in this file",
        ),
    },
    "A113": {
        "": (
            "row {row} of the file received has level {found} but no indicator number",
            "copy the entries to the row of the indicator that is meant",
        ),
    },
    "A114": {
        "": (
            "one level in merged cells covers indicators {numbers} in the file received",
            "enter the level of each indicator",
        ),
    },
    "A115": {
        "": (
            "this answer has number {number} but the name {found} (indicator {other})",
            "make sure which indicator is meant, then enter the level in its row",
        ),
    },
    "A116": {
        "": (
            "the indicator number in {cell} of the file received is {found}",
            "copy the entries to the row of the indicator that is meant",
        ),
        "date": (
            "Excel turned the indicator number in {cell} of the file received into the date {found}",
            "copy the entries to the row of the indicator that is meant",
        ),
    },
    "A117": {
        "": (
            "indicator {number} is answered {count} times, at most {maximum}, so this answer was not copied",
            "check which answers to keep",
        ),
        "gap": (
            "row {found} is filled in while row {missing} is not",
            "move the entries of row {found} to row {missing}",
        ),
    },
    "A127": {
        "": (
            "the choice at {cell} of the file received is {found}, not 1-6",
            "enter {choices}",
        ),
    },
    "A128": {
        "": (
            "the file received has no sheet {sheet}",
            "enter the level, evidence and explanation",
        ),
    },
    "A129": {
        "": (
            "the weight at {cell} of the file received is {found}, in the original file {expected}",
            "use this file",
        ),
        "indicator": (
            "the weight of sheet {sheet} in the file received is {found}, in the original file {expected}",
            "use this file",
        ),
    },
    "A201": {
        "column": (
            "{count} indicators above the lowest level have no evidence: {numbers}",
            "write the file names or links, or lower the levels",
        ),
    },
    "A204": {
        "": (
            "the rows of indicators {numbers} are hidden in the file received but are counted",
            "check their content",
        ),
        "columns": (
            "columns {headings} are hidden in the file received but are counted",
            "check their content in this file",
        ),
    },
    "A206": {
        "": (
            "year {year} lies outside the validity of {instrument} ({since}-{until})",
            "check the year in the sheet Identitas",
        ),
        "open": (
            "year {year} lies outside the validity of {instrument} (from {since})",
            "check the year in the sheet Identitas",
        ),
    },
    "A208": {
        "absent": (
            "the file received has no sheet Identitas",
            "fill in the sheet Identitas of this file",
        ),
    },
    "A212": {
        "": (
            "the file received has macros, which were neither run nor copied",
            "use this file",
        ),
    },
    "A215": {
        "": (
            "the levels of {count} indicators come from formulas and were copied as numbers: {numbers}",
            "check the numbers",
        ),
    },
    "A217": {
        "": (
            "the entry at {cell} of the file received lies outside the answer table and was not copied",
            "copy it to the row of its indicator if it matters",
        ),
    },
    "A218": {
        "": (
            "level {level} without explanation or evidence, perhaps never chosen",
            "check the level, or write an explanation",
        ),
    },
}
