"""The cells of one sheet by row and column: value, kind and formula in a single pass.

What a cell holds is told by its type, its style and the text that is stored in it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Context, Decimal
from itertools import product
from typing import Final, cast

from spbe_cli.answers import Cell, Kind
from spbe_cli.findings import Day
from spbe_cli.xlsx.book import (
    TRUE,
    Attributes,
    Book,
    Pieces,
    SheetPart,
    local,
    outside_of,
    read_xml,
)

_EXCEL_DIGITS: Final = Context(prec=15, traps=[])
"""Excel shows 15 significant digits: 3.0000000000000004 is 3.  What is no number is NaN."""
_LARGEST: Final = 308
"""The highest power of ten of a number in Excel."""
_ISO_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}.*)?", re.ASCII)
_ISO_TIME: Final = re.compile(r"T?(\d{2}:\d{2}).*", re.ASCII)
_ISO_DURATION: Final = re.compile(
    r"P(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,5})M)?(?:(\d{1,5})(?:\.\d*)?S)?)?", re.ASCII
)
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How Excel writes in a text what XML may not hold, and what looks like it."""
_NEVER_XML: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
_DAY_ZERO: Final = datetime(1899, 12, 30)  # noqa: DTZ001  Excel's days have no time zone
_DAY_ZERO_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001
_FALSE_LEAP_DAY: Final = 60
_DAY_OF_SECONDS: Final = 86_400
_MINUTE: Final = 60
_LIKELY_DAYS: Final = range(30_000, 60_000)
"""Days of the years 1982 to 2064, or of four years later: no level, no year, no number."""
_LAST_SERIAL: Final = 2_957_000
"""A day in the year 9995: the last that both ways of counting days can name."""
_LONGEST_ERROR: Final = 40
_TEXTUAL: Final = frozenset({"str", "inlineStr"})
_LAST: Final = 10**7
_WHOLE: Final = re.compile(r"\d{1,7}", re.ASCII)
_OTHERS: Final = frozenset({"b", "e", "d"})


def as_number(text: str) -> tuple[Kind, object]:
    """Read a number exactly as Excel shows it; one that Excel can't hold is a text."""
    if not text.strip():
        return Kind.BLANK, None
    if len(text) < _EXCEL_DIGITS.prec and text.isascii() and text.isdigit():
        return Kind.NUMBER, Decimal(text)
    value = _EXCEL_DIGITS.create_decimal(text.strip())
    if not value.is_finite() or value.adjusted() > _LARGEST:
        return Kind.TEXT, text
    return Kind.NUMBER, Decimal() if value.adjusted() < -_LARGEST else value


def as_day(value: Decimal, *, since_1904: bool) -> tuple[Kind, object]:
    """Read a number in a cell whose style shows dates; beyond all days it stays a number."""
    if 0 <= value < _LAST_SERIAL:
        return Kind.DATE, _serial_day(value, since_1904=since_1904)
    return Kind.NUMBER, value


def as_text(text: str) -> tuple[Kind, object]:
    """Make a text cell; one without a visible character is blank."""
    plain = _unescaped(text) if "_x" in text else text
    return (Kind.TEXT, plain) if plain.strip() else (Kind.BLANK, None)


def _unescaped(text: str) -> str:
    """Return a text with the characters that its codes stand for, two of them for the rarer ones.

    >>> _unescaped("_x0041_ _xD83D__xDE00_ _xD83D_") == "A \U0001f600 \ufffd"
    True
    """
    units = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    joined = units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _NEVER_XML.sub("\ufffd", joined)


