"""`spbe explain`: one indicator, the indicators that match words, or a code of a finding."""

import re
from difflib import get_close_matches
from itertools import compress
from pathlib import Path
from typing import Annotated, Final

import typer

from spbe_cli.answers import Cell, Kind
from spbe_cli.catalogue import DEFAULT
from spbe_cli.checks.numbers import number_of, span
from spbe_cli.cli.inputs import chosen_instrument
from spbe_cli.cli.options import ForceOption, InstrumentOption, choice, output_to
from spbe_cli.cli.reporting import Run, tell
from spbe_cli.errors import CONTENT, DONE, UsageError
from spbe_cli.findings import Quoted
from spbe_cli.former.explain.page import FILES, REPORTS, Code, Explained, Indicators
from spbe_cli.instrument import Instrument
from spbe_cli.words.catalogue import codes

CODE: Final = re.compile(r"[ab]\d{3}|i[1-9]\d\d", re.IGNORECASE | re.ASCII)
FORMATS: Final = ("table", "json", "markdown")

QueryArgument = Annotated[
    list[str], typer.Argument(metavar="metavar.query", help="argument.explain.query")
]
ExplainFormat = Annotated[str, choice("--format", "-f", values=FORMATS, key="option.format")]
PageOutput = Annotated[list[Path] | None, output_to("option.output.page")]


def explain(
    context: typer.Context,
    query: QueryArgument,
    instrument: InstrumentOption = None,
    format_: ExplainFormat = "table",
    output: PageOutput = None,
    force: ForceOption = False,
) -> None:
    """Explain an indicator or the code of a finding."""
    run = Run(context, format_, output, force=force)
    run.refuse(kinds=tuple(FILES))
    sought = " ".join(" ".join(query).split())
    if CODE.fullmatch(sought):
        explained = Explained(Code(_known_code(sought.upper())))
    else:
        explained = _in_instrument(sought, instrument)
    if format_ != "json":
        tell(explained.findings, run.session)
    if explained.topic or format_ == "json":
        run.deliver_former(explained, (FILES, REPORTS))
    raise typer.Exit(DONE if explained.topic else CONTENT)


def _known_code(code: str) -> str:
    """Return a code that has a page; refuse another and name the nearest.

    Raises:
        UsageError: there is no such code.
    """
    known = codes()
    if code in known:
        return code
    number = int(code[1:])
    nearest = min(known, key=lambda other: (other[0] != code[0], abs(int(other[1:]) - number)))
    raise UsageError("explain_code", code=code, suggestion=nearest)


def _in_instrument(sought: str, name: str | None) -> Explained:
    """Find a number or words in the instrument that was chosen, if its file is sound."""
    if not sought:
        raise UsageError("explain_nothing")
    chosen = chosen_instrument(name or DEFAULT)
    if chosen.instrument is None:
        return Explained(None, chosen.findings)
    return Explained(_found_in(chosen.instrument, sought), chosen.findings)


def _found_in(instrument: Instrument, sought: str) -> Indicators:
    """Return the indicator with a number, or those that contain all words.

    Raises:
        UsageError: there is none.
    """
    number = number_of(Cell("", Kind.TEXT, sought))
    if number is None:
        return _matching(instrument, sought)
    indicator = instrument.indicator(instrument.aliases.get(number, number))
    if indicator is None:
        title, numbers = instrument.title, span(instrument)
        raise UsageError("explain_number", number=number, instrument=title, range=numbers)
    return Indicators(instrument, (indicator,), sought)


def _matching(instrument: Instrument, sought: str) -> Indicators:
    """Return the indicators with all words in their names or, if none, in their criteria.

    Raises:
        UsageError: there is none.
    """
    every = tuple(instrument.indicators())
    names = [_text_of(i.name, i.short, *i.aliases) for i in every]
    criteria = [_text_of(*(level.criterion for level in i.levels)) for i in every]
    words = _text_of(sought).split()
    for texts in (names, criteria):
        holds = [all(word in text for word in words) for text in texts]
        if any(holds):
            found = tuple(compress(every, holds))
            return Indicators(instrument, found, sought, in_criteria=texts is criteria)
    raise _no_match(instrument, sought, " ".join(names))


def _text_of(*texts: str | None) -> str:
    """Return texts as they are compared: without case, with single blanks."""
    return " ".join(" ".join(filter(None, texts)).casefold().split())


def _no_match(instrument: Instrument, sought: str, names: str) -> UsageError:
    """Say that no indicator has the words, and which words were probably meant."""
    known = sorted(set(re.findall(r"\w+", names)))
    words = _text_of(sought).split()
    close = [next(iter(get_close_matches(word, known, n=1)), "") for word in words]
    facts = {"instrument": instrument.title, "words": Quoted(sought)}
    if all(close) and close != words:
        suggestion = Quoted(" ".join(close))
        return UsageError("explain_words_suggestion", **facts, suggestion=suggestion)
    return UsageError("explain_words", **facts, range=span(instrument))
