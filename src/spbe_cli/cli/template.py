"""`spbe template`: write an answer sheet: blank, for all agencies, or after an earlier one."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Final, NoReturn

import typer

from spbe_cli.answers import RawSheet
from spbe_cli.assignment import Agency, Assignment
from spbe_cli.cli import options
from spbe_cli.cli.assignments import sound_assignment
from spbe_cli.cli.files import apart, refuse_in_folder, slug, write_file, write_files
from spbe_cli.cli.inputs import numbers_in, sound_instrument
from spbe_cli.cli.reporting import Run, render, tell
from spbe_cli.cli.terminal import Session, write
from spbe_cli.errors import CONTENT, UsageError
from spbe_cli.exact import whole_of
from spbe_cli.findings import Finding, Place, Quoted, Raw
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import DEFAULT, edition_of, later_editions, shipped, years_near
from spbe_cli.reports import terminal
from spbe_cli.reports.instruments import validity
from spbe_cli.reports.template import assigned as assigned_page
from spbe_cli.sheet.assess import Assessment, Choice, assess, year_findings
from spbe_cli.sheet.cells import written
from spbe_cli.sheet.check import faults_beside_gaps
from spbe_cli.sheet.view import view_of
from spbe_cli.xlsx.form import (
    STAGES,
    Prefill,
    TemplateRequest,
    answer_workbook,
    assessors_workbook,
    blank_workbook,
    next_year_workbook,
)

FOLDER: Final = Path("lembar")


def _known_stage(stage: str | None) -> str | None:
    """Return a stage as it is printed; refuse what is none."""
    if stage is None:
        return None
    known = {name.casefold(): name for name in STAGES}
    found = known.get(" ".join(stage.casefold().split()))
    if found is None:
        choices = ", ".join(STAGES)
        raise UsageError("choice", option="--stage", value=Quoted(stage), choices=choices)
    return found


SheetOutput = Annotated[list[Path] | None, options.output_to("option.output_sheet")]
StageOption = Annotated[
    str | None,
    typer.Option(help="option.stage", callback=_known_stage, autocompletion=lambda: list(STAGES)),
]
EarlierOption = Annotated[Path | None, options.input_file("--from", key="option.from")]


def template(
    context: typer.Context,
    output: SheetOutput = None,
    institution: Annotated[str | None, typer.Option(help="option.institution")] = None,
    opd: Annotated[str | None, typer.Option(help="option.opd")] = None,
    year: Annotated[int | None, typer.Option(help="option.year")] = None,
    stage: StageOption = None,
    due: options.DueOption = None,
    contact: options.ContactOption = None,
    only: Annotated[list[str] | None, typer.Option(help="option.only")] = None,
    assign: options.AssignOption = None,
    earlier: EarlierOption = None,
    instrument: options.InstrumentOption = None,
    strict: options.StrictOption = False,
    force: options.ForceOption = False,
) -> None:
    """Write an answer sheet: blank, for all agencies, or after an earlier one."""
    session: Session = context.obj
    chosen = sound_instrument(instrument, session)
    usual = _edition_for(year, chosen)
    printed_year = None if year is None else str(year)
    request = TemplateRequest(institution, opd, printed_year, stage, due, contact)
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


def _edition_for(year: int | None, chosen: Instrument | None) -> Instrument:
    """Return the edition for a year, the default without one.

    Raises:
        UsageError: no sheet can be of this year.
    """
    if year is None:
        return shipped(DEFAULT)
    known = years_near(chosen)
    if year not in known:
        raise UsageError("year_far", year=Raw(str(year)), first=known[0], last=known[-1])
    return edition_of(year) or shipped(DEFAULT)


def _tell_edition(
    chosen: Instrument | None, used: Instrument, year: int | str | None, session: Session
) -> None:
    """Say for which years an edition is, and what came after it, if nobody chose by either."""
    words, later = session.words, later_editions(used)
    if chosen or year is not None or not later:
        return
    names = ", ".join(f"{one.title} ({validity(one, words)})" for one in later)
    facts = {"instrument": used.title, "years": validity(used, words), "later": names}
    write(words.label("template.edition", **facts) + "\n", sys.stderr)


def _year_warnings(instrument: Instrument, year: str | None, target: Path) -> tuple[Finding, ...]:
    """Warn of a year before anybody fills in a revoked questionnaire."""
    return tuple(year_findings(instrument, int(year) if year else None, Place(str(target))))


def _write_one(
    content: bytes, instrument: Instrument, request: TemplateRequest, run: Run
) -> NoReturn:
    targets: Sequence[Path] = run.outputs or ()
    warnings = _year_warnings(instrument, request.year, targets[0])
    tell(warnings, run.session)
    asked = tuple(instrument.indicators()) if request.only is None else request.only
    facts = {"count": len(asked), "instrument": instrument.title}
    for path in targets:
        write_file(path, content, force=run.force)
        told = run.session.words.label("written_template", file=str(path), **facts)
        write(told + "\n", sys.stdout)
    run.end(warnings)


# A sheet that shows an earlier one beside empty levels


def _sheet_after(
    earlier: Path, instrument: Instrument | None, request: TemplateRequest, session: Session
) -> tuple[bytes, Instrument, TemplateRequest]:
    """Make the sheet that comes after an earlier one, of the next year or the next stage.

    The request comes back with what the earlier sheet says of its sender, and of its year.
    """
    found, used, raw = _sound_earlier(earlier, instrument, session)
    said = found.identity
    before = said.get("tahun")
    asked_year, earlier_year = whole_of(request.year or ""), whole_of(before or "")
    if asked_year is not None and earlier_year is not None and asked_year < earlier_year:
        raise UsageError("from_year", file=str(earlier), year=request.year, before=before)
    # Another stage of the same year is asked for, not another year.
    assessor = request.stage is not None and request.year in {None, before}
    asked, entries = _entries_of(used, raw)
    full = replace(
        request,
        only=asked,
        institution=request.institution or said.get("instansi"),
        agency=request.agency or said.get("perangkat daerah"),
        year=request.year or (before if assessor and before and before.isdecimal() else None),
    )
    if assessor:
        return assessors_workbook(used, full, entries, said.get("tahap")), used, full
    return next_year_workbook(used, full, entries, before), used, full


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


# The sheets of all agencies


def _write_all(
    assign: Path,
    chosen: Instrument | None,
    usual: Instrument,
    request: TemplateRequest,
    run: Run,
) -> NoReturn:
    """Write the sheet of every agency of an assignment into a folder: all of them, or none.

    `usual` is the instrument where neither user nor file names one.
    """
    session = run.session
    folder, *others = run.outputs or [FOLDER]
    if others:
        raise UsageError("option_twice", option="--output / -o", count=1 + len(others))
    if folder.suffix.casefold() in {".xlsx", ".xlsm"}:
        raise UsageError("assign_folder", file=str(folder))
    assigned, used, warnings = sound_assignment(assign, chosen, session, usual.id)
    warnings = (*warnings, *_year_warnings(used, request.year, folder))
    tell(warnings, session)
    _tell_edition(chosen, used, request.year, session)
    files = _named_files(assigned, folder)
    refuse_in_folder(tuple(files.values()), folder, force=run.force)
    contents = {}
    for agency, path in files.items():
        own = replace(request, agency=agency.printed, only=agency.owns)
        # What it decides, and rows for the evidence it gives.
        contents[path] = answer_workbook(used, own, {code: Prefill() for code in agency.supports})
    write_files(folder, contents.items(), force=run.force)
    named = {agency: path.name for agency, path in files.items()}
    document = assigned_page(assigned, used, named, str(folder), session.words)
    page = terminal.render(document, session.words, session.out.width)
    write(render(page, session.out), sys.stdout)
    run.end(warnings)


def _named_files(assignment: Assignment, folder: Path) -> dict[Agency, Path]:
    """Return the file of every agency with a duty, by name; no two files are one."""
    taken: dict[str, int] = {}
    agencies = sorted(assignment.agencies, key=lambda one: one.name.casefold())
    return {
        agency: folder / f"jawaban-{apart(slug(agency.name), taken)}.xlsx"
        for agency in agencies
        if agency.owns or agency.supports
    }
