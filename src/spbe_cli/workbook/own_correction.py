"""Corrections as we wrote them: only these may be replaced or removed without being asked."""

from pathlib import Path
from typing import Final

from spbe_cli.words import Language, Words
from spbe_cli.xlsx.book import open_book
from spbe_cli.xlsx.correction_text import begins
from spbe_cli.xlsx.package import Refused, open_package
from spbe_cli.xlsx.reading import read_identity
from spbe_cli.xlsx.form import CREATED

PROPERTIES: Final = "docProps/core.xml"
UNTOUCHED: Final = f">{CREATED:%Y-%m-%dT%H:%M:%SZ}</dcterms:modified>".encode()
"""Every program that saves a workbook enters the day on which it does."""


def is_own_correction(path: Path) -> bool:
    """Tell whether a file is a correction as we wrote it, or the text that goes with one.

    Of a workbook Identitas says so.  One that somebody has saved since may hold answers.
    """
    try:
        if path.suffix == ".txt":
            return path.read_bytes().startswith(tuple(begins(Words(one)) for one in Language))
        package = open_package(path, str(path))
        number = read_identity(open_book(package)).cells.get("perbaikan")
        saved = b"".join(package.chunks(PROPERTIES)) if package.has(PROPERTIES) else b""
    except (Refused, OSError):
        return False
    return number is not None and not number.blank and UNTOUCHED in saved
