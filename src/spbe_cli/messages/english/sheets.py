"""A120-A130: the table, the sheets and the instrument of an answer file, in English."""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "A120": {
        "": (
            "no answer table: no row has both a number heading (No, Nomor) and a level heading (Tingkat, Level, Nilai)",
            "use a file from spbe template",
        ),
        "near_miss": (
            "no answer table: sheet {sheet} has {headings}, but no level heading (Tingkat, Level, Nilai)",
            "write the heading Tingkat, or use a file from spbe template",
        ),
    },
    "A121": {
        "": (
            "{count} sheets may hold the answers: {sheets}",
            "name the right one Jawaban, or delete the others",
        ),
    },
    "A122": {
        "": (
            "there are {count} level columns in sheet {sheet}: {headings}",
            'change the heading of the one that is not meant, for example to "Tahun lalu"',
        ),
    },
    "A123": {"": ("the table in sheet {sheet} has only headings", "fill in the rows below")},
    "A124": {
        "": (
            "sheet {sheet} is hidden and therefore not read",
            "show the sheet (right-click a sheet name, Unhide), then save",
        ),
    },
    "A125": {
        "": (
            "instrument {found} in {cell} is unknown",
            "correct the cell, or name the instrument with -i (list: spbe instruments)",
        ),
        "suggestion": (
            "instrument {found} in {cell} is unknown",
            "write {suggestion} if that is meant, or name the instrument with -i (list: spbe instruments)",
        ),
    },
    "A126": {
        "": ("this is a report written by spbe, not an answer file", "use the answer file"),
        "origin": (
            "this is a report written by spbe, not an answer file",
            "use the answer file ({origin})",
        ),
    },
    "A127": {
        "": (
            "{i}the choice in {cell} is {found}, not 1-6",
            "open sheet Indikator {number} and choose again",
        ),
    },
    "A128": {"": ("sheet {sheet} is missing", "use the original file of the ministry")},
    "A129": {
        "": (
            "the weight in {cell} is {found}, in the original file {expected}",
            "use the original file of the ministry",
        ),
        "indicator": (
            "the weight of sheet {sheet} in {cell} is {found}, in the original file {expected}",
            "use the original file of the ministry",
        ),
    },
    "A130": {
        "": (
            "the indicators asked for in {cell} cannot be read: {found}",
            "write numbers and ranges, for example 13, 32-34, 40",
        ),
        "unknown": (
            "{cell} asks for indicators that are not in {instrument} ({range}): {numbers}",
            "correct the numbers",
        ),
    },
}
