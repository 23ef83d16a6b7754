"""`spbe template`: write an answer sheet: blank, for all agencies, or after an earlier one."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Final

import typer

from spbe_cli.assignment import Agency, Assignment
from spbe_cli.cli.delivery import render
from spbe_cli.cli.files import apart, refuse_in_folder, slug, write_file, write_files
from spbe_cli.cli.inputs import sound_instrument
from spbe_cli.cli.options import (
    AssignOption,
    ContactOption,
    DueOption,
    ForceOption,
    InstrumentOption,
    StrictOption,
    input_file,
    joined,
    output_to,
)
from spbe_cli.cli.reporting import Run, tell
from spbe_cli.cli.template_after import Made, sheet_after
from spbe_cli.cli.terminal import Session, write
from spbe_cli.cli.yaml_inputs import sound_assignment
from spbe_cli.editions import edition_of, later_editions, years_near
from spbe_cli.errors import UsageError
from spbe_cli.findings import Finding, Numbers, Place, Quoted, Raw
from spbe_cli.instrument import Instrument
from spbe_cli.instrument.loading import DEFAULT, shipped
from spbe_cli.reports import terminal
from spbe_cli.reports.instruments import validity
from spbe_cli.reports.template import assigned as assigned_page
from spbe_cli.sheet.assess import year_findings
from spbe_cli.sheet.numbers import asked_rows, span, written_ranges
from spbe_cli.xlsx.form import (
    STAGES,
    Prefill,
    TemplateRequest,
    answer_workbook,
    blank_workbook,
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


SheetOutput = Annotated[list[Path] | None, output_to("option.output_sheet")]
StageOption = Annotated[
    str | None,
    typer.Option(help="option.stage", callback=_known_stage, autocompletion=lambda: list(STAGES)),
]
EarlierOption = Annotated[Path | None, input_file("--from", key="option.from")]


def template(
    context: typer.Context,
    output: SheetOutput = None,
    institution: Annotated[str | None, typer.Option(help="option.institution")] = None,
    opd: Annotated[str | None, typer.Option(help="option.opd")] = None,
    year: Annotated[int | None, typer.Option(help="option.year")] = None,
    stage: StageOption = None,
    due: DueOption = None,
    contact: ContactOption = None,
    only: Annotated[list[str] | None, typer.Option(help="option.only")] = None,
    assign: AssignOption = None,
    earlier: EarlierOption = None,
    instrument: InstrumentOption = None,
    strict: StrictOption = False,
    force: ForceOption = False,
) -> None:
    """Write an answer sheet: blank, for all agencies, or after an earlier one."""
    session: Session = context.obj
    numbers = joined(only)
    chosen = sound_instrument(instrument, session)
    usual = _edition_for(year, chosen)
    printed_year = None if year is None else str(year)
    request = TemplateRequest(institution, opd, printed_year, stage, due, contact)
    run = Run(context, "table", output, strict=strict, force=force)
    if assign:
        _refuse_others("--assign", {"--opd": opd, "--only": numbers, "--from": earlier})
        _write_all(assign, (chosen, usual), request, run)
    default = Path(f"jawaban-{slug(opd)}.xlsx" if opd else "jawaban.xlsx")
    run = replace(run, outputs=output or [default])
    run.refuse(earlier, kinds={".xlsx"})
    if earlier:
        _refuse_others("--from", {"--only": numbers})
        made = sheet_after(earlier, chosen, request, session)
    else:
        made = _blank_sheet(chosen or usual, request, numbers)
        _tell_edition(chosen, made.instrument, year, session)
    _write_one(made, run)


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


def _refuse_others(option: str, others: Mapping[str, object]) -> None:
    """Refuse options that can't go with another one."""
    for name, value in others.items():
        if value is not None:
            raise UsageError("not_together", option=name, other=option)


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


# One sheet


def _blank_sheet(instrument: Instrument, request: TemplateRequest, only: str | None) -> Made:
    """Make a blank answer sheet, whole or for one agency."""
    numbers = _asked(instrument, only) if only is not None else None
    content = blank_workbook(instrument, replace(request, only=numbers))
    return Made(content, instrument, numbers, request.year)


def _asked(instrument: Instrument, only: str) -> tuple[str, ...]:
    """Return the indicators that `--only` names; a hyphen is always a range."""
    numbers = written_ranges(only)
    if numbers is None:
        raise UsageError("only", found=Quoted(only))
    unknown = tuple(number for number in numbers if not asked_rows(instrument, (number,)))
    if unknown:
        title, range_ = instrument.title, span(instrument)
        raise UsageError("only_unknown", numbers=Numbers(unknown), instrument=title, range=range_)
    codes = [indicator.code for indicator in instrument.indicators()]
    return tuple(code for code in codes if code in numbers)


def _write_one(made: Made, run: Run) -> None:
    """Write a sheet, and say so."""
    targets: Sequence[Path] = run.outputs or ()
    warnings = _year_warnings(made.instrument, made.year, targets[0])
    tell(warnings, run.session)
    indicators = tuple(made.instrument.indicators()) if made.asked is None else made.asked
    facts = {"count": len(indicators), "instrument": made.instrument.title}
    for path in targets:
        write_file(path, made.content, force=run.force)
        told = run.session.words.label("written_template", file=str(path), **facts)
        write(told + "\n", sys.stdout)
    run.end(warnings)


# The sheets of all agencies


def _write_all(
    assign: Path, either: tuple[Instrument | None, Instrument], request: TemplateRequest, run: Run
) -> None:
    """Write the sheet of every agency of an assignment into a folder: all of them, or none.

    `either` is the instrument that the user chose, and the one where neither user nor file says.
    """
    session = run.session
    folder, *others = run.outputs or [FOLDER]
    if others:
        raise UsageError("option_twice", option="--output / -o", count=1 + len(others))
    if folder.suffix.casefold() in {".xlsx", ".xlsm"}:
        raise UsageError("assign_folder", file=str(folder))
    chosen, usual = either
    assigned, used, warnings = sound_assignment(assign, chosen, session, usual.id)
    warnings = (*warnings, *_year_warnings(used, request.year, folder))
    tell(warnings, session)
    _tell_edition(chosen, used, request.year, session)
    files = dict(_named_files(assigned, folder))
    refuse_in_folder(tuple(files.values()), folder, force=run.force)
    contents = {path: _sheet_of(agency, used, request) for agency, path in files.items()}
    write_files(folder, contents.items(), force=run.force)
    named = {agency: path.name for agency, path in files.items()}
    document = assigned_page(assigned, used, named, str(folder), session.words)
    page = terminal.render(document, session.words, session.out.width)
    write(render(page, session.out), sys.stdout)
    run.end(warnings)


def _named_files(assignment: Assignment, folder: Path) -> Iterator[tuple[Agency, Path]]:
    """Yield every agency with a duty and the file of its sheet, by name; no two files are one."""
    taken: dict[str, int] = {}
    for agency in sorted(assignment.agencies, key=lambda one: one.name.casefold()):
        if agency.owns or agency.supports:
            yield agency, folder / f"jawaban-{apart(slug(agency.name), taken)}.xlsx"


def _sheet_of(agency: Agency, instrument: Instrument, request: TemplateRequest) -> bytes:
    """Return the sheet of an agency: what it decides, and rows for the evidence it gives."""
    own = replace(request, agency=agency.printed, only=agency.owns)
    return answer_workbook(instrument, own, {code: Prefill() for code in agency.supports})
