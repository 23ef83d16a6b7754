"""`spbe template --assign`: the sheets of all agencies at once."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from spbe_cli.cli.assignment_file import sound_assignment
from spbe_cli.cli.names import apart, slug
from spbe_cli.cli.output import Session, render, write
from spbe_cli.cli.output_files import refuse_outputs, write_files
from spbe_cli.cli.output_findings import finding_lines
from spbe_cli.cli.template_made import Either, tell_edition
from spbe_cli.errors import CONTENT, DONE, UsageError
from spbe_cli.findings import Place

if TYPE_CHECKING:
    from spbe_cli.assignment import Agency, Assignment
    from spbe_cli.instrument import Instrument
    from spbe_cli.xlsx.form import TemplateRequest

FOLDER: Final = Path("lembar")


def write_all(
    assign: Path,
    output: list[Path] | None,
    either: Either,
    request: "TemplateRequest",
    session: Session,
    *,
    force: bool,
    strict: bool,
) -> None:
    """Write the sheet of every agency of an assignment into a folder: all of them, or none."""
    from spbe_cli.former.assigned import table
    from spbe_cli.sheet.assess import year_findings

    folder, *others = output or [FOLDER]
    if others:
        raise UsageError("option_twice", option="--output / -o", count=1 + len(others))
    if folder.suffix.casefold() in {".xlsx", ".xlsm"}:
        raise UsageError("assign_folder", file=str(folder))
    chosen, usual = either
    assigned, used, warnings = sound_assignment(assign, chosen, session, usual.id)
    year = int(request.year) if request.year else None
    warnings = (*warnings, *year_findings(used, year, Place(str(folder))))
    write(finding_lines(warnings, session.words, session.err), sys.stderr)
    tell_edition(chosen, used, request.year, session)
    files = dict(named_files(assigned, folder))
    refuse_outputs(tuple(files.values()), folder, force=force)
    contents = {path: sheet_of(agency, used, request) for agency, path in files.items()}
    write_files(folder, contents.items(), force=force)
    write(session.words.label("written_folder", count=len(files), folder=str(folder)), sys.stdout)
    write("\n\n", sys.stdout)
    document = table(assigned, used, {a: path.name for a, path in files.items()}, session.words)
    write(render(document, session.out), sys.stdout)
    raise typer.Exit(CONTENT if strict and warnings else DONE)


def named_files(assignment: "Assignment", folder: Path) -> "Iterator[tuple[Agency, Path]]":
    """Yield every agency with a duty and the file of its sheet, by name; no two files are one."""
    taken: dict[str, int] = {}
    for agency in sorted(assignment.agencies, key=lambda one: one.name.casefold()):
        if agency.owns or agency.supports:
            yield agency, folder / f"jawaban-{apart(slug(agency.name), taken)}.xlsx"


def sheet_of(agency: "Agency", instrument: "Instrument", request: "TemplateRequest") -> bytes:
    """Return the sheet of an agency: what it decides, and rows for the evidence it gives."""
    from spbe_cli.xlsx.form import Prefill, answer_workbook

    own = replace(request, agency=agency.printed, only=agency.owns)
    return answer_workbook(instrument, own, {code: Prefill() for code in agency.supports})
