"""What `spbe explain` finds: indicators by their numbers or by words."""

import re
from collections.abc import Mapping
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
By = Literal["number", "name", "criteria"]


@dataclass(frozen=True, slots=True)
class Indicators:
    """The indicators that somebody asked for, and where the words stand by which they did."""

    instrument: Instrument
    found: tuple[Indicator, ...]
    sought: str = ""
    by: By = "number"


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

    Raises UsageError: there is no such indicator.
    """
    if chosen.instrument is None:
        return Explained(None, chosen.findings)
    numbered = _numbered(chosen.instrument, sought)
    if numbered is None:
        return Explained(_matching(chosen.instrument, sought), chosen.findings)
    found = tuple({one.code: one for one in numbered}.values())
    return Explained(Indicators(chosen.instrument, found, sought), chosen.findings)


def _numbered(instrument: Instrument, sought: str) -> list[Indicator] | None:
    """Return the indicators that numbers and ranges mean; None if other words stand there."""

    def with_number(number: str) -> Indicator | None:
        return instrument.indicator(instrument.aliases.get(number, number))

    def unknown(number: str) -> UsageError:
        facts = {"instrument": instrument.title, "range": span(instrument)}
        return UsageError("explain_number", number=number, **facts)

    pieces, every = [sought], list(instrument.indicators())
    if not number_of(Cell("", Kind.TEXT, sought)):
        pieces = re.split(r"[,;\s]+", re.sub(r"(?<=\d)\s*-\s*(?=\d)", "-", sought))
    indicators: list[Indicator] = []
    for piece in pieces:
        number = number_of(Cell("", Kind.TEXT, piece))
        ends = RANGE.fullmatch(piece)
        if number and (one := with_number(number)):
            indicators.append(one)
        elif ends and int(ends[1]) < int(ends[2]):
            first, last = map(with_number, ends.groups())
            if first is None or last is None:
                raise unknown(ends[1] if first is None else ends[2])
            indicators += every[every.index(first) : every.index(last) + 1]
        elif number or ends:
            raise unknown(number or piece)
        else:
            return None
    return indicators


def _matching(instrument: Instrument, sought: str) -> Indicators:
    """Return the indicators with all words in their names or, if none, in their criteria.

    If there are none, say which words were probably meant.
    """
    words, every = _plain(sought).split(), tuple(instrument.indicators())
    names = [_plain(one.name, one.short, *one.aliases) for one in every]
    criteria = [_plain(*(level.criterion for level in one.levels)) for one in every]
    texts: Mapping[By, list[str]] = {"name": names, "criteria": criteria}
    for by, its in texts.items():
        pairs = zip(every, its, strict=True)
        found = tuple(one for one, text in pairs if all(word in text for word in words))
        if found:
            return Indicators(instrument, found, sought, by)
    known = sorted(set(re.findall(r"\w+", " ".join(names))))
    close = [next(iter(get_close_matches(word, known, n=1)), "") for word in words]
    facts = {"instrument": instrument.title, "words": Quoted(sought)}
    if all(close) and close != words:
        suggestion = Quoted(" ".join(close))
        raise UsageError("explain_words_suggestion", **facts, suggestion=suggestion)
    raise UsageError("explain_words", **facts, range=span(instrument))


def _plain(*texts: str | None) -> str:
    """Return texts as they are compared: without case, with single blanks."""
    return " ".join(" ".join(filter(None, texts)).casefold().split())
