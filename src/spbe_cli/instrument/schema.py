"""The shape of an instrument file: which keys there are, and what each of them holds.

The JSON Schema for editors is generated from these models: a text under a field is what the
editor shows.  Every scalar arrives as the text that was written.  A number is plain decimal digits
without quotation marks; whatever else YAML might make of a text is refused, as finding I105.
"""

import re
from fractions import Fraction
from functools import partial
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from spbe_cli.instrument.yaml import QuotedText

PLAIN_NUMBER: Final = re.compile(r"(0|[1-9]\d*)(\.\d+)?", re.ASCII)
INDICATOR_NUMBER: Final = re.compile(r"[1-9]\d{0,5}", re.ASCII)
LONGEST_NUMBER: Final = 12
YEARS: Final = (1900, 2999)
LARGEST_LEVEL: Final = 50
"""A list of more levels does not fit into a cell of Excel."""
MOST_REPEATS: Final = 20


def plain_number(value: object) -> Fraction | None:
    """Return a plain decimal number without quotation marks, exactly; None for what is none."""
    if not isinstance(value, str) or isinstance(value, QuotedText) or len(value) > LONGEST_NUMBER:
        return None
    return Fraction(value) if PLAIN_NUMBER.fullmatch(value) else None


def exact_number(text: object) -> Fraction:
    """Read a plain decimal number exactly; anything else YAML might make of it is refused."""
    number = plain_number(text)
    if number is None:
        raise PydanticCustomError("I105", "no plain number")
    return number


def _shortest_number(text: object) -> Fraction:
    """Read a number that is a key: written in one way only, so that none stands twice."""
    number = exact_number(text)
    if "." in str(text) and str(text).endswith("0"):
        raise PydanticCustomError("I105", "zeros at the end", {"zeros": True})
    return number


def _indicator_number(text: object) -> str:
    if isinstance(text, str) and INDICATOR_NUMBER.fullmatch(text):
        return str(text)
    raise PydanticCustomError("I105", "no number of an indicator", {"code": True})


def _whole_number(text: object, least: int, most: int | None) -> int:
    number = exact_number(text)
    if "." in str(text):
        raise PydanticCustomError("I105", "no whole number", {"whole": True})
    if most is not None and not least <= number <= most:
        raise PydanticCustomError("I105", "off the range", {"range": f"{least}-{most}"})
    return int(number)


def _whole(least: int, most: int | None = None) -> tuple[PlainValidator, WithJsonSchema]:
    ends = {"minimum": least} if most is None else {"minimum": least, "maximum": most}
    read = PlainValidator(partial(_whole_number, least=least, most=most))
    return read, WithJsonSchema({"type": "integer", **ends})


def _by_level(value: dict[str, Any]) -> WithJsonSchema:
    levels = {"type": "object", "patternProperties": {"^[0-9]+$": value}}
    return WithJsonSchema({**levels, "additionalProperties": False})


NUMBER: Final[dict[str, Any]] = {"type": "number", "minimum": 0}
Number = Annotated[Fraction, PlainValidator(exact_number), WithJsonSchema(NUMBER)]
Whole = Annotated[int, *_whole(0)]
NumberKey = Annotated[Fraction, PlainValidator(_shortest_number)]
Level = Annotated[int, *_whole(0, LARGEST_LEVEL)]
Year = Annotated[int, *_whole(*YEARS)]
Text = Annotated[str, Field(min_length=1)]
Code = Annotated[
    str, Field(min_length=1), WithJsonSchema({"type": ["string", "integer"], "minLength": 1})
]
IndicatorCode = Annotated[
    str,
    PlainValidator(_indicator_number),
    WithJsonSchema({"type": ["string", "integer"], "pattern": "^[1-9][0-9]{0,5}$", "minimum": 1}),
]
Texts = Annotated[dict[Whole, Text | None], _by_level({"type": ["string", "null"], "minLength": 1})]
Numbers = Annotated[dict[Whole, Number], _by_level(NUMBER)]


