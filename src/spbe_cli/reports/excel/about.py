"""The sheet `Tentang`: what the result was computed from, by what, and by which rules."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from spbe_cli import __version__
from spbe_cli.assessment import Assessment
from spbe_cli.instrument import Instrument
from spbe_cli.reports.excel.canvas import Canvas, file_name

IDENTITY: Final = ("instansi", "perangkat daerah", "tahun", "tahap", "pengisi", "tanggal")
"""What is shown of the sheet Identitas: not the respondent's telephone number."""

Line = tuple[str, str | None]
"""The name of a label, and the text beside it."""


def write(page: Canvas, assessment: Assessment) -> None:
    """Write the sheet."""
    instrument = assessment.instrument
    assert instrument is not None  # noqa: S101  a sheet that could be read
    page.widths(32, 92)
    page.put(0, 0, page.label("about"), "title_line")
    lines = [
        *sources(assessment, instrument),
        *((f"identity_{label.replace(' ', '_')}", text) for label, text in identity(assessment)),
        ("rule_rounding", page.label("rounding", tie=Fraction("2.975"), up=Fraction("2.98"))),
        ("rule_predicate", page.label(f"predicate_on_{instrument.predicate_on}")),
    ]
    for row, (name, text) in enumerate(lines, start=2):
        page.put(row, 0, page.label(name), "label")
        page.put(row, 1, text or page.label("not_filled_in"), "plain")
    page.paper(assessment.file)


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
    yield "command", command(assessment, instrument)


def identity(assessment: Assessment) -> Iterator[Line]:
    """Yield what the sheet says of itself."""
    return ((label, assessment.identity.get(label)) for label in IDENTITY)


def command(assessment: Assessment, instrument: Instrument) -> str:
    """Return the command that gives this result again."""
    name = file_name(assessment.file)
    words = ["spbe score", f'"{name}"' if " " in name else name, f"-i {instrument.id}"]
    if assessment.sheet is not None and assessment.sheet.assumed:
        zero = instrument.lowest > 0 and not any(assessment.sheet.assumed.values())
        words.append("--missing zero" if zero else "--missing lowest")
    return " ".join(words)
