"""An answer sheet as the checks see it: rows by number, what was asked, what could be read."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from itertools import accumulate

from spbe_cli.answers import NONE_ASKED, Answer, Cell, Item, RawRow, RawSheet
from spbe_cli.findings import Choices, Fact, Finding, Place
from spbe_cli.frozen import frozen
from spbe_cli.instrument import Instrument
from spbe_cli.sheet.items import Proposal, ReadItems, items_in, proposals
from spbe_cli.sheet.values import NUMBER, CellFault, answer_of, meant_by, number_of, written_ranges


@frozen(slots=False)
class View:
    """One sheet held against one instrument.

    `found` holds the rows of every number, `strays` the rows with a level but no number of the
    instrument, `loose` those below another that have but a text, `displaced` the further rows of a
    number that bear another's name.  Rows whose pieces of evidence shall give their level
    (`by_items`) lack none.
    """

    instrument: Instrument
    raw: RawSheet
    found: Mapping[str, tuple[RawRow, ...]]
    strays: tuple[RawRow, ...]
    displaced: tuple[tuple[str, RawRow], ...]
    loose: tuple[RawRow, ...] = ()
    by_items: bool = False

    @cached_property
    def rows(self) -> Mapping[str, RawRow]:
        """The row that counts of every number."""
        return {number: rows[0] for number, rows in self.found.items()}

    @cached_property
    def repeated(self) -> Mapping[str, tuple[RawRow, ...]]:
        """All rows of the numbers that stand several times."""
        return {number: rows for number, rows in self.found.items() if len(rows) > 1}

    @property
    def choices(self) -> Choices:
        """The levels of the instrument, as findings name them."""
        instrument = self.instrument
        return Choices(instrument.lowest, instrument.highest, instrument.decimals)

    @cached_property
    def _numbers_asked(self) -> tuple[str, ...] | None:
        """The numbers in Identitas, none if it asks for evidence only; None if unreadable."""
        cell = self.raw.identity.cell("indikator")
        none = " ".join(cell.text.split()).casefold() == NONE_ASKED
        return () if none else scope_numbers(cell)

    @property
    def asked(self) -> tuple[str, ...]:
        """The rows asked of the respondent: those in Identitas, or all."""
        return tuple(self.instrument.rows()) if self.scope is None else self.scope

    @cached_property
    def scope(self) -> tuple[str, ...] | None:
        """The rows named in Identitas, none if only evidence is asked for; None if no part is."""
        if "indikator" not in self.raw.identity.cells or self._numbers_asked == ():
            return self._numbers_asked
        known, asked = self.instrument.rows(), set(self._numbers_asked or ())
        rows = tuple(row for row, indicator in known.items() if indicator.code in asked)
        return rows if 0 < len(rows) < len(known) else None

    @cached_property
    def unknown(self) -> tuple[str, ...] | None:
        """The numbers in Identitas of no indicator; None if none can be read: () is clear."""
        if "indikator" not in self.raw.identity.cells:
            return ()
        known, asked = {one.code for one in self.instrument.indicators()}, self._numbers_asked
        return None if asked is None else tuple(one for one in asked if one not in known)

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The rows that must have a level."""
        needed = set(self.instrument.required_rows()).difference(self.supplied)
        return tuple(row for row in self.asked if row in needed)

    @cached_property
    def read_items(self) -> ReadItems:
        """The pieces of evidence, and the faults of their rows."""
        return items_in(self.instrument, self.raw)

    @property
    def items(self) -> tuple[Item, ...]:
        """The pieces of evidence that could be read."""
        return self.read_items.items

    @cached_property
    def proposals(self) -> Mapping[str, Proposal]:
        """The values that the pieces of evidence give, by indicator."""
        return proposals(self.instrument, self.items, self.answers)

    @cached_property
    def supplied(self) -> Mapping[str, Fraction]:
        """The values of pieces of evidence, of rows asked for without a level, on request."""
        if not self.by_items:
            return {}
        found = self.proposals
        lacking = (row for row in self.asked if row not in self.rows or self.lacks_level(row))
        return {row: found[row].value for row in lacking if row in found}

    @cached_property
    def shared_levels(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The merged cells whose level stands for other rows too, with the numbers they cover."""
        shared = []
        for cells, top, end in self.raw.merged:
            numbers = tuple(n for n, row in self.rows.items() if top <= row.row <= end)
            # Over one indicator and blank rows below it they hold its own level.
            if len(numbers) > 1 or (numbers and self.rows[numbers[0]].row > top):
                shared.append((cells, numbers))
        return tuple(shared)

    @cached_property
    def covered(self) -> frozenset[int]:
        """The sheet rows whose level stands in cells merged over several of them."""
        shared = {cells for cells, _ in self.shared_levels}
        spans = sorted((top, end) for cells, top, end in self.raw.merged if cells in shared)
        tops, ends = [top for top, _ in spans], [0, *accumulate((end for _, end in spans), max)]
        rows = (row.row for row in self.raw.rows)
        return frozenset(row for row in rows if row <= ends[bisect_right(tops, row)])

    @cached_property
    def misnamed(self) -> tuple[tuple[str, RawRow, str], ...]:
        """The rows that bear the name of another indicator: number, row, that other's number."""
        rows = (*self.rows.items(), *self.displaced)
        known = self.instrument.rows()
        named = ((n, row, meant_by(self.instrument, row.name.text, known[n])) for n, row in rows)
        return tuple((number, row, other) for number, row, other in named if other)

    @cached_property
    def _judged(self) -> Mapping[str, Answer | CellFault]:
        judged: dict[str, Answer | CellFault] = {}
        for number, row in self.rows.items():
            if row.row not in self.covered and number not in self.repeated:
                indicator = self.instrument.rows()[number]
                try:
                    made = answer_of(row, indicator.external, self.instrument)
                    # Where Bukti Dukung is blank, the files of the pieces prove a level.
                    files = [one.files for one in self.items if one.indicator == indicator.code]
                    proof = "" if made.evidence else "; ".join(filter(None, files))
                    judged[number] = replace(made, evidence=proof) if proof else made
                except CellFault as fault:
                    judged[number] = fault
        return judged

    @cached_property
    def answers(self) -> Mapping[str, Answer]:
        """The answers that could be read."""
        return {row: one for row, one in self._judged.items() if isinstance(one, Answer)}

    @cached_property
    def faults(self) -> Mapping[str, CellFault]:
        """The faults of the rows that could not be read."""
        return {row: one for row, one in self._judged.items() if isinstance(one, CellFault)}

    @cached_property
    def claims(self) -> Mapping[str, Answer]:
        """The answers above the lowest level."""
        lowest = self.instrument.lowest
        return {row: one for row, one in self.answers.items() if one.level > lowest}

    def lacks_level(self, row: str) -> bool:
        """Tell whether the level of a row is missing, and nothing else is wrong with it."""
        return row in self.faults and self.faults[row].code == "A104"

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
        name = self.instrument.rows()[row].short
        named: dict[str, Fact] = {"number": row, "name": name, **facts}
        return Finding(code, self.place(cell), named, variant, row)


def view_of(instrument: Instrument, raw: RawSheet) -> View:
    """Sort rows by the numbers of the instrument; blank and misnamed ones give way to others."""
    known: dict[str, list[RawRow]] = defaultdict(list)
    strays, loose, last = list[RawRow](), list[RawRow](), 0
    indicators = instrument.rows()
    meanings = {**{row: row for row in indicators}, **instrument.aliases}
    for row in raw.rows:
        written, level = number_of(row.number), row.level
        if number := meanings.get(written or ""):
            known[number].append(row)
        elif written or (NUMBER.fullmatch(level.text) if level.text else not level.blank):
            strays.append(row)
        elif row.row == last + 1 and not row.empty and (row.name.blank or not row.number.blank):
            loose.append(row)
        else:
            continue
        last = row.row
    counted: dict[str, tuple[RawRow, ...]] = {}
    displaced = []
    for number, found in known.items():
        filled = [row for row in found if not row.empty] or found[:1]
        one = indicators[number]
        meant = [(row, meant_by(instrument, row.name.text, one)) for row in filled]
        own, others = [row for row, n in meant if not n], [row for row, n in meant if n]
        if own:
            displaced += [(number, row) for row in others]
        counted[number] = tuple(own or others)
    return View(instrument, raw, counted, tuple(strays), tuple(displaced), tuple(loose))


def scope_numbers(cell: Cell) -> tuple[str, ...] | None:
    """Return the numbers written in the cell Indikator of Identitas, None if unreadable."""
    number = number_of(cell)
    return (number,) if number and "-" not in number else written_ranges(cell.text)
