"""`spbe explain`: one indicator, the indicators that match words, or a code of a finding."""

import re
import sys
from difflib import get_close_matches
from itertools import compress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from spbe_cli.cli.options import ForceOption, InstrumentOption, choice
from spbe_cli.cli.output import Session, write
from spbe_cli.cli.output_file import instrument_file, refuse_outputs
from spbe_cli.cli.output_findings import finding_lines
from spbe_cli.errors import CONTENT, DONE, UsageError
from spbe_cli.findings import Quoted

if TYPE_CHECKING:
    from spbe_cli.former.explain.page import Explained, Indicators
    from spbe_cli.instrument import Instrument

CODE: Final = re.compile(r"[ab]\d{3}|i[1-9]\d\d", re.IGNORECASE | re.ASCII)
FORMATS: Final = ("table", "json", "markdown")

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
    from spbe_cli.cli.delivery import deliver_former
    from spbe_cli.former.explain.page import FILES, REPORTS, Code, Explained

    session: Session = context.obj
    refuse_outputs(output, instrument_file(instrument), force=force, kinds=tuple(FILES))
    sought = " ".join(" ".join(query).split())
    if CODE.fullmatch(sought):
        explained = Explained(Code(known_code(sought.upper())))
    else:
        explained = in_instrument(sought, instrument)
    if format_ != "json":
        write(finding_lines(explained.findings, session.words, session.err), sys.stderr)
    if explained.topic or format_ == "json":
        deliver_former(explained, (FILES, REPORTS[format_]), output, session, force=force)
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


def in_instrument(sought: str, name: str | None) -> "Explained":
    """Find a number or words in the instrument that was chosen, if its file is sound."""
    from spbe_cli.catalogue import DEFAULT
    from spbe_cli.cli.instrument_choice import chosen_instrument
    from spbe_cli.former.explain.page import Explained

    if not sought:
        raise UsageError("explain_nothing")
    chosen = chosen_instrument(name or DEFAULT)
    if chosen.instrument is None:
        return Explained(None, chosen.findings)
    return Explained(found_in(chosen.instrument, sought), chosen.findings)


def found_in(instrument: "Instrument", sought: str) -> "Indicators":
    """Return the indicator with a number, or those that contain all words.

    Raises:
        UsageError: there is none.
    """
    from spbe_cli.answers import Cell, Kind
    from spbe_cli.former.explain.page import Indicators
    from spbe_cli.sheet.numbers import number_of, span

    number = number_of(Cell("", Kind.TEXT, sought))
    if number is None:
        return matching(instrument, sought)
    indicator = instrument.indicator(instrument.aliases.get(number, number))
    if indicator is None:
        title, numbers = instrument.title, span(instrument)
        raise UsageError("explain_number", number=number, instrument=title, range=numbers)
    return Indicators(instrument, (indicator,), sought)


def matching(instrument: "Instrument", sought: str) -> "Indicators":
    """Return the indicators with all words in their names or, if none, in their criteria.

    Raises:
        UsageError: there is none.
    """
    from spbe_cli.former.explain.page import Indicators

    every = tuple(instrument.indicators())
    names = [text_of(i.name, i.short, *i.aliases) for i in every]
    criteria = [text_of(*(level.criterion for level in i.levels)) for i in every]
    words = text_of(sought).split()
    for texts in (names, criteria):
        holds = [all(word in text for word in words) for text in texts]
        if any(holds):
            found = tuple(compress(every, holds))
            return Indicators(instrument, found, sought, in_criteria=texts is criteria)
    raise no_match(instrument, sought, " ".join(names))


def text_of(*texts: str | None) -> str:
    """Return texts as they are compared: without case, with single blanks."""
    return " ".join(" ".join(filter(None, texts)).casefold().split())


def no_match(instrument: "Instrument", sought: str, names: str) -> UsageError:
    """Say that no indicator has the words, and which words were probably meant."""
    from spbe_cli.sheet.numbers import span

    known = sorted(set(re.findall(r"\w+", names)))
    words = text_of(sought).split()
    close = [next(iter(get_close_matches(word, known, n=1)), "") for word in words]
    facts = {"instrument": instrument.title, "words": Quoted(sought)}
    if all(close) and close != words:
        suggestion = Quoted(" ".join(close))
        return UsageError("explain_words_suggestion", **facts, suggestion=suggestion)
    return UsageError("explain_words", **facts, range=span(instrument))
