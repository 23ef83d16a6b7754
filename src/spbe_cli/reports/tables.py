"""Tables said column by column: a head, and beside it what stands in the column of an item."""

from collections.abc import Callable, Container, Iterable, Sequence
from typing import Any, Literal, TypeVar

from spbe_cli.instrument import Instrument
from spbe_cli.reports.document import Cell, Column, Own, Row, Table
from spbe_cli.words import Words

Item = TypeVar("Item")
Kind = Literal["", "group", "total", "own"]
Shown = tuple[Column, Callable[[Item], Cell]]
"""A column, and what stands in it of an item."""


def column(head: str, width: int, cell: Callable[[Item], Cell], **look: Any) -> Shown[Item]:  # noqa: ANN401  as `Column` has it
    """Return a column with what stands in it."""
    return Column(head, width, **look), cell


def numbers(head: str, width: int, cell: Callable[[Item], Cell], **look: Any) -> Shown[Item]:  # noqa: ANN401
    """Return a column of numbers."""
    return Column(head, width, number=True, **look), cell


def table(
    items: Iterable[Item],
    *shown: Shown[Item],
    kind: Callable[[Item], Kind] = lambda _: "",
    total: tuple[Cell, ...] = (),
    caption: str = "",
) -> Table:
    """Return a table with a row for each item, and the total below them, if there is one."""
    rows = [Row(tuple(cell(item) for _, cell in shown), kind(item)) for item in items]
    rows += [Row(total, "total")] if total else []
    return Table(tuple(column for column, _ in shown), tuple(rows), caption)


def by_aspect(
    codes: Container[str],
    shown: Sequence[Shown[str]],
    instrument: Instrument,
    words: Words,
    total: tuple[Cell, ...] = (),
    caption: str = "",
) -> Table:
    """Return a table with a row for each of these indicators, aspect by aspect."""
    rows: list[Row] = []
    for aspect in instrument.aspects:
        listed = (code for one in aspect.indicators for code in one.rows() if code in codes)
        own = table(listed, *shown).rows
        rows += [Row((Own(f"{aspect.code} {aspect.name}"),), "group"), *own] if own else []
    rows += [Row(total, "total")] if total else []
    names = {"sheet": words.label("document.indicators"), "groups": words.label("aspect")}
    return Table(tuple(column for column, _ in shown), tuple(rows), caption, **names)
