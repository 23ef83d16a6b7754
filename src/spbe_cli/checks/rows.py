"""The pydantic model of one answer: from cells to a level, or the fault of a cell.

Faults are raised by the code of their finding; pydantic's own words never reach a user.
"""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Final, cast

from pydantic import BaseModel, ConfigDict, PlainValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from spbe_cli.answers import Cell, Kind
from spbe_cli.exact import exact_text
from spbe_cli.findings import Day, Fact, Finding, Quoted, Raw, Serial, Word
from spbe_cli.instrument import Instrument

NUMBER: Final = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:[.,]\d{1,15})?", re.ASCII)
SCORE: Final = re.compile(r"[+-]?(?:\d{1,15}[.,]?\d{0,15}|[.,]\d{1,15})", re.ASCII)
WHOLE: Final = re.compile(r"-?\d+(?:[.,]0)?", re.ASCII)
DASHES: Final = re.compile(r"[-\u2010-\u2015\u2212_~.\u2026/\s]*")
CUT: Final = 40
MOST_DIGITS: Final = 15
NO_EVIDENCE: Final = frozenset({
    "nihil", "tidak ada", "tdk ada", "n/a", "na", "belum ada", "blm ada", "kosong", "tidak",
    "belum", "tidak tersedia", "belum tersedia", "none", "false",
})  # fmt: skip
NO_DOCUMENT: Final = frozenset({
    "ada", "terlampir", "menyusul", "proses", "dalam proses", "sudah", "sudah ada", "ok", "oke",
    "lihat lampiran", "lampiran", "ya", "v", "x", "done", "true", "✓", "✔", "√",
})  # fmt: skip


def fault(code: str, variant: str = "", **facts: Fact) -> PydanticCustomError:
    """Make the fault of a cell, named by the code of its finding."""
    return PydanticCustomError(code, "fault", {"variant": variant, "facts": facts})


def level_of(cell: Cell, info: ValidationInfo) -> Fraction:
    """Return the level that stands in a cell (contract: a whole number on the scale)."""
    instrument = cast("Instrument", info.context)
    value = number_in(cell, instrument)
    if not instrument.lowest <= value <= instrument.highest:
        zero = value == 0 and instrument.lowest == 1 and not instrument.decimals
        raise fault("A105", "zero" if zero else "", found=level_found(cell, value))
    exact = Fraction(value)
    if instrument.decimals == 0 and exact.denominator != 1:
        below = int(exact)
        raise fault("A106", found=value, below=below, above=below + 1)
    if (exact * 10**instrument.decimals).denominator != 1:
        raise fault("A118", found=value, maximum=instrument.decimals)
    return exact


def number_in(cell: Cell, instrument: Instrument) -> Decimal:
    """Return the number that a level cell holds, typed as a number or as text."""
    if cell.blank and cell.kind is not Kind.UNCALCULATED:
        raise fault("A104")
    match cell.kind:
        case Kind.NUMBER:
            return cast("Decimal", cell.value)
        case Kind.TEXT:
            return number_written(cell.text, instrument)
        case Kind.DATE:
            day = cast("Day", cell.value)
            raise fault("A107", "" if day.year else "time", found=day)
        case Kind.UNCALCULATED:
            raise fault("A108", found=formula_found(cell))
        case Kind.REFUSED:
            refused = cast("Finding", cell.value)
            raise fault(refused.code, refused.variant, **refused.facts)
        case Kind.ERROR:
            raise fault("A109", found=Raw(str(cell.value)))
        case _:
            raise fault("A110", found=Word("true" if cell.value else "false"))


def number_written(text: str, instrument: Instrument) -> Decimal:
    """Read a number typed as text, with any spaces around it and a comma or a point.

    A whole level may end in `.0` or `,0` and in nothing else: `03`, `+3`, `3.00` are texts.
    """
    pattern = SCORE if instrument.decimals else NUMBER
    value = Decimal(text.replace(",", ".")) if pattern.fullmatch(text) else None
    whole = value is not None and value == int(value)
    if value is None or (whole and not instrument.decimals and not WHOLE.fullmatch(text)):
        raise fault("A101", found=Quoted(text))
    return value


def level_found(cell: Cell, value: Decimal) -> Fact:
    """Return a level off the scale as a fact, with the date that it most likely is."""
    return Serial(value, cell.day) if cell.day else number_found(value)


def number_found(value: Decimal) -> Fact:
    """Return a number as a fact; one that would fill lines as Excel shows it."""
    return value if abs(value.adjusted()) < MOST_DIGITS else Raw(str(value))


def formula_found(cell: Cell) -> Fact:
    """Return the formula of a cell as a fact, cut where it gets too long for a sentence."""
    formula = cell.formula or "="
    return Raw(formula if len(formula) <= CUT else f"{formula[:CUT]}...")


def evidence_of(cell: Cell) -> str:
    """Return the evidence as text; what says that there is none is empty."""
    words = "" if cell.failed else written(cell)
    return "" if says_none(words) else words


def says_none(words: str) -> bool:
    """Tell whether words, if any, say that there is none."""
    plain = " ".join(words.casefold().split()).strip(" .")
    return plain in NO_EVIDENCE or DASHES.fullmatch(plain) is not None


def names_no_document(evidence: str) -> bool:
    """Tell whether the evidence only claims to be there."""
    return " ".join(evidence.casefold().split()).strip(" .!()") in NO_DOCUMENT


def written(cell: Cell) -> str:
    """Return what stands in a cell of text as text; a formula counts as text."""
    if cell.kind is Kind.UNCALCULATED:
        return cell.formula or ""
    if isinstance(cell.value, Day):
        day = cell.value
        return f"{day.day:02}/{day.month:02}/{day.year}" if day.year else day.clock
    if isinstance(cell.value, bool):
        return str(cell.value).upper()
    if isinstance(cell.value, Decimal):
        return exact_text(cell.value)
    return "" if cell.value is None else str(cell.value).strip()


class AnswerRow(BaseModel):
    """One row of an answer sheet; validated with the instrument as context."""

    model_config = ConfigDict(frozen=True)

    level: Annotated[Fraction, PlainValidator(level_of)]
    evidence: Annotated[str, PlainValidator(evidence_of)]
    explanation: Annotated[str, PlainValidator(written)]
