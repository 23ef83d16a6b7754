"""`spbe template`: write an answer sheet: blank, for all agencies, or after an earlier one."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Final, NoReturn

import typer

from spbe_cli.answers import STAGES, RawSheet
from spbe_cli.cli import options
from spbe_cli.cli.assignments import sound_assignment
from spbe_cli.cli.files import apart, refuse_in_folder, slug, write_file, write_files
from spbe_cli.cli.inputs import edition_for, numbers_in, sound_instrument
from spbe_cli.cli.reporting import Run, end_with, show, tell
from spbe_cli.cli.terminal import Session, say, write
from spbe_cli.errors import UsageError
from spbe_cli.exact import whole_of
from spbe_cli.findings import Finding, Place
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import later_editions
from spbe_cli.reports.instruments import validity
from spbe_cli.reports.template import assigned as assigned_page
from spbe_cli.reports.template import carried as carried_page
from spbe_cli.sheet.assess import Choice, assess, year_findings
from spbe_cli.sheet.cells import written
from spbe_cli.sheet.check import faults_beside_gaps
from spbe_cli.sheet.view import view_of
from spbe_cli.xlsx.form import (
    Carried,
    Prefill,
    TemplateRequest,
    answer_workbook,
    assessors_workbook,
    blank_workbook,
    carried_workbook,
    carry,
    item_entries,
    next_year_workbook,
)

FOLDER: Final = Path("lembar")

SheetOutput = Annotated[list[Path] | None, options.output_to("option.output_sheet")]
StageOption = Annotated[
    str | None, options.choice("--stage", values=STAGES, metavar="metavar.stage")
]


def template(
    context: typer.Context,
    output: SheetOutput = None,
    institution: str | None = None,
    opd: str | None = None,
    year: int | None = None,
    stage: StageOption = None,
    due: str | None = None,
    contact: str | None = None,
    only: list[str] | None = None,
    assign: options.AssignOption = None,
    earlier: Annotated[Path | None, options.input_file("--from")] = None,
    items: Annotated[bool, typer.Option("--items")] = False,
    instrument: options.InstrumentOption = None,
    strict: options.StrictOption = False,
    force: options.ForceOption = False,
) -> None:
    """Write an answer sheet: blank, for all agencies, or after an earlier one."""
    session: Session = context.obj
    chosen = sound_instrument(instrument, session)
    usual = edition_for(year, chosen)
    printed_year = None if year is None else str(year)
    request = TemplateRequest(
        institution, opd, printed_year, stage, options.day(due), contact, items=items
    )
    run = Run(context, "table", output, strict=strict, force=force)
    if assign:
        for name, value in {"--opd": opd, "--only": only or None, "--from": earlier}.items():
            if value is not None:
                raise UsageError("not_together", option=name, other="--assign")
        _write_all(assign, chosen, usual, request, run)
    default = Path(f"jawaban-{slug(opd)}.xlsx" if opd else "jawaban.xlsx")
    run = replace(run, outputs=output or [default])
    run.refuse(earlier, kinds={".xlsx"})
    if earlier:
        if only:
            raise UsageError("not_together", option="--only", other="--from")
        carried = _carried(earlier, chosen, request, run) if chosen else None
        if carried:
            _write_carried(carried, run)
        content, used, request = _sheet_after(earlier, chosen, request, session)
    else:
        used = chosen or usual
        if only:
            named = numbers_in(",".join(only), used, "only", "only_unknown")
            codes = [indicator.code for indicator in used.indicators()]
            request = replace(request, only=tuple(code for code in codes if code in named))
        content = blank_workbook(used, request)
        _tell_edition(chosen, used, year, session)
    _write_one(content, used, request, run)


def _tell_edition(
    chosen: Instrument | None, used: Instrument, year: int | str | None, session: Session
) -> None:
    """Say for which years an edition is, and what came after it, if nobody chose by either."""
    words, later = session.words, later_editions(used)
    if chosen or year is not None or not later:
        return
    names = ", ".join(f"{one.title} ({validity(one, words)})" for one in later)
    facts = {"instrument": used.title, "years": validity(used, words), "later": names}
    say(words.label("template.edition", **facts), session)


def _write_one(
    content: bytes, instrument: Instrument, request: TemplateRequest, run: Run
) -> NoReturn:
    targets: Sequence[Path] = run.outputs or ()
    warnings = _warnings_of_year(instrument, request, targets[0])
    tell(warnings, run.session)
    asked = tuple(instrument.indicators()) if request.only is None else request.only
    facts = {"count": len(asked), "instrument": instrument.title}
    for path in targets:
        write_file(path, content, force=run.force)
        told = run.session.words.label("written_template", file=str(path), **facts)
        write(told + "\n", sys.stdout)
    run.end(warnings)


def _warnings_of_year(
    instrument: Instrument, request: TemplateRequest, target: Path
) -> tuple[Finding, ...]:
    """Warn of a year before anybody fills in a revoked questionnaire."""
    year = int(request.year) if request.year else None
    return year_findings(instrument, year, Place(str(target)))


# A sheet that shows an earlier one beside empty levels


def _sheet_after(
    earlier: Path, instrument: Instrument | None, request: TemplateRequest, session: Session
) -> tuple[bytes, Instrument, TemplateRequest]:
    """Make the sheet that comes after an earlier one, of the next year or the next stage.

    The request comes back with what the earlier sheet says of its sender, and of its year.
    """
    found = assess(earlier, str(earlier), Choice(instrument))
    if instrument and any(finding.code in {"A177", "A207"} for finding in found.findings):
        raise UsageError("from_instrument", file=str(earlier), instrument=instrument.title)
    faults = faults_beside_gaps(found.findings)
    if faults or found.instrument is None or found.raw is None:
        end_with(faults, session)
    used, said = found.instrument, found.identity
    before = said.get("tahun")
    year, year_before = whole_of(request.year or ""), whole_of(before or "")
    if year is not None and year_before is not None and year < year_before:
        raise UsageError("from_year", file=str(earlier), year=request.year, before=before)
    # Another stage of the same year is asked for, not another year.
    assessor = request.stage is not None and request.year in {None, before}
    asked, entries = _entries_of(used, found.raw)
    full = replace(
        request,
        only=asked,
        institution=request.institution or said.get("instansi"),
        agency=request.agency or said.get("perangkat daerah"),
        year=request.year or (before if assessor and before and before.isdecimal() else None),
    )
    items = item_entries(view_of(used, found.raw).items)
    if assessor:
        return assessors_workbook(used, full, entries, said.get("tahap"), items), used, full
    return next_year_workbook(used, full, entries, before, items), used, full


def _carried(
    earlier: Path, chosen: Instrument, request: TemplateRequest, run: Run
) -> Carried | None:
    """Return the evidence of a sheet of the edition before; None for a sheet of the same one."""
    if not chosen.reuse:
        return None
    found = assess(earlier, str(earlier), Choice())
    used, said = found.instrument, found.identity
    if used is None or found.raw is None or used.id != chosen.follows:
        return None
    if faults := faults_beside_gaps(found.findings):
        end_with(faults, run.session)
    asked, entries = _entries_of(used, found.raw)
    lines = carry(chosen, used, entries, asked)
    if not lines:
        raise UsageError("from_nothing", file=str(earlier), instrument=chosen.title)
    full = replace(
        request,
        only=None if asked is None else tuple(one.reuse.indicator for one in lines),
        institution=request.institution or said.get("instansi"),
        agency=request.agency or said.get("perangkat daerah"),
    )
    return Carried(chosen, used, earlier.name, full, lines)


def _write_carried(carried: Carried, run: Run) -> NoReturn:
    """Write a sheet of the new edition that shows the evidence of the one before, and say what."""
    content = carried_workbook(carried)
    show(carried_page(carried, run.session.words), run.session)
    _write_one(content, carried.instrument, carried.request, run)


def _entries_of(
    instrument: Instrument, raw: RawSheet
) -> tuple[tuple[str, ...] | None, dict[str, Prefill]]:
    """Return which indicators were asked for, None for all, and what was answered."""
    view, rows = view_of(instrument, raw), instrument.rows()
    entries = {}
    for number, row in view.rows.items():
        answer = view.answers.get(number)
        level = answer.level if answer else None
        evidence = "" if row.evidence.failed else written(row.evidence)
        entries[number] = Prefill(level, evidence, written(row.explanation))
    if view.scope is None:
        return None, entries
    return tuple(dict.fromkeys(rows[row].code for row in view.scope)), entries


# The sheets of all agencies


def _write_all(
    assign: Path,
    chosen: Instrument | None,
    usual: Instrument,
    request: TemplateRequest,
    run: Run,
) -> NoReturn:
    """Write the sheet of every agency of an assignment into a folder.

    `usual` is the instrument where neither user nor file names one.
    """
    session = run.session
    folder, *others = run.outputs or [FOLDER]
    if others:
        raise UsageError("option_twice", option="--output / -o", count=1 + len(others))
    if folder.suffix.casefold() in {".xlsx", ".xlsm"}:
        raise UsageError("assign_folder", file=str(folder))
    assigned, used, warnings = sound_assignment(assign, chosen, session, usual.id)
    warnings = (*warnings, *_warnings_of_year(used, request, folder))
    tell(warnings, session)
    _tell_edition(chosen, used, request.year, session)
    taken: dict[str, int] = {}
    files = {
        agency: folder / f"jawaban-{apart(slug(agency.name), taken)}.xlsx"
        for agency in sorted(assigned.agencies, key=lambda one: one.name.casefold())
        if agency.owns or agency.supports
    }
    refuse_in_folder(tuple(files.values()), folder, force=run.force)
    contents = {}
    for agency, path in files.items():
        own = replace(request, agency=agency.printed, only=agency.owns)
        # What it decides, and rows for the evidence it gives.
        contents[path] = answer_workbook(used, own, {code: Prefill() for code in agency.supports})
    write_files(folder, contents.items(), force=run.force)
    named = {agency: path.name for agency, path in files.items()}
    document = assigned_page(assigned, used, named, str(folder), session.words)
    show(document, session)
    run.end(warnings)
