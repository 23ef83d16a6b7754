"""`spbe explain`: indicators, a concept, what matches words, or a code of a finding."""

import re
from functools import partial
from typing import Annotated, Final

import typer

from spbe_cli.analysis.explain import Explained
from spbe_cli.analysis.explain import explain as explain_in
from spbe_cli.cli import options
from spbe_cli.cli.reporting import Run, tell
from spbe_cli.errors import UsageError
from spbe_cli.instrument.loading import DEFAULT
from spbe_cli.reports.explain import ExplainReport
from spbe_cli.words.catalogue import Language, codes, concept, concepts

CODE: Final = re.compile(r"[ab]\d{3}|i[1-9]\d\d", re.IGNORECASE | re.ASCII)


def _completed(incomplete: str) -> list[str]:
    """Return the concepts whose names begin so, in any language; all if nothing is typed yet."""
    begin = incomplete.casefold()
    languages = Language if begin else (Language.INDONESIAN,)
    names = dict.fromkeys(concept(key, one).name for one in languages for key in concepts())
    return [name for name in names if name.casefold().startswith(begin)]


PageFormat = Annotated[str, options.choice("--format", "-f", values=("table", "json", "markdown"))]


def explain(
    context: typer.Context,
    query: Annotated[list[str], typer.Argument(autocompletion=_completed)],
    instrument: options.InstrumentOption = None,
    format_: PageFormat = "table",
    output: options.OutputOption = None,
    force: options.ForceOption = False,
) -> None:
    """Explain an indicator, the code of a finding, or a concept."""
    run = Run(context)
    run.refuse(kinds=(".json", ".md"))
    sought = " ".join(" ".join(query).split())
    if not sought:
        raise UsageError("explain_nothing")
    if CODE.fullmatch(sought):
        code = sought.upper()
        if code not in codes():
            number = int(code[1:])
            near = min(codes(), key=lambda one: (one[0] != code[0], abs(int(one[1:]) - number)))
            raise UsageError("explain_code", code=code, suggestion=near)
        explained = Explained(code)
    else:
        explained = explain_in(sought, options.chosen_instrument(instrument or DEFAULT))
    if format_ != "json":
        tell(explained.findings, run.session)
    if explained.topic or format_ == "json":
        run.deliver(partial(ExplainReport, explained))
    run.end((), done=bool(explained.topic))
