"""What a key of a YAML file can hold: exact numbers, whole numbers, codes, texts.

Every scalar arrives as the text that was written.  A number is plain decimal digits without
quotation marks; whatever else YAML might make of a text is refused, as finding I105.
"""

import re
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from spbe_cli.instrument.nodes import QuotedText

PLAIN_NUMBER: Final = re.compile(r"(0|[1-9]\d*)(\.\d+)?", re.ASCII)
WHOLE_NUMBER: Final = re.compile(r"0|[1-9]\d*", re.ASCII)
INDICATOR_NUMBER: Final = re.compile(r"[1-9]\d{0,5}", re.ASCII)
NOT_A_NUMBER: Final = PydanticCustomError("I105", "no plain number")
TRAILING_ZEROS: Final = PydanticCustomError("I105", "zeros at the end", {"zeros": True})
NOT_WHOLE: Final = PydanticCustomError("I105", "no whole number", {"whole": True})
LONGEST_NUMBER: Final = 12
YEARS: Final = (1900, 2999)
LARGEST_LEVEL: Final = 50
"""A list of more levels does not fit into a cell of Excel."""
MOST_REPEATS: Final = 20


def exact_number(text: object) -> Fraction:
    """Read a plain decimal number exactly; anything else YAML might make of it is refused."""
    if is_written(PLAIN_NUMBER, text):
        return Fraction(str(text))
    raise NOT_A_NUMBER


def _whole_number(text: object) -> int:
    """Read a whole number."""
    if is_written(WHOLE_NUMBER, text):
        return int(str(text))
    raise NOT_WHOLE if is_written(PLAIN_NUMBER, text) else NOT_A_NUMBER


def _shortest_number(text: object) -> Fraction:
    """Read a number that is a key: written in one way only, so that none stands twice."""
    number = exact_number(text)
    if "." in str(text) and str(text).endswith("0"):
        raise TRAILING_ZEROS
    return number


def _indicator_number(text: object) -> str:
    """Read the number of an indicator, with or without quotation marks."""
    if isinstance(text, str) and INDICATOR_NUMBER.fullmatch(text):
        return str(text)
    raise PydanticCustomError("I105", "no number of an indicator", {"code": True})


def is_written(pattern: re.Pattern[str], value: object) -> bool:
    """Tell whether a value is a number of a kind, without quotation marks."""
    if not isinstance(value, str) or isinstance(value, QuotedText):
        return False
    return len(value) <= LONGEST_NUMBER and pattern.fullmatch(value) is not None


def _between(least: int, most: int) -> Callable[[object], int]:
    """Make the reader of a whole number within bounds."""
    return partial(_whole_number_between, least, most)


def _whole_number_between(least: int, most: int, text: object) -> int:
    """Read a whole number within bounds."""
    number = _whole_number(text)
    if least <= number <= most:
        return number
    raise PydanticCustomError("I105", "off the range", {"range": f"{least}-{most}"})


def _integer(least: int, most: int) -> WithJsonSchema:
    """Describe a whole number within bounds to editors."""
    return WithJsonSchema({"type": "integer", "minimum": least, "maximum": most})


BY_LEVEL: Final[dict[str, Any]] = {
    "type": "object",
    "patternProperties": {"^[0-9]+$": {"type": ["string", "null"], "minLength": 1}},
    "additionalProperties": False,
}

NUMBER_BY_LEVEL: Final[dict[str, Any]] = {
    "type": "object",
    "patternProperties": {"^[0-9]+$": {"type": "number", "minimum": 0}},
    "additionalProperties": False,
}

Number = Annotated[
    Fraction, PlainValidator(exact_number), WithJsonSchema({"type": "number", "minimum": 0})
]
Whole = Annotated[
    int, PlainValidator(_whole_number), WithJsonSchema({"type": "integer", "minimum": 0})
]
NumberKey = Annotated[Fraction, PlainValidator(_shortest_number)]
Level = Annotated[int, PlainValidator(_between(0, LARGEST_LEVEL)), _integer(0, LARGEST_LEVEL)]
Decimals = Annotated[int, PlainValidator(_between(0, 4)), _integer(0, 4)]
Year = Annotated[int, PlainValidator(_between(*YEARS)), _integer(*YEARS)]
Repeat = Annotated[int, PlainValidator(_between(1, MOST_REPEATS)), _integer(1, MOST_REPEATS)]
Text = Annotated[str, Field(min_length=1)]
Code = Annotated[
    str, Field(min_length=1), WithJsonSchema({"type": ["string", "integer"], "minLength": 1})
]
IndicatorCode = Annotated[
    str,
    PlainValidator(_indicator_number),
    WithJsonSchema({"type": ["string", "integer"], "pattern": "^[1-9][0-9]{0,5}$", "minimum": 1}),
]
Letter = Annotated[str, Field(pattern="^[a-z]$")]
Texts = Annotated[dict[Whole, Text | None], WithJsonSchema(BY_LEVEL)]
Numbers = Annotated[dict[Whole, Number], WithJsonSchema(NUMBER_BY_LEVEL)]


class Part(BaseModel):
    """Base of every part: immutable, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
