"""A201-A218: what deserves a second look in an answer file, in English."""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "A201": {
        "": (
            "{i}level {level} has no evidence",
            "write the file name or the link, or lower the level",
        ),
        "error": (
            "{i}level {level} has no evidence: the cell shows {found}, Excel's sign for a formula without a result",
            "write the file name or the link, or lower the level",
        ),
        "formula": (
            "{i}level {level} has no evidence: the formula {found} was never calculated",
            "open and save the file in Excel, or write the file name or the link",
        ),
        "column": (
            "the table has no column Bukti Dukung for levels above the lowest ({count}): {numbers}",
            "add the column, then write the file names or links",
        ),
    },
    "A202": {
        "": ("{i}the evidence only says {found}", "write the file name or the link"),
    },
    "A203": {
        "": (
            "indicators without an explanation ({count}): {numbers}",
            "write the facts, then the analysis, as the application of the ministry asks for it",
        ),
    },
    "A204": {
        "": (
            "hidden rows are counted all the same: {rows}",
            "show and check them, or delete them",
        ),
        "columns": (
            "hidden columns are counted all the same: {headings}",
            "show and check them, or delete them",
        ),
    },
    "A205": {
        "": (
            "the exact index {exact} is {predicate1}, while the rounded {rounded} looks like {predicate2}",
            "report {predicate1} together with the exact value, as no written rule exists",
        ),
    },
    "A206": {
        "": (
            "year {year} lies outside the validity of {instrument} ({since}-{until})",
            "check the year in Identitas, or use -i {replacement}",
        ),
        "alone": (
            "year {year} lies outside the validity of {instrument} ({since}-{until})",
            "check the year in Identitas",
        ),
        "open": (
            "year {year} lies outside the validity of {instrument} (from {since})",
            "check the year in Identitas, or use -i {replacement}",
        ),
        "open_alone": (
            "year {year} lies outside the validity of {instrument} (from {since})",
            "check the year in Identitas",
        ),
    },
    "A207": {
        "": (
            "scored with {instrument1} because of -i, though Identitas names {instrument2}",
            "drop -i unless it is meant",
        ),
        "form": (
            "scored with {instrument1} because of -i, though this is the file of the ministry for {instrument2}",
            "drop -i unless it is meant",
        ),
    },
    "A208": {
        "": (
            "the sheet Identitas is incomplete: {labels}",
            "fill it in so that the file can be told apart when merging",
        ),
        "absent": (
            "there is no sheet Identitas",
            "copy the answers into a file from spbe template, to tell it apart when merging",
        ),
    },
    "A209": {
        "": (
            "the name of indicator {number} in the file, {found}, differs from {instrument} ({name})",
            "make sure the number is right, as it is what counts",
        ),
    },
    "A210": {
        "": (
            "indicators answered though not asked for ({count}): {numbers}",
            "make sure this is meant, as they are read all the same",
        ),
    },
    "A211": {
        "": (
            "the same evidence, {found}, is given for {count} indicators: {numbers}",
            "make sure it covers each of them",
        ),
    },
    "A212": {
        "": ("the file has macros, which are neither run nor copied", "send it as .xlsx"),
    },
    "A213": {
        "": (
            "{instrument} was compiled from secondary sources",
            "check it against the regulation before using the figure officially",
        ),
    },
    "A214": {
        "": (
            "all {count} indicators are at level {level}",
            "make sure they were not filled in at one go",
        ),
    },
    "A215": {
        "": (
            "indicators whose level comes from a formula ({count}): {numbers}",
            "make sure it was recalculated, as the last value is read",
        ),
    },
    "A216": {
        "": (
            "indicators without a level, counted as level {value} ({count}): {numbers}",
            "fill in their levels to get the true index",
        ),
    },
    "A217": {
        "": (
            "the entry in {cell} lies outside the answer table and is not read",
            "move it to the row of its indicator if it matters",
        ),
    },
    "A218": {
        "": (
            "{i}level {level} without explanation or evidence, perhaps never chosen",
            "open sheet Indikator {number}, then choose the level or write an explanation",
        ),
    },
}
