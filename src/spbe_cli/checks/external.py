"""The index of another agency in an answer sheet: from a cell to its value, or to a fault."""

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, cast

from pydantic import BaseModel, ConfigDict, PlainValidator, ValidationInfo

from spbe_cli.answers import Answer, Cell, Kind, RawRow
from spbe_cli.sheet.cells import (
    NUMBER,
    AnswerRow,
    evidence_of,
    fault,
    formula_found,
    number_found,
    says_none,
    written,
)
from spbe_cli.exact import decimal_places, rounded
from spbe_cli.findings import Fact, Quoted, Raw, Word
from spbe_cli.instrument import ExternalIndex, Instrument
from spbe_cli.scoring import converted

FEWEST_PLACES = 2
"""A level typed beside an index is held against it with at least this many decimals."""


def answer_of(row: RawRow, index: ExternalIndex | None, instrument: Instrument) -> Answer:
    """Make an answer of a row; a level that is typed counts before an index.

    Raises:
        ValidationError: the level, or the index where one is taken, can't be read.
    """
    value = external_value(row.external, index) if index else None
    if index and value is not None and row.level.blank:
        level = converted(index, value, instrument)
        evidence, explanation = evidence_of(row.evidence), written(row.explanation)
        return Answer(level, evidence, explanation, row.external.ref, value)
    cells = {"level": row.level, "evidence": row.evidence, "explanation": row.explanation}
    found = AnswerRow.model_validate(cells, context=instrument)
    return Answer(found.level, found.evidence, found.explanation, row.level.ref, value)


def external_value(cell: Cell, index: ExternalIndex) -> Fraction | None:
    """Return the value that stands in a cell; nothing where the cell says that there is none."""
    if says_none(written(cell)) and cell.kind is not Kind.UNCALCULATED:
        return None
    return ExternalRow.model_validate({"value": cell}, context=index).value


def value_of(cell: Cell, info: ValidationInfo) -> Fraction:
    """Return the number that stands in a cell, if it lies on the agency's scale."""
    index = cast("ExternalIndex", info.context)
    scale: dict[str, Fact] = {
        "source": index.name,
        "authority": index.authority,
        "minimum": index.minimum,
        "maximum": index.maximum,
    }
    if cell.kind is Kind.NUMBER:
        value = cast("Decimal", cell.value)
    elif NUMBER.fullmatch(cell.text):
        value = Decimal(cell.text.replace(",", "."))
    else:
        raise fault("A119", "unreadable", **scale, found=as_found(cell))
    if not index.minimum <= value <= index.maximum:
        raise fault("A119", "", **scale, found=number_found(value))
    return Fraction(value)


def as_found(cell: Cell) -> Fact:
    """Return what stands in a cell that holds no number."""
    match cell.kind:
        case Kind.TEXT:
            return Quoted(cell.text)
        case Kind.DATE:
            return cast("Fact", cell.value)
        case Kind.LOGICAL:
            return Word("true")  # FALSE says that there is none
        case Kind.UNCALCULATED:
            return formula_found(cell)
        case _:
            return Raw(str(cell.value))


def agrees(level: Fraction, score: Fraction) -> bool:
    """Tell whether a typed level is a score, rounded to as many decimals as were typed.

    >>> agrees(Fraction("2.61"), Fraction(47, 18)), agrees(Fraction("2.6"), Fraction(47, 18))
    (True, False)
    """
    places = max(FEWEST_PLACES, decimal_places(level.denominator) or 0)
    return level == Fraction(rounded(score, places))


class ExternalRow(BaseModel):
    """The index of another agency in one row; validated with that index as context."""

    model_config = ConfigDict(frozen=True)

    value: Annotated[Fraction, PlainValidator(value_of)]
