"""The cells of one sheet by row and column: value, kind and formula in a single pass."""

import re
from dataclasses import field, replace
from datetime import datetime, timedelta
from decimal import Context, Decimal
from itertools import product
from typing import Final

from spbe_cli.answers import Cell, Kind
from spbe_cli.findings import Day
from spbe_cli.frozen import frozen
from spbe_cli.xlsx import book as parts

EXCEL_DIGITS: Final = Context(prec=15, traps=[])
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
_FALSE_LEAP_DAY: Final = 60
_DAY_OF_SECONDS: Final = 86_400
_MINUTE: Final = 60
_LIKELY_DAYS: Final = range(30_000, 60_000)
"""Days of the years 1982 to 2064, or of four years later: no level, no year, no number."""
_LAST_SERIAL: Final = 2_957_000
"""A day in the year 9995: the last that both ways of counting days can name."""
_WHOLE: Final = re.compile(r"\d{1,7}", re.ASCII)


def as_number(text: str) -> tuple[Kind, object]:
    """Read a number exactly as Excel shows it; one that Excel can't hold is a text."""
    if not text.strip():
        return Kind.BLANK, None
    value = EXCEL_DIGITS.create_decimal(text.strip())
    if not value.is_finite() or value.adjusted() > _LARGEST:
        return Kind.TEXT, text
    return Kind.NUMBER, Decimal() if value.adjusted() < -_LARGEST else value


def as_text(text: str) -> tuple[Kind, object]:
    """Make a text cell; one without a visible character is blank."""
    if "_x" in text:
        units = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        # The rarer characters are written as two codes.
        joined = units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        text = _NEVER_XML.sub("\ufffd", joined)
    return (Kind.TEXT, text) if text.strip() else (Kind.BLANK, None)


def _serial_day(value: Decimal, *, since_1904: bool) -> Day:
    """Turn Excel's count of days into a date, or into a time of day below one day."""
    # A second is no whole part of a day, so it is rounded; minutes are cut, as Excel shows them.
    whole, seconds = divmod(round(value * _DAY_OF_SECONDS), _DAY_OF_SECONDS)
    clock = _clock_of(seconds // _MINUTE) if seconds >= _MINUTE else ""
    if not whole and not since_1904:
        return Day(clock=clock or "00:00")
    # Excel counts a 29 February 1900 that never was: days before it are one lower here.
    shift = 1 if not since_1904 and whole < _FALSE_LEAP_DAY else 0
    # Excel's days have no time zone.
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)  # noqa: DTZ001
    moment = start + timedelta(days=whole + shift)
    return Day(moment.year, moment.month, moment.day, clock)


def _clock_of(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def iso_day(text: str) -> tuple[Kind, object]:
    """Read a date or a time as the strict format writes it."""
    plain = text.strip()
    if time := _ISO_TIME.fullmatch(plain):
        return Kind.DATE, Day(clock=time[1])
    duration = _ISO_DURATION.fullmatch(plain)
    if duration and any(duration.groups()):
        days, hours, minutes, seconds = (int(part or 0) for part in duration.groups())
        minutes += (days * 24 + hours) * 60 + seconds // _MINUTE
        return Kind.DATE, Day(clock=_clock_of(minutes))
    try:
        moment = datetime.fromisoformat(plain[:16]) if _ISO_DATE.fullmatch(plain) else None
    except ValueError:
        moment = None
    if moment is None:
        return as_text(text)
    clock = f"{moment:%H:%M}" if moment.hour or moment.minute else ""
    return Kind.DATE, Day(moment.year, moment.month, moment.day, clock)


_LAST_COLUMN: Final = 16_384
_LAST_ROW: Final = 1_048_576
_REFERENCE: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})", re.ASCII)


_Area = tuple[int, int, int, int]
"""First row, last row, first column, last column of a range."""
_HYPERLINK: Final = re.compile(r'=\s*HYPERLINK\(\s*"([^"#][^"]*)"', re.IGNORECASE)
"""A formula that leads out of the workbook."""
_SCHEME: Final = re.compile(r"^(?:https?://|mailto:|file:///?)?(?:www\.)?")
LIMIT_CELLS: Final = 100_000
LIMIT_ROWS: Final = 100_000
LIMIT_MERGED: Final = 20_000
LIMIT_LINKS: Final = 20_000


