"""Read an assignment from a table in a workbook: Indikator, Penanggung Jawab, Pendukung."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from spbe_cli.answers import Cell
from spbe_cli.findings import Fact, Finding, Place, Raw
from spbe_cli.xlsx.book import open_book
from spbe_cli.xlsx.cells import Grid
from spbe_cli.xlsx.table import LAST_HEADING_ROW, NUMBER, titles_of
from spbe_cli.xlsx.package import Refused, open_package
from spbe_cli.xlsx.cells import read_sheet

INDICATOR: Final = ("indikator", *NUMBER)
OWNER: Final = ("penanggung jawab", "perangkat daerah", "opd", "unit kerja")
CONTRIBUTORS: Final = ("pendukung",)


Row = tuple[Cell, Cell, Cell]
"""The indicators, their owner, the contributors to them."""


def read_duties(path: Path, file: str) -> tuple[str, tuple[Row, ...]]:
    """Read the table of an assignment: the sheet and its rows, of the first visible one.

    Raises:
        Refused: the file can't be read, or has no such table.
        OSError: the system does not let us open it.
    """
    package = open_package(path, file)
    book = open_book(package)
    for grid in (read_sheet(book, sheet) for sheet in book.sheets if not sheet.hidden):
        for row in (row for row in sorted(grid.cells) if row <= LAST_HEADING_ROW):
            columns = columns_at(grid, row)
            if columns:
                return grid.name, tuple(rows_below(grid, row, columns))
    facts: dict[str, Fact] = {"key": Raw("Indikator, Penanggung Jawab")}
    raise Refused(Finding("I103", Place(file), facts, "table"), package.sha256)


def columns_at(grid: Grid, row: int) -> tuple[int, int, int | None] | None:
    """Return the columns of a heading row, if it is one."""
    found = {title: column for column, title in reversed(titles_of(grid, row).items())}
    indicator, owner, contributors = (
        next((found[title] for title in wanted if title in found), None)
        for wanted in (INDICATOR, OWNER, CONTRIBUTORS)
    )
    return (indicator, owner, contributors) if indicator and owner else None


def rows_below(grid: Grid, heading: int, columns: tuple[int, int, int | None]) -> Iterator[Row]:
    """Yield the rows under the headings that name an indicator or an agency."""
    for row in sorted(grid.cells):
        indicators, owner, contributors = (grid.cell(row, column) for column in columns)
        if row > heading and not (owner.blank and contributors.blank):
            yield indicators, owner, contributors
