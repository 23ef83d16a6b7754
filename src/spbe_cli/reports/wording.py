"""Numbers, levels and tables, worded in one language: the base of all that tells of a result.

An index in a cell is rounded as it is printed; what is added to one is exact, since it is shown
with so many decimals that sums can be checked.
"""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, Literal, Protocol, TypeVar, cast

from spbe_cli.exact import rounded
from spbe_cli.instrument import Instrument
from spbe_cli.reports import document as doc
from spbe_cli.scoring import IndexResult, Score
from spbe_cli.words import Words

DIFFERENCE: Final = "+0.00;-0.00;0.00"
GAIN: Final = "+0.0000;-0.0000"
WHOLE: Final = "0"
PERCENT: Final = "0.0%"
PARTS_OF_LEVEL: Final = "0.####"
NONE: Final = "-"
ABOUT: Final = 6
PLACES: Final = 4  # the decimals of a gain, and of a level that has no end
TONES: Final[tuple[doc.Tone, ...]] = ("good", "good", "fair", "poor", "bad")
"""The tones of five predicates, the highest first."""


class HasRow(Protocol):
    """What is about an indicator, such as a change of its level."""

    @property
    def row(self) -> str:
        """The number of its row."""


OfRow = str | Score | HasRow
"""What a row of a table is about: the number of an indicator, its score, a change of it."""
Item = TypeVar("Item")
RowKind = Literal["", "group", "total", "own"]
Show = Callable[[Item], doc.Cell]
Shown = tuple[doc.Column, Show[Item]]
"""A column, and what stands in it of an item."""


def row_of(item: OfRow) -> str:
    """Return the number of the indicator that an item is about."""
    return item if isinstance(item, str) else item.code if isinstance(item, Score) else item.row


def count(value: int) -> doc.Number:
    """Return a count."""
    return doc.Number(Fraction(value), str(value), WHOLE)


