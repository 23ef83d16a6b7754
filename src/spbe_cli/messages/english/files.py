"""A140-A149: the file as a whole, in English."""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "A140": {
        "": (
            "the file is empty (0 bytes), perhaps a broken download",
            "download it again or ask for it again",
        ),
    },
    "A141": {
        "": (
            "the file has a password",
            "open it in Excel, remove the password (File, Info, Protect Workbook), then save",
        ),
    },
    "A142": {
        "": (
            "old Excel files (.xls) cannot be read",
            "open it in Excel and save it as Excel Workbook (.xlsx)",
        ),
    },
    "A143": {
        "": (
            "this is a text (CSV) file named .xlsx",
            "open it in Excel and save it as Excel Workbook (.xlsx)",
        ),
        "csv": (
            "a CSV (text) file holds no answer sheet",
            "open it in Excel and save it as Excel Workbook (.xlsx)",
        ),
    },
    "A144": {
        "": (
            "the file is damaged or cut off ({detail})",
            "ask for it again, better by e-mail or from Drive as a document",
        ),
    },
    "A145": {
        "": (
            "this is a lock file of Excel (~$), not the answer file",
            "close Excel, then use {suggestion}",
        ),
    },
    "A146": {
        "": ("files of kind {kind} cannot be read", "send an Excel Workbook (.xlsx)"),
        "xlsb": (
            "binary Excel files (.xlsb) cannot be read",
            "open it in Excel, Save As type Excel Workbook (.xlsx)",
        ),
        "ods": (
            "files of LibreOffice ({kind}) cannot be read",
            "open it in LibreOffice, Save As type Excel 2007-365 (.xlsx)",
        ),
        "excel": (
            "{kind} files cannot be read, even though Excel opens them",
            "open it in Excel, Save As type Excel Workbook (.xlsx)",
        ),
        "gsheet": (
            "a .gsheet file is only a link to Google Sheets",
            "open the link, download it as Microsoft Excel (.xlsx), then send what was downloaded",
        ),
    },
    "A147": {
        "": (
            "the file is too large for an answer file ({found}, limit {limit})",
            "keep only the sheets Identitas and Jawaban, without pictures",
        ),
        "parts": (
            "the file has more than {limit} parts, too many for an answer file",
            "keep only the sheets Identitas and Jawaban, without pictures",
        ),
        "findings": (
            "{count} more findings of the same kinds are not shown; each code is shown {limit} times at most",
            "correct those shown, then check again",
        ),
        "rows": (
            "a sheet has more than {limit} rows, too many for an answer file",
            "copy the answers into a file from spbe template",
        ),
        "cells": (
            "a sheet has more than {limit} filled cells, too many for an answer file",
            "copy the answers into a file from spbe template",
        ),
    },
    "A148": {
        "": (
            "the file cannot be opened: {reason}",
            "close the program that uses it or check the rights",
        ),
    },
    "A149": {
        "": (
            "the file has an unsafe part ({detail}) and was not read",
            "ask for a new file from spbe template",
        ),
    },
}
