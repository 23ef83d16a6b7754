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
    "A104": {
        "stage": (
            "{count} [indicator has|indicators have] no level at this stage yet: {numbers}",
            "enter the levels",
        ),
    },
    "A107": {
        "": (
            "Excel turned the level into the date {found}",
            "clear the cell, then enter {choices}{list}",
        ),
        "time": (
            "Excel turned the level into the time {found}",
            "clear the cell, then enter {choices}{list}",
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
            "there is no row for {count} [indicator|indicators] in the file received: {numbers}",
            "enter the answers in this file",
        ),
    },
    "A112": {
        "": (
            "no level is filled in ({count} [indicator|indicators])",
            "fill them in in this file, or send the file that you filled in",
        ),
        "evidence": (
            "no evidence or explanation is filled in",
            "fill them in in this file, or send the file that you filled in",
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
    "A120": {
        "": (
            "no answer table: no row has both a number heading (No, Nomor) and a level heading (Tingkat, Level, Nilai)",
            "copy your answers into the answer file that we sent, then send that file",
        ),
        "near_miss": (
            "no answer table: sheet {sheet} has {headings}, but no level heading (Tingkat, Level, Nilai)",
            "write the heading Tingkat, or copy your answers into the answer file that we sent",
        ),
    },
    "A125": {
        "": (
            "instrument {found} at {cell} of sheet Identitas is not known",
            "put back what stood in that cell, or copy your answers into the answer file that we sent",
        ),
        "suggestion": (
            "instrument {found} at {cell} of sheet Identitas is not known",
            "write {suggestion} in that cell if that is meant, or copy your answers into the answer file that we sent",
        ),
    },
    "A126": {
        "": (
            "this is a report of results, not an answer file",
            "send the answer file that you filled in",
        ),
        "origin": (
            "this is a report of results, not an answer file",
            "send the answer file that you filled in ({origin})",
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
    "A140": {
        "": (
            "the file is empty (0 bytes), perhaps the transfer broke off",
            "send it again, preferably by e-mail or Drive",
        ),
    },
    "A144": {
        "": (
            "the file is damaged or cut off ({detail})",
            "send it again, preferably by e-mail or Drive; if it cannot be opened on your computer either, copy your answers into the answer file that we sent",
        ),
    },
    "A145": {
        "": (
            "this is a lock file of Excel (~$), not an answer file",
            "close Excel, then send {suggestion}",
        ),
    },
    "A147": {
        "findings": (
            "{count} more findings of the same kinds are not shown; each code is shown {limit} times at most",
            "correct those shown, then check again",
        ),
        "rows": (
            "the sheet has more than {limit} rows, too many for an answer file",
            "copy your answers into the answer file that we sent",
        ),
        "cells": (
            "the sheet has more than {limit} filled cells, too many for an answer file",
            "copy your answers into the answer file that we sent",
        ),
    },
    "A149": {
        "": (
            "the file has an unsafe part ({detail}) and was not read",
            "copy your answers into the answer file that we sent with Paste Values, then send that file",
        ),
    },
    "A201": {
        "column": (
            "{count} [indicator|indicators] above the lowest level [has|have] no evidence: {numbers}",
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
            "the [level|levels] of {count} [indicator|indicators] [comes from a formula and was copied as a number|come from formulas and were copied as numbers]: {numbers}",
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
    "A220": {
        "": (
            "{count} files of evidence named here have not reached us: {files}",
            "send them with this file, or correct their names",
        ),
    },
    "A222": {
        "": (
            "{count} files of evidence reached us empty (0 bytes): {files}",
            "send them again",
        ),
    },
}
