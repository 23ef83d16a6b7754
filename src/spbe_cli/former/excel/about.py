"""The sheet `Tentang`: what the result was computed from, by what, and by which rules."""

from collections.abc import Iterator
from fractions import Fraction

from spbe_cli.former.excel.canvas import Canvas
from spbe_cli.reports.sources import Line, identity, sources
from spbe_cli.sheet.assess import Assessment


def write(page: Canvas, assessment: Assessment, command: Iterator[Line]) -> None:
    """Write the sheet; `command` is what gives the result again."""
    instrument = assessment.instrument
    assert instrument is not None  # noqa: S101  a sheet that could be read
    page.widths(32, 92)
    page.put(0, 0, page.label("about"), "title_line")
    lines = [
        *sources(assessment, instrument),
        *command,
        *((f"identity_{label.replace(' ', '_')}", text) for label, text in identity(assessment)),
        ("rule_rounding", page.label("rounding", tie=Fraction("2.975"), up=Fraction("2.98"))),
        ("rule_predicate", page.label(f"predicate_on_{instrument.predicate_on}")),
    ]
    for row, (name, text) in enumerate(lines, start=2):
        page.put(row, 0, page.label(name), "label")
        page.put(row, 1, text or page.label("not_filled_in"), "plain")
    page.paper(assessment.file)
