"""A101-A119: the level and the number of an indicator, in English."""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "A101": {"": ("{i}the level is the text {found}", "enter {choices}")},
    "A102": {
        "": (
            "indicator number {found} is not in {instrument} ({range})",
            "correct the number or delete row {row}",
        ),
    },
    "A103": {
        "": (
            "indicator {number} ({name}) is answered twice, in row {row1} (level {level1}) and row {row2} (level {level2})",
            "delete one of the rows",
        ),
        "many": (
            "indicator {number} ({name}) is answered {count} times, in rows {rows}",
            "keep one row and delete the others",
        ),
    },
    "A104": {
        "stage": (
            "{count} [indicator has|indicators have] no level at this stage yet: {numbers}",
            "enter the levels, or use --previous where those of the earlier stage stay",
        ),
        "": ("{i}no level yet", "enter {choices}"),
        "evidence": ("{i}no level yet, though evidence is there", "enter {choices}"),
        "explanation": ("{i}no level yet, though an explanation is there", "enter {choices}"),
        "both": ("{i}no level yet, though evidence and explanation are there", "enter {choices}"),
    },
    "A105": {
        "": ("{i}level {found} is not on the scale {scale}", "enter {choices}"),
        "zero": (
            "{i}level {found} is not on the scale {scale}",
            "enter {choices} (if there is nothing at all yet, enter 1)",
        ),
    },
    "A106": {
        "": (
            "{i}level {found} is not a whole number",
            "enter {choices} (if not all criteria of level {above} are met, enter {below})",
        ),
    },
    "A107": {
        "": (
            "{i}Excel turned the level into the date {found}",
            "set the format of the cell to General, then enter {choices}",
        ),
        "time": (
            "{i}Excel turned the level into the time {found}",
            "set the format of the cell to General, then enter {choices}",
        ),
    },
    "A108": {
        "": (
            "{i}the formula {found} was never calculated and has no value",
            "open and save the file in Excel, or replace the formula with a number",
        ),
    },
    "A109": {
        "": (
            "{i}the level is {found}, Excel's sign for a formula without a result",
            "replace it with {choices}",
        ),
    },
    "A110": {"": ("{i}the level is {found}, not a number", "enter {choices}")},
    "A111": {
        "": (
            "indicators without a row ({count}): {numbers}",
            "add the rows or copy the answers into a file from spbe template",
        ),
    },
    "A112": {
        "": (
            "no level is filled in yet (indicators: {count}), perhaps this is the blank file",
            "send the file that was filled in",
        ),
        "evidence": (
            "no evidence and no explanation is filled in yet, perhaps this is the blank file",
            "send the file that was filled in",
        ),
    },
    "A113": {
        "": (
            "row {row} has level {found} but no indicator number",
            "write the number, or delete the row",
        ),
    },
    "A114": {
        "": (
            "cells {cell} are merged, so that one level covers indicators {numbers}",
            "unmerge the cells, then fill in each indicator",
        ),
    },
    "A115": {
        "": (
            "this row has number {number} but the name {found} (indicator {other})",
            "make number and name agree, or the level may go to another indicator",
        ),
    },
    "A116": {
        "": ("the indicator number in {cell} is {found}", "write the number, for example 13"),
        "date": (
            "the indicator number in {cell} was turned into the date {found} by Excel",
            "set the format of the cell to Text, then write the number, for example 13",
        ),
    },
    "A117": {
        "": (
            "indicator {number} is answered {count} times, at most {maximum} are allowed",
            "delete the rows beyond that",
        ),
        "gap": (
            "row {found} is there but row {missing} is not",
            "renumber the rows from {number}-1 without a gap",
        ),
    },
    "A118": {
        "": (
            "{i}score {found} has more decimals than allowed ({maximum})",
            "write at most {maximum} after the decimal mark",
        ),
    },
    "A119": {
        "": (
            "{i}the {source} value {found} is not within {minimum}-{maximum}",
            "enter the value published by {authority}",
        ),
        "unreadable": (
            "{i}the {source} value holds {found}, not a number within {minimum}-{maximum}",
            "enter the value published by {authority}",
        ),
    },
    "A131": {
        "": (
            "{i}level {found} does not match {source} {value}, which equals level {computed}",
            "delete one of them, or correct the wrong one",
        ),
    },
}
