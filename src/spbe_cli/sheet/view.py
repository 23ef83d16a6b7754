"""An answer sheet as the checks see it: rows by number, what was asked, what could be read."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from spbe_cli.answers import NONE_ASKED, Answer, Cell, Kind, RawRow, RawSheet
from spbe_cli.findings import Fact, Finding, Place
from spbe_cli.instrument import Indicator, Instrument
from spbe_cli.sheet.cells import NUMBER, CellFault, answer_of
from spbe_cli.sheet.numbers import asked_rows, meant_by, number_of, written_ranges


@dataclass(frozen=True)
class View:
    """One sheet held against one instrument.

    `rows` holds the first row of every number, `repeated` all rows of numbers that stand
    several times, `strays` the rows that carry a level but no number of the instrument, and
    `displaced` the further rows of a number that bear the name of another indicator.
    """

    instrument: Instrument
    raw: RawSheet
    rows: Mapping[str, RawRow] = field(default_factory=dict)
    repeated: Mapping[str, tuple[RawRow, ...]] = field(default_factory=dict)
    strays: tuple[RawRow, ...] = ()
    displaced: tuple[tuple[str, RawRow], ...] = ()

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The rows asked of the respondent: those in Identitas, or all."""
        return tuple(self.instrument.rows()) if self.scope is None else self.scope

    @cached_property
    def scope(self) -> tuple[str, ...] | None:
        """The rows named in Identitas; None if all of them are, or nothing that can be read.

        It is empty where no level is asked for: the agency only gives evidence.
        """
        cell = self.raw.identity.cells.get("indikator")
        if cell is None or _asks_for_none(cell):
            return None if cell is None else ()
        rows = asked_rows(self.instrument, scope_numbers(cell) or ())
        return rows if 0 < len(rows) < len(self.instrument.rows()) else None

    @cached_property
    def unknown(self) -> tuple[str, ...] | None:
        """The numbers in Identitas that the instrument does not have; None if none can be read."""
        cell = self.raw.identity.cells.get("indikator")
        if cell is None or _asks_for_none(cell):
            return ()
        numbers = scope_numbers(cell)
        known = {indicator.code for indicator in self.instrument.indicators()}
        return None if numbers is None else tuple(one for one in numbers if one not in known)

    @property
    def unclear(self) -> bool:
        """Tell whether it can't be known which rows were asked for."""
        return self.unknown != ()

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The rows that must have a level."""
        needed = set(self.instrument.required_rows())
        return tuple(row for row in self.asked if row in needed)

    @cached_property
    def shared_levels(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The merged cells whose level stands for other rows too, with the numbers they cover.

        Cells merged over one indicator and blank rows below it hold its own level.
        """
        shared = []
        for cells, top, end in self.raw.merged:
            numbers = self.numbers_in(range(top, end + 1))
            if len(numbers) > 1 or (numbers and self.rows[numbers[0]].row > top):
                shared.append((cells, numbers))
        return tuple(shared)

    def numbers_in(self, span: range) -> tuple[str, ...]:
        """Return the numbers of the rows in a part of the sheet."""
        return tuple(number for number, row in self.rows.items() if row.row in span)

    @cached_property
    def covered(self) -> frozenset[int]:
        """The sheet rows whose level stands in cells merged over several of them."""
        shared = {cells for cells, _ in self.shared_levels}
        spans = sorted((top, end) for cells, top, end in self.raw.merged if cells in shared)
        rows = sorted(row.row for row in self.raw.rows)
        covered: set[int] = set()
        last = 0
        for top, end in spans:
            # What cells that begin further up have covered is not gone through again.
            first = bisect_left(rows, max(top, last + 1))
            covered.update(rows[first : bisect_right(rows, end)])
            last = max(last, end)
        return frozenset(covered)

    @cached_property
    def misnamed(self) -> tuple[tuple[str, RawRow, str], ...]:
        """The rows that bear the name of another indicator: number, row, that other's number."""
        rows = (*self.rows.items(), *self.displaced)
        known = self.instrument.rows()
        named = ((n, row, meant_by(self.instrument, row.name.text, known[n])) for n, row in rows)
        return tuple((number, row, other) for number, row, other in named if other)

    @cached_property
    def validated(self) -> tuple[Mapping[str, Answer], Mapping[str, CellFault]]:
        """The answers that could be read, and the faults of the others, by number."""
        answers: dict[str, Answer] = {}
        faults: dict[str, CellFault] = {}
        indicators = self.instrument.rows()
        for number, row in self.rows.items():
            if row.row in self.covered or (number in self.repeated):
                continue
            try:
                external = indicators[number].external
                answers[number] = answer_of(row, external, self.instrument)
            except CellFault as fault:
                faults[number] = fault
        return answers, faults

    @property
    def answers(self) -> Mapping[str, Answer]:
        """The answers that could be read."""
        return self.validated[0]

    @property
    def faults(self) -> Mapping[str, CellFault]:
        """The faults of the rows that could not be read."""
        return self.validated[1]

    def place(self, cell: Cell) -> Place:
        """Return the place of a cell, which may stand on a sheet of its own."""
        return Place(self.raw.file, cell.sheet or self.raw.sheet, cell.ref)

    def finding(self, code: str, cell: str | None, variant: str = "", /, **facts: Fact) -> Finding:
        """Make a finding at a cell of the answer table, or of the table as a whole."""
        return Finding(code, Place(self.raw.file, self.raw.sheet, cell), facts, variant)

    def about(
        self, code: str, row: str, cell: Cell, variant: str = "", /, **facts: Fact
    ) -> Finding:
        """Make a finding about one row of the instrument."""
        indicator = self.instrument.rows()[row]
        named: dict[str, Fact] = {"number": row, "name": indicator.short, **facts}
        return Finding(code, self.place(cell), named, variant, row)


