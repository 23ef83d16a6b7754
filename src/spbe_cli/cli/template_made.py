"""An answer sheet that was made, and how every `spbe template` of one sheet ends."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import typer

from spbe_cli.cli.output import Session, write
from spbe_cli.cli.output_file import write_file
from spbe_cli.cli.output_findings import finding_lines
from spbe_cli.errors import CONTENT, DONE
from spbe_cli.findings import Place

if TYPE_CHECKING:
    from spbe_cli.instrument import Instrument


class Made(NamedTuple):
    """An answer sheet; `asked` are the indicators of a partial one, None are all."""

    content: bytes
    instrument: "Instrument"
    asked: tuple[str, ...] | None
    year: str | None


class Either(NamedTuple):
    """The instrument that the user chose, and the one where neither user nor file says any."""

    chosen: "Instrument | None"
    usual: "Instrument"


def tell_edition(
    chosen: "Instrument | None", used: "Instrument", year: int | str | None, session: Session
) -> None:
    """Say for which years an edition is, and what came after it, if nobody chose by either."""
    from spbe_cli.editions import later_editions
    from spbe_cli.former.instrument_list import validity

    words, later = session.words, later_editions(used)
    if chosen or year is not None or not later:
        return
    names = ", ".join(f"{one.title} ({validity(one, words)})" for one in later)
    facts = {"instrument": used.title, "years": validity(used, words), "later": names}
    write(words.label("template.edition", **facts) + "\n", sys.stderr)


def write_sheet(
    targets: Sequence[Path], made: Made, session: Session, *, strict: bool, force: bool
) -> NoReturn:
    """Write a sheet, and say so; warn of a year before anybody fills in a revoked questionnaire.

    Raises:
        typer.Exit: always.
    """
    from spbe_cli.sheet.assess import year_findings

    year = int(made.year) if made.year else None
    warnings = year_findings(made.instrument, year, Place(str(targets[0])))
    write(finding_lines(warnings, session.words, session.err), sys.stderr)
    indicators = tuple(made.instrument.indicators())
    count = len(indicators if made.asked is None else made.asked)
    facts = {"count": count, "instrument": made.instrument.title}
    for path in targets:
        write_file(path, made.content, force=force)
        write(session.words.label("written_template", file=str(path), **facts) + "\n", sys.stdout)
    raise typer.Exit(CONTENT if strict and warnings else DONE)
