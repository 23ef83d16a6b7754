"""A219-A224: an earlier stage, and the files of evidence, in English."""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "A219": {
        "": (
            "{count} indicators without a level keep the level of {file}: {numbers}",
            "make sure that nothing has changed, and note it in the minutes",
        ),
    },
    "A220": {
        "": (
            "{count} files of evidence are not in the folder {folder}: {files}",
            "save them in that folder, or correct their names in Bukti Dukung",
        ),
    },
    "A221": {
        "": (
            "{count} files in the folder {folder} are not named in Bukti Dukung: {files}",
            "write their names at their indicators, or move the files away",
        ),
    },
    "A222": {
        "": (
            "{count} files of evidence are empty (0 bytes): {files}",
            "ask for them again",
        ),
    },
    "A223": {
        "": (
            "{count} files of evidence are named by several indicators: {files}",
            "make sure that they cover each of them",
        ),
    },
    "A224": {
        "": (
            "the names of {count} files of evidence do not begin with the number of their indicator: {files}",
            "change the names, for example to indikator13a-RKA.pdf",
        ),
    },
}
