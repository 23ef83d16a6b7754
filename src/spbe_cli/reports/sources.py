"""What a result was computed from: its files with their fingerprints."""

from collections.abc import Iterator
from pathlib import PureWindowsPath
from typing import Final

from spbe_cli import __version__
from spbe_cli.instrument import Instrument
from spbe_cli.sheet.assess import Assessment

IDENTITY: Final = ("instansi", "perangkat daerah", "tahun", "tahap", "pengisi", "tanggal")
"""What is shown of the sheet Identitas: not the respondent's telephone number."""

Line = tuple[str, str | None]
"""The name of a label, and the text beside it."""


def file_name(path: str) -> str:
    r"""Return the last part of a path of any system.

    >>> file_name("masuk\\a.xlsx"), file_name("/home/b.xlsx")
    ('a.xlsx', 'b.xlsx')
    """
    return PureWindowsPath(path).name or path


def sources(assessment: Assessment, instrument: Instrument) -> Iterator[Line]:
    """Yield tool, instrument and answer file, with their fingerprints."""
    yield "version", f"spbe {__version__}"
    yield "instrument", f"{instrument.title} ({instrument.id})"
    yield "regulation", instrument.regulation
    if instrument.secondary:
        yield "secondary", instrument.secondary
    yield "instrument_sha256", instrument.sha256
    yield "file", file_name(assessment.file)
    yield "file_sha256", assessment.sha256


def identity(assessment: Assessment) -> Iterator[Line]:
    """Yield what the sheet says of itself."""
    return ((label, assessment.identity.get(label)) for label in IDENTITY)
