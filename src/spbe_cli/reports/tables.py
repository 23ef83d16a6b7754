"""Tables said column by column: a head, and beside it what stands in the column of an item."""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import replace
from typing import Any, Literal, TypeVar, cast

from spbe_cli.instrument import Instrument
from spbe_cli.reports import document as doc
from spbe_cli.words import Words

Item = TypeVar("Item")
Kind = Literal["", "group", "total", "own"]
Shown = tuple[doc.Column, Callable[[Item], doc.Cell]]
"""A column, and what stands in it of an item."""


def column(head: str, width: int, cell: Callable[[Item], doc.Cell], **look: Any) -> Shown[Item]:  # noqa: ANN401  as `Column` has it
    """Return a column with what stands in it."""
    return doc.Column(head, width, **look), cell


def numbers(head: str, width: int, cell: Callable[[Item], doc.Cell], **look: Any) -> Shown[Item]:  # noqa: ANN401
    """Return a column of numbers."""
    return doc.Column(head, width, number=True, **look), cell


def table(
    items: Iterable[Item],
    *shown: Shown[Item],
    kind: Callable[[Item], Kind] = lambda _: "",
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
    **look: Any,  # noqa: ANN401  as `Table` has it
) -> doc.Table:
    """Return a table with a title above the rows of each group, if it has a name and a row."""
    made, rows = table((), *shown, **look), list[doc.Row]()
    for title, items in groups:
        own = table(items, *shown).rows
        rows += [doc.Row((title,), "group"), *own] if own and title else own
    return replace(made, rows=tuple(rows))


def by_aspect(
    codes: Container[str],
    shown: Sequence[Shown[str]],
    instrument: Instrument,
    words: Words,
    total: tuple[doc.Cell, ...] = (),
    caption: str = "",
) -> doc.Table:
    """Return a table with a row for each of these indicators, aspect by aspect."""
    groups = (
        (
            doc.Own(f"{aspect.code} {aspect.name}"),
            [code for one in aspect.indicators for code in one.rows() if code in codes],
        )
        for aspect in instrument.aspects
    )
    names = {"sheet": words.label("document.indicators"), "groups": words.label("aspect")}
    made = grouped(groups, *shown, caption=caption, **names)
    return replace(made, rows=(*made.rows, doc.Row(total, "total"))) if total else made


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

    def sums(name: str, items: Sequence[Item], kind: Kind) -> doc.Row:
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