def view_of(instrument: Instrument, raw: RawSheet) -> View:
    """Sort the rows of a sheet by the numbers of the instrument."""
    known: dict[str, list[RawRow]] = {}
    strays = []
    indicators = instrument.rows()
    meanings = {**{row: row for row in indicators}, **instrument.aliases}
    for row in raw.rows:
        written = number_of(row.number)
        number = meanings.get(written or "")
        if number:
            known.setdefault(number, []).append(row)
        elif written or _carries_level(row):
            strays.append(row)
    divided = {n: _divide(instrument, indicators[n], rows) for n, rows in known.items()}
    firsts = {number: own[0] for number, (own, _) in divided.items()}
    repeated = {number: own for number, (own, _) in divided.items() if len(own) > 1}
    displaced = tuple((number, row) for number, (_, rest) in divided.items() for row in rest)
    return View(instrument, raw, firsts, repeated, tuple(strays), displaced)


def _divide(
    instrument: Instrument, indicator: Indicator, rows: list[RawRow]
) -> tuple[tuple[RawRow, ...], tuple[RawRow, ...]]:
    """Divide the rows of one number: its own, and those that bear the name of another.

    Of several rows those with nothing in them do not count.
    """
    filled = [row for row in rows if not is_empty(row)] or rows[:1]
    own: list[RawRow] = []
    others: list[RawRow] = []
    for row in filled:
        (others if meant_by(instrument, row.name.text, indicator) else own).append(row)
    return (tuple(own), tuple(others)) if own else (tuple(others), ())


def is_empty(row: RawRow) -> bool:
    """Tell whether nothing is answered in a row."""
    cells = (row.level, row.external, row.evidence, row.explanation)
    return all(cell.blank for cell in cells)


def _carries_level(row: RawRow) -> bool:
    if row.level.kind is Kind.TEXT:
        return NUMBER.fullmatch(row.level.text) is not None
    return row.level.kind is not Kind.BLANK


def _asks_for_none(cell: Cell) -> bool:
    return " ".join(cell.text.split()).casefold() == NONE_ASKED


def scope_numbers(cell: Cell) -> tuple[str, ...] | None:
    """Return the numbers written in the cell Indikator of Identitas, None if unreadable."""
    number = number_of(cell)
    if number and "-" not in number:
        return (number,)
    return written_ranges(cell.text)
