"""What `spbe explain` finds: indicators by their numbers or by words, concepts by their names."""

import re
from difflib import get_close_matches
from itertools import chain
from operator import attrgetter
from typing import Final, Literal

from spbe_cli.answers import Cell, Kind
from spbe_cli.errors import UsageError
from spbe_cli.findings import Finding, Quoted
from spbe_cli.frozen import frozen
from spbe_cli.instrument import Indicator, Instrument
from spbe_cli.instrument.loading import Inspection
from spbe_cli.sheet.values import number_of, span
from spbe_cli.words import catalogue

RANGE: Final = re.compile(r"(\d+)-(\d+)", re.ASCII)
ALL_CONCEPTS: Final = frozenset({"istilah", "glosarium", "terms", "concepts", "glossary"})
By = Literal["number", "name", "criteria", "concept"]


@frozen
class Topic:
    """The indicators that somebody asked for, or the concepts; the others have the words, too."""

    instrument: Instrument
    sought: str
    by: By
    indicators: tuple[Indicator, ...] = ()
    concepts: tuple[str, ...] = ()


@frozen
class Explained:
    """A topic, of a finding its code; of an instrument file with errors only the findings."""

    topic: Topic | str | None
    findings: tuple[Finding, ...] = ()


def explain(sought: str, chosen: Inspection) -> Explained:
    """Find numbers or words in a sound instrument; UsageError if there are none such."""
    topic, instrument = None, chosen.instrument
    if instrument:
        topic = _numbered(instrument, sought) or _matching(instrument, sought)
    return Explained(topic, chosen.findings)


def _numbered(instrument: Instrument, sought: str) -> Topic | None:
    """Return the indicators that numbers and ranges mean; None if other words stand there."""

    def with_number(number: str) -> Indicator | None:
        return instrument.indicator(instrument.aliases.get(number, number))

    facts = {"instrument": instrument.title, "range": span(instrument)}
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
                number = ends[1] if first is None else ends[2]
                raise UsageError("explain_number", number=number, **facts)
            indicators += every[every.index(first) : every.index(last) + 1]
        elif number or ends:
            raise UsageError("explain_number", number=number or piece, **facts)
        else:
            return None
    found = tuple({one.code: one for one in indicators}.values())
    return Topic(instrument, sought, "number", found)


def _matching(instrument: Instrument, sought: str) -> Topic:
    """Return what words mean: a concept of that name, else the indicators with them in theirs.

    If there are none, return concepts with the words among others, or indicators with the words
    in their criteria; else say which words were probably meant.
    """
    words, every = _plain(sought).split(), tuple(instrument.indicators())
    names = [_plain(one.name, one.short, *one.aliases) for one in every]
    criteria = [_plain(*(level.criterion for level in one.levels)) for one in every]

    def with_words(texts: list[str]) -> tuple[Indicator, ...]:
        pairs = zip(every, texts, strict=True)
        return tuple(one for one, text in pairs if all(word in text for word in words))

    named, concepts = with_words(names), _called(" ".join(words))
    if concepts:
        return Topic(instrument, sought, "concept", named, concepts)
    of_concepts = {key: _names(key) for key in catalogue.concepts()}
    concepts = tuple(key for key, known in of_concepts.items()
                     if any(set(words) <= set(name.split()) for name in known))  # fmt: skip
    if named:
        return Topic(instrument, sought, "name", named, concepts)
    if concepts:
        return Topic(instrument, sought, "concept", (), concepts)
    if found := with_words(criteria):
        return Topic(instrument, sought, "criteria", found)
    facts = {"instrument": instrument.title, "words": Quoted(sought)}
    if close := _meant(words, names, [*chain(*of_concepts.values())]):
        raise UsageError("explain_words_suggestion", **facts, suggestion=Quoted(close))
    raise UsageError("explain_words", **facts, range=span(instrument))


def _called(sought: str) -> tuple[str, ...]:
    """Return the concepts of this name: one of its own, else a further one, else one avoided."""
    if sought in ALL_CONCEPTS:
        return catalogue.concepts()
    concepts = {key: catalogue.concept(key) for key in catalogue.concepts()}
    for names in (attrgetter("name", "other"), attrgetter("also"), attrgetter("avoided")):
        found = (key for key, one in concepts.items() if sought in map(_plain, names(one)))
        if called := tuple(found):
            return called
    return ()


def _names(key: str) -> list[str]:
    one = catalogue.concept(key)
    return [_plain(name) for name in (one.name, one.other, *one.also)]


def _meant(words: list[str], names: list[str], of_concepts: list[str]) -> str:
    """Return the words that were probably meant, of concepts or of indicators; "" if none are."""
    if whole := get_close_matches(" ".join(words), of_concepts, n=1, cutoff=0.75):
        return whole[0]
    known = sorted(set(re.findall(r"\w+", " ".join(names))))
    close = [next(iter(get_close_matches(word, known, n=1)), "") for word in words]
    return " ".join(close) if all(close) and close != words else ""


def _plain(*texts: str | None) -> str:
    return " ".join(" ".join(filter(None, texts)).casefold().split())
