"""What `spbe explain` finds: indicators by their numbers or by words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, Literal

from spbe_cli.answers import Cell, Kind
from spbe_cli.errors import UsageError
from spbe_cli.findings import Finding, Quoted
from spbe_cli.instrument import Indicator, Instrument
from spbe_cli.instrument.loading import Inspection
from spbe_cli.sheet.numbers import number_of, span

RANGE: Final = re.compile(r"(\d+)-(\d+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Indicators:
    """The indicators that somebody asked for, and where the words stand by which they did."""

    instrument: Instrument
    found: tuple[Indicator, ...]
    sought: str = ""
    by: Literal["number", "name", "criteria"] = "number"


@dataclass(frozen=True, slots=True)
class Code:
    """The code of a finding that somebody asked for."""

    code: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A topic, and the findings of the instrument file; no topic if they are errors."""

    topic: Indicators | Code | None
    findings: tuple[Finding, ...] = ()


def explain(sought: str, chosen: Inspection) -> Explained:
    """Find numbers or words in the instrument that was chosen, if its file is sound.

    Raises:
        UsageError: there is no such indicator.
    """
    if chosen.instrument is None:
        return Explained(None, chosen.findings)
    codes = _numbered(chosen.instrument, sought)
    if codes is None:
        return Explained(_matching(chosen.instrument, sought), chosen.findings)
    known = {one.code: one for one in chosen.instrument.indicators()}
    found = tuple(known[code] for code in dict.fromkeys(codes))
    return Explained(Indicators(chosen.instrument, found, sought), chosen.findings)


def _numbered(instrument: Instrument, sought: str) -> list[str] | None:
    """Return the indicators that numbers and ranges mean; None if other words stand there."""
    if number_of(Cell("", Kind.TEXT, sought)):
        pieces = [sought]
    else:
        pieces = re.split(r"[,;\s]+", re.sub(r"(?<=\d)\s*-\s*(?=\d)", "-", sought))
    codes: list[str] = []
    for piece in pieces:
        number = number_of(Cell("", Kind.TEXT, piece))
        ends = RANGE.fullmatch(piece)
        if number and (one := _with_number(instrument, number)):
            codes.append(one.code)
        elif ends and int(ends[1]) < int(ends[2]):
            codes += _between(instrument, ends[1], ends[2])
        elif number or ends:
            raise _no_number(instrument, number or piece)
        else:
            return None
    return codes


def _between(instrument: Instrument, first: str, last: str) -> Iterator[str]:
    """Yield the indicators from one number to another, in the order of the instrument."""
    for number in (first, last):
        if _with_number(instrument, number) is None:
            raise _no_number(instrument, number)
    codes = [one.code for one in instrument.indicators()]
    yield from codes[codes.index(str(int(first))) : codes.index(str(int(last))) + 1]


def _with_number(instrument: Instrument, number: str) -> Indicator | None:
    return instrument.indicator(instrument.aliases.get(number, number))


def _no_number(instrument: Instrument, number: str) -> UsageError:
    facts = {"instrument": instrument.title, "range": span(instrument)}
    return UsageError("explain_number", number=number, **facts)


def _matching(instrument: Instrument, sought: str) -> Indicators:
    """Return the indicators with all words in their names or, if none, in their criteria."""
    words = _plain(sought).split()
    every = tuple(instrument.indicators())
    names = [_plain(one.name, one.short, *one.aliases) for one in every]
    criteria = [_plain(*(level.criterion for level in one.levels)) for one in every]
    if found := _with_words(words, every, names):
        return Indicators(instrument, found, sought, "name")
    if found := _with_words(words, every, criteria):
        return Indicators(instrument, found, sought, "criteria")
    raise _no_match(instrument, sought, " ".join(names))


def _with_words(
    words: list[str], indicators: tuple[Indicator, ...], texts: list[str]
) -> tuple[Indicator, ...]:
    """Return the indicators whose texts hold all words."""
    pairs = zip(indicators, texts, strict=True)
    return tuple(one for one, text in pairs if all(word in text for word in words))


def _plain(*texts: str | None) -> str:
    """Return texts as they are compared: without case, with single blanks."""
    return " ".join(" ".join(filter(None, texts)).casefold().split())


def _no_match(instrument: Instrument, sought: str, names: str) -> UsageError:
    """Say that no indicator has the words, and which words were probably meant."""
    known = sorted(set(re.findall(r"\w+", names)))
    words = _plain(sought).split()
    close = [next(iter(get_close_matches(word, known, n=1)), "") for word in words]
    facts = {"instrument": instrument.title, "words": Quoted(sought)}
    if all(close) and close != words:
        suggestion = Quoted(" ".join(close))
        return UsageError("explain_words_suggestion", **facts, suggestion=suggestion)
    return UsageError("explain_words", **facts, range=span(instrument))