class PartFile(BaseModel):
    """Base of every part: immutable, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class ScaleFile(PartFile):
    """The levels that can be given."""

    lowest: Level
    """The lowest level: 0 or 1."""
    highest: Level
    """The highest level."""
    decimals: Annotated[int, *_whole(0, 4)] = 0
    """How many decimals a score may have; 0 means whole levels only."""
    begins: Numbers = Field(default_factory=dict)
    """At which score each level begins, where scores have decimals and 2 does not begin at 2."""
    edge: Literal["lower", "upper"] = "upper"
    """Which level a score exactly on a bound of `begins` lies in: the one below, or that above."""


class PredicateFile(PartFile):
    """A band of the index; list the bands from the highest bound down."""

    name: Text
    """What an index in this band is called, for example Sangat Baik."""
    minimum: Number
    """The lowest index of the band, inclusive."""


class PartOfExplanationFile(PartFile):
    """One part of an explanation, such as Fakta."""

    name: Text
    """Its heading."""
    aliases: tuple[Text, ...] = ()
    """Other headings under which it is written."""
    text: Text | None = None
    """What belongs there; left out where the `explanation` of the capability says it."""


class ExplanationFile(PartFile):
    """The parts that an explanation has at some stages of an assessment."""

    stages: Annotated[tuple[Text, ...], Field(min_length=1)]
    """The stages, as the sheet Identitas names them: Penilaian Mandiri."""
    source: Text
    """Where it stands: guideline, section, page."""
    parts: Annotated[tuple[PartOfExplanationFile, ...], Field(min_length=1)]
    """The parts in their order."""


class ReviewFile(PartFile):
    """The review, or the audit, that high levels must prove, and how old it may be."""

    words: Annotated[tuple[Text, ...], Field(min_length=1)]
    """Words by which it is told from other evidence: reviu, audit."""
    from_level: Level
    """The lowest level that asks for it."""
    max_years: Whole
    """How many years old it may be at most."""


class CapabilityFile(PartFile):
    """A kind of indicator: what its levels are called and how answers are written."""

    code: Text
    """The word by which indicators name this kind, for example process."""
    name: Text
    """The name in the regulation, for example kapabilitas proses."""
    label: Text
    """Which indicators these are, in a word or two, for example Layanan."""
    levels: Texts
    """The name of every level of the scale; null where no source gives it."""
    source: Text
    """Where the names stand: regulation, table, page."""
    distinguishing: Texts = Field(default_factory=dict)
    """What sets each level apart from the one below, for indicators that do not say it."""
    explanation: Text | None = None
    """The pattern of sentence that an explanation follows."""
    evidence: Texts = Field(default_factory=dict)
    """What kind of evidence each level typically has."""
    review: ReviewFile | None = None
    """The review that high levels ask for, where a source says how old it may be."""
    missing: Text | None = None
    """Why something here is null: what no source gives."""


class ExternalIndexFile(PartFile):
    """An index that another agency publishes, from which indicators take their score."""

    name: Text
    """What it is called, and the word by which indicators name it: SDI."""
    authority: Text
    """The agency that publishes it."""
    begins: Numbers
    """At which of its values each level begins, from the lowest up."""
    maximum: Number
    """The highest value on its scale."""
    source: Text
    """Where the bands stand: regulation, table, page."""


class PairFile(PartFile):
    """What became of one indicator of the edition before."""

    old: Code
    """Its number there."""
    new: tuple[Code, ...]
    """The numbers of its successors here; empty if there is none."""
    status: Literal["official", "completed", "inferred", "none"]
    """Whether a source says so, is cut off and was completed, or it was inferred; none without."""
    note: Text | None = None
    """What else is to know of this pair."""


class ReuseFile(PartFile):
    """Which evidence of the edition before serves an indicator again."""

    indicator: Code
    """The number of the indicator here."""
    old: tuple[Code, ...]
    """The numbers of the indicators there whose evidence serves it; empty if none does."""
    how: Literal["reuse", "update", "new"]
    """Whether that can be handed in again, must be brought up to date, or only shows the way."""
    note: Text | None = None
    """What must be added, and what is in doubt."""


class EvidenceFile(PartFile):
    """One piece of evidence that is asked for at a level."""

    letter: Annotated[str, Field(pattern="^[a-z]$")]
    """Its place in the list of its level: a, b, c."""
    text: Text
    """What is asked for, in your own concise words."""
    note: Text | None = None
    """What the sources leave in doubt about it."""
    max_years: Whole | None = None
    """How many years old it may be at most, where a source gives a limit."""


class IndicatorFile(PartFile):
    """One question, answered with a level."""

    code: IndicatorCode
    """The number of the indicator, in quotation marks: '13'."""
    name: Text
    """The official name, in full."""
    short: Text
    """A short name for tables and prompts."""
    weight: Number
    """The weight as the regulation prints it, in percent: 2.50."""
    capability: Text
    """The code of the capability, which gives the names of the levels."""
    source: Text
    """Where the criteria and the weight stand: regulation, table, page."""
    criteria: Texts
    """What each level demands, in your own concise words; null where no source gives it."""
    distinguishing: Texts = Field(default_factory=dict)
    """What sets each level apart from the one below, in a few words: it goes into prompts."""
    evidence: Text | None
    """Typical evidence; null where no source gives it, or where every level has its own."""
    evidence_items: dict[Whole, tuple[EvidenceFile, ...]] = Field(
        default_factory=dict, json_schema_extra={"propertyNames": {"pattern": "^[0-9]+$"}}
    )
    """The evidence that a source asks for at each level, piece by piece."""
    agency: Text | None = None
    """Who usually answers it, where a source says so."""
    note: Text | None = None
    """What else is to know: later guidelines, contradictions between sources."""
    recommendations: Texts = Field(default_factory=dict)
    """What to do to reach a level, in a sentence, where its criterion does not yield one."""
    notes: Texts = Field(default_factory=dict)
    """What is to know of the criterion of one level: a doubt, a contradiction."""
    review: ReviewFile | None = None
    """The review that its high levels ask for, where it is not that of its capability."""
    aliases: tuple[Text, ...] = ()
    """Other names under which reports print it."""
    repeat: Annotated[int, *_whole(1, MOST_REPEATS)] = 1
    """How often it may be answered; each answer is a row of its own: 35-1, 35-2."""
    external: Text | None = None
    """The name of another agency's index, if its score can be converted from that."""
    missing: Text | None = None
    """Why something here is null: what no source gives."""


