"""Read back the work lists of a plan, which agencies filled in: by their headings, in any language.

A list is found wherever its headings stand; other sheets of the workbook are left alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from spbe_cli.answers import Cell
from spbe_cli.findings import Finding, Place
from spbe_cli.words.catalogue import Language, labels
from spbe_cli.xlsx.book import open_book
from spbe_cli.xlsx.cells import Grid, read_sheet
from spbe_cli.xlsx.package import Refused, open_package
from spbe_cli.xlsx.table import LAST_HEADING_ROW, first_of, heading, titles_of

COLUMNS: Final[Mapping[str, str]] = {
    "number": "number",
    "start": "simulate.before",
    "end": "simulate.after",
    "owner": "draft.owner",
    "due": "plan.deadline",
    "status": "plan.status",
}
"""What is read, and the label under which `plan` writes it."""
NEEDED: Final = frozenset({"number", "end", "status"})


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One row of a work list: its cells by what they hold, and the agency whose list it is."""

    sheet: str
    agency: str | None
    cells: Mapping[str, Cell]


def read_work_lists(path: Path, file: str) -> tuple[WorkRow, ...]:
    """Return the rows of all work lists.

    Raises:
        Refused: the file can't be read, or has no such list (A178).
        OSError: the system does not let us open it.
    """
    package = open_package(path, file)
    book = open_book(package)
    grids = (read_sheet(book, sheet) for sheet in book.sheets)
    rows = tuple(row for grid in grids for row in _rows_of(grid))
    if not rows:
        raise Refused(Finding("A178", Place(file)), package.sha256)
    return rows


def _rows_of(grid: Grid) -> Iterator[WorkRow]:
    columns: Mapping[str, int] = {}
    for row in sorted(grid.cells):
        if row <= LAST_HEADING_ROW and (found := _columns_at(grid, row)):
            columns = found
        elif columns:
            cells = {what: grid.dated(grid.cell(row, at)) for what, at in columns.items()}
            if not (cells["number"].blank and cells["status"].blank):
                yield WorkRow(grid.name, _agency_of(grid), cells)


def _columns_at(grid: Grid, row: int) -> dict[str, int] | None:
    """Return the columns of a heading row, if it is that of a work list."""
    titles = titles_of(grid, row)
    wanted = {what: tuple(map(heading, in_all(key))) for what, key in COLUMNS.items()}
    found = {what: first_of(titles, names) for what, names in wanted.items()}
    known = {what: column for what, column in found.items() if column is not None}
    return known if known.keys() >= NEEDED else None


def _agency_of(grid: Grid) -> str | None:
    """Return whose list it is, as its title says; None of a list for all."""
    title = grid.cell(1, 1).text
    for shape in in_all("plan.sheet_title"):
        before, _, after = shape.partition("{agency}")
        if title.startswith(before) and title.endswith(after):
            return title[len(before) : len(title) - len(after)].strip() or None
    return None if title in in_all("plan.work") else grid.name


def in_all(key: str) -> tuple[str, ...]:
    """Return a label in every language."""
    return tuple(labels(language)[key] for language in Language)
