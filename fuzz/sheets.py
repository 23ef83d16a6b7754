"""Fuzz the reader of answer sheets: `make fuzz`, or this file with the options of libFuzzer.

The first byte of an input says where the rest goes: into one part of a small good workbook, so that
the fuzzer learns the XML that we read, or it is the whole file.  Whatever comes, the sheet is
assessed and told in both languages; an exception is a find.
"""

import sys
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZIP_STORED, ZipFile

import atheris
from xlsxwriter import Workbook

with atheris.instrument_imports(include=["spbe_cli"]):
    from spbe_cli.reports import json_text
    from spbe_cli.reports.score import ScoreReport
    from spbe_cli.sheet.assess import Status, assess
    from spbe_cli.words import Language, Words

ROWS: Final = (
    ("No", "Indikator", "Tingkat", "Bukti Dukung"),
    (13, "Keterpaduan Rencana dan Anggaran SPBE", 3, "rka.pdf"),
    (14, "Inovasi Proses Bisnis SPBE", "2 ", None),
)
IDENTITY: Final = (("Instansi", "Kota"), ("Tahun", 2024), ("Indikator", "13, 14"))
UNREAD: Final = ("docProps/", "xl/theme/")


def small_parts() -> dict[str, bytes]:
    """Return the parts of a small good workbook, but for those that nobody reads."""
    content = BytesIO()
    with Workbook(content) as book:
        for name, rows in (("Identitas", IDENTITY), ("Jawaban", ROWS)):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    with ZipFile(content) as archive:
        names = (name for name in archive.namelist() if not name.startswith(UNREAD))
        return {name: archive.read(name) for name in names}


PARTS: Final = small_parts()
SHEET: Final = Path(tempfile.mkdtemp(prefix="spbe-fuzz-")) / "jawaban.xlsx"


def workbook(data: bytes) -> bytes:
    """Return the file that an input stands for."""
    names = tuple(PARTS)
    if not data or data[0] >= len(names):
        return data[1:]
    return packed({**PARTS, names[data[0]]: data[1:]})


def packed(parts: dict[str, bytes]) -> bytes:
    """Pack parts into a workbook."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def try_one(data: bytes) -> None:
    """Assess the workbook that an input stands for, and tell what was found."""
    SHEET.write_bytes(workbook(data))
    assessment = assess(SHEET, SHEET.name)
    for language in Language:
        words = Words(language)
        for finding in assessment.findings:
            assert words.line(finding).isprintable()  # noqa: S101  what is fuzzed
        json_text(ScoreReport(assessment, words).data())
    assert assessment.findings or assessment.status is not Status.INVALID  # noqa: S101


def seed(folder: Path) -> None:
    """Write the inputs to begin with: every part of the workbook, and the whole of it."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, part in enumerate(PARTS.values()):
        (folder / f"part-{number}").write_bytes(bytes([number]) + part)
    (folder / "whole").write_bytes(b"\xff" + packed(PARTS))


if __name__ == "__main__":
    seed(Path(sys.argv[-1]))
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()
