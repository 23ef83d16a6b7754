"""What a cell of an answer sheet means: a level, an index, a number, a name, a date, a text."""

import re
from decimal import Decimal
from difflib import SequenceMatcher
from fractions import Fraction
from functools import lru_cache
from typing import Final

from spbe_cli.answers import Answer, Cell, Kind, RawRow, RawSheet, as_found, number_found
from spbe_cli.exact import decimal_places, exact_text, rounded
from spbe_cli.findings import Day, Fact, Finding, Quoted, Serial
from spbe_cli.instrument import ExternalIndex, Indicator, Instrument
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
_WRITTEN: Final = re.compile(
    r"(?:(?:nomor|no|indikator|ind|i)(?: ?ke)?(?: ?[.:])? ?){0,3}"
    r"0*(\d{1,6})(?: ?[-.] ?0*(\d{1,2}))? ?[.)]?",
    re.IGNORECASE | re.ASCII,
)
_LONGEST_WRITTEN: Final = 60
_RANGE: Final = re.compile(r"\s*(\d{1,6})\s*(?:-\s*(\d{1,6})\s*)?", re.ASCII)
_WIDEST: Final = 1_000
_LONGEST_RANGES: Final = 1_000
_LARGEST: Final = 1_000_000
_FORMAL: Final = ("tingkat kematangan", "instansi pusat pemerintah daerah", "spbe")
_CLOSE: Final = 0.85
_LONGEST_NAME: Final = 2_000
MONTHS: Final = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september",
    "oktober", "november", "desember",
)  # fmt: skip
_DAY_FIRST: Final = r"(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2})[-/. ](?P<year>\d{4})"
_DAY_IN_WORDS: Final = r"(?P<day>\d{1,2})[- ](?P<month>[a-z]+)\.?[- ](?P<year>\d{4})"
_YEAR_FIRST: Final = r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
_DATES: Final = [re.compile(one, re.ASCII) for one in (_DAY_FIRST, _DAY_IN_WORDS, _YEAR_FIRST)]
_ENGLISH: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_MONTHS: Final = {
    written: number
    for names in (MONTHS, _ENGLISH)
    for number, name in enumerate(names, start=1)
    for written in (name, name[:3], str(number), f"{number:02}")
} | {"agt": 8, "nop": 11, "sept": 9}
"""The number of every month by its names, whole and short, and by its number."""
_LAST_DAY: Final = 31
_CORRECTION: Final = re.compile(r"ke-(\d{1,4})", re.ASCII)


