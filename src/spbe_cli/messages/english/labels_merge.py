"""Labels of assignments and of `spbe merge`, in English."""

from collections.abc import Mapping
from typing import Final

LABELS: Final[Mapping[str, str]] = {
    "agency": "Agency",
    "total": "Total",
    "assigned.indicators": "Indicators",
    "assigned.file": "File",
    "assigned.all": "all indicators are assigned",
    "assigned.without": "{count} [indicator is|indicators are] not assigned",
    "written_folder": "Written: {count} [file|files] in folder {folder}",
    "option.from": "An earlier answer file: its levels, evidence and explanations stand in grey at the right, Tingkat is empty; with --stage, in the same year, it becomes the sheet of an assessor",
    "option.assign": "Assignment (.yaml or .xlsx): which agency answers which indicators",
    "refusal.assign_folder": "{file} is no folder; with --assign, -o names the folder for all files",
    "refusal.not_together": "{option} cannot go with {other}; drop one of them",
    "refusal.output_no_folder_file": "{folder} is a file, not a folder; choose another name",
    "merge.asked": "Asked",
    "merge.answered": "Answered",
    "merge.missing": "Missing",
    "merge.not_sent": "(nothing sent yet)",
    "merge.left_out": "(its file still has errors)",
    "merge.others": "{count} other [agency|agencies]",
    "merge.all": "{count} [agency|agencies]",
    "merge.title": "Merge of answer files",
    "merge.decided_owner": "Decided by owner:",
    "merge.decided_lowest": "Decided by the lowest level:",
    "merge.decided_highest": "Decided by the highest level:",
    "merge.decision": "{number} {name}: {followed}, not {others}",
    "merge.reports": "{count} [file|files] made by spbe [was|were] passed over: {files}",
    "merge.undecided": "Not written: {count} [difference|differences] of level must be decided first.",
    "merge.faulty": "Not written: {count} [error|errors] must be corrected first.",
    "merge.written": "Written: {file}, {answered} of {total} indicators, from {files} [file|files].",
    "merge.gaps": "Missing: {missing}. The index is computed when all are filled in.",
    "merge.complete": "All indicators are filled in; compute the index with spbe score.",
    "command.merge": "Join the files of the agencies into one of the institution",
    "command.merge.text": "Joins the answer files of the agencies into one answer file of the institution. Equal levels are joined; different ones are told with both cells, and must be agreed on or decided with --on-conflict. Indicators without an answer are only warned of. If there are errors, nothing is written.",
    "command.merge.examples": (
        "spbe merge inbox -o city-2025.xlsx | all files in the folder inbox\n"
        "spbe merge inbox --assign assignment.yaml -o city-2025.xlsx | who has not answered what\n"
        "spbe merge *.xlsx --on-conflict lowest -o city-2025.xlsx | differences: the lowest level"
    ),
    "metavar.sheets": "FILE",
    "argument.merge.paths": "Answer files, folders, or patterns such as inbox/*.xlsx",
    "option.output.merge": "The merged file to write (.xlsx; required)",
    "option.detail.merge": "Show the agencies that are complete, too",
    "option.on_conflict": "Different levels: follow the owner, the lowest, or the highest",
    "option.skip_invalid": "Leave out files that still have errors",
    "refusal.merge_output": "The merged file is not named; write it with -o, e.g. -o city-2025.xlsx",
    "refusal.merge_owner": "--on-conflict owner needs an assignment; add --assign assignment.yaml",
    "option.previous": "File of the earlier stage: its levels hold where this file is blank",
    "option.evidence": "Folder of evidence: check that the files named in Bukti Dukung are there",
    "refusal.no_folder": "There is no folder {folder}; check the name",
    "refusal.from_year": "{file} is of {before}, after --year {year}; name a later year",
    "refusal.from_instrument": "{file} uses another instrument than {instrument}; drop -i, or use a file of that instrument",
}
