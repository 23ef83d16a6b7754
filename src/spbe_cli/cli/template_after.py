"""`spbe template --from`: an answer sheet that shows an earlier one beside empty levels."""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import typer

from spbe_cli.answers import RawSheet
from spbe_cli.cli.reporting import tell
from spbe_cli.cli.terminal import Session
from spbe_cli.errors import CONTENT, UsageError
from spbe_cli.exact import whole_of
from spbe_cli.instrument import Instrument
from spbe_cli.sheet.assess import Assessment, Choice, assess
from spbe_cli.sheet.cells import written
from spbe_cli.sheet.check import faults_beside_gaps
from spbe_cli.sheet.view import view_of
from spbe_cli.xlsx.form import Prefill, TemplateRequest, assessors_workbook, next_year_workbook


class Made(NamedTuple):
    """An answer sheet; `asked` are the indicators of a partial one, None are all."""

    content: bytes
    instrument: Instrument
    asked: tuple[str, ...] | None
    year: str | None


def sheet_after(
    earlier: Path, instrument: Instrument | None, request: TemplateRequest, session: Session
) -> Made:
    """Make the sheet that comes after an earlier one, of the next year or the next stage."""
    found, used, raw = _sound_earlier(earlier, instrument, session)
    before, stage = found.identity.get("tahun"), found.identity.get("tahap")
    asked_year, earlier_year = whole_of(request.year or ""), whole_of(before or "")
    if asked_year is not None and earlier_year is not None and asked_year < earlier_year:
        raise UsageError("from_year", file=str(earlier), year=request.year, before=before)
    # Another stage of the same year is asked for, not another year.
    assessor = request.stage is not None and request.year in {None, before}
    asked, entries = _entries_of(used, raw)
    full = replace(_completed(request, found, assessor=assessor), only=asked)
    if assessor:
        content = assessors_workbook(used, full, entries, stage)
    else:
        content = next_year_workbook(used, full, entries, before)
    return Made(content, used, asked, full.year)


def _sound_earlier(
    earlier: Path, instrument: Instrument | None, session: Session
) -> tuple[Assessment, Instrument, RawSheet]:
    """Return an earlier sheet; gaps in it are no fault.

    Raises:
        UsageError: it was answered by another instrument than the one chosen.
        typer.Exit: it has errors, which have been told.
    """
    found = assess(earlier, str(earlier), Choice(instrument))
    faults = faults_beside_gaps(found.findings)
    if faults or found.instrument is None or found.raw is None:
        tell(faults, session)
        raise typer.Exit(CONTENT)
    if any(finding.code == "A207" for finding in found.findings):
        raise UsageError("from_instrument", file=str(earlier), instrument=found.instrument.title)
    return found, found.instrument, found.raw


def _completed(request: TemplateRequest, found: Assessment, *, assessor: bool) -> TemplateRequest:
    """Return the request with what the earlier sheet says of its sender, and of its year."""
    said = found.identity
    year = said.get("tahun") if assessor else None
    return replace(
        request,
        institution=request.institution or said.get("instansi"),
        agency=request.agency or said.get("perangkat daerah"),
        year=request.year or (year if year and year.isdecimal() else None),
    )


def _entries_of(
    instrument: Instrument, raw: RawSheet
) -> tuple[tuple[str, ...] | None, dict[str, Prefill]]:
    """Return which indicators were asked for, None for all, and what was answered."""
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
