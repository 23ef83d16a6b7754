"""What stands where in an answer file, and what its sheets share.

All are written from one `Layout`, so that links, formulas and texts agree on rows and numbers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell

from spbe_cli.answers import Item
from spbe_cli.findings import Day, Due
from spbe_cli.instrument import Aspect, Domain, ExternalIndex, Indicator, Instrument
from spbe_cli.words import Words
from spbe_cli.xlsx import styles
from spbe_cli.xlsx.styles import SHADES, Page, Style, written

HEADING_ROW: Final = 4
"""The row of the headings of the sheets Jawaban and Bukti."""
FIRST_ROW: Final = HEADING_ROW + 1
_FIRST_BLOCK: Final = 2
"""The row of the first block of the sheet Kriteria."""
WORDS: Final = Words()
MISSING: Final = "belum ada di sumber"
COLOURS: Final = (
    "Sel jingga wajib diperbaiki, sel kuning tua perlu diperiksa; daftarnya di lembar Perbaikan."
)
"""What the cells that stand out say to the respondent."""
BETWEEN: Final = " · "
_FREE_ROWS: Final = 60
"""So many rows of Bukti are free where the instrument lists no pieces."""


@dataclass(frozen=True, slots=True)
class TemplateRequest:
    """What the respondent shall find printed in the file.

    `only` holds the numbers asked for (of indicators or of their rows), None asks for all.
    `contact` is whom to send the file back to; `correction` is which correction it is, if any.
    `items` asks for the sheet Bukti where the instrument does not list the pieces itself.
    """

    institution: str | None = None
    agency: str | None = None
    year: str | None = None
    stage: str | None = None
    due: Due = None
    contact: str | None = None
    only: tuple[str, ...] | None = None
    correction: int = 0
    items: bool = False


@dataclass(frozen=True, slots=True)
class Prefill:
    """What stands in a row already; level and external index are a number or any text."""

    level: object = None
    evidence: str = ""
    explanation: str = ""
    external: object = None


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """What stands in a row of Bukti: numbers, dates, any texts; `source` is the row it is from."""

    code: str
    level: object = None
    asked: str = ""
    files: str = ""
    status: str = ""
    day: object = None
    note: str = ""
    owner: str = ""
    source: int = 0


def item_entries(items: Iterable[Item]) -> tuple[ItemEntry, ...]:
    """Return the pieces of evidence that say more than the instrument, to be written again."""
    found = []
    for one in items:
        if one.begun or one.owner:
            texts = (one.asked, one.files, one.status if one.begun else "", date_of(one.day))
            found.append(ItemEntry(one.code, one.level, *texts, one.note, one.owner))
    return tuple(found)


def date_of(day: object) -> date | None:
    """Return a day as Excel has it, if it is one."""
    return date(day.year, day.month, day.day) if isinstance(day, Day) and day.exists else None


class ItemLine(NamedTuple):
    """One row of the sheet Bukti; `printed` ones are the instrument's, with what it remarks."""

    row: int
    entry: ItemEntry
    printed: bool = False
    remark: str = ""


_COLUMNS: Final = ("level", "external", "evidence", "explanation", "check")
"""What stands in the columns of Jawaban from E on: only some instruments have external indices."""
JUSTIFICATION: Final = "Justifikasi"
"""The column in which an assessor says why."""


