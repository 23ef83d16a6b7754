"""The instrument: what is asked, what it weighs, how the index is named.

Names are those of the regulation (`docs/glossary.md`).  An instance is always sound: `loading`
makes it of a file without a fault.  Nothing here knows an edition; all that differs is data.
"""

from collections.abc import Iterator, Mapping
from dataclasses import field
from fractions import Fraction
from math import floor
from string import ascii_lowercase
from typing import NamedTuple

from spbe_cli.frozen import frozen


class Evidence(NamedTuple):
    """One piece of evidence of a level, in its place; `max_years` old at most, if a source says."""

    letter: str
    text: str
    note: str | None = None
    max_years: int | None = None


class AskedItem(NamedTuple):
    """A piece of evidence with its code and level; of what is only usual, a row to begin with."""

    code: str
    level: int
    evidence: Evidence


class Level(NamedTuple):
    """One level of one indicator; what no source gives is None."""

    number: int
    name: str | None
    criterion: str | None
    distinguishing: str | None
    evidence: tuple[Evidence, ...] = ()
    note: str | None = None
    recommendation: str | None = None


class ExplanationPart(NamedTuple):
    """One part of an explanation: its heading, others for it, and what belongs there."""

    name: str
    aliases: tuple[str, ...] = ()
    text: str | None = None


class Frame(NamedTuple):
    """The parts that an explanation has at some stages of an assessment, and who says so."""

    stages: tuple[str, ...]
    source: str
    parts: tuple[ExplanationPart, ...]


class Review(NamedTuple):
    """The review that levels from `from_level` on up must prove, told by words; how old at most."""

    words: tuple[str, ...]
    from_level: int
    max_years: int


@frozen
class Capability:
    """A kind of indicator: its level names, the pattern of an explanation, typical evidence."""

    label: str
    level_names: Mapping[int, str | None]
    explanation: str | None = None
    evidence: Mapping[int, str] = field(default_factory=dict)
    distinguishing: Mapping[int, str] = field(default_factory=dict)
    review: Review | None = None


class ExternalIndex(NamedTuple):
    """An index that another agency publishes, from which indicators take their score."""

    name: str
    authority: str
    begins: Mapping[int, Fraction]
    maximum: Fraction

    @property
    def minimum(self) -> Fraction:
        """The lowest value on the agency's scale."""
        return min(self.begins.values())


@frozen
class Indicator:
    """One question, answered with a level (NI); `weight` is BI in percent of the whole, exact.

    It may be answered as often as `repeat` says: the rows are then numbered `35-1`, `35-2`.
    """

    code: str
    name: str
    short: str
    weight: Fraction
    aspect: str
    capability: Capability
    levels: tuple[Level, ...]
    evidence: str | None
    source: str
    agency: str | None = None
    note: str | None = None
    aliases: tuple[str, ...] = ()
    repeat: int = 1
    external: ExternalIndex | None = None
    review: Review | None = None

    def rows(self) -> tuple[str, ...]:
        """Return the numbers of the rows that may answer this indicator, the required one first."""
        several = tuple(f"{self.code}-{n}" for n in range(1, self.repeat + 1))
        return several if self.repeat > 1 else (self.code,)

    def level(self, number: int) -> Level:
        """Return the level with this number."""
        return next(level for level in self.levels if level.number == number)

    def asked_items(self) -> tuple[AskedItem, ...]:
        """Return the evidence that a source lists, as `I4-L1-02`; else the usual one, as `13.a`."""
        listed = [
            AskedItem(f"I{self.code}-L{level.number}-{n:02}", level.number, one)
            for level in self.levels
            for n, one in enumerate(level.evidence, start=1)
        ]
        usual = sorted(self.capability.evidence.items())
        return tuple(listed) or tuple(
            AskedItem(f"{self.code}.{letter}", level, Evidence(letter, text))
            for letter, (level, text) in zip(ascii_lowercase, usual, strict=False)
        )

    def evidence_at(self, number: int) -> str | None:
        """Write what a level is proved by: its own evidence, else that of its capability."""
        own = next((level.evidence for level in self.levels if level.number == number), ())
        listed = "; ".join(f"{one.letter}. {one.text}" for one in own)
        return listed or self.capability.evidence.get(number)


class Aspect(NamedTuple):
    """A group of indicators; `weight` is BA in percent of the whole."""

    code: str
    name: str
    short: str
    weight: Fraction
    domain: str | None
    indicators: tuple[Indicator, ...]


