"""`spbe explain`: one indicator, the indicators that match words, or a code of a finding."""

import re
import sys
from functools import partial
from pathlib import Path
from typing import Annotated, Final

import typer

from spbe_cli.cli.options import ForceOption, InstrumentOption, choice
from spbe_cli.cli.output import Session, write
from spbe_cli.cli.output_file import instrument_file, refuse_outputs
from spbe_cli.cli.output_findings import finding_lines
from spbe_cli.errors import CONTENT, DONE, UsageError

CODE: Final = re.compile(r"[ab]\d{3}|i[1-9]\d\d", re.IGNORECASE | re.ASCII)
FORMATS: Final = ("table", "json", "markdown")
KINDS: Final = (".json", ".md")

QueryArgument = Annotated[
    list[str], typer.Argument(metavar="metavar.query", help="argument.explain.query")
]
ExplainFormat = Annotated[str, choice("--format", "-f", values=FORMATS, key="option.format")]
PageOutput = Annotated[
    list[Path] | None,
    typer.Option("--output", "-o", metavar="metavar.file", help="option.output.page"),
]


def explain(
    context: typer.Context,
    query: QueryArgument,
    instrument: InstrumentOption = None,
    format_: ExplainFormat = "table",
    output: PageOutput = None,
    force: ForceOption = False,
) -> None:
    """Explain an indicator or the code of a finding."""
    from spbe_cli.analysis.explain import Code, Explained
    from spbe_cli.analysis.explain import explain as explained_by
    from spbe_cli.cli.delivery import deliver
    from spbe_cli.cli.instrument_choice import chosen_instrument
    from spbe_cli.instrument.loading import DEFAULT
    from spbe_cli.reports.explain import ExplainReport

    session: Session = context.obj
    refuse_outputs(output, instrument_file(instrument), force=force, kinds=KINDS)
    sought = " ".join(" ".join(query).split())
    if not sought:
        raise UsageError("explain_nothing")
    if CODE.fullmatch(sought):
        explained = Explained(Code(known_code(sought.upper())))
    else:
        explained = explained_by(sought, chosen_instrument(instrument or DEFAULT))
    if format_ != "json":
        write(finding_lines(explained.findings, session.words, session.err), sys.stderr)
    if explained.topic or format_ == "json":
        deliver(partial(ExplainReport, explained), format_, output, session, force=force)
    raise typer.Exit(DONE if explained.topic else CONTENT)


def known_code(code: str) -> str:
    """Return a code that has a page; refuse another and name the nearest.

    Raises:
        UsageError: there is no such code.
    """
    from spbe_cli.words.catalogue import codes

    known = codes()
    if code in known:
        return code
    number = int(code[1:])
    nearest = min(known, key=lambda other: (other[0] != code[0], abs(int(other[1:]) - number)))
    raise UsageError("explain_code", code=code, suggestion=nearest)
