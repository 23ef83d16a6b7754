"""The help of `spbe` in English.

Lists have one `what | explanation` per line.
"""

from collections.abc import Mapping
from typing import Final

LABELS: Final[Mapping[str, str]] = {
    "help.usage": "Usage: spbe COMMAND [OPTIONS]",
    "help.usage_of": "Usage: {command} [OPTIONS]",
    "help.about": "Checks answer files in Excel and computes the SPBE index\n(PermenPANRB 59/2020, 47 indicators).",
    "help.arguments": "Arguments",
    "help.options": "Options",
    "help.options.rows": (
        "-i, --instrument ID | Another instrument (see: spbe instruments)\n"
        "-f, --format FORMAT | table, json, csv, markdown\n"
        "-o, --output FILE | Write to a file, the kind by its ending (.xlsx)\n"
        "    --lang id|en | Language\n"
        "    --no-color | Without colours\n"
        "    --version  --help | Version; help (also of each command)"
    ),
    "help.every_command.rows": (
        "    --lang id|en | Language (default: SPBE_LANG, then id)\n"
        "    --no-color | Without colours (also with NO_COLOR)\n"
        "    --help | This help"
    ),
    "help.start": "Start here",
    "help.start.rows": (
        "spbe template -o answers.xlsx | fill it in in Excel, then\n"
        "spbe score answers.xlsx | see its errors or its index\n"
        "spbe score answers.xlsx -o result.xlsx | a report for the management"
    ),
    "help.examples": "Examples",
    "help.exit_codes": "Exit codes: 0 done, 1 the content of a file needs correcting, 2 the command or the place to write to needs correcting, 130 stopped (Ctrl-C)",
    "group.collect": "Collect answers",
    "group.weigh": "Weigh the result",
    "group.reference": "Reference",
    "group.maintain": "For maintainers of instruments",
    "command.template": "Write a blank answer file, whole or for one agency",
    "command.template.text": "Writes a blank answer file for an instrument. Without --only it has all indicators; with --only just those asked of one agency; with --assign it is one file for each agency. What is given here is printed into the file and need not be filled in.",
    "command.template.examples": (
        "spbe template -o answers.xlsx | all indicators\n"
        'spbe template --opd Bappeda --only 13,32-33,40 --due "13 June 2025" | a part, for one agency\n'
        "spbe template --assign assignment.yaml -o sheets | the files of all agencies, in the folder sheets\n"
        "spbe template --from answers-2024.xlsx --year 2025 -o answers-2025.xlsx | next year, with last year's answers beside it\n"
        'spbe template --from self.xlsx --stage "Penilaian Dokumen" -o document.xlsx | the sheet of an assessor'
    ),
    "command.score": "Check one answer file and compute its index",
    "command.score.text": "Checks one answer file and computes the index of aspects, domains and SPBE with its predicate. All errors are told at once, each with its cell; no index is computed while there are errors.",
    "command.score.examples": (
        "spbe score answers.xlsx | see its errors or its index\n"
        "spbe score answers.xlsx -o result.xlsx | a report for the management\n"
        "spbe score answers.xlsx --missing lowest | gaps are counted as the lowest level"
    ),
    "metavar.sheet": "SHEET",
    "metavar.file": "FILE",
    "metavar.instrument": "ID|FILE.yaml",
    "metavar.institution": "NAME",
    "metavar.opd": "NAME",
    "metavar.year": "YEAR",
    "metavar.stage": "STAGE",
    "metavar.due": "DATE",
    "metavar.contact": "TEXT",
    "metavar.only": "NUMBERS",
    "argument.sheet": "The answer file, filled in (.xlsx)",
    "option.instrument": "Instrument: its id (see: spbe instruments) or a YAML file",
    "option.format": "Form of the result on screen (default: table)",
    "option.output": "Write to a file, too; its kind by the ending (.html, .docx, .xlsx, .md, .json, .csv); may be repeated",
    "option.output_sheet": "The file to write (.xlsx; default: jawaban.xlsx); with --assign: the folder (default: lembar)",
    "option.force": "Replace a file that exists",
    "option.strict": "Count warnings as errors: exit code 1",
    "option.missing": "Count gaps as the lowest level (lowest) or as zero (zero)",
    "option.detail": "Show every indicator, too",
    "option.institution": 'Name of the institution, such as "Pemerintah Kota Bandar Lampung"',
    "option.opd": "Name of the agency that fills it in",
    "refusal.year_far": "--year {year} is no year of an assessment; write it with four digits, from {first} to {last}",
    "template.edition": "{instrument} is the instrument for {years}. Instruments after it: {later}; choose one with --year or -i.",
    "option.year": "Year of the assessment, such as 2025; without -i, the instrument is that of this year",
    "option.stage": 'Stage, such as "Penilaian Mandiri" or "Hasil Evaluasi"',
    "option.due": 'When to send it back, such as "13 June 2025"',
    "option.contact": "Whom to ask, such as a name and number",
    "option.only": "Only these indicators, such as 13,14,32-41",
}