class Domain(NamedTuple):
    """A group of aspects; `weight` is BD in percent of the whole."""

    code: str
    name: str
    short: str
    weight: Fraction
    aspects: tuple[Aspect, ...]


class Predicate(NamedTuple):
    """The name of a band of the index, from `minimum` (inclusive) up."""

    name: str
    minimum: Fraction


class Pair(NamedTuple):
    """What became of an indicator of the edition before: its successors, none if it was dropped."""

    old: str
    new: tuple[str, ...]
    status: str
    note: str | None = None


class Reuse(NamedTuple):
    """Which indicators of the edition before have evidence that serves an indicator again."""

    indicator: str
    old: tuple[str, ...]
    how: str
    note: str | None = None


@frozen
class Instrument:
    """A whole questionnaire of one edition of the regulation.

    The scale runs from `lowest` to `highest`, with so many `decimals`; 0 means whole levels.
    `begins` says at which score a level begins, where that is not its own number.  `predicates`
    run from the highest bound down.  `mapping` leads from the edition that it `follows`.
    """

    id: str
    title: str
    regulation: str
    index_name: str
    lowest: int
    highest: int
    decimals: int
    predicate_on: str
    domains: tuple[Domain, ...]
    aspects: tuple[Aspect, ...]
    predicates: tuple[Predicate, ...]
    sources: Mapping[str, str]
    valid_from: int
    valid_until: int | None = None
    follows: str | None = None
    secondary: str | None = None
    aliases: Mapping[str, str] = field(default_factory=dict)
    sha256: str = ""
    begins: Mapping[int, Fraction] = field(default_factory=dict)
    mapping: tuple[Pair, ...] = ()
    reuse: tuple[Reuse, ...] = ()
    edge: str = "upper"
    frames: tuple[Frame, ...] = ()
    row_index: dict[str, Indicator] = field(default_factory=dict, init=False, repr=False)

    def indicators(self) -> Iterator[Indicator]:
        """Return every indicator in the order of the instrument."""
        return (indicator for aspect in self.aspects for indicator in aspect.indicators)

    def rows(self) -> Mapping[str, Indicator]:
        """Return the indicator of every row that a sheet may hold, in order."""
        if not self.row_index:  # made when it is first asked for
            self.row_index.update((row, i) for i in self.indicators() for row in i.rows())
        return self.row_index

    def required_rows(self) -> tuple[str, ...]:
        """Return the rows that a complete sheet must hold."""
        return tuple(indicator.rows()[0] for indicator in self.indicators())

    def indicator(self, number: str) -> Indicator | None:
        """Return the indicator with this number, or with this number of a row."""
        return next((i for i in self.indicators() if i.code == number), self.rows().get(number))

    def scale(self) -> range:
        """Return the levels of the scale."""
        return range(self.lowest, self.highest + 1)

    def level_at(self, score: Fraction) -> int:
        """Return the level that a score lies in; one below the scale (an assumed 0) is its own."""
        reached = [
            level
            for level, begin in self.begins.items()
            if score > begin or (score == begin and (self.edge == "upper" or level == self.lowest))
        ]
        return max(reached, default=floor(score))

    def above(self, score: Fraction) -> Fraction:
        """Return where the level above a score begins; within the highest, the top of the scale."""
        begins = self.begins.values() or self.scale()
        return Fraction(min((one for one in begins if one > score), default=self.highest))

    def below(self, score: Fraction) -> Fraction:
        """Return what is left of a score that falls by one level; within the lowest, its begin.

        Where a score just at a bound has completed the level below it, that is where its own level
        begins; else where the level below begins.
        """
        level = self.level_at(score) - (self.edge == "upper")
        begin = self.begins.get(level, Fraction(level))
        return max(Fraction(self.lowest), begin)

    def reached_at(self, level: int) -> Fraction:
        """Return the score that reaches a level: where it begins, or where it is completed."""
        if self.edge == "lower":
            return self.begins.get(level + 1, Fraction(self.highest))
        return self.begins.get(level, Fraction(level))

    def is_valid_in(self, year: int) -> bool:
        """Tell whether the edition applies in a year."""
        return self.valid_from <= year <= (self.valid_until or year)

    def frame(self, stage: str) -> Frame | None:
        """Return the parts that an explanation has at a stage, where a source gives them."""
        wanted = " ".join(stage.casefold().split())
        return next((f for f in self.frames if wanted in map(str.casefold, f.stages)), None)

    @property
    def lists_items(self) -> bool:
        """Tell whether it says piece by piece which evidence every level asks for."""
        return any(level.evidence for one in self.indicators() for level in one.levels)