def _serial_day(value: Decimal, *, since_1904: bool) -> Day:
    """Turn Excel's count of days into a date, or into a time of day below one day.

    Excel counts a 29 February 1900 that never was: days before it are one lower here.
    """
    # A second is no whole part of a day, so it is rounded; minutes are cut, as Excel shows them.
    whole, seconds = divmod(round(value * _DAY_OF_SECONDS), _DAY_OF_SECONDS)
    clock = _clock_of(seconds // _MINUTE) if seconds >= _MINUTE else ""
    if not whole and not since_1904:
        return Day(clock=clock or "00:00")
    shift = 1 if not since_1904 and whole < _FALSE_LEAP_DAY else 0
    start = _DAY_ZERO_1904 if since_1904 else _DAY_ZERO
    moment = start + timedelta(days=whole + shift)
    return Day(moment.year, moment.month, moment.day, clock)


def _clock_of(minutes: int) -> str:
    """Write minutes as a time.

    >>> _clock_of(630)
    '10:30'
    """
    return f"{minutes // 60:02}:{minutes % 60:02}"


def likely_day(value: object, *, since_1904: bool) -> Day | None:
    """Return the date that a bare number most likely is: one without its format."""
    likely = isinstance(value, Decimal) and value == int(value) and int(value) in _LIKELY_DAYS
    return _serial_day(cast("Decimal", value), since_1904=since_1904) if likely else None


def iso_day(text: str) -> tuple[Kind, object]:
    """Read a date or a time as the strict format writes it."""
    if time := _ISO_TIME.fullmatch(text.strip()):
        return Kind.DATE, Day(clock=time[1])
    duration = _ISO_DURATION.fullmatch(text.strip())
    if duration and any(duration.groups()):
        days, hours, minutes, seconds = (int(part or 0) for part in duration.groups())
        return Kind.DATE, Day(
            clock=_clock_of((days * 24 + hours) * 60 + minutes + seconds // _MINUTE)
        )
    if not _ISO_DATE.fullmatch(text.strip()):
        return as_text(text)
    try:
        moment = datetime.fromisoformat(text.strip()[:16])
    except ValueError:
        return as_text(text)
    clock = f"{moment:%H:%M}" if moment.hour or moment.minute else ""
    return Kind.DATE, Day(moment.year, moment.month, moment.day, clock)


def content_of(
    book: Book, look: tuple[str, str], value: str | None, formula: str | None
) -> tuple[Kind, object]:
    """Return kind and value of a cell; `look` is its type and style.

    `value` is None where none is stored, `formula` where there is none.
    """
    kind, style = look
    text = value or ""
    if not text.strip():
        # Some programs name the type of a blank cell; of results of formulas only a text is blank.
        calculated = formula is None or (kind in _TEXTUAL and value is not None)
        return Kind.BLANK if calculated else Kind.UNCALCULATED, None
    if kind == "s":
        return as_text(_shared(book, text))
    if kind in _TEXTUAL:
        return as_text(text)
    return _number_or_day(book, style, text) if kind not in _OTHERS else _other(kind, text)


def _other(kind: str, text: str) -> tuple[Kind, object]:
    if kind == "b":
        return Kind.LOGICAL, text.strip() in TRUE
    return (Kind.ERROR, text[:_LONGEST_ERROR]) if kind == "e" else iso_day(text)


def _shared(book: Book, text: str) -> str:
    number = int(text) if _WHOLE.fullmatch(text) or _WHOLE.fullmatch(text.strip()) else _LAST
    if number >= len(book.texts):
        book.package.refuse_damaged("detail_texts")
    return book.texts[number]


def _number_or_day(book: Book, style: str, text: str) -> tuple[Kind, object]:
    kind, value = as_number(text)
    if style in book.date_styles and isinstance(value, Decimal):
        return as_day(value, since_1904=book.since_1904)
    return kind, value


_LAST_COLUMN: Final = 16_384
_LAST_ROW: Final = 1_048_576
_REFERENCE: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})", re.ASCII)