@dataclass(frozen=True, slots=True)
class ExtraColumn:
    """A column to the right of the others, with what stands in it by number (of Bukti: code).

    One that is `open` is filled in by hand.  No heading may be one that the reader knows.
    """

    heading: str
    width: int
    values: Mapping[str, object] = field(default_factory=dict)
    open: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the sheet Jawaban; `block` is where its criteria begin in Kriteria.

    To a row of `support` the agency gives evidence only: another one decides its level.
    """

    number: str
    row: int
    indicator: Indicator
    required: bool
    domain: str
    aspect: str
    tint: Style
    ink: Style
    block: int
    prefill: Prefill = Prefill()
    support: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """An answer file on paper: whose it is, and its rows in order.

    Without `items`, the rows of Bukti, this sheet is left out.  `typed` is what somebody wrote
    into Identitas, by label in lower case; `marks` says by sheet and cell how a cell stands out,
    and why.
    """

    instrument: Instrument
    request: TemplateRequest
    lines: tuple[Line, ...]
    columns: tuple[ExtraColumn, ...] = ()
    items: tuple[ItemLine, ...] = ()
    item_columns: tuple[ExtraColumn, ...] = ()
    typed: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[tuple[str, str], tuple[Style, str]] = field(default_factory=dict)

    @property
    def letters(self) -> Mapping[str, str]:
        """The letters of the usual columns of this file, by what stands in them."""
        external = any(line.indicator.external for line in self.lines)
        there = (one for one in _COLUMNS if external or one != "external")
        return dict(zip(there, "EFGHI", strict=False))

    @property
    def blocks(self) -> tuple[Line, ...]:
        """The first row of every indicator in the file."""
        return tuple(line for line in self.lines if line.required)

    @property
    def asked(self) -> tuple[str, ...]:
        """The numbers of the indicators asked for."""
        shown = (line.indicator for line in self.blocks)
        return tuple(one.code for one in shown if is_asked(one, self.request.only))

    @property
    def has_optional_rows(self) -> bool:
        """Tell whether some rows may stay blank."""
        return any(not line.required or line.support for line in self.lines)

    @property
    def for_assessor(self) -> bool:
        """Tell whether a level that stays blank is as it was before."""
        return any(column.open for column in self.columns)

    @property
    def subject(self) -> str:
        """What is assessed, and of which year: `SPBE 2025`."""
        name = self.instrument.index_name.removeprefix("Indeks ")
        return f"{name} {self.request.year or ''}".strip()

    @property
    def until_and_to(self) -> str:
        """Until when and to whom the file goes back, to follow the words that ask for it."""
        request = self.request
        until = f" paling lambat {WORDS.show(request.due)}" if request.due else ""
        return until + (f" kepada {request.contact}" if request.contact else "")

    @property
    def reply(self) -> str:
        """The words that ask for the file, if it is known until when or by whom."""
        reply = self.until_and_to
        return f"Kirim kembali{reply}".rstrip(".") + "." if reply else ""

    @property
    def off_scale(self) -> int:
        """The whole number just off the scale, below it if there is one."""
        low, high = self.instrument.lowest, self.instrument.highest
        return low - 1 if low else high + 1

    @property
    def decimal_levels(self) -> str:
        """A scale with decimals, in words."""
        low, high = self.instrument.lowest, self.instrument.highest
        return f"angka dari {low} sampai {high}; boleh dengan desimal, misalnya {low + 1},5"


def lay_out(
    instrument: Instrument,
    request: TemplateRequest,
    prefilled: Mapping[str, Prefill],
    columns: Sequence[ExtraColumn] = (),
    items: Sequence[ItemEntry] = (),
    item_columns: Sequence[ExtraColumn] = (),
) -> Layout:
    """Decide which rows the file has and where they stand: those asked for, and those filled in.

    All rows of an indicator go together.  One that was not asked for and has no level is for
    evidence only.
    """
    wanted = None if request.only is None else (*request.only, *prefilled)
    parts: tuple[Domain | Aspect, ...] = instrument.domains or instrument.aspects
    shades = {part.code: SHADES[n % len(SHADES)] for n, part in enumerate(parts)}
    domains: dict[str | None, str] = {one.code: one.short for one in instrument.domains}
    aspects = {aspect.code: aspect for aspect in instrument.aspects}
    shown = (one for one in instrument.indicators() if is_asked(one, wanted))
    lines: list[Line] = []
    for position, indicator in enumerate(shown):
        aspect = aspects[indicator.aspect]
        tint, ink = shades[aspect.domain or aspect.code]
        asked = is_asked(indicator, request.only)
        for place, number in enumerate(indicator.rows()):
            given = prefilled.get(number, Prefill())
            line = Line(
                number=number,
                row=FIRST_ROW + len(lines),
                indicator=indicator,
                required=place == 0,
                domain=domains.get(aspect.domain, ""),
                aspect=aspect.short,
                tint={"bg_color": tint, **styles.BORDERED},
                ink={"font_color": ink},
                block=_FIRST_BLOCK + position * (1 + len(instrument.scale())),
                prefill=given,
                support=not asked and given.level is None,
            )
            lines.append(line)
    made = Layout(instrument, request, tuple(lines), tuple(columns), (), tuple(item_columns))
    asks_items = instrument.lists_items or request.items or items
    return replace(made, items=_item_lines(made, items)) if asks_items else made


def _item_lines(layout: Layout, entries: Sequence[ItemEntry]) -> tuple[ItemLine, ...]:
    """Return the pieces of the indicators in the file, then what else stands in Bukti already."""
    given: dict[str, ItemEntry] = {}
    for entry in entries:
        given.setdefault(entry.code, entry)
    others = [one for one in entries if given[one.code] is not one]  # the first fills the row
    made: list[ItemLine] = []
    for line in layout.blocks:
        owner = "" if line.support else layout.request.agency or ""
        for asked in line.indicator.asked_items():
            evidence = asked.evidence
            own = given.pop(asked.code, None) or ItemEntry(asked.code, owner=owner)
            entry = replace(own, level=own.level or asked.level, asked=evidence.text)
            age = f"Paling lama {evidence.max_years} tahun." if evidence.max_years else ""
            remark = " ".join(filter(None, (evidence.note, age)))
            made.append(ItemLine(FIRST_ROW + len(made), entry, printed=True, remark=remark))
    free = 0 if layout.instrument.lists_items else _FREE_ROWS
    rest = (*given.values(), *others, *[ItemEntry("")] * free)
    return (*made, *(ItemLine(row, one) for row, one in enumerate(rest, FIRST_ROW + len(made))))


def is_asked(indicator: Indicator, only: tuple[str, ...] | None) -> bool:
    """Tell whether an indicator is asked for, by its own number or that of one of its rows."""
    return only is None or not {indicator.code, *indicator.rows()}.isdisjoint(only)


@dataclass(frozen=True, slots=True)
class Form(Page):
    """A sheet of an answer file that is being written."""

    layout: Layout

    def fill_in(self, cell: str, value: object, *looks: Style) -> None:
        """Write a cell to fill in; one that stands out is never locked, and says why."""
        look, note = self.layout.marks.get((str(self.sheet.name), cell), ({}, ""))
        self.write(cell, value, *looks, look, {"locked": False} if note else {})
        if note:
            lines = sum(1 + len(line) // 48 for line in note.split("\n"))  # as many surely fit
            height = 16 * min(lines + 1, 24)  # half a screen at most
            shown = {"width": 320, "height": height, "font_name": "Calibri", "font_size": 10}
            self.sheet.write_comment(cell, written(note), shown)

    def frame(
        self, title: str, count: tuple[str, str], guide: str, columns: Sequence[tuple[str, int]]
    ) -> None:
        """Write what stands above a table; `count` is a formula and what it comes to."""
        self.write("A1", title, styles.BOLD, {"font_size": 14})
        self.sheet.write_formula("A2", f"={count[0]}", self.look(styles.BOLD), count[1])
        self.write("A3", f"{guide} {self.layout.reply}".strip(), styles.GREY, styles.ITALIC)
        self.headings(HEADING_ROW, columns)
        self.sheet.repeat_rows(HEADING_ROW - 1)

    def beside(self, columns: Sequence[ExtraColumn], first: int, rows: Mapping[int, str]) -> None:
        """Write columns from `first` on, counted from 0, into rows, by what these are about."""
        for position, extra in enumerate(columns, start=first):
            base = (styles.INPUT,) if extra.open else (styles.LOCKED, styles.GREY)
            for row, key in rows.items():
                value, cell = extra.values.get(key), xl_rowcol_to_cell(row - 1, position)
                if isinstance(value, Fraction):
                    self.write(cell, value, *base, styles.CENTRED)
                else:
                    text = None if value is None else str(value)
                    self.write(cell, text, *base, styles.AS_TEXT, styles.WRAPPED)


def shortened(text: str, longest: int) -> str:
    """Cut a text that is too long, with a mark.

    >>> shortened("kebijakan", 5), shortened("data", 5)
    ('kebi…', 'data')
    """
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def index_scale(index: ExternalIndex) -> str:
    """Write the scale of another agency's index."""
    return f"{WORDS.show(index.minimum)} sampai {WORDS.show(index.maximum)}"
