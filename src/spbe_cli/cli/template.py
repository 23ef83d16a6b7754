"""`spbe template`: write an answer sheet: blank, for all agencies, or after an earlier one."""

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from spbe_cli.cli.assignment_file import AssignOption
from spbe_cli.cli.names import slug
from spbe_cli.cli.options import (
    ContactOption,
    DueOption,
    ForceOption,
    InstrumentOption,
    SheetOutputOption,
    StrictOption,
    existing_if_named,
)
from spbe_cli.cli.output import Session, write
from spbe_cli.cli.output_file import instrument_file, refuse_output, write_file
from spbe_cli.cli.output_findings import finding_lines
from spbe_cli.errors import CONTENT, DONE, UsageError
from spbe_cli.findings import Finding, Numbers, Place, Quoted

if TYPE_CHECKING:
    from spbe_cli.instrument import Instrument
    from spbe_cli.workbook.template import TemplateRequest


EarlierOption = Annotated[
    Path | None,
    typer.Option("--from", metavar="metavar.file", help="option.from", callback=existing_if_named),
]


def template(
    context: typer.Context,
    output: SheetOutputOption = None,
    institution: Annotated[str | None, typer.Option(help="option.institution")] = None,
    opd: Annotated[str | None, typer.Option(help="option.opd")] = None,
    year: Annotated[int | None, typer.Option(help="option.year", min=1, max=9999)] = None,
    stage: Annotated[str | None, typer.Option(help="option.stage")] = None,
    due: DueOption = None,
    contact: ContactOption = None,
    only: Annotated[str | None, typer.Option(help="option.only")] = None,
    assign: AssignOption = None,
    earlier: EarlierOption = None,
    instrument: InstrumentOption = None,
    strict: StrictOption = False,
    force: ForceOption = False,
) -> None:
    """Write an answer sheet: blank, for all agencies, or after an earlier one."""
    from spbe_cli.workbook.template import TemplateRequest

    session: Session = context.obj
    printed_year = None if year is None else str(year)
    request = TemplateRequest(institution, opd, printed_year, stage, due, contact)
    if assign:
        from spbe_cli.cli.template_assign import write_all

        others = {"--opd": opd, "--only": only, "--from": earlier}
        refuse_others("--assign", others)
        used = sound_instrument(instrument, session) if instrument else None
        write_all(assign, output, used, request, session, force=force, strict=strict)
    path = output or Path(f"jawaban-{slug(opd)}.xlsx" if opd else "jawaban.xlsx")
    inputs = [earlier] if earlier else []
    refuse_output(
        path, [*inputs, *instrument_file(instrument)], force=force, kinds=frozenset({".xlsx"})
    )
    if earlier:
        from spbe_cli.cli.template_from import write_after

        refuse_others("--from", {"--only": only})
        used = sound_instrument(instrument, session) if instrument else None
        write_after(earlier, path, used, request, session, strict=strict)
    write_blank(path, instrument, request, only, session, strict=strict)


def refuse_others(option: str, others: Mapping[str, object]) -> None:
    """Refuse options that can't go with another one."""
    for name, value in others.items():
        if value is not None:
            raise UsageError("not_together", option=name, other=option)


def write_blank(
    path: Path,
    instrument: str | None,
    request: "TemplateRequest",
    only: str | None,
    session: Session,
    *,
    strict: bool,
) -> None:
    """Write a blank answer sheet, whole or for one agency."""
    from spbe_cli.catalogue import DEFAULT
    from spbe_cli.workbook.template import blank_workbook

    used = sound_instrument(instrument or DEFAULT, session)
    numbers = asked(used, only) if only is not None else None
    year = None if request.year is None else int(request.year)
    warnings = year_warnings(used, year, path)
    write(finding_lines(warnings, session.words, session.err), sys.stderr)
    write_file(path, blank_workbook(used, replace(request, only=numbers)))
    say_written(path, used, len(numbers or tuple(used.indicators())), session)
    raise typer.Exit(CONTENT if strict and warnings else DONE)


def say_written(path: Path, instrument: "Instrument", count: int, session: Session) -> None:
    """Say which file was written, and for how many indicators."""
    facts = {"file": str(path), "count": count, "instrument": instrument.title}
    write(session.words.label("written_template", **facts) + "\n", sys.stdout)


def sound_instrument(name: str, session: Session) -> "Instrument":
    """Return the instrument of this name or file.

    Raises:
        typer.Exit: its file has errors, which have been told.
    """
    from spbe_cli.cli.instrument_choice import chosen_instrument

    chosen = chosen_instrument(name)
    if chosen.instrument is None:
        write(finding_lines(chosen.findings, session.words, session.err), sys.stderr)
        raise typer.Exit(CONTENT)
    return chosen.instrument


def asked(instrument: "Instrument", only: str) -> tuple[str, ...]:
    """Return the indicators that `--only` names; a hyphen is always a range."""
    from spbe_cli.checks.numbers import asked_rows, span, written_ranges

    numbers = written_ranges(only)
    if numbers is None:
        raise UsageError("only", found=Quoted(only))
    unknown = tuple(number for number in numbers if not asked_rows(instrument, (number,)))
    if unknown:
        title, range_ = instrument.title, span(instrument)
        raise UsageError("only_unknown", numbers=Numbers(unknown), instrument=title, range=range_)
    codes = [indicator.code for indicator in instrument.indicators()]
    return tuple(code for code in codes if code in numbers)


def year_warnings(instrument: "Instrument", year: int | None, path: Path) -> tuple[Finding, ...]:
    """Warn of a year outside the edition before anybody fills in a revoked questionnaire."""
    from spbe_cli.assessment import year_findings

    return year_findings(instrument, year, Place(str(path)))