_Area = tuple[int, int, int, int]
"""First row, last row, first column, last column of a range."""
_SCHEME: Final = re.compile(r"^(?:https?://|mailto:|file:///?)?(?:www\.)?")
LIMIT_CELLS: Final = 100_000
LIMIT_ROWS: Final = 100_000
LIMIT_MERGED: Final = 20_000
LIMIT_LINKS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a sheet that hold anything, by row and column, counted from 1.

    `merged` holds first row, last row, first column, last column of every merged range,
    `hidden_columns` the first and the last of every range of them, `links` where cells lead.
    """

    name: str
    cells: dict[int, dict[int, Cell]]
    merged: tuple[_Area, ...]
    hidden_rows: frozenset[int]
    hidden_columns: tuple[tuple[int, int], ...]
    links: Mapping[tuple[int, int], str] = field(default_factory=dict)
    since_1904: bool = False

    def cell(self, row: int, column: int | None) -> Cell:
        """Return a cell; a blank one where nothing stands or the column is missing."""
        if column is None:
            return Cell("")
        found = self.cells.get(row, {}).get(column)
        return found or Cell(f"{letters(column)}{row}")

    def text_and_link(self, row: int, column: int | None) -> Cell:
        """Return a cell with what it leads to, where that is not what it says."""
        found = self.cell(row, column)
        target = self.links.get((row, column or 0), "")
        if not target or found.kind is not Kind.TEXT or _says(found.text, target):
            return found
        return replace(found, value=f"{found.value} ({target})")

    def dated(self, cell: Cell) -> Cell:
        """Return a cell with the date that it is if it has only lost the format of one."""
        day = likely_day(cell.value, since_1904=self.since_1904)
        return replace(cell, day=day) if day else cell

    def hides(self, column: int) -> bool:
        """Tell whether a column is hidden."""
        return any(first <= column <= last for first, last in self.hidden_columns)


def _says(text: str, target: str) -> bool:
    """Tell whether a text gives the target of its link, perhaps without `https://www.`.

    >>> _says("SK, https://x.id/a", "https://x.id/a/"), _says("x.id/a", "https://www.x.id/a")
    (True, True)
    >>> _says("drive", "https://drive.x.id/a")
    False
    """
    said, address = text.strip().casefold().rstrip("/"), target.casefold().rstrip("/")
    return address in said or said == _SCHEME.sub("", address)


def position(reference: str) -> tuple[int, int] | None:
    """Return row and column of a reference such as `E5`, both counted from 1."""
    match = _REFERENCE.fullmatch(reference.upper())
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def letters(column: int) -> str:
    """Return the letters of a column.

    >>> letters(1), letters(27), letters(16_384)
    ('A', 'AA', 'XFD')
    """
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def _area_of(reference: str) -> _Area | None:
    """Return the range that a reference names; None if it can't be read."""
    first, _, last = reference.partition(":")
    begin, end = position(first), position(last or first)
    return (begin[0], end[0], begin[1], end[1]) if begin and end else None


def _cells_in(areas: Iterable[tuple[_Area, str]], most: int) -> dict[tuple[int, int], str]:
    """Return the target of every cell of some ranges, of `most` cells at most."""
    linked: dict[tuple[int, int], str] = {}
    for (top, bottom, left, right), target in areas:
        for place in product(range(top, bottom + 1), range(left, right + 1)):
            if len(linked) >= most:
                return linked
            linked.setdefault(place, target)
    return linked


