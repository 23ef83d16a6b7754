"""A219-A224: an earlier stage, and the files of evidence, in English."""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "A219": {
        "": (
            "{count} [indicator|indicators] without a level [keeps|keep] the level of {file}: {numbers}",
            "make sure that nothing has changed, and note it in the minutes",
        ),
    },
    "A220": {
        "": (
            "{count} [file|files] of evidence [is|are] not in the folder {folder}: {files}",
            "save them in that folder, or correct their names in Bukti Dukung",
        ),
    },
    "A221": {
        "": (
            "{count} [file|files] in the folder {folder} [is|are] not named in Bukti Dukung: {files}",
            "write their names at their indicators, or move the files away",
        ),
    },
    "A222": {
        "": (
            "{count} [file|files] of evidence [is|are] empty (0 bytes): {files}",
            "ask for them again",
        ),
    },
    "A223": {
        "": (
            "{count} [file|files] of evidence [is|are] named by several indicators: {files}",
            "make sure that they cover each of them",
        ),
    },
    "A224": {
        "": (
            "the [name|names] of {count} [file|files] of evidence [does|do] not begin with the number of [its|their] indicator: {files}",
            "change the names, for example to indikator13a-RKA.pdf",
        ),
    },
}