def tone_of(predicate: str, instrument: Instrument) -> doc.Tone:
    """Return how good a predicate is among those of its instrument."""
    names = [one.name for one in instrument.predicates]
    return TONES[names.index(predicate) * (len(TONES) - 1) // max(len(names) - 1, 1)]


def predicate(name: str, instrument: Instrument) -> doc.State:
    """Return a predicate in its colour."""
    return doc.State(name, tone_of(name, instrument))


# Tables, said column by column: a head, and beside it what stands in the column of an item


def column(head: str, width: int, cell: Show[Item], **look: Any) -> Shown[Item]:  # noqa: ANN401  as `Column` has it
    """Return a column with what stands in it."""
    return doc.Column(head, width, **look), cell


def numbers(head: str, width: int, cell: Show[Item], **look: Any) -> Shown[Item]:  # noqa: ANN401
    """Return a column of numbers."""
    return doc.Column(head, width, number=True, **look), cell


def table(
    items: Iterable[Item],
    *shown: Shown[Item],
    kind: Callable[[Item], RowKind] = lambda _: "",
    total: tuple[doc.Cell, ...] = (),
    **look: Any,  # noqa: ANN401  as `Table` has it
) -> doc.Table:
    """Return a table with a row for each item, and the total below them, if there is one."""
    rows = [doc.Row(tuple(cell(item) for _, cell in shown), kind(item)) for item in items]
    rows += [doc.Row(total, "total")] if total else []
    return doc.Table(tuple(column for column, _ in shown), tuple(rows), **look)


def grouped(
    groups: Iterable[tuple[str | doc.Own, Iterable[Item]]],
    /,
    *shown: Shown[Item],
    total: tuple[doc.Cell, ...] = (),
    **look: Any,  # noqa: ANN401  as `Table` has it
) -> doc.Table:
    """Return a table with a title above the rows of each group, if it has a name and a row."""
    made, rows = table((), *shown, total=total, **look), list[doc.Row]()
    for title, items in groups:
        own = table(items, *shown).rows
        rows += [doc.Row((title,), "group"), *own] if own and title else own
    return replace(made, rows=(*rows, *made.rows))


def together(items: Sequence[Item], fields: Iterable[str]) -> Item:
    """Return some items as one of no row, in which these fields are summed."""
    sums = {name: sum(getattr(one, name) for one in items) for name in fields}
    whole: Item = replace(cast("Any", items[0]), row="", **sums)
    return whole


def summed(
    groups: Iterable[tuple[str, Sequence[Item]]],
    fields: Iterable[str],
    *shown: Shown[Item],
    total: str = "",
    caption: str = "",
) -> doc.Table:
    """Return a table with `fields` summed: above a group that has a name, and at the end of all."""

    def sums(name: str, items: Sequence[Item], kind: RowKind) -> doc.Row:
        one = together(items, fields)
        first, _, *others = (cell(one) if column.number else "" for column, cell in shown)
        return doc.Row((first, name, *others), kind)

    rows: list[doc.Row] = []
    every: list[Item] = []
    for name, items in groups:
        own = table(items, *shown).rows
        rows += [sums(name, items, "group"), *own] if name else own
        every += items
    rows += [sums(total, every, "total")] if total else []
    return replace(table((), *shown, caption=caption), rows=tuple(rows))


class Wording:
    """What tells of results in `words`, and of an instrument if there is one that they `used`."""

    words: Words
    count = staticmethod(count)

    @property
    def used(self) -> Instrument:
        """The instrument of what is told."""
        raise NotImplementedError

    def label(self, key: str, **facts: object) -> str:
        """Return a text of the tool by its key, with facts put in."""
        return self.words.label(key, **facts)

    def number(self, value: Decimal | Fraction, places: int | None = 2) -> str:
        """Write a number; without `places` exactly."""
        return self.words.number(value, places)

    def exactly(self, value: Fraction) -> str:
        """Write an exact value; one without end as a fraction, and about what it is."""
        text = self.number(value, None)
        return f"{text} (≈ {self.number(value, ABOUT)})" if "/" in text else text

    def signed(self, value: Fraction) -> str:
        """Write a difference of two indices with its sign; none at all without one."""
        return ("+" if value > 0 else "-" if value < 0 else "") + self.number(abs(value))

    def gain_text(self, gain: Fraction) -> str:
        """Write what a change adds, with its sign."""
        return ("-" if gain < 0 else "+") + self.number(abs(gain), PLACES)

    def from_to(self, start: Fraction | None, end: Fraction | None) -> str:
        """Write from which level to which."""
        first, last = (NONE if one is None else self.level_text(one) for one in (start, end))
        return self.label("level_change", start=first, end=last)

    def level_text(self, level: Fraction) -> str:
        """Write a level; one without end, as a conversion may give it, rounded."""
        text = self.number(level, None)
        return f"≈ {self.number(level, PLACES)}" if "/" in text else text

    # Cells

    def index(self, value: Fraction) -> doc.Number:
        """Return an index as it is printed."""
        return doc.Number(Fraction(rounded(value)), self.number(value))

    def weight(self, value: Fraction) -> doc.Number:
        """Return a weight or points: exact, shown with two decimals."""
        return doc.Number(value, self.number(value))

    def difference(self, value: Fraction) -> doc.Number:
        """Return the difference of two indices with its sign; none at all without one."""
        size = Fraction(rounded(abs(value)))
        return doc.Number(-size if value < 0 else size, self.signed(value), DIFFERENCE)

    def gain(self, value: Fraction) -> doc.Number:
        """Return what is added to the index."""
        return doc.Number(value, self.gain_text(value), GAIN)

    def level(self, value: Fraction | None) -> doc.Cell:
        """Return a level, or that there is no answer."""
        return NONE if value is None else self.exact(value)

    def exact(self, value: Fraction) -> doc.Number:
        """Return a level or an effort with all its decimals."""
        # Excel would show a whole number in the look of a broken one with a point at its end.
        look = WHOLE if value.denominator == 1 else PARTS_OF_LEVEL
        return doc.Number(value, self.level_text(value), look)

    def predicate(self, result: IndexResult) -> doc.State:
        """Return a predicate in its colour."""
        return predicate(result.predicate.name, self.used)

    def all_decimals(self, result: IndexResult) -> doc.Number:
        """Return an index with all its decimals."""
        return doc.Number(result.total.index, self.number(result.total.index, None), PARTS_OF_LEVEL)

    # Columns

    def column(self, key: str, width: int, cell: Show[Item], **look: Any) -> Shown[Item]:  # noqa: ANN401
        """Return a column, whose head is a label, with what stands in it."""
        return column(self.label(key), width, cell, **look)

    def numbers(self, key: str, width: int, cell: Show[Item], **look: Any) -> Shown[Item]:  # noqa: ANN401
        """Return a column of numbers."""
        return numbers(self.label(key), width, cell, **look)

    def heads(self, widths: Mapping[str, int]) -> tuple[doc.Column, ...]:
        """Return columns of these widths, by the labels of their heads."""
        return tuple(doc.Column(self.label(key), width) for key, width in widths.items())

    def indicator(self, number: int, name: int) -> Sequence[Shown[OfRow]]:
        """Return the number and the short name of an indicator, in these widths."""
        rows = self.used.rows()
        return (
            self.column("number", number, row_of),
            self.column("indicator_name", name, lambda one: doc.Own(rows[row_of(one)].short)),
        )

    def by_aspect(
        self,
        codes: Container[str],
        shown: Sequence[Shown[str]],
        total: tuple[doc.Cell, ...] = (),
        caption: str = "",
    ) -> doc.Table:
        """Return a table with a row for each of these indicators, aspect by aspect."""
        groups = (
            (
                doc.Own(f"{aspect.code} {aspect.name}"),
                [code for one in aspect.indicators for code in one.rows() if code in codes],
            )
            for aspect in self.used.aspects
        )
        names = {"sheet": self.label("document.indicators"), "groups": self.label("aspect")}
        return grouped(groups, *shown, total=total, caption=caption, **names)