@dataclass(slots=True)
class _Reading:
    """What grows while a sheet is read."""

    book: Book
    cells: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[_Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    links: list[tuple[_Area, str, str]] = field(default_factory=list)
    row: int = 0
    column: int = 0
    rows: int = 0
    stored: int = 0
    kind: str = ""
    style: str = ""
    value: Pieces | None = None
    inline: Pieces | None = None
    formula: Pieces | None = None
    into: Pieces | None = None
    hint: bool = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "c":
            self.begin_cell(attributes)
        elif tag == "v":
            self.value = self.into = self.value or Pieces()
        elif tag == "is":
            self.inline = self.inline or Pieces()
        elif tag == "t":
            self.into = None if self.hint else self.inline
        elif tag == "f":
            self.formula = self.into = Pieces()
        elif tag == "row":
            self.begin_row(attributes)
        elif tag == "rPh":
            self.hint = True
        else:
            self.start_around(tag, attributes)

    def start_around(self, tag: str, attributes: Attributes) -> None:
        if tag == "mergeCell":
            self.merge(attributes.get("ref", ""))
        elif tag == "hyperlink":
            self.link(attributes)
        elif tag == "col" and attributes.get("hidden") in TRUE:
            self.hide_columns(attributes)

    def end(self, tag: str) -> None:
        if tag == "c":
            self.end_cell()
        elif tag in {"v", "t", "f"}:
            self.into = None
        elif tag == "rPh":
            self.hint = False

    def text(self, data: str) -> None:
        if self.into is not None:
            self.into.add(data)

    def begin_row(self, attributes: Attributes) -> None:
        """Go to a row: the one named, or the next."""
        self.rows += 1
        if self.rows > LIMIT_ROWS:
            self.book.package.refuse("A147", "rows", limit=str(LIMIT_ROWS))
        named = attributes.get("r", "")
        number = int(named) if _WHOLE.fullmatch(named) else 0
        self.row = number if 0 < number <= _LAST_ROW else self.row + 1
        self.column = 0
        if attributes.get("hidden") in TRUE:
            self.hidden_rows.add(self.row)

    def begin_cell(self, attributes: Attributes) -> None:
        """Go to a cell: the one named, or the next."""
        place = position(attributes["r"]) if "r" in attributes else (self.row, self.column + 1)
        if place is None or not 0 < place[0] <= _LAST_ROW or place[1] > _LAST_COLUMN:
            self.book.package.refuse_damaged("detail_reference")
        self.row, self.column = place
        self.kind = attributes.get("t", "n")
        self.style = attributes.get("s", "")
        self.value = self.inline = self.formula = None

    def end_cell(self) -> None:
        # A cell with an inline text may have a value for programs that know no inline texts.
        inline = self.kind == "inlineStr" and self.inline is not None
        text, formula = self.inline if inline else self.value, self.formula
        self.keep(
            f"{letters(self.column)}{self.row}",
            None if text is None else text.text(),
            None if formula is None else formula.text(),
        )

    def keep(self, reference: str, text: str | None, formula: str | None) -> None:
        """Keep a cell if it holds anything; `text` is None where no value is stored."""
        kind, value = content_of(self.book, (self.kind, self.style), text, formula)
        if kind is Kind.BLANK and formula is None:
            return
        self.stored += 1
        if self.stored > LIMIT_CELLS:
            self.book.package.refuse("A147", "cells", limit=str(LIMIT_CELLS))
        cells = self.cells.setdefault(self.row, {})
        if self.column in cells:
            self.book.package.refuse_damaged("detail_reference")
        cells[self.column] = Cell(
            reference, kind, value, None if formula is None else f"={formula}"
        )

    def merge(self, reference: str) -> None:
        if len(self.merged) >= LIMIT_MERGED:
            self.book.package.refuse("A147", "cells", limit=str(LIMIT_MERGED))
        area = _area_of(reference)
        if area:
            self.merged.append(area)

    def link(self, attributes: Attributes) -> None:
        named = {local(name): value for name, value in attributes.items()}
        area = _area_of(named.get("ref", ""))
        if area and "id" in named and len(self.links) < LIMIT_LINKS:
            within = named.get("location", "")
            self.links.append((area, named["id"], f"#{within}" if within else ""))

    def hide_columns(self, attributes: Attributes) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if _WHOLE.fullmatch(first) and _WHOLE.fullmatch(last):
            self.hidden_columns.append((int(first), int(last)))


def read_sheet(book: Book, sheet: SheetPart) -> Grid:
    """Read the cells of one sheet.

    Raises:
        Refused: the sheet is damaged, or beyond the limits.
    """
    if sheet.part is None:
        return Grid(sheet.name, {}, (), frozenset(), ())
    reading = _Reading(book)
    read_xml(book.package, sheet.part, reading.start, reading.end, reading.text)
    targets = outside_of(book.package, sheet.part) if reading.links else {}
    known = ((area, targets.get(name), within) for area, name, within in reading.links)
    found = ((area, target + within) for area, target, within in known if target)
    return Grid(
        sheet.name,
        reading.cells,
        tuple(reading.merged),
        frozenset(reading.hidden_rows),
        tuple(reading.hidden_columns),
        _cells_in(found, LIMIT_LINKS),
        book.since_1904,
    )
