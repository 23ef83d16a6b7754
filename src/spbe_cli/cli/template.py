"""`spbe template`: write an answer sheet: blank, for all agencies, or after an earlier one."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from spbe_cli.catalogue import DEFAULT
from spbe_cli.cli.assignment_file import AssignOption
from spbe_cli.cli.instrument_choice import sound_instrument
from spbe_cli.cli.names import slug
from spbe_cli.cli.options import (
    ContactOption,
    DueOption,
    ForceOption,
    InstrumentOption,
    SheetOutputOption,
    StrictOption,
    existing_if_named,
    joined,
)
from spbe_cli.cli.output import Session
from spbe_cli.cli.output_file import instrument_file, refuse_outputs
from spbe_cli.cli.template_made import Either, Made, tell_edition, write_sheet
from spbe_cli.errors import UsageError
from spbe_cli.findings import Numbers, Quoted, Raw

if TYPE_CHECKING:
    from spbe_cli.instrument import Instrument
    from spbe_cli.xlsx.form import TemplateRequest


def known_stage(stage: str | None) -> str | None:
    """Return a stage as it is printed; refuse what is none."""
    from spbe_cli.xlsx.form import STAGES

    if stage is None:
        return None
    known = {name.casefold(): name for name in STAGES}
    found = known.get(" ".join(stage.casefold().split()))
    if found is None:
        choices = ", ".join(STAGES)
        raise UsageError("choice", option="--stage", value=Quoted(stage), choices=choices)
    return found


EarlierOption = Annotated[
    Path | None,
    typer.Option("--from", metavar="metavar.file", help="option.from", callback=existing_if_named),
]


def template(
    context: typer.Context,
    output: SheetOutputOption = None,
    institution: Annotated[str | None, typer.Option(help="option.institution")] = None,
    opd: Annotated[str | None, typer.Option(help="option.opd")] = None,
    year: Annotated[int | None, typer.Option(help="option.year")] = None,
    stage: Annotated[str | None, typer.Option(help="option.stage", callback=known_stage)] = None,
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
    from spbe_cli.xlsx.form import TemplateRequest

    session: Session = context.obj
    printed_year = None if year is None else str(year)
    numbers = joined(only)
    chosen = sound_instrument(instrument, session) if instrument else None
    usual = edition_for(year, chosen)
    request = TemplateRequest(institution, opd, printed_year, stage, due, contact)
    if assign:
        from spbe_cli.cli.template_assign import write_all

        others = {"--opd": opd, "--only": numbers, "--from": earlier}
        refuse_others("--assign", others)
        either = Either(chosen, usual)
        write_all(assign, output, either, request, session, force=force, strict=strict)
    targets = output or [Path(f"jawaban-{slug(opd)}.xlsx" if opd else "jawaban.xlsx")]
    inputs = [earlier] if earlier else []
    refuse_outputs(
        targets, [*inputs, *instrument_file(instrument)], force=force, kinds=frozenset({".xlsx"})
    )
    if earlier:
        from spbe_cli.cli.template_from import sheet_after

        refuse_others("--from", {"--only": numbers})
        made = sheet_after(earlier, chosen, request, session)
    else:
        made = blank_sheet(chosen or usual, request, numbers)
        tell_edition(chosen, made.instrument, year, session)
    write_sheet(targets, made, session, strict=strict, force=force)


def edition_for(year: int | None, chosen: "Instrument | None") -> "Instrument":
    """Return the edition for a year, the default without one.

    Raises:
        UsageError: no sheet can be of this year.
    """
    from spbe_cli.editions import edition_of, years_near
    from spbe_cli.inspection import shipped

    if year is None:
        return shipped(DEFAULT)
    known = years_near(chosen)
    if year not in known:
        raise UsageError("year_far", year=Raw(str(year)), first=known[0], last=known[-1])
    return edition_of(year) or shipped(DEFAULT)


def refuse_others(option: str, others: Mapping[str, object]) -> None:
    """Refuse options that can't go with another one."""
    for name, value in others.items():
        if value is not None:
            raise UsageError("not_together", option=name, other=option)


def blank_sheet(instrument: "Instrument", request: "TemplateRequest", only: str | None) -> Made:
    """Make a blank answer sheet, whole or for one agency."""
    from spbe_cli.xlsx.form import blank_workbook

    numbers = asked(instrument, only) if only is not None else None
    content = blank_workbook(instrument, replace(request, only=numbers))
    return Made(content, instrument, numbers, request.year)


def asked(instrument: "Instrument", only: str) -> tuple[str, ...]:
    """Return the indicators that `--only` names; a hyphen is always a range."""
    from spbe_cli.sheet.numbers import asked_rows, span, written_ranges

    numbers = written_ranges(only)
    if numbers is None:
        raise UsageError("only", found=Quoted(only))
    unknown = tuple(number for number in numbers if not asked_rows(instrument, (number,)))
    if unknown:
        title, range_ = instrument.title, span(instrument)
        raise UsageError("only_unknown", numbers=Numbers(unknown), instrument=title, range=range_)
    codes = [indicator.code for indicator in instrument.indicators()]
    return tuple(code for code in codes if code in numbers)
