"""From a cell to a level, another agency's index or a text, or to the fault of the cell."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Final

from spbe_cli.answers import Answer, Cell, Kind, RawRow, as_found, number_found
from spbe_cli.exact import decimal_places, exact_text, rounded
from spbe_cli.findings import Day, Fact, Finding, Quoted, Serial
from spbe_cli.instrument import ExternalIndex, Instrument
from spbe_cli.scoring import converted

NUMBER: Final = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:[.,]\d{1,15})?", re.ASCII)
_SCORE: Final = re.compile(r"[+-]?(?:\d{1,15}[.,]?\d{0,15}|[.,]\d{1,15})", re.ASCII)
_WHOLE: Final = re.compile(r"-?\d+(?:[.,]0)?", re.ASCII)
_DASHES: Final = re.compile(r"[-\u2010-\u2015\u2212_~.\u2026/\s]*")
_NO_EVIDENCE: Final = frozenset({
    "nihil", "tidak ada", "tdk ada", "n/a", "na", "belum ada", "blm ada", "kosong", "tidak",
    "belum", "tidak tersedia", "belum tersedia", "none", "false",
})  # fmt: skip
_NO_DOCUMENT: Final = frozenset({
    "ada", "terlampir", "menyusul", "proses", "dalam proses", "sudah", "sudah ada", "ok", "oke",
    "lihat lampiran", "lampiran", "ya", "v", "x", "done", "true", "✓", "✔", "√",
})  # fmt: skip
_LONGEST_YEAR: Final = 4
FEWEST_PLACES = 2
"""A level typed beside an index is held against it with at least this many decimals."""


class CellFault(Exception):  # noqa: N818  it is no error of the program
    """What is wrong with a cell: code, variant and facts of the finding."""

    def __init__(self, code: str, variant: str = "", /, **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.variant = variant
        self.facts = facts


def answer_of(row: RawRow, index: ExternalIndex | None, instrument: Instrument) -> Answer:
    """Make an answer of a row; a level that is typed counts before an index.

    Raises:
        CellFault: the level, or the index where one is taken, can't be read.
    """
    evidence, explanation = evidence_of(row.evidence), written(row.explanation)
    reason = "" if row.justification.failed else written(row.justification)
    value = _index_of(row.external, index) if index else None
    if index and value is not None and row.level.blank:
        level = converted(index, value, instrument)
        return Answer(level, evidence, explanation, row.external.ref, value, reason)
    level = level_of(row.level, instrument)
    return Answer(level, evidence, explanation, row.level.ref, value, reason)


def level_of(cell: Cell, instrument: Instrument) -> Fraction:
    """Return the level that stands in a cell (contract: a whole number on the scale).

    Raises:
        CellFault: there is none.
    """
    value = _number_in(cell, instrument)
    if not instrument.lowest <= value <= instrument.highest:
        zero = value == 0 and instrument.lowest == 1 and not instrument.decimals
        found = Serial(value, cell.day) if cell.day else number_found(value)
        raise CellFault("A105", "zero" if zero else "", found=found)
    exact = Fraction(value)
    if instrument.decimals == 0 and exact.denominator != 1:
        raise CellFault("A106", found=value, below=int(exact), above=int(exact) + 1)
    if (exact * 10**instrument.decimals).denominator != 1:
        raise CellFault("A118", found=value, maximum=instrument.decimals)
    return exact


def _number_in(cell: Cell, instrument: Instrument) -> Decimal:
    """Return the number that a level cell holds.

    As text it may have spaces around it and a comma or a point; a whole level may end in `.0`
    or `,0` and in nothing else: `03`, `+3`, `3.00` are texts.
    """
    match cell:
        case Cell(kind=Kind.NUMBER, value=Decimal() as value):
            return value
        case Cell(blank=True):
            raise CellFault("A104")
        case Cell(kind=Kind.TEXT, text=text):
            pattern = _SCORE if instrument.decimals else NUMBER
            if pattern.fullmatch(text):
                number = Decimal(text.replace(",", "."))
                if instrument.decimals or number != int(number) or _WHOLE.fullmatch(text):
                    return number
            raise CellFault("A101", found=Quoted(text))
        case Cell(kind=Kind.DATE, value=Day() as day):
            raise CellFault("A107", "" if day.year else "time", found=day)
        case Cell(kind=Kind.REFUSED, value=Finding() as refused):
            raise CellFault(refused.code, refused.variant, **refused.facts)
        case _:
            code = {Kind.UNCALCULATED: "A108", Kind.ERROR: "A109"}.get(cell.kind, "A110")
            raise CellFault(code, found=as_found(cell))


def evidence_of(cell: Cell) -> str:
    """Return the evidence as text; what says that there is none is empty."""
    words = "" if cell.failed else written(cell)
    return "" if _says_none(words) else words


def _says_none(words: str) -> bool:
    plain = " ".join(words.casefold().split()).strip(" .")
    return plain in _NO_EVIDENCE or is_line(plain)


def is_line(words: str) -> bool:
    """Tell whether a text is only a line to write on."""
    return _DASHES.fullmatch(words) is not None


def names_no_document(evidence: str) -> bool:
    """Tell whether the evidence only claims to be there."""
    return " ".join(evidence.casefold().split()).strip(" .!()") in _NO_DOCUMENT


def written(cell: Cell) -> str:
    """Return what stands in a cell of text as text; a formula counts as text."""
    match cell.value:
        case _ if cell.kind is Kind.UNCALCULATED:
            return cell.formula or ""
        case Day() as day:
            return f"{day.day:02}/{day.month:02}/{day.year}" if day.year else day.clock
        case bool() as value:
            return str(value).upper()
        case Decimal() as value:
            return exact_text(value)
        case None:
            return ""
        case value:
            return str(value).strip()


def year_in(cell: Cell) -> int | None:
    """Return the year that stands in a cell, if it is one."""
    text = written(cell)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_YEAR else None


def _index_of(cell: Cell, index: ExternalIndex) -> Fraction | None:
    """Return the value of another agency's index; None where the cell says that there is none."""
    if _says_none(written(cell)) and cell.kind is not Kind.UNCALCULATED:
        return None
    value = cell.value if isinstance(cell.value, Decimal) else None
    if NUMBER.fullmatch(cell.text):
        value = Decimal(cell.text.replace(",", "."))
    if value is not None and index.minimum <= value <= index.maximum:
        return Fraction(value)
    text = Quoted(cell.text) if cell.kind is Kind.TEXT else as_found(cell)
    raise CellFault(
        "A119",
        "unreadable" if value is None else "",
        source=index.name,
        authority=index.authority,
        minimum=index.minimum,
        maximum=index.maximum,
        found=text if value is None else number_found(value),
    )


def agrees(level: Fraction, score: Fraction) -> bool:
    """Tell whether a typed level is a score, rounded to as many decimals as were typed.

    >>> agrees(Fraction("2.61"), Fraction(47, 18)), agrees(Fraction("2.6"), Fraction(47, 18))
    (True, False)
    """
    places = max(FEWEST_PLACES, decimal_places(level.denominator) or 0)
    return level == Fraction(rounded(score, places))
