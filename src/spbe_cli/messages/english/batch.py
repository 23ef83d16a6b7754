"""B101-B210: many sheets at once, in batch and merge, in English."""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "B101": {
        "": (
            "{i}{agency1} gives level {level1}, {agency2} level {level2} ({place})",
            "agree on one level and change a file, or use --on-conflict lowest",
        ),
        "owner": (
            "{i}{agency1} gives level {level1}, {agency2} level {level2} ({place})",
            "agree on one level and change a file, or use --on-conflict owner (owner: {owner})",
        ),
    },
    "B102": {
        "": (
            "{agency} sent {count} files that differ ({files})",
            "keep the last, or use --latest",
        ),
        "undated": (
            "{agency} sent {count} files that differ ({files}), and Tanggal does not tell which is the last",
            "keep the last, or enter Tanggal in the sheet Identitas",
        ),
    },
    "B103": {
        "": ("{file} uses {instrument2}, the others {instrument1}", "keep them apart"),
    },
    "B104": {
        "": (
            "{label} is {found} in {file}, {other} in the others",
            "make them agree in the sheet Identitas, or leave the file out",
        ),
    },
    "B105": {
        "": (
            "{file} still has {count} [error|errors]",
            "correct them (spbe score {typed}), or leave it out with --skip-invalid",
        ),
        "later": (
            "{file} still has {count} [error|errors], and {file2} of the same sender is later",
            "use --latest, or move the older file to another folder",
        ),
    },
    "B106": {
        "": ("there is no .xlsx file in {folder}", "check the name of the folder"),
        "unfit": (
            "there are no answers to merge",
            "correct the files that were left out, then merge again",
        ),
        "reports": (
            "there are only reports of spbe in {folder}, and no answer sheets",
            "choose the folder with the answer sheets",
        ),
    },
    "B107": {"": ("{file} is an input too", "choose another output")},
    "B108": {
        "": (
            "stopped after {count} of {total} [file|files], so that the result is incomplete",
            "run it again",
        ),
    },
    "B109": {
        "": (
            "the check of this file broke off because of a fault of the program ({detail})",
            "report it to the maintainers of spbe, with the file",
        ),
        "died": (
            "the check of this file broke off because its process died (a fault of the program)",
            "report it to the maintainers of spbe, with the file",
        ),
    },
    "B201": {
        "": (
            "{count} [indicator has|indicators have] no answer yet: {numbers}",
            "ask the agencies",
        ),
        "agency": (
            "{count} [indicator has|indicators have] no answer yet: {numbers} ({agency})",
            "ask the agencies",
        ),
    },
    "B202": {
        "": (
            "{agency} sent {count} files, {file} ({date}) is used",
            "delete the older ones to be clear",
        ),
        "round": (
            "{agency} sent {count} files, {file} (correction {number}) is used",
            "delete the older ones to be clear",
        ),
        "sound": (
            "{agency} sent {count} files, {file} (the only one with nothing to correct) is used",
            "delete the older ones to be clear",
        ),
    },
    "B203": {
        "": (
            "{count} [file was|files were] skipped, not .xlsx: {files}",
            "ask for an .xlsx if one of them holds answers",
        ),
        "odd": (
            "{count} links, linked folders or special files were passed over: {files}",
            "copy the file itself into this folder if it holds answers",
        ),
    },
    "B204": {
        "": ("{file1} and {file2} are the same, counted once", "delete one of them to be clear"),
    },
    "B205": {
        "": (
            "{count} [agency has|agencies have] not sent anything: {agencies}",
            "remind them to send soon",
        ),
        "due": (
            "{count} [agency has|agencies have] not sent anything: {agencies}",
            "remind them before {until}",
        ),
    },
    "B206": {
        "": ("{i}answered by {agency1}, owner is {agency2}", "make sure this was agreed"),
    },
    "B207": {
        "owner": (
            "{count} [difference|differences] of level [was|were] decided by owner: {detail}",
            "note it in the minutes",
        ),
        "lowest": (
            "{count} [difference|differences] of level [was|were] decided by the lowest level: {detail}",
            "note it in the minutes",
        ),
        "highest": (
            "{count} [difference|differences] of level [was|were] decided by the highest level: {detail}",
            "note it in the minutes",
        ),
    },
    "B208": {
        "": (
            "agency {found} is not in the assignment",
            "correct its name in the sheet Identitas, or add it to the assignment",
        ),
        "suggestion": (
            "agency {found} is not in the assignment",
            "make it the same as {suggestion} if that is meant (in the sheet Identitas or in the assignment), or add it to the assignment",
        ),
    },
    "B209": {
        "": (
            "{file} is left out because it still has {count} [error|errors]",
            "correct it (spbe score {typed}), then merge again",
        ),
    },
    "B210": {
        "": (
            "{i}the joined explanation is longer than one cell can hold and was cut",
            "shorten the explanation in the files it comes from",
        ),
        "evidence": (
            "{i}the joined evidence is longer than one cell can hold and was cut",
            "shorten the evidence in the files it comes from",
        ),
    },
}