@frozen
class Grid:
    """Cells by row and column from 1; `links` where they lead, `results` of formulas as stored."""

    name: str
    since_1904: bool = False
    cells: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[_Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    results: dict[str, tuple[str, str]] = field(default_factory=dict)

    def cell(self, row: int, column: int | None) -> Cell:
        """Return a cell; a blank one where nothing stands or the column is missing."""
        if column is None:
            return Cell("")
        found = self.cells.get(row, {}).get(column)
        return found or Cell(f"{letters(column)}{row}")

    def text_and_link(self, row: int, column: int | None) -> Cell:
        """Return a cell with what it leads to, where that is not what it says."""
        found = self.cell(row, column)
        linked = _HYPERLINK.match(found.formula or "")
        target = linked[1] if linked else self.links.get((row, column or 0), "")
        if not target or found.kind is not Kind.TEXT:
            return found
        # The text may give its target, perhaps without `https://www.`.
        said, address = found.text.casefold().rstrip("/"), target.casefold().rstrip("/")
        if address in said or said == _SCHEME.sub("", address):
            return found
        return replace(found, value=f"{found.value} ({target})")

    def dated(self, cell: Cell) -> Cell:
        """Return a cell with the date that a bare number most likely is: one without its format."""
        value = cell.value
        if not isinstance(value, Decimal) or value != int(value) or int(value) not in _LIKELY_DAYS:
            return cell
        return replace(cell, day=_serial_day(value, since_1904=self.since_1904))


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
    first, _, last = reference.partition(":")
    begin, end = position(first), position(last or first)
    return (begin[0], end[0], begin[1], end[1]) if begin and end else None


def cells_in(reference: str) -> int:
    """Return how many cells a reference covers, whole columns and rows as far as they go.

    >>> cells_in("A1:B3"), cells_in("A:A"), cells_in("A1")
    (6, 17179869184, 1)
    """
    area = _area_of(reference)
    if area is None:
        return _LAST_ROW * _LAST_COLUMN if ":" in reference else 1
    top, bottom, left, right = area
    return max(bottom - top + 1, 0) * max(right - left + 1, 0)


class _Reading(parts.Handlers):
    def __init__(self, book: parts.Book, grid: Grid) -> None:
        self.book, self.grid = book, grid
        self.links: list[tuple[_Area, str, str]] = []
        self.row = self.column = self.rows = self.stored = 0
        self.kind = self.style = ""
        self.value: parts.Pieces | None = None
        self.inline: parts.Pieces | None = None
        self.formula: parts.Pieces | None = None
        self.into: parts.Pieces | None = None
        self.hint = False

    def start(self, tag: str, attributes: parts.Attributes) -> None:
        match tag:
            case "c":
                here = self.row, self.column + 1
                place = position(attributes["r"]) if "r" in attributes else here
                if place is None or not 0 < place[0] <= _LAST_ROW or place[1] > _LAST_COLUMN:
                    self.book.package.refuse_damaged("detail_reference")
                self.row, self.column = place
                self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
                self.value = self.inline = self.formula = None
            case "v":
                self.value = self.into = self.value or parts.Pieces()
            case "is":
                self.inline = self.inline or parts.Pieces()
            case "t":
                self.into = None if self.hint else self.inline
            case "f":
                self.formula = self.into = parts.Pieces()
            case "row":
                self.begin_row(attributes)
            case "rPh":
                self.hint = True
            case _:  # what stands before and after the rows
                self.start_around(tag, attributes)

    def start_around(self, tag: str, attributes: parts.Attributes) -> None:
        if tag == "mergeCell":
            if len(self.grid.merged) >= LIMIT_MERGED:
                self.book.package.refuse("A147", "cells", limit=str(LIMIT_MERGED))
            if area := _area_of(attributes.get("ref", "")):
                self.grid.merged.append(area)
        elif tag == "hyperlink":
            named = {parts.local(name): value for name, value in attributes.items()}
            area = _area_of(named.get("ref", ""))
            if area and "id" in named and len(self.links) < LIMIT_LINKS:
                within = named.get("location", "")
                self.links.append((area, named["id"], f"#{within}" if within else ""))
        elif tag == "col" and attributes.get("hidden") in parts.TRUE:
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if _WHOLE.fullmatch(first) and _WHOLE.fullmatch(last):
                self.grid.hidden_columns.append((int(first), int(last)))

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

    def begin_row(self, attributes: parts.Attributes) -> None:
        self.rows += 1
        if self.rows > LIMIT_ROWS:
            self.book.package.refuse("A147", "rows", limit=str(LIMIT_ROWS))
        named = attributes.get("r", "")
        number = int(named) if _WHOLE.fullmatch(named) else 0
        self.row = number if 0 < number <= _LAST_ROW else self.row + 1
        self.column = 0
        if attributes.get("hidden") in parts.TRUE:
            self.grid.hidden_rows.add(self.row)

    def end_cell(self) -> None:
        formula = self.formula.text if self.formula else None
        kind, value = self.content()
        if kind is Kind.BLANK and formula is None:
            return
        self.stored += 1
        if self.stored > LIMIT_CELLS:
            self.book.package.refuse("A147", "cells", limit=str(LIMIT_CELLS))
        cells = self.grid.cells.setdefault(self.row, {})
        if self.column in cells:
            self.book.package.refuse_damaged("detail_reference")
        reference = f"{letters(self.column)}{self.row}"
        if formula is not None and self.value:
            self.grid.results[reference] = (self.kind, self.value.text)
        shown = None if formula is None else f"={formula}"
        cells[self.column] = Cell(reference, kind, value, shown)

    def content(self) -> tuple[Kind, object]:
        """Return kind and value of the cell."""
        # A cell with an inline text may have a value for programs that know no inline texts.
        inline = self.kind == "inlineStr" and self.inline is not None
        pieces = self.inline if inline else self.value
        text = pieces.text if pieces else ""
        if not text.strip():
            # Some programs name the type of a blank cell; of formulas only a text comes out blank.
            is_text = self.kind in {"str", "inlineStr"} and pieces is not None
            calculated = self.formula is None or is_text
            return Kind.BLANK if calculated else Kind.UNCALCULATED, None
        found: tuple[Kind, object]
        match self.kind:
            case "s":
                texts = self.book.texts
                number = int(text) if _WHOLE.fullmatch(text.strip()) else len(texts)
                if number >= len(texts):
                    self.book.package.refuse_damaged("detail_texts")
                found = as_text(texts[number])
            case "b":
                found = Kind.LOGICAL, text.strip() in parts.TRUE
            case "e":
                found = Kind.ERROR, text[:40]
            case "d":
                found = iso_day(text)
            case "str" | "inlineStr":
                found = as_text(text)
            case _:
                found = as_number(text)
                value = found[1]
                dated = self.style in self.book.date_styles
                # Beyond all days it stays a number.
                if dated and isinstance(value, Decimal) and 0 <= value < _LAST_SERIAL:
                    found = Kind.DATE, _serial_day(value, since_1904=self.book.since_1904)
        return found


def read_sheet(book: parts.Book, sheet: parts.SheetPart) -> Grid:
    """Read the cells of one sheet; `Refused` if it is damaged, or beyond the limits."""
    grid = Grid(sheet.name, book.since_1904)
    if sheet.part is None:
        return grid
    reading = _Reading(book, grid)
    parts.read_xml(book.package, sheet.part, reading)
    targets = parts.outside_of(book.package, sheet.part) if reading.links else {}
    for (top, bottom, left, right), identifier, within in reading.links:
        target = targets.get(identifier, "") and targets[identifier] + within
        for place in product(range(top, bottom + 1), range(left, right + 1)):
            if len(grid.links) >= LIMIT_LINKS or not target:
                break
            grid.links.setdefault(place, target)
    return grid