class AspectFile(PartFile):
    """A group of indicators."""

    code: Code
    """A short code: A1."""
    name: Text
    """The official name, in full."""
    short: Text
    """A short name for charts."""
    weight: Number
    """The weight in percent; its indicators must add up to it."""
    source: Text
    """Where the weight stands: regulation, table, page."""
    indicators: tuple[IndicatorFile, ...]
    """The indicators of this aspect, in order."""


class DomainFile(PartFile):
    """A group of aspects."""

    code: Code
    """A short code: D1."""
    name: Text
    """The official name, in full."""
    short: Text
    """A short name for charts."""
    weight: Number
    """The weight in percent; its aspects must add up to it."""
    source: Text
    """Where the weight stands: regulation, table, page."""
    aspects: tuple[AspectFile, ...]
    """The aspects of this domain, in order."""


class InstrumentFile(PartFile):
    """A whole instrument: `domains`, or `aspects` where there is no layer of domains."""

    id: Text
    """The name of the file without .yaml."""
    title: Text
    """A short title that people recognise: PermenPANRB 59/2020."""
    regulation: Text
    """The full name of the regulation."""
    index_name: Text
    """What the index is called: Indeks SPBE."""
    valid_from: Year
    """The first year of assessment in which it applies."""
    valid_until: Year | None = None
    """The last year in which it applies; leave out while it is in force."""
    follows: Text | None = None
    """The id of the instrument that it replaced."""
    secondary: Text | None = None
    """Why it is not taken from the regulation itself; then every output says so."""
    sources: dict[str, Text]
    """Where scale, weights, predicates, rounding and the rest come from."""
    scale: ScaleFile
    """From which level to which answers go, and with how many decimals."""
    rounding: Literal["half_up"]
    """How a printed index is rounded, once, from its exact value."""
    predicate_on: Literal["exact", "rounded"]
    """Which index is held against the bounds of the predicates."""
    weights: Literal["absolute", "relative"]
    """Whether weights are shares of the whole, or of the part they stand in (each sums to 100)."""
    predicates: tuple[PredicateFile, ...]
    """The bands of the index, from the highest bound down to the lowest level."""
    row_aliases: dict[str, Text] = Field(default_factory=dict)
    """Other numbers under which reports print a row: '36' for 35-2."""
    explanations: tuple[ExplanationFile, ...] = ()
    """Which parts an explanation has at each stage, where a source says so."""
    capabilities: tuple[CapabilityFile, ...]
    """The kinds of indicators."""
    external_indices: tuple[ExternalIndexFile, ...] = ()
    """The indices of other agencies from which scores are converted."""
    domains: tuple[DomainFile, ...] = ()
    """The domains with their aspects and indicators."""
    aspects: tuple[AspectFile, ...] = ()
    """The aspects, where there is no layer of domains."""
    mapping: tuple[PairFile, ...] = ()
    """What became of the indicators of the edition that `follows` names."""
    reuse: tuple[ReuseFile, ...] = ()
    """Which evidence of that edition serves again, where levels of both can't be compared."""


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of an instrument file, for editors and other checkers."""
    draft = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {**InstrumentFile.model_json_schema(), **draft, "title": "Instrument of spbe"}
