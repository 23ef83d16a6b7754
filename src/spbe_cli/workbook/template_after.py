"""Writes an answer file that shows an earlier one beside empty levels.

Nothing looks assessed that was not: a level of before stands in a column of its own, grey
and locked.  None of the headings here may be one that the reader knows.
"""

from collections.abc import Mapping
from typing import Final

from spbe_cli.instrument import Instrument
from spbe_cli.xlsx.form import answer_workbook
from spbe_cli.xlsx.form_sides import STAGES, is_year
from spbe_cli.xlsx.form_layout import ExtraColumn, Prefill, TemplateRequest

LEVEL_WIDTH: Final = 12
EVIDENCE_WIDTH: Final = 34
EXPLANATION_WIDTH: Final = 46
LAST_YEAR: Final = "Tahun lalu"
BEFORE: Final = "Isian sebelumnya"
EARLIER_STAGE: Final = "Tahap sebelumnya"
JUSTIFICATION: Final = "Justifikasi"


def next_year_workbook(
    instrument: Instrument,
    request: TemplateRequest,
    earlier: Mapping[str, Prefill],
    year: str | None,
) -> bytes:
    """Return a blank answer file with the level, evidence and explanation of a year before."""
    when = f" ({year})" if year and is_year(year) else ""
    title = LAST_YEAR if follows(request.year, year) else BEFORE
    columns = (
        ExtraColumn(f"{title}{when}", LEVEL_WIDTH, levels(earlier)),
        ExtraColumn(
            f"Bukti {title.lower()}{when}",
            EVIDENCE_WIDTH,
            {number: one.evidence for number, one in earlier.items()},
        ),
        ExtraColumn(
            f"Penjelasan {title.lower()}{when}",
            EXPLANATION_WIDTH,
            {number: one.explanation for number, one in earlier.items()},
        ),
    )
    return answer_workbook(instrument, request, {}, columns)


def follows(year: str | None, before: str | None) -> bool:
    """Tell whether a year is the one after another."""
    known = year and before and is_year(year) and is_year(before)
    return bool(known) and int(year or 0) == int(before or 0) + 1


def assessors_workbook(
    instrument: Instrument,
    request: TemplateRequest,
    earlier: Mapping[str, Prefill],
    stage: str | None,
) -> bytes:
    """Return the working sheet of an assessor: the evidence as it was, the levels of before locked.

    `stage` is the one before; the assessor enters a level and a Justifikasi.
    """
    asked = {n: Prefill(None, one.evidence, one.explanation) for n, one in earlier.items()}
    columns = (
        ExtraColumn(stage if stage in STAGES else EARLIER_STAGE, LEVEL_WIDTH, levels(earlier)),
        ExtraColumn(JUSTIFICATION, EXPLANATION_WIDTH, open=True),
    )
    return answer_workbook(instrument, request, asked, columns)


def levels(earlier: Mapping[str, Prefill]) -> dict[str, object]:
    """Return the levels of before."""
    return {number: one.level for number, one in earlier.items() if one.level is not None}
