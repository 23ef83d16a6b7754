"""`spbe template`: write an answer sheet: blank, for all agencies, or after an earlier one."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from spbe_cli.cli import options
from spbe_cli.cli.files import apart, refuse_in_folder, slug, write_files
from spbe_cli.cli.reporting import Run, end_with, show, tell
from spbe_cli.cli.terminal import Session, write
from spbe_cli.errors import UsageError
from spbe_cli.exact import whole_of
from spbe_cli.findings import Numbers, Place
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import shipped_instruments
from spbe_cli.reports.instruments import assigned as assigned_page
from spbe_cli.reports.instruments import carried as carried_page
from spbe_cli.reports.instruments import validity
from spbe_cli.sheet.assess import Choice, assess, faults_beside_gaps, year_findings
from spbe_cli.sheet.values import written
from spbe_cli.sheet.view import View, view_of
from spbe_cli.xlsx import form, form_editions, form_layout


def template(
    context: typer.Context,
    output: options.OutputOption = None,
    institution: str | None = None,
    opd: str | None = None,
    year: int | None = None,
    stage: options.StageOption = None,
    due: str | None = None,
    contact: str | None = None,
    only: list[str] | None = None,
    assign: options.FileOption = None,
    earlier: Annotated[Path | None, options.input_file("--from")] = None,
    items: Annotated[bool, typer.Option("--items")] = False,
    instrument: options.InstrumentOption = None,
    strict: options.StrictOption = False,
    force: options.ForceOption = False,
) -> None:
    """Write an answer sheet: blank, for all agencies, or after an earlier one."""
    session: Session = context.obj
    chosen = options.sound_instrument(instrument, session)
    usual = options.edition_for(year, chosen)
    used = chosen or usual
    request = form_layout.TemplateRequest(
        institution=institution,
        agency=opd,
        year=None if year is None else str(year),
        stage=stage,
        due=options.day(due),
        contact=contact,
        items=items,
    )
    run = Run(context)
    if assign:
        _write_all(assign, chosen, used, request, run)
    run.outputs = output or [Path(f"jawaban-{slug(opd)}.xlsx" if opd else "jawaban.xlsx")]
    run.refuse(earlier, kinds={".xlsx"})
    if earlier:
        if only:
            raise UsageError("not_together", option="--only", other="--from")
        layout = _sheet_after(earlier, chosen, request, session)
        used, request = layout.instrument, layout.request
    else:
        if only:
            named = options.numbers_in(",".join(only), used, "only", "only_unknown")
            codes = [indicator.code for indicator in used.indicators()]
            request = replace(request, only=tuple(code for code in codes if code in named))
        layout = form_layout.lay_out(used, request, {})
        _tell_edition(chosen, used, year, session)
    # Before anybody fills in a revoked questionnaire.
    warnings = year_findings(used, whole_of(request.year or ""), Place(str(run.outputs[0])))
    tell(warnings, session)
    asked = tuple(used.indicators()) if request.only is None else request.only
    run.write(dict.fromkeys(run.outputs, form.answer_file(layout)))
    for path in run.outputs:
        facts = {"count": len(asked), "instrument": used.title, "file": str(path)}
        write(session.words.label("written_template", **facts) + "\n", sys.stdout)
    run.end(warnings)


def _tell_edition(
    chosen: Instrument | None, used: Instrument, year: int | str | None, session: Session
) -> None:
    """Say for which years an edition is, and what came after it, if nobody chose by either."""
    words, every = session.words, reversed(shipped_instruments())
    later = [one for one in every if one.valid_from > used.valid_from]
    if not chosen and year is None and later:
        names = ", ".join(f"{one.title} ({validity(one, words)})" for one in later)
        years = validity(used, words)
        session.say("template.edition", instrument=used.title, years=years, later=names)


def _sheet_after(
    earlier: Path, chosen: Instrument | None, request: form_layout.TemplateRequest, session: Session
) -> form_layout.Layout:
    """Lay out what comes after an earlier sheet, with what that says of its sender and year."""
    follows = chosen.follows if chosen and chosen.reuse else None
    found = assess(earlier, str(earlier), Choice(None if follows else chosen))
    into_new = bool(follows and found.instrument and found.instrument.id == follows)
    if follows and not into_new:
        found = assess(earlier, str(earlier), Choice(chosen))
    wrong = any(finding.code in {"A177", "A207"} for finding in found.findings)
    if chosen and wrong and not into_new:
        raise UsageError("from_instrument", file=str(earlier), instrument=chosen.title)
    faults = faults_beside_gaps(found.findings)
    if faults or found.instrument is None or found.raw is None:
        end_with(faults, session)
    used, said, view = found.instrument, found.identity, view_of(found.instrument, found.raw)
    entries = _said_in(view, proved=into_new)
    asked = view.scope and tuple(dict.fromkeys(used.rows()[row].code for row in view.scope))
    full = replace(
        request,
        only=asked,
        institution=request.institution or said.get("instansi"),
        agency=request.agency or said.get("perangkat daerah"),
    )
    if chosen and into_new:
        carried = form_editions.carry(chosen, used, entries, full, earlier.name)
        if not carried.lines:
            raise UsageError("from_nothing", file=str(earlier), instrument=chosen.title)
        show(carried_page(carried, session.words), session)
        return form_editions.carried_layout(carried)
    before = said.get("tahun")
    year, year_before = whole_of(request.year or ""), whole_of(before or "")
    if year is not None and year_before is not None and year < year_before:
        raise UsageError("from_year", file=str(earlier), year=request.year, before=before)
    items = form_layout.item_entries(view.items)
    # Another stage of the same year is asked for, not another year.
    if request.stage is not None and request.year in {None, before}:
        if before and before.isdecimal():
            full = replace(full, year=before)
        _tell_gaps(view, session)
        return form_layout.assessors_layout(used, full, entries, said.get("tahap"), items)
    return form_layout.next_year_layout(used, full, entries, before, items)


def _said_in(view: View, *, proved: bool) -> dict[str, form_layout.Prefill]:
    """Return what rows say; `proved` by the sheet Bukti, too, where Bukti Dukung is blank."""
    said = {}
    for number, row in view.rows.items():
        answer = view.answers.get(number)
        evidence = "" if row.evidence.failed else written(row.evidence)
        proof = answer.evidence if answer and proved else ""
        said[number] = form_layout.Prefill(
            answer.level if answer else None,
            evidence or proof,
            written(row.explanation),
            answer.external if answer else None,
            "" if row.justification.failed else written(row.justification),
        )
    return said


def _tell_gaps(view: View, session: Session) -> None:
    if lacking := tuple(number for number in view.required if number not in view.answers):
        facts = {"numbers": Numbers(lacking), "file": view.raw.file}
        session.say("template.without_level", count=len(lacking), **facts)


def _write_all(
    assign: Path,
    chosen: Instrument | None,
    usual: Instrument,
    request: form_layout.TemplateRequest,
    run: Run,
) -> NoReturn:
    session, given = run.session, run.context.params
    for option, name in (("--opd", "opd"), ("--only", "only"), ("--from", "earlier")):
        if given[name] not in (None, (), []):
            raise UsageError("not_together", option=option, other="--assign")
    folder, *others = run.outputs or [Path("lembar")]
    if others:
        raise UsageError("option_twice", option="--output / -o", count=1 + len(others))
    if folder.suffix.casefold() in {".xlsx", ".xlsm"}:
        raise UsageError("assign_folder", file=str(folder))
    assigned, used, told = options.sound_assignment(assign, chosen, session, usual.id)
    warnings = (*told, *year_findings(used, whole_of(request.year or ""), Place(str(folder))))
    tell(warnings, session)
    _tell_edition(chosen, used, request.year, session)
    taken: dict[str, int] = {}
    files = {
        agency: folder / f"jawaban-{apart(agency.name, taken)}.xlsx"
        for agency in sorted(assigned.agencies, key=lambda one: one.name.casefold())
        if agency.owns or agency.supports
    }
    refuse_in_folder(tuple(files.values()), folder, force=run.force)
    contents = {}
    for agency, path in files.items():
        own = replace(request, agency=agency.printed, only=agency.owns)
        # What it decides, and rows for the evidence it gives.
        supported = {code: form_layout.Prefill() for code in agency.supports}
        contents[path] = form.answer_file(form_layout.lay_out(used, own, supported))
    write_files(folder, contents, force=run.force)
    named = {agency: path.name for agency, path in files.items()}
    show(assigned_page(assigned, used, named, str(folder), session.words), session)
    run.end(warnings)
