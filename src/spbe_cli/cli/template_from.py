"""`spbe template --from`: an answer sheet that shows an earlier one beside empty levels."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from spbe_cli.cli.output import Session, write
from spbe_cli.cli.output_findings import finding_lines
from spbe_cli.cli.template_made import Made
from spbe_cli.errors import CONTENT, UsageError
from spbe_cli.exact import whole_of

if TYPE_CHECKING:
    from spbe_cli.answers import RawSheet
    from spbe_cli.instrument import Instrument
    from spbe_cli.sheet.assess import Assessment
    from spbe_cli.xlsx.form import Prefill, TemplateRequest


def sheet_after(
    earlier: Path, instrument: "Instrument | None", request: "TemplateRequest", session: Session
) -> Made:
    """Make the sheet that comes after an earlier one, of the next year or the next stage."""
    from spbe_cli.xlsx.form import assessors_workbook, next_year_workbook

    found, used, raw = sound_earlier(earlier, instrument, session)
    said = found.identity
    refuse_earlier_year(request.year, said.get("tahun"), earlier)
    assessor = is_next_stage(request, said.get("tahun"))
    asked, entries = entries_of(used, raw)
    full = completed(request, found, assessor=assessor, only=asked)
    if assessor:
        content = assessors_workbook(used, full, entries, said.get("tahap"))
    else:
        content = next_year_workbook(used, full, entries, said.get("tahun"))
    return Made(content, used, asked, full.year)


def sound_earlier(
    earlier: Path, instrument: "Instrument | None", session: Session
) -> "tuple[Assessment, Instrument, RawSheet]":
    """Return an earlier sheet; gaps in it are no fault.

    Raises:
        UsageError: it was answered by another instrument than the one chosen.
        typer.Exit: it has errors, which have been told.
    """
    from spbe_cli.sheet.assess import Choice, assess
    from spbe_cli.sheet.check import faults_beside_gaps

    found = assess(earlier, str(earlier), Choice(instrument))
    faults = faults_beside_gaps(found.findings)
    if faults or found.instrument is None or found.raw is None:
        write(finding_lines(faults, session.words, session.err), sys.stderr)
        raise typer.Exit(CONTENT)
    if any(finding.code == "A207" for finding in found.findings):
        raise UsageError("from_instrument", file=str(earlier), instrument=found.instrument.title)
    return found, found.instrument, found.raw


def refuse_earlier_year(year: str | None, before: str | None, earlier: Path) -> None:
    """Refuse a year before that of the sheet that is to be shown as the earlier one.

    Raises:
        UsageError: it is one.
    """
    asked, earlier_year = whole_of(year or ""), whole_of(before or "")
    if asked is not None and earlier_year is not None and asked < earlier_year:
        raise UsageError("from_year", file=str(earlier), year=year, before=before)


def is_next_stage(request: "TemplateRequest", year: str | None) -> bool:
    """Tell whether another stage of the same year is asked for, not another year."""
    return request.stage is not None and request.year in {None, year}


def completed(
    request: "TemplateRequest",
    found: "Assessment",
    *,
    assessor: bool,
    only: tuple[str, ...] | None,
) -> "TemplateRequest":
    """Return the request with what the earlier sheet says of its sender, and of its year."""
    said = found.identity
    year = said.get("tahun") if assessor else None
    return replace(
        request,
        institution=request.institution or said.get("instansi"),
        agency=request.agency or said.get("perangkat daerah"),
        year=request.year or (year if year and year.isdecimal() else None),
        only=only,
    )


def entries_of(
    instrument: "Instrument", raw: "RawSheet"
) -> "tuple[tuple[str, ...] | None, dict[str, Prefill]]":
    """Return which indicators were asked for, None for all, and what was answered."""
    from spbe_cli.sheet.cells import written
    from spbe_cli.sheet.view import view_of
    from spbe_cli.xlsx.form import Prefill

    view = view_of(instrument, raw)
    rows = instrument.rows()
    asked = None
    if view.scope is not None:
        asked = tuple(dict.fromkeys(rows[row].code for row in view.scope))
    entries = {}
    for number, row in view.rows.items():
        answer = view.answers.get(number)
        level = answer.level if answer else None
        evidence = "" if row.evidence.failed else written(row.evidence)
        entries[number] = Prefill(level, evidence, written(row.explanation))
    return asked, entries
