"""Read the sheet Jawaban of many workbooks with openpyxl, and do nothing else."""

import sys
from pathlib import Path

from openpyxl import load_workbook

for path in sorted(Path(sys.argv[1]).iterdir()):
    book = load_workbook(path, read_only=True, data_only=True)
    for _ in book["Jawaban"].iter_rows(values_only=True):
        pass
    book.close()
