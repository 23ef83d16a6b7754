"""What stands where in an answer file, before any cell is written.

All sheets of the file are written from one `Layout`, so that the links between them,
the formulas and the texts agree on rows and numbers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Final, NamedTuple

from spbe_cli.instrument import Aspect, Domain, Indicator, Instrument
from spbe_cli.words.shown import range_text, runs
from spbe_cli.xlsx.styles import SHADES, Shade, Style

HEADING_ROW: Final = 4
"""The row of the headings of the sheet Jawaban."""
_FIRST_BLOCK: Final = 2
"""The row of the first block of the sheet Kriteria."""


@dataclass(frozen=True, slots=True)
class TemplateRequest:
    """What the respondent shall find printed in the file.

    `only` holds the numbers asked for (of indicators or of their rows), None asks for all.
    `contact` is whom to send the file back to; `correction` is which correction it is, if any.
    """

    institution: str | None = None
    agency: str | None = None
    year: str | None = None
    stage: str | None = None
    due: str | None = None
    contact: str | None = None
    only: tuple[str, ...] | None = None
    correction: int = 0


@dataclass(frozen=True, slots=True)
class Prefill:
    """What stands in a row already: a level (a number or any text), evidence, explanation.

    `external` is what stands under Indeks Asal, a number or any text.
    """

    level: object = None
    evidence: str = ""
    explanation: str = ""
    external: object = None


class Columns(NamedTuple):
    """The letters of the columns of Jawaban that are filled in, and of Periksa.

    `external` is Indeks Asal, which only an instrument with indices of other agencies has.
    """

    level: str = "E"
    evidence: str = "F"
    explanation: str = "G"
    check: str = "H"
    external: str | None = None

    @property
    def filled(self) -> tuple[str, ...]:
        """The columns that the respondent fills in."""
        other = (self.external,) if self.external else ()
        return (self.level, *other, self.evidence, self.explanation)


_WITH_EXTERNAL: Final = Columns(evidence="G", explanation="H", check="I", external="F")


@dataclass(frozen=True, slots=True)
class ExtraColumn:
    """A column to the right of Periksa, with what stands in it by the number of the row.

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
    shade: Shade
    block: int
    support: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell that stands out by its colour, with a note."""

    look: Style
    note: str


@dataclass(frozen=True, slots=True)
class Layout:
    """An answer file on paper: whose it is, its rows in order, what they hold already.

    `typed` is what somebody wrote into Identitas, by label in lower case; `marks` goes by
    sheet and cell; `columns` stand to the right of the others.
    """

    instrument: Instrument
    request: TemplateRequest
    lines: tuple[Line, ...]
    prefilled: Mapping[str, Prefill] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[tuple[str, str], Mark] = field(default_factory=dict)
    columns: tuple[ExtraColumn, ...] = ()

    @property
    def first_row(self) -> int:
        """The first row of answers."""
        return HEADING_ROW + 1

    @property
    def last_row(self) -> int:
        """The last row of answers."""
        return HEADING_ROW + len(self.lines)

    @property
    def letters(self) -> Columns:
        """Where the usual columns of this file stand."""
        return _WITH_EXTERNAL if any(line.indicator.external for line in self.lines) else Columns()

    def blocks(self) -> tuple[Line, ...]:
        """Return the first row of every indicator in the file."""
        return tuple(line for line in self.lines if line.required)

    def asked(self) -> tuple[str, ...]:
        """Return the numbers of the indicators asked for."""
        shown = (line.indicator for line in self.blocks())
        return tuple(one.code for one in shown if is_asked(one, self.request.only))

    def has_optional_rows(self) -> bool:
        """Tell whether some rows may stay blank."""
        return any(not line.required or line.support for line in self.lines)

    def has_support(self) -> bool:
        """Tell whether some rows are for evidence only."""
        return any(line.support for line in self.lines)

    def prefill(self, line: Line) -> Prefill:
        """Return what stands in a row already."""
        return self.prefilled.get(line.number, Prefill())

    def highlight(self, sheet: str, cell: str) -> Style:
        """Return the look of a cell if it stands out; it is never locked."""
        mark = self.marks.get((sheet, cell))
        return {**mark.look, "locked": False} if mark else {}


def lay_out(
    instrument: Instrument, request: TemplateRequest, prefilled: Mapping[str, Prefill]
) -> Layout:
    """Decide which rows the file has and where they stand: those asked for, and those filled in.

    A row that was not asked for and has no level is for evidence only.
    """
    shown = None if request.only is None else (*request.only, *prefilled)
    levelled = {number for number, one in prefilled.items() if one.level is not None}
    lines = tuple(
        replace(line, support=not is_asked(line.indicator, request.only))
        if line.number not in levelled
        else line
        for line in _lines_of(instrument, shown)
    )
    return Layout(instrument, request, lines, prefilled)


def _lines_of(instrument: Instrument, only: tuple[str, ...] | None) -> Iterator[Line]:
    """Yield the rows wanted; all rows of an indicator go together."""
    shown = [indicator for indicator in instrument.indicators() if is_asked(indicator, only)]
    height = 1 + len(instrument.scale())
    names, shades = _domain_names(instrument), _shades_of(instrument)
    aspects = {aspect.code: aspect for aspect in instrument.aspects}
    rows = count(HEADING_ROW + 1)
    for position, indicator in enumerate(shown):
        aspect = aspects[indicator.aspect]
        for number in indicator.rows():
            yield Line(
                number=number,
                row=next(rows),
                indicator=indicator,
                required=number == indicator.rows()[0],
                domain=names.get(aspect.domain, ""),
                aspect=aspect.short,
                shade=shades[aspect.domain or aspect.code],
                block=_FIRST_BLOCK + position * height,
            )


def is_asked(indicator: Indicator, only: tuple[str, ...] | None) -> bool:
    """Tell whether an indicator is asked for, by its own number or that of one of its rows."""
    return only is None or not {indicator.code, *indicator.rows()}.isdisjoint(only)


def _domain_names(instrument: Instrument) -> dict[str | None, str]:
    return {domain.code: domain.short for domain in instrument.domains}


def _shades_of(instrument: Instrument) -> dict[str, Shade]:
    """Give every domain, or aspect if there are no domains, its colours in turn."""
    parts: tuple[Domain | Aspect, ...] = instrument.domains or instrument.aspects
    return {part.code: SHADES[n % len(SHADES)] for n, part in enumerate(parts)}


def number_ranges(codes: tuple[str, ...]) -> str:
    """Write numbers of indicators as ranges, none left out.

    >>> number_ranges(("13", "32", "33", "34", "40"))
    '13, 32-34, 40'
    """
    return ", ".join(part for run in runs(codes) for part in range_text(run))