class CellFault(Exception):  # noqa: N818  it is no error of the program
    """What is wrong with a cell: code, variant and facts of the finding."""

    def __init__(self, code: str, variant: str = "", /, **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.variant = variant
        self.facts = facts


def answer_of(row: RawRow, index: ExternalIndex | None, instrument: Instrument) -> Answer:
    """Make an answer of a row, CellFault if it has none; a typed level counts before an index."""
    evidence, explanation = evidence_of(row.evidence), written(row.explanation)
    reason = "" if row.justification.failed else written(row.justification)
    value = _index_of(row.external, index) if index else None
    if index and value is not None and row.level.blank:
        level = converted(index, value, instrument)
        return Answer(level, evidence, explanation, row.external.ref, value, reason)
    level = level_of(row.level, instrument)
    return Answer(level, evidence, explanation, row.level.ref, value, reason)


def level_of(cell: Cell, instrument: Instrument) -> Fraction:
    """A104-A110, A118: a level is a number of the scale, whole where the scale has no decimals.

    CellFault if it is none.
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
    plain = " ".join(words.casefold().split()).strip(" .")
    return "" if plain in _NO_EVIDENCE or is_line(plain) else words


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


def year_of(raw: RawSheet) -> int | None:
    """Return the year that Identitas gives, if it is one."""
    text = written(raw.identity.cell("tahun"))
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_YEAR else None


def _index_of(cell: Cell, index: ExternalIndex) -> Fraction | None:
    """Return the value of another agency's index; None where the cell says that there is none."""
    if not (cell.failed or evidence_of(cell)):
        return None
    value = cell.value if isinstance(cell.value, Decimal) else None
    if NUMBER.fullmatch(cell.text):
        value = Decimal(cell.text.replace(",", "."))
    if value is not None and index.minimum <= value <= index.maximum:
        return Fraction(value)
    if value is None:
        found = Quoted(cell.text) if cell.kind is Kind.TEXT else as_found(cell)
    else:
        found = number_found(value)
    facts: dict[str, Fact] = {"source": index.name, "authority": index.authority, "found": found}
    facts |= {"minimum": index.minimum, "maximum": index.maximum}
    raise CellFault("A119", "unreadable" if value is None else "", **facts)


def agrees(level: Fraction, score: Fraction) -> bool:
    """Tell whether a typed level is a score, rounded to as many decimals: 2.61 is 47/18."""
    places = max(FEWEST_PLACES, decimal_places(level.denominator) or 0)
    return level == Fraction(rounded(score, places))


def number_of(cell: Cell) -> str | None:
    """Return the number that stands in a cell, such as `7` or `35-1`; None if it can't be read."""
    if cell.kind is Kind.NUMBER and isinstance(cell.value, Decimal):
        value = cell.value
        return str(int(value)) if 0 <= value < _LARGEST and value == int(value) else None
    if len(cell.text) > _LONGEST_WRITTEN:
        return None
    match = _WRITTEN.fullmatch(" ".join(cell.text.split()))
    if match is None:
        return None
    number, part = match[1], match[2]
    return number if part is None or ("." in cell.text and not int(part)) else f"{number}-{part}"


def written_ranges(text: str) -> tuple[str, ...] | None:
    """Read numbers and ranges such as `13, 32-34`; None if anything else stands there."""
    found: dict[str, None] = {}
    if len(text) > _LONGEST_RANGES:
        return None
    for piece in re.split(r"[,;]", text):
        match = _RANGE.fullmatch(piece)
        if match is None:
            return None
        first, last = int(match[1]), int(match[2] or match[1])
        if not 0 <= last - first < _WIDEST:
            return None
        found.update(dict.fromkeys(map(str, range(first, last + 1))))
    return tuple(found)


def span(instrument: Instrument) -> str:
    """Return the numbers of the instrument as `1-47`."""
    codes = [indicator.code for indicator in instrument.indicators()]
    return f"{codes[0]}-{codes[-1]}"


@lru_cache(maxsize=1_000)  # the same names come again in every sheet
def plain_name(name: str) -> str:
    """Write a name as it is compared: without case, punctuation and formal words."""
    text = " ".join(re.findall(r"\w+", name[:_LONGEST_NAME].casefold()))
    for words in _FORMAL:
        text = text.replace(words, "")
    return " ".join(text.split())


def own_names(indicator: Indicator) -> frozenset[str]:
    """Return the plain names of an indicator: official, short, aliases."""
    return frozenset(map(plain_name, (indicator.name, indicator.short, *indicator.aliases)))


def named_by(instrument: Instrument, name: str) -> str | None:
    """Return the number of the indicator that has this name, if one does."""
    plain = plain_name(name)
    return next((i.code for i in instrument.indicators() if plain and plain in own_names(i)), None)


def meant_by(instrument: Instrument, name: str, indicator: Indicator) -> str | None:
    """Return the number of another indicator that has this name, if one does."""
    return None if plain_name(name) in own_names(indicator) else named_by(instrument, name)


def strays_from(indicator: Indicator, name: str) -> bool:
    """Tell whether a name differs from the indicator's by more than a slip of the keyboard."""
    written, owns = plain_name(name), own_names(indicator)
    if not written or any(own in written for own in owns):
        return False
    pairs = (SequenceMatcher(None, written, own) for own in owns)
    return not any(one.real_quick_ratio() >= _CLOSE and one.ratio() >= _CLOSE for one in pairs)


def read_date(text: str, *, alone: bool = False) -> Day | None:
    """Read a date, the day first; None if it can't be read, or something follows (`alone`)."""
    plain = " ".join(text.casefold().split())
    for pattern in _DATES:
        found = pattern.fullmatch(plain) if alone else pattern.match(plain)
        month = _MONTHS.get(found["month"]) if found else None
        if found and month and 1 <= int(found["day"]) <= _LAST_DAY:
            return Day(int(found["year"]), month, int(found["day"]))
    return None


def day_of(cell: Cell) -> Day | None:
    """Return the date that a cell holds, as a date, a bare number or a text, if there is one."""
    day = cell.value if isinstance(cell.value, Day) else cell.day or read_date(cell.text)
    return day if day and day.exists else None


def correction_number(text: str) -> int:
    """Return which correction Identitas says a sheet is, 2 for `ke-2`; 0 if it says nothing."""
    found = _CORRECTION.fullmatch(text.strip())
    return int(found[1]) if found else 0
